// The library: what is kept is listed, compared, verified, exported, deleted and taken back.
/// <reference path="../../extension/ui/element.js" />
/// <reference path="../../extension/ui/wording.js" />

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eachDigest } from '../../extension/library/digests.js';
import { sectorOf } from '../../extension/library/sectors.js';
import { emptyArchive } from './support/archive.js';
import { inEachBrowser } from './support/harness.js';
import { highlights, open } from './support/pages.js';
import { PATIENCE } from './support/until.js';

/** @param {string} notice */
const policy = (notice) => `<!doctype html><html lang="en"><title>Acceptable Use Policy</title><main>
<h1>Acceptable Use Policy</h1>
<p>This policy says what customers of Fernhill Hosting may not do with the services. It applies to every account.</p>
<p>You may not use the services to:</p>
<ul><li>send unsolicited bulk email;</li><li>distribute malware or viruses;</li><li>break any law that applies to you.</li></ul>
<p>We may suspend your account ${notice} if you violate this policy.</p>
<p>You may appeal any suspension by writing to the trust team within 30 days.</p></main></html>`;

const GUIDELINES = `<!doctype html><html lang="en"><title>Community Guidelines</title><main>
<h1>Community Guidelines</h1>
<p>These guidelines are for everybody who posts in the Fernhill forum. Members look after each other.</p>
<p>You may not:</p>
<ul><li>post spam or unsolicited advertising;</li><li>upload viruses or other malware;</li><li>harass or threaten other members.</li></ul>
<p>These rules hold in every part of the forum and for every member of it.</p></main></html>`;

/**
 * @param {import('./support/pages.js').Page} page
 * @param {string} name
 */
async function press(page, name) {
  const button = await page.waitForSelector(`::-p-xpath(//button[normalize-space()="${name}"])`, { timeout: PATIENCE });
  assert.ok(button, name);
  await button.click();
}

/**
 * @param {import('./support/pages.js').Page} page
 * @param {RegExp} pattern
 */
async function told(page, pattern) {
  await page.waitForFunction(
    (/** @type {string} */ source) => new RegExp(source).test(document.getElementById('status')?.textContent ?? ''),
    { timeout: PATIENCE },
    pattern.source,
  );
}

inEachBrowser('the library', (test) => {
  test('says so while it is empty', async ({ browser }) => {
    const library = await browser.openExtensionPage('library/library.html');
    const empty = await library.waitForSelector('.empty', { timeout: PATIENCE });
    assert.match((await empty?.evaluate((e) => e.textContent)) ?? '', /Nothing kept yet/);
  });

  test('lists what was read, compares its versions, verifies, deletes and takes back', async ({ browser, site }) => {
    const url = site.set('/acceptable-use-policy', policy('after 14 days of notice'));
    const page = await open(browser, url);
    await highlights(page);
    site.set('/acceptable-use-policy', policy('immediately and without notice'));
    await page.goto(url);
    await highlights(page, ['clausewatch-reworded']);

    const library = await browser.openExtensionPage('library/library.html');
    await library.waitForSelector('[data-policy]', { timeout: PATIENCE });
    await library.type('input[type=search]', 'nothing like it');
    await library.waitForFunction(() => document.querySelector('[data-policy]')?.matches('[hidden]'));
    await library.$eval('input[type=search]', (input) => {
      input.value = 'acceptable';
      input.dispatchEvent(new Event('input'));
    });
    await library.waitForFunction(() => document.querySelector('[data-policy]')?.matches(':not([hidden])'));
    const link = await library.$eval('[data-policy] a', (a) => a.getAttribute('href'));

    const kept = await browser.openExtensionPage(`library/${link}`);
    const change = await kept.waitForSelector('[data-change][data-kind=reworded]', { timeout: PATIENCE });
    const redline = (await change?.evaluate((e) => e.querySelector('.redline')?.textContent)) ?? '';
    assert.match(redline, /after 14 days of/);
    assert.match(redline, /immediately and without notice/);
    await press(kept, 'Verify');
    await told(kept, /^2 versions verified/);
    await kept.waitForSelector('[data-mark="2"].high .bar', { timeout: PATIENCE });
    await press(kept, 'Versions');
    await kept.waitForFunction(() => document.querySelectorAll('[data-version]').length === 2, { timeout: PATIENCE });
    await press(kept, 'Clauses over time');
    const reworded = await kept.waitForSelector('[data-clause="1"] .event.reworded', { timeout: PATIENCE });
    await reworded?.click();
    await kept.waitForSelector('.wanted[data-kind=reworded]', { timeout: PATIENCE });
    await press(kept, 'Text');
    await kept.waitForSelector('article.text mark.high', { timeout: PATIENCE });
    assert.match((await kept.$eval('.text .why', (note) => note.textContent)) ?? '', /without notice/);
    await press(kept, 'Page as kept');
    const frame = await kept.waitForSelector('iframe.source', { timeout: PATIENCE });
    assert.deepEqual(await frame?.evaluate((f) => [f.getAttribute('sandbox'), f.srcdoc.includes('<h1>Acceptable Use Policy</h1>')]), ['', true]);
    await press(kept, 'Delete');
    await told(kept, /^Deleted with all its versions/);
    await press(kept, 'Undo');
    await kept.waitForSelector('iframe.source', { timeout: PATIENCE });
  });

  test('filters by what is in a policy, shows the changes of all by day, and wordings side by side', async ({ browser, site }) => {
    await emptyArchive(browser);
    const url = site.set('/acceptable-use-policy', policy('after 14 days of notice'));
    const page = await open(browser, url);
    await highlights(page);
    site.set('/acceptable-use-policy', policy('immediately and without notice'));
    await page.goto(url);
    await highlights(page, ['clausewatch-reworded']);
    const mild = site.set('/community-guidelines', GUIDELINES);
    await page.goto(mild);
    await highlights(page);

    const library = await browser.openExtensionPage('library/library.html');
    library.setDefaultTimeout(PATIENCE);
    const shown = (/** @type {string[]} */ addresses) =>
      library.waitForFunction(
        (/** @type {string} */ wanted) =>
          JSON.stringify([...document.querySelectorAll('[data-policy]:not([hidden])')].map((row) => row.getAttribute('data-policy')).sort()) === wanted,
        {},
        JSON.stringify([...addresses].sort()),
      );
    await library.waitForFunction(() => document.querySelectorAll('[data-severity]').length === 2);
    await choose(library, 'Gravest clause', 'high');
    await shown([url]);
    await choose(library, 'Gravest clause', '');
    await shown([url, mild]);
    // The test's site is no known service.
    assert.deepEqual(await library.$$eval('select[aria-label="Kind of service"] option', (all) => all.map((one) => one.value)), ['', 'other']);
    await choose(library, 'Kind of service', 'other');
    await shown([url, mild]);
    await choose(library, 'Kind of service', '');
    await choose(library, 'Changed since', '7');
    await shown([url]);
    // What was chosen stands in the address: coming back finds it.
    assert.match(await library.evaluate(() => location.search), /since=7/);
    await choose(library, 'Kind of document', 'community_guidelines');
    await shown([]);
    assert.ok(await library.$eval('.empty', (empty) => !(/** @type {HTMLElement} */ (empty).hidden)));
    await choose(library, 'Changed since', '');
    await shown([mild]);
    await library.keyboard.press('/');
    assert.equal(await library.evaluate(() => document.activeElement?.getAttribute('type')), 'search');
    await library.keyboard.press('ArrowDown');
    assert.equal(await library.evaluate(() => document.activeElement?.closest('[data-policy]')?.getAttribute('data-policy')), mild);

    const calendar = await browser.openExtensionPage('library/library.html?view=calendar');
    calendar.setDefaultTimeout(PATIENCE);
    const link = await calendar.waitForSelector('.month[open] .row .name');
    assert.equal(await link?.evaluate((a) => new URL(/** @type {HTMLAnchorElement} */ (a).href).searchParams.get('policy')), url);
    assert.equal((await calendar.$$('.day.high')).length, 1);

    const topics = await browser.openExtensionPage('library/library.html?view=topics&topic=no_notice');
    topics.setDefaultTimeout(PATIENCE);
    const wording = await topics.waitForSelector('[data-wording]');
    assert.equal(await wording?.evaluate((card) => card.getAttribute('data-wording')), url);
    assert.match((await wording?.evaluate((card) => card.textContent)) ?? '', /immediately and without notice/);
    assert.match((await topics.$eval('.topic', (about) => about.textContent)) ?? '', /of 43 policies|of \d+ policies/);
    await topics.waitForFunction(() => document.querySelectorAll('.fold li').length === 1);
  });
});

describe('what is known at a glance', () => {
  it('is drawn before anything is waited for, seldom while more comes, and at the end', async () => {
    /** @type {string[]} */
    const order = [];
    let asked = 0;
    const digest = (/** @type {string} */ address) => ({ address });
    Object.assign(globalThis, {
      chrome: {
        runtime: {
          sendMessage: async (/** @type {{type: string, address: string}} */ { type, address }) => {
            if (type === 'digests') return { ok: true, value: JSON.stringify({ digests: [digest('known')], missing: ['long', 'damaged', 'last'] }) };
            order.push(`ask ${address}`);
            asked += 1;
            if (address === 'damaged') return { ok: false, code: 'failed', message: 'It is damaged.' };
            // A long one takes two calls.
            return { ok: true, value: asked === 1 ? null : digest(address) };
          },
        },
      },
    });
    try {
      /** @type {string[]} */
      const shown = [];
      await eachDigest(
        (digests, missing) => shown.push(`${digests.map(({ address }) => address)} ${missing}`),
        () => void order.push('draw'),
      );
      assert.deepEqual(order, ['draw', 'ask long', 'ask long', 'ask damaged', 'ask last', 'draw']);
      assert.deepEqual(shown, ['known 3', 'long 2', ' 1', 'last 0']);
    } finally {
      Reflect.deleteProperty(globalThis, 'chrome');
    }
  });
});

describe('the kind of service', () => {
  const known = (/** @type {string} */ address, /** @type {string} */ sector) => ({ platform: '', kind: 'terms', address, sector });
  const sector = sectorOf([
    known('https://www.mail.test/terms', 'telecom'),
    known('https://cloud.shop.test/aup', 'hosting'),
    known('https://shop.test/terms', 'commerce'),
    known('https://legal.big.test/a', 'ai'),
    known('https://legal.big.test/b', 'commerce'),
    known('https://policies.game.test/rules', 'community'),
  ]);
  for (const [address, expected, why] of [
    ['https://mail.test/aup', 'telecom', 'another page of a known host'],
    ['https://en.cloud.shop.test/', 'hosting', 'the nearest host wins'],
    ['https://help.shop.test/', 'commerce', 'a host below a known one'],
    ['https://game.test/eula', 'community', 'a host above a known one'],
    ['https://legal.big.test/a', 'ai', 'a known policy'],
    ['https://legal.big.test/c', 'other', 'a host of several kinds'],
    ['https://unknown.test/', 'other', 'nobody knows it'],
    ['file:///x.html', 'other', 'no host'],
  ]) {
    it(`of ${address} is ${expected}: ${why}`, () => assert.equal(sector(address ?? ''), expected));
  }
});

/**
 * @param {import('./support/pages.js').Page} page
 * @param {string} label
 * @param {string} value
 */
function choose(page, label, value) {
  return page.$eval(`select[aria-label="${label}"]`, (select, value) => {
    select.value = value;
    select.dispatchEvent(new Event('change'));
  }, value);
}
