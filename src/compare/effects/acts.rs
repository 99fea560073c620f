//! What a sentence that rules something does besides: enforces, grants, does readers good, or rules nothing after all.

use super::clause::{lower, words};
use super::vocabulary::{ENFORCES, KINDNESSES, PASSING, RIGHTS, SETTINGS};
use crate::compare::scan::{holds, holds_any};

/// Whether a right that a sentence gives the provider is one to do readers good: "we may notify you", "we may make exceptions".
pub(in crate::compare) fn favours(sentence: &str) -> bool {
    let lower = lower(sentence);
    !enforces(&lower) && (kind(&lower) || lenient(&lower))
}

/// "If you do not agree to it, do not use it" forbids nothing but going on without the rest; "by using it, you agree to
/// comply with these terms" binds to nothing beside them. Of a text made [`lower`].
pub(super) fn take_or_leave(lower: &str) -> bool {
    let accepts = ["comply with", "abide by", "be bound by", "follow", "the terms", "these terms"];
    let accepts = ["by using", "by accessing", "by continuing"].iter().any(|w| lower.starts_with(w))
        && lower.split_once("agree to ").is_some_and(|(_, rest)| accepts.iter().any(|w| rest.starts_with(w)));
    let declines = ["not agree", "don't agree", "disagree", "do not accept", "don't accept", "not wish to be bound"];
    accepts || holds(lower, "if ") && holds_any(lower, &declines)
}

/// "Examples: …" under a rule.
pub(super) fn example(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(12).collect::<String>().to_lowercase();
    [
        "example",
        "e.g.",
        "for example",
        "summary:",
        "learn more",
        "read more",
        "see also",
        "in short",
        "tl;dr",
        "short version",
    ]
    .iter()
    .any(|w| start.starts_with(w))
        // It only says what another rule means.
        || holds_any(text, &["The former is", "The latter is"])
}

/// Whether a sentence of the provider, made [`lower`], acts against readers rather than promising them something.
pub(super) fn enforces(lower: &str) -> bool {
    !kind(lower) && holds_any(lower, ENFORCES)
}

/// Whether a sentence tells of what the provider does for the time being: a notice of the day is no right of its own.
pub(super) fn passing(text: &str) -> bool {
    let lower = lower(text);
    let says = |list: &[&str]| holds_any(&lower, list);
    (says(PASSING) || dated(&lower))
        && says(&["we will ", "we'll ", "we are ", "we have "])
        && !says(&["we may ", "reserve"])
}

/// Whether a lower-case sentence opens with the date of a notice: "(March 3, 2031) …".
fn dated(lower: &str) -> bool {
    let date = lower.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(date, _)| date);
    let year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    date.is_some_and(|date| date.len() <= 24 && date.split(|c: char| !c.is_alphanumeric()).any(year))
}

/// Whether what a sentence asks is only the way to a right: "to exercise your right, you must write to us".
pub(super) fn way_to_right(text: &str) -> bool {
    let lower = lower(text);
    let start = lower.trim_start();
    let start = start.strip_prefix("in order ").unwrap_or(start);
    // "For us to refund you, you must …" asks for what one gets something by.
    let given = |rest: &str| KINDNESSES.iter().any(|kind| rest.trim_start().starts_with(kind));
    start.starts_with("to exercise") || lower.split("for us to ").skip(1).any(given)
}

/// Whether the provider, too, is to do something by a sentence.
pub(super) fn owes(text: &str) -> bool {
    let lower = lower(text);
    holds_any(&lower, &["we'll ", "we will ", "we may ", "we reserve "])
}

/// Whether a sentence that says that readers may grants them something: a condition grants nothing ("allowed if they comply"),
/// nor does what a product can do for them ("you can set limits in your settings").
pub(super) fn grants(text: &str) -> bool {
    let lower = lower(text);
    let words = words(&lower);
    let says = |list: &[&str]| words.iter().any(|w| list.contains(w));
    let conditional = words.windows(2).any(|w| {
        matches!(w[0], "allowed" | "permitted" | "welcome")
            && matches!(w[1], "if" | "only" | "when" | "where" | "provided")
    });
    let verb =
        |at: usize| words[at..].iter().find(|w| !matches!(**w, "also" | "then" | "always" | "choose" | "even" | "to"));
    let mut modals = words.iter().enumerate().filter(|(_, w)| matches!(**w, "may" | "can"));
    let settings = |at: usize| verb(at + 1).is_some_and(|w| SETTINGS.contains(w));
    let helps = |at: usize| {
        words[at] == "can" && !verb(at + 1).is_some_and(|w| RIGHTS.iter().any(|right| w.starts_with(right)))
    };
    let firm = says(&["allowed", "permitted", "entitled", "free", "welcome"]);
    !conditional && (firm || !modals.clone().all(|(at, _)| settings(at) || helps(at)) || modals.next().is_none())
}

/// Whether a sentence allows something, whatever it forbids besides: "you may drink here, but you may not eat".
pub(super) fn permits(sentence: &str) -> bool {
    let lower = lower(sentence);
    let may = |w: &[&str]| matches!(w[0], "may" | "can" | "allowed" | "permitted") && !matches!(w[1], "not" | "only");
    words(&lower).windows(2).any(may)
}

/// Whether two sentences tell of one thing that the provider does against readers.
pub(in crate::compare) fn enforcing(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    ENFORCES.iter().any(|w| holds(&a, w) && holds(&b, w))
}

/// Whether a sentence of the provider, made [`lower`], does something for readers.
pub(super) fn kind(lower: &str) -> bool {
    holds_any(lower, KINDNESSES)
}

/// Whether a sentence says that exceptions to rules may be made.
pub(super) fn excepts(text: &str) -> bool {
    const NEAR: usize = 3;
    if !holds(text, "xception") {
        return false;
    }
    let lower = lower(text);
    let words = words(&lower);
    let exception = |w: &&str| w.starts_with("exception");
    let makes = |at: usize| {
        matches!(words[at], "make" | "grant" | "allow" | "permit") && words[at + 1..].iter().take(NEAR).any(exception)
    };
    let may = words.iter().any(|w| matches!(*w, "may" | "can" | "reserve" | "reserves"));
    may && !words.iter().any(|w| matches!(*w, "not" | "no" | "never" | "cannot")) && (0..words.len()).any(makes)
}

/// Whether a sentence of the provider, made [`lower`], lets readers off.
fn lenient(text: &str) -> bool {
    /// What is given with these words is given away.
    const OTHERS: &[&str] =
        &["your ", "personal", "third part", "law enforcement", "authorit", "data", "information about"];
    // What it may give or show takes nothing from them.
    let gives = text.split("may ").skip(1).any(|rest| {
        let rest = rest.strip_prefix("also ").unwrap_or(rest);
        let given = rest.split_once("provide ").filter(|(before, _)| before.is_empty()).map(|(_, what)| what);
        // To whom else it gives something may well concern them.
        let others = given.is_some_and(|what| holds_any(what, OTHERS));
        given.is_some() && !others || ["favor ", "favour "].iter().any(|verb| rest.starts_with(verb))
    });
    gives || holds_any(text, &["exception", "exempt", "waive"])
}

#[cfg(test)]
mod tests {
    use super::super::force::{Actor, Force, acting};
    use super::*;

    #[test]
    fn enforcement_is_no_promise() {
        assert!(enforces("we will suspend accounts that do.") && !enforces("we will tell you first."));
        assert_eq!(acting("We will pause all mail from users in Norway."), (Force::Allows, Actor::Provider));
        assert_eq!(acting("We will tell you first."), (Force::Requires, Actor::Provider));
        assert_eq!(acting("Trust means that we will be strict."), (Force::States, Actor::Nobody));
        assert!(favours("We may make exceptions for schools.") && favours("We may notify you."));
        assert!(!favours("We may close your account."));
        assert!(passing("Due to the storm, we will be temporarily pausing mail to Norway."));
        assert!(!passing("We may temporarily close your account.") && !passing("We will close your account."));
        assert!(way_to_right("To exercise the right to leave, you must write to us."));
        assert!(!way_to_right("To post, you must be awake."));
    }
}
