// Runs in: the library (an extension page).
//
// A version's whole text, its clauses to know marked where they stand, each with what it is and why it matters.

import { ask } from './ask.js';

/** @typedef {import('../types/wire.js').Provision} Provision */

/**
 * @param {HTMLElement} into
 * @param {string} address
 * @param {number} number
 */
export async function showText(into, address, number) {
  /** @type {[import('../types/wire.js').Policy, Map<string, string>]} */
  const [policy, titles] = await Promise.all([ask({ type: 'version', address, number }), categoryTitles()]);
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
    article.append(paragraph(provision), ...notes(provision, titles));
  }
  into.replaceChildren(article);
}

/** The categories' names by id. */
async function categoryTitles() {
  /** @type {import('../types/wire.js').CategoryName[]} */
  const categories = await ask({ type: 'categories' });
  return new Map(categories.map(({ id, title }) => [id, title]));
}

/**
 * A clause with the words that its gravest finding rests on.
 *
 * @param {Provision} provision
 */
export function paragraph({ marker, lead_in, text, severity, findings }) {
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

/**
 * What the marks mean, for who cannot hover.
 *
 * @param {Provision} provision
 * @param {Map<string, string>} titles
 */
function notes({ findings, lead_in }, titles) {
  const told = findings.filter((f) => f.severity === 'high' || f.severity === 'medium');
  if (told.length === 0) return [];
  const note = clausewatchElement('p', lead_in === null ? 'why' : 'why under');
  note.lang = clausewatchLanguage();
  for (const { category, severity } of told) note.append(clausewatchElement('span', `tag ${severity}`, titles.get(category) ?? category), ' ');
  note.append(told[0]?.why ?? '');
  return [note];
}
