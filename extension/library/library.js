// Runs in: the library (an extension page in a tab of its own).
//
// Which view is shown: all policies, or the one named by `?policy=ADDRESS`. Views are links, so that going back works.

import { Failure } from './ask.js';
import { showList } from './list.js';
import { showPolicy } from './policy.js';
import { say } from './status.js';

const root = /** @type {HTMLElement} */ (document.getElementById('library'));
const home = /** @type {HTMLElement} */ (document.getElementById('home'));
const disclaimer = /** @type {HTMLElement} */ (document.getElementById('disclaimer'));
await clausewatchSpeak();
document.documentElement.lang = clausewatchLanguage();
document.title = clausewatchText('libraryTitle');
home.textContent = clausewatchText('libraryTitle');
disclaimer.textContent = clausewatchText('disclaimer');

const address = new URL(location.href).searchParams.get('policy');
root.dataset['view'] = address === null ? 'list' : 'policy';
try {
  if (address === null) await showList(root);
  else await showPolicy(root, address);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  const back = clausewatchElement('a', '', clausewatchText('libraryAll'));
  back.href = 'library.html';
  root.replaceChildren(clausewatchElement('h1', '', clausewatchText('failed')), clausewatchElement('p', '', error.message), back);
  say('');
}
