//! What comes of a breach where no sentence says "we may": "violations may result in suspension".

use super::clause::{lower, words};
use crate::compare::standing::{CONSEQUENCES, SANCTIONS};

/// So many words behind the one that leads to it a sanction is named.
const REACH: usize = 8;

/// The sanctions that a sentence threatens, by their place in the list.
pub(in crate::compare) fn threatened(sentence: &str) -> Vec<usize> {
    let lower = lower(sentence);
    let leads = CONSEQUENCES.iter().filter_map(|phrase| Some(lower.find(&format!("{phrase} "))? + phrase.len())).min();
    let Some((before, behind)) = leads.map(|at| lower.split_at(at)) else { return Vec::new() };
    let (before, behind) = (words(before), words(behind));
    let near = behind.iter().take(REACH).any(|word| sanction(word).is_some());
    if near && !denied(&before) { kinds(&behind) } else { Vec::new() }
}

/// The sanctions that a text names at all, by their place in the list.
pub(in crate::compare) fn sanctions(text: &str) -> Vec<usize> {
    kinds(&words(&lower(text)))
}

fn kinds(words: &[&str]) -> Vec<usize> {
    let mut all: Vec<usize> = words.iter().filter_map(|word| sanction(word)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The kind of sanction that a word names.
fn sanction(word: &str) -> Option<usize> {
    let is = |name: &&str| name.strip_suffix('*').map_or(word == *name, |start| word.starts_with(start));
    SANCTIONS.iter().position(|kind| kind.iter().any(is))
}

/// Whether what leads to a sanction is denied: "does not result in", "is never subject to".
fn denied(before: &[&str]) -> bool {
    const NEAR: usize = 5;
    let near = &before[before.len().saturating_sub(NEAR)..];
    near.iter().any(|w| matches!(*w, "not" | "never" | "no" | "nor" | "without" | "cannot") || w.ends_with("n't"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sanction_is_threatened_without_a_may() {
        for sentence in [
            "Whoever floods the harbour will face suspension or a ban, without refund.",
            "Any breach is subject to enforcement, including removal from our register.",
            "Misuse of the lamps may result in the termination of any contract with us.",
            "Repeated breaches are grounds for deleting an archive.",
        ] {
            assert!(!threatened(sentence).is_empty(), "{sentence}");
        }
        for sentence in [
            "Reporting a keeper will not result in the removal of your archive.",
            "Your berth is subject to these terms.",
            "Storms may result in delays.",
            "The library faces the pier; ask there before you remove a book.",
        ] {
            assert!(threatened(sentence).is_empty(), "{sentence}");
        }
        assert_eq!(sanctions("We suspend or terminate accounts.").len(), 2);
    }
}
