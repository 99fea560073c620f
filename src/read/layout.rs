//! Where a site's layout and a document's clauses part: numbers that stand on a line of their own, numbered clauses that run on
//! within one paragraph.
//!
//! Owns how blocks are joined and cut so that the same clauses make the same blocks, however they are set.

use super::blocks::{Block, Form, Place};
use super::marker::{self, Family};
use super::run::Run;

/// Gives a number that stands alone ("1.1") to the heading or paragraph below it, whatever lines they are set on.
pub(super) fn join_numbers(blocks: &mut Vec<Block>) {
    blocks.dedup_by(|block, number| {
        let joins = belongs(number, block);
        if joins {
            number.run.append(std::mem::take(&mut block.run));
            number.form = block.form;
            number.marker = number.marker.take().or_else(|| block.marker.take());
            number.place = number.place.filter(|_| block.place.is_some()).or(block.place);
        }
        joins
    });
}

fn belongs(number: &Block, block: &Block) -> bool {
    let item = |place: &Option<Place>| place.map(|place| place.item);
    let together = number.place.is_none() || block.place.is_none() || item(&number.place) == item(&block.place);
    let rows = number.form == Form::Row || block.form == Form::Row;
    together && !rows && marker::is_bare(&number.run.text) && !marker::is_bare(&block.run.text)
}

/// Where to cut a paragraph because a numbered clause begins within it: at a title in bold ("… to you. **6.2 Marks.** Our name …"), and
/// where a list's item was glued to the text before ("… without a fee.6. Deletion of posts: …").
pub(super) fn cuts(run: &Run) -> Vec<usize> {
    let mut cuts: Vec<usize> = run.bolds.iter().filter_map(|bold| begins(&run.text, bold.start)).collect();
    cuts.extend(glued(&run.text));
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Where the clause begins whose title's bold letters begin at a byte. Its number is often not in bold.
fn begins(text: &str, bold: usize) -> Option<usize> {
    let before = text[..bold].trim_end();
    let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let at = before.len() - before[number..].trim_start_matches('.').len();
    let is_number = before[at..].starts_with(|c: char| c.is_ascii_digit()) && before.ends_with('.');
    if is_number && ends(before[..at].trim_end()) {
        return Some(at);
    }
    let found = marker::leading(&text[bold..]);
    (found.is_some_and(|found| matches!(found.family, Family::Decimal(_))) && ends(before)).then_some(bold)
}

/// Where a number stands right behind a sentence's full stop, and a capital behind it.
fn glued(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('.').map(|(at, _)| at + 1).filter(|&at| {
        let found = || marker::leading(&text[at..]).filter(|found| text[at..at + found.end].ends_with('.'));
        let word = || text[..at - 1].chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2;
        text[at..].starts_with(|c: char| c.is_ascii_digit())
            && word()
            && found().is_some_and(|found| text[at + found.text..].starts_with(char::is_uppercase))
    })
}

/// Whether a clause may have ended here.
fn ends(text: &str) -> bool {
    text.trim_end_matches(['"', '”', ')']).ends_with(['.', '!', '?', ';', ':'])
}
