// What the reader dismissed is gone from the page, the badge and the popup alike, in each tab that it concerns, and comes
// back when it is taken back. Done in the card, by keyboard: its shadow root is closed.

import assert from 'node:assert/strict';
import { inEachBrowser } from './support/harness.js';
import { openDesk } from './support/archive.js';
import { answerOf, highlights, open, openPopup, painted, popupOf } from './support/pages.js';
import { catchDownloads, saved } from './support/files.js';
import { PATIENCE, until } from './support/until.js';
import { showOn, visitOf } from './support/view-page.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./support/driven.js').Driven} Driven */
/** @typedef {Unpacked<import('../../extension/messages.js').ShownVisit>} ShownVisit */

const policy = (/** @type {string} */ more = '') => `<!doctype html><html lang="en"><meta charset="utf-8">
  <title>Acceptable Use Policy</title><main><h1>Acceptable Use Policy</h1>
  <p>This policy applies to everyone who uses the service, through whatever account they do so.</p>
  <p>You may not use the service to send unsolicited bulk email or to distribute malware.</p>
  <p>We may suspend your account immediately and without notice if you violate this policy.</p>${more}</main>`;
const REMOVAL = '<p>We may remove anything that you store, without warning.</p>';
const WITHOUT = 'without notice';

inEachBrowser('a dismissed clause', (test) => {
  test('is gone everywhere, stays gone while its wording does, and comes back', async ({ browser, site }) => {
    const url = site.set('/acceptable-use', policy(REMOVAL));
    const page = await open(browser, url);
    assert.ok((await highlights(page, ['clausewatch-high']))['clausewatch-high']?.includes(WITHOUT));
    const before = await popupOf(browser, page);
    const count = Number(await browser.badge(page));
    const visit = await visitOf(browser, page);
    const gone = visit.findings.filter(({ quote }) => quote.includes(WITHOUT));

    await decide(browser, site, page, visit, 'clause');
    await until(async () => !(await said(page)).includes(WITHOUT), 'the clause to be painted no more');
    assert.ok((await said(page)).includes('without warning'), 'the other clause stays');
    const after = await popupOf(browser, page);
    assert.deepEqual(after.findings.map(({ id }) => id), before.findings.map(({ id }) => id).filter((id) => !gone.some((g) => g.id === id)));
    const severe = gone.filter(({ severity }) => severity === 'high' || severity === 'medium').length;
    assert.equal(Number(await browser.badge(page)), count - severe);

    await page.goto(url);
    await highlights(page, ['clausewatch-high']);
    assert.ok(!(await said(page)).includes(WITHOUT), 'gone at the next visit');
    const reworded = policy(REMOVAL).replace('immediately and', 'at once and');
    await page.goto(site.set('/acceptable-use', reworded));
    await until(async () => (await said(page)).includes(WITHOUT), 'the clause in its new wording');

    await page.goto(site.set('/acceptable-use', policy(REMOVAL)));
    await highlights(page, ['clausewatch-high']);
    const popup = await openPopup(browser, page);
    await answerOf(popup);
    await popup.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('details.fold li.soft .link')).click());
    await popup.waitForFunction((id) => document.querySelector(`[data-finding="${id}"]`), {}, gone[0]?.id ?? '');
    await page.bringToFront();
    await until(async () => (await said(page)).includes(WITHOUT), 'the clause to be painted again');
  });

  test('of a category goes from each page that is open, and from those to come', async ({ browser, site }) => {
    const other = await open(browser, site.set('/terms-of-use', policy(REMOVAL)));
    const page = await open(browser, site.set('/acceptable-use', policy()));
    await highlights(page, ['clausewatch-high']);
    const visit = await visitOf(browser, page);
    const shown = visit.findings.find(({ quote }) => quote.includes(WITHOUT));
    await decide(browser, site, page, visit, 'category');
    for (const tab of [page, other]) {
      await tab.bringToFront();
      await tab.waitForSelector('clausewatch-root');
      const { findings } = await visitOf(browser, tab);
      assert.ok(findings.length > 0 && findings.every(({ category }) => category !== shown?.category));
    }
    const desk = await openDesk(browser);
    const [kept] = await desk.ask({ type: 'dismissals' });
    assert.equal(kept.category, shown?.category);
    await desk.ask({ type: 'restore', id: null });
    assert.deepEqual(await desk.ask({ type: 'dismissals' }), []);
    await page.bringToFront();
    const back = await visitOf(browser, page);
    assert.deepEqual(back.findings.map(({ id }) => id), visit.findings.map(({ id }) => id));
  });

  test('of a site leaves nothing on it; only now, until the page is loaded again', async ({ browser, site }) => {
    const page = await open(browser, site.set('/acceptable-use', policy()));
    await highlights(page, ['clausewatch-high']);
    const visit = await visitOf(browser, page);
    await decide(browser, site, page, visit, 'now');
    await until(async () => !(await said(page)).includes(WITHOUT), 'the clause to be painted no more');
    await page.goto(site.url('/acceptable-use'));
    await highlights(page, ['clausewatch-high']);
    await decide(browser, site, page, await visitOf(browser, page), 'site');
    await until(async () => (await said(page)).length === 0, 'nothing to be painted');
    assert.equal(await browser.badge(page), '');
    await page.goto(site.set('/terms-of-use', policy(REMOVAL)));
    const { findings } = await popupOf(browser, page, 'first-visit');
    assert.deepEqual(findings, []);
    assert.equal(await page.$('clausewatch-root'), null, 'the site asked for quiet');
  });

  test('is kept as wrong with what it said and the reader’s note', async ({ browser, site }) => {
    const page = await open(browser, site.set('/acceptable-use', policy()));
    await highlights(page, ['clausewatch-high']);
    const visit = await visitOf(browser, page);
    await decide(browser, site, page, visit, 'wrong', 'It is only a summary.');
    await until(async () => {
      const { findings } = await visitOf(browser, page);
      return findings.length === visit.findings.length - 1;
    }, 'the finding to go');
    const desk = await openDesk(browser);
    const [report, ...more] = await desk.ask({ type: 'reports' });
    assert.deepEqual(more, []);
    const finding = visit.findings.find(({ id }) => id.endsWith(`:${report.category}`) && id.length > 0);
    assert.equal(report.note, 'It is only a summary.');
    assert.equal(report.text, 'We may suspend your account immediately and without notice if you violate this policy.');
    assert.equal(report.address, visit.canonicalUrl);
    assert.equal(report.severity, finding?.severity);
    const options = await browser.openExtensionPage('options/options.html');
    options.setDefaultTimeout(PATIENCE);
    const out = await options.waitForSelector('::-p-xpath(//button[normalize-space()="Export these reports"])');
    await catchDownloads(options);
    await out?.click();
    const file = JSON.parse((await saved(options, '.json')).bytes.toString('utf8'));
    assert.deepEqual(file, { format: 'clausewatch reports', version: 1, reports: [report] });
    await options.click('::-p-xpath(//button[normalize-space()="Remove"])');
    await options.waitForFunction(() => !document.querySelector('#dismissed h3'));
    assert.deepEqual(await desk.ask({ type: 'reports' }), []);
  });

  test('cannot be forged by a page, nor by naming what is not there', async ({ browser, site }) => {
    const headers = { 'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'" };
    const body = policy().replace('</main>', `</main><script>
      addEventListener('click', () => {
        const host = document.querySelector('clausewatch-root');
        for (const type of ['click', 'pointerdown', 'keydown', 'toggle', 'change']) host?.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
        postMessage({ type: 'dismiss', document: 'x', finding: 'y', scope: 'site' }, '*');
        try { chrome.runtime.sendMessage({ type: 'dismiss', document: 'x', finding: 'y', scope: 'site' }); } catch {}
        document.title = 'tried';
      });</script>`);
    const page = await open(browser, site.set('/acceptable-use', { body, headers }));
    await highlights(page, ['clausewatch-high']);
    await page.click('h1');
    await page.waitForFunction(() => document.title === 'tried');
    const desk = await openDesk(browser);
    // What other tests left behind is of other sites.
    const kept = async () => {
      const [dismissals, reports] = [await desk.ask({ type: 'dismissals' }), await desk.ask({ type: 'reports' })];
      return [...dismissals, ...reports].filter(({ address }) => address.startsWith(site.url('/')));
    };
    // A sender that is no reviewed document, whatever it names.
    const ask = (/** @type {object} */ message) => desk.page.evaluate((message) => chrome.runtime.sendMessage(message), message);
    const refused = await ask({ type: 'dismiss', document: 'x', finding: 'y', scope: 'site' });
    assert.deepEqual([refused.ok, refused.code], [false, 'unknown']);
    for (const bad of [{ scope: 'all' }, { scope: 'site', finding: '' }, { scope: 'site', finding: 'x'.repeat(300) }]) {
      assert.equal((await ask({ type: 'dismiss', document: 'x', finding: 'y', ...bad })).code, 'bad-message');
    }
    assert.equal((await ask({ type: 'report', document: 'x', finding: 'y', note: 'n'.repeat(5_000) })).code, 'bad-message');
    assert.deepEqual(await kept(), []);
  });
});

/**
 * Dismisses the clause without notice in its card, by keyboard. How many steps it takes is seen on a copy of the card that is
 * open.
 *
 * @param {Driven} browser
 * @param {import('./support/site.js').Site} site
 * @param {Page} page
 * @param {ShownVisit} visit
 * @param {'clause' | 'category' | 'site' | 'now' | 'wrong'} way
 * @param {string} [note]
 */
async function decide(browser, site, page, visit, way, note = '') {
  const finding = visit.findings.find(({ quote }) => quote.includes(WITHOUT));
  assert.ok(finding);
  const copy = await showOn(browser, site, policy(REMOVAL), visit);
  const { steps, ways } = await copy.evaluate((id) => {
    /** @type {any} */ (window).view.show(id);
    const card = document.querySelector('clausewatch-root')?.shadowRoot?.querySelector('.card');
    const stops = [...(card?.querySelectorAll('button, a[href], summary') ?? [])].filter((part) => part.checkVisibility());
    const ways = [...(card?.querySelectorAll('.way') ?? [])].map((part) => part.textContent ?? '');
    return { steps: stops.findIndex((part) => part.closest('.ways')) + 1, ways };
  }, finding.id);
  await copy.close();
  const popup = await openPopup(browser, page);
  await answerOf(popup);
  await popup.click(`[data-finding="${finding.id}"] .link`);
  await page.bringToFront();
  await page.waitForFunction(() => document.activeElement?.localName === 'clausewatch-root');
  await popup.close();
  await page.bringToFront();
  await press(page, 'Tab', steps);
  if (way === 'wrong') {
    await press(page, 'Tab');
    await press(page, 'Enter');
    const choice = visit.findings.filter(({ quote }) => quote.includes(WITHOUT)).length > 1 ? 2 : 1;
    await press(page, 'Tab', choice);
    await page.keyboard.type(note);
    await press(page, 'Tab');
  } else {
    await press(page, 'Enter');
    const place = { clause: 0, category: 1, site: ways.length - 2, now: ways.length - 1 }[way];
    await press(page, 'Tab', place + 1);
  }
  await press(page, 'Enter');
}

/**
 * @param {Page} page
 * @param {'Tab' | 'Enter'} key
 * @param {number} [times]
 */
async function press(page, key, times = 1) {
  for (let i = 0; i < times; i += 1) await page.keyboard.press(key);
}

/**
 * All that is painted.
 *
 * @param {Page} page
 */
async function said(page) {
  return Object.values(await painted(page)).flat().join(' | ');
}
