// Runs in: pages' isolated world, on every page.
//
// Whether a page could be a policy, from its address, its title and its first heading alone. All that runs on an ordinary
// page is this and the few listeners in reader.js. Owns no word: they are in gate-words.js, which is generated.

/** Enough of a heading to know it by: some pages wrap their whole text in one. */
const clausewatchHeadingLength = 200;

/** What was looked at last, since most pages look the same when they are looked at again. */
const clausewatchLooked = { at: '', candidate: false };

/** @returns {boolean} whether the page deserves to be read */
const clausewatchIsCandidate = (function () {
  const began = performance.now();
  const heading = document.getElementsByTagName('h1')[0]?.textContent?.trim().slice(0, clausewatchHeadingLength) ?? '';
  const title = `${document.title} ${heading}`;
  const address = document.URL;
  const at = `${address} ${title}`;
  if (at !== clausewatchLooked.at) {
    clausewatchLooked.at = at;
    clausewatchLooked.candidate = clausewatchGate(address, title).candidate && clausewatchIsText();
    // Not on ordinary pages, which could read it.
    if (clausewatchLooked.candidate) performance.measure('clausewatch-gate', { start: began });
  }
  return clausewatchLooked.candidate;
});

/** Whether it is no image, feed or PDF. Asked last, since asking costs as much as all the rest. */
function clausewatchIsText() {
  // A string: an object's class costs more still.
  return document.contentType === 'text/html' || document.contentType === 'application/xhtml+xml';
}
