//! What stands around a policy on its page: menus, banners, footers, forms, widgets.
//!
//! Owns which elements are left out by what their markup says of them. Only markup and text count, never computed style: a
//! page and its saved copy must read alike, and what an accordion hides belongs to the policy.

use super::survey::{Measure, Survey, is_silent};
use crate::tree::{Node, NodeId, Tree};

/// The judge of elements, for one page.
#[derive(Debug)]
pub(super) struct Chrome {
    page: Measure,
}

impl Chrome {
    pub(super) fn of(tree: &Tree, survey: &Survey) -> Self {
        Self { page: survey.measure(tree, tree.root()) }
    }

    /// Whether an element and all below it is no part of the document.
    pub(super) fn skips(&self, tree: &Tree, survey: &Survey, id: NodeId) -> bool {
        let node = tree.node(id);
        let tag = node.tag();
        if is_silent(tag) {
            return true;
        }
        // A heading's id is its text ("how-we-share-data"): names tell of what lays a page out only.
        if matches!(
            tag,
            "html"
                | "body"
                | "main"
                | "article"
                | "p"
                | "li"
                | "a"
                | "b"
                | "strong"
                | "em"
                | "i"
                | "br"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "dt"
                | "dd"
                | "tr"
                | "td"
                | "th"
        ) {
            return false;
        }
        // What unfolds a part of the document is that part's heading.
        if tag == "button" && [node, tree.node(node.parent)].into_iter().any(unfolds) {
            return false;
        }
        let Some(suspicion) = suspicion(node) else { return false };
        let here = survey.measure(tree, id);
        if here.text == 0 {
            return true;
        }
        let share = here.text as f32 / self.page.text as f32;
        let linked = here.linked as f32 / here.text as f32;
        match suspicion {
            Suspicion::Banner => share < 0.5,
            Suspicion::Menu => linked > 0.6 || share < 0.5 && (linked > 0.3 || here.prose * 3 < here.text),
            Suspicion::Footer => share < 0.3 || share < 0.6 && linked > 0.3,
            Suspicion::Header => share < 0.3 && (here.headings == 0 || linked > 0.5),
            Suspicion::Control => here.prose * 2 < here.text && share < 0.2,
            Suspicion::Beside => share < 0.3 && (linked > 0.4 || here.prose * 2 < here.text),
        }
    }
}

fn unfolds(node: &Node) -> bool {
    matches!(node.tag(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        || node.attribute("role") == Some("heading")
        || node.attribute("class").is_some_and(|class| class.to_ascii_lowercase().contains("accordion"))
}

/// What markup makes an element look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Suspicion {
    /// Consent banners, dialogs, pop-ups: sentences of their own.
    Banner,
    /// Navigation.
    Menu,
    Footer,
    Header,
    /// Buttons, forms.
    Control,
    /// Side bars, sharing, related links, feedback.
    Beside,
}

fn suspicion(node: &Node) -> Option<Suspicion> {
    match node.attribute("role") {
        Some("navigation" | "menu" | "menubar" | "search" | "toolbar") => return Some(Suspicion::Menu),
        Some("dialog" | "alertdialog") => return Some(Suspicion::Banner),
        Some("contentinfo") => return Some(Suspicion::Footer),
        Some("banner") => return Some(Suspicion::Header),
        Some("complementary") => return Some(Suspicion::Beside),
        _ => {}
    }
    match node.tag() {
        "nav" | "menu" | "search" => return Some(Suspicion::Menu),
        "footer" => return Some(Suspicion::Footer),
        "header" => return Some(Suspicion::Header),
        "dialog" => return Some(Suspicion::Banner),
        "button" => return Some(Suspicion::Control),
        "form" | "label" => return Some(Suspicion::Control),
        "aside" => return Some(Suspicion::Beside),
        _ => {}
    }
    if node.attribute("aria-modal") == Some("true") {
        return Some(Suspicion::Banner);
    }
    let class = node.attribute("class").into_iter().flat_map(str::split_whitespace);
    // Nor is a section's: "sharing-your-information" is a slug, "share-bar" a name.
    let id = node.attribute("id").filter(|id| id.split(['-', '_']).count() <= 2);
    class.chain(id).find_map(by_name)
}

/// Consent managers and their usual names.
const BANNERS: &[&str] = &[
    "onetrust",
    "otsdk",
    "cookiebot",
    "didomi",
    "usercentrics",
    "truste",
    "osano",
    "cmplz",
    "cky-",
    "iubenda-cs",
    "qc-cmp",
    "cookie-law",
    "fc-consent",
    "tarteaucitron",
    "axeptio",
    "klaro",
    "borlabs",
    "moove_gdpr",
    "hs-eu-cookie",
    "cookieconsent",
    "cookie-consent",
    "cookie_consent",
    "cookie-notice",
    "privacy-banner",
    "privacy-manager",
];

/// What a notice about cookies is laid over the page as.
const OVERLAYS: &[&str] = &[
    "notif", "banner", "-bar", "_bar", "popup", "pop-up", "modal", "alert", "prompt", "overlay", "layer", "dialog",
    "toast", "widget",
];

/// What has a header of its own, which is the document's: "table-header", "accordion__header".
const PARTS: &[&str] =
    &["table", "accordion", "collaps", "toggle", "card", "panel", "section", "tab", "item", "faq", "row", "cell"];

fn by_name(name: &str) -> Option<Suspicion> {
    let name = name.to_ascii_lowercase();
    if BANNERS.iter().any(|banner| name.contains(banner)) {
        return Some(Suspicion::Banner);
    }
    let about = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if about(&["cookie", "consent", "gdpr", "ccpa"]) && about(OVERLAYS) {
        return Some(Suspicion::Banner);
    }
    name.split(|c: char| !c.is_ascii_alphanumeric()).find_map(|word| match word {
        "nav" | "navbar" | "navigation" | "breadcrumb" | "breadcrumbs" | "menu" | "megamenu" | "sidenav" | "topbar" => {
            Some(Suspicion::Menu)
        }
        "footer" => Some(Suspicion::Footer),
        "header" if !about(PARTS) => Some(Suspicion::Header),
        "modal" | "popup" | "lightbox" => Some(Suspicion::Banner),
        "sidebar" | "share" | "sharing" | "social" | "related" | "newsletter" | "subscribe" | "feedback"
        | "pagination" | "language" | "lang" | "locale" | "search" | "login" | "signup" | "skip" | "promo" | "cta"
        | "toolbar" => Some(Suspicion::Beside),
        _ => None,
    })
}
