// Runs in: the library (an extension page).
//
// The life of every clause: when it was first seen, reworded, moved, removed; each with a way to the change itself.

import { ask } from './ask.js';

/** @typedef {import('../types/wire.js').Clause} Clause */
/** @typedef {import('../types/wire.js').Version} Version */

/** Clauses shown before the reader asks for all: policies have thousands. */
const MOST = 200;

/**
 * @param {HTMLElement} into
 * @param {string} address
 * @param {Version[]} versions in time, as clauses count them
 * @param {(number: number, change: string | null) => void} compare shows what a version changed
 */
export async function showClauses(into, address, versions, compare) {
  into.replaceChildren(clausewatchElement('p', 'soft', clausewatchText('readingClauses')));
  /** @type {Clause[]} */
  const clauses = await ask({ type: 'clauses', address });
  const eventful = clauses.filter(({ first_seen, events }) => first_seen > 0 || events.length > 0);
  const box = clausewatchElement('input');
  box.type = 'checkbox';
  box.checked = eventful.length > 0;
  const list = clausewatchElement('ul', 'items clauses');
  const more = clausewatchButton('plain', clausewatchText('showAll'), () => fill(Infinity));
  /** @param {number} most */
  const fill = (most) => {
    const shown = box.checked ? eventful : clauses;
    list.replaceChildren(...shown.slice(0, most).map((clause) => item(clause, versions, compare)));
    more.hidden = shown.length <= most;
  };
  box.addEventListener('change', () => fill(MOST));
  fill(MOST);
  const label = clausewatchElement('label', '', box, ' ', clausewatchText('onlyChanged', String(eventful.length), String(clauses.length)));
  into.replaceChildren(clausewatchElement('p', 'tools', label), list, more);
}

/**
 * @param {Clause} clause
 * @param {Version[]} versions
 * @param {(number: number, change: string | null) => void} compare
 */
function item({ first_seen, last_seen, path, text, events }, versions, compare) {
  const day = (/** @type {number} */ version) => clausewatchDate(versions[version]?.readAt ?? 0, Date.now());
  const gone = last_seen < versions.length - 1;
  const entry = clausewatchElement('li', gone ? 'item gone' : 'item');
  entry.dataset['clause'] = String(events.length);
  const where = path.at(-1);
  if (where) entry.append(clausewatchElement('p', 'where', where));
  const words = clausewatchElement('p', '', text);
  words.dir = 'auto';
  const life = clausewatchElement('p', 'life', clausewatchElement('span', 'event', clausewatchText('firstSeen', day(first_seen))));
  for (const { version, kind, change } of events) {
    const told = clausewatchText(`event_${kind}`, day(version));
    life.append(clausewatchButton(`event link ${kind}`, told, () => compare(versions[version]?.number ?? 0, change)));
  }
  entry.append(words, life);
  return entry;
}
