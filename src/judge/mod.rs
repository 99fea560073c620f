//! From provisions to findings: which clauses can hurt, where exactly, how much, and why.
//!
//! Owns rules, severity, explanations, regulations. What a category is stands as data in `rules/categories/`.

mod category;
mod document;
mod engine;
mod evidence;
mod explain;
mod frame;
mod memory;
mod missing;
pub mod model;
mod opinion;
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
pub use memory::Memory;
pub use missing::{Missing, Safeguards, missing};
pub use opinion::NAMED;
pub use prevalence::{PolicyRead, Prevalence, Rarity, SectorShare, policies_read, prevalence};
pub use regulations::{Regulation, regulation, regulations};
pub use watched::{WatchWord, Watched, watched};

use std::collections::HashMap;

use crate::read::{Policy, Provision};
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
    /// How grave the provision is: as its gravest finding, or what a restriction weighs that is of no category.
    pub severity: Severity,
    /// What it gives of what a fair policy has.
    pub safeguards: Safeguards,
}

/// A clause with the context that decides what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clause<'a> {
    /// Its text.
    pub text: &'a str,
    /// The heading right above it; empty where there is none.
    pub heading: &'a str,
    /// The sentence that governs the list it stands in; empty where there is none.
    pub lead_in: &'a str,
}

impl<'a> Clause<'a> {
    /// A provision as it is judged.
    pub fn of(provision: &'a Provision) -> Self {
        Self {
            text: &provision.text,
            heading: provision.path.last().map(|h| &**h).unwrap_or_default(),
            lead_in: provision.lead_in.as_deref().unwrap_or_default(),
        }
    }
}

/// Judges one clause.
pub fn judge_clause(clause: Clause<'_>) -> Judgement {
    Above::of(clause).judge(clause.text)
}

/// The classes of potentially unfair terms under EU consumer law that hold for a clause, in the contract's order. An answer apart
/// from [`Judgement`]: only reports ask for it, and it takes as long.
pub fn unfair_classes(clause: Clause<'_>) -> Vec<Unfair> {
    unfair::classes(clause)
}

/// The same for every provision of a policy, in order; none in a language without rules (see [`covers`]).
pub fn unfair_terms(policy: &Policy) -> Vec<Vec<Unfair>> {
    let known = covers(&policy.language);
    policy.provisions.iter().map(|p| if known { unfair::classes(Clause::of(p)) } else { Vec::new() }).collect()
}

/// What the rules alone say of a clause, and all that the model has to weigh: what it is trained on.
pub fn evidence(clause: Clause<'_>) -> Evidence {
    let above = engine::Above::new(clause.heading, clause.lead_in);
    let seen = engine::look(clause.text, &above);
    let mut shown = evidence::above(&above);
    shown.extend(evidence::own(clause.text, &seen));
    Evidence { categories: seen.findings.iter().map(|f| f.category).collect(), severity: seen.severity, shown }
}

/// See [`evidence()`].
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The categories of the rules' findings.
    pub categories: Vec<Category>,
    /// How grave the clause is to the rules.
    pub severity: Severity,
    /// Keys and their values.
    pub shown: Vec<(u32, f32)>,
}

/// What stands above a clause, made ready once for all clauses that stand below it.
struct Above {
    engine: engine::Above,
    opinion: opinion::Above,
}

impl Above {
    fn of(clause: Clause<'_>) -> Self {
        let engine = engine::Above::new(clause.heading, clause.lead_in);
        let opinion = opinion::Above::new(&engine);
        Self { engine, opinion }
    }

    fn judge(&self, text: &str) -> Judgement {
        let seen = engine::look(text, &self.engine);
        let safeguards = Safeguards::of(&seen.text);
        let (findings, severity) = opinion::second(text, seen, &self.opinion);
        Judgement { findings, severity, safeguards }
    }
}

/// Whether there are rules for a language (BCP 47). A document that does not tell its language is taken for English.
pub fn covers(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.is_empty() || primary.eq_ignore_ascii_case("en")
}

/// Judges every provision of a policy, in order. Nothing is found in a language without rules (see [`covers`]): its
/// changes are tracked all the same.
pub fn judge(policy: &Policy) -> Vec<Judgement> {
    judge_knowing(policy, |_| None)
}

/// Judges two versions of a policy.
pub fn judge_both(old: &Policy, new: &Policy) -> (Vec<Judgement>, Vec<Judgement>) {
    let after = judge(new);
    (judge_beside(old, new, &after), after)
}

/// Judges a version of a policy of which another version is judged already: most clauses are the same.
pub fn judge_beside(policy: &Policy, other: &Policy, judgements: &[Judgement]) -> Vec<Judgement> {
    if covers(&policy.language) != covers(&other.language) {
        return judge(policy);
    }
    let known: HashMap<Clause<'_>, &Judgement> = other.provisions.iter().map(Clause::of).zip(judgements).collect();
    judge_knowing(policy, |clause| known.get(&clause).map(|judgement| (*judgement).clone()))
}

fn judge_knowing(policy: &Policy, known: impl Fn(Clause<'_>) -> Option<Judgement>) -> Vec<Judgement> {
    if !covers(&policy.language) {
        return vec![Judgement::default(); policy.provisions.len()];
    }
    let mut above: Option<(Clause<'_>, Above)> = None;
    let mut judgements = Vec::with_capacity(policy.provisions.len());
    for clause in policy.provisions.iter().map(Clause::of) {
        judgements.push(known(clause).unwrap_or_else(|| {
            let same = |of: Clause<'_>| (of.heading, of.lead_in) == (clause.heading, clause.lead_in);
            if above.as_ref().is_none_or(|(of, _)| !same(*of)) {
                above = Some((clause, Above::of(clause)));
            }
            let (_, above) = above.as_ref().expect("just made");
            above.judge(clause.text)
        }));
    }
    judgements
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Page, read};
    use crate::tree::Tree;

    pub(super) fn policy(clauses: &str) -> Policy {
        let page = format!(
            "<html lang=en><title>Acceptable Use Policy</title><h1>Acceptable Use Policy</h1>\
             <h2>Conduct</h2><p>This policy binds all who use the service.</p>{clauses}"
        );
        read(&Tree::from_html(&page), &Page::default(), None).policy.expect("a policy")
    }

    #[test]
    fn what_was_judged_before_is_judged_alike() {
        let list = "<ul><li>spam</li><li>malware</li></ul>";
        let old = policy(&format!("<p>You may not send:</p>{list}<p>We may suspend you without notice.</p>"));
        // The same items under another lead-in mean something else.
        let new = policy(&format!("<p>You may report:</p>{list}<p>We may suspend you without notice or refund.</p>"));
        for (before, after) in [(&old, &new), (&new, &old), (&old, &old)] {
            assert_eq!(judge_beside(after, before, &judge(before)), judge(after));
        }
    }
}
