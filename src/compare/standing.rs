//! Whether what a sentence says stands in the other version too, in whatever clause and in like words.
//!
//! A ban that only went into another list, a right that is told in another sentence: neither came nor went, and to say so
//! would be false. So each such effect is sought in the other version first. Words are compared by their stems, each
//! weighing the more the fewer clauses have it. Cost: one pass over a version, and only when something is sought in it.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::effects::{Force, governs, negates};
use crate::read::{Policy, Provision};

/// How much of a sentence that came a clause must hold, by weight, to say the same; of one that went less is enough: that a
/// rule is gone needs the stronger proof; …
pub(super) const CAME: f32 = 0.6;
pub(super) const WENT: f32 = 0.4;
/// … of a section in between; …
pub(super) const SECTION: f32 = 0.5;
/// … and how much more a whole list: a clause may have been cut into one.
const LIST: f32 = 0.2;
/// How much more of a sentence of so few stems.
const BRIEF: f32 = 0.1;
const FEW: usize = 6;

/// A version's clauses and lists by the stems of their words.
pub(super) struct Standing<'a> {
    provisions: &'a [Provision],
    /// Each clause, and each list with its lead-in.
    places: Vec<Range<usize>>,
    /// In which places a stem stands, each once.
    holders: FxHashMap<u64, Vec<u32>>,
}

impl<'a> Standing<'a> {
    pub(super) fn of(policy: &'a Policy) -> Self {
        let provisions = &policy.provisions[..];
        let mut standing = Self { provisions, places: Vec::new(), holders: FxHashMap::default() };
        let mut at = 0;
        while at < provisions.len() {
            let lead_in = provisions[at].lead_in.as_deref();
            let end = match lead_in {
                Some(_) => (at..provisions.len()).find(|&i| provisions[i].lead_in.as_deref() != lead_in),
                None => Some(at + 1),
            };
            let end = end.unwrap_or(provisions.len());
            let said: Vec<Vec<u64>> = provisions[at..end].iter().map(|p| stems(&p.text).collect()).collect();
            for (i, stems) in said.iter().enumerate() {
                standing.place(at + i..at + i + 1, stems.iter().copied());
            }
            if let Some(lead_in) = lead_in {
                standing.place(at..end, said.into_iter().flatten().chain(stems(lead_in)));
            }
            at = end;
        }
        standing
    }

    fn place(&mut self, provisions: Range<usize>, stems: impl Iterator<Item = u64>) {
        let at = self.places.len() as u32;
        self.places.push(provisions);
        for stem in stems {
            let holders = self.holders.entry(stem).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
    }

    /// Whether a place forbids: by what stands above it or, of a clause, by its own words.
    fn forbids(&self, place: &Range<usize>) -> bool {
        let first = &self.provisions[place.start];
        let above = first.lead_in.as_deref().or(first.path.last().map(|h| &**h));
        above.is_some_and(|above| governs(above) == Force::Forbids || negates(above))
            || place.len() == 1 && negates(&first.text)
    }

    /// Whether some clause but those left out says what a text says that came to the other version, or went from it; of a ban, whether one that forbids does.
    pub(super) fn holds(&self, text: &str, least: f32, ban: bool, but: &[usize]) -> bool {
        let all = self.places.len() as f32;
        let mut found: FxHashMap<u32, f32> = FxHashMap::default();
        let mut sum = 0.0;
        let wanted = stem_set(text);
        // Of few words each tells more.
        let least = least + if wanted.len() <= FEW { BRIEF } else { 0.0 };
        for stem in wanted {
            let holders = self.holders.get(&stem).map_or(&[][..], |h| h);
            let weight = (1.0 + all / holders.len().max(1) as f32).ln();
            sum += weight;
            for &at in holders {
                *found.entry(at).or_default() += weight;
            }
        }
        found.into_iter().any(|(at, weight)| {
            let place = &self.places[at as usize];
            let most = least + if place.len() == 1 { 0.0 } else { LIST };
            weight >= sum * most && !but.iter().any(|i| place.contains(i)) && (!ban || self.forbids(place))
        })
    }
}

/// A text's stems, each once and in order.
pub(super) fn stem_set(text: &str) -> Vec<u64> {
    let mut all: Vec<u64> = stems(text).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether two texts speak of the same: most of the shorter one's stems stand in the other.
pub(super) fn alike(a: &[u64], b: &[u64]) -> bool {
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
/// So many letters of a stem count.
const START: usize = 6;
/// Shorter words are left out.
const SHORTEST: usize = 4;

/// The stems of a text's words of some length: "circumvention" and "circumvent" have one.
fn stems(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter_map(|word| match word.is_ascii() {
        true => plain_stem(word),
        false => stem(&word.to_lowercase()),
    })
}

/// Nearly all words are plain letters: a whole version's are made lower without storing them.
fn plain_stem(word: &str) -> Option<u64> {
    const LONGEST: usize = 24;
    if word.len() < SHORTEST {
        return None;
    }
    let mut letters = [0; LONGEST];
    let Some(lower) = letters.get_mut(..word.len()) else { return stem(&word.to_lowercase()) };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().and_then(stem)
}

fn stem(lower: &str) -> Option<u64> {
    let unspaced = lower.chars().next().is_some_and(|c| c >= '\u{3040}');
    if !unspaced && lower.chars().take(SHORTEST).count() < SHORTEST || COMMON.contains(&lower) {
        return None;
    }
    let long = |s: &&str| s.len() >= 3;
    let stem = ENDINGS.iter().find_map(|end| lower.strip_suffix(end).filter(long)).unwrap_or(lower);
    let end = stem.char_indices().nth(START).map_or(stem.len(), |(at, _)| at);
    let mut hasher = FxHasher::default();
    stem[..end].hash(&mut hasher);
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::policy;

    #[test]
    fn what_stands_in_other_words_or_another_clause_is_found() {
        let text = "# Rules\n\nWe hope that you like it here, and that you stay for long.\n\nYou must not:\n\n\
                    - attempt the circumvention of our safety filters;\n- send unsolicited mail to anyone;\n\n\
                    You may resell seats to friends.\n";
        let policy = policy(text);
        let standing = Standing::of(&policy);
        assert!(standing.holds("Do not circumvent safety filters.", CAME, true, &[]));
        assert!(standing.holds("Sending unsolicited mail", CAME, true, &[]));
        assert!(!standing.holds("Do not mine coins on our machines.", CAME, true, &[]));
        assert!(!standing.holds("Do not resell seats.", CAME, true, &[]));
        assert!(standing.holds("Reselling seats", CAME, false, &[]));
        let last = standing.places.iter().map(|p| p.end).max().expect("places") - 1;
        assert!(!standing.holds("Reselling seats", CAME, false, &[last]));
    }

    #[test]
    fn like_sentences_speak_of_the_same() {
        let alike = |a: &str, b: &str| super::alike(&stem_set(a), &stem_set(b));
        assert!(alike("We may remove any advertisement.", "We may remove any promotion or advertisement."));
        assert!(!alike("We may remove any advertisement.", "We may charge a late fee."));
    }
}
