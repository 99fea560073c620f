//! Which sentences of two versions say the same, each in words of its own: those that name the most of each other's matter.

use rustc_hash::FxHashMap;

/// Of fewer words in common a part is chance.
const FEWEST: usize = 3;
const CHANCE: f32 = 0.1;
/// So much of what both name, by weight, two sentences share that say the same.
const ALIKE: f32 = 0.45;
/// What shares less than that with any has no kin.
const LONE: f32 = 0.22;

/// Sentences of two sides that are each other's next of kin.
pub(super) struct Kin {
    /// How alike they are, and which of either side.
    pub(super) pairs: Vec<(f32, usize, usize)>,
    /// Of each side those that have none.
    pub(super) lone: [Vec<usize>; 2],
}

/// Which sentences are each other's next of kin, by the stems that name their matter, each
/// weighing the more the fewer have it. Cost: the product of their numbers, which the caller bounds.
pub(super) fn next_of_kin(was: &[&[u64]], is: &[&[u64]]) -> Kin {
    let mut holders: FxHashMap<u64, (usize, Vec<usize>)> = FxHashMap::default();
    for sentence in was {
        sentence.iter().for_each(|stem| holders.entry(*stem).or_default().0 += 1);
    }
    for (at, sentence) in is.iter().enumerate() {
        sentence.iter().for_each(|stem| holders.entry(*stem).or_default().1.push(at));
    }
    let all = (was.len() + is.len()) as f32;
    let weight = |stem: &u64| {
        let held = &holders[stem];
        (1.0 + all / (held.0 + held.1.len()) as f32).ln()
    };
    let sum = |sentence: &[u64]| sentence.iter().map(weight).sum::<f32>();
    let sums: Vec<f32> = is.iter().map(|sentence| sum(sentence)).collect();
    let mut kin: Vec<(f32, usize)> = vec![(0.0, usize::MAX); is.len()];
    let mut best: Vec<(f32, usize)> = Vec::with_capacity(was.len());
    let mut common: Vec<(f32, usize)> = vec![(0.0, 0); is.len()];
    for (o, sentence) in was.iter().enumerate() {
        common.fill((0.0, 0));
        for stem in *sentence {
            let weight = weight(stem);
            for &n in &holders[stem].1 {
                common[n].0 += weight;
                common[n].1 += 1;
            }
        }
        let own = sum(sentence);
        let mut own_best = (0.0, usize::MAX);
        for (n, &(held, count)) in common.iter().enumerate().filter(|(_, c)| c.1 >= 2) {
            let score = 2.0 * held / (own + sums[n]);
            let score = if count < FEWEST { score - CHANCE } else { score };
            if score > own_best.0 {
                own_best = (score, n);
            }
            if score > kin[n].0 {
                kin[n] = (score, o);
            }
        }
        best.push(own_best);
    }
    let mutual = |(o, &(score, n)): (usize, &(f32, usize))| (score >= ALIKE && kin[n].1 == o).then_some((score, o, n));
    let pairs = best.iter().enumerate().filter_map(mutual).collect();
    let lone = |all: &[(f32, usize)]| (0..all.len()).filter(|&at| all[at].0 < LONE).collect();
    Kin { pairs, lone: [lone(&best), lone(&kin)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::standing::named;

    #[test]
    fn sentences_find_their_kin_by_the_words_that_few_have() {
        let read = |all: &[&str]| all.iter().map(|text| named(text)).collect::<Vec<_>>();
        let was = read(&[
            "Recordings of the harbour are kept for sixty days.",
            "Keepers paint the lanterns in spring.",
            "Gulls that nest between ropes are counted by wardens.",
        ]);
        let is = read(&[
            "In spring the lanterns are painted by keepers of the harbour.",
            "We keep recordings of the harbour for thirty days.",
            "Ferries cross the strait at noon.",
        ]);
        let (was, is): (Vec<&[u64]>, Vec<&[u64]>) =
            (was.iter().map(|s| &**s).collect(), is.iter().map(|s| &**s).collect());
        let kin = next_of_kin(&was, &is);
        let pairs: Vec<(usize, usize)> = kin.pairs.iter().map(|(_, o, n)| (*o, *n)).collect();
        assert_eq!(pairs, [(0, 1), (1, 0)]);
        assert_eq!(kin.lone, [vec![2], vec![2]]);
    }
}
