//! Offsets into text in the unit that browsers count in, and the one way in which texts are held against each other.
//!
//! Owns: UTF-16 ranges, normalisation for comparing and fingerprinting. Knows nobody.

use std::borrow::Cow;

/// A range of UTF-16 code units, end exclusive: the unit of DOM ranges and JavaScript strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Utf16Range {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

impl Utf16Range {
    /// The range of `bytes` within `text`. Linear in the text before the range's end.
    ///
    /// # Panics
    /// When a bound does not lie on a character boundary of `text`.
    pub fn of(text: &str, bytes: std::ops::Range<usize>) -> Self {
        let start = utf16_len(&text[..bytes.start]);
        Self { start, end: start + utf16_len(&text[bytes]) }
    }

    /// The part of `text` that the range names; `None` where it lies outside or cuts a surrogate pair.
    pub fn slice(self, text: &str) -> Option<&str> {
        let start = byte_offset(text, self.start)?;
        let end = byte_offset(text, self.end)?;
        text.get(start..end)
    }
}

/// Length in UTF-16 code units.
pub fn utf16_len(text: &str) -> u32 {
    if text.is_ascii() {
        return text.len() as u32;
    }
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

fn byte_offset(text: &str, utf16: u32) -> Option<usize> {
    let mut at = 0;
    for (byte, c) in text.char_indices() {
        if at == utf16 {
            return Some(byte);
        }
        at += c.len_utf16() as u32;
    }
    (at == utf16).then_some(text.len())
}

/// `text` as it counts when versions are compared: typographic variants made one (quotes, dashes, ellipses, spaces),
/// invisible characters dropped, white space folded, ends trimmed. Letters keep their case.
pub fn normalize(text: &str) -> Cow<'_, str> {
    if plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        let c = match c {
            '!'..='_' | 'a'..='~' => c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' => continue,
            c if c.is_whitespace() => {
                gap = !out.is_empty();
                continue;
            }
            '‘' | '’' | '‚' | '‛' | '′' | '´' | '`' => '\'',
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            c => c,
        };
        if gap {
            out.push(' ');
            gap = false;
        }
        match c {
            '…' => out.push_str("..."),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether a text is normalised already, as far as a glance at its bytes tells: most of what a policy says is.
fn plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    is_folded(bytes) && bytes.last() != Some(&b' ') && !bytes.contains(&b'`')
}

/// Whether a text is ASCII that prints, with no space at the beginning or behind another.
pub(crate) fn is_folded(text: &[u8]) -> bool {
    let mut before = b' ';
    text.iter().all(|&byte| {
        let fits = (b' '..=b'~').contains(&byte) && (byte, before) != (b' ', b' ');
        before = byte;
        fits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_count_utf16_units() {
        let text = "a😀é z";
        let range = Utf16Range::of(text, 1..7);
        assert_eq!(range, Utf16Range { start: 1, end: 4 });
        assert_eq!(range.slice(text), Some("😀é"));
        assert_eq!(Utf16Range { start: 2, end: 4 }.slice(text), None, "inside a surrogate pair");
        assert_eq!(Utf16Range { start: 0, end: 9 }.slice(text), None, "outside the text");
    }

    #[test]
    fn normalisation_folds_typography_only() {
        assert_eq!(normalize("  You\u{a0}may\u{200b} “not” —\n it’s… "), "You may \"not\" - it's...");
        assert_eq!(normalize("30 Days"), "30 Days");
        assert_eq!(normalize(" a  b `c "), "a b 'c");
    }
}
