//! A snapshot of a live DOM to tree.
//!
//! The snapshot is columns, not objects, because Chromium copies messages as JSON. Whoever takes it walks the document
//! once, in document order, and keeps its own list of the text nodes it met: [`TextId`](super::TextId) `k` is the `k`-th.
//! What it looks like is said at [`Snapshot`]; `extension/content/snapshot-format.js` carries the same bounds and
//! attribute names for JavaScript and is written from here.

use serde::Deserialize;

use super::{Tree, TreeBuilder};
use crate::text::utf16_len;

/// The only version there is.
pub const VERSION: u32 = 1;
/// Nodes a snapshot may have. Policies have hundreds to a few thousand; pages beyond this are no documents to read.
pub const MAX_NODES: usize = 400_000;
/// UTF-16 units of text in all text nodes together.
pub const MAX_TEXT: usize = 10_000_000;
/// UTF-16 units of all attribute values together.
pub const MAX_ATTRIBUTES: usize = 10_000_000;
/// Elements that are left out with all that is in them: nothing in them is text to read.
pub const LEFT_OUT: &[&str] =
    &["canvas", "embed", "iframe", "noscript", "object", "script", "style", "svg", "template"];

/// A document as the content script saw it.
///
/// Nodes are elements and text nodes in document order, the root element first. Left out: comments, the elements in
/// [`LEFT_OUT`], the extension's own host. An element with an open shadow root holds the shadow tree's nodes instead of
/// its children; a `slot` holds what is assigned to it, else its own children. So each node stands once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Snapshot {
    /// [`VERSION`].
    pub version: u32,
    /// For each node its lower-case local name; the empty string for a text node.
    pub tags: Vec<String>,
    /// For each node the index of the node that holds it; -1 for the root element.
    pub parents: Vec<i32>,
    /// The raw text of each text node, in order, lone surrogates replaced by U+FFFD (`toWellFormed`).
    pub texts: Vec<String>,
    /// Attributes as (index of the node, lower-case name, value), in the order of the nodes: those in
    /// [`KEPT_ATTRIBUTES`](super::KEPT_ATTRIBUTES) only.
    pub attributes: Vec<(u32, String, String)>,
}

/// Why a snapshot is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// Written by another version of the content script: the page was open while the extension was updated.
    #[error("the snapshot has version {0}, this extension reads version {VERSION}: reload the page")]
    Version(u32),
    /// More than the bounds allow.
    #[error("the page is too large to read: {found} {what}, at most {most} are read")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much there is.
        found: usize,
        /// How much may be.
        most: usize,
    },
    /// The columns contradict each other.
    #[error("the snapshot is malformed at node {node}: {what}")]
    Malformed {
        /// The node's index.
        node: usize,
        /// What is wrong.
        what: &'static str,
    },
}

/// Builds the tree. Linear in the snapshot's size.
///
/// # Errors
/// Where the snapshot is of another version, too large, or not a tree in document order.
pub(super) fn build(snapshot: &Snapshot) -> Result<Tree, SnapshotError> {
    if snapshot.version != VERSION {
        return Err(SnapshotError::Version(snapshot.version));
    }
    bounded("nodes", snapshot.tags.len(), MAX_NODES)?;
    bounded("characters", units(snapshot.texts.iter(), MAX_TEXT), MAX_TEXT)?;
    let values = snapshot.attributes.iter().map(|(_, _, value)| value);
    bounded("characters of attributes", units(values, MAX_ATTRIBUTES), MAX_ATTRIBUTES)?;
    if snapshot.parents.len() != snapshot.tags.len() {
        return Err(SnapshotError::Malformed {
            node: snapshot.parents.len(),
            what: "tags and parents differ in length",
        });
    }

    let mut builder = TreeBuilder::default();
    let mut open: Vec<usize> = Vec::new();
    let mut texts = snapshot.texts.iter();
    let mut attributes = snapshot.attributes.iter().peekable();
    for (node, (tag, &parent)) in snapshot.tags.iter().zip(&snapshot.parents).enumerate() {
        let malformed = |what| SnapshotError::Malformed { node, what };
        while open.last().is_some_and(|&last| i64::from(parent) != last as i64) {
            open.pop();
            builder.close();
        }
        if open.is_empty() && parent != -1 {
            return Err(malformed("its parent is not open before it"));
        }
        if tag.is_empty() {
            builder.text(texts.next().ok_or_else(|| malformed("it has no text"))?);
            continue;
        }
        let start = attributes.clone();
        let count = std::iter::from_fn(|| attributes.next_if(|(owner, _, _)| *owner as usize == node)).count();
        builder.open(tag.as_str(), start.take(count).map(|(_, name, value)| (name.as_str(), value.as_str())));
        open.push(node);
    }
    let end = snapshot.tags.len();
    if texts.next().is_some() {
        return Err(SnapshotError::Malformed { node: end, what: "texts are left over" });
    }
    if attributes.next().is_some() {
        return Err(SnapshotError::Malformed { node: end, what: "attributes are out of order" });
    }
    Ok(builder.finish())
}

/// UTF-16 units, counted only where the bytes, which are never fewer, do not already say that it is within `most`.
fn units<'a>(parts: impl Iterator<Item = &'a String> + Clone, most: usize) -> usize {
    let bytes = parts.clone().map(String::len).sum();
    if bytes <= most { bytes } else { parts.map(|p| utf16_len(p) as usize).sum() }
}

fn bounded(what: &'static str, found: usize, most: usize) -> Result<(), SnapshotError> {
    if found > most { Err(SnapshotError::TooLarge { what, found, most }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(tags: &[&str], parents: &[i32], texts: &[&str]) -> Snapshot {
        Snapshot {
            version: VERSION,
            tags: tags.iter().map(|&t| t.into()).collect(),
            parents: parents.into(),
            texts: texts.iter().map(|&t| t.into()).collect(),
            attributes: Vec::new(),
        }
    }

    #[test]
    fn columns_read_as_the_same_page_in_html() {
        let mut snapshot = snapshot(
            &["html", "head", "title", "", "body", "h1", "", "p", "", "a", "", ""],
            &[-1, 0, 1, 2, 0, 4, 5, 4, 7, 7, 9, 7],
            &["Rules", "Our rules", "See ", "the terms", "."],
        );
        snapshot.attributes = vec![(0, "lang".into(), "en".into()), (9, "href".into(), "/terms".into())];
        let html = "<html lang=en><head><title>Rules</title></head><body><h1>Our rules</h1><p>See \
                    <a href=/terms onclick=x>the terms</a>.</p></body></html>";
        assert_eq!(Tree::from_snapshot(&snapshot), Ok(Tree::from_html(html)));
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        let refused = |s: Snapshot| Tree::from_snapshot(&s).is_err();
        assert!(refused(Snapshot { version: 2, ..snapshot(&["html"], &[-1], &[]) }), "another version");
        assert!(refused(snapshot(&["html", "p"], &[-1], &[])), "columns of two lengths");
        assert!(refused(snapshot(&["html", "p", "b"], &[-1, 2, 0], &[])), "a parent that comes later");
        assert!(refused(snapshot(&["html", "a", "b", "c"], &[-1, 0, 0, 1], &[])), "a parent already closed");
        assert!(refused(snapshot(&["html", ""], &[-1, 0], &[])), "a text node without text");
        assert!(refused(snapshot(&["html", "", ""], &[-1, 0, 1], &["a", "b"])), "a text node as parent");
        assert!(refused(snapshot(&["html"], &[-1], &["a"])), "a text too many");
        assert!(refused(snapshot(&["html"], &[-2], &[])), "a parent that is none");
        let mut unordered = snapshot(&["html", "p"], &[-1, 0], &[]);
        unordered.attributes = vec![(1, "id".into(), "a".into()), (0, "id".into(), "b".into())];
        assert!(refused(unordered), "attributes out of order");
    }

    #[test]
    fn too_much_is_refused_by_name() {
        let many = snapshot(&vec!["p"; MAX_NODES + 1], &vec![-1; MAX_NODES + 1], &[]);
        assert_eq!(
            Tree::from_snapshot(&many),
            Err(SnapshotError::TooLarge { what: "nodes", found: MAX_NODES + 1, most: MAX_NODES })
        );
        let long = "é".repeat(MAX_TEXT + 1);
        assert!(matches!(
            Tree::from_snapshot(&snapshot(&["html", ""], &[-1, 0], &[&long])),
            Err(SnapshotError::TooLarge { what: "characters", .. })
        ));
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = 300_000;
        let parents: Vec<i32> = (-1..deep - 1).collect();
        let tree = Tree::from_snapshot(&snapshot(&vec!["b"; deep as usize], &parents, &[])).expect("a tree");
        assert_eq!(tree.nodes().len(), deep as usize + 1);
    }
}
