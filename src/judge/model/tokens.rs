//! A text as the models see it: sentences, and their words folded to one spelling.
//!
//! Owns folding. Pages write "You can't", corpora write "you ca n't": both must give the same words, or a model that was
//! trained on the one is blind on the other. Folding drops case, punctuation and the shape of quotes, splits "n't" and
//! the like from their words, and keeps of numbers only whether they are long.

use std::ops::Range;

use super::concepts;

/// Words of a text that are looked at; what stands beyond is not (a paragraph of that length is no clause).
const MOST_WORDS: usize = 1000;

/// A folded word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands in [`Words::folded`].
    pub(super) at: Range<usize>,
    /// FNV-1a of its letters.
    pub(super) hash: u32,
    /// What it stands for, where it is one of `rules/model/concepts.txt`.
    pub(super) concept: Option<u8>,
}

/// A text's folded words.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// The words with one space before and after each.
    pub(super) folded: String,
    /// In order.
    pub(super) all: Vec<Word>,
}

impl Words {
    /// Folds `text`. Linear in its length.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self { folded: String::with_capacity(text.len() + 2), all: Vec::new() };
        words.folded.push(' ');
        let mut rest = text;
        while let Some(start) = rest.find(char::is_alphanumeric) {
            if words.all.len() >= MOST_WORDS {
                break;
            }
            let apostrophe = rest[..start].ends_with(is_apostrophe);
            rest = &rest[start..];
            let digits = rest.starts_with(|c: char| c.is_numeric());
            let same = |c: char| c.is_alphanumeric() && c.is_numeric() == digits;
            let (run, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
            rest = after;
            if digits {
                words.push(if run.len() < 5 { "0" } else { "00000" });
                continue;
            }
            let from = words.folded.len();
            if run.is_ascii() {
                words.folded.push_str(run);
                words.folded[from..].make_ascii_lowercase();
            } else {
                words.folded.extend(run.chars().flat_map(char::to_lowercase));
            }
            match &words.folded[from..] {
                "s" | "re" | "ve" | "ll" | "d" | "m" if apostrophe => words.folded.insert(from, '\''),
                "t" if apostrophe && words.folded[..from].ends_with("n ") => {
                    words.folded.truncate(from);
                    words.split_negation();
                    continue;
                }
                "cannot" => {
                    words.folded.truncate(from);
                    words.push("can");
                    words.push("not");
                    continue;
                }
                _ => {}
            }
            words.close(from);
        }
        words
    }

    /// Makes "don" and the "t" that follows it "do" and "n't".
    fn split_negation(&mut self) {
        let Some(last) = self.all.pop() else { return };
        self.folded.truncate(last.at.end - 1);
        if last.at.len() > 1 {
            self.close(last.at.start);
        }
        self.push("n't");
    }

    fn push(&mut self, word: &str) {
        let from = self.folded.len();
        self.folded.push_str(word);
        self.close(from);
    }

    fn close(&mut self, from: usize) {
        let word = &self.folded.as_bytes()[from..];
        let hash = hash(word);
        self.all.push(Word { at: from..self.folded.len(), hash, concept: concepts::of(word) });
        self.folded.push(' ');
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// FNV-1a, 32 bits. Part of the weights' format: another function makes them noise.
pub(in crate::judge) fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// The sentences of natural text: cut after a full stop, a question mark or an exclamation mark that a capital follows.
/// Text in small letters only, as corpora have it, is one sentence.
pub(in crate::judge) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.trim_start().is_empty() {
            return None;
        }
        let end = rest.char_indices().find_map(|(at, c)| ends_at(rest, at, c)).unwrap_or(rest.len());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence.trim())
    })
}

/// Where the sentence ends that `c` at `at` may end; `None` where it does not.
fn ends_at(text: &str, at: usize, c: char) -> Option<usize> {
    if !matches!(c, '.' | '!' | '?') {
        return None;
    }
    let end = at + c.len_utf8();
    let end = end + text[end..].len() - text[end..].trim_start_matches(['"', '”', '’', ')']).len();
    let next = text[end..].trim_start();
    let spaced = next.len() < text[end..].len();
    let capital = next.trim_start_matches(['"', '“', '‘', '(']).starts_with(char::is_uppercase);
    // "Nintendo Co. Ltd.", "U.S. Courts": a short word before the stop is an abbreviation more often than an end.
    let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let abbreviation = c == '.' && (word.chars().count() < 2 || matches!(word, "Inc" | "Co" | "Ltd" | "No" | "Art"));
    (spaced && capital && !abbreviation).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Words::of(text).folded.trim().to_owned()
    }

    #[test]
    fn pages_and_corpora_fold_alike() {
        for (page, corpus) in [
            ("You can’t rely on us; we don't warrant it.", "you ca n't rely on us ; we do n't warrant it ."),
            ("We cannot and won't be liable.", "we can not and wo n't be liable ."),
            ("We’ve changed “Example's” terms.", "we 've changed `` example 's '' terms ."),
            ("Your users' e-mail (12345 of 10)", "your users ' e-mail ( 12345 of 10 )"),
            ("provided 'as is'", "provided ` as is '"),
        ] {
            assert_eq!(folded(page), folded(corpus));
        }
        assert_eq!(folded("We DON'T pay $1,000"), "we do n't pay 0 0");
        assert_eq!(folded("n't n't"), "n't n't");
        assert_eq!(folded(" … "), "");
    }

    #[test]
    fn every_word_stands_between_spaces() {
        let words = Words::of("Isn't it? We'd sue at No. 42.");
        for word in &words.all {
            assert_eq!(&words.folded[word.at.start - 1..word.at.start], " ");
            assert_eq!(&words.folded[word.at.end..=word.at.end], " ");
        }
    }

    #[test]
    fn sentences_end_before_capitals_only() {
        let cut = |text| sentences(text).collect::<Vec<_>>();
        assert_eq!(cut("We may. You may not! \"Why?\" Ask."), ["We may.", "You may not!", "\"Why?\"", "Ask."]);
        assert_eq!(
            cut("Example Inc. Ltd. and U.S. Courts v. 2.0 of it. really"),
            ["Example Inc. Ltd. and U.S. Courts v. 2.0 of it. really"]
        );
        assert!(cut("  ").is_empty());
    }
}
