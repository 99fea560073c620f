// Runs in: our own pages.
//
// Fills a page’s elements with the strings that their `data-text` names, in the reader’s language.

/** @param {ParentNode} root */
export function fillTexts(root) {
  document.documentElement.lang = clausewatchLanguage();
  for (const element of root.querySelectorAll('[data-text]')) {
    element.textContent = clausewatchText(element.getAttribute('data-text') ?? '');
  }
}
