//! Potentially unfair terms under EU consumer law, as UNFAIR-ToS classifies them.
//!
//! Owns which sentences are asked and how their answers join. The model was trained on single sentences; provisions are
//! often paragraphs, and an item of a list ("terminate your account") is half a sentence without its lead-in.

use std::sync::OnceLock;

use super::model::{Weights, sentences};
use super::{Clause, Unfair};

/// Trained by `cargo run -p train --release -- unfair`; data credited in NOTICE.
const WEIGHTS: &[u8] = include_bytes!("../../rules/model/unfair.bin");

fn weights() -> &'static Weights {
    static MODEL: OnceLock<Weights> = OnceLock::new();
    MODEL.get_or_init(|| Weights::read(WEIGHTS).expect("the shipped weights are read by a test"))
}

type Holds = [bool; Unfair::ALL.len()];

/// The classes that hold for a clause, in the contract's order.
pub(super) fn classes(clause: Clause<'_>) -> Vec<Unfair> {
    let mut holds = Holds::default();
    for sentence in sentences(clause.text) {
        mark(sentence, &mut holds);
    }
    if !clause.lead_in.is_empty() {
        // What the sentence that governs a list says by itself is its own finding, and no item's.
        let (mut whole, mut own) = (Holds::default(), Holds::default());
        mark(&format!("{} {}", clause.lead_in, clause.text), &mut whole);
        mark(clause.lead_in, &mut own);
        for ((holds, whole), own) in holds.iter_mut().zip(whole).zip(own) {
            *holds |= whole && !own;
        }
    }
    Unfair::ALL.iter().zip(holds).filter(|(_, holds)| *holds).map(|(class, _)| *class).collect()
}

fn mark(sentence: &str, holds: &mut Holds) {
    let scores = weights().scores(Clause { text: sentence, heading: "", lead_in: "" });
    for (holds, score) in holds.iter_mut().zip(scores) {
        *holds |= score > 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, lead_in: &str) -> Vec<Unfair> {
        classes(Clause { text, heading: "", lead_in })
    }

    #[test]
    fn the_shipped_weights_are_whole() {
        assert_eq!(weights().classes(), Unfair::ALL.len());
    }

    #[test]
    fn each_class_is_seen_in_plain_wordings() {
        for (text, class) in [
            ("We are not liable for any loss of profits, data or goodwill.", Unfair::LimitationOfLiability),
            ("We may suspend or terminate your account at any time and without notice.", Unfair::UnilateralTermination),
            ("We reserve the right to modify these terms at any time.", Unfair::UnilateralChange),
            ("We may remove any content that you post, at our sole discretion.", Unfair::ContentRemoval),
            ("By using the service you agree to be bound by these terms.", Unfair::ContractByUsing),
            ("These terms are governed by the laws of the State of New York.", Unfair::ChoiceOfLaw),
            ("You submit to the exclusive jurisdiction of the courts of London.", Unfair::Jurisdiction),
            ("Any dispute shall be resolved by final and binding arbitration.", Unfair::Arbitration),
        ] {
            assert_eq!(found(text, ""), [class], "{text}");
            assert_eq!(found(&text.to_lowercase().replace(',', " ,").replace('.', " ."), ""), [class], "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_none() {
        for text in [
            "",
            "Click the button below to open a ticket.",
            "You may cancel your subscription at any time in the settings.",
            "Our support team answers within two working days.",
            "You must not upload malware.",
        ] {
            assert_eq!(found(text, ""), [], "{text}");
        }
    }

    #[test]
    fn a_paragraph_has_what_its_sentences_have() {
        let text = "Our offices are in Leeds. We may suspend or terminate your account at any time and without notice. \
                    You find the form in the settings. Any dispute shall be resolved by final and binding arbitration.";
        assert_eq!(found(text, ""), [Unfair::UnilateralTermination, Unfair::Arbitration]);
    }
}
