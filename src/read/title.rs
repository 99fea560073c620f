//! What a document is called.

use std::collections::HashMap;

use super::blocks::{Block, Form};
use super::gate::weigh;
use super::phrase::folded;
use super::{Policy, Provision};
use crate::text::normalize;
use crate::tree::{NodeId, NodeKind, Tree};

/// A document's name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Title {
    /// As printed; empty where it has none.
    pub(super) text: String,
    /// The place of the block that it is, which then stands in no path.
    pub(super) block: Option<usize>,
}

/// Among how many blocks the heading of the whole document is looked for.
const NEAR_THE_START: usize = 12;

/// The heading that was the title last time; else what the page alone tells, where that was no heading within the document
/// last time: a site that moves its headings about renames no document.
pub(super) fn title(tree: &Tree, blocks: &[Block], previous: Option<&Policy>) -> Title {
    let Some(previous) = previous else { return of_page(tree, blocks) };
    let before = normalize(&previous.title);
    let again = |(_, b): &(usize, &Block)| matches!(b.form, Form::Heading(_)) && normalize(&b.run.text) == before;
    if let Some((at, block)) = blocks.iter().enumerate().take(NEAR_THE_START).find(again) {
        let block_of_title = Some(at).filter(|_| !headed(&blocks[at + 1..], previous, &before));
        return Title { text: block.run.text.clone(), block: block_of_title };
    }
    let title = of_page(tree, blocks);
    let text = normalize(&title.text);
    let within = previous.provisions.iter().flat_map(|p| p.path.iter()).any(|heading| normalize(heading) == text);
    Title { block: title.block.filter(|_| !within), ..title }
}

/// Whether what follows a heading stood under it last time: then it heads a part, though the document is called the same. The
/// first text that is known from last time tells; a heading of the same name may stand in between.
fn headed(following: &[Block], previous: &Policy, heading: &str) -> bool {
    let above = |p: &Provision| p.path.iter().filter(|above| normalize(above) == heading).count();
    if previous.provisions.iter().all(|p| above(p) == 0) {
        return false;
    }
    // Backwards: of texts that are there twice the first stays.
    let known: HashMap<_, _> = previous.provisions.iter().rev().map(|p| (normalize(&p.text), p)).collect();
    let mut between = 0;
    for block in following {
        let text = normalize(&block.run.text);
        if let Some(provision) = known.get(&text) {
            return above(provision) > between;
        }
        between += usize::from(matches!(block.form, Form::Heading(_)) && text == heading);
    }
    false
}

/// The only heading of the first level; else a first line named like a policy; else what the page's `title` says.
fn of_page(tree: &Tree, blocks: &[Block]) -> Title {
    let mut firsts = blocks.iter().enumerate().filter(|(_, b)| b.form == Form::Heading(1));
    let (first, second) = (firsts.next(), firsts.next());
    if let (Some((at, only)), None) = (first, second)
        && at < NEAR_THE_START
    {
        return Title { text: only.run.text.clone(), block: Some(at) };
    }
    let page = page_title(tree);
    let named_page = named(&page);
    let near = blocks.iter().enumerate().take(NEAR_THE_START);
    let best = near
        .filter(|(_, b)| b.run.weight <= LONGEST && !b.run.is_linked() && weight_of(&b.run.text) >= 0.5)
        .find(|(_, b)| matches!(b.form, Form::Heading(_)) || named_page.is_empty());
    match best {
        Some((at, block)) if first.is_none() => Title { text: block.run.text.clone(), block: Some(at) },
        _ => Title { text: named_page.to_owned(), block: None },
    }
}

/// A line longer than this, in letters, is no title.
const LONGEST: u32 = 60;

fn weight_of(text: &str) -> f32 {
    weigh(&[&folded(text)]).0
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
    let weight = |part: &str| weight_of(part).abs();
    match apart(title).max_by(|a, b| weight(a).total_cmp(&weight(b))) {
        Some(part) if weight(part) > 0.0 => part.trim(),
        _ => title,
    }
}

fn apart(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '·', '»', '–', '—']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" :: "))
}
