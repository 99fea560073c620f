// Runs in: the sample page (an extension page), as a classic script after the content scripts' own.
//
// Shows a policy of an invented company the way a real one is shown. No content script runs on a page of ours, so the page
// does what the reader does elsewhere: takes the snapshot, has it reviewed, shows the answer, obeys the popup.

const clausewatchSampleId = crypto.randomUUID();
/** @type {ClausewatchView | null} made once the reader's language is known */
let clausewatchSampleView = null;
/** @type {TakenSnapshot | null} what was read; null before that */
let clausewatchSampleTaken = null;

/** Takes the guide along: the core must find the policy beside it, as on any page. */
async function clausewatchReviewSample() {
  const taken = clausewatchSnapshot(document);
  if (!taken) return;
  /** @type {import('../messages.js').Answer<import('../messages.js').ShownVisit>} */
  const answer = await chrome.runtime.sendMessage({
    type: 'sample',
    document: clausewatchSampleId,
    snapshot: JSON.stringify(taken.snapshot),
  });
  if (!answer.ok) {
    document.querySelector('.guide p')?.replaceChildren(answer.message);
    return;
  }
  clausewatchSampleTaken = taken;
  clausewatchSampleView ??= new ClausewatchView((decision) =>
    chrome.runtime.sendMessage({ ...decision, document: clausewatchSampleId }),
  );
  clausewatchSampleView.present(clausewatchUnpacked(answer.value), taken);
}

/** @param {ContentCommand} command */
function clausewatchObey(command) {
  switch (command.type) {
    case 'hello':
      return { candidate: true, document: clausewatchSampleTaken ? clausewatchSampleId : null };
    case 'read':
      void clausewatchReviewSample();
      return true;
    case 'present':
      if (clausewatchSampleTaken) clausewatchSampleView?.present(clausewatchUnpacked(command.visit), clausewatchSampleTaken);
      return clausewatchSampleTaken !== null;
    case 'show':
      return clausewatchSampleView?.show(command.id) ?? false;
    case 'step':
      clausewatchSampleView?.step(command.by);
      return true;
    default:
      return undefined;
  }
}

function clausewatchGuide() {
  const guide = clausewatchElement('header', 'guide');
  const said = clausewatchElement('p', '', clausewatchText('sampleGuide'));
  const open = clausewatchButton('', clausewatchText('sampleChanges'), async () => {
    try {
      await chrome.action.openPopup();
    } catch {
      // Not every browser opens it from here: a tab shows the same.
      const tab = await chrome.tabs.getCurrent();
      await chrome.tabs.create({ url: chrome.runtime.getURL(`popup/popup.html?tab=${tab?.id}`) });
    }
  });
  const back = clausewatchElement('a', '', clausewatchText('sampleBack'));
  back.href = 'welcome.html';
  guide.append(clausewatchElement('div', '', said, open, back));
  guide.lang = clausewatchLanguage();
  document.body.prepend(guide);
}

addEventListener('DOMContentLoaded', async () => {
  chrome.runtime.onMessage.addListener((message, _sender, respond) => {
    // What our other pages ask the background is heard here too, and names a tab; what a tab is told does not.
    const answer = 'tab' in message ? undefined : clausewatchObey(message);
    if (answer !== undefined) respond(answer);
  });
  await clausewatchSpeak();
  clausewatchGuide();
  void clausewatchReviewSample();
});
