// What goes wrong on a reader's machine: a full disk, a damaged record, an archive of another version, a clock that is set
// back. Each is told in a sentence, and nothing that is there is lost.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { openDesk, policy, withManifest } from './support/archive.js';
import { LATER, ringAt, setClock, withClock } from './support/clock.js';
import { inEachBrowser } from './support/harness.js';
import { open, popupOf } from './support/pages.js';
import { until } from './support/until.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./support/driven.js').Driven} Driven */

const PATH = '/legal/acceptable-use';
const DAY = 86_400_000;
const clocked = await withClock();
const bounded = await withManifest((manifest) => ({
  ...manifest,
  permissions: manifest.permissions.filter((permission) => permission !== 'unlimitedStorage'),
}));
after(clocked.remove);
after(bounded.remove);

/**
 * Opens a policy and waits until so many versions are kept.
 *
 * @param {Driven} browser
 * @param {Awaited<ReturnType<typeof openDesk>>} desk
 * @param {string} address
 * @param {number} versions
 */
async function keep(browser, desk, address, versions) {
  const page = await open(browser, address);
  await until(async () => {
    const answer = await desk.try({ type: 'history', address });
    return answer.ok && answer.value.versions.length === versions;
  }, `version ${versions}`);
  return page;
}

/**
 * Does something in a transaction on the archive's database, as a damaged disk or another release would.
 *
 * @param {Page} page a page of the extension
 * @param {{store: string, key: unknown, value?: unknown}[]} changes without a value the record goes
 */
function meddle(page, changes) {
  return page.evaluate(
    (changes) =>
      new Promise((done, failed) => {
        const opening = indexedDB.open('clausewatch');
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction([...new Set(changes.map(({ store }) => store))], 'readwrite');
          for (const { store, key, value } of changes) {
            if (value === undefined) transaction.objectStore(store).delete(/** @type {IDBValidKey} */ (key));
            else transaction.objectStore(store).put(value, /** @type {IDBValidKey} */ (key));
          }
          transaction.oncomplete = () => {
            database.close();
            done(undefined);
          };
          transaction.onerror = () => failed(transaction.error);
        };
      }),
    changes,
  );
}

inEachBrowser(
  'the archive',
  (test) => {
    test('names a damaged record, and hides no other', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const [bad, good] = [site.set(PATH, policy()), site.set('/terms/acceptable-use', policy({ days: 9 }))];
      await keep(browser, desk, bad, 1);
      await keep(browser, desk, good, 1);
      await meddle(desk.page, [{ store: 'entries', key: bad, value: '{"address":' }]);
      const listed = (await desk.ask({ type: 'policies' })).map((/** @type {{address: string}} */ p) => p.address);
      assert.ok(listed.includes(good) && !listed.includes(bad), String(listed));
      const damaged = await desk.ask({ type: 'damaged' });
      assert.deepEqual(damaged.map((/** @type {{what: string}} */ d) => d.what), [bad]);
      const answer = await popupOf(browser, await open(browser, bad));
      assert.match(answer.text, /could not be saved.*damaged/s);
      assert.ok(answer.findings.length > 0, 'the page is read all the same');
      assert.match((await desk.ask({ type: 'verify', address: bad })).broken, /damaged/);
      assert.equal((await desk.ask({ type: 'verify', address: good })).broken, null);
    });

    test('compares with a version whose text is damaged by its page, and keeps on where both are', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.set(PATH, policy());
      await keep(browser, desk, address, 1);
      // One that is awake still knows the text.
      await browser.killBackground();
      await meddle(desk.page, [{ store: 'texts', key: [address, 1], value: [1, 2, 3] }]);
      assert.match((await desk.ask({ type: 'verify', address })).broken, /version 1 of .*texts/);
      site.set(PATH, policy({ days: 3 }));
      assert.equal((await popupOf(browser, await keep(browser, desk, address, 2))).state, 'changed');
      await browser.killBackground();
      await meddle(desk.page, [
        { store: 'texts', key: [address, 2] },
        { store: 'sources', key: [address, 2] },
      ]);
      site.set(PATH, policy({ days: 4 }));
      const answer = await popupOf(browser, await keep(browser, desk, address, 3));
      assert.match(answer.text, /saved, but could not be compared/);
      assert.match((await desk.ask({ type: 'verify', address })).broken, /version 1 of/);
    });

    test('goes on after the clock was set back', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      await setClock(desk.page, 300 * DAY);
      const address = site.set(PATH, policy());
      await keep(browser, desk, address, 1);
      await desk.ask({ type: 'watch', address, on: true });
      await setClock(desk.page, 0);
      site.set(PATH, policy({ days: 3 }));
      await ringAt(desk.page, 0);
      await until(async () => (await desk.ask({ type: 'watches' }))[0].held !== null, 'the look of a watch that was far ahead');
      await browser.killBackground();
      await ringAt(desk.page, LATER);
      await until(async () => (await desk.ask({ type: 'news' })).length > 0, 'the second look');
      const [watch] = await desk.ask({ type: 'watches' });
      assert.ok(watch.nextAt < Date.now() + 2 * DAY, new Date(watch.nextAt).toISOString());
      site.set(PATH, policy({ days: 1 }));
      assert.equal((await popupOf(browser, await keep(browser, desk, address, 3))).state, 'changed');
      assert.equal((await desk.ask({ type: 'verify', address })).broken, null);
      await desk.ask({ type: 'watch', address, on: false });
    });

    test('takes a look and visits in two tabs at one moment', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.set(PATH, policy());
      await keep(browser, desk, address, 1);
      await desk.ask({ type: 'watch', address, on: true });
      for (let round = 2; round <= 5; round += 1) {
        // What a look of the round before still has to do would set the alarm anew.
        await browser.killBackground();
        site.set(PATH, policy({ days: round }));
        await Promise.all([open(browser, address), open(browser, address), ringAt(desk.page, round * 2 * DAY)]);
        await until(async () => {
          const { entry } = await desk.ask({ type: 'history', address });
          const [watch] = await desk.ask({ type: 'watches' });
          return entry.current === round && watch.nextAt > Date.now() + round * 2 * DAY;
        }, `version ${round}, looked at and visited`);
      }
      assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: 5, broken: null });
      await desk.ask({ type: 'watch', address, on: false });
      await setClock(desk.page, 0);
    });

    test('of the first layout opens with all that it holds', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.set(PATH, policy());
      await keep(browser, desk, address, 1);
      site.set(PATH, policy({ days: 3 }));
      await keep(browser, desk, address, 2);
      await desk.ask({ type: 'watch', address, on: true });
      const before = await desk.ask({ type: 'export', address });
      await desk.page.evaluate(rewriteAs, FIRST_LAYOUT);
      assert.equal(await desk.ask({ type: 'export', address }), before);
      assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: 2, broken: null });
      assert.equal((await desk.ask({ type: 'watches' }))[0].address, address);
      await desk.ask({ type: 'watch', address, on: false });
    });

    test('of a later release is left alone, and told of', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.set(PATH, policy());
      await keep(browser, desk, address, 1);
      const before = await desk.ask({ type: 'export', address });
      await desk.page.evaluate(layoutOfTomorrow);
      const answer = await desk.try({ type: 'policies' });
      assert.ok(!answer.ok && answer.code === 'newer-archive' && /newer version/.test(answer.message), JSON.stringify(answer));
      const popup = await popupOf(browser, await open(browser, address));
      assert.match(popup.text, /newer version of Clausewatch/);
      assert.ok(popup.findings.length > 0, 'the page is read all the same');
      await desk.page.evaluate(rewriteAs, LAYOUT);
      assert.equal(await desk.ask({ type: 'export', address }), before, 'nothing was lost');
    });
  },
  { extension: clocked.folder },
);

inEachBrowser(
  'the archive on a full disk',
  (test) => {
    test('says so, and keeps what is there', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      if (browser.name === 'chromium') await bound(desk.page, 1_000_000);
      const address = site.set(PATH, policy());
      await keep(browser, desk, address, 1);
      const before = await desk.ask({ type: 'export', address });
      if (browser.name === 'firefox') await fill(desk.page);
      // What does not compress: a browser may have a little room left.
      site.set(PATH, policy({ days: 3 }).replace('</h1>', `</h1><p class="${noise(3_000_000)}">New here?</p>`));
      const answer = await popupOf(browser, await open(browser, address));
      assert.match(answer.text, /could not be saved.*full/s);
      assert.ok(answer.findings.length > 0, 'the page is read all the same');
      assert.equal(await desk.ask({ type: 'export', address }), before);
      // Firefox gives room back when it tidies up, which no page can hurry.
      if (browser.name === 'firefox') return;
      await bound(desk.page, 100_000_000);
      await keep(browser, desk, address, 2);
      assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: 2, broken: null });
    });
  },
  // Kilobytes, for all sites together.
  { extension: bounded.folder, preferences: { 'dom.quotaManager.temporaryStorage.fixedLimit': 5_000 } },
);

/**
 * Takes all the room that is left. Firefox has little to begin with; Chromium is told how little there is, before it first
 * writes: it asks for the room only now and then.
 *
 * @param {Page} page a page of the extension
 */
async function fill(page) {
  await page.evaluate(async () => {
    const cache = await caches.open('filler');
    for (let size = 1 << 20; size >= 1 << 12; size >>= 1) {
      try {
        for (let at = 0; ; at += 1) await cache.put(`https://filler.test/${size}/${at}`, new Response(new Uint8Array(size)));
      } catch {
        // No more of this size.
      }
    }
  });
}

/**
 * @param {Page} page a page of the extension
 * @param {number} room bytes that are left from now on
 */
async function bound(page, room) {
  const session = await page.createCDPSession();
  const origin = await page.evaluate(() => location.origin);
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + room });
}

/**
 * Letters that no packer makes smaller than by half.
 *
 * @param {number} length
 */
function noise(length) {
  let state = 7;
  let out = '';
  while (out.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    out += (state >>> 8).toString(36);
    if (state % 3 === 0) out += ' ';
  }
  return out;
}

/** What the archive's first layout had: its stores, and not the fields that came later. */
const FIRST_LAYOUT = {
  version: 1,
  stores: ['entries', 'versions', 'texts', 'sources', 'watches', 'news'],
  later: { versions: ['letGo'], watches: ['group', 'held'] },
};
/** Today's. */
const LAYOUT = { version: 3, stores: null, later: {} };

/** Makes the archive's layout one of a later release. Runs in a page of the extension. */
async function layoutOfTomorrow() {
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open('clausewatch', 99);
    opening.onsuccess = () => resolve(opening.result.close());
    opening.onerror = () => reject(opening.error);
  });
}

/**
 * Writes the archive anew in another layout. Runs in a page of the extension.
 *
 * @param {{version: number, stores: string[] | null, later: {[store: string]: string[]}}} layout the stores that it has, all
 *   where there are none, and the fields of a store's records that it has not
 */
async function rewriteAs({ version, stores, later }) {
  /** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const now = await done(indexedDB.open('clausewatch'));
  const names = stores ?? [...now.objectStoreNames];
  /** @type {[string, IDBValidKey[], any[]][]} */
  const all = [];
  for (const name of names) {
    const store = now.transaction(name).objectStore(name);
    all.push([name, await done(store.getAllKeys()), await done(store.getAll())]);
  }
  now.close();
  await done(indexedDB.deleteDatabase('clausewatch'));
  const opening = indexedDB.open('clausewatch', version);
  opening.onupgradeneeded = () => {
    for (const name of names) opening.result.createObjectStore(name);
  };
  const then = await done(opening);
  const transaction = then.transaction(names, 'readwrite');
  for (const [name, keys, values] of all) {
    for (const [at, key] of keys.entries()) {
      let value = values[at];
      if (later[name]) {
        const record = JSON.parse(value);
        for (const field of later[name]) delete record[field];
        value = JSON.stringify(record);
      }
      transaction.objectStore(name).put(value, key);
    }
  }
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  then.close();
}
