// Runs in: the library (an extension page).
//
// How watching is doing, in a line: silence has to mean that nothing changed, so what cannot be read is said here until it
// reads again. With it, the ways to more watches, to feeds and to the backup.

import { ask } from './ask.js';
import { backUpWhenDue, backupState } from './backup.js';
import { download } from './download.js';
import { letGoWhenDue } from './retention.js';
import { attempt } from './status.js';

/** @typedef {import('../types/wire.js').Watch} Watch */

/** @param {Watch[]} watches */
export async function watchedLine(watches) {
  const parts = watches.length === 0 ? [clausewatchText('healthNone')] : health(watches);
  const line = clausewatchElement('p', '', parts.join(' '));
  line.dataset['health'] = watches.some((watch) => watch.trouble) ? 'trouble' : 'well';
  const links = [link('known.html', 'knownTitle'), link('keeping.html', 'keepingTitle')];
  const made = clausewatchElement('section', 'shown', line, clausewatchElement('p', 'tools', ...links, ...feeds()));
  const { at, remind } = await backupState();
  if (remind) {
    const since = at === null ? clausewatchText('backupNever') : clausewatchText('backupLast', clausewatchDate(at, Date.now()));
    const note = clausewatchElement('p', 'note', since, ' ', link('keeping.html', 'backupTitle'));
    note.dataset['reminder'] = 'backup';
    made.append(note);
  }
  // In its own time: the list does not wait for a copy, and one that fails is told by its date. Pages go only once they are
  // in the copy.
  void backUpWhenDue().then(letGoWhenDue).catch(console.error);
  return made;
}

/** @param {Watch[]} watches */
function health(watches) {
  const looked = watches.filter((watch) => watch.by !== 'visit');
  const troubled = watches.filter((watch) => watch.trouble);
  const byVisit = watches.length - looked.length;
  const read = looked.map((watch) => watch.readAt ?? 0).filter((at) => at > 0);
  const said = [clausewatchCount('healthWatched', watches.length)];
  if (troubled.length > 0) said.push(clausewatchCount('healthTrouble', troubled.length));
  if (byVisit > 0) said.push(clausewatchCount('healthVisit', byVisit));
  if (read.length > 0) said.push(clausewatchText('healthRead', clausewatchDate(Math.min(...read), Date.now())));
  if (looked.length > 0) {
    said.push(clausewatchText('watchNext', clausewatchDate(Math.min(...looked.map((watch) => watch.nextAt)), Date.now())));
  }
  return said.map((sentence) => (/[.!?。]$/.test(sentence) ? sentence : `${sentence}.`));
}

function feeds() {
  /** @param {'atom' | 'json'} format @param {string} name @param {string} type */
  const save = (format, name, type) => attempt(async () => download(new Blob([await ask({ type: 'feed', format })], { type }), name));
  return [
    clausewatchButton('link', clausewatchText('feedAtom'), save('atom', 'clausewatch-news.atom', 'application/atom+xml')),
    clausewatchButton('link', clausewatchText('feedJson'), save('json', 'clausewatch-news.json', 'application/feed+json')),
  ];
}

/**
 * @param {string} page
 * @param {string} key
 */
function link(page, key) {
  const made = clausewatchElement('a', '', clausewatchText(key));
  made.href = page;
  return made;
}
