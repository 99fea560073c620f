// Runs in: the library (an extension page).
//
// A policy's versions as a list, the latest first: when each was read, what it changed, and ways into it.

import { directionTag, severityTag } from './digests.js';

/** @typedef {import('../types/wire.js').Version} Version */
/** @typedef {import('../types/wire.js').VersionChange} VersionChange */

/**
 * @param {Version[]} versions
 * @param {number} current
 * @param {Map<number, VersionChange>} changes by version
 * @param {{compare: (number: number) => void, text: (number: number) => void, source: (number: number) => void}} acts
 */
export function versionList(versions, current, changes, acts) {
  const list = clausewatchElement('ol', 'timeline');
  list.reversed = true;
  list.setAttribute('aria-label', clausewatchText('timeline'));
  for (const version of versions.toReversed()) list.append(item(version, version.number === current, changes.get(version.number), acts));
  return list;
}

/**
 * @param {Version} version
 * @param {boolean} current
 * @param {VersionChange | undefined} change
 * @param {Parameters<typeof versionList>[3]} acts
 */
function item(version, current, change, acts) {
  const { number, readAt, effectiveDate, sightings, provisions, hash } = version;
  const element = clausewatchElement('li', current ? 'current' : '');
  element.dataset['version'] = String(number);
  const dates = [clausewatchText('readOn', clausewatchDate(readAt, Date.now()))];
  if (effectiveDate) dates.push(clausewatchText('dated', clausewatchDay(effectiveDate)));
  dates.push(clausewatchCount('sightings', sightings), clausewatchCount('provisions', provisions));
  const seal = clausewatchElement('code', 'soft', hash.slice(0, 12));
  seal.title = hash;
  element.append(
    clausewatchElement('p', 'head', clausewatchElement('b', '', clausewatchText('versionNumber', String(number))),
      ...[change && change.substantive > 0 ? severityTag(change.severity) : null, change ? directionTag(change.direction) : null].filter((tag) => tag !== null),
      clausewatchElement('span', 'soft', dates.join(' · ')), seal),
  );
  if (change) element.append(clausewatchElement('p', '', change.headline));
  const ways = clausewatchElement('p', 'ways');
  if (number > 1) ways.append(clausewatchButton('link', clausewatchText('compareBefore'), () => acts.compare(number)));
  ways.append(
    clausewatchButton('link', clausewatchText('readText'), () => acts.text(number)),
    clausewatchButton('link', clausewatchText('viewSource'), () => acts.source(number)),
  );
  element.append(ways);
  return element;
}
