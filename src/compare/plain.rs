//! What a rewording says where nothing else is known of it: the sentences and phrases that came or went, in the policy's own
//! words. True by itself, and as much as a reader needs to see what a long clause now says.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use super::build::{Builder, Part};
use super::effects::{Basis, Force, Found, Rule, quote, shorten};
use super::prose::capital;
use super::standing::{CAME, SECTION, named, stem_set};
use super::swaps::{Swap, clean, joined, phrase, swaps};
use super::ties::small;
use super::weight::{binding, trifling};
use super::{ChangeKind, Direction};
use crate::judge::Severity;

/// The effect that says no more than what a clause says.
pub(super) const QUOTES: &str = "wording_changed";
/// So many phrases of a clause are told, …
const MOST: usize = 3;
/// … so much of each, and of a sentence in the headline.
const LONGEST: usize = 110;
const BRIEF: usize = 80;
/// Longer phrases are sought in the rest of the other version.
const LONG: usize = 5;

impl Builder<'_> {
    /// Tells of reworded clauses the sentences and phrases that came or went, as far as no effect does.
    pub(super) fn plainly(&self, parts: &mut [Part]) {
        let mut lines: FxHashSet<String> = FxHashSet::default();
        for part in parts.iter_mut().filter(|part| part.kind == ChangeKind::Reworded && part.reasons.is_none()) {
            for (came, text) in std::mem::take(&mut part.lone) {
                let said = |f: &Found| text.contains(f.basis.text.trim()) || f.basis.text.contains(&text);
                if !trifling(&text) && !part.found.iter().any(said) && !self.says(&text, came) {
                    part.found.push(sentence(&text, came));
                }
            }
            let words = joined(&part.words);
            let mut telling: Vec<(usize, Swap<'_>)> = swaps(&words).into_iter().enumerate().collect();
            telling.retain(|(_, swap)| lone(swap) && phrased(swap));
            if telling.is_empty() {
                continue;
            }
            let [was, is] = [&part.before, &part.after].map(|text| named(text.as_deref().unwrap_or_default()));
            let known: Vec<Vec<u64>> = part.found.iter().map(|found| stem_set(&found.effect.text())).collect();
            let told = |swap: &Swap<'_>| {
                let said = stem_set(&format!("{} {}", swap.gone, swap.come));
                let common = |known: &Vec<u64>| said.iter().filter(|stem| known.binary_search(stem).is_ok()).count();
                known.iter().any(|known| common(known) * 2 >= said.len())
            };
            let long = |text: &str| text.split_whitespace().count() >= LONG;
            let stands = |swap: &Swap<'_>| {
                long(swap.come) && self.says(swap.come, true) || long(swap.gone) && self.says(swap.gone, false)
            };
            telling.retain(|(_, swap)| names_more(swap, &was, &is) && !told(swap) && !stands(swap));
            // Those that bind most, in the order of the text.
            telling.sort_by_key(|(_, swap)| Reverse(binding(&format!("{} {}", swap.gone, swap.come))));
            telling.truncate(MOST);
            telling.sort_by_key(|(at, _)| *at);
            let phrases = telling.iter().filter_map(|(_, swap)| phrase(swap, false, LONGEST));
            // What took the place of what the difference of words shows better; what many clauses say is told once.
            let plain = |line: &String| !line.contains("” became “") && lines.insert(line.clone());
            let found = |line: String| Found::new(QUOTES, Direction::Neutral, Severity::None, "", capital(&line));
            part.found.extend(phrases.filter(plain).map(found));
        }
    }

    /// Whether the other version says in some clause what came, or went.
    fn says(&self, text: &str, came: bool) -> bool {
        let (standing, least) = if came { (self.old_standing(), CAME) } else { (self.new_standing(), SECTION) };
        standing.holds(text, least, false, &[])
    }
}

/// Tells of a sentence. One that binds someone is told in the headline, too.
fn sentence(text: &str, came: bool) -> Found {
    let (says, turn) = if came { ("Now says", "is new") } else { ("No longer says", "is gone") };
    // So does what the provider rules out, and what costs something.
    let rules = Rule::of(text, Force::States).is_some() || text.contains(['%', '$', '€', '£']);
    let (severity, short) = match binding(text).max(usize::from(rules)) {
        0 => (Severity::None, String::new()),
        n => (if n > 1 { Severity::Medium } else { Severity::Low }, format!("“{}” {turn}", shorten(text, BRIEF))),
    };
    let basis = Basis { text: text.to_owned(), came, whole: true };
    Found { basis, ..Found::new(QUOTES, Direction::Neutral, severity, short, says).quoting(quote(text)) }
}

/// Whether nothing but small words stood in the place of a phrase that came, or stands in the place of one that went.
fn lone(swap: &Swap<'_>) -> bool {
    let empty = |text: &str| text.split_whitespace().all(small);
    empty(swap.gone) != empty(swap.come)
}

/// Whether it is a phrase of its own that a reader can be told: some words, or what a list names.
fn phrased(swap: &Swap<'_>) -> bool {
    const FEW: usize = 2;
    let ties = |text: &str| {
        let text = text.trim();
        let opens = ["and ", "or ", ","].iter().any(|tie| text.starts_with(tie));
        opens || text.strip_suffix("or").unwrap_or(text).trim_end().ends_with(',')
    };
    let sides = [swap.gone, swap.come];
    let listed = swap.before.trim_end().ends_with(',') || swap.after.trim_start().starts_with(',');
    let says = listed || sides.iter().any(|text| ties(text) || text.split_whitespace().nth(FEW).is_some());
    says && clean(swap) && !trifling(&format!("{} {}", swap.gone, swap.come))
}

/// Whether most of what a phrase names stands in no place of the clause as it was, or is.
fn names_more(swap: &Swap<'_>, was: &[u64], is: &[u64]) -> bool {
    let came = !swap.come.split_whitespace().all(small);
    let (phrase, other) = if came { (swap.come, was) } else { (swap.gone, is) };
    let stems = named(phrase);
    let fresh = stems.iter().filter(|stem| other.binary_search(stem).is_err()).count();
    fresh > 0 && fresh * 2 >= stems.len()
}

#[cfg(test)]
mod tests {
    use crate::compare::testing::policy;
    use crate::compare::{Side, compare};
    use crate::judge::judge;

    fn lines(old: &str, new: &str) -> Vec<String> {
        let page = |text: &str| {
            policy(&format!("# Harbour rules\n\nGulls sleep on the pier.\n\n{text}\n\nBoats lie in rows.\n"))
        };
        let (old, new) = (page(old), page(new));
        let (was, is) = (judge(&old), judge(&new));
        let all = compare(Side { policy: &old, judgements: &was }, Side { policy: &new, judgements: &is });
        all.changes.iter().flat_map(|change| change.effects.iter().map(|effect| effect.text())).collect()
    }

    #[test]
    fn what_came_to_a_clause_or_went_is_told_in_its_own_words() {
        let old = "The keeper opens the gate at dawn for every boat. Lanterns hang from the northern mast.";
        let new = "At dawn the gate is opened by the keeper for every boat. Visitors are weighed by a machine beside the crane.";
        assert_eq!(
            lines(old, new),
            [
                "No longer says: “Lanterns hang from the northern mast”.",
                "Now says: “Visitors are weighed by a machine beside the crane”."
            ]
        );
        let (old, new) = ("Nets are dried on the quay.", "Nets are dried on the quay, beneath the copper lanterns.");
        assert_eq!(lines(old, new), ["“beneath the copper lanterns” is new."]);
    }

    #[test]
    fn other_words_for_the_same_are_not_told() {
        let old = "The keeper opens the gate at dawn for every boat that waits.";
        let new = "For every boat that waits the gate is opened by the keeper at dawn.";
        assert_eq!(lines(old, new), [""; 0]);
    }
}
