//! The pattern language of `rules/`, parsed: words, alternatives, optional parts and gaps. rules/README.md describes it.
//!
//! Owns the syntax and its errors, and which words a pattern cannot do without. Matching is the crate's (src/judge/pattern.rs).

use std::collections::BTreeMap;

/// A parsed pattern.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// A word, whole or (with `prefix`) its beginning.
    Word { text: String, prefix: bool },
    /// One word, whichever.
    Any,
    /// Up to so many words of the same sentence.
    Gap(u8),
    /// The sentence's beginning.
    Start,
    /// The sentence's end.
    End,
    /// One after the other.
    Seq(Vec<Node>),
    /// One of these.
    Alt(Vec<Node>),
    /// Once or not at all.
    Opt(Box<Node>),
}

/// Named lists of alternatives: `@name` in a pattern.
pub(crate) type Lists = BTreeMap<String, Node>;

/// Parses `source`; the error says what is wrong and where.
pub(crate) fn parse(source: &str, lists: &Lists) -> Result<Node, String> {
    let mut parser = Parser { source, rest: source, lists };
    let node = parser.alternatives()?;
    match parser.rest.is_empty() {
        true => Ok(node),
        false => Err(parser.fault("unexpected")),
    }
}

/// Words of which at least one stands in every text that the pattern matches, with what they cost: the more common, the
/// dearer. `None` where the pattern can match without any.
pub(crate) fn required(node: &Node) -> Option<(u32, Vec<(String, bool)>)> {
    match node {
        Node::Word { text, prefix } => Some((cost(text, *prefix), vec![(text.clone(), *prefix)])),
        Node::Any | Node::Gap(_) | Node::Start | Node::End | Node::Opt(_) => None,
        Node::Seq(parts) => parts.iter().filter_map(required).min_by_key(|(cost, _)| *cost),
        Node::Alt(parts) => {
            let mut all = (0, Vec::new());
            for part in parts {
                let (cost, words) = required(part)?;
                all.0 += cost;
                all.1.extend(words);
            }
            Some(all)
        }
    }
}

fn can_be_empty(node: &Node) -> bool {
    match node {
        Node::Word { .. } | Node::Any => false,
        Node::Gap(_) | Node::Start | Node::End | Node::Opt(_) => true,
        Node::Seq(parts) => parts.iter().all(can_be_empty),
        Node::Alt(parts) => parts.iter().any(can_be_empty),
    }
}

/// Words so common in policies that looking for them tells nothing.
const COMMON: &[&str] = &[
    "a",
    "about",
    "all",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "by",
    "can",
    "content",
    "do",
    "for",
    "from",
    "if",
    "in",
    "including",
    "is",
    "it",
    "may",
    "must",
    "no",
    "not",
    "of",
    "on",
    "or",
    "other",
    "our",
    "that",
    "the",
    "these",
    "this",
    "to",
    "us",
    "use",
    "user",
    "users",
    "we",
    "which",
    "will",
    "with",
    "you",
    "your",
    "service",
    "services",
];

fn cost(text: &str, prefix: bool) -> u32 {
    match () {
        () if COMMON.contains(&text) => 200,
        () if prefix && text.len() < 4 => 40,
        () => 4,
    }
}

struct Parser<'a> {
    source: &'a str,
    rest: &'a str,
    lists: &'a Lists,
}

impl Parser<'_> {
    fn fault(&self, what: &str) -> String {
        format!("{what} at {:?} in {:?}", self.rest, self.source)
    }

    fn eat(&mut self, c: char) -> bool {
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn alternatives(&mut self) -> Result<Node, String> {
        let mut all = vec![self.sequence()?];
        while self.eat('|') {
            all.push(self.sequence()?);
        }
        if all.len() == 1 {
            return Ok(all.remove(0));
        }
        match all.iter().any(can_be_empty) {
            true => Err(self.fault("an alternative that can be nothing (put the ? behind the parenthesis)")),
            false => Ok(Node::Alt(all)),
        }
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut parts = Vec::new();
        loop {
            self.space();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                break;
            }
            let part = self.part()?;
            parts.push(if self.eat('?') { Node::Opt(Box::new(part)) } else { part });
        }
        match parts.len() {
            0 => Err(self.fault("nothing to match")),
            1 => Ok(parts.remove(0)),
            _ => Ok(Node::Seq(parts)),
        }
    }

    fn part(&mut self) -> Result<Node, String> {
        if self.eat('(') {
            let node = self.alternatives()?;
            return if self.eat(')') { Ok(node) } else { Err(self.fault("missing )")) };
        }
        if self.eat('^') {
            return Ok(Node::Start);
        }
        if self.eat('$') {
            return Ok(Node::End);
        }
        if let Some(rest) = self.rest.strip_prefix("..") {
            self.rest = rest;
            let digits = self.take(|c| c.is_ascii_digit());
            let words = if digits.is_empty() { Ok(5) } else { digits.parse::<u8>() };
            return words.map(Node::Gap).map_err(|_| self.fault("a gap is of 0 to 255 words"));
        }
        if self.eat('@') {
            let name = self.take(|c| c.is_ascii_lowercase() || c == '_');
            return self.lists.get(&name).cloned().ok_or_else(|| self.fault(&format!("no list @{name}")));
        }
        if self.eat('_') {
            return Ok(Node::Any);
        }
        let text = self.take(|c| c.is_lowercase() || c.is_ascii_digit());
        if text.is_empty() {
            return Err(self.fault("not a word (lower case, without apostrophes and hyphens)"));
        }
        Ok(Node::Word { text, prefix: self.eat('*') })
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let end = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken.to_owned()
    }
}
