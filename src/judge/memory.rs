//! Judgements of clauses that were judged before: a page that is read again is judged where it is new alone.
//!
//! Owns how much is remembered. A judgement depends on nothing but its clause, so what is remembered never is out of date.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{Clause, Judgement, covers, judge_knowing};
use crate::read::Policy;

/// Bytes of clauses remembered: the text of some ten long policies, with a judgement of about as many bytes for each clause.
const MOST: usize = 2_000_000;

/// What judging remembers.
#[derive(Debug)]
pub struct Memory {
    /// By the clause's hash. Of two clauses with one hash the first is remembered; the other is judged each time.
    known: FxHashMap<u64, (Known, Judgement)>,
    bytes: usize,
    room: usize,
}

impl Default for Memory {
    fn default() -> Self {
        Self::of(MOST)
    }
}

/// A clause of one's own.
#[derive(Debug)]
struct Known {
    text: Box<str>,
    heading: Box<str>,
    lead_in: Box<str>,
}

impl Known {
    fn clause(&self) -> Clause<'_> {
        Clause { text: &self.text, heading: &self.heading, lead_in: &self.lead_in }
    }
}

impl Memory {
    fn of(room: usize) -> Self {
        Self { known: FxHashMap::default(), bytes: 0, room }
    }

    /// Judges every provision of a policy as [`judge`](super::judge()) does, and remembers it.
    pub fn judge(&mut self, policy: &Policy) -> Vec<Judgement> {
        let judgements = judge_knowing(policy, |clause| self.recall(clause).cloned());
        if covers(&policy.language) {
            self.remember(policy, &judgements);
        }
        judgements
    }

    fn recall(&self, clause: Clause<'_>) -> Option<&Judgement> {
        let (known, judgement) = self.known.get(&hash(clause))?;
        (known.clause() == clause).then_some(judgement)
    }

    /// A policy that does not fit beside what is remembered takes its place, as far as it fits by itself.
    fn remember(&mut self, policy: &Policy, judgements: &[Judgement]) {
        let bytes: usize = policy.provisions.iter().map(Clause::of).map(size).sum();
        if self.bytes + bytes > self.room {
            *self = Self::of(self.room);
        }
        for (clause, judgement) in policy.provisions.iter().map(Clause::of).zip(judgements) {
            if self.bytes + size(clause) > self.room {
                return;
            }
            self.known.entry(hash(clause)).or_insert_with(|| {
                self.bytes += size(clause);
                let Clause { text, heading, lead_in } = clause;
                (Known { text: text.into(), heading: heading.into(), lead_in: lead_in.into() }, judgement.clone())
            });
        }
    }
}

fn hash(clause: Clause<'_>) -> u64 {
    FxBuildHasher.hash_one(clause)
}

fn size(Clause { text, heading, lead_in }: Clause<'_>) -> usize {
    text.len() + heading.len() + lead_in.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::judge;
    use crate::judge::tests::policy;

    #[test]
    fn what_is_remembered_is_judged_alike() {
        let list = "<ul><li>spam</li><li>malware</li></ul>";
        let banned = policy(&format!("<p>You may not send:</p>{list}<p>We may suspend you without notice.</p>"));
        // The same items under another lead-in mean something else.
        let reported = policy(&format!("<p>You may report:</p>{list}<p>We may suspend you without notice.</p>"));
        let mut memory = Memory::default();
        for policy in [&banned, &reported, &banned] {
            assert_eq!(memory.judge(policy), judge(policy));
        }
        assert!(banned.provisions.iter().map(Clause::of).all(|clause| memory.recall(clause).is_some()));
    }

    #[test]
    fn what_is_remembered_has_bounds() {
        const ROOM: usize = 2_000;
        let of = |what: &str, clauses: usize| {
            let clause = |i: usize| format!("<p>You may not send {what} to customer {i} through our network.</p>");
            policy(&(0..clauses).map(clause).collect::<String>())
        };
        let mut memory = Memory::of(ROOM);
        for policy in [of("spam", 10), of("malware", 10), of("threats", 10), of("viruses", 100)] {
            memory.judge(&policy);
            assert!(memory.bytes <= ROOM, "{} bytes", memory.bytes);
            assert!(memory.recall(Clause::of(&policy.provisions[2])).is_some(), "the policy judged last is remembered");
        }
    }
}
