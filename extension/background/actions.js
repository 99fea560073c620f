// Runs in: the background.
//
// What the reader and the content scripts can have done: review a page, read one whatever it is, show a clause.

import '../settings.js';
import { core } from './core.js';
import { ReaderError } from './errors.js';
import { recount } from './notify.js';
import { takeLook } from './tab-look.js';
import { choose, chosenFor, hello, hiddenOn, keepVisit, leftDocument, shownVisit, tabAnswer } from './tabs.js';
import { say } from '../say.js';

/** @typedef {import('../messages.js').ContentRequest} ContentRequest */
/** @typedef {import('../messages.js').ContentCommand} ContentCommand */
/** @typedef {import('../messages.js').Visit} Visit */
/** @typedef {import('../messages.js').ShownVisit} ShownVisit */

export { leftDocument };

/** Gets ready for a visit. */
export function wake() {
  // Where the core does not load, the visit says so.
  core().catch(() => {});
}

/**
 * @param {number} tab
 * @param {Extract<ContentRequest, {type: 'visit'}>} request
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<ShownVisit>}
 */
export async function visit(tab, request, sender) {
  // The content script says its address as it is now (single-page sites change it); the browser vouches for the origin.
  if (sender.origin !== undefined && sender.origin !== 'null' && new URL(request.url).origin !== sender.origin) {
    throw new ReaderError('bad-message', 'The page’s address is not its own.');
  }
  const { snapshot, url, title, document } = request;
  // At once: a background that was asleep has its core to load.
  const hiding = hiddenOn(tab, document);
  const wishes = wished(tab, request, hiding);
  // Should the core not load, nobody waits for these.
  hiding.catch(() => {});
  wishes.catch(() => {});
  const { visit } = await core();
  const reviewed = await visit(snapshot, url, title, document, wishes, Date.now());
  const hidden = await hiding;
  return keep(tab, document, reviewed.takeAnswer(), hidden, () => reviewed.keep());
}

/**
 * What is wanted of a review. Rejected where it is no visit of the reader's.
 *
 * @param {number} tab
 * @param {Extract<ContentRequest, {type: 'visit'}>} request
 * @param {Promise<import('./tabs.js').Hidden>} hiding
 */
async function wished(tab, request, hiding) {
  const [look, against, { settings }] = await Promise.all([takeLook(tab, request), chosenFor(tab, request.document), hiding]);
  if (look) throw new ReaderError('not-here', await say('reasonNotHere'));
  return { force: request.force, against, words: settings.watchWords };
}

/**
 * @param {number} tab
 * @param {Extract<ContentRequest, {type: 'too-large'}>} request
 * @returns {Promise<ShownVisit>}
 */
export async function tooLarge(tab, request) {
  const [{ tooLarge }, hidden] = await Promise.all([core(), hiddenOn(tab, request.document)]);
  return keep(tab, request.document, tooLarge(request.url, request.title, Date.now()), hidden);
}

/**
 * The page gets its answer first: the archive, the popup and the badge can wait for it.
 *
 * @param {number} tab
 * @param {string} document
 * @param {string} json
 * @param {import('./tabs.js').Hidden} hidden
 * @param {() => Promise<string | undefined>} [archive] writes it to the archive; gives another answer where this one does not hold
 * @returns {ShownVisit}
 */
function keep(tab, document, json, hidden, archive) {
  /** @type {Visit} */
  const visit = JSON.parse(json);
  const shown = shownVisit(visit, hidden);
  keepVisit(tab, document, visit, shown, async () => {
    const other = await archive?.();
    await recount();
    return other === undefined ? null : JSON.parse(other);
  });
  return shown;
}

/** How long ago the sample's earlier version is said to have been read. */
const SAMPLE_AGE = 42 * 24 * 3_600_000;

/**
 * The sample page is one of ours, so no content script runs in it: it asks by itself, and is answered like a page.
 *
 * @param {Extract<import('../messages.js').PageRequest, {type: 'sample'}>} request
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<ShownVisit>}
 */
export async function sample(request, sender) {
  if (sender.tab?.id === undefined) throw new ReaderError('bad-message', 'Not a tab’s document.');
  const { sample } = await core();
  const earlier = await (await fetch(chrome.runtime.getURL('welcome/earlier.html'))).text();
  const now = Date.now();
  const url = chrome.runtime.getURL('welcome/sample.html');
  const hidden = await hiddenOn(sender.tab.id, request.document);
  return keep(sender.tab.id, request.document, sample(request.snapshot, earlier, url, now - SAMPLE_AGE, now), hidden);
}

/**
 * Has a tab's policy compared with another version than the one seen last: the page is read once more.
 *
 * @param {number} tab
 * @param {number | null} version
 */
export async function compareWith(tab, version) {
  const there = await hello(tab);
  if (there?.document) await choose(tab, there.document, version);
  return readTabById(tab);
}

/** @param {number} from the tab that asks */
export async function openLibrary(from) {
  const answer = await tabAnswer(from);
  const address = answer.visit ? `?policy=${encodeURIComponent(answer.visit.canonicalUrl)}` : '';
  await chrome.tabs.create({ url: chrome.runtime.getURL(`library/library.html${address}`), openerTabId: from });
}

/**
 * Reads a tab's page whatever it seems to be. Where the content script is not there yet (the tab was open before the
 * extension was installed), it is put there: the reader's click grants that for this tab.
 *
 * @param {number} tab
 */
export async function readTabById(tab) {
  if (!(await hello(tab))) {
    const scripts = chrome.runtime.getManifest().content_scripts?.[0];
    try {
      await chrome.scripting.insertCSS({ target: { tabId: tab }, files: scripts?.css ?? [] });
      await chrome.scripting.executeScript({ target: { tabId: tab }, files: scripts?.js ?? [] });
    } catch {
      throw new ReaderError('not-here', await say('reasonNotHere'));
    }
  }
  await tell(tab, { type: 'read' });
  return { ...(await tabAnswer(tab)), state: 'reading', visit: null };
}

/**
 * From the menu or the keyboard: there is no popup to say it where it fails, so the badge does.
 *
 * @param {chrome.tabs.Tab | undefined} tab
 */
export async function readTab(tab) {
  if (tab?.id === undefined) return;
  try {
    await readTabById(tab.id);
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    await chrome.action.setBadgeText({ tabId: tab.id, text: '–' });
    await chrome.action.setTitle({ tabId: tab.id, title: error.message });
  }
}

/**
 * @param {number} tab
 * @param {string} id
 */
export async function showInTab(tab, id) {
  await tell(tab, { type: 'show', id });
}

/**
 * @param {chrome.tabs.Tab | undefined} tab
 * @param {1 | -1} by
 */
export async function stepTab(tab, by) {
  if (tab?.id === undefined || !(await hello(tab.id))) return;
  await tell(tab.id, { type: 'step', by });
}

/**
 * @param {number} tab
 * @param {ContentCommand} command
 */
async function tell(tab, command) {
  try {
    return await chrome.tabs.sendMessage(tab, command, { frameId: 0 });
  } catch {
    throw new ReaderError('not-here', await say('reasonNotHere'));
  }
}
