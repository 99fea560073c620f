// Chromium (or Chrome, or Edge) with the extension, driven over the DevTools protocol.

import puppeteer from 'puppeteer-core';
import { until } from './until.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./driven.js').Driven} Driven */

const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** @implements {Driven} */
export class Chromium {
  name = /** @type {const} */ ('chromium');
  /** @type {import('puppeteer-core').Browser} */
  browser;
  /** @type {string} */
  #id;
  /** @type {Page | undefined} */
  #ours;

  /**
   * @param {import('puppeteer-core').Browser} browser
   * @param {string} id
   */
  constructor(browser, id) {
    this.browser = browser;
    this.#id = id;
  }

  /** @param {import('./driven.js').Options} options */
  static async launch({ executable, extension, headless, args = [] }) {
    // Chromium's sandbox does not start as root, which is what containers run as.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const browser = await puppeteer.launch({
      browser: 'chrome',
      executablePath: executable,
      headless,
      pipe: true,
      enableExtensions: true,
      defaultViewport: headless ? { width: 1200, height: 900 } : null,
      args: [...QUIET, ...asRoot, ...(headless ? ['--disable-gpu'] : []), ...args],
    });
    return new Chromium(browser, await browser.installExtension(extension));
  }

  /** @param {string} path */
  extensionUrl(path) {
    return `chrome-extension://${this.#id}/${path}`;
  }

  /** @param {string} path */
  async openExtensionPage(path) {
    const page = await this.browser.newPage();
    await page.goto(this.extensionUrl(path));
    return page;
  }

  /** @param {Page} page */
  async tabId(page) {
    await page.bringToFront();
    const session = await page.createCDPSession();
    const { windowId } = await session.send('Browser.getWindowForTarget');
    await session.detach();
    const ours = await this.#inExtension();
    const tabs = await ours.evaluate((windowId) => chrome.tabs.query({ windowId, active: true }), windowId);
    const id = tabs[0]?.id;
    if (id === undefined) throw new Error(`no tab shows ${page.url()}`);
    return id;
  }

  /** @param {Page} page */
  async badge(page) {
    const tabId = await this.tabId(page);
    const ours = await this.#inExtension();
    return ours.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tabId);
  }

  /** @param {Page} page */
  async clickToolbar(page) {
    const extension = (await this.browser.extensions()).get(this.#id);
    if (!extension) throw new Error('the extension is not installed');
    await page.triggerExtensionAction(extension);
  }

  async killBackground() {
    for (const target of this.#workers()) {
      const worker = await target.worker();
      await worker?.close();
    }
    await until(() => this.#workers().length === 0, 'the background to stop');
  }

  async backgroundRuns() {
    return this.#workers().length > 0;
  }

  async close() {
    await this.browser.close();
  }

  #workers() {
    const ours = this.extensionUrl('');
    return this.browser.targets().filter((t) => t.type() === 'service_worker' && t.url().startsWith(ours));
  }

  /** A file of the extension's open in a tab, for what only an extension may ask; it holds no script of its own. */
  async #inExtension() {
    if (!this.#ours || this.#ours.isClosed()) {
      this.#ours = await this.browser.newPage({ background: true });
      await this.#ours.goto(this.extensionUrl('manifest.json'));
    }
    return this.#ours;
  }
}
