// A small web server whose pages a test sets and changes: one address, one version after another.

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What a path answers.
 *
 * @typedef {object} Answer
 * @property {string | Buffer} body
 * @property {number} [status] 200 where it is not told.
 * @property {Record<string, string>} [headers] On top of the defaults; an empty value drops a default.
 * @property {number} [delay] Milliseconds that the visitor waits for it.
 * @property {number} [cut] Bytes after which the line goes dead, although more was announced.
 * @property {boolean} [tagged] Whether it has an `ETag`, and answers 304 to whoever has it already.
 */

/**
 * Pages forbid all scripts, styles and connections unless a test says otherwise: what works here works on any page.
 *
 * @type {Record<string, string>}
 */
const DEFAULT_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'",
  'cache-control': 'no-store',
};

/** A web server for one test. */
export class Site {
  /** @type {Map<string, Answer>} */
  #answers = new Map();
  #server = createServer((request, response) => {
    void this.#answer(request, response);
  });

  /**
   * Every path asked for, query included, in order.
   *
   * @type {string[]}
   */
  requests = [];

  /**
   * What the last request said of itself.
   *
   * @type {import('node:http').IncomingHttpHeaders}
   */
  asked = {};

  /** How many requests were being answered at once, at most. */
  atOnce = 0;
  #now = 0;

  /** Starts a server on a free port. */
  static async start() {
    const site = new Site();
    await new Promise((started) => site.#server.listen(0, '127.0.0.1', () => started(undefined)));
    return site;
  }

  /** Stops it; visitors who still wait are cut off. */
  async stop() {
    const stopped = new Promise((done) => this.#server.close(done));
    this.#server.closeAllConnections();
    await stopped;
  }

  /**
   * Sets what a path answers from now on.
   *
   * @param {string} path Begins with a slash; without query.
   * @param {string | Answer} answer A page, or a page and how it is served.
   * @returns {string} The path's address.
   */
  set(path, answer) {
    this.#answers.set(path, typeof answer === 'string' ? { body: answer } : answer);
    return this.url(path);
  }

  /** @param {string} path */
  url(path) {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not run');
    return `http://127.0.0.1:${address.port}${path}`;
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #answer({ url: target = '/', headers: asked }, response) {
    const path = target.split('?')[0] ?? '';
    // Browsers ask for it unasked.
    if (path !== '/favicon.ico') {
      this.requests.push(target);
      this.asked = asked;
    }
    this.#now += 1;
    this.atOnce = Math.max(this.atOnce, this.#now);
    response.on('close', () => (this.#now -= 1));
    const answer = this.#answers.get(path) ?? { status: 404, body: '<!doctype html><title>Not found</title>' };
    if (answer.delay) await sleep(answer.delay, undefined, { ref: false });
    for (const [name, value] of Object.entries({ ...DEFAULT_HEADERS, ...answer.headers })) {
      if (value) response.setHeader(name, value);
    }
    if (answer.tagged) {
      const tag = `"${createHash('sha256').update(answer.body).digest('hex').slice(0, 16)}"`;
      response.setHeader('etag', tag);
      if (asked['if-none-match'] === tag) return void response.writeHead(304).end();
    }
    if (answer.cut !== undefined) {
      response.setHeader('content-length', Buffer.byteLength(answer.body));
      response.writeHead(answer.status ?? 200).write(answer.body.slice(0, answer.cut), () => response.destroy());
      return;
    }
    response.writeHead(answer.status ?? 200).end(answer.body);
  }
}
