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
        let mut next = 0;
        let starts = std::iter::from_fn(move || {
            loop {
                let window = bytes.get(next..)?.first_chunk::<START>()?;
                let at = next;
                next += 1;
                if self.opens[usize::from(u16::from_le_bytes([window[0], window[1]]))]
                    && !(self.words && inside(bytes, at))
                    && let Some(phrases) = self.phrases.get(window)
                {
                    return Some((at, phrases));
                }
            }
        });
        starts.flat_map(move |(at, phrases)| {
            let stands = move |(_, phrase): &&(T, &'static str)| bytes[at..].starts_with(phrase.as_bytes());
            phrases.iter().filter(stands).map(move |&(of, phrase)| (at, of, phrase))
        })
    }
}

/// Whether a place of a text is within a word.
fn inside(text: &[u8], at: usize) -> bool {
    at > 0 && text[at].is_ascii_alphanumeric() && text[at - 1].is_ascii_alphanumeric()
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
