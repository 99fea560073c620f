//! Where a sentence ends.
//!
//! Owns which full stops are none: in a name ("example.com"), a number, an abbreviation, the number of a clause. Knows nobody.

/// Abbreviations and titles that are no sentence's last word but where another one plainly begins.
const ABBREVIATIONS: &[&str] = &[
    "art", "arts", "approx", "co", "corp", "dept", "dr", "eg", "est", "ie", "inc", "jr", "llc", "ltd", "mr", "mrs",
    "ms", "no", "nos", "para", "paras", "plc", "prof", "sec", "sect", "seq", "sr", "st", "vs", "bzw", "nr", "abs",
    "ggf", "vgl",
];

/// Words that begin a sentence and stand in no name: "in the U.S. You may" are two.
const OPENERS: &[&str] = &[
    "all", "any", "as", "but", "by", "each", "except", "for", "from", "if", "in", "it", "nothing", "on", "our", "such",
    "that", "the", "there", "these", "they", "this", "those", "to", "unless", "upon", "we", "when", "where", "while",
    "with", "you", "your",
];

/// Whether the sign at a byte of `text` ends a sentence: something that begins like a new one, or nothing, stands behind it.
pub(crate) fn ends_sentence(text: &str, at: usize) -> bool {
    let Some(stop) = text[at..].chars().next() else { return false };
    match stop {
        '。' | '！' | '？' => return true,
        '.' | '!' | '?' => {}
        _ => return false,
    }
    let behind = text[at + 1..].trim_start_matches(['"', '”', '’', '\'', '»', ')', ']', '*']);
    let next = behind.trim_start();
    if next.is_empty() {
        return true;
    }
    if next.len() == behind.len() {
        return false;
    }
    let next = next.trim_start_matches(is_opening);
    if next.starts_with(char::is_lowercase) {
        return false;
    }
    if stop != '.' {
        return true;
    }
    let before = text[..at].trim_end_matches([')', ']', '"', '”', '’']);
    let word = before.rsplit(|c: char| c.is_whitespace() || is_opening(c)).next().unwrap_or_default();
    let before = before[..before.len() - word.len()].trim_end();
    // "1. Definitions"
    if !word.is_empty() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
        return !(before.is_empty() || before.ends_with(['.', '!', '?', ';', ':']));
    }
    !is_abbreviation(word) || opens(next)
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '«' | '(' | '[' | '*')
}

/// "U.S", "e.g", the initial of a name, "Inc".
fn is_abbreviation(word: &str) -> bool {
    let letters = |part: &str| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic);
    let initials = word.contains('.') && word.split('.').all(letters);
    initials
        || word.chars().count() == 1 && letters(word)
        || ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn opens(next: &str) -> bool {
    let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    OPENERS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences of a text.
    fn cut(text: &str) -> Vec<&str> {
        let mut from = 0;
        let ends: Vec<usize> =
            text.char_indices().filter(|&(at, _)| ends_sentence(text, at)).map(|(at, c)| at + c.len_utf8()).collect();
        ends.into_iter()
            .chain([text.len()])
            .map(|to| text[std::mem::replace(&mut from, to)..to].trim())
            .filter(|s| !s.is_empty())
            .collect()
    }

    #[test]
    fn a_sentence_ends_where_another_one_begins() {
        assert_eq!(
            cut("No spam. No fraud! Why? “Be kind.” We ask."),
            ["No spam.", "No fraud!", "Why?", "“Be kind.", "” We ask."]
        );
        assert_eq!(cut("(See below.) You may go. 不得。不可。"), ["(See below.", ") You may go.", "不得。", "不可。"]);
        assert_eq!(cut("It began in 2019. Plans cost 5. You pay."), ["It began in 2019.", "Plans cost 5.", "You pay."]);
    }

    #[test]
    fn names_numbers_and_abbreviations_go_on() {
        for whole in [
            "If you build a site on Example.com, you answer for it.",
            "It is banned in the U.S. or the E.U. and under U.S. Treasury rules.",
            "See e.g. Section 2.5. and Acme, Inc. and its partners",
            "Write to Dr. Jane J. Doe, Acme Ltd. Legal Department.",
            "1. Definitions",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
        assert_eq!(
            cut("We are in the U.S. You may sue Acme Inc. The rest stands."),
            ["We are in the U.S.", "You may sue Acme Inc.", "The rest stands."]
        );
        assert_eq!(cut("It holds under law. 21. Indemnity"), ["It holds under law.", "21. Indemnity"]);
    }
}
