// Which browsers this machine has. Run by itself it prints them as JSON, for `cargo xtask`.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {'chromium' | 'firefox'} Name */

/** The names that each has in the search path, the most open first, and where installers put them elsewhere. */
const PLACES = {
  chromium: {
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
    files: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  },
  firefox: {
    commands: ['firefox', 'firefox-esr'],
    files: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  },
};

/**
 * Where a browser is installed: what `CLAUSEWATCH_CHROMIUM` or `CLAUSEWATCH_FIREFOX` says, else the first one found.
 *
 * @param {Name} name
 * @returns {string | null}
 */
export function installed(name) {
  const told = process.env[`CLAUSEWATCH_${name.toUpperCase()}`];
  if (told) return told;
  const { commands, files } = PLACES[name];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const inPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...inPath, ...files].find(runs) ?? null;
}

/** @param {string} file */
function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify({ chromium: installed('chromium'), firefox: installed('firefox') }));
}
