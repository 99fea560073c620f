//! What comparing yields: changes and the comparison that holds them.

use crate::judge::{Category, Judgement, Severity};
use crate::read::Policy;

/// One version with what judging said of it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The version.
    pub policy: &'a Policy,
    /// One judgement for each provision.
    pub judgements: &'a [Judgement],
}

/// What happened to a provision or a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its text differs.
    Reworded,
    /// It stands elsewhere, its text unchanged.
    Moved,
    /// Only its marker differs.
    Renumbered,
}

/// Whether a change matters to someone bound by the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Materiality {
    /// Dates of update, numbering, typography, spelling variants, markup.
    Editorial,
    /// Anything that changes what someone may, must or can expect.
    Substantive,
}

/// What a change means for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Fewer rights, more duties.
    Worse,
    /// More rights, fewer duties.
    Better,
    /// Neither, or it cannot be told.
    Neutral,
}

/// A stretch of a word difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Stands in both.
    Equal(String),
    /// Stands only in the old text.
    Delete(String),
    /// Stands only in the new text.
    Insert(String),
}

/// What a change does, in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Its id ("deadline_shortened").
    pub id: &'static str,
    /// One sentence that stands alone, without its full stop.
    pub says: String,
    /// The words of the text that show it.
    pub quote: Option<String>,
    /// How many more of its kind the change has that are not told one by one.
    pub more: usize,
}

impl Effect {
    /// The whole of it as a line.
    pub fn text(&self) -> String {
        let mut line = match &self.quote {
            Some(quote) => format!("{}: “{quote}”.", self.says),
            None => format!("{}.", self.says),
        };
        if self.more > 0 {
            line.push_str(&format!(" And {} more like it.", self.more));
        }
        line
    }
}

/// One difference between two versions. Texts stand with their number or letter, but for rewording,
/// whose texts stand without.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Unique within the comparison, stable for the same two versions.
    pub id: String,
    /// What happened.
    pub kind: ChangeKind,
    /// Whether it matters.
    pub materiality: Materiality,
    /// How much, for the reader.
    pub severity: Severity,
    /// For or against the reader.
    pub direction: Direction,
    /// The headings above it, in the new version where it stands there.
    pub path: Vec<String>,
    /// The text before.
    pub before: Option<String>,
    /// The text after.
    pub after: Option<String>,
    /// For [`ChangeKind::Reworded`] the difference: equal and delete parts give `before`, equal and insert parts `after`.
    pub words: Vec<Words>,
    /// What it does.
    pub effects: Vec<Effect>,
    /// What it is about.
    pub categories: Vec<Category>,
    /// Why it was held to be editorial, for a reader who lists what was held back.
    pub editorial_reason: Option<String>,
    /// Which provisions of the old version it touches, by index.
    pub old_provisions: Vec<usize>,
    /// Which provisions of the new version it touches, by index.
    pub new_provisions: Vec<usize>,
}

/// The answer in one word. The caller says `unreadable` where there was no policy to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// No difference.
    Unchanged,
    /// Only editorial differences.
    Editorial,
    /// Some difference is substantive.
    Changed,
}

/// What changed between two versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The answer in one word.
    pub verdict: Verdict,
    /// The answer in one line, as a person would write it.
    pub headline: String,
    /// The gravest substantive change's severity.
    pub severity: Severity,
    /// The sum of the substantive changes.
    pub direction: Direction,
    /// All changes: substantive ones first, gravest first, then the editorial ones, each group in reading order.
    pub changes: Vec<Change>,
    /// Which provisions live on as which, reworded ones included, in the old version's order. With the changes it accounts
    /// for every provision of both versions.
    pub kept: Vec<Kept>,
}

/// Provisions of two versions that are one and the same. More than one on a side where the text was split or merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// In the old version, by index.
    pub old: Vec<usize>,
    /// In the new version, by index.
    pub new: Vec<usize>,
}
