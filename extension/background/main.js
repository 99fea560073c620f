// Runs in: the background (service worker in Chromium, event page in Firefox).
//
// The background's one entry. Registers every listener, synchronously, so that an event that wakes it finds one; does
// nothing else, since it starts again whenever something happens in any tab.

import { readTab, stepTab } from './actions.js'
import { addMenu } from './menu.js'
import { onMessage } from './router.js'
import { forgetTab, leaveTab } from './tabs.js'

chrome.runtime.onMessage.addListener(onMessage)
chrome.runtime.onInstalled.addListener(addMenu)
chrome.contextMenus.onClicked.addListener((_info, tab) => readTab(tab))
chrome.commands.onCommand.addListener((command, tab) => {
  if (command === 'read-page') return readTab(tab)
  if (command === 'next-clause') return stepTab(tab, 1)
  if (command === 'previous-clause') return stepTab(tab, -1)
})
chrome.tabs.onRemoved.addListener(forgetTab)
chrome.tabs.onUpdated.addListener((tab, change) => {
  if (change.status === 'loading') leaveTab(tab, change.url)
})
