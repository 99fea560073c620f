// A visit packed for its way to the page is the same visit when it is unpacked, and far shorter where findings share much.
//
// Needs no browser: the file is run as it stands.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';

runInThisContext(readFileSync(new URL('../../extension/packed.js', import.meta.url), 'utf8'));
const { pack, unpack } = /** @type {any} */ (globalThis).clausewatchPacked;

const law = (/** @type {string} */ id) => ({ id, name: `The ${id} act`, citation: '', jurisdiction: 'EU', fact: 'It says so.', link: 'https://a.example' });
const finding = (/** @type {number} */ i) => ({
  id: `p${i}:c${i % 3}`,
  category: `c${i % 3}`,
  severity: ['high', 'medium', 'low'][i % 3],
  confidence: 0.5,
  // One that differs within its category: what is shared is never taken for granted.
  title: i === 7 ? 'Another title' : `Topic ${i % 3}`,
  says: `Such a clause says ${'something '.repeat(20)}${i % 3}.`,
  matters: `It matters ${'much '.repeat(20)}${i % 3}.`,
  check: 'Check it.',
  prevalence: '9 of 43 policies.',
  why: `Because of “phrase ${i}”.`,
  quote: `Clause ${Math.floor(i / 2)}.`,
  leadIn: i % 5 === 0 ? null : 'You may not:',
  path: ['Rules', `${Math.floor(i / 10)}`],
  spans: [{ start: 0, end: 6 }],
  regulations: i % 2 ? [] : [law('first'), law(`law-${i % 4}`)],
  ranges: [[{ node: i, start: 0, end: 6 }]],
});

test('a visit comes out as it went in, and shorter on the way', () => {
  const visit = { url: 'https://a.example/', changes: [{ id: '1' }], findings: Array.from({ length: 60 }, (_, i) => finding(i)) };
  const json = JSON.stringify(pack(visit));
  assert.deepEqual(unpack(JSON.parse(json)), visit);
  assert.ok(json.length < JSON.stringify(visit).length / 2, `${json.length} of ${JSON.stringify(visit).length}`);
  assert.deepEqual(unpack(pack({ url: '', findings: [] })), { url: '', findings: [] });
});
