//! A clause as patterns see it: its words, folded, each with where it stands, in sentences.
//!
//! Owns folding (case, apostrophes, hyphens, accents of typography) and the end of a sentence. Knows no pattern.

use std::ops::Range;

use super::model::hash;

/// Words of a clause that are judged; what stands beyond is not (a paragraph of that length is no clause).
pub(super) const MOST_WORDS: usize = 4000;

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Where its letters stand in [`Words::folded`].
    folded: Range<usize>,
    /// What it is known by: a hash of its folded text.
    pub(super) hash: u32,
    /// Where it stands, in bytes of the clause.
    pub(super) at: Range<usize>,
}

/// A stretch that a pattern does not look beyond: a sentence, or a part of one between semicolons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Whether it carries on the sentence before it, after a semicolon.
    pub(super) continues: bool,
    /// Whether it asks.
    pub(super) asks: bool,
}

/// A clause's words and sentences.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// All words one behind the other, folded: lower case, without apostrophes and possessive s.
    folded: String,
    /// In order.
    pub(super) all: Vec<Word>,
    /// In order; none is empty.
    pub(super) sentences: Vec<Sentence>,
}

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] =
    &["eg", "ie", "inc", "no", "nos", "vs", "art", "arts", "sec", "co", "ltd", "corp", "seq", "al", "u", "e", "i"];

impl Words {
    /// Splits `text`.
    pub(super) fn of(text: &str) -> Self {
        // English words take five or six bytes with the space.
        let (folded, all) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() / 5));
        let mut words = Self { folded, all, sentences: Vec::new() };
        let mut first = 0;
        let mut continues = false;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if words.all.len() == MOST_WORDS {
                break;
            }
            let start = at;
            if c.is_alphanumeric() {
                at = words.fold(text, start);
                continue;
            }
            at += c.len_utf8();
            if c == ' ' {
                continue;
            }
            if let Some(word) = symbol(c) {
                let from = words.folded.len();
                words.folded.push_str(word);
                words.add(from, start..at);
            } else if c == ';' || (matches!(c, '.' | '!' | '?') && ends(c, &text[at..], words.last())) {
                words.close(&mut first, &mut continues, c);
            }
        }
        words.close(&mut first, &mut continues, '.');
        words
    }

    /// A word's folded text.
    pub(super) fn text(&self, word: &Word) -> &str {
        &self.folded[word.folded.clone()]
    }

    fn last(&self) -> Option<&str> {
        self.all.last().map(|word| self.text(word))
    }

    /// Adds the word that begins at a byte of `text`; the answer is where it ends.
    fn fold(&mut self, text: &str, start: usize) -> usize {
        let from = self.folded.len();
        let mut end = start;
        loop {
            // Nearly all letters are these, and need no table.
            for byte in text.as_bytes()[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric()) {
                self.folded.push(char::from(byte.to_ascii_lowercase()));
                end += 1;
            }
            let Some(c) = text[end..].chars().next() else { break };
            if c.is_alphanumeric() {
                self.folded.extend(c.to_lowercase());
            } else if c == ' ' || !joins(c, &self.folded[from..], &text[end + c.len_utf8()..]) {
                break;
            }
            // An apostrophe within, "e-mail", an invisible hyphen: the word goes on without it.
            end += c.len_utf8();
        }
        let shown = &text[start..end];
        match shown.strip_suffix('s').and_then(|stem| stem.strip_suffix(['\'', '’'])) {
            Some(stem) => {
                self.folded.pop();
                self.add(from, start..start + stem.len());
            }
            None => self.add(from, start..end),
        }
        end
    }

    /// The word whose folded text begins `from` there.
    fn add(&mut self, from: usize, at: Range<usize>) {
        let folded = from..self.folded.len();
        self.all.push(Word { hash: hash(&self.folded.as_bytes()[from..]), folded, at });
    }

    fn close(&mut self, first: &mut usize, continues: &mut bool, by: char) {
        if *first < self.all.len() {
            let words = *first..self.all.len();
            self.sentences.push(Sentence { words, continues: *continues, asks: by == '?' });
            *first = self.all.len();
            *continues = by == ';';
        }
    }
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '$' => "usd",
        '€' => "eur",
        '£' => "gbp",
        '&' => "and",
        '%' => "percent",
        '§' => "section",
        _ => return None,
    })
}

/// Whether `c` stands within a word that goes on in `rest`: "don't", "e-mail", a soft hyphen.
fn joins(c: char, before: &str, rest: &str) -> bool {
    let goes_on = rest.chars().next().is_some_and(char::is_alphanumeric);
    match c {
        '\'' | '’' | '\u{ad}' | '\u{200b}' | '\u{2060}' => goes_on,
        '-' | '‐' | '‑' => before == "e" && goes_on,
        _ => false,
    }
}

/// Whether a full stop, exclamation or question mark ends a sentence: something new begins after it.
fn ends(c: char, rest: &str, last: Option<&str>) -> bool {
    let mut after = rest.chars();
    let Some(next) = after.next() else { return true };
    if !next.is_whitespace() && !matches!(next, '"' | '”' | ')' | '’' | '\'' | ']') {
        return false;
    }
    if c != '.' {
        return true;
    }
    let begins =
        after.find(|c| !c.is_whitespace() && !matches!(c, '"' | '“' | '”' | '(' | '[' | '‘' | '\'' | ')' | '’'));
    let known = last.is_some_and(|word| ABBREVIATIONS.contains(&word));
    begins.is_none_or(|c| c.is_uppercase() || (c.is_numeric() && !known)) && !known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let words = Words::of(text);
        words
            .sentences
            .iter()
            .map(|s| words.all[s.words.clone()].iter().map(|w| words.text(w).to_owned()).collect())
            .collect()
    }

    #[test]
    fn folds_words() {
        assert_eq!(
            texts("Don’t e-mail users' & child's $50"),
            [["dont", "email", "users", "and", "child", "usd", "50"]]
        );
        assert_eq!(texts("reverse-engineer AI‑made"), [["reverse", "engineer", "ai", "made"]]);
    }

    #[test]
    fn ends_sentences_where_something_new_begins() {
        assert_eq!(texts("No spam (e.g. chain letters). Ask us!").len(), 2);
        assert_eq!(texts("See Acme, Inc. and U.S. law at 2.5 Mbit/s").len(), 1);
        assert_eq!(texts("No spam; no fraud").len(), 2);
        let words = Words::of("May I? No; never.");
        assert_eq!(
            words.sentences.iter().map(|s| (s.asks, s.continues)).collect::<Vec<_>>(),
            [(true, false), (false, false), (false, true)]
        );
    }

    #[test]
    fn places_are_of_the_whole_word() {
        let text = "the child’s e-mail";
        let words = Words::of(text);
        assert_eq!(&text[words.all[1].at.clone()], "child");
        assert_eq!(&text[words.all[2].at.clone()], "e-mail");
    }

    #[test]
    fn length_is_bounded() {
        assert_eq!(Words::of(&"word ".repeat(MOST_WORDS * 2)).all.len(), MOST_WORDS);
    }
}
