//! The cheap gate: whether a page deserves to be read, from its address and title alone.
//!
//! Owns the gate's sum and its copy for the content script, which runs on every page and must not wake the module. Both
//! read the same tables and do the same few steps; tests/browser/gate-words.test.js holds them against each other.

use std::fmt::Write;

use super::detection::{GROUPS, Group, THRESHOLD};
use super::phrase::{folded, holds};
use super::policy::Kind;

/// The cheap gate's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate {
    /// Whether the page deserves to be read.
    pub candidate: bool,
    /// What it seems to be.
    pub kind: Kind,
}

/// Whether a page looks like a policy that binds users, from its address and title alone. Runs on every page a reader
/// opens, so it costs microseconds and reads nothing else. Either may be empty.
pub fn gate(url: &str, title: &str) -> Gate {
    let (weight, kind) = weigh(&[&address(url), &folded(title)]);
    Gate { candidate: weight >= THRESHOLD && !matches!(kind, Kind::Privacy | Kind::Other), kind }
}

/// The sum over the groups that match, and the kind of the heaviest one.
pub(super) fn weigh(texts: &[&str]) -> (f32, Kind) {
    let (mut sum, mut best, mut kind) = (0.0, 0.0, Kind::Other);
    for text in texts {
        for group in GROUPS.iter().filter(|group| matches(group, text)) {
            sum += group.weight;
            let rank = if group.kind == Kind::Privacy { PRIVACY } else { group.weight };
            if rank > best {
                (best, kind) = (rank, group.kind);
            }
        }
    }
    (sum, kind)
}

/// "Privacy" names the kind where nothing but a bare "policy" or "legal" does.
const PRIVACY: f32 = 0.6;

fn matches(group: &Group, text: &str) -> bool {
    group.patterns.iter().any(|pattern| holds(text, pattern))
}

/// The part of an address that tells: without its scheme, camelCase taken apart, folded.
pub(super) fn address(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let mut apart = String::with_capacity(rest.len());
    for c in rest.chars() {
        if c.is_ascii_uppercase() && apart.ends_with(|before: char| before.is_ascii_lowercase()) {
            apart.push('-');
        }
        apart.push(c);
    }
    folded(&apart)
}

/// The gate as a classic script for the content script: it defines one constant, `clausewatchGate(address, title)`, which
/// answers like [`gate`] (`{candidate, kind}`). Generated, so that no list is kept in two languages.
pub fn gate_words_js() -> String {
    let mut groups = String::new();
    for group in GROUPS {
        let source: Vec<String> = group.patterns.iter().map(|pattern| expression(pattern)).collect();
        writeln!(groups, "    [{:?}, {}, /{}/],", group.kind.id(), group.weight, source.join("|"))
            .expect("writing to a string");
    }
    GATE_JS
        .replace("GROUPS", groups.trim_end())
        .replace("THRESHOLD", &THRESHOLD.to_string())
        .replace("PRIVACY", &PRIVACY.to_string())
}

/// A pattern as a regular expression.
fn expression(pattern: &str) -> String {
    let body: String = pattern
        .trim_matches('*')
        .chars()
        .map(|c| match c {
            '-' => "-?".to_owned(),
            '/' | '.' | '?' | '*' | '(' | ')' | '[' | ']' | '{' | '}' | '^' | '$' | '|' | '\\' => format!("\\{c}"),
            c => c.to_string(),
        })
        .collect();
    let start = if pattern.starts_with('*') { "" } else { "(?:^|[^a-z])" };
    let end = if pattern.ends_with('*') { "" } else { "(?![a-z])" };
    format!("{start}{body}{end}")
}

const GATE_JS: &str = r#"// World: the content script. Generated from rules/detection.toml: `CLAUSEWATCH_WRITE=1 cargo test javascript`.
"use strict";

/** Whether a page looks like a policy, from its address and title alone: {candidate, kind}. */
const clausewatchGate = (() => {
  /** @type {[string, number, RegExp][]} kind, weight, patterns */
  const groups = [
GROUPS
  ];
  /** @param {string} text */
  const folded = (text) => text.toLowerCase().replaceAll("%20", " ").replace(/[ \u00a0\t\n\r_+\-\u2011\u2013\u2014]+/g, "-");
  /** @param {string} url @param {string} title */
  return (url, title) => {
    const scheme = url.indexOf("://");
    const rest = scheme < 0 ? url : url.slice(scheme + 3);
    let sum = 0, best = 0, kind = "other";
    for (const text of [folded(rest.replace(/([a-z])(?=[A-Z])/g, "$1-")), folded(title)]) {
      for (const [group, weight, patterns] of groups) {
        if (!patterns.test(text)) continue;
        sum += weight;
        const rank = group === "privacy" ? PRIVACY : weight;
        if (rank > best) [best, kind] = [rank, group];
      }
    }
    return { candidate: sum >= THRESHOLD && kind !== "privacy" && kind !== "other", kind };
  };
})();
"#;
