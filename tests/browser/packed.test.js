// A visit's findings are whole once what they share is put back; the visit itself stays as it came.
//
// Needs no browser: the file is run as it stands.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';

runInThisContext(readFileSync(new URL('../../extension/packed.js', import.meta.url), 'utf8'));
const unpacked = /** @type {any} */ (globalThis).clausewatchUnpacked;

test('findings and watched words have what they share', () => {
  const topic = (/** @type {string} */ category) => ({ category, title: 'A title', says: 'It says.', matters: 'It matters.', check: 'Check it.', prevalence: '9 of 43 policies.' });
  const clause = (/** @type {string} */ provision) => ({ provision, quote: `The text of ${provision}.`, leadIn: null, path: ['Rules'] });
  const law = (/** @type {string} */ id) => ({ id, name: `The ${id} act`, citation: '', jurisdiction: 'EU', fact: 'It says so.', link: 'https://a.example' });
  const own = { severity: 'high', confidence: 0.5, why: 'Because.', spans: [], ranges: [] };
  const visit = {
    url: 'https://a.example/',
    changes: [{ id: '1' }],
    findings: [
      { ...own, topic: 1, clause: 0, laws: [1, 0] },
      { ...own, topic: 0, clause: 0, laws: [] },
      { ...own, topic: 1, clause: 1, laws: [1] },
    ],
    watched: [{ id: 'q:mining', phrase: 'mining', clause: 1, spans: [], ranges: [] }],
    shared: { topics: [topic('spam'), topic('malware')], clauses: [clause('p'), clause('q')], laws: [law('a'), law('b')] },
  };
  const before = structuredClone(visit);
  assert.deepEqual(unpacked(visit), {
    url: visit.url,
    changes: visit.changes,
    findings: [
      { ...own, id: 'p:malware', ...topic('malware'), ...clause('p'), clause: 0, regulations: [law('b'), law('a')] },
      { ...own, id: 'p:spam', ...topic('spam'), ...clause('p'), clause: 0, regulations: [] },
      { ...own, id: 'q:malware', ...topic('malware'), ...clause('q'), clause: 1, regulations: [law('b')] },
    ],
    watched: [{ ...visit.watched[0], ...clause('q') }],
  });
  assert.deepEqual(visit, before);
});
