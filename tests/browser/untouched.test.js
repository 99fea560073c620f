// A reviewed page stays the page it was: the same elements in the same places, but for the one host.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inEachBrowser } from './support/harness.js';
import { highlights, open } from './support/pages.js';

const demo = await readFile(new URL('../fixtures/demo/version-2.html', import.meta.url), 'utf8');

/** The page keeps itself as it was before any content script ran, and counts what moves. */
const WITNESS = `<script>
  addEventListener('DOMContentLoaded', () => {
    window.before = document.documentElement.outerHTML;
    window.shifts = 0;
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
      new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.shifts += value; })
        .observe({ type: 'layout-shift', buffered: true });
    }
  });
</script>`;

inEachBrowser('a reviewed page', (test) => {
  test('is as it was but for the host', async ({ browser, site }) => {
    const html = demo.replace('</head>', `${WITNESS}</head>`);
    const headers = { 'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'" };
    const page = await open(browser, site.set('/legal/acceptable-use-policy', { body: html, headers }));
    await highlights(page);
    await page.waitForSelector('clausewatch-root');
    // The bar shows itself in a frame of its own.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const seen = await page.evaluate(() => {
      const copy = /** @type {Element} */ (document.documentElement.cloneNode(true));
      for (const host of copy.querySelectorAll('clausewatch-root')) host.remove();
      const { before, shifts } = /** @type {any} */ (window);
      return { before, after: copy.outerHTML, shifts, sheets: document.adoptedStyleSheets.length };
    });
    assert.equal(seen.after, seen.before);
    assert.equal(seen.shifts, 0, 'nothing moved');
    assert.equal(seen.sheets, 0);
  });
});
