// Runs in: the options page (an extension page).
//
// The keyboard's shortcuts as they are now. Only the browser changes them, on a page of its own.

export async function keyList() {
  const list = clausewatchElement('dl', 'keys');
  for (const { name, description, shortcut } of await chrome.commands.getAll()) {
    const what = name === '_execute_action' ? clausewatchText('commandOpen') : (description ?? '');
    const keys = shortcut ? clausewatchElement('kbd', '', shortcut) : clausewatchElement('span', 'soft', clausewatchText('keysNone'));
    list.append(clausewatchElement('dt', '', what), clausewatchElement('dd', '', keys));
  }
  return [list, clausewatchButton('quiet', clausewatchText('keysChange'), () => void openShortcuts())];
}

async function openShortcuts() {
  // Firefox has a call for it, Chromium an address.
  const { openShortcutSettings } = /** @type {{openShortcutSettings?: () => Promise<void>}} */ (chrome.commands);
  if (openShortcutSettings) await openShortcutSettings.call(chrome.commands);
  else await chrome.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
