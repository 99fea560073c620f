// Runs in: every world (a classic script, since content scripts cannot import; the background imports it for its effect).
//
// Strings in the reader's language, with plurals and dates. Owns no string: they are in _locales.

/** @typedef {{[key: string]: {message: string, placeholders?: {[name: string]: {content: string}}} | undefined}} Strings */

/** @type {Strings | null} of the language that the reader chose; null where that is the browser's */
let clausewatchStrings = null;

/** Loads the language that the reader chose. What is said before is said in the browser's. */
async function clausewatchSpeak() {
  const { strings } = await chrome.storage.local.get({ strings: null });
  clausewatchStrings = /** @type {{messages?: Strings} | null} */ (strings)?.messages ?? null;
}

/**
 * @param {string} key
 * @param {string[]} values
 */
function clausewatchText(key, ...values) {
  return clausewatchMessage(key, values);
}

/**
 * A string with its values filled in, as `chrome.i18n.getMessage` does it; empty where there is none.
 *
 * @param {string} key
 * @param {string[]} values
 */
function clausewatchMessage(key, values) {
  if (!clausewatchStrings) return chrome.i18n.getMessage(key, values);
  const { message = '', placeholders = {} } = clausewatchStrings[key] ?? {};
  return message.replace(/\$(\w+)\$/g, (_, /** @type {string} */ name) => {
    const place = placeholders[name.toLowerCase()]?.content ?? '';
    return values[Number(place.slice(1)) - 1] ?? '';
  });
}

/** The language that the strings are in, of the reader's region where it speaks it: for dates and numbers too. */
function clausewatchLanguage() {
  const [browser, strings] = [chrome.i18n.getUILanguage(), clausewatchText('locale')];
  return browser.split('-')[0] === strings ? browser : strings;
}

/** @type {Map<string, any>} */
const clausewatchFormatters = new Map();

/**
 * A formatter of the reader's language, made once: making one costs as much as a hundred uses, and lists say dates in each row.
 *
 * @template T
 * @param {string} name of its own for each formatter
 * @param {(language: string) => T} make
 * @returns {T}
 */
function clausewatchFormatter(name, make) {
  const language = clausewatchLanguage();
  const key = `${name} ${language}`;
  if (!clausewatchFormatters.has(key)) clausewatchFormatters.set(key, make(language));
  return clausewatchFormatters.get(key);
}

/**
 * A string that depends on a number: `key_one`, `key_few` and so on as the language needs, else `key_other`. The number is
 * the first value.
 *
 * @param {string} key
 * @param {number} count
 * @param {string[]} values
 */
function clausewatchCount(key, count, ...values) {
  const number = clausewatchFormatter('number', (language) => new Intl.NumberFormat(language));
  const all = [number.format(count), ...values];
  const form = clausewatchFormatter('plural', (language) => new Intl.PluralRules(language)).select(count);
  return clausewatchMessage(`${key}_${form}`, all) || clausewatchMessage(`${key}_other`, all);
}

/**
 * A moment as one says it: the time for today's, the day for this year's, else with the year.
 *
 * @param {number} ms since 1970
 * @param {number} now
 */
function clausewatchDate(ms, now) {
  const [then, today] = [new Date(ms), new Date(now)];
  /** @type {[string, Intl.DateTimeFormatOptions]} */
  let [name, format] = ['year', { day: 'numeric', month: 'long', year: 'numeric' }];
  if (then.toDateString() === today.toDateString()) [name, format] = ['time', { hour: 'numeric', minute: '2-digit' }];
  else if (then.getFullYear() === today.getFullYear()) [name, format] = ['date', { day: 'numeric', month: 'long' }];
  return clausewatchFormatter(name, (language) => new Intl.DateTimeFormat(language, format)).format(then);
}

/**
 * A calendar day, which has no time zone.
 *
 * @param {string} iso `YYYY-MM-DD`
 */
function clausewatchDay(iso) {
  const format = clausewatchFormatter('day', (language) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }));
  return format.format(new Date(`${iso}T00:00:00Z`));
}

// A module's functions are its own: where no classic script has done it, they are put into the global scope here.
if (!('clausewatchText' in globalThis)) {
  Object.assign(globalThis, {
    clausewatchSpeak, clausewatchText, clausewatchMessage, clausewatchLanguage, clausewatchFormatter, clausewatchCount,
    clausewatchDate, clausewatchDay,
  });
}
