//! Texts as sentences: where they end, which of them are new.

use std::borrow::Cow;
use std::ops::Range;

use super::sanctions::sanctions;
use crate::compare::standing::{alike, stem_set};
use crate::compare::tokens::Tokens;
use crate::compare::words::Edit;
use crate::sentence::ends_sentence;

/// Whether the sign at a byte of a text ends a sentence, or a clause that could be one: what stands behind a semicolon is
/// a rule of its own.
fn ends_at(text: &str, at: usize) -> bool {
    text[at..].starts_with([';', '；']) || ends_sentence(text, at)
}

/// The sentences of a text, by bytes.
pub(in crate::compare) fn split_sentences(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices().filter(|(_, c)| is_stop(*c)) {
        if ends_at(text, at) {
            let end = at + sign.len_utf8();
            out.push(start..end);
            start = end;
        }
    }
    if !text[start..].trim().is_empty() {
        out.push(start..text.len());
    }
    out
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ';' | '。' | '！' | '？' | '；')
}

/// A stretch without some of its sentences.
pub(super) fn without<'t>(tokens: &'t Tokens, units: &Range<usize>, read: &[Range<usize>]) -> Cow<'t, str> {
    let within = |r: &&Range<usize>| units.start <= r.start && r.end <= units.end;
    let mut left = Vec::new();
    let mut from = units.start;
    for sentence in read.iter().filter(within) {
        left.push(tokens.slice(from..sentence.start.max(from)));
        from = sentence.end.max(from);
    }
    if left.is_empty() {
        return Cow::Borrowed(tokens.slice(units.clone()));
    }
    left.push(tokens.slice(from..units.end));
    Cow::Owned(left.join(" "))
}

/// The sentences of some length that are new for the most part, and say nothing that a sentence of the other side said.
pub(super) fn fresh(other: &Tokens, tokens: &Tokens, edits: &[Edit]) -> Vec<Range<usize>> {
    const NEW: f32 = 0.7;
    const WORDS: usize = 5;
    let words = |r: Range<usize>| r.filter(|&at| tokens.units[at].counts()).count();
    let replaced = |e: &Edit| e.old.clone().filter(|&at| other.units[at].counts()).count();
    let mut theirs: Option<Vec<Vec<u64>>> = None;
    let mut known: Option<Vec<usize>> = None;
    let mut out = Vec::new();
    let mut from = 0;
    for at in 0..tokens.units.len() {
        if !ends(tokens, at) && at + 1 < tokens.units.len() {
            continue;
        }
        let sentence = from..at + 1;
        from = at + 1;
        let overlap = |r: &Range<usize>| {
            let start = r.start.max(sentence.start);
            words(start..r.end.min(sentence.end).max(start))
        };
        let (mut come, mut went) = (0, 0);
        for edit in edits {
            let words = overlap(&edit.new);
            come += words;
            went += if words > 0 { replaced(edit) } else { 0 };
        }
        let all = words(sentence.clone());
        // What stands in the place of other words may say the same.
        if all < WORDS || (come as f32) < NEW * all as f32 || went * 2 > all {
            continue;
        }
        let theirs = theirs.get_or_insert_with(|| {
            split_sentences(&other.text).into_iter().map(|r| stem_set(&other.text[r])).collect()
        });
        let text = tokens.slice(sentence.clone());
        let said = stem_set(text);
        // A sanction of another kind is another one, in whatever words.
        let known = known.get_or_insert_with(|| sanctions(&other.text));
        if sanctions(text).iter().any(|kind| !known.contains(kind))
            || !theirs.iter().any(|stems| stems.len() >= 3 && alike(&said, stems))
        {
            out.push(sentence);
        }
    }
    out
}

/// Whether a stretch is one or more whole sentences of some length.
pub(super) fn sentences(tokens: &Tokens, units: &Range<usize>) -> bool {
    let words = tokens.units[units.clone()].iter().filter(|u| u.counts()).count();
    words >= 5
        && (units.start == 0 || ends(tokens, units.start - 1))
        && (ends(tokens, units.end - 1) || units.end == tokens.units.len())
}

fn ends(tokens: &Tokens, at: usize) -> bool {
    tokens.word(at).starts_with(is_stop) && ends_at(&tokens.text, tokens.units[at].start)
}

/// The units of the sentence around a stretch.
pub(super) fn sentence(tokens: &Tokens, units: &Range<usize>) -> Range<usize> {
    let ends = |at: &usize| ends(tokens, *at);
    let start = (0..units.start).rev().find(ends).map_or(0, |at| at + 1);
    // "(See below.)" ends a sentence before its bracket.
    let closed = |at: usize| ends(&at) || at > units.start && tokens.word(at) == ")" && ends(&(at - 1));
    if units.end > units.start && closed(units.end - 1) {
        return start..units.end;
    }
    let end = (units.end.max(start)..tokens.units.len()).find(ends).map_or(tokens.units.len(), |at| at + 1);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_behind_a_semicolon_is_a_sentence() {
        let text = "You may sell it in the U.S. or on Example.com; you must not lend it. Gulls sleep.";
        let all: Vec<&str> = split_sentences(text).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(all, ["You may sell it in the U.S. or on Example.com;", "you must not lend it.", "Gulls sleep."]);
    }
}
