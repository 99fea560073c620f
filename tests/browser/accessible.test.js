// What the reader is shown can be used without eyes, without a mouse, without colours: axe finds nothing in popup, card and
// bar, and a walk by keyboard reaches everything.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { violations } from './support/axe.js';
import { inEachBrowser } from './support/harness.js';
import { answerOf, highlights, open, openPopup } from './support/pages.js';
import { PATIENCE } from './support/until.js';
import { showOn, visitOf } from './support/view-page.js';

/** @typedef {import('puppeteer-core').Page} Page */

const PATH = '/legal/acceptable-use-policy';
const demo = (/** @type {string} */ name) => readFile(new URL(`../fixtures/demo/${name}`, import.meta.url), 'utf8');
const [before, after] = [await demo('version-1.html'), await demo('version-2.html')];
const RECIPE = '<!doctype html><html lang="en"><title>Plum cake</title><h1>Plum cake</h1><p>Heat the oven.</p>';

inEachBrowser('for everybody', (test, name) => {
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    // Firefox over BiDi cannot be told the scheme.
    if (scheme === 'dark' && name === 'firefox') continue;

    test(`the popup is accessible in each state, ${scheme}`, async ({ browser, site }) => {
      const url = site.set(PATH, before);
      const page = await open(browser, url);
      await highlights(page);
      await assertAccessible(browser, page, 'first-visit', scheme);
      site.set(PATH, after);
      await page.goto(url);
      await assertAccessible(browser, page, 'changed', scheme);
      await page.goto(site.set('/recipes/plum-cake', RECIPE));
      await assertAccessible(browser, page, 'not-a-policy', scheme);
    });

    test(`the library is accessible in each view, ${scheme}`, async ({ browser, site }) => {
      const url = site.set(PATH, before);
      const page = await open(browser, url);
      await highlights(page);
      site.set(PATH, after);
      await page.goto(url);
      await highlights(page, ['clausewatch-added', 'clausewatch-reworded']);
      const policy = `policy=${encodeURIComponent(url)}`;
      for (const [query, shown] of [
        ['', '[data-severity]'],
        [`${policy}&show=changes`, '[data-report]'],
        [`${policy}&show=versions`, '[data-version="1"]'],
        [`${policy}&show=clauses`, '[data-clause]'],
        [`${policy}&show=text`, 'article.text mark'],
        [`${policy}&show=source`, 'iframe.source'],
        ['view=calendar', '.month .row'],
        ['view=topics', '[data-wording]'],
      ]) {
        const library = await browser.openExtensionPage(`library/library.html${query === '' ? '' : `?${query}`}`);
        if (scheme === 'dark') await library.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
        await library.waitForSelector(shown ?? '', { timeout: PATIENCE });
        assert.deepEqual(await violations(library), [], `the library, ${query}`);
        await library.close();
      }
    });

    test(`card, bar and list are accessible, ${scheme}`, async ({ browser, site }) => {
      const shown = await reviewed(browser, site);
      if (scheme === 'dark') await shown.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
      await shown.evaluate(() => {
        const host = document.querySelector('clausewatch-root');
        /** @type {HTMLElement | null | undefined} */ (host?.shadowRoot?.querySelector('.counts'))?.click();
        /** @type {any} */ (window).view.step(1);
        for (const details of host?.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
      });
      assert.deepEqual(await violations(shown, 'clausewatch-root'), []);
      // What was dismissed is told in the bar, with the way back.
      await shown.evaluate(() => {
        const root = document.querySelector('clausewatch-root')?.shadowRoot;
        /** @type {HTMLElement | null | undefined} */ (root?.querySelector('.way'))?.click();
      });
      await shown.waitForFunction(() => document.querySelector('clausewatch-root')?.shadowRoot?.querySelector('.notice .undo'));
      assert.deepEqual(await violations(shown, 'clausewatch-root'), []);
    });
  }

  test('the keyboard reaches the card and all that is in it, and Escape leaves it', async ({ browser, site }) => {
    const page = await reviewed(browser, site);
    await page.evaluate(() => {
      const link = /** @type {HTMLElement} */ (document.querySelector('nav a'));
      link.focus();
      /** @type {any} */ (window).view.step(1);
    });
    assert.equal(await focused(page), 'section.card');
    /** @type {Set<string>} */
    const reached = new Set();
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('Tab');
      reached.add(await focused(page));
    }
    for (const part of ['button.sign close', 'button.copy']) assert.ok(reached.has(part), `${part} in ${[...reached].join(', ')}`);

    await page.evaluate(() => /** @type {any} */ (window).view.step(1));
    await page.keyboard.press('Escape');
    const { hidden, within } = await page.evaluate(() => {
      const root = document.querySelector('clausewatch-root')?.shadowRoot;
      const card = /** @type {HTMLElement | null | undefined} */ (root?.querySelector('.card'));
      return { hidden: card?.hidden, within: card?.contains(root?.activeElement ?? null) };
    });
    assert.equal(hidden, true);
    assert.equal(within, false);
  });

  test('a walk by keyboard reaches every control in order, and leaves', async ({ browser, site }) => {
    const page = await reviewed(browser, site);
    const count = await page.evaluate(() => {
      const root = document.querySelector('clausewatch-root')?.shadowRoot;
      /** @type {HTMLElement | null | undefined} */ (root?.querySelector('.counts'))?.click();
      /** @type {any} */ (window).view.step(1);
      for (const details of root?.querySelectorAll('details') ?? []) details.open = true;
      const all = [...(root?.querySelectorAll('button, a[href], select, textarea, summary') ?? [])];
      const controls = all.filter((control) => control.checkVisibility());
      // The host stands last on the page.
      /** @type {HTMLElement | undefined} */ ([...document.querySelectorAll('a[href]')].at(-1))?.focus();
      Object.assign(window, { controls });
      return controls.length;
    });
    assert.ok(count > 40, `${count} controls`);
    const walked = [];
    // Browsers also stop at boxes that scroll.
    for (let i = 0; i < count + 4; i += 1) {
      await page.keyboard.press('Tab');
      walked.push(await page.evaluate(() => {
        const { controls } = /** @type {any} */ (window);
        return controls.indexOf(document.activeElement?.shadowRoot?.activeElement);
      }));
    }
    const reached = walked.filter((index) => index >= 0).slice(0, count);
    assert.deepEqual(reached, Array.from({ length: count }, (_, i) => i));
    assert.ok(walked.slice(reached.length).includes(-1), 'the walk leaves');
  });

  test('the list says what highlights cannot, in reading order', async ({ browser, site }) => {
    const page = await reviewed(browser, site);
    const { listed, painted } = await page.evaluate(() => {
      const root = document.querySelector('clausewatch-root')?.shadowRoot;
      /** @type {HTMLElement | null | undefined} */ (root?.querySelector('.counts'))?.click();
      const entries = [...(root?.querySelectorAll('.list li .quote') ?? [])];
      const high = [...(CSS.highlights.get('clausewatch-high') ?? [])].map(String);
      return { listed: entries.map((entry) => entry.textContent ?? ''), painted: high };
    });
    const text = listed.join('\n');
    for (const phrase of painted) assert.ok(text.includes(phrase.slice(0, 20)), `${phrase} is listed in\n${text}`);
    const places = listed.map((entry) => after.indexOf(entry.replace('…', '').slice(0, 40))).filter((place) => place >= 0);
    assert.ok(places.length > 5);
    assert.deepEqual(places, [...places].sort((a, b) => a - b));
  });
});

/**
 * A page with the review of the changed policy on it.
 *
 * @param {import('./support/driven.js').Driven} browser
 * @param {import('./support/site.js').Site} site
 */
async function reviewed(browser, site) {
  const url = site.set(PATH, before);
  const page = await open(browser, url);
  await highlights(page);
  site.set(PATH, after);
  await page.goto(url);
  await highlights(page, ['clausewatch-added', 'clausewatch-reworded']);
  return showOn(browser, site, after, await visitOf(browser, page));
}

/**
 * @param {import('./support/driven.js').Driven} browser
 * @param {Page} page
 * @param {string} state
 * @param {'light' | 'dark'} scheme
 */
async function assertAccessible(browser, page, state, scheme) {
  const popup = await openPopup(browser, page);
  if (scheme === 'dark') await popup.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await answerOf(popup, state);
  await popup.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  assert.deepEqual(await violations(popup), [], `the popup, ${state}`);
  await popup.close();
  await page.bringToFront();
}

/**
 * What has the keyboard, as tag and class.
 *
 * @param {Page} page
 */
function focused(page) {
  return page.evaluate(() => {
    const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return inner ? `${inner.localName}.${inner.className}` : '';
  });
}
