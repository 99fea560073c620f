// Runs in: the library (an extension page).
//
// Which policies the list shows, and in which order. Knows no elements. What the reader chose stands in the page's address, so
// that coming back finds it.

import { grade } from './digests.js';

/** @typedef {import('../types/wire.js').Shelved} Shelved */
/** @typedef {import('../types/wire.js').Digest} Digest */

/**
 * A policy as the list knows it. `words` is what search looks in.
 *
 * @typedef {{entry: Shelved, digest: Digest | null, host: string, sector: string, words: string}} Item
 */

/**
 * What the reader chose; the empty string is any. `since` is in days.
 *
 * @typedef {{q: string, kind: string, site: string, sector: string, severity: string, since: string, sort: string}} Choice
 */

/** @type {Choice} */
const ANY = { q: '', kind: '', site: '', sector: '', severity: '', since: '', sort: 'seen' };

/** How the list can be sorted; the first is where it begins. */
export const ORDERS = /** @type {const} */ (['seen', 'changed', 'grave', 'title', 'versions']);

/** Days that a change may lie back. */
export const SINCE = /** @type {const} */ (['7', '30', '90', '365']);

const DAY = 24 * 60 * 60 * 1000;

/** @param {URLSearchParams} params @returns {Choice} */
export function chosen(params) {
  const names = /** @type {(keyof Choice)[]} */ (Object.keys(ANY));
  return /** @type {Choice} */ (Object.fromEntries(names.map((name) => [name, params.get(name) ?? ANY[name]])));
}

/** @param {Choice} choice */
export function asQuery(choice) {
  const set = Object.entries(choice).filter(([name, value]) => value !== ANY[/** @type {keyof Choice} */ (name)]);
  const query = new URLSearchParams(set).toString();
  return query === '' ? '' : `?${query}`;
}

/**
 * @param {Choice} choice
 * @param {number} now
 * @returns {(item: Item) => boolean}
 */
export function filter({ q, kind, site, sector, severity, since }, now) {
  const wanted = fold(q).split(/\s+/).filter(Boolean);
  const from = since === '' ? 0 : now - Number(since) * DAY;
  return (item) =>
    (kind === '' || item.entry.kind === kind) &&
    (site === '' || item.host === site) &&
    (sector === '' || item.sector === sector) &&
    (severity === '' || item.digest?.severity === severity) &&
    (since === '' || (item.digest?.last?.readAt ?? 0) >= from) &&
    wanted.every((word) => item.words.includes(word));
}

/**
 * @param {string} sort
 * @param {Intl.Collator} collator
 * @returns {(a: Item, b: Item) => number}
 */
export function order(sort, collator) {
  const seen = (/** @type {Item} */ a, /** @type {Item} */ b) => b.entry.lastSeen - a.entry.lastSeen;
  const changed = (/** @type {Item} */ { digest }) => digest?.last?.readAt ?? 0;
  switch (sort) {
    case 'changed':
      return (a, b) => changed(b) - changed(a) || seen(a, b);
    case 'grave':
      return (a, b) => grade(a.digest?.severity ?? '') - grade(b.digest?.severity ?? '') || high(b) - high(a) || seen(a, b);
    case 'title':
      return (a, b) => collator.compare(a.entry.title, b.entry.title);
    case 'versions':
      return (a, b) => b.entry.versions - a.entry.versions || seen(a, b);
    default:
      return seen;
  }
}

/** @param {Item} item */
function high({ digest }) {
  return digest?.counts[0] ?? 0;
}

/** @param {string} text */
export function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
