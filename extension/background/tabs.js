// Runs in: the background.
//
// What is known of each tab: kept in the session's storage, since the background sleeps between two looks. Owns the badge,
// which says the same.

import '../packed.js';
import '../settings.js';
import { dismissals, withoutDismissed } from './dismissals.js';
import { say } from '../say.js';

/** @typedef {import('../messages.js').Visit} Visit */
/** @typedef {import('../messages.js').ShownVisit} ShownVisit */
/** @typedef {import('../messages.js').Dismissal} Dismissal */
/** @typedef {import('../messages.js').TabAnswer} TabAnswer */

/**
 * @typedef {object} TabState
 * @property {string} document the document that was reviewed, by its random id
 * @property {string} url its address
 * @property {number} at when, to tell the oldest
 * @property {Visit} visit all of it: what is dismissed may come back
 * @property {string[]} dismissed the ids of what takes something away; in the state so that the popup hears of it
 */

// The session's storage holds 10 MB; a visit to a long policy takes a few hundred kB.
const MOST_TABS = 24;

// Milliseconds in which a page paints its answer: on a machine of few cores, whoever writes then takes the time from it.
const PAINTING = 20;

const SEVERE = new Set(['high', 'medium']);
export const COLOURS = { changed: '#b3261e', toKnow: '#26415e' };

/** @param {number} tab */
const key = (tab) => `tab:${tab}`;
/** @param {number} tab where it stands what was dismissed until the tab's page is loaded again */
const nowKey = (tab) => `now:${tab}`;

/** @type {Map<number, Promise<void>>} what is being stored: the page has its answer before that is done */
const storing = new Map();
/** @type {(() => void)[]} what waits for the answer to be given */
const waiting = [];

/**
 * @param {number} tab
 * @returns {Promise<TabState | undefined>}
 */
async function load(tab) {
  await storing.get(tab);
  const stored = await chrome.storage.session.get(key(tab));
  return /** @type {TabState | undefined} */ (stored[key(tab)]);
}

/**
 * @typedef {object} Hidden what the reader does not want to see
 * @property {ClausewatchSettings} settings
 * @property {Dismissal[]} dismissed
 */

/**
 * What is hidden from the reader on a document.
 *
 * @param {number} tab
 * @param {string} document
 * @returns {Promise<Hidden>}
 */
export async function hiddenOn(tab, document) {
  const [settings, always, now] = await Promise.all([clausewatchSettings.load(), dismissals(), dismissedHere(tab, document)]);
  return { settings, dismissed: [...always, ...now] };
}

/**
 * A visit as it is shown.
 *
 * @param {Visit} visit
 * @param {Hidden} hidden
 * @returns {ShownVisit}
 */
export function shownVisit(visit, { settings, dismissed }) {
  const wanted = visit.findings.filter(
    ({ severity, topic }) =>
      // What is of no severity is shown nowhere.
      settings.severities.some((one) => one === severity) &&
      !settings.hiddenCategories.includes(visit.shared.topics[topic]?.category ?? ''),
  );
  return withoutDismissed({ ...visit, findings: wanted }, dismissed);
}

/**
 * A document's visit as it is shown now.
 *
 * @param {number} tab
 * @param {Pick<TabState, 'document' | 'visit'>} of
 */
async function shownNow(tab, { document, visit }) {
  return shownVisit(visit, await hiddenOn(tab, document));
}

/** A message was answered: what it left to be stored is stored once the page has had time to paint. */
export function storeAnswered() {
  if (waiting.length === 0) return;
  const all = waiting.splice(0);
  setTimeout(() => all.forEach((go) => go()), PAINTING);
}

/** The message that is being answered is answered. */
export function answered() {
  return /** @type {Promise<void>} */ (new Promise((go) => waiting.push(go)));
}

/** What was answered so far is stored. */
export async function allStored() {
  await Promise.all(storing.values());
}

/**
 * Keeps a visit once its message is answered: in the archive, for its tab, and on the badge. Done once whoever asks for the tab's
 * answer has waited for it.
 *
 * @param {number} tab
 * @param {string} document
 * @param {Visit} visit
 * @param {ShownVisit} shown
 * @param {() => Promise<Visit | null>} archive gives another visit where this one does not hold: the page shows that one then
 * @param {() => Promise<void>} [ahead] what comes after that, for which nobody waits
 */
export function keepVisit(tab, document, visit, shown, archive, ahead) {
  const before = storing.get(tab);
  const kept = Promise.all([before, answered()]).then(async () => {
    const other = await archive().catch((error) => {
      console.error(error);
      return null;
    });
    if (!other) return store(tab, document, visit, shown);
    const instead = await shownNow(tab, { document, visit: other });
    await tell(tab, { type: 'present', document, visit: instead });
    await store(tab, document, other, instead);
  });
  const done = kept.catch(console.error).finally(() => {
    if (storing.get(tab) === done) storing.delete(tab);
  });
  storing.set(tab, done);
  if (ahead) done.then(ahead).catch(console.error);
}

/**
 * @param {number} tab
 * @param {string} document
 * @param {Visit} visit
 * @param {ShownVisit} shown
 */
async function store(tab, document, visit, shown) {
  const dismissed = shown.dismissed.map(({ id }) => id);
  /** @type {TabState} */
  const state = { document, url: visit.url, at: visit.seenAt, visit, dismissed };
  try {
    await chrome.storage.session.set({ [key(tab)]: state });
  } catch {
    // Full: the oldest half goes. Whoever asks for one of those has it read again.
    await dropOldest(MOST_TABS / 2);
    await chrome.storage.session.set({ [key(tab)]: state });
  }
  await Promise.all([dropOldest(MOST_TABS), showBadge(tab, shown)]);
}

/**
 * What is known of a tab's document, where it is still that document.
 *
 * @param {number} tab
 * @param {string} document
 */
export async function reviewOf(tab, document) {
  const state = await load(tab);
  if (state?.document !== document) return null;
  return { visit: clausewatchUnpacked(state.visit), shown: await shownNow(tab, state) };
}

/**
 * @param {number} tab
 * @param {string} document
 * @param {Dismissal} dismissal for as long as the document is there
 */
export async function dismissHere(tab, document, dismissal) {
  const now = [...(await dismissedHere(tab, document)), dismissal];
  await chrome.storage.session.set({ [nowKey(tab)]: { document, now } });
}

/**
 * @param {number} tab
 * @param {string} document
 * @param {string} id
 */
export async function undoHere(tab, document, id) {
  const now = (await dismissedHere(tab, document)).filter((dismissal) => dismissal.id !== id);
  await chrome.storage.session.set({ [nowKey(tab)]: { document, now } });
}

/**
 * @param {number} tab
 * @param {string} document
 * @returns {Promise<Dismissal[]>}
 */
async function dismissedHere(tab, document) {
  const { [nowKey(tab)]: here } = /** @type {{[key: string]: {document: string, now: Dismissal[]}}} */ (
    await chrome.storage.session.get(nowKey(tab))
  );
  return here?.document === document ? here.now : [];
}

/** Shows anew, in every tab whose review it concerns, what dismissals leave: on the page, on the badge, in the popup. */
export async function presentAnew() {
  await allStored();
  const stored = await chrome.storage.session.get(null);
  for (const [name, value] of Object.entries(stored)) {
    if (!name.startsWith('tab:')) continue;
    const state = /** @type {TabState} */ (value);
    const tab = Number(name.slice('tab:'.length));
    const shown = await shownNow(tab, state);
    if (String(shown.dismissed.map(({ id }) => id)) === String(state.dismissed)) continue;
    const there = await tell(tab, { type: 'present', document: state.document, visit: shown });
    if (there === true) await store(tab, state.document, state.visit, shown);
  }
}

/**
 * Remembers which version the reader wants a document compared with.
 *
 * @param {number} tab
 * @param {string} document
 * @param {number | null} version null for the one seen last
 */
export async function choose(tab, document, version) {
  await chrome.storage.session.set({ [`against:${tab}`]: { document, version } });
}

/**
 * @param {number} tab
 * @param {string} document
 * @returns {Promise<number | undefined>} undefined for the version seen last
 */
export async function chosenFor(tab, document) {
  const name = `against:${tab}`;
  const { [name]: chosen } = await chrome.storage.session.get(name);
  const { document: of, version } = /** @type {{document?: string, version?: number | null}} */ (chosen ?? {});
  return of === document ? (version ?? undefined) : undefined;
}

/** @param {number} most */
async function dropOldest(most) {
  // The names first: reading all visits takes long, and there are seldom that many.
  const names = (await chrome.storage.session.getKeys()).filter((name) => name.startsWith('tab:'));
  if (names.length <= most) return;
  /** @type {[string, any][]} */
  const all = Object.entries(await chrome.storage.session.get(names));
  all.sort(([, a], [, b]) => b.at - a.at);
  await chrome.storage.session.remove(all.slice(most).map(([name]) => name));
}

/**
 * The popup's answer for a tab.
 *
 * @param {number} tab
 * @returns {Promise<TabAnswer>}
 */
export async function tabAnswer(tab) {
  const [state, there] = await Promise.all([load(tab), hello(tab)]);
  if (state && there?.document === state.document) {
    const visit = await shownNow(tab, state);
    return { tab, state: visit.state, reason: null, visit: clausewatchUnpacked(visit) };
  }
  if (!there) return { tab, state: 'not-here', reason: await say('reasonNotHere'), visit: null };
  // It shows what nothing is known of: the background died before it was stored, or there was no room for it.
  if (there.shown) await tell(tab, { type: 'again' });
  if (there.candidate || there.shown) return { tab, state: 'reading', reason: null, visit: null };
  return { tab, state: 'not-a-policy', reason: null, visit: null };
}

/**
 * Asks a tab's content script whether it is there. There is none on the browser's own pages and in tabs that were open
 * before the extension was installed.
 *
 * @param {number} tab
 * @returns {Promise<{candidate: boolean, document: string | null, shown: boolean} | null>}
 */
export async function hello(tab) {
  return tell(tab, { type: 'hello' });
}

/**
 * @param {number} tab
 * @param {import('../messages.js').ContentCommand} command
 * @returns {Promise<any>} null where nobody is there
 */
async function tell(tab, command) {
  try {
    return (await chrome.tabs.sendMessage(tab, command, { frameId: 0 })) ?? null;
  } catch {
    return null;
  }
}

/**
 * The document went away within its page: a single-page site shows something else. On a real navigation browsers clear the
 * badge themselves.
 *
 * @param {number} tab
 * @param {string} document
 */
export async function leftDocument(tab, document) {
  const state = await load(tab);
  if (state?.document !== document) return;
  await chrome.storage.session.remove([key(tab), nowKey(tab)]);
  await setBadge(tab, '', COLOURS.toKnow);
}

/**
 * The number of changes where there are any, else the number of clauses to know.
 *
 * @param {number} tab
 * @param {ShownVisit} visit
 */
async function showBadge(tab, visit) {
  const changes = visit.changes.filter((change) => change.materiality === 'substantive').length;
  const toKnow = visit.findings.filter((finding) => SEVERE.has(finding.severity)).length;
  const count = changes || toKnow;
  const text = count === 0 ? '' : count > 999 ? '999' : String(count);
  await setBadge(tab, text, changes ? COLOURS.changed : COLOURS.toKnow);
}

/**
 * @param {number} tab
 * @param {string} text
 * @param {string} color
 */
export async function setBadge(tab, text, color) {
  try {
    await chrome.action.setBadgeText({ tabId: tab, text });
    await chrome.action.setBadgeBackgroundColor({ tabId: tab, color });
    await chrome.action.setBadgeTextColor({ tabId: tab, color: '#ffffff' });
  } catch {
    // The tab was closed meanwhile.
  }
}
