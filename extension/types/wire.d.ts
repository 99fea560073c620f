// The shapes of messages, written from the Rust types by `CLAUSEWATCH_WRITE=1 cargo test javascript`. Do not edit.

/**
 * A document as the content script saw it.
 *
 * Nodes are elements and text nodes in document order, the root element first. Left out: comments, the elements in
 * [`LEFT_OUT`], the extension's own host. An element with an open shadow root holds the shadow tree's nodes instead of
 * its children; a `slot` holds what is assigned to it, else its own children. So each node stands once.
 */
export type Snapshot = {
/**
 * [`VERSION`].
 */
version: number,
/**
 * For each node its lower-case local name; the empty string for a text node.
 */
tags: Array<string>,
/**
 * For each node the index of the node that holds it; -1 for the root element.
 */
parents: Array<number>,
/**
 * The raw text of each text node, in order, lone surrogates replaced by U+FFFD (`toWellFormed`).
 */
texts: Array<string>,
/**
 * Attributes as (index of the node, lower-case name, value), in the order of the nodes: those in
 * [`KEPT_ATTRIBUTES`](super::KEPT_ATTRIBUTES) only.
 */
attributes: Array<[number, string, string]>, };

/**
 * One visit to one page.
 */
export type Visit = {
/**
 * The page's address as the browser shows it.
 */
url: string,
/**
 * The address that the policy is kept under.
 */
canonicalUrl: string,
/**
 * What became of the page.
 */
state: State,
/**
 * A sentence for the reader: why the page could not be read, or what is special about the answer.
 */
reason: string | null,
/**
 * The document's title, else the page's.
 */
title: string,
/**
 * `acceptable_use`, `community_guidelines`, `terms`, `developer_terms`, `privacy` or `other`.
 */
kind: string,
/**
 * BCP 47; may be empty.
 */
language: string,
/**
 * A sentence for the reader where there are no rules for the page's language.
 */
languageNote: string | null,
/**
 * `YYYY-MM-DD`, as the document states it.
 */
effectiveDate: string | null,
/**
 * When this visit took place, in ms since 1970.
 */
seenAt: number,
/**
 * The version that this one is compared with.
 */
previous: Previous | null,
/**
 * When the policy was first kept, in ms since 1970; null where it is not kept.
 */
firstSeenAt: number | null,
/**
 * When the reader saw the policy last before this visit, in ms since 1970; null on the first.
 */
lastSeenAt: number | null,
/**
 * How many versions are kept, this one included.
 */
versions: number,
/**
 * Whether the page asks its reader to agree.
 */
asksAgreement: boolean,
/**
 * The answer in one line.
 */
headline: string,
/**
 * What changed, in short; null where nothing was compared.
 */
summary: Summary | null,
/**
 * The clauses to know, in reading order.
 */
findings: Array<VisitFinding>,
/**
 * What findings share, once.
 */
shared: VisitShared,
/**
 * Clauses that a fair policy has and this one lacks; none where there are no rules for the language.
 */
missing: Array<VisitMissing>,
/**
 * Where the reader's own words stand, in reading order; in any language.
 */
watched: Array<VisitWatched>,
/**
 * What changed since `previous`; as the comparison orders it.
 */
changes: Array<VisitChange>, };

/**
 * What became of a page.
 */
export type State = "first-visit" | "unchanged" | "editorial" | "changed" | "unreadable" | "not-a-policy";

/**
 * The version that a visit compares with.
 */
export type Previous = {
/**
 * Its number.
 */
version: number,
/**
 * When it was last seen, in ms since 1970.
 */
seenAt: number,
/**
 * `YYYY-MM-DD`, as it states it.
 */
effectiveDate: string | null,
/**
 * Whether the reader brought it, with the day that `seenAt` is.
 */
brought: boolean, };

/**
 * A clause to know, and where it stands.
 */
export type VisitFinding = {
/**
 * `none`, `low`, `medium` or `high`.
 */
severity: string,
/**
 * 0 to 1.
 */
confidence: number,
/**
 * Why this clause is one, with its own terms in it.
 */
why: string,
/**
 * The phrases that carry the reason, in the clause's `quote`.
 */
spans: Array<Span>,
/**
 * For each span where it stands on the page; a span may run through several text nodes.
 */
ranges: Array<Array<TextRange>>,
/**
 * Its category, and what there is to say of that: a place in `shared.topics`.
 */
topic: number,
/**
 * The clause it was found in: a place in `shared.clauses`. The two together are unique in the visit.
 */
clause: number,
/**
 * Laws often in play: places in `shared.laws`.
 */
laws: Array<number>, };

/**
 * What the findings of a visit share. A long policy's answer is a fifth as long so, and the way to the page was what took
 * longest.
 */
export type VisitShared = {
/**
 * One for each category found.
 */
topics: Array<VisitTopic>,
/**
 * One for each clause in which something was found, a reader's own words included.
 */
clauses: Array<VisitClause>,
/**
 * One for each law often in play.
 */
laws: Array<VisitRegulation>, };

/**
 * What there is to say of every clause of a category.
 */
export type VisitTopic = {
/**
 * Category id.
 */
category: string,
/**
 * The category's name for readers.
 */
title: string,
/**
 * What such a clause says.
 */
says: string,
/**
 * Why it matters, and to whom.
 */
matters: string,
/**
 * What to check.
 */
check: string,
/**
 * How common such a clause is in other platforms' policies.
 */
prevalence: string, };

/**
 * A clause in which something was found.
 */
export type VisitClause = {
/**
 * The provision's id: unique in the visit, the same at the next one while the text stays.
 */
provision: string,
/**
 * The provision's text.
 */
quote: string,
/**
 * The sentence that governs the list it stands in.
 */
leadIn: string | null,
/**
 * Headings above it.
 */
path: Array<string>, };

/**
 * A clause that the policy lacks. It may stand in the main terms.
 */
export type VisitMissing = {
/**
 * `suspension_notice`, `appeal`, `report_contact`, `date` or `change_notice`.
 */
id: string,
/**
 * Its name for readers.
 */
title: string,
/**
 * What there is to say, in one sentence.
 */
text: string, };

/**
 * One of the reader's own words in one provision.
 */
export type VisitWatched = {
/**
 * Unique in the visit, the same at the next one while the provision's text stays.
 */
id: string,
/**
 * The words as the reader typed them.
 */
phrase: string,
/**
 * The clause they stand in: a place in `shared.clauses`.
 */
clause: number,
/**
 * Where the words stand in the clause's `quote`.
 */
spans: Array<Span>,
/**
 * For each span where it stands on the page.
 */
ranges: Array<Array<TextRange>>, };

/**
 * A law often in play where a clause of a category stands.
 */
export type VisitRegulation = {
/**
 * Its id.
 */
id: string,
/**
 * Its name.
 */
name: string,
/**
 * How it is cited.
 */
citation: string,
/**
 * Where it holds.
 */
jurisdiction: string,
/**
 * One sentence on what it says.
 */
fact: string,
/**
 * Where to read it.
 */
link: string, };

/**
 * A change, and where its new text stands.
 */
export type VisitChange = {
/**
 * For each provision of the new version that it touches, where to look: the inserted words where it was reworded, else
 * all of it. A provision that lost words only has no new ones: all of it then. Empty where nothing stands on the page.
 */
ranges: Array<Array<TextRange>>,
/**
 * Unique in the comparison.
 */
id: string,
/**
 * `added`, `removed`, `reworded`, `moved` or `renumbered`.
 */
kind: string,
/**
 * `substantive` or `editorial`.
 */
materiality: string,
/**
 * For an editorial change, why it is one.
 */
editorial_reason: string | null,
/**
 * Severity id.
 */
severity: string,
/**
 * `worse`, `better` or `neutral`.
 */
direction: string,
/**
 * Headings above it.
 */
path: Array<string>,
/**
 * Text before.
 */
before: string | null,
/**
 * Text after.
 */
after: string | null,
/**
 * The difference, for `reworded`.
 */
words: Array<Word>,
/**
 * What it does.
 */
effects: Array<Effect>,
/**
 * Category ids.
 */
categories: Array<string>, };

/**
 * A stretch of one text node: the node, by its place among the snapshot's texts; the first UTF-16 unit of the node's text;
 * one past the last. Without names, since an answer holds hundreds of them.
 */
export type TextRange = [number, number, number];

/**
 * A policy in the archive.
 */
export type Entry = {
/**
 * Its canonical address.
 */
address: string,
/**
 * The title of its current version.
 */
title: string,
/**
 * What kind of document it is: the id that the command line uses.
 */
kind: string,
/**
 * BCP 47; may be empty.
 */
language: string,
/**
 * When it was kept first.
 */
firstSeen: number,
/**
 * When it was looked at last with success.
 */
lastSeen: number,
/**
 * How many versions there are: the number of the last one.
 */
versions: number,
/**
 * The hash of the last version.
 */
head: string,
/**
 * The version that the page showed last. Not the last one where the page went back to an earlier text.
 */
current: number,
/**
 * The version that the reader saw last. Earlier than `current` where a change was found in the background.
 */
seen: number,
/**
 * The version that the reader agreed to, as the reader said.
 */
agreed: Agreed | null,
/**
 * The latest visits, newest last, a few: a document that is read again is compared as it was the first time.
 */
sittings: Array<Sitting>, };

/**
 * That the reader agreed to a version.
 */
export type Agreed = {
/**
 * Its number.
 */
version: number,
/**
 * When the reader said so.
 */
at: number, };

/**
 * What a list of policies shows of one: an entry without what only visits need, so that a thousand are listed at once.
 */
export type Shelved = {
/**
 * Its canonical address.
 */
address: string,
/**
 * The title of its current version.
 */
title: string,
/**
 * What kind of document it is: the id that the command line uses.
 */
kind: string,
/**
 * BCP 47; may be empty.
 */
language: string,
/**
 * When it was kept first.
 */
firstSeen: number,
/**
 * When it was looked at last with success.
 */
lastSeen: number,
/**
 * How many versions there are.
 */
versions: number,
/**
 * The version that the page showed last.
 */
current: number,
/**
 * The version that the reader saw last.
 */
seen: number, };

/**
 * A document in a tab, and what it was compared with.
 */
export type Sitting = {
/**
 * The document's random id.
 */
document: string,
/**
 * What it was compared with; `None` on a first visit.
 */
baseline: Baseline | null, };

/**
 * A version to compare with, and when it had been seen last by then.
 */
export type Baseline = {
/**
 * Its number.
 */
version: number,
/**
 * When it had been seen last.
 */
seenAt: number, };

/**
 * One version of a policy. All but the marks at the end is under its hash.
 */
export type Version = {
/**
 * The policy's canonical address.
 */
address: string,
/**
 * Its number, from 1.
 */
number: number,
/**
 * The address it was read from.
 */
url: string,
/**
 * When it was first read.
 */
readAt: number,
/**
 * The version of Clausewatch that read it: another one may read the same source otherwise.
 */
reader: string,
/**
 * The policy's fingerprint as that reader saw it.
 */
fingerprint: string,
/**
 * The day on which it takes effect, as stated in it.
 */
effectiveDate: string | null,
/**
 * How many provisions it has.
 */
provisions: number,
/**
 * SHA-256 of its text's JSON.
 */
textSha256: string,
/**
 * The JSON's length in bytes.
 */
textBytes: number,
/**
 * How its source came.
 */
sourceKind: SourceKind,
/**
 * SHA-256 of its source.
 */
sourceSha256: string,
/**
 * The source's length in bytes.
 */
sourceBytes: number,
/**
 * The hash of the version before; `None` for the first.
 */
previous: string | null,
/**
 * SHA-256 over all of the above.
 */
hash: string,
/**
 * Mark: when this text was seen last.
 */
lastSeen: number,
/**
 * Mark: how often it was seen.
 */
sightings: number,
/**
 * Mark: the document that it was read from, while that may still be loading.
 */
document: string | null,
/**
 * Mark: when its source was let go to save room; its text and its hashes stay.
 */
letGo: number | null, };

/**
 * How a source came.
 */
export type SourceKind = "page" | "fetched" | "file";

/**
 * What importing a policy did.
 */
export type Imported = "added" | "extended" | "known" | "differs";

/**
 * A record that does not say what it should.
 */
export type Corrupt = {
/**
 * Which record.
 */
what: string,
/**
 * What is wrong with it.
 */
why: string, };

/**
 * A page that may go.
 */
export type Spare = {
/**
 * The policy's address.
 */
address: string,
/**
 * Its title.
 */
title: string,
/**
 * The version's number.
 */
number: number,
/**
 * When it was read.
 */
readAt: number,
/**
 * The page's length in bytes.
 */
bytes: number, };

/**
 * A policy with its versions.
 */
export type History = {
/**
 * The policy.
 */
entry: Entry,
/**
 * Its versions, in order.
 */
versions: Array<Version>, };

/**
 * Whether a policy's chain and contents hold.
 */
export type Verified = {
/**
 * How many versions were looked at.
 */
versions: number,
/**
 * The first one that does not hold, and why; null where all do.
 */
broken: string | null, };

/**
 * What came of a version that the reader brought.
 */
export type Brought = { "type": "kept",
/**
 * The number.
 */
number: number, } | { "type": "known",
/**
 * The number.
 */
number: number, } | { "type": "unreadable",
/**
 * A sentence for the reader.
 */
why: string, };

/**
 * A category by its name for readers.
 */
export type CategoryName = {
/**
 * Its id.
 */
id: string,
/**
 * Its name.
 */
title: string, };

/**
 * How a policy's current version words a category.
 */
export type Wordings = {
/**
 * The version.
 */
version: Version,
/**
 * The clauses, gravest first, each with the findings of that category only.
 */
clauses: Array<Provision>, };

/**
 * A file of a bundle.
 */
export type AuditFile = {
/**
 * Where it stands in the bundle.
 */
path: string,
/**
 * What is in it.
 */
contents: string,
/**
 * The SHA-256 of that.
 */
sha256: string, };

/**
 * A policy in a bundle.
 */
export type Listed = {
/**
 * Its folder under `policies/`.
 */
folder: string,
/**
 * Its canonical address.
 */
address: string,
/**
 * Its title.
 */
title: string,
/**
 * How many versions there are.
 */
versions: number,
/**
 * The hash of the last version: whoever knows it knows them all.
 */
head: string, };

/**
 * How a report is written.
 */
export type Format = "markdown" | "html" | "json" | "csv";

/**
 * A policy's current version in short.
 */
export type Digest = {
/**
 * The policy's address.
 */
address: string,
/**
 * The gravest finding's severity.
 */
severity: string,
/**
 * Clauses with a finding of each severity: high, medium, low.
 */
counts: [number, number, number],
/**
 * The categories in it, gravest first.
 */
topics: Array<TopicShare>,
/**
 * The latest version with a substantive change; null where there is none.
 */
last: VersionChange | null, };

/**
 * What the library shows at a glance, as far as it is known.
 */
export type Digests = {
/**
 * Of policies whose digest is there.
 */
digests: Array<Digest>,
/**
 * The addresses of the others: ask for each.
 */
missing: Array<string>, };

/**
 * A category in a policy.
 */
export type TopicShare = {
/**
 * The category's id.
 */
id: string,
/**
 * The gravest of its clauses here.
 */
severity: string,
/**
 * How many clauses.
 */
clauses: number, };

/**
 * What changed in a version, in short.
 */
export type VersionChange = {
/**
 * The version's hash in the chain.
 */
hash: string,
/**
 * Its number.
 */
number: number,
/**
 * The number of the version before it in time.
 */
from: number,
/**
 * When it was first read.
 */
readAt: number,
/**
 * Since the version before: `unchanged`, `editorial` or `changed`.
 */
verdict: string,
/**
 * In one line.
 */
headline: string,
/**
 * The gravest change's severity.
 */
severity: string,
/**
 * `worse`, `better` or `neutral`.
 */
direction: string,
/**
 * How many changes matter.
 */
substantive: number,
/**
 * How many do not.
 */
editorial: number, };

/**
 * The changes of a policy: one for each version but the first in time.
 */
export type PolicyChanges = {
/**
 * The policy's address.
 */
address: string,
/**
 * Its title.
 */
title: string,
/**
 * Its changes, oldest first.
 */
changes: Array<VersionChange>, };

/**
 * A category, and how common it is.
 */
export type Topic = {
/**
 * Its id.
 */
id: string,
/**
 * Its name.
 */
title: string,
/**
 * What it covers.
 */
meaning: string,
/**
 * Why it matters.
 */
matters: string,
/**
 * What to check.
 */
check: string,
/**
 * How common it is: `common`, `frequent`, `uncommon` or `rare`.
 */
rarity: string,
/**
 * The same in a sentence.
 */
prevalence: string,
/**
 * In how many of the policies that were read it stands.
 */
policies: number,
/**
 * How many were read.
 */
of: number,
/**
 * By kind of service.
 */
sectors: Array<TopicSector>, };

/**
 * How common a category is among the policies of one kind of service.
 */
export type TopicSector = {
/**
 * The kind of service.
 */
sector: string,
/**
 * Policies with such a clause.
 */
policies: number,
/**
 * Policies read.
 */
of: number, };

/**
 * The life of a clause. Versions are counted from 0.
 */
export type Clause = {
/**
 * The version that had it first.
 */
first_seen: number,
/**
 * The version that had it last.
 */
last_seen: number,
/**
 * The headings above it.
 */
path: Array<string>,
/**
 * Its text in the last version that had it.
 */
text: string,
/**
 * What happened to it, in order.
 */
events: Array<Event>, };

/**
 * An event of a clause's life.
 */
export type Event = {
/**
 * The version in which it happened.
 */
version: number,
/**
 * `reworded`, `moved`, `renumbered`, `split`, `merged`, `removed` or `returned`.
 */
kind: string,
/**
 * The id of the change in that version's comparison that tells it.
 */
change: string | null, };

/**
 * A policy that is looked at again.
 */
export type Watch = {
/**
 * The policy's canonical address.
 */
address: string,
/**
 * The address to fetch.
 */
url: string,
/**
 * Whether fetching gives what a tab shows; else the policy is checked when the reader visits it.
 */
by: By,
/**
 * When to look next.
 */
nextAt: number,
/**
 * When the page was read last; null where it never was.
 */
readAt: number | null,
/**
 * How often in a row it could not be read.
 */
failures: number,
/**
 * What is wrong; null where all is well.
 */
trouble: Trouble | null,
/**
 * The server's `ETag` of what was read last.
 */
etag: string | null,
/**
 * The server's `Last-Modified` of what was read last.
 */
lastModified: string | null,
/**
 * The address of the policy that names this one, where it is watched for that one's sake.
 */
group: string | null,
/**
 * A change that was found and is not told yet: the page is looked at again first.
 */
held: Held | null, };

/**
 * How a policy is looked at.
 */
export type By = "fetch" | "tab" | "visit";

/**
 * Why a watch cannot read its page.
 */
export type Trouble = {
/**
 * A sentence for the reader.
 */
why: string,
/**
 * Since when.
 */
since: number,
/**
 * Whether the reader was told.
 */
told: boolean, };

/**
 * A change that was found and is not told yet.
 */
export type Held = {
/**
 * What is to be told.
 */
news: News,
/**
 * The version that the page showed before.
 */
base: number,
/**
 * Whether the page shows something else than that version now.
 */
away: boolean,
/**
 * Since when it does, or does not.
 */
since: number,
/**
 * Whether it went back meanwhile, or to another text.
 */
wavered: boolean, };

/**
 * A change that was found in the background.
 */
export type News = {
/**
 * The policy.
 */
address: string,
/**
 * Its title.
 */
title: string,
/**
 * When it was found.
 */
at: number,
/**
 * The version before.
 */
from: number,
/**
 * The new version.
 */
to: number,
/**
 * What changed, in short.
 */
summary: Summary, };

/**
 * A policy that another one names.
 */
export type Reference = {
/**
 * What it is called there.
 */
title: string,
/**
 * Its address, tidied as the archive does.
 */
address: string, };

/**
 * `clausewatch compare --format json`.
 */
export type Comparison = {
/**
 * `unchanged`, `editorial`, `changed` or `unreadable`.
 */
verdict: string,
/**
 * Why a page could not be read.
 */
reason: string | null,
/**
 * The answer in short.
 */
summary: Summary,
/**
 * Substantive ones first.
 */
changes: Array<Change>, };

/**
 * A judged policy.
 */
export type Policy = {
/**
 * Its title; may be empty.
 */
title: string,
/**
 * BCP 47; may be empty.
 */
language: string,
/**
 * `YYYY-MM-DD`.
 */
effective_date: string | null,
/**
 * SHA-256 in hexadecimal.
 */
fingerprint: string,
/**
 * In reading order.
 */
provisions: Array<Provision>, };

/**
 * A judged provision.
 */
export type Provision = {
/**
 * Unique in the policy.
 */
id: string,
/**
 * Headings above it.
 */
path: Array<string>,
/**
 * Number, letter or bullet.
 */
marker: string | null,
/**
 * The sentence that governs its list.
 */
lead_in: string | null,
/**
 * Its text.
 */
text: string,
/**
 * The gravest finding's.
 */
severity: string,
/**
 * Gravest first.
 */
findings: Array<Finding>,
/**
 * Classes of potentially unfair terms.
 */
unfair: Array<string>, };

/**
 * A finding.
 */
export type Finding = {
/**
 * Category id.
 */
category: string,
/**
 * Severity id.
 */
severity: string,
/**
 * 0 to 1.
 */
confidence: number,
/**
 * One sentence.
 */
why: string,
/**
 * In UTF-16 units of the provision's text.
 */
spans: Array<Span>,
/**
 * Regulation ids.
 */
regulations: Array<string>, };

/**
 * UTF-16 offsets, end exclusive.
 */
export type Span = {
/**
 * First unit.
 */
start: number,
/**
 * One past the last.
 */
end: number, };

/**
 * The answer in short. Counts are of substantive changes by kind; `editorial` counts the others.
 */
export type Summary = {
/**
 * One line.
 */
headline: string,
/**
 * The gravest change's.
 */
severity: string,
/**
 * `worse`, `better` or `neutral`.
 */
direction: string,
/**
 * Provisions new.
 */
added: number,
/**
 * Provisions gone.
 */
removed: number,
/**
 * Provisions reworded.
 */
reworded: number,
/**
 * Provisions that stand elsewhere.
 */
moved: number,
/**
 * Provisions with another number only.
 */
renumbered: number,
/**
 * Changes that do not matter.
 */
editorial: number, };

/**
 * A change.
 */
export type Change = {
/**
 * Unique in the comparison.
 */
id: string,
/**
 * `added`, `removed`, `reworded`, `moved` or `renumbered`.
 */
kind: string,
/**
 * `substantive` or `editorial`.
 */
materiality: string,
/**
 * For an editorial change, why it is one.
 */
editorial_reason: string | null,
/**
 * Severity id.
 */
severity: string,
/**
 * `worse`, `better` or `neutral`.
 */
direction: string,
/**
 * Headings above it.
 */
path: Array<string>,
/**
 * Text before.
 */
before: string | null,
/**
 * Text after.
 */
after: string | null,
/**
 * The difference, for `reworded`.
 */
words: Array<Word>,
/**
 * What it does.
 */
effects: Array<Effect>,
/**
 * Category ids.
 */
categories: Array<string>, };

/**
 * A stretch of a word difference.
 */
export type Word = {
/**
 * `equal`, `delete` or `insert`.
 */
op: string,
/**
 * The words, white space included.
 */
text: string, };

/**
 * An effect.
 */
export type Effect = {
/**
 * Its id.
 */
id: string,
/**
 * One line, with the words of the policy that show it.
 */
text: string,
/**
 * The same without those words, to stand beside a redline that has them.
 */
says: string, };
