//! How much a text tells a reader, by its words alone: whether it binds someone, or only points to where more stands.

use super::scan::{holds_any, lowercase};
use super::standing::{BINDING, FORBIDDING, POINTING};
use super::ties::bare;

/// How much a text binds someone: how many words of duties, bans, rights, money and data stand in it.
pub(super) fn binding(text: &str) -> usize {
    let lower = lowercase(text);
    let binds = |word: &str| {
        BINDING.iter().any(|rule| match rule.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => word == *rule,
        })
    };
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| binds(word)).count();
    (words + usize::from(holds_any(&lower, FORBIDDING))).min(3)
}

/// Whether a text is of so little weight that others are told first: it points to where more stands, and rules nothing.
pub(super) fn trifling(text: &str) -> bool {
    (points_on(text) || describes(text)) && binding(text) < 2 || pronouns(text)
}

/// Whether a text is nothing but words that stand in place of nouns.
pub(super) fn pronouns(text: &str) -> bool {
    text.split_whitespace().map(bare).all(|word| word.is_empty() || PRONOUNS.contains(&word.as_str()))
}

/// Whether a text only says what the document is for: "This page lists what …".
fn describes(text: &str) -> bool {
    const PARTS: &[&str] = &["article", "page", "document", "section", "list", "guide", "overview", "table"];
    const TELLS: &[&str] = &["lists", "describes", "explains", "covers", "outlines", "contains", "summarizes", "shows"];
    let mut words = text.split_whitespace().map(bare);
    let mut next = || words.next().unwrap_or_default();
    matches!(&*next(), "the" | "this") && PARTS.contains(&&*next()) && TELLS.contains(&&*next())
}

/// Whether a text only points to where more stands, or says how to reach someone.
pub(super) fn points_on(text: &str) -> bool {
    let lower = format!(" {}", lowercase(text));
    holds_any(&lower, POINTING)
}

/// What stands in place of a noun, and the words by which a headline says that.
const PRONOUNS: &[&str] =
    &["they", "them", "their", "it", "its", "he", "she", "we", "our", "us", "this", "that", "you", "your"];
