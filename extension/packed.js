// Runs in: the background, pages' isolated world, the sample page (a classic script; modules import it for its effect).
//
// A visit as it crosses between them and waits in the session's storage: what findings share (a category's texts, laws, a
// clause) once, not with each. A long policy's visit is a fraction as long so, and the way to the page was what took longest.

globalThis.clausewatchPacked = (() => {
  /** @template T */
  class Table {
    /** @type {T[]} */
    rows = [];
    /** @type {Map<string, number>} */
    #places = new Map();

    /** @param {string} name @param {() => T} row */
    place(name, row) {
      const known = this.#places.get(name);
      if (known !== undefined) return known;
      this.#places.set(name, this.rows.length);
      return this.rows.push(row()) - 1;
    }
  }

  return Object.freeze({
    /**
     * @template {Visit} V
     * @param {V} visit
     * @returns {Packed<V>}
     */
    pack: (visit) => {
      const [topics, laws, clauses] = [new Table(), new Table(), new Table()];
      const findings = visit.findings.map((finding) => {
        const { title, says, matters, check, prevalence, regulations, quote, leadIn, path, ...own } = finding;
        return {
          own,
          // By all that is in them: what is shared is never taken for granted.
          topic: topics.place(JSON.stringify([title, says, matters, check, prevalence]), () => ({ title, says, matters, check, prevalence })),
          laws: regulations.map((law) => laws.place(JSON.stringify(law), () => law)),
          clause: clauses.place(JSON.stringify([quote, leadIn, path]), () => ({ quote, leadIn, path })),
        };
      });
      return /** @type {Packed<V>} */ ({ ...visit, findings, shared: { topics: topics.rows, laws: laws.rows, clauses: clauses.rows } });
    },

    /**
     * @template {Visit} V
     * @param {Packed<V>} packed
     * @returns {V}
     */
    unpack: ({ shared, ...visit }) => {
      const packed = /** @type {Packed<Visit>['findings']} */ (visit.findings);
      const findings = packed.map(({ own, topic, laws, clause }) => ({
        ...own,
        ...shared.topics[topic],
        ...shared.clauses[clause],
        regulations: laws.map((law) => shared.laws[law]),
      }));
      return /** @type {V} */ (/** @type {unknown} */ ({ ...visit, findings }));
    },
  });
})();
