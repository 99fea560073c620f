//! What a document is called.

use super::blocks::{Block, Form};
use super::gate::weigh;
use super::phrase::folded;
use crate::tree::{NodeId, NodeKind, Tree};

/// A document's name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Title {
    /// As printed; empty where it has none.
    pub(super) text: String,
    /// The heading that it is, which then stands in no path.
    pub(super) heading: Option<NodeId>,
}

/// Among how many blocks the heading of the whole document is looked for.
const NEAR_THE_START: usize = 12;

/// The heading over the whole document: the only one of the first level, else a first line named like a policy; where
/// neither is there, what the page's `title` says.
pub(super) fn title(tree: &Tree, blocks: &[Block]) -> Title {
    let firsts: Vec<&Block> = blocks.iter().filter(|b| b.form == Form::Heading(1)).take(2).collect();
    let near = blocks.iter().take(NEAR_THE_START);
    let heading = match firsts[..] {
        [only] if near.clone().any(|b| b.node == only.node) => Some(only),
        _ => near.take(4).find(|b| {
            matches!(b.form, Form::Heading(_)) && firsts.is_empty() && weigh(&[&folded(&b.run.text)]).0.abs() >= 0.3
        }),
    };
    match heading {
        Some(block) => Title { text: block.run.text.clone(), heading: Some(block.node) },
        None => Title { text: named(&page_title(tree)).to_owned(), heading: None },
    }
}

/// The text of the page's `title`, white space folded.
pub(super) fn page_title(tree: &Tree) -> String {
    let Some(title) = tree.nodes().iter().position(|node| node.tag() == "title") else { return String::new() };
    let id = NodeId(title as u32);
    let words = tree.descendants(id).filter_map(|id| match &tree.node(id).kind {
        NodeKind::Text { text, .. } => Some(&**text),
        _ => None,
    });
    words.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// The part of a page title that names the document: "Terms of Use" of "Terms of Use | Example".
fn named(title: &str) -> &str {
    let weight = |part: &str| weigh(&[&folded(part)]).0.abs();
    match apart(title).max_by(|a, b| weight(a).total_cmp(&weight(b))) {
        Some(part) if weight(part) > 0.0 => part.trim(),
        _ => title,
    }
}

fn apart(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '·', '»', '–', '—']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" :: "))
}
