//! Sections that came or went whole, each under its heading: what a reader wants to hear of before the clauses in it.

use std::ops::Range;

use super::item::Item;
use super::prose::{TITLE, clipped};
use crate::read::Policy;

/// A section that stands in one version only.
pub(super) struct Section {
    /// Its heading, in quotes.
    pub(super) title: String,
    /// Its items, the heading first.
    pub(super) items: Range<usize>,
}

/// One version's items, and what is known of them.
pub(super) struct Row<'a> {
    pub(super) policy: &'a Policy,
    pub(super) items: &'a [Item<'a>],
    /// Whether an item has no counterpart.
    pub(super) loose: &'a dyn Fn(usize) -> bool,
    /// Whether what an item says stands somewhere in the other version.
    pub(super) known: &'a dyn Fn(&Item<'_>) -> bool,
}

/// A section of fewer words is a line under a heading.
const WORDS: usize = 25;
/// So many lines of so few words may stand at the end of the document.
const BELOW: usize = 3;
const LINE: usize = 12;

/// The outermost sections of which nothing stands in the other version, neither as a clause nor, for the most part, in the
/// words of other clauses.
pub(super) fn sections(row: &Row<'_>) -> Vec<Section> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < row.items.len() {
        let Some(depth) = row.items[at].heading else {
            at += 1;
            continue;
        };
        let beyond = |i: &usize| {
            row.policy.provisions[row.items[*i].provision].path.len() <= depth
                || row.items[*i].heading.is_some_and(|d| d <= depth)
        };
        let end = (at + 1..row.items.len()).find(beyond).unwrap_or(row.items.len());
        // A date or an address below the last section belongs to the document.
        let below = row.items[at + 1..end].iter().enumerate().rev().take(BELOW).take_while(|(i, item)| {
            !(row.loose)(at + 1 + i) && item.heading.is_none() && item.text.split_whitespace().nth(LINE).is_none()
        });
        let end = if end == row.items.len() { end - below.count() } else { end };
        let whole = (at..end).all(|i| (row.loose)(i)) && end - at < row.items.len();
        let clauses = || row.items[at..end].iter().filter(|i| i.heading.is_none());
        let long = || clauses().flat_map(|i| i.text.split_whitespace()).nth(WORDS - 1).is_some();
        let known = || clauses().filter(|item| (row.known)(item)).count();
        let (told, known) = (clauses().count(), if whole && long() { known() } else { 0 });
        if whole && long() && known * 2 <= told && known < told {
            out.push(Section { title: clipped(row.items[at].text, TITLE), items: at..end });
            at = end;
        } else {
            at += 1;
        }
    }
    out
}
