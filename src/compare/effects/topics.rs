//! Matters that a clause may newly bring in or no longer mention, each with the words that show it.
//!
//! A topic counts as brought in where the new text says such words more often than the old one did.

use crate::compare::scan::{holds, holds_any};
use std::sync::OnceLock;

use crate::compare::Direction;
use crate::compare::lookup::Lookup;
use crate::judge::Severity;

/// A matter and what it means when it comes or goes.
pub(in crate::compare) struct Topic {
    pub(in crate::compare) words: &'static [&'static str],
    /// One of these must stand in the text too; empty where nothing else is needed.
    beside: &'static [&'static str],
    /// None of these may.
    unless: &'static [&'static str],
    /// Told only where the rest of the old policy never mentioned it.
    pub(in crate::compare) only_when_new: bool,
    /// Beginnings of words that stand wherever the matter is spoken of; empty where there are none such.
    pub(in crate::compare) loosely: &'static [&'static str],
    /// Whether it is a promise of notice: only the provider can make one.
    pub(in crate::compare) promises: bool,
    /// When it comes.
    pub(in crate::compare) comes: Turn,
    /// When it goes.
    pub(in crate::compare) goes: Turn,
}

/// What a topic's coming or going does.
pub(in crate::compare) struct Turn {
    pub(in crate::compare) id: &'static str,
    pub(in crate::compare) says: &'static str,
    pub(in crate::compare) short: &'static str,
    /// The same where it is known what it is about, which stands in the braces.
    pub(in crate::compare) about: Option<&'static str>,
    pub(in crate::compare) direction: Direction,
    pub(in crate::compare) severity: Severity,
}

impl Topic {
    /// Whether a lower-case text speaks of the matter in none of the words that show it, however loosely.
    pub(in crate::compare) fn silent(&self, text: &str) -> bool {
        !holds_any(text, self.loosely)
    }

    /// A word of the topic that stands in the text.
    pub(in crate::compare) fn word_in(&self, text: &str) -> Option<&'static str> {
        self.words.iter().copied().find(|w| holds(text, w))
    }
}

include!(concat!(env!("OUT_DIR"), "/topics.rs"));

/// What stands before a promise of notice that is none.
const NO_NOTICE: &[&str] =
    &["without ", "without any ", "without the need for ", "without further ", "without giving ", " no ", "not "];

/// How often a lower-case text speaks of each topic. One pass over the text: a long rewrite has thousands of sentences,
/// and nearly all speak of none.
pub(in crate::compare) fn mentions(text: &str) -> [usize; TOPICS.len()] {
    static WORDS: OnceLock<Lookup<usize>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let topics = TOPICS.iter().enumerate();
        Lookup::of_words(topics.flat_map(|(at, topic)| topic.words.iter().map(move |&word| (at, word))))
    });
    let mut counts = [0; TOPICS.len()];
    // What one word says within another is said once: "with or without notice".
    let mut ends = [0; TOPICS.len()];
    for (at, topic, word) in words.within(text) {
        if at < ends[topic] {
            continue;
        }
        ends[topic] = at + word.len();
        // "Without prior notice" promises none.
        let denied =
            TOPICS[topic].promises && NO_NOTICE.iter().any(|no| text.as_bytes()[..at].ends_with(no.as_bytes()));
        counts[topic] += usize::from(!denied);
    }
    for (count, topic) in counts.iter_mut().zip(TOPICS) {
        let holds = |list: &[&str]| holds_any(text, list);
        if *count > 0 && (!topic.beside.is_empty() && !holds(topic.beside) || holds(topic.unless)) {
            *count = 0;
        }
    }
    counts
}

/// Words that make an exception.
pub(in crate::compare) const EXCEPTIONS: &[&str] = &[
    "except",
    "unless",
    "other than",
    "save as",
    "save for",
    "save to",
    "save where",
    "excluding",
    "exclusion of",
    "does not apply",
    "do not apply",
    "without your consent",
    "without prior consent",
    "without our permission",
    "without permission",
    "without prior written",
    "subject to",
    "sofern nicht",
    "es sei denn",
    "sauf",
    "salvo",
    "除非",
];

/// How often a lower-case text makes an exception.
pub(in crate::compare) fn exceptions(text: &str) -> usize {
    static WORDS: OnceLock<Lookup<()>> = OnceLock::new();
    let words = WORDS.get_or_init(|| Lookup::new(EXCEPTIONS.iter().map(|&word| ((), word))));
    words.within(text).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::lookup::START;

    #[test]
    fn no_topic_is_passed_over() {
        for (at, topic) in TOPICS.iter().enumerate() {
            for word in topic.words {
                assert!(word.len() >= START, "{word} is too short to be looked for");
                let text = format!("before {word} after {}", topic.beside.first().unwrap_or(&""));
                assert!(mentions(&text)[at] > 0, "{word}");
            }
        }
        assert_eq!(mentions("the sky is blue"), [0; TOPICS.len()]);
        assert_eq!(mentions("").iter().sum::<usize>(), 0);
    }
}
