//! The page as an arena of nodes: the one input of everything that reads.
//!
//! A tree is filled from a snapshot of a live DOM ([`Tree::from_snapshot`]), from HTML ([`Tree::from_html`]) or from Markdown
//! ([`Tree::from_markdown`]). It holds what was there and judges nothing. Nodes stand in document order, so that a
//! subtree is a range of ids and no walk needs recursion: pages nest a hundred thousand levels deep when they mean harm.

pub mod dom;
mod html;
mod markdown;

use std::path::Path;

use html5ever::LocalName;

/// A node's place in document order; the document itself is node 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// The how-manieth text node of the document, from 0. Whoever took a snapshot keeps its text nodes in this order, so that a
/// span finds its way back to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextId(pub u32);

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// The root.
    Document,
    /// An element with its lower-case tag name and the attributes that reading needs.
    Element {
        /// Lower-case local name.
        tag: LocalName,
        /// Names of [`KEPT_ATTRIBUTES`] with their values, in source order.
        attributes: Vec<(&'static str, Box<str>)>,
    },
    /// A text node, as it stands.
    Text {
        /// Its place among the text nodes.
        id: TextId,
        /// Its raw text, white space included.
        text: Box<str>,
    },
}

/// A node and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The node that holds it; the document holds itself.
    pub parent: NodeId,
    /// One past the last node of its subtree.
    pub end: NodeId,
}

impl Node {
    /// The lower-case tag name of an element, else the empty string.
    pub fn tag(&self) -> &str {
        match &self.kind {
            NodeKind::Element { tag, .. } => tag,
            _ => "",
        }
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        match &self.kind {
            NodeKind::Element { attributes, .. } => attributes.iter().find(|(n, _)| *n == name).map(|(_, v)| &**v),
            _ => None,
        }
    }
}

/// Attributes that reading looks at. All others are left out of a tree, whatever it was made from.
pub const KEPT_ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "aria-level",
    "aria-modal",
    "class",
    "content",
    "data-cfemail",
    "datetime",
    "dir",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "start",
    "title",
    "type",
    "value",
];

/// The arena.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Whether the page had more than is read.
    cut: bool,
}

impl Tree {
    /// Builds the tree of a live DOM.
    ///
    /// # Errors
    /// Where the snapshot is of another version, too large, or not a tree in document order.
    pub fn from_snapshot(snapshot: &dom::Snapshot) -> Result<Self, dom::SnapshotError> {
        dom::build(snapshot)
    }

    /// Parses an HTML document, the way browsers do.
    pub fn from_html(html: &str) -> Self {
        html::parse(html)
    }

    /// Parses Markdown as Open Terms Archive stores it: headings, lists, tables, paragraphs, raw HTML.
    pub fn from_markdown(markdown: &str) -> Self {
        markdown::parse(markdown)
    }

    /// Parses a file as the end of its name says: Markdown for `.md` and `.txt`, else HTML.
    pub fn from_file(name: &Path, content: &str) -> Self {
        match name.extension().and_then(|end| end.to_str()) {
            Some("md" | "txt") => Self::from_markdown(content),
            _ => Self::from_html(content),
        }
    }

    /// Reads plain text: lines as paragraphs, or, where the lines were broken to a width, blank lines between them.
    pub fn from_text(text: &str) -> Self {
        markdown::parse_text(text)
    }

    /// Whether what it was made from had more nodes than [`dom::MAX_NODES`], and the rest is missing.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// All nodes in document order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// One node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The document node.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// The children of a node, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.node(id).end;
        let mut at = NodeId(id.0 + 1);
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let child = at;
                at = self.node(child).end;
                child
            })
        })
    }

    /// The nodes below a node in document order, without the node itself.
    pub fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (id.0 + 1..self.node(id).end.0).map(NodeId)
    }
}

/// Fills a tree in document order.
#[derive(Debug)]
pub struct TreeBuilder {
    nodes: Vec<Node>,
    open: Vec<NodeId>,
    texts: u32,
    cut: bool,
}

impl Default for TreeBuilder {
    fn default() -> Self {
        let root = Node { kind: NodeKind::Document, parent: NodeId(0), end: NodeId(1) };
        Self { nodes: vec![root], open: vec![NodeId(0)], texts: 0, cut: false }
    }
}

impl TreeBuilder {
    /// Opens an element; what follows stands inside it until [`close`](Self::close). Attributes not in
    /// [`KEPT_ATTRIBUTES`] are left out.
    pub fn open<'a>(&mut self, tag: impl Into<LocalName>, attributes: impl IntoIterator<Item = (&'a str, &'a str)>) {
        let kept = |name: &str| KEPT_ATTRIBUTES.iter().find(|kept| **kept == name);
        let attributes =
            attributes.into_iter().filter_map(|(name, value)| Some((*kept(name)?, value.into()))).collect();
        let id = self.push(NodeKind::Element { tag: tag.into(), attributes });
        self.open.push(id);
    }

    /// Adds a text node.
    pub fn text(&mut self, text: &str) {
        let id = TextId(self.texts);
        self.texts += 1;
        self.push(NodeKind::Text { id, text: text.into() });
    }

    /// Closes the element opened last. Without one it does nothing.
    pub fn close(&mut self) {
        if self.open.len() > 1 {
            let id = self.open.pop().expect("checked above");
            self.nodes[id.0 as usize].end = NodeId(self.nodes.len() as u32);
        }
    }

    /// Says that there was more, which is left out.
    pub fn cut(&mut self) {
        self.cut = true;
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len() - 1
    }

    /// Closes what is open and gives the tree.
    pub fn finish(mut self) -> Tree {
        while self.depth() > 0 {
            self.close();
        }
        self.nodes[0].end = NodeId(self.nodes.len() as u32);
        Tree { nodes: self.nodes, cut: self.cut }
    }

    fn push(&mut self, kind: NodeKind) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        let parent = *self.open.last().expect("the document stays open");
        self.nodes.push(Node { kind, parent, end: NodeId(id.0 + 1) });
        id
    }
}
