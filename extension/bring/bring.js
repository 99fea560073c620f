// Runs in: the page for bringing an earlier version (an extension page in a tab: the popup closes when a file is chosen).
// `?policy=ADDRESS` names the policy, `&tab=ID` the tab that shows it.

import { Failure, ask } from '../library/ask.js';
import { fillTexts } from '../ui/fill.js';
import { fromFile } from './brought.js';

/** @typedef {import('./brought.js').Brought} Brought */

const DAY = 24 * 3_600_000;
const here = new URL(location.href).searchParams;
const address = here.get('policy') ?? '';
const tab = Number(here.get('tab') ?? Number.NaN);

await clausewatchSpeak();
fillTexts(document);
document.title = clausewatchText('bringTitle');
const form = /** @type {HTMLFormElement} */ (document.getElementById('form'));
const file = /** @type {HTMLInputElement} */ (document.getElementById('file'));
const text = /** @type {HTMLTextAreaElement} */ (document.getElementById('text'));
const date = /** @type {HTMLInputElement} */ (document.getElementById('date'));
const fault = /** @type {HTMLElement} */ (document.getElementById('fault'));
date.max = new Date().toISOString().slice(0, 10);

/** What was pasted with its headings and lists, as long as the field still says the same. */
let pasted = { text: '', html: '' };
text.addEventListener('paste', (event) => {
  const html = event.clipboardData?.getData('text/html') ?? '';
  if (html === '' || text.value.trim() !== '') return;
  setTimeout(() => {
    pasted = { text: text.value, html };
  });
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  fault.hidden = true;
  try {
    await bring();
  } catch (error) {
    if (!(error instanceof Failure)) console.error(error);
    fault.textContent = error instanceof Error ? error.message : String(error);
    fault.hidden = false;
  }
});

try {
  /** @type {import('../types/wire.js').History} */
  const { entry } = await ask({ type: 'history', address });
  /** @type {HTMLElement} */ (document.getElementById('policy')).textContent = entry.title || address;
} catch (error) {
  /** @type {HTMLElement} */ (document.getElementById('policy')).textContent = clausewatchText('failed');
  form.replaceChildren(clausewatchElement('p', 'note', error instanceof Error ? error.message : String(error)));
}

async function bring() {
  const { content, format, name } = await what();
  const dated = date.valueAsNumber;
  // Noon, so that the day is the same one wherever the reader is.
  if (Number.isNaN(dated) || dated > Date.now()) throw new Failure(clausewatchText('bringFuture'));
  /** @type {import('../types/wire.js').Brought} */
  const answer = await ask({ type: 'bring', address, content, format, name, dated: Math.min(dated + DAY / 2, Date.now()) });
  if (answer.type === 'unreadable') throw new Failure(clausewatchText('bringUnreadable', name, answer.why));
  if (answer.type === 'known') throw new Failure(clausewatchText('bringKnown', name, String(answer.number)));
  await done(answer.number);
}

/** @returns {Promise<Brought>} */
async function what() {
  const [chosen] = file.files ?? [];
  if (chosen) return fromFile(chosen);
  if (text.value.trim() === '') throw new Failure(clausewatchText('bringNothing'));
  const name = clausewatchText('bringPasted');
  if (pasted.html !== '' && pasted.text === text.value) return { content: pasted.html, format: 'html', name };
  return { content: text.value, format: 'text', name };
}

/** @param {number} number the version's */
async function done(number) {
  const said = /** @type {HTMLElement} */ (document.getElementById('said'));
  const next = /** @type {HTMLElement} */ (document.getElementById('next'));
  said.textContent = clausewatchText('bringDone', String(number), clausewatchDate(date.valueAsNumber, Date.now()));
  const library = clausewatchElement('a', 'quiet', clausewatchText('libraryTitle'));
  library.href = `../library/library.html?policy=${encodeURIComponent(address)}`;
  if (Number.isInteger(tab) && (await chrome.tabs.get(tab).catch(() => null))) {
    next.append(clausewatchButton('primary', clausewatchText('bringShow'), async () => {
      await ask({ type: 'against', tab, version: number });
      await chrome.tabs.update(tab, { active: true });
    }));
  }
  next.append(library);
  form.hidden = true;
  /** @type {HTMLElement} */ (document.getElementById('done')).hidden = false;
}
