//! A comparison as a table for spreadsheets: a row for each change, as RFC 4180 has it.

use super::json::{Change, Comparison};
use super::redline::{kind, place};

const COLUMNS: &str =
    "change,kind,materiality,severity,direction,section,before,after,effects,categories,why editorial";

/// A comparison.
pub fn comparison(comparison: &Comparison) -> String {
    let rows = comparison.changes.iter().map(row);
    std::iter::once(COLUMNS.to_owned()).chain(rows).map(|row| row + "\r\n").collect()
}

fn row(change: &Change) -> String {
    let effects: Vec<&str> = change.effects.iter().map(|e| e.text.as_str()).collect();
    [
        &change.id,
        kind(change),
        &change.materiality,
        &change.severity,
        &change.direction,
        &place(&change.path),
        change.before.as_deref().unwrap_or_default(),
        change.after.as_deref().unwrap_or_default(),
        &effects.join(" "),
        &change.categories.join(" "),
        change.editorial_reason.as_deref().unwrap_or_default(),
    ]
    .map(cell)
    .join(",")
}

fn cell(text: &str) -> String {
    // Spreadsheets run a cell that begins so as a formula: a page must not have one run.
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_any_text_and_is_no_formula() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
        assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(cell("-1, 2"), "\"'-1, 2\"");
    }

    #[test]
    fn every_row_has_every_column() {
        let mut changed = Comparison::unreadable("nothing".into());
        changed.changes.push(Change {
            id: "c1".into(),
            kind: "added".into(),
            materiality: "substantive".into(),
            editorial_reason: None,
            severity: "high".into(),
            direction: "worse".into(),
            path: vec!["1. Rules".into(), "Mail".into()],
            before: None,
            after: Some("no spam".into()),
            words: Vec::new(),
            effects: Vec::new(),
            categories: vec!["spam_messaging".into()],
        });
        let table = comparison(&changed);
        let rows: Vec<&str> = table.split_terminator("\r\n").collect();
        assert_eq!(rows[1], "c1,Added,substantive,high,worse,1. Rules › Mail,,no spam,,spam_messaging,");
        assert_eq!(rows[0].split(',').count(), rows[1].split(',').count());
    }
}
