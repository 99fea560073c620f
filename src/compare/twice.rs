//! What one report would tell twice.

use super::build::Part;
use super::standing::{alike, stem_set};

/// Matters that each effect tells once, however many clauses speak of them.
const ONCE: &[&str] = &[
    "appeal",
    "indemnity",
    "arbitration",
    "jury",
    "class",
    "opt_out",
    "refund",
    "liability_cap",
    "claim_limit",
    "law",
    "court",
];
/// Effects of which two like sentences tell one.
const ALIKE: &[&str] = &["permission_withdrawn", "permission_added", "commitment", "power", "notice"];
/// So many are looked at.
const MOST: usize = 200;

/// Takes out what was told of another sentence before: a second clause on the same appeal, the same right in like words.
pub(super) fn once_each(parts: &mut [Part]) {
    let starts = |id: &str, list: &[&str]| list.iter().any(|start| id.starts_with(start));
    // A heading says less than the sentence beneath it.
    let long = |text: &str| text.split_whitespace().nth(4).is_some();
    let sentences: Vec<&'static str> =
        parts.iter().flat_map(|p| &p.found).filter(|f| long(&f.basis.text)).map(|f| f.effect.id).collect();
    let mut told: Vec<(&'static str, Vec<u64>)> = Vec::new();
    for part in parts {
        part.found.retain(|found| {
            let id = found.effect.id;
            let once = starts(id, ONCE);
            if !once && !starts(id, ALIKE) || told.len() > MOST {
                return true;
            }
            if once && !long(&found.basis.text) && sentences.contains(&id) {
                return false;
            }
            let stems = stem_set(&found.basis.text);
            let known = told.iter().any(|(other, said)| *other == id && (once || alike(&stems, said)));
            told.push((id, stems));
            !known
        });
    }
}
