// What a test reads off pages: the highlights on a policy, the answer in the popup.

import { PATIENCE } from './until.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./driven.js').Driven} Driven */

/**
 * A change as the popup lists it.
 *
 * @typedef {{ id: string, kind: string, materiality: string, text: string }} ListedChange
 */

/**
 * A finding as the popup lists it.
 *
 * @typedef {{ id: string, category: string, severity: string, text: string }} ListedFinding
 */

/**
 * The popup's answer.
 *
 * @typedef {object} Answer
 * @property {string} state `first-visit`, `unchanged`, `changed`, and so on.
 * @property {string} headline Empty where there is no review.
 * @property {string} text All that the popup says.
 * @property {ListedChange[]} changes
 * @property {ListedFinding[]} findings
 */

/**
 * Opens an address in a new tab, in front.
 *
 * @param {Driven} browser
 * @param {string} url
 */
export async function open(browser, url) {
  const page = await browser.browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(url);
  return page;
}

/**
 * The texts of all painted ranges by the highlight's name, once one of `names` is painted.
 *
 * @param {Page} page
 * @param {string[]} [names] Any of Clausewatch's where none is told.
 * @returns {Promise<Record<string, string[]>>}
 */
export async function highlights(page, names = []) {
  await page.waitForFunction(
    (/** @type {string[]} */ names) =>
      [...CSS.highlights.entries()].some(
        ([name, ranges]) =>
          ranges.size > 0 && (names.length > 0 ? names.includes(name) : name.startsWith('clausewatch-')),
      ),
    { timeout: PATIENCE },
    names,
  );
  return painted(page);
}

/**
 * The texts of the ranges painted now, by the highlight's name.
 *
 * @param {Page} page
 * @returns {Promise<Record<string, string[]>>}
 */
export function painted(page) {
  return page.evaluate(() =>
    Object.fromEntries(
      [...CSS.highlights.entries()]
        .filter(([name]) => name.startsWith('clausewatch-'))
        .map(([name, ranges]) => [name, [...ranges].map(String)]),
    ),
  );
}

/**
 * Opens what the toolbar's popup shows for a page, in a tab of its own.
 *
 * @param {Driven} browser
 * @param {Page} page
 */
export async function openPopup(browser, page) {
  const tab = await browser.tabId(page);
  const popup = await browser.openExtensionPage(`popup/popup.html?tab=${tab}`);
  popup.setDefaultTimeout(PATIENCE);
  return popup;
}

/**
 * Waits until the popup has made up its mind, and reads its answer.
 *
 * @param {Page} popup
 * @param {string} [state] The state to wait for, where the popup changes its mind on the way to it.
 * @returns {Promise<Answer>}
 */
export async function answerOf(popup, state) {
  try {
    await popup.waitForFunction(
      (/** @type {string | undefined} */ wanted) => {
        const state = document.querySelector('[data-state]')?.getAttribute('data-state');
        return wanted ? state === wanted : state && state !== 'reading';
      },
      { timeout: PATIENCE },
      state,
    );
  } catch (cause) {
    const says = await popup.evaluate(() => {
      const state = document.querySelector('[data-state]')?.getAttribute('data-state');
      return `${state}: ${document.body.innerText.slice(0, 200)}`;
    });
    throw new Error(`the popup says "${says}", not ${state ?? 'an answer'}`, { cause });
  }
  return popup.evaluate(() => {
    /** @param {Element} element @param {string} name */
    const data = (element, name) => element.getAttribute(`data-${name}`) ?? '';
    /** @param {Element | null} element */
    const text = (element) => /** @type {HTMLElement | null} */ (element)?.innerText.trim() ?? '';
    const root = document.querySelector('[data-state]');
    return {
      state: root ? data(root, 'state') : '',
      headline: text(document.querySelector('[data-headline]')),
      text: text(root),
      changes: [...document.querySelectorAll('[data-change]')].map((element) => ({
        id: data(element, 'change'),
        kind: data(element, 'kind'),
        materiality: data(element, 'materiality'),
        text: text(element),
      })),
      findings: [...document.querySelectorAll('[data-finding]')].map((element) => ({
        id: data(element, 'finding'),
        category: data(element, 'category'),
        severity: data(element, 'severity'),
        text: text(element),
      })),
    };
  });
}

/**
 * The popup's answer for a page.
 *
 * @param {Driven} browser
 * @param {Page} page
 * @param {string} [state] As `answerOf` takes it.
 */
export async function popupOf(browser, page, state) {
  const popup = await openPopup(browser, page);
  const answer = await answerOf(popup, state);
  await popup.close();
  await page.bringToFront();
  return answer;
}
