//! Which blocks are headings, whatever their markup, and what stands under what.

use std::sync::Arc;

use super::blocks::{Block, Form};
use super::marker::{self, Family};
use crate::tree::NodeId;

/// A heading by markup longer than this, in letters, is a paragraph set large.
const LONGEST_HEADING: u32 = 140;
/// A paragraph in bold counts as a heading up to this length.
const LONGEST_BOLD: u32 = 90;

/// The level of terms: the deepest.
const TERM: u8 = 12;

/// The level of each block that is a heading: 1 to 6 by markup, deeper for terms and lines in bold or capitals.
pub(super) fn levels(blocks: &[Block]) -> Vec<Option<u8>> {
    (0..blocks.len()).map(|at| level(blocks, at)).collect()
}

fn level(blocks: &[Block], at: usize) -> Option<u8> {
    let block = &blocks[at];
    let text = &block.run.text;
    match block.form {
        Form::Heading(level) => {
            let ends = text.ends_with(['.', ';', ',', '。']) && (block.run.weight > 60 || says_something(text));
            (block.run.weight <= LONGEST_HEADING && !ends && !opens_something(text)).then_some(level)
        }
        Form::Row => None,
        Form::Term(_) => (block.run.weight <= LONGEST_HEADING).then_some(TERM),
        Form::Text => {
            if block.run.weight > LONGEST_BOLD
                || block.run.weight < 3
                || text.ends_with(['.', ';', ',', '!', '?', '。']) && !ends_numbered(text)
            {
                return None;
            }
            let next = blocks.get(at + 1)?;
            if block.run.is_linked() {
                return None;
            }
            let colon = text.ends_with([':', '：']);
            if let Some(place) = block.place {
                // An item whose own first line is bold, more of the item below: "1. **Definitions**".
                let more = next.place.is_some_and(|n| n.item == place.item || n.depth > place.depth);
                return (block.run.is_bold() && place.first && more && !next.run.is_bold() && !colon)
                    .then(|| 9 + (place.depth.min(2) as u8));
            }
            let set_off = block.run.is_bold() && !next.run.is_bold() || is_capitals(text);
            if !set_off || (colon && next.place.is_some()) || opens_something(text) {
                return None;
            }
            Some(match marker::leading(text).map(|m| m.family) {
                Some(Family::Decimal(parts)) => 6 + parts.min(3),
                Some(_) => 9,
                None => 7,
            })
        }
    }
}

/// From so many words on, a line that ends like a sentence is one.
const SENTENCE: usize = 8;

/// "We prohibit harm to children and other people in need." set as a heading is a rule, and read as one.
fn says_something(text: &str) -> bool {
    marker::leading(text).is_none() && text.split(' ').count() >= SENTENCE
}

/// "If you live in one of these countries, the following applies:" in bold governs what follows, and names nothing.
fn opens_something(text: &str) -> bool {
    text.ends_with([':', '：']) && says_something(text)
}

/// "1. Definitions." is a heading all the same.
fn ends_numbered(text: &str) -> bool {
    marker::leading(text).is_some() && text.ends_with('.') && text.matches('.').count() <= 3 && text.len() < 60
}

fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut all, mut upper) = (0, 0);
    for c in letters {
        all += 1;
        upper += usize::from(c.is_uppercase());
    }
    all >= 4 && upper == all && text.chars().count() <= 80
}

#[derive(Debug)]
struct Open {
    level: u8,
    text: Arc<str>,
    /// The node from which on it heads nothing any more.
    until: NodeId,
}

/// The headings that are open while going down the document.
#[derive(Debug, Default)]
pub(super) struct Outline {
    open: Vec<Open>,
    path: Arc<[Arc<str>]>,
    /// Whether nothing has stood under the last heading yet.
    bare: bool,
}

impl Outline {
    /// Whether the last heading heads nothing from a node on.
    pub(super) fn ends(&self, at: NodeId) -> bool {
        self.open.last().is_some_and(|open| open.until <= at)
    }

    /// Closes the headings that head nothing from a node on: a term, the first line of an item.
    pub(super) fn close(&mut self, at: NodeId) {
        while self.open.pop_if(|open| open.until <= at).is_some() {}
        self.path = self.open.iter().map(|open| open.text.clone()).collect();
    }

    /// A heading: closes those of its level and deeper. It heads what stands before a node.
    pub(super) fn heading(&mut self, level: u8, text: &str, until: NodeId) {
        while self.open.pop_if(|open| open.level >= level).is_some() {}
        self.open.push(Open { level, text: text.into(), until });
        self.path = self.open.iter().map(|open| open.text.clone()).collect();
        self.bare = true;
    }

    /// Whether the next heading of `level` would leave the last heading with nothing below it.
    pub(super) fn leaves_bare(&self, level: u8) -> bool {
        self.bare && self.open.last().is_some_and(|open| open.level >= level)
    }

    /// Takes the last heading back, to be a provision itself.
    pub(super) fn take_back(&mut self) -> Option<Arc<str>> {
        self.bare = false;
        let heading = self.open.pop()?;
        self.path = self.open.iter().map(|open| open.text.clone()).collect();
        Some(heading.text)
    }

    /// The headings above what comes now.
    pub(super) fn path(&mut self) -> Arc<[Arc<str>]> {
        self.bare = false;
        self.path.clone()
    }
}
