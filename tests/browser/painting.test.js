// Wherever a clause stands and however it is marked up, what is painted says what was found: no word more, no word less.

import assert from 'node:assert/strict';
import { inEachBrowser } from './support/harness.js';
import { highlights, open, painted } from './support/pages.js';
import { TRAPS, trapPage } from './support/traps.js';
import { visitOf } from './support/view-page.js';

/** @typedef {Unpacked<import('../../extension/types/wire.js').Visit>} Visit */

inEachBrowser('what is painted', (test) => {
  for (const [trap, html] of Object.entries(TRAPS)) {
    test(`says what was found: ${trap}`, async ({ browser, site }) => {
      const page = await open(browser, site.set('/acceptable-use', trapPage(html)));
      const { 'clausewatch-high': high = [] } = await highlights(page, ['clausewatch-high']);
      assert.match(folded(high.join('')), /withoutnotice|withoutanynotice|without😀priornotice/);
      const visit = await visitOf(browser, page);
      await page.bringToFront();
      const all = await painted(page);
      for (const severity of ['high', 'medium', 'low']) {
        const found = spans(visit, severity);
        assert.equal(folded((all[`clausewatch-${severity}`] ?? []).sort().join('')).length, folded(found.join('')).length, severity);
        const said = folded((all[`clausewatch-${severity}`] ?? []).join('|'));
        for (const span of found) assert.ok(pieces(span).every((piece) => said.includes(piece)), `${span} in ${said}`);
      }
    });
  }
});

/**
 * The texts that findings of a severity point at.
 *
 * @param {Visit} visit
 * @param {string} severity
 */
function spans({ findings }, severity) {
  const told = findings.filter((finding) => finding.severity === severity);
  return told.flatMap(({ quote, spans }) => spans.map(({ start, end }) => quote.slice(start, end)));
}

/**
 * A text without what a page may spell differently, white space and invisible characters, and without the signs that part the
 * cells of a row where a clause is quoted.
 *
 * @param {string} text
 */
function folded(text) {
  return text.replace(/[\s\p{Cf}|]+/gu, '');
}

/**
 * The words of a span: a page may put something between two of them.
 *
 * @param {string} span
 */
function pieces(span) {
  return span.split(/[\s|]+/).map(folded);
}
