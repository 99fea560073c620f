//! What a change does to someone bound by the policy, named and in plain words.
//!
//! Owns effects. Each comes from something that stands in the two texts: a number that became another, a "may" that
//! became a "must", words on notice or arbitration that came or went. Where nothing of the kind is seen there is no
//! effect; none is guessed. Words are known in English, the commonest also in other languages.

mod force;
mod quantity;
mod topics;

use std::ops::Range;

use super::tokens::Tokens;
use super::words::Edit;
use super::{Direction, Effect};
use crate::judge::Severity;
pub(super) use force::{Actor, Force, actor, enforces, force};
use quantity::{Dimension, Quantity, quantity};
use topics::{TOPICS, Topic, exceptions};

/// An effect with what the summary needs to know of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The effect.
    pub(super) effect: Effect,
    /// In a few words, for the headline. Empty for what the headline counts instead (bans, duties).
    pub(super) short: String,
    /// For or against the reader.
    pub(super) direction: Direction,
    /// How much.
    pub(super) severity: Severity,
}

impl Found {
    fn new(id: &'static str, direction: Direction, severity: Severity, short: impl Into<String>, text: String) -> Self {
        Self { effect: Effect { id, text }, short: short.into(), direction, severity }
    }
}

/// A clause that came or went whole, with what governs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// The sentence that governs its list; empty where there is none.
    pub(super) lead_in: &'a str,
    /// The heading above it; empty where there is none.
    pub(super) heading: &'a str,
    /// Whether it came or went.
    pub(super) came: bool,
    /// How grave judging finds it.
    pub(super) severity: Severity,
}

/// What the coming or going of a whole clause does. `elsewhere` says whether the other version has a word at all.
pub(super) fn of_whole(clause: Whole<'_>, elsewhere: &mut dyn FnMut(&str) -> bool) -> Vec<Found> {
    let quote = quote(clause.text);
    let (mut ruled, who) = governing(&clause);
    // "We will suspend" is no promise to the reader.
    if (ruled, who) == (Force::Requires, Actor::Provider) && enforces(clause.text) {
        ruled = Force::Allows;
    }
    let grave = |least: Severity| clause.severity.max(least);
    let mut found = Vec::new();
    let one = match (ruled, who, clause.came) {
        (Force::Forbids, Actor::Provider, true) => {
            Some(("commitment_added", Direction::Better, Severity::Low, "The provider now promises not to"))
        }
        (Force::Forbids, Actor::Provider, false) => Some((
            "commitment_removed",
            Direction::Worse,
            grave(Severity::Medium),
            "The provider no longer promises not to",
        )),
        (Force::Forbids, _, true) => Some(("prohibition_added", Direction::Worse, grave(Severity::Low), "New ban")),
        (Force::Forbids, _, false) => Some(("prohibition_removed", Direction::Better, Severity::Low, "Ban gone")),
        (Force::Requires, Actor::Provider, true) => {
            Some(("commitment_added", Direction::Better, Severity::Low, "The provider now promises"))
        }
        (Force::Requires, Actor::Provider, false) => {
            Some(("commitment_removed", Direction::Worse, grave(Severity::Low), "The provider no longer promises"))
        }
        (Force::Requires, Actor::Reader, true) => {
            Some(("duty_added", Direction::Worse, grave(Severity::Medium), "New duty"))
        }
        (Force::Requires, Actor::Reader, false) => {
            Some(("duty_removed", Direction::Better, Severity::Low, "Duty gone"))
        }
        (Force::Allows, Actor::Provider, true) => {
            Some(("power_added", Direction::Worse, grave(Severity::Low), "The provider may or will now"))
        }
        (Force::Allows, Actor::Provider, false) => {
            Some(("power_removed", Direction::Better, Severity::Low, "The provider’s right is gone"))
        }
        (Force::Allows, Actor::Reader, true) => {
            Some(("permission_added", Direction::Better, Severity::Low, "Newly allowed"))
        }
        (Force::Allows, Actor::Reader, false) => {
            Some(("permission_withdrawn", Direction::Worse, grave(Severity::Medium), "No longer named as allowed"))
        }
        _ => None,
    };
    if let Some((id, direction, severity, says)) = one {
        found.push(Found::new(id, direction, severity, "", format!("{says}: “{quote}”.")));
    }
    let (before, after) = if clause.came { ("", clause.text) } else { (clause.text, "") };
    // A ban on training models brings nothing in for the provider.
    let banned = ruled == Force::Forbids && who != Actor::Provider;
    topics(before, after, banned, elsewhere, &mut found);
    found
}

/// What governs a clause: its own words, else its lead-in's, else its heading's.
fn governing(clause: &Whole<'_>) -> (Force, Actor) {
    let (own, who) = (force(clause.text), actor(clause.text));
    for above in [clause.lead_in, clause.heading] {
        match force(above) {
            Force::Forbids if own != Force::Forbids || who == Actor::Nobody => return (Force::Forbids, actor(above)),
            _ if own != Force::States && who != Actor::Nobody => break,
            Force::States => {}
            ruled if actor(above) != Actor::Nobody => return (ruled, actor(above)),
            _ => {}
        }
    }
    (own, who)
}

/// What a rewording does.
pub(super) fn of_rewording(
    old: &Tokens,
    new: &Tokens,
    edits: &[Edit],
    lead_in: &str,
    elsewhere: &mut dyn FnMut(&str) -> bool,
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut seen: Vec<Edit> = Vec::new();
    let mut rest: Vec<Edit> = Vec::new();
    for edit in edits {
        // A sentence that came or went whole is a clause of its own.
        let whole = match (edit.old.is_empty(), edit.new.is_empty()) {
            (true, false) if sentences(new, &edit.new) => Some((new.slice(edit.new.clone()), true)),
            (false, true) if sentences(old, &edit.old) => Some((old.slice(edit.old.clone()), false)),
            _ => None,
        };
        if let Some((text, came)) = whole {
            let clause = Whole { text, lead_in: "", heading: "", came, severity: Severity::None };
            found.extend(of_whole(clause, elsewhere));
            continue;
        }
        amounts(old, new, edit, &mut found);
        let around = Edit { old: sentence(old, &edit.old), new: sentence(new, &edit.new) };
        if !seen.contains(&around) {
            modal(old.slice(around.old.clone()), new.slice(around.new.clone()), lead_in, &mut found);
            seen.push(around);
        }
        rest.push(edit.clone());
    }
    let touched = |t: &Tokens, side: fn(&Edit) -> &Range<usize>| {
        let mut ranges: Vec<Range<usize>> = seen.iter().map(|s| side(s).clone()).collect();
        ranges.dedup();
        ranges.into_iter().map(|r| t.slice(r)).collect::<Vec<_>>().join(" ")
    };
    let (before, after) = (touched(old, |s| &s.old), touched(new, |s| &s.new));
    let ruled = if force(lead_in) == Force::Forbids { Force::Forbids } else { force(&after) };
    let provider = actor(&after) == Actor::Provider && force(lead_in) != Force::Forbids;
    topics(&before, &after, ruled == Force::Forbids && !provider, elsewhere, &mut found);
    if matches!(ruled, Force::Forbids | Force::Requires) {
        bounds(old, new, &rest, (&before, &after), provider, ruled, &mut found);
    }
    if definition(&old.text) && definition(&new.text) {
        let text = format!("A definition reads differently: “{}”.", quote(&new.text));
        found.push(Found::new("definition_changed", Direction::Neutral, Severity::Low, "a definition changed", text));
    }
    found.dedup_by(|a, b| a.effect == b.effect);
    found
}

/// Whether a stretch is one or more whole sentences of some length.
fn sentences(tokens: &Tokens, units: &Range<usize>) -> bool {
    let words = tokens.units[units.clone()].iter().filter(|u| u.counts()).count();
    words >= 5
        && (units.start == 0 || ends_sentence(tokens, units.start - 1))
        && (ends_sentence(tokens, units.end - 1) || units.end == tokens.units.len())
}

fn ends_sentence(tokens: &Tokens, at: usize) -> bool {
    matches!(tokens.word(at), "." | "!" | "?" | ";" | "。" | "！" | "？" | "；")
}

/// The units of the sentence around a stretch.
fn sentence(tokens: &Tokens, units: &Range<usize>) -> Range<usize> {
    let ends = |at: &usize| ends_sentence(tokens, *at);
    let start = (0..units.start).rev().find(ends).map_or(0, |at| at + 1);
    let end = (units.end.max(start)..tokens.units.len()).find(ends).map_or(tokens.units.len(), |at| at + 1);
    start..end
}

/// Words that make a number a limit.
const LIMITS: &[&str] = &[
    "up to",
    "more than",
    "fewer than",
    "less than",
    "maximum",
    "minimum",
    "limit",
    "at most",
    "at least",
    "exceed",
    "no more",
    "höchstens",
    "mindestens",
    "au plus",
    "máximo",
    "不超过",
    "最多",
];

/// Numbers that became others.
fn amounts(old: &Tokens, new: &Tokens, edit: &Edit, found: &mut Vec<Found>) {
    let all = |t: &Tokens, r: &Range<usize>| -> Vec<Quantity> { r.clone().filter_map(|at| quantity(t, at)).collect() };
    let (before, after) = (all(old, &edit.old), all(new, &edit.new));
    let ([a], [b]) = (&before[..], &after[..]) else { return };
    if a.dimension != b.dimension || a.value == b.value {
        return;
    }
    let around = new.slice(sentence(new, &edit.new)).to_lowercase();
    let less = b.value < a.value;
    let (was, is) = (&a.text, &b.text);
    let by = if less { "cut" } else { "raised" };
    let change = |id, worse: Option<bool>, severity, what: &str, says: &str| {
        let direction = worse.map_or(Direction::Neutral, |w| if w { Direction::Worse } else { Direction::Better });
        let severity = if direction == Direction::Better { Severity::Low } else { severity };
        Found::new(
            id,
            direction,
            severity,
            format!("{what} {by} from {was} to {is}"),
            format!("{says}: {is} instead of {was}."),
        )
    };
    let says = |words: &[&str]| words.iter().any(|w| around.contains(w));
    found.push(match &a.dimension {
        Dimension::Time if says(&["notice", "notify", "inform you", "préavis", "preaviso", "frist", "通知"]) => {
            let id = if less { "notice_shortened" } else { "notice_lengthened" };
            // Who gives the notice decides who gains.
            let ours = actor(&around) != Actor::Reader;
            change(
                id,
                Some(less == ours),
                Severity::High,
                "notice",
                if less { "The notice is shorter" } else { "The notice is longer" },
            )
        }
        Dimension::Time
            if says(&["retain", "retention", "store ", "stored", "keep ", "kept", "delete", "speicher", "保存"]) =>
        {
            let id = if less { "retention_shortened" } else { "retention_lengthened" };
            change(
                id,
                Some(!less),
                Severity::Medium,
                "time data is kept",
                if less { "Data is kept for less time" } else { "Data is kept for longer" },
            )
        }
        Dimension::Time => {
            let id = if less { "deadline_shortened" } else { "deadline_lengthened" };
            let worse = match actor(&around) {
                Actor::Reader => Some(less),
                Actor::Provider => Some(!less),
                Actor::Nobody => None,
            };
            change(
                id,
                worse,
                Severity::High,
                "time limit",
                if less { "The time limit is shorter" } else { "The time limit is longer" },
            )
        }
        Dimension::Money(_) if says(&["liab", "damages", "exceed", "haft", "责任"]) => {
            let id = if less { "liability_cap_lowered" } else { "liability_cap_raised" };
            change(
                id,
                Some(less),
                Severity::High,
                "liability cap",
                if less { "The cap on liability is lower" } else { "The cap on liability is higher" },
            )
        }
        Dimension::Money(_) => {
            let id = if less { "amount_lowered" } else { "amount_raised" };
            let fee = says(&["fee", "charge", "pay", "price", "cost", "penalt", "fine", "费"]);
            change(
                id,
                fee.then_some(!less),
                Severity::High,
                if fee { "amount to pay" } else { "amount" },
                if less { "The amount is lower" } else { "The amount is higher" },
            )
        }
        Dimension::Age => {
            let id = if less { "age_limit_lowered" } else { "age_limit_raised" };
            change(
                id,
                None,
                Severity::Medium,
                "age limit",
                if less { "The age limit is lower" } else { "The age limit is higher" },
            )
        }
        Dimension::Percent => {
            let id = if less { "share_lowered" } else { "share_raised" };
            change(
                id,
                None,
                Severity::Medium,
                "percentage",
                if less { "The percentage is lower" } else { "The percentage is higher" },
            )
        }
        Dimension::Count(_) if !says(LIMITS) => return,
        Dimension::Count(what) => {
            let id = if less { "limit_lowered" } else { "limit_raised" };
            change(
                id,
                None,
                Severity::Medium,
                &format!("number of {what}"),
                if less { "The number is lower" } else { "The number is higher" },
            )
        }
    });
}

/// "may" that became "must", "not" that came or went.
fn modal(before: &str, after: &str, lead_in: &str, found: &mut Vec<Found>) {
    let (was, is) = (force(before), force(after));
    if was == is || before.is_empty() || after.is_empty() {
        return;
    }
    let who = match (actor(after), lead_in.is_empty()) {
        (Actor::Nobody, false) => actor(lead_in),
        (who, _) => who,
    };
    let quote = quote(after);
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
        (Actor::Provider, Force::States, Force::Allows) => (
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
    found.push(Found::new(id, direction, severity, short, format!("{says}: “{quote}”.")));
}

/// Topics that came or went.
fn topics(before: &str, after: &str, banned: bool, elsewhere: &mut dyn FnMut(&str) -> bool, found: &mut Vec<Found>) {
    let told = |found: &[Found], id: &str| found.iter().any(|f| f.effect.id == id);
    // Byte for byte as long as the texts, so that a place in one is a place in the other.
    let (lower_before, lower_after) = (before.to_ascii_lowercase(), after.to_ascii_lowercase());
    for topic in TOPICS {
        let (was, is) = (topic.mentions(&lower_before), topic.mentions(&lower_after));
        let turn = match was.cmp(&is) {
            std::cmp::Ordering::Less => &topic.comes,
            std::cmp::Ordering::Greater => &topic.goes,
            std::cmp::Ordering::Equal => continue,
        };
        if banned && turn.id.starts_with("scope") || told(found, turn.id) && !turn.id.starts_with("scope") {
            continue;
        }
        // Notice that merely changed its words neither came nor went.
        if turn.id.starts_with("notice") && found.iter().any(|f| f.effect.id.starts_with("notice")) {
            continue;
        }
        if topic.only_when_new
            && (was > 0 && is > 0
                || elsewhere_says(topic, if was < is { &lower_after } else { &lower_before }, elsewhere))
        {
            continue;
        }
        let (text, lower) = if was < is { (after, &lower_after) } else { (before, &lower_before) };
        let quote = topic.word_in(lower).and_then(|w| lower.find(w)).map_or_else(String::new, |at| passage(text, at));
        found.push(Found::new(
            turn.id,
            turn.direction,
            turn.severity,
            turn.short,
            format!("{}: “{quote}”.", turn.says),
        ));
    }
}

fn elsewhere_says(topic: &Topic, text: &str, elsewhere: &mut dyn FnMut(&str) -> bool) -> bool {
    topic.word_in(text).is_some_and(elsewhere)
}

/// A ban, a duty or a promise that reaches further or less far: exceptions and list members that came or went.
fn bounds(
    old: &Tokens,
    new: &Tokens,
    edits: &[Edit],
    (before, after): (&str, &str),
    provider: bool,
    ruled: Force,
    found: &mut Vec<Found>,
) {
    let (was, is) = (exceptions(&before.to_lowercase()), exceptions(&after.to_lowercase()));
    let against = |widened: bool| if widened != provider { Direction::Worse } else { Direction::Better };
    let weigh = |direction| if direction == Direction::Worse { Severity::Medium } else { Severity::Low };
    if was != is {
        let gone = is < was;
        let (id, says) = if gone {
            ("exception_removed", "An exception is gone")
        } else {
            ("exception_added", "An exception is new")
        };
        let direction = against(gone);
        let quote = quote(if gone { before } else { after });
        found.push(Found::new(id, direction, weigh(direction), says.to_lowercase(), format!("{says}: “{quote}”.")));
        return;
    }
    if ruled != Force::Forbids || provider || found.iter().any(|f| f.effect.id.starts_with("prohibition")) {
        return;
    }
    // Lone list members: "malware, spyware" with one more or one fewer.
    let member = |t: &Tokens, r: &Range<usize>| {
        let listed =
            |at: usize| matches!(t.word(at).to_lowercase().as_str(), "," | "or" | "and" | "、" | "或" | "、或");
        let beside =
            r.start > 0 && listed(r.start - 1) || r.end < t.units.len() && listed(r.end) || r.clone().any(listed);
        let words = r.clone().filter(|&at| t.units[at].counts() && !listed(at)).count();
        beside && (1..=25).contains(&words)
    };
    let named = |t: &Tokens, r: &Range<usize>| {
        let strip = |s: &str| s.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let text = strip(t.slice(r.clone()));
        let text = text.strip_prefix("or ").or(text.strip_prefix("and ")).unwrap_or(&text);
        strip(text.strip_suffix(" or").or(text.strip_suffix(" and")).unwrap_or(text))
    };
    let came: Vec<String> =
        edits.iter().filter(|e| e.old.is_empty() && member(new, &e.new)).map(|e| named(new, &e.new)).collect();
    let went: Vec<String> =
        edits.iter().filter(|e| e.new.is_empty() && member(old, &e.old)).map(|e| named(old, &e.old)).collect();
    let quoted = |names: &[String]| {
        names.iter().filter(|n| !n.is_empty()).map(|n| format!("“{}”", quote(n))).collect::<Vec<_>>().join(", ")
    };
    if !came.is_empty() && !quoted(&came).is_empty() {
        let text = format!("The ban now also names {}.", quoted(&came));
        found.push(Found::new(
            "prohibition_widened",
            Direction::Worse,
            Severity::Medium,
            "a ban reaches further",
            text,
        ));
    }
    if !went.is_empty() && !quoted(&went).is_empty() {
        let text = format!("The ban no longer names {}.", quoted(&went));
        found.push(Found::new("prohibition_narrowed", Direction::Better, Severity::Low, "a ban is narrower", text));
    }
}

/// Whether a text defines a term.
fn definition(text: &str) -> bool {
    let start = text.chars().take(120).collect::<String>().to_lowercase();
    let quoted = start.starts_with(['"', '“', '”', '«', '„']);
    quoted
        && [" means", " mean ", " shall mean", " refers to", " bezeichnet", " désigne"]
            .iter()
            .any(|w| start.contains(w))
}

/// The start of a text, whole words, short enough to quote in one line.
fn quote(text: &str) -> String {
    shorten(text, 110)
}

/// The words around a place in a text, for quoting.
fn passage(text: &str, at: usize) -> String {
    let from = text[..at].rfind(['.', ';', '。']).map_or(0, |i| i + 1);
    let lead = text[from..at].trim_start();
    if lead.chars().count() <= 60 {
        let start = at - lead.len();
        return shorten(&text[start..], 110);
    }
    let cut = lead.char_indices().rev().take(60).last().map_or(0, |(i, _)| i);
    let cut = lead[cut..].find(' ').map_or(cut, |space| cut + space + 1);
    format!("… {}", shorten(&text[at - lead.len() + cut..], 110))
}

fn shorten(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches(['.', ';', ',', ':']);
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').filter(|&space| space > end / 2).unwrap_or(end);
    format!("{} …", text[..cut].trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::super::align::Budget;
    use super::super::tokens::Interner;
    use super::super::words::edits;
    use super::*;

    fn reworded(old: &str, new: &str) -> Vec<(&'static str, Direction)> {
        let mut interner = Interner::default();
        let (a, b) = (interner.tokens(old.to_owned()), interner.tokens(new.to_owned()));
        let edits = edits(&a, &b, &interner, &mut Budget::default());
        of_rewording(&a, &b, &edits, "", &mut |_| false).into_iter().map(|f| (f.effect.id, f.direction)).collect()
    }

    fn added(text: &str, lead_in: &str) -> Vec<&'static str> {
        let clause = Whole { text, lead_in, heading: "", came: true, severity: Severity::None };
        of_whole(clause, &mut |_| false).into_iter().map(|f| f.effect.id).collect()
    }

    #[test]
    fn names_what_a_rewording_does() {
        use Direction::{Better, Neutral, Worse};
        for (old, new, want) in [
            (
                "We give you 30 days notice of changes.",
                "We give you 7 days notice of changes.",
                vec![("notice_shortened", Worse)],
            ),
            (
                "You must report abuse within 48 hours.",
                "You must report abuse within 24 hours.",
                vec![("deadline_shortened", Worse)],
            ),
            ("We answer within 5 days.", "We answer within 10 days.", vec![("deadline_lengthened", Worse)]),
            ("We keep logs for 30 days.", "We keep logs for 90 days.", vec![("retention_lengthened", Worse)]),
            ("You may resell seats.", "You may not resell seats.", vec![("permission_withdrawn", Worse)]),
            ("You may tell us about it.", "You must tell us about it.", vec![("duty_added", Worse)]),
            ("We will notify you.", "We may notify you.", vec![("commitment_weakened", Worse)]),
            ("We will not sell your data.", "We may sell your data.", vec![("commitment_withdrawn", Worse)]),
            (
                "We may suspend accounts after prior notice.",
                "We may suspend accounts.",
                vec![("notice_dropped", Worse)],
            ),
            ("We may suspend accounts.", "We may suspend accounts without notice.", vec![("notice_dropped", Worse)]),
            (
                "We may close accounts that break the rules.",
                "We may close accounts at our sole discretion.",
                vec![("discretion_widened", Worse)],
            ),
            (
                "We share data with our staff.",
                "We share data with our staff and affiliates.",
                vec![("scope_widened", Worse)],
            ),
            (
                "We use your content to run the service.",
                "We use your content to run the service and train our models.",
                vec![("scope_widened", Worse)],
            ),
            (
                "You must not send malware or spam.",
                "You must not send malware, adware or spam.",
                vec![("prohibition_widened", Worse)],
            ),
            ("You must not resell it unless we agree.", "You must not resell it.", vec![("exception_removed", Worse)]),
            (
                "“Content” means text and images.",
                "“Content” means text, images and prompts.",
                vec![("definition_changed", Neutral)],
            ),
            ("You may not share it.", "You may share it.", vec![("prohibition_removed", Better)]),
            ("The sky is blue today.", "The sky is grey today.", vec![]),
        ] {
            assert_eq!(reworded(old, new), want, "{old} | {new}");
        }
    }

    #[test]
    fn names_what_a_new_clause_does() {
        assert_eq!(added("mining of digital currency", "You may not use the service for:"), ["prohibition_added"]);
        assert_eq!(added("You must keep your password secret.", ""), ["duty_added"]);
        assert_eq!(added("Disputes are settled by binding arbitration.", ""), ["arbitration_added"]);
        assert_eq!(added("We may charge you a fee of $250 for each breach.", ""), ["power_added", "fee_introduced"]);
        assert_eq!(added("We will tell you before we do.", ""), ["commitment_added"]);
        assert!(added("Welcome to our community.", "").is_empty());
        assert_eq!(added("You must not use our output to train models.", ""), ["prohibition_added"]);
    }
}
