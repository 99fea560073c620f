// What a review costs in Chromium: the marks that the content scripts set (gate, snapshot, review, paint), from message to paint,
// with the background awake and asleep; beside mark.js wrapping the same ranges in the same pages.
//
//   cargo xtask build
//   cd benches/page && npm ci && npm run bench -- [--runs N] [--kilobytes N]
//
// Prints minimum, median and 90th percentile in milliseconds. `again` is a page that is seen again unchanged, `first` one of
// which no clause was ever seen, `cold` a first one whose background was asleep, `cold, again` one that is seen again then. The
// cold ones come last: a background that has just been woken runs code that the browser has not optimised yet. The gate is
// timed as an ordinary page has it: for the first time in a world of its own. `+ layout` adds the layout that the page then
// needs, forced at once.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { launch } from '../../tests/browser/support/driven.js';
import { Site } from '../../tests/browser/support/site.js';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' }, kilobytes: { type: 'string', default: '60' } } });
const runs = Number(values.runs);
const size = Number(values.kilobytes) * 1_000;

const EXTENSION = new URL('../../extension/', import.meta.url);
const file = (path) => readFile(new URL(path, EXTENSION), 'utf8');
const MARK_JS = await readFile(createRequire(import.meta.url).resolve('mark.js/dist/mark.min.js'), 'utf8');
const GATE = `${await file('content/gate-words.js')}\n${await file('content/gate.js')}`;

/** Visits after which the background counts as warm. */
const WARM_UP = 3;

/** Milliseconds after which the process of a background that was ended is gone. */
const GONE = 1_500;

/** A clock of 5 µs instead of 100: Chromium gives it to isolated pages only. */
const HEADERS = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

const browser = await launch('chromium');
const site = await Site.start();
const times = new Map();
const add = (name, ms) => times.set(name, [...(times.get(name) ?? []), ms]);

console.log(`a policy of ${Math.round(policy(size, 0).length / 1_000)} kB, ${runs} runs`);
const same = serve('/same/acceptable-use-policy', 0);
let never = 1;
for (let run = 0; run < WARM_UP; run += 1) {
  await visit(same, null);
  await visit(serve(`/warm-up/${run}/acceptable-use-policy`, never++), null);
}
for (let run = 0; run < runs; run += 1) {
  await visit(same, 'again');
  await visit(serve(`/first/${run}/acceptable-use-policy`, never++), 'first');
  await gate(run);
}
for (let run = 0; run < runs; run += 1) {
  await sleep();
  await visit(serve(`/cold/${run}/acceptable-use-policy`, never++), 'cold');
  await sleep();
  await visit(same, 'cold, again');
}
for (const [name, all] of times) {
  all.sort((a, b) => a - b);
  const at = (share) => all[Math.min(all.length - 1, Math.floor(all.length * share))].toFixed(2).padStart(8);
  console.log(`${name.padEnd(34)} min ${at(0)}  median ${at(0.5)}  p90 ${at(0.9)}`);
}
await browser.close();
await site.stop();

/** The background sleeps, and its process is gone. */
async function sleep() {
  await browser.killBackground();
  // The process outlives its worker while it still compiles. What wakes in it finds the module there, which no background
  // does that was idle for long.
  await new Promise((gone) => setTimeout(gone, GONE));
}

/** A policy of its own for each `number`. */
function serve(path, number) {
  return site.set(path, { body: policy(size, number), headers: HEADERS });
}

/** Opens a page, and takes the marks and mark.js's time on it. */
async function visit(url, name) {
  const page = await browser.browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName('clausewatch-paint').length > 0);
  if (name) {
    const marks = await page.evaluate(() =>
      Object.fromEntries(['snapshot', 'review', 'paint'].map((mark) => {
        const [{ startTime, duration }] = performance.getEntriesByName(`clausewatch-${mark}`);
        return [mark, { startTime, duration }];
      })),
    );
    const { snapshot, review, paint } = marks;
    add(`${name}: message to paint`, paint.startTime + paint.duration - review.startTime);
    add(`${name}: review`, review.duration);
    add(`snapshot (${name})`, snapshot.duration);
    add(`paint (${name})`, paint.duration);
    if (name === 'first') await beside(page);
  }
  await page.close();
}

/** Both ways of marking the same ranges, each with the layout that the page then needs. */
async function beside(page) {
  const { ours, theirs, ranges } = await page.evaluate(`${MARK_JS}; (${compareWithMark})()`);
  add(`highlights + layout, ${ranges} ranges`, ours);
  add(`mark.js + layout, ${ranges} ranges`, theirs);
}

function compareWithMark() {
  const names = ['high', 'medium', 'low'].map((severity) => `clausewatch-${severity}`);
  const ranges = names.flatMap((name) => [...(CSS.highlights.get(name) ?? [])]);
  const starts = new Map();
  let length = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    starts.set(node, length);
    length += node.data.length;
  }
  const offsets = ranges
    .map((range) => ({
      start: starts.get(range.startContainer) + range.startOffset,
      length: starts.get(range.endContainer) + range.endOffset - starts.get(range.startContainer) - range.startOffset,
    }))
    .sort((a, b) => a.start - b.start);
  const layout = () => document.body.getBoundingClientRect().height;
  CSS.highlights.clear();
  layout();
  let began = performance.now();
  CSS.highlights.set('bench', new Highlight(...ranges.map((range) => range.cloneRange())));
  layout();
  const ours = performance.now() - began;
  CSS.highlights.clear();
  layout();
  began = performance.now();
  new Mark(document.body).markRanges(offsets);
  layout();
  return { ours, theirs: performance.now() - began, ranges: ranges.length };
}

/** The gate on an ordinary page, for the first time in a world of its own, as each page has it. */
async function gate(run) {
  const page = await browser.browser.newPage();
  await page.goto(site.set(`/recipes/${run}/plum-cake`, {
    body: '<!doctype html><html lang="en"><title>Plum cake with almonds | Recipes</title><h1>Plum cake with almonds</h1><p>Heat the oven.',
    headers: HEADERS,
  }));
  const session = await page.createCDPSession();
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  // What the browser compiled for an earlier page must not help.
  const { result } = await session.send('Runtime.evaluate', {
    contextId,
    expression: `// ${run}\n${GATE}\n(() => { const began = performance.now(); clausewatchIsCandidate(); return performance.now() - began; })()`,
  });
  add('gate, ordinary page', result.value);
  await page.close();
}

/** A policy in the manner of real ones, as long as is asked for; no two clauses alike, nor any in two policies. */
function policy(length, number) {
  const who = ['customers', 'resellers', 'end users', 'contractors', 'partners', 'subsidiaries'];
  const what = ['the compute service', 'the storage service', 'the message service', 'the model service', 'the network'];
  const clauses = [
    (a, b, n) => `You may not use ${b} to send unsolicited bulk email to more than ${n} recipients, or let ${a} do so.`,
    (a, b, n) => `We may suspend the access of ${a} to ${b} immediately and without notice for up to ${n} days.`,
    (a, b, n) => `Invoices for ${b} are sent to ${a} on day ${n} of the month and list each resource by its name.`,
    (a, b, n) => `You will indemnify us against all claims brought by ${a} over ${b} within ${n} months.`,
    (a, b, n) => `Support for ${b} answers ${a} within ${n} hours on working days, in the languages that the plan names.`,
    (a, b, n) => `Do not probe, scan or test ${b} for weaknesses, and keep ${a} from doing so, for ${n} days after an incident.`,
    (a, b, n) => `Backups of ${b} are made every ${n} hours and can be ordered by ${a} through the console.`,
    (a, b, n) => `We may change the rules for ${b} at any time; ${a} are told ${n} days later.`,
    (a, b, n) => `Regions in which ${b} runs are listed in the console, where ${a} choose up to ${n} of them.`,
  ];
  const parts = [];
  for (let i = 0, sum = 0; sum < length; i += 1) {
    const text = clauses[i % clauses.length](who[i % who.length], what[Math.floor(i / 2) % what.length], number * 10_000 + i + 2);
    const part = i % 12 === 0 ? `<h2>${i / 12 + 1}. Section ${i}</h2><p>${text}</p>` : i % 3 === 0 ? `<ul><li>${text}</li></ul>` : `<p>${text}</p>`;
    parts.push(part);
    sum += part.length + 1;
  }
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Acceptable Use Policy</title><main><h1>Acceptable Use Policy</h1>\n${parts.join('\n')}</main>`;
}
