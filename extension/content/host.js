// Runs in: pages' isolated world, on pages that were reviewed.
//
// The one element that Clausewatch adds to a page, with the closed shadow root that the card, the bar and the strip live in.
// It takes no room in the page's layout, and what is typed in it stays in it.

class ClausewatchHost {
  /** What the card, the bar and the strip are put into. */
  stage = clausewatchElement('div', 'stage');
  #host;
  #root;
  #sheet = new CSSStyleSheet();

  constructor() {
    this.#sheet.replaceSync(clausewatchStyle);
    // Made in a document without the page's custom elements: else the page could define this name, have its own code run
    // when the element is made, and keep a hand on the shadow root.
    this.#host = document.implementation.createHTMLDocument('').createElement(clausewatchHostName);
    this.#root = this.#host.attachShadow({ mode: 'closed' });
    this.stage.lang = clausewatchLanguage();
    this.#root.append(this.stage);
    // The page's shortcuts must not fire while the reader is in the card.
    for (const type of ['keydown', 'keypress', 'keyup']) {
      this.stage.addEventListener(type, (event) => event.stopPropagation());
    }
  }

  /** Puts the host into the page where it is not there; the page may have thrown it out. */
  attach() {
    if (this.#host.isConnected) return;
    // One of an earlier run of the extension, whose script no longer has anybody to talk to.
    document.querySelector(clausewatchHostName)?.remove();
    document.documentElement.append(this.#host);
    // Until it is known the usual colours show: painting does not wait for it.
    setTimeout(async () => {
      const { palette } = await clausewatchSettings.load();
      if (palette !== 'standard') this.#host.dataset['palette'] = palette;
    });
    // Only now: a root that moves to another document loses its style sheets.
    this.#root.adoptedStyleSheets = [this.#sheet];
  }

  detach() {
    this.#host.remove();
  }

  /**
   * Whether something happened in the host.
   *
   * @param {Event} event
   */
  has(event) {
    return event.composedPath().includes(this.#host);
  }

  /** What has the keyboard in the host. */
  get focused() {
    return this.#root.activeElement;
  }
}
