// A browser with the extension loaded, whichever it is.

import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Chromium } from './chromium.js';
import { Firefox } from './firefox.js';
import { installed } from './installed.js';
import { until } from './until.js';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * How a browser is started.
 *
 * @typedef {object} Options
 * @property {string} executable
 * @property {string} extension The unpacked extension's folder.
 * @property {boolean} headless
 * @property {string[]} [args] The browser's own options, for one that it lacks here.
 * @property {boolean} [welcome] Whether the tab that opens at installation stays; most tests have no use for it.
 * @property {Record<string, unknown>} [preferences] Firefox's.
 */

/**
 * What tests do with a browser beyond puppeteer's `Page`.
 *
 * @typedef {object} Driven
 * @property {import('./installed.js').Name} name
 * @property {import('puppeteer-core').Browser} browser
 * @property {(path: string) => string} extensionUrl The address of a file of the extension.
 * @property {(path: string) => Promise<Page>} openExtensionPage Opens a page of the extension in a tab of its own.
 * @property {(page: Page) => Promise<number>} tabId The id that extensions know a page's tab by. Brings it to the front.
 * @property {(page: Page) => Promise<string>} badge The toolbar badge's text for a page. Brings it to the front.
 * @property {(page: Page) => Promise<void>} clickToolbar Clicks the extension's toolbar button, as a user does.
 * @property {() => Promise<void>} killBackground Ends the background as the browser does when it is idle.
 * @property {() => Promise<boolean>} backgroundRuns
 * @property {() => Promise<void>} close
 */

/** What `cargo xtask build` made. */
export const EXTENSION = fileURLToPath(new URL('../../../dist/extension', import.meta.url));

/** What to tell someone whose machine lacks a browser. */
export const CURES = {
  chromium: 'install Chromium, Chrome or Edge (Debian, Ubuntu: apt install chromium)',
  firefox: 'install Firefox 150 or later (Debian, Ubuntu: apt install firefox-esr)',
};

/**
 * Starts a browser with a fresh profile and the extension that `cargo xtask build` made.
 *
 * @param {import('./installed.js').Name} name
 * @param {Partial<Options>} [options]
 * @returns {Promise<Driven>}
 */
export async function launch(name, options = {}) {
  const executable = options.executable ?? installed(name);
  if (!executable) throw new Error(`${name} is not installed: ${CURES[name]}`);
  const extension = options.extension ?? EXTENSION;
  await stat(extension).catch(() => {
    throw new Error(`${extension} is missing: run \`cargo xtask build\` first`);
  });
  const whole = { headless: true, ...options, executable, extension };
  const browser = await (name === 'firefox' ? Firefox.launch(whole) : Chromium.launch(whole));
  const welcome = await welcomeTab(browser);
  if (!options.welcome) await welcome.close();
  return browser;
}

/**
 * The tab that the extension opens at installation. It comes by itself and in front, so everything else waits for it.
 *
 * @param {Driven} browser
 * @returns {Promise<Page>}
 */
export async function welcomeTab(browser) {
  const url = browser.extensionUrl('welcome/welcome.html');
  return until(async () => {
    for (const page of await browser.browser.pages()) {
      // Firefox does not tell the address of an extension's page; the tab starts on about:blank.
      const at = await page.evaluate(() => location.href).catch(() => '');
      if (at === url) return page;
    }
    return null;
  }, 'the welcome to open');
}
