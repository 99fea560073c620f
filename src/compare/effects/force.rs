//! What a sentence does, and to whom: forbids, requires, allows.
//!
//! English is read by its grammar, as far as it goes: a modal and the subject right before it
//! ("you may not", "we will"). Other languages have their commonest phrases. Where neither shows, a sentence states.

use std::cell::Cell;

use super::acts::{enforces, example, kind, take_or_leave};
use super::binds::{binds, bound};
use super::clause::{REACH, Sentence, lower, named, words};
use super::foreign::foreign;
use super::vocabulary::{ADVICE, BANNED, CONSENTED, DISCLAIMED, ENDS, ENGLISH, PROMISED, TOLD_NOT};

/// What a sentence does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::compare) enum Force {
    /// None of the others.
    States,
    /// Someone may.
    Allows,
    /// Someone must or will.
    Requires,
    /// Someone may not.
    Forbids,
}

/// Whom a sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::compare) enum Actor {
    /// Who is bound by the policy.
    Reader,
    /// Who wrote it.
    Provider,
    /// Neither, or it cannot be told.
    Nobody,
}

/// What a sentence does and to whom. The strongest word decides: forbidding before requiring before allowing.
pub(in crate::compare) fn ruling(sentence: &str) -> (Force, Actor) {
    read(&lower(sentence), false).0
}

/// Where in a sentence the clause stands that decides what it does, and where its deciding word ends, by bytes; and whether
/// what it rules stands before that: "… is prohibited".
pub(super) fn ruled_at(sentence: &str) -> Option<(usize, usize, bool)> {
    let lower = lower(sentence);
    let at = read(&lower, true).1?;
    let text = Sentence::of(&lower);
    let passive = text.is(at, &["prohibited", "forbidden", "banned", "disallowed", "permitted", "allowed", "welcome"]);
    let start = match passive {
        true => (at.saturating_sub(REACH)..at).find(|&i| text.is(i, &["is", "are", "be", "isn't", "aren't"]))?,
        false => (0..=at).rev().find(|&i| i == 0 || text.signs[i].is_some() || text.is(i - 1, &["and", "but"]))?,
    };
    // The lower case has as many letters.
    let byte = |at: usize| {
        let letters = lower[..at].chars().count();
        sentence.char_indices().nth(letters).map_or(sentence.len(), |(byte, _)| byte)
    };
    let begins = |at: usize| text.words[at].as_ptr() as usize - lower.as_ptr() as usize;
    Some((byte(begins(start)), byte(begins(at) + text.words[at].len()), passive))
}

/// The same of a sentence that is to be told as a rule of its own: questions and advice are none, nor is what only describes
/// ("steps you can take", "content we do not allow", "while we prohibit it"); "we will suspend" is no promise to the reader.
pub(in crate::compare) fn acting(sentence: &str) -> (Force, Actor) {
    if sentence.trim_end().ends_with(['?', '？']) || example(sentence) {
        return (Force::States, Actor::Nobody);
    }
    let lower = lower(sentence);
    if take_or_leave(&lower) {
        return (Force::States, Actor::Nobody);
    }
    match read(&lower, true).0 {
        (Force::Requires, Actor::Provider) if enforces(&lower) => (Force::Allows, Actor::Provider),
        (Force::Requires, Actor::Provider) if !kind(&lower) => (Force::States, Actor::Nobody),
        ruling => ruling,
    }
}

/// The same of a sentence made [`lower`], with the word that decides, by its place.
fn read(lower: &str, strict: bool) -> ((Force, Actor), Option<usize>) {
    let text = Sentence::of(lower);
    let words = &text.words;
    let is = |at: usize, list: &[&str]| text.is(at, list);
    let subject = |at: usize| text.subject(at).map(|(_, who)| who);
    // What a subject may do is told where the two open a clause of their own.
    let clear = |at: usize| text.subject(at).is_some_and(|(i, _)| text.opens(i) && text.governs(i, at));
    // "If you opt out, Example will not …" forbids readers nothing; "aspects that we cannot foresee" promises nothing.
    let own = |at: usize, who: Actor| {
        text.subject(at).is_some_and(|(i, _)| text.governs(i, at) && (who == Actor::Reader || text.opens(i)))
    };
    // "accounts that cannot be verified" are described; "what is prohibited" is too, and what one "is forbidden from".
    let described = |at: usize| {
        let before = at.wrapping_sub(1);
        is(before, &["that", "which", "who"])
            || is(before, &["is"]) && is(at.wrapping_sub(2), &["it"]) && is(at + 1, &["from", "by"])
            || words[at] == "welcome" && is(at.wrapping_sub(2), &["that", "who"])
            || matches!(words[at], "prohibited" | "forbidden" | "banned" | "allowed" | "permitted")
                && (words[at.saturating_sub(8)..at].iter().any(|w| matches!(*w, "what" | "which" | "whether" | "how"))
                    || is(at.wrapping_sub(2), &["that"]))
    };
    // "While most must be certified, there are exceptions": the other half is what it says.
    let conceded = |at: usize| {
        strict
            && (at.saturating_sub(REACH * 2)..at)
                .rev()
                .take_while(|&i| text.signs[i + 1].is_none())
                .any(|i| matches!(words[i], "while" | "although" | "though" | "whereas"))
    };
    let mut best = (Force::States, Actor::Nobody);
    let (place, mut decides) = (Cell::new(0), None);
    let mut take = |force: Force, who: Option<Actor>| {
        let at = place.get();
        if let Some(who) = who
            && force > best.0
            && !described(at)
            && !conceded(at)
        {
            best = (force, who);
            decides = Some(at);
        }
    };
    for at in 0..words.len() {
        place.set(at);
        let before = at.wrapping_sub(1);
        let negated = is(at + 1, &["not", "never", "neither"]) || is(at + 1, &["only"]) && is(at + 2, &["not"]);
        match words[at] {
            // "These rules do not prevent you from …" allows.
            "not" | "don't" | "doesn't"
                if is(at + 1, &["prevent", "prohibit", "forbid", "preclude"]) && !is(at.wrapping_sub(2), &["we"]) =>
            {
                take(Force::Allows, Some(Actor::Reader));
            }
            // "We do not allow" forbids the reader, "we will not sell" the provider.
            "not" | "never" | "don't" | "doesn't" | "cannot" | "can't"
                if is(at + 1, &["allow", "tolerate", "permit", "accept", "condone", "support", "welcome"]) =>
            {
                let we = if words[at] == "not" { at.wrapping_sub(2) } else { before };
                let described = strict && is(we, &["we"]) && !text.opens(we) && !is(we.wrapping_sub(1), &["what"]);
                take(Force::Forbids, Some(Actor::Reader).filter(|_| !described));
            }
            // "We ban accounts that …" tells what comes of a breach.
            "prohibit" | "forbid" | "ban"
                if is(before, &["we", "strictly", "also"])
                    && !(words[at] == "ban" && (1..4).any(|i| is(at + i, BANNED))) =>
            {
                let aside =
                    strict && words[at.saturating_sub(4)..at].iter().any(|w| matches!(*w, "while" | "although"));
                take(Force::Forbids, Some(Actor::Reader).filter(|_| !aside))
            }
            "prohibits" | "forbids" if !is(before, &["law", "legislation", "it"]) => {
                let supposed = strict && words[at.saturating_sub(6)..at].iter().any(|w| matches!(*w, "if" | "where"));
                take(Force::Forbids, Some(Actor::Reader).filter(|_| !supposed))
            }
            "prohibited" | "forbidden" | "banned" | "disallowed"
                if !is(before, &["not", "the", "of", "any", "other"]) && !is(at.wrapping_sub(2), &["not"]) =>
            {
                let said =
                    is(before, &["is", "are", "be", "strictly", "expressly", "also", "following", "now", "explicitly"]);
                take(Force::Forbids, said.then_some(Actor::Reader));
            }
            "prohibited" if words.len() <= 4 => take(Force::Forbids, Some(Actor::Reader)),
            // "Our lamps are not available in the following places:"
            "available" | "eligible" if is(before, &["not"]) && lower.trim_end().ends_with(':') => {
                take(Force::Forbids, Some(Actor::Reader))
            }
            "permitted" | "allowed" | "welcome" if is(before, &["not", "aren't", "isn't", "never"]) => {
                take(Force::Forbids, Some(Actor::Reader))
            }
            "permitted" | "allowed" | "free" | "entitled" if is(at + 1, &["to"]) => {
                take(Force::Allows, subject(at).filter(|_| !strict || clear(at)))
            }
            "permitted" | "allowed" | "welcome"
                if is(before, &["is", "are", "also"])
                    && !is(0, &["only", "no"])
                    && !is(at + 1, &["only"])
                    && !words[at.saturating_sub(6)..at].iter().any(|w| matches!(*w, "mean" | "means" | "whether")) =>
            {
                take(Force::Allows, Some(Actor::Reader))
            }
            "violation"
                if is(before, &["a"])
                    && is(at.wrapping_sub(2), &["is", "considered"])
                    && !is(at.wrapping_sub(3), &["there", "it"]) =>
            {
                take(Force::Forbids, Some(Actor::Reader))
            }
            "circumstances" if is(before, &["no"]) && is(at.wrapping_sub(2), &["under"]) => {
                let who = (at + 1..at + 4).filter_map(|i| words.get(i)).find_map(|w| named(w));
                take(Force::Forbids, who);
            }
            "responsibility" if is(at + 1, &["to", "not"]) => {
                let negated = is(at + 1, &["not"]) || is(at + 2, &["not"]);
                let force = if negated { Force::Forbids } else { Force::Requires };
                take(force, subject(at).filter(|who| *who == Actor::Reader));
            }
            "expect" | "require" if is(before, &["we"]) && !is(at.wrapping_sub(2), &["what", "that"]) => {
                let reader = words[at + 1..].iter().take(4).any(|w| named(w) == Some(Actor::Reader));
                take(Force::Requires, reader.then_some(Actor::Reader));
            }
            "may" | "can" | "could" | "might" | "must" | "shall" | "will" | "should" if negated => {
                // "Parcels must not contain cards" binds whoever sends them.
                let leads = words[at] == "may" && is(at + 2, &["be"]) && lower.trim_end().ends_with(':');
                let anyone =
                    (words[at] == "must" || leads) && !words[..at].iter().any(|w| named(w) == Some(Actor::Provider));
                let bound = subject(at).or(Some(Actor::Reader).filter(|_| anyone)).filter(|_| binds(&words[at..]));
                take(Force::Forbids, bound.filter(|who| !strict || anyone && subject(at).is_none() || own(at, *who)))
            }
            "may" | "can" | "shall"
                if is(before, &["nobody", "none"])
                    || is(at.wrapping_sub(2), &["no"])
                        && (is(before, &["one", "person"])
                            || words.get(before).is_some_and(|w| named(w) == Some(Actor::Reader))) =>
            {
                take(Force::Forbids, Some(Actor::Reader));
            }
            // "You may only …" is a limit.
            "may" | "can" if strict && is(at + 1, &["only"]) => {}
            "may" | "can" | "must" | "shall" | "will" => {
                let force = if matches!(words[at], "may" | "can") { Force::Allows } else { Force::Requires };
                let who = match subject(at) {
                    Some(Actor::Reader) => bound(words[at], &words[at + 1..], strict),
                    who => who,
                };
                let told = !strict || clear(at) || words[at] == "must" && subject(at).is_some_and(|who| own(at, who));
                take(force, who.filter(|_| told));
            }
            "cannot" | "can't" | "won't" | "mustn't" => {
                let told = is(at + 1, &["be"]) && is(at + 2, TOLD_NOT) || is(at + 1, DISCLAIMED);
                let bound = subject(at).filter(|_| !told);
                take(Force::Forbids, bound.filter(|who| !strict || own(at, *who)))
            }
            "do" | "are" if is(at + 1, &["not"]) && text.commands(at) => {
                let advice = is(at + 2, ADVICE) || is(at + 2, &["be"]) && is(at + 3, ADVICE);
                take(Force::Forbids, Some(Actor::Reader).filter(|_| !advice))
            }
            "don't" | "never" if text.commands(at) => {
                let advice = is(at + 1, ADVICE) || is(at + 1, &["be"]) && is(at + 2, ADVICE);
                take(Force::Forbids, Some(Actor::Reader).filter(|_| !advice))
            }
            "we" if text.opens(at) && is(at + 1, ENDS) && (at + 2..at + 5).any(|i| is(i, &["account", "accounts"])) => {
                take(Force::Allows, Some(Actor::Provider))
            }
            // "This licence does not grant us the right to sell it" is a promise.
            "not" | "doesn't" | "don't"
                if is(at + 1, &["grant", "give"]) && words[at + 1..].iter().take(6).any(|w| *w == "right") =>
            {
                take(Force::Forbids, Some(Actor::Provider))
            }
            // "We do not sell your data" is a promise, "we do not guarantee" none.
            "do" if is(at + 1, &["not"])
                && (is(at + 2, PROMISED)
                    || words.get(at + 2).is_some_and(|w| w.ends_with("ly")) && is(at + 3, PROMISED)) =>
            {
                take(Force::Forbids, subject(at).filter(|s| *s == Actor::Provider))
            }
            "agree" | "agrees" | "agreeing" | "undertakes" if is(at + 1, &["not"]) => take(Force::Forbids, subject(at)),
            // "If you do not agree to it", "you agree to these terms" bind to nothing of their own.
            "agree" | "agrees" | "agreeing" | "undertakes" if is(at + 1, &["to"]) => {
                let consent = is(before, &["not", "don't"]) || is(at + 2, CONSENTED) || is(at + 3, &["bound"]);
                take(Force::Requires, subject(at).filter(|_| !consent))
            }
            "required" | "obligated" | "obliged" if is(at + 1, &["to"]) => take(Force::Requires, subject(at)),
            "responsible" if is(at + 1, &["for"]) => take(Force::Requires, subject(at).filter(|s| *s == Actor::Reader)),
            "have" | "need" if is(at + 1, &["to"]) => {
                let told = is(before, &["you", "users", "we", "now", "also"]) && (!strict || clear(at));
                take(Force::Requires, subject(at).filter(|_| told))
            }
            "reserve" | "reserves" if is(at + 1, &["the"]) && is(at + 2, &["right"]) => {
                take(Force::Allows, Some(Actor::Provider))
            }
            _ => {}
        }
    }
    let unread = best.0 == Force::States && !words.iter().any(|w| ENGLISH.contains(w));
    if unread { (foreign(lower), None) } else { (best, decides) }
}

/// Whether a sentence names what someone may do, or what someone must, whoever it is.
pub(in crate::compare) fn speaks_of(force: Force, sentence: &str) -> bool {
    let lower = lower(sentence);
    let list: &[&str] = match force {
        Force::States => return false,
        Force::Allows => {
            &["may", "can", "able", "allow", "allowed", "allows", "permit", "permitted", "permits", "free", "entitled"]
        }
        Force::Requires => {
            &["must", "shall", "will", "required", "requires", "have", "need", "needs", "should", "ensure"]
        }
        Force::Forbids => return negates(sentence),
    };
    words(&lower).iter().any(|w| list.contains(w))
}

/// Whether a sentence rules something out, whoever its subject is.
pub(in crate::compare) fn negates(sentence: &str) -> bool {
    let lower = lower(sentence);
    let words = words(&lower);
    let modal = |w: &str| matches!(w, "may" | "must" | "can" | "shall" | "should" | "will" | "do" | "does" | "agree");
    words.windows(2).any(|w| modal(w[0]) && w[1] == "not")
        || words.iter().any(|w| {
            w.ends_with("n't")
                || ["prohibit", "forbid", "disallow"].iter().any(|start| w.starts_with(start))
                || matches!(*w, "not" | "cannot" | "never" | "no" | "banned" | "refrain" | "avoid" | "violation")
        })
}

/// Whom a sentence speaks of, whatever it does: the first of either who is named.
pub(in crate::compare) fn actor(sentence: &str) -> Actor {
    let lower = lower(sentence);
    words(&lower).into_iter().find_map(named).unwrap_or_else(|| foreign(&lower).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_a_sentence_does_and_to_whom() {
        for (sentence, want) in [
            ("You may not:", (Force::Forbids, Actor::Reader)),
            ("You may use the service to:", (Force::Allows, Actor::Reader)),
            ("You must tell us within 24 hours.", (Force::Requires, Actor::Reader)),
            ("The following is prohibited", (Force::Forbids, Actor::Reader)),
            ("Spam is strictly prohibited.", (Force::Forbids, Actor::Reader)),
            ("Do not spam.", (Force::Forbids, Actor::Reader)),
            ("We don’t allow spam.", (Force::Forbids, Actor::Reader)),
            ("We will not sell your data.", (Force::Forbids, Actor::Provider)),
            ("We do not sell your data.", (Force::Forbids, Actor::Provider)),
            ("We do not guarantee it.", (Force::States, Actor::Nobody)),
            ("From time to time we may ask you.", (Force::Allows, Actor::Provider)),
            ("Example reserves the right to close accounts.", (Force::Allows, Actor::Provider)),
            ("About us", (Force::States, Actor::Nobody)),
            ("Owners of rights may send a notice.", (Force::States, Actor::Nobody)),
            ("This guide will help.", (Force::States, Actor::Nobody)),
            ("用户不得出售账号", (Force::Forbids, Actor::Reader)),
        ] {
            assert_eq!(ruling(sentence), want, "{sentence}");
        }
    }

    #[test]
    fn what_only_tells_binds_nobody() {
        for sentence in [
            "The article lists what content is acceptable and what is prohibited.",
            "You can contact our representative by email.",
            "Repeated misuse, including reports that harass users, may result in restrictions.",
            "Users will see a prompt.",
            "You may be asked for proof.",
        ] {
            assert_eq!(ruling(sentence), (Force::States, Actor::Nobody), "{sentence}");
        }
        assert_eq!(ruling("Your account may be permanently deleted."), (Force::Allows, Actor::Provider));
        assert_eq!(ruling("We may close accounts that cannot be verified."), (Force::Allows, Actor::Provider));
        assert_eq!(ruling("You must have our consent."), (Force::Requires, Actor::Reader));
        assert_eq!(ruling("Nobody may use the pier for any of the following:"), (Force::Forbids, Actor::Reader));
        assert_eq!(ruling("No member may paint lanterns."), (Force::Forbids, Actor::Reader));
        assert_eq!(ruling("Where we ban an account we e-mail the reason."), (Force::States, Actor::Nobody));
        assert_eq!(ruling("You agree not to resell it."), ruling("You are agreeing not to resell it."));
    }

    #[test]
    fn a_rule_is_no_description_question_or_advice() {
        for sentence in [
            "See the help pages for steps you can take.",
            "Games are sites where users can bet.",
            "We recognise that code can have many uses.",
            "This page explains the uses we do not allow.",
            "While we prohibit all spam, we look at lists first.",
            "While most keepers must be certified, some of them sail without it.",
            "Although you may not paint lanterns, it happens.",
            "Don't know where to begin?",
            "Don't hesitate to write.",
            "Examples: selling seats is prohibited.",
            "Each person may only keep one account.",
            "We trust that you will build something good.",
            "You may wish to answer.",
            "We look whether there is a violation of them.",
            "If you opt out, Kelpwood will not use your drawings.",
            "You may not be able to open your archive.",
            "You will not be charged for it.",
            "You should not rely on this feature alone.",
            "If you do not agree to these terms, you must not use the service.",
            "By joining, you agree to the following terms.",
            "This page tells of the seals that are welcome here.",
            "Here are settings you need to enable by hand.",
            "Summary: you must follow the rules.",
            "It bears no warranty that it is prohibited from disclaiming.",
        ] {
            assert_eq!(acting(sentence), (Force::States, Actor::Nobody), "{sentence}");
        }
        for sentence in [
            "Do not use the service for campaigning.",
            "Campaigns. Do not use the service for them.",
            "Gambling ads aren't allowed.",
            "Kelpwood doesn’t allow it.",
            "Kelpwood prohibits it.",
            "The buyer agrees to pay, and the publisher agrees not to use it.",
            "Merchants have a responsibility to not promote it.",
            "Under no circumstances will you:",
            "Name-calling is a violation of these rules.",
        ] {
            assert_eq!(acting(sentence), (Force::Forbids, Actor::Reader), "{sentence}");
        }
        assert_eq!(acting("This licence does not grant us the right to sell it."), (Force::Forbids, Actor::Provider));
        assert_eq!(acting("All users can copy it."), (Force::Allows, Actor::Reader));
        assert_eq!(ruling("These rules do not prevent you from:"), (Force::Allows, Actor::Reader));
        assert_eq!(ruling("The following is welcome:"), (Force::Allows, Actor::Reader));
        assert_eq!(acting("We expect all merchants to comply."), (Force::Requires, Actor::Reader));
    }
}
