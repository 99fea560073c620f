// Runs in: pages' isolated world, on pages that were reviewed.
//
// The card that explains a clause: what changed in it, what it says, why that matters, what to check. Opens beside the clause
// and never on it. Judges nothing: every sentence about the clause is the core's.

class ClausewatchCard {
  /** @type {Stop | null} the clause that it explains */
  stop = null;
  /** Whether it was opened on purpose: then it stays until it is closed. */
  pinned = false;
  #element = clausewatchElement('section', 'card');
  #host;
  #act;
  #visit;
  #taken;
  /** @type {Range | null} */
  #range = null;
  /** @type {Element | null} what had the keyboard before */
  #before = null;

  /**
   * @param {ClausewatchHost} host
   * @param {Acts} act
   * @param {{visit: () => ShownVisit, taken: () => number}} around the review that is shown, and the height at the window's
   *   lower end that is not the card's
   */
  constructor(host, act, { visit, taken }) {
    this.#host = host;
    this.#act = act;
    this.#visit = visit;
    this.#taken = taken;
    this.#element.hidden = true;
    this.#element.tabIndex = -1;
    this.#element.setAttribute('role', 'dialog');
    this.#element.setAttribute('aria-labelledby', 'title');
    // What is unfolded in it changes its height; `toggle` does not bubble.
    this.#element.addEventListener('toggle', (event) => this.#unfolded(event.target), { capture: true });
    host.stage.append(this.#element);
  }

  /**
   * @param {Stop} stop
   * @param {Range} range the part of it to open beside
   * @param {{pin: boolean, focus: boolean}} how
   */
  open(stop, range, { pin, focus }) {
    if (this.stop !== stop) {
      this.#element.replaceChildren(...this.#content(stop));
      this.#element.scrollTop = 0;
    }
    this.stop = stop;
    this.pinned = pin;
    this.#range = range;
    this.#element.hidden = false;
    this.place();
    if (!focus) return;
    if (!this.#element.contains(this.#host.focused)) this.#before = this.#host.focused ?? document.activeElement;
    this.#element.focus({ preventScroll: true });
  }

  close() {
    if (!this.stop) return;
    const { focused } = this.#host;
    const hadFocus = this.#element.contains(focused);
    this.stop = null;
    this.pinned = false;
    this.#range = null;
    // Firefox leaves the focus on what is hidden, and a page's body does not take it.
    if (hadFocus && focused instanceof HTMLElement) focused.blur();
    this.#element.hidden = true;
    if (hadFocus && this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true });
    this.#before = null;
  }

  /** Beside the clause, never on it where there is any room. */
  place() {
    if (!this.#range) return;
    const { style, scrollTop } = this.#element;
    style.maxHeight = '';
    const { offsetWidth: width, offsetHeight: height } = this.#element;
    const window = { right: document.documentElement.clientWidth, bottom: innerHeight - this.#taken() };
    const { top, left, room } = clausewatchPlace(clausewatchExtent(this.#range, this.stop), { width, height }, window);
    if (room < height) style.maxHeight = `${room}px`;
    style.top = `${top}px`;
    style.left = `${left}px`;
    // Measuring it at its full height has scrolled it to its top.
    this.#element.scrollTop = scrollTop;
  }

  /**
   * Shows what was unfolded, as far as the card has room.
   *
   * @param {EventTarget | null} target
   */
  #unfolded(target) {
    this.place();
    if (!(target instanceof HTMLDetailsElement) || !target.open) return;
    // The foot stands over the card's end, unless the window is low.
    const end = Math.min(
      this.#element.getBoundingClientRect().bottom,
      this.#element.querySelector('.foot')?.getBoundingClientRect().top ?? Infinity,
    );
    const hidden = target.getBoundingClientRect().bottom - end;
    if (hidden > 0) this.#element.scrollTop += hidden;
  }

  /** Whether its clause is still in the window. */
  get inView() {
    if (!this.#range) return false;
    const { top, bottom } = this.#range.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  /** @param {Stop} stop */
  #content(stop) {
    const { findings, changes, watched } = stop;
    const [first, ...others] = findings;
    const close = clausewatchSignButton('sign close', 'M4 4l8 8M12 4l-8 8', clausewatchText('close'), () => this.close());
    /** @type {Node[]} */
    const parts = [];
    for (const change of changes) parts.push(this.#change(change));
    if (first) parts.push(...this.#finding(first));
    if (others.length > 0) {
      parts.push(clausewatchElement('h3', '', clausewatchText('cardAlso')));
      for (const finding of others) {
        const summary = clausewatchElement('summary', '', clausewatchTag(finding.severity), ' ', finding.title);
        parts.push(clausewatchElement('details', 'other', summary, ...this.#explained(finding)));
      }
    }
    const [change] = changes;
    const about = first?.title ?? (change ? clausewatchText(`kind_${change.kind}`) : clausewatchText('cardWatched'));
    const title = clausewatchElement('h2', '', about);
    title.id = 'title';
    const tags = clausewatchElement('p', 'tags');
    if (first) tags.append(clausewatchTag(first.severity));
    for (const { kind } of changes) tags.append(clausewatchElement('span', `tag ${kind}`, clausewatchText(`kind_${kind}`)));
    for (const { phrase } of watched) tags.append(clausewatchElement('span', 'tag watched', phrase));
    const heading = (first ?? change ?? watched[0])?.path.at(-1);
    if (heading) tags.append(clausewatchElement('span', 'where', heading));
    const top = clausewatchElement('div', 'top', tags, title, close);
    const ways = findings.length > 0 ? [clausewatchDismissal(findings, this.#act)] : [];
    return [top, ...parts, ...ways, this.#foot(first, clausewatchQuoteOf(stop) ?? change?.after ?? '')];
  }

  /** @param {VisitFinding} finding */
  #finding(finding) {
    return [clausewatchElement('p', 'why', finding.why), ...this.#explained(finding, true)];
  }

  /**
   * @param {VisitFinding} finding
   * @param {boolean} whyStands whether the reason stands above already
   */
  #explained(finding, whyStands = false) {
    const parts = [];
    if (!whyStands) parts.push(clausewatchElement('p', 'why', finding.why));
    const list = clausewatchElement('dl');
    for (const [name, said] of [
      ['cardSays', finding.says],
      ['cardMatters', finding.matters],
      ['cardCheck', finding.check],
      ['cardOthers', finding.prevalence],
    ]) {
      if (!name || !said) continue;
      list.append(clausewatchElement('dt', '', clausewatchText(name)), clausewatchElement('dd', '', said));
    }
    parts.push(list);
    if (finding.regulations.length > 0) parts.push(this.#laws(finding));
    return parts;
  }

  /** @param {VisitFinding} finding */
  #laws({ regulations }) {
    const list = clausewatchElement('ul');
    for (const law of regulations) {
      const link = clausewatchElement('a', '', law.name);
      if (/^https?:\/\//.test(law.link)) link.href = law.link;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      list.append(clausewatchElement('li', '', link, ` · ${law.jurisdiction}. ${law.fact}`));
    }
    const summary = clausewatchElement('summary', '', clausewatchCount('cardLaws', regulations.length));
    return clausewatchElement('details', '', summary, list);
  }

  /** @param {VisitChange} change */
  #change(change) {
    const { previous, seenAt } = this.#visit();
    const since = previous
      ? clausewatchText('cardChanged', clausewatchDate(previous.seenAt, seenAt))
      : clausewatchText('cardChangedNow');
    const part = clausewatchElement('div', 'change', clausewatchElement('h3', '', since));
    for (const says of clausewatchEffects(change.effects)) part.append(clausewatchElement('p', 'effect', says));
    part.append(clausewatchRedline(change));
    return part;
  }

  /**
   * @param {VisitFinding | undefined} finding
   * @param {string} quote
   */
  #foot(finding, quote) {
    const foot = clausewatchElement('div', 'foot');
    if (finding) {
      const sure = finding.confidence >= 0.8 ? 'high' : finding.confidence >= 0.6 ? 'medium' : 'low';
      foot.append(clausewatchElement('span', '', clausewatchText(`confidence_${sure}`)));
    }
    const copy = clausewatchButton('copy', clausewatchText('copyQuote'), async () => {
      const done = await clausewatchCopy(clausewatchCitation(quote, this.#visit()));
      copy.textContent = clausewatchText(done ? 'copied' : 'notCopied');
    });
    foot.append(clausewatchElement('span', '', clausewatchText('disclaimer')));
    if (quote) foot.append(copy);
    return foot;
  }
}

/** @param {string} severity */
function clausewatchTag(severity) {
  return clausewatchElement('span', `tag ${severity}`, clausewatchText(`severity_${severity}`));
}

/**
 * A quote with where it stands: the address carries a text fragment, so that it opens at the clause.
 *
 * @param {string} quote
 * @param {Visit} visit
 */
function clausewatchCitation(quote, { title, url }) {
  const words = quote.trim().split(/\s+/);
  const encoded = (/** @type {string[]} */ part) => encodeURIComponent(part.join(' ')).replaceAll('-', '%2D');
  const fragment = words.length > 12 ? `${encoded(words.slice(0, 5))},${encoded(words.slice(-5))}` : encoded(words);
  return `“${quote}”\n${title}\n${url.split('#')[0]}#:~:text=${fragment}`;
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it could be copied
 */
async function clausewatchCopy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages without a secure address have no clipboard, others forbid it: the old way still works.
    const put = (/** @type {ClipboardEvent} */ event) => {
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener('copy', put, { capture: true, once: true });
    const done = document.execCommand('copy');
    removeEventListener('copy', put, { capture: true });
    return done;
  }
}
