//! From provisions to findings: which clauses can hurt, where exactly, how much, and why.
//!
//! Owns rules, severity, explanations, regulations. What a category is stands as data in `rules/categories/`.

mod category;
mod document;
mod engine;
mod explain;
mod frame;
mod missing;
pub mod model;
mod pattern;
mod prevalence;
mod regulations;
mod rules;
mod text;
mod unfair;
mod watched;
mod words;

pub use category::{Category, Severity, Unfair};
pub use document::categories_markdown;
pub use explain::{CategoryText, category_text};
pub use missing::{Missing, missing};
pub use prevalence::{PolicyRead, Prevalence, Rarity, SectorShare, policies_read, prevalence};
pub use regulations::{Regulation, regulation, regulations};
pub use watched::{WatchWord, Watched, watched};

use crate::read::Policy;
use crate::text::Utf16Range;

/// One category seen in a provision.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The category.
    pub category: Category,
    /// How much it matters to the reader here.
    pub severity: Severity,
    /// How sure the engine is, 0 to 1.
    pub confidence: f32,
    /// One sentence that says why, with the provision's own terms in it.
    pub why: String,
    /// The phrases that carry the reason, in order, in the provision's text. Never empty.
    pub spans: Vec<Utf16Range>,
    /// Laws usually in play, by id in `rules/regulations.toml`.
    pub regulations: &'static [&'static str],
}

/// What judging says of one provision.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judgement {
    /// The findings, gravest first.
    pub findings: Vec<Finding>,
    /// Classes of potentially unfair terms under EU consumer law.
    pub unfair: Vec<Unfair>,
}

impl Judgement {
    /// The gravest finding's severity.
    pub fn severity(&self) -> Severity {
        self.findings.iter().map(|f| f.severity).max().unwrap_or(Severity::None)
    }
}

/// A clause with the context that decides what it means.
#[derive(Debug, Clone, Copy)]
pub struct Clause<'a> {
    /// Its text.
    pub text: &'a str,
    /// The heading right above it; empty where there is none.
    pub heading: &'a str,
    /// The sentence that governs the list it stands in; empty where there is none.
    pub lead_in: &'a str,
}

/// Judges one clause.
pub fn judge_clause(clause: Clause<'_>) -> Judgement {
    Judgement { findings: engine::findings(clause), unfair: unfair::classes(clause) }
}

/// Whether there are rules for a language (BCP 47). A document that does not tell its language is taken for English.
pub fn covers(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.is_empty() || primary.eq_ignore_ascii_case("en")
}

/// Judges every provision of a policy, in order. Nothing is found in a language without rules (see [`covers`]): its
/// changes are tracked all the same.
pub fn judge(policy: &Policy) -> Vec<Judgement> {
    if !covers(&policy.language) {
        return vec![Judgement::default(); policy.provisions.len()];
    }
    policy
        .provisions
        .iter()
        .map(|p| {
            judge_clause(Clause {
                text: &p.text,
                heading: p.path.last().map(|h| &**h).unwrap_or_default(),
                lead_in: p.lead_in.as_deref().unwrap_or_default(),
            })
        })
        .collect()
}
