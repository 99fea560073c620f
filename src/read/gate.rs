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

/// The heaviest group that matches and whose words have no other meaning: for running text, where "settings" or "news" beside
/// a policy's name say nothing against it.
pub(super) fn heaviest(text: &str) -> (f32, Kind) {
    let sure = GROUPS.iter().filter(|group| group.weight >= 1.0 && matches(group, text));
    sure.max_by(|a, b| a.weight.total_cmp(&b.weight)).map_or((0.0, Kind::Other), |group| (group.weight, group.kind))
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

/// A word of patterns: its group, itself, its patterns.
type Word = (usize, &'static str, Vec<&'static str>);

/// How many letters words are searched by first: with three, every ".com" would find "community".
const START: usize = 4;

/// The gate as a classic script for the content script: it defines one constant, `clausewatchGate(address, title)`, which
/// answers like [`gate`] (`{candidate, kind}`). Generated, so that no list is kept in two languages.
///
/// On nearly every page the script runs once, before the browser has compiled it: what counts is that it takes few steps, and
/// that the long ones are the browser's own. So no regular expression, which would have to be compiled, and no walk over the
/// letters, nor a loop over the words: the browser searches for each beginning of a word, and nearly every page is done with that.
pub fn gate_words_js() -> String {
    let mut groups = String::new();
    // The first letters, then each word that begins with them.
    let mut starts: Vec<(String, Vec<Word>)> = Vec::new();
    for (at, group) in GROUPS.iter().enumerate() {
        writeln!(groups, "    [{:?}, {}],", group.kind.id(), group.weight).expect("writing to a string");
        for pattern in group.patterns {
            // The longest: every page holds the "t" of "t-and-c".
            let word = pattern.trim_matches('*').split('-').max_by_key(|part| part.len()).unwrap_or_default();
            let start: String = word.chars().take(START).collect();
            let known = starts.iter().position(|(known, _)| *known == start).unwrap_or_else(|| {
                starts.push((start, Vec::new()));
                starts.len() - 1
            });
            let at_start = &mut starts[known].1;
            match at_start.iter_mut().find(|(known, of, _)| (*known, *of) == (at, word)) {
                Some((_, _, patterns)) => patterns.push(pattern),
                None => at_start.push((at, word, vec![pattern])),
            }
        }
    }
    let letters: Vec<&str> = starts.iter().map(|(start, _)| start.as_str()).collect();
    let mut words = String::new();
    for (_, at_start) in &starts {
        let entries: Vec<String> =
            at_start.iter().map(|(group, word, patterns)| format!("{group} {word} {}", patterns.join(" "))).collect();
        writeln!(words, "    {:?},", entries.join(";")).expect("writing to a string");
    }
    GATE_JS
        .replace("GROUPS", groups.trim_end())
        .replace("STARTS", &format!("{letters:?}"))
        .replace("WORDS", words.trim_end())
        .replace("THRESHOLD", &THRESHOLD.to_string())
        .replace("PRIVACY", &PRIVACY.to_string())
}

const GATE_JS: &str = r#"// World: the content script. Generated from rules/detection.toml: `CLAUSEWATCH_WRITE=1 cargo test javascript`.
"use strict";

/** Whether a page looks like a policy, from its address and title alone: {candidate, kind}. */
const clausewatchGate = (() => {
  /** @type {[string, number][]} kind, weight */
  const groups = [
GROUPS
  ];
  // The letters that words begin with, and for each the words: group, word, patterns.
  const starts = STARTS;
  const words = [
WORDS
  ];
  const between = [" ", "\u00a0", "\t", "\n", "\r", "_", "+", "\u2011", "\u2013", "\u2014"];
  // In parentheses, here and below: what runs on every page is compiled with its script, not parsed once more when called.
  const folded = (function (/** @type {string} */ text) {
    let folded = text.toLowerCase().replaceAll("%20", "-");
    for (const one of between) folded = folded.replaceAll(one, "-");
    while (folded.includes("--")) folded = folded.replaceAll("--", "-");
    return folded;
  });
  /** @param {string} text @param {number} at */
  const isLetter = (text, at) => text[at] !== undefined && /** @type {string} */ (text[at]) >= "a" && /** @type {string} */ (text[at]) <= "z";
  /** "-" is a hyphen or nothing, "*" an open end. @param {string} text @param {string} pattern */
  const holds = (text, pattern) => {
    const [head = "", ...tail] = pattern.replaceAll("*", "").split("-");
    for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + head.length)) {
      if (!pattern.startsWith("*") && isLetter(text, at - 1)) continue;
      let end = at + head.length;
      const fits = tail.every((part) => {
        if (text[end] === "-") end += 1;
        const there = text.startsWith(part, end);
        end += part.length;
        return there;
      });
      if (fits && (pattern.endsWith("*") || !isLetter(text, end))) return true;
    }
    return false;
  };
  return (function (/** @type {string} */ url, /** @type {string} */ title) {
    const scheme = url.indexOf("://");
    const rest = scheme < 0 ? url : url.slice(scheme + 3);
    // Few addresses have capitals, and a regular expression must be compiled.
    const apart = rest === rest.toLowerCase() ? rest : rest.replace(/([a-z])(?=[A-Z])/g, "$1-");
    const both = `${folded(apart)}\n${folded(title)}`;
    /** @type {string[][]} by group, what may match: nothing, on nearly every page */
    const near = [];
    // `includes` is itself what filters, so that the browser walks the list. It is then given a start's place in the list as
    // where to begin, which the spaces make harmless.
    const padded = " ".repeat(starts.length) + both;
    for (const start of starts.filter(padded.includes, padded)) {
      for (const entry of /** @type {string} */ (words[starts.indexOf(start)]).split(";")) {
        const [group = "", word = "", ...patterns] = entry.split(" ");
        if (both.includes(word)) (near[Number(group)] ??= []).push(...patterns);
      }
    }
    let sum = 0, best = 0, kind = "other";
    if (near.length > 0) {
      for (const text of both.split("\n")) {
        groups.forEach(([group, weight], i) => {
          if (!near[i]?.some((one) => holds(text, one))) return;
          sum += weight;
          const rank = group === "privacy" ? PRIVACY : weight;
          if (rank > best) [best, kind] = [rank, group];
        });
      }
    }
    return { candidate: sum >= THRESHOLD && kind !== "privacy" && kind !== "other", kind };
  });
})();
"#;
