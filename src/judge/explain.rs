//! What readers are told: a finding's reason and a category's card.

use super::Category;
use super::frame::Frame;
use super::rules::{Entry, entry};

/// Longest quotation in a reason, in characters.
const LONGEST_QUOTE: usize = 90;
/// Quotations in a reason.
const MOST_QUOTES: usize = 3;

/// A category's card and documentation, in plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CategoryText {
    /// The category's name.
    pub title: &'static str,
    /// What it covers, in one sentence.
    pub meaning: &'static str,
    /// What such a clause says.
    pub says: &'static str,
    /// Why it matters, and to whom.
    pub matters: &'static str,
    /// What to check or do.
    pub check: &'static str,
    /// Ids of the laws usually in play (`rules/regulations.toml`).
    pub regulations: &'static [&'static str],
}

/// What there is to say of a category; `None` where no rules file describes it.
pub fn category_text(category: Category) -> Option<CategoryText> {
    entry(category).map(|e| CategoryText {
        title: e.title,
        meaning: e.meaning,
        says: e.says,
        matters: e.matters,
        check: e.check,
        regulations: e.regulations,
    })
}

/// One sentence that says why, with the clause's own words.
pub(super) fn why<'a>(entry: &Entry, frame: Frame, quotes: impl Iterator<Item = &'a str>) -> String {
    let quotes: Vec<String> = quotes.take(MOST_QUOTES).map(|q| format!("“{}”", shortened(q))).collect();
    let begin = match frame {
        Frame::Permission if entry.conduct => "It says what is allowed",
        Frame::Definition if entry.conduct => "It explains a term",
        Frame::Information if entry.conduct => "It mentions this, and forbids nothing",
        _ => entry.why,
    };
    format!("{begin}: {}.", quotes.join(", "))
}

fn shortened(quote: &str) -> String {
    match quote.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => {
            let cut = quote[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &quote[..cut])
        }
        None => quote.to_owned(),
    }
}
