// Sixty days of a policy's life, looked at in the background by a browser whose clock runs ahead: exactly the real changes
// are told, once each, and every version is kept. The background is ended every evening.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { openDesk, policy } from './support/archive.js';
import { LATER, ringAt, told, withClock } from './support/clock.js';
import { inEachBrowser } from './support/harness.js';
import { open } from './support/pages.js';
import { until } from './support/until.js';

const PATH = '/legal/acceptable-use';
const DAY = 86_400_000;
const extension = await withClock();
after(extension.remove);

/** @typedef {import('./support/site.js').Answer} Answer */

/** What the policy says on a day. */
const WORDINGS = [
  { from: 0, text: { days: 30 } },
  { from: 18, text: { days: 3 } },
  { from: 34, text: { days: 3, mining: true } },
  { from: 56, text: { days: 1, mining: true } },
];

/**
 * What the server does on a day.
 *
 * @param {number} day
 * @param {number} asked how often it was asked on this day before
 * @returns {Answer}
 */
function life(day, asked) {
  const { text } = /** @type {typeof WORDINGS[number]} */ (WORDINGS.findLast(({ from }) => from <= day));
  const page = policy(text);
  switch (day) {
    // A redesign: other markup, other furniture, the same words.
    case 5:
    case 6:
      return {
        body: page
          .replace('<h1>', '<nav><a href="/">Home</a> <a href="/prices">Prices</a></nav><div class="wrap"><article><h1>')
          .replaceAll('<p>', '<p class="body body--large">'),
      };
    case 9:
      return { body: page.replace('</h1>', '</h1><p>Last updated: 14 March 2025</p>') };
    case 10:
      return { body: page, status: 500 };
    case 11:
      return { body: '<!doctype html><title>Just a moment...</title><p>Checking your browser. Please verify you are human.</p>' };
    case 12:
      return {
        body: `<!doctype html><title>Sign in</title><h1>Sign in</h1><form><label>Email <input name="email"></label>
          <label>Password <input type="password" name="password"></label><button>Log in</button></form>`,
      };
    case 13:
      return { body: page, delay: 400 };
    // Never, as far as the visitor can tell.
    case 14:
      return { body: page, delay: 600_000 };
    // The line goes dead in the middle, and a server that calls half a page the whole.
    case 15:
      return { body: page, cut: page.length / 2 };
    case 16:
      return { body: page.slice(0, page.length / 2) };
    case 17:
      return { body: '', status: 302, headers: { location: '/de/richtlinie' } };
    // Two variants in turn, for ten days.
    case 39: case 41: case 43: case 45: case 47:
      return { body: asked % 2 === 0 ? policy({ ...text, days: 7 }) : page };
    case 50:
      return { body: page.replace('</h1>', `</h1><script>${'x'.repeat(15_000_000)}</script>`) };
    case 51:
      return { body: page.replace('</h1>', `</h1><script>${'x'.repeat(25_000_000)}</script>`) };
    default:
      return { body: page, tagged: true };
  }
}

/** The machine sleeps on these days: nothing rings. */
const ASLEEP = new Set([22, 23, 24, 25]);

inEachBrowser(
  'sixty days of a watched policy',
  (test) => {
    test('tell its real changes, once each, and keep every version', async ({ browser, site, t }) => {
      const desk = await openDesk(browser);
      const address = site.set(PATH, life(0, 0));
      site.set('/de/richtlinie', `<!doctype html><html lang="de"><title>Nutzungsrichtlinie</title><h1>Nutzungsrichtlinie</h1>
        <p>Diese Richtlinie bindet alle, die ein Konto bei uns nutzen.</p><p>Sie dürfen den Dienst nicht nutzen, um Spam zu
        versenden.</p><p>Wir können Konten ohne Ankündigung sperren.</p>`);
      await open(browser, address);
      await until(async () => (await desk.try({ type: 'history', address })).ok, 'the first version');
      assert.equal((await desk.ask({ type: 'watch', address, on: true })).by, 'fetch');

      /** @type {{day: number, id: string, title: string, message: string}[]} */
      const heard = [];
      const looks = [];
      for (let day = 1; day <= 60; day += 1) {
        if (ASLEEP.has(day)) continue;
        const before = site.requests.length;
        const asked = () => site.requests.slice(before).filter((path) => path === PATH).length;
        let held = null;
        for (const later of [0, LATER]) {
          site.set(PATH, life(day, asked()));
          await browser.killBackground();
          // Later by an hour each day than the look is due at the latest, since looks are spread over time.
          const ahead = day * (DAY + DAY / 9) + later;
          await ringAt(desk.page, ahead);
          const [watch] = await until(async () => {
            const watches = await desk.ask({ type: 'watches' });
            return watches[0].nextAt > Date.now() + ahead && watches;
          }, `the look on day ${day}`);
          assert.equal(watch.trouble !== null, [10, 11, 12, 14, 15, 16, 17, 51].includes(day), `day ${day}: ${watch.trouble?.why}`);
          // What a look found is told after it was kept, and then the alarm is set for the next one.
          await until(async () => {
            const alarm = await desk.page.evaluate(() => chrome.alarms.get('watch'));
            return alarm && alarm.scheduledTime > Date.now() + ahead;
          }, `the alarm to be set on day ${day}`);
          held = watch.held;
          // A change is looked at again half an hour later.
          if (watch.nextAt > Date.now() + ahead + LATER) break;
        }
        looks.push(asked());
        assert.ok(held === null || held.wavered, `day ${day}: a change is told on its day`);
        const all = await told(desk.page);
        heard.push(...all.slice(heard.length).map((item) => ({ day, ...item })));
      }

      const changes = heard.filter(({ title }) => /changed$/.test(title)).map(({ day }) => day);
      const news = await desk.ask({ type: 'news' });
      const { entry, versions } = await desk.ask({ type: 'history', address });
      t.diagnostic(`${looks.length} days awake, ${looks.reduce((a, b) => a + b)} requests, ${versions.length} versions`);
      for (const item of heard) t.diagnostic(`day ${item.day}: ${item.title}: ${item.message}`);
      assert.deepEqual(changes, [18, 34, 56]);
      assert.equal(news.length, 3);
      const troubles = heard.filter(({ title }) => /cannot be read$/.test(title)).map(({ day }) => day);
      assert.deepEqual(troubles, [12, 16], 'each spell of days without a policy is told once');
      assert.equal(heard.length, changes.length + troubles.length);
      const twice = looks.filter((asked) => asked === 2).length;
      assert.deepEqual([twice, Math.max(...looks)], [4, 2], 'a request each day, one for the days asleep, and a second look at what is new');
      assert.equal(entry.versions, versions.length);
      const sources = await Promise.all(versions.map((/** @type {{number: number}} */ { number }) => desk.ask({ type: 'source', address, number })));
      for (const notice of ['30 days', '3 days', '7 days', '1 days']) {
        assert.ok(sources.some((source) => source.includes(`${notice}' notice`)), notice);
      }
      assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: versions.length, broken: null });
    });
  },
  { extension: extension.folder },
);
