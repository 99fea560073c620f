// Runs in: the popup (an extension page).
//
// Asks the background what is known of the tab and shows it. Judges nothing: order and words are the core's.

import { changeList } from './changes.js';
import { button, el, text } from './elements.js';
import { findingList } from './findings.js';

/** @typedef {import('../messages.js').TabAnswer} TabAnswer */
/** @typedef {import('../messages.js').Visit} Visit */

const root = /** @type {HTMLElement} */ (document.getElementById('popup'));
document.documentElement.lang = chrome.i18n.getUILanguage();

const tab = await whichTab();
chrome.storage.session.onChanged.addListener((changes) => {
  if (`tab:${tab}` in changes) refresh();
});
await refresh();

/** The tab named in the address, else the active one. */
async function whichTab() {
  const named = new URL(location.href).searchParams.get('tab');
  if (named !== null && /^\d{1,10}$/.test(named)) return Number(named);
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? -1;
}

/**
 * @param {import('../messages.js').PageRequest} request
 * @returns {Promise<import('../messages.js').Answer<any>>}
 */
function ask(request) {
  return chrome.runtime.sendMessage(request);
}

async function refresh() {
  if (tab < 0) return show({ tab, state: 'not-here', reason: text('reasonNotHere'), visit: null });
  const answer = await ask({ type: 'tab', tab });
  if (answer.ok) show(answer.value);
  else showFailure(answer.message);
}

async function readAnyway() {
  show({ tab, state: 'reading', reason: null, visit: null });
  const answer = await ask({ type: 'read', tab });
  if (answer.ok) show(answer.value);
  else showFailure(answer.message);
}

/** @param {string} id */
async function showOnPage(id) {
  await ask({ type: 'show', tab, id });
  // In the toolbar's popup this uncovers the page; an ordinary tab ignores it.
  if (!new URL(location.href).searchParams.has('tab')) window.close();
}

/** @param {string} message */
function showFailure(message) {
  root.dataset['state'] = 'unreadable';
  root.replaceChildren(el('h1', '', text('failed')), el('p', '', message), footer());
}

/** @param {TabAnswer} answer */
function show({ state, reason, visit }) {
  root.dataset['state'] = state;
  const parts = [];
  switch (state) {
    case 'reading':
      parts.push(el('p', 'calm', text('stateReading')));
      break;
    case 'not-here':
      parts.push(el('h1', '', text('stateNotHere')), el('p', '', reason ?? ''));
      break;
    case 'not-a-policy':
      parts.push(el('h1', '', text('stateNotAPolicy')), el('p', '', visit?.reason ?? text('stateNotAPolicyMore')));
      parts.push(button('primary', text('readAnyway'), readAnyway));
      break;
    case 'unreadable':
      parts.push(el('h1', '', text('stateUnreadable')), el('p', '', visit?.reason ?? reason ?? ''));
      if (visit?.previous) parts.push(el('p', 'soft', text('earlierStays', date(visit.previous.seenAt))));
      parts.push(button('primary', text('readAgain'), readAnyway));
      break;
    default:
      if (visit) parts.push(...policy(visit));
  }
  root.replaceChildren(...parts, footer());
}

/** @param {Visit} visit */
function policy(visit) {
  const about = [text(`policy_${visit.kind}`)];
  if (visit.effectiveDate) about.push(text('dated', day(visit.effectiveDate)));
  const headline = el('p', 'headline', headlineOf(visit));
  headline.dataset['headline'] = '';
  if (visit.summary) headline.dataset['direction'] = visit.summary.direction;
  const parts = [
    el('header', '', el('h1', '', visit.title), el('p', 'soft', about.join(' · '))),
    el('section', `verdict ${visit.state}`, headline, el('p', 'soft', since(visit))),
  ];
  if (visit.languageNote) parts.push(el('p', 'note', visit.languageNote));
  parts.push(changeList(visit.changes, showOnPage), findingList(visit.findings, showOnPage));
  return parts;
}

/** @param {Visit} visit */
function headlineOf(visit) {
  if (visit.state === 'first-visit') return text('stateFirstVisit');
  return visit.headline;
}

/** @param {Visit} visit */
function since(visit) {
  if (!visit.previous) return text('stateFirstVisitMore');
  const { seenAt, effectiveDate } = visit.previous;
  const seen = text('sinceVersion', date(seenAt));
  return effectiveDate ? `${seen} ${text('sinceDated', day(effectiveDate))}` : seen;
}

/** @param {number} ms */
function date(ms) {
  return new Date(ms).toLocaleDateString(undefined, { dateStyle: 'long' });
}

/** @param {string} iso a calendar day, which has no time zone */
function day(iso) {
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString(undefined, { dateStyle: 'long', timeZone: 'UTC' });
}

function footer() {
  return el('footer', 'soft', text('disclaimer'));
}
