//! What a lead-in or a heading says of what stands beneath it.

use super::clause::{lower, words};
use super::force::{Actor, Force, ruling};
use super::vocabulary::READER;
use crate::compare::scan::holds_any;
use crate::compare::standing::TAKES_DOWN;

/// Whether a lead-in or a heading forbids what stands beneath it.
pub(in crate::compare) fn forbids(above: &str) -> bool {
    ruling(above).0 == Force::Forbids || names_bans(above)
}

/// Words at which a lead-in breaks off that allows: "These rules do not prevent:".
const PERMIT: &[&str] =
    &["may", "can", "to", "from", "welcome", "allowed", "permitted", "prevent", "preclude", "prohibit", "forbid"];

/// Whether a lead-in tells of what the provider takes down wherever it is found: "We remove or limit:". What it only may
/// remove, and where or when it does, is no list of that.
pub(in crate::compare) fn takes_down(above: &str) -> bool {
    /// So many words before the verb its subject stands, …
    const BEFORE: usize = 3;
    /// … and a list of occasions is known by one of the last so many.
    const LAST: usize = 4;
    if !above.trim_end().ends_with([':', '：']) {
        return false;
    }
    let lower = lower(above);
    let words = words(&lower);
    let ours = |at: usize| {
        let before = &words[at.saturating_sub(BEFORE)..at];
        let may = ["may", "can", "might", "not", "to", "never"].iter().any(|w| before.contains(w));
        before.iter().any(|w| matches!(*w, "we" | "we'll" | "we've")) && !may
    };
    let last = &words[words.len().saturating_sub(LAST)..];
    let occasions = ["if", "when", "where", "who", "because", "after", "reasons", "cases", "by", "steps"];
    (0..words.len()).any(|at| TAKES_DOWN.contains(&words[at]) && ours(at))
        && !occasions.iter().any(|w| last.contains(w))
}

/// Whether a lead-in tells of what is removed or has no place, which comes to the same for what it names.
pub(in crate::compare) fn rules_out(above: &str) -> bool {
    let lower = lower(above);
    holds_any(
        &lower,
        &["remove", "limit the distribution", "isn't a place for", "not a place for", "no place for", "take down"],
    )
}

/// "Prohibited uses".
fn names_bans(above: &str) -> bool {
    let lower = lower(above);
    let words = words(&lower);
    let says = |list: &[&str]| words.iter().any(|w| list.contains(w));
    let asks = words.first().is_some_and(|w| matches!(*w, "what" | "which")) && says(&["prohibit", "forbid"]);
    asks || words.len() <= 8
        && says(&[
            "prohibited",
            "forbidden",
            "banned",
            "unacceptable",
            "disallowed",
            "don'ts",
            "verboten",
            "interdit",
            "prohibido",
            "vietato",
        ])
        && !says(&["not"])
}

/// What a lead-in says of the items of its list: forbids them; allows or requires them where it breaks off at the word that
/// does ("Publishers must:", "These rules do not prevent you from:").
pub(in crate::compare) fn governs(above: &str) -> Force {
    let ruling = ruling(above);
    if ruling.0 == Force::Forbids || names_bans(above) {
        return Force::Forbids;
    }
    if ruling.1 != Actor::Reader {
        return Force::States;
    }
    let lower = lower(above.trim_end().trim_end_matches([':', '：', '-', '–']));
    let words = words(&lower);
    let ends = |list: &[&str]| words.last().is_some_and(|w| list.contains(w));
    // "Example may:", said of nobody who reads it, though a "you" stands before.
    let broken_off = ends(&["must", "shall", "will", "may", "can"]);
    if broken_off && !words.iter().rev().skip(1).take(2).any(|w| READER.contains(w)) {
        return Force::States;
    }
    match ruling {
        (Force::Requires, Actor::Reader) if ends(&["must", "shall", "will"]) => Force::Requires,
        (Force::Requires, Actor::Reader) if ends(&["to"]) && !words.contains(&"responsible") => Force::Requires,
        (Force::Allows, Actor::Reader) if ends(PERMIT) => Force::Allows,
        (Force::Allows, Actor::Reader) if words.len() > 2 && words[..words.len() - 1].contains(&"from") => {
            Force::Allows
        }
        _ => Force::States,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_forbid() {
        assert!(forbids("Prohibited uses") && forbids("You may not") && forbids("What we do not allow:"));
        assert!(!forbids("Permitted uses") && !forbids("Payment"));
        assert_eq!(governs("Publishers must:"), Force::Requires);
        assert_eq!(governs("These rules do not prevent you from posting:"), Force::Allows);
        assert_eq!(governs("You must tell us of:"), Force::States);
        assert_eq!(governs("Depending on what you order, Kelpwood may:"), Force::States);
        assert!(takes_down("We remove or limit drawings of the harbour, including:") && takes_down("We will remove:"));
        for lead_in in
            ["We may remove your drawings if:", "To remove a drawing:", "We remove them when:", "We remove it."]
        {
            assert!(!takes_down(lead_in), "{lead_in}");
        }
        assert!(forbids("Which uses does the harbour prohibit?"));
        assert!(rules_out("We’ll remove drawings, such as:") && !rules_out("We welcome drawings, such as:"));
    }
}
