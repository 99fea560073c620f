// Runs in: pages' isolated world, on candidates only.
//
// Takes the snapshot that the core reads: the document's elements and text in document order, as columns, and the live text
// nodes in the same order, so that an answer finds its way back without searching. Reads the page, changes nothing.

/** @typedef {import('../types/wire.js').Snapshot} Snapshot */

/** The one element that Clausewatch adds to a page. Snapshots leave it out. */
const clausewatchHostName = 'clausewatch-root';

/**
 * Open shadow roots stand in place of their host's children, and what is assigned to a slot in the slot, as a reader sees
 * it. Walks with a stack: pages nest deeper than the engine's own stack.
 *
 * @param {Document} page
 * @returns {{snapshot: Snapshot, nodes: Text[]} | null} null where the page is beyond the bounds
 */
function clausewatchSnapshot(page) {
  const { version, maxNodes, maxText, maxAttributes, keptAttributes, leftOut } = clausewatchSnapshotFormat;
  const kept = new Set(keptAttributes);
  const skipped = new Set([...leftOut, clausewatchHostName]);
  /** @type {Snapshot} */
  const snapshot = { version, tags: [], parents: [], texts: [], attributes: [] };
  /** @type {Text[]} */
  const nodes = [];
  let text = 0;
  let values = 0;

  /** @type {Node[]} */
  const waiting = [page.documentElement];
  /** @type {number[]} */
  const parentOf = [-1];
  while (waiting.length > 0) {
    const node = /** @type {Node} */ (waiting.pop());
    const parent = /** @type {number} */ (parentOf.pop());
    const index = snapshot.tags.length;
    if (index >= maxNodes) return null;
    if (node instanceof Text) {
      text += node.data.length;
      if (text > maxText) return null;
      snapshot.tags.push('');
      snapshot.parents.push(parent);
      snapshot.texts.push(node.data.toWellFormed());
      nodes.push(node);
    } else if (node instanceof Element && !skipped.has(node.localName)) {
      snapshot.tags.push(node.localName.toLowerCase());
      snapshot.parents.push(parent);
      for (const { name, value } of node.attributes) {
        if (!kept.has(name)) continue;
        values += value.length;
        if (values > maxAttributes) return null;
        snapshot.attributes.push([index, name, value.toWellFormed()]);
      }
      const assigned = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
      if (assigned.length > 0) {
        for (const child of assigned.toReversed()) {
          waiting.push(child);
          parentOf.push(index);
        }
      } else {
        for (let child = (node.shadowRoot ?? node).lastChild; child; child = child.previousSibling) {
          waiting.push(child);
          parentOf.push(index);
        }
      }
    }
  }
  return { snapshot, nodes };
}
