//! What whole sections that came or went tell a headline: their titles, and what the new ones bring.

use std::collections::BTreeSet;

use super::effects::{Found, split_sentences};
use super::matters::matter;
use super::points::{Point, QUOTED, VAGUE, on, topics_of};
use super::prose::{list, number, ruled as clause};
use super::settle::pointing;
use super::standing::stem_set;
use super::summary::Told;
use super::weight::binding;
use super::{ChangeKind, Direction};
use crate::judge::{Clause, Severity, judge_clause};

/// The sections that came, or those that went, whose titles are to be told.
pub(super) fn whole_sections(told: &[(usize, &Told)], kind: ChangeKind, tell: &dyn Fn(&str) -> bool) -> Option<Point> {
    const NAMED: usize = 3;
    let within: Vec<(usize, &Told, &String)> = told
        .iter()
        .filter(|(_, t)| t.change.kind == kind)
        .filter_map(|(at, t)| Some((*at, *t, t.section.as_ref()?)))
        .collect();
    let mut in_order: Vec<&(usize, &Told, &String)> = within.iter().collect();
    in_order.sort_by_key(|(_, told, _)| (told.change.new_provisions.first(), told.change.old_provisions.first()));
    let mut titles: Vec<String> = Vec::new();
    for (_, _, title) in in_order {
        if !titles.contains(title) {
            titles.push((*title).clone());
        }
    }
    titles.retain(|title| title.contains(char::is_alphabetic) && tell(title));
    if titles.len() > NAMED {
        // What readers could do against something is missed most.
        titles.sort_by_key(|title| {
            kind == ChangeKind::Added || !REMEDIES.iter().any(|word| title.to_lowercase().contains(word))
        });
    }
    let rules = if kind == ChangeKind::Added { ruled(&within, titles.len() == 1) } else { String::new() };
    let text = match (&titles[..], kind) {
        ([], _) => return None,
        ([one], ChangeKind::Added) => {
            let said = says_most(&within).filter(|_| rules.is_empty()).unwrap_or_default();
            format!("a new section, {one}{rules}{said}")
        }
        ([one], _) => format!("the section {one} is gone"),
        (few, ChangeKind::Added) if few.len() <= NAMED => format!("new sections, {}{rules}", list(few)),
        (few, _) if few.len() <= NAMED => format!("the sections {} are gone", list(few)),
        (many, ChangeKind::Added) => {
            format!("{} new sections, among them {}", number(many.len()), list(&many[..NAMED]))
        }
        (many, _) => format!("{} sections are gone, among them {}", number(many.len()), list(&many[..NAMED])),
    };
    let handed = if kind == ChangeKind::Removed { handed(told, &titles) } else { None };
    let (handing, elsewhere) = handed.unzip();
    let text = text + elsewhere.as_deref().unwrap_or_default();
    Some(Point {
        severity: within.iter().map(|(_, t, _)| t.change.severity).max()?.max(Severity::Medium),
        direction: Direction::Worse,
        specific: true,
        general: false,
        rank: 0,
        text,
        changes: within.iter().map(|(at, ..)| *at).chain(handing).collect(),
    })
}

/// Where a text that lost sections points now for what stood in them, and the change that does.
fn handed(told: &[(usize, &Told)], titles: &[String]) -> Option<(usize, String)> {
    /// So many words of the titles it speaks of, too.
    const COMMON: usize = 2;
    /// The name of the other document stands far behind in it.
    const LONG: usize = 120;
    let lost: BTreeSet<u64> = titles.iter().flat_map(|title| stem_set(title)).collect();
    let points = |t: &Told| pointing(t.change.before.as_deref(), t.change.after.as_deref()).map(str::to_owned);
    let mut sentences = told.iter().filter_map(|(at, t)| Some((*at, points(t)?)));
    let common = |s: &str| stem_set(s).iter().filter(|stem| lost.contains(stem)).count();
    let (at, sentence) = sentences.find(|(_, s)| common(s) >= COMMON)?;
    Some((at, format!(", and the text now points elsewhere ({})", clause(&sentence, LONG))))
}

/// What new sections bring: ", with a ban on spam and two duties". Of several it is not counted.
fn ruled(within: &[(usize, &Told, &String)], counted: bool) -> String {
    let kinds = [
        ("prohibition_added", "ban", "bans"),
        ("duty_added", "duty", "duties"),
        ("power_added", "right for the provider", "rights for the provider"),
        ("sanction_added", "sanction", "sanctions"),
    ];
    let mut parts = Vec::new();
    for (id, one, many) in kinds {
        let all: Vec<(usize, &Found)> = within
            .iter()
            .flat_map(|(at, t, _)| t.found.iter().map(|f| (*at, f)))
            .filter(|(_, f)| f.effect.id == id)
            .collect();
        let told: usize = all.iter().map(|(_, f)| 1 + f.others.len()).sum();
        // Of a list a part of which stood before it is not told how long it is.
        let uncounted = !counted || all.iter().any(|(at, _)| within.iter().any(|(of, t, _)| of == at && t.known));
        let topics = topics_of(&all, id.starts_with("prohibition"));
        let lone = all.len() == 1 && told == 1 && id == "prohibition_added";
        let only = all.first().filter(|_| lone && several(within));
        let about = match only.map(|(_, ban)| &ban.basis.text).filter(|ban| !ban.is_empty()) {
            // A section speaks of more than its one ban is about.
            Some(ban) => about_alone(ban).unwrap_or_else(|| format!(" ({})", clause(ban, QUOTED))),
            None if topics.first().is_some_and(|(_, count)| count * 2 < told) => String::new(),
            // "Five on violence" of how many?
            None if uncounted && topics.len() == 1 && topics[0].1 < told => format!(", among them on {}", topics[0].0),
            None => on(&topics, told),
        };
        // Only of bans it is told what they are about: with more the line would be hard to read.
        let about = match about.strip_prefix(", ").filter(|_| id == "prohibition_added") {
            Some(among) => format!(" ({among})"),
            None if id == "prohibition_added" => about,
            None => String::new(),
        };
        match (all.len(), told) {
            (0, _) => {}
            (1, 1) => parts.push(format!("a {one}{about}")),
            (1, _) if id == "prohibition_added" && uncounted => parts.push(format!("a list of {many}{about}")),
            _ if uncounted => parts.push(format!("{many}{about}")),
            (1, _) if id == "prohibition_added" => parts.push(format!("a list of {} {many}{about}", number(told))),
            _ => parts.push(format!("{} {many}{about}", number(told))),
        }
    }
    if parts.is_empty() { String::new() } else { format!(", with {}", list(&parts)) }
}

/// What a ban is about by its own words, where that is several things.
fn about_alone(ban: &str) -> Option<String> {
    const NAMED: usize = 3;
    let judged = judge_clause(Clause { text: ban, heading: "", lead_in: "" });
    let mut matters: Vec<String> = Vec::new();
    let telling = judged.findings.iter().filter(|finding| !VAGUE.contains(&finding.category.id()));
    for matter in telling.filter_map(|finding| matter(finding.category, true, ban)) {
        if !matters.contains(&matter) {
            matters.push(matter);
        }
    }
    match matters.len() {
        0 | 1 => None,
        2..=NAMED => Some(format!(" on {}", list(&matters))),
        _ => Some(format!(" on {} and more", matters[..NAMED].join(", "))),
    }
}

/// Whether a section is about several things.
fn several(within: &[(usize, &Told, &String)]) -> bool {
    let matters: BTreeSet<String> = within
        .iter()
        .flat_map(|(_, told, _)| {
            let text = told.change.after.as_deref().unwrap_or_default();
            told.change.categories.iter().filter_map(move |category| matter(*category, true, text))
        })
        .collect();
    matters.len() > 1
}

/// What rules most in a new section of which no effect tells, in its own words.
fn says_most(within: &[(usize, &Told, &String)]) -> Option<String> {
    let lines = within.iter().flat_map(|(_, t, _)| t.change.after.as_deref().unwrap_or_default().lines().skip(1));
    let sentences = lines.flat_map(|line| split_sentences(line).into_iter().map(move |part| &line[part]));
    // What one gives up comes before what the provider may do.
    let gives_up = |s: &str| GIVING_UP.iter().any(|word| s.to_lowercase().contains(word));
    let weight = |s: &str| binding(s) + usize::from(gives_up(s));
    let ruled: Vec<(usize, &str)> = sentences.map(|s| (weight(s), s)).filter(|(rules, _)| *rules > 0).collect();
    let (_, best) = ruled.into_iter().rev().max_by_key(|(rules, _)| *rules)?;
    Some(format!(" ({})", clause(best, QUOTED)))
}

const GIVING_UP: &[&str] = &["assign", "waive", "irrevocabl", "indemnif", "hold harmless", "at your own risk"];

/// Words of titles under which readers learn what they can do for themselves.
const REMEDIES: &[&str] = &["appeal", "complain", "counter", "dispute", "refund", "report", "what can "];
