//! Matching: does a pattern stand in a sentence, and from which word to which.
//!
//! Owns the matcher. Patterns are parsed at build time (build/pattern.rs), so that a worker that has just woken compiles
//! nothing. A match is found by backtracking: its work is bounded by the pattern, since every gap is.

use std::ops::{BitAnd, BitOr, BitOrAssign, Range, Shl, Sub};

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

/// Words of a sentence, or the gaps between them: bit n is the gap before word n.
trait Bits:
    Copy
    + Ord
    + From<u8>
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitOrAssign
    + Shl<usize, Output = Self>
    + Sub<Output = Self>
{
    /// Longer sentences have more gaps than there are bits.
    const MOST_WORDS: usize = 8 * size_of::<Self>() - 1;
}

impl Bits for u64 {}
impl Bits for u128 {}

/// How a sentence is sieved before a place in it is tried.
enum Sieve {
    /// Nearly all are as short, and bits that fit a register take half the time.
    Short(Places<u64>),
    Long(Places<u128>),
    /// A sentence too long for it, which is rare.
    None,
}

/// A sentence as patterns see it: the atoms that each of its words is.
pub(super) struct Sentence {
    /// Of one word after the other.
    atoms: Vec<u16>,
    /// For each word where its atoms end.
    ends: Vec<usize>,
    sieve: Sieve,
}

impl Sentence {
    /// `atoms` adds the atoms that a word is.
    pub(super) fn new<W>(words: impl ExactSizeIterator<Item = W>, atoms: impl Fn(W, &mut Vec<u16>)) -> Self {
        let mut sentence = Self {
            atoms: Vec::with_capacity(2 * words.len()),
            ends: Vec::with_capacity(words.len()),
            sieve: Sieve::None,
        };
        for word in words {
            atoms(word, &mut sentence.atoms);
            sentence.ends.push(sentence.atoms.len());
        }
        sentence.sieve = match sentence.len() {
            short if short <= u64::MOST_WORDS => Sieve::Short(Places::of(&sentence)),
            long if long <= u128::MOST_WORDS => Sieve::Long(Places::of(&sentence)),
            _ => Sieve::None,
        };
        sentence
    }

    /// The atoms of all its words.
    pub(super) fn atoms(&self) -> &[u16] {
        &self.atoms
    }

    /// Whether one of these atoms is in it; true, too, where that cannot be told at once.
    pub(super) fn may_have(&self, atoms: &[u16]) -> bool {
        match &self.sieve {
            Sieve::Short(places) => atoms.iter().any(|atom| places.place(*atom).is_some()),
            Sieve::Long(places) => atoms.iter().any(|atom| places.place(*atom).is_some()),
            Sieve::None => true,
        }
    }

    /// How many words it has.
    fn len(&self) -> usize {
        self.ends.len()
    }

    /// The atoms of one word.
    fn word(&self, at: usize) -> Option<&[u16]> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.atoms[start..end])
    }
}

/// Which words of a sentence are an atom, for each atom it has: in the order of the atoms, of which a bit each says whether it is
/// there.
struct Places<B> {
    /// For 64 atoms each: which are there, and how many are before these.
    there: Vec<(u64, u16)>,
    words: Vec<B>,
    length: usize,
}

impl<B: Bits> Places<B> {
    fn of(sentence: &Sentence) -> Self {
        let atoms = sentence.atoms();
        let mut there = vec![(0u64, 0u16); atoms.iter().max().map_or(0, |&last| usize::from(last / 64) + 1)];
        for &atom in atoms {
            there[usize::from(atom / 64)].0 |= 1 << (atom % 64);
        }
        let mut before = 0;
        for (bits, count) in &mut there {
            *count = before;
            before += bits.count_ones() as u16;
        }
        let mut places = Self { there, words: vec![B::from(0); usize::from(before)], length: sentence.len() };
        for number in 0..sentence.len() {
            for &atom in sentence.word(number).unwrap_or_default() {
                if let Some(place) = places.place(atom) {
                    places.words[place] |= B::from(1) << number;
                }
            }
        }
        places
    }

    fn place(&self, atom: u16) -> Option<usize> {
        let (bits, before) = *self.there.get(usize::from(atom / 64))?;
        let bit = 1 << (atom % 64);
        (bits & bit != 0).then(|| usize::from(before) + (bits & (bit - 1)).count_ones() as usize)
    }

    fn word(&self, atom: u16) -> B {
        self.place(atom).map_or(B::from(0), |place| self.words[place])
    }

    fn one_of(&self, atoms: &[u16]) -> B {
        atoms.iter().fold(B::from(0), |words, atom| words | self.word(*atom))
    }

    fn all(&self) -> B {
        (B::from(1) << self.length) - B::from(1)
    }
}

impl Node {
    /// All places in `sentence` where this matches, none overlapping the one before.
    pub(super) fn find_all(&self, sentence: &Sentence) -> Vec<Range<usize>> {
        if self.may_match(sentence) { self.find_each(sentence) } else { Vec::new() }
    }

    /// The same where it is known already that it [may match](Self::may_match).
    pub(super) fn find_each(&self, sentence: &Sentence) -> Vec<Range<usize>> {
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

    /// Whether it matches anywhere in `sentence`.
    pub(super) fn is_in(&self, sentence: &Sentence) -> bool {
        self.may_match(sentence) && self.matches(sentence)
    }

    /// The same where it is known already that it [may match](Self::may_match).
    pub(super) fn matches(&self, sentence: &Sentence) -> bool {
        !matches!(sentence.sieve, Sieve::None) || (0..sentence.len()).any(|at| self.at(sentence, at).is_some())
    }

    /// Whether it matches anywhere in `sentence`; true, too, where that cannot be told at once.
    pub(super) fn may_match(&self, sentence: &Sentence) -> bool {
        match &sentence.sieve {
            Sieve::Short(places) => self.ends(places, places.all()) != 0,
            Sieve::Long(places) => self.ends(places, places.all()) != 0,
            Sieve::None => true,
        }
    }

    /// Where matches end that begin at `starts`: all places of the sentence at once, so that what does not match, which is
    /// nearly everything, costs a few operations.
    fn ends<B: Bits>(&self, s: &Places<B>, starts: B) -> B {
        let none = B::from(0);
        match self {
            Self::Seq(parts) => {
                let mut starts = starts;
                for part in *parts {
                    starts = part.part_ends(s, starts);
                    if starts == none {
                        break;
                    }
                }
                starts
            }
            Self::Alt(parts) => parts.iter().fold(none, |ends, part| ends | part.part_ends(s, starts)),
            Self::Opt(part) => starts | part.part_ends(s, starts),
            whole => whole.part_ends(s, starts),
        }
    }

    /// The same, in place for what has no parts itself, which is most of what patterns consist of.
    #[inline(always)]
    fn part_ends<B: Bits>(&self, s: &Places<B>, starts: B) -> B {
        match self {
            Self::Word(atom) => (starts & s.word(*atom)) << 1,
            Self::OneOf(set) => (starts & s.one_of(set)) << 1,
            Self::Any => (starts & s.all()) << 1,
            Self::Gap(most) => {
                let mut ends = starts;
                for _ in 0..usize::from(*most).min(s.length) {
                    ends |= (ends & s.all()) << 1;
                }
                ends
            }
            Self::Start => starts & B::from(1),
            Self::End => starts & (B::from(1) << s.length),
            Self::Seq(_) | Self::Alt(_) | Self::Opt(_) => self.ends(s, starts),
        }
    }

    /// Where a match that begins at word `at` ends.
    fn at(&self, sentence: &Sentence, at: usize) -> Option<usize> {
        self.step(sentence, at, &mut Some)
    }

    /// Matches at `at`, then whatever comes `next`.
    fn step(&self, s: &Sentence, at: usize, next: &mut dyn FnMut(usize) -> Option<usize>) -> Option<usize> {
        match self {
            Self::Word(atom) => s.word(at).filter(|word| word.contains(atom)).and_then(|_| next(at + 1)),
            Self::OneOf(set) => s
                .word(at)
                .filter(|word| word.iter().any(|atom| set.binary_search(atom).is_ok()))
                .and_then(|_| next(at + 1)),
            Self::Any => s.word(at).and_then(|_| next(at + 1)),
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
    s: &Sentence,
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
            let sentence = Sentence::new(words.iter(), |word, atoms| atoms.extend(word));
            for node in NODES {
                let stands = (0..sentence.len()).any(|at| node.at(&sentence, at).is_some());
                prop_assert_eq!(node.is_in(&sentence), stands, "{:?}", node);
                prop_assert_eq!(!node.find_all(&sentence).is_empty(), stands, "{:?}", node);
            }
            let has = words.iter().flatten().any(|atom| [1, 3].contains(atom));
            prop_assert_eq!(sentence.may_have(&[1, 3]), has || words.len() > u128::MOST_WORDS);
        }
    }
}
