//! Many phrases looked for in one pass over a text: most texts hold none of them, and a comparison reads thousands.

use rustc_hash::FxHashMap;

/// Phrases are looked up by their first bytes, so that none is shorter.
pub(super) const START: usize = 4;

/// Phrases, each with what it stands for.
pub(super) struct Lookup<T> {
    phrases: FxHashMap<[u8; START], Vec<(T, &'static str)>>,
    /// With which two bytes one of them opens.
    opens: Vec<bool>,
    /// Whether they are found only where a word begins, if a letter begins them.
    words: bool,
}

impl<T: Copy> Lookup<T> {
    /// Phrases that are found within words, too.
    ///
    /// # Panics
    /// When a phrase is shorter than [`START`].
    pub(super) fn new(phrases: impl Iterator<Item = (T, &'static str)>) -> Self {
        let mut lookup = Self { phrases: FxHashMap::default(), opens: vec![false; 1 << 16], words: false };
        for (of, phrase) in phrases {
            let start: [u8; START] = *phrase.as_bytes().first_chunk().expect("no phrase is so short");
            lookup.opens[usize::from(u16::from_le_bytes([start[0], start[1]]))] = true;
            lookup.phrases.entry(start).or_default().push((of, phrase));
        }
        lookup
    }

    /// Phrases that begin where a word does: "strain our" holds no "train our".
    ///
    /// # Panics
    /// When a phrase is shorter than [`START`].
    pub(super) fn of_words(phrases: impl Iterator<Item = (T, &'static str)>) -> Self {
        Self { words: true, ..Self::new(phrases) }
    }

    /// The phrases that stand in a text, with the place of each, in the text's order.
    pub(super) fn within<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, T, &'static str)> + 't {
        let bytes = text.as_bytes();
        let inside = |at: usize| at > 0 && bytes[at].is_ascii_alphanumeric() && bytes[at - 1].is_ascii_alphanumeric();
        let opens = |w: &[u8]| self.opens[usize::from(u16::from_le_bytes([w[0], w[1]]))];
        let starts = bytes.windows(START).enumerate();
        let starts = starts.filter(move |(at, window)| opens(window) && !(self.words && inside(*at)));
        starts.flat_map(move |(at, window)| {
            let start = window.first_chunk::<START>().and_then(|start| self.phrases.get(start));
            let stands = move |(_, phrase): &&(T, &'static str)| bytes[at..].starts_with(phrase.as_bytes());
            start.into_iter().flatten().filter(stands).map(move |&(of, phrase)| (at, of, phrase))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_they_stand() {
        let lookup = Lookup::new([(1, "gulls sleep"), (2, "sleep"), (3, "gulls wake"), (2, "禁止")].into_iter());
        let found: Vec<_> = lookup.within("the gulls sleep; 禁止").map(|(at, of, _)| (at, of)).collect();
        assert_eq!(found, [(4, 1), (10, 2), (17, 2)]);
        let words = Lookup::of_words([(1, "sleep"), (2, " deep")].into_iter());
        assert_eq!(words.within("asleep, a sleeper; so deep").map(|(at, ..)| at).collect::<Vec<_>>(), [10, 21]);
        assert_eq!(lookup.within("gul").count() + lookup.within("").count(), 0);
    }
}
