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

/// Words that English sentences have and the other languages do not.
const ENGLISH: &[&str] = &["the", "and", "you", "your", "our", "with", "this", "that"];

fn lower(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// The words of a text made [`lower`].
fn words(lower: &str) -> Vec<&str> {
    lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect()
}

/// What a sentence does and to whom. The strongest word decides: forbidding before requiring before allowing.
pub(in crate::compare) fn ruling(sentence: &str) -> (Force, Actor) {
    let lower = lower(sentence);
    let words = words(&lower);
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| list.contains(w));
    let subject = |at: usize| words[at.saturating_sub(REACH)..at].iter().rev().find_map(|w| named(w));
    let mut best = (Force::States, Actor::Nobody);
    let mut take = |force: Force, who: Option<Actor>| {
        if let Some(who) = who
            && force > best.0
        {
            best = (force, who);
        }
    };
    for at in 0..words.len() {
        // "accounts that cannot be verified" are described; "what is prohibited" is too.
        let described = is(at.wrapping_sub(1), &["that", "which", "who"])
            || matches!(words[at], "prohibited" | "forbidden" | "banned" | "allowed" | "permitted")
                && words[at.saturating_sub(8)..at].iter().any(|w| matches!(*w, "what" | "which" | "whether" | "how"));
        if described {
            continue;
        }
        let negated = is(at + 1, &["not", "never", "neither"]) || is(at + 1, &["only"]) && is(at + 2, &["not"]);
        match words[at] {
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
            "must" | "shall" | "will" | "should" if negated => take(Force::Forbids, subject(at)),
            "may" | "can" | "must" | "shall" | "will" => {
                let force = if matches!(words[at], "may" | "can") { Force::Allows } else { Force::Requires };
                let who = match subject(at) {
                    Some(Actor::Reader) => bound(words[at], &words[at + 1..]),
                    who => who,
                };
                take(force, who);
            }
            "cannot" | "can't" | "won't" | "mustn't" => take(Force::Forbids, subject(at)),
            // "We do not sell your data" is a promise, "we do not guarantee" none.
            "do" if is(at + 1, &["not"]) && is(at + 2, PROMISED) => {
                take(Force::Forbids, subject(at).filter(|s| *s == Actor::Provider))
            }
            "do" | "are" if is(at + 1, &["not"]) && at == 0 => take(Force::Forbids, Some(Actor::Reader)),
            "don't" | "never" if at == 0 => take(Force::Forbids, Some(Actor::Reader)),
            "agree" | "agreeing" if is(at + 1, &["not"]) => take(Force::Forbids, subject(at)),
            "agree" | "agreeing" if is(at + 1, &["to"]) => take(Force::Requires, subject(at)),
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
    if best.0 == Force::States && !words.iter().any(|w| ENGLISH.contains(w)) { foreign(&lower) } else { best }
}

/// Of whom "you may …" or "you will …" speaks, by the words that follow: of the provider where something is done to the
/// reader ("your account may be suspended"), of nobody where it only tells ("users will see", "you can find it here").
fn bound(modal: &str, rest: &[&str]) -> Option<Actor> {
    let mut rest = rest.iter().filter(|w| !matches!(**w, "also" | "then" | "always" | "only" | "temporarily"));
    let first = *rest.next()?;
    if first == "be" {
        let what = *rest.find(|w| !w.ends_with("ly"))?;
        return match modal {
            _ if DONE.contains(&what) => Some(Actor::Provider),
            "may" | "can" => Some(Actor::Reader).filter(|_| matches!(what, "able" | "entitled" | "allowed")),
            "will" if matches!(what, "able" | "notified" | "given" | "informed" | "asked" | "shown") => None,
            _ => Some(Actor::Reader),
        };
    }
    let told = match modal {
        "may" | "can" => TOLD_MAY.contains(&first),
        "will" => TOLD_WILL.contains(&first),
        _ => false,
    };
    Some(Actor::Reader).filter(|_| !told)
}

/// What is done to readers and their accounts.
const DONE: &[&str] = &[
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
];
/// What a provider promises not to do.
const PROMISED: &[&str] = &[
    "sell", "rent", "share", "use", "disclose", "collect", "store", "retain", "keep", "give", "transfer", "track",
    "train", "read", "charge",
];
/// What "may" or "can" is followed by where it permits nothing.
const TOLD_MAY: &[&str] = &[
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
];
/// What "will" is followed by where it requires nothing.
const TOLD_WILL: &[&str] = &["see", "find", "receive", "have", "get", "lose", "notice", "no", "know", "still"];

fn named(word: &str) -> Option<Actor> {
    if READER.contains(&word) {
        return Some(Actor::Reader);
    }
    PROVIDER.contains(&word).then_some(Actor::Provider)
}

/// Whether a sentence rules something out, whoever its subject is.
pub(in crate::compare) fn negates(sentence: &str) -> bool {
    let lower = lower(sentence);
    let words = words(&lower);
    let modal = |w: &str| matches!(w, "may" | "must" | "can" | "shall" | "should" | "will" | "do" | "does" | "agree");
    words.windows(2).any(|w| modal(w[0]) && w[1] == "not")
        || words.iter().any(|w| matches!(*w, "cannot" | "can't" | "prohibited" | "prohibits" | "forbidden" | "never"))
}

fn foreign(lower: &str) -> (Force, Actor) {
    let text = format!(" {lower} ");
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
    let lower = lower(sentence);
    words(&lower).into_iter().find_map(named).unwrap_or_else(|| foreign(&lower).1)
}

/// Whether a lead-in or a heading forbids what stands beneath it.
pub(in crate::compare) fn forbids(above: &str) -> bool {
    ruling(above).0 == Force::Forbids || {
        let lower = lower(above);
        let words = words(&lower);
        let says = |list: &[&str]| words.iter().any(|w| list.contains(w));
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
            ("We do not sell your data.", (Force::Forbids, Actor::Provider)),
            ("We do not guarantee it.", (Force::States, Actor::Nobody)),
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
    fn what_only_tells_binds_nobody() {
        for sentence in [
            "The article lists what content is acceptable and what is prohibited.",
            "You can contact our representative by email.",
            "Repeated misuse, including reports that harass users, may result in restrictions.",
            "Users will see a prompt.",
            "You may be asked for proof.",
        ] {
            assert_eq!(ruling(sentence), (Force::States, Actor::Nobody), "{sentence}");
        }
        assert_eq!(ruling("Your account may be permanently deleted."), (Force::Allows, Actor::Provider));
        assert_eq!(ruling("We may close accounts that cannot be verified."), (Force::Allows, Actor::Provider));
        assert_eq!(ruling("You must have our consent."), (Force::Requires, Actor::Reader));
        assert_eq!(ruling("You agree not to resell it."), ruling("You are agreeing not to resell it."));
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
