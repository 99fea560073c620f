// On an ordinary page nothing but the gate runs: no snapshot, no message, no WebAssembly.

import assert from 'node:assert/strict';
import { inEachBrowser } from './support/harness.js';
import { highlights, open, painted } from './support/pages.js';

const RECIPE = `<!doctype html><html lang="en"><title>Plum cake with almonds</title>
  <h1>Plum cake with almonds</h1>
  <p>Heat the oven to 180 degrees. You may not open the door for the first half hour.</p>`;

const POLICY = `<!doctype html><html lang="en"><title>Acceptable Use Policy</title>
  <h1>Acceptable Use Policy</h1>
  <p>You may not use the service to send unsolicited bulk email or to distribute malware.</p>
  <p>We may suspend your account immediately and without notice if you violate this policy.</p>`;

inEachBrowser('an ordinary page', (test, name) => {
  test('does not wake the background', async ({ browser, site }) => {
    // A policy does wake it, so that the check below can see it.
    const policy = await open(browser, site.set('/acceptable-use', POLICY));
    await highlights(policy);
    assert.equal(await browser.backgroundRuns(), true);
    await browser.killBackground();

    const page = await open(browser, site.set('/recipes/plum-cake', RECIPE));
    await contentScriptsRan(page);
    assert.equal(await browser.backgroundRuns(), false, 'no message was sent');
    assert.deepEqual(await painted(page), {});
    assert.equal(await page.$('clausewatch-root'), null);
  });

  // Firefox tells nobody which functions ran.
  if (name !== 'chromium') return;
  test('runs no function of the reader', async ({ browser, site }) => {
    const ran = await functionsRun(browser, site.set('/recipes/plum-cake', RECIPE), contentScriptsRan);
    assert.ok(ran.get('content/gate.js')?.length, 'the gate ran');
    const onPolicy = await functionsRun(browser, site.set('/acceptable-use', POLICY), highlights);
    for (const file of ['content/snapshot.js', 'content/paint.js']) {
      assert.deepEqual(ran.get(file) ?? [], [], `${file} ran on an ordinary page`);
      assert.ok(onPolicy.get(file)?.length, `${file} ran on a policy`);
    }
  });
});

/**
 * Waits until the content scripts of a page have run: they are injected before the page's idle callbacks.
 *
 * @param {import('puppeteer-core').Page} page
 */
async function contentScriptsRan(page) {
  await page.waitForFunction(() => document.readyState === 'complete');
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
}

/**
 * The named functions of each content script that ran while a page was opened.
 *
 * @param {import('./support/driven.js').Driven} browser
 * @param {string} url
 * @param {(page: import('puppeteer-core').Page) => Promise<unknown>} settled
 */
async function functionsRun(browser, url, settled) {
  const page = await browser.browser.newPage();
  const session = await page.createCDPSession();
  await session.send('Profiler.enable');
  await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  await page.goto(url);
  await settled(page);
  const { result } = await session.send('Profiler.takePreciseCoverage');
  const base = browser.extensionUrl('');
  const ours = result.filter((script) => script.url.startsWith(base));
  return new Map(
    ours.map(({ url, functions }) => {
      const counted = functions.filter((f) => f.functionName && f.ranges.some(({ count }) => count > 0));
      return [url.slice(base.length), counted.map((f) => f.functionName)];
    }),
  );
}
