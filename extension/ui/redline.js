// Runs in: pages' isolated world and our own pages (a classic script, since content scripts cannot import).
//
// A change as a redline: removed words struck, new ones underlined, unchanged ones shortened where they go on for long.

/** Unchanged characters shown beside a change; what lies further away is cut at a word. */
const clausewatchAround = 90;

/**
 * @param {Pick<VisitChange, 'kind' | 'words' | 'before' | 'after'>} change
 * @returns {HTMLElement}
 */
function clausewatchRedline({ kind, words, before, after }) {
  const line = clausewatchElement('p', 'redline');
  line.dir = 'auto';
  if (kind === 'moved') {
    line.append(after ?? '');
    return line;
  }
  if (words.length === 0) {
    if (before !== null) line.append(clausewatchElement('del', '', before));
    if (before !== null && after !== null) line.append(' ');
    if (after !== null) line.append(clausewatchElement('ins', '', after));
  }
  words.forEach(({ op, text }, i) => {
    if (op === 'equal') line.append(clausewatchShortened(text, i > 0, i < words.length - 1));
    else line.append(clausewatchElement(op === 'delete' ? 'del' : 'ins', '', text));
  });
  return line;
}

/**
 * What a change does, each thing once, without the words that show it: they stand in the redline beside it.
 *
 * @param {{ says: string }[]} effects
 */
function clausewatchEffects(effects) {
  return new Set(effects.map(({ says }) => says));
}

/**
 * @param {string} text
 * @param {boolean} afterChange whether a change stands before it
 * @param {boolean} beforeChange whether one stands after it
 */
function clausewatchShortened(text, afterChange, beforeChange) {
  const keep = (afterChange ? clausewatchAround : 0) + (beforeChange ? clausewatchAround : 0);
  if (text.length <= keep + 20) return text;
  const head = afterChange ? text.slice(0, clausewatchAround).replace(/\S*$/, '') : '';
  const tail = beforeChange ? text.slice(-clausewatchAround).replace(/^\S*/, '') : '';
  return `${head}…${tail}`;
}
