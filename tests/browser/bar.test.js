// The review bar: says how much there is, filters what is painted, and stays away where it was put away.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inEachBrowser } from './support/harness.js';
import { highlights, open } from './support/pages.js';
import { until } from './support/until.js';
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

    await click(shown, '.switch');
    const dimmed = await shown.evaluate(() => ({
      layers: [...CSS.highlights.keys()].sort(),
      text: [...(CSS.highlights.get('clausewatch-dimmed') ?? [])].join(' … '),
      changed: ['added', 'reworded'].flatMap((kind) => [...(CSS.highlights.get(`clausewatch-${kind}`) ?? [])].map(String)),
      listed: bar()?.querySelectorAll('.list ol li').length ?? 0,
      all: document.body.textContent?.replace(/\s+/g, '').length ?? 0,
    }));
    assert.deepEqual(dimmed.layers, ['clausewatch-added', 'clausewatch-dimmed', 'clausewatch-reworded']);
    const length = (/** @type {string} */ text) => text.replace(/[\s…]+/g, '').length;
    assert.ok(dimmed.changed.length > 0 && dimmed.changed.every((text) => length(text) < 40 || !dimmed.text.includes(text)));
    assert.equal(length(dimmed.text), dimmed.all - length(dimmed.changed.join('')), 'all other text is dimmed');
    assert.ok(dimmed.listed > 0 && dimmed.listed <= changed, 'the list keeps to what changed');
    await click(shown, '.switch');
    assert.equal(await shown.evaluate(() => CSS.highlights.has('clausewatch-dimmed')), false);

    const [topic = ''] = visit.findings.filter(({ severity }) => severity === 'medium').map(({ category }) => category);
    await shown.evaluate((topic) => {
      const choice = /** @type {HTMLSelectElement} */ (bar()?.querySelector('.topics'));
      choice.value = topic;
      choice.dispatchEvent(new Event('change'));
    }, topic);
    const ofTopic = visit.findings.filter(({ category }) => category === topic);
    const spans = (/** @type {string} */ severity) =>
      ofTopic.filter((finding) => finding.severity === severity).reduce((sum, { spans }) => sum + spans.length, 0);
    const left = await shown.evaluate(() => ['high', 'medium', 'low'].map((severity) => CSS.highlights.get(`clausewatch-${severity}`)?.size ?? 0));
    assert.deepEqual(left, ['high', 'medium', 'low'].map(spans), 'one topic is left');

    await click(shown, '[aria-label="Put away on this site"]');
    await shown.waitForFunction(() => bar()?.hidden === true);
    await shown.evaluate(() => /** @type {any} */ (window).view.step(1));
    assert.equal(await shown.evaluate(() => bar()?.hidden), false);
  });

  test('once put away on a site it stays away at the next visit', async ({ browser, site }) => {
    const url = site.set(PATH, before);
    const page = await open(browser, url);
    await highlights(page);
    const { x, y } = await until(() => hideButton(page), 'the bar');
    await page.mouse.click(x, y);
    await page.waitForFunction(barIsAway);
    await page.goto(url);
    await highlights(page);
    await page.waitForSelector('clausewatch-root');
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    assert.equal(await page.evaluate(barIsAway), true);
    const elsewhere = await open(browser, site.set('/terms-of-use', before).replace('127.0.0.1', 'localhost'));
    await highlights(elsewhere);
    await until(() => hideButton(elsewhere), 'the bar on another site');
  });
});

/**
 * Where the bar's last button is: its shadow root is closed, but where it stands is known.
 *
 * @param {Page} page
 */
function hideButton(page) {
  return page.evaluate(() => {
    const point = { x: innerWidth - 20 - 6 - 15 - (innerWidth - document.documentElement.clientWidth), y: innerHeight - 16 - 5 - 15 };
    return document.elementFromPoint(point.x, point.y)?.localName === 'clausewatch-root' && point;
  });
}

/** Within the page. */
function barIsAway() {
  return document.elementFromPoint(innerWidth - 60, innerHeight - 36)?.localName !== 'clausewatch-root';
}

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
