//! Markdown to tree, by way of HTML: raw HTML inside Markdown then needs no care of its own.

use pulldown_cmark::{Options, Parser, html};

use super::Tree;

/// Parses a document in the Markdown that Open Terms Archive writes (CommonMark with tables).
pub(super) fn parse(markdown: &str) -> Tree {
    let mut page = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut page, Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH));
    Tree::from_html(&page)
}

/// Lines longer than this were not broken to a width by a mail program or an editor.
const WIDTH: usize = 100;

/// Parses plain text. Text copied off a page has a line for each paragraph; text that was broken to a width has blank lines
/// between its paragraphs, as Markdown has.
pub(super) fn parse_text(text: &str) -> Tree {
    if text.lines().all(|line| line.chars().count() <= WIDTH) && text.contains("\n\n") {
        return parse(text);
    }
    let mut page = String::with_capacity(text.len() * 3 / 2);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        page += "<p>";
        page += &line.replace('&', "&amp;").replace('<', "&lt;");
    }
    Tree::from_html(&page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::NodeKind;

    fn paragraphs(text: &str) -> Vec<String> {
        let tree = parse_text(text);
        let texts = tree.nodes().iter().filter_map(|node| match &node.kind {
            NodeKind::Text { text, .. } => Some(text.trim().to_owned()),
            _ => None,
        });
        texts.filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn a_line_copied_off_a_page_is_a_paragraph() {
        let long = "You may not send mail that nobody asked for, whatever it says. ".repeat(3);
        assert_eq!(paragraphs(&format!("Rules\n{long}\n<b> & so on\n")), ["Rules", long.trim(), "<b> & so on"]);
    }

    #[test]
    fn lines_broken_to_a_width_are_one_paragraph() {
        assert_eq!(
            paragraphs("You may not\nsend spam.\n\nYou may not\nmine coins.\n"),
            ["You may not\nsend spam.", "You may not\nmine coins."]
        );
    }
}
