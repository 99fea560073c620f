//! The answer in one line, as a person would write it, and what the changes come to.
//!
//! Owns the headline, the overall severity and direction, and what is said of silent edits: a text that changed while its
//! stated date did not, a date that moved while nothing else did. Says only what the changes say.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::effects::{Found, TOPICS, Topic};
use super::matters::{matter, unspoken};
use super::points::{Point, points};
use super::prose::{capital, day, list, lower, number, quoted};
use super::settle::{refers_elsewhere, spoken};
use super::standing::stem_set;
use super::{Change, ChangeKind, Direction, Materiality, Side, Verdict, Words};
use crate::judge::{Category, Severity};
use crate::read::Date;
use crate::text::normalize;

/// A change with the effects that it came from.
pub(super) struct Told {
    pub(super) change: Change,
    pub(super) found: Vec<Found>,
    /// The heading of the section that came or went whole with it.
    pub(super) section: Option<String>,
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
            _ => "Only a date changed; the text is the same".to_owned(),
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

fn substance(told: &[Told], old: Side<'_>, new: Side<'_>) -> String {
    let substantive: Vec<(usize, &Told)> =
        told.iter().enumerate().filter(|(_, t)| t.change.materiality == Materiality::Substantive).collect();
    if rewritten(told, old, new) {
        return rewriting(told, old, new);
    }
    let mut points = points(&substantive);
    points.sort_by_key(|p| {
        let worse = p.direction == Direction::Worse;
        let order = Reverse((p.severity, worse, p.specific, Reverse(p.rank), p.changes.len()));
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
        let new = shown < MOST && !p.changes.is_subset(&covered);
        if new {
            shown += 1;
            covered.extend(&p.changes);
        }
        new
    });
    let rest: Vec<&Change> =
        substantive.iter().filter(|(at, _)| !covered.contains(at)).map(|(_, t)| &t.change).collect();
    let mut parts: Vec<String> = points.into_iter().map(|p: Point| p.text).collect();
    match rest.len() {
        0 => {}
        _ if parts.is_empty() => parts.push(plainly(&rest, new)),
        1 => parts.push("one other change".to_owned()),
        n => parts.push(format!("{} other changes", number(n))),
    }
    parts.join("; ")
}

/// Whether most of the document is another one now.
pub(super) fn rewritten(told: &[Told], old: Side<'_>, new: Side<'_>) -> bool {
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

/// A document that was written anew: clause stands against clause no more, so what it speaks of is held against what it
/// spoke of. Single effects would tell of bans that only changed their place and words.
fn rewriting(told: &[Told], old: Side<'_>, new: Side<'_>) -> String {
    let sizes = [old, new].map(|side| number(side.policy.provisions.len()));
    let (was, is) = (&old.policy.title, &new.policy.title);
    if another(told, old, new) {
        let place = if is.is_empty() { String::new() } else { format!(", {}", quoted(is)) };
        return format!("another document stands here now{place} in place of {}", quoted(was));
    }
    let mut parts = vec![format!("rewritten almost throughout, {} clauses in place of {}", sizes[1], sizes[0])];
    parts.extend(turns(old, new));
    let said = parts.len() - 1;
    let (come, go) = (only(new, old), only(old, new));
    if !come.is_empty() && said < MOST {
        parts.push(format!("now covers {}", list(&come)));
    }
    // What a version only points to now it covers still.
    if !go.is_empty()
        && said < MOST
        && !refers_elsewhere(told.iter().map(|t| (t.change.before.as_deref(), t.change.after.as_deref())))
    {
        parts.push(format!("no longer covers {}", list(&go)));
    }
    parts.join("; ")
}

/// Matters that only one of two versions names at all, gravest first.
fn turns(old: Side<'_>, new: Side<'_>) -> Vec<String> {
    let (then, now) = (spoken(old), spoken(new));
    let text =
        |side: Side<'_>| side.policy.provisions.iter().map(|p| p.text.to_lowercase()).collect::<Vec<_>>().join("\n");
    let (was, is) = (text(old), text(new));
    let turn = |(at, topic): (usize, &'static Topic)| match (then[at], now[at]) {
        (0, 1..) if topic.silent(&was) => Some(&topic.comes),
        (1.., 0) if topic.silent(&is) => Some(&topic.goes),
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
    !old.policy.title.is_empty() && retitled(old, new) && fresh * 10 >= new.policy.provisions.len() * 7
}

fn retitled(old: Side<'_>, new: Side<'_>) -> bool {
    let bare = |side: Side<'_>| normalize(&side.policy.title).to_lowercase();
    bare(old) != bare(new)
}

/// What one version speaks of and the other does not, in no clause and by none of its words.
fn only(this: Side<'_>, other: Side<'_>) -> Vec<String> {
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
    let whole = format!(" {}", text(other, &mut (0..other.policy.provisions.len())).to_lowercase());
    let mut only: Vec<_> = these.into_iter().filter(|(category, _)| !others.contains_key(category)).collect();
    only.sort_by_key(|(_, (severity, _))| Reverse(*severity));
    only.into_iter()
        .filter(|(category, _)| unspoken(*category, &whole))
        .filter_map(|(category, (_, at))| matter(category, false, &text(this, &mut at.into_iter())))
        .take(MOST)
        .collect()
}

/// Changes by kind and place, where no effect speaks; few of them in their own words.
fn plainly(changes: &[&Change], new: Side<'_>) -> String {
    const FEW: usize = 2;
    let all: &[(ChangeKind, &str)] = &[
        (ChangeKind::Added, "added"),
        (ChangeKind::Removed, "removed"),
        (ChangeKind::Reworded, "reworded"),
        (ChangeKind::Moved, "moved"),
    ];
    // As many as the list of changes shows: what stands there as one block is a passage.
    let titled = |c: &Change| match (&c.new_provisions[..], &c.before, &c.after) {
        ([only], Some(before), Some(after)) => {
            let provision = &new.policy.provisions[*only];
            let title = |text: &str| {
                text.split_whitespace().count() <= 6
                    && text.starts_with(char::is_uppercase)
                    && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | ':'))
                    && !text.ends_with(['.', ';', ','])
            };
            provision.lead_in.is_none() && provision.marker.is_none() && title(before) && title(after)
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
    let line = format!("{}{}", list(&parts), about(changes));
    let few = changes.len() <= FEW;
    let alike = few && changes.iter().all(|c| c.kind == changes[0].kind);
    let mut telling: Vec<&&Change> = changes.iter().collect();
    if !few {
        telling.sort_by_key(|c| {
            let contact = changed_words(c).contains(['@', '/']);
            let heading = c.old_provisions.is_empty() && c.new_provisions.is_empty();
            let grave = c.severity.max(Severity::Low);
            Reverse((!heading, !contact, grave, c.kind != ChangeKind::Reworded, c.kind == ChangeKind::Added, says(c)))
        });
    }
    let mut details: Vec<String> = telling.into_iter().filter_map(|c| detail(c, alike)).collect();
    details.dedup_by_key(|d| d.to_lowercase());
    details.truncate(FEW);
    match details.is_empty() {
        true => line,
        false if few => format!("{line}: {}", details.join("; ")),
        false => format!("{line}, among them: {}", details.join("; ")),
    }
}

/// How much came or went, in letters.
fn says(change: &Change) -> usize {
    changed_words(change).len()
}

/// Where changes stand, else what they are about.
fn about(changes: &[&Change]) -> String {
    let mut sections: Vec<&str> = Vec::new();
    let dated = |s: &str| {
        ["updated", "effective", "last updated", "last modified"].iter().any(|w| s.to_lowercase().starts_with(w))
    };
    for section in changes.iter().filter_map(|c| c.path.last()).filter(|s| !dated(s)) {
        if !sections.contains(&section.as_str()) {
            sections.push(section);
        }
    }
    let quote = |s: &&str| quoted(s.trim_end_matches(':'));
    if (1..=2).contains(&sections.len()) && changes.iter().all(|c| !c.path.is_empty()) {
        return format!(", under {}", list(&sections.iter().map(quote).collect::<Vec<_>>()));
    }
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

/// The words that came or went.
fn changed_words(change: &Change) -> String {
    let edited = change.words.iter().filter_map(|w| match w {
        Words::Equal(_) => None,
        Words::Delete(text) | Words::Insert(text) => Some(text.as_str()),
    });
    let whole = [&change.before, &change.after].into_iter().flatten().filter(|_| change.words.is_empty());
    edited.chain(whole.map(String::as_str)).collect::<Vec<_>>().join(" ")
}

/// What a change says, in its own words as far as a line holds them. `told` says whether it was told already that it came
/// or went.
fn detail(change: &Change, told: bool) -> Option<String> {
    let whole = |text: &Option<String>, what: &str| {
        text.as_deref().map(|t| if told { quoted(t) } else { format!("{} {what}", quoted(t)) })
    };
    let text = |w: &Words| match w {
        Words::Equal(t) | Words::Delete(t) | Words::Insert(t) => quoted(t),
    };
    let edits: Vec<&Words> =
        change.words.iter().filter(|w| !matches!(w, Words::Equal(_)) && says_something(w)).collect();
    match (change.kind, &edits[..]) {
        (ChangeKind::Reworded, [gone @ Words::Delete(_), come @ Words::Insert(_)]) => {
            Some(format!("{} became {}", text(gone), text(come)))
        }
        (ChangeKind::Reworded, [gone @ Words::Delete(_)]) => Some(format!("{} is gone", text(gone))),
        (ChangeKind::Reworded, [come @ Words::Insert(_)]) => Some(format!("{} is new", text(come))),
        (ChangeKind::Reworded, edits) => {
            // What only went to another place of the clause neither came nor went.
            let longest = |wanted: fn(&Words) -> bool, other: &Option<String>| {
                let other = other.as_deref().unwrap_or_default();
                edits.iter().copied().filter(|w| wanted(w) && !stands(plain(w), other)).max_by_key(|w| plain(w).len())
            };
            let come = longest(|w| matches!(w, Words::Insert(_)), &change.before);
            let gone = longest(|w| matches!(w, Words::Delete(_)), &change.after);
            // Nor is gone what is said in other words, or short.
            let (was, is) = (change.before.as_deref().unwrap_or_default(), change.after.as_deref().unwrap_or_default());
            let kept = gone.is_some_and(|w| reworded(plain(w), is));
            let tells = |text: &str| !stem_set(text).is_empty() || text.contains(|c: char| c.is_ascii_digit());
            let gone = gone.filter(|w| !kept && tells(plain(w)));
            let come = come.filter(|w| !kept && tells(plain(w)) && !abbreviates(plain(w).trim(), was));
            match (gone, come) {
                (gone, Some(come)) if gone.is_none_or(|gone| plain(gone).len() <= plain(come).len()) => {
                    Some(format!("{} is new", text(come)))
                }
                (Some(gone), _) => Some(format!("{} is gone", text(gone))),
                _ => None,
            }
        }
        (ChangeKind::Added, _) => whole(&change.after, "is new"),
        (ChangeKind::Removed, _) => whole(&change.before, "is gone"),
        _ => None,
    }
}

/// Whether most of what a text says stands in another.
fn stands(text: &str, other: &str) -> bool {
    shares(text, other) * 4 > stem_set(text).len() * 3
}

/// How many stems of a text another one has.
fn shares(text: &str, other: &str) -> usize {
    let others = stem_set(other);
    stem_set(text).iter().filter(|stem| others.binary_search(stem).is_ok()).count()
}

/// Whether half of what a text says stands in another, or its words do by their first letters.
fn reworded(text: &str, other: &str) -> bool {
    let common = shares(text, other);
    let short = other.split(|c: char| !c.is_alphanumeric()).any(|word| abbreviates(word, text));
    short || common >= 3 && common * 2 >= stem_set(text).len()
}

/// Whether a word is made of the first letters of words that follow each other in a text.
fn abbreviates(word: &str, text: &str) -> bool {
    let capitals = (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let first = |word: &str| word.chars().next().map(|c| c.to_ascii_uppercase());
    capitals && text.split_whitespace().filter_map(first).collect::<String>().contains(word)
}

fn plain(words: &Words) -> &str {
    let (Words::Equal(text) | Words::Delete(text) | Words::Insert(text)) = words;
    text
}

/// Whether an edit holds more than punctuation.
fn says_something(words: &Words) -> bool {
    plain(words).contains(char::is_alphanumeric)
}
