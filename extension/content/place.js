// Runs in: pages' isolated world, on pages that were reviewed.
//
// Where the card goes: beside its clause, so that both are read together.

/** Between the card, the clause and the window's edges, in CSS pixels. */
const clausewatchMargin = 8;
/** The least height in which a card can be read. */
const clausewatchLeast = 140;

/** @typedef {{top: number, bottom: number, left: number, right: number}} Box */

/**
 * Below the clause where the card fits whole, else above, else at a side; else where there is more room. Where the clause leaves
 * no room at all, at the window's end that is farther from where it begins.
 *
 * @param {Box} around what is not to be covered
 * @param {{width: number, height: number}} card as large as it likes to be
 * @param {{right: number, bottom: number}} window what of it the card may use
 * @returns {{top: number, left: number, room: number}} `room` is the most height that the card may take
 */
function clausewatchPlace(around, { width, height }, window) {
  const margin = clausewatchMargin;
  const end = window.bottom - margin;
  const below = end - around.bottom - margin;
  const above = around.top - 2 * margin;
  const left = Math.max(margin, Math.min(around.left, window.right - width - margin));
  const under = { top: around.bottom + margin, left, room: below };
  const over = { top: around.top - margin - Math.min(height, above), left, room: above };
  if (height <= below) return clausewatchWithin(under, height, end);
  if (height <= above) return clausewatchWithin(over, height, end);
  const sides = [around.right + margin, around.left - margin - width];
  const side = sides.find((left) => left >= margin && left + width <= window.right - margin);
  if (side !== undefined) return clausewatchWithin({ top: around.top, left: side, room: end - margin }, height, end);
  if (Math.max(below, above) >= clausewatchLeast) return clausewatchWithin(below >= above ? under : over, height, end);
  const low = around.top < window.bottom / 2;
  return clausewatchWithin({ top: low ? end : margin, left, room: Math.max(clausewatchLeast, end / 3) }, height, end);
}

/**
 * Wholly in the window: its clause may be outside, or at the edge.
 *
 * @param {{top: number, left: number, room: number}} place
 * @param {number} height
 * @param {number} end
 */
function clausewatchWithin({ top, left, room }, height, end) {
  const most = Math.min(room, end - clausewatchMargin);
  const shown = Math.min(height, most);
  return { top: Math.max(clausewatchMargin, Math.min(top, end - shown)), left, room: most };
}

/**
 * The box of what the card must not cover: the paragraph or the item that the clause stands in, and all that is painted of it,
 * as far as that leaves room for a card.
 *
 * @param {Range} range the part of the clause that the reader looks at
 * @param {Stop | null} stop
 * @returns {Box}
 */
function clausewatchExtent(range, stop) {
  const { left, right, top, bottom } = range.getBoundingClientRect();
  let extent = { left, right, top, bottom };
  const block = clausewatchBlock(range.startContainer);
  const boxes = [...(block ? [block.getBoundingClientRect()] : []), ...(stop?.ranges ?? []).map((r) => r.getBoundingClientRect())];
  for (const box of boxes) {
    if (box.height === 0) continue;
    const whole = {
      left: Math.min(extent.left, box.left),
      right: Math.max(extent.right, box.right),
      top: Math.min(extent.top, box.top),
      bottom: Math.max(extent.bottom, box.bottom),
    };
    // Beyond that the card would be far from the words that the reader points at.
    if (whole.bottom - whole.top <= innerHeight * 0.4) extent = whole;
  }
  return extent;
}

/**
 * The nearest box of lines around a text.
 *
 * @param {Node} text
 */
function clausewatchBlock({ parentElement }) {
  for (let at = parentElement; at; at = at.parentElement) {
    if (!/^(inline|contents|ruby)/.test(getComputedStyle(at).display)) return at;
  }
  return null;
}
