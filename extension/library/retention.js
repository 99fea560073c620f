// Runs in: the library (an extension page).
//
// Which raw pages go: by a rule that the reader sets, once or every week from then on. Nothing goes by a rule of which the
// reader has not seen what it takes.

import { ask } from './ask.js';

/** @typedef {import('../types/wire.js').Spare} Spare */

/**
 * The reader's rule: null is no bound.
 *
 * @typedef {{months: number | null, megabytes: number | null}} Rule
 */

const MEGABYTE = 1_000_000;
const WEEK = 7 * 86_400_000;

/**
 * The pages that go by a rule, the oldest first.
 *
 * @param {Rule} rule
 * @returns {Promise<Spare[]>}
 */
export function pagesOf({ months, megabytes }) {
  return ask({
    type: 'spare',
    before: months === null ? null : monthsAgo(months),
    mostBytes: megabytes === null ? null : megabytes * MEGABYTE,
  });
}

/**
 * @param {Spare[]} pages
 * @returns {Promise<number>} how many went: one that the reader went back to meanwhile stays
 */
export async function letGo(pages) {
  let gone = 0;
  for (const [address, versions] of Map.groupBy(pages, (page) => page.address)) {
    gone += await ask({ type: 'let-go', address, numbers: versions.map(({ number }) => number) });
  }
  return gone;
}

/**
 * The rule that holds from week to week, when it was followed last, and how many pages went then.
 *
 * @returns {Promise<{rule: Rule | null, at: number, gone: number}>}
 */
export async function weekly() {
  const { retention } = await chrome.storage.local.get({ retention: null });
  return /** @type {any} */ (retention) ?? { rule: null, at: 0, gone: 0 };
}

/** @param {Rule | null} rule null ends it */
export async function setWeekly(rule) {
  await chrome.storage.local.set({ retention: rule && { rule, at: 0, gone: 0 } });
}

/** Follows the weekly rule where a week went by. */
export async function letGoWhenDue() {
  const { rule, at } = await weekly();
  const now = Date.now();
  // A clock that was set back must not put it off for years.
  if (!rule || (at <= now && now - at < WEEK)) return;
  const gone = await letGo(await pagesOf(rule));
  await chrome.storage.local.set({ retention: { rule, at: now, gone } });
}

/** @param {number} months */
function monthsAgo(months) {
  const time = new Date();
  time.setMonth(time.getMonth() - months);
  return time.getTime();
}
