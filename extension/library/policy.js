// Runs in: the library (an extension page).
//
// One policy: its versions in time, any two compared, its text, and what can be done with it.

import { watchSwitch } from '../ui/watching.js';
import { ask } from './ask.js';
import { showComparison } from './comparison.js';
import { exportPolicies } from './files.js';
import { attempt, say } from './status.js';
import { showText } from './text.js';

/** @typedef {import('../types/wire.js').History} History */
/** @typedef {import('../types/wire.js').Version} Version */
/** @typedef {import('../types/wire.js').Watch} Watch */

/**
 * @param {HTMLElement} root
 * @param {string} address
 */
export async function showPolicy(root, address) {
  /** @type {[History, Watch[]]} */
  const [history, watches] = await Promise.all([ask({ type: 'history', address }), ask({ type: 'watches' })]);
  const { entry, versions } = history;
  const watch = watches.find((w) => w.address === address) ?? null;
  document.title = `${entry.title} · ${clausewatchText('libraryTitle')}`;

  const link = clausewatchElement('a', '', address);
  if (/^https?:/.test(address)) link.href = address;
  link.rel = 'noreferrer';
  const header = clausewatchElement('header', '',
    clausewatchElement('h1', '', entry.title || address),
    clausewatchElement('p', 'soft', clausewatchText(`policy_${entry.kind}`), ' · ', link),
  );
  const shown = clausewatchElement('section', 'shown');
  const [from, to] = [picker(versions, 'compareFrom'), picker(versions, 'compareTo')];
  const [older, newer] = [Math.max(1, entry.current - 1), entry.current];
  const unread = entry.current !== entry.seen;
  from.select.value = String(unread ? entry.seen : older);
  to.select.value = String(newer);
  const compare = () => showComparison(shown, address, Number(from.select.value), Number(to.select.value));
  const read = () => showText(shown, address, Number(to.select.value));
  const tools = clausewatchElement('div', 'tools', from.label, to.label,
    clausewatchButton('primary', clausewatchText('compare'), attempt(compare)),
    clausewatchButton('plain', clausewatchText('readText'), attempt(read)),
  );
  if (versions.length < 2) {
    from.label.hidden = true;
    tools.querySelector('.primary')?.remove();
  }

  root.replaceChildren(header, watchSwitch(address, watch, ask), timeline(versions, entry.current), tools, shown, acts(address, entry.title));
  const said = sessionStorage.getItem('said');
  if (said) say(said);
  sessionStorage.removeItem('said');
  if (versions.length > 1) await compare();
  else await read();
  if (unread) await ask({ type: 'seen', address });
}

/**
 * Versions as dots on a line, at distances that follow the time between them, each with its dates.
 *
 * @param {Version[]} versions
 * @param {number} current
 */
function timeline(versions, current) {
  const list = clausewatchElement('ol', 'timeline');
  list.setAttribute('aria-label', clausewatchText('timeline'));
  for (const version of versions) {
    const item = clausewatchElement('li', version.number === current ? 'current' : '');
    item.dataset['version'] = String(version.number);
    const dates = [clausewatchText('readOn', clausewatchDate(version.readAt, Date.now()))];
    if (version.effectiveDate) dates.push(clausewatchText('dated', clausewatchDay(version.effectiveDate)));
    dates.push(clausewatchCount('sightings', version.sightings));
    const hash = clausewatchElement('code', 'soft', version.hash.slice(0, 12));
    hash.title = version.hash;
    item.append(
      clausewatchElement('b', '', clausewatchText('versionNumber', String(version.number))),
      clausewatchElement('span', '', dates.join(' · ')),
      hash,
    );
    list.append(item);
  }
  return list;
}

/**
 * @param {Version[]} versions
 * @param {string} label
 */
function picker(versions, label) {
  const select = clausewatchElement('select');
  for (const version of versions) {
    const option = clausewatchElement('option', '', clausewatchText('versionNumber', String(version.number)));
    option.append(` · ${clausewatchDate(version.readAt, Date.now())}`);
    option.value = String(version.number);
    select.append(option);
  }
  return { select, label: clausewatchElement('label', '', clausewatchText(label), ' ', select) };
}

/**
 * @param {string} address
 * @param {string} title
 */
function acts(address, title) {
  const verify = async () => {
    /** @type {import('../types/wire.js').Verified} */
    const { versions, broken } = await ask({ type: 'verify', address });
    say(broken ?? clausewatchCount('verified', versions));
  };
  const forget = async () => {
    const lines = await ask({ type: 'export', address });
    await ask({ type: 'forget', address });
    document.getElementById('library')?.replaceChildren();
    const undo = async () => {
      await ask({ type: 'import', lines });
      location.reload();
    };
    say(clausewatchText('forgotten', title || address), { label: clausewatchText('undo'), act: undo });
  };
  return clausewatchElement('p', 'tools',
    clausewatchButton('plain', clausewatchText('verify'), attempt(verify)),
    clausewatchButton('plain', clausewatchText('exportOne'), attempt(() => exportPolicies([address], fileName(address)))),
    clausewatchButton('plain danger', clausewatchText('forget'), attempt(forget)),
  );
}

/** @param {string} address */
function fileName(address) {
  return address.replace(/^\w+:\/+/, '').replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
}
