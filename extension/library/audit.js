// Runs in: the library (an extension page).
//
// Audit bundles: what the core says is in one is packed here, and unpacked again. A bundle is a zip of ordinary files with
// their hashes, which `clausewatch verify` and `sha256sum --check` can hold against each other; see src/archive/audit.rs.

import { Failure, ask } from './ask.js';
import { dated, download, fileName } from './download.js';
import { say } from './status.js';

/** @typedef {import('../types/wire.js').AuditFile} AuditFile */
/** @typedef {import('../types/wire.js').Entry} Entry */
/** @typedef {import('../types/wire.js').Version} Version */
/** @typedef {import('../types/wire.js').Listed} Listed */

const SUMS = 'SHA256SUMS';
/** A file larger than this, unpacked, is none of ours: pages are bounded. */
const LARGEST = 2 ** 28;

/**
 * Saves policies with all that is kept of them.
 *
 * @param {string[]} addresses
 * @param {string} name the file's, without its ending
 */
export async function exportBundle(addresses, name) {
  const { Zip, ZipDeflate, strToU8 } = await import('../vendor/fflate.js');
  /** @type {BlobPart[]} */
  const chunks = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(/** @type {Uint8Array<ArrayBuffer>} */ (chunk));
  });
  /** @param {string} path @param {string} contents */
  const pack = (path, contents) => {
    const file = new ZipDeflate(path, { level: 6 });
    zip.add(file);
    file.push(strToU8(contents), true);
  };
  /** @type {string[]} */
  const sums = [];
  /** @param {AuditFile[]} files */
  const add = (files) => {
    for (const { path, contents, sha256 } of files) {
      pack(path, contents);
      sums.push(`${sha256}  ${path}\n`);
    }
  };

  /** @type {Listed[]} */
  const policies = [];
  for (const [at, address] of addresses.entries()) {
    say(clausewatchText('bundling', String(at + 1), String(addresses.length)));
    const folder = `${String(at + 1).padStart(3, '0')}-${fileName(address)}`;
    /** @type {AuditFile[]} */
    const records = await ask({ type: 'audit-policy', address, folder });
    const entry = /** @type {Entry} */ (recordIn(records, 'policy.json'));
    add(records);
    for (const { number } of /** @type {Version[]} */ (recordIn(records, 'chain.json'))) {
      add(await ask({ type: 'audit-version', address, folder, number }));
    }
    policies.push({ folder, address, title: entry.title, versions: entry.versions, head: entry.head });
  }
  add(await ask({ type: 'audit-cover', policies }));
  const list = sums.join('');
  pack(SUMS, list);
  zip.end();
  download(new Blob(chunks, { type: 'application/zip' }), dated(name, 'zip'));
  say(clausewatchText('bundled', await sha256(strToU8(list))));
}

/**
 * @param {AuditFile[]} files
 * @param {string} name
 */
function recordIn(files, name) {
  return JSON.parse(files.find(({ path }) => path.endsWith(`/${name}`))?.contents ?? 'null');
}

/**
 * The lines of an export for each policy in a bundle, once every file has the hash that the bundle says.
 *
 * @param {File} file
 * @returns {Promise<string[]>}
 */
export async function openBundle(file) {
  const files = await unpacked(file);
  // What a file begins with counts: it is under its hash.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const text = (/** @type {string} */ path) => {
    const bytes = files.get(path);
    if (!bytes) throw new Failure(clausewatchText('bundleMissing', path));
    return decoder.decode(bytes);
  };
  const sums = text(SUMS).split('\n').filter((line) => line !== '').map((line) => ({ expected: line.slice(0, 64), path: line.slice(66) }));
  for (const { path, expected } of sums) {
    text(path);
    const actual = await sha256(/** @type {Uint8Array<ArrayBuffer>} */ (files.get(path)));
    if (actual !== expected) throw new Failure(clausewatchText('bundleAltered', path, actual, expected));
  }
  const listed = new Set(sums.map(({ path }) => path));
  const stranger = [...files.keys()].find((path) => path !== SUMS && !path.endsWith('/') && !listed.has(path));
  if (stranger !== undefined) throw new Failure(clausewatchText('bundleStranger', stranger));
  try {
    /** @type {{policies: Listed[]}} */
    const { policies } = JSON.parse(text('manifest.json'));
    return policies.map(({ folder }) => {
      /** @type {Version[]} */
      const versions = JSON.parse(text(`policies/${folder}/chain.json`));
      const lines = versions.map((version) => {
        const place = `policies/${folder}/${String(version.number).padStart(4, '0')}`;
        return JSON.stringify({ version: { version, text: text(`${place}/text.json`), source: text(`${place}/source.html`) } });
      });
      return [JSON.stringify({ entry: JSON.parse(text(`policies/${folder}/policy.json`)) }), ...lines].join('\n');
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(clausewatchText('importNoArchive', file.name));
  }
}

/**
 * @param {File} file
 * @returns {Promise<Map<string, Uint8Array>>}
 */
async function unpacked(file) {
  const { unzipSync } = await import('../vendor/fflate.js');
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: ({ originalSize }) => originalSize <= LARGEST })));
  } catch {
    throw new Failure(clausewatchText('bundleDamaged', file.name));
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
