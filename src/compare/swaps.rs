//! What took the place of what in a reworded clause, and how one such swap is told: as a whole phrase, with as much of the words
//! around it as a reader needs.

use super::Words;
use super::prose::clipped;
use super::ties::{ARTICLES, MODAL, bare, small};
use super::weight::{binding, points_on};
use crate::sentence::ends_sentence;

/// So many words of what stands around an edit are quoted on one side.
const AROUND: usize = 4;

/// Words that another stretch took the place of, and what stands around both.
#[derive(Debug, Clone, Default)]
pub(super) struct Swap<'a> {
    pub(super) before: &'a str,
    pub(super) gone: &'a str,
    pub(super) come: &'a str,
    pub(super) after: &'a str,
}

pub(super) fn swaps(words: &[Words]) -> Vec<Swap<'_>> {
    let mut all: Vec<Swap<'_>> = Vec::new();
    let mut open: Option<Swap<'_>> = None;
    let mut before = "";
    for part in words {
        match part {
            Words::Equal(text) => {
                // What only differs in white space or signs leaves the words around it standing.
                all.extend(open.take().map(|swap| Swap { after: text, ..swap }));
                before = text;
            }
            Words::Delete(text) => open.get_or_insert(Swap { before, ..Swap::default() }).gone = text,
            Words::Insert(text) => open.get_or_insert(Swap { before, ..Swap::default() }).come = text,
        }
    }
    all.extend(open);
    // "Re-sell" became "resell" in spelling only.
    let plain = |text: &str| text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | ','));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    all.retain(|s| {
        let [gone, come]: [String; 2] = [s.gone, s.come].map(letters);
        gone != come || !plain(s.gone) || !plain(s.come)
    });
    all
}

/// The words of a change with those edits as one that leave a lone word standing between them: `our [User] Terms [of Use]`.
pub(super) fn joined(words: &[Words]) -> Vec<Words> {
    const SHORT: usize = 3;
    let short = |text: &str| text.split_whitespace().count() <= SHORT;
    let lone = |text: &str| text.split_whitespace().count() == 1 && text.chars().all(|c| c.is_alphabetic() || c == ' ');
    let mut out: Vec<Words> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let edit = |from: usize| -> (usize, String, String) {
            let (mut end, mut gone, mut come) = (from, String::new(), String::new());
            while let Some(Words::Delete(text) | Words::Insert(text)) = words.get(end) {
                let side = if matches!(words[end], Words::Delete(_)) { &mut gone } else { &mut come };
                side.push_str(text);
                end += 1;
            }
            (end, gone, come)
        };
        let (end, mut gone, mut come) = edit(at);
        if end == at {
            out.push(words[at].clone());
            at += 1;
            continue;
        }
        at = end;
        while let Some(Words::Equal(between)) = words.get(at).filter(|_| short(&gone) && short(&come)) {
            let (end, more_gone, more_come) = edit(at + 1);
            if end == at + 1 || !lone(between) || !short(&more_gone) || !short(&more_come) {
                break;
            }
            gone = gone + between + &more_gone;
            come = come + between + &more_come;
            at = end;
        }
        out.extend([Words::Delete(gone), Words::Insert(come)].into_iter().filter(|w| match w {
            Words::Equal(text) | Words::Delete(text) | Words::Insert(text) => !text.is_empty(),
        }));
    }
    out
}

/// "“30 days” became “7 days”", "“resell” is new". `lost` says whether what went is left out, since it stands elsewhere.
pub(super) fn phrase(swap: &Swap<'_>, lost: bool, limit: usize) -> Option<String> {
    let swap = trimmed(sentence(swap));
    let mut swap = swap;
    let ties = |text: &str| {
        let text = text.trim_start();
        text.starts_with([',', ';']) || ["and ", "or "].iter().any(|tie| text.starts_with(tie))
    };
    // Members of a list: one that came did not take the place of one that went.
    if ties(swap.gone) && ties(swap.come) && says(swap.gone) && says(swap.come) && swap.come.len() > swap.gone.len() {
        swap.gone = "";
    }
    swap.come = behind_aside(swap.come, swap.gone);
    let (gone, come) = (told(swap.gone), told(swap.come));
    let wide = |text: &str| around(&swap, text);
    if clean(&swap) {
        return match (says(gone), says(come)) {
            (true, true) => Some(format!("{} became {}", clipped(gone, limit), clipped(come, limit))),
            (true, false) => Some(format!("{} is gone", clipped(gone, limit))),
            (false, true) => Some(format!("{} is new", clipped(come, limit))),
            (false, false) => None,
        };
    }
    let (gone, come) = (wide(swap.gone), wide(swap.come));
    let dropped = !says(swap.gone) && lost;
    if dropped || !says(&gone) || !says(&come) || swap.gone.len().max(swap.come.len()) > limit {
        let (text, turn) = if says(swap.come) { (come, "is new") } else { (gone, "is gone") };
        return Some(format!("{} {turn}", clipped(&text, limit)));
    }
    Some(format!("{} became {}", clipped(&gone, limit), clipped(&come, limit)))
}

/// What came without a bracket that it begins with, where what went has another counterpart behind it.
fn behind_aside<'t>(come: &'t str, gone: &str) -> &'t str {
    const WORDS: usize = 3;
    let text = come.trim_start();
    if !text.starts_with('(') || gone.trim_start().starts_with('(') || !says(gone) {
        return come;
    }
    let mut depth = 0;
    let close = text.char_indices().find(|&(_, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    let rest = close.map_or("", |(at, _)| text[at + 1..].trim_start_matches([',', ' ']));
    if rest.split_whitespace().count() >= WORDS { rest } else { come }
}

/// Of an edit that ends one sentence and holds others whole, the one of these that rules most.
fn sentence<'a>(swap: &Swap<'a>) -> Swap<'a> {
    let ends = |text: &str| {
        let stop = text.char_indices().find(|&(at, _)| ends_sentence(text, at));
        stop.map(|(at, c)| at + c.len_utf8())
    };
    let inner = |text: &'a str, before: &str| -> Option<&'a str> {
        let open = !before.trim_end().is_empty() && !before.trim_end().ends_with(['.', '!', '?', ':']);
        let mut rest = &text[ends(text).filter(|_| open)?..];
        let mut found: Vec<&str> = Vec::new();
        while !rest.is_empty() {
            rest = rest.trim_start_matches(['”', '"', '’', ')']).trim_start();
            let end = ends(rest).unwrap_or(rest.len());
            found.push(&rest[..end]);
            rest = &rest[end..];
        }
        let whole = |s: &&str| s.ends_with(['.', '!', '?']);
        let closed = found.iter().any(whole);
        found.retain(|s| s.split_whitespace().count() >= 5 && s.starts_with(char::is_uppercase));
        found.retain(|s| !closed || whole(s));
        found.into_iter().rev().max_by_key(|s| (binding(s), !points_on(s)))
    };
    match (inner(swap.gone, swap.before), inner(swap.come, swap.before)) {
        (_, Some(come)) => Swap { before: "", gone: "", come, after: "" },
        (Some(gone), None) if !says(swap.come) => Swap { before: "", gone, come: "", after: "" },
        _ => Swap { gone: closed(swap.gone), come: closed(swap.come), ..swap.clone() },
    }
}

/// Without the first words of a sentence that goes on behind it.
fn closed(text: &str) -> &str {
    const FEW: usize = 5;
    let stop = text.char_indices().rev().find(|&(at, _)| ends_sentence(text, at));
    let end = stop.map(|(at, c)| at + c.len_utf8());
    match end.map(|end| (&text[..end], text[end..].split_whitespace().count())) {
        Some((whole, 1..FEW)) if whole.split_whitespace().count() > FEW => whole,
        _ => text,
    }
}

/// Without the words of substance that both sides begin or end with.
fn trimmed(swap: Swap<'_>) -> Swap<'_> {
    let mut swap = swap;
    if !says(swap.gone) || !says(swap.come) {
        return swap;
    }
    let last = |text: &str| {
        let space = text.trim_end().char_indices().rev().find(|(_, c)| c.is_whitespace());
        space.map_or(0, |(at, c)| at + c.len_utf8())
    };
    let same = |a: &str, b: &str| !bare(a).is_empty() && bare(a) == bare(b);
    // Only where nothing but they went: else the two are told as they stand.
    let (mut gone, mut come) = (swap.gone, swap.come);
    while says(gone) && same(&gone[last(gone)..], &come[last(come)..]) {
        (gone, come) = (&gone[..last(gone)], &come[..last(come)]);
    }
    if !says(gone) && says(come) && come.trim_end().ends_with([',', ';']) {
        // "In June, guests" in place of "Guests".
        swap.after = "";
        (swap.gone, swap.come) = ("", come);
    }
    swap
}

/// Without the signs and the "and" that tie it to what stands before.
fn told(text: &str) -> &str {
    let mut text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.'));
    for tie in ["and ", "or ", "& "] {
        text = text.strip_prefix(tie).map_or(text, str::trim_start);
    }
    text
}

/// Whether an edit is a phrase of its own, so that it can be quoted without the words around it.
pub(super) fn clean(swap: &Swap<'_>) -> bool {
    let parts = [swap.gone, swap.come];
    if parts.iter().any(|p| p.contains(['@', '/']) && !p.trim().contains(' ')) {
        return true;
    }
    let texts = || parts.into_iter().filter(|p| says(p));
    let mark = |c: char| matches!(c, ',' | ';' | ':' | '.' | '(' | ')' | '!' | '?' | '—' | '–' | '\n');
    let opens = |text: &str| {
        let first = text.split_whitespace().next().unwrap_or_default();
        text.starts_with(mark) || small(first) && !MODAL.contains(&bare(first).as_str())
    };
    let before = swap.before.trim_end();
    let behind = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let left = before.is_empty() || before.ends_with(mark) || small(behind) || texts().all(|t| opens(t.trim_start()));
    let after = swap.after.trim_start();
    let next = after.split_whitespace().next().unwrap_or_default();
    let article = ARTICLES.contains(&bare(next).as_str()) && texts().all(|t| told(t).split_whitespace().count() <= 2);
    let right = after.is_empty()
        || after.starts_with(mark)
        || texts().all(|t| t.trim_end().ends_with(mark))
        || small(next) && !article;
    let hanging = |text: &str| {
        let last = text.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        small(last) && !after.is_empty()
    };
    left && right && !texts().any(hanging) && !texts().all(|t| t.split_whitespace().all(small))
}

/// An edit's words with those around them that belong to the same phrase.
fn around(swap: &Swap<'_>, text: &str) -> String {
    let mark = |c: char| matches!(c, ',' | ';' | ':' | '.' | '(' | ')' | '!' | '?' | '—' | '–');
    let empty = [swap.gone, swap.come].iter().all(|p| p.split_whitespace().all(small));
    let named = |text: &str| text.trim_start().starts_with(char::is_uppercase);
    let name = [swap.gone, swap.come].iter().any(|p| named(p));
    let mut left: Vec<&str> = Vec::new();
    for word in swap.before.rsplit(char::is_whitespace).filter(|w| !w.is_empty()).take(AROUND) {
        if name && !named(word.trim_start_matches(['“', '"', '('])) {
            break;
        }
        if word.ends_with(mark) || word.ends_with('\n') || small(word) && (!empty || left.len() > 1) {
            break;
        }
        left.push(word);
        if word.starts_with(['(', '“', '"']) {
            break;
        }
    }
    left.reverse();
    let mut right: Vec<&str> = Vec::new();
    let mut words = swap.after.split(char::is_whitespace).filter(|w| !w.is_empty());
    let glued = !swap.after.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace);
    let closed = swap.after.starts_with(mark) || glued && swap.after.starts_with(|c: char| !c.is_alphanumeric());
    while right.len() < AROUND + usize::from(empty) && !closed {
        let Some(word) = words.next() else { break };
        let article = right.is_empty() && ARTICLES.contains(&bare(word).as_str());
        if small(word) && !article && !(empty && right.len() < 2) {
            break;
        }
        right.push(word);
        if word.ends_with(mark) {
            break;
        }
    }
    let text = text.trim();
    let left = if text.starts_with([',', ';', '.']) { left.join(" ") } else { left.join(" ") + " " };
    let joined = format!("{left}{text} {}", right.join(" "));
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text holds more than punctuation.
pub(super) fn says(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::quoting::AMONG;

    fn told(before: &str, gone: &str, come: &str, after: &str) -> Option<String> {
        phrase(&Swap { before, gone, come, after }, false, AMONG)
    }

    #[test]
    fn what_changed_within_a_phrase_is_told_with_the_phrase() {
        for (before, gone, come, after, want) in [
            (
                "the Harbour's ",
                "2009 ",
                "",
                "Pier Agreement can",
                "“Harbour's 2009 Pier Agreement” became “Harbour's Pier Agreement”",
            ),
            ("ask Kelpwood", "", " Harbour", ", a keeper", "“Kelpwood” became “Kelpwood Harbour”"),
            (
                "Noisy",
                " Night Fishing",
                ", dark and late night fishing",
                "",
                "“Noisy Night Fishing” became “Noisy, dark and late night fishing”",
            ),
            (
                "Only keepers ",
                "can",
                "may",
                " light a lamp.",
                "“Only keepers can light a lamp” became “Only keepers may light a lamp”",
            ),
            ("As of ", "May", "June", " 2024, we", "“May 2024” became “June 2024”"),
        ] {
            assert_eq!(told(before, gone, come, after).as_deref(), Some(want));
        }
    }

    #[test]
    fn what_is_a_phrase_of_its_own_is_told_alone() {
        for (before, gone, come, after, want) in [
            ("No nets", "", ", hooks", " and lines", "“hooks” is new"),
            ("We post it", " by hand in most of our harbours", "", ".", "“by hand in most of our harbours” is gone"),
            ("", "Keepers", "In the month of June, keepers", " sweep.", "“In the month of June” is new"),
            ("write to ", "a@kelp.example", "b@kelp.example", " now", "“a@kelp.example” became “b@kelp.example”"),
        ] {
            assert_eq!(told(before, gone, come, after).as_deref(), Some(want));
        }
    }

    #[test]
    fn of_sentences_that_came_the_one_that_rules_is_told() {
        let come = " to us. You can read more about seals here. Keepers must report each seal they see.";
        assert_eq!(told("Send it", "", come, "").as_deref(), Some("“Keepers must report each seal they see” is new"));
    }

    #[test]
    fn edits_around_a_lone_word_are_one() {
        let equal = |text: &str| Words::Equal(text.to_owned());
        let words = [
            equal("Read our "),
            Words::Delete("Harbour ".to_owned()),
            equal("Terms"),
            Words::Insert(" of Use".to_owned()),
            equal("."),
        ];
        let joined = joined(&words);
        let [swap] = &swaps(&joined)[..] else { panic!("{joined:?}") };
        assert_eq!(phrase(swap, false, AMONG).as_deref(), Some("“Harbour Terms” became “Terms of Use”"));
    }
}
