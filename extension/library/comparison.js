// Runs in: the library (an extension page).
//
// Two versions compared: the headline, each change with its redline, those of form only folded away.

import { changeList } from '../ui/changes.js';
import { ask } from './ask.js';

/**
 * @param {HTMLElement} into
 * @param {string} address
 * @param {number} from
 * @param {number} to
 */
export async function showComparison(into, address, from, to) {
  /** @type {import('../types/wire.js').Comparison} */
  const { verdict, summary, changes } = await ask({ type: 'comparison', address, from, to });
  const headline = clausewatchElement('p', 'headline', summary.headline);
  headline.dataset['headline'] = '';
  const parts = [clausewatchElement('section', `verdict ${verdict} ${summary.direction}`, headline)];
  const list = changeList(changes, null);
  if (list) parts.push(list);
  into.replaceChildren(...parts);
}
