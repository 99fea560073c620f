// Runs in: the background.
//
// Looks again at watched policies. One alarm stands for the next look; the list is the archive's. When it rings, what is
// due is looked at, one request at a time for each host, and the alarm is set anew. The core decides what is news.

import '../settings.js';
import { core } from './core.js';
import { ReaderError } from './errors.js';
import { fetchPage } from './fetch.js';
import { notifyNews, notifyTrouble, showUnread } from './notify.js';

/** @typedef {import('../types/wire.js').Watch} Watch */
/** @typedef {import('../types/wire.js').News} News */

const ALARM = 'watch';
const HOUR = 3_600_000;
// So many looks a time: browsers end a background that works for minutes. The rest is due a minute later.
const MOST = 20;
const HOSTS_AT_ONCE = 4;
// Chromium rounds up shorter ones.
const SOONEST = 30_000;

async function interval() {
  const { watchHours } = await clausewatchSettings.load();
  return watchHours * HOUR;
}

/**
 * Sets the alarm where something is watched and none is set. Browsers may drop alarms at updates and restarts.
 *
 * @param {boolean} anew whether one that is there is set anew
 */
export async function ensureAlarm(anew = false) {
  if (!anew && (await chrome.alarms.get(ALARM))) return;
  const { dueWatches } = await core();
  const { next } = await dueWatches(Date.now(), 0);
  if (next === null) await chrome.alarms.clear(ALARM);
  // The period is the safety net for a look that was cut off before it could set the next alarm.
  else await chrome.alarms.create(ALARM, { when: Math.max(next, Date.now() + SOONEST), periodInMinutes: 360 });
}

/** The browser starts: the alarm may be gone, the badge is. */
export async function onStartup() {
  await ensureAlarm();
  if (await chrome.alarms.get(ALARM)) await showUnread();
}

/** @param {chrome.alarms.Alarm} alarm */
export async function onAlarm(alarm) {
  if (alarm.name !== ALARM) return;
  try {
    if (navigator.onLine) await lookAtAll();
  } finally {
    await ensureAlarm(true);
  }
}

async function lookAtAll() {
  const { dueWatches } = await core();
  /** @type {{due: Watch[]}} */
  const { due } = await dueWatches(Date.now(), MOST);
  /** @type {Map<string, Watch[]>} */
  const hosts = new Map();
  for (const watch of due) {
    const { host } = new URL(watch.url);
    hosts.set(host, [...(hosts.get(host) ?? []), watch]);
  }
  /** @type {News[]} */
  const news = [];
  const queues = [...hosts.values()];
  const worker = async () => {
    for (let queue = queues.pop(); queue; queue = queues.pop()) {
      for (const watch of queue) {
        const found = await lookAt(watch);
        if (found) news.push(found);
      }
    }
  };
  await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, worker));
  await notifyNews(news);
  await showUnread();
}

/**
 * @param {Watch} watch
 * @returns {Promise<News | null>}
 */
async function lookAt(watch) {
  const { looked } = await core();
  const fetched = await fetchPage(watch);
  /** @type {{watch: Watch, tellTrouble: boolean, news: News | null}} */
  const answer = await looked(watch.address, fetched, Date.now(), await interval());
  if (answer.tellTrouble) await notifyTrouble(answer.watch);
  return answer.news;
}

/**
 * Begins to watch a policy. Our page has asked the reader for the site by now: only a click may.
 *
 * @param {string} address
 * @returns {Promise<Watch>}
 */
export async function startWatching(address) {
  const { history, watch } = await core();
  const { entry, versions } = await history(address);
  const url = versions[entry.current - 1]?.url ?? address;
  const origins = [`${new URL(url).origin}/*`];
  if (!(await chrome.permissions.contains({ origins }))) {
    throw new ReaderError('permission', chrome.i18n.getMessage('whyNoPermission'));
  }
  const fetched = await fetchPage({ url, etag: null, lastModified: null });
  const started = await watch(address, fetched, Date.now(), await interval());
  await ensureAlarm(true);
  return started;
}

/**
 * Stops watching a policy, and gives the site's permission back where no other watch needs it.
 *
 * @param {string} address
 */
export async function stopWatching(address) {
  const { unwatch, watches } = await core();
  /** @type {Watch[]} */
  const before = await watches();
  const url = before.find((watch) => watch.address === address)?.url;
  await unwatch(address);
  await ensureAlarm(true);
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
