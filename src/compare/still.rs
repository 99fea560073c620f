//! Whether a document that was written anew says what it said: each sentence finds its own in the other version, with
//! the same numbers, and rules as much. That nothing else was found is said then, no more.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Side;
use super::effects::{Force, ruling, split_sentences};
use super::scan::lowercase;
use super::spelling::canonical;
use super::standing::named;

/// So much of what all sentences name, by weight, stands each in its own of the other version; …
const MOSTLY: f32 = 0.68;
/// … and so much of what one names, …
const LEAST: f32 = 0.3;
/// … but for one of so many: a greeting, a list of contents.
const MANY: usize = 12;
/// Longer documents have more sentences than can be held against one another.
const SENTENCES: usize = 300;

/// A sentence by the words that name its matter, and what it makes of that.
struct Said {
    named: Vec<u64>,
    force: Force,
}

/// Whether neither version says what the other does not.
pub(super) fn still(old: Side<'_>, new: Side<'_>) -> bool {
    let (was, is) = (said(old), said(new));
    if was.len().max(is.len()) > SENTENCES || numbers(old) != numbers(new) {
        return false;
    }
    let mut holders: FxHashMap<u64, f32> = FxHashMap::default();
    for stem in was.iter().chain(&is).flat_map(|s| &s.named) {
        *holders.entry(*stem).or_default() += 1.0;
    }
    let all = (was.len() + is.len()) as f32;
    let weight = |stem: &u64| (1.0 + all / holders[stem]).ln();
    within(&was, &is, &weight) && within(&is, &was, &weight)
}

/// Whether what some sentences say stands in others.
fn within(these: &[Said], others: &[Said], weight: &dyn Fn(&u64) -> f32) -> bool {
    let (mut whole, mut found, mut lone) = (0.0, 0.0, 0);
    for this in these {
        let sum: f32 = this.named.iter().map(weight).sum();
        let held = |other: &Said| {
            let common = this.named.iter().filter(|stem| other.named.binary_search(stem).is_ok());
            common.map(weight).sum::<f32>()
        };
        let best = others.iter().map(|other| (held(other), other)).max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((best, own)) = best else { return false };
        // What may be done now and had to be, or was banned.
        let turned = (this.force == Force::Allows) != (own.force == Force::Allows);
        if turned && this.force != Force::States && own.force != Force::States {
            return false;
        }
        whole += sum;
        found += best;
        lone += usize::from(best < sum * LEAST);
    }
    found >= whole * MOSTLY && lone * MANY <= these.len()
}

fn said(side: Side<'_>) -> Vec<Said> {
    const FEWEST: usize = 3;
    let texts = side.policy.provisions.iter().map(|p| &*p.text);
    let sentences = texts.flat_map(|text| split_sentences(text).into_iter().map(move |range| &text[range]));
    let said = sentences.map(|s| Said { named: named(s), force: ruling(s).0 });
    said.filter(|said| said.named.len() >= FEWEST).collect()
}

/// The numbers that a version names, whether in words or figures; weeks as days. What points to other places of the text,
/// and dates, are no such numbers.
fn numbers(side: Side<'_>) -> BTreeSet<u64> {
    const PLACES: &[&str] = &["section", "sections", "part", "rule", "rules", "paragraph", "clause", "article", "item"];
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const YEARS: std::ops::RangeInclusive<u64> = 1900..=2100;
    let mut all = BTreeSet::new();
    for provision in &side.policy.provisions {
        let lower = lowercase(&provision.text);
        let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || c == '-').collect();
        for (at, word) in words.iter().enumerate() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            // "One" is as often no number.
            let figure = match WORDS.iter().find(|w| w.0 == bare) {
                Some((_, figure)) => Cow::Borrowed(*figure),
                None if bare == "one" => continue,
                None => canonical(bare),
            };
            let Some(number) = figure.parse().ok().filter(|n| !YEARS.contains(n)) else { continue };
            let (before, next) =
                (at.checked_sub(1).map_or("", |at| words[at]), words.get(at + 1).copied().unwrap_or(""));
            let month = |word: &str| MONTHS.iter().any(|month| word.starts_with(month));
            if PLACES.contains(&before) || number <= 31 && (month(before) || month(next)) {
                continue;
            }
            let weeks = next.starts_with("week");
            all.insert(if weeks { number * 7 } else { number });
        }
    }
    all
}

/// Words that stand for a number here, beside those that are one.
const WORDS: &[(&str, &str)] = &[("twice", "2"), ("sixteen", "16"), ("half", "50"), ("halves", "50")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::policy;
    use crate::judge::judge;

    #[test]
    fn other_words_are_told_from_other_rules() {
        let old = "# Harbour rules\n\nKeepers must not paint lanterns near the cranes.\n\nWe keep the berth papers of every boat for 14 days.\n\n\
                   You may moor two boats at the eastern pier.\n";
        let new = "# Rules of the harbour\n\nNear the cranes keepers must not be painting lanterns.\n\n\
                   For two weeks the berth papers of every boat are kept.\n\nAt the eastern pier you may moor two boats.\n";
        let same = |old: &str, new: &str| {
            let (old, new) = (policy(old), policy(new));
            let (was, is) = (judge(&old), judge(&new));
            still(Side { policy: &old, judgements: &was }, Side { policy: &new, judgements: &is })
        };
        assert!(same(old, new));
        assert!(!same(old, &new.replace("two weeks", "three weeks")));
        assert!(!same(old, &new.replace("you may moor", "you must moor")));
        assert!(!same(old, &format!("{new}\nGulls that nest between ropes are counted by wardens.\n")));
    }
}
