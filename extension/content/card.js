// Runs in: pages' isolated world, once something is painted.
//
// The card that explains a clause, and the bar that leads through them. Both live in one closed shadow root, styled by a
// constructed sheet, so that they work under any Content-Security-Policy and the page's scripts can neither read nor forge
// them. The bar holds the same clauses as a list, because assistive technology does not see custom highlights.

/**
 * A new element. Text only ever goes in as text.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {(string | Node)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function clausewatchElement(tag, className = '', ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

class ClausewatchCard {
  // Between reaching a highlight and opening: long enough that a pointer on its way elsewhere opens nothing.
  static #intent = 350;
  static #margin = 8;

  #paint;
  #host = document.createElement(clausewatchHostName);
  #root = this.#host.attachShadow({ mode: 'closed' });
  #card = clausewatchElement('section', 'card');
  #bar = clausewatchElement('section', 'bar');
  #timer = 0;
  #frame = 0;
  /** @type {PaintedClause | null} */
  #current = null;
  /** Whether it was opened on purpose: then it stays until it is closed. */
  #pinned = false;
  #dismissed = false;
  /** @type {AbortController | null} */
  #listening = null;
  /** @type {Visit | null} */
  #visit = null;

  /** @param {ClausewatchPaint} paint */
  constructor(paint) {
    this.#paint = paint;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(clausewatchCardStyle);
    this.#root.adoptedStyleSheets = [sheet];
    this.#card.hidden = true;
    this.#card.tabIndex = -1;
    this.#card.setAttribute('role', 'dialog');
    this.#card.setAttribute('aria-label', chrome.i18n.getMessage('cardLabel'));
    this.#bar.setAttribute('aria-label', chrome.i18n.getMessage('barLabel'));
    this.#root.append(this.#bar, this.#card);
  }

  /**
   * Shows the bar for a review that was just painted.
   *
   * @param {Visit} visit
   */
  present(visit) {
    this.#visit = visit;
    if (!this.#host.isConnected) document.documentElement.append(this.#host);
    if (!this.#listening) this.#listen();
    const open = this.#current && this.#paint.clauses.find((c) => c.id === this.#current?.id);
    if (!open) this.close();
    this.#fillBar(visit);
  }

  /** Takes the host out of the page. */
  remove() {
    this.#listening?.abort();
    this.#listening = null;
    this.#host.remove();
  }

  /** Closes the card. */
  close() {
    clearTimeout(this.#timer);
    this.#card.hidden = true;
    this.#current = null;
    this.#pinned = false;
    this.#paint.setCurrent(null);
  }

  /**
   * Goes to the next or the previous clause.
   *
   * @param {number} by
   */
  step(by) {
    const clauses = this.#paint.clauses;
    if (clauses.length === 0) return;
    const at = clauses.findIndex((c) => c.id === this.#current?.id);
    const next = at < 0 ? (by > 0 ? 0 : clauses.length - 1) : (at + by + clauses.length) % clauses.length;
    const clause = clauses[next];
    if (clause) this.open(clause, clause.ranges[0] ?? null, true);
  }

  /**
   * @param {PaintedClause} clause
   * @param {Range | null} range where to open it
   * @param {boolean} scroll whether to bring it into view and to the keyboard first
   */
  open(clause, range, scroll) {
    if (!range) return;
    this.#current = clause;
    this.#pinned ||= scroll;
    if (scroll) {
      const node = range.startContainer;
      const element = node instanceof Element ? node : node.parentElement;
      for (let up = element; up; up = up.parentElement) {
        if (up instanceof HTMLDetailsElement) up.open = true;
      }
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const { top, bottom } = range.getBoundingClientRect();
      if (top < 80 || bottom > innerHeight - 80) {
        scrollTo({ top: scrollY + top - innerHeight / 3, behavior: calm ? 'instant' : 'smooth' });
      }
      this.#paint.setCurrent(clause);
    }
    this.#fillCard(clause);
    this.#card.hidden = false;
    this.#place(range);
    if (scroll) {
      this.#card.focus({ preventScroll: true });
      // The page is still scrolling: stay with the clause.
      addEventListener('scrollend', () => this.#current === clause && this.#place(range), { once: true });
    }
  }

  #listen() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const own = (/** @type {Event} */ event) => event.composedPath().includes(this.#host);
    const passive = { passive: true, signal };
    document.addEventListener('pointermove', (event) => {
      if (own(event)) return clearTimeout(this.#timer);
      if (this.#frame) return;
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#point(event.clientX, event.clientY);
      });
    }, passive);
    document.addEventListener('click', (event) => {
      if (own(event)) return;
      const target = event.target;
      if (target instanceof Element && target.closest('a, button, input, summary, label, select, textarea')) return;
      if (!getSelection()?.isCollapsed) return;
      const hit = this.#paint.at(event.clientX, event.clientY);
      if (hit) {
        this.#pinned = true;
        this.open(hit.clause, hit.range, false);
      } else this.close();
    }, { signal });
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !this.#card.hidden) this.close();
    }, { signal });
    addEventListener('scroll', () => {
      if (!this.#pinned) this.close();
    }, passive);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #point(x, y) {
    const hit = this.#paint.at(x, y);
    if (hit && hit.clause.id === this.#current?.id) return clearTimeout(this.#timer);
    if (this.#pinned) return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (hit) this.open(hit.clause, hit.range, false);
      else if (this.#current) this.close();
    }, ClausewatchCard.#intent);
  }

  /**
   * Below the clause, else above it, else where there is most room: never on it.
   *
   * @param {Range} range
   */
  #place(range) {
    const margin = ClausewatchCard.#margin;
    const { left, top, bottom } = range.getBoundingClientRect();
    const style = this.#card.style;
    style.maxHeight = '';
    const width = this.#card.offsetWidth;
    const height = this.#card.offsetHeight;
    const below = innerHeight - bottom - 2 * margin;
    const above = top - 2 * margin;
    const down = height <= below || below >= above;
    const room = Math.max(120, down ? below : above);
    style.maxHeight = `${room}px`;
    style.left = `${Math.max(margin, Math.min(left, document.documentElement.clientWidth - width - margin))}px`;
    style.top = `${down ? bottom + margin : Math.max(margin, top - margin - Math.min(height, room))}px`;
  }

  /** @param {PaintedClause} clause */
  #fillCard({ finding, change }) {
    const el = clausewatchElement;
    const text = (/** @type {string} */ key, /** @type {string[]} */ ...values) => chrome.i18n.getMessage(key, values);
    const close = el('button', 'close', '×');
    close.setAttribute('aria-label', text('close'));
    close.addEventListener('click', () => this.close());
    const parts = [];
    if (finding) {
      parts.push(
        el('p', `tag ${finding.severity}`, text(`severity_${finding.severity}`)),
        el('h2', '', finding.title),
        el('p', 'why', finding.why),
        el('h3', '', text('cardSays')), el('p', '', finding.says),
        el('h3', '', text('cardMatters')), el('p', '', finding.matters),
        el('h3', '', text('cardCheck')), el('p', '', finding.check),
      );
      if (finding.regulations.length > 0) {
        const laws = el('ul');
        for (const law of finding.regulations) {
          const link = el('a', '', law.name);
          if (law.link.startsWith('https://')) link.href = law.link;
          link.target = '_blank';
          link.rel = 'noreferrer';
          laws.append(el('li', '', link, ` (${law.jurisdiction}): ${law.fact}`));
        }
        parts.push(el('details', '', el('summary', '', text('cardLaws', String(finding.regulations.length))), laws));
      }
    }
    if (change) {
      const seen = this.#visit?.previous;
      const since = seen ? new Date(seen.seenAt).toLocaleDateString(undefined, { dateStyle: 'long' }) : '';
      parts.push(el('p', 'tag change', text(`kind_${change.kind}`)), el('h2', '', text('cardChanged', since)));
      for (const effect of change.effects) parts.push(el('p', 'why', effect.text));
      parts.push(clausewatchRedline(change));
    }
    parts.push(el('p', 'fine', text('disclaimer')));
    this.#card.replaceChildren(close, ...parts);
    this.#card.scrollTop = 0;
  }

  /** @param {Visit} visit */
  #fillBar(visit) {
    const el = clausewatchElement;
    const text = (/** @type {string} */ key, /** @type {string[]} */ ...values) => chrome.i18n.getMessage(key, values);
    this.#bar.hidden = this.#dismissed;
    const clauses = this.#paint.clauses;
    const toKnow = clauses.filter((c) => c.finding && c.finding.severity !== 'low').length;
    const changed = clauses.filter((c) => c.change).length;
    const said = [text('barToKnow', String(toKnow))];
    if (changed > 0) said.push(text('barChanged', String(changed)));

    const button = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {() => void} */ act) => {
      const made = el('button', '', sign);
      made.setAttribute('aria-label', label);
      made.title = label;
      made.addEventListener('click', act);
      return made;
    };
    const list = el('ol', 'list');
    for (const clause of clauses) {
      const about = clause.finding?.title ?? text(`kind_${clause.change?.kind ?? 'reworded'}`);
      const severity = clause.finding?.severity ?? 'change';
      const quote = clause.ranges.map(String).join(' … ').replace(/\s+/g, ' ').slice(0, 140);
      const item = el('button', severity, el('b', '', about), el('span', '', quote));
      item.addEventListener('click', () => this.open(clause, clause.ranges[0] ?? null, true));
      list.append(el('li', '', item));
    }
    const details = el('details', '', el('summary', '', said.join(' · ')), list);
    this.#bar.replaceChildren(
      details,
      el('div', 'steps',
        button('↑', text('commandPrevious'), () => this.step(-1)),
        button('↓', text('commandNext'), () => this.step(1)),
        button('×', text('barHide'), () => {
          this.#dismissed = true;
          this.#bar.hidden = true;
        }),
      ),
    );
    this.#bar.lang = chrome.i18n.getUILanguage();
    this.#card.lang = visit.language === '' ? '' : chrome.i18n.getUILanguage();
  }
}

/**
 * A change as a redline: removed words struck, new ones underlined.
 *
 * @param {VisitChange} change
 */
function clausewatchRedline(change) {
  const line = clausewatchElement('p', 'redline');
  const words = change.words.length > 0 ? change.words : [
    ...(change.before === null ? [] : [{ op: 'delete', text: change.before }]),
    ...(change.after === null ? [] : [{ op: 'insert', text: change.after }]),
  ];
  for (const { op, text } of words) {
    line.append(op === 'equal' ? text : clausewatchElement(op === 'delete' ? 'del' : 'ins', '', text));
  }
  return line;
}

const clausewatchCardStyle = `
:host { all: initial; }
* { box-sizing: border-box; }
.card, .bar {
  --back: #ffffff; --text: #1c2733; --soft: #55606e; --line: #d5dbe3; --high: #b3261e; --medium: #8a5300; --low: #55606e;
  --new: #17653a; --new-back: #dcf3e3; --old-back: #fbe3e0; --focus: #1f5fbf;
  position: fixed; z-index: 2147483647; color: var(--text); background: var(--back); border: 1px solid var(--line);
  font: 14px/1.45 system-ui, sans-serif; border-radius: 10px; box-shadow: 0 8px 28px rgb(15 25 40 / 22%);
}
[hidden] { display: none !important; }
.card { width: min(380px, calc(100vw - 16px)); overflow: auto; padding: 14px 16px 10px; overscroll-behavior: contain; }
.card:focus { outline: 2px solid var(--focus); outline-offset: -2px; }
h2 { font-size: 16px; line-height: 1.3; margin: 4px 24px 6px 0; }
h3 { font-size: 12px; margin: 10px 0 2px; color: var(--soft); font-weight: 600; }
p { margin: 0 0 6px; }
.why { font-weight: 500; }
.tag { display: inline-block; margin: 0; padding: 1px 8px; border-radius: 99px; font-size: 12px; font-weight: 600; color: var(--back); background: var(--low); }
.tag.high { background: var(--high); } .tag.medium { background: var(--medium); } .tag.change { background: var(--focus); }
.fine { margin: 10px 0 0; padding-top: 8px; border-top: 1px solid var(--line); font-size: 12px; color: var(--soft); }
.redline { padding: 8px 10px; border: 1px solid var(--line); border-radius: 6px; overflow-wrap: anywhere; }
del { background: var(--old-back); color: var(--high); } ins { background: var(--new-back); color: var(--new); text-decoration: underline; }
ul { margin: 4px 0; padding-inline-start: 18px; } a { color: var(--focus); }
button { font: inherit; color: inherit; background: none; border: 0; border-radius: 6px; padding: 4px 8px; cursor: pointer; min-width: 28px; min-height: 28px; }
button:hover { background: color-mix(in srgb, var(--text) 8%, transparent); }
button:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
.close { position: absolute; inset-block-start: 8px; inset-inline-end: 8px; font-size: 18px; line-height: 1; }
summary { cursor: pointer; border-radius: 6px; padding: 4px 6px; }
.bar { inset-block-end: 14px; inset-inline-end: 14px; display: flex; align-items: flex-end; gap: 6px; padding: 5px 8px; max-width: calc(100vw - 28px); }
.bar summary { font-weight: 600; } .steps { display: flex; }
.list { margin: 4px 0 0; padding: 0; list-style: none; width: min(340px, calc(100vw - 60px)); max-height: min(50vh, 420px); overflow: auto; display: flex; flex-direction: column; }
.bar details[open] { display: flex; flex-direction: column; }
.list button { display: block; width: 100%; text-align: start; border-inline-start: 3px solid var(--low); border-radius: 0 6px 6px 0; margin-block: 2px; }
.list .high { border-color: var(--high); } .list .medium { border-color: var(--medium); } .list .change { border-color: var(--focus); }
.list b, .list span { display: block; } .list span { color: var(--soft); font-size: 12px; }
@media (prefers-color-scheme: dark) {
  .card, .bar { --back: #1b222b; --text: #e8edf3; --soft: #a9b4c1; --line: #3a4552; --high: #ff9b90; --medium: #f3bd66; --low: #a9b4c1;
    --new: #8fe0ab; --new-back: #173826; --old-back: #43201c; --focus: #8fb8ff; }
}
@media (forced-colors: active) { .tag { border: 1px solid; } }
@media print { :host { display: none !important; } }
`;
