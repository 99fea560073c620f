//! What a comparison costs, by the kind of difference: `cargo bench --bench compare`.
//!
//! The documents are made here: 100 kB each, in the manner of terms of service.

// `criterion_group!` makes a public function and gives it no documentation.
#![allow(missing_docs)]

use std::sync::Arc;

use clausewatch::compare::{Side, compare};
use clausewatch::read::{Fingerprint, Policy, Provision, ProvisionId};
use criterion::{Criterion, criterion_group, criterion_main};

const WORDS: &[&str] = &[
    "you",
    "may",
    "must",
    "not",
    "use",
    "the",
    "service",
    "to",
    "resell",
    "access",
    "data",
    "within",
    "thirty",
    "days",
    "notice",
    "we",
    "suspend",
    "account",
    "fee",
    "of",
    "any",
    "content",
    "third",
    "party",
    "without",
    "unless",
    "law",
    "agreement",
    "customer",
    "and",
    "or",
    "in",
    "for",
    "with",
    "that",
    "liability",
    "damages",
    "provider",
    "security",
    "network",
    "terms",
    "material",
    "change",
];

/// The same numbers on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn sentence(&mut self) -> String {
        let mut words: Vec<String> =
            (0..30 + self.roll(40)).map(|_| WORDS[self.roll(WORDS.len())].to_owned()).collect();
        words.push(format!("clause{}", self.roll(5_000)));
        words.join(" ") + "."
    }
}

fn document(seed: u64) -> Vec<String> {
    let mut dice = Dice(seed);
    let mut texts = Vec::new();
    while texts.iter().map(String::len).sum::<usize>() < 100_000 {
        texts.push(dice.sentence());
    }
    texts
}

fn policy(texts: &[String]) -> Policy {
    let provisions = texts.iter().enumerate().map(|(at, text)| Provision {
        id: ProvisionId(format!("p{at}").into()),
        path: Arc::from([Arc::from(format!("Section {}", at / 10))]),
        marker: None,
        lead_in: None,
        text: text.clone(),
        anchors: Vec::new(),
    });
    let provisions = provisions.collect();
    Policy {
        title: String::new(),
        language: "en".into(),
        effective_date: None,
        provisions,
        fingerprint: Fingerprint(String::new()),
    }
}

fn benchmarks(c: &mut Criterion) {
    let base = document(1);
    let mut edited = base.clone();
    let mut dice = Dice(2);
    for _ in 0..10 {
        let at = dice.roll(edited.len());
        edited[at] = edited[at].replacen("may", "must", 1) + " New words stand here.";
    }
    let mut shuffled = base.clone();
    for i in (1..shuffled.len()).rev() {
        shuffled.swap(i, dice.roll(i + 1));
    }
    let reworded: Vec<String> =
        base.iter().map(|t| t.replace("service", "platform").replace("days", "weeks")).collect();
    let one = vec![base.join(" ")];
    let other = vec![reworded.join(" ")];
    for (name, old, new) in [
        ("unchanged", &base, &base),
        ("ten edits", &base, &edited),
        ("all reworded", &base, &reworded),
        ("all moved", &base, &shuffled),
        ("full rewrite", &base, &document(3)),
        ("one paragraph, reworded", &one, &other),
        ("one paragraph, rewritten", &one, &vec![document(3).join(" ")]),
    ] {
        let (old, new) = (policy(old), policy(new));
        c.bench_function(name, |b| {
            b.iter(|| compare(Side { policy: &old, judgements: &[] }, Side { policy: &new, judgements: &[] }));
        });
    }
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = benchmarks }
criterion_main!(benches);
