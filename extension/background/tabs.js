// Runs in: the background.
//
// What is known of each tab: kept in the session's storage, since the background sleeps between two looks. Owns the badge,
// which says the same.

/** @typedef {import('../messages.js').Visit} Visit */
/** @typedef {import('../messages.js').TabAnswer} TabAnswer */

/**
 * @typedef {object} TabState
 * @property {string} document the document that was reviewed, by its random id
 * @property {string} url its address
 * @property {number} at when, to tell the oldest
 * @property {Visit} visit
 */

// The session's storage holds 10 MB; a visit to a long policy takes a few hundred kB.
const MOST_TABS = 24;

const SEVERE = new Set(['high', 'medium']);
export const COLOURS = { changed: '#b3261e', toKnow: '#26415e' };

/** @param {number} tab */
const key = (tab) => `tab:${tab}`;

/**
 * @param {number} tab
 * @returns {Promise<TabState | undefined>}
 */
async function load(tab) {
  const stored = await chrome.storage.session.get(key(tab));
  return /** @type {TabState | undefined} */ (stored[key(tab)]);
}

/**
 * Keeps a visit for its tab, and shows it on the badge.
 *
 * @param {number} tab
 * @param {string} document
 * @param {Visit} visit
 */
export async function keepVisit(tab, document, visit) {
  /** @type {TabState} */
  const state = { document, url: visit.url, at: visit.seenAt, visit };
  try {
    await chrome.storage.session.set({ [key(tab)]: state });
  } catch {
    // Full: the oldest half goes. Whoever asks for one of those has it read again.
    await dropOldest(MOST_TABS / 2);
    await chrome.storage.session.set({ [key(tab)]: state });
  }
  await Promise.all([dropOldest(MOST_TABS), showBadge(tab, visit)]);
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
  /** @type {[string, any][]} */
  const stored = Object.entries(await chrome.storage.session.get(null));
  const all = stored.filter(([name]) => name.startsWith('tab:'));
  if (all.length <= most) return;
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
  if (state && there?.document === state.document)
    return { tab, state: state.visit.state, reason: null, visit: state.visit };
  if (!there) return { tab, state: 'not-here', reason: chrome.i18n.getMessage('reasonNotHere'), visit: null };
  if (there.candidate) return { tab, state: 'reading', reason: null, visit: null };
  return { tab, state: 'not-a-policy', reason: null, visit: null };
}

/**
 * Asks a tab's content script whether it is there. There is none on the browser's own pages and in tabs that were open
 * before the extension was installed.
 *
 * @param {number} tab
 * @returns {Promise<{candidate: boolean, document: string | null} | null>}
 */
export async function hello(tab) {
  try {
    return (await chrome.tabs.sendMessage(tab, { type: 'hello' }, { frameId: 0 })) ?? null;
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
  await chrome.storage.session.remove(key(tab));
  await setBadge(tab, '', COLOURS.toKnow);
}

/**
 * The number of changes where there are any, else the number of clauses to know.
 *
 * @param {number} tab
 * @param {Visit} visit
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
