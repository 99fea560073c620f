// Runs in: the background.
//
// The page menu's entry. Menus outlive the background, so it is made at installation and update only.

export function addMenu() {
  chrome.contextMenus.removeAll(() => {
    chrome.contextMenus.create({ id: 'read', title: chrome.i18n.getMessage('menuRead'), contexts: ['page', 'action'] });
  });
}
