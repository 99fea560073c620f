//! From a page to a policy: is it one, where does it stand, what are its provisions.
//!
//! Owns detection, main-text extraction, provisions and metadata. Judges nothing, compares nothing.

mod identity;
mod policy;

pub use policy::{Anchor, Date, Detection, Fingerprint, Kind, Policy, Provision, ProvisionId, Reading, Unreadable};

use std::sync::Arc;

use crate::text::{Utf16Range, utf16_len};
use crate::tree::{NodeKind, Tree};

/// What is known of a page besides its tree.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its address; empty where it is not known.
    pub url: String,
}

/// The cheap gate's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate {
    /// Whether the page deserves to be read.
    pub candidate: bool,
    /// What it seems to be.
    pub kind: Kind,
}

/// Whether a page looks like a policy from its address and title alone. Runs on every page a reader opens, so it costs
/// microseconds and reads nothing else.
pub fn gate(url: &str, title: &str) -> Gate {
    let text = format!("{url} {title}").to_lowercase();
    let candidate =
        ["acceptable-use", "acceptable use", "/aup", "terms", "policy", "guidelines"].iter().any(|w| text.contains(w));
    Gate { candidate, kind: if candidate { Kind::Terms } else { Kind::Other } }
}

/// Reads the document on a page. With the version read before, a page that holds far less counts as half-loaded.
pub fn read(tree: &Tree, page: &Page, _previous: Option<&Policy>) -> Reading {
    let mut provisions = Vec::new();
    for (i, node) in tree.nodes().iter().enumerate() {
        let NodeKind::Text { id, text } = &node.kind else { continue };
        if matches!(tree.nodes()[node.parent.0 as usize].tag(), "script" | "style" | "noscript" | "title") {
            continue;
        }
        let _ = i;
        let trimmed = text.trim();
        if trimmed.is_empty() {
            continue;
        }
        let start = utf16_len(&text[..text.len() - text.trim_start().len()]);
        provisions.push(Provision {
            id: ProvisionId("".into()),
            path: Arc::from([]),
            marker: None,
            lead_in: None,
            text: trimmed.to_owned(),
            anchors: vec![Anchor { range: Utf16Range { start: 0, end: utf16_len(trimmed) }, node: *id, start }],
        });
    }
    let gate = gate(&page.url, "");
    let detection = Detection { is_policy: gate.candidate, kind: gate.kind, confidence: 0.5, evidence: Vec::new() };
    let policy = if provisions.is_empty() {
        Err(Unreadable::Empty)
    } else {
        identity::assign(&mut provisions);
        let fingerprint = identity::fingerprint(&provisions);
        Ok(Policy { title: String::new(), language: String::new(), effective_date: None, provisions, fingerprint })
    };
    Reading { detection, policy }
}
