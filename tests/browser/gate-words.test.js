// The gate is written twice from one list of words: for the content script, and in the core. Both answer alike.
//
// Needs no browser: the content script's file is run as it stands.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { gateOf } from './support/core.js';

/** @typedef {{candidate: boolean, kind: string}} Gate */

const WORDS = new URL('../../extension/content/gate-words.js', import.meta.url);
const CORPUS = new URL('../../../shared/corpus/detect/', import.meta.url);

/** @type {(url: string, title: string) => Gate} */
const gate = runInNewContext(`${readFileSync(WORDS, 'utf8')}; clausewatchGate`);

/** Made of the list itself: every phrase of every group, as a path, a title and in camel case, alone and within words. */
function madeCases() {
  const phrases = [...readFileSync(new URL('../../rules/detection.toml', import.meta.url), 'utf8').matchAll(/"([^"\n]+)"/g)];
  return phrases.flatMap(([, phrase = '']) => {
    const words = phrase.replaceAll('*', '');
    const camel = words.replace(/[-/ ]+([a-z])/g, (_, letter) => letter.toUpperCase());
    return [
      [`https://example.com/legal-hub/${words}`, ''],
      [`https://example.com/x${words}s/`, 'Welcome'],
      [`https://example.com/${camel}.html`, ''],
      [`https://${words.replaceAll(/[^a-z]/g, '') || 'x'}.example/${words.toUpperCase()}?id=1`, ''],
      ['https://example.com/p/17', `${words.replaceAll('-', ' ')} | Example`],
      ['', words.replaceAll('-', '\u00a0')],
    ];
  });
}

test('the content script and the core answer alike for every phrase of the list', () => {
  const cases = madeCases();
  assert.ok(cases.length > 1000, `${cases.length} cases`);
  alike(cases);
});

test('… and for real addresses', { skip: existsSync(CORPUS) ? false : 'there is no ../shared/corpus' }, () => {
  const cases = ['urls.tsv', 'urls-negative.tsv'].flatMap((file) =>
    readFileSync(new URL(file, CORPUS), 'utf8').split('\n').flatMap((line) => line.split('\t'))
      .filter((cell) => cell.includes('://')).map((url) => [url, '']),
  );
  assert.ok(cases.length > 1000, `${cases.length} addresses`);
  alike(cases);
});

/** @param {string[][]} cases address and title */
function alike(cases) {
  const core = gateOf(cases);
  const other = cases
    .map(([url = '', title = ''], i) => ({ url, title, script: gate(url, title), core: core[i] }))
    .filter(({ script, core }) => script.candidate !== core?.candidate || script.kind !== core.kind);
  assert.deepEqual(other.slice(0, 5), [], `${other.length} of ${cases.length} differ`);
}
