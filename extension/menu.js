// Runs in: the background and, where the reader chooses a language, the options page.
//
// The page menu's entry. Menus outlive the background, so it is made at installation, at updates and for another language only.

import { say } from './say.js';

export async function addMenu() {
  const title = await say('menuRead');
  chrome.contextMenus.removeAll(() => {
    chrome.contextMenus.create({ id: 'read', title, contexts: ['page', 'action'] });
  });
}
