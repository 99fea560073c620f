//! From a clause to findings: applies the rules in the clause's context.
//!
//! Owns which matches count, what becomes of several for one category, and where a reason stands in the text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::frame::{Frame, frames, governing};
use super::rules::{Entry, Grade, Meaning, Pattern, Topic, candidates, entry};
use super::text::Read;
use super::{Category, Clause, Finding, Severity, explain};
use crate::text::Utf16Range;

/// Spans shown of one finding; what repeats beyond is no news.
const MOST_SPANS: usize = 8;

/// One pattern's match.
struct Hit {
    topic: &'static Topic,
    frame: Frame,
    at: Range<usize>,
}

/// The findings of the rules, gravest first.
pub(super) fn findings(clause: Clause<'_>) -> Vec<Finding> {
    let text = Read::new(clause.text);
    let heading = Read::new(clause.heading);
    let lead_in = Read::new(clause.lead_in);
    let governing = governing(&lead_in.words, &lead_in.atoms);
    let frames = frames(&text.words, &text.atoms, !clause.lead_in.is_empty(), governing);
    let near = |pattern: &Pattern| {
        pattern.near.is_empty() || [&text, &heading, &lead_in].iter().any(|read| read.has(pattern.near))
    };

    let mut hits: BTreeMap<Category, Vec<Hit>> = BTreeMap::new();
    for (pattern, topic) in topics(&text).filter(|(_, topic)| !topic.above) {
        for ((sentence, atoms), &frame) in text.words.sentences.iter().zip(text.sentences()).zip(&frames) {
            if !counts_in(topic, frame) {
                continue;
            }
            let found = pattern.find_all(atoms);
            if found.is_empty() || !near(pattern) {
                continue;
            }
            let words = &text.words.all[sentence.words.clone()];
            let at = found.into_iter().map(|r| words[r.start].at.start..words[r.end.max(r.start + 1) - 1].at.end);
            hits.entry(topic.category).or_default().extend(at.map(|at| Hit { topic, frame, at }));
        }
    }
    if hits.is_empty() {
        // Nothing in the text itself: what stands above a rule says what it is about. A sentence that is neither a rule
        // by its own words nor an item of a list is mere talk under that heading, and one that opens a list ("We do not
        // allow content that:") leaves the topic to its items.
        let frame = frames.first().copied().unwrap_or(Frame::None);
        let opens = clause.text.trim_end().ends_with(':');
        let is_rule = !opens && (frame != Frame::None || !clause.lead_in.is_empty());
        let whole = trimmed(clause.text);
        for read in [&lead_in, &heading] {
            for (pattern, topic) in topics(read).filter(|(_, topic)| topic.above) {
                let stands = read.sentences().any(|s| !pattern.find_all(s).is_empty());
                if is_rule && stands && counts_in(topic, frame) && near(pattern) && !whole.is_empty() {
                    let hit = Hit { topic, frame, at: whole.clone() };
                    hits.entry(topic.category).or_default().push(hit);
                }
            }
        }
    }

    let mut findings: Vec<Finding> = hits
        .into_iter()
        .filter_map(|(category, hits)| Some(finding(clause.text, &text, entry(category)?, hits)))
        .collect();
    findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    findings
}

fn topics(read: &Read) -> impl Iterator<Item = (&'static Pattern, &'static Topic)> {
    candidates(&read.atoms).into_iter().filter_map(|pattern| match &pattern.meaning {
        Meaning::Category(topic) => Some((pattern, topic)),
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
