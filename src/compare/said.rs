//! Whether a version says a word at all, asked again and again of the same words: each is looked for once.

use super::scan::holds;
use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use crate::read::Policy;

/// A version by its words.
pub(super) struct Said<'a> {
    policy: &'a Policy,
    /// Its whole text in lower case, made when first asked for.
    text: OnceCell<String>,
    known: RefCell<FxHashMap<String, bool>>,
}

impl<'a> Said<'a> {
    pub(super) fn by(policy: &'a Policy) -> Self {
        Self { policy, text: OnceCell::new(), known: RefCell::default() }
    }

    /// Whether a lower-case word or phrase stands in it.
    pub(super) fn holds(&self, word: &str) -> bool {
        if let Some(&known) = self.known.borrow().get(word) {
            return known;
        }
        let lower = || self.policy.provisions.iter().map(|p| p.text.to_lowercase()).collect::<Vec<_>>().join("\n");
        let holds = holds(self.text.get_or_init(lower), word);
        self.known.borrow_mut().insert(word.to_owned(), holds);
        holds
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
    }
}
