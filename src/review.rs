//! One visit, whole: read, judge, compare.

use crate::compare::{Comparison, Side, compare};
use crate::judge::{Judgement, Memory, judge_beside, judge_both};
use crate::read::{Page, Policy, Reading, read};
use crate::tree::Tree;

/// Everything one visit says.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// What the page is and the policy on it.
    pub reading: Reading,
    /// One judgement for each provision; empty where there is no policy.
    pub judgements: Vec<Judgement>,
    /// What changed since `previous`; `None` on a first visit or where there is nothing to compare.
    pub comparison: Option<Comparison>,
}

/// Judges two versions of a policy and compares them.
pub fn compared(old: &Policy, new: &Policy) -> Comparison {
    let (before, after) = judge_both(old, new);
    compare(Side { policy: old, judgements: &before }, Side { policy: new, judgements: &after })
}

/// Reviews a page against the version read before, where there is one. What `memory` holds of earlier reviews saves time and
/// changes nothing.
pub fn review(tree: &Tree, page: &Page, previous: Option<&Policy>, memory: &mut Memory) -> Review {
    let reading = read(tree, page, previous);
    let Ok(policy) = &reading.policy else {
        return Review { reading, judgements: Vec::new(), comparison: None };
    };
    let judgements = memory.judge(policy);
    let comparison = previous.map(|old| {
        let old_judgements = judge_beside(old, policy, &judgements);
        compare(Side { policy: old, judgements: &old_judgements }, Side { policy, judgements: &judgements })
    });
    Review { reading, judgements, comparison }
}
