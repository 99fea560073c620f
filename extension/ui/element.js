// Runs in: pages' isolated world and our own pages (a classic script, since content scripts cannot import).
//
// How elements are made here. Text only ever goes in as text: what a page says never becomes markup.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {(string | Node)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function clausewatchElement(tag, className = '', ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * @param {string} className
 * @param {string | Node} label
 * @param {() => void} act
 */
function clausewatchButton(className, label, act) {
  const button = clausewatchElement('button', className, label);
  button.type = 'button';
  button.addEventListener('click', act);
  return button;
}

/**
 * A button that shows a sign; its name is for assistive technology and for the tooltip.
 *
 * @param {string} className
 * @param {string} path the sign as an SVG path in a 16 × 16 box
 * @param {string} name
 * @param {() => void} act
 */
function clausewatchSignButton(className, path, name, act) {
  const namespace = 'http://www.w3.org/2000/svg';
  const sign = document.createElementNS(namespace, 'svg');
  sign.setAttribute('viewBox', '0 0 16 16');
  sign.setAttribute('width', '16');
  sign.setAttribute('height', '16');
  sign.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(namespace, 'path');
  line.setAttribute('d', path);
  line.setAttribute('fill', 'none');
  line.setAttribute('stroke', 'currentColor');
  line.setAttribute('stroke-width', '1.75');
  line.setAttribute('stroke-linecap', 'round');
  line.setAttribute('stroke-linejoin', 'round');
  sign.append(line);
  const button = clausewatchButton(className, sign, act);
  button.setAttribute('aria-label', name);
  button.title = name;
  return button;
}
