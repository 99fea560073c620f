//! The reader's own words to watch for: plain phrases, found as whole words in any language.

use crate::read::Policy;
use crate::text::Utf16Range;

use super::words::Words;

/// Places shown of one phrase in one provision.
const MOST_SPANS: usize = 8;

/// A phrase that a reader looks for. Case, hyphens and typographic apostrophes make no difference; words are whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchWord {
    phrase: String,
    words: Vec<String>,
}

impl WatchWord {
    /// From what the reader typed; `None` where it holds no word.
    pub fn new(phrase: &str) -> Option<Self> {
        let words = Words::of(phrase);
        let words: Vec<String> = words.all.iter().map(|word| words.text(word).to_owned()).collect();
        (!words.is_empty()).then(|| Self { phrase: phrase.trim().to_owned(), words })
    }

    /// As the reader typed it.
    pub fn phrase(&self) -> &str {
        &self.phrase
    }

    /// Where it stands in `text`.
    pub fn find(&self, text: &str) -> Vec<Utf16Range> {
        self.find_in(text, &Words::of(text))
    }

    fn find_in(&self, text: &str, words: &Words) -> Vec<Utf16Range> {
        let mut found = Vec::new();
        let mut at = 0;
        while found.len() < MOST_SPANS && at + self.words.len() <= words.all.len() {
            let here = &words.all[at..at + self.words.len()];
            if here.iter().zip(&self.words).all(|(word, wanted)| words.text(word) == wanted) {
                found.push(Utf16Range::of(text, here[0].at.start..here[here.len() - 1].at.end));
                at += self.words.len();
            } else {
                at += 1;
            }
        }
        found
    }
}

/// One phrase seen in one provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// The provision's place in the policy, from 0.
    pub provision: usize,
    /// The phrase as the reader typed it.
    pub phrase: String,
    /// Where it stands in the provision's text. Never empty.
    pub spans: Vec<Utf16Range>,
}

/// Every provision in which one of `wanted` stands, in reading order.
pub fn watched(policy: &Policy, wanted: &[WatchWord]) -> Vec<Watched> {
    let mut all = Vec::new();
    if wanted.is_empty() {
        return all;
    }
    for (provision, text) in policy.provisions.iter().map(|p| &p.text).enumerate() {
        let words = Words::of(text);
        for word in wanted {
            let spans = word.find_in(text, &words);
            if !spans.is_empty() {
                all.push(Watched { provision, phrase: word.phrase.clone(), spans });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(phrase: &str, text: &'a str) -> Vec<&'a str> {
        let word = WatchWord::new(phrase).expect("a word");
        word.find(text).into_iter().filter_map(|span| span.slice(text)).collect()
    }

    #[test]
    fn whole_words_in_any_case() {
        assert_eq!(
            found("third party", "Third-party tools; no THIRD PARTY; a third partying"),
            ["Third-party", "THIRD PARTY"]
        );
        assert_eq!(found("don't", "We don’t"), ["don’t"]);
        assert_eq!(found("haftung", "Die Haftung 😀 ist beschränkt"), ["Haftung"]);
    }

    #[test]
    fn patterns_mean_nothing() {
        assert_eq!(WatchWord::new(" .* "), None);
        assert_eq!(found("a.b", "ab a b"), ["a b"]);
    }

    #[test]
    fn places_are_bounded() {
        assert_eq!(found("no", &"no ".repeat(50)).len(), MOST_SPANS);
    }
}
