//! The tables of `rules/detection.toml`, as the build compiles them.

use super::policy::{Kind, Unreadable};

/// Patterns that say the same of an address or a title.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) kind: Kind,
    pub(super) weight: f32,
    pub(super) patterns: &'static [&'static str],
}

/// What pages say that stand in a document's place.
#[derive(Debug)]
pub(super) struct StandIn {
    pub(super) reason: Unreadable,
    pub(super) title: &'static [&'static str],
    pub(super) text: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/detection.rs"));
