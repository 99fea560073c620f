//! Pairs of versions, each named for its trap: `tests/fixtures/compare/NAME/{old.md,new.md,expected.json}`.

use std::path::Path;

use clausewatch::compare::{ChangeKind, Materiality, Side, Verdict, compare};
use clausewatch::judge::judge;
use clausewatch::read::{Page, Policy, read};
use clausewatch::tree::Tree;
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq)]
struct Expected {
    why: String,
    verdict: String,
    changes: Vec<ExpectedChange>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct ExpectedChange {
    kind: String,
    materiality: String,
    effects: Vec<String>,
}

fn policy(path: &Path) -> Policy {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    read(&Tree::from_markdown(&text), &Page::default(), None).policy.expect("a document")
}

#[test]
fn every_pair_is_told_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/compare");
    let mut failures = Vec::new();
    let mut cases = 0;
    for entry in std::fs::read_dir(&root).expect("the fixtures") {
        let case = entry.expect("an entry").path();
        let (old, new) = (policy(&case.join("old.md")), policy(&case.join("new.md")));
        let expected = std::fs::read_to_string(case.join("expected.json")).expect("expected.json");
        let expected: Expected = serde_json::from_str(&expected).expect("valid JSON");
        let judgements = (judge(&old), judge(&new));
        let before = Side { policy: &old, judgements: &judgements.0 };
        let comparison = compare(before, Side { policy: &new, judgements: &judgements.1 });
        let verdict = match comparison.verdict {
            Verdict::Unchanged => "unchanged",
            Verdict::Editorial => "editorial",
            Verdict::Changed => "changed",
        };
        let changes = comparison.changes.iter().map(|c| ExpectedChange {
            kind: match c.kind {
                ChangeKind::Added => "added",
                ChangeKind::Removed => "removed",
                ChangeKind::Reworded => "reworded",
                ChangeKind::Moved => "moved",
                ChangeKind::Renumbered => "renumbered",
            }
            .to_owned(),
            materiality: if c.materiality == Materiality::Editorial { "editorial" } else { "substantive" }.to_owned(),
            effects: c.effects.iter().map(|e| e.id.to_owned()).collect(),
        });
        let told = Expected { why: expected.why.clone(), verdict: verdict.to_owned(), changes: changes.collect() };
        if told != expected {
            failures.push(format!("{}: {} told as {told:?}: {}", case.display(), expected.why, comparison.headline));
        }
        cases += 1;
    }
    assert!(cases >= 10, "only {cases} cases found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
