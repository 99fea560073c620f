//! What a clause shows: what the rules see in it and its words, each a key with a value, for a model to weigh.
//!
//! Owns the keys and their values. Training and the browser call this same code: what it emits is the weights' format, so a
//! change here, as one in the rules, needs a new training run. Patterns are not told apart, so that a rule added to a
//! category speaks with the weight that the category's other rules have earned.

use std::collections::BTreeMap;

use super::Category;
use super::engine::{Above, Mention, Seen, about as about_of};
use super::model::{KEY_BITS, once};
use super::words::Word;

/// A key, and how loud it is.
pub(super) type Shown = (u32, f32);

/// The kinds of keys.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    LeadIn,
    Heading,
    Found,
    FoundSeverity,
    FoundConfidence,
    Gravest,
    Findings,
    Length,
    Sentences,
    Governing,
    Restricts,
    IsItem,
    OpensList,
    FirstFrame,
    AnyFrame,
    Mentioned,
    MentionedFrame,
    MentionedFirst,
    MentionedShare,
    MentionedOften,
    MentionedAmong,
    Beside,
    LeadInAbout,
    HeadingAbout,
}

/// How loud what the rules see is beside a text's words, whose squares add up to one.
const RULE: f32 = 0.5;
const HINT: f32 = 0.3;
/// How loud the words of a sentence are, once more, for a category that it mentions: in a long clause they tell whether it
/// is what the clause is about.
const BESIDE: f32 = 0.7;
/// How loud what stands above is.
const ABOVE: f32 = 0.7;

/// What stands above a clause, which is the same for all clauses below it.
pub(super) fn above(above: &Above) -> Vec<Shown> {
    once(|show| show_above(above, show))
}

/// What a clause shows by itself.
pub(super) fn own(clause: &str, seen: &Seen) -> Vec<Shown> {
    once(|show| show_own(clause, seen, show))
}

/// Shows what [`above()`] collects; a key may come several times.
pub(super) fn show_above(above: &Above, show: &mut dyn FnMut(u32, f32)) {
    for (kind, read, about) in
        [(Kind::LeadIn, &above.lead_in, Kind::LeadInAbout), (Kind::Heading, &above.heading, Kind::HeadingAbout)]
    {
        show_spoken(kind, 0, &read.words.all, ABOVE, show);
        about_of(read).into_iter().for_each(|category| show(key(about, category as u32, 0), HINT));
    }
    show(key(Kind::Governing, above.governing as u32, 0), RULE);
    show(key(Kind::IsItem, above.is_list.into(), 0), HINT);
}

/// Shows what [`own()`] collects; a key may come several times.
pub(super) fn show_own(clause: &str, seen: &Seen, shown: &mut dyn FnMut(u32, f32)) {
    let mut show = |kind, what: u32, how: u32, value| shown(key(kind, what, how), value);
    for finding in &seen.findings {
        let category = finding.category as u32;
        show(Kind::Found, category, 0, RULE);
        show(Kind::FoundSeverity, category, finding.severity as u32, HINT);
        show(Kind::FoundConfidence, category, (finding.confidence * 10.0) as u32, HINT);
    }
    show(Kind::Gravest, seen.severity as u32, 0, RULE);
    show(Kind::Findings, seen.findings.len().min(5) as u32, 0, RULE);
    show(Kind::Length, seen.text.words.all.len().checked_ilog2().map_or(0, |bits| bits.min(7) + 1), 0, HINT);
    show(Kind::Sentences, seen.frames.len().min(4) as u32, 0, HINT);
    show(Kind::Restricts, seen.restricts.into(), 0, HINT);
    show(Kind::OpensList, clause.trim_end().ends_with(':').into(), 0, HINT);
    if let Some(first) = seen.frames.first() {
        show(Kind::FirstFrame, *first as u32, 0, HINT);
    }
    for frame in &seen.frames {
        show(Kind::AnyFrame, *frame as u32, 0, HINT);
    }
    let mut beside = Vec::new();
    for (category, mentions) in by_category(&seen.mentions) {
        let category = category as u32;
        show(Kind::Mentioned, category, 0, HINT);
        for mention in &mentions {
            show(Kind::MentionedFrame, category, seen.frames[mention.sentence] as u32, HINT);
        }
        let mut sentences: Vec<usize> = mentions.iter().map(|m| m.sentence).collect();
        sentences.dedup();
        beside.extend(sentences.iter().map(|sentence| (category, *sentence)));
        show(Kind::MentionedFirst, category, sentences[0].min(3) as u32, HINT);
        show(Kind::MentionedShare, category, (3 * sentences.len() / seen.frames.len()) as u32, HINT);
        if mentions.len() > 1 {
            show(Kind::MentionedOften, category, 0, HINT);
        }
        if mentions.len() < seen.mentions.len() {
            show(Kind::MentionedAmong, category, (4 * mentions.len() / seen.mentions.len()) as u32, HINT);
        }
    }
    for (category, sentence) in beside {
        let sentence = seen.text.words.sentences[sentence].words.clone();
        show_spoken(Kind::Beside, category, &seen.text.words.all[sentence], BESIDE, shown);
    }
    show_words(&seen.text.words.all, shown);
}

/// Shows words of a clause.
pub(super) fn show_words(words: &[Word], show: &mut dyn FnMut(u32, f32)) {
    show_spoken(Kind::Text, 0, words, 1.0, show);
}

fn by_category(mentions: &[Mention]) -> BTreeMap<Category, Vec<Mention>> {
    let mut by: BTreeMap<Category, Vec<Mention>> = BTreeMap::new();
    for mention in mentions {
        by.entry(mention.category).or_default().push(*mention);
    }
    by
}

/// Together a text's words are as loud in a long text as in a short one.
fn show_spoken(kind: Kind, of: u32, words: &[Word], loud: f32, show: &mut dyn FnMut(u32, f32)) {
    let mut keys: Vec<u32> = words.iter().map(|word| key(kind, word.hash, of)).collect();
    keys.sort_unstable();
    keys.dedup();
    let value = loud / (keys.len() as f32).sqrt();
    keys.into_iter().for_each(|key| show(key, value));
}

fn key(kind: Kind, what: u32, how: u32) -> u32 {
    let mut state = (kind as u32 + 1).wrapping_mul(0x9e37_79b1);
    for next in [what, how] {
        state = (state.rotate_left(5) ^ next).wrapping_mul(0x85eb_ca6b);
        state ^= state >> 15;
    }
    state.wrapping_mul(0xc2b2_ae35) >> (32 - KEY_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::engine::look;
    use crate::judge::model::hash;

    fn shown(text: &str) -> Vec<Shown> {
        own(text, &look(text, &Above::new("", "")))
    }

    #[test]
    fn a_key_comes_once() {
        let text = "You must not send spam. You must not send spam, and you must not send malware.";
        let shown = shown(text);
        assert!(shown.is_sorted_by(|a, b| a.0 < b.0), "{shown:?}");
    }

    #[test]
    fn a_long_text_has_no_louder_voice_than_a_short_one() {
        let loud = |text: &str| -> f32 {
            let seen = look(text, &Above::new("", ""));
            once(|show| show_words(&seen.text.words.all, show)).iter().map(|(_, value)| value * value).sum()
        };
        assert!((loud("No parrots") - 1.0).abs() < 1e-5);
        assert!(
            (loud("No parrots, no cats, no dogs and no fish may live in the flats of this house.") - 1.0).abs() < 1e-5
        );
    }

    #[test]
    fn words_beside_a_mention_are_shown_with_its_category() {
        let with = shown("You must not send spam to parrots.");
        let beside = key(Kind::Beside, hash(b"parrots"), Category::SpamMessaging as u32);
        assert!(with.iter().any(|(key, _)| *key == beside));
        assert!(!shown("You must not send parrots.").iter().any(|(key, _)| *key == beside));
    }
}
