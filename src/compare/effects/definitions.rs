//! Terms that are defined otherwise.

use super::{Found, quote};
use crate::compare::Direction;
use crate::compare::tokens::Tokens;
use crate::compare::words::Edit;
use crate::judge::Severity;

const MARKS: [char; 6] = ['"', '“', '”', '«', '„', '»'];

/// What defines the term that stands before it.
const DEFINES: &[&str] =
    &["means", "mean ", "shall mean", "refers to", "refer to", "has the meaning", "bezeichnet", "désigne"];

/// The effect of a definition that reads differently, or of a term within a sentence that is defined otherwise.
pub(super) fn definitions_changed(old: &Tokens, new: &Tokens, edits: &[Edit]) -> Option<Found> {
    // An article more or less defines nothing.
    let says = |t: &Tokens, at: usize| t.units[at].counts() && !matches!(t.word(at), "a" | "an" | "the");
    let differs = |e: &Edit| e.old.clone().any(|at| says(old, at)) || e.new.clone().any(|at| says(new, at));
    if !edits.iter().any(differs) {
        return None;
    }
    let quoted = if definition(&old.text) && definition(&new.text) { quote(&new.text) } else { within(old, new)? };
    let (short, says) = ("a definition changed", "A definition reads differently");
    Some(Found::new("definition_changed", Direction::Neutral, Severity::Low, short, says).quoting(quoted))
}

/// Of a term that both texts define within a sentence what it means now, where that says most of what it said no longer.
fn within(old: &Tokens, new: &Tokens) -> Option<String> {
    let before = terms(&old.text);
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words.map(str::to_lowercase).collect()
    };
    terms(&new.text).into_iter().find_map(|(term, means)| {
        let (_, meant) = before.iter().find(|(known, _)| known.eq_ignore_ascii_case(term))?;
        let (then, now) = (words(meant), words(means));
        let kept = then.iter().filter(|word| now.contains(word)).count();
        (kept * 2 < then.len() || kept * 2 < now.len()).then(|| quote(&format!("“{term}” {means}")))
    })
}

/// The terms that a text defines, in quotes, each with what it says of them up to the next one's.
fn terms(text: &str) -> Vec<(&str, &str)> {
    let mut marks = text.match_indices(MARKS).map(|(at, mark)| (at, at + mark.len()));
    let mut found: Vec<(&str, usize, usize)> = Vec::new();
    while let (Some((start, from)), Some((to, end))) = (marks.next(), marks.next()) {
        let behind = text[end..].trim_start_matches([' ', ',']);
        if DEFINES.iter().any(|word| behind.starts_with(word)) {
            found.push((text[from..to].trim_end_matches(','), start, text.len() - behind.len()));
        }
    }
    let ends = found.iter().skip(1).map(|next| next.1).chain([text.len()]);
    found.iter().zip(ends).map(|((term, _, from), end)| (*term, text[*from..end].trim())).collect()
}

/// Whether a text defines a term: the word that does stands behind the quoted terms, or behind a note of few words.
fn definition(text: &str) -> bool {
    const TERMS: usize = 4;
    const NOTE: usize = 80;
    let mut rest = text.trim_start();
    for _ in 0..TERMS {
        let Some(term) = rest.strip_prefix(MARKS) else { break };
        let Some(end) = term.find(MARKS) else { return false };
        let mark = term[end..].chars().next().map_or(0, char::len_utf8);
        rest = term[end + mark..].trim_start_matches([' ', ',']);
        rest = ["or ", "and ", "/"].iter().find_map(|join| rest.strip_prefix(join)).unwrap_or(rest).trim_start();
    }
    if rest.starts_with('(') {
        rest = rest.find(')').filter(|&end| end < NOTE).map_or(rest, |end| rest[end + 1..].trim_start());
    }
    let lower: String = rest.chars().take(20).collect::<String>().to_lowercase();
    rest.len() < text.trim_start().len() && DEFINES.iter().any(|w| lower.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_within_a_sentence_has_its_meaning() {
        let text = "Here “harbour” means all our piers, and “you” means the keeper and the guests.";
        assert_eq!(terms(text), [("harbour", "means all our piers, and"), ("you", "means the keeper and the guests.")]);
        assert!(terms("She said “you” and “we”.").is_empty());
    }
}
