//! Whether what follows a "may", a "will" or a "not" binds someone, or only tells.

use super::force::Actor;
use super::vocabulary::{ADVICE, DISCLAIMED, DONE, TOLD_MAY, TOLD_NOT, TOLD_WILL};

/// Whether "you may not …" or "you will not …" binds to anything: "you may not be able to", "you will not be charged", "you
/// should not rely on it" tell what comes of something or advise.
pub(super) fn binds(from_modal: &[&str]) -> bool {
    let mut rest = from_modal[1..].iter().skip_while(|w| matches!(**w, "not" | "only" | "never" | "always"));
    match (rest.next(), rest.next()) {
        (Some(&"be"), Some(what)) => !TOLD_NOT.contains(what),
        (Some(verb), _) if DISCLAIMED.contains(verb) => false,
        (Some(verb), _) if from_modal[0] == "should" => !ADVICE.contains(verb),
        (Some(verb), _) if from_modal[0] == "will" => {
            !matches!(*verb, "incur" | "receive" | "get" | "see" | "have" | "need" | "lose")
        }
        _ => true,
    }
}

/// Of whom "you may …" or "you will …" speaks, by the words that follow: of the provider where something is done to the
/// reader ("your account may be suspended"), of nobody where it only tells ("users will see", "you can find it here").
pub(super) fn bound(modal: &str, rest: &[&str], strict: bool) -> Option<Actor> {
    let mut rest = rest.iter().filter(|w| !matches!(**w, "also" | "then" | "always" | "only" | "temporarily"));
    let Some(&first) = rest.next() else { return Some(Actor::Reader).filter(|_| !strict) };
    if first == "be" {
        let what = *rest.find(|w| !w.ends_with("ly"))?;
        return match modal {
            _ if DONE.contains(&what) => Some(Actor::Provider),
            "may" | "can" => Some(Actor::Reader).filter(|_| matches!(what, "able" | "entitled" | "allowed")),
            "will" if matches!(what, "able" | "notified" | "given" | "informed" | "asked" | "shown") => None,
            _ => Some(Actor::Reader),
        };
    }
    let told = match modal {
        "may" | "can" => TOLD_MAY.contains(&first),
        "will" | "shall" => TOLD_WILL.contains(&first),
        _ => false,
    };
    Some(Actor::Reader).filter(|_| !told)
}
