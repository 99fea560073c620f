//! Matters that a clause may newly bring in or no longer mention, each with the words that show it.
//!
//! A topic counts as brought in where the new text says such words more often than the old one did.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::compare::Direction;
use crate::judge::Severity;

/// Words are looked up by their first bytes, so that none is shorter.
const START: usize = 4;

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
        !self.loosely.iter().any(|w| text.contains(w))
    }

    /// A word of the topic that stands in the text.
    pub(in crate::compare) fn word_in(&self, text: &str) -> Option<&'static str> {
        self.words.iter().copied().find(|w| text.contains(w))
    }
}

const fn worse(id: &'static str, severity: Severity, short: &'static str, says: &'static str) -> Turn {
    Turn { id, says, short, about: None, direction: Direction::Worse, severity }
}

const fn better(id: &'static str, short: &'static str, says: &'static str) -> Turn {
    Turn { id, says, short, about: None, direction: Direction::Better, severity: Severity::Low }
}

impl Turn {
    const fn of(self, about: &'static str) -> Self {
        Self { about: Some(about), ..self }
    }
}

/// All topics. Order is the order in which they are told.
pub(in crate::compare) const TOPICS: &[Topic] = &[
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
            "without the need for prior",
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
        unless: &[],
        only_when_new: false,
        loosely: &[],
        promises: false,
        comes: worse(
            "notice_dropped",
            Severity::High,
            "no notice is needed any more",
            "It may now happen without notice",
        )
        .of("{} may now come without notice"),
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
        unless: &[
            "may notify",
            "might notify",
            "can notify",
            "may inform",
            "may let you know",
            "may email you",
            "may give",
            "may provide",
            "strive to",
            "try to",
            "endeavor to",
            "endeavour to",
            "or by otherwise",
            "or otherwise provid",
        ],
        only_when_new: false,
        loosely: &["notif", "notic", "inform you", "let you know", "announce"],
        promises: true,
        comes: better("notice_added", "notice is promised", "It now promises notice").of("notice of {} is promised"),
        goes: worse("notice_dropped", Severity::High, "notice is no longer promised", "It no longer promises notice")
            .of("notice of {} is no longer promised"),
    },
    Topic {
        words: &[
            "discretion",
            "as we see fit",
            "we deem",
            "deemed by us",
            "in our opinion",
            "in our judgment",
            "for any reason",
            "for no reason",
            "any or no reason",
            "at any time",
        ],
        beside: &["we ", "our", "company", "discretion", "may suspend", "may terminate", "may remove", "may change"],
        unless: &[
            "exception",
            "exempt",
            "waive",
            "your discretion",
            "your own discretion",
            "your sole",
            "your own sole",
            "you may",
            "parental",
        ],
        only_when_new: false,
        loosely: &["discretion", "as we see", "we deem"],
        promises: false,
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
        words: &[
            "only with our",
            "with our prior",
            "requires our",
            "require our",
            "prior written approval",
            "prior written consent",
            "prior written permission",
            "subject to our approval",
        ],
        beside: &["you", "customer", "user", "member"],
        unless: &[],
        only_when_new: false,
        loosely: &[],
        promises: false,
        comes: worse(
            "approval_needed",
            Severity::Medium,
            "approval is now needed",
            "It now needs the provider’s approval",
        )
        .of("{} now needs approval"),
        goes: better("approval_dropped", "approval is no longer needed", "It no longer needs the provider’s approval")
            .of("{} no longer needs approval"),
    },
    Topic {
        words: &["arbitrat", "schiedsverfahren", "仲裁"],
        beside: &[],
        unless: &[],
        only_when_new: true,
        loosely: &["arbitra"],
        promises: false,
        comes: worse("arbitration_added", Severity::High, "arbitration is new", "Disputes now go to arbitration"),
        goes: better("arbitration_removed", "arbitration is gone", "It no longer sends disputes to arbitration"),
    },
    Topic {
        words: &["jury trial", "trial by jury", "trial by a jury", "right to a jury", "judge or jury", "jury waiver"],
        beside: &[],
        unless: &[],
        only_when_new: true,
        loosely: &["jury"],
        promises: false,
        comes: worse(
            "jury_waiver_added",
            Severity::High,
            "you give up a jury trial",
            "You now give up a trial by jury",
        ),
        goes: better(
            "jury_waiver_removed",
            "you no longer give up a jury trial",
            "You no longer give up a trial by jury",
        ),
    },
    Topic {
        words: &[
            "class action",
            "class waiver",
            "class-wide",
            "class member",
            "class or representative",
            "class proceeding",
        ],
        beside: &[],
        unless: &[],
        only_when_new: true,
        loosely: &["class action", "class member", "group lawsuit"],
        promises: false,
        comes: worse(
            "class_waiver_added",
            Severity::High,
            "you give up class actions",
            "You now give up joining with others in a class action",
        ),
        goes: better(
            "class_waiver_removed",
            "you no longer give up class actions",
            "You no longer give up joining with others in a class action",
        ),
    },
    Topic {
        words: &[
            "may appeal",
            "can appeal",
            "also appeal",
            "an appeal",
            "to appeal",
            "appeal the",
            "appeal a",
            "appeal our",
            "your appeal",
            "appeals process",
            "and appeal",
            "or appeal",
            "appeals are",
            "agree with our decision",
            "challenge our decision",
            "contest our decision",
        ],
        beside: &["decision", "suspen", "terminat", "remov", "reinstat", "account", "review", "action"],
        unless: &["appeal to ", "appealing"],
        only_when_new: true,
        loosely: &["appeal", "reconsider", "our decision"],
        promises: false,
        comes: better("appeal_added", "an appeal is offered", "It now offers an appeal"),
        goes: worse(
            "appeal_dropped",
            Severity::Medium,
            "an appeal is no longer offered",
            "It no longer offers an appeal",
        ),
    },
    Topic {
        words: &[
            "your consent",
            "your explicit consent",
            "your express consent",
            "your prior consent",
            "your prior written consent",
            "your permission",
            "your approval",
            "your explicit agreement",
            "opt-in",
            "opt in to",
            "owner's consent",
            "owner’s consent",
            "unless you agree",
            "unless you consent",
            "unless you allow",
            "unless you permit",
            "unless you opt in",
        ],
        beside: &["use", "access", "share", "train", "disclos", "collect", "process", "licens"],
        unless: &[
            "you give your consent",
            "withdraw your consent",
            "by using",
            "by continuing",
            "without your",
            "should be opt-in",
            "must be opt-in",
            "withdrawal",
        ],
        only_when_new: false,
        loosely: &["consent", "permission", "opt in", "opt-in", "allow", "agree", "authori", "instruct"],
        promises: false,
        comes: better("consent_needed", "", "It now asks for your consent"),
        goes: worse(
            "consent_dropped",
            Severity::High,
            "your consent is no longer asked for",
            "It no longer asks for your consent",
        ),
    },
    Topic {
        words: &["opt out", "opt-out", "opting out", "opted out"],
        beside: &["train", "improv", "share", "sell", "arbitrat", "collect", "input", "personal"],
        unless: &["may not opt", "cannot opt", "without the option", "if you opt out of"],
        only_when_new: false,
        loosely: &["opt out", "opt-out", "opting out", "turn off", "disable"],
        promises: false,
        comes: better("opt_out_added", "an opt-out is offered", "It now lets you opt out"),
        goes: worse("opt_out_dropped", Severity::High, "an opt-out is gone", "It no longer lets you opt out"),
    },
    Topic {
        words: &["hereby assign", "irrevocably assign", "assign to us", "agree to assign", "you assign all"],
        beside: &[
            "right, title",
            "right and title",
            "rights, title",
            "title, and interest",
            "title and interest",
            "ownership",
            "copyright",
            "intellectual property",
            "all rights",
        ],
        unless: &[
            "we hereby assign",
            "feedback",
            "suggestions",
            "hereby assigns to you",
            "hereby assign to you",
            "assign the traffic",
            "assign this agreement",
            "assign these terms",
        ],
        only_when_new: false,
        loosely: &[],
        promises: false,
        comes: worse(
            "ownership_given",
            Severity::High,
            "you hand over ownership of what you make",
            "You hand over the ownership of what you make",
        ),
        goes: better(
            "ownership_kept",
            "you keep the ownership of what you make",
            "You no longer hand over the ownership of what you make",
        ),
    },
    Topic {
        words: &["moral rights", "perpetual", "irrevocabl"],
        beside: &["grant", "assign", "waive", "give us", "license to", "licence to"],
        unless: &["we hereby assign", "we grant", "means", "are all", "feedback", "suggestions"],
        only_when_new: true,
        loosely: &[],
        promises: false,
        comes: worse(
            "rights_given",
            Severity::High,
            "you give up rights in what you submit",
            "You give lasting rights in what you submit",
        ),
        goes: better(
            "rights_kept",
            "you no longer give up lasting rights in what you submit",
            "It no longer takes lasting rights in what you submit",
        ),
    },
    Topic {
        words: &["indemnif", "indemnity", "hold harmless", "schadlos"],
        beside: &[],
        unless: &[],
        only_when_new: true,
        loosely: &["indemn", "harmless"],
        promises: false,
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
            "not exceed",
            "exceed the greater",
            "exceed one hundred",
            "total liability",
            "aggregate liability",
            "cumulative liability",
            "maximum liability",
            "limited to the amount",
            "limited to the fees",
            "limited to direct damages",
        ],
        beside: &["liab"],
        unless: &[],
        only_when_new: true,
        loosely: &["liab"],
        promises: false,
        comes: worse(
            "liability_cap_added",
            Severity::High,
            "a limit on what the provider has to pay is new",
            "It introduces a limit on what the provider has to pay for damage",
        ),
        goes: better(
            "liability_cap_removed",
            "a limit on what the provider has to pay is gone",
            "A limit on what the provider has to pay for damage is gone",
        ),
    },
    Topic {
        words: &[
            "one year after",
            "one (1) year after",
            "within one year",
            "within one (1) year",
            "within 1 year",
            "within 12 months",
            "within twelve months",
            "within six months",
            "within 6 months",
            "more than one year",
            "more than one (1) year",
        ],
        beside: &[
            "cause of action",
            "claim or",
            "claims must",
            "any claim",
            "lawsuit",
            "legal action",
            "forever barred",
            "permanently barred",
            "dispute must",
        ],
        unless: &["warranty period"],
        only_when_new: true,
        loosely: &[],
        promises: false,
        comes: worse(
            "claim_limit_added",
            Severity::High,
            "claims must now be made within a set time",
            "It introduces a time limit for claims",
        ),
        goes: better("claim_limit_removed", "a time limit for claims is gone", "A time limit for claims is gone"),
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
            "not responsible for",
        ],
        beside: &[],
        unless: &[],
        only_when_new: false,
        loosely: &[],
        promises: false,
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
            "no refund",
            "non-refundable",
            "nonrefundable",
            "not refundable",
            "not be refunded",
            "not entitled to a refund",
            "not provide refunds",
            "not issue refunds",
            "not offer refunds",
            "obligation to provide a refund",
        ],
        beside: &[],
        unless: &[],
        only_when_new: true,
        loosely: &["refund"],
        promises: false,
        comes: worse("refund_dropped", Severity::High, "refunds are ruled out", "It now rules out a refund"),
        goes: better("refund_added", "refunds are no longer ruled out", "It no longer rules out a refund"),
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
        beside: &[
            "agree to pay",
            "must pay",
            "shall pay",
            "will pay",
            "have to pay",
            "required to pay",
            "payable",
            "may charge",
            "will charge",
            "we charge",
            "us to charge",
            "charges a",
            "be charged",
            "are charged",
            "is charged",
            "charge you",
            "charge a ",
            "invoice",
            "bill you",
            "fee of",
            "fees of",
            "surcharge",
            "penalty of",
            "fine of",
            "liquidated",
        ],
        unless: &[
            "information on",
            "information about",
            "taxes and fees",
            "perjury",
            "not be charged",
            "not incur",
            "no additional fee",
            "not be obligated to pay",
            "free of charge",
            "without charge",
            "no fee",
            "liab",
            "for free or",
            "legal fees",
            "attorney",
        ],
        only_when_new: false,
        loosely: &[],
        promises: false,
        comes: worse("fee_introduced", Severity::High, "a new fee", "It brings in a fee or charge"),
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
        unless: &[],
        only_when_new: false,
        loosely: &[],
        promises: false,
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
            "affiliates",
            "affiliated compan",
            "affiliated entit",
            "affiliate compan",
            "subsidiaries",
            "group compan",
            "parent compan",
            "sister compan",
            "verbundene unternehmen",
            "关联公司",
            "关联方",
        ],
        beside: &[],
        unless: &[],
        only_when_new: false,
        loosely: &[],
        promises: false,
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
            "to third parties",
            "with third parties",
            "to a third party",
            "with a third party",
            "with other third parties",
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
        unless: &[],
        only_when_new: false,
        loosely: &[],
        promises: false,
        comes: worse("scope_widened", Severity::Medium, "third parties are brought in", "It brings in third parties"),
        goes: better("scope_narrowed", "third parties are no longer named", "It no longer names third parties"),
    },
];

/// What stands before a promise of notice that is none.
const NO_NOTICE: &[&str] =
    &["without ", "without any ", "without the need for ", "without further ", "without giving ", " no ", "not "];

/// Words of topics with the topic's place, by their first bytes.
type ByStart = FxHashMap<[u8; START], Vec<(usize, &'static str)>>;

/// How often a lower-case text speaks of each topic. One pass over the text: a long rewrite has thousands of sentences,
/// and nearly all speak of none.
pub(in crate::compare) fn mentions(text: &str) -> [usize; TOPICS.len()] {
    static WORDS: OnceLock<ByStart> = OnceLock::new();
    let by_start = WORDS.get_or_init(|| {
        let mut words = ByStart::default();
        for (at, topic) in TOPICS.iter().enumerate() {
            for &word in topic.words {
                let start = *word.as_bytes().first_chunk().expect("a test holds words to this length");
                words.entry(start).or_default().push((at, word));
            }
        }
        words
    });
    let mut counts = [0; TOPICS.len()];
    // What one word says within another is said once: "with or without notice".
    let mut ends = [0; TOPICS.len()];
    for (at, window) in text.as_bytes().windows(START).enumerate() {
        let start: &[u8; START] = window.first_chunk().expect("a window of this length");
        for (topic, word) in by_start.get(start).into_iter().flatten() {
            // "Strain our" trains nothing.
            let inside =
                at > 0 && word.as_bytes()[0].is_ascii_alphanumeric() && text.as_bytes()[at - 1].is_ascii_alphanumeric();
            if inside || at < ends[*topic] || !text.as_bytes()[at..].starts_with(word.as_bytes()) {
                continue;
            }
            ends[*topic] = at + word.len();
            // "Without prior notice" promises none.
            let denied =
                TOPICS[*topic].promises && NO_NOTICE.iter().any(|no| text.as_bytes()[..at].ends_with(no.as_bytes()));
            counts[*topic] += usize::from(!denied);
        }
    }
    for (count, topic) in counts.iter_mut().zip(TOPICS) {
        let holds = |list: &[&str]| list.iter().any(|w| text.contains(w));
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
    EXCEPTIONS.iter().map(|w| text.matches(w).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

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
