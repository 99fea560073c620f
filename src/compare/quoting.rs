//! How a headline quotes what changed: whole phrases, with as much of the words around them as a reader needs to tell what
//! became what, cut where a clause ends.

use std::cell::OnceCell;

use super::prose::clipped;
use super::standing::stem_set;
use super::swaps::{Swap, clean, joined, phrase, says, swaps};
use super::weight::{binding, pronouns, trifling};
use super::{Change, ChangeKind, Side, Words};
use crate::text::normalize;

/// How much of a text is quoted where it is the only thing told; where there are others.
const ALONE: usize = 120;
pub(super) const AMONG: usize = 80;

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

fn reworded(change: &Change, limit: usize, last: bool, elsewhere: &Elsewhere<'_>) -> Option<String> {
    let words = joined(&change.words);
    let all = swaps(&words);
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
        (!trifling(&words), binding(&words).min(1), size)
    };
    let told = all.iter().filter(|s| fresh(s) || s.come.is_empty() && gone(s)).max_by_key(rank);
    let Some(told) = told else { return phrase(all.iter().max_by_key(rank).filter(|_| last)?, false, limit) };
    // What stands elsewhere still did not become something else.
    let gone = if gone(told) || stem_set(told.gone).is_empty() { told.gone } else { "" };
    phrase(&Swap { gone, ..told.clone() }, gone != told.gone, limit)
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
