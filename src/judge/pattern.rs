//! Matching: does a pattern stand in a sentence, and from which word to which.
//!
//! Owns the matcher. Patterns are parsed at build time (build/pattern.rs), so that a worker that has just woken compiles
//! nothing. A match is found by backtracking: its work is bounded by the pattern, since every gap is.

use std::ops::Range;

/// A compiled pattern. `u16`s are atoms: words, or beginnings of words, that some pattern asks for.
#[derive(Debug)]
pub(super) enum Node {
    /// A word that is this atom.
    Word(u16),
    /// A word that is one of these atoms, which are sorted.
    OneOf(&'static [u16]),
    /// One word, whichever.
    Any,
    /// Up to so many words; the fewest that do.
    Gap(u8),
    /// The sentence's beginning.
    Start,
    /// The sentence's end.
    End,
    /// One after the other.
    Seq(&'static [Node]),
    /// The first of these that does.
    Alt(&'static [Node]),
    /// Once or not at all.
    Opt(&'static Node),
}

/// The atoms that one word is: its own, and those of its beginnings.
pub(super) type Atoms = Vec<u16>;

/// Which atoms a text has.
pub(super) struct Present(Vec<u64>);

impl Present {
    /// Of a text whose words are `atoms`, where there are `kinds` atoms in all.
    pub(super) fn of(atoms: &[Atoms], kinds: usize) -> Self {
        let mut bits = vec![0; kinds.div_ceil(64)];
        for atom in atoms.iter().flatten() {
            bits[usize::from(atom / 64)] |= 1 << (atom % 64);
        }
        Self(bits)
    }

    fn has(&self, atom: u16) -> bool {
        self.0[usize::from(atom / 64)] >> (atom % 64) & 1 == 1
    }
}

impl Node {
    /// All places in `sentence` where this matches, none overlapping the one before.
    pub(super) fn find_all(&self, sentence: &[Atoms]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < sentence.len() {
            match self.at(sentence, at) {
                Some(end) => {
                    found.push(at..end);
                    at = end.max(at + 1);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether a text that has these atoms, and no others, could match: whether all words are there, wherever they stand.
    pub(super) fn could_match(&self, present: &Present) -> bool {
        match self {
            Self::Word(atom) => present.has(*atom),
            Self::OneOf(set) => set.iter().any(|atom| present.has(*atom)),
            Self::Any | Self::Gap(_) | Self::Start | Self::End | Self::Opt(_) => true,
            Self::Seq(parts) => parts.iter().all(|part| part.could_match(present)),
            Self::Alt(parts) => parts.iter().any(|part| part.could_match(present)),
        }
    }

    /// Whether it matches anywhere in `sentence`.
    pub(super) fn is_in(&self, sentence: &[Atoms]) -> bool {
        (0..sentence.len()).any(|at| self.at(sentence, at).is_some())
    }

    /// Where a match that begins at word `at` ends.
    fn at(&self, sentence: &[Atoms], at: usize) -> Option<usize> {
        self.step(sentence, at, &mut Some)
    }

    /// Matches at `at`, then whatever comes `next`.
    fn step(&self, s: &[Atoms], at: usize, next: &mut dyn FnMut(usize) -> Option<usize>) -> Option<usize> {
        match self {
            Self::Word(atom) => s.get(at).filter(|word| word.contains(atom)).and_then(|_| next(at + 1)),
            Self::OneOf(set) => s
                .get(at)
                .filter(|word| word.iter().any(|atom| set.binary_search(atom).is_ok()))
                .and_then(|_| next(at + 1)),
            Self::Any => s.get(at).and_then(|_| next(at + 1)),
            Self::Gap(most) => (at..=(at + usize::from(*most)).min(s.len())).find_map(next),
            Self::Start => (at == 0).then(|| next(at)).flatten(),
            Self::End => (at == s.len()).then(|| next(at)).flatten(),
            Self::Seq(parts) => sequence(parts, s, at, next),
            Self::Alt(parts) => parts.iter().find_map(|part| part.step(s, at, next)),
            Self::Opt(part) => part.step(s, at, next).or_else(|| next(at)),
        }
    }
}

fn sequence(
    parts: &'static [Node],
    s: &[Atoms],
    at: usize,
    next: &mut dyn FnMut(usize) -> Option<usize>,
) -> Option<usize> {
    match parts.split_first() {
        None => next(at),
        Some((first, rest)) => first.step(s, at, &mut |at| sequence(rest, s, at, next)),
    }
}
