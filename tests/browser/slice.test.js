// The product's promise from end to end: a policy is read and painted, changes, and the popup says what changed.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { comparisonOf, spansOf, squeezed } from './support/core.js';
import { inEachBrowser } from './support/harness.js';
import { highlights, open, popupOf } from './support/pages.js';
import { until } from './support/until.js';

const PATH = '/legal/acceptable-use-policy';
const demo = (/** @type {string} */ name) => readFile(new URL(`../fixtures/demo/${name}`, import.meta.url), 'utf8');
const [before, after] = [await demo('version-1.html'), await demo('version-2.html')];

inEachBrowser('a policy', (test) => {
  test('is painted where its clauses stand', async ({ browser, site }) => {
    const page = await open(browser, site.set(PATH, before));
    const painted = Object.entries(await highlights(page)).flatMap(([name, texts]) =>
      texts.map((text) => ({ severity: name.replace('clausewatch-', ''), text: squeezed(text) })),
    );
    const expected = await spansOf(before);
    assert.ok(expected.length > 10, 'the page has clauses to know');
    const severities = new Set(['high', 'medium', 'low']);
    for (const { severity, text } of painted.filter(({ severity }) => severities.has(severity))) {
      assert.ok(
        expected.some((span) => span.text === text),
        `painted as ${severity}, but no finding points at it: ${text}`,
      );
    }
    for (const { text } of expected) {
      assert.ok(
        painted.some((range) => range.text === text),
        `a finding points at it, but it is not painted: ${text}`,
      );
    }
  });

  test('that changed is told as the core tells it', async ({ browser, site }) => {
    const url = site.set(PATH, before);
    const page = await open(browser, url);
    await highlights(page);
    const first = await popupOf(browser, page);
    assert.equal(first.state, 'first-visit');
    assert.ok(first.findings.length > 10);
    const toKnow = first.findings.filter(({ severity }) => severity === 'high' || severity === 'medium');
    assert.equal(await badgeOnce(browser, page), String(toKnow.length), 'the badge leaves out the standard bans');

    site.set(PATH, after);
    await page.goto(url);
    const painted = await highlights(page, ['clausewatch-added', 'clausewatch-reworded']);
    const second = await popupOf(browser, page);
    const expected = await comparisonOf(before, after);
    assert.equal(second.state, 'changed');
    assert.equal(second.headline, expected.summary.headline);
    const told = expected.changes.filter(({ materiality }) => materiality === 'substantive');
    const listed = second.changes.filter(({ materiality }) => materiality === 'substantive');
    assert.deepEqual(listed.map(({ kind }) => kind).sort(), told.map(({ kind }) => kind).sort());
    assert.equal(await badgeOnce(browser, page), String(told.length));

    // What matters most is there, and what does not matter is not.
    const texts = listed.map(({ text }) => squeezed(text)).join('\n');
    assert.match(texts, /without notice/);
    assert.match(texts, /fee of up to \$500/);
    assert.doesNotMatch(texts, /Lisbon|Careers|Models/);
    const marked = [...(painted['clausewatch-added'] ?? []), ...(painted['clausewatch-reworded'] ?? [])];
    assert.ok(
      marked.some((text) => text.includes('$500')),
      `the new fee is marked on the page: ${marked.join(' | ')}`,
    );

    await page.goto(url);
    await highlights(page);
    assert.equal((await popupOf(browser, page)).state, 'unchanged');
  });

  test('is not forgotten when the background is killed between two visits', async ({ browser, site }) => {
    const url = site.set(PATH, before);
    const page = await open(browser, url);
    await highlights(page);
    assert.equal((await popupOf(browser, page)).state, 'first-visit');

    await browser.killBackground();
    assert.equal(await browser.backgroundRuns(), false);

    site.set(PATH, after);
    await page.goto(url);
    await highlights(page, ['clausewatch-added', 'clausewatch-reworded']);
    await browser.killBackground();
    // The popup's answer outlives the background that gave it.
    const { state, headline } = await popupOf(browser, page);
    assert.equal(state, 'changed');
    assert.equal(headline, (await comparisonOf(before, after)).summary.headline);
  });
});

/**
 * The badge once there is one: it follows the paint.
 *
 * @param {import('./support/driven.js').Driven} browser
 * @param {import('puppeteer-core').Page} page
 */
function badgeOnce(browser, page) {
  return until(() => browser.badge(page), 'the badge');
}
