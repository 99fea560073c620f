//! What a visit answers with: all that painting, the card and the popup show. Field names and values are fixed, as the
//! command line's are; JavaScript's types are written from here.

use serde::{Deserialize, Serialize};

use super::json::{Change, Span, Summary};

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum State {
    /// The policy was never seen before. It is kept now.
    FirstVisit,
    /// The same as when it was last seen.
    Unchanged,
    /// Only editorial differences.
    Editorial,
    /// Something changed that matters.
    Changed,
    /// There is no document to read; `reason` says why. What was kept before stays.
    Unreadable,
    /// The page is no policy. Nothing is kept.
    NotAPolicy,
}

/// One visit to one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Visit {
    /// The page's address as the browser shows it.
    pub url: String,
    /// The address that the policy is kept under.
    pub canonical_url: String,
    /// What became of the page.
    pub state: State,
    /// A sentence for the reader: why the page could not be read, or what is special about the answer.
    pub reason: Option<String>,
    /// The document's title, else the page's.
    pub title: String,
    /// `acceptable_use`, `community_guidelines`, `terms`, `developer_terms`, `privacy` or `other`.
    pub kind: String,
    /// BCP 47; may be empty.
    pub language: String,
    /// A sentence for the reader where there are no rules for the page's language.
    pub language_note: Option<String>,
    /// `YYYY-MM-DD`, as the document states it.
    pub effective_date: Option<String>,
    /// When this visit took place, in ms since 1970.
    #[cfg_attr(test, ts(type = "number"))]
    pub seen_at: u64,
    /// The version that this one is compared with.
    pub previous: Option<Previous>,
    /// When the policy was first kept, in ms since 1970; null where it is not kept.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub first_seen_at: Option<u64>,
    /// When the reader saw the policy last before this visit, in ms since 1970; null on the first.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub last_seen_at: Option<u64>,
    /// How many versions are kept, this one included.
    pub versions: u32,
    /// Whether the page asks its reader to agree.
    pub asks_agreement: bool,
    /// The answer in one line.
    pub headline: String,
    /// What changed, in short; null where nothing was compared.
    pub summary: Option<Summary>,
    /// The clauses to know, in reading order.
    pub findings: Vec<VisitFinding>,
    /// What findings share, once.
    pub shared: VisitShared,
    /// Clauses that a fair policy has and this one lacks; none where there are no rules for the language.
    pub missing: Vec<VisitMissing>,
    /// Where the reader's own words stand, in reading order; in any language.
    pub watched: Vec<VisitWatched>,
    /// What changed since `previous`; as the comparison orders it.
    pub changes: Vec<VisitChange>,
}

/// The version that a visit compares with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Previous {
    /// Its number.
    pub version: u32,
    /// When it was last seen, in ms since 1970.
    #[cfg_attr(test, ts(type = "number"))]
    pub seen_at: u64,
    /// `YYYY-MM-DD`, as it states it.
    pub effective_date: Option<String>,
    /// Whether the reader brought it, with the day that `seenAt` is.
    pub brought: bool,
}

/// A clause to know, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VisitFinding {
    /// `none`, `low`, `medium` or `high`.
    pub severity: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Why this clause is one, with its own terms in it.
    pub why: String,
    /// The phrases that carry the reason, in the clause's `quote`.
    pub spans: Vec<Span>,
    /// For each span where it stands on the page; a span may run through several text nodes.
    pub ranges: Vec<Vec<TextRange>>,
    /// Its category, and what there is to say of that: a place in `shared.topics`.
    pub topic: u32,
    /// The clause it was found in: a place in `shared.clauses`. The two together are unique in the visit.
    pub clause: u32,
    /// Laws often in play: places in `shared.laws`.
    pub laws: Vec<u32>,
}

/// What the findings of a visit share. A long policy's answer is a fifth as long so, and the way to the page was what took
/// longest.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VisitShared {
    /// One for each category found.
    pub topics: Vec<VisitTopic>,
    /// One for each clause in which something was found, a reader's own words included.
    pub clauses: Vec<VisitClause>,
    /// One for each law often in play.
    pub laws: Vec<VisitRegulation>,
}

/// What there is to say of every clause of a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VisitTopic {
    /// Category id.
    pub category: String,
    /// The category's name for readers.
    pub title: String,
    /// What such a clause says.
    pub says: String,
    /// Why it matters, and to whom.
    pub matters: String,
    /// What to check.
    pub check: String,
    /// How common such a clause is in other platforms' policies.
    pub prevalence: String,
}

/// A clause in which something was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VisitClause {
    /// The provision's id: unique in the visit, the same at the next one while the text stays.
    pub provision: String,
    /// The provision's text.
    pub quote: String,
    /// The sentence that governs the list it stands in.
    pub lead_in: Option<String>,
    /// Headings above it.
    pub path: Vec<String>,
}

/// A clause that the policy lacks. It may stand in the main terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VisitMissing {
    /// `suspension_notice`, `appeal`, `report_contact`, `date` or `change_notice`.
    pub id: String,
    /// Its name for readers.
    pub title: String,
    /// What there is to say, in one sentence.
    pub text: String,
}

/// One of the reader's own words in one provision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VisitWatched {
    /// Unique in the visit, the same at the next one while the provision's text stays.
    pub id: String,
    /// The words as the reader typed them.
    pub phrase: String,
    /// The clause they stand in: a place in `shared.clauses`.
    pub clause: u32,
    /// Where the words stand in the clause's `quote`.
    pub spans: Vec<Span>,
    /// For each span where it stands on the page.
    pub ranges: Vec<Vec<TextRange>>,
}

/// A law often in play where a clause of a category stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VisitRegulation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it is cited.
    pub citation: String,
    /// Where it holds.
    pub jurisdiction: String,
    /// One sentence on what it says.
    pub fact: String,
    /// Where to read it.
    pub link: String,
}

/// A change, and where its new text stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VisitChange {
    /// The change.
    #[serde(flatten)]
    pub change: Change,
    /// For each provision of the new version that it touches, where to look: the inserted words where it was reworded, else
    /// all of it. A provision that lost words only has no new ones: all of it then. Empty where nothing stands on the page.
    pub ranges: Vec<Vec<TextRange>>,
}

/// A stretch of one text node: the node, by its place among the snapshot's texts; the first UTF-16 unit of the node's text;
/// one past the last. Without names, since an answer holds hundreds of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TextRange(pub u32, pub u32, pub u32);
