// How watching behaves: considerate to sites, quiet when the reader wants quiet, and at home with pages that need scripts,
// policies that name others, and addresses that move.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { openDesk, policy } from './support/archive.js';
import { LATER, ringAt, setClock, told, withClock } from './support/clock.js';
import { inEachBrowser } from './support/harness.js';
import { open } from './support/pages.js';
import { until } from './support/until.js';

/** @typedef {Awaited<ReturnType<typeof openDesk>>} Desk */
/** @typedef {import('./support/driven.js').Driven} Driven */

const PATH = '/legal/acceptable-use';
const DAY = 86_400_000;
const extension = await withClock();
after(extension.remove);

/**
 * Opens a policy and begins to watch it.
 *
 * @param {Driven} browser
 * @param {Desk} desk
 * @param {string} address
 * @returns {Promise<import('../../extension/types/wire.js').Watch>}
 */
async function watch(browser, desk, address) {
  const page = await open(browser, address);
  await until(async () => (await desk.try({ type: 'history', address })).ok, 'the first version');
  await page.close();
  return desk.ask({ type: 'watch', address, on: true });
}

/**
 * Ends the background, sets its clock, rings, and waits until nothing is due any more. Where something changed, the same once
 * more for the second look.
 *
 * @param {Driven} browser
 * @param {Desk} desk
 * @param {number} ahead
 */
async function lookAt(browser, desk, ahead) {
  for (const later of [0, LATER]) {
    await browser.killBackground();
    await ringAt(desk.page, ahead + later);
    const watches = await until(async () => {
      /** @type {import('../../extension/types/wire.js').Watch[]} */
      const watches = await desk.ask({ type: 'watches' });
      return watches.every(({ by, nextAt }) => by === 'visit' || nextAt > Date.now() + ahead + later) && watches;
    }, 'all looks');
    if (watches.every(({ held }) => held === null)) return;
  }
}

/**
 * Leaves nothing to the next test.
 *
 * @param {Desk} desk
 */
async function forgetAll(desk) {
  await setClock(desk.page, 0);
  for (const { address } of await desk.ask({ type: 'policies' })) await desk.ask({ type: 'forget', address });
  await desk.page.evaluate(() => chrome.storage.session.set({ told: [] }));
}

inEachBrowser(
  'watching',
  (test) => {
    test('asks conditionally, without cookies, one page of a host after another', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const addresses = ['/a', '/b', '/c'].map((folder) =>
        site.set(`${folder}${PATH}`, { body: policy(), tagged: true, delay: 60, headers: { 'set-cookie': 'who=reader' } }),
      );
      for (const address of addresses) assert.equal((await watch(browser, desk, address)).by, 'fetch');
      site.atOnce = 0;
      const before = site.requests.length;
      await lookAt(browser, desk, 2 * DAY);
      assert.equal(site.requests.length - before, 3);
      assert.equal(site.atOnce, 1);
      assert.equal(site.asked.cookie, undefined);
      assert.equal(site.asked.referer, undefined);
      assert.match(site.asked['if-none-match'] ?? '', /^"[0-9a-f]+"$/);
      for (const address of addresses) assert.equal((await desk.ask({ type: 'history', address })).versions.length, 1);
      await forgetAll(desk);
    });

    test('tells many changes at once, and a change in quiet hours when they are over', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const paths = ['/a', '/b', '/c', '/d'].map((folder) => `${folder}${PATH}`);
      for (const path of paths) await watch(browser, desk, site.set(path, policy()));
      for (const path of paths) site.set(path, policy({ days: 3 }));
      await lookAt(browser, desk, 2 * DAY);
      const many = await until(async () => {
        const all = await told(desk.page);
        return all.length > 0 && all;
      }, 'a notification');
      assert.deepEqual(many.map(({ id, title }) => [id, title]), [['library', '4 policies changed']]);

      // From an hour ago to an hour from now, by the clock on the wall.
      const minute = await desk.page.evaluate(() => new Date().getHours() * 60 + new Date().getMinutes());
      const quietHours = { from: (minute + 1380) % 1440, to: (minute + 60) % 1440 };
      await desk.page.evaluate((quietHours) => chrome.storage.local.set({ quietHours }), quietHours);
      site.set(paths[0] ?? '', policy({ days: 2 }));
      await lookAt(browser, desk, 4 * DAY);
      const alarm = await until(async () => {
        const alarm = await desk.page.evaluate(() => chrome.alarms.get('watch'));
        return alarm && alarm.scheduledTime > Date.now() + 3 * DAY && alarm;
      }, 'the alarm to be set anew');
      assert.equal((await desk.ask({ type: 'news' })).length, 5);
      assert.equal((await told(desk.page)).length, 1, 'nothing is told now');
      assert.ok(alarm.scheduledTime <= Date.now() + 4 * DAY + 61 * 60_000, 'it rings when they are over');
      await lookAt(browser, desk, 4 * DAY + 2 * 3_600_000);
      const later = await until(async () => {
        const all = await told(desk.page);
        return all.length > 1 && all;
      }, 'what was found in quiet hours');
      assert.equal(later[1]?.message, 'Notice cut from 3 days to 2 days');
      await desk.page.evaluate(() => chrome.storage.local.remove('quietHours'));
      await forgetAll(desk);
    });

    test('opens a page that needs its scripts in a background tab, where the reader wants that, and closes it', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      /** @param {number} days */
      const scripted = (days) => ({
        body: `<!doctype html><html lang="en"><title>Acceptable Use Policy</title><div id="app"></div><script>
          setTimeout(() => { document.getElementById('app').innerHTML = ${JSON.stringify(policy({ days }).replace(/^.*?<h1>/s, '<h1>'))}; }, 50);
        </script>`,
        headers: { 'content-security-policy': '' },
      });
      const address = site.set(PATH, scripted(30));
      assert.equal((await watch(browser, desk, address)).by, 'visit');
      assert.equal((await desk.ask({ type: 'watch-in-tab', address, on: true })).by, 'tab');
      site.set(PATH, scripted(3));
      const before = (await browser.browser.pages()).length;
      await lookAt(browser, desk, 2 * DAY);
      const [news] = await desk.ask({ type: 'news' });
      assert.equal(news?.summary.headline, 'Notice cut from 30 days to 3 days');
      const { entry, versions } = await desk.ask({ type: 'history', address });
      assert.deepEqual([entry.seen, entry.current, versions[1].sourceKind], [1, 2, 'page'], 'a look is no visit');
      await until(async () => (await browser.browser.pages()).length === before, 'the tab to close');
      assert.equal((await desk.ask({ type: 'watch-in-tab', address, on: false })).by, 'visit');
      await forgetAll(desk);
    });

    test('offers the policies that a policy names, and keeps them without a visit', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const guidelines = site.set('/legal/content-guidelines', policy({ days: 9 }).replaceAll('Acceptable Use Policy', 'Content Guidelines'));
      const clause = '<p>You must follow our <a href="content-guidelines?utm_source=terms">Content Guidelines</a>, which are part of this policy.</p>';
      const address = site.set(PATH, policy().replace('<h2>2.', `${clause}<h2>2.`));
      await watch(browser, desk, address);
      assert.deepEqual(await desk.ask({ type: 'named', address }), [{ title: 'Content Guidelines', address: guidelines }]);
      const adopted = await desk.ask({ type: 'adopt', url: guidelines, group: address });
      assert.deepEqual([adopted.address, adopted.by, adopted.group], [guidelines, 'fetch', address]);
      const { entry, versions } = await desk.ask({ type: 'history', address: guidelines });
      assert.deepEqual([entry.title, versions.length, versions[0].sourceKind], ['Content Guidelines', 1, 'fetched']);
      assert.equal((await desk.ask({ type: 'verify', address: guidelines })).broken, null);

      const soup = site.set('/soup', '<!doctype html><title>Soup</title><p>Salt to taste, and serve hot to your guests.');
      const refused = await desk.try({ type: 'adopt', url: soup, group: null });
      assert.ok(!refused.ok && refused.code === 'unread', JSON.stringify(refused));
      await forgetAll(desk);
    });

    test('follows a policy that moves, and knows it at its new address', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.set(PATH, policy());
      await watch(browser, desk, address);
      const moved = site.set('/rules/acceptable-use', policy({ days: 3 }));
      site.set(PATH, { body: '', status: 301, headers: { location: '/rules/acceptable-use' } });
      await lookAt(browser, desk, 2 * DAY);
      assert.equal((await desk.ask({ type: 'news' }))[0].address, address);
      await open(browser, moved);
      await until(async () => (await desk.ask({ type: 'history', address })).entry.seen === 2, 'the visit at the new address');
      assert.deepEqual((await desk.ask({ type: 'policies' })).map((/** @type {{address: string}} */ p) => p.address), [address]);
      await forgetAll(desk);
    });

    test('hands the news out as feeds, and lets pages go that are not needed', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.set(PATH, policy());
      await watch(browser, desk, address);
      for (const [at, days] of [20, 10, 5].entries()) {
        site.set(PATH, policy({ days }));
        await lookAt(browser, desk, (at + 1) * 2 * DAY);
      }
      const news = await desk.ask({ type: 'news' });
      const feed = JSON.parse(await desk.ask({ type: 'feed', format: 'json' }));
      assert.equal(feed.items.length, news.length);
      const atom = await desk.ask({ type: 'feed', format: 'atom' });
      const entries = await desk.page.evaluate((atom) => {
        const read = new DOMParser().parseFromString(atom, 'application/xml');
        return read.querySelector('parsererror') ? null : read.querySelectorAll('entry').length;
      }, atom);
      assert.equal(entries, news.length);

      assert.deepEqual(await desk.ask({ type: 'spare', before: null, mostBytes: null }), []);
      const spare = await desk.ask({ type: 'spare', before: Date.now() + 9 * DAY, mostBytes: null });
      const numbers = spare.map((/** @type {{number: number}} */ page) => page.number);
      assert.deepEqual(numbers, [2, 3]);
      assert.equal(await desk.ask({ type: 'let-go', address, numbers: [1, 2, 3, 4] }), 2, 'the first and the last stay');
      assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: 4, broken: null });
      const gone = await desk.try({ type: 'source', address, number: 2 });
      assert.ok(!gone.ok && /let go/.test(gone.message), JSON.stringify(gone));
      assert.equal((await desk.ask({ type: 'comparison', address, from: 2, to: 3 })).verdict, 'changed');
      const lines = await desk.ask({ type: 'export', address });
      await desk.ask({ type: 'forget', address });
      assert.equal(await desk.ask({ type: 'import', lines }), 'added');
      assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: 4, broken: null });
      assert.equal(await desk.ask({ type: 'export', address }), lines);
      await forgetAll(desk);
    });
  },
  { extension: extension.folder },
);
