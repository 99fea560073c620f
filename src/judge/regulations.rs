//! The laws that are often in play where policies speak of a category. Facts for orientation, never verdicts.
//!
//! Owns the table that the build makes of `rules/regulations.toml`.

/// A law, and what it says in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regulation {
    /// What rules and reports call it: `dsa-17`.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// As lawyers cite it.
    pub citation: &'static str,
    /// Where it holds, in words.
    pub jurisdiction: &'static str,
    /// What it says, in our words.
    pub fact: &'static str,
    /// The official text.
    pub url: &'static str,
    /// When the fact was last checked, `YYYY-MM-DD`.
    pub checked: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/regulations.rs"));

/// All of them, in the file's order.
pub fn regulations() -> &'static [Regulation] {
    REGULATIONS
}

/// The one with this id.
pub fn regulation(id: &str) -> Option<&'static Regulation> {
    REGULATIONS.iter().find(|r| r.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::{Category, category_text};

    #[test]
    fn categories_name_regulations_that_are_there() {
        for text in Category::ALL.iter().filter_map(|&c| category_text(c)) {
            for id in text.regulations {
                assert!(regulation(id).is_some(), "{}: no regulation {id}", text.title);
            }
        }
    }

    /// Readers see one line on a card; verdicts are not ours to give.
    #[test]
    fn facts_are_one_plain_line() {
        for r in regulations() {
            assert!(r.fact.len() <= 240 && r.fact.ends_with('.') && !r.fact.contains('\n'), "{}: {}", r.id, r.fact);
            assert!(!r.fact.to_lowercase().contains("this is illegal"), "{}: {}", r.id, r.fact);
            assert_eq!(r.checked.len(), 10, "{}", r.id);
        }
    }

    #[test]
    fn an_unknown_id_is_none() {
        assert_eq!(regulation("dsa-17").map(|r| r.jurisdiction), Some("European Union"));
        assert_eq!(regulation("no-such-law"), None);
    }
}
