//! Copy-edits that change no meaning: words that only join, the form of a verb, the order of two alternatives, a telephone
//! number's dots, an address printed twice, the words of a link that a page lost.
//!
//! One-sided like all of materiality: a modal, a number, a party, a negation or a quantifier is none of these.

use std::ops::Range;

use super::ties::small;
use super::tokens::{Class, Tokens};
use super::words::Edit;

/// Words that may stand or be left out.
const JOINING: &[&str] = &["the", "that", "which", "an"];
/// What stands behind a verb and before a noun.
const DETERMINERS: &[&str] = &["the", "a", "an", "our", "your", "its", "their", "this", "these", "those"];
/// Words that decide what a sentence says.
const DECIDING: &[&str] = &[
    "not", "no", "never", "none", "nor", "only", "unless", "except", "without", "may", "must", "shall", "will", "can",
    "cannot", "should", "could", "would", "might", "all", "any", "if",
];

/// Whether an edit only mends the language.
pub(super) fn mends(old: &Tokens, new: &Tokens, edit: &Edit) -> bool {
    let (gone, come) = (meaning(old, &edit.old), meaning(new, &edit.new));
    if gone == come {
        return true;
    }
    match (&gone[..], &come[..]) {
        ([a], [b]) => verb_form(a, b) && is_verb(old, &edit.old) && is_verb(new, &edit.new),
        ([only], []) => joins_list(old, &edit.old, only) && edit.new.end == new.units.len(),
        ([], [only]) => joins_list(new, &edit.new, only) && edit.old.end == old.units.len(),
        _ => false,
    }
}

/// The words of a stretch in lower case, those left out that only join.
fn meaning(tokens: &Tokens, units: &Range<usize>) -> Vec<String> {
    let word = |at: usize| tokens.word(at).to_lowercase();
    let mut out = Vec::new();
    for at in units.clone().filter(|&at| tokens.units[at].counts()) {
        let next = if at + 1 < tokens.units.len() { word(at + 1) } else { String::new() };
        match word(at).as_str() {
            w if JOINING.contains(&w) => {}
            // A stray article before a name.
            "a" if next_is_name(tokens, at + 1) => {}
            "see" if at > 0 && tokens.word(at - 1) == "(" => {}
            "save" if matches!(next.as_str(), "as" | "for" | "that" | "where") => out.push("except".to_owned()),
            w => out.push(w.to_owned()),
        }
    }
    out
}

fn next_is_name(tokens: &Tokens, at: usize) -> bool {
    let lower = |at: usize| at < tokens.units.len() && tokens.word(at).starts_with(char::is_lowercase);
    at < tokens.units.len() && tokens.word(at).starts_with(char::is_uppercase) && lower(at + 1)
}

/// "enforce" and "enforces".
fn verb_form(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 4 && short.chars().all(char::is_alphabetic) && long.strip_prefix(short) == Some("s")
}

/// Whether a word stands where a verb does: an object with its article behind it, no article or preposition before.
fn is_verb(tokens: &Tokens, units: &Range<usize>) -> bool {
    const BEFORE: &[&str] =
        &["of", "to", "for", "in", "on", "by", "with", "any", "all", "no", "each", "every", "and", "or"];
    let word = |at: usize| tokens.word(at).to_lowercase();
    let follows = units.end < tokens.units.len() && DETERMINERS.contains(&word(units.end).as_str());
    let before = units.start.checked_sub(1).map(word);
    follows
        && before.is_some_and(|w| {
            w.chars().all(char::is_alphabetic)
                && ![BEFORE, DETERMINERS, DECIDING].iter().any(|words| words.contains(&w.as_str()))
        })
}

/// Whether a word is the "and" that ends an item of a list because another one follows.
fn joins_list(tokens: &Tokens, units: &Range<usize>, only: &str) -> bool {
    matches!(only, "and" | "or")
        && units.end == tokens.units.len()
        && (units.start.saturating_sub(1)..units.end).any(|at| tokens.word(at).ends_with([';', ',']))
}

/// Whether two stretches are one telephone number, written with other signs between its groups.
pub(super) fn same_telephone(gone: &str, come: &str) -> bool {
    let groups = |text: &str| -> Option<Vec<String>> {
        let fits = |c: char| {
            c.is_ascii_digit() || matches!(c, '.' | '-' | ' ' | '(' | ')' | '/' | '+' | '\u{2010}'..='\u{2013}')
        };
        text.chars().all(fits).then(|| {
            let groups = text.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty());
            groups.map(str::to_owned).collect()
        })
    };
    let (gone, come) = (groups(gone), groups(come));
    gone.is_some() && gone == come && gone.is_some_and(|g| g.len() >= 3 && g.concat().len() >= 7)
}

/// Whether an address stands twice in one of two stretches, nothing between, and once in the other.
pub(super) fn doubled(gone: &str, come: &str) -> bool {
    let twice = |once: &str, both: &str| once.contains('@') && both.strip_prefix(once) == Some(once);
    twice(gone, come) || twice(come, gone)
}

/// Whether a stretch in quotes is a word in capitals where the other version has the words of a title: what a page's maker
/// was to fill in.
pub(super) fn placeholder(one: &Tokens, filled: &Range<usize>, other: &Tokens, title: &Range<usize>) -> bool {
    const SHORTEST: usize = 6;
    let text = one.slice(filled.clone()).trim();
    let quote = |t: &Tokens, at: Option<usize>| {
        at.filter(|&at| at < t.units.len()).is_some_and(|at| t.word(at).contains(['"', '“', '”']))
    };
    let quoted = |t: &Tokens, r: &Range<usize>| quote(t, r.start.checked_sub(1)) && quote(t, Some(r.end));
    text.len() >= SHORTEST
        && text.bytes().all(|b| b.is_ascii_uppercase())
        && other.units[title.clone()].iter().filter(|u| u.counts()).count() >= 3
        && quoted(one, filled)
        && quoted(other, title)
}

/// From this many gaps on a page has lost the words of its links, and not a writer a word.
const GAPS: usize = 3;

/// Whether one of two versions has lost the words of its links: the gaps before its full stops and commas say so.
pub(super) fn links_lost<'t>(old: impl Iterator<Item = &'t str>, new: impl Iterator<Item = &'t str>) -> bool {
    let gaps = |text: &str| text.as_bytes().windows(2).filter(|w| matches!(*w, [b' ', b'.' | b',' | b';'])).count();
    let (old, new) = (old.map(gaps).sum::<usize>(), new.map(gaps).sum::<usize>());
    old.abs_diff(new) >= GAPS
}

/// Words behind which a noun must follow.
const TORN: &[&str] = &["our", "your", "their", "the", "a", "an"];

/// Whether an edit may be the words of a link that a page lost: a gap before the full stop is left of them.
pub(super) fn lost_link(old: &Tokens, new: &Tokens, edit: &Edit) -> bool {
    let empty = |t: &Tokens, r: &Range<usize>| !t.units[r.clone()].iter().any(|u| u.counts());
    let gap = |t: &Tokens, end: usize| {
        let stop = t
            .units
            .get(end)
            .is_some_and(|u| u.class == Class::Mark && t.word(end).starts_with(['.', ',', ';']) && u.start > 0);
        stop && end > 0 && t.units[end - 1].next > t.units[end - 1].end
    };
    let harmless = |t: &Tokens, r: &Range<usize>| {
        let mut words = r.clone().filter(|&at| t.units[at].counts()).map(|at| t.word(at).to_lowercase());
        words.all(|w| !DECIDING.contains(&w.as_str()) && w.chars().all(char::is_alphabetic))
    };
    // "Check out our for more details": what ties a phrase stands before a word that begins another.
    let torn = |t: &Tokens, end: usize| {
        let word = |at: usize| t.units.get(at).filter(|u| u.counts()).map(|_| t.word(at).to_lowercase());
        let before = end.checked_sub(1).and_then(word);
        before.is_some_and(|w| TORN.contains(&w.as_str()))
            && word(end).is_some_and(|w| small(&w) && !TORN.contains(&w.as_str()))
    };
    let lost = |full: &Tokens, f: &Range<usize>, left: &Tokens, l: &Range<usize>| {
        let torn = || torn(left, l.end) && !torn(full, f.end);
        !empty(full, f) && empty(left, l) && harmless(full, f) && (gap(left, l.end) && !gap(full, f.end) || torn())
    };
    lost(old, &edit.old, new, &edit.new) || lost(new, &edit.new, old, &edit.old)
}

/// Whether two texts differ only in the order of what an "and" or an "or" joins: "remove or limit" and "limit or remove".
pub(super) fn reordered(old: &Tokens, new: &Tokens, edits: &[Edit]) -> bool {
    const MOST: usize = 40;
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return false };
    let (o, n) = (first.old.start..last.old.end, first.new.start..last.new.end);
    if edits.len() < 2 || o.len() > MOST || n.len() > MOST {
        return false;
    }
    let parts = |tokens: &Tokens, range: Range<usize>| -> Option<Vec<String>> {
        let mut parts = vec![String::new()];
        for at in range {
            let word = tokens.word(at).to_lowercase();
            if DECIDING.contains(&word.as_str()) || tokens.units[at].class == Class::Number {
                return None;
            }
            match word.as_str() {
                "and" | "or" | "," => parts.push(String::new()),
                _ if tokens.units[at].counts() => {
                    let part = parts.last_mut()?;
                    part.push(' ');
                    part.push_str(&word);
                }
                _ => return None,
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.sort_unstable();
        Some(parts)
    };
    let joiners = |tokens: &Tokens, range: Range<usize>| {
        let mut words: Vec<String> =
            range.map(|at| tokens.word(at).to_lowercase()).filter(|w| matches!(w.as_str(), "and" | "or")).collect();
        words.sort_unstable();
        words
    };
    let (a, b) = (parts(old, o.clone()), parts(new, n.clone()));
    a.as_ref().is_some_and(|a| a.len() > 1) && a == b && joiners(old, o) == joiners(new, n)
}

#[cfg(test)]
mod tests {
    use super::super::align::Budget;
    use super::super::tokens::Interner;
    use super::super::words::edits;
    use super::*;

    fn lost(old: &str, new: &str) -> bool {
        let mut interner = Interner::default();
        let (a, b) = (interner.tokens(old.to_owned()), interner.tokens(new.to_owned()));
        edits(&a, &b, &interner, &mut Budget::default()).iter().all(|edit| lost_link(&a, &b, edit))
    }

    #[test]
    fn words_of_links_leave_a_gap() {
        assert!(lost("If you see a fire, report it to us, and we come.", "If you see a fire, , and we come."));
        assert!(lost("See our harbour guide for more details.", "See our for more details."));
        assert!(!lost("See our harbour guide for more details.", "See our guide for more details."));
        assert!(!lost("You may light a fire, not a large one.", "You may light a fire ."));
        assert!(!lost("You pay for the lamp and its oil.", "You pay for the lamp."));
        let lines = |line: &'static str| std::iter::repeat_n(line, 3);
        assert!(links_lost(lines("Read our guide."), lines("Read our .")));
        assert!(!links_lost(lines("Read our guide."), lines("Read our book.")));
    }
}
