//! How much text every subtree holds, answered in constant time.
//!
//! Owns which elements never show text. Everything that asks "how much of the page is this?" asks here.

use crate::tree::{NodeId, NodeKind, Tree};

/// What a subtree holds, in letters and digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Measure {
    /// All of it.
    pub(super) text: u32,
    /// What stands in links.
    pub(super) linked: u32,
    /// What stands outside links in stretches as long as a sentence.
    pub(super) prose: u32,
    /// How many headings, by markup.
    pub(super) headings: u32,
}

/// Sums over the nodes before each node, so that a subtree is one subtraction.
#[derive(Debug)]
pub(super) struct Survey {
    sums: Vec<Measure>,
}

/// A stretch outside links counts as prose from this many letters on: menus and buttons stay below.
const PROSE: u32 = 40;

impl Survey {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut sums = Vec::with_capacity(tree.nodes().len() + 1);
        let mut sum = Measure::default();
        let (mut silent_end, mut link_end) = (0, 0);
        for (at, node) in tree.nodes().iter().enumerate() {
            sums.push(sum);
            if at < silent_end {
                continue;
            }
            match &node.kind {
                NodeKind::Text { text, .. } => {
                    let weight = weight(text);
                    sum.text += weight;
                    if at < link_end {
                        sum.linked += weight;
                    } else if weight >= PROSE {
                        sum.prose += weight;
                    }
                }
                NodeKind::Element { tag, .. } if is_silent(tag) => silent_end = node.end.0 as usize,
                NodeKind::Element { tag, .. } => match &**tag {
                    "a" if at >= link_end => link_end = node.end.0 as usize,
                    "h1" | "h2" | "h3" | "h4" => sum.headings += 1,
                    _ => {}
                },
                NodeKind::Document => {}
            }
        }
        sums.push(sum);
        Self { sums }
    }

    /// What the subtree of a node holds.
    pub(super) fn measure(&self, tree: &Tree, id: NodeId) -> Measure {
        let (from, to) = (self.sums[id.0 as usize], self.sums[tree.node(id).end.0 as usize]);
        Measure {
            text: to.text - from.text,
            linked: to.linked - from.linked,
            prose: to.prose - from.prose,
            headings: to.headings - from.headings,
        }
    }
}

/// Letters and digits of a text. Scripts that write a word in one or two characters count threefold, so that one measure
/// serves all languages.
pub(super) fn weight(text: &str) -> u32 {
    if text.is_ascii() {
        return text.bytes().map(|b| u32::from(ALPHANUMERIC[usize::from(b)])).sum();
    }
    text.chars()
        .map(|c| match c {
            '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' => 3,
            c => u32::from(c.is_alphanumeric()),
        })
        .sum()
}

/// For each byte whether it is a letter or a digit of ASCII: asked of every byte of a page.
const ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Elements whose text is never shown as text of the page.
pub(super) fn is_silent(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "noframes"
            | "template"
            | "head"
            | "title"
            | "svg"
            | "math"
            | "canvas"
            | "iframe"
            | "object"
            | "embed"
            | "audio"
            | "video"
            | "map"
            | "select"
            | "datalist"
            | "input"
            | "textarea"
            | "progress"
            | "meter"
    )
}
