// Runs in: the popup (an extension page). `?tab=ID` shows another tab's answer in an ordinary tab.
//
// Asks the background what is known of the tab and shows it. Judges nothing: order and sentences about the policy are the
// core's.

import { changeList } from '../ui/changes.js';
import { watchSwitch } from '../ui/watching.js';
import { dismissedList } from './dismissed.js';
import { missingClauses, watchedWords } from './extras.js';
import { findingList } from './findings.js';
import { unreadNews } from './others.js';
import { versionTools } from './versions.js';

/** @typedef {import('../messages.js').PageRequest} PageRequest */
/** @typedef {import('../messages.js').TabAnswer} TabAnswer */

/** Milliseconds after which a page that is still being read may be read again by hand. */
const SLOW = 5_000;

const root = /** @type {HTMLElement} */ (document.getElementById('popup'));
const named = new URL(location.href).searchParams.get('tab');
let slow = 0;

// All at once: the answer must be there within a tenth of a second.
const [tab, { detection }] = await Promise.all([whichTab(), clausewatchSettings.load(), clausewatchSpeak()]);
document.documentElement.lang = clausewatchLanguage();
/** Whether the reader has policies read only on demand: then nothing was looked at yet. */
const byHand = detection === 'click';
chrome.storage.session.onChanged.addListener((changes) => {
  if (`tab:${tab}` in changes) void refresh();
});
await refresh();

/** The tab named in the address, else the active one; null where there is none. */
async function whichTab() {
  if (named !== null) return /^\d{1,10}$/.test(named) ? Number(named) : null;
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? null;
}

async function refresh() {
  if (tab === null) show({ tab: -1, state: 'not-here', reason: clausewatchText('reasonNotHere'), visit: null });
  else await showAnswer({ type: 'tab', tab });
}

async function readPage() {
  if (tab === null) return;
  show({ tab, state: 'reading', reason: null, visit: null });
  await showAnswer({ type: 'read', tab });
}

/** @param {PageRequest} request */
async function showAnswer(request) {
  const answer = await ask(request);
  if (answer.ok) show(answer.value);
  else fail(answer.message);
}

/**
 * @param {PageRequest} request
 * @returns {Promise<import('../messages.js').Answer<any>>}
 */
function ask(request) {
  return chrome.runtime.sendMessage(request);
}

/**
 * An answer's value; a refusal becomes an error with a sentence for the reader.
 *
 * @param {PageRequest} request
 */
async function valueOf(request) {
  const answer = await ask(request);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

/** @param {string} id */
async function showOnPage(id) {
  if (tab === null) return;
  const answer = await ask({ type: 'show', tab, id });
  if (!answer.ok) {
    fail(answer.message);
    return;
  }
  // The page is under the toolbar's popup, and behind a tab.
  if (named === null) window.close();
  else await chrome.tabs.update(tab, { active: true });
}

/** @param {string} message */
function fail(message) {
  root.dataset['state'] = 'unreadable';
  const again = clausewatchButton('primary', clausewatchText('readAgain'), readPage);
  root.replaceChildren(...plain(clausewatchText('failed'), message, again), foot(null));
}

/** @param {TabAnswer} answer */
function show({ state, reason, visit }) {
  clearTimeout(slow);
  root.dataset['state'] = state;
  const others = later(() => unreadNews(visit?.canonicalUrl ?? null, valueOf));
  root.replaceChildren(...parts({ state, reason, visit }), others, foot(visit));
  if (state !== 'reading') performance.mark('clausewatch-answer');
  if (state === 'reading') slow = window.setTimeout(showSlow, SLOW);
}

/**
 * @param {Pick<TabAnswer, 'state' | 'reason' | 'visit'>} answer
 * @returns {Node[]}
 */
function parts({ state, reason, visit }) {
  switch (state) {
    case 'reading':
      return [clausewatchElement('p', 'calm', clausewatchText('stateReading'))];
    case 'not-here':
      return plain(clausewatchText('stateNotHere'), reason ?? '');
    case 'not-a-policy': {
      if (byHand) {
        const read = clausewatchButton('primary', clausewatchText('commandRead'), readPage);
        return plain(clausewatchText('stateByHand'), clausewatchText('stateByHandMore'), read);
      }
      const anyway = clausewatchButton('primary', clausewatchText('readAnyway'), readPage);
      return plain(clausewatchText('stateNotAPolicy'), clausewatchText('stateNotAPolicyMore'), anyway);
    }
    case 'unreadable': {
      const again = clausewatchButton('primary', clausewatchText('readAgain'), readPage);
      const why = visit?.reason ?? reason ?? '';
      if (!visit?.previous) return plain(clausewatchText('stateUnreadable'), why, again);
      const stays = clausewatchText('earlierStays', clausewatchDate(visit.previous.seenAt, visit.seenAt));
      return plain(clausewatchText('stateUnreadable'), why, clausewatchElement('p', 'soft', stays), again);
    }
    default:
      return visit ? policy(visit) : [];
  }
}

/**
 * @param {string} headline
 * @param {string} more
 * @param {Node[]} rest
 */
function plain(headline, more, ...rest) {
  const heading = clausewatchElement('h1', '', headline);
  heading.dataset['headline'] = '';
  return [clausewatchElement('section', 'plain', heading, clausewatchElement('p', '', more), ...rest)];
}

/** @param {Unpacked<import('../messages.js').ShownVisit>} visit */
function policy(visit) {
  const about = [clausewatchText(`policy_${visit.kind}`)];
  if (visit.lastSeenAt !== null) about.push(clausewatchText('lastSeen', clausewatchDate(visit.lastSeenAt, visit.seenAt)));
  if (visit.effectiveDate) about.push(clausewatchText('dated', clausewatchDay(visit.effectiveDate)));
  const title = clausewatchElement('h1', '', visit.title);
  const header = clausewatchElement('header', '', title, clausewatchElement('p', 'soft', about.join(' · ')));
  /** @type {Node[]} */
  const all = [header, verdict(visit)];
  if (visit.firstSeenAt !== null) {
    all.push(later(() => versionTools(visit, tab ?? -1, valueOf, (request) => void compare(request))));
    all.push(watching(visit.canonicalUrl));
  }
  const language = visit.languageNote && clausewatchText('noRules');
  for (const note of [visit.reason, language]) {
    if (note) all.push(clausewatchElement('p', 'note', note));
  }
  const changes = changeList(visit.changes, showOnPage);
  if (changes) all.push(changes);
  if (!language) all.push(findingList(visit.findings, showOnPage));
  for (const more of [dismissedList(visit.dismissed, ask), watchedWords(visit.watched), missingClauses(visit.missing)]) {
    if (more) all.push(more);
  }
  return all;
}

/** @param {PageRequest} request */
async function compare(request) {
  if (tab === null) return;
  show({ tab, state: 'reading', reason: null, visit: null });
  await showAnswer(request);
}

/**
 * The place of what is not known yet: the answer must not wait for it. Without the archive it stays empty; the answer says
 * what is wrong with it.
 *
 * @param {() => Promise<Node | null>} make
 */
function later(make) {
  const place = clausewatchElement('div', 'later');
  make().then(
    (made) => (made ? place.replaceWith(made) : place.remove()),
    () => place.remove(),
  );
  return place;
}

/**
 * The switch, once it is known whether the policy is watched.
 *
 * @param {string} address
 */
function watching(address) {
  return later(async () => {
    /** @type {import('../types/wire.js').Watch[]} */
    const watches = await valueOf({ type: 'watches' });
    return watchSwitch(address, watches.find((watch) => watch.address === address) ?? null, valueOf);
  });
}

/** @param {Visit} visit */
function verdict(visit) {
  const { state, previous, summary, seenAt } = visit;
  const direction = state === 'changed' ? (summary?.direction ?? 'neutral') : 'neutral';
  const section = clausewatchElement('section', `verdict ${state} ${direction}`);
  const headline = clausewatchElement('p', 'headline', headlineOf(visit));
  headline.dataset['headline'] = '';
  section.append(headline);
  if (previous && state !== 'unchanged') {
    const seen = clausewatchDate(previous.seenAt, seenAt);
    section.append(clausewatchElement('p', 'soft', sinceWhen(previous, seen)));
  }
  return section;
}

/**
 * @param {import('../types/wire.js').Previous} previous
 * @param {string} seen when, as one says it
 */
function sinceWhen({ brought, effectiveDate }, seen) {
  if (brought) return clausewatchText('sinceBrought', seen);
  return effectiveDate ? clausewatchText('sinceDated', seen, clausewatchDay(effectiveDate)) : clausewatchText('since', seen);
}

/** @param {Visit} visit */
function headlineOf({ state, previous, seenAt, headline, reason }) {
  // A version that could not be saved must not be called saved.
  if (state === 'first-visit' && reason === null) return clausewatchText('stateFirstVisit');
  if (state === 'unchanged' && previous) return clausewatchText('stateUnchanged', clausewatchDate(previous.seenAt, seenAt));
  return headline;
}

function showSlow() {
  const again = clausewatchButton('primary', clausewatchText('readAgain'), readPage);
  root.replaceChildren(...plain(clausewatchText('stateReading'), clausewatchText('stateReadingSlow'), again), foot(null));
}

/** @param {Visit | null} visit */
function foot(visit) {
  const footer = clausewatchElement('footer', 'soft', clausewatchElement('span', '', clausewatchText('disclaimer')));
  const library = clausewatchElement('a', '', clausewatchText('libraryTitle'));
  library.href = '../library/library.html';
  library.target = '_blank';
  if (visit && visit.versions > 0) {
    library.textContent = `${clausewatchText('libraryShort')} · ${clausewatchCount('versions', visit.versions)}`;
    library.href += `?policy=${encodeURIComponent(visit.canonicalUrl)}`;
  }
  const options = clausewatchElement('a', '', clausewatchText('optionsTitle'));
  options.href = '../options/options.html';
  options.target = '_blank';
  footer.append(library, options);
  return footer;
}
