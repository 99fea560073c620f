// Runs in: pages' isolated world, on pages that were reviewed.
//
// Turns an answer's text ranges into highlights. Uses the CSS Custom Highlight API: no element of the page is touched.
// Owns the registry's names; which clause lies under a point; where a clause stands.

/** @typedef {import('../types/wire.js').Visit} Visit */
/** @typedef {import('../types/wire.js').VisitFinding} VisitFinding */
/** @typedef {import('../types/wire.js').VisitChange} VisitChange */
/** @typedef {import('../types/wire.js').TextRange} TextRange */

/**
 * What is painted for one clause: a finding, a change, or both where they share their id.
 *
 * @typedef {{id: string, finding: VisitFinding | null, change: VisitChange | null, ranges: Range[]}} PaintedClause
 */

class ClausewatchPaint {
  /** @type {PaintedClause[]} */
  clauses = [];
  /** @type {Map<AbstractRange, PaintedClause>} */
  #byRange = new Map();

  // Where highlights overlap, the higher priority's colours win: a change over a risk, the clause looked at over all.
  static #priorities = {
    'clausewatch-low': 1,
    'clausewatch-medium': 2,
    'clausewatch-high': 3,
    'clausewatch-reworded': 4,
    'clausewatch-added': 5,
    'clausewatch-current': 6,
  };

  /**
   * Paints a review's findings and changes, in place of what was painted before.
   *
   * @param {Visit} visit
   * @param {Text[]} nodes the snapshot's text nodes
   */
  show(visit, nodes) {
    this.clear();
    /** @type {Map<string, Range[]>} */
    const painted = new Map();
    /** @type {(name: string, clause: PaintedClause, ranges: Range[]) => void} */
    const add = (name, clause, ranges) => {
      if (ranges.length === 0) return;
      painted.set(name, [...(painted.get(name) ?? []), ...ranges]);
      clause.ranges.push(...ranges);
      for (const range of ranges) this.#byRange.set(range, clause);
      if (!this.clauses.includes(clause)) this.clauses.push(clause);
    };
    for (const change of visit.changes) {
      if (change.materiality !== 'substantive') continue;
      const name = change.kind === 'added' ? 'clausewatch-added' : 'clausewatch-reworded';
      const clause = { id: change.id, finding: null, change, ranges: [] };
      for (const pieces of change.ranges) add(name, clause, clausewatchRanges(pieces, nodes, null));
    }
    for (const finding of visit.findings) {
      if (!['high', 'medium', 'low'].includes(finding.severity)) continue;
      const clause = { id: finding.id, finding, change: null, ranges: [] };
      finding.spans.forEach((span, i) => {
        const text = finding.quote.slice(span.start, span.end);
        add(`clausewatch-${finding.severity}`, clause, clausewatchRanges(finding.ranges[i] ?? [], nodes, text));
      });
    }
    this.clauses.sort((a, b) => ClausewatchPaint.#order(a, b));
    for (const [name, ranges] of painted) this.#register(name, ranges);
  }

  /** Takes all highlights away. */
  clear() {
    for (const name of Object.keys(ClausewatchPaint.#priorities)) CSS.highlights.delete(name);
    this.clauses = [];
    this.#byRange.clear();
  }

  /**
   * Marks the clause that is being looked at; null for none.
   *
   * @param {PaintedClause | null} clause
   */
  setCurrent(clause) {
    CSS.highlights.delete('clausewatch-current');
    if (clause) this.#register('clausewatch-current', clause.ranges);
  }

  /**
   * The clause under a point of the viewport, the gravest where several overlap.
   *
   * @param {number} x
   * @param {number} y
   * @returns {{clause: PaintedClause, range: Range} | null}
   */
  at(x, y) {
    for (const { ranges } of CSS.highlights.highlightsFromPoint(x, y)) {
      for (const range of ranges) {
        const clause = this.#byRange.get(range);
        if (clause && range instanceof Range) return { clause, range };
      }
    }
    return null;
  }

  /**
   * @param {string} name
   * @param {Range[]} ranges
   */
  #register(name, ranges) {
    const highlight = new Highlight(...ranges);
    highlight.priority = /** @type {Record<string, number>} */ (ClausewatchPaint.#priorities)[name] ?? 0;
    CSS.highlights.set(name, highlight);
  }

  /**
   * In reading order.
   *
   * @param {PaintedClause} a
   * @param {PaintedClause} b
   */
  static #order(a, b) {
    const [x, y] = [a.ranges[0], b.ranges[0]];
    if (!x || !y) return 0;
    try {
      return x.compareBoundaryPoints(Range.START_TO_START, y);
    } catch {
      return 0; // In different shadow trees there is no order.
    }
  }
}

/**
 * The page's ranges for one span: a single one where nothing but white space lies between its pieces, else one for each
 * piece; none where the page no longer says what was read, since a highlight must never name the wrong words.
 *
 * @param {TextRange[]} pieces
 * @param {Text[]} nodes
 * @param {string | null} text what the span says; null where the pieces themselves are to be trusted
 * @returns {Range[]}
 */
function clausewatchRanges(pieces, nodes, text) {
  /** @type {Range[]} */
  const ranges = [];
  for (const piece of pieces) {
    const node = nodes[piece.node];
    if (!node?.isConnected || piece.start >= piece.end || piece.end > node.length) return [];
    const range = new Range();
    range.setStart(node, piece.start);
    range.setEnd(node, piece.end);
    ranges.push(range);
  }
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (!first || !last) return [];
  const fold = (/** @type {string} */ s) => s.replace(/\s+/g, '');
  const read = fold(ranges.map(String).join(''));
  if (text !== null && fold(text) !== read) return [];
  const whole = new Range();
  whole.setStart(first.startContainer, first.startOffset);
  whole.setEnd(last.endContainer, last.endOffset);
  return fold(whole.toString()) === read ? [whole] : ranges;
}
