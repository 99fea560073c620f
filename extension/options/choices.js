// Runs in: the options page (an extension page).
//
// Choices as the reader sees them: one of several, some of several, yes or no. Each is saved as it is made.

/** @typedef {{[name in keyof ClausewatchSettings]?: ClausewatchSettings[name]}} Some */

/**
 * @param {'radio' | 'checkbox'} type
 * @param {string} name
 * @param {(string | Node)[]} label
 * @param {boolean} checked
 * @param {(checked: boolean) => void} act
 */
export function choice(type, name, label, checked, act) {
  const input = clausewatchElement('input');
  input.type = type;
  input.name = name;
  input.checked = checked;
  input.addEventListener('change', () => act(input.checked));
  return { input, element: clausewatchElement('label', 'choice', input, clausewatchElement('span', '', ...label)) };
}

/**
 * @param {string} legend
 * @param {string} className
 * @param {Node[]} choices
 */
export function group(legend, className, ...choices) {
  return clausewatchElement('fieldset', className, clausewatchElement('legend', '', legend), ...choices);
}

/**
 * One of several, by radio buttons.
 *
 * @template {string} T
 * @param {string} name of the setting
 * @param {string} legend
 * @param {readonly {value: T, label: (string | Node)[]}[]} all
 * @param {T} chosen
 * @param {(value: T) => void} act
 */
export function oneOf(name, legend, all, chosen, act) {
  const made = all.map(({ value, label }) => {
    const { input, element } = choice('radio', name, label, value === chosen, () => act(value));
    input.value = value;
    return element;
  });
  return group(legend, '', ...made);
}

/**
 * One of several, from a list.
 *
 * @template {string | number} T
 * @param {string} name of the setting
 * @param {string} label
 * @param {readonly {value: T, label: string}[]} all
 * @param {T} chosen
 * @param {(value: T) => void} act
 */
export function listed(name, label, all, chosen, act) {
  const select = clausewatchElement('select');
  select.name = name;
  for (const { value, label: said } of all) {
    const option = clausewatchElement('option', '', said);
    option.value = String(value);
    select.append(option);
  }
  select.value = String(chosen);
  select.addEventListener('change', () => {
    const taken = all.find(({ value }) => String(value) === select.value);
    if (taken) act(taken.value);
  });
  return clausewatchElement('label', 'row', label, ' ', select);
}
