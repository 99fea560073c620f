//! A stretch of text with white space folded, and where each piece of it stands on the page.
//!
//! Owns folding and the anchors' exactness: every anchor's range equals its text node's, character for character.

use std::ops::Range;

use super::policy::Anchor;
use super::survey::weight;
use crate::text::{Utf16Range, is_folded, utf16_len};
use crate::tree::TextId;

/// A folded stretch.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) anchors: Vec<Anchor>,
    /// Letters and digits of it, all, in bold and in links.
    pub(super) weight: u32,
    pub(super) bold: u32,
    pub(super) linked: u32,
    /// Of the linked ones, those whose links lead to a place on the same page.
    pub(super) inward: u32,
    /// The text nodes in bold, in bytes of the text.
    pub(super) bolds: Vec<Range<usize>>,
    len16: u32,
    space: Option<Space>,
}

/// White space not yet written, because it counts only once text follows: its first and its last character.
#[derive(Debug, Clone, Copy)]
struct Space {
    first: Option<(TextId, u32)>,
    last: Option<(TextId, u32)>,
}

/// How a text node is set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) bold: bool,
    pub(super) linked: bool,
    pub(super) inward: bool,
}

impl Run {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether (nearly) all of it is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.bold > 0 && self.bold + 2 >= self.weight
    }

    /// Whether (nearly) all of it is links.
    pub(super) fn is_linked(&self) -> bool {
        self.linked > 0 && self.linked + 2 >= self.weight
    }

    /// Adds a text node's text, folded. `letters` is its weight.
    pub(super) fn push_node(&mut self, node: TextId, raw: &str, letters: u32, style: Style) {
        // Most of what a page says is folded already, and goes in as one word would.
        let folded = is_folded(raw.trim_ascii().as_bytes());
        let before = self.text.len();
        let (mut at16, mut rest) = (0, raw);
        while let Some(first) = rest.chars().next() {
            if first.is_whitespace() {
                let plain = (first == ' ').then_some((node, at16));
                self.space = match self.space {
                    Some(space) => Some(Space { last: plain, ..space }),
                    None => Some(Space { first: plain, last: plain }),
                };
                at16 += first.len_utf16() as u32;
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let word = match folded {
                true => rest.trim_ascii_end(),
                false => &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())],
            };
            self.write_space();
            let len16 = utf16_len(word);
            self.anchor(node, at16, len16);
            self.text.push_str(word);
            self.len16 += len16;
            at16 += len16;
            rest = &rest[word.len()..];
        }
        if style.bold && self.text.len() > before {
            let start = before + usize::from(self.text[before..].starts_with(' '));
            self.bolds.push(start..self.text.len());
        }
        self.weight += letters;
        self.bold += if style.bold { letters } else { 0 };
        self.linked += if style.linked { letters } else { 0 };
        self.inward += if style.inward { letters } else { 0 };
    }

    /// Adds text that stands in no text node (a decoded address, the bar between two cells).
    pub(super) fn push_made(&mut self, text: &str) {
        for word in text.split_inclusive(' ') {
            let bare = word.trim_end();
            if !bare.is_empty() {
                self.write_space();
                self.text.push_str(bare);
                self.len16 += utf16_len(bare);
                self.weight += weight(bare);
            }
            if bare.len() < word.len() {
                self.push_space();
            }
        }
    }

    /// Adds white space that stands in no text node (a line break, a cell's border).
    pub(super) fn push_space(&mut self) {
        self.space.get_or_insert(Space { first: None, last: None });
    }

    /// Adds another run behind this one, a space between.
    pub(super) fn append(&mut self, other: Self) {
        self.push_space();
        if other.is_empty() {
            return;
        }
        self.write_space();
        let (shift, bytes) = (self.len16, self.text.len());
        self.bolds.extend(other.bolds.into_iter().map(|bold| bold.start + bytes..bold.end + bytes));
        self.anchors.extend(
            other
                .anchors
                .into_iter()
                .map(|a| Anchor { range: Utf16Range { start: a.range.start + shift, end: a.range.end + shift }, ..a }),
        );
        self.text.push_str(&other.text);
        self.len16 += other.len16;
        self.weight += other.weight;
        self.bold += other.bold;
        self.linked += other.linked;
        self.inward += other.inward;
        self.space = other.space;
    }

    /// Cuts at byte offsets, ascending and on character boundaries; white space at the cuts is dropped. Linear. What was
    /// linked is not told of the parts.
    pub(super) fn split(self, cuts: &[usize]) -> Vec<Self> {
        let mut parts = Vec::with_capacity(cuts.len() + 1);
        let mut anchors = self.anchors.iter().copied().peekable();
        let mut bolds = self.bolds.iter().peekable();
        let (mut from, mut from16) = (0, 0);
        for &to in cuts.iter().chain([&self.text.len()]) {
            let whole = &self.text[from..to];
            let to16 = from16 + utf16_len(whole);
            let text = whole.trim();
            let start16 = from16 + utf16_len(&whole[..whole.len() - whole.trim_start().len()]);
            let len16 = utf16_len(text);
            let mut part = Self { text: text.to_owned(), len16, weight: weight(text), ..Self::default() };
            while let Some(anchor) = anchors.peek().copied() {
                if anchor.range.start >= to16 {
                    break;
                }
                let start = anchor.range.start.max(start16);
                let end = anchor.range.end.min(start16 + len16);
                if start < end {
                    part.anchors.push(Anchor {
                        range: Utf16Range { start: start - start16, end: end - start16 },
                        start: anchor.start + (start - anchor.range.start),
                        ..anchor
                    });
                }
                if anchor.range.end > to16 {
                    break;
                }
                anchors.next();
            }
            let start = from + (whole.len() - whole.trim_start().len());
            while let Some(bold) = bolds.peek().filter(|bold| bold.start < to) {
                let within = bold.start.max(start)..bold.end.min(start + text.len());
                if within.start < within.end {
                    part.bold += weight(&self.text[within.clone()]);
                    part.bolds.push(within.start - start..within.end - start);
                }
                if bold.end > to {
                    break;
                }
                bolds.next();
            }
            parts.push(part);
            (from, from16) = (to, to16);
        }
        parts
    }

    fn write_space(&mut self) {
        let Some(space) = self.space.take() else { return };
        if self.text.is_empty() {
            return;
        }
        if let Some((node, at)) = space.first.or(space.last) {
            self.anchor(node, at, 1);
        }
        self.text.push(' ');
        self.len16 += 1;
    }

    fn anchor(&mut self, node: TextId, at: u32, len: u32) {
        match self.anchors.last_mut() {
            Some(last)
                if last.node == node
                    && last.range.end == self.len16
                    && last.start + (last.range.end - last.range.start) == at =>
            {
                last.range.end += len;
            }
            _ => self.anchors.push(Anchor {
                range: Utf16Range { start: self.len16, end: self.len16 + len },
                node,
                start: at,
            }),
        }
    }
}
