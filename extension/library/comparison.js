// Runs in: the library (an extension page).
//
// Two versions compared: the headline, each change with its redline, those of form only folded away; and the same as a file.

import { changeList } from '../ui/changes.js';
import { ask } from './ask.js';
import { download, fileName } from './download.js';
import { attempt, say } from './status.js';

/** @typedef {import('../types/wire.js').Format} Format */

/** How a report is written: the ending of its file, its type, its name for the reader. */
const FORMATS = /** @type {const} */ ({
  html: { ending: 'html', type: 'text/html', name: 'HTML' },
  markdown: { ending: 'md', type: 'text/markdown', name: 'Markdown' },
  json: { ending: 'json', type: 'application/json', name: 'JSON' },
  csv: { ending: 'csv', type: 'text/csv', name: 'CSV' },
});

/**
 * @param {HTMLElement} into
 * @param {string} address
 * @param {number} from
 * @param {number} to
 * @param {string} which names the two versions: on paper nothing else does
 * @param {string | null} change one to go to
 */
export async function showComparison(into, address, from, to, which, change) {
  /** @type {import('../types/wire.js').Comparison} */
  const { verdict, summary, changes } = await ask({ type: 'comparison', address, from, to });
  const headline = clausewatchElement('p', 'headline', summary.headline);
  headline.dataset['headline'] = '';
  const parts = [clausewatchElement('section', `verdict ${verdict} ${summary.direction}`, headline, clausewatchElement('p', 'soft', which))];
  const list = changeList(changes, null);
  if (list) parts.push(list);
  parts.push(reports(address, from, to));
  into.replaceChildren(...parts);
  const wanted = change === null ? null : /** @type {HTMLElement | null} */ (into.querySelector(`[data-change="${CSS.escape(change)}"]`));
  if (!wanted) return;
  const folded = wanted.closest('details');
  if (folded) folded.open = true;
  wanted.classList.add('wanted');
  wanted.scrollIntoView({ block: 'center' });
}

/**
 * @param {string} address
 * @param {number} from
 * @param {number} to
 */
function reports(address, from, to) {
  const line = clausewatchElement('p', 'tools reports', clausewatchElement('span', 'soft', clausewatchText('saveReport')));
  for (const format of /** @type {Format[]} */ (Object.keys(FORMATS))) {
    const { ending, type, name } = FORMATS[format];
    const save = async () => {
      /** @type {string} */
      const report = await ask({ type: 'report', address, from, to, format });
      // Spreadsheets take a table for one of the machine's own character set unless it begins so.
      const mark = format === 'csv' ? ['\ufeff'] : [];
      download(new Blob([...mark, report], { type }), `${fileName(address)}-${from}-${to}.${ending}`);
      say(clausewatchText('reportSaved', name));
    };
    const button = clausewatchButton('plain', name, attempt(save));
    button.dataset['report'] = format;
    line.append(button);
  }
  line.append(clausewatchButton('plain', clausewatchText('print'), () => print()));
  return line;
}
