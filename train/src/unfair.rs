//! The model of potentially unfair terms, trained on UNFAIR-ToS's training split; its validation split only measures.

use std::path::Path;

use clausewatch::judge::Clause;
use clausewatch::judge::model::{Weights, features};

use crate::fit::{Example, Recipe, Stays, Table, fit, thresholds, unseen_scores};
use crate::measure::{Measure, measure, with_none};
use crate::{Failure, lines};

/// The corpus's names of the classes, in the contract's order.
const CLASSES: [&str; 8] = [
    "Limitation of liability",
    "Unilateral termination",
    "Unilateral change",
    "Content removal",
    "Contract by using",
    "Choice of law",
    "Jurisdiction",
    "Arbitration",
];

/// A feature of one document only tells of its author. 1,400 features a class, picked from 4,000 that were weighed anew, do as
/// well as 2,800 picked at once.
const RECIPE: Recipe =
    Recipe { cost: |_| 0.3, keep: |_| &[4000, 1400], stays: Stays::MovesMost, folds: 10, documents: 2 };

#[derive(serde::Deserialize)]
struct Sentence {
    text: String,
    doc: String,
    labels: Vec<String>,
}

fn load(path: &Path) -> Result<Vec<Example>, Failure> {
    let rows: Vec<Sentence> = lines(path)?;
    let example = |row: Sentence| Example {
        holds: CLASSES.iter().map(|class| row.labels.iter().any(|l| l == class)).collect(),
        features: features(clause(&row.text)),
        document: row.doc,
        weight: 1.0,
        firm: Vec::new(),
    };
    Ok(rows.into_iter().map(example).collect())
}

fn clause(text: &str) -> Clause<'_> {
    Clause { text, heading: "", lead_in: "" }
}

/// Trains on `corpus`, writes the weights to `out`, says how good they are.
pub(crate) fn train(corpus: &Path, out: &Path) -> Result<(), Failure> {
    let examples = load(&corpus.join("sentences.train.jsonl"))?;
    let table = Table::of(&examples, RECIPE);
    let scores = unseen_scores(&table, &examples, RECIPE);
    let thresholds = thresholds(&scores, &examples.iter().collect::<Vec<_>>(), 30.0);
    let answers: Vec<Vec<bool>> = (0..examples.len())
        .map(|i| with_none(&(0..CLASSES.len()).map(|c| scores[c][i] > thresholds[c]).collect::<Vec<_>>()))
        .collect();
    say("training split, by machines that have not seen the document", &measure(&truth(&examples), &answers));
    let file = fit(&table, &examples, &thresholds, RECIPE, &[true; CLASSES.len()]);
    std::fs::write(out, &file).map_err(|source| Failure::File { path: out.to_owned(), source })?;

    let weights = Weights::read(&file)?;
    let validation = corpus.join("sentences.val.jsonl");
    let answers: Vec<Vec<bool>> = lines::<Sentence>(&validation)?
        .iter()
        .map(|sentence| {
            let scores = weights.scores(clause(&sentence.text));
            with_none(&scores.iter().map(|&s| s > 0.0).collect::<Vec<_>>())
        })
        .collect();
    say("validation split", &measure(&truth(&load(&validation)?), &answers));
    println!("{} bytes", file.len());
    Ok(())
}

fn truth(examples: &[Example]) -> Vec<Vec<bool>> {
    examples.iter().map(|e| with_none(&e.holds)).collect()
}

fn say(what: &str, measure: &Measure) {
    println!("{what}: micro {:.1}, macro {:.1}", measure.micro * 100.0, measure.macro_mean * 100.0);
    for (class, f1) in CLASSES.iter().chain(&["none of them"]).zip(&measure.each) {
        println!("  {:.1} {class}", f1 * 100.0);
    }
}
