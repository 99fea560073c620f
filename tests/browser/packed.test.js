// A visit's findings are whole once what they share is put back; the visit itself stays as it came.
//
// Needs no browser: the file is run as it stands.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';

runInThisContext(readFileSync(new URL('../../extension/packed.js', import.meta.url), 'utf8'));
const unpacked = /** @type {any} */ (globalThis).clausewatchUnpacked;

test('findings have what they share', () => {
  const topic = (/** @type {string} */ title) => ({ title, says: 'It says.', matters: 'It matters.', check: 'Check it.', prevalence: '9 of 43 policies.' });
  const clause = (/** @type {string} */ quote) => ({ quote, leadIn: null, path: ['Rules'] });
  const law = (/** @type {string} */ id) => ({ id, name: `The ${id} act`, citation: '', jurisdiction: 'EU', fact: 'It says so.', link: 'https://a.example' });
  const own = (/** @type {string} */ id) => ({ id, category: 'c', severity: 'high', confidence: 0.5, why: 'Because.', spans: [], ranges: [] });
  const visit = {
    url: 'https://a.example/',
    changes: [{ id: '1' }],
    findings: [
      { ...own('1'), topic: 1, clause: 0, laws: [1, 0] },
      { ...own('2'), topic: 0, clause: 0, laws: [] },
      { ...own('3'), topic: 1, clause: 1, laws: [1] },
    ],
    shared: { topics: [topic('First'), topic('Second')], clauses: [clause('One.'), clause('Two.')], laws: [law('a'), law('b')] },
  };
  const before = structuredClone(visit);
  assert.deepEqual(unpacked(visit), {
    url: visit.url,
    changes: visit.changes,
    findings: [
      { ...own('1'), ...topic('Second'), ...clause('One.'), regulations: [law('b'), law('a')] },
      { ...own('2'), ...topic('First'), ...clause('One.'), regulations: [] },
      { ...own('3'), ...topic('Second'), ...clause('Two.'), regulations: [law('b')] },
    ],
  });
  assert.deepEqual(visit, before);
});
