// The library: what is kept is listed, compared, verified, exported, deleted and taken back.

import assert from 'node:assert/strict';
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
    assert.equal((await kept.$$('[data-version]')).length, 2);

    await press(kept, 'Verify');
    await told(kept, /^2 versions verified/);
    await press(kept, 'Read the text');
    await kept.waitForSelector('article.text mark', { timeout: PATIENCE });
    await press(kept, 'Delete');
    await told(kept, /^Deleted with all its versions/);
    await press(kept, 'Undo');
    await kept.waitForFunction(() => document.querySelectorAll('[data-version]').length === 2, { timeout: PATIENCE });
  });
});
