//! Text as a row of units to compare: words, numbers, addresses, signs, each with the white space behind it.
//!
//! Owns tokenising and interning. A unit's key is what it counts as: typographic variants, case and invisible
//! characters make no difference to it. Its text is what stands there, so that nothing is lost. Scripts written
//! without spaces are cut by character. Cost: one pass.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::scan::holds_any;
use crate::text::normalize;

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Letters.
    Word,
    /// Starts with a digit.
    Number,
    /// A mail or web address, whole.
    Address,
    /// A sign that carries meaning: currency, percent, comparison.
    Sign,
    /// Punctuation and leading white space: none of what counts.
    Mark,
}

/// A unit of text, by bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Where it starts.
    pub(super) start: usize,
    /// Where it ends and the white space behind it starts.
    pub(super) end: usize,
    /// Where that white space ends and the next unit starts.
    pub(super) next: usize,
    /// What it counts as.
    pub(super) key: u32,
    /// What it is.
    pub(super) class: Class,
}

impl Unit {
    /// Whether it counts as content.
    pub(super) fn counts(&self) -> bool {
        self.class != Class::Mark
    }
}

/// A text and its units. They cover it without a gap.
#[derive(Debug, Clone, Default)]
pub(super) struct Tokens {
    /// The text.
    pub(super) text: String,
    /// Its units in order.
    pub(super) units: Vec<Unit>,
}

impl Tokens {
    /// A unit's text without the white space behind it.
    pub(super) fn word(&self, at: usize) -> &str {
        &self.text[self.units[at].start..self.units[at].end]
    }

    /// The text of a range of units, white space behind the last one left out.
    pub(super) fn slice(&self, units: std::ops::Range<usize>) -> &str {
        match self.units.get(units) {
            Some([first, .., last]) => &self.text[first.start..last.end],
            Some([only]) => &self.text[only.start..only.end],
            _ => "",
        }
    }

    /// The keys in order.
    pub(super) fn keys(&self) -> Vec<u32> {
        self.units.iter().map(|u| u.key).collect()
    }
}

/// Gives equal words equal numbers, across both versions.
#[derive(Debug, Default)]
pub(super) struct Interner {
    keys: FxHashMap<Box<str>, u32>,
    weights: Vec<u32>,
}

impl Interner {
    /// How much it means that two texts share this word: content words most, short ones little, punctuation nothing.
    pub(super) fn weight(&self, key: u32) -> u32 {
        self.weights[key as usize]
    }

    /// How many words have a number.
    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    fn key(&mut self, word: &str, class: Class) -> u32 {
        if let Some(&key) = self.keys.get(word) {
            return key;
        }
        let key = self.weights.len() as u32;
        self.keys.insert(word.into(), key);
        self.weights.push(match class {
            Class::Mark => 0,
            Class::Number | Class::Address => 4,
            Class::Sign => 1,
            Class::Word if word.chars().next().is_some_and(unspaced) => 2,
            Class::Word if word.chars().nth(3).is_some() => 4,
            Class::Word => 1,
        });
        key
    }

    /// Cuts a text into units.
    pub(super) fn tokens(&mut self, text: String) -> Tokens {
        let mut units = Vec::with_capacity(text.len() / 5);
        let addresses = text.contains('@') || holds_any(&text, &["://", "www."]);
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let (length, class) = addresses.then(|| address(&text, at)).flatten().unwrap_or_else(|| cut(rest));
            let word = &rest[..length];
            let gap: usize = rest[length..].chars().take_while(|&c| blank(c)).map(char::len_utf8).sum();
            let key = self.key(&fold(word), class);
            units.push(Unit { start: at, end: at + length, next: at + length + gap, key, class });
            at += length + gap;
        }
        Tokens { text, units }
    }
}

/// White space and characters that print nothing.
fn blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Scripts that put no space between words.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Marks that belong to the character before them.
fn joins(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{93c}'..='\u{94d}' | '\u{9bc}'..='\u{9cd}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ecd}' | '\u{102b}'..='\u{103e}'
        | '\u{17b4}'..='\u{17d3}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{3099}'..='\u{309a}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
}

fn sign(c: char) -> bool {
    match c {
        '$' | '%' | '+' | '<' | '>' | '=' | '@' | '#' | '&' | '€' | '£' | '¥' | '‰' | '°' | '±' | '×' | '÷' => {
            true
        }
        c if c.is_ascii() => false,
        '\u{a1}'
        | '\u{a7}'..='\u{a9}'
        | '\u{ab}'
        | '\u{ad}'..='\u{af}'
        | '\u{b4}'
        | '\u{b6}'..='\u{b8}'
        | '\u{bb}'
        | '\u{bf}' => false,
        '\u{2000}'..='\u{206f}' | '\u{2122}' | '\u{25a0}'..='\u{25ff}' | '\u{3000}'..='\u{303f}' => false,
        '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff65}' => false,
        _ => true,
    }
}

/// The first unit of a text that is not empty: its length in bytes and its class.
fn cut(text: &str) -> (usize, Class) {
    // Most of what is cut: plain letters up to something that joins nothing to them.
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let joined = |b: u8| b == b'\'' || b == b'_' || b.is_ascii_digit() || !b.is_ascii();
    if letters > 0 && !text.as_bytes().get(letters).copied().is_some_and(joined) {
        return (letters, Class::Word);
    }
    let mut chars = text.char_indices().peekable();
    let Some((_, first)) = chars.next() else { return (0, Class::Mark) };
    let mut end = first.len_utf8();
    if blank(first) {
        let length = text.chars().take_while(|&c| blank(c)).map(char::len_utf8).sum();
        return (length, Class::Mark);
    }
    let word = |c: char| (c.is_alphanumeric() || c == '_') && !unspaced(c);
    let class = if first.is_numeric() {
        Class::Number
    } else if first.is_alphanumeric() || first == '_' {
        Class::Word
    } else if sign(first) {
        Class::Sign
    } else {
        Class::Mark
    };
    let mut previous = first;
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        let inside = if joins(c) || c == '\u{200d}' {
            true
        } else if previous == '\u{200d}' {
            class == Class::Sign
        } else if !word(first) {
            false
        } else if word(c) {
            true
        } else {
            // "don't", "1,000", "2.5", "12:30"
            match c {
                '\'' | '’' => after.is_some_and(|a| a.is_alphabetic() && !unspaced(a)),
                '.' | ',' | ':' => previous.is_numeric() && after.is_some_and(char::is_numeric),
                _ => false,
            }
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
        previous = c;
    }
    (end, class)
}

/// A mail or web address that starts at `at`.
fn address(text: &str, at: usize) -> Option<(usize, Class)> {
    let rest = &text[at..];
    let run = |s: &str, ok: fn(char) -> bool| s.find(|c| !ok(c)).unwrap_or(s.len());
    if rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.") {
        let length = run(rest, |c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']'));
        let length = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len();
        return Some((length, Class::Address));
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) || text[..at].ends_with(fits) {
        return None;
    }
    let name = run(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-'));
    let host = rest[name..].strip_prefix('@')?;
    let length = run(host, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let host = host[..length].trim_end_matches(['.', '-']);
    host.contains('.').then_some((name + 1 + host.len(), Class::Address))
}

/// What a word counts as.
fn fold(word: &str) -> Cow<'_, str> {
    match word {
        "&" => "and".into(),
        w if w
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b.is_ascii_punctuation() && b != b'`') =>
        {
            w.into()
        }
        w if w.is_ascii() && !w.contains('`') => w.to_ascii_lowercase().into(),
        w => normalize(w).to_lowercase().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = Interner::default().tokens(text.to_owned());
        let mut at = 0;
        for unit in &tokens.units {
            assert_eq!(unit.start, at);
            assert!(unit.end > unit.start || unit.next > unit.start);
            at = unit.next;
        }
        assert_eq!(at, text.len());
        (0..tokens.units.len()).map(|i| tokens.word(i).to_owned()).collect()
    }

    #[test]
    fn cuts_words_numbers_addresses_and_signs() {
        assert_eq!(
            words("Don’t pay $1,000.50 (or 5%)."),
            ["Don’t", "pay", "$", "1,000.50", "(", "or", "5", "%", ")", "."]
        );
        assert_eq!(words("Write to a.b@example.com."), ["Write", "to", "a.b@example.com", "."]);
        assert_eq!(
            words("See https://example.com/x?y=1, or www.example.org."),
            ["See", "https://example.com/x?y=1", ",", "or", "www.example.org", "."]
        );
        assert_eq!(words("third-party 30-day"), ["third", "-", "party", "30", "-", "day"]);
    }

    #[test]
    fn cuts_scripts_without_spaces_by_character() {
        assert_eq!(words("禁止使用30天。"), ["禁", "止", "使", "用", "30", "天", "。"]);
        assert_eq!(words("ที่นี่"), ["ที่", "นี่"]);
        assert_eq!(words("e\u{301}té 👩‍💻!"), ["e\u{301}té", "👩‍💻", "!"]);
    }

    #[test]
    fn variants_count_as_one() {
        let mut interner = Interner::default();
        let mut key = |t: &str| interner.tokens(t.to_owned()).keys();
        assert_eq!(key("You don’t"), key("YOU don't"));
        assert_eq!(key("terms & rules"), key("terms and rules"));
        assert_ne!(key("may"), key("must"));
    }
}
