// Runs in: pages' isolated world, on pages that were reviewed.
//
// The review bar: how much there is to know on the page, a way through it, and the same clauses as a list, since assistive
// technology cannot see highlights. Whoever puts it away finds it put away on that site until a clause is asked for.

/** Where it is remembered on which sites the bar is put away. */
const clausewatchBarKey = 'barHidden';
/** Sites remembered; the oldest is forgotten. */
const clausewatchMostSites = 500;
/** Characters of a clause in the list. */
const clausewatchQuoteLength = 140;

class ClausewatchBar {
  #element = clausewatchElement('section', 'bar');
  #list = clausewatchElement('div', 'list');
  #toggle;
  #paint;
  #act;

  /**
   * @param {ClausewatchHost} host
   * @param {ClausewatchPaint} paint
   * @param {{go: (stop: Stop) => void, step: (by: 1 | -1) => void, repainted: () => void}} act
   */
  constructor(host, paint, act) {
    this.#paint = paint;
    this.#act = act;
    this.#element.hidden = true;
    this.#element.setAttribute('aria-label', clausewatchText('barLabel'));
    this.#list.hidden = true;
    this.#list.id = 'list';
    this.#toggle = clausewatchButton('counts', '', () => this.#open(this.#list.hidden === true));
    this.#toggle.setAttribute('aria-controls', 'list');
    this.#toggle.setAttribute('aria-expanded', 'false');
    this.#element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#list.hidden) return;
      this.#open(false);
      this.#toggle.focus();
    });
    this.#element.append(
      this.#toggle,
      clausewatchSignButton('sign', 'M4 10l4-4 4 4', clausewatchText('commandPrevious'), () => act.step(-1)),
      clausewatchSignButton('sign', 'M4 6l4 4 4-4', clausewatchText('commandNext'), () => act.step(1)),
      clausewatchSignButton('sign', 'M4 4l8 8M12 4l-8 8', clausewatchText('barHide'), () => this.#putAway()),
      this.#list,
    );
    host.stage.append(this.#element);
  }

  /**
   * Shows a review that was just painted.
   *
   * @param {Visit} visit
   */
  async present(visit) {
    this.#toggle.replaceChildren(...this.#counts(visit));
    this.#list.replaceChildren(this.#filters(visit), this.#stops());
    if (!this.#element.hidden) return;
    const { [clausewatchBarKey]: sites } = await chrome.storage.local.get({ [clausewatchBarKey]: [] });
    this.#element.hidden = Array.isArray(sites) && sites.includes(location.origin);
  }

  /** The reader asks for clauses on this page: the bar is wanted after all. */
  reveal() {
    this.#element.hidden = false;
  }

  /** What it takes of the window's lower end, in CSS pixels. */
  get height() {
    return this.#element.hidden ? 0 : innerHeight - this.#element.getBoundingClientRect().top;
  }

  /** @param {boolean} open */
  #open(open) {
    this.#list.hidden = !open;
    this.#toggle.setAttribute('aria-expanded', String(open));
  }

  async #putAway() {
    this.#open(false);
    this.#element.hidden = true;
    const { [clausewatchBarKey]: stored } = await chrome.storage.local.get({ [clausewatchBarKey]: [] });
    const sites = Array.isArray(stored) ? stored.filter((site) => site !== location.origin) : [];
    await chrome.storage.local.set({ [clausewatchBarKey]: [...sites, location.origin].slice(-clausewatchMostSites) });
  }

  /** @param {Visit} visit */
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

  /** @param {Visit} visit */
  #filters({ findings }) {
    const row = clausewatchElement('p', 'filters');
    for (const severity of clausewatchGravity) {
      const count = findings.filter((finding) => finding.severity === severity).length;
      if (count === 0) continue;
      const label = `${clausewatchText(`severity_${severity}`)} ${count}`;
      const button = clausewatchButton(`tag ${severity}`, label, () => {
        const visible = !this.#paint.isVisible(severity);
        this.#paint.filter(severity, visible);
        button.setAttribute('aria-pressed', String(visible));
        this.#act.repainted();
      });
      button.setAttribute('aria-pressed', String(this.#paint.isVisible(severity)));
      button.title = clausewatchText('filterHint');
      row.append(button);
    }
    return row;
  }

  #stops() {
    const list = clausewatchElement('ol');
    for (const stop of this.#paint.stops) {
      const { findings, changes, ranges } = stop;
      const [finding] = findings;
      const quote = (finding?.quote ?? changes[0]?.after ?? ranges.join(' … ')).replace(/\s+/g, ' ');
      const cut = quote.length > clausewatchQuoteLength ? `${quote.slice(0, clausewatchQuoteLength)}…` : quote;
      const head = clausewatchElement('span', 'head');
      if (finding) head.append(clausewatchTag(finding.severity));
      for (const { kind } of changes) {
        head.append(clausewatchElement('span', `tag ${kind}`, clausewatchText(`kind_${kind}`)));
      }
      if (finding) head.append(clausewatchElement('b', '', findings.map(({ title }) => title).join(' · ')));
      const text = clausewatchElement('span', 'quote', cut);
      text.dir = 'auto';
      const entry = clausewatchButton('', head, () => {
        this.#open(false);
        this.#act.go(stop);
      });
      entry.append(text);
      list.append(clausewatchElement('li', '', entry));
    }
    return list;
  }
}
