// What the library saves is opened again: each report says what changed, each bundle and archive is verified by the command
// line and taken back, and one that was altered is refused with the file and its hash.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { emptyArchive, openDesk, policy } from './support/archive.js';
import { PROGRAM } from './support/core.js';
import { bring, catchDownloads, saved } from './support/files.js';
import { inEachBrowser } from './support/harness.js';
import { highlights, open } from './support/pages.js';
import { PATIENCE } from './support/until.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./support/driven.js').Driven} Driven */
/** @typedef {import('./support/site.js').Site} Site */

const PATH = '/legal/acceptable-use';
const run = promisify(execFile);

inEachBrowser('what is exported', (test) => {
  test('is a report that says what changed, in each format', async ({ browser, site }) => {
    const address = await twoVersions(browser, site);
    const page = await libraryAt(browser, `?${new URLSearchParams({ policy: address })}`, '[data-report]');
    await catchDownloads(page);
    /** @type {Record<string, string>} */
    const reports = {};
    for (const ending of ['html', 'md', 'json', 'csv']) {
      const format = ending === 'md' ? 'markdown' : ending;
      await page.$eval(`[data-report=${format}]`, (button) => /** @type {HTMLElement} */ (button).click());
      reports[ending] = (await saved(page, `.${ending}`)).bytes.toString('utf8');
    }
    const { html = '', md = '', json = '', csv = '' } = reports;
    for (const report of [html, md]) for (const part of [address, 'From version 1', 'To version 2']) assert.ok(report.includes(part), `${part} in ${report}`);
    assert.match(html, /<del>30<\/del><ins>3<\/ins>|<del>30 ?<\/del><ins>3 ?<\/ins>/);
    assert.match(md, /~~30~~ ?\*\*3\*\*/);
    const { comparison, to } = JSON.parse(json);
    assert.equal(comparison.verdict, 'changed');
    const { versions } = await (await openDesk(browser)).ask({ type: 'history', address });
    assert.equal(to.hash, versions[1].hash);
    const [columns, ...rows] = csv.replace('\ufeff', '').trim().split('\r\n');
    assert.match(columns ?? '', /^change,kind,/);
    assert.equal(rows.length, comparison.changes.length);
  });

  test('is a bundle that verifies, comes back whole, and is refused once altered', async ({ browser, site }) => {
    const address = await twoVersions(browser, site);
    const desk = await openDesk(browser);
    const page = await libraryAt(browser, '', '[data-policy]');
    await catchDownloads(page);
    await press(page, 'Save an audit bundle (.zip)');
    const { bytes } = await saved(page, '.zip');
    const fingerprint = /[0-9a-f]{64}/.exec(await told(page, /^Audit bundle saved/))?.[0] ?? '';

    const verified = await verify('bundle.zip', bytes);
    assert.equal(verified.code, 0, verified.out);
    assert.ok(verified.out.includes(`holds: ${address}, 2 versions`), verified.out);
    assert.ok(verified.out.includes(fingerprint), `${fingerprint} in ${verified.out}`);

    const files = unzipSync(bytes);
    const names = Object.keys(files);
    const folder = names.find((name) => name.endsWith('/chain.json'))?.replace('chain.json', '') ?? '';
    const expected = ['0001/source.html', '0001/text.json', '0001/text.txt', '0002/changes.csv', '0002/changes.html', '0002/changes.json',
      '0002/changes.md', '0002/source.html', '0002/text.json', '0002/text.txt', 'chain.json', 'policy.json'].map((name) => folder + name);
    assert.deepEqual(names.sort(), ['README.txt', 'SHA256SUMS', ...expected, 'manifest.json'].sort());
    assert.equal(strFromU8(files[`${folder}0002/source.html`] ?? new Uint8Array()), await desk.ask({ type: 'source', address, number: 2 }));

    for (const name of names) {
      const altered = zipSync({ ...files, [name]: flipped(files[name] ?? new Uint8Array()) });
      const refused = await verify('altered.zip', Buffer.from(altered));
      assert.equal(refused.code, 1, `${name}: ${refused.out}`);
      if (name !== 'SHA256SUMS') assert.match(refused.out, new RegExp(`BROKEN: ${name}: its SHA-256 is [0-9a-f]{64}, and SHA256SUMS says [0-9a-f]{64}`));
    }

    await desk.ask({ type: 'forget', address });
    const chain = `${folder}chain.json`;
    await bring(page, 'altered.zip', Buffer.from(zipSync({ ...files, [chain]: flipped(files[chain] ?? new Uint8Array()) })));
    assert.match(await told(page, /refused/), new RegExp(`${chain} was altered. Its SHA-256 is [0-9a-f]{64}, and the bundle says [0-9a-f]{64}`));
    // Whoever writes the hashes anew meets the chain.
    const source = `${folder}0001/source.html`;
    const forged = { ...files, [source]: strToU8(strFromU8(files[source] ?? new Uint8Array()).replace('30 days', '31 days')) };
    await bring(page, 'forged.zip', Buffer.from(zipSync({ ...forged, SHA256SUMS: await sums(forged) })));
    await page.waitForFunction(() => document.getElementById('status')?.textContent?.includes('version 1'), { timeout: PATIENCE });
    assert.equal((await desk.try({ type: 'history', address })).ok, false);
    await bring(page, 'bundle.zip', bytes);
    await page.waitForSelector(`[data-policy="${address}"]`, { timeout: PATIENCE });
    assert.deepEqual(await desk.ask({ type: 'verify', address }), { versions: 2, broken: null });
  });

  test('is the page behind a version, byte for byte, and the news as feeds', async ({ browser, site }) => {
    const address = await twoVersions(browser, site);
    const page = await libraryAt(browser, `?${new URLSearchParams({ policy: address, show: 'source' })}`, 'iframe.source');
    await catchDownloads(page);
    await press(page, 'Save this page');
    const source = await saved(page, '.html');
    const { versions } = await (await openDesk(browser)).ask({ type: 'history', address });
    assert.equal(createHash('sha256').update(source.bytes).digest('hex'), versions[1].sourceSha256);

    const library = await libraryAt(browser, '', '[data-policy]');
    await catchDownloads(library);
    await press(library, 'Save the news as an Atom feed');
    const atom = (await saved(library, '.atom')).bytes.toString('utf8');
    const root = await library.evaluate((xml) => new DOMParser().parseFromString(xml, 'application/xml').documentElement.nodeName, atom);
    assert.equal(root, 'feed', atom);
    await press(library, 'Save the news as a JSON feed');
    const feed = JSON.parse((await saved(library, '.json')).bytes.toString('utf8'));
    assert.deepEqual([feed.version, Array.isArray(feed.items)], ['https://jsonfeed.org/version/1.1', true]);
  });

  test('prints as the report alone', async ({ browser, site }) => {
    const address = await twoVersions(browser, site);
    const page = await libraryAt(browser, `?${new URLSearchParams({ policy: address })}`, '[data-report]');
    // Firefox over BiDi knows no such medium: there the PDF alone is made.
    if (browser.name === 'chromium') {
      await page.emulateMediaType('print');
      const seen = await page.evaluate(() => {
        const visible = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility());
        return { buttons: visible('button, select, nav'), headline: visible('[data-headline]'), old: visible('del'), new: visible('ins') };
      });
      assert.deepEqual(seen, { buttons: false, headline: true, old: true, new: true });
    }
    const pdf = Buffer.from(await page.pdf());
    assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
  });

  test('is an archive file that verifies', async ({ browser, site }) => {
    const address = await twoVersions(browser, site);
    const page = await libraryAt(browser, '', '[data-policy]');
    await catchDownloads(page);
    await press(page, 'Export everything');
    const { bytes } = await saved(page, '.jsonl');
    const { code, out } = await verify('archive.jsonl', bytes);
    assert.equal(code, 0, out);
    assert.ok(out.includes(`holds: ${address}, 2 versions`), out);
  });
});

/**
 * A policy that is kept in two versions.
 *
 * @param {Driven} browser
 * @param {Site} site
 */
async function twoVersions(browser, site) {
  await emptyArchive(browser);
  const address = site.set(PATH, policy({ days: 30 }));
  const page = await open(browser, address);
  await highlights(page);
  site.set(PATH, policy({ days: 3 }));
  await page.goto(address);
  await highlights(page, ['clausewatch-reworded']);
  return address;
}

/**
 * @param {Driven} browser
 * @param {string} query
 * @param {string} selector what to wait for
 */
async function libraryAt(browser, query, selector) {
  const page = await browser.openExtensionPage(`library/library.html${query}`);
  page.setDefaultTimeout(PATIENCE);
  await page.waitForSelector(selector);
  return page;
}

/** @param {Page} page @param {string} name */
async function press(page, name) {
  const button = await page.waitForSelector(`::-p-xpath(//button[normalize-space()="${name}"])`);
  await button?.click();
}

/** @param {Page} page @param {RegExp} pattern */
async function told(page, pattern) {
  const said = await page.waitForFunction(
    (/** @type {string} */ source) => {
      const text = document.getElementById('status')?.textContent ?? '';
      return new RegExp(source).test(text) ? text : null;
    },
    {},
    pattern.source,
  );
  return /** @type {Promise<string>} */ (said.jsonValue());
}

/**
 * What `clausewatch verify` says of a file.
 *
 * @param {string} name
 * @param {Buffer} bytes
 * @returns {Promise<{code: number, out: string}>}
 */
async function verify(name, bytes) {
  const folder = await mkdtemp(join(tmpdir(), 'clausewatch-'));
  try {
    await writeFile(join(folder, name), bytes);
    const { stdout } = await run(PROGRAM, ['verify', join(folder, name)]);
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout } = /** @type {{code: number, stdout: string}} */ (error);
    return { code, out: stdout };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * With its last byte but one altered: the last is often a line's end, which some file could be without.
 *
 * @param {Uint8Array} bytes
 */
function flipped(bytes) {
  const copy = bytes.slice();
  const at = copy.length - 2;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** @param {Record<string, Uint8Array>} files */
async function sums(files) {
  const lines = [];
  for (const [path, bytes] of Object.entries(files)) {
    if (path === 'SHA256SUMS') continue;
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))).toString('hex');
    lines.push(`${hash}  ${path}\n`);
  }
  return strToU8(lines.join(''));
}
