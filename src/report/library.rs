//! What the library is answered with, beside the archive's own records and the JSON contract's types.

use serde::Serialize;

use super::json::{Policy, Provision};
use crate::archive::{Entry, Version};
use crate::judge::{Category, Severity, category_text};

/// A policy with its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct History {
    /// The policy.
    pub entry: Entry,
    /// Its versions, in order.
    pub versions: Vec<Version>,
}

/// What came of a version that the reader brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Brought {
    /// It is kept, under this number.
    Kept {
        /// The number.
        number: u32,
    },
    /// It says what the version with this number says. Nothing was kept.
    Known {
        /// The number.
        number: u32,
    },
    /// There is no policy in it. Nothing was kept.
    Unreadable {
        /// A sentence for the reader.
        why: String,
    },
}

/// A category by its name for readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CategoryName {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
}

impl CategoryName {
    /// All, in the contract's order.
    pub fn all() -> Vec<Self> {
        Category::ALL
            .iter()
            .map(|&c| Self { id: c.id(), title: category_text(c).map_or(c.id(), |text| text.title) })
            .collect()
    }
}

/// Whether a policy's chain and contents hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Verified {
    /// How many versions were looked at.
    pub versions: u32,
    /// The first one that does not hold, and why; null where all do.
    pub broken: Option<String>,
}

/// How a policy's current version words a category.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Wordings {
    /// The version.
    pub version: Version,
    /// The clauses, gravest first, each with the findings of that category only.
    pub clauses: Vec<Provision>,
}

impl Wordings {
    /// The clauses of a judged policy that have a finding of a category.
    pub fn new(version: Version, policy: Policy, category: &str) -> Self {
        let only = |mut clause: Provision| {
            clause.findings.retain(|f| f.category == category);
            clause.severity = clause.findings.first()?.severity.clone();
            Some(clause)
        };
        let mut clauses: Vec<Provision> = policy.provisions.into_iter().filter_map(only).collect();
        let grave = |clause: &Provision| Severity::from_id(&clause.severity);
        clauses.sort_by_key(|clause| std::cmp::Reverse(grave(clause)));
        Self { version, clauses }
    }
}
