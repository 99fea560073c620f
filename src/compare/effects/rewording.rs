//! What a rewording does, sentence by sentence.

use std::ops::Range;

use super::amounts::{age_gone, amounts};
use super::bounds::bounds;
use super::definitions::definitions_changed;
use super::exact::exact;
use super::provisos::{provisos, weakened};
use super::sentences::{fresh, sentence, sentences, without};
use super::shifts::{Sentences, modal, topics};
use super::topics::mentions;
use super::{Actor, Effect, Force, Found, Whole, negates, of_whole, ruling, speaks_of};
use crate::compare::tokens::Tokens;
use crate::compare::words::Edit;

/// What a rewording does. `banned` says whether its lead-in or heading forbids what it names.
pub(in crate::compare) fn of_rewording(
    old: &Tokens,
    new: &Tokens,
    edits: &[Edit],
    banned: bool,
    elsewhere: &mut dyn FnMut(&str) -> bool,
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut seen: Vec<Edit> = Vec::new();
    let mut rest: Vec<Edit> = Vec::new();
    // Sentences that were read as clauses of their own, by side.
    let mut read: [Vec<Range<usize>>; 2] = Default::default();
    let nothing = |_: Range<usize>| None;
    if !banned {
        let turned: Vec<Edit> = edits.iter().map(|e| Edit { old: e.new.clone(), new: e.old.clone() }).collect();
        let (gone, come) = (fresh(new, old, &turned), fresh(old, new, edits));
        // A sentence in the place of another may be the same one in other words.
        let (gone, come) = if gone.is_empty() || come.is_empty() { (gone, come) } else { (vec![], vec![]) };
        for (side, (tokens, sentences)) in [(old, gone), (new, come)].into_iter().enumerate() {
            let came = side == 1;
            for sentence in sentences {
                let text = tokens.slice(sentence.clone());
                found.extend(of_whole(Whole { text, governed: Force::States, came, judged: &nothing }, elsewhere));
                read[side].push(sentence);
            }
        }
    }
    let known = |edit: &Edit| {
        let within = |side: usize, r: &Range<usize>| {
            r.is_empty() || read[side].iter().any(|s| s.start <= r.start && r.end <= s.end)
        };
        within(0, &edit.old) && within(1, &edit.new)
    };
    let mentioned = [old, new].map(|t| mentions(&t.text.to_ascii_lowercase()));
    for edit in edits.iter().filter(|edit| !known(edit)) {
        // A sentence that came or went whole is a clause of its own.
        let whole = match (edit.old.is_empty(), edit.new.is_empty()) {
            (true, false) if sentences(new, &edit.new) => Some((new.slice(edit.new.clone()), true)),
            (false, true) if sentences(old, &edit.old) => Some((old.slice(edit.old.clone()), false)),
            _ => None,
        };
        if let Some((text, came)) = whole {
            found.extend(of_whole(Whole { text, governed: Force::States, came, judged: &nothing }, elsewhere));
            continue;
        }
        amounts(old, new, edit, &mut found);
        let around = Edit { old: sentence(old, &edit.old), new: sentence(new, &edit.new) };
        if !seen.contains(&around) {
            if !banned && alike(old, new, &around, edits) {
                let known = found.len();
                let (before, after) = (old.slice(around.old.clone()), new.slice(around.new.clone()));
                modal(before, after, &mut found);
                // The ban may stand in the sentence beside it.
                found.retain(|f| match f.effect.id {
                    "prohibition_added" => f.basis.whole || !negates(&old.text),
                    "prohibition_removed" => f.basis.whole || !negates(&new.text),
                    "duty_removed" => f.basis.whole || !speaks_of(Force::Requires, &new.text),
                    _ => true,
                });
                let known = known.min(found.len());
                found[known..].iter_mut().for_each(|f| f.based_on(before, after));
            }
            seen.push(around);
        }
        rest.push(edit.clone());
    }
    for around in &seen {
        let (before, after) = (without(old, &around.old, &read[0]), without(new, &around.new, &read[1]));
        let (before, after) = (before.as_ref(), after.as_ref());
        let (ruled, who) = if banned { (Force::Forbids, Actor::Reader) } else { ruling(after) };
        let known = found.len();
        topics(Sentences { before, after, ruled: (ruled, who), clause: Some(&mentioned) }, elsewhere, &mut found);
        let within: Vec<Edit> =
            rest.iter().filter(|e| around.new.start <= e.new.start && e.new.end <= around.new.end).cloned().collect();
        if !banned {
            found.extend(weakened(before, after));
        }
        if alike(old, new, around, edits) {
            provisos(old, new, &within, (ruled, who), &mut found);
        }
        // Where nothing is taken away all that was banned still is.
        let whole = banned && within.iter().all(|e| !old.units[e.old.clone()].iter().any(|u| u.counts()));
        if ruled >= Force::Requires && who != Actor::Nobody && (whole || alike(old, new, around, edits)) {
            bounds(old, new, &within, (before, after), (ruled, who), elsewhere, &mut found);
        }
        for found in found[known..].iter_mut().filter(|f| f.basis.text.is_empty()) {
            found.based_on(before, after);
        }
    }
    found.extend(super::law::elsewhere(&old.text, &new.text));
    // Where it only became a higher or lower number of the same money, that is told.
    if !found.iter().any(|f| f.effect.id.starts_with("liability_cap")) {
        found.extend(super::law::cap_changed(&old.text, &new.text));
    }
    exact(&mut found);
    found.extend(definitions_changed(old, new, edits));
    if let Some(age) = age_gone(&old.text, &new.text, elsewhere) {
        found.push(age);
    }
    let mut told: Vec<Effect> = Vec::new();
    found.retain(|f| {
        !told.contains(&f.effect) && {
            told.push(f.effect.clone());
            true
        }
    });
    found
}

/// Whether a sentence is the same one still: most of its words stand on both sides.
fn alike(old: &Tokens, new: &Tokens, around: &Edit, edits: &[Edit]) -> bool {
    let changed = |range: &Range<usize>, side: fn(&Edit) -> &Range<usize>| -> usize {
        let overlap = |e: &Range<usize>| e.end.min(range.end).saturating_sub(e.start.max(range.start));
        edits.iter().map(|e| overlap(side(e))).sum()
    };
    let (gone, come) = (changed(&around.old, |e| &e.old), changed(&around.new, |e| &e.new));
    debug_assert!(around.old.end <= old.units.len() && around.new.end <= new.units.len());
    gone * 2 <= around.old.len() && come * 2 <= around.new.len()
}
