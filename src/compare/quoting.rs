//! How a headline quotes what changed: whole phrases, with as much of the words around them as a reader needs to tell what
//! became what, cut where a clause ends.

use std::cell::OnceCell;

use super::prose::clipped;
use super::standing::stem_set;
use super::ties::{ARTICLES, MODAL, bare, small};
use super::weight::{points_on, pronouns, ruling, trifling};
use super::{Change, ChangeKind, Side, Words};
use crate::sentence::ends_sentence;
use crate::text::normalize;

/// How much of a text is quoted where it is the only thing told; where there are others.
const ALONE: usize = 120;
const AMONG: usize = 80;
/// So many words of what stands around an edit are quoted on one side.
const AROUND: usize = 4;

/// What a change says, in its own words as far as a line holds them. `told` says whether it was told already that it came
/// or went, `alone` whether the line tells of nothing else, `last` whether there is nothing better to quote than what stands
/// elsewhere still.
pub(super) fn detail(
    change: &Change,
    (told, alone, last): (bool, bool, bool),
    elsewhere: &Elsewhere<'_>,
) -> Option<String> {
    let titles = || Some((change.before.as_deref()?, change.after.as_deref()?));
    let heading = change.old_provisions.is_empty() && change.new_provisions.is_empty();
    if let Some((was, is)) = titles().filter(|(was, is)| heading && was.len().max(is.len()) <= AMONG) {
        return Some(format!("{} became {}", clipped(was, AMONG), clipped(is, AMONG)));
    }
    let limit = if alone { ALONE } else { AMONG };
    let whole = |text: &Option<String>, what: &str, came: bool| {
        let lines = text.as_deref()?.lines().filter(|line| says(line) && (last || !elsewhere.has(came, line)));
        let quote = clipped(telling(lines)?, limit);
        Some(if told { quote } else { format!("{quote} {what}") })
    };
    match change.kind {
        ChangeKind::Reworded => reworded(change, limit, last, elsewhere),
        ChangeKind::Added => whole(&change.after, "is new", true),
        ChangeKind::Removed => whole(&change.before, "is gone", false),
        _ => None,
    }
}

/// Of several lines the first that is more than a word or two, if there is one.
fn telling<'t>(lines: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    const WORDS: usize = 3;
    let all: Vec<&str> = lines.collect();
    all.iter().find(|line| line.split_whitespace().count() >= WORDS).or(all.first()).copied()
}

/// What a detail quotes.
fn quotes(detail: &str) -> impl Iterator<Item = &str> {
    detail.split('“').skip(1).filter_map(|rest| rest.split('”').next())
}

/// Whether a detail tells nothing by itself: a word took the place of what it stands for, or the other way round.
pub(super) fn empty(detail: &str) -> bool {
    detail.contains("” became “") && quotes(detail).any(pronouns)
}

/// Whether a detail says what another one has said.
pub(super) fn repeats(detail: &str, known: &str) -> bool {
    let said = |text: &str| stem_set(&quotes(text).collect::<Vec<_>>().join(" "));
    let (this, before) = (said(detail), said(known));
    !this.is_empty() && this.iter().all(|stem| before.binary_search(stem).is_ok())
        || detail.to_lowercase() == known.to_lowercase()
}

/// So many words of a text that stand elsewhere are no chance; so many of a line are as good as all.
const FEWEST: usize = 8;
const SURE: usize = 14;
/// Of fewer stems most stand in some clause by chance.
const FEW_STEMS: usize = 4;

/// Both versions as texts, to see what stands in the other one all the same.
pub(super) struct Elsewhere<'a> {
    sides: [Side<'a>; 2],
    texts: [OnceCell<String>; 2],
    stems: [OnceCell<Vec<Vec<u64>>>; 2],
}

impl<'a> Elsewhere<'a> {
    pub(super) fn of(old: Side<'a>, new: Side<'a>) -> Self {
        Self { sides: [old, new], texts: Default::default(), stems: Default::default() }
    }

    /// Whether words that went begin with some that stand in the new version all the same.
    fn keeps(&self, text: &str) -> bool {
        self.holds(1, text, FEWEST)
    }

    /// Whether a line that came, or went, stands in the other version, or most of it in one clause there.
    fn has(&self, came: bool, line: &str) -> bool {
        let side = usize::from(!came);
        self.holds(side, line, SURE) || {
            let said = stem_set(line);
            let all = || self.sides[side].policy.provisions.iter().map(|p| stem_set(&p.text)).collect();
            let most = |other: &Vec<u64>| {
                said.iter().filter(|stem| other.binary_search(stem).is_ok()).count() * 4 >= said.len() * 3
            };
            // Another number makes another clause of it.
            let numbered = line.contains(|c: char| c.is_ascii_digit());
            !numbered && said.len() >= FEW_STEMS && self.stems[side].get_or_init(all).iter().any(most)
        }
    }

    fn holds(&self, side: usize, text: &str, words: usize) -> bool {
        let start: Vec<&str> = text.split_whitespace().take(words).collect();
        let whole = || self.sides[side].policy.provisions.iter().map(|p| fold(&p.text)).collect::<Vec<_>>().join("\n");
        start.len() >= FEWEST && self.texts[side].get_or_init(whole).contains(&fold(&start.join(" ")))
    }
}

fn fold(text: &str) -> String {
    normalize(text).to_lowercase()
}

/// The words that came or went.
pub(super) fn changed_words(change: &Change) -> String {
    let edited = change.words.iter().filter_map(|w| match w {
        Words::Equal(_) => None,
        Words::Delete(text) | Words::Insert(text) => Some(text.as_str()),
    });
    let whole = [&change.before, &change.after].into_iter().flatten().filter(|_| change.words.is_empty());
    edited.chain(whole.map(String::as_str)).collect::<Vec<_>>().join(" ")
}

/// Words that another stretch took the place of, and what stands around both.
#[derive(Debug, Clone, Default)]
struct Swap<'a> {
    before: &'a str,
    gone: &'a str,
    come: &'a str,
    after: &'a str,
}

fn swaps(words: &[Words]) -> Vec<Swap<'_>> {
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
    let plain = |text: &str| text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || c == '-');
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    all.retain(|s| {
        let [gone, come]: [String; 2] = [s.gone, s.come].map(letters);
        gone != come || !plain(s.gone) || !plain(s.come)
    });
    all
}

fn reworded(change: &Change, limit: usize, last: bool, elsewhere: &Elsewhere<'_>) -> Option<String> {
    let all = swaps(&change.words);
    if let [only] = &all[..] {
        let lost = elsewhere.keeps(only.gone);
        return phrase(&Swap { gone: if lost { "" } else { only.gone }, ..only.clone() }, lost, limit);
    }
    let (was, is) = (change.before.as_deref().unwrap_or_default(), change.after.as_deref().unwrap_or_default());
    // What only went to another place of the clause, or is said in other words or short, neither came nor went.
    let tells = |text: &str| !stem_set(text).is_empty() || text.contains(|c: char| c.is_ascii_digit());
    let come = |s: &Swap<'_>| tells(s.come) && !stands(s.come, was) && !abbreviates(s.come.trim(), was);
    let gone = |s: &Swap<'_>| tells(s.gone) && !stands(s.gone, is) && !restated(s.gone, is) && !elsewhere.keeps(s.gone);
    let fresh = |s: &&Swap<'_>| come(s) && (s.gone.is_empty() || gone(s) || s.come.len() > 2 * s.gone.len());
    let rank = |s: &&Swap<'_>| {
        let words = format!("{} {}", s.gone, s.come);
        let size = s.gone.len().max(s.come.len()) * if clean(s) { 2 } else { 1 };
        (!trifling(&words), ruling(&words).min(1), size)
    };
    let told = all.iter().filter(|s| fresh(s) || s.come.is_empty() && gone(s)).max_by_key(rank);
    let Some(told) = told else { return phrase(all.iter().max_by_key(rank).filter(|_| last)?, false, limit) };
    // What stands elsewhere still did not become something else.
    let gone = if gone(told) || stem_set(told.gone).is_empty() { told.gone } else { "" };
    phrase(&Swap { gone, ..told.clone() }, gone != told.gone, limit)
}

/// "“30 days” became “7 days”", "“resell” is new". `lost` says whether what went is left out, since it stands elsewhere.
fn phrase(swap: &Swap<'_>, lost: bool, limit: usize) -> Option<String> {
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
        found.into_iter().rev().max_by_key(|s| (ruling(s), !points_on(s)))
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
fn clean(swap: &Swap<'_>) -> bool {
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

/// Whether most of what a text says stands in another.
fn stands(text: &str, other: &str) -> bool {
    shares(text, other) * 4 > stem_set(text).len() * 3
}

/// How many stems of a text another one has.
fn shares(text: &str, other: &str) -> usize {
    let others = stem_set(other);
    stem_set(text).iter().filter(|stem| others.binary_search(stem).is_ok()).count()
}

/// Whether half of what a text says stands in another, or its words do by their first letters.
fn restated(text: &str, other: &str) -> bool {
    let common = shares(text, other);
    let short = other.split(|c: char| !c.is_alphanumeric()).any(|word| abbreviates(word, text));
    short || common >= 3 && common * 2 >= stem_set(text).len()
}

/// Whether a word is made of the first letters of words that follow each other in a text.
fn abbreviates(word: &str, text: &str) -> bool {
    let capitals = (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let first = |word: &str| word.chars().next().map(|c| c.to_ascii_uppercase());
    capitals && text.split_whitespace().filter_map(first).collect::<String>().contains(word)
}

/// Whether a text holds more than punctuation.
fn says(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
