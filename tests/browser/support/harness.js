// The browser tests' frame: every test runs in Chromium and in Firefox, on a web server of its own.
//
//     import { inEachBrowser } from './support/harness.js';
//     import { highlights, open, popupOf } from './support/pages.js';
//
//     inEachBrowser('a policy', (test) => {
//       test('is painted, and its popup says so', async ({ browser, site }) => {
//         const page = await open(browser, site.set('/acceptable-use', '<!doctype html>…'));
//         const { 'clausewatch-high': high } = await highlights(page);
//         const { state, findings } = await popupOf(browser, page);
//       });
//     });
//
// - `site.set(path, page)` serves a page, forbidding scripts and styles by its headers; set again, it is the next
//   version at the same address. `site.set(path, { body, headers, status, delay })` serves it in another manner.
// - `browser` is a `Driven` (driven.js): puppeteer's browser, and what only the extension's side knows (`tabId`, `badge`,
//   `openExtensionPage`, `killBackground`, …). Pages are puppeteer's `Page`; on an extension page in Firefox `reload` and
//   `goto` never return, everything else works.
// - One browser serves a file's tests, each of which has an origin of its own; its tabs are closed after it.
// - Wait for conditions (`page.waitForFunction`, `until`), never for a time.
//
// Run them all with `cargo xtask test`, or after `cargo xtask build` one file with
// `node --test tests/browser/FILE.test.js`; `CLAUSEWATCH_BROWSERS=firefox` keeps to one browser, `CLAUSEWATCH_SHOW=1`
// shows the window.

import { after, before, describe, it } from 'node:test';
import { launch } from './driven.js';
import { Site } from './site.js';

/** @typedef {import('./driven.js').Driven} Driven */

/**
 * What a test is given.
 *
 * @typedef {object} Given
 * @property {Driven} browser
 * @property {Site} site
 * @property {import('node:test').TestContext} t
 */

/** @typedef {(title: string, body: (given: Given) => Promise<void>, timeout?: number) => void} Test */

/** The browsers to test in. */
export const BROWSERS = /** @type {import('./installed.js').Name[]} */ (
  (process.env.CLAUSEWATCH_BROWSERS ?? 'chromium,firefox').split(',')
);

/** Milliseconds for one test. */
const TIMEOUT = 120_000;

/**
 * Defines a group of tests for each browser.
 *
 * @param {string} title
 * @param {(test: Test, name: import('./installed.js').Name) => void} define
 * @param {Partial<import('./driven.js').Options>} [options]
 */
export function inEachBrowser(title, define, options) {
  for (const name of BROWSERS) {
    describe(`${title}, in ${name}`, () => {
      /** @type {Driven} */
      let browser;
      before(async () => {
        browser = await launch(name, { headless: !process.env.CLAUSEWATCH_SHOW, ...options });
      });
      /** @type {Set<Site>} those of a test that ran out of time, and never came to its end, are left */
      const sites = new Set();
      after(async () => {
        await browser?.close();
        for (const site of sites) await site.stop();
      });
      define((title, body, timeout = TIMEOUT) => {
        it(title, { timeout }, async (t) => {
          const site = await Site.start();
          sites.add(site);
          try {
            await body({ browser, site, t });
          } finally {
            await closeTabs(browser);
            await site.stop();
            sites.delete(site);
          }
        });
      }, name);
    });
  }
}

/**
 * Closes every tab but a blank one: a browser without tabs ends.
 *
 * @param {Driven} browser
 */
async function closeTabs({ browser }) {
  const pages = await browser.pages();
  await browser.newPage();
  for (const page of pages) await page.close();
}
