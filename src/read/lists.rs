//! Where in which list a block stands, and the number that a browser prints before an item.

use super::blocks::Place;
use crate::tree::{Node, NodeId};

/// A list while it is open.
#[derive(Debug)]
pub(super) struct List {
    id: NodeId,
    numbering: Option<Numbering>,
    next: i64,
}

#[derive(Debug, Clone, Copy)]
enum Numbering {
    Decimal,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
}

impl List {
    pub(super) fn new(id: NodeId, node: &Node) -> Self {
        let numbering = (node.tag() == "ol").then(|| match node.attribute("type") {
            Some("a") => Numbering::Lower,
            Some("A") => Numbering::Upper,
            Some("i") => Numbering::LowerRoman,
            Some("I") => Numbering::UpperRoman,
            _ => Numbering::Decimal,
        });
        let next = node.attribute("start").and_then(|s| s.trim().parse().ok()).unwrap_or(1);
        Self { id, numbering, next }
    }
}

#[derive(Debug)]
struct Item {
    id: NodeId,
    end: NodeId,
    list: NodeId,
    depth: u32,
    marker: Option<String>,
    first: bool,
}

/// The lists and items that are open.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: Vec<List>,
    items: Vec<Item>,
}

impl Lists {
    pub(super) fn open(&mut self, list: List) {
        self.lists.push(list);
    }

    pub(super) fn close(&mut self) {
        self.lists.pop();
    }

    /// An item opens; `value` is its attribute, which sets the number. An item outside any list is one of its own.
    pub(super) fn item(&mut self, id: NodeId, end: NodeId, value: Option<&str>) {
        let depth = self.lists.len().max(1) as u32;
        let (list, marker) = match self.lists.last_mut() {
            Some(list) => {
                if let Some(number) = value.and_then(|v| v.trim().parse().ok()) {
                    list.next = number;
                }
                let marker = list.numbering.map(|numbering| print(numbering, list.next));
                list.next = list.next.saturating_add(1);
                (list.id, marker)
            }
            None => (id, None),
        };
        self.items.push(Item { id, end, list, depth, marker, first: true });
    }

    pub(super) fn end_item(&mut self) {
        self.items.pop();
    }

    /// The place of the next block, and its marker where it is the first one of its item.
    pub(super) fn take(&mut self) -> (Option<String>, Option<Place>) {
        let Some(item) = self.items.last_mut() else { return (None, None) };
        let place = Place { list: item.list, item: item.id, end: item.end, depth: item.depth, first: item.first };
        item.first = false;
        (item.marker.take(), Some(place))
    }
}

/// The number as browsers print it. Letters and Roman numbers exist from 1 on; beyond their range browsers print decimals.
fn print(numbering: Numbering, n: i64) -> String {
    let text = match numbering {
        Numbering::Decimal => None,
        Numbering::Lower => letters(n),
        Numbering::Upper => letters(n).map(|l| l.to_ascii_uppercase()),
        Numbering::LowerRoman => roman(n),
        Numbering::UpperRoman => roman(n).map(|r| r.to_ascii_uppercase()),
    };
    format!("{}.", text.unwrap_or_else(|| n.to_string()))
}

fn letters(mut n: i64) -> Option<String> {
    let mut out = Vec::new();
    while n > 0 {
        n -= 1;
        out.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    (!out.is_empty()).then(|| out.iter().rev().collect())
}

fn roman(mut n: i64) -> Option<String> {
    const STEPS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&n) {
        return None;
    }
    let mut out = String::new();
    for (value, digits) in STEPS {
        while n >= value {
            out.push_str(digits);
            n -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_browsers_do() {
        let printed = |numbering, n| print(numbering, n);
        assert_eq!(printed(Numbering::Decimal, -3), "-3.");
        assert_eq!(printed(Numbering::Lower, 28), "ab.");
        assert_eq!(printed(Numbering::Lower, 0), "0.");
        assert_eq!(printed(Numbering::UpperRoman, 44), "XLIV.");
        assert_eq!(printed(Numbering::LowerRoman, 4000), "4000.");
    }
}
