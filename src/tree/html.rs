//! HTML to tree, through html5ever, so that a saved page reads as the browser's own DOM would.
//!
//! Scripting counts as on, as it is where snapshots are taken: what stands in `noscript` is no element. Tags that nest too
//! deep are passed over, as browsers do, since the parser looks through all that are open at many a tag.

use std::cell::{Cell, Ref, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{self, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName};

use super::dom::MAX_NODES;
use super::{Tree, TreeBuilder};

/// How deep elements nest, as in Chromium; what nests deeper stands beside each other at this depth.
const MAX_DEPTH: u32 = 512;

/// Parses a document. Never fails: HTML has an answer to every input. What follows the [`MAX_NODES`]-th node is left out, and
/// the tree says so.
pub(super) fn parse(html: &str) -> Tree {
    let builder = tree_builder::TreeBuilder::new(Sink::default(), Default::default());
    let tokenizer = Tokenizer::new(Bounded { builder, passed_over: Cell::new(0) }, Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // It stops at the end of each script, for a browser to run it.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// html5ever's tree builder within bounds of depth and size.
struct Bounded {
    builder: tree_builder::TreeBuilder<Handle, Sink>,
    /// Start tags passed over whose end tags are still to come.
    passed_over: Cell<u32>,
}

impl Bounded {
    fn passes_over(&self, token: &Token) -> bool {
        let sink = &self.builder.sink;
        match token {
            Token::TagToken(_) | Token::CharacterTokens(_) if sink.links.borrow().len() > MAX_NODES => {
                sink.cut.set(true);
                true
            }
            Token::TagToken(tag) if deepens(tag) => match (tag.kind, self.passed_over.get()) {
                (TagKind::StartTag, open) if sink.depth.get() >= MAX_DEPTH => {
                    self.passed_over.set(open + 1);
                    true
                }
                (TagKind::EndTag, open @ 1..) => {
                    self.passed_over.set(open - 1);
                    true
                }
                _ => false,
            },
            _ => false,
        }
    }
}

/// Whether a tag has an end tag and text that is parsed: the others cannot nest, and the tokenizer must hear of them.
fn deepens(tag: &Tag) -> bool {
    const FLAT: &[&str] = &[
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "iframe",
        "img",
        "input",
        "link",
        "meta",
        "noembed",
        "noframes",
        "noscript",
        "plaintext",
        "script",
        "source",
        "style",
        "textarea",
        "title",
        "track",
        "wbr",
        "xmp",
    ];
    !tag.self_closing && !FLAT.contains(&&*tag.name)
}

impl TokenSink for Bounded {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if self.passes_over(&token) { TokenSinkResult::Continue } else { self.builder.process_token(token, line) }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

type Handle = usize;
const NONE: Handle = usize::MAX;

struct Link {
    kind: Kind,
    parent: Handle,
    first: Handle,
    last: Handle,
    previous: Handle,
    next: Handle,
    /// How many nodes it stood in when it was put there.
    depth: u32,
}

enum Kind {
    Document,
    Element { name: QualName, attributes: Vec<Attribute>, contents: Handle, integration_point: bool },
    Text(StrTendril),
    Other,
}

/// html5ever moves and inserts nodes out of order, so it fills a linked arena first.
struct Sink {
    links: RefCell<Vec<Link>>,
    /// The depth of the node that was put somewhere last.
    depth: Cell<u32>,
    /// Whether anything was left out because there was too much.
    cut: Cell<bool>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Self { links: RefCell::default(), depth: Cell::new(0), cut: Cell::new(false) };
        sink.add(Kind::Document);
        sink
    }
}

impl Sink {
    fn add(&self, kind: Kind) -> Handle {
        let mut links = self.links.borrow_mut();
        links.push(Link { kind, parent: NONE, first: NONE, last: NONE, previous: NONE, next: NONE, depth: 0 });
        links.len() - 1
    }

    fn detach(&self, node: Handle) {
        let mut links = self.links.borrow_mut();
        let Link { parent, previous, next, .. } = links[node];
        if parent == NONE {
            return;
        }
        match previous {
            NONE => links[parent].first = next,
            _ => links[previous].next = next,
        }
        match next {
            NONE => links[parent].last = previous,
            _ => links[next].previous = previous,
        }
        let link = &mut links[node];
        (link.parent, link.previous, link.next) = (NONE, NONE, NONE);
    }

    /// Puts a detached node before `next`, or last where that is [`NONE`].
    fn insert(&self, parent: Handle, next: Handle, node: Handle) {
        let mut links = self.links.borrow_mut();
        let previous = if next == NONE { links[parent].last } else { links[next].previous };
        let depth = links[parent].depth.saturating_add(1);
        self.depth.set(depth);
        let link = &mut links[node];
        (link.parent, link.previous, link.next, link.depth) = (parent, previous, next, depth);
        match previous {
            NONE => links[parent].first = node,
            _ => links[previous].next = node,
        }
        match next {
            NONE => links[parent].last = node,
            _ => links[next].previous = node,
        }
    }

    fn place(&self, parent: Handle, next: Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                self.insert(parent, next, node);
            }
            NodeOrText::AppendText(text) => {
                let before = {
                    let links = self.links.borrow();
                    if next == NONE { links[parent].last } else { links[next].previous }
                };
                if before != NONE
                    && let Kind::Text(there) = &mut self.links.borrow_mut()[before].kind
                {
                    there.push_tendril(&text);
                    return;
                }
                let node = self.add(Kind::Text(text));
                self.insert(parent, next, node);
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ElementName<'a>;

    fn finish(self) -> Tree {
        let links = self.links.into_inner();
        let mut builder = TreeBuilder::default();
        if self.cut.get() {
            builder.cut();
        }
        let mut at = links[0].first;
        while at != NONE {
            let link = &links[at];
            match &link.kind {
                Kind::Element { name, attributes, .. } => {
                    builder.open(name.local.clone(), attributes.iter().map(|a| (&*a.name.local, &*a.value)));
                    if link.first != NONE {
                        at = link.first;
                        continue;
                    }
                    builder.close();
                }
                Kind::Text(text) => builder.text(text),
                Kind::Document | Kind::Other => {}
            }
            while links[at].next == NONE && links[at].parent != NONE {
                at = links[at].parent;
                builder.close();
            }
            at = links[at].next;
        }
        builder.finish()
    }

    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ElementName<'a> {
        ElementName(Ref::map(self.links.borrow(), |links| match &links[*target].kind {
            Kind::Element { name, .. } => name,
            _ => unreachable!("html5ever asks only elements for their names"),
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let contents = if flags.template { self.add(Kind::Other) } else { NONE };
        let integration_point = flags.mathml_annotation_xml_integration_point;
        self.add(Kind::Element { name, attributes, contents, integration_point })
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.add(Kind::Other)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.place(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.links.borrow()[*element].parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        match self.links.borrow()[*target].kind {
            Kind::Element { contents, .. } if contents != NONE => contents,
            _ => unreachable!("html5ever asks only templates for their contents"),
        }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.links.borrow()[*sibling].parent;
        if parent != NONE {
            self.place(parent, *sibling, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let Kind::Element { attributes, .. } = &mut self.links.borrow_mut()[*target].kind {
            for attribute in more {
                if !attributes.iter().any(|a| a.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let child = self.links.borrow()[*node].first;
            if child == NONE {
                return;
            }
            self.detach(child);
            self.insert(*new_parent, NONE, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        matches!(self.links.borrow()[*handle].kind, Kind::Element { integration_point: true, .. })
    }
}

#[derive(Debug)]
struct ElementName<'a>(Ref<'a, QualName>);

impl html5ever::interface::ElemName for ElementName<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }

    fn expanded(&self) -> ExpandedName<'_> {
        self.0.expanded()
    }
}
