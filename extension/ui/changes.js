// Runs in: the popup and the library (extension pages).
//
// What changed: each substantive change with its redline, those of form only folded away with their reasons. The order is the
// core's: the gravest first.

/** @typedef {import('../types/wire.js').Change & {ranges?: TextRange[][]}} ListedChange */
/** @typedef {(id: string) => void} Show */

/**
 * @param {ListedChange[]} changes
 * @param {Show | null} show null where there is no page to show it on
 * @returns {HTMLElement | null} null where nothing changed
 */
export function changeList(changes, show) {
  if (changes.length === 0) return null;
  const real = changes.filter(({ materiality }) => materiality === 'substantive');
  const editorial = changes.filter(({ materiality }) => materiality !== 'substantive');
  const section = clausewatchElement('section', 'changes');
  if (real.length > 0) {
    section.append(clausewatchElement('h2', '', clausewatchText('headChanges')), list(real, show));
  }
  if (editorial.length > 0) {
    const summary = clausewatchElement('summary', '', clausewatchCount('editorial', editorial.length));
    section.append(clausewatchElement('details', 'fold', summary, list(editorial, show)));
  }
  return section;
}

/**
 * @param {ListedChange[]} changes
 * @param {Show | null} show null where there is no page to show it on
 */
function list(changes, show) {
  const all = clausewatchElement('ul', 'items');
  all.append(...changes.map((change) => item(change, show)));
  return all;
}

/**
 * @param {ListedChange} change
 * @param {Show | null} show null where there is no page to show it on
 */
function item(change, show) {
  const { id, kind, materiality, direction, effects, path, ranges } = change;
  const entry = clausewatchElement('li', `item ${materiality} ${direction}`);
  Object.assign(entry.dataset, { change: id, kind, materiality });
  const head = clausewatchElement('p', 'head', clausewatchElement('span', `tag ${kind}`, clausewatchText(`kind_${kind}`)));
  if (materiality === 'substantive' && (direction === 'worse' || direction === 'better')) {
    head.append(clausewatchElement('span', `direction ${direction}`, clausewatchText(direction)));
  }
  const where = path.at(-1);
  if (where) head.append(clausewatchElement('span', 'where', where));
  entry.append(head);
  for (const says of clausewatchEffects(effects)) entry.append(clausewatchElement('p', 'effect', says));
  if (change.editorial_reason) entry.append(clausewatchElement('p', 'soft', change.editorial_reason));
  entry.append(clausewatchRedline(change));
  if (show && ranges?.some((pieces) => pieces.length > 0)) {
    entry.append(clausewatchButton('link', clausewatchText('showOnPage'), () => show(id)));
  }
  return entry;
}
