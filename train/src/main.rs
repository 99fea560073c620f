//! Trains the models that Clausewatch ships. `cargo run -p train --release` writes `rules/model/`; it needs the corpus at
//! `../shared/corpus` and is no part of building. The same corpus gives the same bytes.

mod fit;
mod measure;
mod svm;
mod unfair;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why training stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
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
    match unfair::train(&root.join("../shared/corpus/unfair_tos"), &root.join("rules/model/unfair.bin")) {
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
