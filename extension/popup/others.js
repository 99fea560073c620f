// Runs in: the popup (an extension page).
//
// What was found in the background and is not read yet: it is what the badge counts on other pages.

/** @typedef {import('../types/wire.js').Shelved} Shelved */
/** @typedef {import('../types/wire.js').News} News */
/** @typedef {import('../messages.js').PageRequest} PageRequest */

/** Shown here; the library has them all. */
const MOST = 3;

/**
 * @param {string | null} here the address of the policy that the popup shows anyway
 * @param {(request: PageRequest) => Promise<any>} ask fails with a sentence for the reader
 * @returns {Promise<HTMLElement | null>} null where nothing waits
 */
export async function unreadNews(here, ask) {
  /** @type {[Shelved[], News[]]} */
  const [entries, news] = await Promise.all([ask({ type: 'policies' }), ask({ type: 'news' })]);
  const waiting = entries.filter(({ current, seen, address }) => current !== seen && address !== here);
  if (waiting.length === 0) return null;
  const list = clausewatchElement('ul', 'items');
  const section = clausewatchElement('section', 'unread', clausewatchElement('h2', '', clausewatchCount('unread', waiting.length)), list);
  for (const { address, title } of waiting.slice(0, MOST)) {
    const told = news.find((item) => item.address === address);
    const link = clausewatchElement('a', '', title || address);
    link.href = `../library/library.html?policy=${encodeURIComponent(address)}`;
    link.target = '_blank';
    const seen = clausewatchButton('link', clausewatchText('markRead'), async () => {
      await ask({ type: 'seen', address });
      const anew = await unreadNews(here, ask);
      if (anew) section.replaceWith(anew);
      else section.remove();
    });
    seen.setAttribute('aria-label', `${clausewatchText('markRead')}: ${title || address}`);
    const item = clausewatchElement('li', 'item', clausewatchElement('b', '', link));
    item.dataset['unread'] = address;
    if (told) item.append(clausewatchElement('p', '', told.summary.headline));
    const acts = clausewatchElement('div', 'acts');
    if (told) acts.append(clausewatchElement('span', 'soft', clausewatchDate(told.at, Date.now())));
    acts.append(seen);
    item.append(acts);
    list.append(item);
  }
  return section;
}
