// Pages that give no answer: each is told in plain words, and none of them costs the reader a version.

import assert from 'node:assert/strict';
import { inEachBrowser } from './support/harness.js';
import { answerOf, highlights, open, openPopup, painted, popupOf } from './support/pages.js';

const PATH = '/legal/acceptable-use-policy';

/** @param {string} body @param {string} [title] */
const page = (body, title = 'Acceptable Use Policy') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body>${body}`;

const CLAUSES = `
  <p>This policy applies to everyone who uses the service. You are responsible for what your end users do.</p>
  <p>You may not use the service to send unsolicited bulk email, to distribute malware, or to break the law.</p>
  <p>You may not reverse engineer the service or probe it for weaknesses without our written consent.</p>
  <p>We may suspend your account immediately and without notice if you violate this policy.</p>
  <p>You may appeal within 30 days by writing to us.</p>`;
const POLICY = page(`<main><h1>Acceptable Use Policy</h1>${CLAUSES}</main>`);

const CLUB = page(
  `<h1>How we run our book club</h1>
   <p>We meet on the first Thursday of the month, in the back room of the library, and somebody brings a cake.</p>
   <p>Ana picks the book for spring. It is long, so begin early, and bring a pencil.</p>
   <p>The library may suspend access to its rooms without notice, as it did last winter when the heating failed.</p>`,
  'How we run our book club',
);

const SHELL = page('<div id="root"></div><script src="/app.js"></script>');
const ERROR = page('<h1>500</h1><p>Something went wrong on our side. Please try again later.</p>', 'Error');
const LOGIN = `<main><h1>Sign in</h1><form action="/login" method="post"><label>Email <input type="email" name="email"></label>
   <label>Password <input type="password" name="password"></label><button>Sign in</button></form>
   <p>Forgot your password? New here? Create an account.</p></main>`;

inEachBrowser('a page without an answer', (test) => {
  for (const [what, html, expected] of /** @type {const} */ ([
    ['an empty page', SHELL, 'unreadable'],
    ['a login wall', page(LOGIN), 'unreadable'],
    // Its title says that it is none.
    ['a page to sign in', page(LOGIN, 'Sign in'), 'not-a-policy'],
    ['an error page', ERROR, 'unreadable'],
  ])) {
    test(`${what} never replaces a version`, async ({ browser, site }) => {
      const url = site.set(PATH, POLICY);
      const tab = await open(browser, url);
      await highlights(tab);
      assert.equal((await popupOf(browser, tab)).state, 'first-visit');

      site.set(PATH, html);
      await tab.goto(url);
      const { state, text } = await popupOf(browser, tab);
      assert.equal(state, expected);
      if (expected === 'unreadable') assert.match(text, /version/i, 'says that the earlier version stays');
      assert.deepEqual(await painted(tab), {});

      site.set(PATH, POLICY.replace('30 days', '10 days'));
      await tab.goto(url);
      await highlights(tab, ['clausewatch-reworded']);
      const { changes } = await popupOf(browser, tab, 'changed');
      assert.deepEqual(
        changes.map(({ kind }) => kind),
        ['reworded'],
        'compared with the last version that could be read',
      );
    });
  }

  test('an ordinary page is no policy, and is read if the reader insists', async ({ browser, site }) => {
    const tab = await open(browser, site.set('/notes/book-club', CLUB));
    const popup = await openPopup(browser, tab);
    assert.equal((await answerOf(popup)).state, 'not-a-policy');
    assert.deepEqual(await painted(tab), {});

    await popup.click('button.primary');
    const { findings } = await answerOf(popup, 'first-visit');
    assert.ok(findings.some(({ category }) => category === 'no_notice'), 'finds the clause');
    await tab.bringToFront();
    const texts = Object.values(await highlights(tab)).flat();
    assert.ok(
      texts.some((text) => text.includes('without notice')),
      texts.join(' | '),
    );
  });

  test('what is shown and no longer known is read again for the popup', async ({ browser, site }) => {
    const tab = await open(browser, site.set(PATH, POLICY));
    await highlights(tab);
    assert.equal((await popupOf(browser, tab)).state, 'first-visit');
    // As after a background that died between answering and storing.
    const desk = await browser.openExtensionPage('options/options.html');
    await desk.evaluate(() => chrome.storage.session.clear());
    await desk.close();
    await tab.bringToFront();
    const { state, findings } = await popupOf(browser, tab);
    assert.equal(state, 'first-visit', 'the same document: no visit more');
    assert.ok(findings.some(({ category }) => category === 'no_notice'), 'the same clauses');
  });

  test('a page of the browser itself is out of reach, and the popup says so', async ({ browser }) => {
    const tab = await browser.browser.newPage();
    const { state, text } = await popupOf(browser, tab);
    assert.equal(state, 'not-here');
    assert.match(text, /may not run/, 'says why');
  });

  test('a policy of 10 MB gives an answer', async ({ browser, site }) => {
    const filler = '<p>This paragraph tells how the service is made and who made it, and binds nobody at all.</p>\n';
    const long = filler.repeat(Math.ceil(10_000_000 / filler.length));
    const tab = await open(browser, site.set(PATH, page(`<main><h1>Acceptable Use Policy</h1>${CLAUSES}${long}</main>`)));
    const { state, text } = await popupOf(browser, tab);
    assert.ok(['first-visit', 'unreadable'].includes(state), state);
    assert.ok(text.length > 20, 'says what became of it');
  });
});
