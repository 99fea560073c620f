// The welcome opens once, at installation, and its sample is read, explained and compared by the same code as any policy.

import assert from 'node:assert/strict';
import { openDesk } from './support/archive.js';
import { EXTENSION, welcomeTab } from './support/driven.js';
import { inEachBrowser } from './support/harness.js';
import { answerOf, highlights, openPopup } from './support/pages.js';
import { PATIENCE, until } from './support/until.js';

inEachBrowser('a new reader', (test) => {
  test('is welcomed, once', async ({ browser }) => {
    const welcome = await welcomeTab(browser);
    await welcome.waitForFunction(() => document.querySelector('h1')?.textContent !== '', { timeout: PATIENCE });
    const said = await welcome.evaluate(() => document.body.innerText);
    assert.match(said, /Nothing leaves this device/);
    assert.match(said, /Your browser asks you first/);
    assert.equal(await welcome.$$eval('[data-text]', (all) => all.filter((one) => !one.textContent).length), 0);

    const desk = await openDesk(browser);
    await desk.ask({ type: 'policies' });
    await browser.killBackground();
    await desk.ask({ type: 'policies' });
    assert.equal(await countOf(browser, 'welcome/welcome.html'), 1, 'not when the background wakes');

    await welcome.close();
    // Over one that is there: to the extension that is an update, and its pages go.
    await browser.browser.installExtension(EXTENSION);
    const again = await until(() => openDesk(browser).catch(() => null), 'the extension to be back');
    await again.ask({ type: 'policies' });
    assert.equal(await countOf(browser, 'welcome/welcome.html'), 0, 'not at an update');
  });
}, { welcome: true });

inEachBrowser('the sample', (test) => {
  test('is read by the core, explained and compared, and not kept', async ({ browser }) => {
    const sample = await browser.openExtensionPage('welcome/sample.html');
    const painted = await highlights(sample, ['clausewatch-added']);
    assert.ok(painted['clausewatch-high']?.some((text) => text.includes('without notice')), JSON.stringify(painted));
    assert.deepEqual(painted['clausewatch-added']?.map((text) => text.replace(';', '')).includes('mine cryptocurrency'), true);

    const popup = await openPopup(browser, sample);
    const { changes, headline, findings, state } = await answerOf(popup, 'changed');
    assert.equal(state, 'changed');
    assert.ok(headline.length > 20);
    assert.equal(changes.filter(({ materiality }) => materiality === 'substantive').length, 6);
    assert.ok(findings.some(({ category }) => category === 'no_notice'));
    assert.equal(await popup.$('.watch'), null, 'an invented policy cannot be watched');

    await popup.evaluate(() => {
      const button = document.querySelector('[data-change] button.link');
      /** @type {HTMLElement | null} */ (button)?.click();
    });
    await sample.waitForFunction(() => document.activeElement?.localName === 'clausewatch-root', { timeout: PATIENCE });

    const desk = await openDesk(browser);
    assert.deepEqual(await desk.ask({ type: 'policies' }), []);
  });
});

/**
 * @param {import('./support/driven.js').Driven} browser
 * @param {string} path
 */
async function countOf({ browser }, path) {
  let count = 0;
  for (const page of await browser.pages()) {
    if ((await page.evaluate(() => location.href).catch(() => '')).endsWith(path)) count += 1;
  }
  return count;
}
