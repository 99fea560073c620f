// Watching: an alarm wakes a background that was killed, and a change is told before the reader comes by.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { openDesk, policy, withHosts } from './support/archive.js';
import { inEachBrowser } from './support/harness.js';
import { open } from './support/pages.js';
import { until } from './support/until.js';

const PATH = '/legal/acceptable-use';
const extension = await withHosts();
after(extension.remove);

inEachBrowser(
  'a watched policy',
  (test) => {
    test('tells a change once, and trouble when it cannot be read', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.set(PATH, policy());
      await open(browser, address);
      await until(async () => (await desk.try({ type: 'history', address })).ok, 'the first version');
      const watch = await desk.ask({ type: 'watch', address, on: true });
      assert.equal(watch.by, 'fetch');

      site.set(PATH, policy({ days: 3 }));
      await browser.killBackground();
      await ring(desk.page);
      await until(async () => (await desk.ask({ type: 'watches' }))[0].held !== null, 'the first look');
      await rested(desk.page);
      assert.deepEqual([await desk.ask({ type: 'news' }), await badge(desk.page)], [[], ''], 'nothing is told of a single look');
      await ring(desk.page);
      await until(async () => (await desk.ask({ type: 'news' })).length > 0, 'the news');
      await until(async () => (await badge(desk.page)) === '1', 'the badge');
      await rested(desk.page);
      await ring(desk.page);
      await until(async () => (await desk.ask({ type: 'watches' }))[0].nextAt > Date.now(), 'one more look');
      const news = await desk.ask({ type: 'news' });
      assert.deepEqual([news.length, news[0].from, news[0].to], [1, 1, 2]);

      await open(browser, address);
      await until(async () => (await badge(desk.page)) === '', 'the badge to clear after the visit');

      await rested(desk.page);
      site.set(PATH, { status: 404, body: '<!doctype html><title>Not found</title>' });
      await ring(desk.page);
      await until(async () => (await desk.ask({ type: 'watches' }))[0].trouble !== null, 'the trouble');
      await rested(desk.page);
      assert.equal((await desk.ask({ type: 'history', address })).versions.length, 2);

      await desk.ask({ type: 'watch', address, on: false });
      assert.equal((await desk.page.evaluate(() => chrome.alarms.getAll())).length, 0);
    });

    test('that needs its scripts is checked at visits', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.set(PATH, policy());
      await open(browser, address);
      await until(async () => (await desk.try({ type: 'history', address })).ok, 'the first version');
      site.set(PATH, '<!doctype html><title>Acceptable Use Policy</title><div id="app"></div>');
      assert.equal((await desk.ask({ type: 'watch', address, on: true })).by, 'visit');
    });
  },
  { extension: extension.folder },
);

/** @param {import('puppeteer-core').Page} page */
function badge(page) {
  return page.evaluate(() => chrome.action.getBadgeText({}));
}

/**
 * Waits until the background has set the alarm for the next look: before that it would set it anew.
 *
 * @param {import('puppeteer-core').Page} page
 */
async function rested(page) {
  await until(async () => {
    const alarm = await page.evaluate(() => chrome.alarms.get('watch'));
    return alarm && alarm.scheduledTime > Date.now() + 1_200_000;
  }, 'the alarm for the next look');
}

/**
 * Makes every watch due, and what it found long ago, and rings.
 *
 * @param {import('puppeteer-core').Page} page
 */
function ring(page) {
  return page.evaluate(
    () =>
      new Promise((done, failed) => {
        const opening = indexedDB.open('clausewatch');
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction('watches', 'readwrite');
          transaction.objectStore('watches').openCursor().onsuccess = ({ target }) => {
            const cursor = /** @type {IDBRequest<IDBCursorWithValue | null>} */ (target).result;
            if (!cursor) return;
            const watch = JSON.parse(cursor.value);
            const held = watch.held && { ...watch.held, since: 0 };
            cursor.update(JSON.stringify({ ...watch, nextAt: 0, held }));
            cursor.continue();
          };
          transaction.oncomplete = () => {
            database.close();
            void chrome.alarms.create('watch', { when: Date.now() }).then(() => done(undefined));
          };
        };
      }),
  );
}
