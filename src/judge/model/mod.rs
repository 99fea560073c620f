//! Linear models over hashed features: what a clause is, where no pattern says it.
//!
//! Owns the features, the weights' format and scoring. Training lives in the workspace's `train/`, which calls
//! [`features()`] so that both see a clause alike; the weights stand in `rules/model/`.
//! Cost: one pass over the text, some 8 lookups a letter.

mod concepts;
mod features;
mod tokens;
mod weights;

pub use features::KEY_BITS;
pub use weights::{Malformed, Weights};

use super::Clause;
use features::{GROUPS, Part, emit};
use tokens::Words;

pub(super) use tokens::{hash, sentences};

/// A clause's features: each key once, with its value, in no order that means anything. Values of one kind share one norm.
pub fn features(clause: Clause<'_>) -> Vec<(u32, f32)> {
    let mut counts = [0u32; GROUPS];
    let mut found = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    each(clause, |key| {
        counts[key.group] += 1;
        if seen.insert(key.key) {
            found.push(key);
        }
    });
    found.into_iter().map(|key| (key.key, 1.0 / (counts[key.group] as f32).sqrt())).collect()
}

fn each(clause: Clause<'_>, mut sink: impl FnMut(features::Key)) {
    for (part, text) in [(Part::Text, clause.text), (Part::LeadIn, clause.lead_in), (Part::Heading, clause.heading)] {
        if !text.is_empty() {
            emit(&Words::of(text), part, &mut sink);
        }
    }
}

/// What is shown, in the order of the keys, each once. Part of what models are trained on.
pub(super) fn once(show: impl Fn(&mut dyn FnMut(u32, f32))) -> Vec<(u32, f32)> {
    let mut shown = Vec::new();
    show(&mut |key, value| shown.push((key, value)));
    shown.sort_unstable_by_key(|(key, _)| *key);
    shown.dedup_by_key(|(key, _)| *key);
    shown
}

impl Weights {
    /// Adds what keys with their values weigh in each class to its score, to which the bias belongs, too. `show` shows them;
    /// they count as [`once()`] gives them.
    pub(super) fn weigh(&self, show: impl Fn(&mut dyn FnMut(u32, f32)), scores: &mut [f32]) {
        let mut known = Vec::with_capacity(64);
        // Most keys have no weight: what is left is sorted in half the time.
        show(&mut |key, value| known.extend(self.row(key).map(|row| (row, value))));
        known.sort_unstable_by_key(|(row, _)| *row);
        known.dedup();
        // Two things that share a key: which of them counts depends on all that is shown.
        if known.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            known = once(show).into_iter().filter_map(|(key, value)| Some((self.row(key)?, value))).collect();
        }
        for (row, value) in known {
            for &(class, weight) in self.entries(row) {
                let class = usize::from(class);
                scores[class] += value * f32::from(weight) * self.scale()[class];
            }
        }
    }

    /// Each class's score for a clause: above zero it holds, and the further the surer.
    pub fn scores(&self, clause: Clause<'_>) -> Vec<f32> {
        let classes = self.classes();
        let mut counts = [0u32; GROUPS];
        let mut sums = vec![0i32; GROUPS * classes];
        let mut seen = vec![0u64; self.keys().div_ceil(64)];
        each(clause, |key| {
            counts[key.group] += 1;
            let Some(row) = self.row(key.key) else { return };
            let (word, bit) = (row / 64, 1 << (row % 64));
            if seen[word] & bit == 0 {
                seen[word] |= bit;
                for &(class, weight) in self.entries(row) {
                    sums[key.group * classes + usize::from(class)] += i32::from(weight);
                }
            }
        });
        let mut scores = vec![0.0; classes];
        for (group, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let norm = 1.0 / (count as f32).sqrt();
            for (score, &sum) in scores.iter_mut().zip(&sums[group * classes..]) {
                *score += sum as f32 * norm;
            }
        }
        for ((score, scale), bias) in scores.iter_mut().zip(self.scale()).zip(self.bias()) {
            *score = *score * scale + bias;
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause(text: &str) -> Clause<'_> {
        Clause { text, heading: "", lead_in: "" }
    }

    /// Weights that hold each of a clause's features, in one class.
    fn knowing(known: Clause<'_>) -> Weights {
        let mut keys: Vec<u32> = features(known).into_iter().map(|(key, _)| key).collect();
        keys.sort_unstable();
        let entries: Vec<(u32, u8, i8)> = keys.into_iter().map(|key| (key, 0, 1)).collect();
        Weights::read(&Weights::write(&[(-1.0, 1.0)], &entries)).unwrap()
    }

    #[test]
    fn a_score_is_the_sum_over_the_features_that_training_sees() {
        let text = "We may close your account at any time, and your account is closed at any time.";
        let weights = knowing(clause(text));
        let sum: f32 = features(clause(text)).iter().map(|(_, value)| value).sum();
        assert!((weights.scores(clause(text))[0] - (sum - 1.0)).abs() < 1e-3);
        assert_eq!(weights.scores(clause(""))[0], -1.0);
    }

    #[test]
    fn the_same_words_weigh_otherwise_above_the_text() {
        let weights = knowing(clause("resell the service"));
        let above = Clause { text: "Items", heading: "resell the service", lead_in: "resell the service" };
        assert!(weights.scores(clause("resell the service"))[0] > 4.0 * weights.scores(above)[0].abs());
    }

    #[test]
    fn a_key_that_is_shown_twice_counts_as_training_counted_it() {
        let weights = Weights::read(&Weights::write(&[(0.0, 1.0)], &[(3, 0, 10), (7, 0, 1)])).unwrap();
        let all = [(7, 0.5), (3, 0.25), (9, 1.0), (3, 0.25), (7, 2.0)];
        let show = |show: &mut dyn FnMut(u32, f32)| all.iter().for_each(|&(key, value)| show(key, value));
        let mut scores = [0.0];
        weights.weigh(show, &mut scores);
        let weigh = |(key, value)| match key {
            3 => 10.0 * value,
            7 => value,
            _ => 0.0,
        };
        assert_eq!(scores, [once(show).into_iter().map(weigh).sum::<f32>()]);
    }
}
