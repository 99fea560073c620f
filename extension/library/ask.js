// Runs in: the library (an extension page).
//
// Questions to the background, whose refusals become errors with a sentence for the reader.

/** @typedef {import('../messages.js').PageRequest} PageRequest */

/** What could not be done; the message is a sentence for the reader. */
export class Failure extends Error {}

/**
 * @param {PageRequest} request
 * @returns {Promise<any>}
 */
export async function ask(request) {
  /** @type {import('../messages.js').Answer<any>} */
  const answer = await chrome.runtime.sendMessage(request);
  if (!answer.ok) throw new Failure(answer.message);
  return answer.value;
}

/** @param {string} address */
export function policyLink(address) {
  return `library.html?policy=${encodeURIComponent(address)}`;
}
