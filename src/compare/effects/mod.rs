//! What a change does to someone bound by the policy, named and in plain words.
//!
//! Owns effects. Each comes from something that stands in the two texts: a number that became another, a "may" that
//! became a "must", words on notice or arbitration that came or went. Where nothing of the kind is seen there is no
//! effect; none is guessed. Words are known in English, the commonest also in other languages.

mod above;
mod acts;
mod amounts;
mod binds;
mod bounds;
mod clause;
mod definitions;
mod exact;
mod force;
mod foreign;
mod law;
mod limits;
mod members;
mod provisos;
mod quantity;
mod quotes;
mod reach;
mod reversed;
mod rewording;
mod rule;
mod sanctions;
mod sentences;
mod shifts;
mod topics;
mod turned;
mod vocabulary;
mod whole;

use super::{Direction, Effect};
use crate::judge::{Category, Severity};
pub(super) use above::{forbids, governs, rules_out, takes_down};
pub(super) use acts::enforcing;
use acts::permits;
pub(super) use force::acting;
use force::actor;
pub(super) use force::{Actor, Force, negates, ruling, speaks_of};
pub(super) use law::{elsewhere, law};
pub(super) use quotes::quote;
pub(super) use quotes::shorten;
use quotes::{passage, rule_quote};
pub(super) use reversed::reversed;
pub(super) use rewording::of_rewording;
pub(super) use rule::Rule;
pub(super) use sanctions::{fresh_words, sanctions};
pub(super) use sentences::split_sentences;
pub(super) use topics::{TOPICS, Topic, mentions};
pub(super) use whole::{Whole, of_whole};

/// An effect with what the summary needs to know of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The effect.
    pub(super) effect: Effect,
    /// In a few words, for the headline. Empty for what the headline counts instead (bans, duties).
    pub(super) short: String,
    /// The same where it is known what it is about, which stands in the braces.
    pub(super) about: Option<&'static str>,
    /// For or against the reader.
    pub(super) direction: Direction,
    /// How much.
    pub(super) severity: Severity,
    /// What it is about, where judging saw it there.
    pub(super) topic: Option<Category>,
    /// The others of its kind that the same list tells, each with what it is about and its words.
    pub(super) others: Vec<(Option<Category>, String)>,
    /// Whether the other version speaks of that too.
    pub(super) further: bool,
    /// Whether that version says nothing of it all the same, in whatever words.
    pub(super) fresh: bool,
    /// Whether it is the member of a list that its lead-in rules.
    pub(super) listed: bool,
    /// The title of the paragraph over that list.
    pub(super) under: Option<String>,
    /// Whether a limit makes it that came to a rule or left it which is the same otherwise.
    pub(super) limited: bool,
    /// The clauses of both versions that it holds against each other, where they stand in different places. Provisions by index.
    pub(super) beside: Option<(usize, usize)>,
    /// The words that it comes from.
    pub(super) basis: Basis,
    /// The clause or the list that it is told of: what one lead-in bans is one ban. Provisions by index.
    pub(super) rule: Option<usize>,
    /// The matter of which words came or went, by its place in the list of topics, and whether they came.
    pub(super) matter: Option<(usize, bool)>,
}

/// The words that an effect comes from.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Basis {
    /// The words.
    pub(super) text: String,
    /// Whether they came or went.
    pub(super) came: bool,
    /// Whether they are a whole sentence or clause.
    pub(super) whole: bool,
}

impl Found {
    pub(super) fn new(
        id: &'static str,
        direction: Direction,
        severity: Severity,
        short: impl Into<String>,
        says: impl Into<String>,
    ) -> Self {
        let effect = Effect { id, says: says.into(), quote: None, more: 0 };
        Self {
            effect,
            short: short.into(),
            about: None,
            direction,
            severity,
            topic: None,
            others: Vec::new(),
            further: false,
            fresh: false,
            listed: false,
            limited: false,
            under: None,
            beside: None,
            basis: Basis::default(),
            rule: None,
            matter: None,
        }
    }

    /// Rests it on the sentence that shows it: of what was added or widened, the new one.
    fn based_on(&mut self, before: &str, after: &str) {
        let id = self.effect.id;
        let came = ["_added", "_widened", "_introduced", "_needed", "_given"].iter().any(|end| id.ends_with(end));
        let text = if came { after } else { before }.to_owned();
        self.basis = Basis { text, came, whole: false };
    }

    /// Tells a new member of a list of bans as one that names more than what was banned.
    pub(super) fn named_among_bans(&mut self) {
        let named = quote(&self.basis.text);
        self.effect = Effect {
            id: "prohibition_widened",
            says: "A list of bans now also names".to_owned(),
            ..self.effect.clone()
        };
        self.short = format!("a ban now also names “{named}”");
    }

    pub(super) fn quoting(mut self, quote: String) -> Self {
        self.effect.quote = Some(quote).filter(|q| !q.is_empty());
        self
    }
}

#[cfg(test)]
mod tests;
