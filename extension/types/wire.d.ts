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
 * How many versions are kept, this one included.
 */
versions: number,
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
 * When it was last seen, in ms since 1970.
 */
seenAt: number,
/**
 * `YYYY-MM-DD`, as it states it.
 */
effectiveDate: string | null, };

/**
 * A clause to know, and where it stands.
 */
export type VisitFinding = {
/**
 * Unique in the visit, the same at the next one while the provision's text stays.
 */
id: string,
/**
 * Category id.
 */
category: string,
/**
 * `none`, `low`, `medium` or `high`.
 */
severity: string,
/**
 * 0 to 1.
 */
confidence: number,
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
 * Why this clause is one, with its own terms in it.
 */
why: string,
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
path: Array<string>,
/**
 * The phrases that carry the reason, in `quote`.
 */
spans: Array<Span>,
/**
 * Laws often in play.
 */
regulations: Array<VisitRegulation>,
/**
 * For each span where it stands on the page; a span may run through several text nodes.
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
 * A stretch of one text node.
 */
export type TextRange = {
/**
 * The text node, by its place among the snapshot's texts.
 */
node: number,
/**
 * First UTF-16 unit of the node's text.
 */
start: number,
/**
 * One past the last.
 */
end: number, };

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
 * One sentence.
 */
text: string, };
