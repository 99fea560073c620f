// Firefox with the extension, driven over WebDriver BiDi. Extension pages, tab ids, the badge and the background are
// out of a page's reach there: the browser's own window, itself a BiDi context, is asked for them.

import puppeteer from 'puppeteer-core';
import { until } from './until.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./driven.js').Driven} Driven */

/**
 * The part of puppeteer's connection that its types leave out.
 *
 * @typedef {{ send(method: string, params: object): Promise<{ result: any }> }} Connection
 */

/** @implements {Driven} */
export class Firefox {
  name = /** @type {const} */ ('firefox');
  /** @type {import('puppeteer-core').Browser} */
  browser;
  /** @type {string} */
  #id;
  /** @type {string} */
  #base;

  /**
   * @param {import('puppeteer-core').Browser} browser
   * @param {string} id
   * @param {string} base
   */
  constructor(browser, id, base) {
    this.browser = browser;
    this.#id = id;
    this.#base = base;
  }

  /** @param {import('./driven.js').Options} options */
  static async launch({ executable, extension, headless, args = [], preferences = {} }) {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: executable,
      headless,
      defaultViewport: headless ? { width: 1200, height: 900 } : null,
      args: ['--remote-allow-system-access', ...args],
      extraPrefsFirefox: preferences,
    });
    const id = await browser.installExtension(extension);
    const base = await inBrowser(browser, `WebExtensionPolicy.getByID(${JSON.stringify(id)}).getURL("")`);
    return new Firefox(browser, id, base);
  }

  /** @param {string} path */
  extensionUrl(path) {
    return `${this.#base}${path}`;
  }

  /** @param {string} path */
  async openExtensionPage(path) {
    const url = this.extensionUrl(path);
    const opened = new Promise((done) => this.browser.once('targetcreated', done));
    await inBrowser(this.browser, `void (gBrowser.selectedTab = gBrowser.addTrustedTab(${JSON.stringify(url)}))`);
    const target = /** @type {import('puppeteer-core').Target} */ (await opened);
    const page = await target.page();
    if (!page) throw new Error(`${url} opened no page`);
    await until(
      // The tab starts on about:blank, and its document may go while it is asked.
      () => page.evaluate((url) => location.href === url && document.readyState === 'complete', url).catch(() => false),
      `${url} to load`,
    );
    return page;
  }

  /** @param {Page} page */
  async tabId(page) {
    await page.bringToFront();
    return this.#ask('extension.tabManager.getWrapper(gBrowser.selectedTab).id');
  }

  /** @param {Page} page */
  async badge(page) {
    await page.bringToFront();
    return this.#ask(
      `(ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs").ExtensionParent.apiManager.global
        .browserActionFor(extension).action.getContextData(gBrowser.selectedTab).badgeText ?? "")`,
    );
  }

  /** @param {Page} page */
  async clickToolbar(page) {
    await page.bringToFront();
    await this.#ask(
      `void ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs").ExtensionParent.apiManager
        .global.browserActionFor(extension).triggerAction(window)`,
    );
  }

  async killBackground() {
    // Again where a message that was under way woke it.
    await until(async () => {
      await this.#ask('void (await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true }))');
      return !(await this.backgroundRuns());
    }, 'the background to stop');
  }

  async backgroundRuns() {
    return (await this.#ask('extension.backgroundState')) !== 'stopped';
  }

  async close() {
    await this.browser.close();
  }

  /**
   * The value of an expression that may name `extension`.
   *
   * @param {string} expression
   */
  #ask(expression) {
    const id = JSON.stringify(this.#id);
    return inBrowser(this.browser, `(async ({ extension }) => ${expression})(WebExtensionPolicy.getByID(${id}))`);
  }
}

/**
 * The value of an expression in the browser's window.
 *
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} expression
 */
async function inBrowser(browser, expression) {
  const { connection } = /** @type {{ connection: Connection }} */ (/** @type {unknown} */ (browser));
  const { result: tree } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  const context = tree.contexts[0]?.context;
  if (!context) throw new Error('Firefox shows no window');
  const { result: answer } = await connection.send('script.evaluate', {
    expression,
    target: { context },
    awaitPromise: true,
  });
  if (answer.type !== 'success') throw new Error(`Firefox: ${answer.exceptionDetails?.text} in ${expression}`);
  return answer.result.value;
}
