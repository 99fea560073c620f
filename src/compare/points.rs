//! The things that a headline can tell, each in a few words: what the effects say, counted where they are many; a name
//! that became another throughout.

use super::scan::{holds, holds_any};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::brought::whole_sections;
use super::effects::Found;
use super::matters::matter;
use super::prose::{clipped, list, number, quoted, ruled as clause};
use super::renamed::renamed;
use super::standing::{alike, stem_set};
use super::summary::Told;
use super::{ChangeKind, Direction, Words};
use crate::judge::{Category, Severity};

/// One thing that the headline can tell.
pub(super) struct Point {
    pub(super) severity: Severity,
    pub(super) direction: Direction,
    /// Whether it names a matter ("a new fee") rather than a kind of change ("a new right").
    pub(super) specific: bool,
    /// Whether it tells of what the provider may or says it will, which nothing else makes of it.
    pub(super) general: bool,
    /// Its place among effects of equal weight: the lower, the sooner it is told.
    pub(super) rank: usize,
    pub(super) text: String,
    /// The changes that it tells of, by place.
    pub(super) changes: BTreeSet<usize>,
}

/// Effects that are counted, and how one and many are told. What they are about stands in the braces.
const COUNTED: &[(&str, &str, &str)] = &[
    ("prohibition_added", "a new ban{}", "new bans{}"),
    ("duty_added", "a new duty{}", "new duties{}"),
    ("permission_withdrawn", "a permission{} is gone", "permissions are gone{}"),
    ("power_added", "a new right for the provider{}", "new rights for the provider{}"),
    ("sanction_added", "a new sanction{}", "new sanctions{}"),
    ("commitment_removed", "a promise of the provider{} is gone", "promises of the provider are gone{}"),
    ("prohibition_removed", "a ban{} is gone", "bans are gone{}"),
    ("duty_removed", "a duty{} is gone", "duties are gone{}"),
    ("permission_added", "a new permission{}", "new permissions{}"),
    ("power_removed", "a right of the provider{} is gone", "rights of the provider are gone{}"),
    ("commitment_added", "a new promise by the provider{}", "new promises by the provider{}"),
];

/// All points of the substantive changes, each with its place among all changes.
pub(super) fn points(told: &[(usize, &Told)]) -> Vec<Point> {
    let mut points: Vec<Point> = COUNTED.iter().filter_map(|counted| count(told, counted)).collect();
    let bundles: Vec<(&str, Point)> = BUNDLED.iter().filter_map(|bundled| bundle(told, bundled)).collect();
    for (at, told) in told {
        let bundled = |f: &&Found| bundles.iter().any(|(id, _)| *id == f.effect.id);
        for found in told.found.iter().filter(|f| !f.short.is_empty() && !bundled(f)) {
            let text = phrase(found, told.change.after.as_deref());
            // Said of one matter and said at all is told once.
            let same = |(a, b): (char, char)| a == b || matches!((a, b), ('-' | ' ', '-' | ' '));
            let known = points.iter_mut().find(|p| {
                p.text.len() == text.len() && p.text.chars().zip(text.chars()).all(same)
                    || p.text.strip_prefix(&found.short).is_some_and(|rest| rest.starts_with(" ("))
            });
            if let Some(point) = known {
                point.changes.insert(*at);
                point.severity = point.severity.max(found.severity);
            } else {
                let changes = [*at].into();
                let (severity, direction) = (found.severity, found.direction);
                let wording = BUNDLED.iter().any(|(id, _)| *id == found.effect.id);
                let general = GENERAL.contains(&found.effect.id);
                let specific = !general && !wording;
                let rank = COUNTED.len() * (usize::from(wording) + 2 * usize::from(general));
                points.push(Point { severity, direction, specific, general, rank, text, changes });
            }
        }
    }
    points.extend(bundles.into_iter().map(|(_, point)| point));
    points.extend(renamed(told).map(|(text, changes)| in_many_clauses(text, changes)));
    points.extend(repeated(told));
    points.extend(
        [ChangeKind::Added, ChangeKind::Removed].into_iter().filter_map(|kind| whole_sections(told, kind, &|_| true)),
    );
    points
}

/// New bans, duties and rights of the provider: what a document that was written anew brings, by weight.
pub(super) fn firm(told: &[(usize, &Told)]) -> Vec<Point> {
    let firm = COUNTED.iter().filter(|(id, ..)| matches!(*id, "prohibition_added" | "duty_added" | "power_added"));
    let mut points: Vec<Point> = firm.filter_map(|counted| count(told, counted)).collect();
    points.sort_by_key(|point| Reverse(point.severity));
    points
}

/// Lone effects that are counted once there are several.
const BUNDLED: &[(&str, &str)] = &[
    ("prohibition_widened", "bans reach further"),
    ("prohibition_narrowed", "bans are narrower"),
    ("duty_widened", "duties reach further"),
    ("power_widened", "rights of the provider reach further"),
    ("exception_removed", "exceptions are gone"),
    ("exception_added", "exceptions are new"),
    ("definition_changed", "definitions changed"),
];

fn bundle(told: &[(usize, &Told)], &(id, many): &(&'static str, &str)) -> Option<(&'static str, Point)> {
    let all = || told.iter().flat_map(|(at, t)| t.found.iter().filter(|f| f.effect.id == id).map(|f| (*at, f)));
    let (_, first) = all().next()?;
    let severity = all().map(|(_, f)| f.severity).max()?;
    let changes: BTreeSet<usize> = all().map(|(at, _)| at).collect();
    // What they name now, or no longer, as far as a few words say it.
    let mut named: Vec<&Found> = all().map(|(_, f)| f).filter(|f| f.short.contains(" names “")).collect();
    named.retain(|f| (4..=64).contains(&f.basis.text.chars().count()));
    named.sort_by_key(|f| (Reverse(f.severity), Reverse(f.basis.text.len())));
    let one = |f: &&Found| f.short.split(['“', '”']).nth(1).map(|name| format!("“{name}”"));
    let mut names: Vec<String> = named.iter().filter_map(one).collect();
    names.dedup();
    names.truncate(2);
    let what = match (&names[..], first.direction) {
        ([], _) => String::new(),
        (names, Direction::Worse) => format!(", now also to {}", list(names)),
        _ => String::new(),
    };
    let text = format!("{} {many}{what}", number(all().count()));
    let rank = COUNTED.len();
    (changes.len() > 1).then_some((
        id,
        Point { severity, direction: first.direction, specific: false, general: false, rank, text, changes },
    ))
}

fn count(told: &[(usize, &Told)], &(id, one, many): &(&str, &str, &str)) -> Option<Point> {
    let counted = |f: &&Found| f.effect.id == id && f.short.is_empty();
    // A section that came or went is told of as one.
    let mut all: Vec<(usize, &Found)> = told
        .iter()
        .filter(|(_, t)| t.section.is_none())
        .flat_map(|(at, t)| t.found.iter().filter(counted).map(|f| (*at, f)))
        .collect();
    let (_, first) = *all.first()?;
    let changes: BTreeSet<usize> = all.iter().map(|(at, _)| *at).collect();
    let section = told.iter().find(|(at, _)| *at == all[0].0).and_then(|(_, t)| t.change.path.last());
    let topics = topics_of(&all, id.starts_with("prohibition"));
    // One thing that two sentences say is told once.
    if let [(_, a), (_, b)] = all[..] {
        let [x, y] = [a, b].map(|found| stem_set(&clause(own_words(found), BRIEF)));
        if a.others.is_empty() && b.others.is_empty() && alike(&x, &y) {
            all.pop();
        }
    }
    let told: usize = all.iter().map(|(_, f)| 1 + f.others.len()).sum();
    // What was banned in part before, and is in another part now, is no new ban on it.
    let banned = id == "prohibition_added";
    let further = banned && !topics.is_empty() && all.iter().all(|(_, f)| f.further);
    let about = match (&all[..], further) {
        // Of one or two their own words tell more than their matter.
        ([(_, only)], _) if only.others.is_empty() => String::new(),
        ([(_, a), (_, b)], _) if a.others.is_empty() && b.others.is_empty() => quoting(&all),
        // Of a few that are on several matters their own words tell more than what some of them are on.
        _ if banned && told <= FEW && topics.iter().map(|t| t.1).sum::<usize>() < told => quoting(&all),
        (_, false) if banned && all.iter().any(|(_, f)| f.further) => {
            let fresh: Vec<(usize, &Found)> = all.iter().filter(|(_, f)| !f.further).copied().collect();
            match topics_of(&fresh, true) {
                none if none.is_empty() => on(&topics, told),
                fresh => on(&fresh, told),
            }
        }
        // Of many their own words tell more than what a part of them is on.
        _ if banned && topics.iter().take(2).map(|t| t.1).sum::<usize>() * 2 < told => quoting(&all),
        ([_], _) if topics.first().is_some_and(|(_, count)| count * 2 < told) => String::new(),
        _ => on(&topics, told),
    };
    let about = match gravest(&all).filter(|_| about.is_empty() && told > 1) {
        Some(found) => format!(", among them {}", clause(own_words(found), BRIEF)),
        None => about,
    };
    let (one, many) =
        if further { (&*one.replace("new", "further"), &*many.replace("new", "further")) } else { (one, many) };
    let text = if all.len() == 1 && told > 1 {
        let many = many.replace("{}", &about);
        let (new, many) = match many.strip_prefix(if further { "further " } else { "new " }) {
            Some(rest) => (if further { "a further list" } else { "a new list" }, rest.to_owned()),
            None => ("a list", many.replace("are gone", "is gone")),
        };
        format!("{new} of {} {many}", number(told))
    } else if let [(_, only)] = all[..] {
        let line = one.replace("{}", &about);
        // What it is about is told by its own words.
        let words = Some(own_words(only)).filter(|words| about.is_empty() && !words.is_empty());
        // What a list only names says little without its heading.
        let names = |words: &str| words.starts_with(char::is_uppercase) && words.split_whitespace().count() <= 7;
        let named = section
            .filter(|section| reserved(section) || words.is_some_and(|w| names(w) && !w.trim_end().ends_with('.')));
        let place = only.under.as_deref().or(named.map(|section| &**section));
        let place = place.map_or(String::new(), |section| format!(", under {}", quoted(section)));
        words.map_or(line.clone(), |words| format!("{line} ({}{place})", clause(words, QUOTED)))
    } else {
        format!("{} {}", number(told), many.replace("{}", &about))
    };
    Some(Point {
        severity: all.iter().map(|(_, f)| f.severity).max().unwrap_or(Severity::None),
        direction: first.direction,
        specific: false,
        general: false,
        rank: COUNTED.iter().position(|counted| counted.0 == id).unwrap_or_default(),
        text,
        changes,
    })
}

/// Two of several, the gravest, in their own words.
fn quoting(all: &[(usize, &Found)]) -> String {
    let own = |found: &&Found| (found.severity, clause(own_words(found), BRIEF));
    let mut quotes: Vec<(Severity, String)> = all.iter().map(|(_, found)| own(found)).collect();
    let others = all.iter().flat_map(|(_, found)| found.others.iter().map(|other| (found.severity, &other.1)));
    quotes.extend(others.map(|(severity, text)| (severity, clause(text, BRIEF))));
    let among = if quotes.len() > 2 { " among them" } else { "" };
    quotes.sort_by_key(|quote| Reverse(quote.0));
    let two: Vec<String> = quotes.into_iter().take(2).map(|quote| quote.1).collect();
    format!(",{among} {}", list(&two))
}

/// So many are a few.
const FEW: usize = 4;
/// How much of what an effect rests on is quoted where it is one of its kind; where there are more.
pub(super) const QUOTED: usize = 90;
const BRIEF: usize = 80;
/// And of what a ban names.
const NAMED: usize = 110;

/// The words that an effect rests on, as far as they can be quoted; of what the provider may do now, those that are new.
fn own_words(found: &Found) -> &str {
    let quote = found.effect.quote.as_deref().unwrap_or_default();
    let later = matches!(found.effect.id, "power_added" | "sanction_added") && quote.starts_with('…');
    if found.basis.text.is_empty() || later { quote } else { &found.basis.text }
}

/// Of several the one that matters most, the first of equals.
fn gravest<'a>(all: &[(usize, &'a Found)]) -> Option<&'a Found> {
    all.iter().rev().max_by_key(|(_, found)| found.severity).map(|(_, found)| *found)
}

/// Matters that say little of what is on them.
pub(super) const VAGUE: &[&str] = &["ai_output_misuse", "high_risk_use", "illegal_activity"];

/// The matters of counted things, each with how many of them are on it, the commonest first.
pub(super) fn topics_of(all: &[(usize, &Found)], banned: bool) -> Vec<(String, usize)> {
    let mut words: BTreeMap<Category, (String, usize)> = BTreeMap::new();
    let each = all.iter().flat_map(|(_, found)| {
        let others = found.others.iter().map(|(topic, text)| (*topic, text));
        std::iter::once((found.topic, &found.basis.text)).chain(others)
    });
    for (topic, said) in each {
        // What shows its matter in none of its own words is not counted among what is on it.
        let told = |topic: &Category| !VAGUE.contains(&topic.id()) && matter(*topic, banned, said).is_some();
        let Some(topic) = topic.filter(told) else {
            continue;
        };
        let (text, count) = words.entry(topic).or_default();
        text.push_str(said);
        text.push('\n');
        *count += 1;
    }
    let mut topics: Vec<(String, usize)> = Vec::new();
    for (name, count) in words.into_iter().filter_map(|(topic, (text, n))| Some((matter(topic, banned, &text)?, n))) {
        match topics.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known += count,
            None => topics.push((name, count)),
        }
    }
    topics.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    // Of a long list one member tells nothing.
    const LONG: usize = 4;
    if all.iter().any(|(_, f)| f.others.len() >= LONG) {
        topics.retain(|(_, count)| *count > 1);
    }
    topics
}

/// What counted things are about: the topics with how many of the things speak of each, the commonest first.
pub(super) fn on(topics: &[(String, usize)], things: usize) -> String {
    match topics {
        [] => String::new(),
        [(topic, count)] if *count == things => format!(" on {topic}"),
        [(topic, 1)] => format!(", one on {topic}"),
        [(topic, count)] => format!(", {} on {topic}", number(*count)),
        [(a, x), (b, y)] if x + y == things => format!(", on {a} and on {b}"),
        [(a, _), (b, _), ..] => format!(", among them on {a} and on {b}"),
    }
}

/// Effects whose few words leave open what they are about.
const PLAIN: &[&str] = &[
    "discretion_widened",
    "discretion_narrowed",
    "exception_added",
    "exception_removed",
    "commitment_withdrawn",
    "commitment_weakened",
];

/// Effects that tell what kind of change it is and not on which matter.
const GENERAL: &[&str] = &[
    "commitment_added",
    "commitment_weakened",
    "discretion_widened",
    "discretion_narrowed",
    "permission_added",
    "permission_withdrawn",
];

/// Beginnings of effects that say nothing without the words they rest on.
const BARE: &[&str] =
    &["commitment_withdrawn", "discretion_widened", "fee_introduced", "exception", "service", "monitoring"];

/// What notice may be given of.
const NOTIFIED: &[&str] = &["suspension_termination", "content_removal", "unilateral_change", "fees_penalties"];

/// A lone effect in a few words, with what it is about where that is known and not said.
fn phrase(found: &Found, after: Option<&str>) -> String {
    // Notice is given of what the provider does.
    let told_of = found.topic.is_some_and(|t| NOTIFIED.contains(&t.id()));
    let reaches = found.short.starts_with("a ") && holds_any(&found.short, &["holds", "has the limit"]);
    // What limits a rule stands in the new words.
    if let Some(after) =
        after.filter(|_| reaches && found.effect.id.ends_with("_narrowed") && !found.short.contains("done “"))
    {
        let limit = found.short.split(['“', '”']).nth(1).unwrap_or_default();
        let sentence = after.split_inclusive(". ").find(|sentence| sentence.contains(limit)).unwrap_or(after);
        return format!("{} ({})", found.short, clause(sentence, QUOTED));
    }
    let bare = BARE.iter().any(|id| found.effect.id.starts_with(id)) || reaches;
    if bare && !own_words(found).is_empty() {
        return format!("{} ({})", found.short, clause(own_words(found), QUOTED));
    }
    // What a ban names is quoted up to a clause's end.
    if let Some((says, _)) = found.short.split_once('“').filter(|_| found.short.ends_with("…”")) {
        return format!("{says}{}", clipped(&found.basis.text, NAMED));
    }
    // Of a word that came to a ban the sentence tells what is banned.
    let named = found.short.split(['“', '”']).nth(1).filter(|name| name.split_whitespace().count() <= 2);
    let within = |name: &str| after?.split_inclusive(". ").find(|sentence| sentence.contains(name));
    if let Some(sentence) = named.filter(|_| found.effect.id == "prohibition_widened").and_then(within) {
        return format!("{} ({})", found.short, clause(sentence, QUOTED));
    }
    match (found.topic.and_then(|t| matter(t, false, &found.basis.text)), found.about) {
        (Some(topic), Some(about)) if !found.effect.id.starts_with("notice") || told_of => about.replace("{}", &topic),
        (Some(topic), None) if PLAIN.contains(&found.effect.id) => format!("{} ({topic})", found.short),
        _ => found.short.clone(),
    }
}

/// Words that came or went in clause after clause.
fn repeated(told: &[(usize, &Told)]) -> Option<Point> {
    const OFTEN: usize = 3;
    let mut clauses: BTreeMap<(String, &str), BTreeSet<usize>> = BTreeMap::new();
    let mut only: BTreeSet<usize> = BTreeSet::new();
    for (at, told) in told.iter().filter(|(_, t)| t.change.kind == ChangeKind::Reworded) {
        let says = |text: &str| text.contains(char::is_alphanumeric);
        let edits = told.change.words.iter().filter_map(|w| match w {
            Words::Delete(text) if says(text) => Some((quoted(text).to_lowercase(), "is gone from")),
            Words::Insert(text) if says(text) => Some((quoted(text).to_lowercase(), "is new in")),
            _ => None,
        });
        let edits: Vec<(String, &str)> = edits.collect();
        if edits.len() == 1 {
            only.insert(*at);
        }
        for edit in edits {
            clauses.entry(edit).or_default().insert(*at);
        }
    }
    let alone = |at: &BTreeSet<usize>| at.intersection(&only).count();
    let ((words, says), at) =
        clauses.into_iter().max_by_key(|(_, at)| alone(at)).filter(|(_, at)| alone(at) >= OFTEN)?;
    let text = format!("{words} {says} {} clauses", number(at.len()));
    // A clause in which more changed is told of elsewhere, too.
    let changes = at.intersection(&only).copied().collect();
    Some(in_many_clauses(text, changes))
}

/// The point that one thing changed in many clauses.
fn in_many_clauses(text: String, changes: BTreeSet<usize>) -> Point {
    Point {
        severity: Severity::Low,
        direction: Direction::Neutral,
        specific: true,
        general: false,
        rank: 0,
        text,
        changes,
    }
}

/// Whether what stands under a heading binds or serves some readers only: "Additional restrictions for users in Australia".
fn reserved(heading: &str) -> bool {
    const WHO: &[&str] = &["users", "customers", "members", "residents", "consumers", "advertisers", "developers"];
    let lower = heading.to_lowercase();
    let some =
        |who: &&str| [" in ", " of ", " from ", " under "].iter().any(|tie| holds(&lower, &format!("{who}{tie}")));
    WHO.iter().any(some)
}
