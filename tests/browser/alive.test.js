// Pages that live on after they were loaded: late text, redrawn text, navigation without loading, the way back.

import assert from 'node:assert/strict';
import { inEachBrowser } from './support/harness.js';
import { highlights, open, painted, popupOf } from './support/pages.js';

const HEADERS = { 'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'" };
const page = (/** @type {string} */ body, title = 'Acceptable Use Policy') => ({
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body>${body}`,
  headers: HEADERS,
});
const RULES = `<h1>Acceptable Use Policy</h1>
  <p>This policy applies to everyone who uses the service, through whatever account they do so.</p>
  <p>You may not use the service to send unsolicited bulk email or to distribute malware.</p>
  <p>We may suspend your account immediately and without notice if you violate this policy.</p>`;
const MORE = '<p>We may remove anything that you store, without warning.</p>';

inEachBrowser('a page that lives on', (test) => {
  test('is read once its text is there', async ({ browser, site }) => {
    const html = page(`<main id="app"></main><script>
      setTimeout(() => { document.getElementById('app').innerHTML = ${JSON.stringify(RULES)}; }, 1200);
    </script>`);
    const tab = await open(browser, site.set('/acceptable-use', html));
    const { 'clausewatch-high': high = [] } = await highlights(tab, ['clausewatch-high']);
    assert.ok(high.includes('without notice'), high.join(' | '));
    assert.equal((await popupOf(browser, tab, 'first-visit')).state, 'first-visit');
  });

  test('is read again where text is added', async ({ browser, site }) => {
    const tab = await open(browser, site.set('/acceptable-use', page(`<main>${RULES}</main>`)));
    await highlights(tab, ['clausewatch-high']);
    await tab.evaluate((/** @type {string} */ more) => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', more);
    }, MORE);
    await tab.waitForFunction(() =>
      [...(CSS.highlights.get('clausewatch-high') ?? [])].some((range) => `${range}`.includes('without warning')),
    );
    // One document, read twice: it is no change of the policy.
    assert.equal((await popupOf(browser, tab)).state, 'first-visit');
  });

  test('keeps its highlights where the same text is drawn again', async ({ browser, site }) => {
    const tab = await open(browser, site.set('/acceptable-use', page(`<main>${RULES}</main>`)));
    const before = await highlights(tab, ['clausewatch-high']);
    await tab.evaluate(() => {
      const main = /** @type {Element} */ (document.querySelector('main'));
      main.replaceWith(main.cloneNode(true));
    });
    await tab.waitForFunction(() =>
      [...(CSS.highlights.get('clausewatch-high') ?? [])].some((range) => `${range}` === 'without notice'),
    );
    assert.deepEqual(await painted(tab), before);
  });

  test('loses its highlights when its script goes elsewhere, and gets others where it goes to a policy', async ({ browser, site }) => {
    const tab = await open(browser, site.set('/acceptable-use', page(`<main>${RULES}</main>`)));
    await highlights(tab, ['clausewatch-high']);
    await tab.evaluate(() => {
      history.pushState({}, '', '/recipes/plum-cake');
      document.title = 'Plum cake';
      document.body.innerHTML = '<h1>Plum cake</h1><p>Heat the oven. You may not open its door.</p>';
    });
    await tab.waitForFunction(() => !CSS.highlights.has('clausewatch-high'));
    assert.equal((await popupOf(browser, tab, 'not-a-policy')).state, 'not-a-policy');
    assert.equal(await tab.$('clausewatch-root'), null);

    await tab.evaluate((/** @type {string} */ rules) => {
      history.pushState({}, '', '/terms-of-use');
      document.title = 'Terms of use';
      document.body.innerHTML = `<main>${rules}</main>`;
    }, RULES.replace('Acceptable Use Policy', 'Terms of use'));
    await highlights(tab, ['clausewatch-high']);
    assert.equal((await popupOf(browser, tab, 'first-visit')).state, 'first-visit');
  });

  test('has its answer again after the way back', async ({ browser, site }) => {
    const url = site.set('/acceptable-use', page(`<main>${RULES}</main>`));
    const tab = await open(browser, url);
    await highlights(tab, ['clausewatch-high']);
    await tab.goto(site.set('/elsewhere', page('<h1>Elsewhere</h1>', 'Elsewhere')));
    assert.equal((await popupOf(browser, tab)).state, 'not-a-policy');
    await tab.goBack();
    await highlights(tab, ['clausewatch-high']);
    const { findings } = await popupOf(browser, tab);
    assert.ok(findings.length > 0);
  });
});
