// Runs in: pages' isolated world, on pages that were reviewed.
//
// The review bar: how much there is to know on the page, a way through it, and the same clauses as a list, since assistive
// technology cannot see highlights. Whoever puts it away finds it put away on that site until a clause is asked for.

/** Where it is remembered on which sites the bar is put away. */
const clausewatchBarKey = 'barHidden';
/** Sites remembered; the oldest is forgotten. */
const clausewatchMostSites = 500;

/**
 * What the bar, its list and the card have done: by the view.
 *
 * @typedef {object} Acts
 * @property {(stop: Stop) => void} go
 * @property {(by: 1 | -1) => void} step
 * @property {() => void} filtered the filters changed, and the page is painted anew
 * @property {(finding: VisitFinding, scope: Dismissal['scope']) => Promise<boolean>} dismiss whether it is kept; so the others
 * @property {(finding: VisitFinding, note: string) => Promise<boolean>} report
 * @property {(id: string) => Promise<boolean>} undo takes a dismissal back
 */

class ClausewatchBar {
  #element = clausewatchElement('section', 'bar');
  #notice = clausewatchElement('p', 'notice');
  #host;
  #list;
  #toggle;
  #redline;
  #drawing = 0;
  #paint;
  #act;

  /**
   * @param {ClausewatchHost} host
   * @param {ClausewatchPaint} paint
   * @param {Acts} act
   */
  constructor(host, paint, act) {
    this.#host = host;
    this.#paint = paint;
    this.#act = act;
    this.#list = new ClausewatchList(paint, act, () => this.#open(false));
    this.#element.hidden = true;
    this.#element.setAttribute('aria-label', clausewatchText('barLabel'));
    this.#notice.setAttribute('role', 'status');
    this.#toggle = clausewatchButton('counts', '', () => this.#open(this.#list.element.hidden === true));
    this.#toggle.setAttribute('aria-controls', 'list');
    this.#toggle.setAttribute('aria-expanded', 'false');
    this.#redline = clausewatchButton('switch', clausewatchText('onlyChanges'), () => {
      paint.redline = !paint.redline;
      paint.repaint();
      act.filtered();
    });
    this.#element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#list.element.hidden) return;
      this.#open(false);
      this.#toggle.focus();
    });
    this.#element.append(
      this.#notice,
      this.#toggle,
      this.#redline,
      clausewatchSignButton('sign', 'M4 10l4-4 4 4', clausewatchText('commandPrevious'), () => act.step(-1)),
      clausewatchSignButton('sign', 'M4 6l4 4 4-4', clausewatchText('commandNext'), () => act.step(1)),
      clausewatchSignButton('sign', 'M4 4l8 8M12 4l-8 8', clausewatchText('barHide'), () => this.#putAway()),
      this.#list.element,
    );
    host.stage.append(this.#element);
  }

  /**
   * Shows a review that was just painted, in a task of its own: the first plural and the first date of a page load the
   * browser's language data, which takes longer than all of the painting.
   *
   * @param {ShownVisit} visit
   */
  present(visit) {
    clearTimeout(this.#drawing);
    this.#drawing = window.setTimeout(() => void this.#draw(visit));
  }

  /** What was to be shown is there no more. */
  hide() {
    clearTimeout(this.#drawing);
  }

  /** @param {ShownVisit} visit */
  async #draw(visit) {
    const had = this.#element.contains(this.#host.focused);
    this.#toggle.replaceChildren(...this.#counts(visit));
    this.#list.present(visit);
    this.filtered();
    if (had && !this.#element.contains(this.#host.focused)) this.#toggle.focus();
    if (!this.#element.hidden) return;
    const { [clausewatchBarKey]: sites } = await chrome.storage.local.get({ [clausewatchBarKey]: [] });
    this.#element.hidden = Array.isArray(sites) && sites.includes(location.origin);
  }

  /** The filters changed. */
  filtered() {
    this.#redline.hidden = !this.#paint.canRedline;
    this.#redline.setAttribute('aria-pressed', String(this.#paint.redline));
    this.#list.filtered();
  }

  /** The reader asks for clauses on this page: the bar is wanted after all. */
  reveal() {
    this.#element.hidden = false;
  }

  /**
   * Says what was done, with the way back.
   *
   * @param {string} said empty to say nothing any more
   * @param {string} [undo] the id of what can be taken back
   */
  say(said, undo) {
    if (this.#notice.contains(this.#host.focused)) this.#toggle.focus();
    this.#notice.replaceChildren(...(said ? [said] : []));
    if (!said) return;
    this.reveal();
    if (undo) this.#notice.append(clausewatchButton('undo', clausewatchText('undo'), () => void this.#act.undo(undo)));
  }

  /** Whether there is something to say that outlives the last clause on the page. */
  get speaks() {
    return this.#notice.hasChildNodes();
  }

  /** What it takes of the window's lower end, in CSS pixels. */
  get height() {
    return this.#element.hidden ? 0 : innerHeight - this.#element.getBoundingClientRect().top;
  }

  /** @param {boolean} open */
  #open(open) {
    this.#list.show(open);
    this.#toggle.setAttribute('aria-expanded', String(open));
  }

  async #putAway() {
    this.say('');
    this.#open(false);
    this.#element.hidden = true;
    const { [clausewatchBarKey]: stored } = await chrome.storage.local.get({ [clausewatchBarKey]: [] });
    const sites = Array.isArray(stored) ? stored.filter((site) => site !== location.origin) : [];
    await chrome.storage.local.set({ [clausewatchBarKey]: [...sites, location.origin].slice(-clausewatchMostSites) });
  }

  /** @param {ShownVisit} visit */
  #counts({ findings, changes, previous, seenAt }) {
    const toKnow = findings.filter(({ severity }) => severity === 'high' || severity === 'medium').length;
    const changed = changes.filter(({ materiality }) => materiality === 'substantive').length;
    const parts = [];
    if (changed > 0 && previous) {
      const since = clausewatchDate(previous.seenAt, seenAt);
      parts.push(clausewatchElement('b', 'changed', clausewatchCount('barChanged', changed, since)));
    }
    parts.push(clausewatchElement('span', '', clausewatchCount('toKnow', toKnow)));
    return parts;
  }
}
