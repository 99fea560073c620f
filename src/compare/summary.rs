//! The answer in one line, as a person would write it, and what the changes come to.
//!
//! Owns the headline, the overall severity and direction, and what is said of silent edits: a text that changed while its
//! stated date did not, a date that moved while nothing else did. Says only what the changes say.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::effects::Found;
use super::matters::matter;
use super::points::{Point, points};
use super::prose::{TITLE, capital, clipped, day, list, lower, number};
use super::quoting::{Elsewhere, changed_words, detail, empty, repeats};
use super::rewriting::{anew, another, rewriting, rewritten};
use super::said::Said;
use super::weight::{binding, trifling};
use super::{Change, ChangeKind, Direction, Materiality, Side, Verdict};
use crate::judge::Severity;
use crate::read::Date;

/// A change with the effects that it came from.
pub(super) struct Told {
    pub(super) change: Change,
    pub(super) found: Vec<Found>,
    /// The heading of the section that came or went whole with it.
    pub(super) section: Option<String>,
    /// Whether a part of what it says stood in the other version already, or still does.
    pub(super) known: bool,
}

/// Things that the headline tells before it only counts.
pub(super) const MOST: usize = 3;

/// What the changes come to for the reader: the direction of the gravest; of equals, of the more.
pub(super) fn direction<'a>(all: impl Iterator<Item = (Direction, Severity)> + Clone + 'a) -> Direction {
    let weight = |wanted: Direction| {
        let mut of = all.clone().filter(|(d, _)| *d == wanted).map(|(_, s)| s).collect::<Vec<_>>();
        of.sort_unstable_by_key(|s| std::cmp::Reverse(*s));
        of
    };
    // A word more or less in one clause of many does not make a document better or worse.
    const MANY: usize = 4;
    let turned = all.clone().filter(|(d, _)| *d != Direction::Neutral);
    if turned.clone().all(|(_, s)| s <= Severity::Low) && turned.count() * MANY < all.clone().count() {
        return Direction::Neutral;
    }
    match weight(Direction::Worse).cmp(&weight(Direction::Better)) {
        std::cmp::Ordering::Greater => Direction::Worse,
        std::cmp::Ordering::Less => Direction::Better,
        std::cmp::Ordering::Equal => Direction::Neutral,
    }
}

/// The headline.
pub(super) fn headline(
    told: &[Told],
    (verdict, still, unloaded): (Verdict, bool, Option<&str>),
    (old, new): (Side<'_>, Side<'_>),
    said: &[Said<'_>; 2],
) -> String {
    let (then, now) = (old.policy.effective_date, new.policy.effective_date);
    match verdict {
        Verdict::Unchanged => "Nothing changed".to_owned(),
        Verdict::Editorial => editorial(told, then, now),
        Verdict::Changed => {
            let mut line = match (still, unloaded) {
                (true, _) => "Words and order changed almost throughout; no change of substance was found".to_owned(),
                (false, None) => capital(&substance(told, old, new, said)),
                (false, Some(which)) => {
                    format!(
                        "{which} failed to load, so what follows may be no news: {}",
                        substance(told, old, new, said)
                    )
                }
            };
            if let Some(now) = now.filter(|_| then == now) {
                line.push_str(&format!("; still dated {}", day(now)));
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
            _ => {
                let all = |kind| told.iter().all(|t| t.change.kind == kind);
                let what = match (all(ChangeKind::Added), all(ChangeKind::Removed)) {
                    (true, _) => "was added",
                    (_, true) => "is gone",
                    _ => "changed",
                };
                format!("Only a date {what}; the text is the same")
            }
        };
    }
    let mut all: Vec<String> = Vec::new();
    for reason in reasons.iter().flat_map(|r| r.split("; ")).map(lower) {
        if !all.contains(&reason) {
            all.push(reason);
        }
    }
    format!("No change in substance, only {}", list(&all))
}

fn substance(told: &[Told], old: Side<'_>, new: Side<'_>, said: &[Said<'_>; 2]) -> String {
    let substantive: Vec<(usize, &Told)> =
        told.iter().enumerate().filter(|(_, t)| t.change.materiality == Materiality::Substantive).collect();
    if rewritten(told, old, new) && (anew(told, old, new) || another(told, old, new)) {
        return rewriting(told, old, new, said);
    }
    let mut points = points(&substantive);
    points.sort_by_key(|p| {
        let worse = p.direction == Direction::Worse;
        let weight = p.severity as u8 - u8::from(p.general && p.severity > Severity::Low);
        let order = Reverse((weight, worse, p.specific, Reverse(p.rank), p.changes.len()));
        (order, p.changes.first().copied())
    });
    // One word more or less in a ban is not what a long list of changes is about.
    const SLIGHT: usize = 5;
    let slight = |p: &Point| p.severity <= Severity::Low && p.changes.len() == 1 && p.text.starts_with("a ban no");
    if points.iter().all(slight) && substantive.len() > SLIGHT {
        points.clear();
    }
    // Each change is told of once, by the gravest thing that it does.
    let mut covered: BTreeSet<usize> = BTreeSet::new();
    let mut shown = 0;
    points.retain(|p| {
        // But what is gravest is not hidden by another thing that the same clause does.
        let grave = p.severity == Severity::High && p.specific && !p.text.contains("notice");
        let new = shown < MOST && (grave || !p.changes.is_subset(&covered));
        if new {
            shown += 1;
            covered.extend(&p.changes);
        }
        new
    });
    let mut parts: Vec<String> = points.into_iter().map(|p: Point| p.text).collect();
    // Nor is a clause that is grave passed over because no effect tells of it.
    let untold = |(at, t): &&(usize, &Told)| !covered.contains(at) && t.change.severity > Severity::Low;
    let grave = substantive.iter().find(untold).filter(|_| !parts.is_empty() && shown < MOST);
    let elsewhere = Elsewhere::of(old, new);
    if let Some((at, line)) =
        grave.and_then(|(at, t)| Some((*at, detail(&t.change, (false, false, false), &elsewhere)?)))
    {
        covered.insert(at);
        parts.push(line);
    }
    let rest: Vec<&Change> =
        substantive.iter().filter(|(at, _)| !covered.contains(at)).map(|(_, t)| &t.change).collect();
    match rest.len() {
        0 => {}
        _ if parts.is_empty() => parts.push(plainly(&rest, old, new)),
        1 => parts.push("one other change".to_owned()),
        n => parts.push(format!("{} other changes", number(n))),
    }
    parts.join("; ")
}

/// Changes by kind and place, where no effect speaks; few of them in their own words.
fn plainly(changes: &[&Change], old: Side<'_>, new: Side<'_>) -> String {
    const FEW: usize = 2;
    /// Fewer letters are a word or two.
    const PHRASE: usize = 30;
    let all: &[(ChangeKind, &str)] = &[
        (ChangeKind::Added, "added"),
        (ChangeKind::Removed, "removed"),
        (ChangeKind::Reworded, "reworded"),
        (ChangeKind::Moved, "moved"),
    ];
    let title = |text: &str| {
        text.split_whitespace().count() <= 6
            && text.starts_with(char::is_uppercase)
            && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | ':'))
            && !text.ends_with(['.', ';', ','])
    };
    // As many as the list of changes shows: what stands there as one block is a passage.
    let titled = |c: &Change| match (&c.new_provisions[..], &c.before, &c.after) {
        ([only], Some(before), Some(after)) => {
            let provision = &new.policy.provisions[*only];
            provision.lead_in.is_none() && provision.marker.is_none() && title(before) && title(after)
        }
        _ => false,
    };
    // Captions that went say less than any clause.
    let loose = |at: &usize| {
        let provision = &old.policy.provisions[*at];
        provision.lead_in.is_none() && provision.marker.is_none()
    };
    let captions = |c: &Change| match (c.kind, &c.before) {
        (ChangeKind::Removed, Some(gone)) => {
            c.old_provisions.len() > 1 && c.old_provisions.iter().all(loose) && gone.lines().all(title)
        }
        _ => false,
    };
    let size = |c: &&&Change| match c.old_provisions.len().max(c.new_provisions.len()) {
        0 => 0,
        _ => usize::from(!titled(c)),
    };
    let blocks = changes.iter().any(|c| c.old_provisions.len().max(c.new_provisions.len()) > 1);
    let clause = if blocks { "passage" } else { "clause" };
    let mut parts = Vec::new();
    let mut unsaid = clause;
    for &(kind, done) in all {
        let of = || changes.iter().filter(|c| c.kind == kind);
        let clauses: usize = of().map(|c| size(&c)).sum();
        let headings = of().filter(|c| size(c) == 0).count();
        let counted = |count: usize, what: &str| {
            let plural = if count > 1 && !what.is_empty() { "s" } else { "" };
            (count > 0).then(|| format!("{} {what}{plural}", number(count)).trim_end().to_owned())
        };
        // "Two clauses added and one removed".
        let what = (counted(clauses, if headings > 0 { clause } else { unsaid }), counted(headings, "heading"));
        match (&what.0, &what.1) {
            (Some(a), Some(b)) => parts.push(format!("{a} and {b} {done}")),
            (Some(one), None) => {
                parts.push(format!("{one} {done}"));
                unsaid = "";
            }
            (None, Some(one)) => parts.push(format!("{one} {done}")),
            (None, None) => {}
        }
    }
    let few = changes.len() <= FEW;
    let alike = few && changes.iter().all(|c| c.kind == changes[0].kind);
    let mut telling: Vec<&&Change> = changes.iter().collect();
    telling.sort_by_key(|c| {
        let heading = c.old_provisions.is_empty() && c.new_provisions.is_empty();
        let words = changed_words(c);
        let rules = binding(&words);
        // What a section is called now tells more than words of no weight.
        let named = heading && c.kind == ChangeKind::Reworded && !trifling(&words);
        let tells = rules > 0 || c.severity > Severity::None || words.len() >= PHRASE;
        let class = if heading { usize::from(named) } else { 2 * usize::from(tells) };
        Reverse((class, !trifling(&words), c.severity.max(Severity::Low), rules, words.len()))
    });
    let elsewhere = Elsewhere::of(old, new);
    let mut details: Vec<String> = Vec::new();
    for last in [false, true] {
        if details.is_empty() {
            let manner = (alike, changes.len() == 1, last);
            let told = telling.iter().filter(|c| last || !captions(c)).take(4 * FEW);
            details.extend(told.filter_map(|c| detail(c, manner, &elsewhere)));
        }
    }
    details.sort_by_key(|d| (empty(d), trifling(d), binding(d) == 0));
    let mut told: Vec<String> = Vec::new();
    for detail in details {
        // How to reach someone is told where nothing else is.
        let more = !empty(&detail) && !detail.contains('@');
        if told.len() < FEW && (told.is_empty() || more) && !told.iter().any(|known| repeats(&detail, known)) {
            told.push(detail);
        }
    }
    let details = told;
    let line = format!("{}{}", list(&parts), place(changes, old, new));
    match details.is_empty() {
        true => format!("{line}{}", about(changes)),
        false if few => format!("{line}: {}", details.join("; ")),
        false => format!("{line}, among them: {}", details.join("; ")),
    }
}

/// The section in which all changes stand, where it is sure that they do.
fn place(changes: &[&Change], old: Side<'_>, new: Side<'_>) -> String {
    let Some(section) = changes.first().and_then(|c| c.path.last()) else { return String::new() };
    let dated = |s: &str| {
        ["updated", "effective", "last updated", "last modified"].iter().any(|w| s.to_lowercase().starts_with(w))
    };
    let within = |c: &&Change| {
        let (side, at) = if c.new_provisions.is_empty() { (old, &c.old_provisions) } else { (new, &c.new_provisions) };
        c.path.last() == Some(section) && at.iter().all(|&at| stands_under(side, at, section))
    };
    let sure = !dated(section) && changes.iter().all(within);
    if sure { format!(", under {}", clipped(section.trim_end_matches(':'), TITLE)) } else { String::new() }
}

/// Whether a provision stands under a heading for certain: where headings of a page were read as lines, all that follows
/// would stand under the last one that was not.
fn stands_under(side: Side<'_>, at: usize, section: &str) -> bool {
    const MOST: usize = 15;
    let provisions = &side.policy.provisions;
    let under = |i: &usize| provisions[*i].path.last().is_some_and(|h| **h == *section);
    let from = (0..=at).rev().take_while(under).last();
    let size = (at..provisions.len()).take_while(under).count() + from.map_or(0, |from| at - from);
    let titled = |text: &str| {
        let words = text.split_whitespace().count();
        let shouted = text.len() > 3 && !text.contains(char::is_lowercase);
        words <= 8 && text.starts_with(char::is_uppercase) && (shouted || !text.ends_with(['.', ';', ',', ':', ')']))
    };
    let title = |i: usize| {
        let line = &provisions[i];
        line.lead_in.is_none() && line.marker.is_none() && titled(line.text.trim())
    };
    from.is_some_and(|from| size <= MOST.max(provisions.len() / 6) && !(from..at).any(title))
}

/// What changes are about, where nothing of them can be quoted.
fn about(changes: &[&Change]) -> String {
    let mut topics: Vec<String> = Vec::new();
    for topic in changes.iter().filter_map(|c| matter(*c.categories.first()?, false, &changed_words(c))) {
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    match topics.len() {
        0 => String::new(),
        1..=MOST => format!(", on {}", list(&topics)),
        _ => format!(", on {} and more", topics[..MOST - 1].join(", ")),
    }
}
