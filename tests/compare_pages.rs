//! What must hold for whole pages, read and judged as a visit does: a page against itself, sides changed over, markup
//! alone.

use clausewatch::compare::{ChangeKind, Comparison, Materiality, Side, Verdict, compare};
use clausewatch::judge::judge;
use clausewatch::read::{Page, Policy, read};
use clausewatch::tree::Tree;
use proptest::prelude::*;

/// A section of a page: a heading, a paragraph, a list under its lead-in.
#[derive(Debug, Clone)]
struct Section {
    heading: String,
    paragraph: String,
    items: Vec<String>,
}

fn words(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "account", "customers", "provider", "suspend", "notice", "thirty", "content", "security", "network", "payment",
            "without", "resell", "malware", "licence", "reasonable", "affiliates", "30", "7", "$50", "may", "must", "not",
        ]).prop_map(str::to_owned),
        3 => "[a-z]{5,10}",
    ];
    prop::collection::vec(word, count).prop_map(|words| words.join(" "))
}

fn section() -> impl Strategy<Value = Section> {
    (words(2..4), words(12..30), prop::collection::vec(words(4..10), 2..5))
        .prop_map(|(heading, paragraph, items)| Section { heading, paragraph, items })
}

fn sections() -> impl Strategy<Value = Vec<Section>> {
    prop::collection::vec(section(), 3..6)
}

/// How a page is written, with the same words.
#[derive(Debug, Clone, Copy)]
struct Markup {
    /// Words in bold, links and spans.
    inline: bool,
    /// Line breaks and spaces between words.
    airy: bool,
    /// Classes, wrappers and comments.
    wrapped: bool,
}

const PLAIN: Markup = Markup { inline: false, airy: false, wrapped: false };

fn markup() -> impl Strategy<Value = Markup> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(inline, airy, wrapped)| Markup { inline, airy, wrapped })
}

fn page(sections: &[Section], markup: Markup) -> String {
    let text = |text: &str| {
        let words = text.split(' ').enumerate().map(|(at, word)| match (markup.inline, at % 5) {
            (true, 1) => format!("<strong>{word}</strong>"),
            (true, 3) => format!("<a href=\"/p?{at}\">{word}</a>"),
            (true, 4) => format!("<span class=\"x{at}\">{word}</span>"),
            _ => word.to_owned(),
        });
        words.collect::<Vec<_>>().join(if markup.airy { "\n      &#32;" } else { " " })
    };
    let mut body = String::from("<h1>Acceptable Use Policy</h1>");
    for section in sections {
        if markup.wrapped {
            body.push_str("<section class=\"block\"><!-- generated -->");
        }
        body.push_str(&format!("<h2>{}</h2><p>{}.</p>", text(&section.heading), text(&section.paragraph)));
        body.push_str("<p>You may not:</p><ul>");
        section.items.iter().for_each(|item| body.push_str(&format!("<li>{};</li>", text(item))));
        body.push_str(if markup.wrapped { "</ul></section>" } else { "</ul>" });
    }
    format!(
        "<!doctype html><html lang=en><head><title>Acceptable Use Policy</title></head><body><main>{body}</main></body></html>"
    )
}

fn policy(html: &str) -> Policy {
    read(&Tree::from_html(html), &Page::default(), None).policy.expect("a document")
}

fn compared(old: &Policy, new: &Policy) -> Comparison {
    let judgements = (judge(old), judge(new));
    compare(Side { policy: old, judgements: &judgements.0 }, Side { policy: new, judgements: &judgements.1 })
}

fn count(comparison: &Comparison, kind: ChangeKind) -> usize {
    let of = comparison.changes.iter().filter(|c| c.kind == kind);
    of.map(|c| c.old_provisions.len().max(c.new_provisions.len())).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_page_is_what_it_is(sections in sections(), markup in markup()) {
        let policy = policy(&page(&sections, markup));
        let comparison = compared(&policy, &policy);
        prop_assert_eq!(comparison.verdict, Verdict::Unchanged);
        prop_assert_eq!(comparison.headline, "Nothing changed");
    }

    #[test]
    fn markup_alone_never_matters(sections in sections(), markup in markup()) {
        let (old, new) = (policy(&page(&sections, PLAIN)), policy(&page(&sections, markup)));
        let comparison = compared(&old, &new);
        let matters = comparison.changes.iter().find(|c| c.materiality == Materiality::Substantive);
        prop_assert!(matters.is_none(), "{matters:?}");
    }

    #[test]
    fn changing_sides_mirrors_what_came_and_went(sections in sections(), more in section(), at in 0..6usize, item in 0..5usize) {
        let old = policy(&page(&sections, PLAIN));
        let mut edited = sections.clone();
        let within = at % edited.len();
        let items = &mut edited[within].items;
        items.remove(item % items.len());
        edited.insert(at % (edited.len() + 1), more);
        let new = policy(&page(&edited, PLAIN));
        let (there, back) = (compared(&old, &new), compared(&new, &old));
        prop_assert_eq!(there.verdict, back.verdict);
        prop_assert_eq!(count(&there, ChangeKind::Added), count(&back, ChangeKind::Removed));
        prop_assert_eq!(count(&there, ChangeKind::Removed), count(&back, ChangeKind::Added));
    }
}
