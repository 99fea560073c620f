// What the core says of a page, asked of the command line: what the browsers show is held against it.

import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The program that `cargo xtask test` builds, or `cargo build`. */
export const PROGRAM = process.env.CLAUSEWATCH_BIN ?? fileURLToPath(new URL('../../../target/debug/clausewatch', import.meta.url));

/** The longest JSON that it may answer, in bytes. */
const MOST = 200_000_000;

/**
 * @typedef {{ category: string, severity: string, spans: { start: number, end: number }[] }} Finding
 * @typedef {{ path: string[], marker: string | null, lead_in: string | null, text: string, findings: Finding[] }} Provision
 * @typedef {{ title: string, language: string, effective_date: string | null, provisions: Provision[] }} Policy
 * @typedef {{ kind: string, materiality: string, before: string | null, after: string | null }} Change
 * @typedef {{ verdict: string, summary: { headline: string }, changes: Change[] }} Comparison
 */

/**
 * The document on a page; null where there is none to read.
 *
 * @param {string} html
 * @returns {Promise<Policy | null>}
 */
export async function policyOf(html) {
  const { policy } = await ask('read', [html]);
  return policy;
}

/**
 * The provisions of a page.
 *
 * @param {string} html
 */
export async function provisionsOf(html) {
  return (await policyOf(html))?.provisions ?? [];
}

/**
 * What changed from one page to another.
 *
 * @param {string} before
 * @param {string} after
 * @returns {Promise<Comparison>}
 */
export function comparisonOf(before, after) {
  return ask('compare', [before, after]);
}

/**
 * The texts that a page's findings point at, one for each span, without a finding that is only informational.
 *
 * @param {string} html
 */
export async function spansOf(html) {
  const provisions = await provisionsOf(html);
  return provisions.flatMap(({ text, findings }) =>
    findings
      .filter(({ severity }) => severity !== 'none')
      .flatMap(({ severity, spans }) => spans.map(({ start, end }) => ({ severity, text: text.slice(start, end) }))),
  );
}

/**
 * The cheap gate's answers.
 *
 * @param {string[][]} pages address and title of each
 * @returns {{ candidate: boolean, kind: string }[]}
 */
export function gateOf(pages) {
  const input = pages.map((page) => `${page.join('\t')}\n`).join('');
  const lines = execFileSync(PROGRAM, ['detect', '--format', 'json'], { input, encoding: 'utf8', maxBuffer: MOST });
  return lines.trim().split('\n').map((line) => JSON.parse(line));
}

/** White space as a reader sees it: the page's own line breaks and indents are not part of a text. */
export const squeezed = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim();

/**
 * @param {'read' | 'compare'} command
 * @param {string[]} pages
 */
async function ask(command, pages) {
  const folder = await mkdtemp(join(tmpdir(), 'clausewatch-'));
  try {
    const files = pages.map((_, index) => join(folder, `${index}.html`));
    await Promise.all(files.map((file, index) => writeFile(file, pages[index] ?? '')));
    const { stdout } = await promisify(execFile)(PROGRAM, [command, ...files, '--format', 'json'], { maxBuffer: MOST });
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}
