// Runs in: the library (extension pages).
//
// A copy of the whole archive in a file that the reader chose once, written anew each week while one of our pages is open.
// Where the browser hands out no files (Firefox), the reader is reminded, and a download does it.
//
// The file's handle stands in a database of its own: handles cannot be written into chrome.storage.

import { ask } from './ask.js';
import { download } from './download.js';

/** @typedef {import('../types/wire.js').Shelved} Shelved */
/** @typedef {FileSystemFileHandle & {queryPermission?: (how: object) => Promise<string>, requestPermission?: (how: object) => Promise<string>}} Handle */

const WEEK = 7 * 86_400_000;
const REMIND = 30 * 86_400_000;
const NAME = 'clausewatch-archive.jsonl';
const HOW = { mode: 'readwrite' };

/** Whether the browser lets the reader choose a file once. */
export const canChoose = 'showSaveFilePicker' in globalThis;

/** When the archive was copied last, and whether it is time to remind the reader. */
export async function backupState() {
  const { backupAt, backupFirstAsked } = await chrome.storage.local.get({ backupAt: null, backupFirstAsked: null });
  const now = Date.now();
  // A reader who began yesterday has nothing to lose yet.
  if (backupAt === null && backupFirstAsked === null) await chrome.storage.local.set({ backupFirstAsked: now });
  const since = Number(backupAt ?? backupFirstAsked ?? now);
  return { at: backupAt === null ? null : Number(backupAt), due: now - since > WEEK, remind: now - since > REMIND };
}

/** The chosen file's name, and whether it may be written without asking; null where none is chosen. */
export async function chosenFile() {
  const handle = await stored();
  if (!handle) return null;
  return { name: handle.name, allowed: (await handle.queryPermission?.(HOW) ?? 'granted') === 'granted' };
}

/** Lets the reader choose a file, in a click's handler, and writes it. */
export async function chooseFile() {
  const pick = /** @type {{showSaveFilePicker(how: object): Promise<Handle>}} */ (/** @type {unknown} */ (globalThis));
  const handle = await pick.showSaveFilePicker({ suggestedName: NAME });
  await store(handle);
  await write(handle);
}

/** Goes on with the chosen file, in a click's handler. */
export async function allowFile() {
  const handle = await stored();
  if (handle && (await handle.requestPermission?.(HOW) ?? 'granted') === 'granted') await write(handle);
}

/** The weekly copy, where a file is chosen and may be written. */
export async function backUpWhenDue() {
  const [file, { due }] = await Promise.all([chosenFile(), backupState()]);
  const handle = due && file?.allowed ? await stored() : null;
  if (handle) await write(handle);
}

/** A copy as a download. */
export async function downloadBackup() {
  const parts = [];
  for await (const part of archiveLines()) parts.push(part);
  download(new Blob(parts, { type: 'application/jsonl' }), NAME);
  await noteBackup();
}

/** @param {Handle} handle */
async function write(handle) {
  // The browser writes into a file beside it, which takes its place at the end: a copy that breaks off leaves the old one.
  const file = await handle.createWritable();
  try {
    for await (const part of archiveLines()) await file.write(part);
  } catch (error) {
    await file.abort();
    throw error;
  }
  await file.close();
  await noteBackup();
}

/** The archive's export, policy by policy: it may be larger than one message. */
async function* archiveLines() {
  /** @type {Shelved[]} */
  const policies = await ask({ type: 'policies' });
  for (const address of [null, ...policies.map((policy) => policy.address)]) {
    /** @type {string} */
    const lines = await ask({ type: 'export', address });
    yield lines.endsWith('\n') ? lines : `${lines}\n`;
  }
}

async function noteBackup() {
  await chrome.storage.local.set({ backupAt: Date.now() });
}

/** @returns {Promise<Handle | undefined>} */
async function stored() {
  return inDatabase('readonly', (files) => files.get('file'));
}

/** @param {Handle} handle */
async function store(handle) {
  await inDatabase('readwrite', (files) => files.put(handle, 'file'));
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(files: IDBObjectStore) => IDBRequest<any>} act
 * @returns {Promise<any>}
 */
function inDatabase(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('clausewatch-backup', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('files');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('files', mode);
      const request = act(transaction.objectStore('files'));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.addEventListener('complete', () => database.close());
    };
  });
}
