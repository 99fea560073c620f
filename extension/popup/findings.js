// Runs in: the popup (an extension page).
//
// The clauses to know: gravest first, low ones folded away.

import { button, el, text } from './elements.js';

/** @typedef {import('../types/wire.js').VisitFinding} VisitFinding */

const ORDER = ['high', 'medium', 'low'];

/**
 * @param {VisitFinding[]} findings
 * @param {(id: string) => void} show
 */
export function findingList(findings, show) {
  const section = el('section', 'findings');
  const of = (/** @type {string} */ severity) => findings.filter((f) => f.severity === severity);
  const toKnow = [...of('high'), ...of('medium')];
  section.append(el('h2', '', text('headFindings'), el('span', 'count', String(toKnow.length))));
  const counts = el('p', 'counts');
  for (const severity of ORDER) {
    const count = of(severity).length;
    if (count > 0) counts.append(el('span', `tag ${severity}`, `${text(`severity_${severity}`)} ${count}`));
  }
  section.append(findings.length > 0 ? counts : el('p', 'soft', text('noFindings')));
  section.append(list(toKnow, show));
  const low = of('low');
  if (low.length > 0) {
    section.append(el('details', '', el('summary', '', text('headLow', String(low.length))), list(low, show)));
  }
  return section;
}

/**
 * @param {VisitFinding[]} findings
 * @param {(id: string) => void} show
 */
function list(findings, show) {
  const all = el('ul', 'cards');
  for (const finding of findings) {
    const card = el('li', `card ${finding.severity}`);
    card.dataset['finding'] = finding.id;
    card.dataset['category'] = finding.category;
    card.dataset['severity'] = finding.severity;
    card.append(
      el('p', 'top', el('span', `tag ${finding.severity}`, text(`severity_${finding.severity}`)), el('b', '', finding.title)),
      el('p', 'quote', ...quoted(finding)),
      el('details', '', el('summary', '', text('why')),
        el('p', '', finding.why), el('p', '', finding.matters), el('p', '', finding.check)),
      button('link', text('showOnPage'), () => show(finding.id)),
    );
    all.append(card);
  }
  return all;
}

/**
 * The provision with the words that carry the reason marked.
 *
 * @param {VisitFinding} finding
 */
function quoted({ quote, spans }) {
  /** @type {(string | Node)[]} */
  const parts = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push(quote.slice(at, start), el('mark', '', quote.slice(start, end)));
    at = end;
  }
  parts.push(quote.slice(at));
  return parts;
}
