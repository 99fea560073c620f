//! From a page to a policy: is it one, where does it stand, what are its provisions.
//!
//! Owns detection, main-text extraction, provisions and metadata. Judges nothing, compares nothing.

mod blocks;
mod chrome;
mod identity;
mod lists;
mod main_text;
mod marker;
mod obfuscation;
mod outline;
mod policy;
mod provisions;
mod run;
mod survey;
mod tables;
mod title;

pub use policy::{Anchor, Date, Detection, Fingerprint, Kind, Policy, Provision, ProvisionId, Reading, Unreadable};

use self::chrome::Chrome;
use self::survey::Survey;
use crate::tree::Tree;

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
    let survey = Survey::of(tree);
    let chrome = Chrome::of(tree, &survey);
    let blocks = main_text::select(tree, blocks::blocks(tree, &survey, &chrome));
    let heading = title::heading(&blocks);
    let title = heading.map(|at| blocks[at].run.text.clone()).unwrap_or_default();
    let heading = heading.map(|at| blocks[at].node);
    let mut provisions = provisions::provisions(blocks, heading);
    let gate = gate(&page.url, "");
    let detection = Detection { is_policy: gate.candidate, kind: gate.kind, confidence: 0.5, evidence: Vec::new() };
    let policy = if provisions.is_empty() {
        Err(Unreadable::Empty)
    } else {
        identity::assign(&mut provisions);
        let fingerprint = identity::fingerprint(&provisions);
        Ok(Policy { title, language: String::new(), effective_date: None, provisions, fingerprint })
    };
    Reading { detection, policy }
}
