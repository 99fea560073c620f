// How fast a large archive answers, in a real browser: `node benches/archive.mjs [POLICIES] [VERSIONS]` after
// `cargo xtask build`; 1,000 policies of 50 versions each where no number is told. `CLAUSEWATCH_BROWSERS=firefox` for the
// other browser.
//
// The archive is made here, in the manner of terms of service, and comes in as an export does. What is measured is what
// the library's pages see: from asking the background to its answer. Fails where a mark is missed.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { launch } from '../tests/browser/support/driven.js';

/** Milliseconds that each may take, by the median. */
const MARK = 50;
const LOOKS = 30;

const [policies = 1000, versions = 50] = process.argv.slice(2).map(Number);
const name = process.env.CLAUSEWATCH_BROWSERS === 'firefox' ? 'firefox' : 'chromium';
const manifest = JSON.parse(await readFile(new URL('../dist/extension/manifest.json', import.meta.url), 'utf8'));
const WORDS = `you may must not use the service to resell access data within thirty days notice we suspend account fee of any
  content third party without unless law agreement customer and or in for with that liability damages provider security
  network terms material change`.split(/\s+/);

const browser = await launch(name);
const page = await browser.openExtensionPage('library/library.html');
/** @param {object} message */
const ask = async (message) => {
  const [answer, took] = await page.evaluate(async (message) => {
    const begin = performance.now();
    const answer = await chrome.runtime.sendMessage(message);
    return [answer, performance.now() - begin];
  }, message);
  if (!answer.ok) throw new Error(`${JSON.stringify(message).slice(0, 200)}: ${answer.message}`);
  return { value: answer.value, took };
};

try {
  const begin = performance.now();
  for (let n = 0; n < policies; n += 1) await ask({ type: 'import', lines: bundle(n) });
  const filled = (performance.now() - begin) / 1000;
  const { usage = 0 } = await page.evaluate(() => navigator.storage.estimate());
  const all = policies * versions;
  console.log(`${name}: ${policies} policies × ${versions} versions taken in in ${filled.toFixed(0)} s;`
    + ` ${(usage / all / 1000).toFixed(1)} kB on disk for a version of ${(size(0) / 1000).toFixed(0)} kB of text and source`);
  let missed = false;
  const measures = {
    list: () => ({ type: 'policies' }),
    open: (/** @type {string} */ address) => ({ type: 'history', address }),
    latest: (/** @type {string} */ address) => ({ type: 'version', address, number: versions }),
    compare: (/** @type {string} */ address) => ({ type: 'comparison', address, from: Math.max(1, versions - 1), to: versions }),
    verify: (/** @type {string} */ address) => ({ type: 'verify', address }),
  };
  for (const [what, message] of Object.entries(measures)) {
    const times = [];
    for (let look = 0; look < LOOKS; look += 1) times.push((await ask(message(address((look * 37) % policies)))).took);
    times.sort((a, b) => a - b);
    const [median = 0, slow = 0] = [times[LOOKS >> 1], times[Math.floor(LOOKS * 0.95)]];
    missed ||= median > MARK;
    console.log(`  ${what.padEnd(8)} median ${median.toFixed(1).padStart(6)} ms, 95th percentile ${slow.toFixed(1).padStart(6)} ms`);
  }
  const whole = performance.now();
  const some = Math.min(policies, 200);
  for (let n = 0; n < some; n += 1) {
    const { value } = await ask({ type: 'verify', address: address(n) });
    if (value.broken) throw new Error(value.broken);
  }
  console.log(`  verify all: ${((some * versions) / ((performance.now() - whole) / 1000)).toFixed(0)} versions a second`);
  if (missed) throw new Error(`more than ${MARK} ms`);
} finally {
  await browser.close();
}

/** @param {number} n */
function address(n) {
  return `https://service-${n}.example/legal/terms`;
}

/** @param {number} n */
function size(n) {
  return text(n, 1).length + source(n, 1).length;
}

/**
 * A provision of a version: one in a hundred differs from version to version.
 *
 * @param {number} n
 * @param {number} version
 * @param {number} at
 */
function provision(n, version, at) {
  const seed = at % 100 === version % 100 ? version : 0;
  const digest = createHash('sha256').update(`${n} ${at} ${seed}`).digest();
  return `${[...digest].map((byte) => WORDS[byte % WORDS.length]).join(' ')}.`;
}

/**
 * @param {number} n
 * @param {number} version
 */
function text(n, version) {
  const provisions = Array.from({ length: 120 }, (_, at) => [Math.floor(at / 8), null, null, provision(n, version, at)]);
  const paths = Array.from({ length: 15 }, (_, at) => [`${at + 1}. Section`]);
  return JSON.stringify({ title: `Terms of service ${n}`, language: 'en', effective_date: null, paths, lead_ins: [], provisions });
}

/**
 * @param {number} n
 * @param {number} version
 */
function source(n, version) {
  const body = Array.from({ length: 120 }, (_, at) => `<p class="body body--large">${provision(n, version, at)}</p>`);
  return `<!doctype html><html lang="en"><title>Terms of service ${n}</title><h1>Terms of service ${n}</h1>${body.join('\n')}</html>`;
}

/** @param {number} n */
function bundle(n) {
  const lines = [];
  let previous = null;
  for (let number = 1; number <= versions; number += 1) {
    const [written, page] = [text(n, number), source(n, number)];
    const facts = {
      address: address(n),
      number,
      url: address(n),
      readAt: 1_700_000_000_000 + number * 86_400_000,
      reader: manifest.version,
      fingerprint: sha256(`${n} ${number}`),
      effectiveDate: null,
      provisions: 120,
      textSha256: sha256(written),
      textBytes: Buffer.byteLength(written),
      sourceKind: 'page',
      sourceSha256: sha256(page),
      sourceBytes: Buffer.byteLength(page),
      previous,
    };
    const hash = sha256(
      `clausewatch version 1\n${Object.entries(facts)
        .map(([key, value]) => `${key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)} ${JSON.stringify(value)}\n`)
        .join('')}`,
    );
    const version = { ...facts, hash, lastSeen: facts.readAt, sightings: 3, document: null };
    lines.push(JSON.stringify({ version: { version, text: written, source: page } }));
    previous = hash;
  }
  const sittings = Array.from({ length: 8 }, (_, at) => ({ document: `${n}-${at}`, baseline: { version: at + 1, seenAt: at } }));
  const entry = { address: address(n), title: `Terms of service ${n}`, kind: 'terms', language: 'en', firstSeen: 1,
    lastSeen: 2, versions, head: previous, current: versions, seen: versions, sittings };
  return [JSON.stringify({ entry }), ...lines].join('\n');
}

/** @param {string} data */
function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}
