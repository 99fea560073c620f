//! The history of a policy's clauses: JSON, and text for a terminal.

use serde::Serialize;

use super::json::Comparison;
use super::redline::{counts, place};
use crate::compare::{self, EventKind};

/// `clausewatch history --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct History {
    /// The versions, oldest first.
    pub versions: Vec<Version>,
    /// Every clause there ever was, by first appearance.
    pub clauses: Vec<Clause>,
}

/// A version and what changed in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Version {
    /// Where it came from.
    pub source: String,
    /// `YYYY-MM-DD`, as stated in it.
    pub effective_date: Option<String>,
    /// What changed since the version before; null for the first.
    pub comparison: Option<Comparison>,
}

/// The life of a clause. Versions are counted from 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Clause {
    /// The version that had it first.
    pub first_seen: usize,
    /// The version that had it last.
    pub last_seen: usize,
    /// The headings above it.
    pub path: Vec<String>,
    /// Its text in the last version that had it.
    pub text: String,
    /// What happened to it, in order.
    pub events: Vec<Event>,
}

/// An event of a clause's life.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Event {
    /// The version in which it happened.
    pub version: usize,
    /// `reworded`, `moved`, `renumbered`, `split`, `merged`, `removed` or `returned`.
    pub kind: &'static str,
    /// The id of the change in that version's comparison that tells it.
    pub change: Option<String>,
}

fn event_id(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Reworded => "reworded",
        EventKind::Moved => "moved",
        EventKind::Renumbered => "renumbered",
        EventKind::Split => "split",
        EventKind::Merged => "merged",
        EventKind::Removed => "removed",
        EventKind::Returned => "returned",
    }
}

impl History {
    /// The history of versions with their sources and stated dates, oldest first.
    pub fn new(history: &compare::History, sources: Vec<(String, Option<String>)>) -> Self {
        let comparison = |version: usize| version.checked_sub(1).and_then(|at| history.comparisons.get(at));
        let versions = sources.into_iter().enumerate().map(|(at, (source, effective_date))| Version {
            source,
            effective_date,
            comparison: comparison(at).map(Comparison::new),
        });
        let event = |e: &compare::Event| Event {
            version: e.version,
            kind: event_id(e.kind),
            change: e.change.and_then(|at| comparison(e.version)?.changes.get(at)).map(|c| c.id.clone()),
        };
        let clauses = history.lives.iter().map(|life| Clause {
            first_seen: life.first_seen,
            last_seen: life.last_seen,
            path: life.path.clone(),
            text: life.text.clone(),
            events: life.events.iter().map(event).collect(),
        });
        Self { versions: versions.collect(), clauses: clauses.collect() }
    }

    /// The history for a terminal: the versions with their headlines, then each clause that something happened to.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (at, version) in self.versions.iter().enumerate() {
            let date = version.effective_date.as_ref().map_or(String::new(), |d| format!(", dated {d}"));
            out.push_str(&format!("Version {}: {}{date}\n", at + 1, version.source));
            if let Some(comparison) = &version.comparison {
                out.push_str(&format!("  {}\n", comparison.summary.headline));
                let counts = counts(comparison);
                if !counts.is_empty() {
                    out.push_str(&format!("  {counts}\n"));
                }
            }
        }
        let last = self.versions.len().saturating_sub(1);
        let eventful: Vec<&Clause> = self.clauses.iter().filter(|c| !c.events.is_empty() || c.first_seen > 0).collect();
        out.push_str(&format!(
            "\n{} clauses in all, {} of them new or changed since the first version\n",
            self.clauses.len(),
            eventful.len()
        ));
        for clause in eventful {
            let mut life = vec![format!("since version {}", clause.first_seen + 1)];
            life.extend(clause.events.iter().map(|e| format!("{} in {}", e.kind, e.version + 1)));
            if clause.last_seen == last && clause.events.is_empty() {
                life.push("unchanged since".to_owned());
            }
            let place = place(&clause.path);
            let line: String = clause.text.chars().take(100).collect();
            let dots = if line.len() < clause.text.len() { "…" } else { "" };
            out.push_str(&format!(
                "\n{}{}\n  {line}{dots}\n",
                if place.is_empty() { String::new() } else { format!("{place}: ") },
                life.join(", ")
            ));
        }
        out
    }
}
