// Runs in: pages' isolated world, on pages that were reviewed.
//
// Brings a clause into view: opens what hides it, scrolls what scrolls it.

/**
 * Opens what hides a range and is made to be opened.
 *
 * @param {Range} range
 */
function clausewatchUncover({ startContainer }) {
  for (let at = startContainer.parentElement; at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
}

/** Where a clause comes to stand, of the height of what scrolls it: below a header that stays, above room for the card. */
const clausewatchAt = 0.2;

/**
 * Scrolls a range's clause to where its card has room, in the box that scrolls it, which need not be the window.
 *
 * @param {Range} range
 * @param {'smooth' | 'instant'} behavior
 */
function clausewatchScroll(range, behavior) {
  const box = range.getBoundingClientRect();
  const block = clausewatchBlock(range.startContainer)?.getBoundingClientRect();
  // A long paragraph may begin far above.
  const top = block && box.top - block.top < innerHeight * clausewatchAt ? block.top : box.top;
  const scroller = range.startContainer.parentElement && clausewatchScroller(range.startContainer.parentElement);
  if (!scroller) {
    scrollBy({ top: top - innerHeight * clausewatchAt, behavior });
    return;
  }
  const frame = scroller.getBoundingClientRect();
  scroller.scrollBy({ top: top - frame.top - scroller.clientHeight * clausewatchAt, behavior });
  if (frame.top < 0 || frame.bottom > innerHeight) scroller.scrollIntoView({ block: 'nearest', behavior });
}

/**
 * The box that scrolls an element; null where that is the window.
 *
 * @param {Element} element
 * @returns {Element | null}
 */
function clausewatchScroller(element) {
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return null;
}
