//! The files that JavaScript has from the Rust types, so that nothing is written twice: a test fails where one is stale,
//! `CLAUSEWATCH_WRITE=1 cargo test javascript` writes them anew.

use std::path::Path;

use ts_rs::{Config, TS};

use super::{changes, digest, history, json, library, visit};
use crate::tree::{KEPT_ATTRIBUTES, dom};
use crate::{archive, watch};

fn check(path: &str, fresh: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("CLAUSEWATCH_WRITE").is_some() {
        std::fs::write(&file, fresh).expect("a writable working tree");
    }
    let there = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(there == fresh, "{path} is stale: run CLAUSEWATCH_WRITE=1 cargo test javascript");
}

#[test]
fn wire_types_are_fresh() {
    let config = Config::default();
    let mut file = String::from(
        "// The shapes of messages, written from the Rust types by `CLAUSEWATCH_WRITE=1 cargo test javascript`. Do not edit.\n",
    );
    let mut add = |docs: Option<String>, declaration: String| {
        file += &format!("\n{}export {declaration}\n", docs.unwrap_or_default());
    };
    macro_rules! declare {
        ($($type:ty),* $(,)?) => { $(add(<$type>::docs(), <$type>::decl(&config));)* };
    }
    declare!(
        dom::Snapshot,
        visit::Visit,
        visit::State,
        visit::Previous,
        visit::VisitFinding,
        visit::VisitShared,
        visit::VisitTopic,
        visit::VisitClause,
        visit::VisitMissing,
        visit::VisitWatched,
        visit::VisitRegulation,
        visit::VisitChange,
        visit::TextRange,
        archive::Entry,
        archive::Agreed,
        archive::Shelved,
        archive::Sitting,
        archive::Baseline,
        archive::Version,
        archive::SourceKind,
        archive::Imported,
        archive::Corrupt,
        archive::Spare,
        library::History,
        library::Verified,
        library::Brought,
        library::CategoryName,
        library::Wordings,
        archive::audit::AuditFile,
        archive::audit::Listed,
        changes::Format,
        digest::Digest,
        digest::Digests,
        digest::TopicShare,
        digest::VersionChange,
        digest::PolicyChanges,
        digest::Topic,
        digest::TopicSector,
        history::Clause,
        history::Event,
        watch::Watch,
        watch::By,
        watch::Trouble,
        watch::Held,
        watch::News,
        watch::Reference,
        json::Comparison,
        json::Policy,
        json::Provision,
        json::Finding,
        json::Span,
        json::Summary,
        json::Change,
        json::Word,
        json::Effect,
    );
    let tidy: String = file.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    check("extension/types/wire.d.ts", &tidy);
}

#[test]
fn snapshot_format_is_fresh() {
    let list = |words: &[&str]| words.iter().map(|w| format!("    '{w}',\n")).collect::<String>();
    let fresh = format!(
        "// Runs in: pages' isolated world (first of the content scripts) and the background (imported for the bounds).\n\
         // What a snapshot may hold, written from src/tree by `CLAUSEWATCH_WRITE=1 cargo test javascript`. Do not edit.\n\
         globalThis.clausewatchSnapshotFormat = Object.freeze({{\n  \
           version: {},\n  \
           maxNodes: {},\n  \
           maxText: {},\n  \
           maxAttributes: {},\n  \
           keptAttributes: Object.freeze([\n{}  ]),\n  \
           leftOut: Object.freeze([\n{}  ]),\n\
         }});\n",
        dom::VERSION,
        dom::MAX_NODES,
        dom::MAX_TEXT,
        dom::MAX_ATTRIBUTES,
        list(KEPT_ATTRIBUTES),
        list(dom::LEFT_OUT),
    );
    check("extension/content/snapshot-format.js", &fresh);
}

#[test]
fn gate_words_are_fresh() {
    check("extension/content/gate-words.js", &crate::read::gate_words_js());
}
