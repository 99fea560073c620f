//! Every file of `rules/categories/` is tested by its own examples.

use std::fs;
use std::path::Path;

use clausewatch::judge::{Category, Clause, Severity, judge_clause};
use serde::Deserialize;

#[derive(Deserialize)]
struct Rules {
    #[serde(rename = "match")]
    matches: Vec<Example>,
    #[serde(rename = "pass")]
    passes: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    #[serde(default)]
    heading: String,
    #[serde(default)]
    lead_in: String,
    severity: Option<String>,
}

#[test]
fn examples() {
    let mut faults = Vec::new();
    let mut files: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/categories"))
        .expect("the folder of rules")
        .map(|entry| entry.expect("an entry of the folder").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let id = file.file_stem().and_then(|s| s.to_str()).expect("a file name").to_owned();
        let category = Category::from_id(&id).unwrap_or_else(|| panic!("no category {id}"));
        let rules: Rules = toml::from_str(&fs::read_to_string(&file).expect("a readable file"))
            .unwrap_or_else(|e| panic!("{id}: {e}"));
        if rules.matches.len() < 12 || rules.passes.len() < 8 {
            let (matches, passes) = (rules.matches.len(), rules.passes.len());
            faults.push(format!("{id}: {matches} match and {passes} pass; 12 and 8 are the least"));
        }
        for example in &rules.matches {
            let found = found(category, example);
            match (&found, &example.severity) {
                (None, _) => faults.push(format!("{id} must match: {}", example.text)),
                (Some(severity), Some(wanted)) if severity.id() != wanted => {
                    faults.push(format!("{id} is {} and should be {wanted}: {}", severity.id(), example.text));
                }
                _ => {}
            }
        }
        for example in &rules.passes {
            if found(category, example).is_some() {
                faults.push(format!("{id} must pass: {}", example.text));
            }
        }
    }
    assert!(faults.is_empty(), "{} examples fail:\n{}", faults.len(), faults.join("\n"));
}

/// The severity of the finding, after checking what every finding promises.
fn found(category: Category, example: &Example) -> Option<Severity> {
    let clause = Clause { text: &example.text, heading: &example.heading, lead_in: &example.lead_in };
    let judgement = judge_clause(clause);
    for finding in &judgement.findings {
        assert!(!finding.spans.is_empty() && !finding.why.is_empty(), "{finding:?}");
        for span in &finding.spans {
            let shown = span.slice(&example.text).unwrap_or_else(|| panic!("{span:?} lies outside {:?}", example.text));
            assert!(!shown.trim().is_empty(), "{span:?} in {:?}", example.text);
        }
    }
    judgement.findings.iter().find(|f| f.category == category).map(|f| f.severity)
}
