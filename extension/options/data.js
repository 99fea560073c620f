// Runs in: the options page (an extension page).
//
// Everything out and in: the archive as the library exports it, the settings in a file of their own.

import { dated, download } from '../library/download.js';
import { exportAll, importFile } from '../library/files.js';

const FORMAT = 'clausewatch settings';

/** @param {ClausewatchSettings} settings */
export function exportSettings(settings) {
  const json = JSON.stringify({ format: FORMAT, version: 1, settings }, null, 2);
  download(new Blob([json], { type: 'application/json' }), dated('clausewatch-settings', 'json'));
}

/**
 * The settings in an exported file. What is of no use here (another version's) counts as never chosen.
 *
 * @param {string} text
 * @returns {ClausewatchSettings | null} null where it is no such file
 */
export function settingsIn(text) {
  try {
    const { format, settings } = JSON.parse(text);
    if (format !== FORMAT || typeof settings !== 'object' || settings === null) return null;
    return clausewatchSettings.from(settings);
  } catch {
    return null;
  }
}

/**
 * @param {(act: () => Promise<void>) => () => void} attempt tells the reader of a failure
 * @param {(settings: ClausewatchSettings) => Promise<void>} take
 */
export function dataButtons(attempt, take) {
  const file = clausewatchElement('input');
  file.type = 'file';
  file.accept = '.json,.jsonl,.zip';
  file.hidden = true;
  file.addEventListener('change', attempt(async () => {
    const [chosen] = file.files ?? [];
    const settings = chosen && chosen.size < 1_000_000 ? settingsIn(await chosen.text()) : null;
    if (!settings) return importFile(file);
    file.value = '';
    await take(settings);
  }));
  const out = attempt(async () => {
    exportSettings(await clausewatchSettings.load());
    await exportAll();
  });
  return clausewatchElement('div', 'acts',
    clausewatchButton('quiet', clausewatchText('exportAll'), out),
    clausewatchButton('quiet', clausewatchText('importFile'), () => file.click()),
    file,
  );
}
