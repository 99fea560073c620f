// Runs in: the popup (an extension page).
//
// The clauses to know, the gravest first; standard bans folded away.

/** @typedef {import('../ui/changes.js').Show} Show */

const GRAVITY = ['high', 'medium', 'low'];

/** Characters of a clause shown before and after the words that carry the reason. */
const AROUND = 70;

/**
 * @param {VisitFinding[]} findings
 * @param {Show} show
 */
export function findingList(findings, show) {
  const section = clausewatchElement('section', 'findings');
  const of = (/** @type {string} */ severity) => findings.filter((finding) => finding.severity === severity);
  const counts = clausewatchElement('span', 'counts');
  for (const severity of GRAVITY) {
    const count = of(severity).length;
    if (count > 0) {
      counts.append(clausewatchElement('span', `tag ${severity}`, `${count} ${clausewatchText(`severity_${severity}`)}`));
    }
  }
  section.append(clausewatchElement('h2', '', clausewatchText('headFindings'), counts));
  if (findings.length === 0) section.append(clausewatchElement('p', 'soft', clausewatchText('noFindings')));
  const toKnow = [...of('high'), ...of('medium')];
  if (toKnow.length > 0) section.append(list(toKnow, show));
  const low = of('low');
  if (low.length > 0) {
    const summary = clausewatchElement('summary', '', clausewatchCount('low', low.length));
    section.append(clausewatchElement('details', 'fold', summary, list(low, show)));
  }
  return section;
}

/**
 * @param {VisitFinding[]} findings
 * @param {Show} show
 */
function list(findings, show) {
  const all = clausewatchElement('ul', 'items');
  all.append(...findings.map((finding) => item(finding, show)));
  return all;
}

/**
 * @param {VisitFinding} finding
 * @param {Show} show
 */
function item(finding, show) {
  const { id, category, severity, title, why, matters, check, ranges } = finding;
  const entry = clausewatchElement('li', `item ${severity}`);
  Object.assign(entry.dataset, { finding: id, category, severity });
  const head = clausewatchElement(
    'p',
    'head',
    clausewatchElement('span', `tag ${severity}`, clausewatchText(`severity_${severity}`)),
    clausewatchElement('b', '', title),
  );
  const quote = clausewatchElement('p', 'quote', ...quoted(finding));
  quote.dir = 'auto';
  const more = clausewatchElement('details', '', clausewatchElement('summary', '', clausewatchText('more')));
  for (const sentence of [why, matters, check]) {
    if (sentence) more.append(clausewatchElement('p', '', sentence));
  }
  const acts = clausewatchElement('div', 'acts', more);
  if (ranges.some((pieces) => pieces.length > 0)) {
    acts.append(clausewatchButton('link', clausewatchText('showOnPage'), () => show(id)));
  }
  entry.append(head, quote, acts);
  return entry;
}

/**
 * The clause with the words that carry the reason marked, cut to what stands around them.
 *
 * @param {Pick<VisitFinding, 'quote' | 'spans'>} clause
 */
export function quoted({ quote, spans }) {
  const first = spans[0]?.start ?? 0;
  const last = spans.at(-1)?.end ?? 0;
  const before = quote.slice(Math.max(0, first - AROUND), first);
  const after = quote.slice(last, last + AROUND);
  const from = first <= AROUND ? 0 : first - before.replace(/^\S*/, '').length;
  const to = last + AROUND >= quote.length ? quote.length : last + after.replace(/\S*$/, '').length;
  /** @type {(string | Node)[]} */
  const parts = [from > 0 ? '…' : ''];
  let at = from;
  for (const { start, end } of spans) {
    if (start < at) continue;
    parts.push(quote.slice(at, start), clausewatchElement('mark', '', quote.slice(start, end)));
    at = end;
  }
  parts.push(quote.slice(at, to), to < quote.length ? '…' : '');
  return parts;
}
