// Runs in: the background, the popup and the library (an ES module); content scripts use its types only.
//
// Every message there is: what a page's content script may ask, what our own pages may ask, what a content script is
// told; and the validators of the first two. The router picks the union by the sender; see background/router.js.
//
// Ask with `chrome.runtime.sendMessage(message)`. The answer is always an `Answer`: it never rejects for a failure of
// ours, since Chromium cannot pass an error through.

import './content/snapshot-format.js';

/** @typedef {import('./types/wire.js').Visit} Visit */
/** @typedef {import('./types/wire.js').State} State */

/**
 * What the reader dismissed: `clause` goes as long as its wording on this page stays, `category` everywhere, `site` whatever is
 * found there, `now` until the page is loaded again. Kept in `chrome.storage.local` as `dismissals` (the oldest first), but
 * for `now`, which lives with its tab.
 *
 * @typedef {object} Dismissal
 * @property {string} id
 * @property {'clause' | 'category' | 'site' | 'now'} scope
 * @property {number} at when, in ms since 1970
 * @property {string} site the page's origin
 * @property {string} address the policy's canonical address
 * @property {string | null} category id; null for a clause with all that was found in it, and for a site
 * @property {string} title the category's name for readers; the site's where all of it goes
 * @property {string} text what the clause said
 */

/**
 * A finding that the reader calls wrong. Kept in `chrome.storage.local` as `reports` (the oldest first); leaves this device in
 * no way but an export that the reader asks for. Its dismissal has the same id.
 *
 * @typedef {object} Report
 * @property {string} id
 * @property {number} at when, in ms since 1970
 * @property {string} address the policy's canonical address
 * @property {string} policy its title
 * @property {string} category id
 * @property {string} severity
 * @property {string} text what the clause says
 * @property {string | null} leadIn the sentence that governs the list it stands in
 * @property {string[]} path the headings above it
 * @property {string} why the reason that was given for the finding
 * @property {string} note what the reader says is wrong; may be empty
 */

/**
 * A visit as it is shown: without the findings that were dismissed, and with the dismissals that took some away.
 *
 * @typedef {Visit & {dismissed: (Dismissal & {count: number})[]}} ShownVisit
 */

/**
 * Any page's content script may ask this, and nothing else.
 *
 * `wake`: a page to review is about to come. The background gets ready while the snapshot is taken. Answer: null.
 *
 * `visit`: review this page. `document` is a random id (`crypto.randomUUID()`) made once for each document that was
 * loaded, kept while it lives: a document that is read again (it went on rendering) is compared with the same version as
 * the first time. In a single-page site make a new one when the address changes. `snapshot` is
 * `JSON.stringify(Snapshot)`, see types/wire.d.ts: one string crosses the border far faster than the object.
 * `force`: the reader asked for it, so it is read whatever detection says, and kept as a policy.
 * Answer: a `ShownVisit`; packed.js makes its findings whole.
 *
 * `too-large`: the page is beyond the bounds of content/snapshot-format.js; sent in place of `visit`. Answer: the same
 * with state `unreadable`, which the popup shows too.
 *
 * `left`: the document that was reviewed is no longer there, although the tab's is (single-page navigation to a page that
 * the gate passes over). The badge goes. Answer: null.
 *
 * `library`: open the library in a tab, at this policy. Answer: null.
 *
 * `dismiss`: the reader dismissed a finding of the document's review, by its id; what it says is taken from the review, never
 * from the message. Answer: the dismissal's id. Every tab that it concerns is told by `present`, this one too.
 *
 * `undo`: takes back a dismissal that concerns this document, and the report that came with it. Answer: null; `present` follows.
 *
 * `report`: the reader calls a finding wrong. It is kept as a `Report`, and dismissed in this clause. Answer: the id of both.
 *
 * @typedef {(
 *   | {type: 'wake'}
 *   | {type: 'visit', document: string, url: string, title: string, snapshot: string, force: boolean}
 *   | {type: 'too-large', document: string, url: string, title: string}
 *   | {type: 'left', document: string}
 *   | {type: 'library'}
 *   | {type: 'dismiss', document: string, finding: string, scope: Dismissal['scope']}
 *   | {type: 'undo', document: string, id: string}
 *   | {type: 'report', document: string, finding: string, note: string}
 * )} ContentRequest
 */

/**
 * Our own pages (popup, library) may ask this.
 *
 * `tab`: what the toolbar's popup shows for a tab. Answer: `TabAnswer`. While its state is `reading`, ask again when
 * `chrome.storage.session.onChanged` names the key `tab:ID`.
 *
 * `read`: read the tab's page whatever it seems to be. Answer: `TabAnswer`.
 *
 * `show`: scroll to a finding or a change (its id), and open its card. Answer: null.
 *
 * `against`: compare the tab's policy with this kept version, on the page too, until the document goes; null for the one that
 * the reader saw last. Answer: `TabAnswer`, as for `read`.
 *
 * `sample`: review the sample page, the tab that asks, against its earlier version. Nothing is kept. Answer: `Visit`.
 *
 * `policies`: all policies in the archive. Answer: `Shelved[]`. Changes that were found in the background wait where a
 * policy's `seen` differs from its `current`. `damaged`: the records of policies and watches that cannot be read, and are
 * missing there. Answer: `Corrupt[]`.
 *
 * `history`: a policy with its versions. Answer: `History`.
 *
 * `version`: one version, judged. Answer: `Policy`. `source`: the HTML that it was read from. Answer: a string; show it in a
 * sandboxed frame only.
 *
 * `comparison`: two versions compared, in either order. Answer: `Comparison`.
 *
 * `report`: the same as a document. Answer: a string. `clauses`: the life of every clause over all versions, which count from
 * 0 in it. Answer: `Clause[]`.
 *
 * `digests`: what is known of all policies at a glance. Answer: `Digests` as JSON. `digest`: of one whose digest is missing
 * there. Answer: `Digest`; null where there is more to read than one message should hold up others for: ask again.
 * `changes`: what changed in each version of one policy, or of all that have a digest. Answer: `PolicyChanges[]` as JSON.
 *
 * `topics`: all categories, and how common each is. Answer: `Topic[]`. `wordings`: how a policy's current version words one.
 * Answer: `Wordings`.
 *
 * `audit-policy`, `audit-version`, `audit-cover`: the files of an audit bundle: a policy's records, each version's, those of
 * the whole. Answer: `AuditFile[]`. See library/audit.js.
 *
 * `seen`: the reader has seen what was found in the background. Answer: `Entry`.
 *
 * `agree`: the reader agreed to this version, or takes that back (null). Answer: `Entry`.
 *
 * `bring`: an earlier version from a file or a pasted text. `name` says where it is from, `dated` is the time in ms since 1970
 * when it was in force. Answer: `Brought`.
 *
 * `categories`: all that a clause can be about, by name. Answer: `CategoryName[]`.
 *
 * `verify`: whether a policy's chain, texts and sources hold. Answer: `Verified`.
 *
 * `export`: one policy's lines of an export; without an address the header line. An export is the header and then the
 * lines of each policy, one after the other. Answer: a string.
 *
 * `import`: takes in one policy's lines: from a line that begins with `{"entry":` up to the next such line. They are
 * verified first, and nothing that is there is overwritten. Answer: `Imported`.
 *
 * `forget`: removes a policy with all its versions. Whoever offers undo asks for its export first. Answer: null.
 *
 * `spare`: the raw pages that go where those read before a time may go (`before`, null for none), and no more than so many
 * bytes may stay (`mostBytes`, null for no bound), the oldest first. Answer: `Spare[]`. Nothing goes yet. `let-go`: lets the
 * pages of these versions go; texts, records and hashes stay. Answer: how many went.
 *
 * `watches`: all policies that are looked at again in the background. Answer: `Watch[]`; one with `trouble` cannot be read.
 *
 * `watch`: begins or ends that for a kept policy. Before beginning, ask the reader for the site, in the click's own handler:
 * `chrome.permissions.request({origins: [new URL(address).origin + '/*']})`. Answer: `Watch`, or null where it ends. Where its
 * `by` is `visit`, the page cannot be fetched as it is shown: say that it is checked when the reader visits it.
 * `group` is the policy that names this one, where it is watched for that one's sake. `watch-in-tab`: has such a page checked
 * in a background tab, or at visits only. Answer: `Watch`. `look`: looks at a watched policy now. Answer: `Watch`.
 *
 * `named`: the policies that a policy names, with their addresses. Answer: `Reference[]`. `adopt`: keeps a policy that no tab
 * showed yet, and begins to watch it; ask for the site first, as above. Answer: `Watch`. Refused with the code `unread` where
 * what the site sends is no policy: open it in a tab then.
 *
 * `news`: what was found in the background, newest first. Answer: `News[]`. `feed`: the same as a file for a feed reader.
 * Answer: a string.
 *
 * `dismissals`: what the reader dismissed for good. Answer: `Dismissal[]`. `restore`: takes one back, by its id, or all with
 * null; a report with that id stays. Answer: null.
 *
 * `reports`: what the reader called wrong. Answer: `Report[]`. `forget-report`: removes one, by its id, or all with null.
 * Answer: null.
 *
 * The reader's settings are no message: whoever needs them asks settings.js.
 *
 * @typedef {(
 *   | {type: 'tab', tab: number}
 *   | {type: 'read', tab: number}
 *   | {type: 'show', tab: number, id: string}
 *   | {type: 'against', tab: number, version: number | null}
 *   | {type: 'sample', document: string, snapshot: string}
 *   | {type: 'policies'}
 *   | {type: 'history', address: string}
 *   | {type: 'version', address: string, number: number}
 *   | {type: 'source', address: string, number: number}
 *   | {type: 'comparison', address: string, from: number, to: number}
 *   | {type: 'report', address: string, from: number, to: number, format: import('./types/wire.js').Format}
 *   | {type: 'clauses', address: string}
 *   | {type: 'digests'}
 *   | {type: 'digest', address: string}
 *   | {type: 'changes', address: string | null}
 *   | {type: 'topics'}
 *   | {type: 'wordings', address: string, category: string}
 *   | {type: 'audit-policy', address: string, folder: string}
 *   | {type: 'audit-version', address: string, folder: string, number: number}
 *   | {type: 'audit-cover', policies: import('./types/wire.js').Listed[]}
 *   | {type: 'seen', address: string}
 *   | {type: 'agree', address: string, version: number | null}
 *   | {type: 'bring', address: string, content: string, format: 'html' | 'markdown' | 'text', name: string, dated: number}
 *   | {type: 'categories'}
 *   | {type: 'verify', address: string}
 *   | {type: 'export', address: string | null}
 *   | {type: 'import', lines: string}
 *   | {type: 'forget', address: string}
 *   | {type: 'watches'}
 *   | {type: 'watch', address: string, on: boolean, group?: string | null}
 *   | {type: 'watch-in-tab', address: string, on: boolean}
 *   | {type: 'look', address: string}
 *   | {type: 'named', address: string}
 *   | {type: 'adopt', url: string, group: string | null}
 *   | {type: 'news'}
 *   | {type: 'dismissals'}
 *   | {type: 'restore', id: string | null}
 *   | {type: 'reports'}
 *   | {type: 'forget-report', id: string | null}
 *   | {type: 'feed', format: 'atom' | 'json'}
 *   | {type: 'damaged'}
 *   | {type: 'spare', before: number | null, mostBytes: number | null}
 *   | {type: 'let-go', address: string, numbers: number[]}
 * )} PageRequest
 */

/**
 * What the background tells a tab's content script, with `chrome.tabs.sendMessage(tab, message, {frameId: 0})`.
 *
 * `hello`: are you there? Answer at once: `{candidate: boolean, document: string | null, shown: boolean}`: the gate's answer, the
 * document's id where there is one by now, and whether a visit to it was answered. A candidate's visit is on its way where none
 * was. What the background knows of a tab counts only while the id is the same.
 *
 * `read`: review now, with `force`. Answer `true` at once; the visit follows as a message of its own.
 *
 * `again`: review once more, since nothing is known of what is shown. Answer as to `read`.
 *
 * `show`: scroll to this finding or change, open its card. Answer: whether it was found.
 *
 * `present`: what is shown of the document's review changed: the reader dismissed something, or took that back. Answer:
 * whether the document is still there.
 *
 * `step`: go to the next (1) or previous (-1) clause. Answer `true`.
 *
 * @typedef {(
 *   | {type: 'hello'}
 *   | {type: 'read'}
 *   | {type: 'again'}
 *   | {type: 'show', id: string}
 *   | {type: 'present', document: string, visit: ShownVisit}
 *   | {type: 'step', by: 1 | -1}
 * )} ContentCommand
 */

/**
 * What the popup shows for a tab. `visit` is there for the states that a visit has; `reason` is a sentence for the reader
 * where there is no visit.
 *
 * @typedef {{tab: number, state: State | 'not-here' | 'reading', reason: string | null, visit: Unpacked<ShownVisit> | null}} TabAnswer
 */

/**
 * `code` is for programs, `message` is a sentence for the reader.
 *
 * @template T
 * @typedef {{ok: true, value: T} | {ok: false, code: ErrorCode, message: string}} Answer
 */

/** @typedef {'bad-message' | 'not-here' | 'storage' | 'newer-archive' | 'bad-file' | 'unknown' | 'unread' | 'permission' | 'failed'} ErrorCode */

const MAX_URL = 8_192;
const MAX_TITLE = 2_000;
const MAX_ID = 200;
/** Characters of the reader's note; the card's field stops there. */
const MAX_NOTE = 2_000;
const SCOPES = ['clause', 'category', 'site', 'now'];
// Chromium refuses messages beyond 64 MB.
const MAX_IMPORT = 60_000_000;
const MAX_BROUGHT = 20_000_000;
const MAX_POLICIES = 100_000;
const FORMATS = new Set(['markdown', 'html', 'json', 'csv']);
// What the bounds of a snapshot come to as JSON: each unit of text may be escaped to six, each node costs a tag, a parent
// and commas, and two columns are bounded by their values only. Rust holds the exact bounds; this keeps a broken page from
// filling memory twice.
const format = globalThis.clausewatchSnapshotFormat;
const MAX_SNAPSHOT = 2 * (format.maxText + format.maxAttributes) + 64 * format.maxNodes;

/** @param {unknown} value @param {number} most */
const isText = (value, most) => typeof value === 'string' && value.length <= most;
/** @param {unknown} value */
const isId = (value) => isText(value, MAX_ID) && value !== '';
/** @param {unknown} value */
const isTab = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** @param {unknown} value */
const isNumber = (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) < 2 ** 32;
/** @param {unknown} value */
const isAddress = (value) => isText(value, MAX_URL);
/** @param {unknown} value */
const isFolder = (value) => typeof value === 'string' && /^[a-z0-9-]{1,100}$/.test(value);
/** @param {unknown} value */
const isGroup = (value) => value === null || value === undefined || isAddress(value);
/** @param {unknown} value */
const isAmount = (value) => value === null || (Number.isFinite(value) && Number(value) >= 0);
/** @param {unknown} value */
const isUrl = (value) => isText(value, MAX_URL) && URL.canParse(String(value));

/** @param {unknown} value */
const isNumberOrNull = (value) => value === null || isNumber(value);

/** @type {{[type: string]: (message: any) => boolean}} */
const contentRequests = {
  wake: () => true,
  visit: (m) =>
    isId(m.document) &&
    isUrl(m.url) &&
    isText(m.title, MAX_TITLE) &&
    isText(m.snapshot, MAX_SNAPSHOT) &&
    typeof m.force === 'boolean',
  'too-large': (m) => isId(m.document) && isUrl(m.url) && isText(m.title, MAX_TITLE),
  left: (m) => isId(m.document),
  library: () => true,
  dismiss: (m) => isId(m.document) && isId(m.finding) && SCOPES.includes(m.scope),
  undo: (m) => isId(m.document) && isId(m.id),
  report: (m) => isId(m.document) && isId(m.finding) && isText(m.note, MAX_NOTE),
};

/** @type {{[type: string]: (message: any) => boolean}} */
const pageRequests = {
  tab: (m) => isTab(m.tab),
  read: (m) => isTab(m.tab),
  show: (m) => isTab(m.tab) && isId(m.id),
  against: (m) => isTab(m.tab) && isNumberOrNull(m.version),
  sample: (m) => isId(m.document) && isText(m.snapshot, MAX_SNAPSHOT),
  policies: () => true,
  history: (m) => isAddress(m.address),
  version: (m) => isAddress(m.address) && isNumber(m.number),
  source: (m) => isAddress(m.address) && isNumber(m.number),
  comparison: (m) => isAddress(m.address) && isNumber(m.from) && isNumber(m.to),
  report: (m) => isAddress(m.address) && isNumber(m.from) && isNumber(m.to) && FORMATS.has(m.format),
  clauses: (m) => isAddress(m.address),
  digests: () => true,
  digest: (m) => isAddress(m.address),
  changes: (m) => m.address === null || isAddress(m.address),
  topics: () => true,
  wordings: (m) => isAddress(m.address) && isId(m.category),
  'audit-policy': (m) => isAddress(m.address) && isFolder(m.folder),
  'audit-version': (m) => isAddress(m.address) && isFolder(m.folder) && isNumber(m.number),
  // What is in them is held against its type in Rust.
  'audit-cover': (m) => Array.isArray(m.policies) && m.policies.length <= MAX_POLICIES,
  seen: (m) => isAddress(m.address),
  agree: (m) => isAddress(m.address) && isNumberOrNull(m.version),
  bring: (m) =>
    isAddress(m.address) &&
    isText(m.content, MAX_BROUGHT) &&
    ['html', 'markdown', 'text'].includes(m.format) &&
    isText(m.name, MAX_TITLE) &&
    Number.isSafeInteger(m.dated),
  categories: () => true,
  verify: (m) => isAddress(m.address),
  export: (m) => m.address === null || isAddress(m.address),
  import: (m) => isText(m.lines, MAX_IMPORT),
  forget: (m) => isAddress(m.address),
  watches: () => true,
  watch: (m) => isAddress(m.address) && typeof m.on === 'boolean' && isGroup(m.group),
  'watch-in-tab': (m) => isAddress(m.address) && typeof m.on === 'boolean',
  look: (m) => isAddress(m.address),
  named: (m) => isAddress(m.address),
  adopt: (m) => isUrl(m.url) && /^https?:/.test(m.url) && isGroup(m.group),
  news: () => true,
  dismissals: () => true,
  restore: (m) => m.id === null || isId(m.id),
  reports: () => true,
  'forget-report': (m) => m.id === null || isId(m.id),
  feed: (m) => m.format === 'atom' || m.format === 'json',
  damaged: () => true,
  spare: (m) => isAmount(m.before) && isAmount(m.mostBytes),
  'let-go': (m) => isAddress(m.address) && Array.isArray(m.numbers) && m.numbers.length <= 100_000 && m.numbers.every(isNumber),
};

/**
 * @param {{[type: string]: (message: any) => boolean}} requests
 * @param {unknown} message
 */
function fits(requests, message) {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  const { type } = message;
  return typeof type === 'string' && Object.hasOwn(requests, type) && requests[type]?.(message) === true;
}

/**
 * @param {unknown} message
 * @returns {message is ContentRequest}
 */
export function isContentRequest(message) {
  return fits(contentRequests, message);
}

/**
 * @param {unknown} message
 * @returns {message is PageRequest}
 */
export function isPageRequest(message) {
  return fits(pageRequests, message);
}
