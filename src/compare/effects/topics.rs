//! Matters that a clause may newly bring in or no longer mention, each with the words that show it.
//!
//! A topic counts as brought in where the new text says such words more often than the old one did.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::compare::Direction;
use crate::judge::Severity;

/// How often a topic's words stand in a lower-case text.
fn count(words: &[&str], text: &str) -> usize {
    words.iter().map(|w| text.matches(w).count()).sum()
}

/// A matter and what it means when it comes or goes.
pub(super) struct Topic {
    words: &'static [&'static str],
    /// One of these must stand in the text too; empty where nothing else is needed.
    beside: &'static [&'static str],
    /// Told only where the rest of the old policy never mentioned it.
    pub(super) only_when_new: bool,
    /// When it comes.
    pub(super) comes: Turn,
    /// When it goes.
    pub(super) goes: Turn,
}

/// What a topic's coming or going does.
pub(super) struct Turn {
    pub(super) id: &'static str,
    pub(super) says: &'static str,
    pub(super) short: &'static str,
    pub(super) direction: Direction,
    pub(super) severity: Severity,
}

impl Topic {
    /// How often the topic is spoken of in a lower-case text.
    pub(super) fn mentions(&self, text: &str) -> usize {
        if !self.beside.is_empty() && count(self.beside, text) == 0 {
            return 0;
        }
        count(self.words, text)
    }

    /// A word of the topic that stands in the text.
    pub(super) fn word_in(&self, text: &str) -> Option<&'static str> {
        self.words.iter().copied().find(|w| text.contains(w))
    }
}

const fn worse(id: &'static str, severity: Severity, short: &'static str, says: &'static str) -> Turn {
    Turn { id, says, short, direction: Direction::Worse, severity }
}

const fn better(id: &'static str, short: &'static str, says: &'static str) -> Turn {
    Turn { id, says, short, direction: Direction::Better, severity: Severity::Low }
}

/// All topics. Order is the order in which they are told.
pub(super) const TOPICS: &[Topic] = &[
    Topic {
        words: &[
            "without notice",
            "without prior notice",
            "without advance notice",
            "without further notice",
            "without any notice",
            "without warning",
            "without prior warning",
            "with or without notice",
            "without any prior notice",
            "without notifying",
            "without informing",
            "ohne vorherige",
            "sans préavis",
            "sin previo aviso",
            "senza preavviso",
            "无需通知",
            "不经通知",
        ],
        beside: &[],
        only_when_new: false,
        comes: worse("notice_dropped", Severity::High, "no notice needed", "It may now happen without notice"),
        goes: better(
            "notice_added",
            "notice no longer ruled out",
            "It no longer says that this may happen without notice",
        ),
    },
    Topic {
        words: &[
            "prior notice",
            "advance notice",
            "reasonable notice",
            "notice to you",
            "notify you",
            "inform you",
            "let you know",
            "give you notice",
            "provide you with notice",
            "provide notice",
            "give notice",
            "prior written notice",
            "days’ notice",
            "days' notice",
            "notify customers",
            "notify users",
            "notify the customer",
            "email you",
        ],
        beside: &[],
        only_when_new: false,
        comes: better("notice_added", "notice promised", "It now promises notice"),
        goes: worse("notice_dropped", Severity::High, "notice no longer promised", "It no longer promises notice"),
    },
    Topic {
        words: &[
            "sole discretion",
            "our discretion",
            "absolute discretion",
            "as we see fit",
            "we deem",
            "deemed by us",
            "in our opinion",
            "in our judgment",
            "in our sole",
            "for any reason",
            "for no reason",
            "any or no reason",
            "at any time",
            "reserve the right",
            "reserves the right",
        ],
        beside: &[
            "we may",
            "we can",
            "we reserve",
            "reserves the right",
            "our discretion",
            "our sole",
            "discretion",
            "we deem",
            "as we see fit",
            "may suspend",
            "may terminate",
            "may remove",
            "may change",
        ],
        only_when_new: false,
        comes: worse(
            "discretion_widened",
            Severity::Medium,
            "more is left to the provider’s discretion",
            "It leaves more to the provider’s discretion",
        ),
        goes: better(
            "discretion_narrowed",
            "less is left to the provider’s discretion",
            "It leaves less to the provider’s discretion",
        ),
    },
    Topic {
        words: &["arbitrat", "class action", "jury trial", "trial by jury", "class waiver", "schiedsverfahren", "仲裁"],
        beside: &[],
        only_when_new: true,
        comes: worse(
            "arbitration_added",
            Severity::High,
            "arbitration or a class waiver is new",
            "Disputes now go to arbitration or give up a class action or jury",
        ),
        goes: better(
            "arbitration_removed",
            "arbitration or a class waiver is gone",
            "It no longer sends disputes to arbitration or waives class actions",
        ),
    },
    Topic {
        words: &["indemnif", "indemnity", "hold harmless", "schadlos"],
        beside: &[],
        only_when_new: true,
        comes: worse(
            "indemnity_added",
            Severity::High,
            "you must cover the provider’s losses",
            "You now have to cover the provider’s losses",
        ),
        goes: better(
            "indemnity_removed",
            "you need not cover the provider’s losses",
            "You no longer have to cover the provider’s losses here",
        ),
    },
    Topic {
        words: &[
            "not be liable",
            "not liable",
            "no liability",
            "shall be liable",
            "will be liable",
            "be responsible for any loss",
            "limitation of liability",
            "total liability",
            "aggregate liability",
            "not responsible for",
        ],
        beside: &[],
        only_when_new: false,
        comes: worse(
            "liability_introduced",
            Severity::Medium,
            "liability terms are new",
            "It brings in a term on who is liable",
        ),
        goes: better("liability_removed", "a liability term is gone", "A term on who is liable is gone"),
    },
    Topic {
        words: &[
            " fee ",
            " fee,",
            " fee.",
            " fees",
            "surcharge",
            "penalty of",
            "fine of",
            "charge you",
            "liquidated damages",
            "administrative charge",
            "handling charge",
        ],
        beside: &["charge", "pay ", "payable", "invoice", "bill ", "fee of", "$", "€", "£", "dollars", "euro"],
        only_when_new: false,
        comes: worse("fee_introduced", Severity::High, "a fee is new", "It brings in a fee or charge"),
        goes: better("fee_removed", "a fee is gone", "A fee or charge is gone"),
    },
    Topic {
        words: &[
            "train our",
            "train ai",
            "train models",
            "train their",
            "to train",
            "training of",
            "model training",
            "ai training",
            "training our",
            "training data",
            "train and",
            "improve our models",
            "develop our models",
            "trainieren",
            "训练",
        ],
        beside: &["we ", "us ", "our ", "use your", "your content", "your data", "customer data", "user content"],
        only_when_new: false,
        comes: worse(
            "scope_widened",
            Severity::High,
            "AI training is brought in",
            "It brings in AI or the training of models",
        ),
        goes: better(
            "scope_narrowed",
            "AI training is no longer mentioned",
            "It no longer mentions AI or the training of models",
        ),
    },
    Topic {
        words: &[
            "affiliate",
            "subsidiar",
            "group compan",
            "parent compan",
            "sister compan",
            "verbundene unternehmen",
            "关联公司",
            "关联方",
        ],
        beside: &[],
        only_when_new: false,
        comes: worse(
            "scope_widened",
            Severity::Medium,
            "affiliates are brought in",
            "It brings in affiliated companies",
        ),
        goes: better("scope_narrowed", "affiliates are no longer named", "It no longer names affiliated companies"),
    },
    Topic {
        words: &[
            "to third part",
            "with third part",
            "third parties may",
            "third-party partner",
            "third party partner",
            "business partners",
            "advertising partners",
            "with advertisers",
            "to advertisers",
            "data broker",
            "service providers",
            "with vendors",
            "to vendors",
            "an dritte",
            "第三方",
        ],
        beside: &["share", "sharing", "disclos", "sell", "transfer", "weitergeb", "分享", "共享", "提供"],
        only_when_new: false,
        comes: worse("scope_widened", Severity::Medium, "third parties are brought in", "It brings in third parties"),
        goes: better("scope_narrowed", "third parties are no longer named", "It no longer names third parties"),
    },
];

/// Which of the topics a lower-case text may speak of, as a set of their places: those of whose words it has the first
/// four bytes. One pass; a long rewrite has thousands of sentences, and nearly all speak of none.
pub(super) fn possible(text: &str) -> u32 {
    static STARTS: OnceLock<FxHashMap<[u8; 4], u32>> = OnceLock::new();
    let starts = STARTS.get_or_init(|| {
        let mut starts = FxHashMap::default();
        for (at, topic) in TOPICS.iter().enumerate() {
            for start in topic.words.iter().filter_map(|w| w.as_bytes().first_chunk::<4>()) {
                *starts.entry(*start).or_default() |= 1 << at;
            }
        }
        starts
    });
    text.as_bytes().windows(4).fold(0, |set, window| match window.first_chunk::<4>() {
        Some(start) => set | starts.get(start).copied().unwrap_or(0),
        None => set,
    })
}

/// Words that make an exception.
pub(super) const EXCEPTIONS: &[&str] = &[
    "except",
    "unless",
    "other than",
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
pub(super) fn exceptions(text: &str) -> usize {
    count(EXCEPTIONS, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_topic_is_passed_over() {
        assert!(TOPICS.len() <= 32, "a set of topics has 32 places");
        for (at, topic) in TOPICS.iter().enumerate() {
            for word in topic.words {
                assert!(word.len() >= 4, "{word} is too short to be looked for");
                assert_ne!(possible(&format!("before {word} after")) & (1 << at), 0, "{word}");
            }
        }
        assert_eq!(possible("the sky is blue"), 0);
    }
}
