//! The page as a row of blocks: headings, paragraphs, list items, table rows, in reading order.
//!
//! Owns how markup becomes blocks. What is chrome is asked of `chrome`; what the blocks mean is left to later steps. One
//! walk over the arena with a stack of its own: linear, whatever the nesting.

use super::chrome::Chrome;
use super::layout;
use super::lists::{List, Lists};
use super::marker;
use super::obfuscation;
use super::run::{Run, Style};
use super::survey::Survey;
use super::tables;
use crate::tree::{NodeId, NodeKind, Tree};

/// What a block is by its markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A heading of a level from 1.
    Heading(u8),
    /// The term of a definition list, or the line that a fold leaves visible: it heads what follows up to a node.
    Term(NodeId),
    /// A row of a data table.
    Row,
    /// Anything else.
    Text,
}

/// Where a block stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The innermost list.
    pub(super) list: NodeId,
    /// The innermost item.
    pub(super) item: NodeId,
    /// One past its last node.
    pub(super) end: NodeId,
    /// How many lists deep, from 1.
    pub(super) depth: u32,
    /// Whether the block is the first one of its item.
    pub(super) first: bool,
}

/// One block.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) run: Run,
    pub(super) form: Form,
    /// The number that a browser prints before it.
    pub(super) marker: Option<String>,
    pub(super) place: Option<Place>,
    /// The element or text node that it starts with.
    pub(super) node: NodeId,
}

/// An element that is open while walking, and what ends with it.
struct Open {
    end: NodeId,
    what: What,
}

enum What {
    Block,
    List,
    Item,
    Heading,
    Glossary,
    Term,
    Bold,
    Link,
    Row,
    Table,
}

struct Walk<'a> {
    tree: &'a Tree,
    survey: &'a Survey,
    blocks: Vec<Block>,
    open: Vec<Open>,
    lists: Lists,
    /// Lines of the block being filled; `<br>` starts another one. The flag says that an empty line stood between.
    lines: Vec<(Run, bool)>,
    start: Option<NodeId>,
    headings: Vec<u8>,
    /// Where the definition lists that are open end, and what the terms that are open head.
    glossaries: Vec<NodeId>,
    terms: Vec<NodeId>,
    bold: u32,
    links: Vec<bool>,
    rows: u32,
    tables: Vec<bool>,
}

/// All blocks of a page that are no chrome.
pub(super) fn blocks(tree: &Tree, survey: &Survey, chrome: &Chrome) -> Vec<Block> {
    let mut walk = Walk {
        tree,
        survey,
        blocks: Vec::new(),
        open: Vec::new(),
        lists: Lists::default(),
        lines: vec![Default::default()],
        start: None,
        headings: Vec::new(),
        glossaries: Vec::new(),
        terms: Vec::new(),
        bold: 0,
        links: Vec::new(),
        rows: 0,
        tables: Vec::new(),
    };
    let mut at = tree.root();
    while (at.0 as usize) < tree.nodes().len() {
        walk.close_until(at);
        let node = tree.node(at);
        at = match &node.kind {
            NodeKind::Document => NodeId(at.0 + 1),
            NodeKind::Text { id, text } => {
                let style = Style {
                    bold: walk.bold > 0,
                    linked: !walk.links.is_empty(),
                    inward: walk.links.last().copied().unwrap_or(false),
                };
                walk.start.get_or_insert(at);
                let letters = survey.measure(tree, at).text;
                walk.line().push_node(*id, text, letters, style);
                NodeId(at.0 + 1)
            }
            NodeKind::Element { .. } if chrome.skips(tree, survey, at) => {
                if is_block(node.tag()) {
                    walk.boundary();
                }
                node.end
            }
            NodeKind::Element { tag, .. } => {
                if let Some(text) = obfuscation::decoded(node) {
                    walk.start.get_or_insert(at);
                    walk.line().push_made(&text);
                    node.end
                } else {
                    walk.enter(at, tag);
                    NodeId(at.0 + 1)
                }
            }
        };
    }
    walk.close_until(NodeId(u32::MAX));
    walk.boundary();
    walk.blocks
}

impl Walk<'_> {
    fn enter(&mut self, at: NodeId, tag: &str) {
        let node = self.tree.node(at);
        let end = node.end;
        if let Some(level) = heading_level(tag, node.attribute("role"), node.attribute("aria-level")) {
            self.boundary();
            self.headings.push(level);
            self.open.push(Open { end, what: What::Heading });
            return;
        }
        let what = match tag {
            "br" => {
                self.line_break();
                return;
            }
            "wbr" => return,
            "ol" | "ul" | "menu" | "dir" => {
                self.boundary();
                self.lists.open(List::new(at, node));
                What::List
            }
            "li" => {
                self.boundary();
                self.lists.item(at, end, node.attribute("value"));
                What::Item
            }
            "dl" => {
                self.boundary();
                self.glossaries.push(end);
                What::Glossary
            }
            "dt" => {
                self.boundary();
                self.terms.push(self.glossaries.last().copied().unwrap_or(NodeId(u32::MAX)));
                What::Term
            }
            // Over headings of its own a fold's line would stand too low: it stays a line.
            "summary" if self.heads_fold(node.parent) => {
                self.boundary();
                self.terms.push(self.tree.node(node.parent).end);
                What::Term
            }
            "b" | "strong" => {
                self.bold += 1;
                What::Bold
            }
            "a" => {
                self.links.push(node.attribute("href").is_some_and(|h| h.trim_start().starts_with('#')));
                What::Link
            }
            "table" => {
                self.boundary();
                self.tables.push(tables::holds_data(self.tree, at));
                What::Table
            }
            "tr" if self.tables.last() == Some(&true) => {
                self.boundary();
                self.rows += 1;
                What::Row
            }
            "td" | "th" if self.rows > 0 => {
                if self.lines.iter().any(|(run, _)| !run.is_empty()) {
                    self.line().push_made(" | ");
                }
                return;
            }
            _ if is_block(tag) => {
                self.boundary();
                What::Block
            }
            _ => return,
        };
        self.open.push(Open { end, what });
    }

    fn close_until(&mut self, at: NodeId) {
        while let Some(open) = self.open.pop_if(|open| open.end <= at) {
            match open.what {
                What::Bold => self.bold -= 1,
                What::Link => {
                    self.links.pop();
                }
                What::Block => self.boundary(),
                What::List => {
                    self.boundary();
                    self.lists.close();
                }
                What::Item => {
                    self.boundary();
                    self.lists.end_item();
                }
                What::Heading => {
                    self.boundary();
                    self.headings.pop();
                }
                What::Term => {
                    self.boundary();
                    self.terms.pop();
                }
                What::Glossary => {
                    self.boundary();
                    self.glossaries.pop();
                }
                What::Row => {
                    self.rows -= 1;
                    self.flush(Form::Row);
                }
                What::Table => {
                    self.boundary();
                    self.tables.pop();
                }
            }
        }
    }

    /// Whether a fold's visible line heads all that it hides, because no heading is among it.
    fn heads_fold(&self, fold: NodeId) -> bool {
        self.tree.node(fold).tag() == "details" && self.survey.measure(self.tree, fold).headings == 0
    }

    fn line(&mut self) -> &mut Run {
        &mut self.lines.last_mut().expect("a line is always open").0
    }

    fn line_break(&mut self) {
        if self.rows > 0 || !self.headings.is_empty() {
            self.line().push_space();
        } else if self.line().is_empty() && self.lines.len() > 1 {
            self.lines.last_mut().expect("a line is always open").1 = true;
        } else {
            self.lines.push(Default::default());
        }
    }

    /// A block starts or ends here. Within a row of a table it is only white space.
    fn boundary(&mut self) {
        if self.rows > 0 {
            self.line().push_space();
            return;
        }
        let form = match (self.headings.last(), self.terms.last()) {
            (Some(&level), _) => Form::Heading(level),
            (None, Some(&until)) => Form::Term(until),
            (None, None) => Form::Text,
        };
        self.flush(form);
    }

    fn flush(&mut self, form: Form) {
        let Some(node) = self.start.take() else {
            // Breaks and spaces before any text.
            self.lines.truncate(1);
            self.lines[0] = Default::default();
            return;
        };
        join(&mut self.lines);
        let mut add = |run: Run| {
            let (marker, place) = self.lists.take();
            self.blocks.push(Block { run, form, marker, place, node });
        };
        for (run, _) in self.lines.drain(..) {
            match layout::cuts(&run) {
                cuts if form != Form::Text || cuts.is_empty() => add(run),
                cuts => run.split(&cuts).into_iter().for_each(&mut add),
            }
        }
        self.lines.push(Default::default());
    }
}

/// Joins the lines between `<br>` to paragraphs: a line starts another one after an empty line, with a marker of its own, and
/// where the line before had come to an end. Addresses and other soft breaks stay together.
fn join(lines: &mut Vec<(Run, bool)>) {
    lines.retain(|(run, _)| run.weight > 0);
    lines.dedup_by(|(run, after_gap), (last, _)| {
        let goes_on = !*after_gap
            && !last.text.ends_with(['.', ':', ';', '!', '?', '。', '；', '：'])
            && marker::leading(&run.text).is_none()
            && last.is_bold() == run.is_bold();
        if goes_on {
            last.append(std::mem::take(run));
        }
        goes_on
    });
}

fn heading_level(tag: &str, role: Option<&str>, level: Option<&str>) -> Option<u8> {
    match tag {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ if role == Some("heading") => Some(level.and_then(|l| l.trim().parse().ok()).unwrap_or(2).clamp(1, 6)),
        _ => None,
    }
}

fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "main"
            | "nav"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
    )
}
