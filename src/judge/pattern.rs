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

/// Words of a sentence, or the gaps between them: bit n is the gap before word n.
type Bits = u128;

/// Sentences up to this length are sieved before a place in them is tried; longer ones are rare.
const MOST_SIEVED: usize = Bits::BITS as usize - 1;

/// A sentence as patterns see it.
pub(super) struct Sentence {
    pub(super) atoms: Vec<Atoms>,
    /// `None` where the sentence is too long for it.
    places: Option<Places>,
}

impl Sentence {
    pub(super) fn new(atoms: Vec<Atoms>) -> Self {
        let places = (atoms.len() <= MOST_SIEVED).then(|| Places::of(&atoms));
        Self { atoms, places }
    }
}

/// Which words of a sentence are an atom, for each atom it has: a table with open addressing.
struct Places {
    /// An atom and one; 0 where a slot is free.
    keys: Vec<u16>,
    words: Vec<Bits>,
    length: usize,
}

impl Places {
    fn of(atoms: &[Atoms]) -> Self {
        let slots = (2 * atoms.iter().map(Vec::len).sum::<usize>() + 1).next_power_of_two();
        let mut places = Self { keys: vec![0; slots], words: vec![0; slots], length: atoms.len() };
        for (at, atom) in atoms.iter().enumerate().flat_map(|(at, word)| word.iter().map(move |atom| (at, *atom))) {
            let slot = places.slot(atom);
            places.keys[slot] = atom + 1;
            places.words[slot] |= 1 << at;
        }
        places
    }

    /// Where an atom stands in the table, or would.
    fn slot(&self, atom: u16) -> usize {
        let mask = self.keys.len() - 1;
        let mut slot = usize::from(atom.wrapping_mul(0x9e37)) & mask;
        while self.keys[slot] != 0 && self.keys[slot] != atom + 1 {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn word(&self, atom: u16) -> Bits {
        self.words[self.slot(atom)]
    }

    fn all(&self) -> Bits {
        (1 << self.length) - 1
    }
}

impl Node {
    /// All places in `sentence` where this matches, none overlapping the one before.
    pub(super) fn find_all(&self, sentence: &Sentence) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if !self.may_match(sentence) {
            return found;
        }
        let atoms = sentence.atoms.as_slice();
        let mut at = 0;
        while at < atoms.len() {
            match self.at(atoms, at) {
                Some(end) => {
                    found.push(at..end);
                    at = end.max(at + 1);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether it matches anywhere in `sentence`.
    pub(super) fn is_in(&self, sentence: &Sentence) -> bool {
        let atoms = sentence.atoms.as_slice();
        self.may_match(sentence)
            && (sentence.places.is_some() || (0..atoms.len()).any(|at| self.at(atoms, at).is_some()))
    }

    /// Whether it matches anywhere in `sentence`; true, too, where that cannot be told at once.
    pub(super) fn may_match(&self, sentence: &Sentence) -> bool {
        sentence.places.as_ref().is_none_or(|places| self.ends(places, places.all()) != 0)
    }

    /// Where matches end that begin at `starts`: all places of the sentence at once, so that what does not match, which is
    /// nearly everything, costs a few operations.
    fn ends(&self, s: &Places, starts: Bits) -> Bits {
        if starts == 0 {
            return 0;
        }
        match self {
            Self::Word(atom) => (starts & s.word(*atom)) << 1,
            Self::OneOf(set) => (starts & set.iter().fold(0, |words, atom| words | s.word(*atom))) << 1,
            Self::Any => (starts & s.all()) << 1,
            Self::Gap(most) => {
                let mut ends = starts;
                for _ in 0..usize::from(*most).min(s.length) {
                    ends |= (ends & s.all()) << 1;
                }
                ends
            }
            Self::Start => starts & 1,
            Self::End => starts & (1 << s.length),
            Self::Seq(parts) => parts.iter().fold(starts, |starts, part| part.ends(s, starts)),
            Self::Alt(parts) => parts.iter().fold(0, |ends, part| ends | part.ends(s, starts)),
            Self::Opt(part) => starts | part.ends(s, starts),
        }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Patterns of every kind, over three atoms.
    const NODES: &[Node] = &[
        Node::Word(0),
        Node::OneOf(&[0, 2]),
        Node::Seq(&[Node::Word(0), Node::Gap(2), Node::Word(1)]),
        Node::Seq(&[Node::Start, Node::Opt(&Node::Word(2)), Node::Word(1)]),
        Node::Seq(&[Node::Alt(&[Node::Word(1), Node::Seq(&[Node::Word(2), Node::Any])]), Node::End]),
        Node::Seq(&[Node::Word(2), Node::Opt(&Node::Seq(&[Node::Any, Node::Word(2)])), Node::Gap(255), Node::Word(0)]),
    ];

    proptest! {
        #[test]
        fn the_sieve_lets_through_what_matches_and_nothing_else(
            words in prop::collection::vec(prop::collection::vec(0u16..4, 0..3), 0..130)
        ) {
            let sentence = Sentence::new(words);
            for node in NODES {
                let stands = (0..sentence.atoms.len()).any(|at| node.at(&sentence.atoms, at).is_some());
                prop_assert_eq!(node.is_in(&sentence), stands, "{:?}", node);
                prop_assert_eq!(!node.find_all(&sentence).is_empty(), stands, "{:?}", node);
            }
        }
    }
}
