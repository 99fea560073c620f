// The demonstration that `cargo xtask demo` runs: a policy is read, changes, and is read again. With a display the
// window stays open for the user; without one (or with --headless) the answer is printed and pictures are written.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CURES, launch } from './support/driven.js';
import { installed } from './support/installed.js';
import { answerOf, highlights, open, openPopup, popupOf } from './support/pages.js';
import { Site } from './support/site.js';

/** @typedef {import('./support/installed.js').Name} Name */

const PAGES = new URL('../fixtures/demo/', import.meta.url);
const PICTURES = fileURLToPath(new URL('../../dist/demo/', import.meta.url));
const PATH = '/legal/acceptable-use-policy';

/** As a real site would send them: its own style sheet and nothing else. */
const HEADERS = { 'content-security-policy': "default-src 'none'; style-src 'self'" };

const options = parseArgs({
  options: { headless: { type: 'boolean', default: false }, browser: { type: 'string' } },
}).values;

const name = chosen(options.browser);
const headless = options.headless || !hasDisplay();
const site = await Site.start();
const browser = await launch(name, { headless });
try {
  await visitTwice();
} catch (error) {
  await browser.close();
  await site.stop();
  throw error;
}

async function visitTwice() {
  site.set('/policy.css', { body: await file('policy.css'), headers: { ...HEADERS, 'content-type': 'text/css' } });

  const url = await serve('version-1.html');
  console.log(`\nA policy at ${url}, read for the first time:`);
  const page = await open(browser, url);
  await highlights(page);
  const first = await popupOf(browser, page);
  const clauses = first.findings.length;
  console.log(`  ${first.headline}`);
  console.log(`  ${clauses} ${clauses === 1 ? 'clause' : 'clauses'} to know, painted where they stand`);

  await serve('version-2.html');
  console.log('\nThe company changes it, and it is read again:');
  await page.goto(url);
  await highlights(page, ['clausewatch-added', 'clausewatch-reworded']);
  const popup = await openPopup(browser, page);
  const second = await answerOf(popup);
  console.log(`  ${second.headline}`);
  for (const change of await redlines(popup)) console.log(`\n${indented(change)}`);

  if (headless) {
    await takePictures(page, popup);
    await browser.close();
    await site.stop();
    return;
  }
  await popup.close();
  await page.bringToFront();
  console.log('\nThe window is yours: hover over a clause, or click the Clausewatch button in the toolbar.');
  console.log('Close the window to end.');
  browser.browser.once('disconnected', () => void site.stop());
}

/**
 * @param {import('puppeteer-core').Page} page
 * @param {import('puppeteer-core').Page} popup
 */
async function takePictures(page, popup) {
  await mkdir(PICTURES, { recursive: true });
  await popup.setViewport({ width: 400, height: 600, deviceScaleFactor: 1.5 });
  await picture(popup, 'popup');
  await page.setViewport({ width: 1100, height: 800, deviceScaleFactor: 1.5 });
  await page.bringToFront();
  await page.$eval('#data', (heading) => heading.scrollIntoView());
  await picture(page, 'page');

  await popup.bringToFront();
  await popup.click('[data-finding][data-severity="high"] .link');
  await page.bringToFront();
  await cardShown(page);
  await picture(page, 'card');
  console.log(`\nPictures of the page, of a clause's card and of the popup: ${PICTURES}`);
}

/**
 * A picture, once nothing moves any more: the card fades in.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {string} name
 */
async function picture(page, name) {
  let last = await page.screenshot();
  for (let tries = 0; tries < 20; tries += 1) {
    const now = await page.screenshot();
    if (Buffer.compare(last, now) === 0) break;
    last = now;
  }
  await writeFile(`${PICTURES}${name}.png`, last);
}

/**
 * Waits for the card. Its shadow root is closed: that it is open shows only in where the host lies, above the bar.
 *
 * @param {import('puppeteer-core').Page} page
 */
async function cardShown(page) {
  await page.waitForFunction(() => {
    for (let y = 10; y < innerHeight * 0.85; y += 20) {
      for (let x = 10; x < innerWidth - 30; x += 40) {
        if (document.elementFromPoint(x, y)?.localName === 'clausewatch-root') return true;
      }
    }
    return false;
  });
}

/**
 * The changes that the popup shows, a line for each of its lines, removed and new words marked for a terminal.
 *
 * @param {import('puppeteer-core').Page} popup
 * @returns {Promise<string[]>}
 */
function redlines(popup) {
  return popup.evaluate(() => {
    /** @param {Element | null} element @returns {Element | null} */
    const block = (element) =>
      element && getComputedStyle(element).display === 'inline' ? block(element.parentElement) : element;
    return [...document.querySelectorAll('[data-change]')]
      .filter((change) => change.checkVisibility())
      .map((change) => {
        let told = '';
        let last = null;
        const texts = document.createTreeWalker(change, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const { data, parentElement } = /** @type {Text} */ (texts.currentNode);
          if (!parentElement?.checkVisibility() || parentElement.closest('button')) continue;
          const line = block(parentElement);
          if (line !== last) told += '\n';
          last = line;
          if (parentElement.closest('del')) told += `[-${data}-]`;
          else if (parentElement.closest('ins')) told += `{+${data}+}`;
          else told += data;
        }
        return told;
      });
  });
}

/**
 * Puts a version of the policy at its address.
 *
 * @param {string} version
 */
async function serve(version) {
  return site.set(PATH, { body: await file(version), headers: HEADERS });
}

/** @param {string} name */
function file(name) {
  return readFile(new URL(name, PAGES), 'utf8');
}

/** @param {string} text */
function indented(text) {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).map((line) => `    ${line}`).join('\n');
}

/**
 * The browser asked for, else the first one installed.
 *
 * @param {string | undefined} asked
 * @returns {Name}
 */
function chosen(asked) {
  if (asked === 'chromium' || asked === 'firefox') return asked;
  if (asked !== undefined) stop(`no such browser: ${asked} (chromium or firefox)`);
  if (installed('chromium')) return 'chromium';
  if (installed('firefox')) return 'firefox';
  stop(`no browser is installed. Either ${CURES.chromium}, or ${CURES.firefox}`);
}

function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
}

/**
 * @param {string} message
 * @returns {never}
 */
function stop(message) {
  console.error(message);
  process.exit(1);
}
