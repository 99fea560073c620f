// Runs in: the background.
//
// Takes every message to whoever answers it. What may be asked depends on who asks: a page of ours is known by its address,
// and gets both unions' answers; whoever is not is a page's content script, and gets that union only.

import { isContentRequest, isPageRequest } from '../messages.js';
import { ReaderError } from './errors.js';
import { compareWith, leftDocument, openLibrary, readTabById, sample, showInTab, tooLarge, visit, wake } from './actions.js';
import { dismissals, removeReport, reports } from './dismissals.js';
import { dismiss, report, restore, undo } from './dismiss.js';
import { answerLibrary } from './library.js';
import { allStored, storeAnswered, tabAnswer } from './tabs.js';

/** @typedef {import('../messages.js').Answer<any>} Answer */

/**
 * @param {unknown} message
 * @param {chrome.runtime.MessageSender} sender
 * @param {(answer: Answer) => void} respond
 * @returns {boolean} always true: the answer comes later. Promises are no answer in Chromium.
 */
export function onMessage(message, sender, respond) {
  route(message, sender)
    .then(
      (value) => respond({ ok: true, value: value ?? null }),
      (error) => respond(refusal(error)),
    )
    .finally(storeAnswered);
  return true;
}

/**
 * @param {unknown} message
 * @param {chrome.runtime.MessageSender} sender
 */
async function route(message, sender) {
  if (sender.id !== chrome.runtime.id) throw new ReaderError('bad-message', 'Unknown sender.');
  if (isOurPage(sender) && isPageRequest(message)) return answerPage(message, sender);
  if (isContentRequest(message)) {
    const tab = sender.tab?.id;
    // Only the tab's own document is reviewed: what stands in a frame has a page of its own.
    if (tab === undefined || sender.frameId !== 0) throw new ReaderError('bad-message', 'Not a tab’s document.');
    switch (message.type) {
      case 'wake':
        return wake();
      case 'visit':
        return visit(tab, message, sender);
      case 'too-large':
        return tooLarge(tab, message);
      case 'left':
        return leftDocument(tab, message.document);
      case 'library':
        return openLibrary(tab);
      case 'dismiss':
        return dismiss(tab, message);
      case 'undo':
        return undo(tab, message);
      case 'report':
        return report(tab, message);
    }
  }
  throw new ReaderError('bad-message', 'This message cannot be answered.');
}

/**
 * @param {import('../messages.js').PageRequest} message
 * @param {chrome.runtime.MessageSender} sender
 */
async function answerPage(message, sender) {
  switch (message.type) {
    case 'tab':
      return tabAnswer(message.tab);
    case 'read':
      return readTabById(message.tab);
    case 'show':
      return showInTab(message.tab, message.id);
    case 'against':
      return compareWith(message.tab, message.version);
    case 'sample':
      return sample(message, sender);
    case 'dismissals':
      return dismissals();
    case 'restore':
      return restore(message.id);
    case 'reports':
      return reports();
    case 'forget-report':
      return removeReport(message.id);
    default:
      // A page of ours that opens right after a visit shows that visit too.
      await allStored();
      return answerLibrary(message);
  }
}

/** @param {chrome.runtime.MessageSender} sender */
function isOurPage(sender) {
  return sender.url !== undefined && sender.url.startsWith(chrome.runtime.getURL(''));
}

/**
 * @param {unknown} error
 * @returns {Answer}
 */
function refusal(error) {
  if (error instanceof Error) {
    const code = /** @type {{code?: import('../messages.js').ErrorCode}} */ (error).code;
    if (code !== undefined) return { ok: false, code, message: error.message };
    console.error(error);
    return { ok: false, code: 'failed', message: error.message };
  }
  console.error(error);
  return { ok: false, code: 'failed', message: String(error) };
}
