//! What a sentence did and does: a "may" that became a "must", matters that came or went.

use super::topics::{TOPICS, Topic, mentions};
use super::{Actor, Force, Found, acting, passage, permits, rule_quote, speaks_of};
use crate::compare::Direction;
use crate::compare::scan::holds_any;
use crate::judge::Severity;

/// "may" that became "must", "not" that came or went.
pub(super) fn modal(before: &str, after: &str, found: &mut Vec<Found>) {
    if before.is_empty() || after.is_empty() {
        return;
    }
    let ((was, then), (is, now)) = (acting(before), acting(after));
    let who = if now == Actor::Nobody { then } else { now };
    if was == is {
        return;
    }
    // "Your username may not be …" became "Your member name may not be …": banned all along, of whomever it speaks. So
    // with what may or must be done.
    let stays = |force: Force| speaks_of(force, before) && speaks_of(force, after);
    let either = |force: Force| was == force || is == force;
    if [Force::Forbids, Force::Requires].into_iter().any(|force| either(force) && stays(force))
        || either(Force::States) && stays(Force::Allows)
    {
        return;
    }
    if was == Force::Allows && is == Force::States && keeps_verb(before, after)
        || (was, is) == (Force::Requires, Force::States) && commands(after, before)
        || (was, is) == (Force::States, Force::Requires) && commands(before, after)
    {
        return;
    }
    // What also allows something turned at most in part.
    if matches!((was, is), (Force::Allows, Force::Forbids)) && permits(after)
        || matches!((was, is), (Force::Forbids, Force::Allows)) && permits(before)
    {
        return;
    }
    let (id, direction, severity, short, says) = match (who, was, is) {
        (Actor::Provider, Force::Forbids, Force::Allows | Force::States | Force::Requires) => (
            "commitment_withdrawn",
            Direction::Worse,
            Severity::High,
            "the provider withdraws a promise",
            "The provider no longer rules this out",
        ),
        (Actor::Provider, _, Force::Forbids) => (
            "commitment_added",
            Direction::Better,
            Severity::Low,
            "the provider promises more",
            "The provider now rules this out",
        ),
        (Actor::Provider, Force::Requires, Force::Allows) => (
            "commitment_weakened",
            Direction::Worse,
            Severity::Medium,
            "the provider may where it had to",
            "What the provider had to do it now may do",
        ),
        (Actor::Provider, Force::Allows, Force::Requires) => (
            "discretion_narrowed",
            Direction::Neutral,
            Severity::Low,
            "what the provider might do it now will do",
            "What the provider might do it now will do",
        ),
        // "We remove" and "we will remove" leave the provider as much to decide.
        (Actor::Provider, Force::States, Force::Allows) if holds_any(after, &["may", "reserve"]) => (
            "discretion_widened",
            Direction::Worse,
            Severity::Medium,
            "more is left to the provider’s discretion",
            "The provider may now decide this",
        ),
        (Actor::Provider, ..) => return,
        (_, Force::Allows, Force::Forbids) => (
            "permission_withdrawn",
            Direction::Worse,
            Severity::High,
            "something allowed is now banned",
            "What was allowed is now banned",
        ),
        (_, _, Force::Forbids) => ("prohibition_added", Direction::Worse, Severity::Medium, "", "This is now banned"),
        (_, Force::Forbids, Force::Allows) => {
            ("prohibition_removed", Direction::Better, Severity::Low, "", "This is no longer banned")
        }
        (Actor::Reader, Force::Forbids, _) => {
            ("prohibition_removed", Direction::Better, Severity::Low, "", "This is no longer banned")
        }
        (Actor::Reader, Force::Allows, Force::Requires) => {
            ("duty_added", Direction::Worse, Severity::Medium, "", "What you could do you now have to do")
        }
        (Actor::Reader, Force::States, Force::Requires) => {
            ("duty_added", Direction::Worse, Severity::Medium, "", "You now have to do this")
        }
        (Actor::Reader, Force::Requires, Force::Allows | Force::States) => {
            ("duty_removed", Direction::Better, Severity::Low, "", "You no longer have to do this")
        }
        (Actor::Reader, Force::Allows, Force::States) => (
            "permission_withdrawn",
            Direction::Worse,
            Severity::Medium,
            "a permission is gone",
            "It no longer says that you may",
        ),
        (Actor::Reader, Force::States, Force::Allows) => (
            "permission_added",
            Direction::Better,
            Severity::Low,
            "something is newly allowed",
            "It now says that you may",
        ),
        _ => return,
    };
    found.push(Found::new(id, direction, severity, short, says).quoting(rule_quote(after)));
}

/// Whether a sentence opens with the order that another gives by "must": "Notify us at once" as "you must notify us".
fn commands(order: &str, must: &str) -> bool {
    let verb = order.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default().to_lowercase();
    let must = must.to_lowercase();
    ["must", "shall", "should", "agree to", "have to", "need to"].iter().any(|w| must.contains(&format!("{w} {verb} ")))
}

/// Whether what one may do is still told in other words: "you can also adjust it" as "we made ways for you to adjust it".
fn keeps_verb(before: &str, after: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let (before, after) = (words(before), words(after));
    let verbs = before.windows(3).filter(|w| matches!(w[0].as_str(), "may" | "can"));
    let mut verbs = verbs.map(|w| if matches!(w[1].as_str(), "also" | "then" | "always") { &w[2] } else { &w[1] });
    verbs.any(|verb| after.contains(verb))
}

/// A sentence before and after; one side is empty where it came or went.
pub(super) struct Sentences<'a> {
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    /// What it does now, and to whom.
    pub(super) ruled: (Force, Actor),
    /// How often the clause that it stands in speaks of each topic, before and after; `None` where it came or went whole.
    pub(super) clause: Option<&'a [[usize; TOPICS.len()]; 2]>,
}

/// Topics that came or went.
pub(super) fn topics(of: Sentences<'_>, elsewhere: &mut dyn FnMut(&str) -> bool, found: &mut Vec<Found>) {
    let Sentences { before, after, ruled, clause } = of;
    let whole = clause.is_none();
    let told = |found: &[Found], id: &str| found.iter().any(|f| f.effect.id == id);
    // Byte for byte as long as the texts, so that a place in one is a place in the other.
    let (lower_before, lower_after) = (before.to_ascii_lowercase(), after.to_ascii_lowercase());
    let (before_says, after_says) = (mentions(&lower_before), mentions(&lower_after));
    for (at, (topic, (was, is))) in TOPICS.iter().zip(before_says.into_iter().zip(after_says)).enumerate() {
        // What only went into the sentence beside it neither came nor went.
        if clause.is_some_and(|[then, now]| then[at].cmp(&now[at]) != was.cmp(&is)) {
            continue;
        }
        let turn = match was.cmp(&is) {
            std::cmp::Ordering::Less => &topic.comes,
            std::cmp::Ordering::Greater => &topic.goes,
            std::cmp::Ordering::Equal => continue,
        };
        // In a ban "without our approval" is an exception, and one on training models brings nothing in for the provider; nor
        // does its promise not to share with anyone.
        if ruled.0 == Force::Forbids && turn.id.starts_with("scope")
            || ruled == (Force::Forbids, Actor::Reader) && turn.id.starts_with("approval")
            || told(found, turn.id) && !turn.id.starts_with("scope")
        {
            continue;
        }
        // Notice as the condition of a right of the provider is no promise of its own; what readers tell others, or the
        // provider, is none at all.
        if turn.id.starts_with("notice") && topic.promises {
            let text = if was < is { &lower_after } else { &lower_before };
            // What went is read by what it said then.
            let ruled = if was < is || whole { ruled } else { acting(before) };
            let bound = matches!(ruled, (Force::Requires | Force::Forbids, Actor::Reader)) && !text.contains("we ");
            if whole && ruled == (Force::Allows, Actor::Provider) || bound || !promised(text) {
                continue;
            }
        }
        // "Example will cover you" burdens nobody who reads it.
        if turn.id == "indemnity_added" && ruled != (Force::Requires, Actor::Reader) {
            continue;
        }
        // Notice that merely changed its words neither came nor went.
        let about = |id: &str| id.starts_with("notice") || matches!(id, "commitment_weakened" | "commitment_withdrawn");
        if turn.id.starts_with("notice") && found.iter().any(|f| about(f.effect.id)) {
            continue;
        }
        // Nor is it new where the sentence spoke of it, however loosely.
        if turn.id == "notice_added" && topic.promises && !whole && !topic.silent(&lower_before) {
            continue;
        }
        // Of who is liable each side speaks in words of its own.
        if matches!(turn.id, "liability_introduced" | "liability_removed")
            && !whole
            && hinted(&lower_before)
            && hinted(&lower_after)
        {
            continue;
        }
        // A matter that both sides name in some words neither came nor went; it may be told of in another way.
        let both = topic.word_in(&lower_before).is_some() && topic.word_in(&lower_after).is_some();
        if both && ["scope", "fee", "discretion"].iter().any(|id| turn.id.starts_with(id))
            || turn.id.starts_with("discretion")
                && (ruled == (Force::Forbids, Actor::Reader) || lower_before.contains("reserve"))
        {
            continue;
        }
        let lone = whole && ["scope", "liability", "discretion_narrowed"].iter().any(|id| turn.id.starts_with(id));
        if (topic.only_when_new || lone)
            && (was > 0 && is > 0
                || elsewhere_says(topic, if was < is { &lower_after } else { &lower_before }, elsewhere))
        {
            continue;
        }
        let (text, lower) = if was < is { (after, &lower_after) } else { (before, &lower_before) };
        // "It does not permit us to share it with third parties" brings none in.
        if turn.id.starts_with("scope")
            && topic.word_in(lower).and_then(|w| lower.find(w)).is_some_and(|at| denied(&lower[..at]))
        {
            continue;
        }
        // Consent that is asked for in other words is asked for still.
        if turn.id == "consent_dropped" && !whole && !topic.silent(&lower_after)
            || turn.id == "consent_needed" && !whole && !topic.silent(&lower_before)
        {
            continue;
        }
        let quote = topic.word_in(lower).and_then(|w| lower.find(w)).map_or_else(String::new, |at| passage(text, at));
        let (short, says) = match turn.id {
            // A rule of its own says nothing of what needed notice before.
            "notice_dropped" if whole && was < is => ("a new rule needs no notice", "This may happen without notice"),
            _ => (turn.short, turn.says),
        };
        let turned = Found::new(turn.id, turn.direction, turn.severity, short, says).quoting(quote);
        found.push(Found { about: turn.about, matter: Some((at, was < is)), ..turned });
    }
}

/// Whether the end of a lower-case text, up to a word, denies what the word names.
fn denied(before: &str) -> bool {
    const FAR: usize = 160;
    let from = before.char_indices().rev().nth(FAR).map_or(0, |(at, _)| at);
    let near = &before[from..];
    let near = near.rfind(". ").map_or(near, |at| &near[at..]);
    holds_any(near, &[" not ", " not, ", "n't ", "n’t ", " never ", " nor "])
}

/// Whether a lower-case text speaks of who is liable, in whatever words.
fn hinted(lower: &str) -> bool {
    holds_any(lower, &["liab", "responsib"])
}

fn elsewhere_says(topic: &Topic, text: &str, elsewhere: &mut dyn FnMut(&str) -> bool) -> bool {
    topic.word_in(text).is_some() && topic.words.iter().any(|word| elsewhere(word))
}

/// Whether a lower-case sentence tells of notice to readers.
fn promised(text: &str) -> bool {
    if ["notify", "inform", "give", "let "].iter().any(|w| text.trim_start().starts_with(w)) {
        return false;
    }
    let said = [
        "we ",
        "we'll",
        "we’ll",
        "notify you",
        "inform you ",
        "email you",
        "e-mail you",
        "to you",
        "notify users",
        "notify customers",
        "let you know",
        "give you",
        "provide you",
    ];
    holds_any(text, &said)
        && !holds_any(text, &["you must inform", "you must notify", "hereby give notice", "inform your"])
        || !holds_any(text, &["you ", "your ", " i "])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_is_not_brought_in() {
        assert!(denied("it does not, however, permit us to share it with ") && !denied("we share it with "));
    }
}
