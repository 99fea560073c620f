//! Tables of data against tables that only lay a page out.

use super::survey::weight;
use crate::tree::{NodeId, NodeKind, Tree};

/// A cell with more letters than this is a column of a page, not of a table.
const LONGEST_CELL: u32 = 1500;

/// Whether the rows of a table are provisions: most have several cells, and none holds a table, headings or a page's worth
/// of text. The scan ends at the first table within, so nested tables cost no more than their own nodes.
pub(super) fn holds_data(tree: &Tree, table: NodeId) -> bool {
    let (mut rows, mut cells, mut filled, mut letters) = (0u32, 0u32, 0u32, 0u32);
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
                "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return false,
                "tr" => rows += 1,
                "td" | "th" => {
                    filled += u32::from(letters > 0);
                    cells += 1;
                    letters = 0;
                }
                _ => {}
            },
        }
    }
    filled += u32::from(letters > 0);
    rows > 0 && cells >= 2 * rows && filled > rows
}
