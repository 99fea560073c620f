// Runs in: the library (an extension page).
//
// Files out of the library and into it. Goes policy by policy: an archive may be larger than one message.

import { Failure, ask } from './ask.js';
import { exportBundle, openBundle } from './audit.js';
import { dated, download } from './download.js';
import { attempt, say } from './status.js';

/**
 * What can be done with all policies: saved as an audit bundle or an archive file, and files taken in.
 *
 * @param {string[]} addresses
 */
export function exportTools(addresses) {
  const file = clausewatchElement('input');
  file.type = 'file';
  file.accept = '.jsonl,.zip';
  file.hidden = true;
  file.addEventListener('change', attempt(() => importFile(file)));
  const tools = clausewatchElement('p', 'tools', clausewatchButton('plain', clausewatchText('importFile'), () => file.click()), file);
  if (addresses.length > 0) {
    tools.prepend(
      clausewatchButton('plain', clausewatchText('exportBundle'), attempt(() => exportBundle(addresses, 'clausewatch-audit'))),
      clausewatchButton('plain', clausewatchText('exportAll'), attempt(exportAll)),
    );
  }
  return tools;
}

/** Every kept policy with all its versions and sources, in one file. */
export async function exportAll() {
  /** @type {import('../types/wire.js').Entry[]} */
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
  download(new Blob(parts, { type: 'application/jsonl' }), dated(name, 'jsonl'));
  say(clausewatchCount('exported', addresses.length));
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
  const zipped = (await file.slice(0, 2).text()) === 'PK';
  const policies = zipped ? await openBundle(file) : linesOf(file.name, await file.text());
  const counts = { added: 0, extended: 0, known: 0, differs: 0 };
  const refused = [];
  for (const lines of policies) {
    try {
      /** @type {import('../types/wire.js').Imported} */
      const done = await ask({ type: 'import', lines });
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
 * @param {string} name
 * @param {string} text
 */
function linesOf(name, text) {
  const [header = '', ...lines] = text.split('\n');
  if (!header.startsWith('{"format":"clausewatch archive"')) throw new Failure(clausewatchText('importNoArchive', name));
  /** @type {string[][]} */
  const bundles = [];
  for (const line of lines.filter((line) => line !== '')) {
    if (line.startsWith('{"entry":') || bundles.length === 0) bundles.push([]);
    bundles.at(-1)?.push(line);
  }
  return bundles.map((bundle) => bundle.join('\n'));
}

/** @param {string} lines */
function ended(lines) {
  return lines.endsWith('\n') ? lines : `${lines}\n`;
}
