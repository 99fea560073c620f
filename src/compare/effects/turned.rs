//! A verb that turned within a sentence that says the same otherwise, whoever its subject is: "must" that became "should",
//! "does not" that became "may", "is welcome" that became "is not accepted".

use super::acts::kind;
use super::clause::{Sentence, lower, named};
use super::vocabulary::DISCLAIMED;
use super::{Actor, Found, quote, shorten};
use crate::compare::Direction;
use crate::compare::standing::{alike, stem_set};
use crate::judge::Severity;

const NOT: &[&str] = &[
    "not", "never", "don't", "doesn't", "won't", "can't", "cannot", "isn't", "aren't", "no", "nor", "mustn't",
    "nothing",
];

/// What is said not to be so, and is no promise to leave it.
const STATES: &[&str] = &[
    "have", "own", "control", "endorse", "believe", "think", "want", "need", "know", "intend", "wish", "allow",
    "permit",
];

/// How a text calls something allowed without a "may".
const FINE: &[&str] = &["welcome", "fine", "ok", "okay", "accepted", "acceptable", "allowed", "permitted"];

/// Whom or what a sentence calls so.
fn is_fine(text: &Sentence<'_>) -> Option<usize> {
    let be = |at: usize| text.is(at, &["is", "are"]);
    let fine = |at: &usize| {
        text.is(*at, FINE)
            && (1..=2).any(|back| at.checked_sub(back).is_some_and(be))
            && !text.words[at.saturating_sub(2)..*at].iter().any(|w| NOT.contains(w) || *w == "only")
            && !text.is(at + 1, &["only", "if", "for"])
    };
    (2..text.words.len()).find(fine).filter(|_| !text.words.iter().any(|w| NOT.contains(w) || *w == "if"))
}

/// How much a modal binds.
fn rank(word: &str) -> Option<u8> {
    Some(match word {
        "must" | "shall" => 3,
        "will" => 2,
        "should" => 1,
        "may" | "might" | "could" => 0,
        _ => return None,
    })
}

/// Characters of a sentence that are enough to know it by.
const SHORT: usize = 60;

/// What a verb that turned does; nothing where the sentence speaks of something else.
pub(super) fn turned(before: &str, after: &str) -> Option<Found> {
    let (was, is) = (lower(before), lower(after));
    let (old, new) = (Sentence::of(&was), Sentence::of(&is));
    let one = answers(&old, &new)
        .or_else(|| given_up((before, &old), (after, &new)))
        .or_else(|| firmness(&old, &new, after))
        .or_else(|| {
            let not = |text: &Sentence<'_>| text.words.windows(2).any(|w| NOT.contains(&w[0]) && FINE.contains(&w[1]));
            let gone = is_fine(&old).is_some() && not(&new) && alike(&stem_set(before), &stem_set(after));
            let (short, says) = ("something allowed is now banned", "What was allowed is now ruled out");
            gone.then(|| Found::new("permission_withdrawn", Direction::Worse, Severity::High, short, says))
        })?;
    // A promise that was withdrawn is quoted where the headline is made, and "No" says nothing.
    let bare = ["commitment_withdrawn", "answer_turned"].contains(&one.effect.id);
    let short = if bare { one.short.clone() } else { format!("{} (“{}”)", one.short, shorten(after, SHORT)) };
    Some(Found { short, ..one.quoting(quote(after.trim())) })
}

/// "Yes, …" under a question, answered "No" now, or the other way round.
fn answers(old: &Sentence<'_>, new: &Sentence<'_>) -> Option<Found> {
    let answers =
        |text: &Sentence<'_>, word: &str| text.is(0, &[word]) && (text.words.len() == 1 || text.signs[1].is_some());
    let turns = |was: &str, is: &str| answers(old, was) && answers(new, is);
    let (short, says) = match (turns("yes", "no"), turns("no", "yes")) {
        (true, _) => ("an answer turned from yes to no", "The answer was yes and is no now"),
        (_, true) => ("an answer turned from no to yes", "The answer was no and is yes now"),
        _ => return None,
    };
    Some(Found::new("answer_turned", Direction::Neutral, Severity::High, short, says))
}

/// What the provider said that it does not do, and does or may do now.
fn given_up((before, old): (&str, &Sentence<'_>), (after, new): (&str, &Sentence<'_>)) -> Option<Found> {
    const NEAR: usize = 4;
    // A name in the place of "we": "Kelpwood does not".
    let name = |text: &str| text.trim_start().starts_with(char::is_uppercase);
    let named_so = |at: usize| {
        at == 0
            && name(before)
            && name(after)
            && named(old.words[0]).is_none()
            && new.words.first() == old.words.first()
    };
    let ours = |text: &Sentence<'_>, at: usize| text.is(at, &["we", "company", "provider"]) && text.opens(at);
    let verb = |at: usize| {
        let (not, third) = match old.words[at] {
            "don't" | "won't" | "never" => (at + 1, false),
            "doesn't" => (at + 1, true),
            "do" | "will" if old.is(at + 1, &["not", "never"]) => (at + 2, false),
            "does" if old.is(at + 1, &["not"]) => (at + 2, true),
            _ => return None,
        };
        let subject = at.checked_sub(1)?;
        let verb = *old.words.get(not)?;
        let says = !STATES.contains(&verb) && !DISCLAIMED.contains(&verb);
        (says && (ours(old, subject) || third && named_so(subject))).then(|| (old.words[subject], verb))
    };
    let gone = (1..old.words.len()).filter_map(verb).any(|(subject, verb)| {
        let does = |at: usize| {
            (new.words[at] == subject && (ours(new, at) || at == 0))
                && (at + 1..(at + 2 + NEAR).min(new.words.len()))
                    .take_while(|&i| !NOT.contains(&new.words[i]) && new.signs[i].is_none())
                    .any(|i| new.words[i].strip_suffix('s').unwrap_or(new.words[i]) == verb)
        };
        (0..new.words.len()).any(does)
    });
    let (short, says) = ("the provider withdraws a promise", "The provider no longer rules this out");
    gone.then(|| Found::new("commitment_withdrawn", Direction::Worse, Severity::High, short, says))
}

/// A modal that binds more, or less, than the one in its place did.
fn firmness(old: &Sentence<'_>, new: &Sentence<'_>, after: &str) -> Option<Found> {
    const NEAR: usize = 4;
    /// What "you will" brings readers.
    const GETS: &[&str] = &["get", "receive", "have"];
    let modals = |text: &Sentence<'_>| -> Vec<usize> {
        (1..text.words.len()).filter(|&at| rank(text.words[at]).is_some() && !text.is(at + 1, NOT)).collect()
    };
    let (olds, news) = (modals(old), modals(new));
    // Each stands in the same place: behind the same word, before the same verb.
    let pair = |&i: &usize| {
        let verb = old.words.get(i + 1)?;
        let same = |j: &&usize| {
            new.words[**j - 1] == old.words[i - 1]
                && new.words[**j..].iter().skip(1).take(NEAR).any(|w| {
                    let bare = w.strip_suffix("ing").unwrap_or(w);
                    *w == *verb || bare.len() > 2 && *verb == bare
                })
        };
        let j = *news.iter().find(same)?;
        let (was, is) = (rank(old.words[i])?, rank(new.words[j])?);
        (was != is).then_some((i, was, is))
    };
    let (at, was, is) = olds.iter().find_map(pair)?;
    let verb = old.words[at + 1];
    let subject = old.subject(at).map(|(_, who)| who);
    let you = old.is(at - 1, &["you"]);
    let (id, direction, severity, short, says) = match (subject, was, is) {
        (Some(Actor::Reader), 2 | 3, 0) if GETS.contains(&verb) => (
            "commitment_weakened",
            Direction::Worse,
            Severity::High,
            "what you would get you now only may",
            "What you would get you now only may",
        ),
        (Some(Actor::Reader), 0, 2 | 3) if verb == "be" && !you && !kind(&lower(after)) => (
            "power_widened",
            Direction::Worse,
            Severity::High,
            "what might happen to you now will",
            "What might happen to you now will",
        ),
        (None, 3, 0 | 1) => (
            "duty_loosened",
            Direction::Neutral,
            Severity::High,
            "what had to be done is now left to choice",
            "What had to be done is now left to choice",
        ),
        (None, 0, 3) if verb != "be" => (
            "duty_introduced",
            Direction::Neutral,
            Severity::Medium,
            "what was left to choice now has to be done",
            "What was left to choice now has to be done",
        ),
        _ => return None,
    };
    Some(Found::new(id, direction, severity, short, says))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_that_turned_is_told_whoever_its_subject_is() {
        for (before, after, id) in [
            ("Kelpwood does not film the pier.", "Kelpwood may film the pier at night.", "commitment_withdrawn"),
            ("We don't open parcels.", "We weigh and open parcels when they arrive.", "commitment_withdrawn"),
            ("The harbour must offer a berth.", "The harbour should consider offering a berth.", "duty_loosened"),
            ("A pilot may turn back in fog.", "A pilot must turn back in fog.", "duty_introduced"),
            ("You will get a lamp first.", "You may get a lamp first.", "commitment_weakened"),
            ("Meanwhile your account may be on hold.", "Meanwhile your account will be on hold.", "power_widened"),
            ("Painted sails are welcome too.", "Painted sails are not accepted here.", "permission_withdrawn"),
            ("Yes, up to two.", "No. We ended it.", "answer_turned"),
        ] {
            assert_eq!(turned(before, after).map(|f| f.effect.id), Some(id), "{after}");
            assert_eq!(turned(after, after), None);
        }
        for (before, after) in [
            ("We don't endorse parcels.", "We may endorse parcels."),
            ("The harbour must offer a berth.", "The harbour must always offer a berth."),
            ("Sails do not move.", "Sails move."),
            ("You may sail.", "You will sail."),
        ] {
            assert_eq!(turned(before, after), None, "{after}");
        }
    }
}
