//! What a sentence does, and to whom: forbids, requires, allows.
//!
//! Owns the words that say so. English first; the commonest words of a few other languages, so that a list moved from
//! what is allowed to what is not is seen there too.

/// What a sentence does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::compare) enum Force {
    /// Someone may not.
    Forbids,
    /// Someone must or will.
    Requires,
    /// Someone may.
    Allows,
    /// None of these.
    States,
}

/// Whom a sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::compare) enum Actor {
    /// Who is bound by the policy.
    Reader,
    /// Who wrote it.
    Provider,
    /// Neither, or it cannot be told.
    Nobody,
}

const FORBIDS: &[&str] = &[
    " may not ",
    " must not ",
    " shall not ",
    " cannot ",
    " can't ",
    " can not ",
    " will not ",
    " won't ",
    " do not ",
    " don't ",
    " not to ",
    "not permitted",
    "not allowed",
    " not use ",
    " never ",
    "prohibit",
    "forbid",
    "banned",
    "refrain",
    "not be used",
    "not acceptable",
    "unacceptable",
    "restricted from",
    " agree not ",
    "no one may",
    "nobody may",
    "disallow",
    "zero tolerance",
    "not tolerate",
    "must neither",
    "are not to ",
    "may neither",
    "dürfen nicht",
    "darf nicht",
    "untersagt",
    "verboten",
    "unzulässig",
    "interdit",
    "ne pas",
    "no puede",
    "prohibid",
    "vietato",
    "proibido",
    "niet toegestaan",
    "verboden",
    "禁止",
    "不得",
    "严禁",
    "してはならない",
    "禁じ",
];
const REQUIRES: &[&str] = &[
    " must ",
    " shall ",
    "required to",
    "agree to ",
    "are responsible for",
    " has to ",
    " have to ",
    " need to ",
    "obligated to",
    "obliged to",
    " will ",
    "'ll ",
    "müssen",
    " muss ",
    "devez",
    " doit ",
    " debe ",
    "deberá",
    "dovete",
    " deve ",
    " moet ",
    "必须",
    "应当",
    "しなければならない",
];
const ALLOWS: &[&str] = &[
    " may ",
    " can ",
    "allowed to",
    "permitted to",
    "is permitted",
    "are permitted",
    "is allowed",
    "are allowed",
    "free to ",
    "entitled to",
    "reserve the right",
    "reserves the right",
    "dürfen",
    "pouvez",
    " puede ",
    " può ",
    " pode ",
    " mag ",
    "可以",
    "允许",
    "有权",
];
const READER: &[&str] = &[
    "you",
    "user",
    "users",
    "customer",
    "customers",
    "member",
    "members",
    "subscriber",
    "subscribers",
    "sie",
    "vous",
    "usted",
    "用户",
    "您",
    "你",
];
const PROVIDER: &[&str] = &["we", "we'll", "company", "provider", "wir", "nous", "nosotros", "我们", "公司"];

/// What a sentence does, by its strongest word: forbidding before requiring before allowing.
pub(in crate::compare) fn force(text: &str) -> Force {
    let plain = |c: char| {
        if c.is_alphanumeric() {
            c
        } else if matches!(c, '\'' | '’') {
            '\''
        } else {
            ' '
        }
    };
    let text: String = format!(" {text} ").to_lowercase().chars().map(plain).collect();
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

/// What the provider says of readers' conduct: "we do not allow" forbids the reader something, not the provider.
const RULES: &[&str] = &[
    "not allow ",
    "not tolerate",
    "not permit ",
    "not accept ",
    "not condone",
    "not support ",
    "not welcome",
    "don't allow ",
    "don't tolerate",
    "don't permit ",
    "don't accept ",
    "don't condone",
    "we prohibit",
    "we forbid",
    "we ban ",
    "never allow",
    "never tolerate",
    "zero tolerance",
    "we restrict",
    "strictly prohibit",
    "is prohibited",
    "are prohibited",
    "not be tolerated",
    "not be allowed",
    "not be permitted",
];
/// What the provider does against readers.
const ENFORCES: &[&str] = &[
    "suspend",
    "terminat",
    "remove",
    "delet",
    "disabl",
    "restrict",
    "limit ",
    "block",
    "ban ",
    "bans ",
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
    "warning",
    "law enforcement",
];

/// Whether a sentence of the provider acts against readers rather than promising them something.
pub(in crate::compare) fn enforces(text: &str) -> bool {
    let text = text.to_lowercase();
    ENFORCES.iter().any(|w| text.contains(w))
}

/// Whom a text speaks of: the first of either who is named; the reader where the provider speaks of what it allows.
pub(in crate::compare) fn actor(text: &str) -> Actor {
    let text = text.to_lowercase().replace('’', "'");
    if RULES.iter().any(|w| text.contains(w)) {
        return Actor::Reader;
    }
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()) {
        // Scripts without spaces give whole sentences here.
        let names =
            |list: &[&str]| list.iter().any(|&w| w == word || !w.is_ascii() && word.len() > 6 && word.starts_with(w));
        if names(READER) {
            return Actor::Reader;
        }
        if names(PROVIDER) {
            return Actor::Provider;
        }
    }
    Actor::Nobody
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

    #[test]
    fn tells_of_whom() {
        assert_eq!(actor("You must tell us."), Actor::Reader);
        assert_eq!(actor("From time to time we may ask you."), Actor::Provider);
        assert_eq!(actor("Spam is banned."), Actor::Nobody);
        assert_eq!(actor("We don’t allow spam."), Actor::Reader);
        assert!(enforces("We will suspend accounts that do.") && !enforces("We will tell you first."));
    }
}
