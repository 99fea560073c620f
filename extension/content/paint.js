// Runs in: pages' isolated world, on pages that were reviewed.
//
// Turns an answer's text ranges into highlights with the CSS Custom Highlight API: no element of the page is touched. Owns
// the registry's names, and what stands together: the findings in one clause and the change to it are one stop for whoever
// reads through the page.

/**
 * A place to look at: a clause with what was found in it and what changed in it.
 *
 * @typedef {object} Stop
 * @property {VisitFinding[]} findings the gravest first
 * @property {VisitChange[]} changes
 * @property {Range[]} ranges what is painted of it; the first is where to look
 */

const clausewatchGravity = ['high', 'medium', 'low'];

/** Highlights from the least to the most important: where they overlap, the later one's background shows. */
const clausewatchLayers = [
  'clausewatch-low',
  'clausewatch-medium',
  'clausewatch-high',
  'clausewatch-reworded',
  'clausewatch-added',
];

class ClausewatchPaint {
  /** @type {Stop[]} in reading order */
  stops = [];
  /** @type {Map<AbstractRange, Stop>} */
  #stopOf = new Map();
  /** @type {Map<string, Range[]>} */
  #ranges = new Map();
  /** @type {Set<string>} */
  #hidden = new Set();
  /** @type {ShadowRoot[]} */
  #shadows = [];

  /**
   * Paints a review's findings and changes in place of what was painted before.
   *
   * @param {Visit} visit
   * @param {TakenSnapshot} taken what was reviewed
   */
  show(visit, { nodes, shadows }) {
    this.#stopOf.clear();
    this.#ranges.clear();
    this.#shadows = shadows;
    /** @type {Map<string, Stop>} */
    const byClause = new Map();
    for (const finding of visit.findings) {
      if (!clausewatchGravity.includes(finding.severity)) continue;
      const clause = JSON.stringify([finding.path, finding.leadIn, finding.quote]);
      const stop = byClause.get(clause) ?? { findings: [], changes: [], ranges: [] };
      byClause.set(clause, stop);
      stop.findings.push(finding);
      finding.spans.forEach((span, i) => {
        const text = finding.quote.slice(span.start, span.end);
        const ranges = clausewatchRanges(finding.ranges[i] ?? [], nodes, text);
        this.#add(`clausewatch-${finding.severity}`, stop, ranges);
      });
    }
    const stops = [...byClause.values()];
    for (const change of visit.changes) {
      if (change.materiality !== 'substantive') continue;
      const inside = stops.filter((stop) => clausewatchConcerns(change, stop));
      const layer = change.kind === 'added' || change.kind === 'reworded' ? `clausewatch-${change.kind}` : null;
      /** @type {Stop} */
      const own = { findings: [], changes: [change], ranges: [] };
      for (const pieces of change.ranges) {
        const ranges = clausewatchRanges(pieces, nodes, null);
        const said = clausewatchFolded(ranges.join(''));
        const stop = inside.find(({ findings: [finding] }) => clausewatchFolded(finding?.quote ?? '').includes(said)) ?? own;
        if (layer) this.#add(layer, stop, ranges);
        else stop.ranges.push(...ranges);
      }
      for (const stop of inside) stop.changes.push(change);
      if (own.ranges.length > 0) stops.push(own);
    }
    for (const stop of stops) {
      stop.findings.sort((a, b) => clausewatchGravity.indexOf(a.severity) - clausewatchGravity.indexOf(b.severity));
      stop.ranges.sort(clausewatchOrder);
    }
    this.stops = stops.filter((stop) => stop.ranges.length > 0);
    this.stops.sort((a, b) => clausewatchOrder(a.ranges[0], b.ranges[0]));
    this.#register();
  }

  /** Takes all highlights away. */
  clear() {
    this.stops = [];
    this.#stopOf.clear();
    this.#ranges.clear();
    this.#register();
  }

  /**
   * Shows or hides the findings of one severity.
   *
   * @param {string} severity
   * @param {boolean} visible
   */
  filter(severity, visible) {
    if (visible) this.#hidden.delete(`clausewatch-${severity}`);
    else this.#hidden.add(`clausewatch-${severity}`);
    this.#register();
  }

  /** @param {string} severity */
  isVisible(severity) {
    return !this.#hidden.has(`clausewatch-${severity}`);
  }

  /**
   * What is painted under a point of the viewport.
   *
   * @param {number} x
   * @param {number} y
   * @returns {{stop: Stop, range: Range} | null}
   */
  at(x, y) {
    for (const { ranges } of CSS.highlights.highlightsFromPoint(x, y, { shadowRoots: this.#shadows })) {
      for (const range of ranges) {
        const stop = this.#stopOf.get(range);
        if (stop && range instanceof Range) return { stop, range };
      }
    }
    return null;
  }

  /**
   * The stop with this finding or change.
   *
   * @param {string} id
   */
  find(id) {
    return this.stops.find(({ findings, changes }) => [...findings, ...changes].some((item) => item.id === id)) ?? null;
  }

  /**
   * @param {string} layer
   * @param {Stop} stop
   * @param {Range[]} ranges
   */
  #add(layer, stop, ranges) {
    if (ranges.length === 0) return;
    stop.ranges.push(...ranges);
    const all = this.#ranges.get(layer) ?? [];
    this.#ranges.set(layer, all);
    for (const range of ranges) {
      all.push(range);
      this.#stopOf.set(range, stop);
    }
  }

  #register() {
    clausewatchLayers.forEach((layer, priority) => {
      const ranges = this.#hidden.has(layer) ? [] : (this.#ranges.get(layer) ?? []);
      if (ranges.length === 0) {
        CSS.highlights.delete(layer);
        return;
      }
      const highlight = new Highlight(...ranges);
      highlight.priority = priority;
      CSS.highlights.set(layer, highlight);
    });
  }
}

/**
 * Whether a change touched the clause of a stop.
 *
 * @param {VisitChange} change
 * @param {Stop} stop
 */
function clausewatchConcerns({ after }, { findings: [finding] }) {
  return after !== null && finding !== undefined && after.includes(finding.quote);
}

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
  /** @type {Range[]} */
  const parts = [];
  for (const { node: index, start, end } of pieces) {
    const node = nodes[index];
    if (!node?.isConnected || start >= end || end > node.length) return [];
    const range = new Range();
    range.setStart(node, start);
    range.setEnd(node, end);
    parts.push(range);
  }
  if (text !== null && clausewatchFolded(text) !== clausewatchFolded(parts.join(''))) return [];
  /** @type {Range[]} */
  const ranges = [];
  for (const part of parts) {
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
