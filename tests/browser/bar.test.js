// The review bar: says how much there is, filters what is painted, and stays away where it was put away.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inEachBrowser } from './support/harness.js';
import { highlights, open } from './support/pages.js';
import { showOn, visitOf } from './support/view-page.js';

/** @typedef {import('puppeteer-core').Page} Page */

const PATH = '/legal/acceptable-use-policy';
const demo = (/** @type {string} */ name) => readFile(new URL(`../fixtures/demo/${name}`, import.meta.url), 'utf8');
const [before, after] = [await demo('version-1.html'), await demo('version-2.html')];

inEachBrowser('the bar', (test) => {
  test('counts, filters, and is put away until a clause is asked for', async ({ browser, site }) => {
    const url = site.set(PATH, before);
    const page = await open(browser, url);
    await highlights(page);
    site.set(PATH, after);
    await page.goto(url);
    await highlights(page, ['clausewatch-added']);
    const visit = await visitOf(browser, page);
    const shown = await showOn(browser, site, after, visit);
    // What the page is asked below names it.
    await shown.evaluate(`window.bar = ${bar}`);

    const toKnow = visit.findings.filter(({ severity }) => severity === 'high' || severity === 'medium').length;
    const changed = visit.changes.filter(({ materiality }) => materiality === 'substantive').length;
    await shown.waitForFunction(() => !bar()?.hidden);
    const said = await shown.evaluate(() => bar()?.querySelector('.counts')?.textContent ?? '');
    assert.match(said, new RegExp(`${toKnow} clauses to know`));
    assert.match(said, new RegExp(`${changed} changes since`));

    await click(shown, '.counts');
    await click(shown, '.filters .high');
    assert.equal(await shown.evaluate(() => CSS.highlights.has('clausewatch-high')), false);
    await click(shown, '.filters .high');
    assert.equal(await shown.evaluate(() => CSS.highlights.has('clausewatch-high')), true);

    await click(shown, '[aria-label="Put away on this site"]');
    await shown.waitForFunction(() => bar()?.hidden === true);
    await shown.evaluate(() => /** @type {any} */ (window).view.step(1));
    assert.equal(await shown.evaluate(() => bar()?.hidden), false);
  });
});

/** Within the page: the bar in the opened shadow root. */
function bar() {
  const root = document.querySelector('clausewatch-root')?.shadowRoot;
  return /** @type {HTMLElement | null | undefined} */ (root?.querySelector('.bar'));
}

/**
 * @param {Page} page
 * @param {string} selector
 */
function click(page, selector) {
  return page.evaluate((selector) => {
    const part = document.querySelector('clausewatch-root')?.shadowRoot?.querySelector(selector);
    if (!(part instanceof HTMLElement)) throw new Error(`the bar has no ${selector}`);
    part.click();
  }, selector);
}
