// A policy that is seen again as it was has its answer from the archive before the core is loaded, and never one that does not
// hold: not after a change, another wish, a word from the library; and what was kept ready goes with the policy.

import assert from 'node:assert/strict';
import { cp, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openDesk, policy, withManifest } from './support/archive.js';
import { inEachBrowser } from './support/harness.js';
import { highlights, open, painted, popupOf } from './support/pages.js';
import { until } from './support/until.js';

/** @typedef {import('puppeteer-core').Page} Page */

const PATH = '/legal/acceptable-use';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** In front of the real `background/core.js`: the core does not load as long as a test holds it. */
const IN_FRONT = `
import { core as itself } from './core-itself.js';
export async function core() {
  for (;;) {
    const { held } = await chrome.storage.session.get('held');
    if (!held) return itself();
    await chrome.storage.session.set({ waits: true });
    await new Promise((again) => setTimeout(again, 20));
  }
}
`;

/** A copy whose background is in modules, as it is written, and whose core a test can hold. */
const held = await withManifest((manifest) => manifest);
await cp(join(ROOT, 'extension/background'), join(held.folder, 'background'), { recursive: true });
await cp(join(ROOT, 'pkg/clausewatch.js'), join(held.folder, 'pkg/clausewatch.js'));
await rename(join(held.folder, 'background/core.js'), join(held.folder, 'background/core-itself.js'));
await writeFile(join(held.folder, 'background/core.js'), IN_FRONT);
after(() => held.remove());

/** @param {Page} desk a page of the extension @param {boolean} hold */
const hold = (desk, hold) => desk.evaluate((held) => chrome.storage.session.set({ held, waits: false }), hold);

/** @param {Page} desk waits until the background asked for the core, and has not got it */
const waits = (desk) => until(() => desk.evaluate(async () => (await chrome.storage.session.get('waits'))['waits']), 'a core that is asked for');

/**
 * Runs a request on the answers that are kept ready. Runs in a page of the extension.
 *
 * @param {{put?: {key: any, value: any}}} what the record to write; none to read all
 */
async function answers({ put }) {
  /** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const archive = await done(indexedDB.open('clausewatch'));
  try {
    const store = archive.transaction('answers', 'readwrite').objectStore('answers');
    if (put) await done(store.put(put.value, put.key));
    const keys = /** @type {[string, string, number][]} */ (await done(store.getAllKeys()));
    return Promise.all(keys.map(async (key) => ({ key, value: await done(store.get(key)) })));
  } finally {
    archive.close();
  }
}

/** @param {Page} desk @param {string} url the answer that is kept ready for a page, once there is one */
const ready = (desk, url) => until(async () => (await desk.evaluate(answers, {})).find(({ key }) => key[1] === url), 'an answer that is kept ready');

inEachBrowser(
  'a policy that is seen again',
  (test) => {
    test('is answered before the core is loaded, and noted after that', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const url = site.set(PATH, policy());
      const first = await highlights(await open(browser, url));
      await ready(desk.page, url);
      await browser.killBackground();
      await hold(desk.page, true);
      const page = await open(browser, url);
      assert.deepEqual(await highlights(page), first);
      await waits(desk.page);
      await hold(desk.page, false);
      const answer = await popupOf(browser, page);
      assert.equal(answer.state, 'unchanged');
      assert.match(answer.headline, /^Nothing changed since/);
      await until(async () => (await desk.ask({ type: 'history', address: url })).versions[0].sightings === 2, 'the second sighting');
      // The third visit has the second one's answer, with the time of that.
      await ready(desk.page, url);
      await page.reload();
      assert.deepEqual(await highlights(page), first);
      assert.equal((await popupOf(browser, page)).state, 'unchanged');
    });

    for (const [what, change] of /** @type {[string, (page: Page, url: string, set: (html: string) => void) => Promise<unknown>][]} */ ([
      ['a word of the page changed', async (_desk, _url, set) => set(policy({ days: 3 }))],
      ['the reader looks for a word', (desk) => desk.evaluate(() => chrome.storage.local.set({ watchWords: ['bulk mail'] }))],
      ['another release answers', async (desk, url) => {
        const { key, value } = await ready(desk, url);
        await desk.evaluate(answers, { put: { key, value: { ...value, question: value.question.replace(/./g, '0') } } });
      }],
    ])) {
      test(`is read again where ${what}`, async ({ browser, site }) => {
        const desk = await openDesk(browser);
        const url = site.set(PATH, policy());
        await highlights(await open(browser, url));
        await ready(desk.page, url);
        await change(desk.page, url, (html) => site.set(PATH, html));
        await hold(desk.page, true);
        const page = await open(browser, url);
        await waits(desk.page);
        assert.deepEqual(await painted(page), {});
        await hold(desk.page, false);
        await highlights(page);
        await desk.page.evaluate(() => chrome.storage.local.remove('watchWords'));
      });
    }

    test('is told what it really is where what was kept ready was not that', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const url = site.set(PATH, policy());
      const first = await highlights(await open(browser, url));
      const { key, value } = await ready(desk.page, url);
      const visit = JSON.parse(value.visit);
      const wrong = JSON.stringify({ ...visit, findings: visit.findings.slice(0, 1) });
      await desk.page.evaluate(answers, { put: { key, value: { ...value, visit: wrong } } });
      await hold(desk.page, true);
      const page = await open(browser, url);
      const few = await highlights(page);
      assert.notDeepEqual(few, first);
      await hold(desk.page, false);
      await until(async () => JSON.stringify(await painted(page)) === JSON.stringify(first), 'what was really found');
      assert.equal((await popupOf(browser, page)).findings.length, visit.findings.length);
    });

    test('in the same document is told what it was told before', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const url = site.set(PATH, policy());
      const page = await open(browser, url);
      await highlights(page);
      await ready(desk.page, url);
      assert.equal((await desk.ask({ type: 'read', tab: await browser.tabId(page) })).state, 'reading');
      await until(async () => (await desk.ask({ type: 'history', address: url })).versions[0].sightings === 2, 'the second sighting');
      assert.equal((await popupOf(browser, page)).state, 'first-visit');
    });

    test('has no answer left once it is agreed to, or forgotten', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const url = site.set(PATH, policy());
      const page = await open(browser, url);
      await highlights(page);
      await ready(desk.page, url);
      const left = async () => (await desk.page.evaluate(answers, {})).filter(({ key }) => key[0] === url).length;
      await desk.ask({ type: 'agree', address: url, version: 1 });
      assert.equal(await left(), 0);
      await page.reload();
      await highlights(page);
      await ready(desk.page, url);
      await desk.ask({ type: 'forget', address: url });
      assert.equal(await left(), 0);
      await page.reload();
      await highlights(page);
      assert.equal((await popupOf(browser, page)).state, 'first-visit');
    });

    test('has few answers in store', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const many = Array.from({ length: 30 }, (_, at) => `https://${at}.example/terms`);
      for (const [at, address] of many.entries()) {
        const value = { question: '', documents: [], visit: '{}' };
        await desk.page.evaluate(answers, { put: { key: [address, address, at], value } });
      }
      const url = site.set(PATH, policy());
      await highlights(await open(browser, url));
      await ready(desk.page, url);
      const all = (await desk.page.evaluate(answers, {})).map(({ key }) => key[1]);
      assert.equal(all.length, 24);
      assert.ok(all.includes(url) && all.includes(/** @type {string} */ (many.at(-1))) && !all.includes(/** @type {string} */ (many[0])));
    });
  },
  { extension: held.folder },
);
