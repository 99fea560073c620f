// Runs in: the background.
//
// Answers that the core kept ready for pages that are seen again (`answers` in src/archive/store.rs, which says what they look
// like and takes them away as soon as they may not hold any more). Read without the core: loading that takes a background
// that was asleep longer than all the rest.

/** @typedef {import('../messages.js').Visit} Visit */
/** @typedef {{question: string, documents: string[], visit: string}} Ready */

const ARCHIVE = 'clausewatch';
const ANSWERS = 'answers';

/**
 * What is asked for a page, in short: the same only where the same page says the same, the same is wanted of it and the same
 * release answers.
 *
 * @param {{url: string, title: string, snapshot: string}} page
 * @param {{force: boolean, words: string[]}} wanted
 * @returns {Promise<string>} a hash
 */
export async function questionOf({ url, title, snapshot }, { force, words }) {
  const { version } = chrome.runtime.getManifest();
  const all = new TextEncoder().encode(JSON.stringify([version, url, title, force, words, snapshot]));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The answer that is kept ready for a page; null where none is, or the archive does not answer.
 *
 * @param {string} url
 * @returns {Promise<Ready | null>}
 */
export async function readyFor(url) {
  try {
    const archive = await opened();
    try {
      const answers = archive.transaction(ANSWERS).objectStore(ANSWERS);
      // Few, and their names are short.
      const key = (await done(answers.getAllKeys())).find((key) => Array.isArray(key) && key[1] === url);
      return key === undefined ? null : ((await done(answers.get(key))) ?? null);
    } finally {
      archive.close();
    }
  } catch {
    return null;
  }
}

/**
 * The visit that a page is answered with.
 *
 * @param {Ready | null} ready
 * @param {string} question
 * @param {string} document
 * @returns {Visit | null} null where it is to be read
 */
export function readyVisit(ready, question, document) {
  if (ready?.question !== question || ready.documents.includes(document)) return null;
  return { .../** @type {Visit} */ (JSON.parse(ready.visit)), seenAt: Date.now() };
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  // Of whatever layout: one without answers fails when it is asked for them.
  const opening = indexedDB.open(ARCHIVE);
  // There is none, and only the core makes one.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  return done(opening);
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
