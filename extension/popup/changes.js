// Runs in: the popup (an extension page).
//
// What changed: each substantive change with its redline, the editorial ones folded away with their reasons.

import { button, el, text } from './elements.js';

/** @typedef {import('../types/wire.js').VisitChange} VisitChange */

/** Unchanged words shown around a change; what lies further away is cut. */
const AROUND = 90;

/**
 * @param {VisitChange[]} changes
 * @param {(id: string) => void} show
 */
export function changeList(changes, show) {
  if (changes.length === 0) return el('div');
  const real = changes.filter((c) => c.materiality === 'substantive');
  const editorial = changes.filter((c) => c.materiality === 'editorial');
  const section = el('section', 'changes');
  if (real.length > 0) {
    section.append(el('h2', '', text('headChanges'), el('span', 'count', String(real.length))));
    const list = el('ul', 'cards');
    for (const change of real) list.append(item(change, show));
    section.append(list);
  }
  if (editorial.length > 0) {
    const list = el('ul', 'cards');
    for (const change of editorial) list.append(item(change, show));
    section.append(el('details', '', el('summary', '', text('headEditorial', String(editorial.length))), list));
  }
  return section;
}

/**
 * @param {VisitChange} change
 * @param {(id: string) => void} show
 */
function item(change, show) {
  const card = el('li', `card ${change.materiality === 'substantive' ? change.severity : 'none'}`);
  card.dataset['change'] = change.id;
  card.dataset['kind'] = change.kind;
  card.dataset['materiality'] = change.materiality;
  const head = el('p', 'top', el('span', `kind ${change.kind}`, text(`kind_${change.kind}`)));
  const heading = change.path.at(-1);
  if (heading) head.append(el('span', 'soft', heading));
  card.append(head);
  for (const effect of change.effects) card.append(el('p', 'effect', effect.text));
  if (change.editorial_reason) card.append(el('p', 'soft', change.editorial_reason));
  card.append(redline(change));
  if (change.ranges.some((ranges) => ranges.length > 0)) {
    card.append(button('link', text('showOnPage'), () => show(change.id)));
  }
  return card;
}

/** @param {VisitChange} change */
function redline({ words, before, after, kind }) {
  const line = el('p', 'redline');
  if (kind === 'moved') line.append(after ?? '');
  else if (words.length === 0) {
    if (before !== null) line.append(el('del', '', before));
    if (before !== null && after !== null) line.append(' ');
    if (after !== null) line.append(el('ins', '', after));
  }
  words.forEach(({ op, text: words_ }, i) => {
    if (op === 'delete') line.append(el('del', '', words_));
    else if (op === 'insert') line.append(el('ins', '', words_));
    else line.append(shortened(words_, i > 0, i < words.length - 1));
  });
  return line;
}

/**
 * Unchanged words next to a change, the rest cut at a word.
 *
 * @param {string} words
 * @param {boolean} start whether a change stands before them
 * @param {boolean} end whether one stands after them
 */
function shortened(words, start, end) {
  const keep = (start ? AROUND : 0) + (end ? AROUND : 0);
  if (words.length <= keep + 10) return words;
  const head = start ? words.slice(0, AROUND).replace(/\S*$/, '') : '';
  const tail = end ? words.slice(-AROUND).replace(/^\S*/, '') : '';
  return `${head}…${tail}`;
}
