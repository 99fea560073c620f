//! What a sentence does, and to whom: forbids, requires, allows.
//!
//! Owns the words that say so. English is read by its grammar, as far as it goes: a modal and the subject right before it
//! ("you may not", "we will"). Other languages have their commonest phrases. Where neither shows, a sentence states.

/// What a sentence does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::compare) enum Force {
    /// None of the others.
    States,
    /// Someone may.
    Allows,
    /// Someone must or will.
    Requires,
    /// Someone may not.
    Forbids,
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
const PROVIDER: &[&str] = &["we", "company", "provider"];
/// How many words may stand between a subject and its modal.
const REACH: usize = 4;

/// Phrases of other languages, by what they do.
const FOREIGN: &[(Force, &[&str])] = &[
    (
        Force::Forbids,
        &[
            "dürfen nicht",
            "darf nicht",
            "untersagt",
            "verboten",
            "unzulässig",
            "interdit",
            "ne pas ",
            "ne peut pas",
            "no puede",
            "prohibid",
            "vietat",
            "proibid",
            "niet toegestaan",
            "verboden",
            "禁止",
            "不得",
            "严禁",
            "してはならない",
            "禁じ",
        ],
    ),
    (
        Force::Requires,
        &[
            "müssen",
            " muss ",
            "verpflichtet",
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
        ],
    ),
    (
        Force::Allows,
        &[
            "dürfen",
            " kann ",
            " können ",
            "pouvez",
            " peut ",
            " puede ",
            " può ",
            " pode ",
            " mag ",
            "可以",
            "允许",
            "有权",
        ],
    ),
];
const FOREIGN_READER: &[&str] = &[
    " sie ",
    "nutzer",
    "kunde",
    " vous ",
    "utilisateur",
    " usted ",
    "usuario",
    "utente",
    "usuário",
    "gebruiker",
    "用户",
    "您",
    "你",
];
const FOREIGN_PROVIDER: &[&str] = &[" wir ", " nous ", "nosotros", " noi ", " nós ", " wij ", "我们", "公司", "平台"];

fn words(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace('’', "'");
    plain.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// What a sentence does and to whom. The strongest word decides: forbidding before requiring before allowing.
pub(in crate::compare) fn ruling(sentence: &str) -> (Force, Actor) {
    let words = words(sentence);
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| list.contains(&w.as_str()));
    let subject = |at: usize| {
        words[at.saturating_sub(REACH)..at].iter().rev().find_map(|w| match w.as_str() {
            w if READER.contains(&w) => Some(Actor::Reader),
            w if PROVIDER.contains(&w) => Some(Actor::Provider),
            _ => None,
        })
    };
    let mut best = (Force::States, Actor::Nobody);
    let mut take = |force: Force, who: Option<Actor>| {
        if let Some(who) = who
            && force > best.0
        {
            best = (force, who);
        }
    };
    for at in 0..words.len() {
        let negated = is(at + 1, &["not", "never", "neither"]) || is(at + 1, &["only"]) && is(at + 2, &["not"]);
        match words[at].as_str() {
            // "We do not allow" forbids the reader, "we will not sell" the provider.
            "not" | "never" | "don't" | "cannot" | "can't"
                if is(at + 1, &["allow", "tolerate", "permit", "accept", "condone", "support", "welcome"]) =>
            {
                take(Force::Forbids, Some(Actor::Reader));
            }
            "prohibit" | "forbid" | "ban" if is(at.wrapping_sub(1), &["we", "strictly", "also"]) => {
                take(Force::Forbids, Some(Actor::Reader))
            }
            "prohibited" | "forbidden" | "banned" | "disallowed"
                if !is(at.wrapping_sub(1), &["not", "the", "of", "any", "other"]) =>
            {
                let said = is(at.wrapping_sub(1), &["is", "are", "be", "strictly", "expressly", "also", "following"]);
                take(Force::Forbids, said.then_some(Actor::Reader));
            }
            "prohibited" if words.len() <= 4 => take(Force::Forbids, Some(Actor::Reader)),
            "permitted" | "allowed" if is(at.wrapping_sub(1), &["not"]) => take(Force::Forbids, Some(Actor::Reader)),
            "permitted" | "allowed" | "free" | "entitled" if is(at + 1, &["to"]) => take(Force::Allows, subject(at)),
            "may" | "can" | "could" | "might" if negated => take(Force::Forbids, subject(at)),
            "may" | "can" => take(Force::Allows, subject(at)),
            "must" | "shall" | "will" | "should" if negated => take(Force::Forbids, subject(at)),
            "must" | "shall" | "will" => take(Force::Requires, subject(at)),
            "cannot" | "can't" | "won't" | "mustn't" => take(Force::Forbids, subject(at)),
            "do" | "are" if is(at + 1, &["not"]) && at == 0 => take(Force::Forbids, Some(Actor::Reader)),
            "don't" | "never" if at == 0 => take(Force::Forbids, Some(Actor::Reader)),
            "agree" if is(at + 1, &["not"]) => take(Force::Forbids, subject(at)),
            "agree" if is(at + 1, &["to"]) => take(Force::Requires, subject(at)),
            "required" | "obligated" | "obliged" if is(at + 1, &["to"]) => take(Force::Requires, subject(at)),
            "responsible" if is(at + 1, &["for"]) => take(Force::Requires, subject(at).filter(|s| *s == Actor::Reader)),
            "have" | "need" if is(at + 1, &["to"]) => {
                take(Force::Requires, subject(at).filter(|_| is(at.wrapping_sub(1), &["you", "users", "we"])))
            }
            "reserve" | "reserves" if is(at + 1, &["the"]) && is(at + 2, &["right"]) => {
                take(Force::Allows, Some(Actor::Provider))
            }
            _ => {}
        }
    }
    if best.0 == Force::States { foreign(sentence) } else { best }
}

fn foreign(sentence: &str) -> (Force, Actor) {
    let text = format!(" {} ", sentence.to_lowercase());
    let says = |list: &[&str]| list.iter().any(|w| text.contains(w));
    let Some((force, _)) = FOREIGN.iter().find(|(_, list)| says(list)) else { return (Force::States, Actor::Nobody) };
    let first = |list: &[&str]| list.iter().filter_map(|w| text.find(w)).min().unwrap_or(usize::MAX);
    let who = match first(FOREIGN_READER).cmp(&first(FOREIGN_PROVIDER)) {
        std::cmp::Ordering::Less => Actor::Reader,
        std::cmp::Ordering::Greater => Actor::Provider,
        // Bans are addressed to readers, whoever is named.
        std::cmp::Ordering::Equal if *force == Force::Forbids => Actor::Reader,
        std::cmp::Ordering::Equal => Actor::Nobody,
    };
    (*force, who)
}

/// Whom a sentence speaks of, whatever it does: the first of either who is named.
pub(in crate::compare) fn actor(sentence: &str) -> Actor {
    let named = |w: &String| match w.as_str() {
        w if READER.contains(&w) => Some(Actor::Reader),
        w if PROVIDER.contains(&w) => Some(Actor::Provider),
        _ => None,
    };
    words(sentence).iter().find_map(named).unwrap_or_else(|| foreign(sentence).1)
}

/// Whether a lead-in or a heading forbids what stands beneath it.
pub(in crate::compare) fn forbids(above: &str) -> bool {
    ruling(above).0 == Force::Forbids || {
        let words = words(above);
        let says = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        words.len() <= 8
            && says(&[
                "prohibited",
                "forbidden",
                "banned",
                "unacceptable",
                "disallowed",
                "don'ts",
                "verboten",
                "interdit",
                "prohibido",
                "vietato",
            ])
            && !says(&["not"])
    }
}

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
    "to be clear",
    "presume",
];

/// What the provider does for readers, even where it speaks of enforcement.
const KINDNESSES: &[&str] = &[
    "provide you",
    "notify",
    "inform you",
    "tell you",
    "let you know",
    "give you",
    "refund",
    "respond",
    "explain",
    "help you",
    "restore",
];

/// Whether a sentence of the provider acts against readers rather than promising them something.
pub(in crate::compare) fn enforces(text: &str) -> bool {
    let text = text.to_lowercase();
    !KINDNESSES.iter().any(|w| text.contains(w)) && ENFORCES.iter().any(|w| text.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_a_sentence_does_and_to_whom() {
        for (sentence, want) in [
            ("You may not:", (Force::Forbids, Actor::Reader)),
            ("You may use the service to:", (Force::Allows, Actor::Reader)),
            ("You must tell us within 24 hours.", (Force::Requires, Actor::Reader)),
            ("The following is prohibited", (Force::Forbids, Actor::Reader)),
            ("Spam is strictly prohibited.", (Force::Forbids, Actor::Reader)),
            ("Do not spam.", (Force::Forbids, Actor::Reader)),
            ("We don’t allow spam.", (Force::Forbids, Actor::Reader)),
            ("We will not sell your data.", (Force::Forbids, Actor::Provider)),
            ("From time to time we may ask you.", (Force::Allows, Actor::Provider)),
            ("Example reserves the right to close accounts.", (Force::Allows, Actor::Provider)),
            ("About us", (Force::States, Actor::Nobody)),
            ("Owners of rights may send a notice.", (Force::States, Actor::Nobody)),
            ("This guide will help.", (Force::States, Actor::Nobody)),
            ("用户不得出售账号", (Force::Forbids, Actor::Reader)),
        ] {
            assert_eq!(ruling(sentence), want, "{sentence}");
        }
    }

    #[test]
    fn headings_that_forbid() {
        assert!(forbids("Prohibited uses") && forbids("You may not") && forbids("What we do not allow:"));
        assert!(!forbids("Permitted uses") && !forbids("Payment"));
    }

    #[test]
    fn enforcement_is_no_promise() {
        assert!(enforces("We will suspend accounts that do.") && !enforces("We will tell you first."));
    }
}
