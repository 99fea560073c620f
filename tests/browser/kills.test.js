// What is left of the archive when the background, or the whole browser, dies while it writes.
//
// `CLAUSEWATCH_KILLS=200` for the long run; the usual one is short.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDesk, policy } from './support/archive.js';
import { launch } from './support/driven.js';
import { BROWSERS, inEachBrowser } from './support/harness.js';
import { open } from './support/pages.js';
import { Site } from './support/site.js';
import { until } from './support/until.js';

const PATH = '/legal/acceptable-use';
const ROUNDS = Number(process.env.CLAUSEWATCH_KILLS ?? 12);
/** Milliseconds after the page was opened within which a visit is read, judged and written. */
const VISIT = 400;

/** @typedef {import('../../extension/types/wire.js').History} History */
/** @typedef {Awaited<ReturnType<typeof openDesk>>} Desk */

/**
 * Holds the archive against what it held before: it opens, verifies, and has everything that it had.
 *
 * @param {Desk} desk
 * @param {string} address
 * @param {History | null} before
 * @returns {Promise<History | null>} what it holds now
 */
async function hold(desk, address, before) {
  const answer = await desk.try({ type: 'history', address });
  if (!answer.ok) {
    assert.ok(before === null && answer.code === 'unknown', JSON.stringify(answer));
    return null;
  }
  // A visit in flight may have come in meanwhile.
  const { versions, broken } = await desk.ask({ type: 'verify', address });
  assert.equal(broken, null);
  assert.ok(versions >= answer.value.versions.length);
  const hashes = (/** @type {History | null} */ history) => history?.versions.map(({ hash }) => hash) ?? [];
  assert.deepEqual(hashes(answer.value).slice(0, hashes(before).length), hashes(before));
  return answer.value;
}

/**
 * Points in time over a visit, spread evenly and in no order: the golden ratio's multiples.
 *
 * @param {number} round
 */
function moment(round) {
  return ((round * 0.618_033_988_75) % 1) * VISIT;
}

inEachBrowser('the archive, when the background is killed as it writes', (test) => {
  test(
    'opens, verifies, and has lost at most the visit in flight',
    async ({ browser, site, t }) => {
      const desk = await openDesk(browser);
      const address = site.url(PATH);
      /** @type {History | null} */
      let history = null;
      let lost = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        site.set(PATH, policy({ days: round + 1 }));
        const page = await open(browser, address);
        await sleep(moment(round));
        // Whatever was on its way wakes it again, so that it need not be seen stopped.
        await Promise.race([browser.killBackground().catch(() => {}), sleep(1_000)]);
        await page.close();
        const versions = history?.versions.length ?? 0;
        history = await hold(desk, address, history);
        if (history === null || history.versions.length === versions) lost += 1;
      }
      site.set(PATH, policy({ days: 365 }));
      await open(browser, address);
      await until(async () => {
        history = await hold(desk, address, history);
        return history && history.versions.length >= ROUNDS - lost + 1;
      }, 'the last version');
      t.diagnostic(`${ROUNDS} kills: ${lost} visits in flight lost, ${ROUNDS - lost} kept, nothing else missing`);
    },
    120_000 + ROUNDS * 5_000,
  );
});

if (BROWSERS.includes('chromium')) {
  it('the archive survives the sudden death of the whole browser, in chromium', { timeout: 240_000 }, async (t) => {
    const profile = await mkdtemp(join(tmpdir(), 'clausewatch-profile-'));
    const site = await Site.start();
    const address = site.url(PATH);
    const rounds = Math.max(3, ROUNDS / 10);
    /** @type {History | null} */
    let history = null;
    try {
      for (let round = 0; round < rounds; round += 1) {
        const browser = await launch('chromium', { args: [`--user-data-dir=${profile}`] });
        try {
          const desk = await openDesk(browser);
          history = await hold(desk, address, history);
          site.set(PATH, policy({ days: 2 * round + 1 }));
          await open(browser, address);
          await until(async () => {
            const now = await desk.try({ type: 'history', address });
            return now.ok && now.value.versions.length > (history?.versions.length ?? 0);
          }, 'a version before the death');
          history = await hold(desk, address, history);
          site.set(PATH, policy({ days: 2 * round + 2 }));
          await open(browser, address);
          await sleep(moment(round));
        } finally {
          const whole = browser.browser.process();
          const gone = new Promise((done) => whole?.once('exit', done));
          whole?.kill('SIGKILL');
          await gone;
        }
      }
      const browser = await launch('chromium', { args: [`--user-data-dir=${profile}`] });
      history = await hold(await openDesk(browser), address, history);
      await browser.close();
      t.diagnostic(`${rounds} deaths, ${history?.versions.length} versions`);
      assert.ok((history?.versions.length ?? 0) >= rounds);
    } finally {
      await site.stop();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}
