//! Words that say the same in a contract: "suspend", "terminate" and "close" are one concept.
//!
//! Owns the way from a word to its concept. The lists stand in `rules/model/concepts.txt`: a concept a line, its name
//! first. They let a model that saw a few hundred clauses read one in other words.

use std::sync::OnceLock;

use super::tokens::hash;

const LISTS: &str = include_str!("../../../rules/model/concepts.txt");
const SLOTS: usize = 1 << 12;

/// Open addressing, linear probing: the hash of a word and its concept's line.
fn table() -> &'static [Option<(u32, u8)>] {
    static TABLE: OnceLock<Vec<Option<(u32, u8)>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![None; SLOTS];
        for (line, list) in lists().enumerate() {
            for word in list.split_whitespace().skip(1) {
                let hash = hash(word.as_bytes());
                let mut slot = hash as usize % SLOTS;
                while table[slot].is_some() {
                    slot = (slot + 1) % SLOTS;
                }
                table[slot] = Some((hash, line as u8));
            }
        }
        table
    })
}

fn lists() -> impl Iterator<Item = &'static str> {
    LISTS.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The concept of a folded word.
pub(super) fn of(word: &[u8]) -> Option<u8> {
    let hash = hash(word);
    let table = table();
    let mut slot = hash as usize % SLOTS;
    while let Some((at, concept)) = table[slot] {
        if at == hash {
            return Some(concept);
        }
        slot = (slot + 1) % SLOTS;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::model::tokens::Words;

    #[test]
    fn lists_hold_folded_words_once() {
        let words: Vec<&str> = lists().flat_map(|l| l.split_whitespace().skip(1)).collect();
        let mut once = words.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), words.len(), "a word stands in two lists");
        assert!(words.len() < SLOTS / 2 && lists().count() < 256);
        for word in words {
            assert_eq!(Words::of(word).folded.trim(), word);
        }
    }

    #[test]
    fn words_of_a_list_are_one_concept() {
        assert_eq!(of(b"suspend"), of(b"terminate"));
        assert_ne!(of(b"suspend"), of(b"liable"));
        assert_eq!(of(b"zebra"), None);
    }
}
