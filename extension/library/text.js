// Runs in: the library (an extension page).
//
// A version's whole text, its clauses to know marked where they stand.

import { ask } from './ask.js';

/** @typedef {import('../types/wire.js').Provision} Provision */

/**
 * @param {HTMLElement} into
 * @param {string} address
 * @param {number} number
 */
export async function showText(into, address, number) {
  /** @type {import('../types/wire.js').Policy} */
  const policy = await ask({ type: 'version', address, number });
  const article = clausewatchElement('article', 'text');
  article.lang = policy.language;
  article.dir = 'auto';
  /** @type {string[]} */
  let path = [];
  for (const provision of policy.provisions) {
    provision.path.forEach((heading, depth) => {
      if (path[depth] === heading && path.slice(0, depth).every((h, i) => h === provision.path[i])) return;
      article.append(clausewatchElement(depth === 0 ? 'h2' : 'h3', '', heading));
    });
    path = provision.path;
    article.append(paragraph(provision));
  }
  into.replaceChildren(article);
}

/** @param {Provision} provision */
function paragraph({ marker, lead_in, text, severity, findings }) {
  const line = clausewatchElement('p', lead_in === null ? '' : 'under');
  if (marker !== null) line.append(clausewatchElement('span', 'marker', marker), ' ');
  const finding = findings.find((f) => f.severity !== 'none');
  let at = 0;
  for (const { start, end } of finding?.spans ?? []) {
    if (start < at) continue;
    const mark = clausewatchElement('mark', severity, text.slice(start, end));
    mark.title = finding?.why ?? '';
    line.append(text.slice(at, start), mark);
    at = end;
  }
  line.append(text.slice(at));
  return line;
}
