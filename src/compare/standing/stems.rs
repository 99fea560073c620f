//! Words as stems: "circumvention" and "circumvent" have one; which of them name a matter, which name the same.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHasher};

use crate::compare::scan::{find, words};

include!(concat!(env!("OUT_DIR"), "/comparing.rs"));

/// Whether no word of a text names a matter.
pub(in crate::compare) fn names_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || matches!(c, '’' | '“' | '”')) && named(text).is_empty()
}

/// The stems of the words that name a rule's matter, those of one matter as one.
pub(in crate::compare) fn named(text: &str) -> Vec<u64> {
    let matters = matters();
    let mut all = Vec::with_capacity(text.len() / LETTERS);
    all.extend(stems(text).filter_map(|stem| matters.get(&stem).copied().unwrap_or(Some(stem))));
    all.sort_unstable();
    all.dedup();
    all
}

/// The same of the first that a text names, up to a comma or an "or" behind so many; what it only brings in besides is not
/// among them.
pub(super) fn first_named(text: &str, fewest: usize) -> Vec<u64> {
    let besides = [", including", ", such as", " including ", " such as "].iter().filter_map(|w| find(text, w)).min();
    let text = besides.filter(|end| !named(&text[..*end]).is_empty()).map_or(text, |end| &text[..end]);
    let mut ends: Vec<usize> =
        [",", ";", " or ", " and "].iter().flat_map(|w| text.match_indices(w)).map(|m| m.0).collect();
    ends.sort_unstable();
    let first = ends.into_iter().map(|end| named(&text[..end])).find(|first| first.len() >= fewest);
    first.unwrap_or_else(|| named(text))
}

/// What stems stand for that do not stand for themselves: nothing where they name no matter, else the first of their group.
fn matters() -> &'static FxHashMap<u64, Option<u64>> {
    static ALL: OnceLock<FxHashMap<u64, Option<u64>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let groups = kin().iter().map(|(stem, group)| (*stem, Some(group[0])));
        groups.chain(GENERAL.iter().filter_map(|word| Some((plain_stem(word)?, None)))).collect()
    })
}

/// Each of their stems with all of its group's.
fn kin() -> &'static FxHashMap<u64, Vec<u64>> {
    static ALL: OnceLock<FxHashMap<u64, Vec<u64>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let groups = KIN.iter().map(|group| group.iter().filter_map(|word| plain_stem(word)).collect::<Vec<u64>>());
        groups.flat_map(|group| group.clone().into_iter().map(move |stem| (stem, group.clone()))).collect()
    })
}

/// The stems of what a stem names.
pub(super) fn kin_of(stem: &u64) -> &[u64] {
    kin().get(stem).map_or(std::slice::from_ref(stem), |all| all)
}

/// A text's stems, each once and in order, those of some length.
pub(in crate::compare) fn stem_set(text: &str) -> Vec<u64> {
    let mut all = Vec::with_capacity(text.len() / LETTERS);
    all.extend(stems(text).filter(|stem| *stem != law()));
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether two texts speak of the same: most of the shorter one's stems stand in the other.
pub(in crate::compare) fn alike(a: &[u64], b: &[u64]) -> bool {
    let common = a.iter().filter(|stem| b.binary_search(stem).is_ok()).count();
    common > 0 && common * 5 >= a.len().min(b.len()) * 3
}

/// Words that tell no clause from another.
const COMMON: &[u64] = &packed([
    "that", "this", "with", "your", "from", "have", "will", "must", "shall", "which", "these", "those", "such",
    "other", "also", "they", "them", "their", "when", "where", "what", "into", "does", "been", "were", "than", "then",
    "there",
]);
/// So many letters the longest of [`COMMON`] has.
const COMMON_LENGTH: usize = 5;
/// A stem keeps so many bytes.
const LEAST: usize = 3;
/// So many letters of a stem count.
const START: usize = 6;
/// Shorter words are left out.
const SHORTEST: usize = 4;
/// But for this one, which names a matter.
const LAW: &str = "law";
/// A word of a text that is long enough takes about so many of its letters.
const LETTERS: usize = 8;

/// The stems of a text's words of some length: "circumvention" and "circumvent" have one.
pub(super) fn stems(text: &str) -> impl Iterator<Item = u64> + '_ {
    words(text).filter_map(plain_stem)
}

/// Nearly all words are plain letters: a whole version's are made lower without storing them.
fn plain_stem(word: &str) -> Option<u64> {
    const LONGEST: usize = 24;
    if word.len() < SHORTEST {
        return match word.is_ascii() {
            true => word.eq_ignore_ascii_case(LAW).then(law),
            false => stem(&word.to_lowercase()),
        };
    }
    let mut letters = [0; LONGEST];
    let Some(lower) = letters.get_mut(..word.len()).filter(|_| word.is_ascii()) else {
        return stem(&word.to_lowercase());
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    if is_common(lower) {
        return None;
    }
    let stem = without_ending(lower);
    Some(hashed(&stem[..stem.len().min(START)]))
}

fn stem(lower: &str) -> Option<u64> {
    let unspaced = lower.chars().next().is_some_and(|c| c >= '\u{3040}');
    if !unspaced && lower.chars().take(SHORTEST).count() < SHORTEST || is_common(lower.as_bytes()) {
        return None;
    }
    let stem = &lower[..without_ending(lower.as_bytes()).len()];
    let end = stem.char_indices().nth(START).map_or(stem.len(), |(at, _)| at);
    Some(hashed(&stem.as_bytes()[..end]))
}

/// A word without what it may end in besides its stem: "ing", "ed", "es", "s", "e", "ly", "y".
fn without_ending(word: &[u8]) -> &[u8] {
    let endings: &[&[u8]] = match word.last() {
        Some(b'g') => &[b"ing"],
        Some(b'd') => &[b"ed"],
        Some(b's') => &[b"es", b"s"],
        Some(b'e') => &[b"e"],
        Some(b'y') => &[b"ly", b"y"],
        _ => &[],
    };
    let stem = endings.iter().find_map(|end| word.strip_suffix(*end).filter(|stem| stem.len() >= LEAST));
    stem.unwrap_or(word)
}

fn is_common(lower: &[u8]) -> bool {
    lower.len() <= COMMON_LENGTH && COMMON.contains(&pack(lower))
}

/// A short word as one number.
const fn pack(word: &[u8]) -> u64 {
    let (mut packed, mut at) = (0, 0);
    while at < word.len() {
        packed = packed << 8 | word[at] as u64;
        at += 1;
    }
    packed
}

const fn packed<const N: usize>(words: [&str; N]) -> [u64; N] {
    let (mut all, mut at) = ([0; N], 0);
    while at < N {
        all[at] = pack(words[at].as_bytes());
        at += 1;
    }
    all
}

/// The short word, apart from the stems of long ones.
fn law() -> u64 {
    hashed(b" law")
}

fn hashed(stem: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(stem);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_sentences_speak_of_the_same() {
        let alike = |a: &str, b: &str| super::alike(&stem_set(a), &stem_set(b));
        assert!(alike("We may remove any advertisement.", "We may remove any promotion or advertisement."));
        assert!(!alike("We may remove any advertisement.", "We may charge a late fee."));
    }
}
