// Runs in: the background (service worker in Chromium, event page in Firefox).
//
// The background's one entry. Registers every listener, synchronously, so that an event that wakes it finds one; does
// nothing else: no core is loaded and no archive opened before a message needs it. Nothing here listens to navigation or
// tabs, so that ordinary browsing never wakes it: browsers clear a tab's badge themselves, and what is known of a tab is
// held against the tab's document when somebody asks.

import '../settings.js';
import { speak } from '../language.js';
import { readTab, stepTab } from './actions.js';
import { onNotificationClick } from './notify.js';
import { ensureAlarm } from './alarm.js';
import { onMessage } from './router.js';
import { onAlarm, onStartup } from './watch.js';

chrome.runtime.onMessage.addListener(onMessage);
chrome.runtime.onInstalled.addListener(({ reason }) => {
  clausewatchSettings.load().then(({ language }) => speak(language));
  ensureAlarm();
  // Once: not for an update, of the extension or of the browser.
  if (reason === 'install') chrome.tabs.create({ url: chrome.runtime.getURL('welcome/welcome.html') });
});
chrome.runtime.onStartup.addListener(onStartup);
chrome.alarms.onAlarm.addListener(onAlarm);
chrome.notifications.onClicked.addListener(onNotificationClick);
chrome.contextMenus.onClicked.addListener((_info, tab) => readTab(tab));
chrome.commands.onCommand.addListener((command, tab) => {
  if (command === 'read-page') readTab(tab);
  if (command === 'next-clause') stepTab(tab, 1);
  if (command === 'previous-clause') stepTab(tab, -1);
});
