//! The rules as tables, and which of them a clause's words call for.
//!
//! Owns the tables that build.rs makes of `rules/` and the way from words to candidate patterns. Nothing is built before
//! the first clause is judged.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use super::category::{Category, Severity};
use super::frame::Frame;
use super::pattern::{Atoms, Node, Sentence};

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
    /// Where it stands in a sentence, its exceptions taken into account.
    pub(super) fn find_all(&self, sentence: &Sentence) -> Vec<Range<usize>> {
        let found = without(self.find.find_all(sentence), self.except, sentence);
        match !found.is_empty() && self.unless.iter().any(|node| node.is_in(sentence)) {
            true => Vec::new(),
            false => found,
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
    /// Cancels a match that one of these overlaps.
    pub(super) except: &'static [Node],
}

/// What is known of a category; `None` where no file describes it.
pub(super) fn entry(category: Category) -> Option<&'static Entry> {
    ENTRIES.iter().find(|e| e.category == category)
}

/// FNV-1a: the keys are our own, short, and looked up once for each letter of a page.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

struct Index {
    /// Whole words and beginnings, by their text.
    atoms: HashMap<&'static [u8], [Option<u16>; 2], BuildHasherDefault<Fnv>>,
    longest: usize,
    triggers: Vec<&'static [u16]>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut atoms: HashMap<&'static [u8], [Option<u16>; 2], BuildHasherDefault<Fnv>> =
            HashMap::with_capacity_and_hasher(ATOMS.len(), BuildHasherDefault::default());
        for (id, (text, prefix)) in ATOMS.iter().enumerate() {
            atoms.entry(text.as_bytes()).or_default()[usize::from(*prefix)] = Some(id as u16);
        }
        let mut triggers: Vec<&'static [u16]> = vec![&[]; ATOMS.len()];
        for (atom, patterns) in TRIGGERS {
            triggers[usize::from(*atom)] = patterns;
        }
        Index { atoms, longest: ATOMS.iter().map(|(text, _)| text.len()).max().unwrap_or(0), triggers }
    })
}

/// A word's atoms.
pub(super) fn atoms(word: &str) -> Atoms {
    let index = index();
    let text = word.as_bytes();
    let mut found = Atoms::new();
    for length in 1..=text.len().min(index.longest) {
        let Some([whole, beginning]) = index.atoms.get(&text[..length]) else { continue };
        found.extend(whole.filter(|_| length == text.len()).iter().chain(beginning));
    }
    found
}

/// The patterns that may match in a sentence, in the order of the rules: those that one of its words calls, less what its
/// other words rule out.
pub(super) fn candidates(sentence: &Sentence) -> Vec<&'static Pattern> {
    let index = index();
    let mut called = vec![0u64; PATTERNS.len().div_ceil(64)];
    for atom in sentence.atoms.iter().flatten() {
        for &pattern in index.triggers[usize::from(*atom)] {
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
