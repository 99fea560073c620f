// Runs in: pages' isolated world, on pages that were reviewed.
//
// Turns an answer's text ranges into highlights with the CSS Custom Highlight API: no element of the page is touched. Owns
// the registry's names, and what stands together: the findings in one clause and the change to it are one stop for whoever
// reads through the page.

/**
 * A place to look at: a clause with what was found in it, what changed in it, and which of the reader's own words stand in it.
 *
 * @typedef {object} Stop
 * @property {VisitFinding[]} findings the gravest first
 * @property {VisitChange[]} changes
 * @property {VisitWatched[]} watched
 * @property {Range[]} ranges what is painted of it; the first is where to look
 * @property {number} at where it begins, in reading order
 */

/** @typedef {VisitFinding | VisitChange | VisitWatched} Shown */

const clausewatchGravity = ['high', 'medium', 'low'];

/** Highlights from the least to the most important: where they overlap, the later one's background shows. */
const clausewatchLayers = [
  'clausewatch-low',
  'clausewatch-medium',
  'clausewatch-high',
  'clausewatch-watched',
  'clausewatch-reworded',
  'clausewatch-added',
];

/** Findings of a rehearsal: enough for a browser to see that there are many. */
const clausewatchRehearsed = 200;

/** What is dimmed where only changes are to be seen: everything else. */
const clausewatchDimmed = 'clausewatch-dimmed';

class ClausewatchPaint {
  /** @type {Stop[]} in reading order, whatever the filters hide */
  stops = [];
  /** Only what changed stands out; all other text is dimmed. */
  redline = false;
  /** The one category shown; empty for all. */
  category = '';
  /** @type {Set<string>} severities that are not shown */
  #hidden = new Set();
  /** @type {Map<AbstractRange, Stop>} */
  #stopOf = new Map();
  /** @type {Map<string, {range: Range, of: Shown}[]>} */
  #layers = new Map();
  /** @type {Range[]} what changed, painted or not */
  #changed = [];
  /** @type {ShadowRoot[]} */
  #shadows = [];

  /**
   * Paints a review's findings and changes in place of what was painted before.
   *
   * @param {Visit} visit
   * @param {TakenSnapshot} taken what was reviewed
   */
  show(visit, { nodes, shadows }) {
    this.#empty();
    this.#shadows = shadows;
    /** @type {Map<number, Stop>} */
    const byClause = new Map();
    const stopOf = (/** @type {VisitFinding | VisitWatched} */ { clause }) => {
      const stop = byClause.get(clause) ?? clausewatchStop();
      byClause.set(clause, stop);
      return stop;
    };
    const spans = (/** @type {string} */ layer, /** @type {VisitFinding | VisitWatched} */ of, /** @type {Stop} */ stop) => {
      of.spans.forEach(({ start, end }, i) => {
        const pieces = of.ranges[i] ?? [];
        this.#add(layer, of, stop, pieces, clausewatchRanges(pieces, nodes, of.quote.slice(start, end)));
      });
    };
    for (const finding of visit.findings) {
      if (!clausewatchGravity.includes(finding.severity)) continue;
      const stop = stopOf(finding);
      stop.findings.push(finding);
      spans(`clausewatch-${finding.severity}`, finding, stop);
    }
    for (const watched of visit.watched) {
      const stop = stopOf(watched);
      stop.watched.push(watched);
      spans('clausewatch-watched', watched, stop);
    }
    const stops = [...byClause.values()];
    for (const change of visit.changes) {
      if (change.materiality !== 'substantive') continue;
      const inside = stops.filter((stop) => clausewatchConcerns(change, stop));
      const layer = change.kind === 'added' || change.kind === 'reworded' ? `clausewatch-${change.kind}` : null;
      const own = clausewatchStop();
      own.changes.push(change);
      for (const pieces of change.ranges) {
        const ranges = clausewatchRanges(pieces, nodes, null);
        const said = ranges.map((range) => clausewatchFolded(String(range)));
        const holds = (/** @type {string} */ quote) => said.every((words) => quote.includes(words));
        const stop = inside.find((stop) => holds(clausewatchFolded(clausewatchQuoteOf(stop) ?? ''))) ?? own;
        this.#add(layer, change, stop, pieces, ranges);
        this.#changed.push(...ranges);
      }
      for (const stop of inside) stop.changes.push(change);
      if (own.ranges.length > 0) stops.push(own);
    }
    for (const stop of stops) {
      stop.findings.sort((a, b) => clausewatchGravity.indexOf(a.severity) - clausewatchGravity.indexOf(b.severity));
      stop.ranges.sort(clausewatchOrder);
    }
    this.stops = stops.filter((stop) => stop.ranges.length > 0);
    this.stops.sort((a, b) => a.at - b.at);
    if (!this.canRedline) this.redline = false;
    if (!visit.findings.some(({ category }) => category === this.category)) this.category = '';
    this.repaint();
  }

  /**
   * Makes painting ready while the answer is on its way: a browser compiles what is called for the first time, and then what
   * is called often, which takes longer than all the painting. Within one task, so that nothing of it is ever seen.
   *
   * @param {TakenSnapshot} taken what is under review
   */
  rehearse(taken) {
    /** @type {TextRange[][]} */
    const ranges = [[[0, 0, 1]]];
    const quote = taken.nodes[0]?.data.slice(0, 1) ?? '';
    const seen = { clause: 0, spans: [{ start: 0, end: 1 }], ranges };
    const findings = Array.from({ length: clausewatchRehearsed }, () => ({ ...seen, severity: 'low', topic: 0, laws: [] }));
    const change = { kind: 'added', materiality: 'substantive', categories: [], after: quote, ranges };
    const shared = { topics: [{ category: '' }], clauses: [{ quote }], laws: [] };
    const packed = { findings, shared, watched: [{ ...seen, phrase: '' }], changes: [change] };
    // As an answer comes: a browser that has seen objects of this form works with them faster.
    const visit = clausewatchUnpacked(/** @type {import('../messages.js').Visit} */ (/** @type {unknown} */ (packed)));
    this.show(visit, { ...taken, shadows: [] });
    this.clear();
  }

  /** Takes all highlights away. */
  clear() {
    this.#empty();
    this.repaint();
  }

  #empty() {
    this.stops = [];
    this.#stopOf.clear();
    this.#layers.clear();
    this.#changed = [];
  }

  /** The stops that the filters leave. */
  get shown() {
    return this.stops.filter(({ findings, changes, watched }) =>
      [...findings, ...changes, ...watched].some((one) => this.#passes(one)),
    );
  }

  /** Whether anything that changed stands on the page. */
  get canRedline() {
    return this.#changed.length > 0;
  }

  /**
   * Shows or hides the findings of one severity.
   *
   * @param {string} severity
   * @param {boolean} visible
   */
  filter(severity, visible) {
    if (visible) this.#hidden.delete(severity);
    else this.#hidden.add(severity);
    this.repaint();
  }

  /** @param {string} severity */
  isVisible(severity) {
    return !this.#hidden.has(severity);
  }

  /** @param {Shown} of */
  #passes(of) {
    if ('phrase' in of) return !this.redline && !this.category;
    if ('category' in of) {
      return !this.redline && !this.#hidden.has(of.severity) && (!this.category || of.category === this.category);
    }
    return !this.category || of.categories.includes(this.category);
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
    const has = (/** @type {Stop} */ { findings, changes, watched }) =>
      [...findings, ...changes, ...watched].some((item) => item.id === id);
    return this.stops.find(has) ?? null;
  }

  /**
   * @param {string | null} layer null where it is not painted
   * @param {Shown} of
   * @param {Stop} stop
   * @param {TextRange[]} pieces what the answer says of it
   * @param {Range[]} ranges the same on the page
   */
  #add(layer, of, stop, pieces, ranges) {
    const [first] = pieces;
    if (!first || ranges.length === 0) return;
    stop.ranges.push(...ranges);
    // Asking the page for the order of two ranges takes a walk over all that lies between them.
    const [node, start] = first;
    stop.at = Math.min(stop.at, node * clausewatchNodeStep + start);
    if (!layer) return;
    const all = this.#layers.get(layer) ?? [];
    this.#layers.set(layer, all);
    for (const range of ranges) {
      all.push({ range, of });
      this.#stopOf.set(range, stop);
    }
  }

  /** Paints what the filters leave. */
  repaint() {
    clausewatchLayers.forEach((layer, priority) => {
      const painted = (this.#layers.get(layer) ?? []).filter(({ of }) => this.#passes(of));
      clausewatchRegister(layer, painted.map(({ range }) => range), priority);
    });
    const dimmed = this.redline ? clausewatchRest(this.#changed, [document.body, ...this.#shadows]) : [];
    clausewatchRegister(clausewatchDimmed, dimmed, -1);
    if (this.#shadows.length > 0) clausewatchShowInShadows(this.#shadows, [...clausewatchLayers, clausewatchDimmed]);
  }
}

/** No text node of a snapshot is as long. */
const clausewatchNodeStep = 2 ** 26;

/** @returns {Stop} */
function clausewatchStop() {
  return { findings: [], changes: [], watched: [], ranges: [], at: Infinity };
}

/**
 * @param {string} name
 * @param {Range[]} ranges
 * @param {number} priority
 */
function clausewatchRegister(name, ranges, priority) {
  if (ranges.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  const highlight = new Highlight(...ranges);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

/**
 * Whether a change touched the clause of a stop.
 *
 * @param {VisitChange} change
 * @param {Stop} stop
 */
function clausewatchConcerns({ after }, stop) {
  const quote = clausewatchQuoteOf(stop);
  return after !== null && quote !== null && after.includes(quote);
}

/**
 * The clause's text, where something was found in it.
 *
 * @param {Stop} stop
 */
function clausewatchQuoteOf({ findings: [finding], watched: [watched] }) {
  return (finding ?? watched)?.quote ?? null;
}
