//! The difference between two texts by words, told the way a person would mark it.
//!
//! Owns the raw difference (which materiality and effects look at) and the marked one (which people look at): single
//! words left standing between two edits are taken into one phrase, an insertion starts where its sentence does,
//! compounds and sums of money stay whole. Lossless: equal and deleted parts give the old text, equal and inserted
//! ones the new, to the character.

use std::ops::Range;

use super::Words;
use super::align::{Budget, align};
use super::tokens::{Class, Interner, Tokens};

/// Old units replaced by new ones; either side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Units of the old text.
    pub(super) old: Range<usize>,
    /// Units of the new text.
    pub(super) new: Range<usize>,
}

/// The edits that make the new text from the old, as small as can be, in order. Units with equal keys count as equal.
pub(super) fn edits(old: &Tokens, new: &Tokens, interner: &Interner, budget: &mut Budget) -> Vec<Edit> {
    let (a, b) = (old.keys(), new.keys());
    let pairs = align(&a, &b, |i| 1 + 2 * interner.weight(a[i]), budget);
    let mut edits = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in pairs.into_iter().chain([(a.len(), b.len())]) {
        if x > i || y > j {
            let room = i - edits.last().map_or(0, |e: &Edit| e.old.end);
            edits.push(slide(Edit { old: i..x, new: j..y }, room, old, new));
        }
        (i, j) = (x + 1, y + 1);
    }
    edits
}

/// Of the places where a lone insertion or deletion could stand, the one at a sentence's or a phrase's start. `room` is
/// how many equal units stand before it.
fn slide(edit: Edit, room: usize, old: &Tokens, new: &Tokens) -> Edit {
    let (tokens, range) = match (edit.old.is_empty(), edit.new.is_empty()) {
        (true, false) => (new, edit.new.clone()),
        (false, true) => (old, edit.old.clone()),
        _ => return edit,
    };
    let key = |at: usize| tokens.units[at].key;
    // Only to the left: what stands to the right was matched with something that may itself be edited.
    let mut best = (start_score(tokens, range.start), 0);
    let mut shift = 0;
    while shift < room.min(60) && key(range.start - shift - 1) == key(range.end - shift - 1) {
        shift += 1;
        let score = start_score(tokens, range.start - shift);
        if score > best.0 {
            best = (score, shift);
        }
    }
    let by = best.1;
    Edit { old: edit.old.start - by..edit.old.end - by, new: edit.new.start - by..edit.new.end - by }
}

fn start_score(tokens: &Tokens, at: usize) -> u8 {
    let opens = |at: usize| tokens.units[at].counts() || matches!(tokens.word(at), "(" | "[" | "\"" | "“");
    let before = match at.checked_sub(1).map(|i| tokens.word(i)) {
        None | Some("." | ";" | ":" | "!" | "?" | "。" | "；") => 4,
        Some("," | "，" | "、") => 2,
        _ => 0,
    };
    before + u8::from(at < tokens.units.len() && opens(at))
}

/// The difference as people read it.
pub(super) fn marked(old: &Tokens, new: &Tokens, edits: &[Edit]) -> Vec<Words> {
    let widened = edits.iter().enumerate().map(|(at, edit)| {
        let floor = at.checked_sub(1).map_or(0, |before| edits[before].old.end);
        let ceiling = edits.get(at + 1).map_or(old.units.len(), |after| after.old.start);
        whole(edit, floor..ceiling, old, new)
    });
    let edits = phrases(old, new, widened.collect());
    let mut out = Writer::default();
    let (mut i, mut j) = (0, 0);
    for edit in
        edits.iter().chain([&Edit { old: old.units.len()..old.units.len(), new: new.units.len()..new.units.len() }])
    {
        while i < edit.old.start {
            out.unit(old, i, new, j);
            i += 1;
            j += 1;
        }
        out.delete(raw(old, edit.old.clone()));
        out.insert(raw(new, edit.new.clone()));
        (i, j) = (edit.old.end, edit.new.end);
    }
    out.finish()
}

fn raw(tokens: &Tokens, units: Range<usize>) -> &str {
    match tokens.units.get(units) {
        Some([first, .., last]) => &tokens.text[first.start..last.next],
        Some([only]) => &tokens.text[only.start..only.next],
        _ => "",
    }
}

/// Widens an edit over the rest of a compound ("third-party") or a sum ("$5", "10%") that it touches, within the equal
/// units around it (`room`, by old units).
fn whole(edit: &Edit, room: Range<usize>, old: &Tokens, new: &Tokens) -> Edit {
    let glued = |t: &Tokens, left: usize| {
        let (a, b) = (&t.units[left], &t.units[left + 1]);
        let joint = |at: usize| matches!(t.word(at), "-" | "‑" | "/") || t.units[at].class == Class::Sign;
        a.end == a.next && (joint(left) && b.counts() || joint(left + 1) && a.counts())
    };
    let mut edit = edit.clone();
    while edit.old.start > room.start
        && (!edit.old.is_empty() && glued(old, edit.old.start - 1)
            || !edit.new.is_empty() && glued(new, edit.new.start - 1))
    {
        edit = Edit { old: edit.old.start - 1..edit.old.end, new: edit.new.start - 1..edit.new.end };
    }
    while edit.old.end < room.end
        && (!edit.old.is_empty() && glued(old, edit.old.end - 1)
            || !edit.new.is_empty() && glued(new, edit.new.end - 1))
    {
        edit = Edit { old: edit.old.start..edit.old.end + 1, new: edit.new.start..edit.new.end + 1 };
    }
    edit
}

/// Joins edits that overlap, touch, or leave less standing between them than they change.
fn phrases(old: &Tokens, new: &Tokens, edits: Vec<Edit>) -> Vec<Edit> {
    let size = |e: &Edit| letters(old, &e.old).max(letters(new, &e.new));
    let mut out: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        let mut edit = edit;
        while let Some(last) = out.last() {
            let joined = edit.old.start <= last.old.end || edit.new.start <= last.new.end || {
                let between = last.old.end..edit.old.start;
                let words = between.clone().filter(|&i| old.units[i].counts()).count();
                let limit = size(last).min(size(&edit));
                words == 0 && limit > 0 || words <= 3 && letters(old, &between) <= limit
            };
            if !joined {
                break;
            }
            edit = Edit {
                old: last.old.start.min(edit.old.start)..last.old.end.max(edit.old.end),
                new: last.new.start.min(edit.new.start)..last.new.end.max(edit.new.end),
            };
            out.pop();
        }
        out.push(edit);
    }
    out
}

fn letters(tokens: &Tokens, units: &Range<usize>) -> usize {
    tokens.units[units.clone()].iter().filter(|u| u.counts()).map(|u| u.end - u.start).sum()
}

/// Puts stretches of one kind together.
#[derive(Default)]
struct Writer {
    out: Vec<Words>,
    equal: String,
    deleted: String,
    inserted: String,
}

impl Writer {
    fn unit(&mut self, old: &Tokens, i: usize, new: &Tokens, j: usize) {
        if old.word(i) != new.word(j) {
            self.delete(raw(old, i..i + 1));
            self.insert(raw(new, j..j + 1));
            return;
        }
        self.same(old.word(i));
        let gap = |t: &Tokens, at: usize| t.units[at].end..t.units[at].next;
        let (before, after) = (&old.text[gap(old, i)], &new.text[gap(new, j)]);
        if before == after {
            self.same(before);
        } else {
            self.delete(before);
            self.insert(after);
        }
    }

    fn same(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.flush_edit();
        self.equal.push_str(text);
    }

    fn delete(&mut self, text: &str) {
        self.deleted.push_str(text);
    }

    fn insert(&mut self, text: &str) {
        self.inserted.push_str(text);
    }

    fn flush_edit(&mut self) {
        if self.deleted.is_empty() && self.inserted.is_empty() {
            return;
        }
        let (mut deleted, mut inserted) = (std::mem::take(&mut self.deleted), std::mem::take(&mut self.inserted));
        // White space behind both is part of neither.
        let gap = &deleted[deleted.trim_end().len()..];
        let gap = if inserted.ends_with(gap) { gap.to_owned() } else { String::new() };
        deleted.truncate(deleted.len() - gap.len());
        inserted.truncate(inserted.len() - gap.len());
        self.flush_equal();
        if !deleted.is_empty() {
            self.out.push(Words::Delete(deleted));
        }
        if !inserted.is_empty() {
            self.out.push(Words::Insert(inserted));
        }
        self.equal.push_str(&gap);
    }

    fn flush_equal(&mut self) {
        if !self.equal.is_empty() {
            self.out.push(Words::Equal(std::mem::take(&mut self.equal)));
        }
    }

    fn finish(mut self) -> Vec<Words> {
        self.flush_edit();
        self.flush_equal();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redline(old: &str, new: &str) -> String {
        let mut interner = Interner::default();
        let (a, b) = (interner.tokens(old.to_owned()), interner.tokens(new.to_owned()));
        let edits = edits(&a, &b, &interner, &mut Budget::default());
        let words = marked(&a, &b, &edits);
        let side = |keep: fn(&Words) -> Option<&str>| words.iter().filter_map(keep).collect::<String>();
        assert_eq!(
            side(|w| match w {
                Words::Equal(t) | Words::Delete(t) => Some(t),
                Words::Insert(_) => None,
            }),
            old
        );
        assert_eq!(
            side(|w| match w {
                Words::Equal(t) | Words::Insert(t) => Some(t),
                Words::Delete(_) => None,
            }),
            new
        );
        words
            .iter()
            .map(|w| match w {
                Words::Equal(t) => t.clone(),
                Words::Delete(t) => format!("[-{t}-]"),
                Words::Insert(t) => format!("{{+{t}+}}"),
            })
            .collect()
    }

    #[test]
    fn marks_whole_words() {
        assert_eq!(redline("You may share it.", "You must share it."), "You [-may-]{+must+} share it.");
        assert_eq!(redline("Keep it 30 days.", "Keep it 7 days."), "Keep it [-30-]{+7+} days.");
        assert_eq!(redline("a fee of $50 applies", "a fee of $250 applies"), "a fee of [-$50-]{+$250+} applies");
        assert_eq!(redline("You may not.", "You may."), "You may[- not-].");
        assert_eq!(redline("first-party data", "third-party data"), "[-first-party-]{+third-party+} data");
    }

    #[test]
    fn marks_phrases_without_confetti() {
        assert_eq!(
            redline("We delete your data on request.", "We retain your information on request."),
            "We [-delete your data-]{+retain your information+} on request."
        );
        assert_eq!(
            redline("We ask. We answer.", "We ask. We may refuse. We answer."),
            "We ask. {+We may refuse. +}We answer."
        );
    }

    #[test]
    fn marks_scripts_without_spaces() {
        assert_eq!(redline("我们将在30天内通知你。", "我们将在7天内通知你。"), "我们将在[-30-]{+7+}天内通知你。");
    }

    #[test]
    fn typographic_differences_lose_nothing() {
        assert_eq!(redline("Don’t do  it", "Don't do it"), "[-Don’t-]{+Don't+} do[-  -]{+ +}it");
    }
}
