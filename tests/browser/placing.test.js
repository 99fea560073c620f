// The card stands beside the clause that it explains, wholly in the window and never on the clause: in wide and narrow
// windows, at 200% zoom, in right-to-left pages.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inEachBrowser } from './support/harness.js';
import { highlights, open } from './support/pages.js';
import { showOn, visitOf } from './support/view-page.js';

/** @typedef {import('puppeteer-core').Page} Page */

const PATH = '/legal/acceptable-use-policy';
const demo = (/** @type {string} */ name) => readFile(new URL(`../fixtures/demo/${name}`, import.meta.url), 'utf8');
const [before, after, style] = [await demo('version-1.html'), await demo('version-2.html'), await demo('policy.css')];

/** CSS pixels: zoomed to 200%, a window of 1200 × 800 has half as many. */
const WINDOWS = {
  'a window of 1100 × 800': { width: 1100, height: 800 },
  'a wide window': { width: 1600, height: 900 },
  'a window at 200% zoom': { width: 600, height: 400 },
  'a narrow window': { width: 360, height: 640 },
};

inEachBrowser('the card', (test) => {
  for (const dir of ['ltr', 'rtl']) {
    test(`stands beside each clause, whatever the window, ${dir}`, async ({ browser, site }) => {
      const url = site.set(PATH, before);
      const first = await open(browser, url);
      await highlights(first);
      site.set(PATH, after);
      await first.goto(url);
      await highlights(first, ['clausewatch-added']);
      const visit = await visitOf(browser, first);
      const html = after.replace('<html', `<html dir="${dir}"`).replace('</head>', `<style>${style}</style></head>`);
      const page = await showOn(browser, site, html, visit);
      const clauses = [...visit.findings, ...visit.changes].filter(({ ranges }) => ranges.flat().length > 0);
      for (const [name, size] of Object.entries(WINDOWS)) {
        await page.setViewport(size);
        for (const { id, ranges } of clauses) assert.deepEqual(await faults(page, id, ranges.flat()), [], `${name}: ${id}`);
      }
    });
  }

  test('shows what is unfolded in it, and stays there when the page moves', async ({ browser, site }) => {
    const first = await open(browser, site.set(PATH, before));
    await highlights(first);
    const visit = await visitOf(browser, first);
    const page = await showOn(browser, site, before, visit);
    await page.setViewport({ width: 800, height: 640 });
    const [finding] = visit.findings.filter(({ ranges }) => ranges.flat().length > 0);
    assert.ok(finding);
    assert.deepEqual(await faults(page, finding.id, finding.ranges.flat()), []);
    const { seen, after, hidden } = await unfolded(page);
    assert.ok(seen > 0, 'it had to scroll');
    assert.equal(after, seen);
    assert.ok(hidden <= 1, `${hidden} px of it are hidden`);
  });
});

/**
 * Unfolds the card's ways to dismiss, moves the page a little, and says what the card's own scrolling made of it.
 *
 * @param {Page} page
 */
function unfolded(page) {
  return page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    const card = document.querySelector('clausewatch-root')?.shadowRoot?.querySelector('.card');
    const ways = card?.querySelector('details:has(.way)');
    if (!(card && ways instanceof HTMLDetailsElement)) throw new Error('there is no card');
    ways.open = true;
    // `toggle` is told in a task of its own.
    await new Promise((told) => ways.addEventListener('toggle', told, { once: true }));
    const seen = card.scrollTop;
    scrollBy(0, 3);
    await frame();
    await frame();
    const [last, end] = [[...ways.querySelectorAll('.way')].at(-1), card.querySelector('.foot')];
    const hidden = (last?.getBoundingClientRect().bottom ?? 0) - (end?.getBoundingClientRect().top ?? 0);
    return { seen, after: card.scrollTop, hidden };
  });
}

/**
 * Goes to a clause, waits until the page has come to rest there, and says what is wrong with where the card stands.
 *
 * @param {Page} page
 * @param {string} id
 * @param {import('../../extension/types/wire.js').TextRange[]} pieces where it stands
 * @returns {Promise<string[]>}
 */
function faults(page, id, pieces) {
  return page.evaluate(async (id, pieces) => {
    const { view, taken } = /** @type {any} */ (window);
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    if (!view.show(id)) return [];
    for (let still = 0, at = -1; still < 5; still = at === scrollY ? still + 1 : 0) {
      at = scrollY;
      await frame();
    }
    const card = document.querySelector('clausewatch-root')?.shadowRoot?.querySelector('.card');
    const box = card?.getBoundingClientRect();
    if (!box) return ['there is no card'];
    const wrong = [];
    if (box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth) wrong.push('beyond the window');
    if (box.height < 100) wrong.push(`only ${box.height} px high`);
    const seen = pieces.flatMap(([node, start, end]) => {
      const range = new Range();
      range.setStart(taken.nodes[node], start);
      range.setEnd(taken.nodes[node], end);
      return [...range.getClientRects()];
    });
    const [first] = seen;
    if (!first || first.bottom < 0 || first.top > innerHeight) wrong.push('the clause is out of sight');
    const covered = seen.filter((line) =>
      line.top < box.bottom && line.bottom > box.top && line.left < box.right && line.right > box.left);
    if (covered.length > 0) wrong.push(`covers ${covered.length} of ${seen.length} lines`);
    return wrong;
  }, id, pieces);
}
