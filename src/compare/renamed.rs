//! A name that became another in clause after clause, or "we" in place of it: told once, however many clauses it stands in.

use std::collections::{BTreeMap, BTreeSet};

use super::prose::number;
use super::summary::Told;
use super::ties::bare;
use super::{ChangeKind, Words};

/// In so many clauses at least.
const OFTEN: usize = 3;

/// What became what, in a few words, and the changes in which nothing else did.
pub(super) fn renamed(told: &[(usize, &Told)]) -> Option<(String, BTreeSet<usize>)> {
    let mut clauses: BTreeMap<(String, String), BTreeSet<usize>> = BTreeMap::new();
    let mut only: BTreeMap<usize, BTreeSet<(String, String)>> = BTreeMap::new();
    for (at, told) in told.iter().filter(|(_, t)| t.change.kind == ChangeKind::Reworded) {
        let edits = told.change.words.iter().filter(|w| !matches!(w, Words::Equal(_))).count();
        let mut swaps = 0;
        for pair in told.change.words.windows(2) {
            if let [Words::Delete(gone), Words::Insert(come)] = pair
                && let Some(swap) = swapped(gone, come)
            {
                swaps += 2;
                clauses.entry(swap.clone()).or_default().insert(*at);
                only.entry(*at).or_default().insert(swap);
            }
        }
        if swaps < edits {
            only.remove(at);
        }
    }
    let (swap, at) = clauses.into_iter().max_by_key(|(_, at)| at.len()).filter(|(_, at)| at.len() >= OFTEN)?;
    let text = format!("“{}” became “{}” in {} clauses", swap.0, swap.1, number(at.len()));
    // A clause in which more than the name changed is told of elsewhere, too.
    let changes = at.into_iter().filter(|at| only.get(at).is_some_and(|swaps| swaps.len() == 1)).collect();
    Some((text, changes))
}

/// The name that went and what stands in its place.
fn swapped(gone: &str, come: &str) -> Option<(String, String)> {
    if let Some(name) = spoken(gone, come) {
        return Some((name, "we".to_owned()));
    }
    name(gone).zip(name(come)).filter(|(gone, come)| gone != come)
}

/// The name in whose place the provider speaks of itself: "Kelpwood reserves" became "we reserve", "the Kelpwood" "our".
fn spoken(gone: &str, come: &str) -> Option<String> {
    let (mut gone, mut come) = (gone.split_whitespace().peekable(), come.split_whitespace());
    if !matches!(bare(come.next()?).as_str(), "we" | "us" | "our") {
        return None;
    }
    gone.next_if(|word| bare(word) == "the");
    let first = name(gone.next()?)?;
    // The verb behind it, in the form that goes with each.
    let verbs: Vec<(&str, &str)> = gone.by_ref().zip(come.by_ref()).collect();
    let same = verbs.iter().all(|(a, b)| a == b || a.strip_suffix('s') == Some(b) || a.strip_suffix("es") == Some(b));
    (same && verbs.len() <= 1 && gone.next().is_none() && come.next().is_none()).then_some(first)
}

/// A name of one to four words; the possessive is left out.
fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    let fits = (1..=4).contains(&bare.split_whitespace().count()) && bare.chars().count() <= 40;
    (fits && bare.chars().next().is_some_and(char::is_uppercase)).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_what_stands_in_its_place_are_told() {
        let swap = |gone: &str, come: &str| swapped(gone, come).map(|(gone, come)| format!("{gone} {come}"));
        for (gone, come, want) in [
            ("Kelpwood's", "Harbour’s", Some("Kelpwood Harbour")),
            ("Kelpwood reserves", "we reserve", Some("Kelpwood we")),
            ("the Kelpwood", "our", Some("Kelpwood we")),
            ("Kelpwood's", "our", Some("Kelpwood we")),
            ("Kelpwood may close it", "we will close it", None),
            ("the keepers", "our", None),
            ("Kelpwood", "they", None),
        ] {
            assert_eq!(swap(gone, come).as_deref(), want, "{gone}");
        }
    }
}
