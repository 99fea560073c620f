// Runs in: the background, pages' isolated world, the sample page (a classic script; modules import it for its effect).
//
// A visit crosses from the core to the page, and waits in the session's storage, with what its findings share (a category's
// texts, laws, a clause) once: `shared`. Whoever shows findings has each of them whole.

/**
 * @template {import('./types/wire.js').Visit} V
 * @param {V} visit as the core answers
 * @returns {Unpacked<V>}
 */
globalThis.clausewatchUnpacked = ({ shared, findings, watched, ...visit }) => ({
  ...visit,
  findings: findings.map(({ severity, confidence, why, spans, ranges, topic: at, clause: place, laws }) => {
    const topic = /** @type {import('./types/wire.js').VisitTopic} */ (shared.topics[at]);
    const clause = /** @type {import('./types/wire.js').VisitClause} */ (shared.clauses[place]);
    // Each field by its name: copying whatever there is takes many times as long, and the page waits for it.
    return {
      // The same at the next visit while the clause's text stays.
      id: `${clause.provision}:${topic.category}`,
      severity,
      confidence,
      why,
      spans,
      ranges,
      clause: place,
      category: topic.category,
      title: topic.title,
      says: topic.says,
      matters: topic.matters,
      check: topic.check,
      prevalence: topic.prevalence,
      provision: clause.provision,
      quote: clause.quote,
      leadIn: clause.leadIn,
      path: clause.path,
      regulations: laws.map((law) => /** @type {import('./types/wire.js').VisitRegulation} */ (shared.laws[law])),
    };
  }),
  watched: watched.map((seen) => ({
    ...seen,
    .../** @type {import('./types/wire.js').VisitClause} */ (shared.clauses[seen.clause]),
  })),
});
