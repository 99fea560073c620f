//! Reviews and comparisons as others read them: JSON, Markdown, HTML, and text for a terminal.
//!
//! Owns every outward format. The core's own types may change; these may not.

mod answer;
pub mod changes;
pub mod csv;
pub mod digest;
pub mod feed;
pub mod history;
pub mod html;
#[cfg(test)]
mod javascript;
pub mod json;
pub mod library;
pub mod markdown;
pub mod plain;
mod redline;
#[cfg(feature = "cli")]
pub mod text;
pub mod visit;

#[cfg(target_arch = "wasm32")]
pub(crate) use answer::unreadable;
pub use answer::{Circumstances, Note};
