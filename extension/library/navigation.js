// Runs in: the library (extension pages in tabs of their own).
//
// The ways between the library's views and to the options, on each of its pages.

/**
 * @param {HTMLElement} nav
 * @param {string | null} view the one that is shown; null where it is none of them
 */
export function navigate(nav, view) {
  nav.setAttribute('aria-label', clausewatchText('libraryViews'));
  for (const [name, key, href] of /** @type {const} */ ([
    ['list', 'libraryAll', 'library.html'],
    ['calendar', 'calendarTitle', 'library.html?view=calendar'],
    ['topics', 'topicsTitle', 'library.html?view=topics'],
    ['options', 'optionsTitle', '../options/options.html'],
  ])) {
    const link = clausewatchElement('a', 'tab', clausewatchText(key));
    link.href = href;
    if (name === view) link.setAttribute('aria-current', 'page');
    nav.append(link);
  }
}
