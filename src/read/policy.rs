//! What reading yields: the types that judging and comparing work on.

use std::fmt;
use std::sync::Arc;

use crate::text::Utf16Range;
use crate::tree::TextId;

/// What kind of document a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Acceptable use, usage, restricted use or anti-abuse policy.
    AcceptableUse,
    /// Community guidelines, rules or standards, codes of conduct.
    CommunityGuidelines,
    /// Terms of service or use, user agreements.
    Terms,
    /// Developer, API or commercial terms.
    DeveloperTerms,
    /// Privacy, cookie and data policies.
    Privacy,
    /// Anything else.
    Other,
}

impl Kind {
    /// The id that rules, the gate and reports use.
    pub fn id(self) -> &'static str {
        match self {
            Self::AcceptableUse => "acceptable_use",
            Self::CommunityGuidelines => "community_guidelines",
            Self::Terms => "terms",
            Self::DeveloperTerms => "developer_terms",
            Self::Privacy => "privacy",
            Self::Other => "other",
        }
    }
}

/// Whether a page is a policy that binds users, and what says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Detection {
    /// Whether the page is a policy (privacy policies and other documents are none, and are read all the same).
    pub is_policy: bool,
    /// The kind of document.
    pub kind: Kind,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
    /// Reasons in words that a reader understands, strongest first.
    pub evidence: Vec<String>,
}

/// Why there is no document to read on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unreadable {
    /// Nothing to read at all, or only a shell that scripts fill.
    Empty,
    /// The server answered with an error page ("not found", "access denied", "something went wrong").
    ErrorPage,
    /// A captcha or a check of the browser stands in front.
    Challenge,
    /// The document stands behind a login.
    LoginWall,
    /// Far less than the version before: the page had not loaded in full.
    HalfLoaded,
    /// More than is read: what there is of it would be told as if the rest had gone.
    TooLarge,
}

/// A provision's identity within a version: made from its text, so that the same text keeps it across visits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProvisionId(pub Arc<str>);

impl fmt::Display for ProvisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// SHA-256 over the normalised provisions of a policy, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub String);

/// A calendar day as the document states it. Ordered; always a valid day of the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, where there is such a one. Years from 1970 to 2199: others in a policy are no dates of it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1970..2200).contains(&year) && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }
}

/// `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A stretch of a provision's text that stands, character for character, in one text node of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// Which part of [`Provision::text`].
    pub range: Utf16Range,
    /// The text node that holds it.
    pub node: TextId,
    /// Where in the node's raw text it starts, in UTF-16 units.
    pub start: u32,
}

/// The smallest clause that stands alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Provision {
    /// Its identity.
    pub id: ProvisionId,
    /// The headings above it, outermost first, without their markers' white space.
    pub path: Arc<[Arc<str>]>,
    /// Its number, letter or bullet as printed ("3.2", "(a)", "iv."); `None` for a plain paragraph or an unnumbered item.
    pub marker: Option<String>,
    /// For a list item, the sentence that governs the list. That sentence is a provision of its own too.
    pub lead_in: Option<Arc<str>>,
    /// Its text, white space folded, without marker and lead-in.
    pub text: String,
    /// Where the text stands on the page, in order of the text. Empty where it came without a page.
    pub anchors: Vec<Anchor>,
}

/// A policy as read at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// The document's title; empty where it has none.
    pub title: String,
    /// BCP 47 language, from the markup or the text; empty where neither tells.
    pub language: String,
    /// The day on which it takes effect, else the day of its last update, as stated in it.
    pub effective_date: Option<Date>,
    /// All provisions in reading order.
    pub provisions: Vec<Provision>,
    /// What versions are told apart by.
    pub fingerprint: Fingerprint,
}

/// What one page gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What the page is.
    pub detection: Detection,
    /// The document on it, or why there is none.
    pub policy: Result<Policy, Unreadable>,
}
