// Runs in: the background.
//
// What the reader and the content scripts can have done: review a page, read one whatever it is, show a clause.

import '../settings.js';
import { core } from './core.js';
import { ReaderError } from './errors.js';
import { recount } from './notify.js';
import { questionOf, readyFor, readyVisit } from './ready.js';
import { takeLook } from './tab-look.js';
import { answered, choose, chosenFor, hello, hiddenOn, keepVisit, leftDocument, shownVisit, tabAnswer } from './tabs.js';
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
  const looking = readyFor(url);
  const finding = (async () => {
    const [ready, { against, ...wanted }] = await Promise.all([looking, wishes]);
    return ready && against === undefined ? readyVisit(ready, await questionOf(request, wanted), document) : null;
  })();
  const reviewing = (async () => {
    // A page that has its answer already is reviewed all the same, once it has been told: the archive notes that it was seen,
    // and should the review come to something else, the page is told that.
    const waiting = finding.then(async (found) => {
      if (found) await answered();
      return { ...(await wishes), answered: found !== null };
    });
    // Should the core not load, nobody waits for these.
    waiting.catch(() => {});
    const { visit } = await core();
    return visit(snapshot, url, title, document, waiting, Date.now());
  })();
  reviewing.catch(() => {});
  hiding.catch(() => {});
  const found = await finding;
  const hidden = await hiding;
  const ahead = async () => (await reviewing).keepReady(await questionOf(request, await wishes));
  if (found) return keep(tab, document, found, hidden, async () => checked(found, await reviewing), ahead);
  const reviewed = await reviewing;
  return keep(tab, document, JSON.parse(reviewed.takeAnswer()), hidden, () => written(reviewed), ahead);
}

/**
 * Has a visit written whose page was answered with what was kept ready.
 *
 * @param {Visit} found
 * @param {import('../pkg/clausewatch.js').Reviewed} reviewed
 * @returns {Promise<Visit | null>} another one, where that does not hold
 */
async function checked(found, reviewed) {
  /** @type {Visit} */
  const visit = { ...JSON.parse(reviewed.takeAnswer()), seenAt: found.seenAt };
  const holds = JSON.stringify(visit) === JSON.stringify(found);
  return (await written(reviewed)) ?? (holds ? null : visit);
}

/**
 * Has a visit written to the archive.
 *
 * @param {import('../pkg/clausewatch.js').Reviewed} reviewed
 * @returns {Promise<Visit | null>} another one, where the first answer does not hold
 */
async function written(reviewed) {
  const other = await reviewed.keep();
  return other === undefined ? null : JSON.parse(other);
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
  return keep(tab, request.document, JSON.parse(tooLarge(request.url, request.title, Date.now())), hidden);
}

/**
 * The page gets its answer first: the archive, the popup and the badge can wait for it.
 *
 * @param {number} tab
 * @param {string} document
 * @param {Visit} visit
 * @param {import('./tabs.js').Hidden} hidden
 * @param {() => Promise<Visit | null>} [archive] writes it to the archive; gives another visit where this one does not hold
 * @param {() => Promise<void>} [ahead] what can wait for all that, too
 * @returns {ShownVisit}
 */
function keep(tab, document, visit, hidden, archive, ahead) {
  const shown = shownVisit(visit, hidden);
  const write = async () => {
    const other = (await archive?.()) ?? null;
    await recount();
    return other;
  };
  keepVisit(tab, document, visit, shown, write, ahead);
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
  const answer = JSON.parse(sample(request.snapshot, earlier, url, now - SAMPLE_AGE, now));
  return keep(sender.tab.id, request.document, answer, hidden);
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
