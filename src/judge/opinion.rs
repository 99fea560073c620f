//! A second opinion on what the rules see: a linear model over a clause's words and the rules' answers.
//!
//! Owns which findings stand, which are missing, and how grave a clause is. Rules know words; which of two topics a clause
//! is about, and whether it merely mentions one, shows in all its words together. Phrases and reasons stay the rules'; what
//! only the model says points at the sentence that speaks for it most, and is marked as unsure.

use std::sync::OnceLock;

use super::engine::{self, Seen};
use super::evidence;
use super::frame::Frame;
use super::model::Weights;
use super::rules::entry;
use super::words::Word;
use super::{Category, Finding, Severity, explain};
use crate::text::Utf16Range;

/// Trained by `cargo run -p train --release -- provisions`; the labels are told of in docs/methodology.md.
const WEIGHTS: &[u8] = include_bytes!("../../rules/model/provisions.bin");

/// A sentence of so few words, in which the rules see one thing, is about it.
const FEW_WORDS: usize = 25;

/// A text of fewer words that binds nobody, such as a table's head, says too little for the model alone.
const TELLING: usize = 4;

/// The severities are classes of the model after the categories.
const CLASSES: usize = Category::ALL.len() + Severity::ALL.len();

/// How much less "none" scores where a clause is of a category that it does not merely permit or define: without it, two of
/// three such clauses that were called harmless were not.
pub const NAMED: f32 = 0.3;

/// How sure the model alone is.
const CONFIDENCE: f32 = 0.5;

fn weights() -> &'static Weights {
    static MODEL: OnceLock<Weights> = OnceLock::new();
    MODEL.get_or_init(|| Weights::read(WEIGHTS).expect("the shipped weights are read by a test"))
}

/// What stands above a clause, weighed once for all clauses below it.
pub(super) struct Above {
    scores: Vec<f32>,
}

impl Above {
    pub(super) fn new(above: &engine::Above) -> Self {
        Self::by(weights(), above)
    }

    fn by(weights: &Weights, above: &engine::Above) -> Self {
        let mut scores = weights.bias().to_vec();
        weights.weigh(|show| evidence::show_above(above, show), &mut scores);
        Self { scores }
    }
}

/// The findings that stand, gravest first, and how grave the clause is.
pub(super) fn second(clause: &str, seen: Seen, above: &Above) -> (Vec<Finding>, Severity) {
    second_by(weights(), clause, seen, above)
}

fn second_by(weights: &Weights, clause: &str, seen: Seen, above: &Above) -> (Vec<Finding>, Severity) {
    if seen.frames.is_empty() {
        return (seen.findings, seen.severity);
    }
    let mut scores = above.scores.clone();
    weights.weigh(|show| evidence::show_own(clause, &seen, show), &mut scores);
    let (of_categories, of_severities) = scores.split_at_mut(Category::ALL.len());
    let harmless = !seen.findings.is_empty() && seen.severity == Severity::None;
    let tells = seen.restricts || seen.text.words.all.len() >= TELLING;
    // What the provider may do is no conduct of users.
    let conduct = seen.frames.iter().any(|frame| *frame != Frame::Right);
    let missing = Category::ALL.iter().zip(of_categories.iter()).filter(|(category, score)| {
        **score > 0.0
            && tells
            && (conduct || entry(**category).is_some_and(|entry| !entry.conduct))
            && seen.findings.iter().all(|finding| finding.category != **category)
    });
    let missing: Vec<Finding> =
        missing.filter_map(|(category, _)| supposed(weights, clause, &seen, *category)).collect();

    let Seen { mut findings, text, frames, .. } = seen;
    // A category of which the labels have too few cases has no weights, and scores zero.
    let clear_cut = findings.len() == 1 && frames.len() == 1 && text.words.all.len() <= FEW_WORDS;
    findings.retain(|finding| clear_cut || of_categories[finding.category as usize] >= 0.0);
    findings.extend(missing);
    if !findings.is_empty() && !harmless {
        of_severities[Severity::None as usize] -= NAMED;
    }
    let severity = gravest(of_severities);
    settle(&mut findings, severity);
    (findings, severity)
}

/// What the model sees where the rules see nothing.
fn supposed(weights: &Weights, clause: &str, seen: &Seen, category: Category) -> Option<Finding> {
    let entry = entry(category)?;
    let speaks = |sentence: &[Word]| {
        let mut scores = vec![0.0; CLASSES];
        weights.weigh(|show| evidence::show_words(sentence, show), &mut scores);
        scores[category as usize]
    };
    let words = &seen.text.words;
    let sentences = words.sentences.iter().map(|sentence| &words.all[sentence.words.clone()]);
    let words = sentences.map(|s| (s, speaks(s))).max_by(|a, b| a.1.total_cmp(&b.1))?.0;
    let at = words.first()?.at.start..words.last()?.at.end;
    Some(Finding {
        category,
        severity: entry.severity,
        confidence: CONFIDENCE,
        why: explain::why(entry, Frame::None, std::iter::once(&clause[at.clone()])),
        spans: vec![Utf16Range::of(clause, at)],
        regulations: entry.regulations,
    })
}

fn gravest(scores: &[f32]) -> Severity {
    let all = Severity::ALL.iter().zip(scores);
    all.max_by(|a, b| a.1.total_cmp(b.1)).map_or(Severity::None, |(severity, _)| *severity)
}

/// Severity belongs to the clause: no finding is graver than it, and what was gravest is as grave.
fn settle(findings: &mut [Finding], severity: Severity) {
    let gravest = findings.iter().map(|f| f.severity).max();
    for finding in findings.iter_mut() {
        finding.severity = if Some(finding.severity) == gravest { severity } else { finding.severity.min(severity) };
    }
    findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Our office is in Leeds. You must not send spam to other users of the service, nor to anybody else, \
                        by whatever way. Parrots are loved here.";

    /// What weights say of [`TEXT`] that know the words of `knows` in `class`, and nothing else.
    fn said(bias: f32, class: usize, knows: &str, weight: i8) -> (Vec<Finding>, Severity) {
        let above = engine::Above::new("", "");
        let known = engine::look(knows, &above);
        let mut entries: Vec<(u32, u8, i8)> = Vec::new();
        evidence::show_words(&known.text.words.all, &mut |key, _| entries.push((key, class as u8, weight)));
        let mut classes = vec![(0.0, 1.0); CLASSES];
        classes[class].0 = bias;
        let weights = Weights::read(&Weights::write(&classes, &entries)).expect("weights");
        second_by(&weights, TEXT, engine::look(TEXT, &above), &Above::by(&weights, &above))
    }

    fn categories(findings: &[Finding]) -> Vec<Category> {
        findings.iter().map(|finding| finding.category).collect()
    }

    #[test]
    fn what_the_model_rejects_is_dropped() {
        let spam = Category::SpamMessaging as usize;
        assert_eq!(categories(&said(1.0, spam, "", 1).0), [Category::SpamMessaging]);
        assert_eq!(categories(&said(-1.0, spam, "", 1).0), []);
    }

    #[test]
    fn what_only_the_model_sees_is_unsure_and_points_at_the_sentence_that_speaks_for_it() {
        let (findings, _) = said(-1.0, Category::Gambling as usize, "parrots", 100);
        let supposed = findings.iter().find(|f| f.category == Category::Gambling).expect("a finding");
        assert_eq!(
            supposed.spans.iter().map(|s| s.slice(TEXT).unwrap()).collect::<Vec<_>>(),
            ["Parrots are loved here"]
        );
        assert!(supposed.confidence < 0.6);
        assert_eq!(findings.len(), 2, "what the rules see stays");
    }

    #[test]
    fn severity_is_the_clauses_and_its_gravest_findings() {
        let high = Category::ALL.len() + Severity::High as usize;
        let (findings, severity) = said(1.0, high, "", 1);
        assert_eq!((findings[0].severity, severity), (Severity::High, Severity::High));
    }

    #[test]
    fn a_clause_of_a_category_is_harmless_only_where_the_model_is_sure() {
        let none = Category::ALL.len() + Severity::None as usize;
        assert_ne!(said(0.9 * NAMED, none, "", 1).1, Severity::None);
        assert_eq!(said(1.1 * NAMED, none, "", 1).1, Severity::None);
    }

    #[test]
    fn the_model_alone_takes_neither_the_providers_acts_nor_a_table_head_for_conduct() {
        for text in ["We may use your content to train and improve our machine learning models.", "Breach | Result"] {
            let clause = crate::judge::Clause { text, heading: "Your data and our models", lead_in: "" };
            assert_eq!(crate::judge::judge_clause(clause).findings, [], "{text}");
        }
    }

    #[test]
    fn the_shipped_weights_are_whole() {
        assert_eq!(weights().classes(), CLASSES);
    }
}
