//! Trains the models that Clausewatch ships; no part of building. The same data give the same bytes.
//!
//! `cargo run -p train --release -- unfair` writes `rules/model/unfair.bin` from the corpus at `../shared/corpus`.
//! `cargo run -p train --release -- provisions FILE…` writes `rules/model/provisions.bin` from the rules as they are, their
//! examples, and labelled provisions: a file of JSON Lines has an object for each (`doc`, `text`, `heading`, `lead_in`, `labels`,
//! `severity`), such as `train/written.jsonl`; any other file is a policy, whose provisions have the labels that
//! `train/labels.tsv` knows.
//! `cargo run -p train --release -- labels FILE…` writes `train/labels.tsv` from such files of JSON Lines.

mod examples;
mod fit;
mod labels;
mod measure;
mod provisions;
mod svm;
mod unfair;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why training stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Neither model was named.
    #[error("say what to do: unfair, provisions FILE…, or labels FILE…")]
    Usage,
    /// A file of rules whose examples are not what they should be.
    #[error("{}: {source}", path.display())]
    Rules { path: PathBuf, source: toml::de::Error },
    /// A file of the corpus, or one that is written.
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    /// A line that is not what it should be.
    #[error("{}, line {line}: {source}", path.display())]
    Line { path: PathBuf, line: usize, source: serde_json::Error },
    /// A row of labels that is not what it should be.
    #[error("{}, line {line}: not a key, a service, categories and a severity", path.display())]
    Columns { path: PathBuf, line: usize },
    /// The weights just made.
    #[error(transparent)]
    Weights(#[from] clausewatch::judge::model::Malformed),
}

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let labels = root.join("train/labels.tsv");
    let mut arguments = std::env::args_os().skip(1);
    let done = match arguments.next().unwrap_or_default().to_str() {
        Some("unfair") => {
            unfair::train(&root.join("../shared/corpus/unfair_tos"), &root.join("rules/model/unfair.bin"))
        }
        Some("provisions") => {
            let files: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
            provisions::of(&files, &labels).and_then(|files| provisions::train(&files, &root.join("rules")))
        }
        Some("labels") => arguments
            .map(|file| lines(Path::new(&file)))
            .collect::<Result<Vec<Vec<_>>, _>>()
            .and_then(|files| labels::write(&files.into_iter().flatten().collect::<Vec<_>>(), &labels)),
        _ => Err(Failure::Usage),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("train: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// The rows of a JSON Lines file.
pub(crate) fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|source| Failure::File { path: path.to_owned(), source })?;
    text.lines()
        .zip(1..)
        .map(|(row, line)| {
            serde_json::from_str(row).map_err(|source| Failure::Line { path: path.to_owned(), line, source })
        })
        .collect()
}
