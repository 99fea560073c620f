//! What a sentence of another language than English does, by its commonest phrases.

use crate::compare::scan::holds_any;
use std::sync::OnceLock;

use super::force::{Actor, Force};
use crate::compare::lookup::Lookup;

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

/// What a lower-case sentence does, and to whom.
pub(super) fn foreign(lower: &str) -> (Force, Actor) {
    let text = format!(" {lower} ");
    static PHRASES: OnceLock<Lookup<usize>> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| {
        let lists = FOREIGN.iter().enumerate();
        Lookup::new(lists.flat_map(|(at, (_, list))| list.iter().map(move |&phrase| (at, phrase))))
    });
    let first = phrases.within(&text).map(|(_, list, _)| list).min();
    let Some((force, _)) = first.map(|list| &FOREIGN[list]) else { return (Force::States, Actor::Nobody) };
    let negated = holds_any(&text, &[" nicht ", " kein", " ne ", " pas ", " no ", " non ", " não ", " niet "]);
    if *force != Force::Forbids && negated {
        return (Force::States, Actor::Nobody);
    }
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
