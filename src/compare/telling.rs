//! From differences to changes: adjacent ones of one kind in one block together, each with what it does.

use super::build::{Builder, Part, provisions};
use super::effects::{Found, Rule};
use super::furniture::failed;
use super::item::Item;
use super::materiality::Reason;
use super::plain::QUOTES;
use super::prose::{TITLE, clipped};
use super::scan::{holds, lowercase};
use super::sections::{Row, Section, sections};
use super::standing::SECTION;
use super::summary::{Told, direction};
use super::{Change, ChangeKind, Direction, Effect, Materiality, Side};
use crate::judge::{Category, Severity};
use crate::read::Provision;

impl Builder<'_> {
    pub(super) fn together(&self, parts: Vec<Part>) -> Vec<Told> {
        let mut out: Vec<Part> = Vec::new();
        for part in parts {
            match out.last_mut() {
                Some(last) if self.continues(last, &part) => {
                    let join = |a: &mut Option<String>, b: Option<String>| {
                        if let (Some(a), Some(b)) = (a, b) {
                            a.push('\n');
                            a.push_str(&b);
                        }
                    };
                    join(&mut last.before, part.before);
                    join(&mut last.after, part.after);
                    last.found.extend(part.found);
                    last.known |= part.known;
                    last.old.extend(part.old);
                    last.new.extend(part.new);
                    if let (Some(all), Some(more)) = (&mut last.reasons, part.reasons) {
                        all.extend(more);
                    }
                }
                _ => out.push(part),
            }
        }
        let come = sections(&Row {
            policy: self.new.policy,
            items: self.new_items,
            loose: &|j| self.new_link[j].is_none(),
            known: &|item| self.is_said(true, item.text),
        });
        let gone = sections(&Row {
            policy: self.old.policy,
            items: self.old_items,
            loose: &|i| self.old_link[i].is_none(),
            known: &|item| self.is_said(false, item.text),
        });
        // Where a part of the page failed to load nothing is known to be gone, nor new.
        let known = |sections: Vec<Section>, other: &[Item<'_>]| {
            let failed = !sections.is_empty() && other.iter().any(|item| failed(item.text));
            if failed { Vec::new() } else { sections }
        };
        let (gone, come) = (known(gone, self.new_items), known(come, self.old_items));
        let within = |all: &[Section], at: &[usize]| {
            all.iter().find(|s| at.first().is_some_and(|first| s.items.contains(first))).map(|s| s.title.clone())
        };
        let told = |part: Part| {
            let section = match part.kind {
                ChangeKind::Added => within(&come, &part.new),
                ChangeKind::Removed => within(&gone, &part.old),
                _ => None,
            };
            let section = section.or_else(|| self.titled(&part));
            Told { section, ..self.change(part) }
        };
        out.into_iter().map(told).collect()
    }

    /// Whether the other version, too, says what came or went.
    fn is_said(&self, came: bool, text: &str) -> bool {
        let other = if came { self.old_standing() } else { self.new_standing() };
        other.holds(text, SECTION, false, &[])
    }

    /// The line that stands over a block that came or went, where it is a title by its shape: "What do we do with reports?"
    fn titled(&self, part: &Part) -> Option<String> {
        const WORDS: usize = 25;
        let (items, side, at) = match part.kind {
            ChangeKind::Added => (self.new_items, self.new, &part.new),
            ChangeKind::Removed => (self.old_items, self.old, &part.old),
            _ => return None,
        };
        let [first, rest @ ..] = &at[..] else { return None };
        let title = &items[*first];
        let words = |i: &usize| items[*i].text.split_whitespace().count();
        let provision = &side.policy.provisions[title.provision];
        let shaped = title.heading.is_none()
            && provision.lead_in.is_none()
            && title.marker.is_none()
            && words(first) <= 14
            && title.text.starts_with(char::is_uppercase)
            && title.text.ends_with('?');
        let told = shaped
            && part.reasons.is_none()
            && rest.iter().all(|i| items[*i].heading.is_none())
            && rest.iter().map(words).sum::<usize>() >= WORDS;
        let known = |i: &&usize| self.is_said(part.kind == ChangeKind::Added, items[**i].text);
        let told = told && rest.iter().filter(known).count() * 2 < rest.len();
        told.then(|| clipped(title.text, TITLE))
    }

    pub(super) fn continues(&self, last: &Part, next: &Part) -> bool {
        let follows = |a: &[usize], b: &[usize]| match (a.last(), b.first()) {
            (None, None) => true,
            (Some(a), Some(b)) => a + 1 == *b,
            _ => false,
        };
        if last.kind != next.kind
            || last.kind == ChangeKind::Reworded
            || last.reasons.is_some() != next.reasons.is_some()
            || !follows(&last.old, &next.old)
            || !follows(&last.new, &next.new)
        {
            return false;
        }
        let block = |items: &[Item<'_>], side: Side<'_>, at: usize| {
            let item = &items[at];
            let path = &side.policy.provisions[item.provision].path;
            path[..item.heading.map_or(path.len(), |h| h + 1)].to_vec()
        };
        match (last.new.last(), next.new.first(), last.old.last(), next.old.first()) {
            (Some(&a), Some(&b), ..) => block(self.new_items, self.new, a) == block(self.new_items, self.new, b),
            (.., Some(&a), Some(&b)) => block(self.old_items, self.old, a) == block(self.old_items, self.old, b),
            _ => false,
        }
    }

    /// For or against the reader, by the effects. Without any, a clause that came may as well be a help as a limit; and what came
    /// with bans is no help, though no effect tells of them.
    fn turn(&self, part: &Part) -> Direction {
        let weighing = part.found.iter().filter(|f| weighs(f)).map(|f| (f.direction, f.severity));
        let turned = if weighing.clone().next().is_some() { direction(weighing) } else { Direction::Neutral };
        let bans = |at: &usize| {
            let item = &self.new_items[*at];
            item.heading.is_none() && Rule::of(item.text, self.governed(self.new, item)) == Some(Rule::Ban)
        };
        match turned {
            Direction::Better if part.kind == ChangeKind::Added && part.new.iter().any(bans) => Direction::Neutral,
            turned => turned,
        }
    }

    pub(super) fn change(&self, part: Part) -> Told {
        let old_provisions = provisions(self.old_items, &part.old);
        let new_provisions = provisions(self.new_items, &part.new);
        let path = match part.new.first() {
            Some(&j) => self.new_items[j].path(self.new.policy),
            None => self.old_items[part.old[0]].path(self.old.policy),
        };
        let judged = |side: Side<'_>, at: &[usize]| -> Vec<(Category, Severity)> {
            let findings = at.iter().filter_map(|&i| side.judgements.get(i)).flat_map(|j| &j.findings);
            findings.map(|f| (f.category, f.severity)).collect()
        };
        let mut findings = judged(self.new, &new_provisions);
        if findings.is_empty() || part.kind == ChangeKind::Removed {
            findings = judged(self.old, &old_provisions);
        }
        findings.sort_by_key(|f| std::cmp::Reverse(f.1));
        let mut categories: Vec<Category> = Vec::new();
        for &(category, _) in &findings {
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
        let judged = findings.first().map_or(Severity::None, |f| f.1);
        let substantive = part.reasons.is_none();
        let letter = match part.kind {
            ChangeKind::Added => 'a',
            ChangeKind::Removed => 'd',
            ChangeKind::Reworded => 'w',
            ChangeKind::Moved => 'm',
            ChangeKind::Renumbered => 'n',
        };
        let at = |items: &[usize]| items.first().map_or("-".to_owned(), usize::to_string);
        let change = Change {
            id: format!("{letter}{}.{}", at(&part.old), at(&part.new)),
            kind: part.kind,
            materiality: if substantive { Materiality::Substantive } else { Materiality::Editorial },
            severity: if substantive { severity(&part, judged) } else { Severity::None },
            direction: self.turn(&part),
            path,
            before: part.before,
            after: part.after,
            words: part.words,
            effects: effects(&part.found),
            categories,
            editorial_reason: part.reasons.as_ref().map(Reason::line),
            old_provisions,
            new_provisions,
        };
        Told { change, found: part.found, section: None, known: part.known }
    }
}

/// How much a substantive change matters: as much as its gravest effect; a clause that came, as much as itself.
fn severity(part: &Part, judged: Severity) -> Severity {
    let effects = part.found.iter().filter(|f| weighs(f)).map(|f| f.severity).max();
    match part.kind {
        // What stood elsewhere before is no news, however grave.
        ChangeKind::Added if part.known && effects.is_none() => judged.min(Severity::Low),
        ChangeKind::Added => effects.unwrap_or(Severity::None).max(judged),
        ChangeKind::Removed | ChangeKind::Reworded | ChangeKind::Moved => {
            effects.unwrap_or(if judged > Severity::None { Severity::Low } else { Severity::None })
        }
        ChangeKind::Renumbered => Severity::None,
    }
}

/// Whether an effect makes a change matter more or less: one that only quotes the clause does not.
fn weighs(found: &Found) -> bool {
    found.effect.id != QUOTES
}

/// Takes back all effects: of another document in the place of one nothing is said, nor of one that says the same.
pub(super) fn hold_all(told: &mut [Told]) {
    told.iter_mut().for_each(hold);
}

fn hold(told: &mut Told) {
    told.found.clear();
    told.change.severity = told.change.severity.min(Severity::Low);
    told.change.direction = Direction::Neutral;
    told.change.effects.clear();
}

/// Of which versions the site could not show a part, if whole clauses came or went: what seems new, or gone, may have stood there,
/// so nothing is said of what it does.
pub(super) fn unloaded(told: &mut [Told], old: Side<'_>, new: Side<'_>) -> Option<&'static str> {
    let whole = |t: &Told, kind: ChangeKind| t.change.kind == kind && t.change.materiality == Materiality::Substantive;
    if !told.iter().any(|t| whole(t, ChangeKind::Added) || whole(t, ChangeKind::Removed)) {
        return None;
    }
    // "If something went wrong, write to us" is a clause.
    let lost = |p: &Provision| failed(&p.text) && p.lead_in.is_none() && !holds(&lowercase(&p.text), "if ");
    let [was, is] = [old, new].map(|side| side.policy.provisions.iter().any(lost));
    for told in told.iter_mut() {
        if was && whole(told, ChangeKind::Added) || is && whole(told, ChangeKind::Removed) {
            hold(told);
        }
    }
    match (was, is) {
        (false, false) => None,
        (true, false) => Some("A part of the earlier page"),
        (false, true) => Some("A part of the page"),
        (true, true) => Some("Parts of both pages"),
    }
}

/// Effects as they are told: of many alike, the first ones and how many more there are.
fn effects(found: &[Found]) -> Vec<Effect> {
    const ALIKE: usize = 3;
    let mut out: Vec<Effect> = Vec::new();
    // How many of each kind are told, and how many are only counted.
    let mut counts: Vec<(&'static str, usize, usize)> = Vec::new();
    for found in found {
        let at = counts.iter().position(|(id, ..)| *id == found.effect.id).unwrap_or_else(|| {
            counts.push((found.effect.id, 0, 0));
            counts.len() - 1
        });
        match counts[at].1 {
            ALIKE.. => counts[at].2 += 1 + found.effect.more,
            _ if out.contains(&found.effect) => {}
            _ => {
                counts[at].1 += 1;
                out.push(found.effect.clone());
            }
        }
    }
    for (id, _, rest) in counts {
        if let Some(last) = out.iter_mut().rfind(|e| e.id == id) {
            last.more += rest;
        }
    }
    out
}
