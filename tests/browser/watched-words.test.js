// The reader's own words: marked wherever they stand, whether something was found there or not, with a card of their own.

import assert from 'node:assert/strict';
import { inEachBrowser } from './support/harness.js';
import { openDesk } from './support/archive.js';
import { highlights, open } from './support/pages.js';
import { showOn, visitOf } from './support/view-page.js';
import { trapPage } from './support/traps.js';

const HTML = trapPage('<p>We may suspend your account without notice.</p><p>Backups are kept in the Lisbon region for a week.</p>');

inEachBrowser('the reader’s own words', (test) => {
  test('are painted, listed and explained', async ({ browser, site }) => {
    const desk = await openDesk(browser);
    await desk.page.evaluate(() => chrome.storage.local.set({ watchWords: ['lisbon region', 'your account'] }));
    const page = await open(browser, site.set('/acceptable-use', HTML));
    const { 'clausewatch-watched': words = [] } = await highlights(page, ['clausewatch-watched']);
    assert.deepEqual(words.map((text) => text.toLowerCase()).sort(), ['lisbon region', 'your account']);
    const visit = await visitOf(browser, page);
    await desk.page.evaluate(() => chrome.storage.local.remove('watchWords'));
    const shown = await showOn(browser, site, HTML, visit);
    const alone = visit.watched.find(({ phrase }) => phrase === 'lisbon region');
    const seen = await shown.evaluate((id) => {
      const root = document.querySelector('clausewatch-root')?.shadowRoot;
      /** @type {any} */ (window).view.show(id);
      /** @type {HTMLElement | null | undefined} */ (root?.querySelector('.counts'))?.click();
      return { card: root?.querySelector('.card')?.textContent ?? '', list: root?.querySelector('.list')?.textContent ?? '' };
    }, alone?.id ?? '');
    assert.match(seen.card, /lisbon region.*Words that you look for/);
    assert.match(seen.list, /Backups are kept in the Lisbon region/);
  });
});
