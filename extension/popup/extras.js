// Runs in: the popup (an extension page).
//
// What stands beside the clauses to know: the reader's own words, and what a fair policy has and this one lacks.

import { quoted } from './findings.js';

/** @typedef {import('../types/wire.js').VisitMissing} VisitMissing */

/** @param {WholeWatched[]} watched */
export function watchedWords(watched) {
  if (watched.length === 0) return null;
  const list = clausewatchElement('ul', 'items');
  for (const found of watched) {
    const quote = clausewatchElement('p', 'quote', ...quoted(found));
    quote.dir = 'auto';
    const head = clausewatchElement('p', 'head', clausewatchElement('b', '', found.phrase));
    const where = found.path.at(-1);
    if (where) head.append(clausewatchElement('span', 'where', where));
    const item = clausewatchElement('li', 'item', head, quote);
    item.dataset['watched'] = found.phrase;
    list.append(item);
  }
  return clausewatchElement('section', 'words', clausewatchElement('h2', '', clausewatchText('headWords')), list);
}

/** @param {VisitMissing[]} missing */
export function missingClauses(missing) {
  if (missing.length === 0) return null;
  const list = clausewatchElement('ul', 'items');
  for (const { id, title, text } of missing) {
    const item = clausewatchElement('li', 'item', clausewatchElement('b', '', title), clausewatchElement('p', 'soft', text));
    item.dataset['missing'] = id;
    list.append(item);
  }
  const summary = clausewatchElement('summary', '', clausewatchCount('missing', missing.length));
  return clausewatchElement('details', 'fold', summary, clausewatchElement('p', 'soft', clausewatchText('missingMore')), list);
}
