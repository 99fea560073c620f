//! What a document is called.

use super::blocks::{Block, Form};

/// The heading that stands for the whole document: the only one of the first level, near the start.
pub(super) fn heading(blocks: &[Block]) -> Option<usize> {
    let mut firsts = blocks.iter().enumerate().filter(|(_, b)| b.form == Form::Heading(1));
    let (at, _) = firsts.next()?;
    (firsts.next().is_none() && at < 12).then_some(at)
}
