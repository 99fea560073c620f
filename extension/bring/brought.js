// Runs in: the page for bringing an earlier version (an extension page).
//
// What the reader brought, as text with its format; or what is wrong with it, in a sentence.

import { Failure } from '../library/ask.js';

/** @typedef {{content: string, format: 'html' | 'markdown' | 'text', name: string}} Brought */

const MAX_BYTES = 20_000_000;

/** What files begin with that are no text, and how to get one that is. */
const OTHERS = [
  { begins: '%PDF', key: 'bringPdf' },
  { begins: 'PK', key: 'bringWord' },
  { begins: '\u00d0\u00cf', key: 'bringWord' },
];

/**
 * @param {File} file
 * @returns {Promise<Brought>}
 */
export async function fromFile(file) {
  if (file.size > MAX_BYTES) throw new Failure(clausewatchText('bringTooLarge', file.name));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const head = String.fromCharCode(...bytes.subarray(0, 4));
  const other = OTHERS.find(({ begins }) => head.startsWith(begins));
  if (other) throw new Failure(clausewatchText(other.key, file.name));
  const content = decoded(bytes);
  if (content === null) throw new Failure(clausewatchText('bringNoText', file.name));
  if (content.trim() === '') throw new Failure(clausewatchText('bringEmpty', file.name));
  return { content, format: formatOf(file.name, content), name: file.name };
}

/**
 * Pages say their encoding in a `meta` element at times; everything else is UTF-8, or the old Western one.
 *
 * @param {Uint8Array} bytes
 * @returns {string | null} null where it is no text
 */
function decoded(bytes) {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  }
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const said = /charset\s*=\s*["']?([\w-]+)/i.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 2048)))?.[1];
    try {
      return new TextDecoder(said ?? 'windows-1252').decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  }
}

/**
 * @param {string} name
 * @param {string} content
 */
function formatOf(name, content) {
  if (/\.html?$/i.test(name)) return 'html';
  if (/\.(md|markdown)$/i.test(name)) return 'markdown';
  return /<(html|body|p|div)[\s>]/i.test(content.slice(0, 5_000)) ? 'html' : 'text';
}
