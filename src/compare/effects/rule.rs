//! What a sentence is to those bound by the policy: a ban, a duty, a right of the provider, a promise, a permission.

use super::acts::enforces;
use super::clause::{lower, named, words};
use super::sanctions::threatened;
use super::{Actor, Force, acting};
use crate::compare::scan::{self, holds};

/// A rule by how it binds readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::compare) enum Rule {
    Ban,
    Duty,
    Power,
    Sanction,
    Promise,
    Permission,
}

impl Rule {
    /// What a sentence is, or what its list makes of it.
    pub(in crate::compare) fn of(text: &str, governed: Force) -> Option<Self> {
        let (force, who) = if governed == Force::States { acting(text) } else { (governed, Actor::Reader) };
        match (force, who) {
            (Force::Forbids, Actor::Reader) => Some(Self::Ban),
            (Force::Requires, Actor::Reader) => Some(Self::Duty),
            (Force::Allows, Actor::Reader) => Some(Self::Permission),
            (Force::Allows, Actor::Provider) if enforces(&lower(text)) => Some(Self::Power),
            (Force::Forbids | Force::Requires, Actor::Provider) => Some(Self::Promise),
            (Force::States, _) if !threatened(text).is_empty() => Some(Self::Sanction),
            (Force::States, _) => {
                let lower = lower(text);
                let bans = || takes_away(&lower) || names_only(&lower);
                if musts(&lower) { Some(Self::Duty) } else { bans().then_some(Self::Ban) }
            }
            _ => None,
        }
    }

    /// The effects of its reaching further, and less far.
    pub(super) fn ids(self) -> (&'static str, &'static str) {
        match self {
            Self::Ban => ("prohibition_widened", "prohibition_narrowed"),
            Self::Duty => ("duty_widened", "duty_narrowed"),
            Self::Power | Self::Sanction => ("power_widened", "power_narrowed"),
            Self::Promise => ("commitment_strengthened", "commitment_weakened"),
            Self::Permission => ("permission_widened", "permission_weakened"),
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ban => "ban",
            Self::Duty => "duty",
            Self::Power => "right of the provider",
            Self::Sanction => "sanction",
            Self::Promise => "promise",
            Self::Permission => "permission",
        }
    }

    /// Whether it binds readers, so that its limits are good for them.
    pub(super) fn binds(self) -> bool {
        !matches!(self, Self::Promise | Self::Permission)
    }
}

/// Of a lower-case sentence: "each net must carry a tag" asks it of whoever owns the net.
fn musts(lower: &str) -> bool {
    if !holds(lower, "must") {
        return false;
    }
    let words = words(lower);
    let at = words.iter().position(|w| *w == "must");
    at.is_some_and(|at| {
        words.get(at + 1) != Some(&"not") && !words[..at].iter().any(|w| named(w) == Some(Actor::Provider))
    })
}

/// Whether a sentence tells of what the provider takes down wherever it is found, which bans it: "We remove maps that …".
fn takes_away(lower: &str) -> bool {
    if !scan::words(lower).next().is_some_and(|first| matches!(first, "we" | "we'll")) {
        return false;
    }
    let words = words(lower);
    let verb = words.iter().position(|w| matches!(*w, "remove" | "delete" | "reject" | "disallow"));
    let occasion = words.iter().any(|w| matches!(*w, "if" | "when" | "may" | "can" | "where"));
    verb.is_some_and(|at| (1..=2).contains(&at)) && !occasion
}

/// "No maps of the harbour." bans by naming it.
fn names_only(lower: &str) -> bool {
    const VERBS: &[&str] = &[
        "is", "are", "be", "will", "shall", "may", "can", "has", "have", "had", "do", "does", "was", "were", "must",
        "longer", "one", "apply", "applies", "need", "needs", "fee", "fees", "refund", "refunds", "charge", "charges",
        "warranty",
    ];
    let mut words = scan::words(lower);
    words.next() == Some("no") && words.clone().nth(1).is_some() && !words.any(|w| VERBS.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ban_needs_no_verb_that_bans() {
        let of = |text: &str| Rule::of(text, Force::States);
        assert_eq!(of("We remove maps that show the harbour at night."), Some(Rule::Ban));
        assert_eq!(of("No maps of the harbour or its piers for sale."), Some(Rule::Ban));
        for text in
            ["We remove maps when they are old.", "No fees apply.", "No keeper is charged.", "The harbour sleeps."]
        {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
