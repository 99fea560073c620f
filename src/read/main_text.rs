//! Which of a page's blocks are the document.
//!
//! Owns the choice of the main element by where the prose stands, and what is cut from it: menus at its ends, tables of
//! contents, copies for another screen.

use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::blocks::{Block, Form};
use super::dates;
use super::detection::{BINDING, NAMES};
use super::layout;
use super::phrase::{folded, holds as holds_phrase};
use crate::text::normalize;
use crate::tree::{Node, NodeId, Tree};

/// The main element is the smallest one with this share of its parent's prose.
const MOST: f32 = 0.985;

/// … but no more prose than this, in letters, may be lost on the way to it.
const LOSS: u64 = 500;

/// The blocks of the document, in order.
pub(super) fn select(tree: &Tree, mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.retain(|block| !is_probe(&block.run.text) && !is_control(block));
    layout::join_numbers(&mut blocks);
    let main = main_element(tree, &blocks);
    let end = tree.node(main).end;
    let from = start(&blocks, main);
    let own_end = blocks.partition_point(|b| b.node < end);
    let to = own_end + blocks[own_end..].iter().take(2).take_while(|b| dates::is_date_line(&b.run.text)).count();
    blocks.truncate(to);
    blocks.drain(..from);
    drop_contents(tree, &mut blocks);
    drop_copies(tree, &mut blocks);
    while let Some(from) = invitation(tree, &blocks) {
        blocks.truncate(from);
    }
    if let Some(from) = menu(&blocks) {
        blocks.truncate(from);
    }
    trim(tree, end, &mut blocks);
    blocks
}

/// Text that scripts leave to measure fonts with: a word or two over and over.
fn is_probe(text: &str) -> bool {
    const FEW: usize = 6;
    let mut words = text.as_bytes().split(|&byte| byte == b' ');
    let first = words.next();
    let mut second = None;
    words.by_ref().take(FEW - 1).all(|word| first == Some(word) || *second.get_or_insert(word) == word)
        && words.next().is_some()
}

/// What a button of the page says, where a copy of it keeps the letters and not the button.
const CONTROLS: &[&str] = &[
    "close",
    "print",
    "print this page",
    "copy link",
    "link copied",
    "expand all",
    "collapse all",
    "schließen",
    "drucken",
    "fermer",
    "imprimer",
    "cerrar",
    "imprimir",
];

fn is_control(block: &Block) -> bool {
    let name = block.run.text.trim_matches(|c: char| !c.is_alphanumeric());
    block.form == Form::Text
        && block.place.is_none()
        && CONTROLS.iter().any(|control| name.len() == control.len() && name.to_lowercase() == *control)
}

/// How much a block says for its place: running text counts, menus do not.
fn prose(block: &Block) -> u64 {
    let run = &block.run;
    if run.linked * 2 > run.weight || (run.weight < 25 && block.form != Form::Row) { 0 } else { u64::from(run.weight) }
}

fn main_element(tree: &Tree, blocks: &[Block]) -> NodeId {
    let mut sums = vec![0u64];
    sums.extend(blocks.iter().scan(0, |sum, block| {
        *sum += prose(block);
        Some(*sum)
    }));
    let held = |id: NodeId| {
        let from = blocks.partition_point(|b| b.node < id);
        let to = blocks.partition_point(|b| b.node < tree.node(id).end);
        sums[to] - sums[from]
    };
    let mut main = tree.root();
    loop {
        let all = held(main);
        let best = tree
            .children(main)
            .map(|child| (held(child), child))
            .max_by_key(|&(prose, child)| (prose, std::cmp::Reverse(child)));
        match best {
            Some((prose, child)) if prose > 0 && keeps(prose, all) && is_container(tree.node(child).tag()) => {
                main = child
            }
            _ => return main,
        }
    }
}

/// Whether a child with so much of its parent's prose may stand for it.
fn keeps(prose: u64, all: u64) -> bool {
    prose as f32 >= all as f32 * MOST && all - prose <= LOSS
}

/// Elements that lay a page out. A list or a paragraph is never all of a document, however little stands beside it.
fn is_container(tag: &str) -> bool {
    matches!(
        tag,
        "html"
            | "body"
            | "main"
            | "article"
            | "section"
            | "div"
            | "form"
            | "center"
            | "table"
            | "tbody"
            | "tr"
            | "td"
            | "span"
            | "font"
    ) || tag.contains('-')
}

/// How far before the main element its title may stand, in blocks.
const ABOVE: usize = 8;

/// The first block of the document: the main element's own, or the heading of the page that stands shortly before it, often
/// with the date of the last update between.
fn start(blocks: &[Block], main: NodeId) -> usize {
    let own = blocks.partition_point(|b| b.node < main);
    let titled = blocks[own..].iter().take(ABOVE).any(|b| b.form == Form::Heading(1));
    let above = own.saturating_sub(ABOVE);
    let title = blocks[above..own].iter().rposition(|b| b.form == Form::Heading(1));
    let dated = blocks[..own].iter().rev().take(2).take_while(|b| dates::is_date_line(&b.run.text)).count();
    title.filter(|_| !titled).map_or(own - dated, |at| above + at)
}

/// A copy is at least this long, in letters: shorter lines repeat for reasons of their own.
const COPY: u64 = 60;

/// Copies for another screen: an element of another class whose text is, block for block, that of the element just before
/// it (one that an author pasted twice has the same). Only elements of one length are compared, so that however they nest, a
/// block is looked at a logarithm of times.
fn drop_copies(tree: &Tree, blocks: &mut Vec<Block>) {
    let mut weights = vec![0u64];
    weights.extend(blocks.iter().scan(0, |sum, block| {
        *sum += u64::from(block.run.weight);
        Some(*sum)
    }));
    let mut before: FxHashMap<NodeId, (Range<usize>, Option<&str>)> = FxHashMap::default();
    let mut drop = vec![false; blocks.len()];
    for (at, node) in tree.nodes().iter().enumerate().skip(1).filter(|(_, node)| is_container(node.tag())) {
        let from = blocks.partition_point(|b| (b.node.0 as usize) < at);
        let to = from + blocks[from..].partition_point(|b| b.node < node.end);
        if from == to {
            continue;
        }
        let class = node.attribute("class");
        let Some((sibling, other)) = before.insert(node.parent, (from..to, class)) else { continue };
        if sibling.end != from || sibling.len() != to - from || other == class {
            continue;
        }
        let weight = weights[to] - weights[from];
        let texts = |range: Range<usize>| blocks[range].iter().map(|b| &b.run.text);
        if weight >= COPY && weight == weights[from] - weights[sibling.start] && texts(sibling).eq(texts(from..to)) {
            drop[from..to].fill(true);
        }
    }
    let mut drop = drop.into_iter();
    blocks.retain(|_| !drop.next().unwrap_or(false));
}

/// An invitation is no longer than this, in letters.
const INVITATION: u32 = 300;

/// Where a box at the very end begins that invites to something: a line or two and a button, with no word that a policy
/// would say. The same box comes and goes with a site's campaigns.
fn invitation(tree: &Tree, blocks: &[Block]) -> Option<usize> {
    let last = blocks.last()?;
    let around = |node: NodeId| std::iter::successors(Some(node), |&at| Some(tree.node(at).parent));
    if !last.run.is_linked() || !around(last.node).take(4).any(|at| is_button(tree.node(at))) {
        return None;
    }
    let before = blocks.len().checked_sub(2).map(|at| blocks[at].node)?;
    let holds = |at: NodeId, node: NodeId| at < node && node < tree.node(at).end;
    let shared = around(last.node).find(|&at| at == tree.root() || holds(at, before))?;
    let from = blocks.partition_point(|b| b.node < shared);
    let letters: u32 = blocks[from..].iter().map(|b| b.run.weight).sum();
    let says = |b: &Block| {
        let text = folded(&b.run.text);
        let named = NAMES.iter().flat_map(|(_, patterns)| *patterns);
        text.contains('@') || BINDING.iter().chain(named).any(|pattern| holds_phrase(&text, pattern))
    };
    (from > 0 && letters <= INVITATION && !blocks[from..].iter().any(says)).then_some(from)
}

fn is_button(node: &Node) -> bool {
    node.attribute("class").is_some_and(|class| {
        class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| matches!(word, "button" | "btn" | "cta"))
    })
}

/// A menu at the end has at least this many links.
const MENU: usize = 8;
/// A line between the links of a menu is no longer than this, in letters.
const LABEL: u32 = 160;

/// Where the menu of the site begins that ends a page: links, the headings over them, and the labels of a form or two
/// among them, with no sentence and no word that a policy would say. Half of the lines are links.
fn menu(blocks: &[Block]) -> Option<usize> {
    let is_copyright = |text: &str| text.chars().any(|c| c == '©') || text.to_lowercase().starts_with("copyright");
    let plain = |b: &Block| {
        let text = b.run.text.trim_end();
        let says = || {
            let text = folded(text);
            BINDING.iter().any(|pattern| holds_phrase(&text, pattern))
        };
        b.run.weight <= LABEL
            && (is_copyright(text) || !text.ends_with(['.', ';', ':', ',', '!', '。', '；']) && !says())
    };
    let from =
        blocks.iter().rposition(|b| !(b.run.is_linked() || b.run.weight == 0 || plain(b))).map_or(0, |at| at + 1);
    let mut links = 0;
    let mut start = None;
    for (at, block) in blocks.iter().enumerate().skip(from).rev() {
        links += usize::from(block.run.is_linked());
        if block.run.is_linked() && links >= MENU && links * 2 >= blocks.len() - at {
            start = Some(at);
        }
    }
    let start = start?;
    let headings = blocks[from..start].iter().rev().take_while(|b| matches!(b.form, Form::Heading(_))).count();
    (start > headings).then_some(start - headings)
}

/// Menus that stand at the two ends of the main element, which ends before a node: links, and short lines among them.
fn trim(tree: &Tree, end: NodeId, blocks: &mut Vec<Block>) {
    let keep =
        |b: &Block| matches!(b.form, Form::Heading(_) | Form::Term(_)) || !(b.run.is_linked() || b.run.weight == 0);
    let last = blocks.iter().rposition(|b| keep(b) && !matches!(b.form, Form::Heading(_))).map_or(0, |at| at + 1);
    // Headings at the very end stand over a menu, but for those over pictures.
    let tail = &blocks[last..];
    let pictured = |at: usize, heading: &Block| {
        let next = tail.get(at + 1).map_or(end, |next| next.node);
        let beneath = || (tree.node(heading.node).end.0..next.0).map(|node| tree.node(NodeId(node)).tag());
        matches!(heading.form, Form::Heading(_))
            && beneath().any(|tag| tag == "img")
            && !beneath().any(|tag| tag == "a")
    };
    if !tail.iter().enumerate().all(|(at, block)| pictured(at, block)) {
        blocks.truncate(last);
    }
    // Above the text links may stand between its headings: "Print", "Save as PDF".
    let first = blocks.iter().position(|b| keep(b) && !matches!(b.form, Form::Heading(_))).unwrap_or(0);
    let mut at = 0;
    blocks.retain(|b| {
        at += 1;
        at > first || keep(b)
    });
}

/// From this many lines on, a run of links to headings is a table of contents.
const CONTENTS: usize = 3;

/// Tables of contents: runs of lines that each repeat a heading further down, or link to a place on the page.
fn drop_contents(tree: &Tree, blocks: &mut Vec<Block>) {
    // Keyed by what a page says, so by a hash that no page can aim at.
    let mut last_heading: HashMap<String, usize> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        if block.run.weight < 100 && (matches!(block.form, Form::Heading(_)) || block.run.is_bold()) {
            last_heading.insert(title_key(&block.run.text), at);
        }
    }
    let points = |at: usize, block: &Block| {
        // Headings link to themselves: such a one is an entry only where it stands again further down.
        let inward = block.run.inward + 2 >= block.run.weight && !matches!(block.form, Form::Heading(_));
        let again = || last_heading.get(&title_key(&block.run.text)).is_some_and(|&heading| heading > at);
        block.run.is_linked() && (inward || again())
    };
    let mut drop = vec![false; blocks.len()];
    let mut at = 0;
    while at < blocks.len() {
        let len = blocks[at..].iter().enumerate().take_while(|(i, b)| points(at + i, b)).count();
        if len >= CONTENTS {
            drop[at..at + len].fill(true);
            let label = |b: &Block| is_contents_label(&b.run.text) || within_summary(tree, b.node);
            let labels = blocks[..at].iter().rev().take(2).take_while(|b| label(b)).count();
            drop[at - labels..at].fill(true);
        }
        at += len.max(1);
    }
    let mut drop = drop.into_iter();
    blocks.retain(|_| !drop.next().unwrap_or(false));
}

/// Whether a node stands in the visible line of a fold, at most a few elements deep.
fn within_summary(tree: &Tree, node: NodeId) -> bool {
    let parents = std::iter::successors(Some(node), |&at| Some(tree.node(at).parent));
    parents.take(4).any(|at| tree.node(at).tag() == "summary")
}

/// A heading's words without its number: a table of contents often prints none.
fn title_key(text: &str) -> String {
    let text = super::marker::leading(text).map_or(text, |m| &text[m.text..]);
    normalize(text).to_lowercase().trim_end_matches(['.', ':']).to_owned()
}

fn is_contents_label(text: &str) -> bool {
    let key = title_key(text);
    [
        "contents",
        "content of",
        "table of contents",
        "on this page",
        "in this article",
        "jump to",
        "quick links",
        "inhaltsverzeichnis",
        "inhalt",
        "sommaire",
        "table des matières",
        "índice",
        "contenido",
        "indice",
    ]
    .iter()
    .any(|label| key.starts_with(label))
        && key.chars().count() < 40
}
