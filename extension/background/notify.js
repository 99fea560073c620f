// Runs in: the background.
//
// Tells the reader: one notification for each change, one for all where there are many, one for a watch in trouble. The
// badge outside of policy pages counts the policies with changes that the reader has not seen.
//
// What is to be told is worked out from the archive and from what was told before, so that a background that dies between
// finding and telling tells it the next time, and quiet hours only put it off.

import '../settings.js';
import { core } from './core.js';
import { quietUntil } from './quiet.js';
import { COLOURS } from './tabs.js';
import { say } from '../say.js';

/** @typedef {import('../types/wire.js').Shelved} Shelved */
/** @typedef {import('../types/wire.js').News} News */
/** @typedef {import('../types/wire.js').Watch} Watch */

const MOST_AT_ONCE = 3;
const ICON = chrome.runtime.getURL('icons/128.png');

/** Up to when news were told, and which watches' trouble was. */
const TOLD = { newsToldTo: 0, troubleTold: /** @type {string[]} */ ([]) };

/**
 * Notes where telling begins: what is there before the first look is no news, and a clock that was set back must not
 * keep what it finds from being told.
 */
export async function beginTelling() {
  await core();
  const now = Date.now();
  const { newsToldTo } = await chrome.storage.local.get({ newsToldTo: null });
  if (newsToldTo === null || Number(newsToldTo) >= now) await chrome.storage.local.set({ newsToldTo: now - 1 });
}

/** Tells what was found and not told yet, unless these are quiet hours. */
export async function tell() {
  const archive = await core();
  const { notifications, quietHours } = await clausewatchSettings.load();
  if (notifications && quietUntil(Date.now(), quietHours) !== null) return;
  const { newsToldTo, troubleTold } = /** @type {typeof TOLD} */ (await chrome.storage.local.get(TOLD));
  /** @type {[News[], Watch[]]} */
  const [news, watches] = await Promise.all([archive.news(), archive.watches()]);
  const unread = await unreadAddresses();
  const fresh = news.filter((item) => item.at > newsToldTo && unread.has(item.address));
  const troubled = watches.filter((watch) => watch.trouble?.told);
  if (notifications) {
    await notifyNews(latestOfEach(fresh));
    for (const watch of troubled.filter(({ address }) => !troubleTold.includes(address))) await notifyTrouble(watch);
  }
  await chrome.storage.local.set({
    newsToldTo: Math.max(newsToldTo, ...news.map((item) => item.at)),
    troubleTold: troubled.map(({ address }) => address),
  });
}

/**
 * A policy that changed twice since the reader was told is one thing to read.
 *
 * @param {News[]} news newest first
 */
function latestOfEach(news) {
  return news.filter((item, at) => news.findIndex(({ address }) => address === item.address) === at);
}

/** @param {News[]} news */
async function notifyNews(news) {
  if (news.length > MOST_AT_ONCE) {
    const title = await say('notifyMany', String(news.length));
    await notify('library', title, news.map((item) => item.title).join('\n'));
    return;
  }
  for (const item of news) {
    await notify(
      `policy:${item.address}`,
      await say('notifyChanged', item.title),
      item.summary.headline,
    );
  }
}

/** @param {Watch} watch */
async function notifyTrouble(watch) {
  const host = new URL(watch.url).host;
  await notify(`policy:${watch.address}`, await say('notifyTrouble', host), watch.trouble?.why ?? '');
}

/**
 * @param {string} id says what a click opens
 * @param {string} title
 * @param {string} message
 */
async function notify(id, title, message) {
  await chrome.notifications.create(id, { type: 'basic', iconUrl: ICON, title, message });
}

/**
 * A click opens the policy's page, where the changes since the reader's last visit are shown, or the library.
 *
 * @param {string} id
 */
export async function onNotificationClick(id) {
  await chrome.notifications.clear(id);
  const url = id.startsWith('policy:') ? id.slice('policy:'.length) : chrome.runtime.getURL('library/library.html');
  await chrome.tabs.create({ url });
}

/**
 * The policies that changed since the reader saw them.
 *
 * @param {Map<string, number>} [held] those whose change is looked at again before it is told, with the version before it
 */
async function unreadAddresses(held) {
  const { policies } = await core();
  /** @type {Shelved[]} */
  const all = JSON.parse(await policies());
  const unread = all.filter(({ address, seen, current }) => seen !== current && seen !== held?.get(address));
  return new Set(unread.map(({ address }) => address));
}

async function heldAddresses() {
  const { watches } = await core();
  /** @type {Watch[]} */
  const all = await watches();
  return new Map(all.flatMap(({ address, held }) => (held ? [/** @type {[string, number]} */ ([address, held.base])] : [])));
}

/** Shows on the badge how many policies changed since the reader saw them. */
export async function showUnread() {
  const unread = (await unreadAddresses(await heldAddresses())).size;
  await chrome.action.setBadgeText({ text: unread === 0 ? '' : String(unread) });
  await chrome.action.setBadgeBackgroundColor({ color: COLOURS.changed });
}

/** After the reader saw a policy: counts again where the badge shows a count. */
export async function recount() {
  if (await chrome.action.getBadgeText({})) await showUnread();
}
