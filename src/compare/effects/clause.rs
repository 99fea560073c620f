//! A sentence as words: whom a modal speaks of, where a clause or a command may begin.

use super::force::Actor;
use super::vocabulary::{DETERMINERS, JOINS, PROVIDER, READER};
use crate::compare::scan;

pub(super) use crate::compare::scan::lower;

/// How many words may stand between a subject and its modal.
pub(super) const REACH: usize = 4;

/// The words of a text made [`lower`].
pub(super) fn words(lower: &str) -> Vec<&str> {
    /// Nearly no text has more words for its length.
    const LETTERS: usize = 5;
    let mut all = Vec::with_capacity(lower.len() / LETTERS + 1);
    all.extend(scan::words(lower));
    all
}

/// A sentence as words.
pub(super) struct Sentence<'a> {
    pub(super) words: Vec<&'a str>,
    /// The sign before each word, where one stands there.
    pub(super) signs: Vec<Option<char>>,
}

impl<'a> Sentence<'a> {
    pub(super) fn of(lower: &'a str) -> Self {
        let words = words(lower);
        let mut from = 0;
        let signs = words.iter().map(|word| {
            let start = word.as_ptr() as usize - lower.as_ptr() as usize;
            let sign = lower[from..start].chars().find(|c| matches!(c, ',' | ';' | ':' | '.' | '–' | '—' | '(' | ')'));
            from = start + word.len();
            sign
        });
        let signs = signs.collect();
        Self { words, signs }
    }

    pub(super) fn is(&self, at: usize, list: &[&str]) -> bool {
        self.words.get(at).is_some_and(|w| list.contains(w))
    }

    /// The nearest subject before a place, with its own.
    pub(super) fn subject(&self, at: usize) -> Option<(usize, Actor)> {
        (at.saturating_sub(REACH)..at).rev().find_map(|i| named(self.words[i]).map(|who| (i, who)))
    }

    /// Whether a clause of its own may begin at a word: "you can" of "steps you can take" is none.
    pub(super) fn opens(&self, mut at: usize) -> bool {
        while at > 0 && self.signs[at].is_none() && self.is(at - 1, DETERMINERS) {
            at -= 1;
        }
        at == 0 || self.signs[at].is_some() || self.is(at - 1, JOINS)
    }

    /// Whether a command may begin at a word.
    pub(super) fn commands(&self, at: usize) -> bool {
        at == 0 || matches!(self.signs[at], Some(':' | ';' | '.' | '–' | '—')) || self.is(at - 1, &["please", "example"])
            // "Please use it with care, don't lend it."
            || self.signs[at] == Some(',') && self.words[..at].contains(&"please")
    }

    /// Whether the subject at a place governs a modal at another: nothing between them begins a clause ("we recognise that
    /// code can …").
    pub(super) fn governs(&self, subject: usize, modal: usize) -> bool {
        !(subject + 1..modal).any(|at| self.signs[at].is_some() || self.is(at, &["that", "which", "who", "if", "when"]))
    }
}

/// Whom a word names.
pub(super) fn named(word: &str) -> Option<Actor> {
    if READER.contains(&word) {
        return Some(Actor::Reader);
    }
    PROVIDER.contains(&word).then_some(Actor::Provider)
}
