//! From a page to a policy: is it one, where does it stand, what are its provisions.
//!
//! Owns detection, main-text extraction, provisions and metadata. Judges nothing, compares nothing.

mod agreement;
mod blocks;
mod chrome;
mod dates;
mod detection;
mod gate;
mod identity;
mod language;
mod layout;
mod lists;
mod main_text;
mod marker;
mod obfuscation;
mod outline;
mod phrase;
mod policy;
mod provisions;
mod run;
mod survey;
mod tables;
mod title;
mod unreadable;
mod verdict;

pub use agreement::asks_agreement;
pub use gate::{Gate, gate, gate_words_js};
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

/// Reads the document on a page. With the version read before, a page that holds far less counts as half-loaded.
pub fn read(tree: &Tree, page: &Page, previous: Option<&Policy>) -> Reading {
    let survey = Survey::of(tree);
    let chrome = Chrome::of(tree, &survey);
    let blocks = main_text::select(tree, blocks::blocks(tree, &survey, &chrome));
    let title = title::title(tree, &blocks, previous);
    let provisions = provisions::provisions(blocks, title.block);
    let detection = verdict::detect(page, &title.text, &provisions);
    if tree.is_cut() {
        return Reading { detection: Detection { is_policy: false, ..detection }, policy: Err(Unreadable::TooLarge) };
    }
    if let Some(reason) = unreadable::stand_in(tree, [&title::page_title(tree), &title.text], &provisions) {
        return Reading { detection: Detection { is_policy: false, ..detection }, policy: Err(reason) };
    }
    if previous.is_some_and(|previous| unreadable::is_remnant(&provisions, previous)) {
        return Reading { detection, policy: Err(Unreadable::HalfLoaded) };
    }
    let language = language::language(tree, &provisions);
    let effective_date = dates::effective_date(&title.text, &provisions, &language);
    Reading { detection, policy: Ok(Policy::new(title.text, language, effective_date, provisions)) }
}
