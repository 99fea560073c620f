//! What a rewording says where nothing else is known of it: the sentences and phrases that came or went, in the policy's own
//! words. True by itself, and as much as a reader needs to see what a long clause now says.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::build::{Builder, Part, provisions};
use super::effects::{Basis, Force, Found, Rule, quote, split_sentences};
use super::item::Item;
use super::prose::capital;
use super::scan::{holds_any, lower};
use super::standing::{SECTION, WENT, named, stem_set};
use super::swaps::{Swap, clean, joined, phrase, swaps};
use super::ties::{bare, small};
use super::weight::{binding, trifling};
use super::{ChangeKind, Direction, Side};
use crate::judge::Severity;

/// The effect that says no more than what a clause says.
pub(super) const QUOTES: &str = "wording_changed";
/// So many phrases of a clause are told, …
const MOST: usize = 3;
/// … and so much of each.
const LONGEST: usize = 110;
/// Longer phrases are sought in the rest of the other version.
const LONG: usize = 5;
/// How a phrase begins tells what it says where it names so many things; …
const BEGINNING: usize = 3;
/// … and a piece of it is found elsewhere by chance where it names fewer than these.
const TOGETHER: usize = 2;

impl Builder<'_> {
    /// Tells of reworded clauses the sentences and phrases that came or went, as far as no effect does. Of what rules nothing
    /// the difference of words tells enough.
    pub(super) fn plainly(&self, parts: &mut [Part]) {
        let mut lines: FxHashSet<String> = FxHashSet::default();
        // What is told of another clause is not told once more.
        let texts: Vec<String> = parts.iter().flat_map(|part| &part.found).map(|found| found.effect.text()).collect();
        let others = OnceCell::new();
        let others = || others.get_or_init(|| texts.iter().map(|text| stem_set(text)).collect::<Vec<Vec<u64>>>());
        for part in parts.iter_mut().filter(|part| part.kind == ChangeKind::Reworded && part.reasons.is_none()) {
            let sentences = std::mem::take(&mut part.lone);
            for (came, text) in sentences {
                let said = |f: &Found| text.contains(f.basis.text.trim()) || f.basis.text.contains(&text);
                if rules(&text) && !part.found.iter().any(said) && !self.says(&text, came) && !self.applies(&text, came)
                {
                    part.found.push(sentence(&text, came));
                }
            }
            let words = joined(&part.words);
            let mut telling: Vec<(usize, Swap<'_>)> = swaps(&words).into_iter().enumerate().collect();
            telling.retain(|(_, swap)| {
                !label(swap) && !lost_link(swap) && (lone(swap) && phrased(swap) || exchanged(swap))
            });
            // What stands in a clause that rules nothing seldom does.
            let ruling = |part: &Part| {
                self.judged_any(part)
                    || [&part.before, &part.after].iter().any(|text| text.as_deref().is_some_and(rules))
            };
            if telling.is_empty() || !ruling(part) {
                continue;
            }
            let [was, is] = [&part.before, &part.after].map(|text| named(text.as_deref().unwrap_or_default()));
            let known: Vec<Vec<u64>> = part.found.iter().map(|found| stem_set(&found.effect.text())).collect();
            let told = |swap: &Swap<'_>| {
                let said = stem_set(&format!("{} {}", swap.gone, swap.come));
                let common = |known: &Vec<u64>| said.iter().filter(|stem| known.binary_search(stem).is_ok()).count();
                let elsewhere =
                    || said.len() > TOGETHER && others().iter().any(|known| common(known) * 5 >= said.len() * 4);
                known.iter().any(|known| common(known) * 2 >= said.len()) || !exchanged(swap) && elsewhere()
            };
            let stands =
                |swap: &Swap<'_>| self.stands_somewhere(swap.come, true) || self.stands_somewhere(swap.gone, false);
            telling
                .retain(|(_, swap)| !told(swap) && (exchanged(swap) || names_more(swap, &was, &is) && !stands(swap)));
            // Those that bind most, in the order of the text.
            telling.sort_by_key(|(_, swap)| Reverse(binding(&format!("{} {}", swap.gone, swap.come))));
            telling.truncate(MOST);
            telling.sort_by_key(|(at, _)| *at);
            for (_, swap) in &telling {
                // What took the place of what the difference of words shows better; what many clauses say is told once.
                let line = phrase(swap, false, LONGEST).filter(|line| exchanged(swap) || !line.contains("” became “"));
                if let Some(line) = line.filter(|line| lines.insert(line.clone())) {
                    part.found.push(Found::new(QUOTES, Direction::Neutral, Severity::None, "", capital(&line)));
                }
            }
        }
    }

    /// Whether judging finds anything in the clauses of a change.
    fn judged_any(&self, part: &Part) -> bool {
        let any = |side: Side<'_>, items: &[Item<'_>], at: &[usize]| {
            let found = |at: &usize| side.judgements.get(*at).is_some_and(|j| !j.findings.is_empty());
            provisions(items, at).iter().any(found)
        };
        any(self.old, self.old_items, &part.old) || any(self.new, self.new_items, &part.new)
    }

    /// Whether a sentence only says what the document applies to, and the other version says so, too, of whatever it is.
    fn applies(&self, text: &str, came: bool) -> bool {
        const TO: [&str; 2] = [" apply to ", " applies to "];
        let lower = lower(text);
        let own = ["these ", "this ", "our ", "the "].iter().any(|start| lower.trim_start().starts_with(start));
        own && holds_any(&lower, &TO) && TO.iter().any(|to| self.said[usize::from(!came)].holds(to))
    }

    /// Whether the other version has a phrase that came, or went, in some clause: most of it, most of how it begins, or all of one
    /// of the things that it lists.
    fn stands_somewhere(&self, phrase: &str, came: bool) -> bool {
        const BEGINS: f32 = 0.6;
        const ALL: f32 = 0.85;
        let long = phrase.split_whitespace().count() >= LONG;
        let standing = if came { self.old_standing() } else { self.new_standing() };
        let piece = |(at, piece): (usize, &str)| {
            let names = named(piece).len();
            let least = if at == 0 && names >= BEGINNING { BEGINS } else { ALL };
            names >= TOGETHER && standing.holds(piece, least, false, &[])
        };
        // Of two sentences that went one may live on, however short.
        let sentence = |range: Range<usize>| {
            let sentence = &phrase[range];
            !named(sentence).is_empty() && standing.holds(sentence, ALL, false, &[])
        };
        let sentences = || split_sentences(phrase);
        long && self.says(phrase, came)
            || self.applies(phrase, came)
            || !came && sentences().len() > 1 && sentences().into_iter().any(sentence)
            || phrase.split([',', ';', '(', ')']).enumerate().any(piece)
    }

    /// Whether the other version says in some clause what came, or went. That something is gone needs the stronger proof.
    fn says(&self, text: &str, came: bool) -> bool {
        let (standing, least) = if came { (self.old_standing(), SECTION) } else { (self.new_standing(), WENT) };
        standing.holds(text, least, false, &[])
    }
}

/// Whether a sentence rules something, costs something or names a number, and does not only point to where more stands.
fn rules(text: &str) -> bool {
    let tells = binding(text) > 0 || text.contains(|c: char| c.is_ascii_digit() || "%$€£".contains(c));
    (tells || Rule::of(text, Force::States).is_some()) && !trifling(text)
}

/// Tells of a sentence.
fn sentence(text: &str, came: bool) -> Found {
    let says = if came { "Now says" } else { "No longer says" };
    let basis = Basis { text: text.to_owned(), came, whole: true };
    Found { basis, ..Found::new(QUOTES, Direction::Neutral, Severity::None, "", says).quoting(quote(text)) }
}

/// Whether it is only a name that was put before a clause, or taken from there: "Quiet hours. …".
fn label(swap: &Swap<'_>) -> bool {
    const WORDS: usize = 6;
    let names = |text: &str| text.trim_end().ends_with(['.', ':']) && text.split_whitespace().count() <= WORDS;
    swap.before.trim().is_empty()
        && (names(swap.come) || names(swap.gone))
        && (swap.come.is_empty() || swap.gone.is_empty())
}

/// Whether the words of a link went with the link when the page was kept, which leaves a hole ("you can [report it to us]."), or
/// are an address.
fn lost_link(swap: &Swap<'_>) -> bool {
    const OPEN: &[&str] = &["can", "may", "please", "to", "the", "our", "your", "at", "in", "see", "or", "and", "with"];
    let last = swap.before.split_whitespace().next_back().map(bare).unwrap_or_default();
    let hole = swap.come.trim().is_empty()
        && OPEN.contains(&last.as_str())
        && swap.after.trim_start().starts_with(['.', ',', ';', ')']);
    hole || [swap.gone, swap.come].iter().any(|text| text.contains('@') || text.contains("[at]"))
}

/// Whether nothing but small words stood in the place of a phrase that came, or stands in the place of one that went.
fn lone(swap: &Swap<'_>) -> bool {
    let empty = |text: &str| text.split_whitespace().all(small);
    empty(swap.gone) != empty(swap.come)
}

/// Words of which one in the place of another makes another rule: how many, who of several, how far, how often, the default.
const EXCHANGED: &[&[&str]] = &[
    &["any", "all", "each", "every", "both", "either", "some", "most", "several", "many", "certain", "none"],
    &["first", "last"],
    &["before", "after", "during"],
    &["least", "most"],
    &["maximum", "minimum"],
    &["more", "less", "fewer"],
    &["above", "below"],
    &["on", "off"],
    &["enabled", "disabled"],
    &["wholly", "partly", "mainly", "solely", "primarily"],
    &["always", "usually", "normally", "generally", "never", "rarely", "sometimes"],
    &["daily", "weekly", "monthly", "quarterly", "yearly", "annually"],
    &["one", "two", "three", "four", "five", "six", "seven", "ten", "twelve"],
    &["gross", "net"],
    &["free", "paid"],
    &["public", "private"],
    &["reasonable", "sole", "absolute", "best"],
    &["will", "may", "must", "should", "can"],
];

/// Whether such a word took the place of another within few words.
fn exchanged(swap: &Swap<'_>) -> bool {
    const FEW: usize = 5;
    let words = |text: &str| text.split_whitespace().map(bare).collect::<Vec<String>>();
    let (gone, come) = (words(swap.gone), words(swap.come));
    let alone = |class: &[&str], these: &[String], those: &[String]| {
        these.iter().any(|word| class.contains(&word.as_str()) && !those.contains(word))
    };
    let turns = |class: &&[&str]| alone(class, &gone, &come) && alone(class, &come, &gone);
    gone.len().max(come.len()) <= FEW && EXCHANGED.iter().any(turns)
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
    use super::*;
    use crate::compare::testing::effect_lines;

    fn lines(old: &str, new: &str) -> Vec<String> {
        let page =
            |text: &str| format!("# Harbour rules\n\nGulls sleep on the pier.\n\n{text}\n\nBoats lie in rows.\n");
        effect_lines(&page(old), &page(new))
    }

    #[test]
    fn what_came_to_a_clause_or_went_is_told_in_its_own_words() {
        let old = "The keeper opens the gate at dawn for every boat. Lanterns are lent for 3 nights without a fee.";
        let new =
            "At dawn the gate is opened by the keeper for every boat. Visitors pay 2% of their catch at the crane.";
        assert_eq!(
            lines(old, new),
            [
                "No longer says: “Lanterns are lent for 3 nights without a fee”.",
                "Now says: “Visitors pay 2% of their catch at the crane”."
            ]
        );
        let old = "Nets dry on the quay for 3 days.";
        let new = "Nets dry on the quay for 3 days, beneath the copper lanterns.";
        assert_eq!(lines(old, new), ["“beneath the copper lanterns” is new."]);
        let (old, new) =
            ("Boats pay 2% at the request of both keepers.", "Boats pay 2% at the request of either keeper.");
        assert_eq!(lines(old, new), ["“both keepers” became “either keeper”."]);
    }

    #[test]
    fn a_name_before_a_clause_and_the_words_of_lost_links_are_no_news() {
        let (old, new) = ("Boats pay 2% of their catch.", "Fees for boats. Boats pay 2% of their catch.");
        assert_eq!(lines(old, new), [""; 0]);
        let swap = |before, gone, after| Swap { before, gone, come: "", after };
        assert!(lost_link(&swap("If your berth leaks, you can ", "report it to us", ". Gulls sleep.")));
        assert!(lost_link(&swap("Write to ", "the keeper (keeper@harbour.example)", " before dawn.")));
        assert!(!lost_link(&swap("You may moor at the pier ", "for 3 nights", ".")));
        assert!(!lost_link(&swap("You can ", "never", " moor here.")));
    }

    #[test]
    fn to_what_the_rules_apply_is_not_gone_where_it_is_told_in_other_words() {
        let old = "Boats pay 2% of their catch. These rules apply to nets, crates and lanterns of copper.";
        let new = "Boats pay 2% of their catch.";
        assert_eq!(lines(old, new).len(), 1);
        let told = "Our policy applies to everyone who comes by boat.\n\n";
        let all = lines(old, &format!("{told}{new}"));
        assert!(!all.iter().any(|line| line.contains("lanterns of copper")), "{all:?}");
    }

    #[test]
    fn a_phrase_that_stands_elsewhere_in_the_other_version_is_not_new() {
        let page = |text: &str| {
            format!(
                "# Harbour rules\n\nNets dry on the quay for 3 days{text}.\n\nGulls sleep beneath copper lanterns near the crane.\n\nBoats lie in rows.\n"
            )
        };
        let lines = |phrase: &str| effect_lines(&page(""), &page(phrase));
        assert_eq!(lines(", beneath copper lanterns"), [""; 0]);
        assert_eq!(lines(", on wooden racks, beneath copper lanterns"), [""; 0]);
        assert_eq!(lines(", beneath wooden racks").len(), 1);
    }

    #[test]
    fn of_two_sentences_that_went_neither_is_gone_where_one_lives_on() {
        let page = |nets: &str, crane: &str| {
            format!(
                "# Harbour rules\n\nGulls sleep on the pier.\n\nNets dry on the quay for 3 days.{nets}\n\nKeepers rest near the crane.{crane}\n\nBoats lie in rows.\n"
            )
        };
        let gone = " We are no parliament. Row with care or lose your oars.";
        let told = |crane: &str| effect_lines(&page(gone, ""), &page("", crane)).join(" ");
        assert!(told("").contains("parliament"), "{}", told(""));
        assert!(!told(" Our keepers are no parliament either.").contains("parliament"));
    }

    #[test]
    fn other_words_for_the_same_are_not_told() {
        let old = "The keeper opens the gate at dawn for every boat that waits.";
        let new = "For every boat that waits the gate is opened by the keeper at dawn.";
        assert_eq!(lines(old, new), [""; 0]);
    }
}
