// Runs in: the background.
//
// What the reader dismissed and what the reader called wrong: records in chrome.storage.local, and which findings of a review
// they leave. Writes one after the other, so that two tabs lose nothing. Their forms stand in messages.js.

/** @typedef {import('../messages.js').Visit} Visit */
/** @typedef {import('../messages.js').ShownVisit} ShownVisit */
/** @typedef {import('../messages.js').Dismissal} Dismissal */
/** @typedef {import('../messages.js').Report} Report */
/** @typedef {{dismissals: Dismissal[], reports: Report[]}} Records */

/** Records kept of each; the oldest goes. */
const MOST = { dismissals: 2_000, reports: 1_000 };
/** Characters by which a clause is known again: a page may put its whole text into one. */
export const MOST_TEXT = 4_000;

/** @type {Promise<unknown>} */
let writing = Promise.resolve();

/** @returns {Promise<Dismissal[]>} */
export async function dismissals() {
  return stored('dismissals');
}

/** @returns {Promise<Report[]>} */
export async function reports() {
  return stored('reports');
}

/** @param {Dismissal} dismissal */
export function addDismissal(dismissal) {
  return change('dismissals', (all) => [...all, dismissal]);
}

/** @param {Report} report */
export function addReport(report) {
  return change('reports', (all) => [...all, report]);
}

/** @param {string | null} id all where it is null */
export function removeDismissal(id) {
  return change('dismissals', (all) => (id === null ? [] : all.filter((one) => one.id !== id)));
}

/** @param {string | null} id all where it is null */
export function removeReport(id) {
  return change('reports', (all) => (id === null ? [] : all.filter((one) => one.id !== id)));
}

/**
 * A review as it is shown.
 *
 * @param {Visit} visit
 * @param {Dismissal[]} all
 * @returns {ShownVisit}
 */
export function withoutDismissed(visit, all) {
  const site = originOf(visit.url);
  const inPlay = all.filter(({ scope, ...of }) =>
    scope === 'category' || (scope === 'site' ? of.site === site : of.address === visit.canonicalUrl),
  );
  /** @type {Map<Dismissal, number>} */
  const counts = new Map();
  const { clauses, topics } = visit.shared;
  const findings = visit.findings.filter(({ clause, topic }) => {
    const { quote = '' } = clauses[clause] ?? {};
    const { category = '' } = topics[topic] ?? {};
    const by = inPlay.find((dismissal) => takesAway(dismissal, category, quote));
    if (by) counts.set(by, (counts.get(by) ?? 0) + 1);
    return !by;
  });
  return { ...visit, findings, dismissed: [...counts].map(([dismissal, count]) => ({ ...dismissal, count })) };
}

/**
 * @param {Dismissal} dismissal one that is in play on the page
 * @param {string} found a finding's category
 * @param {string} quote the clause it stands in
 */
function takesAway({ scope, category, text }, found, quote) {
  if (category !== null && category !== found) return false;
  return scope === 'category' || scope === 'site' || quote.slice(0, MOST_TEXT) === text;
}

/** @param {string} url */
export function originOf(url) {
  return URL.parse(url)?.origin ?? url;
}

/**
 * @template {keyof Records} K
 * @param {K} key
 * @returns {Promise<Records[K]>}
 */
async function stored(key) {
  const { [key]: all } = await chrome.storage.local.get({ [key]: [] });
  return /** @type {Records[K]} */ (Array.isArray(all) ? all : []);
}

/**
 * @template {keyof Records} K
 * @param {K} key
 * @param {(all: Records[K]) => Records[K]} edit
 */
function change(key, edit) {
  const done = writing.then(async () => {
    await chrome.storage.local.set({ [key]: edit(await stored(key)).slice(-MOST[key]) });
  });
  // The next one is written whatever became of this one.
  writing = done.catch(() => undefined);
  return done;
}
