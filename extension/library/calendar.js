// Runs in: the library (an extension page).
//
// What changed when, over all policies: a year of days as a picture, then the changes by week and month.

import { ask } from './ask.js';
import { directionTag, eachDigest, grade, severityTag } from './digests.js';
import { picker } from './list.js';
import { svg } from './svg.js';

/** @typedef {import('../types/wire.js').PolicyChanges} PolicyChanges */
/** @typedef {import('../types/wire.js').VersionChange & {address: string, title: string}} Change */

const DAY = 24 * 60 * 60 * 1000;
const WEEKS = 53;
/** Changes of a week or month shown before the reader asks for all. */
const MOST = 100;
const [CELL, GAP, TOP, SIDE] = [12, 2, 16, 34];

/**
 * @param {HTMLElement} root
 */
export async function showCalendar(root) {
  const status = clausewatchElement('p', 'soft');
  const picture = clausewatchElement('div', 'calendar');
  const list = clausewatchElement('div', 'months');
  const direction = picker(clausewatchText('filterDirection'), [['', clausewatchText('anyDirection')], ['worse', clausewatchText('worse')], ['better', clausewatchText('better')]], '');
  root.replaceChildren(clausewatchElement('h1', '', clausewatchText('calendarTitle')), picture, clausewatchElement('p', 'tools', direction), status, list);
  picture.append(year([], Date.now(), () => {}));
  /** @type {Change[]} */
  let all = [];
  let missing = 0;
  /** Months that the reader opened or closed, by name: they stay so when the list is drawn anew. @type {Map<string, boolean>} */
  const folds = new Map();
  const show = () => {
    const shown = all.filter((change) => direction.value === '' || change.direction === direction.value);
    picture.replaceChildren(year(shown, Date.now(), (day) => list.querySelector(`[data-day="${day}"]`)?.scrollIntoView({ block: 'center' })));
    // While policies are looked through, nothing found does not mean that nothing changed.
    const none = missing > 0 ? [] : [clausewatchElement('p', 'empty', clausewatchText('calendarEmpty'))];
    list.replaceChildren(...(shown.length === 0 ? none : groups(shown, Date.now(), folds)));
  };
  direction.addEventListener('change', show);
  const look = (/** @type {unknown} */ _, /** @type {number} */ left) => {
    missing = left;
    status.textContent = left > 0 ? clausewatchCount('digesting', left) : '';
  };
  await eachDigest(look, async () => {
    /** @type {PolicyChanges[]} */
    const policies = JSON.parse(await ask({ type: 'changes', address: null }));
    all = policies
      .flatMap(({ address, title, changes }) => changes.filter((c) => c.substantive > 0).map((c) => ({ ...c, address, title })))
      .sort((a, b) => b.readAt - a.readAt);
    show();
  });
}

/** @param {Date} date a day as the reader's clock has it, `YYYY-MM-DD` */
function dayOf(date) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * The weeks of a year as columns, a square for each day, in the colour of its gravest change.
 *
 * @param {Change[]} changes
 * @param {number} now
 * @param {(day: string) => void} choose
 */
function year(changes, now, choose) {
  /** @type {Map<string, Change[]>} */
  const days = Map.groupBy(changes, (change) => dayOf(new Date(change.readAt)));
  const language = clausewatchLanguage();
  // Firefox does not know it yet: Monday then.
  const locale = /** @type {{getWeekInfo?: () => {firstDay: number}}} */ (new Intl.Locale(language));
  const begins = locale.getWeekInfo?.().firstDay ?? 1;
  const today = new Date(now);
  const sinceWeekBegan = (today.getDay() - begins + 7) % 7;
  const start = new Date(today.getFullYear(), today.getMonth(), today.getDate() - sinceWeekBegan - 7 * (WEEKS - 1));
  const within = changes.filter((change) => change.readAt >= start.getTime()).length;
  const width = SIDE + WEEKS * (CELL + GAP);
  const picture = svg('svg', { viewBox: `0 0 ${width} ${TOP + 7 * (CELL + GAP)}`, class: 'picture', role: 'img', 'aria-label': clausewatchCount('calendarSays', within) });
  const month = new Intl.DateTimeFormat(language, { month: 'short' });
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short' });
  let labelled = -1;
  for (let week = 0; week < WEEKS; week += 1) {
    const x = SIDE + week * (CELL + GAP);
    for (let at = 0; at < 7; at += 1) {
      // By calendar, not by hours: days are 23 or 25 hours long twice a year.
      const date = new Date(start.getFullYear(), start.getMonth(), start.getDate() + week * 7 + at);
      if (date.getTime() > now) break;
      const y = TOP + at * (CELL + GAP);
      if (week === 0 && at % 2 === 0) picture.append(svg('text', { x: SIDE - 6, y: y + CELL - 2, class: 'date', 'text-anchor': 'end' }, weekday.format(date)));
      if (at === 0 && date.getMonth() !== labelled && date.getDate() <= 7) {
        labelled = date.getMonth();
        if (week < WEEKS - 2) picture.append(svg('text', { x, y: 11, class: 'date' }, month.format(date)));
      }
      const found = days.get(dayOf(date)) ?? [];
      picture.append(square(date, found, x, y, choose));
    }
  }
  return picture;
}

/**
 * @param {Date} date
 * @param {Change[]} changes
 * @param {number} x
 * @param {number} y
 * @param {(day: string) => void} choose
 */
function square(date, changes, x, y, choose) {
  const gravest = changes.map((c) => c.severity).sort((a, b) => grade(a) - grade(b))[0];
  const cell = svg('rect', { x, y, width: CELL, height: CELL, rx: 2, class: `day ${gravest ?? 'empty'}` });
  if (changes.length > 0) {
    const day = clausewatchDate(date.getTime(), 0);
    cell.append(svg('title', {}, `${day}: ${clausewatchCount('policiesChanged', new Set(changes.map((c) => c.address)).size)}`));
    cell.addEventListener('click', () => choose(dayOf(date)));
  }
  return cell;
}

/**
 * This week and this month open, what came before by month, folded.
 *
 * @param {Change[]} changes latest first
 * @param {number} now
 * @param {Map<string, boolean>} folds which the reader opened or closed
 */
function groups(changes, now, folds) {
  const language = clausewatchLanguage();
  const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric' });
  const name = (/** @type {Change} */ { readAt }) => {
    if (now - readAt < 7 * DAY) return clausewatchText('thisWeek');
    if (now - readAt < 30 * DAY) return clausewatchText('thisMonth');
    return month.format(new Date(readAt));
  };
  return [...Map.groupBy(changes, name)].map(([title, items], at) => {
    const fold = clausewatchElement('details', 'month', clausewatchElement('summary', '', clausewatchElement('b', '', title), ` · ${clausewatchCount('changesMade', items.length)}`));
    const fill = () => {
      if (!fold.open || fold.childElementCount > 1) return;
      const list = clausewatchElement('ul', 'rows', ...items.slice(0, MOST).map((change) => row(change, now)));
      fold.append(list);
      if (items.length <= MOST) return;
      const rest = clausewatchButton('plain', clausewatchText('showAll'), () => {
        rest.remove();
        list.append(...items.slice(MOST).map((change) => row(change, now)));
      });
      fold.append(rest);
    };
    // Filled when it is opened: years of changes are thousands of rows.
    fold.addEventListener('toggle', fill);
    fold.firstElementChild?.addEventListener('click', () => folds.set(title, !fold.open));
    fold.open = folds.get(title) ?? at < 2;
    fill();
    return fold;
  });
}

/**
 * @param {Change} change
 * @param {number} now
 */
function row({ address, title, number, from, readAt, headline, severity, direction }, now) {
  const link = clausewatchElement('a', 'name', title || address);
  link.href = `library.html?${new URLSearchParams({ policy: address, show: 'changes', from: String(from), to: String(number) })}`;
  const tags = [severityTag(severity), directionTag(direction)].filter((tag) => tag !== null);
  const element = clausewatchElement('li', 'row', link, ...tags, clausewatchElement('span', 'soft', clausewatchDate(readAt, now)), clausewatchElement('p', '', headline));
  element.dataset['day'] = dayOf(new Date(readAt));
  return element;
}
