//! What a version says anywhere, asked again and again: whether a word stands in it, how often it speaks of a matter. Each is
//! looked for once, in the whole text made lower once.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::effects::{TOPICS, mentions};
use super::scan::{holds, lowercase};
use crate::read::Policy;

/// A version by its words.
pub(super) struct Said<'a> {
    policy: &'a Policy,
    /// Its clauses in lower case, a line break between them and a space before them all.
    text: OnceCell<String>,
    known: RefCell<FxHashMap<String, bool>>,
    matters: OnceCell<[usize; TOPICS.len()]>,
}

impl<'a> Said<'a> {
    pub(super) fn by(policy: &'a Policy) -> Self {
        Self { policy, text: OnceCell::new(), known: RefCell::default(), matters: OnceCell::new() }
    }

    /// All that it says, in lower case.
    pub(super) fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let mut text = String::with_capacity(self.policy.provisions.iter().map(|p| p.text.len() + 1).sum());
            text.push(' ');
            for (at, provision) in self.policy.provisions.iter().enumerate() {
                text.push_str(if at > 0 { "\n" } else { "" });
                text.push_str(&lowercase(&provision.text));
            }
            text
        })
    }

    /// Whether a lower-case word or phrase stands in it.
    pub(super) fn holds(&self, word: &str) -> bool {
        if let Some(&known) = self.known.borrow().get(word) {
            return known;
        }
        let holds = holds(self.text(), word);
        self.known.borrow_mut().insert(word.to_owned(), holds);
        holds
    }

    /// How often its clauses speak of each matter.
    pub(super) fn matters(&self) -> &[usize; TOPICS.len()] {
        self.matters.get_or_init(|| {
            let mut all = [0; TOPICS.len()];
            for provision in &self.policy.provisions {
                for (sum, n) in all.iter_mut().zip(mentions(&provision.text.to_ascii_lowercase())) {
                    *sum += n;
                }
            }
            all
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::policy;

    #[test]
    fn a_word_is_said_or_not_however_often_it_is_asked_for() {
        let policy = policy("# Rules\n\nGulls sleep here.\n\nSeals do not.\n");
        let said = Said::by(&policy);
        for _ in 0..2 {
            assert!(said.holds("seals do") && !said.holds("here.seals") && !said.holds("dogs"));
        }
        assert_eq!(said.text(), " gulls sleep here.\nseals do not.");
    }
}
