// The archive as the library sees it.

import assert from 'node:assert/strict';
import { openDesk, policy } from './support/archive.js';
import { inEachBrowser } from './support/harness.js';
import { open } from './support/pages.js';
import { until } from './support/until.js';

const PATH = '/legal/acceptable-use';

inEachBrowser('the archive', (test) => {
  test('keeps each version, verifies, and comes back whole from an export', async ({ browser, site }) => {
    const desk = await openDesk(browser);
    const address = site.url(PATH);
    for (const [at, days] of [30, 14, 3].entries()) {
      site.set(PATH, policy({ days }));
      await open(browser, `${address}?utm_source=mail${at}#top`);
      await until(async () => {
        const answer = await desk.try({ type: 'history', address });
        return answer.ok && answer.value.versions.length === at + 1;
      }, `version ${at + 1}`);
    }
    assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: 3, broken: null });
    const comparison = await desk.ask({ type: 'comparison', address, from: 1, to: 3 });
    assert.equal(comparison.verdict, 'changed');
    assert.match(await desk.ask({ type: 'source', address, number: 2 }), /14 days' notice/);

    const lines = await desk.ask({ type: 'export', address });
    await desk.ask({ type: 'forget', address });
    assert.equal((await desk.try({ type: 'history', address })).ok, false);
    const altered = await desk.try({ type: 'import', lines: lines.replace('14 days', '15 days') });
    assert.ok(!altered.ok && altered.code === 'bad-file' && altered.message.includes('version 2'), JSON.stringify(altered));
    assert.equal(await desk.ask({ type: 'import', lines }), 'added');
    assert.equal(await desk.ask({ type: 'import', lines }), 'known');
    assert.equal(await desk.ask({ type: 'export', address }), lines);
  });

  test('holds one version when two tabs open the same policy at once', async ({ browser, site }) => {
    const desk = await openDesk(browser);
    const address = site.set(PATH, policy());
    await Promise.all([open(browser, address), open(browser, address), open(browser, address)]);
    const history = async () => {
      const answer = await desk.try({ type: 'history', address });
      return answer.ok ? answer.value : null;
    };
    await until(async () => ((await history())?.versions[0]?.sightings ?? 0) >= 3, 'three sightings');
    assert.equal((await history()).versions.length, 1);
  });

  test('lets no page ask what only ours may', async ({ browser, site }) => {
    const desk = await openDesk(browser);
    // The page has no way to the background at all, and our page's odd messages are refused by name.
    const page = await open(browser, site.set('/plain', '<!doctype html><title>Soup</title><p>Salt to taste.'));
    assert.equal(await page.evaluate(() => typeof globalThis.chrome?.runtime?.sendMessage), 'undefined');
    for (const odd of [null, 7, {}, { type: 'constructor' }, { type: 'tab', tab: -1 }, { type: 'forget', address: 5 }]) {
      const answer = await desk.try(/** @type {any} */ (odd));
      assert.ok(!answer.ok && answer.code === 'bad-message', JSON.stringify(odd));
    }
  });
});
