//! What a model weighs in a clause: runs of words, of letters and of concepts, each hashed to a key.
//!
//! Owns the kinds of features and their keys. Training and the browser call this same code: what it emits is the weights'
//! format, so a change here needs a new training run.

use super::tokens::Words;

/// Keys have this many bits. Of 20,000 features kept, a new one then meets another's weight once in 200 times.
pub const KEY_BITS: u32 = 22;

/// The part of a clause that a feature comes from. The same words weigh otherwise in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    LeadIn,
    Heading,
}

/// Emits the features of `words`: the key and the group it belongs to. A key may come several times. A group is one kind
/// in one part; its members share one norm, so that a long clause has no louder voice than a short one.
pub(super) fn emit(words: &Words, part: Part, mut sink: impl FnMut(Key)) {
    let group = part as u32 * KINDS;
    runs_of_words(words, group, &mut sink);
    runs_of_letters(words, group + 1, &mut sink);
    concepts(words, group + 2, &mut sink);
    mixed(words, group + 3, &mut sink);
}

const KINDS: u32 = 4;

/// How many groups there are.
pub(super) const GROUPS: usize = 3 * KINDS as usize;

/// A feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) key: u32,
    pub(super) group: usize,
}

/// One, two and three words in a row.
fn runs_of_words(words: &Words, group: u32, sink: &mut impl FnMut(Key)) {
    for run in (0..words.all.len()).map(|at| &words.all[at..]) {
        let mut state = seed(group);
        for word in run.iter().take(3) {
            state = mix(state, word.hash);
            sink(key(state, group));
        }
    }
}

/// Three to five letters in a row within a word and its two spaces: endings, stems, misspellings.
fn runs_of_letters(words: &Words, group: u32, sink: &mut impl FnMut(Key)) {
    let bytes = words.folded.as_bytes();
    for word in &words.all {
        let padded = &bytes[word.at.start - 1..=word.at.end];
        for run in (0..padded.len() - 2).map(|at| &padded[at..]) {
            let mut state = seed(group);
            for (length, &byte) in run.iter().take(5).enumerate() {
                state = mix(state, u32::from(byte));
                if length >= 2 {
                    sink(key(state, group));
                }
            }
        }
    }
}

/// Concepts alone, in order, whatever stands between: single ones, pairs that are not far apart, three and four in a row.
fn concepts(words: &Words, group: u32, sink: &mut impl FnMut(Key)) {
    const NEXT: usize = 6;
    const FAR: usize = 12;
    let marks: Vec<(usize, u32)> =
        words.all.iter().enumerate().filter_map(|(at, w)| Some((at, u32::from(w.concept?)))).collect();
    for (at, &(first, concept)) in marks.iter().enumerate() {
        let run = &marks[at..];
        let single = mix(seed(group), concept);
        sink(key(single, group));
        for &(second, other) in run.iter().skip(1).take(NEXT).take_while(|(second, _)| second - first <= FAR) {
            debug_assert!(second > first);
            sink(key(mix(single, other), group));
        }
        let mut state = single;
        for (length, &(_, next)) in run.iter().enumerate().take(4).skip(1) {
            state = mix(state.rotate_left(7), next);
            if length >= 2 {
                sink(key(state, group));
            }
        }
    }
}

/// One to four words in a row, each its concept where it has one.
fn mixed(words: &Words, group: u32, sink: &mut impl FnMut(Key)) {
    for run in (0..words.all.len()).map(|at| &words.all[at..]) {
        let mut state = seed(group);
        for word in run.iter().take(4) {
            state = mix(state, word.concept.map_or(word.hash, u32::from));
            sink(key(state, group));
        }
    }
}

fn seed(group: u32) -> u32 {
    (group + 1).wrapping_mul(0x9e37_79b1)
}

fn mix(state: u32, next: u32) -> u32 {
    let mixed = (state.rotate_left(5) ^ next).wrapping_mul(0x85eb_ca6b);
    mixed ^ (mixed >> 15)
}

fn key(state: u32, group: u32) -> Key {
    Key { key: state.wrapping_mul(0xc2b2_ae35) >> (32 - KEY_BITS), group: group as usize }
}
