// Runs in: the library (an extension page).
//
// One policy: its versions in time, any two compared, the life of its clauses, its text, the page behind it, and what can be
// done with it. Which of these is shown stands in the page's address.

import { watchSwitch } from '../ui/watching.js';
import { ask } from './ask.js';
import { exportBundle } from './audit.js';
import { showClauses } from './clauses.js';
import { showComparison } from './comparison.js';
import { fileName } from './download.js';
import { exportPolicies } from './files.js';
import { namedPolicies } from './named.js';
import { showSource } from './source.js';
import { attempt, say } from './status.js';
import { showText } from './text.js';
import { timeline } from './timeline.js';
import { versionList } from './versions.js';

/** @typedef {import('../types/wire.js').History} History */
/** @typedef {import('../types/wire.js').Version} Version */
/** @typedef {import('../types/wire.js').Watch} Watch */
/** @typedef {import('../types/wire.js').PolicyChanges} PolicyChanges */
/** @typedef {import('../types/wire.js').VersionChange} VersionChange */

/** What can be shown of a policy. */
const VIEWS = /** @type {const} */ (['changes', 'versions', 'clauses', 'text', 'source']);
/** @typedef {typeof VIEWS[number]} View */

/**
 * @param {HTMLElement} root
 * @param {string} address
 */
export async function showPolicy(root, address) {
  /** @type {[History, Watch[], string]} */
  const [history, watches, known] = await Promise.all([
    ask({ type: 'history', address }),
    ask({ type: 'watches' }),
    ask({ type: 'changes', address }),
  ]);
  const { entry } = history;
  // Numbers do not tell the order: an earlier version may have been brought later.
  const versions = history.versions.toSorted((a, b) => a.readAt - b.readAt || a.number - b.number);
  const watch = watches.find((w) => w.address === address) ?? null;
  document.title = `${entry.title || address} · ${clausewatchText('libraryTitle')}`;
  const unread = entry.current !== entry.seen;
  const shown = new Shown(entry, versions, unread ? entry.seen : null, () => draw());
  const picture = clausewatchElement('div');
  root.replaceChildren(header(history), watchSwitch(address, watch, ask), picture, shown.tabs, shown.tools, shown.panel, acts(address, entry.title));
  shown.learn(changesIn(known));
  const draw = () => picture.replaceChildren(...(versions.length > 1 ? [timeline(versions, shown.changes, shown.agreed, (n) => shown.compareBefore(n))] : []));
  draw();
  const named = await namedPolicies(address, watches);
  if (named) picture.before(named);
  await shown.begin();
  if (unread) await ask({ type: 'seen', address });
  // What is not known of many versions comes in pieces.
  while (shown.changes.size < versions.length - 1) {
    const before = shown.changes.size;
    shown.learn(changesIn(await ask({ type: 'changes', address })));
    if (shown.changes.size === before) break;
    draw();
  }
}

/** @param {string} json */
function changesIn(json) {
  const [of] = /** @type {PolicyChanges[]} */ (JSON.parse(json));
  return of?.changes ?? [];
}

/** @param {History} history */
function header({ entry, versions }) {
  const { address, title, kind, firstSeen, lastSeen } = entry;
  const link = clausewatchElement('a', '', address);
  if (/^https?:/.test(address)) link.href = address;
  link.rel = 'noreferrer';
  const times = [
    clausewatchCount('versions', versions.length),
    clausewatchText('firstKept', clausewatchDate(firstSeen, Date.now())),
    clausewatchText('lastSeen', clausewatchDate(lastSeen, Date.now())),
  ];
  return clausewatchElement('header', '',
    clausewatchElement('h1', '', title || address),
    clausewatchElement('p', 'soft', clausewatchText(`policy_${kind}`), ' · ', link),
    clausewatchElement('p', 'soft', times.join(' · ')),
  );
}

/** The part of the page that shows one view of the policy at a time. */
class Shown {
  tabs = clausewatchElement('nav', 'tabs');
  tools = clausewatchElement('div', 'tools');
  panel = clausewatchElement('section', 'shown');
  /** @type {Map<number, VersionChange>} What each version changed, as far as it is known. */
  changes = new Map();
  /** @type {Map<View, HTMLButtonElement>} */
  #buttons = new Map();
  #address;
  #versions;
  #current;
  #redraw;
  #from;
  #to;
  /** @type {View} */
  #view = 'changes';
  /** What is shown, as an address says it; empty before the first time. */
  #query = '';
  /** Counts what was asked for: an answer that comes when the reader has moved on is dropped. */
  #turn = 0;

  /** @type {number | null} The version that the reader agreed to. */
  agreed;

  /**
   * @param {History['entry']} entry
   * @param {Version[]} versions in time
   * @param {number | null} before the version to compare the current one with; null for the one before it
   * @param {() => void} redraw what shows the versions elsewhere on the page
   */
  constructor({ address, current, agreed }, versions, before, redraw) {
    this.#address = address;
    this.#versions = versions;
    this.#current = current;
    this.#redraw = redraw;
    this.agreed = agreed?.version ?? null;
    const params = new URL(location.href).searchParams;
    const asked = (/** @type {string} */ name, /** @type {number} */ otherwise) => {
      const number = Number(params.get(name));
      return versions.some((v) => v.number === number) ? number : otherwise;
    };
    this.#from = picker(versions, 'compareFrom', asked('from', before ?? this.#before(current)));
    this.#to = picker(versions, 'compareTo', asked('to', current));
    for (const { select } of [this.#from, this.#to]) select.addEventListener('change', attempt(() => this.show(this.#view)));
    const view = VIEWS.find((v) => v === params.get('show'));
    this.#view = view ?? (versions.length > 1 ? 'changes' : 'text');
    this.tabs.setAttribute('aria-label', clausewatchText('policyViews'));
    for (const id of VIEWS.filter((v) => versions.length > 1 || (v !== 'changes' && v !== 'clauses'))) {
      const button = clausewatchButton('tab', clausewatchText(`view_${id}`), attempt(() => this.show(id)));
      button.dataset['show'] = id;
      this.#buttons.set(id, button);
      this.tabs.append(button);
    }
    this.tools.append(this.#from.label, this.#to.label);
  }

  /** @param {VersionChange[]} changes */
  learn(changes) {
    this.changes = new Map(changes.map((change) => [change.number, change]));
    if (this.#view === 'versions' && this.#turn > 0) attempt(() => this.show('versions'))();
  }

  begin() {
    return this.show(this.#view);
  }

  /**
   * What a version changed.
   *
   * @param {number} number
   * @param {string | null} [change]
   */
  compareBefore(number, change = null) {
    this.#to.select.value = String(number);
    this.#from.select.value = String(this.#before(number));
    attempt(() => this.show('changes', change))();
  }

  /**
   * The version before another in time; the first itself has none before it.
   *
   * @param {number} number
   */
  #before(number) {
    const at = this.#versions.findIndex((v) => v.number === number);
    return this.#versions[Math.max(0, at - 1)]?.number ?? number;
  }

  /** @param {number} number the version to compare with the one that the reader agreed to: the later one counts as new */
  #compareAgreed(number) {
    const agreed = this.agreed ?? number;
    const [from, to] = this.#versions.filter((v) => v.number === agreed || v.number === number);
    this.#from.select.value = String(from?.number);
    this.#to.select.value = String(to?.number);
    attempt(() => this.show('changes'))();
  }

  /** @param {number | null} number */
  async #agree(number) {
    /** @type {import('../types/wire.js').Entry} */
    const entry = await ask({ type: 'agree', address: this.#address, version: number });
    this.agreed = entry.agreed?.version ?? null;
    this.#redraw();
    await this.show(this.#view);
  }

  /**
   * @param {View} view
   * @param {string | null} [change] one to go to
   */
  async show(view, change = null) {
    this.#view = view;
    this.#turn += 1;
    const turn = this.#turn;
    const [from, to] = [Number(this.#from.select.value), Number(this.#to.select.value)];
    for (const [id, button] of this.#buttons) {
      if (id === view) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    this.#from.label.hidden = view !== 'changes' || this.#versions.length < 2;
    this.#to.name.textContent = clausewatchText(view === 'changes' ? 'compareTo' : 'pickVersion');
    this.tools.hidden = view === 'versions' || view === 'clauses';
    const query = new URLSearchParams({ policy: this.#address, show: view, from: String(from), to: String(to) }).toString();
    // The address that brought the reader here says it already.
    if (this.#query !== '' && query !== this.#query) history.replaceState(null, '', `library.html?${query}`);
    this.#query = query;
    // Into an element of its own: only the answer to the latest question is put on the page.
    const into = clausewatchElement('div', `view ${view}`);
    this.panel.setAttribute('aria-busy', 'true');
    if (view === 'clauses') this.panel.replaceChildren(into);
    await this.#fill(into, view, from, to, change);
    if (turn !== this.#turn) return;
    if (into.parentElement !== this.panel) this.panel.replaceChildren(into);
    this.panel.removeAttribute('aria-busy');
    into.querySelector('.wanted')?.scrollIntoView({ block: 'center' });
  }

  /**
   * @param {HTMLElement} into
   * @param {View} view
   * @param {number} from
   * @param {number} to
   * @param {string | null} change
   */
  async #fill(into, view, from, to, change) {
    const show = (/** @type {View} */ view) => (/** @type {number} */ number) => {
      this.#to.select.value = String(number);
      attempt(() => this.show(view))();
    };
    switch (view) {
      case 'changes':
        return showComparison(into, this.#address, from, to, `${chosenText(this.#from.select)} → ${chosenText(this.#to.select)}`, change);
      case 'clauses':
        return showClauses(into, this.#address, this.#versions, (number, id) => this.compareBefore(number, id));
      case 'text':
        return showText(into, this.#address, to);
      case 'source': {
        const version = this.#versions.find((v) => v.number === to);
        return version && showSource(into, version);
      }
      case 'versions':
        into.append(versionList(this.#versions, this.#current, this.agreed, this.changes, {
          compare: (number) => this.compareBefore(number),
          compareAgreed: (number) => this.#compareAgreed(number),
          agree: (number) => attempt(() => this.#agree(number))(),
          text: show('text'),
          source: show('source'),
        }));
    }
  }
}

/**
 * @param {Version[]} versions
 * @param {string} label
 * @param {number} value
 */
function picker(versions, label, value) {
  const select = clausewatchElement('select');
  for (const version of versions.toReversed()) {
    const option = clausewatchElement('option', '', clausewatchText('versionNumber', String(version.number)));
    option.append(` · ${clausewatchDate(version.readAt, Date.now())}`);
    option.value = String(version.number);
    select.append(option);
  }
  select.value = String(value);
  const name = clausewatchElement('span', '', clausewatchText(label));
  return { select, name, label: clausewatchElement('label', '', name, ' ', select) };
}

/** @param {HTMLSelectElement} select */
function chosenText(select) {
  return select.selectedOptions[0]?.textContent ?? '';
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
  return clausewatchElement('p', 'tools acts',
    clausewatchButton('plain', clausewatchText('verify'), attempt(verify)),
    clausewatchButton('plain', clausewatchText('exportBundle'), attempt(() => exportBundle([address], fileName(address)))),
    clausewatchButton('plain', clausewatchText('exportOne'), attempt(() => exportPolicies([address], fileName(address)))),
    clausewatchButton('plain danger', clausewatchText('forget'), attempt(forget)),
  );
}
