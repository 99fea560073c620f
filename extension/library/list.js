// Runs in: the library (an extension page).
//
// All policies that are kept: what was found in the background first, then a list that can be searched and sorted.

import { ask, policyLink } from './ask.js';
import { exportAll, importFile } from './files.js';
import { attempt } from './status.js';

/** @typedef {import('../types/wire.js').Entry} Entry */
/** @typedef {import('../types/wire.js').Watch} Watch */
/** @typedef {import('../types/wire.js').News} News */

/** How the list can be sorted; the first is where it begins. */
const ORDERS = /** @type {const} */ (['seen', 'title', 'versions']);

/**
 * @param {HTMLElement} root
 */
export async function showList(root) {
  /** @type {[Entry[], Watch[], News[]]} */
  const [entries, watches, news] = await Promise.all([
    ask({ type: 'policies' }),
    ask({ type: 'watches' }),
    ask({ type: 'news' }),
  ]);
  const watched = new Map(watches.map((watch) => [watch.address, watch]));
  const unread = new Set(entries.filter((entry) => entry.current !== entry.seen).map((entry) => entry.address));
  const fresh = news.filter((item) => unread.has(item.address));

  /** @type {HTMLElement[]} */
  const parts = [clausewatchElement('h1', '', clausewatchCount('libraryKept', entries.length))];
  if (fresh.length > 0) parts.push(newsList(fresh));
  if (entries.length === 0) parts.push(clausewatchElement('p', 'empty', clausewatchText('libraryEmpty')));
  else parts.push(...policies(entries, watched));
  parts.push(tools());
  root.replaceChildren(...parts);
}

/** @param {News[]} news */
function newsList(news) {
  const list = clausewatchElement('ul', 'rows');
  for (const { address, title, at, summary } of news) {
    const link = clausewatchElement('a', 'name', title);
    link.href = policyLink(address);
    const headline = clausewatchElement('p', `headline ${summary.direction}`, summary.headline);
    const row = clausewatchElement('li', 'row news', link, headline);
    row.append(clausewatchElement('p', 'soft', clausewatchDate(at, Date.now())));
    row.dataset['news'] = address;
    list.append(row);
  }
  return clausewatchElement('section', '', clausewatchElement('h2', '', clausewatchText('libraryNews')), list);
}

/**
 * @param {Entry[]} entries
 * @param {Map<string, Watch>} watched
 */
function policies(entries, watched) {
  const search = clausewatchElement('input');
  search.type = 'search';
  search.placeholder = clausewatchText('librarySearch');
  search.setAttribute('aria-label', clausewatchText('librarySearch'));
  const order = clausewatchElement('select');
  order.setAttribute('aria-label', clausewatchText('libraryOrder'));
  for (const id of ORDERS) {
    const option = clausewatchElement('option', '', clausewatchText(`order_${id}`));
    option.value = id;
    order.append(option);
  }
  const none = clausewatchElement('p', 'empty', clausewatchText('libraryNoMatch'));
  none.hidden = true;
  const list = clausewatchElement('ul', 'rows');
  const rows = entries.map((entry) => ({ entry, element: row(entry, watched.get(entry.address)), words: words(entry) }));

  const arrange = () => {
    rows.sort((a, b) => compare(order.value, a.entry, b.entry));
    list.append(...rows.map((r) => r.element));
  };
  const filter = () => {
    const wanted = fold(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { element, words } of rows) {
      element.hidden = !wanted.every((word) => words.includes(word));
      if (!element.hidden) shown += 1;
    }
    none.hidden = shown > 0;
  };
  order.addEventListener('change', arrange);
  search.addEventListener('input', filter);
  arrange();
  return [clausewatchElement('div', 'tools', search, order), list, none];
}

/**
 * @param {string} order
 * @param {Entry} a
 * @param {Entry} b
 */
function compare(order, a, b) {
  if (order === 'title') return a.title.localeCompare(b.title, clausewatchLanguage());
  if (order === 'versions') return b.versions - a.versions || b.lastSeen - a.lastSeen;
  return b.lastSeen - a.lastSeen;
}

/** @param {Entry} entry */
function words({ title, address, kind }) {
  return fold(`${title} ${address} ${clausewatchText(`policy_${kind}`)}`);
}

/** @param {string} text */
function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * @param {Entry} entry
 * @param {Watch | undefined} watch
 */
function row(entry, watch) {
  const link = clausewatchElement('a', 'name', entry.title || entry.address);
  link.href = policyLink(entry.address);
  const about = [
    hostOf(entry.address),
    clausewatchText(`policy_${entry.kind}`),
    clausewatchCount('versions', entry.versions),
    clausewatchText('lastSeen', clausewatchDate(entry.lastSeen, Date.now())),
  ];
  const made = clausewatchElement('li', 'row', link);
  made.dataset['policy'] = entry.address;
  if (entry.current !== entry.seen) made.append(clausewatchElement('span', 'tag reworded', clausewatchText('libraryUnread')));
  if (watch) made.append(clausewatchElement('span', 'tag', clausewatchText('watched')));
  made.append(clausewatchElement('p', 'soft', about.join(' · ')));
  if (watch?.trouble) made.append(clausewatchElement('p', 'note', watch.trouble.why));
  return made;
}

/** @param {string} address */
function hostOf(address) {
  return URL.canParse(address) ? new URL(address).host : address;
}

function tools() {
  const file = clausewatchElement('input');
  file.type = 'file';
  file.accept = '.jsonl';
  file.hidden = true;
  file.addEventListener('change', attempt(() => importFile(file)));
  return clausewatchElement('p', 'tools',
    clausewatchButton('plain', clausewatchText('exportAll'), attempt(exportAll)),
    clausewatchButton('plain', clausewatchText('importFile'), () => file.click()),
    file,
  );
}
