//! The life of every clause over many versions: when it was first seen, when it was reworded or moved, when it went.
//!
//! Built from the comparisons of neighbouring versions: whatever those call one and the same clause is one life here.

use std::collections::HashMap;

use super::{Change, ChangeKind, Comparison, Kept, Side, compare};
use crate::text::normalize;

/// What happened to a clause in a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// Its text differs.
    Reworded,
    /// It stands elsewhere.
    Moved,
    /// Only its marker differs.
    Renumbered,
    /// It was cut out of another clause, whose life goes on.
    Split,
    /// It became part of another clause, whose life goes on.
    Merged,
    /// It is gone.
    Removed,
    /// It is back, its text as it was.
    Returned,
}

/// One event of a clause's life.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// In which version, from 0.
    pub version: usize,
    /// What happened.
    pub kind: EventKind,
    /// The change that tells it, by its place in that version's [`Comparison::changes`].
    pub change: Option<usize>,
}

/// The life of one clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// The version in which it was first seen, from 0.
    pub first_seen: usize,
    /// The version in which it was last seen.
    pub last_seen: usize,
    /// The headings above it when it was last seen.
    pub path: Vec<String>,
    /// Its text when it was last seen.
    pub text: String,
    /// What happened to it since, in order.
    pub events: Vec<Event>,
}

/// All clauses over all versions.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// What changed from each version to the next: one fewer than versions.
    pub comparisons: Vec<Comparison>,
    /// Every clause there ever was, by first appearance, in reading order.
    pub lives: Vec<Life>,
}

/// The history of versions given oldest first.
pub fn history(versions: &[Side<'_>]) -> History {
    let mut lives: Vec<Life> = Vec::new();
    let mut comparisons = Vec::new();
    // Whose life each provision of the latest version is.
    let mut current: Vec<usize> = Vec::new();
    for (version, &new) in versions.iter().enumerate() {
        let Some(old) = version.checked_sub(1).map(|v| versions[v]) else {
            current = (0..new.policy.provisions.len()).map(|at| begin(&mut lives, version, new, at)).collect();
            continue;
        };
        let comparison = compare(old, new);
        let mut next: Vec<Option<usize>> = vec![None; new.policy.provisions.len()];
        for kept in &comparison.kept {
            carry(&mut lives, version, new, kept, &current, &mut next);
        }
        for (at, change) in comparison.changes.iter().enumerate() {
            record(&mut lives, version, (at, change), &next);
        }
        let gone: Vec<usize> =
            (0..current.len()).filter(|at| !comparison.kept.iter().any(|k| k.old.contains(at))).collect();
        for at in gone {
            let change = comparison.changes.iter().position(|c| c.old_provisions.contains(&at));
            lives[current[at]].events.push(Event { version, kind: EventKind::Removed, change });
        }
        let mut lost: HashMap<String, usize> = HashMap::new();
        for (at, life) in lives.iter().enumerate() {
            let ended =
                life.last_seen + 1 < version && life.events.last().is_some_and(|e| e.kind == EventKind::Removed);
            if ended && life.text.split_whitespace().count() >= 4 {
                lost.insert(normalize(&life.text).into_owned(), at);
            }
        }
        current = next
            .into_iter()
            .enumerate()
            .map(|(at, known)| {
                let returned = || lost.remove(&*normalize(&new.policy.provisions[at].text));
                match known.or_else(returned) {
                    Some(life) => {
                        if known.is_none() {
                            lives[life].events.push(Event { version, kind: EventKind::Returned, change: None });
                        }
                        see(&mut lives[life], version, new, at);
                        life
                    }
                    None => begin(&mut lives, version, new, at),
                }
            })
            .collect();
        comparisons.push(comparison);
    }
    History { comparisons, lives }
}

fn begin(lives: &mut Vec<Life>, version: usize, side: Side<'_>, at: usize) -> usize {
    lives.push(Life {
        first_seen: version,
        last_seen: version,
        path: Vec::new(),
        text: String::new(),
        events: Vec::new(),
    });
    let life = lives.len() - 1;
    see(&mut lives[life], version, side, at);
    life
}

fn see(life: &mut Life, version: usize, side: Side<'_>, at: usize) {
    let provision = &side.policy.provisions[at];
    life.last_seen = version;
    life.path = provision.path.iter().map(|h| h.to_string()).collect();
    life.text = provision.text.clone();
}

/// Hands lives on along one link. Of several clauses the longest goes on; the others are split off it or merged into it.
fn carry(
    lives: &mut Vec<Life>,
    version: usize,
    new: Side<'_>,
    kept: &Kept,
    current: &[usize],
    next: &mut [Option<usize>],
) {
    let heir = |at: &&usize| (new.policy.provisions[**at].text.len(), std::cmp::Reverse(**at));
    let elder = |at: &&usize| (lives[current[**at]].text.len(), std::cmp::Reverse(**at));
    let (Some(&elder), Some(&heir)) = (kept.old.iter().max_by_key(elder), kept.new.iter().max_by_key(heir)) else {
        return;
    };
    next[heir] = Some(current[elder]);
    for &merged in kept.old.iter().filter(|&&at| at != elder) {
        lives[current[merged]].events.push(Event { version, kind: EventKind::Merged, change: None });
    }
    for &split in kept.new.iter().filter(|&&at| at != heir) {
        let life = begin(lives, version, new, split);
        lives[life].events.push(Event { version, kind: EventKind::Split, change: None });
        next[split] = Some(life);
    }
}

/// Writes a change into the lives of the clauses that it touches.
fn record(lives: &mut [Life], version: usize, (at, change): (usize, &Change), next: &[Option<usize>]) {
    let kind = match change.kind {
        ChangeKind::Reworded => EventKind::Reworded,
        ChangeKind::Moved => EventKind::Moved,
        ChangeKind::Renumbered => EventKind::Renumbered,
        ChangeKind::Added | ChangeKind::Removed => return,
    };
    for life in change.new_provisions.iter().filter_map(|&p| next[p]) {
        let event = Event { version, kind, change: Some(at) };
        if !lives[life].events.contains(&event) && !lives[life].events.iter().any(|e| e.version == version) {
            lives[life].events.push(event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::policy;
    use crate::read::Policy;

    fn lives(versions: &[&str]) -> Vec<(String, Vec<(usize, EventKind)>)> {
        let policies: Vec<Policy> = versions.iter().map(|v| policy(v)).collect();
        let sides: Vec<Side<'_>> = policies.iter().map(|p| Side { policy: p, judgements: &[] }).collect();
        let lives = history(&sides).lives.into_iter();
        lives.map(|l| (l.text, l.events.iter().map(|e| (e.version, e.kind)).collect())).collect()
    }

    #[test]
    fn a_clause_keeps_its_life_when_it_is_reworded_removed_and_back() {
        let head = "# Acceptable use policy\n\nThese rules bind everyone who uses the service.\n\n";
        let with = |rule: &str| {
            format!(
                "{head}You must not send bulk mail to {rule} who did not ask for it.\n\nReport abuse to our team.\n"
            )
        };
        let without = format!("{head}Report abuse to our team.\n");
        let versions = [with("people"), with("people or firms"), without, with("people or firms")];
        let lives = lives(&versions.each_ref().map(String::as_str));
        let rule = lives.iter().find(|l| l.0.contains("bulk mail")).expect("the rule");
        assert_eq!(rule.1, [(1, EventKind::Reworded), (2, EventKind::Removed), (3, EventKind::Returned)]);
        assert_eq!(lives.len(), 3, "{lives:?}");
    }
}
