// Runs in: our own pages.
//
// The switch that has a policy looked at again in the background: asks for the site, and says what it comes to.

/** @typedef {import('../types/wire.js').Watch} Watch */
/** @typedef {import('../messages.js').PageRequest} PageRequest */

/**
 * @param {string} address the policy's canonical address
 * @param {Watch | null} watch null where it is not watched
 * @param {(request: PageRequest) => Promise<any>} ask fails with a sentence for the reader
 */
export function watchSwitch(address, watch, ask) {
  const box = clausewatchElement('input');
  box.type = 'checkbox';
  box.checked = watch !== null;
  const note = clausewatchElement('p', 'soft', noteOn(watch));
  note.setAttribute('role', 'status');
  box.addEventListener('change', async () => {
    const on = box.checked;
    try {
      // Asked for in the click's own handler: browsers grant it nowhere else.
      const granted = !on || (await chrome.permissions.request({ origins: [`${new URL(address).origin}/*`] }));
      if (!granted) {
        box.checked = false;
        note.textContent = clausewatchText('watchRefused');
        return;
      }
      /** @type {Watch | null} */
      const now = await ask({ type: 'watch', address, on });
      box.checked = now !== null;
      note.textContent = noteOn(now);
      more.replaceChildren(...choices(address, now, note, ask));
    } catch (error) {
      box.checked = !on;
      note.textContent = error instanceof Error ? error.message : String(error);
    }
  });
  const more = clausewatchElement('div', 'more', ...choices(address, watch, note, ask));
  return clausewatchElement('div', 'watch', clausewatchElement('label', '', box, ' ', clausewatchText('watchThis')), note, more);
}

/**
 * What can be chosen about a watch.
 *
 * @param {string} address
 * @param {Watch | null} watch
 * @param {HTMLElement} note
 * @param {(request: PageRequest) => Promise<any>} ask
 */
function choices(address, watch, note, ask) {
  if (!watch) return [];
  const look = clausewatchButton('link', clausewatchText('watchNow'), async () => {
    note.textContent = clausewatchText('stateReading');
    try {
      note.textContent = noteOn(await ask({ type: 'look', address }));
    } catch (error) {
      note.textContent = error instanceof Error ? error.message : String(error);
    }
  });
  return [look, ...tabSwitch(address, watch, ask)];
}

/**
 * For a page that cannot be fetched as it is shown: the offer to open it in a background tab.
 *
 * @param {string} address
 * @param {Watch} watch
 * @param {(request: PageRequest) => Promise<any>} ask
 */
function tabSwitch(address, watch, ask) {
  if (watch.by === 'fetch') return [];
  const box = clausewatchElement('input');
  box.type = 'checkbox';
  box.checked = watch.by === 'tab';
  const note = clausewatchElement('p', 'soft', clausewatchText('watchInTabWhy'));
  note.setAttribute('role', 'status');
  box.addEventListener('change', async () => {
    try {
      /** @type {Watch} */
      const now = await ask({ type: 'watch-in-tab', address, on: box.checked });
      box.checked = now.by === 'tab';
    } catch (error) {
      box.checked = !box.checked;
      note.textContent = error instanceof Error ? error.message : String(error);
    }
  });
  return [clausewatchElement('label', '', box, ' ', clausewatchText('watchInTab')), note];
}

/** @param {Watch | null} watch */
function noteOn(watch) {
  if (!watch) return clausewatchText('watchWhy');
  if (watch.trouble) return watch.trouble.why;
  if (watch.by === 'visit') return clausewatchText('watchByVisit');
  if (watch.held?.away) return clausewatchText('watchHeld', clausewatchDate(watch.held.since, Date.now()));
  return clausewatchText('watchNext', clausewatchDate(watch.nextAt, Date.now()));
}
