// Runs in: the options page (an extension page).
//
// When no notification is shown: what is found meanwhile is told afterwards.

import { choice } from './choices.js';

/** Where the fields begin, in minutes since midnight. */
const USUAL = { from: 22 * 60, to: 7 * 60 };

/**
 * @param {ClausewatchSettings} settings
 * @param {(values: Partial<ClausewatchSettings>) => Promise<void>} save
 */
export function quietHours({ quietHours }, save) {
  const { from, to } = quietHours ?? USUAL;
  const [start, end] = [time('quietFrom', from), time('quietTo', to)];
  const keep = () => {
    const hours = { from: minutes(start), to: minutes(end) };
    // A field that is being typed in is empty, and a night of no length is none.
    if (!on.input.checked) void save({ quietHours: null });
    else if (Number.isInteger(hours.from) && Number.isInteger(hours.to) && hours.from !== hours.to) void save({ quietHours: hours });
  };
  const on = choice('checkbox', 'quietHours', [clausewatchText('optionsQuiet')], quietHours !== null, keep);
  start.addEventListener('change', keep);
  end.addEventListener('change', keep);
  return clausewatchElement('div', 'row', on.element, start, clausewatchText('optionsQuietAnd'), end);
}

/**
 * @param {'quietFrom' | 'quietTo'} name
 * @param {number} at minutes since midnight
 */
function time(name, at) {
  const input = clausewatchElement('input');
  input.type = 'time';
  input.name = name;
  input.value = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  input.setAttribute('aria-label', clausewatchText(name));
  return input;
}

/** @param {HTMLInputElement} input */
function minutes(input) {
  const [hours, minutes] = input.value.split(':').map(Number);
  return Number(hours) * 60 + Number(minutes);
}
