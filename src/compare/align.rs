//! Two sequences of integers side by side: which elements stand in both, in order.
//!
//! Used for provisions and for words alike. Cost: elements that stand once on each side become anchors by a weighted
//! longest increasing subsequence, O(k log k); what lies between is cut the same way again, and only small rests meet
//! an exact table, under a budget of cells that the caller gives. What it gives up: in a rest that is large and has no
//! element of its own on both sides, nothing is matched. There the text was rewritten, and a match would be chance.
//! Rests in between, of elements that all repeat, are left to Myers' algorithm (`similar`), which weighs nothing.
//! Source: Cohen's patience diff, with weights.

use rustc_hash::FxHashMap;

/// Rests up to this many cells are aligned exactly.
const TABLE: usize = 1 << 14;
/// Rests of repeating elements up to this many cells are aligned by Myers' algorithm, whose work the cells bound.
const MYERS: usize = 1 << 18;
/// How often a rest is cut again. Each round is linear in what is left.
const ROUNDS: u8 = 12;

/// Work left for exact tables, in cells. One budget serves a whole comparison, which bounds it whatever the input.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Default for Budget {
    /// Two million cells: a few milliseconds.
    fn default() -> Self {
        Self(2 << 20)
    }
}

impl Budget {
    fn take(&mut self, cells: usize, most: usize) -> bool {
        let enough = cells <= most && cells <= self.0;
        if enough {
            self.0 -= cells;
        }
        enough
    }
}

struct Rest {
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
    round: u8,
}

/// Pairs of indices with equal elements, ascending on both sides, of large total weight. `weight` is asked for
/// elements of `old`.
pub(super) fn align(
    old: &[u32],
    new: &[u32],
    weight: impl Fn(usize) -> u32,
    budget: &mut Budget,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut rests = vec![Rest { old: 0..old.len(), new: 0..new.len(), round: 0 }];
    while let Some(Rest { old: mut o, new: mut n, round }) = rests.pop() {
        while !o.is_empty() && !n.is_empty() && old[o.start] == new[n.start] {
            pairs.push((o.start, n.start));
            o.start += 1;
            n.start += 1;
        }
        while !o.is_empty() && !n.is_empty() && old[o.end - 1] == new[n.end - 1] {
            o.end -= 1;
            n.end -= 1;
            pairs.push((o.end, n.end));
        }
        if o.is_empty() || n.is_empty() {
            continue;
        }
        if budget.take(o.len() * n.len(), TABLE) {
            table(old, new, &o, &n, &weight, &mut pairs);
            continue;
        }
        if round == ROUNDS {
            continue;
        }
        let anchors = increasing(unique_pairs(old, new, &o, &n), &weight);
        if anchors.is_empty() {
            if budget.take((o.len() + n.len()).pow(2), MYERS) {
                repeating(old, new, o, n, &mut pairs);
            }
            continue;
        }
        let (mut from_old, mut from_new) = (o.start, n.start);
        for &(i, j) in anchors.iter().chain([&(o.end, n.end)]) {
            rests.push(Rest { old: from_old..i, new: from_new..j, round: round + 1 });
            (from_old, from_new) = (i + 1, j + 1);
        }
        pairs.extend(anchors);
    }
    pairs.sort_unstable();
    pairs
}

/// Adds the pairs that Myers' algorithm finds.
///
/// `similar`'s own collector would do, but it chooses among five algorithms when it runs, and all five would be shipped.
fn repeating(
    old: &[u32],
    new: &[u32],
    o: std::ops::Range<usize>,
    n: std::ops::Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let Ok(()) = similar::algorithms::myers::diff_deadline_raw(&mut Equal(pairs), old, o, new, n, None);
}

/// Hears of the stretches that are equal.
struct Equal<'a>(&'a mut Vec<(usize, usize)>);

impl similar::algorithms::DiffHook for Equal<'_> {
    type Error = std::convert::Infallible;

    fn equal(&mut self, old: usize, new: usize, len: usize) -> Result<(), Self::Error> {
        self.0.extend((0..len).map(|k| (old + k, new + k)));
        Ok(())
    }
}

/// Elements that stand exactly once on each side, in the old order.
fn unique_pairs(
    old: &[u32],
    new: &[u32],
    o: &std::ops::Range<usize>,
    n: &std::ops::Range<usize>,
) -> Vec<(usize, usize)> {
    const TWICE: usize = usize::MAX;
    let mut seen: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for i in o.clone() {
        seen.entry(old[i]).and_modify(|e| e.0 = TWICE).or_insert((i, TWICE - 1));
    }
    for j in n.clone() {
        if let Some(entry) = seen.get_mut(&new[j]) {
            entry.1 = if entry.1 == TWICE - 1 { j } else { TWICE };
        }
    }
    let mut pairs: Vec<_> = seen.into_values().filter(|&(i, j)| i < TWICE - 1 && j < TWICE - 1).collect();
    pairs.sort_unstable();
    pairs
}

/// The heaviest subsequence that ascends on the new side too, of pairs that ascend on the old one.
fn increasing(pairs: Vec<(usize, usize)>, weight: &impl Fn(usize) -> u32) -> Vec<(usize, usize)> {
    let mut ranks: Vec<usize> = pairs.iter().map(|p| p.1).collect();
    ranks.sort_unstable();
    // A Fenwick tree of maxima: best chain that ends at a new index of at most this rank.
    let mut best: Vec<(u64, usize)> = vec![(0, usize::MAX); pairs.len() + 1];
    let mut before = vec![usize::MAX; pairs.len()];
    let mut top = (0, usize::MAX);
    for (k, &(i, j)) in pairs.iter().enumerate() {
        let rank = ranks.partition_point(|&r| r < j);
        let mut chain = (0, usize::MAX);
        let mut at = rank;
        while at > 0 {
            if best[at].0 > chain.0 {
                chain = best[at];
            }
            at &= at - 1;
        }
        before[k] = chain.1;
        let here = (chain.0 + u64::from(weight(i).max(1)), k);
        if here.0 > top.0 {
            top = here;
        }
        let mut at = rank + 1;
        while at < best.len() {
            if here.0 > best[at].0 {
                best[at] = here;
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut chosen = Vec::new();
    let mut at = top.1;
    while at != usize::MAX {
        chosen.push(pairs[at]);
        at = before[at];
    }
    chosen.reverse();
    chosen
}

/// The heaviest common subsequence, exactly. A match right behind another counts a little more, so that of two ways
/// the one with fewer gaps wins.
fn table(
    old: &[u32],
    new: &[u32],
    o: &std::ops::Range<usize>,
    n: &std::ops::Range<usize>,
    weight: &impl Fn(usize) -> u32,
    pairs: &mut Vec<(usize, usize)>,
) {
    let width = n.len() + 1;
    let mut score = vec![0u32; (o.len() + 1) * width];
    let matched = |i: usize, j: usize| old[o.start + i] == new[n.start + j];
    for i in (0..o.len()).rev() {
        for j in (0..n.len()).rev() {
            let skip = score[(i + 1) * width + j].max(score[i * width + j + 1]);
            score[i * width + j] = if matched(i, j) {
                let follows = i + 1 < o.len() && j + 1 < n.len() && matched(i + 1, j + 1);
                let gain = 2 * weight(o.start + i).max(1) + u32::from(follows);
                skip.max(score[(i + 1) * width + j + 1].saturating_add(gain))
            } else {
                skip
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < o.len() && j < n.len() {
        let here = score[i * width + j];
        if matched(i, j) && here > score[(i + 1) * width + j] && here > score[i * width + j + 1] {
            pairs.push((o.start + i, n.start + j));
            i += 1;
            j += 1;
        } else if score[(i + 1) * width + j] >= score[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[u32], new: &[u32], want: &[(usize, usize)]) {
        assert_eq!(align(old, new, |_| 1, &mut Budget::default()), want);
        // Without exact tables the anchors have to do.
        let rough = align(old, new, |_| 1, &mut Budget(0));
        assert!(rough.iter().all(|&(i, j)| old[i] == new[j]));
        assert!(rough.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
    }

    #[test]
    fn finds_what_stands_in_both() {
        check(&[1, 2, 3], &[1, 2, 3], &[(0, 0), (1, 1), (2, 2)]);
        check(&[1, 2, 3, 4], &[1, 9, 3, 4], &[(0, 0), (2, 2), (3, 3)]);
        check(&[1, 2, 3, 4, 5], &[2, 3, 4, 1, 5], &[(1, 0), (2, 1), (3, 2), (4, 4)]);
        check(&[], &[1], &[]);
        check(&[7, 7, 7], &[7, 7], &[(0, 0), (1, 1)]);
    }

    #[test]
    fn the_heavier_of_two_stays() {
        let pairs = align(&[1, 2], &[2, 1], |i| [1, 50][i], &mut Budget::default());
        assert_eq!(pairs, [(1, 0)]);
    }

    #[test]
    fn a_large_rewrite_costs_no_table() {
        let old: Vec<u32> = (0..50_000).map(|i| i % 97).collect();
        let new: Vec<u32> = (0..50_000).map(|i| 1_000 + i % 89).collect();
        assert!(align(&old, &new, |_| 1, &mut Budget::default()).is_empty());
    }
}
