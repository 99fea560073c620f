// Runs in: every world (a classic script, since content scripts cannot import; modules import it for its effect).
//
// The reader's settings: one key each in `chrome.storage.local`, what counts until the reader chose, and what is taken for a
// choice. What is stored may be of another version or come from a file: a value that does not fit counts as never chosen.

globalThis.clausewatchSettings = (() => {
  /** @param {readonly unknown[]} all */
  const oneOf = (all) => (/** @type {unknown} */ value) => all.includes(value);
  /** @param {number} least @param {number} most */
  const within = (least, most) => (/** @type {unknown} */ value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  /** @param {(value: unknown) => boolean} fits @param {number} most */
  const listOf = (fits, most) => (/** @type {unknown} */ value) =>
    Array.isArray(value) && value.length <= most && value.every(fits) && new Set(value).size === value.length;
  const isMinute = within(0, 24 * 60 - 1);

  /** Names as in `ClausewatchSettings` (types/globals.d.ts), which says what they mean. */
  const choices = Object.freeze({
    detection: /** @type {const} */ (['everywhere', 'click']),
    severities: /** @type {const} */ (['high', 'medium', 'low']),
    palette: /** @type {const} */ (['standard', 'safe', 'strong']),
    language: /** @type {const} */ (['browser', 'en', 'de', 'fr', 'es']),
    watchHours: /** @type {const} */ ([6, 12, 24, 72, 168]),
  });
  const most = Object.freeze({ watchWords: 50, watchWordLength: 100 });

  /** @type {ClausewatchSettings} */
  const defaults = {
    detection: 'everywhere',
    severities: ['high', 'medium', 'low'],
    hiddenCategories: [],
    palette: 'standard',
    language: 'browser',
    notifications: true,
    watchHours: 24,
    watchMetered: false,
    quietHours: null,
    watchWords: [],
  };

  /** @type {{[name in keyof ClausewatchSettings]: (value: any) => boolean}} */
  const fits = {
    detection: oneOf(choices.detection),
    severities: listOf(oneOf(choices.severities), 3),
    hiddenCategories: listOf((id) => typeof id === 'string' && /^[a-z_]{1,60}$/.test(id), 100),
    palette: oneOf(choices.palette),
    language: oneOf(choices.language),
    notifications: (value) => typeof value === 'boolean',
    watchHours: within(1, 720),
    watchMetered: (value) => typeof value === 'boolean',
    quietHours: (value) =>
      value === null || (typeof value === 'object' && isMinute(value.from) && isMinute(value.to) && value.from !== value.to),
    watchWords: listOf(
      (word) => typeof word === 'string' && word.trim() === word && word !== '' && word.length <= most.watchWordLength,
      most.watchWords,
    ),
  };
  const names = /** @type {(keyof ClausewatchSettings)[]} */ (Object.keys(defaults));

  /**
   * All settings out of what is stored or was in a file.
   *
   * @param {{[name: string]: unknown}} stored
   * @returns {ClausewatchSettings}
   */
  const from = (stored) => {
    const chosen = names.filter((name) => Object.hasOwn(stored, name) && fits[name](stored[name]));
    return { ...structuredClone(defaults), ...Object.fromEntries(chosen.map((name) => [name, stored[name]])) };
  };

  return Object.freeze({
    choices,
    defaults: Object.freeze(defaults),
    most,
    from,
    load: async () => from(await chrome.storage.local.get(names)),
    /** @param {Partial<ClausewatchSettings>} values */
    save: async (values) => {
      for (const [name, value] of Object.entries(values)) {
        if (!Object.hasOwn(fits, name) || !fits[/** @type {keyof ClausewatchSettings} */ (name)](value)) {
          throw new TypeError(`${name} cannot be ${JSON.stringify(value)}`);
        }
      }
      await chrome.storage.local.set(values);
    },
    /** @param {{[name: string]: chrome.storage.StorageChange}} changes as `chrome.storage.local.onChanged` tells them */
    touches: (changes) => names.some((name) => name in changes),
  });
})();
