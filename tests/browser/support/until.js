// Waiting for a condition, never for a time.

import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds after which a condition counts as never met; machines that build beside the tests are slow. */
export const PATIENCE = 30_000;

/**
 * Asks until the answer is truthy, and returns it.
 *
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {string} what What is waited for, as the failure tells it.
 * @param {number} [patience] Milliseconds.
 * @returns {Promise<Exclude<T, null | undefined | false | 0 | ''>>}
 */
export async function until(ask, what, patience = PATIENCE) {
  const end = performance.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return /** @type {any} */ (answer);
    if (performance.now() > end) throw new Error(`waited ${patience / 1000} s for ${what}`);
    await sleep(10);
  }
}
