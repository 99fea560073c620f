//! Words as stems: "circumvention" and "circumvent" have one; which of them name a matter, which name the same.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

include!(concat!(env!("OUT_DIR"), "/comparing.rs"));

/// Whether no word of a text names a matter.
pub(in crate::compare) fn names_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || matches!(c, '’' | '“' | '”')) && named(text).is_empty()
}

/// The stems of the words that name a rule's matter, those of one matter as one.
pub(in crate::compare) fn named(text: &str) -> Vec<u64> {
    let general = general();
    let mut all: Vec<u64> = stems(text)
        .filter(|stem| !general.contains(stem))
        .map(|stem| kin().get(&stem).map_or(stem, |all| all[0]))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The same of the first that a text names, up to a comma or an "or" behind so many; what it only brings in besides is not
/// among them.
pub(super) fn first_named(text: &str, fewest: usize) -> Vec<u64> {
    let besides = [", including", ", such as", " including ", " such as "].iter().filter_map(|w| text.find(w)).min();
    let text = besides.filter(|end| !named(&text[..*end]).is_empty()).map_or(text, |end| &text[..end]);
    let mut ends: Vec<usize> =
        [",", ";", " or ", " and "].iter().flat_map(|w| text.match_indices(w)).map(|m| m.0).collect();
    ends.sort_unstable();
    let first = ends.into_iter().map(|end| named(&text[..end])).find(|first| first.len() >= fewest);
    first.unwrap_or_else(|| named(text))
}

fn general() -> &'static FxHashSet<u64> {
    static ALL: OnceLock<FxHashSet<u64>> = OnceLock::new();
    ALL.get_or_init(|| GENERAL.iter().filter_map(|w| plain_stem(w)).collect())
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
    let mut all: Vec<u64> = stems(text).filter(|stem| *stem != law()).collect();
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
const COMMON: &[&str] = &[
    "that", "this", "with", "your", "from", "have", "will", "must", "shall", "which", "these", "those", "such",
    "other", "also", "they", "them", "their", "when", "where", "what", "into", "does", "been", "were", "than", "then",
    "there",
];
/// What a word may end in besides its stem, the first that fits.
const ENDINGS: &[&str] = &["ing", "ed", "es", "s", "e", "ly", "y", "'s", "’s"];
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

/// The stems of a text's words of some length: "circumvention" and "circumvent" have one.
pub(super) fn stems(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter_map(|word| match word.is_ascii() {
        true => plain_stem(word),
        false => stem(&word.to_lowercase()),
    })
}

/// Nearly all words are plain letters: a whole version's are made lower without storing them.
fn plain_stem(word: &str) -> Option<u64> {
    const LONGEST: usize = 24;
    if word.len() < SHORTEST {
        return word.eq_ignore_ascii_case(LAW).then(law);
    }
    let mut letters = [0; LONGEST];
    let Some(lower) = letters.get_mut(..word.len()).filter(|_| word.is_ascii()) else {
        return stem(&word.to_lowercase());
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    if lower.len() <= COMMON_LENGTH && COMMON.iter().any(|common| common.as_bytes() == lower) {
        return None;
    }
    let stem = ENDINGS.iter().find_map(|end| lower.strip_suffix(end.as_bytes()).filter(|s| s.len() >= LEAST));
    let stem = stem.unwrap_or(lower);
    Some(hashed(&stem[..stem.len().min(START)]))
}

fn stem(lower: &str) -> Option<u64> {
    let unspaced = lower.chars().next().is_some_and(|c| c >= '\u{3040}');
    if !unspaced && lower.chars().take(SHORTEST).count() < SHORTEST
        || lower.len() <= COMMON_LENGTH && COMMON.contains(&lower)
    {
        return None;
    }
    let long = |s: &&str| s.len() >= LEAST;
    let stem = ENDINGS.iter().find_map(|end| lower.strip_suffix(end).filter(long)).unwrap_or(lower);
    let end = stem.char_indices().nth(START).map_or(stem.len(), |(at, _)| at);
    Some(hashed(&stem.as_bytes()[..end]))
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
