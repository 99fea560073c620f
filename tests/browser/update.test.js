// An update of the extension: browsers drop its alarms then. What is watched is looked at again all the same.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { openDesk, policy, withHosts } from './support/archive.js';
import { inEachBrowser } from './support/harness.js';
import { open } from './support/pages.js';
import { until } from './support/until.js';

const PATH = '/legal/acceptable-use';
const extension = await withHosts();
after(extension.remove);

/** Makes the copy's version the next one, as a release does. */
async function release() {
  const path = join(extension.folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const parts = manifest.version.split('.').map(Number);
  const version = [...parts.slice(0, -1), parts.at(-1) + 1].join('.');
  await writeFile(path, JSON.stringify({ ...manifest, version }));
  return version;
}

inEachBrowser(
  'an update of the extension',
  (test) => {
    test('sets the alarm of watched policies again, and keeps what is there', async ({ browser, site }) => {
      const desk = await openDesk(browser);
      const address = site.set(PATH, policy());
      const page = await open(browser, address);
      await until(async () => (await desk.try({ type: 'history', address })).ok, 'the first version');
      // Firefox reads open tabs again after an update.
      await page.close();
      const watch = await desk.ask({ type: 'watch', address, on: true });
      const before = await desk.ask({ type: 'export', address });
      assert.deepEqual(await desk.page.evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name)), ['watch']);

      // As browsers do that keep no alarms over an update.
      await desk.page.evaluate(() => chrome.alarms.clearAll());
      const version = await release();
      await browser.browser.installExtension(extension.folder);
      const again = await openDesk(browser);
      assert.equal(await again.page.evaluate(() => chrome.runtime.getManifest().version), version);
      const alarm = await until(async () => {
        const alarm = await again.page.evaluate(() => chrome.alarms.get('watch'));
        return alarm ?? null;
      }, 'the alarm to be set again');
      // An alarm does not ring to the millisecond.
      assert.ok(Math.abs(alarm.scheduledTime - watch.nextAt) < 1_000, `${alarm.scheduledTime} for ${watch.nextAt}`);
      assert.equal(await again.ask({ type: 'export', address }), before);
      assert.equal((await again.ask({ type: 'watches' })).length, 1);
    });

    test('sets none where nothing is watched', async ({ browser }) => {
      const desk = await openDesk(browser);
      for (const { address } of await desk.ask({ type: 'policies' })) await desk.ask({ type: 'forget', address });
      const version = await release();
      await browser.browser.installExtension(extension.folder);
      const again = await openDesk(browser);
      assert.equal(await again.page.evaluate(() => chrome.runtime.getManifest().version), version);
      // Answered after what the update's own event had to do.
      await again.ask({ type: 'watches' });
      assert.deepEqual(await again.page.evaluate(() => chrome.alarms.getAll()), []);
    });
  },
  { extension: extension.folder },
);
