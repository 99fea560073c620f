//! Whether what came or went stands in the other version all the same: glued to another clause, taken apart, moved on.
//!
//! Owns how a text is looked up in a whole version, sentence by sentence. Only letters and digits count, and where a
//! sentence or an item may begin, so that a sentence is not found as a part of a longer one that says something else.

use std::cell::{Cell, OnceCell};

use super::item::Item;

/// A text of fewer words than this is found anywhere by chance.
const WORDS: usize = 5;
/// How much text is looked through in one comparison, in bytes: a millisecond or two.
const LOOK: usize = 4 << 20;

/// Stands before a letter that may begin a sentence.
const START: char = '|';

/// Both versions as texts to look into, made when first asked for.
#[derive(Debug)]
pub(super) struct Whereabouts<'a> {
    items: [&'a [Item<'a>]; 2],
    texts: [OnceCell<Squashed>; 2],
    left: Cell<usize>,
}

impl<'a> Whereabouts<'a> {
    pub(super) fn new(old: &'a [Item<'a>], new: &'a [Item<'a>]) -> Self {
        Self { items: [old, new], texts: Default::default(), left: Cell::new(LOOK) }
    }

    /// Whether a text that came (or went) stands in the other version at least as often as in its own.
    pub(super) fn holds(&self, text: &str, came: bool) -> bool {
        self.stands(text, came) || {
            let sentences = sentences(text);
            sentences.len() > 1 && sentences.iter().all(|sentence| self.stands(sentence, came))
        }
    }

    /// Whether an item that came (or went) does, by itself or, where it is short, together with its neighbour.
    pub(super) fn holds_item(&self, at: usize, came: bool) -> bool {
        let items = self.items[usize::from(came)];
        let text = items[at].text;
        if text.split_whitespace().count() >= WORDS {
            return self.holds(text, came);
        }
        let with = |from: usize, to: usize| {
            let both = [items[from].text, items[to].text];
            both.iter().all(|t| t.chars().count() > 3) && self.stands(&both.join(" "), came)
        };
        at > 0 && with(at - 1, at) || at + 1 < items.len() && with(at, at + 1)
    }

    fn stands(&self, text: &str, came: bool) -> bool {
        if text.split_whitespace().count() < WORDS {
            return false;
        }
        let wanted = squashed(text);
        let (own, other) = (self.text(usize::from(came)), self.text(usize::from(!came)));
        let Some(left) = self.left.get().checked_sub(own.len() + other.len()) else { return false };
        self.left.set(left);
        let there = other.count(&wanted);
        there > 0 && there >= own.count(&wanted)
    }

    fn text(&self, side: usize) -> &Squashed {
        self.texts[side].get_or_init(|| Squashed::of(self.items[side]))
    }
}

/// A whole version's letters and digits.
#[derive(Debug)]
struct Squashed {
    text: String,
    /// Which runs of so many bytes stand in it, by their hashes: what holds another stands nowhere, and nearly all that was
    /// written anew does.
    runs: Vec<u64>,
}

/// How many bytes such a run has.
const RUN: usize = 8;
/// Bits for them.
const BITS: u32 = 17;

impl Squashed {
    fn of(items: &[Item<'_>]) -> Self {
        let mut text = String::with_capacity(items.iter().map(|item| item.text.len()).sum());
        for item in items {
            let from = text.len();
            squash(item.text, &mut text);
            if !text[from..].starts_with(START) {
                text.insert(from, START);
            }
        }
        let mut runs = vec![0; 1 << (BITS - 6)];
        for run in hashes(&text) {
            runs[run / 64] |= 1 << (run % 64);
        }
        Self { text, runs }
    }

    fn len(&self) -> usize {
        self.text.len()
    }

    /// How often a text stands in it, up to where the next sentence may begin.
    fn count(&self, wanted: &str) -> usize {
        if !hashes(wanted).all(|run| self.runs[run / 64] & 1 << (run % 64) != 0) {
            return 0;
        }
        let whole = |at: usize| self.text[at + wanted.len()..].chars().next().is_none_or(|next| next == START);
        self.text.match_indices(wanted).filter(|&(at, _)| whole(at)).count()
    }
}

/// The hashes of a text's runs.
fn hashes(text: &str) -> impl Iterator<Item = usize> + '_ {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    text.as_bytes().windows(RUN).filter_map(|run| run.first_chunk::<RUN>()).map(|run| {
        let hash = u64::from_le_bytes(*run).wrapping_mul(SPREAD);
        (hash >> (u64::BITS - BITS)) as usize
    })
}

/// Letters and digits in lower case, a mark before each letter that may begin a sentence.
fn squashed(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    squash(text, &mut out);
    out
}

fn squash(text: &str, out: &mut String) {
    let mut capital = false;
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => {
                capital = false;
                out.push(c);
            }
            _ if !c.is_alphanumeric() => capital = false,
            _ => {
                let upper = c.is_uppercase();
                if upper && !capital {
                    out.push(START);
                }
                capital = upper;
                out.extend(c.to_lowercase());
            }
        }
    }
}

fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if matches!(c, '.' | '!' | '?') && text[end..].starts_with(char::is_whitespace) || c == '\n' {
            out.push(text[from..end].trim());
            from = end;
        }
    }
    out.push(text[from..].trim());
    out.retain(|sentence| !sentence.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::item::Keys;
    use crate::compare::testing::policy;

    #[test]
    fn a_sentence_is_found_where_it_went() {
        let old = policy(
            "# Rules\n\nBring no lanterns that burn oil. Ask the night watch before you bring a dog.\n\nCome early.\n",
        );
        let new = policy(
            "# Rules\n\nBring no lanterns that burn oil.\n\nCome early. Ask the night watch before you bring a dog.\n\nThe watch may ask the night watch before you bring a dog in.\n",
        );
        let mut keys = Keys::default();
        let (old, new) = (keys.items(&old), keys.items(&new));
        let whereabouts = Whereabouts::new(&old, &new);
        assert!(whereabouts.holds("Ask the night watch before you bring a dog.", true));
        assert!(whereabouts.holds("Ask the night watch before you bring a dog.", false));
        assert!(!whereabouts.holds("The watch may ask the night watch before you bring a dog in.", true));
        assert!(!whereabouts.holds("Ask the night watch before you bring a cat.", true));
    }
}
