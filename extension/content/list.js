// Runs in: pages' isolated world, on pages that were reviewed.
//
// The bar's list: the clauses in reading order, since assistive technology cannot see highlights; what is left of them by
// severity and by topic; what was removed, which stands on no page; and what the reader dismissed, with the way back.

/** Characters of a clause in the list. */
const clausewatchQuoteLength = 140;

class ClausewatchList {
  element = clausewatchElement('div', 'list');
  #stops = clausewatchElement('ol');
  /** @type {ShownVisit | null} what is to be listed once the list is opened: a long policy must not wait for it */
  #waiting = null;
  #paint;
  #act;
  #leave;

  /**
   * @param {ClausewatchPaint} paint
   * @param {Acts} act
   * @param {() => void} leave closes the list
   */
  constructor(paint, act, leave) {
    this.#paint = paint;
    this.#act = act;
    this.#leave = leave;
    this.element.hidden = true;
    this.element.id = 'list';
  }

  /** @param {ShownVisit} visit */
  present(visit) {
    this.#waiting = visit;
    if (!this.element.hidden) this.#draw();
  }

  /** @param {boolean} open */
  show(open) {
    this.element.hidden = !open;
    if (open) this.#draw();
  }

  #draw() {
    const visit = this.#waiting;
    if (!visit) return;
    this.#waiting = null;
    this.element.replaceChildren(this.#filters(visit), this.#stops, ...this.#removed(visit), ...this.#dismissed(visit));
    this.filtered();
  }

  /** Lists what the filters leave. */
  filtered() {
    if (this.#waiting) return;
    this.#stops.replaceChildren(...this.#paint.shown.map((stop) => this.#entry(stop)));
  }

  /** @param {ShownVisit} visit */
  #filters({ findings }) {
    const painted = findings.filter(({ severity }) => clausewatchGravity.includes(severity));
    const row = clausewatchElement('p', 'filters');
    for (const severity of clausewatchGravity) {
      const count = painted.filter((finding) => finding.severity === severity).length;
      if (count === 0) continue;
      const label = `${clausewatchText(`severity_${severity}`)} ${count.toLocaleString(clausewatchLanguage())}`;
      const button = clausewatchButton(`tag ${severity}`, label, () => {
        const visible = !this.#paint.isVisible(severity);
        this.#paint.filter(severity, visible);
        button.setAttribute('aria-pressed', String(visible));
        this.#act.filtered();
      });
      button.setAttribute('aria-pressed', String(this.#paint.isVisible(severity)));
      button.title = clausewatchText('filterHint');
      row.append(button);
    }
    if (new Set(painted.map(({ category }) => category)).size > 1) row.append(this.#topics(painted));
    return row;
  }

  /** @param {VisitFinding[]} findings */
  #topics(findings) {
    /** @type {Map<string, {title: string, count: number}>} */
    const topics = new Map();
    for (const { category, title } of findings) {
      topics.set(category, { title, count: (topics.get(category)?.count ?? 0) + 1 });
    }
    const language = clausewatchLanguage();
    const choice = clausewatchElement('select', 'topics', new Option(clausewatchText('allTopics'), ''));
    for (const [category, { title, count }] of [...topics].sort(([, a], [, b]) => a.title.localeCompare(b.title, language))) {
      choice.append(new Option(`${title} (${count.toLocaleString(language)})`, category));
    }
    choice.value = this.#paint.category;
    choice.setAttribute('aria-label', clausewatchText('filterTopic'));
    choice.addEventListener('change', () => {
      this.#paint.category = choice.value;
      this.#paint.repaint();
      this.#act.filtered();
    });
    return choice;
  }

  /** @param {Stop} stop */
  #entry(stop) {
    const { findings, changes, watched, ranges } = stop;
    const [finding] = findings;
    const quote = (clausewatchQuoteOf(stop) ?? changes[0]?.after ?? ranges.join(' … ')).replace(/\s+/g, ' ');
    const cut = quote.length > clausewatchQuoteLength ? `${quote.slice(0, clausewatchQuoteLength)}…` : quote;
    const head = clausewatchElement('span', 'head');
    if (finding) head.append(clausewatchTag(finding.severity));
    for (const { kind } of changes) {
      head.append(clausewatchElement('span', `tag ${kind}`, clausewatchText(`kind_${kind}`)));
    }
    for (const { phrase } of watched) head.append(clausewatchElement('span', 'tag watched', phrase));
    if (finding) head.append(clausewatchElement('b', '', findings.map(({ title }) => title).join(' · ')));
    const text = clausewatchElement('span', 'quote', cut);
    text.dir = 'auto';
    const entry = clausewatchButton('', head, () => {
      this.#leave();
      this.#act.go(stop);
    });
    entry.append(text);
    return clausewatchElement('li', '', entry);
  }

  /** @param {ShownVisit} visit */
  #removed({ changes }) {
    const gone = changes.filter(({ kind, materiality }) => kind === 'removed' && materiality === 'substantive');
    if (gone.length === 0) return [];
    const list = clausewatchElement('ul');
    for (const change of gone) {
      const effects = [...clausewatchEffects(change.effects)].map((says) => clausewatchElement('p', 'effect', says));
      list.append(clausewatchElement('li', '', ...effects, clausewatchRedline(change)));
    }
    const summary = clausewatchElement('summary', '', clausewatchCount('removedHere', gone.length));
    return [clausewatchElement('details', 'fold', summary, list)];
  }

  /** @param {ShownVisit} visit */
  #dismissed({ dismissed }) {
    const count = dismissed.reduce((sum, { count }) => sum + count, 0);
    if (count === 0) return [];
    const list = clausewatchElement('ul');
    for (const { id, scope, title, text } of dismissed) {
      const about = clausewatchElement('span', '', clausewatchElement('b', '', title), ` · ${clausewatchText(`scope_${scope}`)}`);
      const entry = clausewatchElement('li', 'row', about, clausewatchButton('undo', clausewatchText('undo'), () => void this.#act.undo(id)));
      if (scope === 'clause' || scope === 'now') entry.title = text.slice(0, clausewatchQuoteLength);
      list.append(entry);
    }
    const summary = clausewatchElement('summary', '', clausewatchCount('dismissedHere', count));
    return [clausewatchElement('details', 'fold', summary, list)];
  }
}
