//! What a rewording does, sentence by sentence.

use std::cell::OnceCell;
use std::ops::Range;

use super::amounts::{age_gone, amounts};
use super::bounds::bounds;
use super::definitions::definitions_changed;
use super::exact::exact;
use super::provisos::{agreed, hedged, provisos, weakened};
use super::quotes::{passage, quote};
use super::reach::{Pair, reach};
use super::rule::Rule;
use super::sanctions::fresh_sanction;
use super::sentences::{fresh, sentence, sentences, without};
use super::shifts::{Sentences, modal, topics};
use super::topics::{TOPICS, mentions};
use super::turned::turned;
use super::vocabulary::PROMISED;
use super::{Actor, Basis, Effect, Force, Found, Whole, acting, negates, of_whole, ruling, speaks_of};
use crate::compare::Direction;
use crate::compare::standing::{alike as stems_alike, stem_set};
use crate::compare::tokens::Tokens;
use crate::compare::words::Edit;
use crate::judge::Severity;

/// What a rewording does. `governed` is what its lead-in or heading makes of what it names.
pub(in crate::compare) fn of_rewording(
    old: &Tokens,
    new: &Tokens,
    edits: &[Edit],
    governed: Force,
    elsewhere: &mut dyn FnMut(&str) -> bool,
) -> Vec<Found> {
    let banned = governed == Force::Forbids;
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
        amounts(old, new, edit, elsewhere, &mut found);
        let around = Edit { old: sentence(old, &edit.old), new: sentence(new, &edit.new) };
        if !seen.contains(&around) {
            let (then, now) = (old.slice(around.old.clone()), new.slice(around.new.clone()));
            if !banned && (alike(old, new, &around, edits) || withdrawn(then, now)) {
                let known = found.len();
                let (before, after) = (then, now);
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
        let (ruled, who) = if governed == Force::States { ruling(after) } else { (governed, Actor::Reader) };
        let known = found.len();
        topics(Sentences { before, after, ruled: (ruled, who), clause: Some(&mentioned) }, elsewhere, &mut found);
        let within: Vec<Edit> =
            rest.iter().filter(|e| around.new.start <= e.new.start && e.new.end <= around.new.end).cloned().collect();
        if !banned {
            found.extend(weakened(before, after));
            let consent = found[known..].iter().any(|f| f.effect.id.starts_with("consent"));
            found.extend(agreed(before, after, (ruled, who)).filter(|_| !consent));
            // What is done to readers is new in a sentence that was there before, in whatever words.
            let told = |f: &Found| ["power", "sanction", "discretion"].iter().any(|id| f.effect.id.starts_with(id));
            if !before.is_empty() && !found.iter().any(told) && fresh_sanction(&old.text, after) {
                let new = Found::new("sanction_added", Direction::Worse, Severity::Medium, "", "Sanction added");
                let basis = Basis { text: after.trim().to_owned(), came: true, whole: false };
                found.push(Found { basis, ..new.quoting(quote(after.trim())) });
            }
            let promises = |f: &Found| f.effect.id.starts_with("commitment");
            found.extend(hedged(before, after).filter(|_| !found[known..].iter().any(promises)));
            found.extend(denial(old, new, &within).filter(|_| !found.iter().any(promises)));
        }
        let speaks_alike = OnceCell::new();
        let speaks_alike = || *speaks_alike.get_or_init(|| said_alike(before, after));
        if !banned
            && (speaks_alike() || short(before))
            && let Some(one) = turned(before, after)
        {
            // What it was told to allow besides is no gain beside that, nor is it told twice.
            found.retain(|f| {
                f.effect.id != one.effect.id && !["permission_added", "discretion_narrowed"].contains(&f.effect.id)
            });
            found.push(one);
        }
        let alike = alike(old, new, around, edits);
        if alike {
            provisos(old, new, &within, (ruled, who), &mut found);
        }
        // Where nothing is taken away all that was banned still is.
        let whole = banned && within.iter().all(|e| !old.units[e.old.clone()].iter().any(|u| u.counts()));
        let pairs = alike || banned || one_sided(old, new, around, &within) || speaks_alike();
        let then = old.slice(around.old.clone());
        // Among what is banned a sentence may say what someone may all the same.
        let governed = if banned && may(after) { Force::Allows } else { governed };
        let rule = if pairs { Rule::of(new.slice(around.new.clone()), governed) } else { None };
        let rule = rule.filter(|rule| Rule::of(then, governed) == Some(*rule));
        let mut pair = Pair { old, new, around, edits: &within, governed, rule, alike, named: false };
        if whole || alike {
            bounds(&pair, (before, after), (ruled, who), elsewhere, &mut found);
        }
        let told = |f: &Found| ["exception", "permission", "commitment"].iter().any(|id| f.effect.id.starts_with(id));
        pair.named = found[known..].iter().any(|f| f.effect.id.starts_with("prohibition"));
        if pairs && !found[known..].iter().any(told) {
            pair.alike |= one_sided(old, new, around, &within);
            reach(&pair, &mut found);
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
    // Of the time that a notice gives nothing is told beside the notice.
    if found.iter().any(|f| f.effect.id.starts_with("notice")) {
        found.retain(|f| f.effect.id != "limit_removed" || !f.short.starts_with("a time limit"));
    }
    // Notice of which the clause spoke before, however loosely, is promised in other words.
    let spoke = old.text.to_ascii_lowercase();
    if TOPICS.iter().any(|topic| topic.promises && !topic.silent(&spoke)) {
        found.retain(|f| f.effect.id != "notice_added");
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

/// A "not" of the provider that was struck, or put in, within a sentence that holds others: "we do not sell data and we do
/// not use it".
fn denial(old: &Tokens, new: &Tokens, edits: &[Edit]) -> Option<Found> {
    const NEAR: usize = 3;
    let denies = |tokens: &Tokens, range: &Range<usize>| {
        let words: Vec<String> = range.clone().map(|at| tokens.word(at).to_lowercase().replace('’', "'")).collect();
        let not = |w: &String| matches!(&**w, "not" | "never" | "don't" | "won't");
        words.iter().any(not) && words.iter().all(|w| not(w) || matches!(&**w, "do" | "will" | "does"))
    };
    let ours =
        |tokens: &Tokens, at: usize| (at.saturating_sub(NEAR)..at).any(|i| tokens.word(i).eq_ignore_ascii_case("we"));
    let verb =
        |tokens: &Tokens, at: usize| at < tokens.units.len() && PROMISED.contains(&&*tokens.word(at).to_lowercase());
    edits.iter().find_map(|edit| {
        let struck =
            edit.new.is_empty() && denies(old, &edit.old) && verb(old, edit.old.end) && ours(old, edit.old.start);
        let put_in =
            edit.old.is_empty() && denies(new, &edit.new) && verb(new, edit.new.end) && ours(new, edit.new.start);
        let quoted = |text: &Tokens, at: usize| passage(&text.text, text.units[at].start);
        if struck {
            let (short, says) = ("the provider withdraws a promise", "The provider no longer rules this out");
            let one = Found::new("commitment_withdrawn", Direction::Worse, Severity::High, short, says);
            return Some(one.quoting(quoted(new, edit.new.start.min(new.units.len() - 1))));
        }
        let (short, says) = ("the provider promises more", "The provider now rules this out");
        put_in.then(|| {
            Found::new("commitment_added", Direction::Better, Severity::Low, short, says)
                .quoting(quoted(new, edit.new.start))
        })
    })
}

/// Whether a sentence only gained words or only lost some, and holds what was there, or is left, besides.
fn one_sided(old: &Tokens, new: &Tokens, around: &Edit, edits: &[Edit]) -> bool {
    const KEPT: usize = 2;
    let words = |tokens: &Tokens, r: &Range<usize>| tokens.units[r.clone()].iter().filter(|u| u.counts()).count();
    let gone: usize = edits.iter().map(|e| words(old, &e.old)).sum();
    let come: usize = edits.iter().map(|e| words(new, &e.new)).sum();
    gone.min(come) == 0 && words(old, &around.old).min(words(new, &around.new)) >= KEPT
}

/// Whether what one sentence allows the other forbids, or what the provider ruled out it may do now, in whatever words.
fn withdrawn(before: &str, after: &str) -> bool {
    const SHARED: usize = 2;
    let turns = || match acting(before) {
        (Force::Allows, Actor::Reader) => acting(after) == (Force::Forbids, Actor::Reader),
        (Force::Forbids, Actor::Provider) => acting(after) == (Force::Allows, Actor::Provider),
        _ => false,
    };
    let common = || {
        let (was, is) = (stem_set(before), stem_set(after));
        let common = was.iter().filter(|stem| is.binary_search(stem).is_ok()).count();
        common >= SHARED && common * 2 >= was.len().min(is.len())
    };
    turns() && common()
}

/// Whether a sentence speaks of what another one did, in whatever words.
fn said_alike(before: &str, after: &str) -> bool {
    stems_alike(&stem_set(before), &stem_set(after))
}

/// Whether a sentence says what someone may, and nothing that one may not.
fn may(text: &str) -> bool {
    text.contains(" may ") && !negates(text)
}

/// Whether an answer is so short that it stands in the place of another.
fn short(text: &str) -> bool {
    text.trim_start().get(..3).is_some_and(|start| start.starts_with("Yes") || start.starts_with("No"))
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
