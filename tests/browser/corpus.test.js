// Real captures, old then new at one address, under headers that forbid everything: the browsers say what the core says.
// The captures are not part of the project; without them this is skipped.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test as nodeTest } from 'node:test';
import { comparisonOf, spansOf, squeezed } from './support/core.js';
import { inEachBrowser } from './support/harness.js';
import { highlights, open, popupOf } from './support/pages.js';

const CORPUS = new URL('../../../shared/corpus/pairs/', import.meta.url);

/** How many captures are enough: each takes seconds in each browser. */
const CASES = 3;
/** Bytes of a page; larger ones show nothing more here. */
const LARGEST = 120_000;

const cases = await chosen();
if (cases.length === 0) {
  nodeTest('real captures', { skip: 'there is no corpus at ../shared/corpus' }, () => {});
} else {
  inEachBrowser('a real capture', (test) => {
    for (const { id, before, after } of cases) {
      test(`${id} is painted, and its changes told`, async ({ browser, site }) => {
        const path = '/legal/terms-of-service';
        const url = site.set(path, before);
        const page = await open(browser, url);
        const painted = Object.entries(await highlights(page));
        const spans = new Set((await spansOf(before)).map(({ text }) => text));
        for (const [name, texts] of painted) {
          for (const text of texts) assert.ok(spans.has(squeezed(text)), `${name} is no finding's span: ${text}`);
        }
        assert.equal((await popupOf(browser, page)).state, 'first-visit');

        site.set(path, after);
        await page.goto(url);
        const { state, headline, changes } = await popupOf(browser, page);
        const expected = await comparisonOf(before, after);
        assert.equal(state, 'changed');
        assert.equal(headline, expected.summary.headline);
        assert.equal(changes.length, expected.changes.length);
      });
    }
  });
}

/** The first cases of terms and guidelines that changed, small ones, in the order of their names. */
async function chosen() {
  const found = [];
  const names = await readdir(CORPUS).catch(() => []);
  for (const id of names.sort()) {
    const read = (/** @type {string} */ file) => readFile(new URL(`${id}/${file}`, CORPUS), 'utf8').catch(() => '');
    const { expect, document } = JSON.parse((await read('case.json')) || '{}');
    if (expect !== 'changed' || !/Terms of Service|Guidelines/.test(document)) continue;
    const [before, after] = [await read('old.html'), await read('new.html')];
    if (!before || !after || Math.max(before.length, after.length) > LARGEST) continue;
    found.push({ id, before, after });
    if (found.length === CASES) break;
  }
  return found;
}
