// Runs in: the library (an extension page).
//
// A policy's versions as a list, the latest first: when each was read, what it changed, which one the reader agreed to, and ways
// into it.

import { directionTag, severityTag } from './digests.js';

/** @typedef {import('../types/wire.js').Version} Version */
/** @typedef {import('../types/wire.js').VersionChange} VersionChange */

/**
 * What the reader can have done with a version, by its number; `agree` with null takes back what was said.
 *
 * @typedef {{[act in 'compare' | 'compareAgreed' | 'text' | 'source']: (number: number) => void} & {agree: (number: number | null) => void}} Acts
 */

/**
 * @param {Version[]} versions in time
 * @param {number} current
 * @param {number | null} agreed the version that the reader agreed to
 * @param {Map<number, VersionChange>} changes by version
 * @param {Acts} acts
 */
export function versionList(versions, current, agreed, changes, acts) {
  const list = clausewatchElement('ol', 'timeline');
  list.reversed = true;
  list.setAttribute('aria-label', clausewatchText('timeline'));
  for (const version of versions.toReversed()) list.append(item(version, version === versions[0], version.number === current, agreed, changes.get(version.number), acts));
  return list;
}

/**
 * @param {Version} version
 * @param {boolean} first
 * @param {boolean} current
 * @param {number | null} agreed
 * @param {VersionChange | undefined} change
 * @param {Acts} acts
 */
function item(version, first, current, agreed, change, acts) {
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
      ...(number === agreed ? [clausewatchElement('span', 'tag agreed', `✓ ${clausewatchText('agreedShort')}`)] : []),
      ...[change && change.substantive > 0 ? severityTag(change.severity) : null, change ? directionTag(change.direction) : null].filter((tag) => tag !== null),
      clausewatchElement('span', 'soft', dates.join(' · ')), seal),
  );
  if (change) element.append(clausewatchElement('p', '', change.headline));
  const ways = clausewatchElement('p', 'ways');
  if (!first) ways.append(clausewatchButton('link', clausewatchText('compareBefore'), () => acts.compare(number)));
  if (agreed !== null && number !== agreed) {
    ways.append(clausewatchButton('link', clausewatchText('compareAgreed'), () => acts.compareAgreed(number)));
  }
  ways.append(
    clausewatchButton('link', clausewatchText('readText'), () => acts.text(number)),
    clausewatchButton('link', clausewatchText('viewSource'), () => acts.source(number)),
    number === agreed
      ? clausewatchButton('link', clausewatchText('agreeNot'), () => acts.agree(null))
      : clausewatchButton('link', clausewatchText('agreeMark'), () => acts.agree(number)),
  );
  element.append(ways);
  return element;
}
