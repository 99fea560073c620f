// Runs in: pages' isolated world (last of the content scripts), on every page.
//
// When to read: asks the gate, and on a candidate takes the snapshot, has it reviewed and shows the answer; again when the
// page's text changed or the page's script went to another document. On any other page it only answers the popup.

/** Milliseconds without a change after which a page's text counts as settled. */
const clausewatchSettle = 700;
/** A page that never rests is read after this many milliseconds all the same, twice as long after each time. */
const clausewatchImpatience = 4_000;
/** Beyond these a page is no document but a stream (a ticker, a chat). */
const clausewatchMostReads = 12;
/** Milliseconds after which single-page sites have set the title and the heading of where they went. */
const clausewatchArrivals = [300, 1_500];

class ClausewatchReader {
  /** The document's random id; a new one after a navigation within the page. */
  #document = clausewatchRandomId();
  #url = location.href;
  #candidate = false;
  /** The reader asked for it: it is read whatever it seems to be. */
  #force = false;
  #reads = 0;
  #reading = false;
  #again = false;
  /** The last snapshot sent, to tell a change of the text from a change of anything else. */
  #sent = '';
  /** @type {{visit: ShownVisit, taken: TakenSnapshot} | null} its answer, and what that was painted on */
  #shown = null;
  #timer = 0;
  #deadline = 0;
  /** @type {number[]} */
  #arrivals = [];
  #observer = new MutationObserver(() => this.#changed());
  /** @type {ClausewatchView | null} */
  #view = null;

  start() {
    chrome.runtime.onMessage.addListener((message, _sender, respond) => respond(this.#obey(message)));
    // Both cost nothing until they happen.
    navigation.addEventListener('currententrychange', () => this.#moved());
    addEventListener('pageshow', ({ persisted }) => persisted && this.#returned());
    if (document.prerendering) {
      // Nobody has opened it yet, and perhaps nobody will.
      document.addEventListener('prerenderingchange', () => this.#begin(), { once: true });
    } else this.#begin();
  }

  #begin() {
    if (clausewatchIsCandidate()) {
      this.#candidate = true;
      void this.#read();
    } else this.#lookAgain();
  }

  /** Titles and headings that a script sets come late. */
  #lookAgain() {
    this.#arrivals.forEach(clearTimeout);
    this.#arrivals = clausewatchArrivals.map((after) =>
      window.setTimeout(() => {
        if (this.#candidate || !clausewatchIsCandidate()) return;
        this.#candidate = true;
        this.#watch([]);
        this.#changed();
      }, after),
    );
  }

  /** @param {ContentCommand} command */
  #obey(command) {
    switch (command.type) {
      case 'hello':
        return { candidate: this.#candidate, document: this.#reads > 0 ? this.#document : null, shown: this.#shown !== null };
      case 'read':
        this.#candidate = true;
        this.#force = true;
        this.#readAgain();
        return true;
      case 'again':
        this.#readAgain();
        return true;
      case 'show':
        return this.#view?.show(command.id) ?? false;
      case 'present':
        if (command.document !== this.#document) return false;
        if (this.#shown) this.#show(clausewatchUnpacked(command.visit), this.#shown.taken);
        return true;
      case 'step':
        this.#view?.step(command.by);
        return true;
    }
  }

  /** The page's script went elsewhere without loading a page, or only changed the fragment. */
  #moved() {
    if (location.href.split('#')[0] === this.#url.split('#')[0]) return;
    if (this.#reads > 0) void this.#ask({ type: 'left', document: this.#document });
    this.#url = location.href;
    this.#document = clausewatchRandomId();
    this.#force = false;
    this.#reads = 0;
    this.#rest();
    this.#view?.clear();
    this.#shown = null;
    this.#candidate = clausewatchIsCandidate();
    // The old text may still stand there, and must not be taken for the new address's: `#sent` stays, so that the same text
    // is not sent again.
    if (this.#candidate) {
      this.#watch([]);
      this.#changed();
    } else this.#lookAgain();
  }

  /** Back from the back-forward cache: the tab has shown other pages meanwhile. */
  #returned() {
    if (this.#reads > 0) this.#readAgain();
  }

  /** Reads and sends, though the text may be the one that was sent last. */
  #readAgain() {
    this.#sent = '';
    void this.#read();
  }

  /** Reads once the page has come to rest. */
  #changed() {
    const now = performance.now();
    this.#deadline ||= now + clausewatchImpatience * 2 ** this.#reads;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#read(), Math.min(clausewatchSettle, Math.max(0, this.#deadline - now)));
  }

  async #read() {
    clearTimeout(this.#timer);
    this.#deadline = 0;
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = true;
    try {
      do {
        this.#again = false;
        await this.#readOnce();
      } while (this.#again);
    } finally {
      this.#reading = false;
    }
  }

  async #readOnce() {
    // Asked on candidates only: on other pages nothing is read anyway.
    if (this.#reads === 0 && !this.#force && (await clausewatchSettings.load()).detection === 'click') {
      this.#candidate = false;
      this.#rest();
      return;
    }
    if (this.#reads === 0) void this.#ask({ type: 'wake' });
    const began = performance.now();
    const taken = clausewatchSnapshot(document);
    performance.measure('clausewatch-snapshot', { start: began });
    const id = this.#document;
    const about = { document: id, url: location.href, title: document.title.slice(0, 2_000).toWellFormed() };
    if (!taken) {
      this.#reads += 1;
      this.#rest();
      await this.#ask({ type: 'too-large', ...about });
      return;
    }
    // What a script adds while the page is under review must not be missed.
    this.#watch(taken.shadows);
    const snapshot = JSON.stringify(taken.snapshot);
    if (snapshot !== this.#sent) {
      this.#sent = snapshot;
      this.#reads += 1;
      const asked = performance.now();
      const asking = this.#ask({ type: 'visit', ...about, snapshot, force: this.#force });
      // What showing takes is made ready while the answer is on its way.
      if (!this.#view) {
        await clausewatchSpeak();
        this.#view ??= new ClausewatchView((decision) => this.#ask({ ...decision, document: this.#document }));
        this.#view.rehearse(taken);
      }
      const answer = await asking;
      performance.measure('clausewatch-review', { start: asked });
      // Meanwhile the page's script may have gone to another document.
      if (id !== this.#document) {
        this.#again = this.#candidate;
        return;
      }
      if (answer?.ok) this.#show(clausewatchUnpacked(/** @type {import('../messages.js').ShownVisit} */ (answer.value)), taken);
    } else if (this.#shown && taken.nodes.some((node, i) => node !== this.#shown?.taken.nodes[i])) {
      // The same text in new nodes: the page's script drew it again.
      this.#show(this.#shown.visit, taken);
    }
    if (this.#reads >= clausewatchMostReads) this.#rest();
  }

  /**
   * @param {ShownVisit} visit
   * @param {TakenSnapshot} taken
   */
  #show(visit, taken) {
    this.#shown = { visit, taken };
    this.#view?.present(visit, taken);
  }

  /**
   * Watches the page's text; a change of the attributes that hide or show it counts too.
   *
   * @param {ShadowRoot[]} shadows
   */
  #watch(shadows) {
    for (const root of [document, ...shadows]) {
      this.#observer.observe(root, {
        subtree: true,
        childList: true,
        characterData: true,
        attributeFilter: ['aria-hidden', 'hidden', 'open'],
      });
    }
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#deadline = 0;
    this.#observer.disconnect();
  }

  /**
   * @param {ContentRequest} request
   * @returns {Promise<import('../messages.js').Answer<any> | null>} null where nobody is there
   */
  async #ask(request) {
    try {
      return await chrome.runtime.sendMessage(request);
    } catch {
      // The extension was updated or removed since the page was loaded.
      if (!chrome.runtime?.id) {
        this.#rest();
        this.#view?.clear();
      }
      return null;
    }
  }
}

/** `crypto.randomUUID` is missing on pages without a secure address. */
function clausewatchRandomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

new ClausewatchReader().start();
