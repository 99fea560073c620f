//! A document that was written anew: whether it was, whether it is the same one at all, and its headline.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::brought::whole_sections;
use super::effects::{TOPICS, Topic};
use super::item::run_in_title;
use super::matters::{matter, unspoken};
use super::points::{firm, points};
use super::prose::{list, number, quoted};
use super::said::Said;
use super::settle::refers_elsewhere;
use super::standing::stem_set;
use super::summary::{MOST, Told};
use super::{Change, ChangeKind, Direction, Materiality, Side, Words};
use crate::judge::{Category, Severity};

/// Whether most of the document is another one now.
pub(super) fn rewritten(told: &[Told], old: Side<'_>, new: Side<'_>) -> bool {
    let touched = |side: fn(&Change) -> &Vec<usize>| -> usize {
        let changes = told
            .iter()
            .map(|t| &t.change)
            .filter(|c| c.materiality == Materiality::Substantive && c.kind != ChangeKind::Moved);
        changes.map(|c| side(c).len()).sum()
    };
    mostly(touched(|c| &c.old_provisions), old) && mostly(touched(|c| &c.new_provisions), new)
}

/// Whether most clauses came, went or have other words for the most part: clauses that say something else besides do not
/// make another document.
pub(super) fn anew(told: &[Told], old: Side<'_>, new: Side<'_>) -> bool {
    let (mut was, mut is) = (0, 0);
    for change in told.iter().map(|t| &t.change).filter(|c| c.materiality == Materiality::Substantive) {
        let length = |wanted: fn(&Words) -> Option<&String>| -> usize {
            change.words.iter().filter_map(wanted).map(|text| text.trim().len()).sum()
        };
        let kept = length(|w| if let Words::Equal(text) = w { Some(text) } else { None });
        let gone = length(|w| if let Words::Delete(text) = w { Some(text) } else { None });
        if change.kind != ChangeKind::Moved && kept <= gone {
            was += change.old_provisions.len();
            is += change.new_provisions.len();
        }
    }
    // Half of what makes most of it.
    mostly(was * 2, old) && mostly(is * 2, new)
}

/// Whether so many provisions are most of a version that has some length.
pub(super) fn mostly(touched: usize, version: Side<'_>) -> bool {
    let all = version.policy.provisions.len();
    all >= 12 && touched * 10 >= all * 7
}

/// A document that was written anew: clause stands against clause no more, so what it speaks of is held against what it
/// spoke of. Single effects would tell of bans that only changed their place and words.
pub(super) fn rewriting(told: &[Told], old: Side<'_>, new: Side<'_>, said: &[Said<'_>; 2]) -> String {
    let sizes = [old, new].map(|side| number(side.policy.provisions.len()));
    let (was, is) = (&old.policy.title, &new.policy.title);
    if another(told, old, new) {
        let place = if is.is_empty() { String::new() } else { format!(", {}", quoted(is)) };
        return format!("another document stands here now{place} in place of {}", quoted(was));
    }
    let mut parts = turns(said);
    let all: Vec<(usize, &Told)> = told.iter().enumerate().collect();
    let (was, is) = (headings(old), headings(new));
    let sections = |kind, this: &[Vec<u64>], other: &[Vec<u64>]| {
        whole_sections(&all, kind, &|title| untitled(title, this, other)).map(|point| point.text)
    };
    parts.extend(sections(ChangeKind::Removed, &was, &is));
    // What is banned now, what readers must do, and what the provider may; beside them what the sections bring.
    let (brought, firm) = (sections(ChangeKind::Added, &is, &was), firm(&all));
    parts.extend(
        firm.iter()
            .map(|point| point.text.clone())
            .take((MOST - usize::from(brought.is_some())).saturating_sub(parts.len())),
    );
    parts.extend(brought);
    let (mut come, go) = (only(new, old, &said[0]), only(old, new, &said[1]));
    come.retain(|matter| !parts.iter().any(|part| part.contains(matter)));
    if !come.is_empty() && parts.len() < MOST {
        parts.push(format!("now covers {}", list(&come)));
    }
    // What a version only points to now it covers still.
    if !go.is_empty()
        && parts.len() < MOST
        && !refers_elsewhere(told.iter().map(|t| (t.change.before.as_deref(), t.change.after.as_deref())))
    {
        parts.push(format!("no longer covers {}", list(&go)));
    }
    // What else its clauses are known to do, or say.
    if parts.is_empty() {
        let mut points = points(&all);
        points.sort_by_key(|point| (Reverse(point.severity), point.direction != Direction::Worse, point.rank));
        parts.extend(points.into_iter().map(|point| point.text).take(MOST));
    }
    if parts.is_empty() {
        return format!("rewritten almost throughout, {} clauses in place of {}", sizes[1], sizes[0]);
    }
    format!("rewritten almost throughout: {}", parts.join("; "))
}

/// Whether none of a version's headings speaks of what a title of the other one says: a section that only got another name
/// neither came nor went. Headings by their stems.
fn untitled(title: &str, this: &[Vec<u64>], other: &[Vec<u64>]) -> bool {
    // What several headings say tells no section from another.
    let shared = |stem: &u64| this.iter().filter(|heading| heading.binary_search(stem).is_ok()).nth(1).is_some();
    let mut stems = stem_set(title);
    if !stems.iter().all(shared) {
        stems.retain(|stem| !shared(stem));
    }
    let told =
        |said: &Vec<u64>| stems.iter().filter(|stem| said.binary_search(stem).is_ok()).count() * 2 >= stems.len();
    !stems.is_empty() && !other.iter().any(told)
}

/// What stands over the clauses of a version, each once, by its stems.
fn headings(side: Side<'_>) -> Vec<Vec<u64>> {
    let provisions = &side.policy.provisions;
    let mut all: BTreeSet<&str> = provisions.iter().flat_map(|p| p.path.iter().map(|h| &**h)).collect();
    all.extend(provisions.iter().filter_map(|p| run_in_title(&p.text)));
    all.into_iter().map(stem_set).collect()
}

/// Matters that only one of two versions names at all, gravest first.
fn turns([was, is]: &[Said<'_>; 2]) -> Vec<String> {
    let (then, now) = (was.matters(), is.matters());
    let turn = |(at, topic): (usize, &'static Topic)| match (then[at], now[at]) {
        (0, 1..) if topic.silent(was.text()) => Some(&topic.comes),
        (1.., 0) if topic.silent(is.text()) => Some(&topic.goes),
        _ => None,
    };
    let known = TOPICS.iter().enumerate().filter(|(_, topic)| !topic.loosely.is_empty());
    let mut turns: Vec<_> = known.filter_map(turn).collect();
    turns.sort_by_key(|t| (Reverse(t.severity), t.direction != Direction::Worse));
    turns.into_iter().take(MOST).map(|t| t.short.to_owned()).collect()
}

/// Whether the document that was written anew is another one, of another name.
pub(super) fn another(told: &[Told], old: Side<'_>, new: Side<'_>) -> bool {
    let fresh: usize =
        told.iter().filter(|t| t.change.kind == ChangeKind::Added).map(|t| t.change.new_provisions.len()).sum();
    !old.policy.title.is_empty()
        && retitled(old, new)
        && fresh * 10 >= new.policy.provisions.len() * 7
        && !same_subject(old, new)
}

/// Whether two versions, of which neither title names a subject that the other does not have beside one of its own, rule the
/// same matters: most of what judging finds in the one it finds in the other.
fn same_subject(old: Side<'_>, new: Side<'_>) -> bool {
    const FEWEST: usize = 4;
    let matters = |side: Side<'_>| -> BTreeSet<Category> {
        let findings = side.judgements.iter().flat_map(|j| &j.findings);
        findings.filter(|f| f.severity > Severity::None).map(|f| f.category).collect()
    };
    let (was, is) = (matters(old), matters(new));
    let (common, fewer) = (was.intersection(&is).count(), was.len().min(is.len()));
    let (before, after) = (subject(old), subject(new));
    let other = |this: &BTreeSet<String>, that: &BTreeSet<String>| this.difference(that).next().is_some();
    fewer >= FEWEST && common * 3 >= fewer * 2 && !(other(&before, &after) && other(&after, &before))
}

/// What a title names beside the kind of document that it is.
fn subject(side: Side<'_>) -> BTreeSet<String> {
    let mut words = title_words(side);
    words.retain(|word| !KIND.contains(&word.as_str()));
    words
}

/// Words of titles, by their beginning, that only say what kind of rules these are, and for whom.
const KIND: &[&str] = &[
    "accep", "agree", "allow", "and", "behav", "code", "commu", "condi", "condu", "conte", "custo", "for", "guide",
    "house", "membe", "our", "polic", "polit", "princ", "regul", "rule", "rules", "servi", "stand", "state", "terms",
    "the", "usage", "use", "user", "users", "your",
];

/// Whether each title says what the other does not: a title that only became longer or shorter names the same document.
fn retitled(old: Side<'_>, new: Side<'_>) -> bool {
    let (was, is) = (title_words(old), title_words(new));
    is.is_empty() || !was.is_subset(&is) && !is.is_subset(&was)
}

/// The words of a title by their beginnings: "policy" and "policies" are one.
fn title_words(side: Side<'_>) -> BTreeSet<String> {
    const START: usize = 5;
    const LEAST: usize = 3;
    let lower = side.policy.title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= LEAST);
    words.map(|word| word.chars().take(START).collect()).collect()
}

/// What one version speaks of and the other does not, in no clause and by none of the words that are `said` there.
fn only(this: Side<'_>, other: Side<'_>, said: &Said<'_>) -> Vec<String> {
    let grave = |side: Side<'_>| -> BTreeMap<Category, (Severity, Vec<usize>)> {
        let mut topics: BTreeMap<Category, (Severity, Vec<usize>)> = BTreeMap::new();
        for (at, judgement) in side.judgements.iter().enumerate() {
            for finding in judgement.findings.iter().filter(|f| f.severity > Severity::None) {
                let topic = topics.entry(finding.category).or_insert((finding.severity, Vec::new()));
                topic.0 = topic.0.max(finding.severity);
                topic.1.push(at);
            }
        }
        topics
    };
    let text = |side: Side<'_>, at: &mut dyn Iterator<Item = usize>| -> String {
        at.filter_map(|i| side.policy.provisions.get(i)).map(|p| &*p.text).collect::<Vec<_>>().join("\n")
    };
    let (these, others) = (grave(this), grave(other));
    // What one clause of a long document names in passing it does not cover.
    const COVERED: usize = 60;
    let covers = |at: &Vec<usize>| at.len() * COVERED >= this.policy.provisions.len();
    let mut only: Vec<_> = these.into_iter().filter(|(category, _)| !others.contains_key(category)).collect();
    only.retain(|(_, (_, at))| covers(at));
    only.sort_by_key(|(_, (severity, _))| Reverse(*severity));
    only.into_iter()
        .filter(|(category, _)| unspoken(*category, said.text()))
        .filter_map(|(category, (_, at))| matter(category, false, &text(this, &mut at.into_iter())))
        .take(MOST)
        .collect()
}
