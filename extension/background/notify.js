// Runs in: the background.
//
// Tells the reader: one notification for each change, one for all where there are many, one for a watch in trouble. The
// badge outside of policy pages counts the policies with changes that the reader has not seen.

import '../settings.js';
import { core } from './core.js';
import { COLOURS } from './tabs.js';

/** @typedef {import('../types/wire.js').Entry} Entry */
/** @typedef {import('../types/wire.js').News} News */
/** @typedef {import('../types/wire.js').Watch} Watch */

const MOST_AT_ONCE = 3;
const ICON = chrome.runtime.getURL('icons/128.png');

/** @param {News[]} news */
export async function notifyNews(news) {
  if (news.length > MOST_AT_ONCE) {
    const title = chrome.i18n.getMessage('notifyMany', [String(news.length)]);
    await notify('library', title, news.map((item) => item.title).join('\n'));
    return;
  }
  for (const item of news) {
    await notify(
      `policy:${item.address}`,
      chrome.i18n.getMessage('notifyChanged', [item.title]),
      item.summary.headline,
    );
  }
}

/** @param {Watch} watch */
export async function notifyTrouble(watch) {
  const host = new URL(watch.url).host;
  await notify(`policy:${watch.address}`, chrome.i18n.getMessage('notifyTrouble', [host]), watch.trouble?.why ?? '');
}

/**
 * @param {string} id says what a click opens
 * @param {string} title
 * @param {string} message
 */
async function notify(id, title, message) {
  const { notifications } = await clausewatchSettings.load();
  if (!notifications) return;
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

/** Shows on the badge how many policies changed since the reader saw them. */
export async function showUnread() {
  const { policies } = await core();
  /** @type {Entry[]} */
  const all = await policies();
  const unread = all.filter((entry) => entry.seen !== entry.current).length;
  await chrome.action.setBadgeText({ text: unread === 0 ? '' : String(unread) });
  await chrome.action.setBadgeBackgroundColor({ color: COLOURS.changed });
}

/** After the reader saw a policy: counts again where the badge shows a count. */
export async function recount() {
  if (await chrome.action.getBadgeText({})) await showUnread();
}
