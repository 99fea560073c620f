// Runs in: pages' isolated world, on pages that were reviewed.
//
// From what an answer says of text nodes to the page's ranges, their order, and what lies between them.

/**
 * In reading order.
 *
 * @param {Range | undefined} a
 * @param {Range | undefined} b
 */
function clausewatchOrder(a, b) {
  if (!a || !b) return 0;
  const [from, to] = [a.startContainer, b.startContainer];
  if (from === to) return a.startOffset - b.startOffset;
  // Across shadow trees the order is arbitrary but steady.
  return from.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/**
 * The page's ranges for a stretch of text: as few as say that text and nothing else. None where the page no longer says what
 * was read: a highlight must never name the wrong words.
 *
 * @param {TextRange[]} pieces
 * @param {Text[]} nodes
 * @param {string | null} text what the stretch says; null where it is not one stretch
 * @returns {Range[]}
 */
function clausewatchRanges(pieces, nodes, text) {
  // From the nodes: a range takes longer to say its text than to make.
  let said = '';
  for (const [index, start, end] of pieces) {
    const node = nodes[index];
    if (!node?.isConnected || start >= end || end > node.length) return [];
    if (text !== null) said += node.data.slice(start, end);
  }
  if (text !== null && said !== text && clausewatchFolded(said) !== clausewatchFolded(text)) return [];
  /** @type {Range[]} */
  const ranges = [];
  for (const [index, start, end] of pieces) {
    const node = /** @type {Text} */ (nodes[index]);
    const part = new Range();
    part.setStart(node, start);
    part.setEnd(node, end);
    const last = ranges.at(-1);
    const joined = last && clausewatchJoined(last, part);
    if (joined) ranges[ranges.length - 1] = joined;
    else ranges.push(part);
  }
  return ranges;
}

/**
 * One range over two, unless other text lies between them (a footnote's sign, a hidden copy).
 *
 * @param {Range} a
 * @param {Range} b
 * @returns {Range | null}
 */
function clausewatchJoined(a, b) {
  const between = new Range();
  between.setStart(a.endContainer, a.endOffset);
  between.setEnd(b.startContainer, b.startOffset);
  // In another shadow tree the end takes the start along.
  if (between.startContainer !== a.endContainer || clausewatchFolded(between.toString()) !== '') return null;
  const whole = a.cloneRange();
  whole.setEnd(b.endContainer, b.endOffset);
  return whole;
}

/**
 * Without white space, characters that show nothing (soft hyphens, zero-width spaces), and the bar that the reader puts
 * between a table's cells.
 *
 * @param {string} text
 */
function clausewatchFolded(text) {
  return text.replace(/[\s\p{Cf}|]+/gu, '');
}

/**
 * All text under the roots that is not in the ranges: between two of them it is one range.
 *
 * @param {Range[]} ranges
 * @param {Node[]} roots each in a tree of its own
 * @returns {Range[]}
 */
function clausewatchRest(ranges, roots) {
  const ordered = ranges.toSorted(clausewatchOrder);
  return roots.flatMap((root) => {
    const rest = [];
    const gap = new Range();
    gap.selectNodeContents(root);
    for (const range of ordered) {
      if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) continue;
      // One within the last gap's end; those that overlap are in reading order too.
      if (gap.comparePoint(range.startContainer, range.startOffset) === 0) {
        const before = gap.cloneRange();
        before.setEnd(range.startContainer, range.startOffset);
        if (!before.collapsed) rest.push(before);
      }
      if (gap.comparePoint(range.endContainer, range.endOffset) === 0) gap.setStart(range.endContainer, range.endOffset);
    }
    rest.push(gap);
    return rest;
  });
}
