// The options: each is saved as it is chosen, holds where it is meant to, and comes back from its export.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { emptyArchive, openDesk, policy } from './support/archive.js';
import { bring, catchDownloads, saved as savedFile } from './support/files.js';
import { inEachBrowser } from './support/harness.js';
import { answerOf, highlights, open, openPopup, popupOf } from './support/pages.js';
import { PATIENCE } from './support/until.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {import('./support/driven.js').Driven} browser */
async function openOptions(browser) {
  const page = await browser.openExtensionPage('options/options.html');
  page.setDefaultTimeout(PATIENCE);
  await page.waitForSelector('body[data-ready]');
  return page;
}

/** @param {Page} page */
const stored = (page) => page.evaluate(() => chrome.storage.local.get(null));

/**
 * What the reader does: click, or choose from a list.
 *
 * @param {Page} page
 * @param {string} selector
 * @param {string} [value]
 */
async function choose(page, selector, value) {
  await page.$eval(
    selector,
    (element, value) => {
      if (value === undefined) /** @type {HTMLElement} */ (element).click();
      else {
        /** @type {HTMLSelectElement} */ (element).value = value;
        element.dispatchEvent(new Event('change'));
      }
    },
    value,
  );
}

/** @param {Page} page @param {string} key @param {unknown} value */
async function saved(page, key, value) {
  await page.waitForFunction(
    async (key, json) => JSON.stringify((await chrome.storage.local.get(key))[key]) === json,
    { timeout: PATIENCE },
    key,
    JSON.stringify(value),
  );
}

inEachBrowser('the options', (test) => {
  test('save each choice and show it again', async ({ browser }) => {
    const page = await openOptions(browser);
    assert.equal(await page.$$eval('[data-text]', (all) => all.filter((one) => !one.textContent).length), 0);
    assert.equal(await page.$$eval('#categories input', (all) => all.length), 40);

    await choose(page, 'input[name=detection][value=click]');
    await saved(page, 'detection', 'click');
    await choose(page, '#severities input[name=low]');
    await saved(page, 'severities', ['high', 'medium']);
    await choose(page, '#categories input[name=gambling]');
    await saved(page, 'hiddenCategories', ['gambling']);
    await choose(page, 'input[name=palette][value=safe]');
    await saved(page, 'palette', 'safe');
    await choose(page, 'select[name=watchHours]', '6');
    await saved(page, 'watchHours', 6);
    await choose(page, 'input[name=notifications]');
    await saved(page, 'notifications', false);
    await choose(page, 'input[name=quietHours]');
    await saved(page, 'quietHours', { from: 1320, to: 420 });
    await choose(page, 'input[name=quietFrom]', '23:30');
    await saved(page, 'quietHours', { from: 1410, to: 420 });
    await choose(page, 'textarea[name=watchWords]', ' data centre \n\nminors\nminors');
    await saved(page, 'watchWords', ['data centre', 'minors']);

    const again = await openOptions(browser);
    const shown = await again.evaluate(() => ({
      checked: [...document.querySelectorAll('input:checked')].map((input) => /** @type {HTMLInputElement} */ (input).value),
      hours: document.querySelector('select')?.value,
      words: document.querySelector('textarea')?.value,
      low: /** @type {HTMLInputElement} */ (document.querySelector('#severities input[name=low]')).checked,
    }));
    assert.ok(shown.checked.includes('click') && shown.checked.includes('safe'));
    assert.deepEqual([shown.hours, shown.words, shown.low], ['6', 'data centre\nminors', false]);
  });

  test('refuse words that are too long, and say so', async ({ browser }) => {
    const page = await openOptions(browser);
    await choose(page, 'textarea[name=watchWords]', 'x'.repeat(200));
    const fault = await page.waitForSelector('#words .note:not([hidden])');
    assert.match((await fault?.evaluate((e) => e.textContent)) ?? '', /longer than 100 characters/);
    assert.ok(!JSON.stringify(await stored(page)).includes('xxx'));
  });

  test('come back from a file, and take nothing that does not fit', async ({ browser }) => {
    const page = await openOptions(browser);
    const taken = await page.evaluate(() =>
      clausewatchSettings.from({ detection: 'never', severities: ['high', 'high'], watchHours: 0.5, palette: 'strong', watchWords: [''] }),
    );
    assert.deepEqual(taken, await page.evaluate(() => ({ ...clausewatchSettings.defaults, palette: 'strong' })));

    const input = await page.waitForSelector('#data input[type=file]');
    const file = new URL('../fixtures/settings/strong.json', import.meta.url).pathname;
    await /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (input).uploadFile(file);
    await saved(page, 'palette', 'strong');
    await saved(page, 'detection', 'everywhere');
  });
});

inEachBrowser('what the reader chose', (test) => {
  test('goes out in a file, and comes back from it', async ({ browser }) => {
    await emptyArchive(browser);
    const page = await openOptions(browser);
    await choose(page, 'input[name=palette][value=safe]');
    await choose(page, '#categories input[name=gambling]');
    await choose(page, 'textarea[name=watchWords]', 'minors');
    await saved(page, 'watchWords', ['minors']);
    await catchDownloads(page);
    await choose(page, '#data button');
    const { name, bytes } = await savedFile(page, '.json');
    const { format, settings } = JSON.parse(bytes.toString('utf8'));
    assert.equal(format, 'clausewatch settings');
    const all = await page.evaluate(() => clausewatchSettings.load());
    assert.deepEqual(settings, all);
    assert.deepEqual([settings.palette, settings.hiddenCategories, settings.watchWords], ['safe', ['gambling'], ['minors']]);

    await page.evaluate(() => clausewatchSettings.save({ palette: 'strong', hiddenCategories: [], watchWords: ['something else'], watchHours: 6 }));
    await bring(page, name, bytes);
    await saved(page, 'watchWords', ['minors']);
    await page.waitForSelector('body[data-ready]');
    assert.deepEqual(await page.evaluate(() => clausewatchSettings.load()), all);
    await page.evaluate(() => clausewatchSettings.save(clausewatchSettings.defaults));
  });

  test('is the language that the background speaks, too', async ({ browser }) => {
    const german = JSON.parse(await readFile(new URL('../../extension/_locales/de/messages.json', import.meta.url), 'utf8'));
    const desk = await openDesk(browser);
    const refusal = async () => {
      const answer = await desk.try({ type: 'look', address: 'https://nowhere.test/' });
      return answer.ok ? null : answer.message;
    };
    assert.equal(await refusal(), 'This policy is not watched.');
    const page = await openOptions(browser);
    await choose(page, 'select[name=language]', 'de');
    await page.waitForFunction((title) => document.title === title, {}, german.optionsTitle.message);
    assert.equal(await refusal(), german.whyNotWatched.message);
    await page.waitForSelector('body[data-ready]');
    await choose(page, 'select[name=language]', 'browser');
    await page.waitForFunction(() => document.title === 'Options');
    assert.equal(await refusal(), 'This policy is not watched.');
  });

  test('has policies read only on demand', async ({ browser, site }) => {
    const options = await openOptions(browser);
    await choose(options, 'input[name=detection][value=click]');
    await saved(options, 'detection', 'click');
    const page = await open(browser, site.set('/acceptable-use-policy', policy()));
    const popup = await openPopup(browser, page);
    const { state, headline } = await answerOf(popup, 'not-a-policy');
    assert.deepEqual([state, headline], ['not-a-policy', 'Not read yet']);
    const desk = await openDesk(browser);
    assert.deepEqual(await desk.ask({ type: 'policies' }), []);
    await popup.bringToFront();
    await popup.click('button.primary');
    await answerOf(popup, 'first-visit');
    await highlights(page);
    await choose(options, 'input[name=detection][value=everywhere]');
    await saved(options, 'detection', 'everywhere');
  });

  test('shows the severities, topics and colours that were chosen, and finds the words', async ({ browser, site }) => {
    const options = await openOptions(browser);
    await choose(options, '#severities input[name=low]');
    await choose(options, '#categories input[name=spam_messaging]');
    await choose(options, 'input[name=palette][value=safe]');
    await choose(options, 'textarea[name=watchWords]', 'shared machines');
    await saved(options, 'watchWords', ['shared machines']);
    const page = await open(browser, site.set('/acceptable-use-policy', policy({ mining: true })));
    await highlights(page);
    const { findings } = await popupOf(browser, page);
    assert.ok(findings.length > 0);
    assert.ok(!findings.some(({ category, severity }) => category === 'spam_messaging' || severity === 'low'), JSON.stringify(findings));
    await page.waitForFunction(() => document.querySelector('clausewatch-root')?.getAttribute('data-palette') === 'safe', { timeout: PATIENCE });
    const popup = await openPopup(browser, page);
    await popup.waitForSelector('[data-watched="shared machines"]', { timeout: PATIENCE });
  });
});
