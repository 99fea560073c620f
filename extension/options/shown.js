// Runs in: the options page (an extension page).
//
// What is shown on pages and in the popup: severities, topics, colours.

import { choice, group } from './choices.js';

/** @typedef {(values: Partial<ClausewatchSettings>) => Promise<void>} Save */

/**
 * @param {ClausewatchSettings} settings
 * @param {Save} save
 */
export function severityChoices({ severities }, save) {
  const shown = new Set(severities);
  const made = clausewatchSettings.choices.severities.map((severity) => {
    const label = [clausewatchText(`severity_${severity}`), clausewatchElement('small', '', clausewatchText(`about_${severity}`))];
    const { element } = choice('checkbox', severity, label, shown.has(severity), (checked) => {
      if (checked) shown.add(severity);
      else shown.delete(severity);
      void save({ severities: clausewatchSettings.choices.severities.filter((one) => shown.has(one)) });
    });
    return element;
  });
  return group(clausewatchText('optionsSeverities'), '', ...made);
}

/**
 * @param {import('../types/wire.js').CategoryName[]} categories
 * @param {ClausewatchSettings} settings
 * @param {Save} save
 */
export function categoryChoices(categories, { hiddenCategories }, save) {
  const hidden = new Set(hiddenCategories);
  return categories.map(({ id, title }) => {
    const { element } = choice('checkbox', id, [title], !hidden.has(id), (checked) => {
      if (checked) hidden.delete(id);
      else hidden.add(id);
      void save({ hiddenCategories: [...hidden] });
    });
    return element;
  });
}

/**
 * Each choice of colours beside a line painted in it, as pages are painted.
 *
 * @param {ClausewatchSettings} settings
 * @param {Save} save
 */
export function paletteChoices({ palette }, save) {
  /** @type {{[layer: string]: Range[]}} */
  const layers = { high: [], medium: [], low: [], added: [] };
  const made = clausewatchSettings.choices.palette.map((value) => {
    const { input, element } = choice('radio', 'palette', [clausewatchText(`palette_${value}`)], value === palette, () =>
      void save({ palette: value }),
    );
    input.value = value;
    const line = clausewatchElement('span', 'sample');
    line.setAttribute('aria-hidden', 'true');
    for (const layer of Object.keys(layers)) {
      const word = document.createTextNode(clausewatchText(layer === 'added' ? 'kind_added' : `severity_${layer}`));
      line.append(word, ' ');
      const range = new Range();
      range.selectNode(word);
      layers[layer]?.push(range);
    }
    const box = clausewatchElement('div', 'palette', element, line);
    box.dataset['palette'] = value;
    return box;
  });
  for (const [layer, ranges] of Object.entries(layers)) CSS.highlights.set(`clausewatch-${layer}`, new Highlight(...ranges));
  return group(clausewatchText('optionsPalette'), 'palettes', ...made);
}
