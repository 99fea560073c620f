// Runs in: pages' isolated world, on pages that were reviewed.
//
// What the reader sees and does on a reviewed page: highlights, card, bar and strip together; hover, click and keyboard.

/** Milliseconds that the pointer rests on a clause before its card opens: reading across one must not. */
const clausewatchIntent = 220;
/** Milliseconds in which the pointer may leave a clause for its card. */
const clausewatchGrace = 300;
/** What has a use of its own when it is clicked. */
const clausewatchControls = 'a[href], button, input, label, select, summary, textarea, [contenteditable]';

/**
 * What the reader decided about a finding of the review, or took back.
 *
 * @typedef {(
 *   | {type: 'dismiss', finding: string, scope: Dismissal['scope']}
 *   | {type: 'report', finding: string, note: string}
 *   | {type: 'undo', id: string}
 * )} Decision
 */

/** @typedef {(decision: Decision) => Promise<{ok: boolean, value?: unknown} | null>} Decide null where nobody is there */

class ClausewatchView {
  #paint = new ClausewatchPaint();
  #host = new ClausewatchHost();
  #bar;
  #strip = new ClausewatchStrip(this.#host, this.#paint, (stop) => this.#go(stop));
  #card;
  #decide;
  /** @type {ShownVisit | null} */
  #visit = null;
  /** @type {AbortController | null} */
  #listening = null;
  #timer = 0;
  #frame = 0;
  /** The stop last gone to, by one of its ids: stops are made anew when the page is read again. */
  #at = '';

  /** @param {Decide} decide has the background keep it */
  constructor(decide) {
    this.#decide = decide;
    /** @type {Acts} */
    const act = {
      go: (stop) => this.#go(stop),
      step: (by) => this.step(by),
      filtered: () => this.#filtered(),
      dismiss: (finding, scope) => {
        const about = scope === 'site' ? location.host : finding.title;
        return this.#decided({ type: 'dismiss', finding: finding.id, scope }, clausewatchText(`dismissed_${scope}`, about));
      },
      report: (finding, note) =>
        this.#decided({ type: 'report', finding: finding.id, note }, clausewatchText('reported', finding.title)),
      undo: (id) => this.#decided({ type: 'undo', id }, clausewatchText('undone')),
    };
    this.#bar = new ClausewatchBar(this.#host, this.#paint, act);
    this.#card = new ClausewatchCard(this.#host, act, {
      visit: () => /** @type {ShownVisit} */ (this.#visit),
      taken: () => this.#bar.height,
    });
  }

  /**
   * Makes presenting ready while the answer is on its way.
   *
   * @param {TakenSnapshot} taken what is under review
   */
  rehearse(taken) {
    this.#paint.rehearse(taken);
  }

  /**
   * @param {ShownVisit} visit
   * @param {TakenSnapshot} taken what was reviewed
   */
  present(visit, taken) {
    const began = performance.now();
    this.#visit = visit;
    this.#paint.show(visit, taken);
    this.#frameOf(visit);
    performance.measure('clausewatch-paint', { start: began });
  }

  /**
   * Card, bar and strip for what was just painted.
   *
   * @param {ShownVisit} visit
   */
  #frameOf(visit) {
    // What was dismissed on the page can be taken back on it; a whole site asks for quiet.
    const quiet = visit.dismissed.every(({ scope }) => scope === 'site');
    if (this.#paint.stops.length === 0 && quiet && !this.#bar.speaks) {
      this.#hide();
      return;
    }
    this.#host.attach();
    this.#listen();
    this.#bar.present(visit);
    this.#strip.present();
    // The card's clause is painted anew: what is open stays open where the clause is still there.
    const open = this.#card.stop;
    if (!open) return;
    const again = this.#paint.find(clausewatchIdOf(open));
    const range = again?.ranges[0];
    if (again && range) this.#card.open(again, range, { pin: this.#card.pinned, focus: false });
    else this.#card.close();
  }

  /** Takes away all that is ours. */
  clear() {
    this.#visit = null;
    this.#paint.clear();
    this.#hide();
  }

  /**
   * @param {string} id of a finding or a change
   * @returns {boolean} whether it stands on the page
   */
  show(id) {
    const stop = this.#paint.find(id);
    if (!stop) return false;
    this.#go(stop);
    return true;
  }

  /**
   * Goes to the next or the previous clause to know, round the end.
   *
   * @param {1 | -1} by
   */
  step(by) {
    const stops = this.#paint.shown.filter(
      ({ findings, changes, watched }) =>
        changes.length > 0 || watched.length > 0 || findings.some(({ severity }) => severity !== 'low'),
    );
    const at = stops.findIndex((stop) => clausewatchIdOf(stop) === this.#at);
    const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length;
    const stop = stops[next];
    if (stop) this.#go(stop);
  }

  /** @param {Stop} stop */
  #go(stop) {
    const range = stop.ranges[0];
    if (!range) return;
    this.#at = clausewatchIdOf(stop);
    this.#bar.say('');
    this.#bar.reveal();
    clausewatchUncover(range);
    const { top } = (clausewatchBlock(range.startContainer) ?? range).getBoundingClientRect();
    const { bottom } = range.getBoundingClientRect();
    if (top < innerHeight * 0.08 || bottom > innerHeight * 0.4) {
      // A long way is not worth watching, and a tab in the background does not scroll smoothly at all.
      const far = Math.abs(top) > 2 * innerHeight || document.hidden;
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      clausewatchScroll(range, far || calm ? 'instant' : 'smooth');
    }
    this.#card.open(stop, range, { pin: true, focus: true });
  }

  #filtered() {
    this.#bar.filtered();
    this.#strip.draw();
    if (this.#card.stop && !this.#paint.shown.includes(this.#card.stop)) this.#card.close();
  }

  /**
   * Has a decision kept, and says so with the way back. What is shown then comes as a message of its own.
   *
   * @param {Decision} decision
   * @param {string} said
   * @returns {Promise<boolean>} whether it is kept
   */
  async #decided(decision, said) {
    const answer = await this.#decide(decision);
    if (!answer?.ok) return false;
    this.#card.close();
    this.#host.attach();
    this.#bar.say(said, typeof answer.value === 'string' ? answer.value : undefined);
    return true;
  }

  #hide() {
    clearTimeout(this.#timer);
    this.#listening?.abort();
    this.#listening = null;
    this.#card.close();
    this.#strip.hide();
    this.#bar.hide();
    this.#host.detach();
  }

  #listen() {
    if (this.#listening) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const passive = { passive: true, signal };
    document.addEventListener('pointermove', (event) => this.#pointed(event), passive);
    document.addEventListener('click', (event) => this.#clicked(event), { signal });
    addEventListener('keydown', (event) => this.#key(event), { capture: true, signal });
    addEventListener('scroll', () => this.#scrolled(), { capture: true, ...passive });
    addEventListener('resize', () => this.#scrolled(), passive);
  }

  /** @param {PointerEvent} event */
  #pointed(event) {
    if (event.pointerType === 'touch' || this.#card.pinned || this.#isOrphan()) return;
    if (this.#host.has(event)) {
      clearTimeout(this.#timer);
      return;
    }
    if (this.#frame) return;
    const { clientX, clientY } = event;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const hit = this.#paint.at(clientX, clientY);
      clearTimeout(this.#timer);
      if (hit && hit.stop === this.#card.stop) return;
      if (hit) {
        this.#timer = window.setTimeout(() => {
          this.#card.open(hit.stop, hit.range, { pin: false, focus: false });
        }, clausewatchIntent);
      } else if (this.#card.stop) {
        this.#timer = window.setTimeout(() => this.#card.close(), clausewatchGrace);
      }
    });
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    if (this.#host.has(event) || event.button !== 0 || this.#isOrphan()) return;
    const { target } = event;
    if (target instanceof Element && target.closest(clausewatchControls)) return;
    if (getSelection()?.isCollapsed === false) return;
    const hit = this.#paint.at(event.clientX, event.clientY);
    clearTimeout(this.#timer);
    if (!hit) {
      this.#card.close();
      return;
    }
    this.#at = clausewatchIdOf(hit.stop);
    this.#bar.say('');
    this.#card.open(hit.stop, hit.range, { pin: true, focus: false });
  }

  /** The extension was updated or removed since the page was loaded: nothing of it may stay and fail. */
  #isOrphan() {
    const orphan = !chrome.runtime?.id;
    if (orphan) this.clear();
    return orphan;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Escape' || !this.#card.stop || event.isComposing) return;
    clearTimeout(this.#timer);
    this.#card.close();
  }

  #scrolled() {
    if (!this.#card.stop || this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#card.inView || this.#card.pinned) this.#card.place();
      else this.#card.close();
    });
  }
}

/** @param {Stop} stop */
function clausewatchIdOf({ findings, changes, watched }) {
  return (findings[0] ?? changes[0] ?? watched[0])?.id ?? '';
}
