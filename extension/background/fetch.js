// Runs in: the background.
//
// Fetches a watched page the way a considerate visitor does: without cookies or referrer, conditionally, bounded in time
// and size, and one page of a host after another.

import { say } from '../say.js';

/** @typedef {import('../types/wire.js').Watch} Watch */

/**
 * What came of a request, as the core takes it.
 *
 * @typedef {(
 *   | {type: 'sent', status: number, url: string, html: string, etag: string | null, lastModified: string | null}
 *   | {type: 'notModified'}
 *   | {type: 'failed', why: string}
 * )} Fetched
 */

const TIMEOUT = 30_000;
const MAX_BYTES = 20_000_000;

/**
 * The last request to each host.
 *
 * @type {Map<string, Promise<unknown>>}
 */
const underWay = new Map();

/**
 * @param {string} url
 * @returns {Promise<boolean>} whether the reader allowed the site
 */
export function mayFetch(url) {
  return chrome.permissions.contains({ origins: [`${new URL(url).origin}/*`] });
}

/**
 * @param {Pick<Watch, 'url' | 'etag' | 'lastModified'>} watch
 * @returns {Promise<Fetched>}
 */
export function fetchPage(watch) {
  const { host } = new URL(watch.url);
  const before = underWay.get(host) ?? Promise.resolve();
  const mine = before.then(() => request(watch));
  underWay.set(host, mine);
  return mine;
}

/**
 * @param {Pick<Watch, 'url' | 'etag' | 'lastModified'>} watch
 * @returns {Promise<Fetched>} never fails
 */
async function request(watch) {
  if (!(await mayFetch(watch.url))) return failed('whyNoPermission');
  /** @type {Record<string, string>} */
  const headers = { accept: 'text/html,application/xhtml+xml' };
  if (watch.etag) headers['if-none-match'] = watch.etag;
  if (watch.lastModified) headers['if-modified-since'] = watch.lastModified;
  try {
    const response = await fetch(watch.url, {
      headers,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.status === 304) return { type: 'notModified' };
    const bytes = await bounded(response);
    if (bytes === null) return failed('whyTooLarge');
    return {
      type: 'sent',
      status: response.status,
      url: response.url,
      html: decode(bytes, response.headers.get('content-type') ?? ''),
      etag: response.headers.get('etag'),
      lastModified: response.headers.get('last-modified'),
    };
  } catch (error) {
    return failed(error instanceof Error && error.name === 'TimeoutError' ? 'whyTimeout' : 'whyUnreachable');
  }
}

/**
 * @param {string} key
 * @returns {Promise<Fetched>}
 */
async function failed(key) {
  return { type: 'failed', why: await say(key) };
}

/**
 * The body, or null where it is larger than what is read.
 *
 * @param {Response} response
 * @returns {Promise<Uint8Array | null>}
 */
async function bounded(response) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MAX_BYTES) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * As browsers do: the header's encoding, else the one that the page names at its beginning, else UTF-8.
 *
 * @param {Uint8Array} bytes
 * @param {string} contentType
 */
function decode(bytes, contentType) {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const label = /charset\s*=\s*["']?([\w-]+)/i;
  const encoding = label.exec(contentType)?.[1] ?? label.exec(beginning)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    // An encoding that nobody knows.
    return new TextDecoder().decode(bytes);
  }
}
