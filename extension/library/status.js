// Runs in: the library (an extension page).
//
// The line that says what was done, read out by assistive technology, with undo where there is one.

import { Failure } from './ask.js';

/**
 * @param {string} message the empty string clears the line
 * @param {{label: string, act: () => Promise<void>}} [undo]
 */
export function say(message, undo) {
  const line = /** @type {HTMLElement} */ (document.getElementById('status'));
  line.replaceChildren(message);
  if (undo) line.append(' ', clausewatchButton('link', undo.label, attempt(undo.act)));
}

/**
 * What a button does: a failure is told in the status line.
 *
 * @param {() => Promise<void>} act
 * @returns {() => void}
 */
export function attempt(act) {
  return () => {
    act().catch((error) => {
      if (!(error instanceof Failure)) console.error(error);
      say(error instanceof Error ? error.message : String(error));
    });
  };
}
