//! What changed between two versions, exactly, and whether it matters.
//!
//! Owns alignment, word differences, kinds of change, materiality, effects, the summary. Reads no pages.
//!
//! The way of a pair of versions: both become rows of items, headings and provisions ([`item`]); [`pair`] says which
//! are one and the same; where their texts differ, [`words`] tells how and [`materiality`] whether it matters.
//! All costs are bounded by work, not time: the answer is the same on every machine.

mod align;
mod build;
mod change;
mod dates;
mod force;
mod item;
mod materiality;
mod pair;
mod spelling;
mod tokens;
mod words;

pub use change::{Change, ChangeKind, Comparison, Direction, Effect, Materiality, Side, Verdict, Words};

/// Compares two versions of a policy.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Comparison {
    let mut changes = build::changes(old, new);
    changes.sort_by_key(|c| (std::cmp::Reverse(c.materiality), std::cmp::Reverse(c.severity)));
    let verdict = match changes.first() {
        None => Verdict::Unchanged,
        Some(first) if first.materiality == Materiality::Substantive => Verdict::Changed,
        Some(_) => Verdict::Editorial,
    };
    let headline = format!("{} changes", changes.len());
    let severity = changes.iter().map(|c| c.severity).max().unwrap_or(crate::judge::Severity::None);
    Comparison { verdict, headline, severity, direction: Direction::Neutral, changes }
}
