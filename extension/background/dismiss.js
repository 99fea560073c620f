// Runs in: the background.
//
// The reader dismisses a finding, calls one wrong, or takes that back. What is kept is what the review of the tab's document
// says; a message only points at it.

import { addDismissal, addReport, MOST_TEXT, originOf, removeDismissal, removeReport } from './dismissals.js';
import { ReaderError } from './errors.js';
import { dismissHere, presentAnew, reviewOf, undoHere } from './tabs.js';

/** @typedef {import('../messages.js').ContentRequest} ContentRequest */
/** @typedef {import('../messages.js').Dismissal} Dismissal */

/**
 * @param {number} tab
 * @param {Extract<ContentRequest, {type: 'dismiss'}>} request
 * @returns {Promise<string>} the dismissal's id
 */
export async function dismiss(tab, { document, finding: id, scope }) {
  const { visit, finding } = await found(tab, document, id);
  const dismissal = dismissalOf(visit, finding, scope);
  if (scope === 'now') await dismissHere(tab, document, dismissal);
  else await addDismissal(dismissal);
  await presentAnew();
  return dismissal.id;
}

/**
 * @param {number} tab
 * @param {Extract<ContentRequest, {type: 'report'}>} request
 * @returns {Promise<string>} the id of the report and its dismissal
 */
export async function report(tab, { document, finding: id, note }) {
  const { visit, finding } = await found(tab, document, id);
  const dismissal = { ...dismissalOf(visit, finding, 'clause'), category: finding.category };
  const { category, severity, leadIn, path, why, quote } = finding;
  await addReport({
    id: dismissal.id,
    at: dismissal.at,
    address: visit.canonicalUrl,
    policy: visit.title,
    category,
    severity,
    text: quote.slice(0, MOST_TEXT),
    leadIn,
    path,
    why,
    note: note.trim(),
  });
  await addDismissal(dismissal);
  await presentAnew();
  return dismissal.id;
}

/**
 * @param {number} tab
 * @param {Extract<ContentRequest, {type: 'undo'}>} request
 */
export async function undo(tab, { document, id }) {
  const state = await reviewOf(tab, document);
  if (!state?.shown.dismissed.some((dismissal) => dismissal.id === id)) {
    throw new ReaderError('unknown', 'There is no such dismissal on this page.');
  }
  await undoHere(tab, document, id);
  await removeReport(id);
  await restore(id);
}

/** @param {string | null} id all where it is null */
export async function restore(id) {
  await removeDismissal(id);
  await presentAnew();
}

/**
 * @param {number} tab
 * @param {string} document
 * @param {string} id
 */
async function found(tab, document, id) {
  const visit = (await reviewOf(tab, document))?.visit;
  const finding = visit?.findings.find((finding) => finding.id === id);
  if (!visit || !finding) throw new ReaderError('unknown', 'There is no such clause on this page.');
  return { visit, finding };
}

/**
 * @param {Unpacked<import('../messages.js').Visit>} visit
 * @param {WholeFinding} finding
 * @param {Dismissal['scope']} scope
 * @returns {Dismissal}
 */
function dismissalOf(visit, finding, scope) {
  const site = originOf(visit.url);
  return {
    id: crypto.randomUUID(),
    scope,
    at: Date.now(),
    site,
    address: visit.canonicalUrl,
    category: scope === 'category' ? finding.category : null,
    title: scope === 'site' ? (URL.parse(visit.url)?.host ?? site) : finding.title,
    text: finding.quote.slice(0, MOST_TEXT),
  };
}
