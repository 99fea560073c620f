// Runs in: the background.
//
// Looks again at watched policies. The list is the archive's; when the alarm rings, what is due is looked at and the alarm is
// set anew. The core decides what is news, notify.js what of it is told.

import '../settings.js';
import { ensureAlarm, isOurs, isSet } from './alarm.js';
import { core } from './core.js';
import { ReaderError } from './errors.js';
import { fetchPage, mayFetch } from './fetch.js';
import { beginTelling, showUnread, tell } from './notify.js';
import { closeLeftTabs, lookInTab } from './tab-look.js';
import { say } from '../say.js';

/** @typedef {import('../types/wire.js').Watch} Watch */
/** @typedef {import('../types/wire.js').News} News */
/** @typedef {{watch: Watch, tellTrouble: boolean, news: News | null}} Looked */

const HOUR = 3_600_000;
// So many looks a time: browsers end a background that works for minutes. The rest is due a minute later.
const MOST = 20;
const AT_ONCE = 4;
// Without a connection that may be used there is no hurry.
const OFFLINE_WAIT = 900_000;

/** How often the reader wants to have a policy looked at. */
export async function interval() {
  const { watchHours } = await clausewatchSettings.load();
  return watchHours * HOUR;
}

/** The browser starts: the alarm may be gone, the badge is. */
export async function onStartup() {
  await ensureAlarm();
  if (await isSet()) await showUnread();
}

/** @type {Promise<void> | null} */
let round = null;
/** Whether the alarm rang since the round last looked at what is due. */
let rung = false;

/** @param {chrome.alarms.Alarm} alarm */
export async function onAlarm(alarm) {
  if (!isOurs(alarm)) return;
  rung = true;
  round ??= lookAround().finally(() => (round = null));
  await round;
}

async function lookAround() {
  while (rung) {
    rung = false;
    const usable = await connected();
    try {
      if (usable) await lookAtAll();
      await tell();
    } finally {
      await ensureAlarm(usable ? { anew: true } : { anew: true, wait: OFFLINE_WAIT });
    }
  }
}

/** Whether there is a connection, and one that the reader wants used. */
async function connected() {
  if (!navigator.onLine) return false;
  const { watchMetered } = await clausewatchSettings.load();
  // Firefox does not say what it goes through.
  const { connection } = /** @type {{connection?: {saveData?: boolean, type?: string}}} */ (navigator);
  return watchMetered || !(connection?.saveData || connection?.type === 'cellular');
}

async function lookAtAll() {
  const { dueWatches } = await core();
  await closeLeftTabs();
  await beginTelling();
  /** @type {{due: Watch[]}} */
  const { due } = await dueWatches(Date.now(), MOST);
  const queue = due.values();
  const worker = async () => {
    for (const watch of queue) await lookAt(watch);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await showUnread();
}

/**
 * @param {Watch} watch
 * @returns {Promise<Looked>}
 */
async function lookAt(watch) {
  const { looked } = await core();
  const every = await interval();
  if (watch.by === 'tab') {
    const seen = await lookInTab(watch, every);
    if (seen) return seen;
  }
  const fetched = await (watch.by === 'tab' ? failedInTab() : fetchPage(watch));
  return looked(watch.address, fetched, Date.now(), every);
}

/** @returns {Promise<import('./fetch.js').Fetched>} */
async function failedInTab() {
  return { type: 'failed', why: await say('whyTabFailed') };
}

/**
 * Looks at a watched policy now, because the reader asks.
 *
 * @param {string} address
 * @returns {Promise<Watch>}
 */
export async function lookNow(address) {
  await beginTelling();
  const watch = (await listWatches()).find((watch) => watch.address === address);
  if (!watch) throw new ReaderError('unknown', await say('whyNotWatched'));
  const looked = await lookAt(watch.by === 'visit' ? { ...watch, by: 'fetch' } : watch);
  await showUnread();
  await ensureAlarm({ anew: true });
  return looked.watch;
}

/**
 * Begins to watch a policy that is kept. Our page has asked the reader for the site by now: only a click may.
 *
 * @param {string} address
 * @param {string | null} group the policy that names it, where it is watched for that one's sake
 * @returns {Promise<Watch>}
 */
export async function startWatching(address, group) {
  const { history, watch } = await core();
  const { entry, versions } = await history(address);
  const url = versions[entry.current - 1]?.url ?? address;
  await askedFor(url);
  const fetched = await fetchPage({ url, etag: null, lastModified: null });
  const started = await watch(address, fetched, Date.now(), await interval(), group);
  await ensureAlarm({ anew: true });
  return started;
}

/**
 * Keeps a policy that no tab showed yet, and begins to watch it.
 *
 * @param {string} url
 * @param {string | null} group the policy that names it
 * @returns {Promise<Watch>}
 */
export async function adoptPolicy(url, group) {
  const { adopt } = await core();
  await askedFor(url);
  const fetched = await fetchPage({ url, etag: null, lastModified: null });
  const started = await adopt(fetched, Date.now(), await interval(), group);
  await ensureAlarm({ anew: true });
  return started;
}

/** @param {string} url */
async function askedFor(url) {
  if (!(await mayFetch(url))) throw new ReaderError('permission', await say('whyNoPermission'));
}

/**
 * @param {string} address
 * @param {boolean} on
 * @returns {Promise<Watch>}
 */
export async function watchByTab(address, on) {
  const { watchInTab } = await core();
  const watch = await watchInTab(address, on, Date.now());
  await ensureAlarm({ anew: true });
  return watch;
}

/**
 * Stops watching a policy, and gives the site's permission back where no other watch needs it.
 *
 * @param {string} address
 */
export async function stopWatching(address) {
  const { unwatch } = await core();
  const before = await listWatches();
  const url = before.find((watch) => watch.address === address)?.url;
  await unwatch(address);
  await ensureAlarm({ anew: true });
  if (!url) return;
  const { origin } = new URL(url);
  const needed = before.some((watch) => watch.address !== address && new URL(watch.url).origin === origin);
  if (needed) return;
  try {
    await chrome.permissions.remove({ origins: [`${origin}/*`] });
  } catch {
    // Granted by an administrator: not ours to give back.
  }
}

/** @returns {Promise<Watch[]>} */
export async function listWatches() {
  const { watches } = await core();
  return await watches();
}
