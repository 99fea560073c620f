// Runs in: the library (an extension page in a tab of its own).
//
// Which view is shown: all policies, the one named by `?policy=ADDRESS`, the changes of all (`?view=calendar`), or one
// category across all (`?view=topics`). Views are links, so that going back works.

import { Failure } from './ask.js';
import { navigate } from './navigation.js';
import { say } from './status.js';

const root = byId('library');
await clausewatchSpeak();
document.documentElement.lang = clausewatchLanguage();
document.title = clausewatchText('libraryTitle');
byId('home').textContent = clausewatchText('libraryTitle');
byId('disclaimer').textContent = clausewatchText('disclaimer');

const params = new URL(location.href).searchParams;
const address = params.get('policy');
const view = address !== null ? 'policy' : (['calendar', 'topics'].find((name) => name === params.get('view')) ?? 'list');
root.dataset['view'] = view;
navigate(byId('views'), view);
try {
  // What was done before the page was loaded anew.
  say(sessionStorage.getItem('said') ?? '');
  sessionStorage.removeItem('said');
  await show();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  const back = clausewatchElement('a', '', clausewatchText('libraryAll'));
  back.href = 'library.html';
  root.replaceChildren(clausewatchElement('h1', '', clausewatchText('failed')), clausewatchElement('p', '', error.message), back);
  say('');
}

async function show() {
  // Each view loads what it needs: every file more is one to wait for.
  if (address !== null) return (await import('./policy.js')).showPolicy(root, address);
  if (view === 'calendar') return (await import('./calendar.js')).showCalendar(root);
  if (view === 'topics') return (await import('./topics.js')).showTopics(root, params.get('topic'));
  return (await import('./list.js')).showList(root);
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
