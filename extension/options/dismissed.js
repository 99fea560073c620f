// Runs in: the options page (an extension page).
//
// What the reader dismissed, with the way back, and what the reader called wrong, with an export of it.

import { ask } from '../library/ask.js';
import { dated, download } from '../library/download.js';

/** @typedef {import('../messages.js').Dismissal} Dismissal */
/** @typedef {import('../messages.js').Report} Report */

/** @param {HTMLElement} into */
export async function showDismissed(into) {
  /** @type {[Dismissal[], Report[]]} */
  const [dismissals, reports] = await Promise.all([ask({ type: 'dismissals' }), ask({ type: 'reports' })]);
  const again = () => showDismissed(into);
  const parts = [];
  if (dismissals.length === 0) parts.push(clausewatchElement('p', 'soft', clausewatchText('dismissedNone')));
  else {
    const rows = dismissals.toReversed().map(({ id, scope, title, text, address, site, at }) => {
      const about = [clausewatchText(`scope_${scope}`), scope === 'category' ? '' : scope === 'site' ? site : address];
      const dated = clausewatchDate(at, Date.now());
      return record(title, [...about, dated].filter(Boolean).join(' · '), scope === 'clause' ? text : '', 'undo', async () => {
        await ask({ type: 'restore', id });
        await again();
      });
    });
    parts.push(clausewatchElement('ul', 'records', ...rows));
  }
  if (reports.length > 0) {
    const rows = reports.toReversed().map(({ id, policy, why, text, note }) =>
      record(policy, note || why, text, 'forgetReport', async () => {
        await ask({ type: 'forget-report', id });
        await again();
      }),
    );
    parts.push(
      clausewatchElement('h3', '', clausewatchCount('reports', reports.length)),
      clausewatchElement('p', 'soft', clausewatchText('reportsMore')),
      clausewatchElement('ul', 'records', ...rows),
      clausewatchButton('quiet', clausewatchText('exportReports'), () => exportReports(reports)),
    );
  }
  into.replaceChildren(...parts);
}

/**
 * @param {string} title
 * @param {string} about
 * @param {string} quote
 * @param {'undo' | 'forgetReport'} label
 * @param {() => Promise<void>} act
 */
function record(title, about, quote, label, act) {
  const said = clausewatchElement('p', '', clausewatchElement('b', '', title), ' ', clausewatchElement('span', 'soft', about));
  const button = clausewatchButton('link', clausewatchText(label), () => void act());
  button.setAttribute('aria-label', `${clausewatchText(label)}: ${title}`);
  const row = clausewatchElement('li', 'record', said, button);
  if (quote) row.append(clausewatchElement('span', 'quote', quote.length > 200 ? `${quote.slice(0, 200)}…` : quote));
  return row;
}

/** @param {Report[]} reports */
function exportReports(reports) {
  const json = JSON.stringify({ format: 'clausewatch reports', version: 1, reports }, null, 2);
  download(new Blob([json], { type: 'application/json' }), dated('clausewatch-reports', 'json'));
}
