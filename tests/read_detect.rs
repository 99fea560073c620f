//! Hard cases of detection: pages written in the manner of real ones, those that only speak of policies among them.
//!
//! A page's address is its `rel=canonical`; the comment on top says what makes it hard.

use std::path::Path;

use clausewatch::read::{Page, gate, read};
use clausewatch::tree::Tree;

fn wrong_in(folder: &str, want: bool) -> (usize, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/detect").join(folder);
    let mut wrong = Vec::new();
    let mut pages = 0;
    for entry in std::fs::read_dir(folder).expect("the fixtures are there") {
        let path = entry.expect("a readable folder").path();
        let html = std::fs::read_to_string(&path).expect("a readable fixture");
        let tree = Tree::from_html(&html);
        let link = tree.nodes().iter().find(|node| node.attribute("rel") == Some("canonical"));
        let url = link.and_then(|node| node.attribute("href")).expect("a fixture names its address").to_owned();
        let reading = read(&tree, &Page { url }, None);
        pages += 1;
        if reading.detection.is_policy != want {
            wrong.push(format!("{}: {:?}", path.display(), reading.detection));
        }
    }
    (pages, wrong)
}

#[test]
fn pages_that_only_speak_of_policies_are_none() {
    let (pages, wrong) = wrong_in("others", false);
    assert!(pages >= 40, "only {pages} pages");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn policies_are_known_whatever_their_tone_and_language() {
    let (pages, wrong) = wrong_in("policies", true);
    assert!(pages >= 6, "only {pages} pages");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_gate_passes_policies_and_leaves_articles_alone() {
    for url in
        ["https://a.example/legal/acceptable-use", "https://a.example/TermsOfService.aspx", "https://a.example/fr/cgu"]
    {
        assert!(gate(url, "").candidate, "{url}");
    }
    for (url, title) in [
        ("https://a.example/blog/what-is-an-acceptable-use-policy", "What is an AUP?"),
        ("https://a.example/privacy-policy", "Privacy Policy"),
        ("https://a.example/determs", ""),
        ("", ""),
    ] {
        assert!(!gate(url, title).candidate, "{url}");
    }
}
