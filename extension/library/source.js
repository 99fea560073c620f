// Runs in: the library (an extension page).
//
// The page behind a version as it was kept, in a frame that can do nothing: no script, no form, no link that leads away, and
// the extension's own rules let it load nothing.

import { ask } from './ask.js';
import { download, fileName } from './download.js';

/** @typedef {import('../types/wire.js').Version} Version */

/**
 * @param {HTMLElement} into
 * @param {Version} version
 */
export async function showSource(into, version) {
  const { address, number, url, sourceKind, sourceSha256, sourceBytes, readAt } = version;
  /** @type {string} */
  const source = await ask({ type: 'source', address, number });
  const frame = clausewatchElement('iframe', 'source');
  frame.title = clausewatchText('sourceOf', String(number));
  frame.setAttribute('sandbox', '');
  frame.referrerPolicy = 'no-referrer';
  frame.srcdoc = source;
  const save = () => download(new Blob([source], { type: 'text/html' }), `${fileName(address)}-${number}.html`);
  const size = new Intl.NumberFormat(clausewatchLanguage(), { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(sourceBytes / 1000);
  const facts = [clausewatchText(`source_${sourceKind}`, clausewatchDate(readAt, Date.now())), url, size];
  const seal = clausewatchElement('code', '', sourceSha256);
  into.replaceChildren(
    clausewatchElement('p', 'soft', facts.join(' · ')),
    clausewatchElement('p', 'soft', 'SHA-256 ', seal),
    clausewatchElement('p', 'tools', clausewatchButton('plain', clausewatchText('saveSource'), save)),
    frame,
  );
}
