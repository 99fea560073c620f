//! The words by which a sentence is known to forbid, require or allow, and of whom it speaks.

/// Words that English sentences have and the other languages do not.
pub(super) const ENGLISH: &[&str] = &["the", "and", "you", "your", "our", "with", "this", "that"];

/// What is done to readers and their accounts.
pub(super) const DONE: &[&str] = &[
    "suspended",
    "terminated",
    "removed",
    "deleted",
    "disabled",
    "deactivated",
    "banned",
    "restricted",
    "limited",
    "blocked",
    "charged",
    "reported",
    "revoked",
    "cancelled",
    "canceled",
    "closed",
    "demoted",
    "withheld",
    "rejected",
    "demonetized",
    "throttled",
    "downgraded",
    "locked",
    "forfeited",
];

/// What a provider promises not to do.
pub(super) const PROMISED: &[&str] = &[
    "sell", "rent", "share", "use", "disclose", "collect", "store", "retain", "keep", "give", "transfer", "track",
    "train", "read", "charge", "monitor", "scan", "screen", "inspect", "change",
];

/// What "may" or "can" is followed by where it permits nothing.
pub(super) const TOLD_MAY: &[&str] = &[
    "result",
    "lead",
    "lose",
    "see",
    "find",
    "learn",
    "read",
    "visit",
    "contact",
    "reach",
    "email",
    "refer",
    "receive",
    "get",
    "encounter",
    "experience",
    "face",
    "constitute",
    "violate",
    "cause",
    "report",
    "know",
    "notice",
    "no",
    "still",
    "wish",
    "want",
    "need",
    "feel",
    "have",
    "check",
    "click",
    "view",
];

/// What "you can" is followed by, in its beginning, where it tells of a right and not of what a product does.
pub(super) const RIGHTS: &[&str] = &[
    "terminat",
    "cancel",
    "opt",
    "appeal",
    "object",
    "withdraw",
    "request",
    "delete",
    "dispute",
    "refuse",
    "decline",
    "contest",
    "challeng",
    "export",
    "share",
    "resell",
    "reus",
    "copy",
    "instruct",
    "file",
    "revok",
    "sell",
    "ask",
    "close",
    "stop",
    "redistribut",
    "modify",
    "claim",
    "bring",
    "post",
    "quote",
];

/// What "you may" is followed by where a product's setting is meant.
pub(super) const SETTINGS: &[&str] =
    &["be", "specify", "adjust", "enable", "disable", "configure", "select", "set", "add", "customize", "customise"];

/// What "you may not be" or "you will not be" is followed by where it forbids nothing.
pub(super) const TOLD_NOT: &[&str] = &[
    "able",
    "eligible",
    "entitled",
    "required",
    "obligated",
    "obliged",
    "charged",
    "billed",
    "liable",
    "responsible",
    "asked",
    "notified",
    "refunded",
    "available",
    "visible",
    "affected",
    "suitable",
    "accurate",
    "complete",
    "correct",
    "committed",
    "processed",
    "considered",
    "deemed",
];

/// What a provider says it cannot or will not do without promising anything.
pub(super) const DISCLAIMED: &[&str] = &["guarantee", "warrant", "promise", "ensure"];

/// What "agree to" is followed by where it is consent to the document itself.
pub(super) const CONSENTED: &[&str] = &["the", "these", "this", "our", "all", "its"];

/// What "will" is followed by where it requires nothing.
pub(super) const TOLD_WILL: &[&str] = &[
    "see",
    "find",
    "receive",
    "have",
    "get",
    "lose",
    "notice",
    "no",
    "know",
    "still",
    "refer",
    "mean",
    "include",
    "constitute",
];

/// What the provider does against readers.
pub(super) const ENFORCES: &[&str] = &[
    "suspend",
    "terminat",
    "remove",
    "delet",
    "disabl",
    "restrict",
    "limit ",
    "block",
    " ban ",
    "revoke",
    "demote",
    "downrank",
    "charge",
    "report you",
    "report it to",
    "share your",
    "disclose",
    "monitor",
    "enforce",
    "action against",
    "take action",
    "close your",
    "withhold",
    "cancel",
    "reduce the",
    "strike",
    "law enforcement",
    "pause",
    "pausing",
    "stop ",
    "deactivat",
    "reject",
    "disapprov",
    "to be clear",
    "presume",
];

/// What a notice of the day says of how long it holds, or why.
pub(super) const PASSING: &[&str] = &[
    "temporarily",
    "our recent",
    "ongoing",
    "for the time being",
    "until further notice",
    "continue to",
    "paus",
    "in light of",
];

/// What the provider does with accounts, told as what it does and not as what it may.
pub(super) const ENDS: &[&str] =
    &["suspend", "terminate", "disable", "deactivate", "ban", "delete", "remove", "close", "block", "restrict", "lock"];

/// What the provider does for readers, even where it speaks of enforcement.
pub(super) const KINDNESSES: &[&str] = &[
    "provide you",
    "provide notice",
    "notify",
    "inform you",
    "contact you",
    "contact the",
    "email you",
    "answer",
    "review report",
    "review your",
    "protect your",
    "tell you",
    "let you know",
    "give you",
    "refund",
    "respond",
    "explain",
    "help you",
    "restore",
];

pub(super) const READER: &[&str] = &[
    "you",
    "you're",
    "user",
    "users",
    "customer",
    "customers",
    "member",
    "members",
    "subscriber",
    "subscribers",
    "advertiser",
    "merchant",
    "publisher",
    "creator",
    "developers",
    "developer",
    "anyone",
    "everyone",
    "account",
    "accounts",
    "merchants",
    "advertisers",
    "publishers",
    "creators",
];

pub(super) const PROVIDER: &[&str] = &["we", "company", "provider"];

/// What stands before a subject and belongs to it.
pub(super) const DETERMINERS: &[&str] = &["all", "some", "each", "every", "any", "the", "registered", "other", "only"];
/// What a clause may begin behind without a sign.
pub(super) const JOINS: &[&str] = &["and", "but", "or", "then", "however", "therefore", "also", "time"];
/// What nobody is forbidden by "don't": advice.
pub(super) const ADVICE: &[&str] = &[
    "know", "want", "afraid", "hesitate", "worry", "forget", "rely", "let", "assume", "expect", "miss", "feel",
    "panic", "need", "have", "you",
];

/// Whom the provider bans where someone broke its rules.
pub(super) const BANNED: &[&str] =
    &["account", "accounts", "member", "members", "user", "users", "you", "people", "someone", "them", "players"];
