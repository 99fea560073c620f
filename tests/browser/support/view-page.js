// A page on which the card, the bar and the strip run as the page's own scripts, in an open shadow root: what a closed one
// keeps from pages it keeps from tests too. The files are the extension's own; only the browser's part is played here.

import { readFile } from 'node:fs/promises';
import { PATIENCE, until } from './until.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Unpacked<import('../../../extension/messages.js').ShownVisit>} ShownVisit */

const EXTENSION = new URL('../../../extension/', import.meta.url);

/** The files that show a review, in the manifest's order. */
const { content_scripts: scripts } = JSON.parse(await readFile(new URL('manifest.json', EXTENSION), 'utf8'));
const FILES = /** @type {string[]} */ (scripts[0].js).filter((file) => !/gate|reader/.test(file));

/**
 * What a tab's review is, asked as the popup asks it.
 *
 * @param {import('./driven.js').Driven} browser
 * @param {Page} page
 * @returns {Promise<ShownVisit>}
 */
export async function visitOf(browser, page) {
  const tab = await browser.tabId(page);
  const popup = await browser.openExtensionPage(`popup/popup.html?tab=${tab}`);
  const visit = await until(async () => {
    // As text: findings share objects, and of those BiDi tells each once.
    const json = await popup.evaluate(async (tab) => JSON.stringify(await chrome.runtime.sendMessage({ type: 'tab', tab })), tab);
    return JSON.parse(json).value?.visit;
  }, `a review of ${page.url()}`);
  await popup.close();
  return visit;
}

/**
 * Shows a review on a page that the gate passes over, so that the extension's own scripts leave it alone.
 *
 * @param {import('./driven.js').Driven} browser
 * @param {import('./site.js').Site} site
 * @param {string} html the page that was reviewed
 * @param {ShownVisit} visit
 */
export async function showOn(browser, site, html, visit) {
  const page = await browser.browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  const headers = { 'content-security-policy': '' };
  await page.goto(site.set('/blog/reviewed', { body: html.replace(/<title>.*?<\/title>/, '<title>Reviewed</title>'), headers }));
  const messages = JSON.parse(await readFile(new URL('_locales/en/messages.json', EXTENSION), 'utf8'));
  await page.evaluate(playBrowser, messages);
  const sources = await Promise.all(FILES.map((file) => readFile(new URL(file, EXTENSION), 'utf8')));
  const styles = await readFile(new URL('content/highlight.css', EXTENSION), 'utf8');
  // One script: what the files declare is seen by the ones after them only within one script that is evaluated.
  await page.evaluate(`(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (how) { return attach.call(this, { ...how, mode: 'open' }); };
    ${sources.join('\n')}
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(${JSON.stringify(styles)});
    document.adoptedStyleSheets = [sheet];
    window.decisions = [];
    window.view = new ClausewatchView(async (decision) => (window.decisions.push(decision), { ok: true, value: 'kept' }));
    window.taken = clausewatchSnapshot(document);
    window.view.present(${JSON.stringify(visit)}, window.taken);
  })()`);
  return page;
}

/**
 * The browser's part: strings and a store.
 *
 * @param {{[key: string]: {message: string, placeholders?: {[name: string]: {content: string}}}}} messages
 */
function playBrowser(messages) {
  const getMessage = (/** @type {string} */ key, /** @type {string | string[]} */ values = []) => {
    const { message = '', placeholders = {} } = messages[key] ?? {};
    return message.replace(/\$(\w+)\$/g, (_, name) => {
      const at = Number(placeholders[name.toLowerCase()]?.content.slice(1)) - 1;
      return [values].flat()[at] ?? '';
    });
  };
  /** @type {{[key: string]: unknown}} */
  const store = {};
  Object.assign(globalThis, {
    chrome: {
      i18n: { getMessage, getUILanguage: () => 'en-GB' },
      runtime: { id: 'played' },
      storage: {
        local: {
          get: async (/** @type {object} */ defaults) => ({ ...defaults, ...store }),
          set: async (/** @type {object} */ values) => void Object.assign(store, values),
        },
      },
    },
  });
}
