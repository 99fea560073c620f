// The live DOM and the parsed HTML of a page read as the same provisions: what the extension keeps of a visit is what the
// command line reads of the file. On our own pages, each with its trap, and on real captures where there are some.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test as nodeTest } from 'node:test';
import { openDesk } from './support/archive.js';
import { policyOf } from './support/core.js';
import { inEachBrowser } from './support/harness.js';
import { open, popupOf } from './support/pages.js';

/** @typedef {import('./support/driven.js').Driven} Driven */
/** @typedef {import('./support/site.js').Site} Site */
/** @typedef {Awaited<ReturnType<typeof openDesk>>} Desk */

const FIXTURES = new URL('../fixtures/read/', import.meta.url);
const CORPUS = new URL('../../../shared/corpus/pairs/', import.meta.url);

/** How many captures are enough, and the bytes of a page beyond which they only cost time. */
const CAPTURES = 8;
const LARGEST = 200_000;

const fixtures = await pagesOf(FIXTURES, (await readdir(FIXTURES)).sort(), 'page.html');
const captures = await pagesOf(CORPUS, await chosen(), 'new.html');

inEachBrowser('a page of our own', (test) => {
  test('reads as its file does, whatever its trap', async ({ browser, site }) => {
    const desk = await openDesk(browser);
    for (const [at, { name, html }] of fixtures.entries()) {
      const read = await readsAlike(browser, site, desk, `/fixture/${at}`, name, html);
      assert.equal(read, (await policyOf(html)) !== null, `${name} is a policy to read`);
    }
  });
});

if (captures.length === 0) {
  nodeTest('real captures', { skip: 'there is no corpus at ../shared/corpus' }, () => {});
} else {
  inEachBrowser('a real capture', (test) => {
    test('reads as its file does', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      let read = 0;
      for (const [at, { name, html }] of captures.entries()) {
        read += Number(await readsAlike(browser, site, desk, `/capture/${at}`, name, html));
      }
      // Away from its own address and under a title like "Help Center" a capture may pass for no policy.
      assert.ok(read * 2 >= captures.length, `only ${read} captures were read`);
    });
  });
}

/**
 * Whether a page was read, and kept as its file reads.
 *
 * @param {Driven} browser
 * @param {Site} site
 * @param {Desk} desk
 * @param {string} folder Not the fixture's name: the gate would read "consent-banner" or "login-wall" in the address.
 * @param {string} name
 * @param {string} html
 */
async function readsAlike(browser, site, desk, folder, name, html) {
  // No `rel=canonical`: captures name the addresses that they were taken at.
  const address = site.set(`${folder}/acceptable-use`, html.replaceAll(/<link[^>]+canonical[^>]*>/g, ''));
  const page = await open(browser, address);
  const { state } = await popupOf(browser, page);
  const read = state === 'first-visit';
  if (read) {
    const kept = await desk.ask({ type: 'version', address, number: 1 });
    const expected = await policyOf(html);
    assert.ok(expected, `${name} is no document in its file`);
    assert.deepEqual(documentOf(kept), documentOf(expected), name);
  } else {
    assert.ok(state === 'unreadable' || state === 'not-a-policy', `${name} is ${state}`);
  }
  await page.close();
  return read;
}

/**
 * What reading says of a policy, without what is judged of it.
 *
 * @param {import('./support/core.js').Policy} policy
 */
function documentOf({ title, language, effective_date, provisions }) {
  const parts = provisions.map(({ path, marker, lead_in, text }) => ({ path, marker, lead_in, text }));
  return { title, language, effective_date, parts };
}

/**
 * @param {URL} root
 * @param {string[]} names
 * @param {string} file
 */
function pagesOf(root, names, file) {
  return Promise.all(names.map(async (name) => ({ name, html: await readFile(new URL(`${name}/${file}`, root), 'utf8') })));
}

/** Captures of terms and guidelines, small ones, spread over the services. */
async function chosen() {
  const found = [];
  const services = new Set();
  const names = await readdir(CORPUS).catch(() => []);
  for (const id of names.sort()) {
    const { expect, document, service } = JSON.parse(await readFile(new URL(`${id}/case.json`, CORPUS), 'utf8'));
    if (expect === 'broken' || !/Terms of|Guidelines|Acceptable/.test(document) || services.has(service)) continue;
    if ((await readFile(new URL(`${id}/new.html`, CORPUS))).length > LARGEST) continue;
    services.add(service);
    found.push(id);
    if (found.length === CAPTURES) break;
  }
  return found;
}
