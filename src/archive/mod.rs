//! Every version of every policy that the reader met, kept as evidence.
//!
//! Owns addresses, records, the hash chain, what a look at a page does to them, and the store. Reads no pages and judges
//! nothing. All but `store` and `compress`, which exist in browsers only, is pure: time comes in as a value.
//!
//! A policy is an [`Entry`] under its canonical address; its [`Version`]s count from 1 and form a chain, each with the hash
//! of the one before. What a version says is its [text](record::Text); what the page looked like is its source. Both
//! are kept compressed beside it, each with its SHA-256 in the version, and so under the chain.

mod address;
pub mod audit;
mod bundle;
mod chain;
#[cfg(target_arch = "wasm32")]
mod compress;
mod keep;
mod record;
mod retain;
mod sight;
mod source;
#[cfg(target_arch = "wasm32")]
pub mod store;

pub use address::{absolute, canonical};
pub use bundle::{BadBundle, Bundle, Full, HEADER, Imported};
pub use chain::{Broken, verify};
pub use keep::{Keep, baseline};
pub use record::{
    Agreed, Baseline, Corrupt, Entry, Millis, Shelved, Sitting, SourceKind, Text, Version, in_time, sha256,
};
pub use retain::{Rule, Spare, spare};
pub use sight::{Decision, READER, Record, Sight, Source, brought, decision, record};
pub use source::html;
