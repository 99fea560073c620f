// Runs in: the library (an extension page in a tab of its own).
//
// Policies of well-known services, to be watched with one click. The list ships with the extension; a site is asked for, and
// fetched, only at the click.

import { Failure, ask, policyLink } from './ask.js';
import { beginPage } from './page.js';
import { knownPolicies } from './sectors.js';

/** @typedef {import('../types/wire.js').Watch} Watch */
/** @typedef {import('./sectors.js').Known} Known */

/** So many rows are shown at once: whoever looks for one searches. */
const MOST = 60;

const root = await beginPage('known', 'knownTitle');
/** @type {[Known[], Watch[]]} */
const [known, watches] = await Promise.all([knownPolicies(), ask({ type: 'watches' })]);
const watched = new Set(watches.flatMap(({ address, url }) => [address, url]));

const search = clausewatchElement('input');
search.type = 'search';
search.placeholder = clausewatchText('librarySearch');
search.setAttribute('aria-label', clausewatchText('librarySearch'));
const sector = clausewatchElement('select');
sector.setAttribute('aria-label', clausewatchText('knownSector'));
for (const id of ['', ...new Set(known.map((policy) => policy.sector))]) {
  const option = clausewatchElement('option', '', clausewatchText(id === '' ? 'sector_all' : `sector_${id}`));
  option.value = id;
  sector.append(option);
}
const list = clausewatchElement('ul', 'rows');
const rest = clausewatchElement('p', 'soft');
rest.setAttribute('role', 'status');

function show() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = known.filter((policy) => {
    const words = `${policy.platform} ${policy.address} ${clausewatchText(`policy_${policy.kind}`)}`.toLowerCase();
    return (sector.value === '' || policy.sector === sector.value) && wanted.every((word) => words.includes(word));
  });
  list.replaceChildren(...found.slice(0, MOST).map(row));
  rest.textContent = found.length > MOST ? clausewatchCount('knownMore', found.length - MOST) : '';
}

/** @param {Known} policy */
function row({ platform, kind, address }) {
  const link = clausewatchElement('a', 'name', platform);
  link.href = address;
  link.rel = 'noreferrer';
  const about = `${clausewatchText(`policy_${kind}`)} · ${new URL(address).host}`;
  const made = clausewatchElement('li', 'row', link, clausewatchElement('span', 'soft', about));
  made.dataset['known'] = address;
  const note = clausewatchElement('p', 'soft');
  note.setAttribute('role', 'status');
  if (watched.has(address)) made.append(clausewatchElement('span', 'tag', clausewatchText('watched')));
  else made.append(clausewatchButton('plain', clausewatchText('watchIt'), () => void begin(address, made, note)));
  return made;
}

/**
 * @param {string} address
 * @param {HTMLElement} made
 * @param {HTMLElement} note
 */
async function begin(address, made, note) {
  made.append(note);
  try {
    // Asked for in the click's own handler: browsers grant it nowhere else.
    if (!(await chrome.permissions.request({ origins: [`${new URL(address).origin}/*`] }))) {
      note.textContent = clausewatchText('watchRefused');
      return;
    }
    note.textContent = clausewatchText('stateReading');
    /** @type {Watch} */
    const watch = await ask({ type: 'adopt', url: address, group: null });
    watched.add(address);
    const kept = clausewatchElement('a', '', clausewatchText('knownKept'));
    kept.href = policyLink(watch.address);
    note.replaceChildren(kept);
    made.querySelector('button')?.replaceWith(clausewatchElement('span', 'tag', clausewatchText('watched')));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    note.textContent = error.message;
  }
}

search.addEventListener('input', show);
sector.addEventListener('change', show);
show();
root.replaceChildren(
  clausewatchElement('h1', '', clausewatchText('knownTitle')),
  clausewatchElement('p', '', clausewatchText('knownWhy')),
  clausewatchElement('div', 'tools', search, sector),
  list,
  rest,
);
