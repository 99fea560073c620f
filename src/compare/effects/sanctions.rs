//! What comes of a breach where no sentence says "we may": "violations may result in suspension".

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::clause::{lower, words};
use super::quotes::quote;
use super::vocabulary::DONE;
use super::{Actor, Force, acting};
use crate::compare::lookup::Lookup;
use crate::compare::standing::{CONSEQUENCES, SANCTIONS};

/// So many words behind the one that leads to it a sanction is named.
const REACH: usize = 8;

/// The sanctions that a sentence threatens, by their place in the list.
pub(in crate::compare) fn threatened(sentence: &str) -> Vec<usize> {
    static LEADS: OnceLock<Lookup<()>> = OnceLock::new();
    let leads = LEADS.get_or_init(|| Lookup::of_words(CONSEQUENCES.iter().map(|&phrase| ((), phrase))));
    let text = sentence.to_ascii_lowercase();
    let ends = leads.within(&text).map(|(at, (), phrase)| at + phrase.len()).find(|&end| text[end..].starts_with(' '));
    let Some((before, behind)) = ends.map(|end| text.split_at(end)) else { return Vec::new() };
    let near = named(behind).next().is_some_and(|(at, _)| words(&behind[..at]).len() < REACH);
    if near && !denied(&words(&lower(before))) { kinds(behind) } else { Vec::new() }
}

/// The sanctions that a text names at all, by their place in the list.
pub(in crate::compare) fn sanctions(text: &str) -> Vec<usize> {
    kinds(&text.to_ascii_lowercase())
}

/// The words of a text from the first sanction on that is of none of the `known` kinds, where one that is stands before it: a
/// reader is to see what is new, not "we may suspend …" that stood all along.
pub(in crate::compare) fn fresh_words(text: &str, known: &BTreeSet<usize>) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    // Without its condition it would be another rule.
    if ["if ", "when ", "where ", "unless "].iter().any(|start| lower.trim_start().starts_with(start)) {
        return None;
    }
    let (before, (at, _)) = named(&lower).enumerate().find(|(_, (_, kind))| !known.contains(kind))?;
    if before == 0 {
        return None;
    }
    let from = [", ", " and ", " or "].iter().filter_map(|tie| Some(lower[..at].rfind(tie)? + tie.len())).max()?;
    Some(format!("… {}", quote(&text[from..])))
}

/// Whether a sentence says that the provider may do, or does, to readers what another text names nowhere.
pub(super) fn fresh_sanction(before: &str, after: &str) -> bool {
    let named = sanctions(after);
    if named.is_empty() || named.iter().all(|kind| sanctions(before).contains(kind)) {
        return false;
    }
    let lower = lower(after);
    let words = words(&lower);
    let done = || words.windows(2).any(|w| matches!(w[0], "is" | "are" | "be") && DONE.contains(&w[1]));
    !denied(&words) && (acting(after) == (Force::Allows, Actor::Provider) || !threatened(after).is_empty() || done())
}

fn kinds(lower: &str) -> Vec<usize> {
    let mut all: Vec<usize> = named(lower).map(|(_, kind)| kind).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Where a lower-case text names sanctions, each with its kind.
fn named(lower: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    static NAMES: OnceLock<Lookup<(usize, bool)>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let each = SANCTIONS.iter().enumerate().flat_map(|(kind, names)| names.iter().map(move |&name| (kind, name)));
        Lookup::of_words(each.map(|(kind, name)| match name.strip_suffix('*') {
            Some(start) => ((kind, true), start),
            None => ((kind, false), name),
        }))
    });
    let ends = |at: usize| !lower[at..].starts_with(char::is_alphanumeric);
    names.within(lower).filter_map(move |(at, (kind, any), name)| (any || ends(at + name.len())).then_some((at, kind)))
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

    #[test]
    fn of_sanctions_that_stood_and_new_ones_the_new_ones_are_quoted() {
        let text = "We may suspend your berth for a week, tell the harbour master of it, and in grave cases fine you.";
        let known = BTreeSet::from_iter(sanctions("Berths are suspended at night."));
        assert_eq!(fresh_words(text, &known).as_deref().map(|quote| quote.ends_with("fine you")), Some(true));
        assert!(fresh_words(text, &known).is_some_and(|quote| quote.starts_with('…')));
        let all = BTreeSet::from_iter(sanctions(text));
        assert_eq!((fresh_words(text, &all), fresh_words(text, &BTreeSet::new())), (None, None));
    }
}
