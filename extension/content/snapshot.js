// Runs in: pages' isolated world; called on candidates, and where the reader asks.
//
// Takes the snapshot that the core reads: the document's elements and text in document order, as columns, and the live text
// nodes in the same order, so that an answer finds its way back without searching. Reads the page, changes nothing.

/** The one element that Clausewatch adds to a page. Snapshots leave it out. */
const clausewatchHostName = 'clausewatch-root';

/**
 * @typedef {object} TakenSnapshot
 * @property {import('../types/wire.js').Snapshot} snapshot
 * @property {Text[]} nodes the text nodes, as `snapshot.texts` orders them
 * @property {ShadowRoot[]} shadows every open shadow root met
 */

/**
 * Open shadow roots stand in place of their host's children, and what is assigned to a slot in the slot, as a reader sees
 * it. Walks with a stack of its own: pages nest deeper than the engine's.
 *
 * @param {Document} page
 * @returns {TakenSnapshot | null} null where the page is beyond the bounds
 */
function clausewatchSnapshot(page) {
  const { version, maxNodes, maxText, maxAttributes, keptAttributes, leftOut } = clausewatchSnapshotFormat;
  const kept = new Set(keptAttributes);
  const skipped = new Set([...leftOut, clausewatchHostName]);
  /** @type {import('../types/wire.js').Snapshot} */
  const snapshot = { version, tags: [], parents: [], texts: [], attributes: [] };
  /** @type {Text[]} */
  const nodes = [];
  /** @type {ShadowRoot[]} */
  const shadows = [];
  let text = 0;
  let values = 0;

  // A form's own properties are shadowed by its fields (`<input name="attributes">`): ask the prototypes.
  const typeOf = clausewatchGetter(Node.prototype, 'nodeType');
  const lastOf = clausewatchGetter(Node.prototype, 'lastChild');
  const beforeOf = clausewatchGetter(Node.prototype, 'previousSibling');
  const nameOf = clausewatchGetter(Element.prototype, 'localName');
  const attributesOf = clausewatchGetter(Element.prototype, 'attributes');
  const shadowOf = clausewatchGetter(Element.prototype, 'shadowRoot');

  /** @type {Node[]} */
  const waiting = [page.documentElement];
  const parents = [-1];
  while (waiting.length > 0) {
    const node = /** @type {Node} */ (waiting.pop());
    const parent = /** @type {number} */ (parents.pop());
    const index = snapshot.tags.length;
    if (index >= maxNodes) return null;
    const type = typeOf(node);
    if (type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE) {
      const { data } = /** @type {Text} */ (node);
      text += data.length;
      if (text > maxText) return null;
      snapshot.tags.push('');
      snapshot.parents.push(parent);
      snapshot.texts.push(data.toWellFormed());
      nodes.push(/** @type {Text} */ (node));
      continue;
    }
    if (type !== Node.ELEMENT_NODE) continue;
    const element = /** @type {Element} */ (node);
    const tag = nameOf(element).toLowerCase();
    if (skipped.has(tag)) continue;
    snapshot.tags.push(tag);
    snapshot.parents.push(parent);
    for (const { name, value } of attributesOf(element)) {
      if (!kept.has(name)) continue;
      values += value.length;
      if (values > maxAttributes) return null;
      snapshot.attributes.push([index, name, value.toWellFormed()]);
    }
    const shadow = shadowOf(element);
    if (shadow) shadows.push(shadow);
    const assigned = element instanceof HTMLSlotElement ? element.assignedNodes() : [];
    if (assigned.length > 0) {
      for (const child of assigned.toReversed()) {
        waiting.push(child);
        parents.push(index);
      }
    } else {
      for (let child = lastOf(shadow ?? element); child; child = beforeOf(child)) {
        waiting.push(child);
        parents.push(index);
      }
    }
  }
  return { snapshot, nodes, shadows };
}

/**
 * @template {object} T
 * @template {keyof T} K
 * @param {T} prototype
 * @param {K} name
 * @returns {(of: T) => T[K]}
 */
function clausewatchGetter(prototype, name) {
  const get = /** @type {() => T[K]} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
  return (of) => get.call(of);
}
