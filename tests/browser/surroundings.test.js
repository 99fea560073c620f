// What a page lives in: shadow trees, accordions, the back-forward cache, paper, a reader who wants calm.

import assert from 'node:assert/strict';
import { inEachBrowser } from './support/harness.js';
import { highlights, open, painted, popupOf } from './support/pages.js';
import { until } from './support/until.js';
import { trapPage, TRAPS } from './support/traps.js';
import { showOn, visitOf } from './support/view-page.js';

const SCRIPTED = { 'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'" };
const CLAUSE = '<p>We may suspend your account without notice.</p>';

inEachBrowser('wherever a page stands', (test, name) => {
  for (const trap of /** @type {const} */ (['an open shadow root', 'shadow roots in shadow roots'])) {
    test(`a clause is seen, not only registered: ${trap}`, async ({ browser, site }) => {
      const page = await open(browser, site.set('/acceptable-use', trapPage(TRAPS[trap])));
      await highlights(page, ['clausewatch-high']);
      const back = await until(
        () => page.evaluate(() => {
          const [range] = [...(CSS.highlights.get('clausewatch-high') ?? [])].filter((r) => r.startContainer.getRootNode() instanceof ShadowRoot);
          const element = range?.startContainer.parentElement;
          const { backgroundColor = '' } = element ? getComputedStyle(element, '::highlight(clausewatch-high)') : {};
          return backgroundColor !== 'rgba(0, 0, 0, 0)' && backgroundColor;
        }),
        'the clause to have its colour',
      );
      const light = await page.evaluate(() => {
        const plain = /** @type {Element} */ (document.querySelector('h1'));
        return getComputedStyle(plain, '::highlight(clausewatch-high)').backgroundColor;
      });
      assert.equal(back, light, 'the colour that it has elsewhere');
    });
  }

  test('text that an accordion brings in is read when it is opened', async ({ browser, site }) => {
    const body = trapPage(`<button id="more">Enforcement</button><div id="panel" hidden></div><script>
      document.getElementById('more').addEventListener('click', () => {
        const panel = document.getElementById('panel');
        panel.innerHTML = ${JSON.stringify(CLAUSE)};
        panel.hidden = false;
      });</script>`);
    const page = await open(browser, site.set('/acceptable-use', { body, headers: SCRIPTED }));
    await highlights(page);
    assert.ok(!Object.values(await painted(page)).flat().includes('without notice'));
    await page.click('#more');
    await until(async () => Object.values(await painted(page)).flat().some((text) => text.includes('without notice')), 'it to be painted');
    assert.equal((await popupOf(browser, page)).state, 'first-visit', 'one document, read twice');
  });

  test('a page from the back-forward cache has its highlights and its answer', async ({ browser, site }) => {
    const body = trapPage(`${CLAUSE}<script>addEventListener('pageshow', (event) => { window.persisted = event.persisted; });</script>`);
    // Without the test server's usual `no-store`, which keeps pages out of that cache.
    const headers = { ...SCRIPTED, 'cache-control': '' };
    const page = await open(browser, site.set('/acceptable-use', { body, headers }));
    const before = await highlights(page, ['clausewatch-high']);
    await page.goto(site.set('/recipes/plum-cake', { body: '<!doctype html><title>Plum cake</title><h1>Plum cake</h1>', headers }));
    // Not `goBack`, which waits for a load that there is not.
    await page.evaluate(() => void setTimeout(() => history.back()));
    await until(() => page.evaluate(() => location.pathname === '/acceptable-use').catch(() => false), 'the way back');
    const cached = await page.evaluate(() => /** @type {any} */ (window).persisted);
    assert.deepEqual(await highlights(page, ['clausewatch-high']), before);
    const { findings } = await popupOf(browser, page, cached ? undefined : 'unchanged');
    assert.ok(findings.length > 0);
  });

  test('two tabs of one policy answer each for itself', async ({ browser, site }) => {
    const url = site.set('/acceptable-use', trapPage(CLAUSE));
    const [first, second] = [await open(browser, url), await open(browser, url)];
    await highlights(second, ['clausewatch-high']);
    await first.bringToFront();
    await highlights(first, ['clausewatch-high']);
    assert.deepEqual((await popupOf(browser, first)).findings, (await popupOf(browser, second)).findings);
    await second.goto(site.set('/recipes/plum-cake', '<!doctype html><title>Plum cake</title><h1>Plum cake</h1>'));
    assert.equal((await popupOf(browser, second, 'not-a-policy')).state, 'not-a-policy');
    assert.ok((await popupOf(browser, first)).findings.length > 0);
  });

  // Firefox over BiDi can be told neither the medium nor what the reader prefers.
  if (name === 'firefox') return;

  test('nothing of ours is printed but the lines', async ({ browser, site }) => {
    const page = await open(browser, site.set('/acceptable-use', trapPage(CLAUSE)));
    await highlights(page, ['clausewatch-high']);
    const seen = () => page.evaluate(() => {
      const host = document.querySelector('clausewatch-root');
      const { backgroundColor, textDecorationLine } = getComputedStyle(document.body, '::highlight(clausewatch-high)');
      return { host: host && getComputedStyle(host).display, back: backgroundColor, line: textDecorationLine };
    });
    await page.waitForSelector('clausewatch-root');
    assert.notEqual((await seen()).host, 'none');
    await page.emulateMediaType('print');
    assert.deepEqual(await seen(), { host: 'none', back: 'rgba(0, 0, 0, 0)', line: 'underline' });
  });

  test('who wants calm gets no motion', async ({ browser, site }) => {
    const filler = '<p>You agree that these rules apply to everyone who uses the service through your account.</p>'.repeat(60);
    const html = trapPage(filler + CLAUSE);
    const first = await open(browser, site.set('/acceptable-use', html));
    await highlights(first, ['clausewatch-high']);
    const page = await showOn(browser, site, html, await visitOf(browser, first));
    for (const [wish, moves] of /** @type {const} */ ([['no-preference', true], ['reduce', false]])) {
      await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: wish }]);
      const seen = await page.evaluate(() => {
        /** @type {string[]} */
        const behaviors = [];
        const scroll = window.scrollBy;
        window.scrollBy = (/** @type {any} */ how) => behaviors.push(how.behavior);
        scrollTo(0, document.documentElement.scrollHeight / 2);
        /** @type {any} */ (window).view.step(1);
        window.scrollBy = scroll;
        const card = document.querySelector('clausewatch-root')?.shadowRoot?.querySelector('.card');
        return { behaviors, animations: card?.getAnimations().length ?? 0 };
      });
      assert.equal(seen.animations > 0, moves, `${wish}: the card's arrival`);
      if (!moves) assert.ok(seen.behaviors.every((behavior) => behavior === 'instant'), String(seen.behaviors));
      await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })));
    }
  });
});
