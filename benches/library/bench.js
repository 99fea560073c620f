// Times the library and the popup over a large archive, in Chromium: what a reader waits for.
//
//     cargo xtask build
//     cargo run --release --example seed -- 500 20 > archive.jsonl
//     node benches/library/bench.js archive.jsonl [ROUNDS]
//
// The archive is imported, then each wait is measured several times, and median and worst are told:
// - library, before anything of it was looked through: what a reader sees right after importing an archive;
// - library, warm and cold: from opening the tab until the rows are laid out; cold is with the background stopped before,
//   which is how a browser leaves it after half a minute;
// - key: from a letter typed into the search until the list is laid out;
// - popup: from opening it until it shows the answer for a tab with a kept policy.

import { readFile } from 'node:fs/promises';
import { openDesk, policy } from '../../tests/browser/support/archive.js';
import { launch } from '../../tests/browser/support/driven.js';
import { answerOf, highlights, open } from '../../tests/browser/support/pages.js';
import { Site } from '../../tests/browser/support/site.js';

const [file, rounds = '9'] = process.argv.slice(2);
if (!file) throw new Error('usage: node benches/library/bench.js archive.jsonl [ROUNDS]');
const ROUNDS = Number(rounds);
const CALENDAR = 'library/library.html?view=calendar';
const site = await Site.start();
const browser = await launch('chromium');
try {
  const desk = await openDesk(browser);
  const policies = bundles((await readFile(file, 'utf8')).split('\n').slice(1));
  let versions = 0;
  const begun = performance.now();
  for (const lines of policies) {
    await desk.ask({ type: 'import', lines: lines.join('\n') });
    versions += lines.length - 1;
  }
  console.log(`${policies.length} policies with ${versions} versions imported in ${seconds(begun)} s`);
  tell('library, nothing looked through yet', [await listOpens()]);
  tell('changes of all, nothing looked through yet', [await opens(CALENDAR, '.calendar svg')]);
  await lookThrough();
  tell('library, warm', await times(listOpens));
  tell('library, background stopped before', await times(async () => {
    await browser.killBackground();
    return listOpens();
  }));
  tell('key in the search', await keys());
  tell('changes of all, by day', await times(() => opens(CALENDAR, '.months .row')));
  const url = site.set('/legal/acceptable-use', policy());
  const page = await open(browser, url);
  await highlights(page);
  const tab = await browser.tabId(page);
  tell('popup', await times(() => popupOpens(tab)));
} finally {
  await browser.close();
  await site.stop();
}

/** @param {string[]} lines */
function bundles(lines) {
  /** @type {string[][]} */
  const all = [];
  for (const line of lines.filter((line) => line !== '')) {
    if (line.startsWith('{"entry":')) all.push([]);
    all.at(-1)?.push(line);
  }
  return all;
}

/** Has the library read all policies, as it does by itself while it is open. */
async function lookThrough() {
  const begun = performance.now();
  const page = await browser.openExtensionPage('library/library.html');
  await page.waitForFunction(
    () => {
      const [rows, read] = ['[data-policy]', '[data-severity]'].map((selector) => document.querySelectorAll(selector).length);
      return rows > 0 && rows === read;
    },
    { timeout: 0, polling: 1_000 },
  );
  await page.close();
  console.log(`all policies looked through in ${seconds(begun)} s`);
}

function listOpens() {
  return opens('library/library.html', '[data-policy]');
}

/**
 * Milliseconds from the start of a page's loading until what it shows is laid out, by the page's own clock.
 *
 * @param {string} path
 * @param {string} selector
 */
async function opens(path, selector) {
  const page = await browser.browser.newPage();
  await page.evaluateOnNewDocument((/** @type {string} */ selector) => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      // Laid out and painted once a frame went by.
      requestAnimationFrame(() => setTimeout(() => performance.mark('shown')));
    }).observe(document, { childList: true, subtree: true });
  }, selector);
  await page.goto(browser.extensionUrl(path));
  await page.waitForFunction(() => performance.getEntriesByName('shown').length > 0);
  const ms = await page.evaluate(() => performance.getEntriesByName('shown')[0]?.startTime ?? 0);
  await page.close();
  return ms;
}

async function keys() {
  const page = await browser.openExtensionPage('library/library.html');
  await page.waitForSelector('[data-severity]');
  const all = [];
  for (const word of ['fernhill', 'cloud', 'terms', 'zzz']) {
    const ms = await page.evaluate((/** @type {string} */ word) => {
      const search = /** @type {HTMLInputElement} */ (document.querySelector('input[type=search]'));
      return [...word].map((_, at) => {
        const begun = performance.now();
        search.value = word.slice(0, at + 1);
        search.dispatchEvent(new Event('input'));
        // Asking for a place has the list laid out.
        document.documentElement.getBoundingClientRect();
        return performance.now() - begun;
      });
    }, word);
    all.push(...ms);
  }
  await page.close();
  return all;
}

/** @param {number} tab */
async function popupOpens(tab) {
  const page = await browser.browser.newPage();
  await page.evaluateOnNewDocument(() => {
    new MutationObserver((_, observer) => {
      const state = document.querySelector('[data-state]')?.getAttribute('data-state');
      if (!state || state === 'reading') return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => performance.mark('shown')));
    }).observe(document, { childList: true, subtree: true, attributes: true });
  });
  await page.goto(browser.extensionUrl(`popup/popup.html?tab=${tab}`));
  await answerOf(page);
  await page.waitForFunction(() => performance.getEntriesByName('shown').length > 0);
  const ms = await page.evaluate(() => performance.getEntriesByName('shown')[0]?.startTime ?? 0);
  await page.close();
  return ms;
}

/** @param {() => Promise<number>} measure */
async function times(measure) {
  const all = [];
  for (let round = 0; round < ROUNDS; round += 1) all.push(await measure());
  return all;
}

/** @param {string} what @param {number[]} all */
function tell(what, all) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  console.log(`${what}: median ${at(0.5)} ms, worst ${at(1)} ms, of ${all.length}`);
}

/** @param {number} begun */
function seconds(begun) {
  return ((performance.now() - begun) / 1000).toFixed(1);
}
