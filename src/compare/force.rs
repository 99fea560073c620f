//! What a sentence does to a reader: forbids, requires, allows, or leaves to the provider.
//!
//! Owns the words that say so. English first; the commonest words of a few other languages, so that a list moved from
//! what is allowed to what is not is seen there too.

/// What a sentence does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Force {
    /// The reader may not.
    Forbids,
    /// The reader must.
    Requires,
    /// The reader may.
    Allows,
    /// None of these.
    States,
}

const FORBIDS: &[&str] = &[
    "may not",
    "must not",
    "shall not",
    "cannot",
    "can't",
    "can not",
    "will not",
    "won't",
    "do not",
    "don't",
    "not to",
    "not permitted",
    "not allowed",
    "not use",
    "never",
    "prohibit",
    "forbid",
    "forbidden",
    "banned",
    "refrain",
    "not be used",
    "is not acceptable",
    "unacceptable",
    "restricted from",
    "agree not",
    "no one may",
    "nobody may",
    "we don’t allow",
    "don’t",
    "can’t",
    "won’t",
    "disallowed",
    "zero tolerance",
    "dürfen nicht",
    "darf nicht",
    "untersagt",
    "verboten",
    "interdit",
    "ne pas",
    "no puede",
    "prohibido",
    "prohibida",
    "vietato",
    "é proibido",
    "niet toegestaan",
    "verboden",
    "禁止",
    "不得",
    "严禁",
    "してはならない",
    "禁じ",
];
const REQUIRES: &[&str] = &[
    "you must",
    "must ",
    "you shall",
    "you are required",
    "you agree to",
    "you are responsible",
    "you will ",
    "is required to",
    "are required to",
    "has to",
    "have to",
    "need to",
    "obligated",
    "obliged",
    "shall ",
    "müssen",
    "muss ",
    "devez",
    "doit ",
    "debe ",
    "deberá",
    "dovete",
    "deve ",
    "moet ",
    "必须",
    "应当",
    "しなければならない",
];
const ALLOWS: &[&str] = &[
    "you may",
    "may ",
    "you can",
    "can ",
    "allowed to",
    "permitted to",
    "is permitted",
    "are permitted",
    "is allowed",
    "are allowed",
    "free to",
    "entitled to",
    "dürfen",
    "pouvez",
    "puede ",
    "può ",
    "pode ",
    "mag ",
    "可以",
    "允许",
];

/// What a sentence does, by its strongest word: forbidding before requiring before allowing.
pub(super) fn force(text: &str) -> Force {
    let text = format!("{} ", text.to_lowercase());
    let says = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if says(FORBIDS) {
        Force::Forbids
    } else if says(REQUIRES) {
        Force::Requires
    } else if says(ALLOWS) {
        Force::Allows
    } else {
        Force::States
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_a_sentence_does() {
        assert_eq!(force("You may not:"), Force::Forbids);
        assert_eq!(force("You may use the service to:"), Force::Allows);
        assert_eq!(force("You must tell us within 24 hours."), Force::Requires);
        assert_eq!(force("The following is prohibited"), Force::Forbids);
        assert_eq!(force("About us"), Force::States);
    }
}
