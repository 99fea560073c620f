// Runs in: pages' isolated world, on every page.
//
// Whether a page could be a policy, from its address, its title and its first heading alone. All that runs on an ordinary
// page is this and the few listeners in reader.js. Owns no word: they are in gate-words.js, which is generated.

/** Enough of a heading to know it by: some pages wrap their whole text in one. */
const clausewatchHeadingLength = 200;

/** What was looked at last, since most pages look the same when they are looked at again. */
const clausewatchLooked = { at: '', candidate: false };

/** @returns {boolean} whether the page deserves to be read */
function clausewatchIsCandidate() {
  const began = performance.now();
  // Not an image, a feed, a PDF. Strings are asked for, here and below: an object's class costs more than all that follows.
  if (document.contentType !== 'text/html' && document.contentType !== 'application/xhtml+xml') return false;
  const heading = document.querySelector('h1')?.textContent?.trim().slice(0, clausewatchHeadingLength) ?? '';
  const title = `${document.title} ${heading}`;
  const address = document.URL;
  const at = `${address} ${title}`;
  if (at !== clausewatchLooked.at) {
    clausewatchLooked.at = at;
    clausewatchLooked.candidate = clausewatchGate(address, title).candidate;
    // Not on ordinary pages, which could read it.
    if (clausewatchLooked.candidate) performance.measure('clausewatch-gate', { start: began });
  }
  return clausewatchLooked.candidate;
}
