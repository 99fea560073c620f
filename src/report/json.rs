//! The JSON contract of the command line, messages and stored records. Field names and values are fixed.

use serde::{Deserialize, Serialize};

use crate::compare::{self, ChangeKind, Direction, Materiality, Verdict};
use crate::judge::{Judgement, Severity, Unfair, unfair_terms};
use crate::read::{self, Kind, Unreadable};
use crate::text::Utf16Range;

/// `clausewatch read --format json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What the page is.
    pub detection: Detection,
    /// The document on it; null where there is none to read.
    pub policy: Option<Policy>,
    /// Why there is none: `empty`, `error_page`, `challenge`, `login_wall`, `half_loaded` or `too_large`.
    pub unreadable: Option<String>,
}

/// What the page is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Detection {
    /// Whether it is a policy.
    pub is_policy: bool,
    /// `acceptable_use`, `community_guidelines`, `terms`, `developer_terms`, `privacy` or `other`.
    pub kind: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Reasons, strongest first.
    pub evidence: Vec<String>,
}

/// A judged policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Policy {
    /// Its title; may be empty.
    pub title: String,
    /// BCP 47; may be empty.
    pub language: String,
    /// `YYYY-MM-DD`.
    pub effective_date: Option<String>,
    /// SHA-256 in hexadecimal.
    pub fingerprint: String,
    /// In reading order.
    pub provisions: Vec<Provision>,
}

/// A judged provision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Provision {
    /// Unique in the policy.
    pub id: String,
    /// Headings above it.
    pub path: Vec<String>,
    /// Number, letter or bullet.
    pub marker: Option<String>,
    /// The sentence that governs its list.
    pub lead_in: Option<String>,
    /// Its text.
    pub text: String,
    /// The gravest finding's.
    pub severity: String,
    /// Gravest first.
    pub findings: Vec<Finding>,
    /// Classes of potentially unfair terms.
    pub unfair: Vec<String>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Finding {
    /// Category id.
    pub category: String,
    /// Severity id.
    pub severity: String,
    /// 0 to 1.
    pub confidence: f32,
    /// One sentence.
    pub why: String,
    /// In UTF-16 units of the provision's text.
    pub spans: Vec<Span>,
    /// Regulation ids.
    pub regulations: Vec<String>,
}

/// UTF-16 offsets, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Span {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// `clausewatch compare --format json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Comparison {
    /// `unchanged`, `editorial`, `changed` or `unreadable`.
    pub verdict: String,
    /// Why a page could not be read.
    pub reason: Option<String>,
    /// The answer in short.
    pub summary: Summary,
    /// Substantive ones first.
    pub changes: Vec<Change>,
}

/// The answer in short. Counts are of substantive changes by kind; `editorial` counts the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Summary {
    /// One line.
    pub headline: String,
    /// The gravest change's.
    pub severity: String,
    /// `worse`, `better` or `neutral`.
    pub direction: String,
    /// Provisions new.
    pub added: usize,
    /// Provisions gone.
    pub removed: usize,
    /// Provisions reworded.
    pub reworded: usize,
    /// Provisions that stand elsewhere.
    pub moved: usize,
    /// Provisions with another number only.
    pub renumbered: usize,
    /// Changes that do not matter.
    pub editorial: usize,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Change {
    /// Unique in the comparison.
    pub id: String,
    /// `added`, `removed`, `reworded`, `moved` or `renumbered`.
    pub kind: String,
    /// `substantive` or `editorial`.
    pub materiality: String,
    /// For an editorial change, why it is one.
    pub editorial_reason: Option<String>,
    /// Severity id.
    pub severity: String,
    /// `worse`, `better` or `neutral`.
    pub direction: String,
    /// Headings above it.
    pub path: Vec<String>,
    /// Text before.
    pub before: Option<String>,
    /// Text after.
    pub after: Option<String>,
    /// The difference, for `reworded`.
    pub words: Vec<Word>,
    /// What it does.
    pub effects: Vec<Effect>,
    /// Category ids.
    pub categories: Vec<String>,
}

/// A stretch of a word difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Word {
    /// `equal`, `delete` or `insert`.
    pub op: String,
    /// The words, white space included.
    pub text: String,
}

/// An effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Effect {
    /// Its id.
    pub id: String,
    /// One line, with the words of the policy that show it.
    pub text: String,
    /// The same without those words, to stand beside a redline that has them.
    pub says: String,
}

/// `clausewatch classify`: one line in.
#[derive(Debug, Clone, Deserialize)]
pub struct Clause {
    /// The provision's text.
    pub text: String,
    /// The heading above it.
    #[serde(default)]
    pub heading: String,
    /// The sentence that governs its list.
    #[serde(default)]
    pub lead_in: String,
}

/// `clausewatch classify`: one line out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Labels {
    /// Category ids, gravest first.
    pub labels: Vec<String>,
    /// Severity id.
    pub severity: String,
    /// Classes of potentially unfair terms.
    pub unfair: Vec<String>,
}

/// `clausewatch detect`: one line out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gate {
    /// Whether the page deserves to be read.
    pub candidate: bool,
    /// What it seems to be.
    pub kind: String,
}

/// The id of a kind of document.
pub fn kind_id(kind: Kind) -> &'static str {
    kind.id()
}

/// The id of a reason for which there is nothing to read.
pub fn unreadable_id(reason: Unreadable) -> &'static str {
    match reason {
        Unreadable::Empty => "empty",
        Unreadable::ErrorPage => "error_page",
        Unreadable::Challenge => "challenge",
        Unreadable::LoginWall => "login_wall",
        Unreadable::HalfLoaded => "half_loaded",
        Unreadable::TooLarge => "too_large",
    }
}

impl Reading {
    /// A reading with one judgement for each provision.
    pub fn new(reading: &read::Reading, judgements: &[Judgement]) -> Self {
        let detection = &reading.detection;
        Self {
            detection: Detection {
                is_policy: detection.is_policy,
                kind: kind_id(detection.kind).into(),
                confidence: detection.confidence,
                evidence: detection.evidence.clone(),
            },
            policy: reading.policy.as_ref().ok().map(|p| Policy::new(p, judgements)),
            unreadable: reading.policy.as_ref().err().map(|&r| unreadable_id(r).into()),
        }
    }
}

impl Policy {
    /// A policy with one judgement for each provision.
    pub fn new(policy: &read::Policy, judgements: &[Judgement]) -> Self {
        Self {
            title: policy.title.clone(),
            language: policy.language.clone(),
            effective_date: policy.effective_date.map(|d| d.to_string()),
            fingerprint: policy.fingerprint.0.clone(),
            provisions: {
                let judged = policy.provisions.iter().zip(judgements).zip(unfair_terms(policy));
                judged.map(|((provision, judgement), unfair)| Provision::new(provision, judgement, &unfair)).collect()
            },
        }
    }
}

impl Provision {
    fn new(provision: &read::Provision, judgement: &Judgement, unfair: &[Unfair]) -> Self {
        Self {
            id: provision.id.to_string(),
            path: provision.path.iter().map(|h| h.to_string()).collect(),
            marker: provision.marker.clone(),
            lead_in: provision.lead_in.as_ref().map(|l| l.to_string()),
            text: provision.text.clone(),
            severity: judgement.severity.id().into(),
            findings: judgement.findings.iter().map(Finding::new).collect(),
            unfair: unfair.iter().map(|u| u.id().into()).collect(),
        }
    }
}

impl Finding {
    fn new(finding: &crate::judge::Finding) -> Self {
        Self {
            category: finding.category.id().into(),
            severity: finding.severity.id().into(),
            confidence: finding.confidence,
            why: finding.why.clone(),
            spans: finding.spans.iter().map(|&s| s.into()).collect(),
            regulations: finding.regulations.iter().map(|&id| id.into()).collect(),
        }
    }
}

impl From<Utf16Range> for Span {
    fn from(range: Utf16Range) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl Comparison {
    /// A comparison that could be made.
    pub fn new(comparison: &compare::Comparison) -> Self {
        let substantive = |kind| {
            let counts = |c: &&compare::Change| c.kind == kind && c.materiality == Materiality::Substantive;
            comparison.changes.iter().filter(counts).count()
        };
        Self {
            verdict: match comparison.verdict {
                Verdict::Unchanged => "unchanged",
                Verdict::Editorial => "editorial",
                Verdict::Changed => "changed",
            }
            .into(),
            reason: None,
            summary: Summary {
                headline: comparison.headline.clone(),
                severity: comparison.severity.id().into(),
                direction: direction_id(comparison.direction).into(),
                added: substantive(ChangeKind::Added),
                removed: substantive(ChangeKind::Removed),
                reworded: substantive(ChangeKind::Reworded),
                moved: substantive(ChangeKind::Moved),
                renumbered: substantive(ChangeKind::Renumbered),
                editorial: comparison.changes.iter().filter(|c| c.materiality == Materiality::Editorial).count(),
            },
            changes: comparison.changes.iter().map(Change::new).collect(),
        }
    }

    /// The answer where one side could not be read.
    pub fn unreadable(reason: String) -> Self {
        Self {
            verdict: "unreadable".into(),
            summary: Summary {
                headline: reason.clone(),
                severity: Severity::None.id().into(),
                direction: direction_id(Direction::Neutral).into(),
                added: 0,
                removed: 0,
                reworded: 0,
                moved: 0,
                renumbered: 0,
                editorial: 0,
            },
            reason: Some(reason),
            changes: Vec::new(),
        }
    }
}

/// The id of a direction.
pub fn direction_id(direction: Direction) -> &'static str {
    match direction {
        Direction::Worse => "worse",
        Direction::Better => "better",
        Direction::Neutral => "neutral",
    }
}

impl Change {
    fn new(change: &compare::Change) -> Self {
        Self {
            id: change.id.clone(),
            kind: match change.kind {
                ChangeKind::Added => "added",
                ChangeKind::Removed => "removed",
                ChangeKind::Reworded => "reworded",
                ChangeKind::Moved => "moved",
                ChangeKind::Renumbered => "renumbered",
            }
            .into(),
            materiality: match change.materiality {
                Materiality::Substantive => "substantive",
                Materiality::Editorial => "editorial",
            }
            .into(),
            editorial_reason: change.editorial_reason.clone(),
            severity: change.severity.id().into(),
            direction: direction_id(change.direction).into(),
            path: change.path.clone(),
            before: change.before.clone(),
            after: change.after.clone(),
            words: change.words.iter().map(Word::new).collect(),
            effects: change.effects.iter().map(Effect::new).collect(),
            categories: change.categories.iter().map(|c| c.id().into()).collect(),
        }
    }
}

impl Effect {
    fn new(effect: &compare::Effect) -> Self {
        Self { id: effect.id.into(), text: effect.text(), says: format!("{}.", effect.says) }
    }
}

impl Word {
    fn new(words: &compare::Words) -> Self {
        let (op, text) = match words {
            compare::Words::Equal(t) => ("equal", t),
            compare::Words::Delete(t) => ("delete", t),
            compare::Words::Insert(t) => ("insert", t),
        };
        Self { op: op.into(), text: text.clone() }
    }
}
