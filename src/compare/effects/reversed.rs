//! A rule that turned between two clauses that say it in words of their own: what was forbidden is allowed now, or the other
//! way round; a promise that became a choice.

use super::acts::permits;
use super::{Actor, Basis, Force, Found, acting, quote, shorten};
use crate::compare::Direction;
use crate::compare::scan::{holds_any, lowercase};
use crate::judge::Severity;

/// Characters of a sentence that are enough to know it by.
const SHORT: usize = 60;

/// What was forbidden and is allowed now, or the other way round.
pub(in crate::compare) fn reversed((before, was): (&str, Force), (after, is): (&str, Force)) -> Option<Found> {
    let ruled = |text: &str, governed: Force| match governed {
        Force::States => match acting(text) {
            (Force::Forbids, _) if permits(text) => (Force::States, Actor::Nobody),
            ruling => ruling,
        },
        force => (force, Actor::Reader),
    };
    // What is allowed only in some cases, or banned but in some, may be the same rule from its other side.
    if [before, after].iter().any(|text| bounded(text)) {
        return None;
    }
    let (short, id, direction, severity, says) = match (ruled(before, was), ruled(after, is)) {
        ((Force::Forbids, Actor::Reader), (Force::Allows, Actor::Reader)) => (
            "something banned is now allowed",
            "permission_added",
            Direction::Better,
            Severity::Medium,
            "What was banned is now allowed",
        ),
        ((Force::Allows, Actor::Reader), (Force::Forbids, Actor::Reader)) => (
            "something allowed is now banned",
            "permission_withdrawn",
            Direction::Worse,
            Severity::High,
            "What was allowed is now ruled out",
        ),
        ((Force::Forbids, Actor::Provider), (Force::Allows, Actor::Provider)) => (
            "the provider withdraws a promise",
            "commitment_withdrawn",
            Direction::Worse,
            Severity::High,
            "The provider no longer rules this out",
        ),
        ((Force::Requires, Actor::Provider), (Force::Allows, Actor::Provider)) if after.contains(" may ") => (
            "a promise of the provider is less firm",
            "commitment_weakened",
            Direction::Worse,
            Severity::Medium,
            "A promise of the provider is less firm now",
        ),
        _ => return None,
    };
    let basis = Basis { text: after.to_owned(), came: true, whole: false };
    // A promise that was withdrawn is quoted where the headline is made.
    let short = match id {
        "commitment_withdrawn" => short.to_owned(),
        _ => format!("{short} (“{}”)", shorten(after, SHORT)),
    };
    Some(Found { basis, ..Found::new(id, direction, severity, short, says).quoting(quote(after)) })
}

/// Whether a sentence makes an exception or a condition.
fn bounded(text: &str) -> bool {
    let lower = lowercase(text);
    holds_any(&lower, &["unless", "except", "without", "only", "prevent", " if ", "provided that", "but "])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: (&str, Force), after: (&str, Force)) -> Option<&'static str> {
        reversed(before, after).map(|found| found.effect.id)
    }

    #[test]
    fn what_a_list_banned_another_one_allows() {
        let (mast, banned, free) = ("paint the mast of a boat", Force::Forbids, Force::Allows);
        assert_eq!(told((mast, banned), (mast, free)), Some("permission_added"));
        assert_eq!(told((mast, free), (mast, banned)), Some("permission_withdrawn"));
        assert_eq!(told((mast, banned), ("You must not paint a mast.", Force::States)), None);
        let (never, may) = ("We will not sell the logs of boats.", "We may sell the logs of boats.");
        assert_eq!(told((never, Force::States), (may, Force::States)), Some("commitment_withdrawn"));
        let (tell, may) = ("We will tell you of storms.", "We may tell you of storms.");
        assert_eq!(told((tell, Force::States), (may, Force::States)), Some("commitment_weakened"));
    }

    #[test]
    fn a_rule_told_from_its_other_side_did_not_turn() {
        let (ban, allowed) = ("You must not moor at night.", "You may moor at night only with a lamp.");
        assert_eq!(told((ban, Force::States), (allowed, Force::States)), None);
        let (drink, eat) = ("You may drink here.", "You may drink here, you may not eat.");
        assert_eq!(told((drink, Force::States), (eat, Force::States)), None);
    }
}
