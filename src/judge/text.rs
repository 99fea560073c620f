//! A text made ready for matching.

use super::pattern::{Atoms, Node};
use super::rules::atoms;
use super::words::Words;

/// A text's words, and what each of them is to the patterns.
pub(super) struct Read {
    pub(super) words: Words,
    pub(super) atoms: Vec<Atoms>,
}

impl Read {
    pub(super) fn new(text: &str) -> Self {
        let words = Words::of(text);
        let atoms = atoms(&words);
        Self { words, atoms }
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = &[Atoms]> {
        self.words.sentences.iter().map(|s| &self.atoms[s.words.clone()])
    }

    /// Whether one of `nodes` stands in it.
    pub(super) fn has(&self, nodes: &[Node]) -> bool {
        self.sentences().any(|s| nodes.iter().any(|node| node.is_in(s)))
    }
}
