// The library's pages for storage, backup and known policies.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { openDesk, policy, withHosts } from './support/archive.js';
import { inEachBrowser } from './support/harness.js';
import { open } from './support/pages.js';
import { PATIENCE, until } from './support/until.js';

const PATH = '/legal/acceptable-use';
const extension = await withHosts();
after(extension.remove);

/**
 * @param {import('puppeteer-core').Page} page
 * @param {string} name
 */
async function press(page, name) {
  const button = await page.waitForSelector(`::-p-xpath(//button[normalize-space()="${name}"])`, { timeout: PATIENCE });
  assert.ok(button, name);
  await button.click();
}

inEachBrowser(
  'the library',
  (test) => {
    test('lists known policies, and watches one at a click', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.set('/known/acceptable-use', policy());
      const page = await browser.openExtensionPage('library/known.html');
      await page.waitForSelector('[data-known]', { timeout: PATIENCE });
      const shown = () => page.$$eval('[data-known]', (rows) => rows.length);
      assert.equal(await shown(), 60);
      await page.type('input[type=search]', 'amazon web services acceptable');
      assert.equal(await shown(), 1);
      assert.equal(await page.$eval('[data-known]', (row) => row.getAttribute('data-known')), 'https://aws.amazon.com/aup/');
      // The site stands in for a known one: the browser's question cannot be answered here.
      await page.evaluate((address) => {
        const row = document.querySelector('[data-known]');
        chrome.permissions.request = /** @type {any} */ (async () => true);
        const send = chrome.runtime.sendMessage.bind(chrome.runtime);
        chrome.runtime.sendMessage = /** @type {any} */ ((/** @type {any} */ message) => send({ ...message, url: address }));
        return row !== null;
      }, address);
      await press(page, 'Watch');
      await page.waitForFunction(() => document.querySelector('[data-known] .tag')?.textContent === 'Watched', { timeout: PATIENCE });
      assert.equal((await desk.ask({ type: 'watches' }))[0].address, address);
      await desk.ask({ type: 'forget', address });
    });

    test('tells how watching is doing, and shows what is named', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const clause = '<p>You must follow our <a href="content-guidelines">Content Guidelines</a>.</p>';
      const address = site.set(PATH, policy().replace('<h2>2.', `${clause}<h2>2.`));
      await open(browser, address);
      await until(async () => (await desk.try({ type: 'history', address })).ok, 'the first version');
      await desk.ask({ type: 'watch', address, on: true });
      const list = await browser.openExtensionPage('library/library.html');
      const line = await list.waitForSelector('[data-health]', { timeout: PATIENCE });
      assert.match((await line?.evaluate((line) => line.textContent)) ?? '', /1 policy is watched/);
      assert.equal(await line?.evaluate((line) => line.getAttribute('data-health')), 'well');
      site.set(PATH, { status: 404, body: '' });
      await desk.ask({ type: 'look', address });
      const later = await browser.openExtensionPage('library/library.html');
      await later.waitForSelector('[data-health="trouble"]', { timeout: PATIENCE });
      const one = await browser.openExtensionPage(`library/library.html?policy=${encodeURIComponent(address)}`);
      const named = await one.waitForSelector('[data-named]', { timeout: PATIENCE });
      assert.equal(await named?.evaluate((row) => row.getAttribute('data-named')), site.url('/legal/content-guidelines'));

      const guidelines = site.set('/legal/content-guidelines', policy({ days: 9 }).replaceAll('Acceptable Use Policy', 'Content Guidelines'));
      await desk.ask({ type: 'adopt', url: guidelines, group: address });
      const group = await browser.openExtensionPage(`library/library.html?policy=${encodeURIComponent(address)}`);
      const member = await group.waitForSelector('[data-member]', { timeout: PATIENCE });
      assert.match((await member?.evaluate((row) => row.textContent)) ?? '', /Content Guidelines.*Watched/);
      assert.equal(await group.$('[data-named]'), null, 'what is watched with it is offered no more');
      const other = await browser.openExtensionPage(`library/library.html?policy=${encodeURIComponent(guidelines)}`);
      const head = await other.waitForSelector('[data-group]', { timeout: PATIENCE });
      assert.equal(await head?.evaluate((line) => line.textContent), 'Watched with Acceptable Use Policy');
      await desk.ask({ type: 'forget', address: guidelines });
      await desk.ask({ type: 'forget', address });
    });

    test('backs up, shows what would go, and lets it go', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.url(PATH);
      for (let version = 1; version <= 3; version += 1) {
        site.set(PATH, policy({ days: version }));
        await open(browser, address);
        await until(async () => {
          const answer = await desk.try({ type: 'history', address });
          return answer.ok && answer.value.versions.length === version;
        }, `version ${version}`);
      }
      const page = await browser.openExtensionPage('library/keeping.html');
      await page.waitForSelector('[data-backup="never"]', { timeout: PATIENCE });
      if (browser.name === 'chromium') {
        // A file of the browser's own stands in for one that the reader would choose.
        await page.evaluate(async () => {
          const folder = await navigator.storage.getDirectory();
          Object.assign(globalThis, { showSaveFilePicker: () => folder.getFileHandle('backup.jsonl', { create: true }) });
        });
        await press(page, 'Choose a backup file');
      } else {
        assert.equal(await page.evaluate(() => 'showSaveFilePicker' in globalThis), false);
        await press(page, 'Download a backup');
      }
      await page.waitForFunction(() => Number(document.querySelector('[data-backup]')?.getAttribute('data-backup')) > 0, { timeout: PATIENCE });
      if (browser.name === 'chromium') {
        const backup = () => page.evaluate(async () => {
          const folder = await navigator.storage.getDirectory();
          return (await (await folder.getFileHandle('backup.jsonl')).getFile()).text();
        });
        const [header = '', ...lines] = (await backup()).split('\n');
        assert.match(header, /^\{"format":"clausewatch archive"/);
        assert.equal(lines.join('\n'), await desk.ask({ type: 'export', address }));
        // A week later the library writes it anew by itself.
        await page.evaluate(() => chrome.storage.local.set({ backupAt: Date.now() - 8 * 86_400_000 }));
        await desk.ask({ type: 'forget', address });
        await browser.openExtensionPage('library/library.html');
        await until(async () => (await backup()).trim() === header, 'the weekly copy');
        await desk.ask({ type: 'import', lines: lines.join('\n') });
      }

      await page.bringToFront();
      const [months, size] = await page.$$('input[type=checkbox]');
      assert.ok(months && size);
      await size.click();
      await page.$$eval('input[type=number]', (inputs) => inputs.forEach((input) => (input.value = '0')));
      await press(page, 'Show what would go');
      await page.waitForFunction(() => /1 page would go/.test(document.body.textContent ?? ''), { timeout: PATIENCE });
      await press(page, 'Let them go');
      await page.waitForFunction(() => /1 page let go/.test(document.getElementById('status')?.textContent ?? ''), { timeout: PATIENCE });
      const { versions } = await desk.ask({ type: 'history', address });
      assert.deepEqual(versions.map((/** @type {{letGo: number | null}} */ v) => v.letGo !== null), [false, true, false]);
      assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: 3, broken: null });

      // The rule whose pages were shown is followed from now on, a week after it was last followed.
      await page.click('[data-weekly]');
      await page.waitForFunction(async () => /** @type {any} */ (await chrome.storage.local.get('retention')).retention?.rule.megabytes === 0, { timeout: PATIENCE });
      site.set(PATH, policy({ days: 4 }));
      await open(browser, address);
      await until(async () => (await desk.ask({ type: 'history', address })).versions.length === 4, 'version 4');
      await browser.openExtensionPage('library/library.html');
      const gone = async () => (await desk.ask({ type: 'history', address })).versions.map((/** @type {{letGo: number | null}} */ v) => v.letGo !== null);
      await until(async () => (await gone()).join() === 'false,true,true,false', 'the page that may go now');
      const again = await browser.openExtensionPage('library/keeping.html');
      const weekly = await again.waitForSelector('[data-weekly]', { timeout: PATIENCE });
      assert.match((await again.evaluate(() => document.body.textContent)) ?? '', /1 page let go/);
      await weekly?.click();
      await again.waitForFunction(async () => /** @type {any} */ (await chrome.storage.local.get('retention')).retention === null, { timeout: PATIENCE });
    });
  },
  { extension: extension.folder },
);
