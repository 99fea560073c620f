// Runs in: the popup (an extension page).
//
// The few ways in which elements are made here. Text only ever goes in as text.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {(string | Node)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, className = '', ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * @param {string} className
 * @param {string} label
 * @param {() => void} act
 */
export function button(className, label, act) {
  const made = el('button', className, label);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

/**
 * A string in the reader's language.
 *
 * @param {string} key
 * @param {string[]} values
 */
export function text(key, ...values) {
  return chrome.i18n.getMessage(key, values);
}
