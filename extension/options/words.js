// Runs in: the options page (an extension page).
//
// The reader's own words to look for, one a line.

/**
 * @param {ClausewatchSettings} settings
 * @param {(values: Partial<ClausewatchSettings>) => Promise<void>} save
 */
export function wordsField({ watchWords }, save) {
  const { most } = clausewatchSettings;
  const field = clausewatchElement('textarea');
  field.name = 'watchWords';
  field.value = watchWords.join('\n');
  field.spellcheck = false;
  field.setAttribute('aria-label', clausewatchText('optionsWords'));
  const fault = clausewatchElement('p', 'note');
  fault.setAttribute('role', 'alert');
  fault.hidden = true;
  field.addEventListener('change', async () => {
    const words = [...new Set(field.value.split('\n').map((word) => word.trim()).filter(Boolean))];
    const long = words.find((word) => word.length > most.watchWordLength);
    fault.hidden = words.length <= most.watchWords && !long;
    if (long) fault.textContent = clausewatchText('wordTooLong', `${long.slice(0, 30)}…`, String(most.watchWordLength));
    else if (words.length > most.watchWords) fault.textContent = clausewatchText('wordsTooMany', String(most.watchWords));
    else {
      await save({ watchWords: words });
      field.value = words.join('\n');
    }
  });
  return [field, fault];
}
