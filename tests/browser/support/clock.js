// A copy of the extension whose clock a test sets, and which notes what it would have told the reader.
//
// The extension itself has no such thing. The copy has the background in modules, as it is written, and another
// `background/core.js` in front of the real one: whatever the background does with time, it does after it asked for the core.

import { cp, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withHosts } from './archive.js';

/** @typedef {import('puppeteer-core').Page} Page */

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const IN_FRONT = `
import { core as itself } from './core-itself.js';
const real = Date.now.bind(Date);
const after = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (time) => after(time / 20);
chrome.notifications.create = async (id, { title, message }) => {
  const { told } = await chrome.storage.session.get({ told: [] });
  await chrome.storage.session.set({ told: [...told, { id, title, message, at: Date.now() }] });
  return id;
};
export async function core() {
  const { ahead } = await chrome.storage.session.get({ ahead: 0 });
  Date.now = () => real() + ahead;
  return itself();
}
`;

/**
 * A copy that may read the test's server.
 *
 * @returns {Promise<{folder: string, remove: () => Promise<void>}>}
 */
export async function withClock() {
  const extension = await withHosts();
  await cp(join(ROOT, 'extension/background'), join(extension.folder, 'background'), { recursive: true });
  await cp(join(ROOT, 'pkg/clausewatch.js'), join(extension.folder, 'pkg/clausewatch.js'));
  const core = join(extension.folder, 'background', 'core.js');
  await rename(core, join(extension.folder, 'background', 'core-itself.js'));
  await writeFile(core, IN_FRONT);
  return extension;
}

/** A change is told once it is there so much later, too (`SECOND_LOOK` in src/watch/settle.rs, and a minute). */
export const LATER = 31 * 60_000;

/**
 * Sets the clock, and rings the alarm that is set.
 *
 * @param {Page} desk a page of the extension
 * @param {number} ahead milliseconds that the clock is ahead
 */
export async function ringAt(desk, ahead) {
  await setClock(desk, ahead);
  await desk.evaluate(() => chrome.alarms.create('watch', { when: Date.now() }));
}

/**
 * @param {Page} desk a page of the extension
 * @param {number} ahead milliseconds that the clock is ahead
 */
export async function setClock(desk, ahead) {
  await desk.evaluate((ahead) => chrome.storage.session.set({ ahead }), ahead);
}

/**
 * What the reader was told so far.
 *
 * @param {Page} desk a page of the extension
 * @returns {Promise<{id: string, title: string, message: string, at: number}[]>}
 */
export async function told(desk) {
  const { told = [] } = await desk.evaluate(() => chrome.storage.session.get('told'));
  return /** @type {any} */ (told);
}
