//! What of a sentence limits the rule that it tells of: a place, an end, a condition, a word of intent or degree.

use crate::compare::scan::holds_any;
use std::ops::Range;

use super::clause::lower;
use super::force::ruled_at;
use super::rule::Rule;
use super::topics::EXCEPTIONS;
use crate::compare::standing::{GENERAL, QUALIFIERS};
use crate::compare::ties::small;
use crate::compare::tokens::Tokens;

/// How a condition opens.
const CONDITIONS: &[&str] = &[
    "where",
    "wherever",
    "when",
    "whenever",
    "if",
    "only",
    "solely",
    "exclusively",
    "during",
    "until",
    "to the extent",
    "as long as",
    "so long as",
    "provided that",
    "in appropriate",
    "in exceptional",
    "in certain",
    "in some",
    "in most",
];

/// How else what limits a ban opens.
const LIMITING: &[&str] = &[
    "without",
    "while",
    "within",
    "in",
    "on",
    "at",
    "for",
    "from",
    "to",
    "by",
    "through",
    "with",
    "under",
    "above",
    "over",
    "below",
    "after",
    "before",
    "outside",
    "inside",
    "beyond",
    "against",
    "toward",
    "towards",
    "that",
    "which",
    "who",
    "you know",
    "you believe",
    "of",
];

/// How what reads like a limit opens and is none.
const UNLIMITED: &[&str] = &[
    "for example",
    "for instance",
    "in particular",
    "in addition",
    "in accordance",
    "in line with",
    "in order",
    "in whole",
    "in full",
    "without limit",
    "without prejudice",
    "without derogating",
    "in general",
    "of course",
    "from time",
    "with respect",
    "in this",
    "under this",
    "by this",
    "in these",
    "under these",
    "in our",
    "of our",
    "to us",
];

/// Words that name nothing that could limit a rule.
const EMPTY: &[&str] = &[
    "way",
    "ways",
    "manner",
    "means",
    "kind",
    "extent",
    "basis",
    "respect",
    "circumstances",
    "case",
    "cases",
    "event",
    "reason",
    "reasons",
    "whatsoever",
    "said",
    "such",
    "them",
    "him",
    "her",
    "us",
    "someone",
    "anyone",
    "anything",
];

/// Whether what opens so limits a rule. A ban on less is a smaller one however that is said; of a duty or a right a manner or an
/// end is what it consists in, and only a condition limits it.
fn limits(rule: Rule, opens: &str) -> bool {
    rule == Rule::Ban || CONDITIONS.contains(&opens)
}

/// What a stretch limits the rule of its sentence to, if it does.
pub(super) fn limit(tokens: &Tokens, range: &Range<usize>, around: &Range<usize>, rule: Rule) -> Option<String> {
    const WORDS: usize = 14;
    const FEW: usize = 4;
    let text = tokens.slice(range.clone()).trim_matches(|c: char| !c.is_alphanumeric());
    let whole = tokens.slice(range.clone()).trim();
    // "The U.S. and the E.U."
    let text = if text.contains('.') && whole.ends_with('.') && whole.len() == text.len() + 1 { whole } else { text };
    let lower = lower(text);
    let words: Vec<&str> = lower.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let joins = |word: &str| matches!(word, "or" | "and" | "nor");
    let modal = |word: &&str| matches!(*word, "may" | "must" | "will" | "shall" | "can" | "should");
    if words.len() > WORDS || joins(first) || joins(last) || words.iter().any(modal) || lower.contains(". ") {
        return None;
    }
    let word_at = |at: usize| if around.contains(&at) { tokens.word(at).to_lowercase() } else { String::new() };
    let sign = |word: &str| !word.chars().any(char::is_alphanumeric);
    let before = range.start.checked_sub(1).map(word_at).unwrap_or_default();
    let (next, then) = (word_at(range.end), word_at(range.end + 1));
    if words.len() <= 2 && words.iter().all(|w| qualifies(w)) {
        // Of a list of what is banned it is a member.
        let listed = |word: &str| joins(word) || word == ",";
        let member = listed(&next) || listed(&before) && (sign(&next) || listed(&next));
        let noun = !sign(&next) || last.ends_with("ly");
        return (!member && noun && matches!(rule, Rule::Ban | Rule::Sanction)).then(|| text.to_owned());
    }
    let starts = |list: &[&'static str]| {
        list.iter()
            .copied()
            .find(|open| lower.strip_prefix(open).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ','])))
    };
    let says = |word: &&str| !small(word) && !EMPTY.contains(word) && !GENERAL.contains(word);
    if !words.iter().any(says) || UNLIMITED.iter().any(|open| lower.starts_with(open)) {
        return None;
    }
    // "U.S. and Canadian" lists.
    let names = |word: &str| joins(word) || word.starts_with(char::is_uppercase);
    let cased = || text.split([' ', ',']).filter(|word| !word.is_empty());
    if rule == Rule::Ban && cased().all(names) && words.iter().any(|w| joins(w)) && !sign(&next) && !joins(&next) {
        return Some(text.to_owned());
    }
    // "Commercial sales of" what is banned.
    let head = last == "of" && words.len() <= FEW && rule == Rule::Ban && !LIMITING.contains(&first);
    if head {
        return (!sign(&next) && !sign(&before)).then(|| text.to_owned());
    }
    starts(CONDITIONS).or_else(|| starts(LIMITING)).filter(|opens| limits(rule, opens))?;
    // One of several places or purposes is a member of a list.
    let again = |word: &str| word == first;
    let listed = tokens.word(range.start) == "," && (joins(&next) || next == ",")
        || again(&next) && joins(last)
        || (joins(&next) || next == ",") && (again(&then) || joins(&then));
    let tied = |word: &str| !word.is_empty() && (LIMITING.contains(&word) || CONDITIONS.contains(&word));
    let ends = first == "you" || next.is_empty() || sign(&next) || joins(&next) || tied(&next) || opens_clause(&next);
    let alone = sign(&before) || before.is_empty();
    // In brackets it limits what stands before them.
    if before == "(" || text.starts_with('(') {
        return None;
    }
    // What stands behind "except" or "including" limits no rule.
    let ahead = super::clause::lower(tokens.slice(around.start..range.start));
    let turned = holds_any(&ahead, EXCEPTIONS) || holds_any(&ahead, BRINGING);
    (!listed && (ends || alone) && (first == "you" || !tied(&before)) && !turned).then(|| text.to_owned())
}

/// Whether a stretch behind a comma opens a condition of what stands before it, and so is no member of a list.
pub(super) fn conditional(stretch: &str) -> bool {
    let Some(text) = stretch.trim_start().strip_prefix(',') else { return false };
    let lower = lower(text.trim_start());
    let opens = CONDITIONS.iter().chain(&["without", "that", "which", "who"]);
    opens.into_iter().any(|open| lower.strip_prefix(open).is_some_and(|rest| rest.starts_with(' ')))
}

/// Whether a limit is a condition, which holds whatever else of its rule is said in other words.
pub(super) fn conditions(limit: &str) -> bool {
    let lower = lower(limit);
    CONDITIONS.iter().any(|open| lower.starts_with(open)) || lower.split(' ').all(qualifies)
}

/// What brings in examples or exceptions, the limits of which limit no rule.
const BRINGING: &[&str] = &["including", "such as", "for example", "e.g.", "e.g", "this means", "as well as"];

fn opens_clause(word: &str) -> bool {
    matches!(word, "is" | "are" | "may" | "must" | "will" | "shall" | "can" | "you" | "we" | "as")
}

pub(super) fn qualifies(word: &str) -> bool {
    QUALIFIERS.iter().any(|rule| match rule.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == *rule,
    })
}

/// Whether a stretch belongs to the clause of its sentence that rules: no other one begins between them.
pub(super) fn in_clause(tokens: &Tokens, range: &Range<usize>, around: &Range<usize>) -> bool {
    const OTHERS: &[&str] = &[
        " we ",
        " you may ",
        " you can ",
        " may ",
        " must ",
        " should ",
        " because ",
        " so that ",
        ";",
        " – ",
        " — ",
        ": ",
        " but ",
    ];
    let sentence = tokens.slice(around.clone());
    let Some(from) = tokens.units.get(around.start).map(|u| u.start) else { return false };
    let at = tokens.units[range.start].start - from;
    let end = tokens.units[range.end - 1].end - from;
    let Some((_, word, _)) = ruled_at(sentence) else { return true };
    let between = if word <= at { sentence.get(word..at) } else { sentence.get(end..word) };
    let rest = lower(between.unwrap_or_default());
    !holds_any(&rest, OTHERS)
}

/// Whether the other text has not the words of a limit in another place.
pub(super) fn fresh(limit: &str, other: &str) -> bool {
    let other = lower(other);
    let lower = lower(limit);
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !small(w));
    words.any(|w| !other.contains(w))
}
