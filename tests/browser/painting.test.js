// Wherever a clause stands and however it is marked up, what is painted says what was found: no word more, no word less.

import assert from 'node:assert/strict';
import { inEachBrowser } from './support/harness.js';
import { highlights, open, painted } from './support/pages.js';
import { visitOf } from './support/view-page.js';

/** @typedef {import('../../extension/types/wire.js').Visit} Visit */

const RULES = `<h1>Acceptable Use Policy</h1>
  <p>This policy applies to everyone who uses the service. You agree to comply with it.</p>
  <p>You may not send spam, distribute malware, or violate any applicable law.</p>`;

/** Each by its trap. */
const PAGES = {
  'words in several elements': '<p>We may <b>sus<i>pend</i> your</b> account <a href="#x">without</a> <em>any</em> notice.</p>',
  'line breaks in the source': '<p>We may suspend\n      your account\n      immediately and without\n      notice.</p>',
  'hard spaces and soft hyphens': '<p>We may sus&shy;pend your&nbsp;account with&shy;out&nbsp;notice.</p>',
  'a break inside': '<p>We may suspend your account<br>without notice<br>at our sole discretion.</p>',
  'characters of two units': '<p>😀 We may suspend 😀 your account without 😀 prior notice 😀.</p>',
  'a comment between': '<p>We may suspend your account with<!-- x -->out notice.</p>',
  'a footnote inside': '<p>We may suspend your account<sup><a href="#7">7</a></sup> without<wbr> notice.</p>',
  'a table': '<table><tr><th>Breach</th><th>Result</th></tr><tr><td>Any</td><td>We may suspend your account without notice.</td></tr></table>',
  'an open shadow root': '<div><template shadowrootmode="open"><p>We may suspend your account without notice.</p></template></div>',
  'a slot': '<div><template shadowrootmode="open"><main><slot></slot></main></template><p>We may suspend your account without notice.</p></div>',
  'a closed accordion': '<details><summary>Enforcement</summary><p>We may suspend your account without notice.</p></details>',
  'a form whose fields are named like its parts':
    '<form><input name="attributes"><input name="lastChild"><input name="nodeType"><input name="localName"><p>We may suspend your account without notice.</p></form>',
};

inEachBrowser('what is painted', (test) => {
  for (const [trap, html] of Object.entries(PAGES)) {
    test(`says what was found: ${trap}`, async ({ browser, site }) => {
      const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Acceptable Use Policy</title><main>${RULES}${html}</main>`;
      const page = await open(browser, site.set('/acceptable-use', body));
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
 * A text without what a page may spell differently: white space, invisible characters.
 *
 * @param {string} text
 */
function folded(text) {
  return text.replace(/[\s\p{Cf}]+/gu, '');
}

/**
 * The words of a span: a page may put something between two of them.
 *
 * @param {string} span
 */
function pieces(span) {
  return span.split(/[\s|]+/).map(folded);
}
