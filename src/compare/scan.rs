//! Texts made lower, cut into words and searched: what a comparison does with the same sentences again and again, so it goes
//! byte by byte as far as letters are plain.

/// The runs of letters, digits and apostrophes of a text, in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = reach(text, at, false);
        at = reach(text, start, true);
        (start < at).then(|| &text[start..at])
    })
}

/// Which bytes are of words, of those that are characters by themselves.
const OF_WORDS: [bool; 256] = {
    let (mut of, mut byte) = ([false; 256], 0);
    while byte < 128 {
        of[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'\'';
        byte += 1;
    }
    of
};

/// Where the characters end that are, or are not, of words, from a place on.
fn reach(text: &str, mut at: usize, of_words: bool) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if OF_WORDS[usize::from(byte)] != of_words {
                break;
            }
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next().filter(|c| (c.is_alphanumeric() || *c == '’') == of_words) else {
            break;
        };
        at += c.len_utf8();
    }
    at
}

/// Where a word or phrase first stands in a text. The standard library's own search is slow in a browser: it took a
/// seventh of a comparison.
pub(super) fn find(text: &str, word: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), word.as_bytes())
}

/// Whether one does.
pub(super) fn holds(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// Whether one of several words or phrases does.
pub(super) fn holds_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| holds(text, word))
}

/// A text in lower case, its apostrophes plain.
pub(super) fn lower(text: &str) -> String {
    lowered(text, "'")
}

/// A text in lower case. The standard library goes letter by letter from the first one on that is not plain, and one
/// apostrophe in print is such.
pub(super) fn lowercase(text: &str) -> String {
    lowered(text, "’")
}

fn lowered(text: &str, apostrophe: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        lower.push_str(&rest[..at]);
        let other = rest[at..].find(|c: char| c.is_ascii()).map_or(rest.len(), |end| at + end);
        for c in rest[at..other].chars() {
            match c {
                '’' => lower.push_str(apostrophe),
                // What it becomes depends on what stands around it.
                'Σ' => return text.to_lowercase().replace('’', apostrophe),
                // Dashes, quotation marks and other signs.
                '\u{2000}'..='\u{206f}' => lower.push(c),
                _ => lower.extend(c.to_lowercase()),
            }
        }
        rest = &rest[other..];
    }
    lower.push_str(rest);
    lower.make_ascii_lowercase();
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_digits_and_apostrophes() {
        let all: Vec<&str> = words("(a) Don't “sail”—the keeper’s 2nd boat, naïve; 禁止 x").collect();
        assert_eq!(all, ["a", "Don't", "sail", "the", "keeper’s", "2nd", "boat", "naïve", "禁止", "x"]);
        assert_eq!(words(" – ").count() + words("").count(), 0);
        assert_eq!(words("’tis").collect::<Vec<_>>(), ["’tis"]);
    }

    #[test]
    fn lower_case_has_plain_apostrophes() {
        assert_eq!((lower("DON’T"), lower("Don't"), lower("ÉTÉ")), ("don't".into(), "don't".into(), "été".into()));
        for text in ["", "DON’T", "“Été” – NO 禁止 İSTANBUL", "ΟΔΟΣ’S Σ", "ẞ…", "’"] {
            assert_eq!(lowercase(text), text.to_lowercase());
            assert_eq!(lower(text), text.to_lowercase().replace('’', "'"));
        }
    }
}
