//! What something is about, in a few words for the headline, and only where the words themselves say it.
//!
//! Judging gives a clause its categories; that a headline may name one, the words that came or went must show it. And of a
//! category with two halves ("misinformation and elections") it names the half that they show.

use super::prose::lower;
use super::scan::{find, lowercase};
use crate::judge::{Category, category_text};

/// Parts of a category: its name, and beginnings of words of which one must stand in the text.
type Parts = &'static [(&'static str, &'static [&'static str])];

fn parts(id: &str) -> Option<Parts> {
    Some(match id {
        "ai_output_misuse" => &[("what AI output may be used for", &["output", "generat", " ai", "artificial"])],
        "ai_safety_circumvention" => {
            &[("getting around AI safeguards", &["safeguard", "safety", "filter", "jailbreak", "guardrail"])]
        }
        "arbitration_class_waiver" => {
            &[("arbitration", &["arbitra"]), ("class waiver", &["class action", "class waiver", "jury", "collective"])]
        }
        "competitive_use_benchmarking" => &[("competing products", &["compet"]), ("benchmarks", &["benchmark"])],
        "content_removal" => &[("removal of content", &["remov", "delet", "take down", "taken down", "takedown"])],
        "crypto_mining_resource_abuse" => &[
            ("mining", &["mining", "miner", " mine "]),
            ("overuse", &["excessive", "overload", "burden", "bandwidth", "limit", "strain"]),
        ],
        "export_sanctions" => &[("export control", &["export"]), ("sanctions", &["sanction", "embargo"])],
        "fees_penalties" => &[("fees", &["fee", "charge", "pay"]), ("penalties", &["penalt", "fine", "damages"])],
        "hate_harassment" => &[
            ("hate", &["hate", "hatred", "bigot", "racis", "discriminat", "slur", "dehumani"]),
            (
                "harassment",
                &[
                    "harass",
                    "bully",
                    "bullie",
                    "stalk",
                    "abus",
                    "intimidat",
                    "doxx",
                    "insult",
                    "defam",
                    "threat",
                    "attack",
                ],
            ),
        ],
        "impersonation_deception" => &[
            ("impersonation", &["impersonat", "pretend", "imitat", "someone else"]),
            (
                "deception",
                &["decept", "deceiv", "mislead", "misrepresent", "false", "fake", "fabricat", "fraud", "manipulat"],
            ),
        ],
        "indemnity" => &[("indemnity", &["indemn", "hold harmless"])],
        "liability_limitation" => &[("limits of liability", &["liab"])],
        "misinformation_elections" => &[
            ("misinformation", &["misinform", "disinform", "false", "mislead", "misrepresent", "conspirac", "hoax"]),
            ("elections", &["election", "elector", "voter", "voting", "political", "campaign", "civic"]),
        ],
        "monitoring_by_provider" => {
            &[("monitoring by the provider", &["monitor", "review", "scan", "inspect", "detect"])]
        }
        "privacy_data_misuse" => &[("personal data", &["personal", "privacy", "private", "data", "information"])],
        "resale_sharing" => &[
            ("resale", &["sell", "resale", "resold", "sublicens", "rent", "lease", "commercial"]),
            ("sharing of access", &["share your", "sharing your", "credential", "password", "your account"]),
        ],
        "scraping_automation" => &[
            ("scraping", &["scrap", "crawl", "spider", "harvest", "extract", "copy"]),
            ("automation", &["automat", "bot", "robot", "script"]),
        ],
        "spam_messaging" => &[
            ("spam", &["spam", "unsolicited", "bulk", "junk"]),
            ("messaging", &["mail", "messag", "sms", "solicit", "advertis", "promot"]),
        ],
        "surveillance_biometrics" => &[
            ("surveillance", &["surveil", "track", "spy", "monitor"]),
            ("biometrics", &["biometric", "facial", "face", "fingerprint"]),
        ],
        "suspension_termination" => &[(
            "suspension",
            &["suspen", "suspend", "terminat", "disabl", "deactivat", "close", " ban", "revok", "restrict"],
        )],
        "unauthorized_access" => {
            &[("unauthorised access", &["unauthori", "hack", "breach", "intru", "credential", "password"])]
        }
        "unilateral_change" => &[("changes to the policy", &["change", "modif", "updat", "amend", "revis"])],
        "user_responsibility_for_others" => &[(
            "what others do",
            &["end user", "others", "third part", "anyone", "someone else", "employees", "guests", "customers"],
        )],
        "violence_terrorism" => &[
            ("violence", &["violen", "threat", "terror", "extremis", "gore", "weapon", "kill"]),
            ("self-harm", &["self-harm", "self harm", "suicid", "eating disorder"]),
        ],
        "weapons_drugs_regulated_goods" => &[
            ("weapons", &["weapon", "firearm", "ammunition", "explosive", "gun"]),
            ("drugs", &["drug", "narcotic", "tobacco", "alcohol", "cannabis", "pharmac", "substance"]),
            ("regulated goods", &["regulated", "goods", "products"]),
        ],
        "adult_content" => &[("adult content", &["sex", "nud", "porn", "adult", "obscen", "explicit", "erotic"])],
        "csam_minors" => &[("child safety", &["child", "minor", "csam", "underage", "teen"])],
        "gambling" => &[("gambling", &["gambl", "casino", "lotter", "betting", "wager"])],
        "governing_law_jurisdiction" => &[("governing law and courts", &["law", "court", "jurisdiction", "venue"])],
        "ip_infringement" => &[(
            "intellectual property",
            &[
                "intellectual",
                "copyright",
                "trademark",
                "patent",
                "infring",
                "piracy",
                "pirated",
                "dmca",
                "counterfeit",
                "licen",
            ],
        )],
        "malware" => {
            &[("malware", &["malware", "malicious", "virus", "trojan", "worm", "spyware", "ransomware", "exploit"])]
        }
        "phishing_fraud" => {
            &[("fraud", &["fraud", "scam", "pyramid", "ponzi", "theft", "steal"]), ("phishing", &["phish"])]
        }
        "security_testing" => {
            &[("security testing", &["vulnerab", "penetration", "scan", "probe", "security", "test"])]
        }
        "reverse_engineering" => &[("reverse engineering", &["reverse", "decompil", "disassembl", "source code"])],
        _ => return None,
    })
}

/// Matters of a policy that are no conduct of its readers: a ban is on none of them.
const NO_BANS: &[&str] = &[
    "arbitration_class_waiver",
    "content_removal",
    "fees_penalties",
    "governing_law_jurisdiction",
    "incorporation_by_reference",
    "indemnity",
    "liability_limitation",
    "monitoring_by_provider",
    "suspension_termination",
    "unilateral_change",
    "user_responsibility_for_others",
];

/// A category as what something is about: "a right on …", "notice of …"; of a ban, as what is banned. `None` where the words
/// that it is to be about do not show it.
pub(super) fn matter(category: Category, banned: bool, words: &str) -> Option<String> {
    let id = category.id();
    // "A right to act without notice on action without notice" says nothing.
    // Nor does "a duty on following other documents": which one it is stands in the clause.
    if matches!(id, "no_notice" | "incorporation_by_reference") {
        return None;
    }
    if banned && NO_BANS.contains(&id) {
        return None;
    }
    let lower_words = format!(" {}", lowercase(words));
    let shown: Option<Vec<&str>> = parts(id).map(|parts| {
        let stands = |list: &[&str]| list.iter().any(|w| begins(&lower_words, w));
        parts.iter().filter(|(_, list)| stands(list)).map(|(name, _)| *name).collect()
    });
    let name = match shown.as_deref() {
        Some([]) => return None,
        Some([first @ .., last]) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        Some([only]) => (*only).to_owned(),
        _ => lower(category_text(category)?.title),
    };
    Some(match id {
        "csam_minors" if banned => {
            let harm = ["abus", "exploit", "sex", "csam", "harm", "groom", "endanger"];
            return harm.iter().any(|w| lower_words.contains(w)).then(|| "harm to children".to_owned());
        }
        "ip_infringement" if banned => "infringing intellectual property".to_owned(),
        "privacy_data_misuse" if banned => "misuse of personal data".to_owned(),
        _ => name,
    })
}

/// Whether no word of a lower-case text shows the category, which such words are known of.
pub(super) fn unspoken(category: Category, lower: &str) -> bool {
    parts(category.id()).is_some_and(|parts| !parts.iter().flat_map(|(_, list)| *list).any(|w| begins(lower, w)))
}

/// Whether a word that begins so stands in a lower-case text.
fn begins(text: &str, start: &str) -> bool {
    let mut from = 0;
    while let Some(at) = find(&text[from..], start).map(|at| at + from) {
        if start.starts_with(' ') || !text[..at].ends_with(char::is_alphanumeric) {
            return true;
        }
        from = at + start.len();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(id: &str, words: &str) -> Option<String> {
        let category = Category::from_id(id).expect("a category");
        matter(category, true, words)
    }

    #[test]
    fn a_headline_names_what_the_words_show() {
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(on("misinformation_elections", "misleading claims"), named("misinformation"));
        assert_eq!(on("misinformation_elections", "False claims on elections"), named("misinformation and elections"));
        assert_eq!(on("arbitration_class_waiver", "projects on an individual basis"), None);
        assert_eq!(on("ai_safety_circumvention", "evade moderation"), None);
        assert_eq!(on("violence_terrorism", "maliciously harm others"), None);
        assert_eq!(on("illegal_activity", "anything"), named("illegal activity"));
    }
}
