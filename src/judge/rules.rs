//! The rules as tables, and which of them a clause's words call for.
//!
//! Owns the tables that build.rs makes of `rules/` and the way from words to candidate patterns. Nothing is built when the
//! module starts.

use std::ops::Range;

use super::category::{Category, Severity};
use super::frame::Frame;
use super::pattern::{Node, Sentence};

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// What `rules/categories/<id>.toml` says of a category besides its patterns.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) category: Category,
    /// Shown to readers.
    pub(super) title: &'static str,
    /// One sentence for the documentation.
    pub(super) meaning: &'static str,
    /// The card: what such a clause says.
    pub(super) says: &'static str,
    /// The card: why it matters, and to whom.
    pub(super) matters: &'static str,
    /// The card: what to check or do.
    pub(super) check: &'static str,
    /// The beginning of a finding's reason; the clause's own words follow.
    pub(super) why: &'static str,
    /// Ids of `rules/regulations.toml`.
    pub(super) regulations: &'static [&'static str],
    /// Where no pattern or grade says another.
    pub(super) severity: Severity,
    /// Whether it is about what users do: such a thing permitted or defined is information.
    pub(super) conduct: bool,
    /// Conditions that change the severity: the first that holds counts.
    pub(super) grades: &'static [Grade],
}

/// A condition on a clause's text that sets a finding's severity.
#[derive(Debug)]
pub(super) struct Grade {
    /// One of these stands in the text; no condition where there is none.
    pub(super) find: &'static [Node],
    /// The finding's frame is one of these; no condition where there is none.
    pub(super) frames: &'static [Frame],
    /// None of these stands in the text.
    pub(super) unless: &'static [Node],
    pub(super) severity: Severity,
}

impl Pattern {
    /// Where it stands in a sentence whose [`candidates`] it is of, its exceptions taken into account.
    pub(super) fn find_all(&self, sentence: &Sentence) -> Vec<Range<usize>> {
        let found = without(self.find.find_each(sentence), self.except, sentence);
        match !found.is_empty() && self.unless.iter().any(|node| node.is_in(sentence)) {
            true => Vec::new(),
            false => found,
        }
    }

    /// Whether it does.
    pub(super) fn is_in(&self, sentence: &Sentence) -> bool {
        match self.except {
            // Where it stands does not matter then.
            [] => self.find.matches(sentence) && !self.unless.iter().any(|node| node.is_in(sentence)),
            _ => !self.find_all(sentence).is_empty(),
        }
    }
}

/// The matches that no match of `except` overlaps.
pub(super) fn without(mut found: Vec<Range<usize>>, except: &[Node], sentence: &Sentence) -> Vec<Range<usize>> {
    if !found.is_empty() {
        for node in except {
            let excepted = node.find_all(sentence);
            found.retain(|f| !excepted.iter().any(|e| f.start < e.end && e.start < f.end));
        }
    }
    found
}

/// One pattern and what it means.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) meaning: Meaning,
    pub(super) find: Node,
    /// Cancels it where one of these stands in the same sentence.
    pub(super) unless: &'static [Node],
    /// Cancels a match that one of these overlaps.
    pub(super) except: &'static [Node],
    /// Counts only where one of these stands in the text, the headings or the lead-in.
    pub(super) near: &'static [Node],
}

/// What a pattern's match means.
#[derive(Debug)]
pub(super) enum Meaning {
    /// The sentence is of this frame.
    Frame(Frame),
    /// The clause is about this.
    Category(Topic),
}

/// A category and the conditions under which a pattern stands for it.
#[derive(Debug)]
pub(super) struct Topic {
    pub(super) category: Category,
    /// Looks at headings and lead-in instead of the text.
    pub(super) above: bool,
    /// The frames in which it counts; empty: all.
    pub(super) frames: &'static [Frame],
    pub(super) severity: Option<Severity>,
    pub(super) confidence: f32,
}

/// A clause that a fair policy has (`rules/safeguards.toml`).
#[derive(Debug)]
pub(super) struct Safeguard {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// What to say where it is missing.
    pub(super) text: &'static str,
    /// Asked for only where a provision is of one of these; always where there is none.
    pub(super) asked: &'static [Category],
    pub(super) find: &'static [Node],
    /// No sentence has one of `find` that has none of these atoms.
    pub(super) needs: &'static [u16],
    /// Cancels a match that one of these overlaps.
    pub(super) except: &'static [Node],
}

/// What is known of a category; `None` where no file describes it.
pub(super) fn entry(category: Category) -> Option<&'static Entry> {
    ENTRIES.iter().find(|e| e.category == category)
}

/// Finds the atoms that a word is: its own, and those of its beginnings, the shortest first.
pub(super) fn atoms(word: &str, mut found: impl FnMut(u16)) {
    let text = word.as_bytes();
    let mut take = |at: usize, length: usize| {
        let (_, whole, beginning) = ATOMS[at];
        whole.filter(|_| length == text.len()).iter().chain(&beginning).for_each(|&atom| found(atom));
    };
    let Some(&first) = text.first() else { return };
    // All atoms in this range begin with the word's first `length` bytes.
    let (mut low, mut high) = (usize::from(FIRST[usize::from(first)]), usize::from(FIRST[usize::from(first) + 1]));
    let mut length = 1;
    if low < high && ATOMS[low].0.len() == 1 {
        take(low, length);
        low += 1;
    }
    // Nearly all words begin with two of these: a table says at once what a search would find.
    if let [first @ b'a'..=b'z', second @ b'a'..=b'z', ..] = text {
        let pair = usize::from(first - b'a') * 26 + usize::from(second - b'a');
        (low, high) = (usize::from(PAIRS[pair].0), usize::from(PAIRS[pair].1));
        length = 2;
    }
    while low < high {
        if ATOMS[low].0.len() == length {
            take(low, length);
            low += 1;
        }
        let Some(&next) = text.get(length) else { return };
        low += ATOMS[low..high].partition_point(|(atom, ..)| atom.as_bytes()[length] < next);
        high = low + ATOMS[low..high].partition_point(|(atom, ..)| atom.as_bytes()[length] == next);
        length += 1;
    }
}

/// The patterns that may match in a sentence, in the order of the rules: those that one of its words calls, less what its
/// other words rule out.
pub(super) fn candidates(sentence: &Sentence) -> Vec<&'static Pattern> {
    let mut called = vec![0u64; PATTERNS.len().div_ceil(64)];
    for &atom in sentence.atoms() {
        for &pattern in TRIGGERS[usize::from(atom)] {
            called[usize::from(pattern / 64)] |= 1 << (pattern % 64);
        }
    }
    let mut candidates = Vec::new();
    for (i, &bits) in called.iter().enumerate() {
        let mut bits = bits;
        while bits != 0 {
            let pattern = &PATTERNS[i * 64 + bits.trailing_zeros() as usize];
            bits &= bits - 1;
            if pattern.find.may_match(sentence) {
                candidates.push(pattern);
            }
        }
    }
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_own_atom_and_those_of_its_beginnings() {
        let known = ATOMS
            .iter()
            .step_by(11)
            .flat_map(|(text, ..)| [(*text).to_owned(), format!("{text}s"), format!("{text}é")]);
        for word in known.chain(["", "a", "x", "zz", "qqq", "18", "über", "é"].map(str::to_owned)) {
            let own = ATOMS.iter().filter(|(text, ..)| *text == word).filter_map(|(_, whole, _)| *whole);
            let begins =
                ATOMS.iter().filter(|(text, ..)| word.starts_with(text)).filter_map(|(.., beginning)| *beginning);
            let mut wanted: Vec<u16> = own.chain(begins).collect();
            let mut found = Vec::new();
            atoms(&word, |atom| found.push(atom));
            wanted.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, wanted, "{word}");
        }
    }
}
