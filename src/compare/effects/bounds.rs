//! How far a rule reaches: exceptions, conditions and members of its list that came or went.

use std::ops::Range;

use super::force::ruled_at;
use super::limits::conditional;
use super::members::{put_in, unjoined};
use super::reach::Pair;
use super::rule::Rule;
use super::sanctions::sanctions;
use super::topics::{EXCEPTIONS, exceptions};
use super::{Actor, Basis, Force, Found, quote, shorten, split_sentences};
use crate::compare::Direction;
use crate::compare::scan::{find, lowercase};
use crate::compare::ties::small;
use crate::compare::tokens::Tokens;
use crate::compare::words::Edit;
use crate::judge::Severity;

/// A ban, a duty or a promise that reaches further or less far: exceptions and list members that came or went.
pub(super) fn bounds(
    of: &Pair<'_>,
    (before, after): (&str, &str),
    (ruled, who): (Force, Actor),
    elsewhere: &mut dyn FnMut(&str) -> bool,
    found: &mut Vec<Found>,
) {
    let Pair { old, new, edits, .. } = *of;
    let provider = who == Actor::Provider;
    let binds = ruled >= Force::Requires && who != Actor::Nobody;
    let excepted = |text: &str| if binds { exceptions(&lowercase(text)) } else { 0 };
    let (was, is) = (excepted(before), excepted(after));
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
        let text = if gone { before } else { after };
        let basis = Basis { text: exception(text), came: !gone, whole: true };
        let quoted = if basis.text.split_whitespace().nth(3).is_some() { quote(&basis.text) } else { quote(text) };
        let found_one = Found::new(id, direction, weigh(direction), says.to_lowercase(), says).quoting(quoted);
        found.push(Found { basis, ..found_one });
        return;
    }
    let rule = match (ruled, who) {
        (Force::Forbids, Actor::Reader) => Some(Rule::Ban),
        _ => of.rule.filter(|rule| listing(*rule)),
    };
    let Some(rule) = rule.filter(|_| !found.iter().any(|f| f.effect.id.starts_with("prohibition"))) else { return };
    // Lone list members: "malware, spyware" with one more or one fewer; "or violent" anywhere.
    let member = |t: &Tokens, r: &Range<usize>| {
        let listed =
            |at: usize| matches!(t.word(at).to_lowercase().as_str(), "," | "or" | "and" | "、" | "或" | "、或");
        let edge = |at: Option<usize>| at.is_none_or(|at| at >= t.units.len() || listed(at) || !t.units[at].counts());
        let starts = listed(r.start) || edge(r.start.checked_sub(1));
        let ends = listed(r.end - 1) || edge(Some(r.end));
        let beside = starts && ends && (listed(r.start) || listed(r.end - 1) || r.end < t.units.len() && listed(r.end));
        let words = r.clone().filter(|&at| t.units[at].counts() && !listed(at)).count();
        let joined = listed(r.start) && (1..=3).contains(&words);
        // "…, or (i) use it in breach of sanctions law" is one more of a lettered list, however long.
        let most = if lettered(t.slice(r.clone())) { 70 } else { 25 };
        (beside || joined)
            && (1..=most).contains(&words)
            && split_sentences(t.slice(r.clone())).len() < 2
            && !conditional(t.slice(r.clone()))
    };
    let named = |t: &Tokens, r: &Range<usize>| {
        // "The harbour rules (HR)" keeps its bracket.
        let strip = |s: &str| {
            let bare = s.trim_matches(|c: char| !c.is_alphanumeric());
            let open = bare.contains('(') && !bare.contains(')');
            if open { format!("{bare})") } else { bare.to_owned() }
        };
        let text = strip(t.slice(r.clone()));
        // "No spam" among what there is none of.
        let text = text.strip_prefix("no ").map_or(text.clone(), str::to_owned);
        let text = unjoined(&text);
        let text = text.strip_prefix('(').and_then(|item| item.split_once(") ")).map_or(text, |item| item.1);
        strip(text.strip_suffix(" or").or(text.strip_suffix(" and")).unwrap_or(text))
    };
    // What only changed its place in the list neither came nor went; nor did "for example".
    let held = |name: &str, by: &str| {
        let by = lowercase(by);
        let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3).peekable();
        ["for example", "without limit", "including", "in particular", "but not limited"]
            .iter()
            .any(|w| name.to_lowercase().starts_with(w))
            || words.peek().is_some() && words.all(|w| begins(&w.to_lowercase(), &by))
    };
    let mut came: Vec<String> =
        edits.iter().filter(|e| e.old.is_empty() && member(new, &e.new)).map(|e| named(new, &e.new)).collect();
    let among: Vec<Edit> = edits.iter().filter(|e| !(e.old.is_empty() && member(new, &e.new))).cloned().collect();
    let put_in = put_in(old, new, &among, elsewhere);
    // Beside what is new for sure, a long one may have come from another clause.
    const LONG: usize = 3;
    let mut stood = |name: &str| {
        let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > LONG);
        words.all(|word| elsewhere(&word.to_lowercase()))
    };
    let sure = !put_in.is_empty() || came.iter().any(|name| !stood(name));
    came.retain(|name| !(sure && name.split_whitespace().nth(LONG).is_some() && stood(name)));
    came.extend(put_in);
    let mut went: Vec<String> =
        edits.iter().filter(|e| e.new.is_empty() && member(old, &e.old)).map(|e| named(old, &e.old)).collect();
    // "Is or contains" and "is" ban the same.
    let vague = |name: &str| name.starts_with("other ") && name.split_whitespace().count() <= LONG;
    let says_nothing = |name: &str| name.split_whitespace().all(small);
    // "From the day on which …" limits a rule and is none of what it names.
    let limits = |name: &str| LIMITING.contains(&name.split(' ').next().unwrap_or_default().to_lowercase().as_str());
    let names = |name: &str| {
        !limits(name)
            && !matches!(name, "contains" | "contain" | "includes" | "include" | "yes" | "no")
            && !vague(name)
            && !says_nothing(name)
    };
    came.retain(|name| names(name) && !held(name, &old.text));
    went.retain(|name| names(name) && !held(name, &new.text));
    // What one must do or may choose from is another thing with fewer of them; a sanction is only what names one; and what a
    // duty or a right consists in stands behind the word that makes it one.
    let rules_at = ruled_at(after).map(|(_, word, _)| word);
    let behind = |name: &String, text: &str| find(text, name).zip(rules_at).is_none_or(|(at, word)| at >= word);
    match rule {
        Rule::Duty if after.contains(" or ") || before.contains(" or ") => (came, went) = (Vec::new(), Vec::new()),
        Rule::Sanction => {
            came.retain(|name| !sanctions(name).is_empty());
            went.retain(|name| !sanctions(name).is_empty());
        }
        Rule::Duty | Rule::Power => {
            came.retain(|name| behind(name, after));
            went.retain(|name| behind(name, before));
        }
        _ => {}
    }
    let bases = (came.join(" "), went.join(" "));
    let few = |names: &[String]| names.iter().map(|n| n.split_whitespace().count()).sum::<usize>() <= 3;
    let grave = if few(&came) || rule != Rule::Ban { Severity::Low } else { Severity::Medium };
    let quoted = |names: &[String]| names.iter().map(|n| format!("“{}”", quote(n))).collect::<Vec<_>>().join(", ");
    // What is named is part of the sentence: without it the sentence says nothing.
    let short = |names: &str, says: &str, else_says: String| match names.chars().count() {
        0..=48 => format!("{says} {names}"),
        _ if names.matches('“').count() == 1 => format!("{says} “{}”", shorten(names.trim_matches(['“', '”']), 60)),
        _ => else_says,
    };
    // What stands before the word that forbids is for whom, or where, it holds.
    let lower = lowercase(after);
    let forbidden = ["not ", "n't ", "n’t ", "prohibit", "forbid"].iter().filter_map(|w| find(&lower, w)).min();
    let covers = |name: &str| find(&lower, &name.to_lowercase()).zip(forbidden).is_some_and(|(at, not)| at < not);
    let name = rule.name();
    let verb = if came.iter().all(|name| covers(name)) { "covers" } else { "names" };
    let (came, went) = (quoted(&came), quoted(&went));
    if !came.is_empty() {
        let short = short(&came, &format!("a {name} now also {verb}"), format!("a {name} reaches further"));
        let says = format!("The {name} now also {verb} {came}");
        let widened = Found::new(rule.ids().0, Direction::Worse, grave, short, says);
        found.push(Found { basis: Basis { text: bases.0, came: true, whole: false }, ..widened });
    }
    if !went.is_empty() {
        let short = short(&went, &format!("a {name} no longer names"), format!("a {name} is narrower"));
        let says = format!("The {name} no longer names {went}");
        let narrowed = Found::new(rule.ids().1, Direction::Better, Severity::Low, short, says);
        found.push(Found { basis: Basis { text: bases.1, came: false, whole: false }, ..narrowed });
    }
}

/// Whether a word of a text begins with another: "defraud" says nothing of fraud.
fn begins(word: &str, text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|other| other.starts_with(word))
}

/// How a limit opens that stands between commas as a member does.
const LIMITING: &[&str] = &["from", "once", "after", "before", "when", "where", "if", "until", "unless", "upon"];

/// Rules of which it is told what else they name.
fn listing(rule: Rule) -> bool {
    matches!(rule, Rule::Ban | Rule::Duty | Rule::Power | Rule::Sanction)
}

/// Whether a stretch opens with the letter of a list within a sentence: ", or (i) …".
fn lettered(text: &str) -> bool {
    let text = text.trim_start_matches([',', ';', ' ']);
    let text = text.strip_prefix("or ").or(text.strip_prefix("and ")).unwrap_or(text);
    let letters = text.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(letters, _)| letters);
    letters.is_some_and(|l| (1..=4).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A sentence's exception, from the word that makes it to the next sign.
fn exception(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let start = EXCEPTIONS.iter().filter_map(|w| find(&lower, w)).min().unwrap_or(0);
    let end = lower[start..].find([',', ';', '.', ')']).map_or(text.len(), |at| start + at);
    text[start..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_within_a_sentence_is_told_by_its_letters() {
        assert!(lettered(", or (i) use it in breach of law") && lettered("(iv) and more"));
        assert!(!lettered(", or use it (i) at night") && !lettered("(see below) and more"));
    }
}
