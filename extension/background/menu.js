// Runs in: the background and, where the reader chooses a language, the options page.
//
// The page menu's entry. Menus outlive the background, so it is made at installation, at updates and for another language only.

import '../ui/wording.js';

export async function addMenu() {
  await clausewatchSpeak();
  chrome.contextMenus.removeAll(() => {
    chrome.contextMenus.create({ id: 'read', title: clausewatchText('menuRead'), contexts: ['page', 'action'] });
  });
}
