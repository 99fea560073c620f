//! What must never pass as editorial, over many sentences: another number, another modal, a "not" that came or went,
//! another quantifier; in English and in other languages.

use std::sync::Arc;

use clausewatch::compare::{Comparison, Materiality, Side, Verdict, compare};
use clausewatch::read::{Fingerprint, Policy, Provision, ProvisionId};
use proptest::prelude::*;

/// A sentence in which one word or phrase stands in the braces, and what may stand there: each means another thing.
const TRAPS: &[(&str, &[&str])] = &[
    ("{s} {} share {o} with others{t}", &["may", "will", "must", "may not", "must not", "can", "should", "shall"]),
    ("{s} {} disclose {o}{t}", &["does", "does not"]),
    ("{s} must answer within {} days{t}", &["7", "30", "fourteen", "90", "three (3)", "thirteen", "sixty"]),
    ("a fee of {} applies to {o}{t}", &["$5", "$50", "€50", "50%", "$1.50", "$150", "$1,500"]),
    ("{} of {o} is covered{t}", &["all", "any", "none", "most", "some", "part"]),
    ("{s} is liable for {o} {}{t}", &["and damages", "or damages", "but not damages", ""]),
    ("{s} may use {o} {} consent{t}", &["with", "without", "subject to", "unless there is"]),
    ("{o} applies to {}{t}", &["employers", "employees", "users", "legal users", "illegal users", "minors"]),
    ("{o} is kept {} 2 years{t}", &["for", "at least", "at most", "up to", "more than", "no more than"]),
    // German
    ("{s} {} Inhalte weitergeben{t}", &["darf", "darf nicht", "muss", "kann", "soll"]),
    ("Die Frist für {o} beträgt {} Tage{t}", &["7", "30", "14", "1.000", "1,5", "10"]),
    ("{o} ist {} erlaubt{t}", &["", "nicht", "nie", "nur intern"]),
    ("Es haftet {} für {o}{t}", &["keiner", "einer", "jeder"]),
    // French
    ("{s} {} partager {o}{t}", &["peut", "doit", "ne peut pas", "ne doit pas", "pourra"]),
    ("Un délai de {} jours vaut pour {o}{t}", &["7", "30", "1 000", "10", "1,5", "15"]),
    ("{o} s’applique {} préavis{t}", &["avec", "sans", "après"]),
    // Spanish
    ("{s} {} compartir {o}{t}", &["puede", "no puede", "debe", "no debe"]),
    ("{o} requiere un aviso de {} días{t}", &["7", "30", "1.500", "1,5", "15"]),
    // Chinese
    ("用户{}分享内容（{o}）{t}", &["可以", "不可以", "必须", "不得"]),
    ("我们将在{}天内处理 {o}{t}", &["7", "30", "三", "三十"]),
];
const SUBJECTS: &[&str] = &["The customer", "Example", "Our partner", "A subscriber"];
const OBJECTS: &[&str] = &["stored data", "the licence", "Content", "any third-party material", "e-mail (or post)"];
const TAILS: &[&str] = &[
    ".",
    ", as set out in Section 4.2.",
    "; see https://example.com/terms.",
    " as of May 1, 2024.",
    " (last updated 1 May 2024).",
    "",
];

fn policy(text: &str) -> Policy {
    let texts = ["The first clause stays as it is.", text, "The last clause stays as it is."];
    let provisions = texts.iter().enumerate().map(|(at, text)| Provision {
        id: ProvisionId(format!("p{at}").into()),
        path: Arc::from([]),
        marker: None,
        lead_in: None,
        text: (*text).to_owned(),
        anchors: Vec::new(),
    });
    Policy {
        title: String::new(),
        language: String::new(),
        effective_date: None,
        provisions: provisions.collect(),
        fingerprint: Fingerprint(String::new()),
    }
}

fn compared(old: &str, new: &str) -> Comparison {
    let (old, new) = (policy(old), policy(new));
    compare(Side { policy: &old, judgements: &[] }, Side { policy: &new, judgements: &[] })
}

#[derive(Debug, Clone)]
struct Case {
    old: String,
    new: String,
}

fn case() -> impl Strategy<Value = Case> {
    let parts = (prop::sample::select(SUBJECTS), prop::sample::select(OBJECTS), prop::sample::select(TAILS));
    (prop::sample::select(TRAPS), parts, any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(
        |((frame, fillers), (subject, object, tail), a, b)| {
            let (a, b) = (a.index(fillers.len()), b.index(fillers.len() - 1));
            let b = if b >= a { b + 1 } else { b };
            let filled = |filler: &str| {
                let text = frame.replace("{s}", subject).replace("{o}", object).replace("{t}", tail);
                text.replace("{}", filler).replace("  ", " ").trim().to_owned()
            };
            Case { old: filled(fillers[a]), new: filled(fillers[b]) }
        },
    )
}

/// The same sentence with signs that mean the same.
fn retyped(text: &str) -> String {
    text.replace('\'', "’").replace('"', "“").replace(" (", "\u{a0}(").replace(", ", ",  ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn what_changes_the_meaning_is_never_editorial(Case { old, new } in case()) {
        let comparison = compared(&old, &new);
        prop_assert_eq!(comparison.verdict, Verdict::Changed, "{} | {}", old, new);
        prop_assert!(comparison.changes.iter().any(|c| c.materiality == Materiality::Substantive));
    }

    #[test]
    fn nor_is_it_among_typography(Case { old, new } in case()) {
        prop_assert_eq!(compared(&old, &retyped(&new)).verdict, Verdict::Changed, "{} | {}", old, new);
    }

    #[test]
    fn typography_alone_is_never_substantive(Case { old, .. } in case()) {
        prop_assert_ne!(compared(&old, &retyped(&old)).verdict, Verdict::Changed, "{}", old);
    }
}
