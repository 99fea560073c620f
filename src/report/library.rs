//! What the library is answered with, beside the archive's own records and the JSON contract's types.

use serde::Serialize;

use crate::archive::{Entry, Version};

/// A policy with its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct History {
    /// The policy.
    pub entry: Entry,
    /// Its versions, in order.
    pub versions: Vec<Version>,
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
