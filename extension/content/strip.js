// Runs in: pages' isolated world, on pages that were reviewed.
//
// The marker strip beside the scrollbar: where on the page the clauses are. For the eye and the mouse only; the bar's list
// gives the same to everybody else.

class ClausewatchStrip {
  #element = clausewatchElement('div', 'strip');
  #paint;
  #go;
  /** @type {ResizeObserver | null} */
  #observer = null;
  #frame = 0;

  /**
   * @param {ClausewatchHost} host
   * @param {ClausewatchPaint} paint
   * @param {(stop: Stop) => void} go
   */
  constructor(host, paint, go) {
    this.#paint = paint;
    this.#go = go;
    this.#element.setAttribute('aria-hidden', 'true');
    host.stage.append(this.#element);
  }

  /** Draws the marks, and again whenever the page's height changes. */
  present() {
    this.#observer ??= new ResizeObserver(() => this.draw());
    this.#observer.observe(document.documentElement);
    this.draw();
  }

  hide() {
    this.#observer?.disconnect();
    this.#observer = null;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#element.replaceChildren();
  }

  /** In a frame of its own: it measures, which painting must not wait for. */
  draw() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const height = document.documentElement.scrollHeight;
      // A page that fits its window has no scrollbar, and shows its clauses itself.
      const marks = height > innerHeight * 1.5 ? this.#marks(height) : [];
      this.#element.replaceChildren(...marks);
    });
  }

  /** @param {number} height */
  #marks(height) {
    const marks = [];
    for (const stop of this.#paint.shown) {
      const [finding] = stop.findings;
      const changed = stop.changes.length > 0;
      const watched = stop.watched.length > 0;
      if (!changed && !watched && finding?.severity === 'low') continue;
      const box = stop.ranges[0]?.getBoundingClientRect();
      if (!box || box.height === 0) continue;
      const mark = clausewatchElement('i', changed ? 'changed' : watched ? 'watched' : (finding?.severity ?? ''));
      mark.style.top = `${((box.top + scrollY) / height) * 100}%`;
      mark.addEventListener('click', () => this.#go(stop));
      marks.push(mark);
    }
    return marks;
  }
}
