// Runs in: the welcome page (an extension page), opened once, at installation.

import { fillTexts } from '../ui/fill.js';

await clausewatchSpeak();
fillTexts(document);
document.title = clausewatchText('welcomeTitle');
const commands = await chrome.commands.getAll();
const key = commands.find(({ name }) => name === '_execute_action')?.shortcut;
const keys = /** @type {HTMLElement} */ (document.getElementById('keys'));
if (key) keys.textContent = clausewatchText('welcomeKeys', key);
else keys.remove();
