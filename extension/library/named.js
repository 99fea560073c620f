// Runs in: the library (an extension page).
//
// The policies that a policy binds its reader to, offered to be watched with it: a change there changes what binds the
// reader, too. Those that are watched stand with it, as a group.

import { Failure, ask, policyLink } from './ask.js';

/** @typedef {import('../types/wire.js').Shelved} Shelved */
/** @typedef {import('../types/wire.js').Reference} Reference */
/** @typedef {import('../types/wire.js').Watch} Watch */

/**
 * @param {string} address the policy's
 * @param {Watch[]} watches
 * @returns {Promise<HTMLElement | null>} null where it names none and none names it
 */
export async function namedPolicies(address, watches) {
  /** @type {[Reference[], Shelved[]]} */
  const [named, policies] = await Promise.all([ask({ type: 'named', address }), ask({ type: 'policies' })]);
  const kept = new Map(policies.map((policy) => [policy.address, policy]));
  const members = watches.filter((watch) => watch.group === address);
  const grouped = new Set(members.flatMap((watch) => [watch.address, watch.url]));
  const watched = new Set(watches.flatMap((watch) => [watch.address, watch.url]));
  const rows = [
    ...members.map((watch) => member(watch, kept.get(watch.address))),
    ...named.filter((one) => !grouped.has(one.address)).map((one) => row(address, one, watched.has(one.address))),
  ];
  const head = watches.find((watch) => watch.address === address)?.group;
  /** @type {HTMLElement[]} */
  const parts = head && kept.has(head) ? [headed(head, kept.get(head)?.title || head)] : [];
  if (rows.length > 0) {
    parts.push(
      clausewatchElement('h2', '', clausewatchText('namedTitle')),
      clausewatchElement('p', 'soft', clausewatchText('namedWhy')),
      clausewatchElement('ul', 'rows', ...rows),
    );
  }
  return parts.length > 0 ? clausewatchElement('section', '', ...parts) : null;
}

/**
 * The way to the policy for whose sake this one is watched.
 *
 * @param {string} address
 * @param {string} title
 */
function headed(address, title) {
  const link = clausewatchElement('a', '', clausewatchText('watchedWith', title));
  link.href = policyLink(address);
  const line = clausewatchElement('p', 'soft', link);
  line.dataset['group'] = address;
  return line;
}

/**
 * A policy that is watched with this one: how it stands, and the way to it.
 *
 * @param {Watch} watch
 * @param {Shelved | undefined} policy
 */
function member(watch, policy) {
  const link = clausewatchElement('a', 'name', policy?.title || watch.address);
  link.href = policyLink(watch.address);
  const made = clausewatchElement('li', 'row', link, clausewatchElement('span', 'tag', clausewatchText('watched')));
  made.dataset['member'] = watch.address;
  if (policy && policy.current !== policy.seen) made.append(clausewatchElement('span', 'tag reworded', clausewatchText('libraryUnread')));
  const read = policy ? clausewatchText('lastSeen', clausewatchDate(policy.lastSeen, Date.now())) : '';
  made.append(clausewatchElement('p', 'soft', [new URL(watch.url).host, read].filter(Boolean).join(' · ')));
  if (watch.trouble) made.append(clausewatchElement('p', 'note', watch.trouble.why));
  return made;
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
