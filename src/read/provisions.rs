//! From blocks to provisions: markers split off, lead-ins named, inline lists taken apart, headings in the path.

use std::sync::Arc;

use super::blocks::{Block, Form, Place};
use super::marker::{self, Family};
use super::outline::{Outline, levels};
use super::run::Run;
use super::{Provision, ProvisionId};
use crate::sentence::ends_sentence;
use crate::tree::NodeId;

/// A heading above the title that is longer than this, in letters, says something.
const LONGEST_LABEL: u32 = 20;

/// The provisions of a document, without their ids. `title` is the heading that stands for the whole document and so in no
/// path; it is given by its place.
pub(super) fn provisions(blocks: Vec<Block>, title: Option<usize>) -> Vec<Provision> {
    let levels = levels(&blocks);
    // Short headings above the title, with nothing below them, name a part of the site: "Legal", "CGU".
    let is_label = |at: usize| levels[at].is_some() && blocks[at].run.weight <= LONGEST_LABEL;
    let above = title.filter(|&title| (0..title).all(is_label)).unwrap_or(0);
    let mut assembly = Assembly::default();
    let mut bare: Option<Block> = None;
    let mut blocks = blocks.into_iter().zip(levels).enumerate().peekable();
    while let Some((at, (block, level))) = blocks.next() {
        if at < above || title == Some(at) {
            continue;
        }
        if assembly.outline.ends(block.node) {
            if let Some(heading) = bare.take() {
                assembly.take_back(heading.run);
            }
            assembly.outline.close(block.node);
        }
        match level {
            Some(level) => {
                if assembly.outline.leaves_bare(level)
                    && let Some(heading) = bare.take()
                {
                    assembly.take_back(heading.run);
                }
                let text = match &block.marker {
                    Some(marker) => format!("{marker} {}", block.run.text),
                    None => block.run.text.clone(),
                };
                let next = blocks.peek().map(|(_, (next, _))| next.node);
                assembly.heading(level, &text, heads_until(&block, next));
                bare = Some(block);
            }
            None => {
                bare = None;
                assembly.block(block);
            }
        }
    }
    if let Some(heading) = bare {
        assembly.take_back(heading.run);
    }
    assembly.done
}

/// Where what a heading heads ends: a term's and an item's own first line heads no more than the rest of it. An item's line
/// with nothing else in the item heads what follows.
fn heads_until(heading: &Block, next: Option<NodeId>) -> NodeId {
    match (heading.form, heading.place) {
        (Form::Term(until), _) => until,
        (Form::Text, Some(place)) if next.is_some_and(|next| next < place.end) => place.end,
        _ => NodeId(u32::MAX),
    }
}

#[derive(Default)]
struct Assembly {
    done: Vec<Provision>,
    outline: Outline,
    /// The lists that are open, outermost first, each with the sentence that governs it.
    lists: Vec<(NodeId, Option<Arc<str>>)>,
    /// The last provision's lead-in for what follows, where its text leaves something open.
    leads: Option<Arc<str>>,
    /// The list that numbered paragraphs without list markup make up.
    loose: Option<(Family, Option<Arc<str>>)>,
}

impl Assembly {
    fn heading(&mut self, level: u8, text: &str, until: NodeId) {
        self.outline.heading(level, text, until);
        self.lists.clear();
        self.leads = None;
        self.loose = None;
    }

    /// The last heading has nothing below it: it is a provision itself.
    fn take_back(&mut self, heading: Run) {
        self.outline.take_back();
        self.plain(heading);
    }

    fn plain(&mut self, run: Run) {
        self.push(None, None, run);
    }

    fn block(&mut self, block: Block) {
        let lead_in = match block.place {
            Some(place) => self.governs(place),
            None => {
                self.lists.clear();
                None
            }
        };
        let Some(found) = marker::leading(&block.run.text).filter(|_| block.form == Form::Text) else {
            if block.place.is_none() {
                self.loose = None;
            }
            let marker = block.marker.filter(|_| block.form == Form::Text);
            self.text(marker, lead_in, block.run);
            return;
        };
        let mut parts = block.run.split(&[found.text]).into_iter();
        let (Some(head), Some(rest)) = (parts.next(), parts.next()) else { return };
        let lead_in = lead_in.or_else(|| match &self.loose {
            Some((family, lead_in)) if *family == found.family => lead_in.clone(),
            _ => {
                let lead_in = self.leads.take();
                self.loose = Some((found.family, lead_in.clone()));
                lead_in
            }
        });
        self.text(Some(head.text), lead_in, rest);
    }

    /// The sentence that governs the list a block stands in.
    fn governs(&mut self, place: Place) -> Option<Arc<str>> {
        let depth = place.depth as usize;
        self.lists.truncate(depth);
        if self.lists.len() < depth || self.lists[depth - 1].0 != place.list {
            self.lists.truncate(depth - 1);
            while self.lists.len() + 1 < depth {
                self.lists.push((place.list, None));
            }
            self.lists.push((place.list, self.leads.take()));
        }
        self.lists[depth - 1].1.clone()
    }

    /// Adds a block's text, taken apart where a list runs on within it.
    fn text(&mut self, marker: Option<String>, lead_in: Option<Arc<str>>, run: Run) {
        let Some(list) = marker::inline(&run.text) else {
            self.push(marker, lead_in, run);
            return;
        };
        let mut parts = run.split(&list.cuts).into_iter();
        if let Some(head) = parts.next().filter(|head| !head.is_empty()) {
            self.push(marker, lead_in, head);
        }
        let governs = self.leads.take();
        for _ in 0..list.items {
            let (Some(label), Some(item)) = (parts.next(), parts.next()) else { break };
            self.push(Some(label.text), governs.clone(), item);
        }
        if let Some(tail) = parts.next().filter(|tail| !tail.is_empty()) {
            self.plain(tail);
        }
    }

    fn push(&mut self, marker: Option<String>, lead_in: Option<Arc<str>>, run: Run) {
        self.leads = opening(&run.text).map(Into::into);
        self.done.push(Provision {
            id: ProvisionId(Arc::default()),
            path: self.outline.path(),
            marker,
            lead_in,
            text: run.text,
            anchors: run.anchors,
        });
    }
}

/// The last sentence of a text that leaves something open: it governs the list that follows.
fn opening(text: &str) -> Option<&str> {
    let open = text.ends_with([':', '：', '-', '–', '—', ',', '…']) || text.ends_with(|c: char| c.is_alphanumeric());
    if !open {
        return None;
    }
    let start = text.rmatch_indices(['.', '!', '?', '。']).find_map(|(at, stop)| {
        let rest = text[at + stop.len()..].trim_start();
        (ends_sentence(text, at) && rest.split(' ').count() >= 3).then(|| text.len() - rest.len())
    });
    Some(&text[start.unwrap_or(0)..])
}
