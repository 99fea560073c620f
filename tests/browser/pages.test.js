// Our pages that fill a tab: usable without a mouse and without eyes, in light and dark, in every language that ships.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { openDesk, policy } from './support/archive.js';
import { violations } from './support/axe.js';
import { inEachBrowser } from './support/harness.js';
import { highlights, open } from './support/pages.js';
import { PATIENCE } from './support/until.js';

/** @typedef {import('puppeteer-core').Page} Page */

const LOCALES = await readdir(new URL('../../extension/_locales/', import.meta.url));

/** Each page, and what shows that it is complete. */
const PAGES = {
  'welcome/welcome.html': 'h1:not(:empty)',
  'welcome/sample.html': '.guide button',
  'options/options.html': 'body[data-ready]',
};

/**
 * @param {import('./support/driven.js').Driven} browser
 * @param {string} path
 * @param {string} complete
 */
async function show(browser, path, complete) {
  const page = await browser.openExtensionPage(path);
  await page.waitForSelector(complete, { timeout: PATIENCE });
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  return page;
}

inEachBrowser('our pages', (test, name) => {
  // Firefox over BiDi cannot be told the scheme.
  for (const scheme of name === 'firefox' ? ['light'] : ['light', 'dark']) {
    test(`have nothing that axe finds, ${scheme}`, async ({ browser, site }) => {
      const visited = await open(browser, site.set('/acceptable-use', policy()));
      await highlights(visited);
      const bring = `bring/bring.html?policy=${encodeURIComponent(visited.url())}`;
      for (const [path, complete] of Object.entries({ ...PAGES, [bring]: '#policy:not(:empty)' })) {
        const page = await show(browser, path, complete);
        if (scheme === 'dark') await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
        assert.deepEqual(await violations(page), [], path);
        await page.close();
      }
    });
  }

  test('are reached with the keyboard, every control', async ({ browser }) => {
    for (const [path, complete] of Object.entries(PAGES)) {
      const page = await show(browser, path, complete);
      await page.bringToFront();
      const controls = await page.evaluate(() => {
        const all = document.querySelectorAll('a[href], button, input:not([type=file]):not([type=radio]), select, textarea, summary');
        const seen = [...all].filter((one) => one.checkVisibility());
        seen.forEach((one, i) => one.setAttribute('data-walk', String(i)));
        return seen.length;
      });
      assert.ok(controls > 0, path);
      /** @type {Set<string>} */
      const reached = new Set();
      for (let i = 0; i < controls + 20 && reached.size < controls; i += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(() => document.activeElement?.getAttribute('data-walk'));
        if (at) reached.add(at);
      }
      assert.equal(reached.size, controls, path);
      await page.close();
    }
  });

  test('speak the language that the reader chose, all of it', async ({ browser }) => {
    for (const locale of LOCALES) {
      const options = await show(browser, 'options/options.html', 'body[data-ready]');
      await options.evaluate((locale) => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelector('select[name=language]'));
        select.value = locale;
        select.dispatchEvent(new Event('change'));
      }, locale);
      await options.waitForFunction(
        (locale) => document.documentElement.lang.startsWith(locale) && document.body.hasAttribute('data-ready'),
        { timeout: PATIENCE },
        locale,
      );
      for (const [path, complete] of Object.entries(PAGES)) {
        const page = await show(browser, path, complete);
        const { empty, wide } = await page.evaluate(() => ({
          empty: [...document.querySelectorAll('[data-text], button, a, legend, h1, h2')].filter((one) => !one.textContent?.trim()).length,
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        }));
        assert.deepEqual([empty, wide], [0, 0], `${path} in ${locale}`);
        await page.close();
      }
    }
    const desk = await openDesk(browser);
    await desk.page.evaluate(() => chrome.storage.local.clear());
  });
});
