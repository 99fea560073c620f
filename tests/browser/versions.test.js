// What a policy can be compared with from the popup: any kept version, the one agreed to, one that the reader brings. The page
// shows the same comparison.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk, policy } from './support/archive.js';
import { violations } from './support/axe.js';
import { inEachBrowser } from './support/harness.js';
import { answerOf, highlights, open, openPopup } from './support/pages.js';
import { PATIENCE } from './support/until.js';

/** @typedef {import('puppeteer-core').Page} Page */

const PATH = '/legal/acceptable-use-policy';
const ASKING = policy({ days: 20 }).replace('</html>', '') + '<label><input type="checkbox"> I have read and accept this policy</label>';

/** @param {Page} popup */
async function tools(popup) {
  await popup.waitForSelector('.versions', { timeout: PATIENCE });
}

/** @param {Page} popup @param {string} label */
async function press(popup, label) {
  const button = await popup.waitForSelector(`::-p-xpath(//button[normalize-space()="${label}"])`, { timeout: PATIENCE });
  await button?.evaluate((element) => /** @type {HTMLElement} */ (element).click());
}

inEachBrowser('a policy with more than one version', (test) => {
  test('is compared with any of them, on the page too', async ({ browser, site }) => {
    const url = site.set(PATH, policy({ days: 30 }));
    const page = await open(browser, url);
    await highlights(page);
    for (const days of [20, 10]) {
      site.set(PATH, policy({ days }));
      await page.goto(url);
      await highlights(page, ['clausewatch-reworded']);
    }
    const popup = await openPopup(browser, page);
    assert.match((await answerOf(popup, 'changed')).text, /20 ?10/);
    await tools(popup);
    const offered = await popup.$$eval('#against option', (all) => all.map((one) => /** @type {HTMLOptionElement} */ (one).value));
    assert.deepEqual(offered.toSorted(), ['', '1', '2']);

    await popup.$eval('#against', (select) => {
      /** @type {HTMLSelectElement} */ (select).value = '1';
      select.dispatchEvent(new Event('change'));
    });
    await popup.waitForFunction(() => /30 ?10/.test(document.querySelector('[data-change]')?.textContent ?? ''), { timeout: PATIENCE });

    // The next visit is compared with the last one again.
    await page.bringToFront();
    await page.reload();
    const { state } = await answerOf(await openPopup(browser, page), 'unchanged');
    assert.equal(state, 'unchanged');
  });

  test('keeps which one was agreed to, offered where the page asks', async ({ browser, site }) => {
    const url = site.set(PATH, ASKING);
    const page = await open(browser, url);
    await highlights(page);
    const popup = await openPopup(browser, page);
    await answerOf(popup, 'first-visit');
    await tools(popup);
    assert.match(await popup.$eval('.agreement', (e) => e.textContent ?? ''), /asks you to agree/);
    await press(popup, 'I agreed to this version');
    await popup.waitForSelector('[data-agreed="1"]', { timeout: PATIENCE });
    await popup.close();

    for (const days of [10, 5]) {
      site.set(PATH, policy({ days }));
      await page.bringToFront();
      await page.goto(url);
      await highlights(page, ['clausewatch-reworded']);
    }
    const later = await openPopup(browser, page);
    await answerOf(later, 'changed');
    await tools(later);
    assert.doesNotMatch(await later.$eval('.agreement', (e) => e.textContent ?? ''), /asks you to agree/);
    await press(later, 'Compare with the version I agreed to');
    await later.waitForFunction(() => /20 ?5/.test(document.querySelector('[data-change]')?.textContent ?? ''), { timeout: PATIENCE });

    const library = await browser.openExtensionPage(`library/library.html?${new URLSearchParams({ policy: url })}`);
    library.setDefaultTimeout(PATIENCE);
    await library.waitForSelector('[data-mark="1"] .tick');
    await press(library, 'Versions');
    await library.waitForSelector('[data-version="1"] .tag.agreed');
    assert.deepEqual(await violations(library), []);
    // In the latest version's row, which is the first.
    await press(library, 'Compare with the version I agreed to');
    await library.waitForFunction(() => /20 ?5/.test(document.querySelector('[data-change]')?.textContent ?? ''));
    await press(library, 'Versions');
    await press(library, 'I did not agree');
    await library.waitForFunction(() => !document.querySelector('.tick, .tag.agreed'));
    assert.equal((await (await openDesk(browser)).ask({ type: 'history', address: url })).entry.agreed, null);
  });
});

inEachBrowser('an earlier version that the reader brings', (test) => {
  test('is kept as brought, and the first visit is compared with it', async ({ browser, site }) => {
    const folder = await mkdtemp(join(tmpdir(), 'clausewatch-'));
    try {
      const page = await open(browser, site.set(PATH, policy({ days: 10 })));
      await highlights(page);
      const popup = await openPopup(browser, page);
      await answerOf(popup, 'first-visit');
      await tools(popup);
      const href = await popup.$eval('.versions a', (link) => /** @type {HTMLAnchorElement} */ (link).href);
      const bring = await browser.openExtensionPage(href.slice(browser.extensionUrl('').length));
      await bring.waitForFunction(() => document.getElementById('policy')?.textContent, { timeout: PATIENCE });

      /** @param {string} name @param {string} content */
      const give = async (name, content) => {
        await writeFile(join(folder, name), content);
        const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await bring.$('#file'));
        await input.uploadFile(join(folder, name));
        await bring.evaluate(() => {
          const fault = document.getElementById('fault');
          if (fault) fault.textContent = '';
          /** @type {HTMLFormElement | null} */ (document.querySelector('form'))?.requestSubmit();
        });
      };
      /** @param {RegExp} said */
      const refused = (said) =>
        bring.waitForFunction(
          (source) => new RegExp(source).test(document.getElementById('fault')?.textContent ?? ''),
          { timeout: PATIENCE },
          said.source,
        );
      await bring.$eval('#date', (input) => {
        /** @type {HTMLInputElement} */ (input).value = '2024-05-06';
      });
      await give('policy.pdf', '%PDF-1.7 …');
      await refused(/policy\.pdf is a PDF/);
      await give('empty.html', ' ');
      await refused(/empty\.html is empty/);
      await give('binary.txt', 'a\u0000b');
      await refused(/binary\.txt is no text/);
      await give('same.html', policy({ days: 10 }));
      await refused(/same\.html says the same as version 1/);
      await give('shell.html', '<html><title>Loading</title><body><div id="root"></div></body></html>');
      await refused(/No policy was found in shell\.html/);

      await give('old.html', policy({ days: 60 }));
      await bring.waitForSelector('#done:not([hidden])', { timeout: PATIENCE });
      const desk = await openDesk(browser);
      const address = new URL(href).searchParams.get('policy') ?? '';
      const { entry, versions } = await desk.ask({ type: 'history', address });
      assert.deepEqual([entry.current, entry.seen, entry.versions], [1, 1, 2]);
      assert.deepEqual([versions[1].sourceKind, versions[1].url], ['file', 'file:old.html']);
      assert.equal(new Date(versions[1].readAt).toISOString().slice(0, 10), '2024-05-06');
      assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: 2, broken: null });

      await press(bring, 'Show what changed since then');
      await highlights(page, ['clausewatch-reworded']);
      const { changes, text } = await answerOf(await openPopup(browser, page), 'changed');
      assert.match(changes[0]?.text ?? '', /60 ?10/);
      assert.match(text, /2024 that you brought/);

      // It was brought later, and stands before the other one in time.
      const library = await browser.openExtensionPage(`library/library.html?${new URLSearchParams({ policy: address, show: 'versions' })}`);
      library.setDefaultTimeout(PATIENCE);
      await library.waitForSelector('[data-version]');
      assert.deepEqual(await library.$$eval('[data-version]', (all) => all.map((one) => one.getAttribute('data-version'))), ['1', '2']);
      await press(library, 'What it changed');
      await library.waitForFunction(() => /60 ?10/.test(document.querySelector('[data-change]')?.textContent ?? ''));
      const [known] = JSON.parse(await desk.ask({ type: 'changes', address }));
      assert.deepEqual(known.changes.map((/** @type {{from: number, number: number}} */ { from, number }) => [from, number]), [[2, 1]]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('may be pasted, with its lists or as bare text', async ({ browser, site }) => {
    const page = await open(browser, site.set(PATH, policy({ days: 10 })));
    await highlights(page);
    const desk = await openDesk(browser);
    const address = page.url();
    /** @param {string} text @param {string} html @param {string} date */
    const paste = async (text, html, date) => {
      const tab = await browser.openExtensionPage(`bring/bring.html?${new URLSearchParams({ policy: address })}`);
      tab.setDefaultTimeout(PATIENCE);
      await tab.waitForFunction(() => document.getElementById('policy')?.textContent);
      await tab.evaluate(async (text, html, date) => {
        const field = /** @type {HTMLTextAreaElement} */ (document.getElementById('text'));
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        if (html) clipboardData.setData('text/html', html);
        // Firefox takes what is pasted by its type.
        const pasted = { clipboardData, dataType: 'text/html', data: html };
        field.dispatchEvent(new ClipboardEvent('paste', { ...pasted, bubbles: true }));
        field.value = text;
        // The page looks at the field once the browser has pasted.
        await new Promise((done) => setTimeout(done));
        /** @type {HTMLInputElement} */ (document.getElementById('date')).value = date;
        /** @type {HTMLFormElement} */ (document.getElementById('form')).requestSubmit();
      }, text, html, date);
      await tab.waitForSelector('#done:not([hidden])');
      const { versions } = await desk.ask({ type: 'history', address });
      const { number, url, sourceKind } = versions.at(-1);
      assert.deepEqual([url, sourceKind], ['file:The pasted text', 'file']);
      return desk.ask({ type: 'version', address, number });
    };
    const old = policy({ days: 60 });
    const bare = await browser.browser.newPage();
    await bare.setContent(old);
    const text = await bare.evaluate(() => document.body.innerText);
    const asHtml = await paste(text, old, '2023-02-01');
    const mail = (/** @type {{provisions: {text: string, lead_in: string | null}[]}} */ { provisions }) => provisions.find(({ text }) => text.includes('bulk mail'));
    assert.equal(mail(asHtml)?.lead_in, 'You may not use the service:');
    const asText = await paste(text.replace('60', '90'), '', '2022-02-01');
    assert.ok(mail(asText), JSON.stringify(asText.provisions));
    assert.ok(asText.provisions.some((/** @type {{text: string}} */ { text }) => text.includes("90 days' notice")));
    assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: 3, broken: null });
  });

  test('may be Markdown or plain text', async ({ browser, site }) => {
    const page = await open(browser, site.set(PATH, policy({ days: 10 })));
    await highlights(page);
    const desk = await openDesk(browser);
    const address = page.url();
    const lines = ['This policy binds everyone who uses an account of ours, and everyone whom they let use it.', 'We may close your account.'];
    const dated = Date.UTC(2023, 1, 1);
    const bring = (/** @type {'markdown' | 'text'} */ format, /** @type {string} */ content) =>
      desk.ask({ type: 'bring', address, content, format, name: 'x', dated });
    assert.deepEqual(await bring('markdown', `# Acceptable Use Policy\n\n${lines.join('\n\n')}\n`), { type: 'kept', number: 2 });
    assert.deepEqual(await bring('text', `Acceptable Use Policy\n${[...lines, 'No mining.'].join('\n')}`), { type: 'kept', number: 3 });
    const text = await desk.ask({ type: 'version', address, number: 3 });
    assert.ok(text.provisions.some((/** @type {{text: string}} */ provision) => provision.text === 'No mining.'), JSON.stringify(text.provisions));
  });
});
