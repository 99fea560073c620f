//! Conditions and limits within a sentence that came or went: a promise that holds "as long as" something does, a rule that
//! held "in most places" and holds everywhere; what was allowed and now only may be.

use super::clause::{lower, words};
use super::rule::Rule;
use super::sentences::sentence;
use super::{Actor, Basis, Force, Found, quote, shorten};
use crate::compare::Direction;
use crate::compare::prose;
use crate::compare::scan::{find, holds, holds_any, lowercase};
use crate::compare::standing::{BURDENS, HEDGES, LIMITS, PROVISOS, alike, stem_set};
use crate::compare::tokens::Tokens;
use crate::compare::words::Edit;
use crate::judge::Severity;

/// Conditions that a promise or a permission was put under, and limits that were struck.
pub(super) fn provisos(old: &Tokens, new: &Tokens, edits: &[Edit], ruling: (Force, Actor), found: &mut Vec<Found>) {
    let opens = |text: &str, list: &[&str]| {
        let lower = lowercase(text);
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
        if found.iter().any(|f| f.effect.id == "limit_removed") {
            continue;
        }
        if edit.new.is_empty() && opens(gone, LIMITS) && gone.split_whitespace().count() <= LIMIT {
            let text = bare(gone);
            // What weighs on readers, or binds them, weighs on more of them without it.
            let around = lower(new.slice(sentence(new, &edit.new)));
            let what = match ruling {
                (Force::Forbids, Actor::Reader) => Some("ban"),
                (Force::Requires, Actor::Reader) => Some("duty"),
                _ => burden(&around),
            };
            let (what, direction, severity) = match what {
                Some(what) => (what, Direction::Worse, Severity::Medium),
                None => ("rule", Direction::Neutral, Severity::Low),
            };
            let short = format!("a {what} holds without “{text}” now");
            let says = format!("The {what} holds without this limit now");
            let one = Found::new("limit_removed", direction, severity, short, says).quoting(quote(&text));
            let text = new.slice(sentence(new, &edit.new)).trim().to_owned();
            found.push(Found { basis: Basis { text, came: false, whole: true }, ..one });
        }
    }
}

/// A promise that is made less firmly: "we answer" as "we aim to answer".
pub(super) fn hedged(before: &str, after: &str) -> Option<Found> {
    // Nearly all sentences are made less firm in none of these words: nothing is read before that.
    let (was, is) = (before.to_ascii_lowercase(), after.to_ascii_lowercase());
    let hedged = HEDGES.iter().any(|w| holds(&is, w) && !holds(&was, w));
    let promised = || Rule::of(before, Force::States) == Some(Rule::Promise);
    (hedged && promised() && alike(&stem_set(before), &stem_set(after))).then(|| {
        let (short, says) = ("a promise of the provider is less firm", "A promise of the provider is less firm now");
        Found::new("commitment_weakened", Direction::Worse, Severity::Medium, short, says).quoting(quote(after))
    })
}

/// What happened only where someone agreed and happens now unless someone objects, or the other way round.
pub(super) fn agreed(before: &str, after: &str, ruled: (Force, Actor)) -> Option<Found> {
    /// What is done with what belongs to readers.
    const DONE: &[&str] =
        &["share", "used", "use ", "train", "sell", "sold", "disclos", "publish", "process", "collect"];
    const UNLESS: &str = " unless ";
    /// How someone agrees, and how one objects.
    const AGREES: &[&str] =
        &["agree", "consent", "allow", "permi", "opt", "choose", "press", "switch", "turn", "enable", "select"];
    const OBJECTS: &[&str] = &[
        "object", "opt", "disable", "switch", "turn", "press", "choose", "decline", "refuse", "disagree", "says",
        "tell", "ask",
    ];
    if holds(before, UNLESS) == holds(after, UNLESS) {
        return None;
    }
    let (was, is) = (lower(before), lower(after));
    // "Only if it meets the rules" asks nobody.
    let behind = |text: &str, opens: &[&str], verbs: &[&str]| {
        let at = opens.iter().filter_map(|w| find(text, w)).min();
        at.is_some_and(|at| holds_any(&text[at..], verbs))
    };
    let asks = |text: &str| behind(text, &[" if ", " only when ", " only with "], AGREES);
    let objects = |text: &str| behind(text, &[UNLESS], OBJECTS);
    let (asked, asks) = (asks(&was) && !holds(&was, UNLESS), asks(&is) && !holds(&is, UNLESS));
    let (objected, objects) = (objects(&was), objects(&is));
    let stays = DONE.iter().any(|w| holds(&was, w) && holds(&is, w));
    if ruled == (Force::Allows, Actor::Reader) {
        let says = "What was allowed unless someone objects is now allowed only if someone agrees";
        return (objected && asks).then(|| {
            let short = format!("what was allowed now needs someone to agree (“{}”)", shorten(after, SHORT));
            Found::new("permission_weakened", Direction::Worse, Severity::Medium, short, says).quoting(quote(after))
        });
    }
    if !stays || matches!(ruled, (Force::Forbids, _)) {
        return None;
    }
    let (id, direction, severity, says) = match (asked && objects, objected && asks) {
        (true, _) => (
            "consent_dropped",
            Direction::Worse,
            Severity::High,
            "What was done only if someone agrees is now done unless someone objects",
        ),
        (_, true) => (
            "consent_needed",
            Direction::Better,
            Severity::Low,
            "What was done unless someone objects is now done only if someone agrees",
        ),
        _ => return None,
    };
    let turn = match direction {
        Direction::Worse => "what needed a yes now needs a no to stop it",
        _ => "what needed a no to stop it now needs a yes",
    };
    let short = format!("{turn} (“{}”)", shorten(after, SHORT));
    Some(Found::new(id, direction, severity, short, says).quoting(quote(after)))
}

/// The cap, fee or the like that a lower-case text speaks of: they weigh on readers without a "must".
fn burden(lower: &str) -> Option<&'static str> {
    words(lower).iter().find_map(|w| BURDENS.iter().copied().find(|burden| w.strip_suffix('s').unwrap_or(w) == *burden))
}

/// Characters of a sentence that are enough to know it by.
const SHORT: usize = 60;

/// A limit is said in no more words.
const LIMIT: usize = 8;

/// What was allowed and now only may be, or the other way round.
pub(super) fn weakened(before: &str, after: &str) -> Option<Found> {
    // Nearly all sentences allow nothing in these words.
    const MAY_BE: [&str; 3] = ["may be ", "might be ", "could be "];
    if holds_any(after, &MAY_BE) == holds_any(before, &MAY_BE) {
        return None;
    }
    let (was, is) = (lower(before), lower(after));
    let (was, is) = (words(&was), words(&is));
    let allowed = |w: &str| matches!(w, "permitted" | "allowed" | "welcome" | "acceptable");
    let firm = |words: &[&str]| {
        let adverb = |w: &str| matches!(w, "generally" | "always" | "usually" | "also");
        words.windows(2).any(|w| matches!(w[0], "is" | "are") && allowed(w[1]))
            || words.windows(3).any(|w| matches!(w[0], "is" | "are") && adverb(w[1]) && allowed(w[2]))
    };
    let loose = |words: &[&str]| {
        words.windows(3).any(|w| matches!(w[0], "may" | "might" | "could") && w[1] == "be" && allowed(w[2]))
    };
    let turn = |was: &[&str], is: &[&str]| firm(was) && !loose(was) && !firm(is) && loose(is);
    let (weaker, firmer) = (turn(&was, &is), turn(&is, &was));
    if !weaker && !firmer || !alike(&stem_set(before), &stem_set(after)) {
        return None;
    }
    let (id, direction, severity, says) = match weaker {
        true => ("permission_weakened", Direction::Worse, Severity::Medium, "What was allowed now only may be"),
        false => ("permission_widened", Direction::Better, Severity::Low, "What only might be allowed now is"),
    };
    let short = format!("{} (“{}”)", prose::lower(says), shorten(after, SHORT));
    let one = Found::new(id, direction, severity, short, says);
    Some(Found { basis: Basis { text: after.to_owned(), came: true, whole: false }, ..one.quoting(quote(after)) })
}
