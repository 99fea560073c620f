//! From labelled clauses to the weights of a model: which features stay, how much each weighs, where a class begins to hold.
//!
//! Owns the recipe. The steps: features of every clause; each class against the rest by a support vector machine; the
//! features that weigh or do most stay and are weighed anew; the threshold comes from folds of whole documents, so that no
//! clause is scored by a machine that has seen its document; at last a byte for a weight, of few different ones.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use clausewatch::judge::model::Weights;

use crate::svm::{Plane, Row, train};

/// A labelled clause.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    /// Its features: keys and values, each key once.
    pub(crate) features: Vec<(u32, f32)>,
    /// Clauses of one document stand or fall together when folds are made.
    pub(crate) document: String,
    /// For each class, whether it holds.
    pub(crate) holds: Vec<bool>,
    /// How many labelled clauses it weighs as much as.
    pub(crate) weight: f64,
    /// The classes in which the model that ships must answer it right.
    pub(crate) firm: Vec<usize>,
}

/// What can be chosen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recipe {
    /// The machine's C for a class: how dear a clause on the wrong side is.
    pub(crate) cost: fn(usize) -> f64,
    /// How many features a class keeps, round by round: what stays is weighed anew before the next go.
    pub(crate) keep: fn(usize) -> &'static [usize],
    /// By what features stay.
    pub(crate) stays: Stays,
    /// How many folds of documents the thresholds come from.
    pub(crate) folds: usize,
    /// In how many documents a feature must stand: an author's own turns of phrase tell nothing of others.
    pub(crate) documents: usize,
}

/// Which features a class keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stays {
    /// Those that weigh most, though few clauses have them.
    Heaviest,
    /// Those that move the scores of all clauses together most. Classes share more of these, so that as many weights take a
    /// tenth to a fifth less space.
    MovesMost,
}

/// How many steps there are between zero and a class's largest weight. Few take less space and lose nothing measurable.
const STEPS: f64 = 16.0;

/// A clause as the machine sees it.
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
    /// The key of each column.
    keys: Vec<u32>,
    /// What each column's values were multiplied by: the rarer, the more.
    rarity: Vec<f32>,
}

impl Table {
    /// The features of `examples`. Those that only one clause has teach nothing and go, as do those of too few documents.
    pub(crate) fn of(examples: &[Example], recipe: Recipe) -> Self {
        let mut carriers: HashMap<u32, u32> = HashMap::new();
        let mut documents: HashMap<u32, HashSet<&str>> = HashMap::new();
        for example in examples {
            for (key, _) in &example.features {
                *carriers.entry(*key).or_default() += 1;
                documents.entry(*key).or_default().insert(&example.document);
            }
        }
        let stays = |key: &u32| carriers[key] > 1 && documents[key].len() >= recipe.documents;
        let mut keys: Vec<u32> = carriers.keys().copied().filter(stays).collect();
        keys.sort_unstable();
        let columns: HashMap<u32, u32> = keys.iter().zip(0..).map(|(key, column)| (*key, column)).collect();
        // Rare features tell more: the fourth root of (clauses / carriers), by square roots alone, for the same bits anywhere.
        let rarity: Vec<f32> = keys
            .iter()
            .map(|key| (examples.len() as f64 / f64::from(carriers[key])).sqrt().sqrt() as f32 / 4.0)
            .collect();
        let rows = examples
            .iter()
            .map(|example| {
                let mut row: Row = example
                    .features
                    .iter()
                    .filter_map(|&(key, value)| {
                        let column = *columns.get(&key)?;
                        Some((column, value * rarity[column as usize]))
                    })
                    .collect();
                row.sort_unstable_by_key(|(column, _)| *column);
                row
            })
            .collect();
        Self { rows, keys, rarity }
    }
}

/// A class's machine on the features that it kept.
pub(crate) struct Machine {
    plane: Plane,
    /// The columns with a weight, rising.
    kept: Vec<u32>,
}

impl Machine {
    /// Trains on the rows `on` of `table`.
    fn of(table: &Table, on: &[usize], holds: &[bool], costs: &[f64], keep: &[usize], stays: Stays) -> Self {
        let columns = table.keys.len();
        let mut rows: Vec<Row> = on.iter().map(|&i| table.rows[i].clone()).collect();
        let mut loud = vec![0.0; columns];
        rows.iter().flatten().for_each(|&(c, value)| loud[c as usize] += f64::from(value) * f64::from(value));
        let mut plane = train(&rows, holds, columns, costs);
        let mut kept: Vec<u32> = Vec::new();
        for &keep in keep {
            kept = (0..columns as u32).filter(|&c| plane.weights[c as usize] != 0.0).collect();
            kept.sort_by(|&a, &b| {
                let worth = |c: u32| {
                    let weight = plane.weights[c as usize].abs();
                    if stays == Stays::MovesMost { weight * loud[c as usize].sqrt() } else { weight }
                };
                worth(b).total_cmp(&worth(a)).then(a.cmp(&b))
            });
            kept.truncate(keep);
            kept.sort_unstable();
            let mut keeps = vec![false; columns];
            kept.iter().for_each(|&c| keeps[c as usize] = true);
            rows.iter_mut().for_each(|row| row.retain(|(c, _)| keeps[*c as usize]));
            plane = train(&rows, holds, columns, costs);
        }
        Self { plane, kept }
    }

    /// Trains on all of `examples`. What must be answered right and is not weighs more in the next go.
    fn firm(table: &Table, examples: &[Example], class: usize, threshold: f64, recipe: Recipe) -> Self {
        const GOES: usize = 12;
        const MORE: f64 = 3.0;
        // What pruning and bytes may blur.
        const CLEARLY: f64 = 0.2;
        let on: Vec<usize> = (0..examples.len()).collect();
        let holds: Vec<bool> = examples.iter().map(|e| e.holds[class]).collect();
        let mut costs: Vec<f64> = examples.iter().map(|e| (recipe.cost)(class) * e.weight).collect();
        let mut machine = Self::of(table, &on, &holds, &costs, (recipe.keep)(class), recipe.stays);
        for _ in 1..GOES {
            let wrong = |i: &usize| {
                let above = machine.plane.score(&table.rows[*i]) - threshold;
                if holds[*i] { above < CLEARLY } else { above > -CLEARLY }
            };
            let firm = on.iter().copied().filter(|&i| examples[i].firm.contains(&class));
            let wrong: Vec<usize> = firm.filter(wrong).collect();
            if wrong.is_empty() {
                break;
            }
            wrong.into_iter().for_each(|i| costs[i] *= MORE);
            machine = Self::of(table, &on, &holds, &costs, (recipe.keep)(class), recipe.stays);
        }
        machine
    }
}

/// The scores of every example by machines that have not seen its document: for each class, for each example.
pub(crate) fn unseen_scores(table: &Table, examples: &[Example], recipe: Recipe) -> Vec<Vec<f64>> {
    let classes = examples.first().map_or(0, |e| e.holds.len());
    let folds = folds(examples, recipe.folds);
    in_parallel(classes, |class| {
        let mut scores = vec![0.0; examples.len()];
        for fold in 0..recipe.folds {
            let on: Vec<usize> = (0..examples.len()).filter(|&i| folds[i] != fold).collect();
            let holds: Vec<bool> = on.iter().map(|&i| examples[i].holds[class]).collect();
            let costs: Vec<f64> = on.iter().map(|&i| (recipe.cost)(class) * examples[i].weight).collect();
            let machine = Machine::of(table, &on, &holds, &costs, (recipe.keep)(class), recipe.stays);
            for i in (0..examples.len()).filter(|&i| folds[i] == fold) {
                scores[i] = machine.plane.score(&table.rows[i]);
            }
        }
        scores
    })
}

/// The fold of each example: documents whole, the largest first, each to the smallest fold.
pub(crate) fn folds(examples: &[Example], count: usize) -> Vec<usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    examples.iter().for_each(|e| *sizes.entry(&e.document).or_default() += 1);
    let mut documents: Vec<(&str, usize)> = sizes.into_iter().collect();
    documents.sort_by_key(|(name, size)| (std::cmp::Reverse(*size), *name));
    let mut filled = vec![0; count];
    let mut of: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, size) in documents {
        let fold = (0..count).min_by_key(|&f| filled[f]).unwrap_or(0);
        filled[fold] += size;
        of.insert(name, fold);
    }
    examples.iter().map(|e| of[&*e.document]).collect()
}

/// Where each class begins to hold, from [`unseen_scores`]. A class of few clauses has its threshold pulled towards the
/// mean of all, which is as good as so many clauses: the best of 28 clauses is luck (arbitration in UNFAIR-ToS: one point
/// of F1 on documents held back).
pub(crate) fn thresholds(scores: &[Vec<f64>], examples: &[&Example], as_good_as: f64) -> Vec<f64> {
    let own: Vec<f64> =
        scores.iter().enumerate().map(|(class, scores)| threshold(scores, |i| examples[i].holds[class])).collect();
    let mean = own.iter().sum::<f64>() / own.len() as f64;
    own.iter()
        .enumerate()
        .map(|(class, own)| {
            let clauses = examples.iter().filter(|e| e.holds[class]).count() as f64;
            (own * clauses + mean * as_good_as) / (clauses + as_good_as)
        })
        .collect()
}

/// The score with the best F1 among its neighbours, so that one lucky clause decides nothing.
fn threshold(scores: &[f64], holds: impl Fn(usize) -> bool) -> f64 {
    const NEIGHBOURS: usize = 3;
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let positive = order.iter().filter(|&&i| holds(i)).count();
    let mut hits = 0;
    let f1: Vec<f64> = order
        .iter()
        .zip(1..)
        .map(|(&i, called)| {
            hits += usize::from(holds(i));
            2.0 * hits as f64 / (called + positive) as f64
        })
        .collect();
    let smooth = |at: usize| {
        let near = &f1[at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(f1.len())];
        near.iter().sum::<f64>() / near.len() as f64
    };
    // Below the best is only noise: classes are rare, so the search ends at twice as many calls as there are cases.
    let best = (0..(2 * positive + 1).min(f1.len().saturating_sub(1)))
        .max_by(|&a, &b| smooth(a).total_cmp(&smooth(b)).then(b.cmp(&a)));
    best.map_or(f64::INFINITY, |at| (scores[order[at]] + scores[order[at + 1]]) / 2.0)
}

/// Trains the model that ships: a file for [`Weights::read`]. `thresholds` are those of [`unseen_scores`]. A class that is
/// not `known` has no weights and scores zero.
pub(crate) fn fit(table: &Table, examples: &[Example], thresholds: &[f64], recipe: Recipe, known: &[bool]) -> Vec<u8> {
    let machines =
        in_parallel(thresholds.len(), |class| Machine::firm(table, examples, class, thresholds[class], recipe));
    let mut classes = Vec::new();
    let mut entries = Vec::new();
    for ((machine, threshold), class) in machines.iter().zip(thresholds).zip(0u8..) {
        if !known[usize::from(class)] {
            classes.push((0.0, 0.0));
            continue;
        }
        let weight = |column: u32| machine.plane.weights[column as usize] * f64::from(table.rarity[column as usize]);
        let largest = machine.kept.iter().map(|&c| weight(c).abs()).fold(0.0, f64::max);
        let scale = largest / STEPS;
        classes.push(((machine.plane.bias - threshold) as f32, scale as f32));
        for &column in &machine.kept {
            let byte = (weight(column) / scale).round() as i8;
            if byte != 0 {
                entries.push((table.keys[column as usize], class, byte));
            }
        }
    }
    entries.sort_unstable();
    Weights::write(&classes, &entries)
}

/// `of` each class, on as many threads as there are, in order.
fn in_parallel<T: Send>(count: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= count {
                        break;
                    }
                    let value = of(at);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, value));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, value)| value).collect()
}
