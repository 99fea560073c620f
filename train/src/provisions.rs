//! The model that weighs what the rules see in a provision: which findings stand, which are missing, how grave it is.

use std::path::{Path, PathBuf};

use clausewatch::judge::{Category, Clause, Evidence, NAMED, Severity, evidence};

use crate::fit::{Example, Recipe, Stays, Table, fit, folds, thresholds, unseen_scores};
use crate::labels::Labels;
use crate::measure::measure;
use crate::{Failure, lines};

/// A category with fewer labelled provisions than this is the rules' alone.
const ENOUGH: usize = 12;

/// How many labelled provisions an example of the rules weighs as much as. There are many, all of the rules' own wordings:
/// at full weight they teach to trust the rules everywhere.
const EXAMPLE_WEIGHS: f64 = 0.05;

/// How many provisions of a class the mean threshold is as good as.
const MEAN_AS_GOOD_AS: f64 = 300.0;

const CLASSES: usize = Category::ALL.len() + Severity::ALL.len();

/// Severity shows in ordinary words, so its classes keep more of them, and weigh each less: readers differ more in it.
const RECIPE: Recipe = Recipe {
    cost: |class| if class < Category::ALL.len() { 0.5 } else { 0.25 },
    keep: |class| if class < Category::ALL.len() { &[3000, 540] } else { &[3100] },
    stays: Stays::Heaviest,
    folds: 8,
    documents: 3,
};

/// A provision with its labels.
#[derive(serde::Deserialize)]
pub(crate) struct Provision {
    pub(crate) doc: String,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) heading: String,
    #[serde(default)]
    pub(crate) lead_in: String,
    pub(crate) labels: Vec<String>,
    pub(crate) severity: String,
}

impl Provision {
    pub(crate) fn clause(&self) -> Clause<'_> {
        Clause { text: &self.text, heading: &self.heading, lead_in: &self.lead_in }
    }

    pub(crate) fn service(&self) -> String {
        service(&self.doc)
    }
}

/// Labelled provisions, by file: a file of JSON Lines holds them whole; of any other file, which is a policy, they are those that
/// `train/labels.tsv` knows.
pub(crate) fn of(files: &[PathBuf], labels: &Path) -> Result<Vec<(PathBuf, Vec<Provision>)>, Failure> {
    let mut labels = Labels::read(labels)?;
    let mut all = Vec::new();
    for file in files {
        let whole = file.extension().is_some_and(|e| e == "jsonl");
        all.push((file.clone(), if whole { lines(file)? } else { labels.of(file)? }));
    }
    Ok(all)
}

/// A labelled provision, and what the rules alone say of it.
struct Labelled {
    example: Example,
    by_rules: Vec<bool>,
    gravest: usize,
}

impl Labelled {
    fn new(clause: Clause<'_>, service: String, label: impl FnOnce(&Evidence, &mut Vec<Category>) -> Severity) -> Self {
        let evidence = evidence(clause);
        let mut labels = evidence.categories.clone();
        let severity = label(&evidence, &mut labels);
        let holds = Category::ALL.iter().map(|c| labels.contains(c));
        Self {
            by_rules: Category::ALL.iter().map(|c| evidence.categories.contains(c)).collect(),
            gravest: evidence.severity as usize,
            example: Example {
                features: evidence.shown,
                document: service,
                weight: 1.0,
                firm: Vec::new(),
                holds: holds.chain(Severity::ALL.iter().map(|s| severity == *s)).collect(),
            },
        }
    }
}

fn labelled(row: &Provision) -> Labelled {
    Labelled::new(row.clause(), row.service(), |_, labels| {
        *labels = row.labels.iter().filter_map(|id| Category::from_id(id)).collect();
        Severity::from_id(&row.severity).unwrap_or_default()
    })
}

/// The service that a document is of: two of its documents, or two labellers' readings of one, are no strangers. It is the
/// first word of the document's name, less a labeller's mark ("v:acme-terms").
fn service(document: &str) -> String {
    const LETTERS: usize = 6;
    let name = document.split_once(':').map_or(document, |(_, name)| name);
    let word = name.split(['-', '_', '.']).next().unwrap_or(name);
    word.chars().take(LETTERS).collect::<String>().to_lowercase()
}

/// Trains on labelled provisions, writes the weights below `rules`, says how good such a model is on services that it has not
/// seen.
pub(crate) fn train(files: &[(PathBuf, Vec<Provision>)], rules: &Path) -> Result<(), Failure> {
    let mut all = Vec::new();
    let mut parts = Vec::new();
    for (file, provisions) in files.iter().filter(|(_, provisions)| !provisions.is_empty()) {
        let from = all.len();
        all.extend(provisions.iter().map(labelled));
        parts.push((file, from..all.len()));
    }
    let measured = all.len();
    for (category, row) in crate::examples::of(rules)? {
        let clause = Clause { text: &row.text, heading: &row.heading, lead_in: &row.lead_in };
        let mut labelled = Labelled::new(clause, "the rules' examples".into(), |evidence, _| {
            let said = row.severity.as_deref().and_then(Severity::from_id);
            said.unwrap_or(evidence.severity)
        });
        labelled.example.weight = EXAMPLE_WEIGHS;
        labelled.example.firm = vec![category as usize];
        if row.severity.is_some() {
            labelled.example.firm.extend(CLASSES - Severity::ALL.len()..CLASSES);
        }
        all.push(labelled);
    }
    let examples: Vec<Example> = all.iter().map(|l| l.example.clone()).collect();
    let categories = Category::ALL.len();
    let table = Table::of(&examples, RECIPE);
    let scores = unseen_scores(&table, &examples, RECIPE);
    let known: Vec<bool> =
        (0..CLASSES).map(|class| examples[..measured].iter().filter(|e| e.holds[class]).count() >= ENOUGH).collect();
    // Thresholds from `on`, and what they make of the scores.
    let thresholds_on = |on: &[usize]| -> Vec<f64> {
        let of = |class: &Vec<f64>| on.iter().map(|&i| class[i]).collect::<Vec<f64>>();
        let examples: Vec<&Example> = on.iter().map(|&i| &examples[i]).collect();
        let mut all = thresholds(&scores[..categories].iter().map(of).collect::<Vec<_>>(), &examples, MEAN_AS_GOOD_AS);
        all.resize(CLASSES, 0.0);
        all
    };
    let answer = |i: usize, thresholds: &[f64]| -> (Vec<bool>, usize) {
        let above = |class: usize| scores[class][i] - thresholds[class];
        let holds = (0..categories).map(|c| if known[c] { above(c) > 0.0 } else { all[i].by_rules[c] });
        let holds: Vec<bool> = holds.collect();
        let harmless = all[i].by_rules.contains(&true) && all[i].gravest == Severity::None as usize;
        let named = if holds.contains(&true) && !harmless { NAMED } else { 0.0 };
        let grave = |class: usize| above(class) - if class == categories { f64::from(named) } else { 0.0 };
        let gravest = (categories..CLASSES).max_by(|&a, &b| grave(a).total_cmp(&grave(b))).unwrap_or(categories);
        (holds, gravest - categories)
    };

    let fold = folds(&examples, RECIPE.folds);
    let mut answers = vec![(Vec::new(), 0); measured];
    for held in 0..RECIPE.folds {
        let thresholds = thresholds_on(&(0..measured).filter(|&i| fold[i] != held).collect::<Vec<_>>());
        for i in (0..measured).filter(|&i| fold[i] == held) {
            answers[i] = answer(i, &thresholds);
        }
    }
    for (file, rows) in &parts {
        let truth: Vec<(Vec<bool>, usize)> = rows
            .clone()
            .map(|i| {
                let (labels, severities) = examples[i].holds.split_at(categories);
                (labels.to_vec(), severities.iter().position(|s| *s).unwrap_or_default())
            })
            .collect();
        let ruled: Vec<(Vec<bool>, usize)> = rows.clone().map(|i| (all[i].by_rules.clone(), all[i].gravest)).collect();
        println!("{}, {} provisions, by machines that have not seen the service", file.display(), rows.len());
        say("  rules alone", &truth, &ruled);
        say("  with the model", &truth, &answers[rows.clone()]);
    }
    let file = fit(&table, &examples, &thresholds_on(&(0..measured).collect::<Vec<_>>()), RECIPE, &known);
    println!("{} bytes", file.len());
    let out = rules.join("model/provisions.bin");
    std::fs::write(&out, &file).map_err(|source| Failure::File { path: out, source })
}

fn say(what: &str, truth: &[(Vec<bool>, usize)], answers: &[(Vec<bool>, usize)]) {
    const FEW: usize = 10;
    let labels = |all: &[(Vec<bool>, usize)]| all.iter().map(|(labels, _)| labels.clone()).collect::<Vec<_>>();
    let (held, all) = (labels(truth), measure(&labels(truth), &labels(answers)));
    let often = |class: &usize| held.iter().filter(|holds| holds[*class]).count() >= FEW;
    let often: Vec<f64> = (0..all.each.len()).filter(often).map(|class| all.each[class]).collect();
    let macro_mean = often.iter().sum::<f64>() / often.len().max(1) as f64;
    let count = |holds: &dyn Fn(usize, usize) -> bool| {
        truth.iter().zip(answers).filter(|((_, truth), (_, answer))| holds(*truth, *answer)).count() as f64
    };
    let high = Severity::High as usize;
    let both = count(&|t, a| t == high && a == high);
    println!(
        "{what}: micro {:.3}, macro {macro_mean:.3}, severity {:.3}, high found {:.2} precise {:.2}",
        all.micro,
        count(&|t, a| t == a) / truth.len().max(1) as f64,
        both / count(&|t, _| t == high).max(1.0),
        both / count(&|_, a| a == high).max(1.0),
    );
}
