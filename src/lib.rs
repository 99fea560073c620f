//! Clausewatch's core: reads a policy page, judges its clauses, compares it with the version before.
//!
//! Pure: no I/O, no clock, no browser. [`review()`] is one visit; the command line, the extension and the tests all call it.

#![cfg_attr(not(test), deny(clippy::disallowed_macros, clippy::disallowed_methods))]

pub mod archive;
pub mod compare;
pub mod judge;
pub mod read;
pub mod report;
mod review;
mod sentence;
pub mod text;
pub mod tree;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub mod watch;

pub use review::{Review, compared, review};
