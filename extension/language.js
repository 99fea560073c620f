// Runs in: the background and the options page (an ES module).
//
// The strings of the language that the reader chose, put where every world finds them: browsers give those of their own
// language only, and content scripts cannot load a file.

import { addMenu } from './menu.js';

/**
 * Has Clausewatch speak a language from the next page on. To be done after an update, too: it may bring other strings.
 *
 * @param {ClausewatchSettings['language']} language
 */
export async function speak(language) {
  if (language === 'browser') {
    await chrome.storage.local.remove('strings');
  } else {
    const file = await fetch(chrome.runtime.getURL(`_locales/${language}/messages.json`));
    await chrome.storage.local.set({ strings: { language, messages: await file.json() } });
  }
  await addMenu();
}
