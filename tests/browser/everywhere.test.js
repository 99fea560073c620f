// Whatever page it is, under headers that forbid everything: what is painted for a finding reads as the finding's span, not a
// character more or less; nothing moves; the page keeps its DOM but for the one host. Over the pages that we wrote and, where
// they are present, real captures.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test as nodeTest } from 'node:test';
import { inEachBrowser } from './support/harness.js';
import { PATIENCE, until } from './support/until.js';
import { TRAPS, trapPage } from './support/traps.js';
import { visitOf } from './support/view-page.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Unpacked<import('../../extension/messages.js').ShownVisit>} ShownVisit */

const FIXTURES = new URL('../fixtures/', import.meta.url);
const CORPUS = new URL('../../../shared/corpus/pairs/', import.meta.url);
const EXTENSION = new URL('../../extension/', import.meta.url);

/** Real captures, spread over all there are: each takes a second in each browser. */
const CAPTURES = Number(process.env.CLAUSEWATCH_CAPTURES ?? 12);
/** Pages of our own with findings, at least: with fewer this shows little. */
const LEAST = 25;

const HEADERS = { 'content-security-policy': "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'" };
const snapshot = (await Promise.all(['snapshot-format', 'snapshot'].map((name) => readFile(new URL(`content/${name}.js`, EXTENSION), 'utf8')))).join('\n');

const own = await ownPages();
const captures = await someCaptures();

inEachBrowser('what is painted is what was found, and nothing else changes', (test) => {
  const told = { pages: 0, spans: 0 };
  for (const { name, html } of [...own, ...captures]) {
    test(name, async ({ browser, site }) => {
      const spans = await checked(browser, site, html);
      if (spans > 0) told.pages += 1;
      told.spans += spans;
    });
  }

  test(`on ${LEAST} pages at least`, async ({ t }) => {
    t.diagnostic(`${told.pages} pages with findings, ${captures.length} of all were real captures; ${told.spans} spans painted exactly`);
    assert.ok(told.pages >= LEAST, `${told.pages} pages had findings`);
  });
});

if (captures.length === 0) nodeTest('real captures', { skip: 'there is no corpus at ../shared/corpus' }, () => {});

/**
 * Opens a page and checks it.
 *
 * @param {import('./support/driven.js').Driven} browser
 * @param {import('./support/site.js').Site} site
 * @param {string | Buffer} html
 * @returns {Promise<number>} how many spans were painted
 */
async function checked(browser, site, html) {
  const page = await browser.browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.evaluateOnNewDocument(() => {
    addEventListener('DOMContentLoaded', () => {
      /** @type {any} */ (window).before = document.documentElement.outerHTML;
    });
  });
  await page.goto(site.set('/acceptable-use-policy', { body: html, headers: HEADERS }));
  const visit = await visitOf(browser, page);
  await page.bringToFront();
  const found = visit.findings.filter(({ severity }) => severity !== 'none');
  let painted = 0;
  if (found.length > 0) {
    await until(() => page.evaluate(() => CSS.highlights.size > 0), 'it to be painted');
    // As an expression: the page's headers forbid scripts.
    const answer = await page.evaluate(
      `(() => { ${snapshot}; return (${check})(${JSON.stringify(found)}, clausewatchSnapshot(document).nodes); })()`,
    );
    const { faults, spans } = /** @type {ReturnType<typeof check>} */ (answer);
    assert.deepEqual(faults, []);
    painted = spans;
  }
  assert.deepEqual(await page.evaluate(untouched), []);
  return painted;
}

/**
 * In the page: each finding's spans read back from the live text nodes, and found painted from the first character to the last;
 * nothing painted beyond them.
 *
 * @param {ShownVisit['findings']} findings
 * @param {Text[]} nodes
 */
function check(findings, nodes) {
  const folded = (/** @type {string} */ text) => text.replace(/[\s\p{Cf}|]+/gu, '');
  const faults = [];
  let spans = 0;
  for (const severity of ['high', 'medium', 'low']) {
    const painted = /** @type {Range[]} */ ([...(CSS.highlights.get(`clausewatch-${severity}`) ?? [])]);
    let expected = 0;
    for (const { quote, spans: of, ranges, severity: own } of findings) {
      if (own !== severity) continue;
      of.forEach(({ start, end }, i) => {
        const text = quote.slice(start, end);
        const pieces = ranges[i] ?? [];
        const said = pieces.map(([node, start, end]) => nodes[node]?.data.slice(start, end) ?? '').join('');
        if (folded(said) !== folded(text)) faults.push(`“${text}” reads “${said}”`);
        const covered = pieces.every(([node, start, end]) => {
          const text = nodes[node];
          return text && painted.some((range) => range.isPointInRange(text, start) && range.isPointInRange(text, end));
        });
        if (!covered) faults.push(`“${text}” is not painted ${severity}`);
        expected += folded(text).length;
        spans += 1;
      });
    }
    const all = painted.reduce((/** @type {number} */ sum, range) => sum + folded(String(range)).length, 0);
    if (all !== expected) faults.push(`${severity}: ${all} characters painted, ${expected} found`);
  }
  return { faults, spans };
}

/** In the page: what is no longer as it was. Takes all that is ours away at the end. */
async function untouched() {
  const faults = [];
  // A window that the system does not draw gets no frames.
  const frame = () => new Promise((drawn) => {
    requestAnimationFrame(drawn);
    setTimeout(drawn, 500);
  });
  await frame();
  await frame();
  const host = document.querySelector('clausewatch-root');
  const copy = /** @type {Element} */ (document.documentElement.cloneNode(true));
  for (const ours of copy.querySelectorAll('clausewatch-root')) ours.remove();
  if (copy.outerHTML !== /** @type {any} */ (window).before) faults.push('the DOM is another');
  if (document.adoptedStyleSheets.length > 0) faults.push('a style sheet was adopted');
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
    const shifts = await new Promise((told) => {
      /** @type {any[]} */
      const all = [];
      const observer = new PerformanceObserver((list) => all.push(...list.getEntries()));
      observer.observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => told(all.reduce((sum, { value }) => sum + value, 0)));
    });
    if (shifts !== 0) faults.push(`layout shifted by ${shifts}`);
  }
  const boxes = () => [...document.body.querySelectorAll('*')].slice(0, 5_000).map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].join();
  });
  // Some pages come to rest late, when blocked images lose their boxes; in some, a part moves without end.
  let shown = boxes();
  /** @type {Set<number>} */
  const moving = new Set();
  for (let look = 0; look < 100; look += 1) {
    await frame();
    await frame();
    const now = boxes();
    const changed = now.flatMap((box, i) => (box === shown[i] ? [] : [i]));
    shown = now;
    if (changed.length === 0) {
      moving.clear();
      break;
    }
    for (const i of changed) moving.add(i);
  }
  host?.remove();
  CSS.highlights.clear();
  await frame();
  const elements = [...document.body.querySelectorAll('*')];
  const moved = boxes().flatMap((box, i) => (box === shown[i] || moving.has(i) ? [] : [`${elements[i]?.outerHTML.slice(0, 200)}: ${shown[i]}, now ${box}`]));
  if (moved.length > 0) faults.push(`${moved.length} boxes stand elsewhere without us: ${moved[0]}`);
  return faults;
}

async function ownPages() {
  const pages = Object.entries(TRAPS).map(([name, html]) => ({ name, html: trapPage(html) }));
  for (const folder of ['demo/', 'detect/policies/']) {
    const names = (await readdir(new URL(folder, FIXTURES))).filter((name) => name.endsWith('.html')).sort();
    for (const name of names) pages.push({ name, html: await readFile(new URL(folder + name, FIXTURES), 'utf8') });
  }
  return pages;
}

async function someCaptures() {
  const names = (await readdir(CORPUS).catch(() => [])).sort();
  const pages = [];
  for (let i = 0; i < Math.min(CAPTURES, names.length); i += 1) {
    const name = String(names[Math.floor((i * names.length) / CAPTURES)]);
    const html = await readFile(new URL(`${name}/new.html`, CORPUS)).catch(() => null);
    if (html) pages.push({ name, html });
  }
  return pages;
}
