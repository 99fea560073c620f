//! From a clause to what the rules say of it: applies them in the clause's context.
//!
//! Owns which matches count, what becomes of several for one category, and where a reason stands in the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::frame::{Frame, frames, governing};
use super::rules::{Entry, Grade, Meaning, Pattern, Topic, entry};
use super::text::Read;
use super::{Category, Finding, Severity, explain};
use crate::text::Utf16Range;

/// Spans shown of one finding; what repeats beyond is no news.
const MOST_SPANS: usize = 8;

/// One pattern's match.
struct Hit {
    topic: &'static Topic,
    frame: Frame,
    at: Range<usize>,
}

/// A category that a sentence of the clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) category: Category,
    pub(super) sentence: usize,
}

/// What the rules see in a clause.
pub(super) struct Seen {
    pub(super) text: Read,
    /// What each sentence does.
    pub(super) frames: Vec<Frame>,
    /// One for each match, in the order of the text; none of what stands above it.
    pub(super) mentions: Vec<Mention>,
    /// Gravest first.
    pub(super) findings: Vec<Finding>,
    /// How grave the clause is.
    pub(super) severity: Severity,
    /// Whether it binds its reader, whatever it is about.
    pub(super) restricts: bool,
}

/// Who a clause binds, where it begins with them.
const BOUND: &[&str] =
    &["you", "user", "users", "customer", "customers", "member", "members", "subscriber", "subscribers", "employees"];

/// What stands above a clause, read once for all clauses below it.
pub(super) struct Above {
    pub(super) heading: Read,
    pub(super) lead_in: Read,
    /// Whether there is a lead-in: the clause is an item then.
    pub(super) is_list: bool,
    pub(super) governing: Frame,
}

impl Above {
    pub(super) fn new(heading: &str, lead_in: &str) -> Self {
        let (heading, lead_in, is_list) = (Read::new(heading), Read::new(lead_in), !lead_in.is_empty());
        let governing = governing(&lead_in);
        Self { heading, lead_in, is_list, governing }
    }
}

/// What the rules say of a clause.
pub(super) fn look(clause: &str, above: &Above) -> Seen {
    let text = Read::new(clause);
    let Above { heading, lead_in, is_list, governing } = above;
    let frames = frames(&text, *is_list, *governing);
    let near = |pattern: &Pattern| {
        pattern.near.is_empty() || [&text, heading, lead_in].iter().any(|read| read.has(pattern.near))
    };

    let mut hits: BTreeMap<Category, Vec<Hit>> = BTreeMap::new();
    let mut mentions = Vec::new();
    let sentences = text.candidates().zip(&text.words.sentences).zip(&frames).enumerate();
    for (at, (((sentence, candidates), words), &frame)) in sentences {
        for (pattern, topic) in topics(candidates).filter(|(_, topic)| !topic.above && counts_in(topic, frame)) {
            let found = pattern.find_all(sentence);
            if found.is_empty() || !near(pattern) {
                continue;
            }
            mentions.extend(found.iter().map(|_| Mention { category: topic.category, sentence: at }));
            let words = &text.words.all[words.words.clone()];
            let at = found.into_iter().map(|r| words[r.start].at.start..words[r.end.max(r.start + 1) - 1].at.end);
            hits.entry(topic.category).or_default().extend(at.map(|at| Hit { topic, frame, at }));
        }
    }
    if hits.is_empty() {
        // Nothing in the text itself: what stands above a rule says what it is about. A sentence that is neither a rule
        // by its own words nor an item of a list is mere talk under that heading, and one that opens a list ("We do not
        // allow content that:") leaves the topic to its items.
        let frame = frames.first().copied().unwrap_or(Frame::None);
        let opens = clause.trim_end().ends_with(':');
        let is_rule = !opens && (frame != Frame::None || *is_list);
        let whole = trimmed(clause);
        for (sentence, candidates) in [lead_in, heading].into_iter().flat_map(Read::candidates) {
            for (pattern, topic) in topics(candidates).filter(|(_, topic)| topic.above) {
                let stands = pattern.is_in(sentence);
                if is_rule && stands && counts_in(topic, frame) && near(pattern) && !whole.is_empty() {
                    let hit = Hit { topic, frame, at: whole.clone() };
                    hits.entry(topic.category).or_default().push(hit);
                }
            }
        }
    }

    let mut findings: Vec<Finding> =
        hits.into_iter().filter_map(|(category, hits)| Some(finding(clause, &text, entry(category)?, hits))).collect();
    findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    let restricts = restricts(clause, &text, above, &frames);
    let severity = match findings.first() {
        Some(gravest) => gravest.severity,
        None if restricts => Severity::Medium,
        None => Severity::None,
    };
    Seen { text, frames, mentions, findings, severity, restricts }
}

/// Whether a clause binds its reader, whatever it is about: an item of what is forbidden or demanded, or
/// a sentence that begins with who must or must not. A sentence that opens a list leaves it to the items.
fn restricts(clause: &str, text: &Read, above: &Above, frames: &[Frame]) -> bool {
    let binds = |frame: Frame| matches!(frame, Frame::Prohibition | Frame::Duty);
    let bound = || text.words.all.first().is_some_and(|word| BOUND.contains(&text.words.text(word)));
    !clause.trim_end().ends_with(':')
        && (binds(above.governing) || bound() && frames.first().is_some_and(|frame| binds(*frame)))
}

/// What a text above a clause is about.
pub(super) fn about(read: &Read) -> BTreeSet<Category> {
    let all = read.candidates().flat_map(|(sentence, candidates)| topics(candidates).map(move |t| (sentence, t)));
    all.filter(|(sentence, (pattern, _))| pattern.is_in(sentence)).map(|(_, (_, topic))| topic.category).collect()
}

fn topics(candidates: &[&'static Pattern]) -> impl Iterator<Item = (&'static Pattern, &'static Topic)> {
    candidates.iter().filter_map(|pattern| match &pattern.meaning {
        Meaning::Category(topic) => Some((*pattern, topic)),
        Meaning::Frame(_) => None,
    })
}

/// Conduct that a sentence merely talks about is no finding; conduct that it permits or defines is one without severity.
fn counts_in(topic: &Topic, frame: Frame) -> bool {
    match topic.frames {
        [] => frame != Frame::Information || entry(topic.category).is_some_and(|e| !e.conduct),
        frames => frames.contains(&frame),
    }
}

fn finding(text: &str, read: &Read, entry: &Entry, hits: Vec<Hit>) -> Finding {
    let frame = hits.iter().map(|h| h.frame).min().unwrap_or(Frame::None);
    let holds = |grade: &Grade| {
        (grade.frames.is_empty() || grade.frames.contains(&frame))
            && (grade.find.is_empty() || read.has(grade.find))
            && !read.has(grade.unless)
    };
    let graded = entry.grades.iter().find(|grade| holds(grade)).map(|grade| grade.severity);
    let severity_of = |hit: &Hit| match () {
        () if entry.conduct && hit.frame.is_harmless() => Severity::None,
        () => graded.or(hit.topic.severity).unwrap_or(entry.severity),
    };
    let severity = hits.iter().map(severity_of).max().unwrap_or(entry.severity);
    let confidence = hits.iter().map(|h| h.topic.confidence).fold(0.0, f32::max);
    let spans = merged(hits.into_iter().map(|h| h.at).collect());
    Finding {
        category: entry.category,
        severity,
        confidence,
        why: explain::why(entry, frame, spans.iter().map(|at| &text[at.clone()])),
        spans: spans.into_iter().map(|at| Utf16Range::of(text, at)).collect(),
        regulations: entry.regulations,
    }
}

/// Sorted, overlapping ones made one.
fn merged(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_by_key(|s| (s.start, s.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged.truncate(MOST_SPANS);
    merged
}

fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}
