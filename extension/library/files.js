// Runs in: the library (an extension page).
//
// Export to a file and import from one. Goes policy by policy: an archive may be larger than one message.

import { Failure, ask } from './ask.js';
import { say } from './status.js';

/** @typedef {import('../types/wire.js').Entry} Entry */

/** Every kept policy with all its versions and sources, in one file. */
export async function exportAll() {
  /** @type {Entry[]} */
  const entries = await ask({ type: 'policies' });
  await exportPolicies(entries.map((entry) => entry.address), 'clausewatch-archive');
}

/**
 * @param {string[]} addresses
 * @param {string} name the file's, without its ending
 */
export async function exportPolicies(addresses, name) {
  const parts = [ended(await ask({ type: 'export', address: null }))];
  for (const address of addresses) parts.push(ended(await ask({ type: 'export', address })));
  const day = new Date().toISOString().slice(0, 10);
  download(new Blob(parts, { type: 'application/jsonl' }), `${name}-${day}.jsonl`);
  say(clausewatchCount('exported', addresses.length));
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const link = clausewatchElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has its own hold on the data once it began.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Takes in an exported file. Each policy is verified before it is kept; one that fails stops nothing but itself.
 *
 * @param {HTMLInputElement} input
 */
export async function importFile(input) {
  const file = input.files?.[0];
  input.value = '';
  if (!file) return;
  const [header = '', ...lines] = (await file.text()).split('\n');
  if (!header.startsWith('{"format":"clausewatch archive"')) throw new Failure(clausewatchText('importNoArchive', file.name));
  const counts = { added: 0, extended: 0, known: 0, differs: 0 };
  const refused = [];
  for (const bundle of bundles(lines)) {
    try {
      /** @type {import('../types/wire.js').Imported} */
      const done = await ask({ type: 'import', lines: bundle });
      counts[done] += 1;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      refused.push(error.message);
    }
  }
  const said = [clausewatchText('imported', ...[counts.added, counts.extended, counts.known].map(String))];
  if (counts.differs > 0) said.push(clausewatchText('importDiffers', String(counts.differs)));
  said.push(...refused);
  sessionStorage.setItem('said', said.join(' '));
  location.reload();
}

/**
 * One policy's lines each.
 *
 * @param {string[]} lines
 */
function* bundles(lines) {
  /** @type {string[]} */
  let bundle = [];
  for (const line of lines) {
    if (line === '') continue;
    if (line.startsWith('{"entry":') && bundle.length > 0) {
      yield bundle.join('\n');
      bundle = [];
    }
    bundle.push(line);
  }
  if (bundle.length > 0) yield bundle.join('\n');
}

/** @param {string} lines */
function ended(lines) {
  return lines.endsWith('\n') ? lines : `${lines}\n`;
}
