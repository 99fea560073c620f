// Runs in: the background and, where the reader chooses a language, the options page.
//
// What the background says itself, in the language that the reader chose.

import './ui/wording.js';

/**
 * @param {string} key
 * @param {string[]} values
 */
export async function say(key, ...values) {
  // Each time: the reader may have chosen another language since.
  await clausewatchSpeak();
  return clausewatchText(key, ...values);
}
