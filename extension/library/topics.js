// Runs in: the library (an extension page).
//
// One category across all policies that are kept: how each words it, side by side, and how common it is elsewhere.

import { ask, policyLink } from './ask.js';
import { eachDigest, grade, severityTag } from './digests.js';
import { picker } from './list.js';
import { attempt } from './status.js';
import { paragraph } from './text.js';

/** @typedef {import('../types/wire.js').Topic} Topic */
/** @typedef {import('../types/wire.js').Digest} Digest */
/** @typedef {import('../types/wire.js').Shelved} Shelved */
/** @typedef {import('../types/wire.js').Wordings} Wordings */

/** Policies shown before the reader asks for more: each is read anew. */
const PAGE = 12;
/** Clauses of a policy shown before they are folded. */
const CLAUSES = 3;

/**
 * @param {HTMLElement} root
 * @param {string | null} wanted the category's id
 */
export async function showTopics(root, wanted) {
  /** @type {[Topic[], Shelved[]]} */
  const [topics, entries] = await Promise.all([ask({ type: 'topics' }), ask({ type: 'policies' })]);
  const titles = new Map(entries.map((entry) => [entry.address, entry.title || entry.address]));
  const topic = topics.find(({ id }) => id === wanted) ?? topics.find(({ id }) => id === 'no_notice') ?? topics[0];
  if (!topic) return;
  const select = picker(clausewatchText('topic'), topics.map(({ id, title }) => [id, title]), topic.id);
  select.addEventListener('change', () => {
    location.href = `library.html?${new URLSearchParams({ view: 'topics', topic: select.value })}`;
  });
  const status = clausewatchElement('p', 'soft');
  const side = clausewatchElement('div', 'side');
  const without = clausewatchElement('details', 'fold');
  without.hidden = true;
  root.replaceChildren(
    clausewatchElement('h1', '', clausewatchText('topicsTitle')),
    clausewatchElement('p', 'tools', select),
    about(topic), status, side, without,
  );
  if (entries.length === 0) {
    status.replaceWith(clausewatchElement('p', 'empty', clausewatchText('libraryEmpty')));
    return;
  }
  const more = clausewatchButton('plain', clausewatchText('showMore'), attempt(() => add()));
  more.hidden = true;
  side.after(more);
  /** @type {Digest[]} */
  const all = [];
  /** Cards by address: one that stands there stays as it is when others come. @type {Map<string, HTMLElement>} */
  const cards = new Map();
  let most = PAGE;
  const share = (/** @type {Digest} */ digest) => digest.topics.find(({ id }) => id === topic.id);
  const draw = async () => {
    const having = all.filter(share).sort((a, b) => grade(share(a)?.severity ?? '') - grade(share(b)?.severity ?? ''));
    const shown = having.slice(0, most);
    for (const { address } of shown) {
      if (cards.has(address)) continue;
      const made = card(await ask({ type: 'wordings', address, category: topic.id }), titles);
      cards.set(address, made);
      side.append(made);
    }
    side.replaceChildren(...shown.flatMap(({ address }) => cards.get(address) ?? []));
    more.hidden = having.length <= shown.length;
    const others = all.filter((digest) => !share(digest));
    const links = others.map(({ address }) => clausewatchElement('li', '', policyAnchor(address, titles)));
    without.replaceChildren(clausewatchElement('summary', '', clausewatchCount('topicWithout', others.length)), clausewatchElement('ul', '', ...links));
    without.hidden = others.length === 0;
  };
  const add = async () => {
    most += PAGE;
    await draw();
  };
  await eachDigest((digests, missing) => {
    all.push(...digests);
    const here = clausewatchText('topicHere', String(all.filter(share).length), String(all.length));
    status.textContent = missing > 0 ? `${here} ${clausewatchCount('digesting', missing)}` : here;
  }, draw);
}

/** @param {Topic} topic */
function about({ title, meaning, matters, prevalence, rarity, sectors }) {
  const bars = clausewatchElement('ul', 'sectors');
  for (const { sector, policies, of } of sectors) {
    const meter = clausewatchElement('meter');
    meter.max = of;
    meter.value = policies;
    meter.setAttribute('aria-label', sector);
    bars.append(clausewatchElement('li', '', clausewatchElement('span', '', sector), meter, clausewatchElement('span', 'soft', clausewatchText('sectorShare', String(policies), String(of)))));
  }
  const section = clausewatchElement('section', 'topic',
    clausewatchElement('h2', '', title, ' ', clausewatchElement('span', 'tag', clausewatchText(`rarity_${rarity}`))),
    clausewatchElement('p', '', meaning),
    clausewatchElement('p', '', matters),
    clausewatchElement('details', '', clausewatchElement('summary', '', prevalence), bars),
  );
  return section;
}

/**
 * @param {Wordings} wordings
 * @param {Map<string, string>} titles
 */
function card({ version, clauses }, titles) {
  const { address, readAt } = version;
  const element = clausewatchElement('article', 'wording');
  element.dataset['wording'] = address;
  const host = URL.canParse(address) ? new URL(address).host : address;
  element.append(
    clausewatchElement('h3', '', policyAnchor(address, titles)),
    clausewatchElement('p', 'soft', `${host} · ${clausewatchText('readOn', clausewatchDate(readAt, Date.now()))}`),
  );
  const items = clauses.map((clause) => {
    const tag = severityTag(clause.severity);
    const where = clause.path.at(-1);
    const head = clausewatchElement('p', 'head', ...(tag ? [tag] : []), ...(where ? [clausewatchElement('span', 'where', where)] : []));
    // Side by side no clause needs the indent of its list.
    return clausewatchElement('div', 'clause', head, paragraph({ ...clause, lead_in: null }));
  });
  element.append(...items.slice(0, CLAUSES));
  if (items.length > CLAUSES) {
    const summary = clausewatchElement('summary', '', clausewatchCount('moreClauses', items.length - CLAUSES));
    element.append(clausewatchElement('details', '', summary, ...items.slice(CLAUSES)));
  }
  return element;
}

/**
 * @param {string} address
 * @param {Map<string, string>} titles
 */
function policyAnchor(address, titles) {
  const link = clausewatchElement('a', '', titles.get(address) ?? address);
  link.href = policyLink(address);
  return link;
}
