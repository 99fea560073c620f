// Runs in: the library (an extension page).
//
// The policies that a policy binds its reader to, offered to be watched with it: a change there changes what binds the
// reader, too.

import { Failure, ask, policyLink } from './ask.js';

/** @typedef {import('../types/wire.js').Reference} Reference */
/** @typedef {import('../types/wire.js').Watch} Watch */

/**
 * @param {string} address the policy's
 * @param {Watch[]} watches
 * @returns {Promise<HTMLElement | null>} null where it names none
 */
export async function namedPolicies(address, watches) {
  /** @type {Reference[]} */
  const named = await ask({ type: 'named', address });
  if (named.length === 0) return null;
  const watched = new Set(watches.flatMap((watch) => [watch.address, watch.url]));
  const rows = named.map((reference) => row(address, reference, watched.has(reference.address)));
  return clausewatchElement('section', '',
    clausewatchElement('h2', '', clausewatchText('namedTitle')),
    clausewatchElement('p', 'soft', clausewatchText('namedWhy')),
    clausewatchElement('ul', 'rows', ...rows),
  );
}

/**
 * @param {string} group
 * @param {Reference} reference
 * @param {boolean} watched
 */
function row(group, { title, address }, watched) {
  const link = clausewatchElement('a', 'name', title);
  link.href = address;
  link.rel = 'noreferrer';
  const made = clausewatchElement('li', 'row', link, clausewatchElement('span', 'soft', new URL(address).host));
  made.dataset['named'] = address;
  const note = clausewatchElement('p', 'soft');
  note.setAttribute('role', 'status');
  const begin = async () => {
    made.append(note);
    try {
      if (!(await chrome.permissions.request({ origins: [`${new URL(address).origin}/*`] }))) {
        note.textContent = clausewatchText('watchRefused');
        return;
      }
      /** @type {Watch} */
      const watch = await ask({ type: 'adopt', url: address, group });
      const kept = clausewatchElement('a', '', clausewatchText('knownKept'));
      kept.href = policyLink(watch.address);
      note.replaceChildren(kept);
      button.replaceWith(tag());
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      note.textContent = error.message;
    }
  };
  const tag = () => clausewatchElement('span', 'tag', clausewatchText('watched'));
  const button = clausewatchButton('plain', clausewatchText('watchIt'), () => void begin());
  made.append(watched ? tag() : button);
  return made;
}
