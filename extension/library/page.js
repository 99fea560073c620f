// Runs in: the library (extension pages in tabs of their own).
//
// What the pages beside the library's own have in common: the ways back, the title, the disclaimer.

import { navigate } from './navigation.js';

/**
 * @param {string} id the id of the page's main element
 * @param {string} title the key of its title
 */
export async function beginPage(id, title) {
  await clausewatchSpeak();
  document.documentElement.lang = clausewatchLanguage();
  document.title = `${clausewatchText(title)} · ${clausewatchText('libraryTitle')}`;
  const texts = { home: 'libraryTitle', disclaimer: 'disclaimer' };
  for (const [element, key] of Object.entries(texts)) {
    /** @type {HTMLElement} */ (document.getElementById(element)).textContent = clausewatchText(key);
  }
  navigate(/** @type {HTMLElement} */ (document.getElementById('views')), null);
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
