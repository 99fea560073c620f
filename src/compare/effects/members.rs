//! Members that came to what a ban names among other words: only those of which the old version has no word at all, so that
//! nothing that was merely put in another place is told.

use super::{quote, split_sentences};
use crate::compare::standing::MEMBERS;
use crate::compare::tokens::Tokens;
use crate::compare::words::Edit;

/// A member is named in so few words, …
const WORDS: usize = 14;
/// … and known by the beginning of a word of some length.
const LONG: usize = 5;
const START: usize = 6;

/// What was put into a ban by edits that only add words.
pub(super) fn put_in(
    old: &Tokens,
    new: &Tokens,
    edits: &[Edit],
    elsewhere: &mut dyn FnMut(&str) -> bool,
) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for edit in edits.iter().filter(|edit| adds(old, edit)) {
        let text = new.slice(edit.new.clone());
        // "Without oversight or review" names what makes it allowed.
        let words = || text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        if words().any(|w| matches!(w.as_str(), "without" | "unless" | "except" | "not" | "if" | "when")) {
            continue;
        }
        let sentences = split_sentences(text).into_iter().map(|range| text[range].trim_end_matches('.'));
        for piece in sentences.flat_map(|sentence| sentence.split([',', ';', '(', ')', ':', '–', '—'])) {
            let Some(named) = member(piece) else { continue };
            let words = || named.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            let fits = words().count() <= WORDS && !words().any(|w| QUALIFIES.contains(&w.to_lowercase().as_str()));
            let fresh = |word: &str| {
                let start: String = word.to_lowercase().chars().take(START).collect();
                word.chars().count() >= LONG && word.chars().all(char::is_alphabetic) && !elsewhere(&start)
            };
            if fits && words().any(fresh) {
                found.push(quote(named));
            }
        }
    }
    found
}

/// Words that make more than a member of a list of what they stand in.
const QUALIFIES: &[&str] = &[
    "may",
    "can",
    "will",
    "must",
    "shall",
    "should",
    "not",
    "no",
    "unless",
    "except",
    "if",
    "when",
    "we",
    "allowed",
    "permitted",
    "see",
    "only",
    "without",
    "otherwise",
];

/// Whether an edit takes nothing away but words that join.
fn adds(old: &Tokens, edit: &Edit) -> bool {
    let joins =
        |at: usize| !old.units[at].counts() || matches!(old.word(at).to_lowercase().as_str(), "or" | "and" | "to");
    edit.old.clone().all(joins)
}

/// What a stretch names behind the word that joins it to a list.
fn member(piece: &str) -> Option<&str> {
    let named = unjoined(piece);
    (named.len() < piece.trim().len() && !named.is_empty()).then_some(named)
}

/// A stretch without the words that join it to a list: ", including but not limited to, by raft".
pub(super) fn unjoined(piece: &str) -> &str {
    let mut rest = piece.trim();
    while let Some(behind) = MEMBERS.iter().find_map(|join| {
        let head = rest.get(..join.len()).filter(|head| head.eq_ignore_ascii_case(join))?;
        rest[head.len()..].strip_prefix([' ', ',', ':'])
    }) {
        rest = behind.trim_start_matches([' ', ',', ':']);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_stands_behind_the_word_that_joins_it() {
        assert_eq!(member(" or to mine for pearls"), Some("mine for pearls"));
        assert_eq!(member("This includes keeping several berths"), Some("keeping several berths"));
        assert_eq!(member("for profit"), None);
        assert_eq!(member("order of things"), None);
    }
}
