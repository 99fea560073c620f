//! The answer in one line, as a person would write it, and what the changes come to.
//!
//! Owns the headline, the overall severity and direction, and what is said of silent edits: a text that changed while its
//! stated date did not, a date that moved while nothing else did. Says only what the changes say.

use std::collections::BTreeSet;

use super::effects::Found;
use super::{Change, ChangeKind, Direction, Materiality, Side, Verdict, Words};
use crate::judge::{Severity, category_text};
use crate::read::Date;

/// A change with the effects that it came from.
pub(super) struct Told {
    pub(super) change: Change,
    pub(super) found: Vec<Found>,
}

/// Things that the headline tells before it only counts.
const MOST: usize = 3;

/// What the changes come to for the reader: the direction of the gravest; of equals, of the more.
pub(super) fn direction<'a>(all: impl Iterator<Item = (Direction, Severity)> + Clone + 'a) -> Direction {
    let weight = |wanted: Direction| {
        let mut of = all.clone().filter(|(d, _)| *d == wanted).map(|(_, s)| s).collect::<Vec<_>>();
        of.sort_unstable_by_key(|s| std::cmp::Reverse(*s));
        of
    };
    match weight(Direction::Worse).cmp(&weight(Direction::Better)) {
        std::cmp::Ordering::Greater => Direction::Worse,
        std::cmp::Ordering::Less => Direction::Better,
        std::cmp::Ordering::Equal => Direction::Neutral,
    }
}

/// The headline.
pub(super) fn headline(told: &[Told], verdict: Verdict, old: Side<'_>, new: Side<'_>) -> String {
    let (then, now) = (old.policy.effective_date, new.policy.effective_date);
    match verdict {
        Verdict::Unchanged => "Nothing changed".to_owned(),
        Verdict::Editorial => editorial(told, then, now),
        Verdict::Changed => {
            let mut line = capital(&substance(told, old, new));
            if let (Some(then), Some(now)) = (then, now)
                && then == now
            {
                line.push_str(&format!("; the stated date, {}, is still the same", day(now)));
            }
            line
        }
    }
}

fn editorial(told: &[Told], then: Option<Date>, now: Option<Date>) -> String {
    let reasons: BTreeSet<&str> = told.iter().filter_map(|t| t.change.editorial_reason.as_deref()).collect();
    if reasons.iter().all(|r| r.starts_with("A date")) {
        return match (then, now) {
            (Some(then), Some(now)) if then != now => {
                format!("Only the date changed, from {} to {}; the text is the same", day(then), day(now))
            }
            _ => "Only a date changed; the text is the same".to_owned(),
        };
    }
    let all = reasons.iter().map(|r| lower(r)).collect::<Vec<_>>();
    format!("No change in substance, only {}", list(&all))
}

/// One thing that the headline can tell.
struct Point {
    severity: Severity,
    direction: Direction,
    text: String,
    changes: BTreeSet<usize>,
}

fn substance(told: &[Told], old: Side<'_>, new: Side<'_>) -> String {
    let substantive: Vec<(usize, &Told)> =
        told.iter().enumerate().filter(|(_, t)| t.change.materiality == Materiality::Substantive).collect();
    let mut points = points(&substantive);
    points.sort_by_key(|p| {
        let worse = p.direction == Direction::Worse;
        (std::cmp::Reverse((p.severity, worse, p.changes.len())), p.changes.first().copied())
    });
    let rewritten = rewritten(told, old, new);
    let shown = if rewritten { MOST - 1 } else { MOST };
    points.truncate(shown);
    let covered: BTreeSet<usize> = points.iter().flat_map(|p| p.changes.iter().copied()).collect();
    let rest: Vec<&Told> = substantive.iter().filter(|(at, _)| !covered.contains(at)).map(|(_, t)| *t).collect();
    let mut parts: Vec<String> = points.into_iter().map(|p| p.text).collect();
    if rewritten {
        parts.insert(0, "rewritten almost throughout".to_owned());
    } else if parts.is_empty() {
        parts.push(kinds(&rest) + &detail(&rest));
    } else if !rest.is_empty() {
        parts.push(if rest.len() == 1 {
            "one other change".to_owned()
        } else {
            format!("{} other changes", number(rest.len()))
        });
    }
    parts.join("; ")
}

/// Whether most of the document is another one now.
fn rewritten(told: &[Told], old: Side<'_>, new: Side<'_>) -> bool {
    let touched = |side: fn(&Change) -> &Vec<usize>| -> usize {
        let changes = told
            .iter()
            .map(|t| &t.change)
            .filter(|c| c.materiality == Materiality::Substantive && c.kind != ChangeKind::Moved);
        changes.map(|c| side(c).len()).sum()
    };
    let mostly = |part: usize, of: usize| of >= 12 && part * 10 >= of * 7;
    mostly(touched(|c| &c.old_provisions), old.policy.provisions.len())
        && mostly(touched(|c| &c.new_provisions), new.policy.provisions.len())
}

/// Bans, duties and rights are counted; everything else speaks for itself.
fn points(told: &[(usize, &Told)]) -> Vec<Point> {
    const COUNTED: &[(&str, &str, &str)] = &[
        ("prohibition_added", "new ban", "new bans"),
        ("duty_added", "new duty", "new duties"),
        ("permission_withdrawn", "permission withdrawn", "permissions withdrawn"),
        ("power_added", "new right for the provider", "new rights for the provider"),
        ("commitment_removed", "promise of the provider gone", "promises of the provider gone"),
        ("prohibition_removed", "ban gone", "bans gone"),
        ("duty_removed", "duty gone", "duties gone"),
        ("permission_added", "new permission", "new permissions"),
        ("power_removed", "right of the provider gone", "rights of the provider gone"),
        ("commitment_added", "new promise by the provider", "new promises by the provider"),
    ];
    let mut points: Vec<Point> = Vec::new();
    for &(id, one, many) in COUNTED {
        let counted = |f: &&Found| f.effect.id == id && f.short.is_empty();
        let all: Vec<(usize, &Found)> =
            told.iter().flat_map(|(at, t)| t.found.iter().filter(counted).map(|f| (*at, f))).collect();
        let Some((_, first)) = all.first() else { continue };
        let mut topics: Vec<&'static str> = Vec::new();
        let titles = all.iter().filter_map(|(_, f)| f.topic).filter_map(category_text).map(|t| t.title);
        titles.for_each(|t| {
            if !topics.contains(&t) {
                topics.push(t)
            }
        });
        let count =
            if all.len() == 1 { format!("{} {one}", article(one)) } else { format!("{} {many}", number(all.len())) };
        points.push(Point {
            severity: all.iter().map(|(_, f)| f.severity).max().unwrap_or(Severity::None),
            direction: first.direction,
            text: format!("{count}{}", on(&topics, all.len())),
            changes: all.iter().map(|(at, _)| *at).collect(),
        });
    }
    for (at, told) in told {
        for found in told.found.iter().filter(|f| !f.short.is_empty()) {
            if let Some(point) =
                points.iter_mut().find(|p| p.text == found.short || p.text.starts_with(&format!("{} (", found.short)))
            {
                point.changes.insert(*at);
                point.severity = point.severity.max(found.severity);
                continue;
            }
            let about = found.topic.filter(|_| PLAIN.contains(&found.effect.id)).and_then(category_text);
            let text = match about {
                Some(topic) => format!("{} ({})", found.short, lower(topic.title)),
                None => found.short.clone(),
            };
            points.push(Point { severity: found.severity, direction: found.direction, text, changes: [*at].into() });
        }
    }
    points
}

/// Effects whose few words leave open what they are about.
const PLAIN: &[&str] = &[
    "notice_dropped",
    "notice_added",
    "discretion_widened",
    "discretion_narrowed",
    "exception_added",
    "exception_removed",
    "prohibition_widened",
    "prohibition_narrowed",
    "permission_withdrawn",
    "commitment_withdrawn",
];

/// What counted things are about.
fn on(topics: &[&str], things: usize) -> String {
    let names: Vec<String> = topics.iter().take(2).map(|t| lower(t)).collect();
    match (names.len(), things) {
        (0, _) => String::new(),
        (1, 1) => format!(" on {}", names[0]),
        (1, n) if n > 1 && topics.len() == 1 => format!(", {}on {}", if n == 2 { "one " } else { "" }, names[0]),
        _ if topics.len() > 2 => format!(", among them on {}", names.join(" and on ")),
        _ => format!(", on {}", names.join(" and on ")),
    }
}

/// Changes by kind, where no effect speaks.
fn kinds(told: &[&Told]) -> String {
    let all: &[(ChangeKind, &str, &str)] = &[
        (ChangeKind::Added, "clause added", "clauses added"),
        (ChangeKind::Removed, "clause removed", "clauses removed"),
        (ChangeKind::Reworded, "clause reworded", "clauses reworded"),
        (ChangeKind::Moved, "clause moved", "clauses moved"),
    ];
    let headings = told.iter().all(|t| t.change.old_provisions.is_empty() && t.change.new_provisions.is_empty());
    let parts: Vec<String> = all
        .iter()
        .filter_map(|&(kind, one, many)| {
            let of = told.iter().filter(|t| t.change.kind == kind);
            let count: usize =
                of.map(|t| t.change.old_provisions.len().max(t.change.new_provisions.len()).max(1)).sum();
            let (one, many) = if headings {
                (one.replace("clause", "heading"), many.replace("clauses", "headings"))
            } else {
                (one.into(), many.into())
            };
            match count {
                0 => None,
                1 => Some(format!("one {one}")),
                n => Some(format!("{} {many}", number(n))),
            }
        })
        .collect();
    let mut sections: Vec<&str> = told.iter().filter_map(|t| t.change.path.last()).map(String::as_str).collect();
    sections.sort_unstable();
    sections.dedup();
    match sections[..] {
        [only] if told.iter().all(|t| !t.change.path.is_empty()) => format!("{}, under “{only}”", list(&parts)),
        _ => list(&parts),
    }
}

/// What a lone change says, where that fits the line.
fn detail(told: &[&Told]) -> String {
    let [Told { change, .. }] = told else { return String::new() };
    let fits = |t: &str| (1..=60).contains(&t.trim().chars().count()) && !t.contains('\n');
    let text = |w: &Words| match w {
        Words::Equal(t) | Words::Delete(t) | Words::Insert(t) => t.trim().to_owned(),
    };
    let edits: Vec<&Words> = change.words.iter().filter(|w| !matches!(w, Words::Equal(_))).collect();
    match (change.kind, &edits[..]) {
        (ChangeKind::Reworded, [gone @ Words::Delete(_), come @ Words::Insert(_)])
            if fits(&text(gone)) && fits(&text(come)) =>
        {
            format!(": “{}” became “{}”", text(gone), text(come))
        }
        (ChangeKind::Reworded, [gone @ Words::Delete(_)]) if fits(&text(gone)) => format!(": “{}” is gone", text(gone)),
        (ChangeKind::Reworded, [come @ Words::Insert(_)]) if fits(&text(come)) => format!(": “{}” is new", text(come)),
        (ChangeKind::Added, _) => {
            change.after.as_deref().filter(|t| fits(t)).map_or_else(String::new, |t| format!(": “{t}”"))
        }
        (ChangeKind::Removed, _) => {
            change.before.as_deref().filter(|t| fits(t)).map_or_else(String::new, |t| format!(": “{t}”"))
        }
        _ => String::new(),
    }
}

fn list(parts: &[String]) -> String {
    match parts {
        [] => "no clause".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn article(what: &str) -> &'static str {
    if what.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

fn number(n: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(n).map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

/// A title within a sentence: "Spam and messaging" begins small, "AI output" does not.
fn lower(title: &str) -> String {
    let mut chars = title.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(title.chars().skip(1)).collect()
        }
        _ => title.to_owned(),
    }
}

fn capital(line: &str) -> String {
    let mut chars = line.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// "1 May 2024".
fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let text = date.to_string();
    let mut parts = text.split('-').filter_map(|p| p.parse::<usize>().ok());
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month @ 1..=12), Some(day)) => format!("{day} {} {year}", MONTHS[month - 1]),
        _ => text,
    }
}
