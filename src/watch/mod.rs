//! Looking again at policies in the background: when, what came of it, and what is news.
//!
//! Owns the rules; fetches nothing, stores nothing. Silence has to mean that nothing changed: a watch that cannot read its
//! page says so once, and stays in trouble until it reads again.

mod look;
mod references;
mod schedule;
mod settle;
mod site;

pub use look::{Looked, News, Sent, first_look, look};
pub use references::{Reference, references};
pub use schedule::{Outcome, after, due, next_wake};
pub use settle::{Concluded, Held, conclude};

use serde::{Deserialize, Serialize};

use crate::archive::Millis;

/// A policy that is looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Watch {
    /// The policy's canonical address.
    pub address: String,
    /// The address to fetch.
    pub url: String,
    /// Whether fetching gives what a tab shows; else the policy is checked when the reader visits it.
    pub by: By,
    /// When to look next.
    #[cfg_attr(test, ts(type = "number"))]
    pub next_at: Millis,
    /// When the page was read last; null where it never was.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub read_at: Option<Millis>,
    /// How often in a row it could not be read.
    pub failures: u32,
    /// What is wrong; null where all is well.
    pub trouble: Option<Trouble>,
    /// The server's `ETag` of what was read last.
    pub etag: Option<String>,
    /// The server's `Last-Modified` of what was read last.
    pub last_modified: Option<String>,
    /// The address of the policy that names this one, where it is watched for that one's sake.
    #[serde(default)]
    pub group: Option<String>,
    /// A change that was found and is not told yet: the page is looked at again first.
    #[serde(default)]
    pub held: Option<Held>,
}

impl Watch {
    /// A watch that has not looked yet.
    pub fn new(address: &str, url: &str, by: By, group: Option<&str>, now: Millis) -> Self {
        Self {
            address: address.into(),
            url: url.into(),
            by,
            next_at: now,
            read_at: None,
            failures: 0,
            trouble: None,
            etag: None,
            last_modified: None,
            group: group.map(Into::into),
            held: None,
        }
    }
}

/// How a policy is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum By {
    /// By fetching its page in the background.
    Fetch,
    /// In a tab that is opened in the background and closed again: the page needs its scripts, and the reader wants that.
    Tab,
    /// When the reader visits it: the page needs its scripts, or a login.
    Visit,
}

/// Why a watch cannot read its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Trouble {
    /// A sentence for the reader.
    pub why: String,
    /// Since when.
    #[cfg_attr(test, ts(type = "number"))]
    pub since: Millis,
    /// Whether the reader was told.
    pub told: bool,
}
