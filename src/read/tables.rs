//! Tables of data against tables that only lay a page out.

use super::survey::weight;
use crate::tree::{NodeId, NodeKind, Tree};

/// A cell with more letters than this is a column of a page, not of a table.
const LONGEST_CELL: u32 = 1500;

/// Whether the rows of a table are provisions: at least half of them have several filled cells, and none holds a table,
/// headings (but in head cells) or a page's worth of text. The scan ends at the first table within, so nested tables cost no more than their
/// own nodes.
pub(super) fn holds_data(tree: &Tree, table: NodeId) -> bool {
    let (mut rows, mut several) = (0u32, 0u32);
    let (mut cells, mut letters) = (0u32, 0u32);
    let mut head = false;
    for id in tree.descendants(table) {
        let node = tree.node(id);
        match &node.kind {
            NodeKind::Text { text, .. } => {
                letters += weight(text);
                if letters > LONGEST_CELL {
                    return false;
                }
            }
            _ => match node.tag() {
                "table" => return false,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !head => return false,
                "tr" => {
                    several += u32::from(cells + u32::from(letters > 0) >= 2);
                    rows += 1;
                    (cells, letters) = (0, 0);
                }
                "td" | "th" => {
                    head = node.tag() == "th";
                    cells += u32::from(letters > 0);
                    letters = 0;
                }
                _ => {}
            },
        }
    }
    several += u32::from(cells + u32::from(letters > 0) >= 2);
    several > 0 && several * 2 >= rows
}
