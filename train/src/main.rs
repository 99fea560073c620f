//! Trains the models that Clausewatch ships; no part of building. The same data give the same bytes.
//!
//! `cargo run -p train --release -- unfair` writes `rules/model/unfair.bin` from the corpus at `../shared/corpus`.
//! `cargo run -p train --release -- provisions FILE…` writes `rules/model/provisions.bin` from the rules as they are, their
//! examples, and labelled provisions: a JSON object a line (`doc`, `text`, `heading`, `lead_in`, `labels`, `severity`).

mod examples;
mod fit;
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
    #[error("say which model: unfair, or provisions FILE…")]
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
    /// The weights just made.
    #[error(transparent)]
    Weights(#[from] clausewatch::judge::model::Malformed),
}

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut arguments = std::env::args_os().skip(1);
    let done = match arguments.next().unwrap_or_default().to_str() {
        Some("unfair") => {
            unfair::train(&root.join("../shared/corpus/unfair_tos"), &root.join("rules/model/unfair.bin"))
        }
        Some("provisions") => provisions::train(&arguments.map(PathBuf::from).collect::<Vec<_>>(), &root.join("rules")),
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
