//! Sentences that say in one place what others said in another: in a document that was put together anew a rule stands in
//! a clause that came, its earlier wording in one that went. Held against each other they tell what became of the rule;
//! each alone would be a rule that is new and one that is gone.

use super::scan::holds;
use std::ops::Range;

use super::align::Budget;
use super::build::{Builder, Part};
use super::effects::{Actor, Force, Found, Whole, acting, of_rewording, of_whole, quote, reversed, split_sentences};
use super::next_of_kin::next_of_kin;
use super::standing::{Newness, Rule, named};
use super::tokens::Interner;
use super::words::edits;
use super::{ChangeKind, Side};
use crate::judge::Category;

/// More sentences of a side than these are not held against one another.
const MOST: usize = 300;
/// Fewer words that name a matter tell no sentence from another.
const FEWEST: usize = 3;
/// Kin so alike say the same; what is less so is held only to its numbers.
const SURE: f32 = 0.6;
/// How the effects begin that tell of numbers.
const NUMBERS: &[&str] =
    &["deadline", "retention", "liability_cap", "amount", "age_limit", "share", "limit_lowered", "limit_raised"];

/// A sentence that came or went, or whose clause was reworded around it.
struct Sentence<'a> {
    part: usize,
    item: usize,
    text: &'a str,
    named: Vec<u64>,
}

impl Builder<'_> {
    /// Tells of sentences that went to another clause in other words what became of them, in place of telling that one came
    /// and one went; and of those that came to a reworded clause, or went from it.
    pub(super) fn restate(&self, parts: &mut [Part], interner: &mut Interner, budget: &mut Budget) {
        let (was, is) = (self.touched(parts, false), self.touched(parts, true));
        if was.len().max(is.len()) > MOST {
            return;
        }
        let [these, those] = [&was, &is].map(|all| all.iter().map(|s| &*s.named).collect::<Vec<&[u64]>>());
        let kin = next_of_kin(&these, &those);
        for (all, lone, came) in [(&was, &kin.lone[0], false), (&is, &kin.lone[1], true)] {
            let lone: Vec<&Sentence<'_>> = lone.iter().map(|&at| &all[at]).filter(|s| !leads(s.text)).collect();
            self.lone(parts, &lone, came);
        }
        for (alike, o, n) in kin.pairs {
            let (o, n) = (&was[o], &is[n]);
            let mut found = match o.part == n.part {
                false => self.across(parts, (o, n), alike >= SURE, interner, budget),
                true if alike >= SURE && !parts[n.part].found.iter().any(|f| tells_of(f, o, n)) => {
                    self.turned(o, n).into_iter().collect()
                }
                true => continue,
            };
            let (then, now) = (self.old_items[o.item].provision, self.new_items[n.item].provision);
            let topic = self.judged(self.new, now).or_else(|| self.judged(self.old, then));
            for found in &mut found {
                (found.topic, found.rule, found.beside) = (topic, Some(now), Some((then, now)));
            }
            parts[n.part].found.extend(found);
        }
    }

    /// What became of a sentence that stands in another clause now. `sure` says whether it is the same one for certain.
    fn across(
        &self,
        parts: &mut [Part],
        (o, n): (&Sentence<'_>, &Sentence<'_>),
        sure: bool,
        interner: &mut Interner,
        budget: &mut Budget,
    ) -> Vec<Found> {
        let (before, after) = (interner.tokens(o.text.to_owned()), interner.tokens(n.text.to_owned()));
        let edits = edits(&before, &after, interner, budget);
        let governed = match self.governors(o, n) {
            (Force::Forbids, _) | (_, Force::Forbids) => Force::Forbids,
            (_, governed) => governed,
        };
        let mut elsewhere = |word: &str| self.said.iter().all(|said| said.holds(word));
        let mut found = of_rewording(&before, &after, &edits, governed, &mut elsewhere);
        // That what a list banned says so itself now makes no ban of it, and what else a list names stands beside it still.
        let listed = |f: &Found| f.effect.id == "prohibition_narrowed" && f.effect.says.contains("no longer names");
        let other = |f: &Found| matches!(f.effect.id, "prohibition_added" | "prohibition_removed") || listed(f);
        let number = |f: &Found| NUMBERS.iter().any(|start| f.effect.id.starts_with(start));
        // Of notice each clause speaks in its own way.
        // A promise was given up only where the old sentence gives one.
        let gave = acting(o.text) == (Force::Forbids, Actor::Provider);
        found.retain(|f| f.effect.id != "commitment_withdrawn" || gave);
        for promise in found.iter_mut().filter(|f| f.effect.id == "commitment_withdrawn") {
            promise.effect.quote = Some(quote(o.text));
        }
        found.retain(|f| !other(f) && !f.effect.id.starts_with("notice_") && (sure || number(f)));
        if found.is_empty() && sure {
            found.extend(self.turned(o, n));
        }
        if sure || !found.is_empty() {
            let about = |found: &Found, came: bool, text: &str| {
                found.basis.came == came && found.basis.whole && found.basis.text.trim() == text.trim()
            };
            parts[o.part].found.retain(|f| !about(f, false, o.text));
            parts[n.part].found.retain(|f| !about(f, true, n.text));
        }
        parts[o.part].known = true;
        parts[n.part].known = true;
        found
    }

    /// Whether what one of two sentences forbids the other allows.
    fn turned(&self, o: &Sentence<'_>, n: &Sentence<'_>) -> Option<Found> {
        let (was, is) = self.governors(o, n);
        reversed((o.text, was), (n.text, is))
    }

    /// What stands above two sentences says of what they name.
    fn governors(&self, o: &Sentence<'_>, n: &Sentence<'_>) -> (Force, Force) {
        (self.governed(self.old, &self.old_items[o.item]), self.governed(self.new, &self.new_items[n.item]))
    }

    /// Tells of sentences that came to a reworded clause, or went from it, and have no kin.
    fn lone(&self, parts: &mut [Part], lone: &[&Sentence<'_>], came: bool) {
        for sentence in lone {
            let part = &mut parts[sentence.part];
            let said = |f: &Found| same(&f.basis.text, sentence.text) || f.basis.text.contains(sentence.text);
            if part.kind != ChangeKind::Reworded || part.found.iter().any(said) {
                continue;
            }
            let instead = part.lone.iter().any(|(other, _)| *other != came);
            part.lone.push((came, sentence.text.to_owned()));
            // What stands in the place of another sentence may be the same rule in words of its own.
            if instead {
                continue;
            }
            let other = &self.said[usize::from(!came)];
            let whole = Whole { text: sentence.text, governed: Force::States, came, judged: &|_| None };
            let mut found = of_whole(whole, &mut |word: &str| other.holds(word));
            // A rule is told as one that came or went only where the other version has none like it.
            found.retain(|f| Rule::of(f.effect.id).is_none_or(|rule| self.newness(f, rule) == Newness::New));
            // Nor is a ban new that only leads in what the list below it banned before.
            let leads = came && self.leads_kept(&self.new_items[sentence.item]);
            found.retain(|f| f.effect.id != "prohibition_added" || !leads);
            part.found.extend(found);
        }
    }

    /// What judging finds in a provision first.
    fn judged(&self, side: Side<'_>, provision: usize) -> Option<Category> {
        side.judgements.get(provision)?.findings.first().map(|f| f.category)
    }

    /// The sentences of a side that the other one does not have word for word in their place.
    fn touched<'s>(&'s self, parts: &[Part], came: bool) -> Vec<Sentence<'s>> {
        let (items, kind) = match came {
            true => (self.new_items, ChangeKind::Added),
            false => (self.old_items, ChangeKind::Removed),
        };
        let mut all = Vec::new();
        for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.reasons.is_none()) {
            let own = if came { &part.new } else { &part.old };
            if part.kind != kind && part.kind != ChangeKind::Reworded {
                continue;
            }
            let other = (if came { &part.before } else { &part.after }).as_deref().unwrap_or_default();
            for &item in own.iter().filter(|&&item| items[item].heading.is_none()) {
                let text = items[item].text;
                let sentence = |range: Range<usize>| {
                    let text = unmarked(text[range].trim());
                    let kept = part.kind == ChangeKind::Reworded && holds(other, text);
                    let named = if kept { Vec::new() } else { named(text) };
                    (named.len() >= FEWEST).then_some(Sentence { part: at, item, text, named })
                };
                all.extend(split_sentences(text).into_iter().filter_map(sentence));
            }
        }
        all
    }
}

/// Whether an effect tells of one of two sentences.
fn tells_of(found: &Found, o: &Sentence<'_>, n: &Sentence<'_>) -> bool {
    let quoted = |text: &str| found.effect.quote.as_deref().is_some_and(|q| text.contains(q.trim_end_matches(" …")));
    [o.text, n.text].iter().any(|text| same(&found.basis.text, text) || quoted(text))
}

/// Whether the words that an effect rests on are of a sentence.
fn same(basis: &str, sentence: &str) -> bool {
    !basis.is_empty() && sentence.contains(basis.trim())
}

/// Whether a sentence only leads in what follows.
fn leads(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with([':', '：']) || [" that", " to", " following", " may not"].iter().any(|end| text.ends_with(end))
}

/// A sentence without the number or letter that stands before it: "A.1 You may …", "(b) …".
fn unmarked(text: &str) -> &str {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let bare = first.trim_matches(|c: char| matches!(c, '(' | ')' | '.'));
    let marks = bare.len() <= 6
        && bare.len() < first.len() + usize::from(bare.contains('.'))
        && bare.split('.').all(|part| part.len() == 1 || part.parse::<u32>().is_ok());
    if marks && !rest.is_empty() { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::effect_lines;

    #[test]
    fn a_rule_that_went_to_another_clause_is_held_against_its_earlier_wording() {
        let old = "# Harbour rules\n\n## Cameras\n\nGulls sleep on the pier.\n\nRecordings from the crane are kept for 60 days in the tower.\n\n\
                   ## Keepers\n\nYou must not:\n\n- paint the copper lanterns;\n- feed the seals.\n";
        let new = "# Harbour rules\n\n## Keepers\n\nYou must not:\n\n- feed the seals.\n\nYou may:\n\n- paint the copper lanterns of your boat;\n- sleep.\n\n\
                   ## Cameras\n\nGulls sleep on the pier.\n\n## Towers\n\nIn the tower we keep recordings from the crane for 30 days.\n";
        let lines = effect_lines(old, new);
        assert!(lines.iter().any(|line| line.contains("30 days instead of 60 days")), "{lines:?}");
        assert!(lines.iter().any(|line| line.starts_with("What was banned is now allowed")), "{lines:?}");
    }

    #[test]
    fn numbers_and_letters_before_a_sentence_are_no_words_of_it() {
        for (text, bare) in [
            ("A.1 You may sail.", "You may sail."),
            ("(b) sail at night", "sail at night"),
            ("3.2.1 Lamps burn.", "Lamps burn."),
            ("A sailor sleeps.", "A sailor sleeps."),
            ("I sleep.", "I sleep."),
        ] {
            assert_eq!(unmarked(text), bare);
        }
    }
}
