//! What holds for every tree: reading neither panics nor loses nor doubles text, and its anchors are exact.

use std::collections::{HashMap, HashSet};

use clausewatch::read::{Page, Policy, Unreadable, read};
use clausewatch::tree::dom::MAX_NODES;
use clausewatch::tree::{NodeKind, TextId, Tree, TreeBuilder};
use proptest::prelude::*;

/// A step of building a tree.
#[derive(Debug, Clone)]
enum Step {
    Open(&'static str),
    Close,
    /// So many words, each standing once in the whole tree.
    Text(usize, &'static str),
}

const TAGS: &[&str] = &[
    "div",
    "section",
    "main",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tbody",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h4",
    "b",
    "a",
    "span",
    "br",
    "nav",
    "footer",
    "header",
    "form",
    "button",
    "aside",
    "details",
    "summary",
    "script",
    "x-element",
];

fn step() -> impl Strategy<Value = Step> {
    let ends = prop::sample::select(vec!["", ".", ":", ";", " ", "\n", "\u{a0}", " (a) ", " 1. ", "😀"]);
    prop_oneof![
        3 => prop::sample::select(TAGS).prop_map(Step::Open),
        2 => Just(Step::Close),
        4 => (1usize..12, ends).prop_map(|(words, end)| Step::Text(words, end)),
    ]
}

fn build(steps: &[Step]) -> Tree {
    let mut builder = TreeBuilder::default();
    let mut next = 0;
    for step in steps {
        match step {
            Step::Open(tag) => builder.open(*tag, std::iter::empty()),
            Step::Close => builder.close(),
            Step::Text(words, end) => {
                let text: Vec<String> = (next..next + words).map(word).collect();
                next += words;
                builder.text(&format!("{end}{} {end}", text.join(" ")));
            }
        }
    }
    builder.finish()
}

/// A word that stands nowhere else, with a letter before and behind its number so that it is no marker.
fn word(n: usize) -> String {
    format!("word{n}x")
}

/// How often each of the made words stands in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with("word") && w.ends_with('x'))
}

/// Every word that a policy holds, with the number of provisions' texts, and headings, that it stands in.
fn held(policy: &Policy) -> HashMap<String, usize> {
    let headings: HashSet<&str> =
        policy.provisions.iter().flat_map(|p| p.path.iter().map(|h| &**h)).chain([policy.title.as_str()]).collect();
    let texts = policy.provisions.iter().map(|p| p.text.as_str());
    let mut held = HashMap::new();
    for word in texts.chain(headings).flat_map(words) {
        *held.entry(word.to_owned()).or_default() += 1;
    }
    held
}

fn check_anchors(tree: &Tree, policy: &Policy) {
    let nodes: HashMap<TextId, &str> = tree
        .nodes()
        .iter()
        .filter_map(|node| match &node.kind {
            NodeKind::Text { id, text } => Some((*id, &**text)),
            _ => None,
        })
        .collect();
    for provision in &policy.provisions {
        let mut end = 0;
        for anchor in &provision.anchors {
            assert!(anchor.range.start >= end, "anchors overlap in {provision:?}");
            end = anchor.range.end;
            let there =
                clausewatch::text::Utf16Range { start: anchor.start, end: anchor.start + (end - anchor.range.start) };
            let quoted = anchor.range.slice(&provision.text).expect("within the text");
            assert_eq!(there.slice(nodes[&anchor.node]), Some(quoted), "{provision:?}");
        }
    }
}

/// A document of plain blocks: what stands in it belongs to it, so all of it must be found.
fn document() -> impl Strategy<Value = String> {
    let text = (3usize..40).prop_map(|n| "§ ".repeat(n));
    let block = prop_oneof![
        4 => text.clone().prop_map(|t| format!("<p>{t}</p>")),
        2 => text.clone().prop_map(|t| format!("<h2>{}</h2>", &t[..t.len().min(24)])),
        2 => prop::collection::vec(text.clone(), 1..6).prop_map(|items| format!("<ul><li>{}</li></ul>", items.join("</li><li>"))),
        2 => prop::collection::vec(text.clone(), 1..6).prop_map(|items| format!("<ol start=3><li>{}</ol>", items.join("<li>"))),
        1 => (text.clone(), text.clone(), text.clone()).prop_map(|(a, b, c)| format!("<ul><li>{a}:<ol type=a><li>{b}<li>{c}</ol></ul>")),
        1 => prop::collection::vec((text.clone(), text.clone()), 1..4)
            .prop_map(|rows| format!("<table>{}</table>", rows.iter().map(|(a, b)| format!("<tr><td>{a}<td>{b}")).collect::<String>())),
        1 => (text.clone(), text.clone()).prop_map(|(a, b)| format!("<dl><dt>{}</dt><dd>{b}</dd></dl>", &a[..a.len().min(24)])),
        1 => (text.clone(), text.clone()).prop_map(|(a, b)| format!("<p><b>{}</b><br>{b}<br><br>{a}</p>", &a[..a.len().min(24)])),
        1 => (text.clone(), text.clone(), text).prop_map(|(a, b, c)| format!("<p>{a}: (a) {b}; (b) {c}; and (c) {a}. {b}</p>")),
    ];
    prop::collection::vec(block, 1..25).prop_map(|blocks| {
        // "§" stands for a word: each gets a number of its own.
        let mut next = 0;
        let mut page = String::from("<body><main>");
        // A heading with nothing below at the very end is a menu's: documents end in text.
        let blocks = blocks.concat() + "<p>§ § § § § § § § § §.</p>";
        for c in blocks.chars() {
            match c {
                '§' => {
                    page.push_str(&word(next));
                    next += 1;
                }
                c => page.push(c),
            }
        }
        page + "</main>"
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tree_is_read_without_doubling_text(steps in prop::collection::vec(step(), 0..150)) {
        let tree = build(&steps);
        if let Ok(policy) = read(&tree, &Page::default(), None).policy {
            for (word, count) in held(&policy) {
                prop_assert_eq!(count, 1, "{} stands {} times", word, count);
            }
            check_anchors(&tree, &policy);
        }
    }

    #[test]
    fn a_document_of_plain_blocks_loses_nothing(page in document()) {
        let tree = Tree::from_html(&page);
        let policy = read(&tree, &Page::default(), None).policy;
        let held = policy.as_ref().map(held).unwrap_or_default();
        for word in words(&page) {
            prop_assert_eq!(held.get(word).copied().unwrap_or(0), 1, "{} in {}", word, page);
        }
    }
}

#[test]
fn pages_that_nest_without_end_are_read() {
    for tag in
        ["div", "ul", "ol", "li", "table", "td", "b", "a", "h2", "nav", "section", "details", "dt", "form", "x-y"]
    {
        let mut builder = TreeBuilder::default();
        for _ in 0..100_000 {
            builder.open(tag, std::iter::empty());
        }
        builder.text("You may not use the service to send messages that nobody asked for.");
        let reading = read(&builder.finish(), &Page::default(), None);
        let texts = reading.policy.map(|p| p.provisions.len()).unwrap_or(0);
        assert!(texts <= 1, "{tag}: {texts} provisions");
    }
}

#[test]
fn html_that_nests_without_end_is_parsed_and_read() {
    for tag in ["div", "ul><li", "table><tr><td", "b id=x", "a", "p", "h2", "x-y"] {
        let html = format!("<{tag}>").repeat(100_000) + "You may not send messages that nobody asked for.";
        let tree = Tree::from_html(&html);
        let there =
            tree.nodes().iter().any(|n| matches!(&n.kind, NodeKind::Text { text, .. } if text.contains("nobody")));
        assert!(there, "{tag}: the text is lost");
        let _ = read(&tree, &Page::default(), None);
    }
    let html = "<div>".repeat(100_000)
        + "You may not send messages that nobody asked for."
        + &"</div>".repeat(100_000)
        + "<p>You must not resell the service.</p>";
    let policy = read(&Tree::from_html(&html), &Page::default(), None).policy.expect("two sentences are read");
    assert_eq!(policy.provisions.len(), 2);
}

#[test]
fn html_beyond_the_bounds_is_refused_and_not_told_as_cut_short() {
    let clause = "<p>You must not send mail that nobody asked for";
    let of = |nodes: usize| {
        let tree = Tree::from_html(&format!("<h1>Acceptable Use Policy</h1>{clause}{}", "<br>".repeat(nodes)));
        read(&tree, &Page::default(), None).policy.err()
    };
    assert_eq!(of(MAX_NODES - 20), None);
    assert_eq!(of(MAX_NODES), Some(Unreadable::TooLarge));
}
