// Runs in: the library (an extension page in a tab of its own).
//
// Storage and backup: how much room the archive takes, what is damaged in it, which raw pages may go, and its copy.

import { ask, policyLink } from './ask.js';
import { allowFile, backupState, canChoose, chooseFile, chosenFile, downloadBackup } from './backup.js';
import { beginPage } from './page.js';
import { letGo, pagesOf, setWeekly, weekly } from './retention.js';
import { attempt, say } from './status.js';

/** @typedef {import('../types/wire.js').Spare} Spare */
/** @typedef {import('../types/wire.js').Corrupt} Corrupt */
/** @typedef {import('./retention.js').Rule} Rule */

const MEGABYTE = 1_000_000;
/** So many pages are named; the rest is counted. */
const MOST = 50;

const root = await beginPage('keeping', 'keepingTitle');
const sections = await Promise.all([room(), damage(), retention(), backup()]);
root.replaceChildren(clausewatchElement('h1', '', clausewatchText('keepingTitle')), ...sections);

/**
 * @param {string} title
 * @param {(string | Node)[]} parts
 */
function section(title, ...parts) {
  return clausewatchElement('section', 'shown', clausewatchElement('h2', '', clausewatchText(title)), ...parts);
}

async function room() {
  const { usage = 0 } = await navigator.storage.estimate();
  const note = clausewatchElement('p', '', clausewatchText('keepingRoom', megabytes(usage)));
  if (await navigator.storage.persisted()) return section('keepingRoomTitle', note, clausewatchElement('p', 'soft', clausewatchText('keepingSafe')));
  const ask = clausewatchButton('plain', clausewatchText('keepingPersist'), attempt(async () => {
    const granted = await navigator.storage.persist();
    say(clausewatchText(granted ? 'keepingSafe' : 'keepingNotSafe'));
    if (granted) ask.remove();
  }));
  return section('keepingRoomTitle', note, clausewatchElement('p', 'soft', clausewatchText('keepingNotSafe')), ask);
}

async function damage() {
  /** @type {Corrupt[]} */
  const damaged = await ask({ type: 'damaged' });
  if (damaged.length === 0) return section('keepingDamageTitle', clausewatchElement('p', 'soft', clausewatchText('keepingNoDamage')));
  const rows = damaged.map(({ what, why }) => {
    const link = clausewatchElement('a', 'name', what);
    link.href = policyLink(what);
    return clausewatchElement('li', 'row', link, clausewatchElement('p', 'soft', why));
  });
  return section('keepingDamageTitle', clausewatchElement('p', '', clausewatchText('keepingDamage')), clausewatchElement('ul', 'rows', ...rows));
}

async function retention() {
  const { rule, at, gone } = await weekly();
  const months = amount('keepingMonths', 24, rule?.months ?? null);
  const size = amount('keepingMegabytes', 500, rule?.megabytes ?? null);
  const shown = clausewatchElement('div', 'shown');
  const look = async () => {
    const wanted = { months: months.chosen(), megabytes: size.chosen() };
    const pages = await pagesOf(wanted);
    const list = pages.length === 0 ? [clausewatchElement('p', 'soft', clausewatchText('keepingNothingGoes'))] : goes(pages);
    shown.replaceChildren(...list, ...everyWeek(wanted, false));
  };
  if (rule) {
    if (at > 0) shown.append(clausewatchElement('p', 'soft', `${clausewatchDate(at, Date.now())}: ${clausewatchCount('keepingGone', gone)}`));
    shown.append(...everyWeek(rule, true));
  }
  return section('keepingPagesTitle',
    clausewatchElement('p', '', clausewatchText('keepingPagesWhy')),
    clausewatchElement('div', 'tools', months.label, size.label),
    clausewatchElement('div', 'tools', clausewatchButton('plain', clausewatchText('keepingShow'), attempt(look))),
    shown,
  );
}

/**
 * The switch that has a rule followed from now on. It stands under what the rule takes.
 *
 * @param {Rule} rule
 * @param {boolean} on
 */
function everyWeek(rule, on) {
  if (rule.months === null && rule.megabytes === null) return [];
  const box = clausewatchElement('input');
  box.type = 'checkbox';
  box.checked = on;
  box.dataset['weekly'] = '';
  box.addEventListener('change', attempt(() => setWeekly(box.checked ? rule : null)));
  return [clausewatchElement('label', '', box, ' ', clausewatchText('keepingAuto'))];
}

/** @param {Spare[]} pages */
function goes(pages) {
  const bytes = pages.reduce((sum, page) => sum + page.bytes, 0);
  const rows = pages.slice(0, MOST).map(({ address, title, number, readAt }) => {
    const link = clausewatchElement('a', 'name', title || address);
    link.href = policyLink(address);
    const about = `${clausewatchText('versionNumber', String(number))} · ${clausewatchText('readOn', clausewatchDate(readAt, Date.now()))}`;
    return clausewatchElement('li', 'row', link, clausewatchElement('span', 'soft', about));
  });
  const act = async () => {
    say(clausewatchCount('keepingGone', await letGo(pages)));
    list.replaceChildren();
  };
  const list = clausewatchElement('div', 'shown',
    clausewatchElement('p', '', clausewatchCount('keepingGoes', pages.length, megabytes(bytes))),
    clausewatchElement('ul', 'rows', ...rows),
    ...(pages.length > MOST ? [clausewatchElement('p', 'soft', clausewatchCount('knownMore', pages.length - MOST))] : []),
    clausewatchButton('plain danger', clausewatchText('keepingLetGo'), attempt(act)),
  );
  return [list];
}

/**
 * A bound that the reader may set.
 *
 * @param {string} key
 * @param {number} usual
 * @param {number | null} set
 */
function amount(key, usual, set) {
  const box = clausewatchElement('input');
  box.type = 'checkbox';
  box.checked = set !== null;
  const number = clausewatchElement('input');
  number.type = 'number';
  number.min = '0';
  number.value = String(set ?? usual);
  number.setAttribute('aria-label', clausewatchText(key));
  const chosen = () => (box.checked && number.checkValidity() && number.value !== '' ? Number(number.value) : null);
  return { chosen, label: clausewatchElement('label', '', box, ' ', clausewatchText(key), ' ', number) };
}

async function backup() {
  const [{ at }, file] = await Promise.all([backupState(), chosenFile()]);
  const last = at === null ? clausewatchText('backupNever') : clausewatchText('backupLast', clausewatchDate(at, Date.now()));
  const note = clausewatchElement('p', '', last);
  note.dataset['backup'] = at === null ? 'never' : String(at);
  /** @param {() => Promise<void>} act */
  const then = (act) => attempt(async () => {
    await act();
    note.textContent = clausewatchText('backupLast', clausewatchDate(Date.now(), Date.now()));
    note.dataset['backup'] = String(Date.now());
  });
  const buttons = [clausewatchButton('plain', clausewatchText('backupDownload'), then(downloadBackup))];
  if (canChoose) buttons.unshift(clausewatchButton('primary', clausewatchText('backupChoose'), then(chooseFile)));
  if (file && !file.allowed) buttons.unshift(clausewatchButton('primary', clausewatchText('backupGoOn', file.name), then(allowFile)));
  const weekly = file ? clausewatchText('backupWeekly', file.name) : clausewatchText(canChoose ? 'backupWhy' : 'backupRemind');
  return section('backupTitle', note, clausewatchElement('p', 'soft', weekly), clausewatchElement('div', 'tools', ...buttons));
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / MEGABYTE).toLocaleString(clausewatchLanguage(), { maximumFractionDigits: 1 });
}
