// Runs in: the library (an extension page).
//
// All policies that are kept: what was found in the background first, then a list that can be searched, filtered and sorted.

import { ask, policyLink } from './ask.js';
import { directionTag, eachDigest, severityTag } from './digests.js';
import { exportTools } from './files.js';
import { knownPolicies, sectorOf } from './sectors.js';
import { watchedLine } from './watched.js';
import { ORDERS, SINCE, asQuery, chosen, filter, fold, order } from './filters.js';

/** @typedef {import('../types/wire.js').Shelved} Shelved */
/** @typedef {import('../types/wire.js').Digest} Digest */
/** @typedef {import('../types/wire.js').Watch} Watch */
/** @typedef {import('../types/wire.js').News} News */
/** @typedef {import('./filters.js').Item} Item */
/** @typedef {import('./filters.js').Choice} Choice */
/** @typedef {Item & {element: HTMLLIElement, marks: HTMLElement, last: HTMLElement}} Row */

/** News shown; the rest stands under changes. */
const MOST_NEWS = 8;

/**
 * @param {HTMLElement} root
 */
export async function showList(root) {
  /** @type {[Shelved[], Watch[], News[], import('./sectors.js').Known[]]} */
  const [entries, watches, news, known] = await Promise.all([
    ask({ type: 'policies' }),
    ask({ type: 'watches' }),
    ask({ type: 'news' }),
    knownPolicies(),
  ]);
  const sector = sectorOf(known);
  const watched = new Map(watches.map((watch) => [watch.address, watch]));
  const unread = new Set(entries.filter((entry) => entry.current !== entry.seen).map((entry) => entry.address));
  const fresh = news.filter((item) => unread.has(item.address)).slice(0, MOST_NEWS);

  /** @type {HTMLElement[]} */
  const parts = [clausewatchElement('h1', '', clausewatchCount('libraryKept', entries.length))];
  parts.push(await watchedLine(watches));
  if (fresh.length > 0) parts.push(newsList(fresh));
  if (entries.length === 0) {
    root.replaceChildren(...parts, clausewatchElement('p', 'empty', clausewatchText('libraryEmpty')), exportTools([]));
    return;
  }
  const rows = entries.map((entry) => row(entry, watched.get(entry.address), sector(entry.address)));
  const { elements, arrange, progress } = policies(rows);
  root.replaceChildren(...parts, ...elements, exportTools(entries.map((entry) => entry.address)));
  arrange();
  await digest(rows, arrange, progress);
}

/** @param {News[]} news */
function newsList(news) {
  const list = clausewatchElement('ul', 'rows');
  for (const { address, title, at, summary } of news) {
    const link = clausewatchElement('a', 'name', title);
    link.href = policyLink(address);
    const headline = clausewatchElement('p', `headline ${summary.direction}`, summary.headline);
    const item = clausewatchElement('li', 'row news', link, headline);
    item.append(clausewatchElement('p', 'soft', clausewatchDate(at, Date.now())));
    item.dataset['news'] = address;
    list.append(item);
  }
  return clausewatchElement('section', '', clausewatchElement('h2', '', clausewatchText('libraryNews')), list);
}

/** @param {Row[]} rows */
function policies(rows) {
  const choice = chosen(new URL(location.href).searchParams);
  const collator = new Intl.Collator(clausewatchLanguage());
  const search = clausewatchElement('input');
  search.type = 'search';
  search.placeholder = clausewatchText('librarySearch');
  search.setAttribute('aria-label', clausewatchText('librarySearch'));
  search.value = choice.q;
  const none = clausewatchElement('p', 'empty', clausewatchText('libraryNoMatch'));
  none.hidden = true;
  const progress = clausewatchElement('p', 'soft');
  progress.hidden = true;
  const list = clausewatchElement('ul', 'rows');
  list.append(...rows.map((r) => r.element));

  const sift = () => {
    const fits = filter(choice, Date.now());
    let shown = 0;
    for (const item of rows) {
      item.element.hidden = !fits(item);
      if (!item.element.hidden) shown += 1;
    }
    none.hidden = shown > 0;
  };
  const arrange = () => {
    const before = rows.map((r) => r.element);
    rows.sort(order(choice.sort, collator));
    // Moving elements that stand right already would cost a layout of all of them.
    if (rows.some((r, at) => r.element !== before[at])) list.append(...rows.map((r) => r.element));
    sift();
  };
  /** @param {keyof Choice} name @param {string} value */
  const choose = (name, value) => {
    choice[name] = value;
    if (name === 'sort') arrange();
    else sift();
    history.replaceState(null, '', `library.html${asQuery(choice)}`);
  };
  search.addEventListener('input', () => choose('q', search.value));
  /** @param {keyof Choice} name @param {string} label @param {[string, string][]} options */
  const chooser = (name, label, options) => {
    const select = picker(clausewatchText(label), options, choice[name]);
    select.addEventListener('change', () => choose(name, select.value));
    return select;
  };
  const kinds = [...new Set(rows.map((r) => r.entry.kind))].map((id) => /** @type {[string, string]} */ ([id, clausewatchText(`policy_${id}`)]));
  const sites = [...new Set(rows.map((r) => r.host))].map((host) => /** @type {[string, string]} */ ([host, host]));
  const sectors = [...new Set(rows.map((r) => r.sector))].map((id) => /** @type {[string, string]} */ ([id, clausewatchText(`sector_${id}`)]));
  const byName = (/** @type {[string, string]} */ a, /** @type {[string, string]} */ b) => collator.compare(a[1], b[1]);
  const filters = clausewatchElement('div', 'tools filters',
    chooser('kind', 'filterKind', [['', clausewatchText('anyKind')], ...kinds.sort(byName)]),
    chooser('site', 'filterSite', [['', clausewatchText('anySite')], ...sites.sort(byName)]),
    chooser('sector', 'knownSector', [['', clausewatchText('sector_all')], ...sectors.sort(byName)]),
    chooser('severity', 'filterSeverity', [['', clausewatchText('anySeverity')], ...severities()]),
    chooser('since', 'filterSince', [['', clausewatchText('anyTime')], ...SINCE.map((days) => /** @type {[string, string]} */ ([days, clausewatchText(`since_${days}`)]))]),
    chooser('sort', 'libraryOrder', ORDERS.map((id) => /** @type {[string, string]} */ ([id, clausewatchText(`order_${id}`)]))),
  );
  walkByKeys(search, list);
  return { elements: [clausewatchElement('div', 'tools', search), filters, progress, list, none], arrange, progress };
}

/** @returns {[string, string][]} */
function severities() {
  return ['high', 'medium', 'low'].map((id) => [id, clausewatchText(`gravest_${id}`)]);
}

/**
 * @param {string} label
 * @param {[string, string][]} options value and text
 * @param {string} value
 */
export function picker(label, options, value) {
  const select = clausewatchElement('select');
  select.setAttribute('aria-label', label);
  for (const [id, text] of options) {
    const option = clausewatchElement('option', '', text);
    option.value = id;
    select.append(option);
  }
  select.value = value;
  // What the address asks for need not be there any more.
  if (select.selectedIndex < 0) select.selectedIndex = 0;
  return select;
}

/**
 * The slash goes to the search, the arrows go from row to row.
 *
 * @param {HTMLInputElement} search
 * @param {HTMLElement} list
 */
function walkByKeys(search, list) {
  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof Element && event.target.matches('input, select, textarea');
    if (event.key === '/' && !typing) {
      event.preventDefault();
      search.focus();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (typing && event.target !== search) return;
    const links = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(':scope > :not([hidden]) > .name'));
    const at = [...links].indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
    if (at < 0 && event.target !== search) return;
    event.preventDefault();
    if (next < 0) search.focus();
    else links[next]?.focus();
  });
}

/**
 * Fills in what takes longer to know: how grave each policy is, and when it changed last.
 *
 * @param {Row[]} rows
 * @param {() => void} arrange
 * @param {HTMLElement} progress
 */
async function digest(rows, arrange, progress) {
  const byAddress = new Map(rows.map((r) => [r.entry.address, r]));
  const now = Date.now();
  await eachDigest((digests, missing) => {
    for (const digest of digests) {
      const item = byAddress.get(digest.address);
      if (item) fill(item, digest, now);
    }
    progress.hidden = missing === 0;
    if (missing > 0) progress.textContent = clausewatchCount('digesting', missing);
  }, arrange);
}

/**
 * @param {Row} item
 * @param {Digest} digest
 * @param {number} now
 */
function fill(item, digest, now) {
  item.digest = digest;
  item.element.dataset['severity'] = digest.severity;
  const [high, medium] = digest.counts;
  /** @type {HTMLElement[]} */
  const marks = [];
  if (high > 0) marks.push(clausewatchElement('span', 'tag high', clausewatchCount('highClauses', high)));
  else if (medium > 0) marks.push(clausewatchElement('span', 'tag medium', clausewatchCount('mediumClauses', medium)));
  item.marks.replaceChildren(...marks);
  if (!digest.last) return;
  const { readAt, headline, severity, direction } = digest.last;
  const tags = [severityTag(severity), directionTag(direction)].filter((tag) => tag !== null);
  item.last.replaceChildren(clausewatchText('changedOn', clausewatchDate(readAt, now)), ' ', ...tags.flatMap((tag) => [tag, ' ']), headline);
  item.last.hidden = false;
}

/**
 * @param {Shelved} entry
 * @param {Watch | undefined} watch
 * @param {string} sector
 * @returns {Row}
 */
function row(entry, watch, sector) {
  const host = hostOf(entry.address);
  const kind = clausewatchText(`policy_${entry.kind}`);
  const link = clausewatchElement('a', 'name', entry.title || entry.address);
  link.href = policyLink(entry.address);
  const about = [
    host,
    kind,
    clausewatchCount('versions', entry.versions),
    clausewatchText('lastSeen', clausewatchDate(entry.lastSeen, Date.now())),
  ];
  const marks = clausewatchElement('span', 'marks');
  const last = clausewatchElement('p', 'last');
  last.hidden = true;
  const element = clausewatchElement('li', 'row', link, marks);
  element.dataset['policy'] = entry.address;
  if (entry.current !== entry.seen) element.append(clausewatchElement('span', 'tag reworded', clausewatchText('libraryUnread')));
  if (watch) element.append(clausewatchElement('span', 'tag', clausewatchText('watched')));
  element.append(clausewatchElement('p', 'soft', about.join(' · ')), last);
  if (watch?.trouble) element.append(clausewatchElement('p', 'note', watch.trouble.why));
  return { entry, digest: null, host, sector, words: fold(`${entry.title} ${entry.address} ${kind}`), element, marks, last };
}

/** @param {string} address */
function hostOf(address) {
  return URL.canParse(address) ? new URL(address).host : address;
}
