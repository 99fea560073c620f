// Runs in: the library (an extension page).
//
// A policy's versions in time as a picture: a dot for each, a bar above it where the change is worse for the reader, below it
// where it is better, the higher the more changed, in the colour of the gravest change. A tick marks the version that the
// reader agreed to. The list of versions says the same in words.

import { svg } from './svg.js';

/** @typedef {import('../types/wire.js').Version} Version */
/** @typedef {import('../types/wire.js').VersionChange} VersionChange */

const [WIDTH, HEIGHT] = [780, 122];
const [LEFT, RIGHT] = [24, 24];
const MIDDLE = 52;
const MOST = 44;
/** A date's width: where two would touch, the second is left out. */
const LABEL = 84;

/**
 * @param {Version[]} versions in time, at least one
 * @param {Map<number, VersionChange>} changes by version
 * @param {number | null} agreed the version that the reader agreed to
 * @param {(number: number) => void} choose
 */
export function timeline(versions, changes, agreed, choose) {
  const picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'picture', role: 'img', 'aria-label': summary(versions, changes, agreed) });
  picture.append(svg('line', { class: 'axis', x1: LEFT, x2: WIDTH - RIGHT, y1: MIDDLE, y2: MIDDLE }));
  let labelled = -Infinity;
  const places = spread(versions.map(({ readAt }) => readAt));
  for (const [at, version] of versions.entries()) {
    const x = places[at] ?? LEFT;
    const change = changes.get(version.number);
    picture.append(mark(version, change, x, version.number === agreed, () => choose(version.number)));
    const last = at === versions.length - 1;
    // The last date is always told: it makes room for itself.
    if (last || (x - labelled >= LABEL && (places.at(-1) ?? 0) - x >= 1.5 * LABEL)) {
      picture.append(date(version, x, last && at > 0));
      // The first one stands right of its place, the others around it.
      labelled = at === 0 ? x + LABEL / 2 : x;
    }
  }
  return clausewatchElement('figure', 'timeline-picture', picture, legend(agreed !== null));
}

/**
 * Places that follow the time, and leave room between any two: half of the width is shared out by time, half evenly.
 *
 * @param {number[]} times in order
 */
function spread(times) {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const width = WIDTH - LEFT - RIGHT;
  return times.map((time, at) => {
    if (times.length === 1) return LEFT;
    const evenly = at / (times.length - 1);
    const byTime = last > first ? (time - first) / (last - first) : evenly;
    return LEFT + (width * (evenly + byTime)) / 2;
  });
}

/**
 * @param {Version} version
 * @param {VersionChange | undefined} change
 * @param {number} x
 * @param {boolean} agreed
 * @param {() => void} choose
 */
function mark(version, change, x, agreed, choose) {
  const group = svg('g', { class: `mark ${change?.severity ?? 'none'}`, 'data-mark': version.number });
  const told = [clausewatchText('versionNumber', String(version.number)), clausewatchDate(version.readAt, Date.now())];
  if (change) told.push(change.headline);
  if (agreed) told.push(clausewatchText('agreedShort'));
  group.append(svg('title', {}, told.join(' · ')));
  if (change && change.substantive > 0) {
    const height = Math.min(MOST, 10 + 6 * Math.sqrt(change.substantive) * 2);
    const up = change.direction === 'worse' ? height : change.direction === 'better' ? 0 : height / 2;
    const down = change.direction === 'better' ? height : change.direction === 'worse' ? 0 : height / 2;
    group.append(svg('rect', { x: x - 4, y: MIDDLE - up, width: 8, height: up + down, rx: 3, class: 'bar' }));
  }
  const small = change !== undefined && change.substantive === 0;
  group.append(svg('circle', { cx: x, cy: MIDDLE, r: agreed ? 8 : small ? 4 : 6, class: agreed ? 'dot agreed' : 'dot' }));
  if (agreed) group.append(svg('path', { d: `M${x - 4} ${MIDDLE}l3 3 5-6`, class: 'tick' }));
  // Wide enough to be hit.
  group.append(svg('rect', { x: x - 10, y: 4, width: 20, height: HEIGHT - 26, class: 'hit' }));
  group.addEventListener('click', choose);
  return group;
}

/**
 * @param {Version} version
 * @param {number} x
 * @param {boolean} last
 */
function date({ readAt }, x, last) {
  const anchor = last ? 'end' : x < LEFT + LABEL / 2 ? 'start' : 'middle';
  const at = anchor === 'start' ? x - 6 : anchor === 'end' ? x + 6 : x;
  return svg('text', { x: at, y: MIDDLE + MOST + 16, class: 'date', 'text-anchor': anchor }, clausewatchDate(readAt, Date.now()));
}

/** @param {boolean} agreed */
function legend(agreed) {
  const grade = (/** @type {string} */ id) =>
    clausewatchElement('span', '', clausewatchElement('span', `sign ${id}`), clausewatchText(`severity_${id}`));
  return clausewatchElement('figcaption', 'legend soft',
    clausewatchElement('span', '', `↑ ${clausewatchText('worse')}`), clausewatchElement('span', '', `↓ ${clausewatchText('better')}`),
    grade('high'), grade('medium'), grade('low'),
    ...(agreed ? [clausewatchElement('span', '', `✓ ${clausewatchText('agreedShort')}`)] : []),
    clausewatchElement('span', 'hint', clausewatchText('picturePress')));
}

/**
 * @param {Version[]} versions
 * @param {Map<number, VersionChange>} changes
 * @param {number | null} agreed
 */
function summary(versions, changes, agreed) {
  const all = [...changes.values()];
  const count = (/** @type {string} */ direction) => all.filter((c) => c.substantive > 0 && c.direction === direction).length;
  const said = [clausewatchText('pictureSays', String(versions.length), String(count('worse')), String(count('better')))];
  if (agreed !== null) said.push(`${clausewatchText('versionNumber', String(agreed))}: ${clausewatchText('agreedShort')}.`);
  return said.join(' ');
}
