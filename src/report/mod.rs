//! Reviews and comparisons as others read them: JSON, and text for a terminal.
//!
//! Owns every outward format. The core's own types may change; these may not.

mod answer;
#[cfg(test)]
mod javascript;
pub mod json;
pub mod library;
pub mod visit;

pub use answer::{Circumstances, Note};
