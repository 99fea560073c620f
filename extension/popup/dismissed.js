// Runs in: the popup (an extension page).
//
// What the reader dismissed on the page, with the way back: counts leave it out, so the popup says that it is there.

/** @typedef {Unpacked<import('../messages.js').ShownVisit>} ShownVisit */
/** @typedef {import('../messages.js').PageRequest} PageRequest */

/**
 * @param {ShownVisit['dismissed']} dismissed
 * @param {(request: PageRequest) => Promise<unknown>} ask
 * @returns {HTMLElement | null} null where nothing is
 */
export function dismissedList(dismissed, ask) {
  const count = dismissed.reduce((sum, { count }) => sum + count, 0);
  if (count === 0) return null;
  const list = clausewatchElement('ul', 'items');
  for (const { id, scope, title } of dismissed) {
    const entry = clausewatchElement('li', 'soft', clausewatchElement('b', '', title), ` · ${clausewatchText(`scope_${scope}`)} `);
    // What is dismissed only now is the tab's own, and comes back by itself.
    if (scope !== 'now') entry.append(clausewatchButton('link', clausewatchText('undo'), () => void ask({ type: 'restore', id })));
    list.append(entry);
  }
  return clausewatchElement('details', 'fold', clausewatchElement('summary', '', clausewatchCount('dismissedHere', count)), list);
}
