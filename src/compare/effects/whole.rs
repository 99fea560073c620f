//! What the coming or going of a whole text does, sentence by sentence.

use crate::compare::scan::{holds_any, lowercase};
use std::ops::Range;

use super::acts::{enforces, example, excepts, favours, grants, owes, passing, way_to_right};
use super::clause::lower;
use super::exact::exact;
use super::quotes::{quote, rule_quote};
use super::sanctions::threatened;
use super::shifts::{Sentences, topics};
use super::{Actor, Basis, Force, Found, acting, split_sentences};
use crate::compare::Direction;
use crate::compare::standing::names_nothing;
use crate::judge::{Category, Severity};

/// A text that came or went whole, with what governs it.
#[derive(Clone, Copy)]
pub(in crate::compare) struct Whole<'a> {
    /// The text.
    pub(in crate::compare) text: &'a str,
    /// What the sentence that governs its list, or its heading, says of what it names: forbids, requires, allows it.
    pub(in crate::compare) governed: Force,
    /// Whether it came or went.
    pub(in crate::compare) came: bool,
    /// What judging finds in a part of the text, by bytes.
    pub(in crate::compare) judged: &'a dyn Fn(Range<usize>) -> Option<(Category, Severity)>,
}

/// What the coming or going of a whole text does, sentence by sentence. `elsewhere` says whether the other version has a
/// word at all.
pub(in crate::compare) fn of_whole(clause: Whole<'_>, elsewhere: &mut dyn FnMut(&str) -> bool) -> Vec<Found> {
    let mut all = Vec::new();
    for range in split_sentences(clause.text) {
        let text = &clause.text[range.clone()];
        let judged = (clause.judged)(range);
        let mut found = of_sentence(text, &clause, judged.map(|j| j.1), elsewhere);
        for found in &mut found {
            found.topic = judged.map(|j| j.0);
            found.basis = Basis { text: text.to_owned(), came: clause.came, whole: true };
            found.listed = clause.governed != Force::States;
        }
        exact(&mut found);
        all.extend(found);
        // A list member under a ban is one ban, however many sentences explain it.
        if clause.governed != Force::States {
            break;
        }
    }
    all
}

fn of_sentence(
    text: &str,
    clause: &Whole<'_>,
    judged: Option<Severity>,
    elsewhere: &mut dyn FnMut(&str) -> bool,
) -> Vec<Found> {
    // A sentence that only leads in a list says nothing without it, but what the provider does on the occasions that it lists.
    let leads = || text.trim_end().ends_with([':', '：']) && !(occasions(text) && enforces(&lower(text)));
    if example(text) || clause.governed == Force::States && leads() {
        return Vec::new();
    }
    let (ruled, who) = match clause.governed {
        Force::States => acting(text),
        // "Publishers must:" over "not store it".
        Force::Requires if refuses(text) => (Force::Forbids, Actor::Reader),
        force => (force, Actor::Reader),
    };
    let grave = |least: Severity| judged.map_or(least, |j| j.max(least));
    let (worse, better, low, medium) = (Direction::Worse, Direction::Better, Severity::Low, Severity::Medium);
    let own = clause.governed == Force::States;
    let one = match (ruled, who, clause.came) {
        // "Don't do it" bans what another sentence names.
        (Force::Forbids, Actor::Reader, _) if own && names_nothing(text) => None,
        // "You agree to tell us and we’ll work with you": what the provider owes is gone, too.
        (Force::Requires, Actor::Reader, false) if own && owes(text) => None,
        (Force::Requires, Actor::Reader, _) if own && way_to_right(text) => None,
        (Force::Forbids, Actor::Provider, true) => {
            Some(("commitment_added", better, low, "The provider now rules something out"))
        }
        (Force::Forbids, Actor::Provider, false) => {
            Some(("commitment_removed", worse, grave(medium), "The provider no longer rules something out"))
        }
        // "Except for one berth" on a list of bans.
        (Force::Forbids, Actor::Reader, true) if !own && exempts(text) => {
            Some(("exception_added", better, low, "An exception is new"))
        }
        (Force::Forbids, Actor::Reader, false) if !own && exempts(text) => {
            Some(("exception_removed", worse, grave(medium), "An exception is gone"))
        }
        (Force::Forbids, Actor::Reader, true) => {
            let says = if own { "Ban added" } else { "Added to a list of bans" };
            Some(("prohibition_added", worse, grave(low), says))
        }
        (Force::Forbids, Actor::Reader, false) => {
            let says = if own { "Ban removed" } else { "Removed from a list of bans" };
            Some(("prohibition_removed", better, low, says))
        }
        (Force::Requires, Actor::Provider, true) if hedged(text) => None,
        (Force::Requires, Actor::Provider, true) => {
            Some(("commitment_added", better, low, "Promise of the provider added"))
        }
        (Force::Requires, Actor::Provider, false) => {
            Some(("commitment_removed", worse, grave(low), "Promise of the provider removed"))
        }
        (Force::Requires, Actor::Reader, true) => Some(("duty_added", worse, grave(medium), "Duty added")),
        (Force::Requires, Actor::Reader, false) => Some(("duty_removed", better, low, "Duty removed")),
        _ if own && clause.came && excepts(text) => {
            Some(("exception_added", better, low, "The provider may now make exceptions"))
        }
        (Force::Allows, Actor::Provider, _) if favours(text) || passing(text) || own && refers_back(text) => None,
        // "You may copy it for the following reasons" leads in what is allowed.
        // "Journalism:" over what is allowed of it.
        (Force::Allows, Actor::Reader, _) if text.trim_end().ends_with([':', '：']) => None,
        (Force::Allows, Actor::Reader, _) if own && (text.contains("following") || !grants(text)) => None,
        (Force::Allows, Actor::Provider, true) => {
            Some(("power_added", worse, grave(low), "Right of the provider added"))
        }
        (Force::Allows, Actor::Provider, false) => {
            Some(("power_removed", better, low, "Right of the provider removed"))
        }
        (Force::States, _, true) if own && !text.contains("allow") && !threatened(text).is_empty() => {
            Some(("sanction_added", worse, grave(medium), "Sanction added"))
        }
        // A way out of what is done now is told as that.
        (Force::Allows, Actor::Reader, true) if own && opts_out(text) => None,
        (Force::Allows, Actor::Reader, true) => Some(("permission_added", better, low, "Now named as allowed")),
        (Force::Allows, Actor::Reader, false) => {
            Some(("permission_withdrawn", worse, grave(medium), "No longer named as allowed"))
        }
        _ => None,
    };
    let mut found = Vec::new();
    if let Some((id, direction, severity, says)) = one {
        // Of what a list names the list rules, whatever its own words.
        let quoted = if own { rule_quote(text) } else { quote(text) };
        let short = if id == "exception_removed" { "an exception is gone" } else { "" };
        found.push(Found::new(id, direction, severity, short, says).quoting(quoted));
    }
    let (before, after) = if clause.came { ("", text) } else { (text, "") };
    topics(Sentences { before, after, ruled: (ruled, who), clause: None }, elsewhere, &mut found);
    found
}

/// Whether a sentence leads in the occasions of what it says: "We may close it if:".
fn occasions(text: &str) -> bool {
    const WORDS: &[&str] = &["if", "when", "where", "whenever"];
    const LAST: usize = 9;
    text.split_whitespace().rev().take(LAST).any(|word| WORDS.contains(&word.trim_end_matches([':', '：', ','])))
}

/// Whether the member of a list only says what the list does not hold for.
fn exempts(text: &str) -> bool {
    let start = text.trim_start().chars().take(12).collect::<String>().to_lowercase();
    start.starts_with("exception") || start.starts_with("except ")
}

/// "We will try to tell you" promises nothing.
fn hedged(text: &str) -> bool {
    let lower = lowercase(text);
    holds_any(&lower, &["try to ", "aim to ", "strive to ", "endeavor to ", "endeavour to ", "hope to "])
}

/// "We may do so at any time" says nothing without the sentence before it.
fn refers_back(text: &str) -> bool {
    const FEW: usize = 12;
    let lower = lowercase(text);
    holds_any(&lower, &["may do so", "may do this", "may do that", "can do so"])
        && text.split_whitespace().nth(FEW).is_none()
}

fn opts_out(text: &str) -> bool {
    let lower = lowercase(text);
    holds_any(&lower, &["opt out", "opt-out", "switch it off", "switch this off", "turn it off", "turn this off"])
}

fn refuses(text: &str) -> bool {
    let start = text.trim_start().chars().take(8).collect::<String>().to_lowercase().replace('’', "'");
    ["not ", "never ", "don't "].iter().any(|w| start.starts_with(w))
}
