//! A text made ready for matching.

use std::cell::OnceCell;

use super::pattern::{Node, Sentence};
use super::rules::{Pattern, atoms, candidates};
use super::words::Words;

/// A text's words, and its sentences as patterns see them.
pub(super) struct Read {
    pub(super) words: Words,
    pub(super) sentences: Vec<Sentence>,
    candidates: OnceCell<Vec<Vec<&'static Pattern>>>,
}

impl Read {
    pub(super) fn new(text: &str) -> Self {
        let words = Words::of(text);
        let sentence = |s: &super::words::Sentence| {
            Sentence::new(words.all[s.words.clone()].iter(), |word, found| {
                atoms(words.text(word), |atom| found.push(atom))
            })
        };
        let sentences = words.sentences.iter().map(sentence).collect();
        Self { words, sentences, candidates: OnceCell::new() }
    }

    /// Each sentence with the patterns that may match in it.
    pub(super) fn candidates(&self) -> impl Iterator<Item = (&Sentence, &[&'static Pattern])> {
        let all = self.candidates.get_or_init(|| self.sentences.iter().map(candidates).collect());
        self.sentences.iter().zip(all.iter().map(Vec::as_slice))
    }

    /// Whether one of `nodes` stands in it.
    pub(super) fn has(&self, nodes: &[Node]) -> bool {
        self.sentences.iter().any(|s| nodes.iter().any(|node| node.is_in(s)))
    }
}
