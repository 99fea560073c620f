//! Conditions and limits within a sentence that came or went: a promise that holds "as long as" something does, a rule that
//! held "in most places" and holds everywhere; what was allowed and now only may be.

use super::clause::{lower, words};
use super::{Actor, Basis, Force, Found, quote, shorten};
use crate::compare::Direction;
use crate::compare::standing::{LIMITS, PROVISOS, alike, stem_set};
use crate::compare::tokens::Tokens;
use crate::compare::words::Edit;
use crate::judge::Severity;

/// Conditions that a promise or a permission was put under, and limits that were struck.
pub(super) fn provisos(old: &Tokens, new: &Tokens, edits: &[Edit], ruling: (Force, Actor), found: &mut Vec<Found>) {
    let opens = |text: &str, list: &[&str]| {
        let lower = text.to_lowercase();
        let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
        list.iter().any(|phrase| start.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')))
    };
    let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    for edit in edits {
        let (gone, come) = (old.slice(edit.old.clone()), new.slice(edit.new.clone()));
        let says = match ruling {
            (Force::Forbids | Force::Requires, Actor::Provider) => Some(("commitment_weakened", "A promise")),
            (Force::Allows, Actor::Reader) => Some(("permission_weakened", "What is allowed")),
            _ => None,
        };
        if let Some((id, what)) = says.filter(|_| edit.old.is_empty() && opens(come, PROVISOS)) {
            let short = format!("{} has a condition now", what.to_lowercase());
            let one = Found::new(id, Direction::Worse, Severity::Medium, short, format!("{what} now has a condition"));
            let basis = Basis { text: bare(come), came: true, whole: true };
            found.push(Found { basis, ..one.quoting(quote(&bare(come))) });
        }
        // For whom it is the worse depends on what holds there.
        if edit.new.is_empty() && opens(gone, LIMITS) && gone.split_whitespace().count() <= LIMIT {
            let (text, says) = (bare(gone), "A rule holds without this limit now");
            let short = format!("a rule holds without “{text}” now");
            let one = Found::new("limit_removed", Direction::Neutral, Severity::Low, short, says).quoting(quote(&text));
            found.push(Found { basis: Basis { text, came: false, whole: true }, ..one });
        }
    }
}

/// Characters of a sentence that are enough to know it by.
const SHORT: usize = 60;

/// A limit is said in no more words.
const LIMIT: usize = 8;

/// What was allowed and now only may be.
pub(super) fn weakened(before: &str, after: &str) -> Option<Found> {
    // Nearly all sentences allow nothing in these words.
    if !after.contains("be ") {
        return None;
    }
    let (was, is) = (lower(before), lower(after));
    let (was, is) = (words(&was), words(&is));
    let allowed = |w: &str| matches!(w, "permitted" | "allowed" | "welcome" | "acceptable");
    let firm = |words: &[&str]| words.windows(2).any(|w| matches!(w[0], "is" | "are") && allowed(w[1]));
    let loose = |words: &[&str]| {
        words.windows(3).any(|w| matches!(w[0], "may" | "might" | "could") && w[1] == "be" && allowed(w[2]))
    };
    if !firm(&was) || loose(&was) || firm(&is) || !loose(&is) || !alike(&stem_set(before), &stem_set(after)) {
        return None;
    }
    let says = "What was allowed now only may be";
    let short = format!("what was allowed now only may be (“{}”)", shorten(after, SHORT));
    let one = Found::new("permission_weakened", Direction::Worse, Severity::Medium, short, says);
    Some(Found { basis: Basis { text: after.to_owned(), came: true, whole: false }, ..one.quoting(quote(after)) })
}
