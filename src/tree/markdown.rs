//! Markdown to tree, by way of HTML: raw HTML inside Markdown then needs no care of its own.

use pulldown_cmark::{Options, Parser, html};

use super::Tree;

/// Parses a document in the Markdown that Open Terms Archive writes (CommonMark with tables).
pub(super) fn parse(markdown: &str) -> Tree {
    let mut page = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut page, Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH));
    Tree::from_html(&page)
}
