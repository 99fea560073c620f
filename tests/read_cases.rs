//! Pages, each named for the trap it sets: `tests/fixtures/read/NAME/{page.html,expected.json}`. The comment on top of the
//! page says what the trap is, its `rel=canonical` is its address; `previous.html`, where it is there, is the version read
//! before. expected.json is what `read` prints of the document, without what is judged of it.
//! `cargo xtask fixture NAME` writes expected.json anew (`CLAUSEWATCH_WRITE=1` all of them): read it before you accept it.

use std::path::Path;

use clausewatch::read::{Page, Unreadable, read};
use clausewatch::report::json::{kind_id, unreadable_id};
use clausewatch::tree::Tree;
use serde::Serialize;

#[derive(Serialize)]
struct Expected<'a> {
    is_policy: bool,
    kind: &'a str,
    unreadable: Option<&'a str>,
    policy: Option<Policy<'a>>,
}

#[derive(Serialize)]
struct Policy<'a> {
    title: &'a str,
    language: &'a str,
    effective_date: Option<String>,
    provisions: Vec<Provision<'a>>,
}

#[derive(Serialize)]
struct Provision<'a> {
    path: Vec<&'a str>,
    marker: Option<&'a str>,
    lead_in: Option<&'a str>,
    text: &'a str,
}

/// What is read of a page, as expected.json holds it.
fn told(html: &str, previous: Option<&str>) -> String {
    let tree = Tree::from_html(html);
    let link = tree.nodes().iter().find(|node| node.attribute("rel") == Some("canonical"));
    let url = link.and_then(|node| node.attribute("href")).expect("a fixture names its address").to_owned();
    let page = Page { url };
    let previous = previous.map(|html| read(&Tree::from_html(html), &page, None).policy.expect("a version before"));
    let reading = read(&tree, &page, previous.as_ref());
    let policy = reading.policy.as_ref();
    if let Ok(policy) = policy {
        assert_eq!(
            read(&tree, &page, Some(policy)).policy.as_ref(),
            Ok(policy),
            "a page is read after itself as it was"
        );
    }
    let expected = Expected {
        is_policy: reading.detection.is_policy,
        kind: kind_id(reading.detection.kind),
        unreadable: policy.err().map(|&reason: &Unreadable| unreadable_id(reason)),
        policy: policy.ok().map(|policy| Policy {
            title: &policy.title,
            language: &policy.language,
            effective_date: policy.effective_date.map(|date| date.to_string()),
            provisions: policy.provisions.iter().map(provision).collect(),
        }),
    };
    serde_json::to_string_pretty(&expected).expect("plain values") + "\n"
}

fn provision(provision: &clausewatch::read::Provision) -> Provision<'_> {
    Provision {
        path: provision.path.iter().map(|heading| &**heading).collect(),
        marker: provision.marker.as_deref(),
        lead_in: provision.lead_in.as_deref(),
        text: &provision.text,
    }
}

#[test]
fn every_page_is_read_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read");
    let write = std::env::var_os("CLAUSEWATCH_WRITE").unwrap_or_default();
    let mut failures = Vec::new();
    let mut cases = 0;
    for entry in std::fs::read_dir(&root).expect("the fixtures") {
        let case = entry.expect("an entry").path();
        let page = std::fs::read_to_string(case.join("page.html")).expect("page.html");
        let comment = page.split_once("<!-- ").and_then(|(_, rest)| rest.split_once(" -->"));
        let (why, _) = comment.expect("a comment that says what the trap is");
        let previous = std::fs::read_to_string(case.join("previous.html")).ok();
        let told = told(&page, previous.as_deref());
        let file = case.join("expected.json");
        if write == "1" || case.file_name() == Some(&write) {
            std::fs::write(&file, &told).expect("expected.json is written");
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        if told != expected {
            failures.push(format!("{}: {why}\nread as {told}", case.display()));
        }
        cases += 1;
    }
    assert!(cases >= 20, "only {cases} cases found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
