// Runs in: pages' isolated world (last of the content scripts).
//
// The reader: asks the gate, and on a candidate takes the snapshot, has it reviewed, paints the answer and shows the card
// and the bar. On every other page it does nothing but answer the extension's own popup.

/** @typedef {import('../messages.js').Answer<Visit>} VisitAnswer */

class ClausewatchReader {
  // Late content usually arrives in bursts. Long enough to read a burst once, short enough to be there when the reader is.
  static #settle = 800;
  // A page that never rests (a ticker, a chat) is not read for ever.
  static #mostReads = 12;

  /** The document's random id; a new one after a navigation within the page. */
  #document = crypto.randomUUID();
  #url = location.href;
  #candidate = false;
  #reads = 0;
  /** What the last snapshot held, to tell a real change of the text. */
  #lastText = '';
  #timer = 0;
  /** @type {MutationObserver | null} */
  #observer = null;
  #paint = new ClausewatchPaint();
  /** @type {ClausewatchCard | null} */
  #card = null;

  start() {
    chrome.runtime.onMessage.addListener((message, _sender, respond) => respond(this.#obey(message)));
    // The one event that tells of navigation within a page without a permission. Only its occurrence costs anything.
    globalThis.navigation?.addEventListener('navigatesuccess', () => this.#moved());
    if (this.#look()) this.#visit(false);
  }

  /** @param {import('../messages.js').ContentCommand} message */
  #obey(message) {
    switch (message.type) {
      case 'hello':
        return { candidate: this.#candidate, document: this.#reads > 0 ? this.#document : null };
      case 'read':
        this.#candidate = true;
        this.#visit(true);
        return true;
      case 'show':
        return this.#show(message.id);
      case 'step':
        this.#card?.step(message.by);
        return true;
    }
  }

  #look() {
    this.#candidate = clausewatchIsCandidate();
    return this.#candidate;
  }

  #moved() {
    if (location.href.split('#')[0] === this.#url.split('#')[0]) return;
    const reviewed = this.#reads > 0;
    const left = this.#document;
    this.#url = location.href;
    this.#document = crypto.randomUUID();
    this.#reads = 0;
    this.#lastText = '';
    this.#rest();
    this.#paint.clear();
    this.#card?.close();
    this.#card?.remove();
    this.#card = null;
    // Single-page sites set the title and the heading after the address.
    setTimeout(() => {
      if (this.#look()) this.#visit(false);
      else if (reviewed) chrome.runtime.sendMessage({ type: 'left', document: left }).catch(() => {});
    }, ClausewatchReader.#settle);
  }

  /** @param {boolean} force */
  async #visit(force) {
    performance.mark('clausewatch:snapshot');
    const taken = clausewatchSnapshot(document);
    performance.measure('clausewatch snapshot', 'clausewatch:snapshot');
    this.#reads += 1;
    const id = this.#document;
    const about = { document: id, url: location.href, title: document.title.slice(0, 2000) };
    if (!taken) {
      await this.#ask({ type: 'too-large', ...about });
      return;
    }
    const snapshot = JSON.stringify(taken.snapshot);
    this.#lastText = taken.snapshot.texts.join('');
    performance.mark('clausewatch:review');
    const answer = await this.#ask({ type: 'visit', ...about, snapshot, force });
    performance.measure('clausewatch review', 'clausewatch:review');
    if (id !== this.#document) return; // The page went on to another document meanwhile.
    if (answer?.ok) this.#present(answer.value, taken.nodes);
    this.#observe(answer?.ok === true && answer.value.state !== 'not-a-policy');
  }

  /**
   * @param {import('../messages.js').ContentRequest} request
   * @returns {Promise<VisitAnswer | null>} null where the extension was updated or removed since the page was loaded
   */
  async #ask(request) {
    try {
      return await chrome.runtime.sendMessage(request);
    } catch {
      return null;
    }
  }

  /**
   * @param {Visit} visit
   * @param {Text[]} nodes
   */
  #present(visit, nodes) {
    performance.mark('clausewatch:paint');
    this.#paint.show(visit, nodes);
    performance.measure('clausewatch paint', 'clausewatch:paint');
    if (this.#paint.clauses.length > 0) {
      this.#card ??= new ClausewatchCard(this.#paint);
      this.#card.present(visit);
    } else {
      this.#card?.remove();
      this.#card = null;
    }
  }

  /**
   * Reads again once the page has come to rest after its text changed.
   *
   * @param {boolean} worth a page that was no policy is looked at again only while it is young: it may still be loading
   */
  #observe(worth) {
    if (this.#observer || (!worth && this.#reads > 3)) return;
    this.#observer = new MutationObserver(() => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#reread(), ClausewatchReader.#settle);
    });
    this.#observer.observe(document.documentElement, { childList: true, characterData: true, subtree: true });
  }

  #reread() {
    if (this.#reads >= ClausewatchReader.#mostReads) return this.#rest();
    const taken = clausewatchSnapshot(document);
    if (taken && taken.snapshot.texts.join('') !== this.#lastText) this.#visit(false);
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#observer?.disconnect();
    this.#observer = null;
  }

  /** @param {string} id */
  #show(id) {
    const clause = this.#paint.clauses.find((c) => c.id === id);
    if (clause && this.#card) this.#card.open(clause, clause.ranges[0] ?? null, true);
    return clause !== undefined;
  }
}

new ClausewatchReader().start();
