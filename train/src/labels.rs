//! Labels apart from the texts that they are of: the labels are ours and stand in `train/labels.tsv`; the texts are their
//! authors' and do not.
//!
//! A row is a provision's key, the service it is of, its categories (comma-separated) and its severity. Two readings of one
//! provision are two rows.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use clausewatch::judge::Clause;
use clausewatch::read::{Page, read};
use clausewatch::tree::Tree;
use sha2::{Digest, Sha256};

use crate::Failure;
use crate::provisions::Provision;

/// By key, what was said of a provision.
pub(crate) struct Labels(HashMap<String, Vec<Label>>);

struct Label {
    service: String,
    categories: Vec<String>,
    severity: String,
}

/// The first eight bytes of a SHA-256 over what a labeller saw, in hexadecimal digits.
fn key(Clause { text, heading, lead_in }: Clause<'_>) -> String {
    let hash = Sha256::new().chain_update([text, heading, lead_in].join("\0")).finalize();
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// `train/labels.tsv` of labelled provisions.
pub(crate) fn write(provisions: &[Provision], path: &Path) -> Result<(), Failure> {
    let mut rows = String::new();
    for row in provisions {
        let (key, service) = (key(row.clause()), row.service());
        writeln!(rows, "{key}\t{service}\t{}\t{}", row.labels.join(","), row.severity).expect("writing to a string");
    }
    std::fs::write(path, rows).map_err(|source| Failure::File { path: path.to_owned(), source })
}

impl Labels {
    /// Reads `train/labels.tsv`.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|source| Failure::File { path: path.to_owned(), source })?;
        let mut labels: HashMap<String, Vec<Label>> = HashMap::new();
        for (row, line) in text.lines().zip(1..) {
            let [key, service, categories, severity] = row.split('\t').collect::<Vec<_>>()[..] else {
                return Err(Failure::Columns { path: path.to_owned(), line });
            };
            labels.entry(key.into()).or_default().push(Label {
                service: service.into(),
                categories: categories.split(',').map(Into::into).collect(),
                severity: severity.into(),
            });
        }
        Ok(Self(labels))
    }

    /// The labelled provisions of a policy, read as the product reads it; a provision that stands there twice counts once.
    pub(crate) fn of(&mut self, policy: &Path) -> Result<Vec<Provision>, Failure> {
        let text =
            std::fs::read_to_string(policy).map_err(|source| Failure::File { path: policy.to_owned(), source })?;
        let Ok(policy) = read(&Tree::from_file(policy, &text), &Page::default(), None).policy else {
            return Ok(Vec::new());
        };
        let mut labelled = Vec::new();
        for provision in &policy.provisions {
            let clause = Clause::of(provision);
            labelled.extend(self.0.remove(&key(clause)).into_iter().flatten().map(|label| Provision {
                doc: label.service,
                text: clause.text.into(),
                heading: clause.heading.into(),
                lead_in: clause.lead_in.into(),
                labels: label.categories,
                severity: label.severity,
            }));
        }
        Ok(labelled)
    }
}
