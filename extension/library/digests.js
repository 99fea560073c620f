// Runs in: the library (an extension page).
//
// What is known of all policies at a glance. What is not known yet is asked for policy by policy, so that nobody waits for it.

import { Failure, ask } from './ask.js';

/** @typedef {import('../types/wire.js').Digest} Digest */

/** Milliseconds after which what is shown is drawn anew for the first time; each further time takes twice as long. */
const FIRST_PAUSE = 500;

/**
 * All digests that are there, then the others one by one.
 *
 * @param {(digests: Digest[], missing: number) => void} show called first with all that is known, then for each that comes;
 *   `missing` is how many are still to come
 * @param {() => Promise<void> | void} draw for what has to be drawn as a whole: called with what is known at first and with
 *   all at the end, and in between ever more seldom. What moves all the time cannot be read, and drawing costs time, too
 */
export async function eachDigest(show, draw) {
  /** @type {import('../types/wire.js').Digests} */
  const { digests, missing } = JSON.parse(await ask({ type: 'digests' }));
  show(digests, missing.length);
  await draw();
  let [drawn, pause] = [Date.now(), FIRST_PAUSE];
  for (const [at, address] of missing.entries()) {
    const digest = await made(address);
    const left = missing.length - at - 1;
    show(digest ? [digest] : [], left);
    if (left > 0 && Date.now() - drawn < pause) continue;
    await draw();
    [drawn, pause] = [Date.now(), pause * 2];
  }
}

/**
 * @param {string} address
 * @returns {Promise<Digest | null>} null for a policy that was deleted or is damaged: the list has the others
 */
async function made(address) {
  try {
    for (;;) {
      const digest = await ask({ type: 'digest', address });
      if (digest) return digest;
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return null;
  }
}

/** Severities from the gravest. */
export const SEVERITIES = /** @type {const} */ (['high', 'medium', 'low', 'none']);

/**
 * How grave a severity is: 0 is the gravest.
 *
 * @param {string} severity
 */
export function grade(severity) {
  const at = SEVERITIES.indexOf(/** @type {any} */ (severity));
  return at < 0 ? SEVERITIES.length : at;
}

/**
 * A severity as a tag; null for none.
 *
 * @param {string} severity
 */
export function severityTag(severity) {
  return severity === 'none' ? null : clausewatchElement('span', `tag ${severity}`, clausewatchText(`severity_${severity}`));
}

/**
 * Better or worse for the reader; null for neither.
 *
 * @param {string} direction
 */
export function directionTag(direction) {
  if (direction !== 'worse' && direction !== 'better') return null;
  return clausewatchElement('span', `direction ${direction}`, clausewatchText(direction));
}
