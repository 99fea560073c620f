// Runs in: the background.
//
// A look at a watched page that needs its scripts, where the reader wants that: the page is opened in a tab that stays in
// the background and is closed again. What its content script sends is a look, and no visit of the reader's.

import { core } from './core.js';
import { hello } from './tabs.js';

/** @typedef {import('../types/wire.js').Watch} Watch */
/** @typedef {Extract<import('../messages.js').ContentRequest, {type: 'visit'}>} VisitRequest */

// So long a page may take; and so long it must not have changed to count as rendered.
const PATIENCE = 45_000;
const SETTLED = 3_000;
const ASK = 1_000;

/**
 * The tabs of looks that are under way, in the session's storage: should the background die, the next round closes them.
 *
 * @typedef {{[tab: string]: number}} Tabs each with the time it was opened
 */

/**
 * What tabs sent so far.
 *
 * @type {Map<number, {request: VisitRequest, at: number}>}
 */
const sent = new Map();
/** @type {Promise<unknown>} */
let before = Promise.resolve();

/**
 * One tab at a time: a reader should not see a row of them.
 *
 * @param {Watch} watch
 * @param {number} interval
 * @returns {Promise<import('./watch.js').Looked | null>} null where the page gave nothing in time
 */
export function lookInTab(watch, interval) {
  const look = before.then(() => oneLook(watch, interval));
  before = look.catch(() => {});
  return look;
}

/**
 * @param {Watch} watch
 * @param {number} interval
 */
async function oneLook(watch, interval) {
  const { lookedInTab } = await core();
  // Empty at first, so that it is known as ours before its page says anything.
  const { id } = await chrome.tabs.create({ url: 'about:blank', active: false });
  if (id === undefined) return null;
  try {
    await remember({ [id]: Date.now() });
    await chrome.tabs.update(id, { url: watch.url, muted: true });
    const request = await rendered(id);
    if (!request) return null;
    return await lookedInTab(watch.address, request.snapshot, request.url, Date.now(), interval);
  } finally {
    sent.delete(id);
    await close(id);
  }
}

/**
 * What the tab's page sent last, once it stopped changing.
 *
 * @param {number} tab
 * @returns {Promise<VisitRequest | null>}
 */
async function rendered(tab) {
  let forced = false;
  for (const end = performance.now() + PATIENCE; performance.now() < end; ) {
    await new Promise((done) => setTimeout(done, ASK));
    const last = sent.get(tab);
    if (last && performance.now() - last.at >= SETTLED) return last.request;
    // Asking keeps the background awake, too. A page that does not look like a policy is read all the same: the reader
    // said that it is one.
    const there = await hello(tab);
    if (there && !there.candidate && !forced) {
      forced = true;
      await chrome.tabs.sendMessage(tab, { type: 'read' }, { frameId: 0 }).catch(() => {});
    }
  }
  return sent.get(tab)?.request ?? null;
}

/**
 * Takes what a page's content script sends, where the page stands in one of these tabs.
 *
 * @param {number} tab
 * @param {VisitRequest} request
 * @returns {Promise<boolean>} whether it does
 */
export async function takeLook(tab, request) {
  if (!(await isLook(tab))) return false;
  sent.set(tab, { request, at: performance.now() });
  return true;
}

/** @param {number} tab */
export async function isLook(tab) {
  return String(tab) in (await remembered());
}

/** Closes what a background that died left open. */
export async function closeLeftTabs() {
  for (const tab of Object.keys(await remembered())) {
    if (!sent.has(Number(tab))) await close(Number(tab));
  }
}

/** @param {number} tab */
async function close(tab) {
  try {
    const { active } = await chrome.tabs.get(tab);
    // The reader went there: it is the reader's tab now.
    if (!active) await chrome.tabs.remove(tab);
  } catch {
    // The reader closed it.
  }
  // Last: whoever dies before has left it to the next round.
  const tabs = await remembered();
  delete tabs[tab];
  await chrome.storage.session.set({ looks: tabs });
}

/** @returns {Promise<Tabs>} */
async function remembered() {
  const { looks } = await chrome.storage.session.get({ looks: {} });
  return /** @type {Tabs} */ (looks);
}

/** @param {Tabs} tabs */
async function remember(tabs) {
  await chrome.storage.session.set({ looks: { ...(await remembered()), ...tabs } });
}
