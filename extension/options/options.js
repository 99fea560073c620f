// Runs in: the options page (an extension page in a tab).
//
// Shows every setting and saves each as it is chosen. What a setting may be is settings.js's to say.

import { speak } from '../language.js';
import { ask } from '../library/ask.js';
import { attempt, say } from '../library/status.js';
import { fillTexts } from '../ui/fill.js';
import { choice, listed, oneOf } from './choices.js';
import { dataButtons } from './data.js';
import { showDismissed } from './dismissed.js';
import { keyList } from './keys.js';
import { quietHours } from './quiet.js';
import { categoryChoices, paletteChoices, severityChoices } from './shown.js';
import { wordsField } from './words.js';

/** @typedef {import('../types/wire.js').CategoryName} CategoryName */

await clausewatchSpeak();
fillTexts(document);
document.title = clausewatchText('optionsTitle');
const settings = await clausewatchSettings.load();

/** @param {Partial<ClausewatchSettings>} values */
async function save(values) {
  await clausewatchSettings.save(values);
  say(clausewatchText('optionsSaved'));
}

/** @param {string} id @param {(Node | string)[]} parts */
function fill(id, ...parts) {
  document.getElementById(id)?.replaceChildren(...parts);
}

const { choices } = clausewatchSettings;
const detection = choices.detection.map((value) => ({
  value,
  label: [clausewatchText(`detection_${value}`), clausewatchElement('small', '', clausewatchText(`about_${value}`))],
}));
fill('detection', oneOf('detection', clausewatchText('optionsDetection'), detection, settings.detection, (value) => void save({ detection: value })));
fill('severities', severityChoices(settings, save));
fill('palette', paletteChoices(settings, save));
fill('words', ...wordsField(settings, save));

const hours = choices.watchHours.map((value) => ({ value, label: clausewatchCount('everyHours', value) }));
if (!hours.some(({ value }) => value === settings.watchHours)) {
  hours.push({ value: settings.watchHours, label: clausewatchCount('everyHours', settings.watchHours) });
}
fill('watching',
  listed('watchHours', clausewatchText('optionsInterval'), hours, settings.watchHours, (value) => void save({ watchHours: value })),
  choice('checkbox', 'notifications', [clausewatchText('optionsNotify')], settings.notifications, (on) => void save({ notifications: on })).element,
  quietHours(settings, save),
  choice('checkbox', 'watchMetered', [clausewatchText('optionsMetered')], settings.watchMetered, (on) => void save({ watchMetered: on })).element,
);
fill('language', listed('language', clausewatchText('optionsLanguage'), choices.language.map(languageName), settings.language, async (value) => {
  await clausewatchSettings.save({ language: value });
  await speak(value);
  location.reload();
}));
fill('keys', ...(await keyList()));
fill('data', dataButtons(attempt, async (taken) => {
  await clausewatchSettings.save(taken);
  await speak(taken.language);
  location.reload();
}));
/** @type {CategoryName[]} */
const categories = await ask({ type: 'categories' });
fill('categories', ...categoryChoices(categories, settings, save));
await showDismissed(/** @type {HTMLElement} */ (document.getElementById('dismissed')));
say(sessionStorage.getItem('said') ?? '');
sessionStorage.removeItem('said');
document.body.dataset['ready'] = '';

/**
 * A language by its own name, since whoever looks for it may not read this one.
 *
 * @param {ClausewatchSettings['language']} value
 */
function languageName(value) {
  if (value === 'browser') return { value, label: clausewatchText('languageBrowser') };
  const name = new Intl.DisplayNames(value, { type: 'language' }).of(value) ?? value;
  return { value, label: name.charAt(0).toLocaleUpperCase(value) + name.slice(1) };
}
