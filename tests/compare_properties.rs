//! What must hold for any two versions: nothing lost, nothing told twice, no contradiction.

use std::sync::Arc;

use clausewatch::compare::{Change, ChangeKind, Comparison, Kept, Materiality, Side, Verdict, Words, compare};
use clausewatch::read::{Fingerprint, Policy, Provision, ProvisionId};
use clausewatch::text::normalize;
use proptest::prelude::*;

fn policy(texts: &[(Vec<String>, String)]) -> Policy {
    let provisions = texts.iter().enumerate().map(|(at, (path, text))| Provision {
        id: ProvisionId(format!("p{at}").into()),
        path: path.iter().map(|h| Arc::from(h.as_str())).collect::<Vec<Arc<str>>>().into(),
        marker: None,
        lead_in: None,
        text: text.clone(),
        anchors: Vec::new(),
    });
    Policy {
        title: String::new(),
        language: "en".into(),
        effective_date: None,
        provisions: provisions.collect(),
        fingerprint: Fingerprint(String::new()),
    }
}

fn compared(old: &Policy, new: &Policy) -> Comparison {
    compare(Side { policy: old, judgements: &[] }, Side { policy: new, judgements: &[] })
}

/// Words from a small set, so that texts resemble each other, with scripts, marks and white space of every kind.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(vec![
            "you", "may", "must", "not", "resell", "the", "service", "data", "within", "30", "7", "days", "notice", "we", "suspend",
            "account", "fee", "of", "$50", "any", "all", "content", "third-party", "e-mail", "a@example.com", "without", "unless",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["禁止", "出售", "数据", "“quoted”", "don’t", "—", ".", ";", "é", "e\u{301}", "👩‍💻", "\u{200b}x", "ä\u{a0}b"]).prop_map(str::to_owned),
        1 => "\\PC{1,6}",
    ]
}

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..18).prop_map(|words| words.join(" "))
}

fn document() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(sentence(), 0..14)
}

/// What an editor does to a document.
#[derive(Debug, Clone)]
enum Edit {
    Remove(usize),
    Insert(usize, String),
    Reword(usize, usize, String),
    Move(usize, usize),
    Split(usize, usize),
    Merge(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = 0..20usize;
    prop_oneof![
        at.clone().prop_map(Edit::Remove),
        (at.clone(), sentence()).prop_map(|(i, s)| Edit::Insert(i, s)),
        (at.clone(), 0..18usize, word()).prop_map(|(i, w, t)| Edit::Reword(i, w, t)),
        (at.clone(), at.clone()).prop_map(|(i, j)| Edit::Move(i, j)),
        (at.clone(), 1..18usize).prop_map(|(i, w)| Edit::Split(i, w)),
        at.prop_map(Edit::Merge),
    ]
}

fn edited(mut texts: Vec<String>, edits: &[Edit]) -> Vec<String> {
    for edit in edits {
        let len = texts.len();
        match edit {
            Edit::Insert(i, text) => texts.insert(i % (len + 1), text.clone()),
            _ if len == 0 => {}
            Edit::Remove(i) => drop(texts.remove(i % len)),
            Edit::Reword(i, w, with) => {
                let mut words: Vec<&str> = texts[i % len].split(' ').collect();
                let at = w % words.len();
                words[at] = with;
                texts[i % len] = words.join(" ");
            }
            Edit::Move(i, j) => {
                let text = texts.remove(i % len);
                texts.insert(j % (len), text);
            }
            Edit::Split(i, w) => {
                let words: Vec<String> = texts[i % len].split(' ').map(str::to_owned).collect();
                let at = w % words.len();
                if at > 0 {
                    texts[i % len] = words[..at].join(" ");
                    texts.insert(i % len + 1, words[at..].join(" "));
                }
            }
            Edit::Merge(i) => {
                if i % len + 1 < len {
                    let next = texts.remove(i % len + 1);
                    texts[i % len] += " ";
                    texts[i % len] += &next;
                }
            }
        }
    }
    texts
}

fn plain(texts: Vec<String>) -> Vec<(Vec<String>, String)> {
    texts.into_iter().map(|t| (Vec::new(), t)).collect()
}

/// Letters and marks alone: how a text is cut into provisions, and where white space stands, is no part of it.
fn glued(text: &str) -> String {
    normalize(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn joined(policy: &Policy, at: &[usize]) -> String {
    at.iter().map(|&i| glued(&policy.provisions[i].text)).collect()
}

/// A version made from the other one and the comparison alone: for each run of its provisions, where they stand and
/// what they say.
fn rebuilt(
    other: &Policy,
    comparison: &Comparison,
    change: impl Fn(&Change) -> (&[usize], Option<&str>),
    kept: impl Fn(&Kept) -> (&[usize], &[usize]),
) -> Vec<(Vec<usize>, String)> {
    let mut runs: Vec<(Vec<usize>, String)> = Vec::new();
    for told in &comparison.changes {
        let (at, text) = change(told);
        if !at.is_empty() {
            runs.push((at.to_vec(), glued(text.expect("a change of provisions has their text"))));
        }
    }
    for lives_on in &comparison.kept {
        let (at, from) = kept(lives_on);
        // What a change tells of stands there already.
        if !at.iter().any(|i| runs.iter().any(|(told, _)| told.contains(i))) {
            runs.push((at.to_vec(), joined(other, from)));
        }
    }
    runs.sort();
    runs
}

/// NEW is made from OLD and the changes, OLD from NEW and the changes, and no provision is told twice or forgotten.
fn lossless(old: &Policy, new: &Policy, comparison: &Comparison) {
    let forward = rebuilt(old, comparison, |c| (&c.new_provisions, c.after.as_deref()), |k| (&k.new, &k.old));
    let backward = rebuilt(new, comparison, |c| (&c.old_provisions, c.before.as_deref()), |k| (&k.old, &k.new));
    for (version, runs) in [(new, forward), (old, backward)] {
        let told: Vec<usize> = runs.iter().flat_map(|(at, _)| at.iter().copied()).collect();
        let all: Vec<usize> = (0..version.provisions.len()).collect();
        assert_eq!(
            {
                let mut told = told;
                told.sort_unstable();
                told
            },
            all,
            "{comparison:#?}"
        );
        for (at, text) in runs {
            assert_eq!(text, joined(version, &at), "{comparison:#?}");
        }
    }
}

fn consistent(comparison: &Comparison) {
    let substantive = comparison.changes.iter().any(|c| c.materiality == Materiality::Substantive);
    let expected = match (comparison.changes.is_empty(), substantive) {
        (true, _) => Verdict::Unchanged,
        (false, true) => Verdict::Changed,
        (false, false) => Verdict::Editorial,
    };
    assert_eq!(comparison.verdict, expected);
    assert!(!comparison.headline.is_empty() && !comparison.headline.contains('\n'));
    let mut ids: Vec<&str> = comparison.changes.iter().map(|c| c.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), comparison.changes.len(), "ids are unique");
    for change in &comparison.changes {
        assert_eq!(change.materiality == Materiality::Editorial, change.editorial_reason.is_some());
        assert_eq!(change.kind == ChangeKind::Reworded, !change.words.is_empty(), "{change:?}");
        if change.kind != ChangeKind::Reworded {
            continue;
        }
        let side = |keep: fn(&Words) -> Option<&str>| change.words.iter().filter_map(keep).collect::<String>();
        let before = side(|w| match w {
            Words::Equal(t) | Words::Delete(t) => Some(t),
            Words::Insert(_) => None,
        });
        let after = side(|w| match w {
            Words::Equal(t) | Words::Insert(t) => Some(t),
            Words::Delete(_) => None,
        });
        assert_eq!(Some(&before), change.before.as_ref());
        assert_eq!(Some(&after), change.after.as_ref());
        let empty = change
            .words
            .iter()
            .any(|w| matches!(w, Words::Equal(t) | Words::Delete(t) | Words::Insert(t) if t.is_empty()));
        assert!(!empty, "no empty stretch: {:?}", change.words);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_between_edited_versions(old in document(), edits in prop::collection::vec(edit(), 0..6)) {
        let new = policy(&plain(edited(old.clone(), &edits)));
        let old = policy(&plain(old));
        let comparison = compared(&old, &new);
        consistent(&comparison);
        lossless(&old, &new, &comparison);
    }

    #[test]
    fn nothing_is_lost_between_any_two_versions(old in document(), new in document()) {
        let (old, new) = (policy(&plain(old)), policy(&plain(new)));
        let comparison = compared(&old, &new);
        consistent(&comparison);
        lossless(&old, &new, &comparison);
    }

    #[test]
    fn headings_contradict_nothing(
        old in prop::collection::vec((prop::collection::vec(sentence(), 0..3), sentence()), 0..10),
        new in prop::collection::vec((prop::collection::vec(sentence(), 0..3), sentence()), 0..10),
    ) {
        let (old, new) = (policy(&old), policy(&new));
        consistent(&compared(&old, &new));
        let same = compared(&new, &new);
        prop_assert_eq!(same.verdict, Verdict::Unchanged);
    }

    #[test]
    fn splitting_alone_is_no_change(words in prop::collection::vec("[a-z]{4,9}", 8..40), cut in 2..6usize) {
        let whole = policy(&plain(vec!["first clause stands here".into(), words.join(" "), "last clause stands here".into()]));
        let at = words.len() * cut / 8;
        let halves = [words[..at].join(" "), words[at..].join(" ")];
        let split = policy(&plain([vec!["first clause stands here".to_owned()], halves.to_vec(), vec!["last clause stands here".into()]].concat()));
        prop_assert_eq!(compared(&whole, &split).verdict, Verdict::Unchanged);
        prop_assert_eq!(compared(&split, &whole).verdict, Verdict::Unchanged);
    }
}
