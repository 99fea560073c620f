//! Whether a page asks its reader to agree to the document on it.
//!
//! Owns the words of such buttons and boxes, in the languages that the extension speaks.

use super::phrase::{folded, holds};
use crate::tree::{NodeId, Tree};

/// What a button or the label of a box says. The patterns are [`phrase`](super::phrase)'s.
const ASKING: &[&str] = &[
    "i-agree*",
    "i-accept*",
    "i-have-read*",
    "agree-and-*",
    "accept-and-*",
    "agree-to-*",
    "accept-the-terms*",
    "accept-terms*",
    "agree",
    "ich-stimme*",
    "ich-akzeptiere*",
    "habe-ich-gelesen*",
    "gelesen-und-akzept*",
    "zustimmen*",
    "ich-bin-einverstanden*",
    "j'accepte*",
    "j’accepte*",
    "j'ai-lu*",
    "j’ai-lu*",
    "accepter-les-conditions*",
    "acepto*",
    "he-leído*",
    "estoy-de-acuerdo*",
    "aceptar-los-términos*",
];

/// Buttons that are about something else on nearly every page.
const OTHERWISE: &[&str] = &["*cookie*", "*newsletter*", "*marketing*"];

/// A longer text is no label.
const LABEL: usize = 200;

/// Whether a button, or a label with a box to tick, asks for agreement.
pub fn asks_agreement(tree: &Tree) -> bool {
    let ticked = tree.nodes().iter().any(|node| node.tag() == "input" && node.attribute("type") == Some("checkbox"));
    (0..).zip(tree.nodes()).any(|(at, node)| {
        let said = match (node.tag(), node.attribute("type")) {
            ("button", _) => text(tree, NodeId(at)),
            ("label", _) if ticked => text(tree, NodeId(at)),
            ("input", Some("submit" | "button")) => node.attribute("value").unwrap_or_default().to_owned(),
            _ if node.attribute("role") == Some("button") => text(tree, NodeId(at)),
            _ => return false,
        };
        if said.is_empty() || said.len() > LABEL {
            return false;
        }
        let said = folded(&said);
        ASKING.iter().any(|p| holds(&said, p)) && !OTHERWISE.iter().any(|p| holds(&said, p))
    })
}

/// The text under a node, cut where it is too long for a label anyway.
fn text(tree: &Tree, at: NodeId) -> String {
    let mut said = String::new();
    for node in &tree.nodes()[at.0 as usize..tree.node(at).end.0 as usize] {
        if let crate::tree::NodeKind::Text { text, .. } = &node.kind {
            said.push_str(text);
            if said.len() > LABEL {
                break;
            }
        }
    }
    said.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(html: &str) -> bool {
        asks_agreement(&Tree::from_html(html))
    }

    #[test]
    fn buttons_and_boxes_ask() {
        for html in [
            "<button>I agree</button>",
            "<button type=submit> Agree and continue </button>",
            "<input type=submit value='I accept'>",
            "<a role=button>I Agree to the Terms</a>",
            "<label><input type=checkbox> I have read and accept the <a href=/aup>Acceptable Use Policy</a></label>",
            "<button>Ich stimme zu</button>",
            "<button>J’accepte</button>",
            "<label><input type=checkbox>Acepto los términos</label>",
        ] {
            assert!(asks(html), "{html}");
        }
    }

    #[test]
    fn texts_and_other_buttons_do_not() {
        for html in [
            "<p>By using the service you agree to this policy.</p>",
            "<button>Accept all cookies</button>",
            "<button>I accept cookies</button>",
            "<button>Sign in</button>",
            "<label>I agree to pay</label>",
            "<button>I disagree</button>",
            "<button></button>",
        ] {
            assert!(!asks(html), "{html}");
        }
    }
}
