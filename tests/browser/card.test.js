// The card that explains a clause: opens on purpose only, beside the clause, and goes when it is told to. Its shadow root is
// closed, so that tests see it as the page does: as the one host, at points of the window.

import assert from 'node:assert/strict';
import { inEachBrowser } from './support/harness.js';
import { highlights, open, openPopup, answerOf } from './support/pages.js';

/** @typedef {import('puppeteer-core').Page} Page */

const PATH = '/legal/acceptable-use-policy';
const filler = '<p>You agree that these rules apply to everyone who uses the service through your account.</p>'.repeat(30);
const POLICY = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Acceptable Use Policy</title>
  <main><h1>Acceptable Use Policy</h1>
  <p>You may not use the service to send unsolicited bulk email or to distribute malware.</p>
  ${filler}
  <p id="late">We may suspend your account immediately and without notice if you violate this policy.</p>
  ${filler}</main>`;

inEachBrowser('the card', (test) => {
  test('opens where the pointer rests, leaves the clause bare, and closes when the pointer leaves', async ({ browser, site }) => {
    const page = await open(browser, site.set(PATH, POLICY));
    await highlights(page, ['clausewatch-high']);
    await page.$eval('#late', (clause) => clause.scrollIntoView({ block: 'center' }));
    const { x, y } = await middleOf(page, 'clausewatch-high');

    await page.mouse.move(x, y);
    await cardShown(page);
    assert.equal(await hostAt(page, x, y), false, 'the clause stays bare');
    await page.mouse.move(4, 4);
    await cardGone(page);
  });

  test('stays open after a click until Escape', async ({ browser, site }) => {
    const page = await open(browser, site.set(PATH, POLICY));
    await highlights(page, ['clausewatch-high']);
    await page.$eval('#late', (clause) => clause.scrollIntoView({ block: 'center' }));
    const { x, y } = await middleOf(page, 'clausewatch-high');

    await page.mouse.click(x, y);
    await cardShown(page);
    await page.mouse.move(4, 4);
    // The pointer has left for longer than a card that is not pinned lives.
    await page.evaluate(() => new Promise((later) => setTimeout(later, 600)));
    assert.ok(await cardArea(page), 'a click pins it');
    await page.keyboard.press('Escape');
    await cardGone(page);
  });

  test('opens at the clause that the popup shows, with the keyboard in it', async ({ browser, site }) => {
    const page = await open(browser, site.set(PATH, POLICY));
    await highlights(page, ['clausewatch-high']);
    const popup = await openPopup(browser, page);
    await answerOf(popup);
    await popup.click('[data-finding][data-severity="high"] .link');
    await page.bringToFront();

    await cardShown(page);
    await page.waitForFunction(() => {
      const [range] = CSS.highlights.get('clausewatch-high') ?? [];
      const { top = -1, bottom = -1 } = range instanceof Range ? range.getBoundingClientRect() : {};
      return top > 0 && bottom < innerHeight;
    });
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'clausewatch-root');
    await page.keyboard.press('Escape');
    await cardGone(page);
  });

  test('is the only thing of ours that the page can find, and holds nothing that it can read', async ({ browser, site }) => {
    const page = await open(browser, site.set(PATH, POLICY));
    await highlights(page, ['clausewatch-high']);
    await page.waitForSelector('clausewatch-root');
    assert.deepEqual(
      await page.evaluate(() => {
        const hosts = [...document.querySelectorAll('clausewatch-root')];
        return hosts.map((host) => ({
          open: host.shadowRoot !== null,
          children: host.childNodes.length,
          attributes: host.attributes.length,
        }));
      }),
      [{ open: false, children: 0, attributes: 0 }],
    );
  });
});

/**
 * The middle of what is painted first under a name.
 *
 * @param {Page} page
 * @param {string} name
 */
function middleOf(page, name) {
  return page.evaluate((/** @type {string} */ name) => {
    const [range] = CSS.highlights.get(name) ?? [];
    const box = range instanceof Range ? range.getClientRects()[0] : undefined;
    if (!box) throw new Error(`nothing is painted as ${name}`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, name);
}

/**
 * @param {Page} page
 * @param {number} x
 * @param {number} y
 */
function hostAt(page, x, y) {
  return page.evaluate(
    (/** @type {number} */ x, /** @type {number} */ y) => document.elementFromPoint(x, y)?.localName === 'clausewatch-root',
    x,
    y,
  );
}

/**
 * How much of the window the card covers, in points of a grid: the bar alone stays in the lowest tenth, the strip at the edge.
 *
 * @param {Page} page
 */
function cardArea(page) {
  return page.evaluate(pointsOfCard);
}

function pointsOfCard() {
  let points = 0;
  for (let y = 10; y < innerHeight * 0.9; y += 20) {
    for (let x = 10; x < innerWidth - 30; x += 20) {
      if (document.elementFromPoint(x, y)?.localName === 'clausewatch-root') points += 1;
    }
  }
  return points;
}

/** @param {Page} page */
async function cardShown(page) {
  await page.waitForFunction(`(${pointsOfCard})() > 20`);
}

/** @param {Page} page */
async function cardGone(page) {
  await page.waitForFunction(`(${pointsOfCard})() === 0`);
}
