//! What changed between two versions, exactly, and whether it matters.
//!
//! Owns alignment, word differences, kinds of change, materiality, effects, the summary. Reads no pages.
//!
//! The way of a pair of versions: both become rows of items, headings and provisions ([`item`]); [`pair`] says which
//! are one and the same; where their texts differ, [`words`] tells how and [`materiality`] whether it matters.
//! All costs are bounded by work, not time: the answer is the same on every machine.

mod align;
mod brought;
mod build;
mod change;
mod dates;
mod effects;
mod finding;
mod furniture;
mod grammar;
mod history;
mod item;
mod kin;
mod lookup;
mod materiality;
mod matters;
mod next_of_kin;
mod pair;
mod plain;
mod points;
mod prose;
mod quoting;
mod regrouped;
mod renamed;
mod respaced;
mod restated;
mod rewriting;
mod said;
mod scan;
mod sections;
mod settle;
mod spelling;
mod standing;
mod still;
mod summary;
mod swaps;
mod telling;
mod ties;
mod tokens;
mod twice;
mod weight;
mod whereabouts;
mod words;

use std::cmp::Reverse;

pub use change::{Change, ChangeKind, Comparison, Direction, Effect, Kept, Materiality, Side, Verdict, Words};
pub use history::{Event, EventKind, History, Life, history};

use crate::judge::Severity;
use crate::read::{Policy, Provision};
use plain::QUOTES;
use said::Said;
use summary::Told;

/// Compares two versions of a policy.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Comparison {
    let said = [Said::by(old.policy), Said::by(new.policy)];
    let (told, kept) = match repeats(old.policy, new.policy) {
        true => {
            (Vec::new(), (0..new.policy.provisions.len()).map(|at| Kept { old: vec![at], new: vec![at] }).collect())
        }
        false => build::differences(old, new, &said),
    };
    conclude(told, kept, (old, new), &said)
}

/// Whether a version is the other one word for word: most pages that are seen again are.
fn repeats(old: &Policy, new: &Policy) -> bool {
    let same = |a: &Provision, b: &Provision| {
        (&a.path, &a.marker, &a.lead_in, &a.text) == (&b.path, &b.marker, &b.lead_in, &b.text)
    };
    (&old.title, old.effective_date) == (&new.title, new.effective_date)
        && old.provisions.len() == new.provisions.len()
        && old.provisions.iter().zip(&new.provisions).all(|(a, b)| same(a, b))
}

/// Puts changes in order and sums them up.
fn conclude(
    mut told: Vec<Told>,
    kept: Vec<Kept>,
    (old, new): (Side<'_>, Side<'_>),
    said: &[Said<'_>; 2],
) -> Comparison {
    let rewritten = rewriting::rewritten(&told, old, new);
    let another = rewritten && rewriting::another(&told, old, new);
    if another {
        telling::hold_all(&mut told);
    }
    let plain = |told: &Told| told.found.iter().all(|found| found.effect.id == QUOTES);
    let still = rewritten && !another && told.iter().all(plain) && still::still(old, new);
    if still {
        telling::hold_all(&mut told);
    }
    let unloaded = telling::unloaded(&mut told, old, new);
    told.sort_by_key(|t| (Reverse(t.change.materiality), Reverse(t.change.severity)));
    let verdict = match told.first().map(|t| t.change.materiality) {
        None => Verdict::Unchanged,
        Some(Materiality::Substantive) => Verdict::Changed,
        Some(Materiality::Editorial) => Verdict::Editorial,
    };
    let headline = summary::headline(&told, (verdict, still, unloaded), (old, new), said);
    let changes: Vec<Change> = told.into_iter().map(|t| t.change).collect();
    let substantive = || changes.iter().filter(|c| c.materiality == Materiality::Substantive);
    let severity = substantive().map(|c| c.severity).max().unwrap_or(Severity::None);
    let direction = summary::direction(substantive().map(|c| (c.direction, c.severity)));
    Comparison { verdict, headline, severity, direction, changes, kept }
}

/// What the tests of this folder share.
#[cfg(test)]
mod testing {
    use super::{Change, Side, compare};
    use crate::judge::judge;
    use crate::read::{Page, Policy, read};
    use crate::tree::Tree;

    /// All changes between two policies that were written as Markdown.
    pub(super) fn changes(old: &str, new: &str) -> Vec<Change> {
        let (old, new) = (policy(old), policy(new));
        let (was, is) = (judge(&old), judge(&new));
        compare(Side { policy: &old, judgements: &was }, Side { policy: &new, judgements: &is }).changes
    }

    /// The lines of all effects between them.
    pub(super) fn effect_lines(old: &str, new: &str) -> Vec<String> {
        changes(old, new).iter().flat_map(|change| change.effects.iter().map(|effect| effect.text())).collect()
    }

    /// A policy that was written as Markdown.
    pub(super) fn policy(text: &str) -> Policy {
        read(&Tree::from_markdown(text), &Page::default(), None).policy.expect("a document")
    }
}

#[cfg(test)]
mod tests {
    use super::testing::policy;
    use super::*;
    use crate::judge::judge;

    #[test]
    fn a_version_that_repeats_the_other_is_answered_as_if_it_were_compared() {
        let text = "# Acceptable use\n\nUpdated 3 March 2024.\n\nYou may not:\n\n- send spam;\n- send spam;\n- probe our network.\n\n\
            ## Enforcement\n\nWe may suspend your account.\n\n## Enforcement\n\nWe may suspend your account.\n";
        let (old, new) = (policy(text), policy(text));
        assert!(repeats(&old, &new));
        let judgements = judge(&old);
        let [old, new] = [&old, &new].map(|policy| Side { policy, judgements: &judgements });
        let said = [Said::by(old.policy), Said::by(new.policy)];
        let (told, kept) = build::differences(old, new, &said);
        assert_eq!(compare(old, new), conclude(told, kept, (old, new), &said));
        for other in
            [text.replace("3 March", "4 March"), text.replace("probe", "scan"), text.replace("- send", "1. send")]
        {
            assert!(!repeats(old.policy, &policy(&other)), "{other}");
        }
    }
}
