//! What a sentence does: forbid, permit, oblige, define, reserve a right, or inform.
//!
//! Owns how a sentence comes by its frame: from its own words (rules/frames.toml), else from the sentence that governs
//! its list, else from the part before the semicolon.

use super::rules::Meaning;
use super::text::Read;

/// What a sentence does. Ordered by which wins where one sentence does several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Frame {
    /// Says what may not be done.
    Prohibition,
    /// Says what must be done.
    Duty,
    /// Reserves something to the provider.
    Right,
    /// Says what may be done.
    Permission,
    /// Says what a word means.
    Definition,
    /// Tells something, and binds nobody.
    Information,
    /// Nothing of these; in a list of rules, a rule.
    None,
}

impl Frame {
    /// Whether conduct named in such a sentence is merely talked about.
    pub(super) fn is_harmless(self) -> bool {
        matches!(self, Self::Permission | Self::Definition | Self::Information)
    }
}

/// The frame of each sentence of a text: of an item where it stands in a list, whose lead-in gives it `governing`.
pub(super) fn frames(text: &Read, is_item: bool, governing: Frame) -> Vec<Frame> {
    let own = own_frames(text);
    let mut frames: Vec<Frame> = Vec::with_capacity(own.len());
    for (i, (own, sentence)) in own.into_iter().zip(&text.words.sentences).enumerate() {
        frames.push(match (i, own) {
            // "use bots, unless we may …": in a list item's first sentence the lead-in's verb is the main one.
            (0, _) if governing != Frame::None => governing,
            // "any person under 18": an item is no statement, whatever it begins with.
            (0, Frame::Information) if is_item => Frame::None,
            (_, Frame::None) if sentence.continues => frames[i - 1],
            (_, Frame::None) => governing,
            (_, own) => own,
        });
    }
    frames
}

/// The frame that a lead-in gives its list: that of its last sentence that has one.
pub(super) fn governing(lead_in: &Read) -> Frame {
    own_frames(lead_in).into_iter().rev().find(|f| *f != Frame::None).unwrap_or(Frame::None)
}

fn own_frames(text: &Read) -> Vec<Frame> {
    let frames = text.candidates().zip(&text.words.sentences).map(|((sentence, candidates), words)| {
        if words.asks {
            return Frame::Information;
        }
        candidates.iter().fold(Frame::None, |first, pattern| match &pattern.meaning {
            Meaning::Frame(frame) if *frame < first && pattern.is_in(sentence) => *frame,
            _ => first,
        })
    });
    frames.collect()
}
