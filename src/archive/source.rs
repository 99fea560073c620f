//! A tree written as HTML: the evidence of what a page showed, which any browser opens and which reads as the same page.
//!
//! Attributes are those that the tree keeps. Text stands as it stood.

use crate::tree::{NodeId, NodeKind, Tree};

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose text is not escaped.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "xmp"];

/// The document as HTML. Linear in the tree's size.
pub fn html(tree: &Tree) -> String {
    let mut out = String::from("<!DOCTYPE html>\n");
    let mut open: Vec<NodeId> = Vec::new();
    for (at, node) in tree.nodes().iter().enumerate() {
        while let Some(&last) = open.last().filter(|&&last| tree.node(last).end.0 as usize <= at) {
            close(&mut out, tree.node(last).tag());
            open.pop();
        }
        match &node.kind {
            NodeKind::Document => {}
            NodeKind::Element { tag, attributes } => {
                out.push('<');
                out += tag;
                for (name, value) in attributes {
                    out.push(' ');
                    out += name;
                    out += "=\"";
                    escape(&mut out, value, true);
                    out.push('"');
                }
                out.push('>');
                // A parser drops the first line break here, so that one that counts needs another before it.
                if matches!(&**tag, "pre" | "textarea" | "listing") {
                    out.push('\n');
                }
                open.push(NodeId(at as u32));
            }
            NodeKind::Text { text, .. } => {
                let raw = RAW.contains(&tree.node(node.parent).tag());
                if raw { out += text } else { escape(&mut out, text, false) }
            }
        }
    }
    while let Some(last) = open.pop() {
        close(&mut out, tree.node(last).tag());
    }
    out
}

fn close(out: &mut String, tag: &str) {
    if !VOID.contains(&tag) {
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }
}

fn escape(out: &mut String, text: &str, attribute: bool) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            '"' if attribute => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_parses_as_the_same_tree() {
        let pages = [
            "<!DOCTYPE html><html lang=en><head><title>A &amp; B</title><link rel=canonical href='/a?b&c'></head><body>\
             <h1 class='x \"y\"'>Rules</h1><p>You may&nbsp;not <b>spam</b>.<br>Nor &lt;attack&gt;.</p></body></html>",
            "<pre>\n\n  two lines</pre><textarea>\nterms</textarea><ul><li>a<li>b</ul><table><tr><td>x</table>",
            "<script>if (a < b && c) {}</script><style>p > a {}</style><noscript><p>no</p></noscript>😀é",
            "",
        ];
        for page in pages {
            let tree = Tree::from_html(page);
            assert_eq!(Tree::from_html(&html(&tree)), tree, "{page}");
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = "<i>".repeat(100_000);
        assert!(html(&Tree::from_html(&deep)).ends_with("</i></body></html>"));
    }
}
