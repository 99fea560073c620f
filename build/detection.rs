//! Compiles `rules/detection.toml`: the gate's groups of patterns, the words of policies, the words of pages that are none.

use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    gate: Gate,
    words: Words,
    #[serde(rename = "self")]
    names: Vec<Names>,
    unreadable: Vec<Unreadable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gate {
    threshold: f32,
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    kind: String,
    weight: f32,
    patterns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    binding: Vec<String>,
    reporting: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    kind: String,
    patterns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unreadable {
    reason: String,
    title: Vec<String>,
    text: Vec<String>,
}

/// The tables of `read/detection.rs` as code.
pub(crate) fn compile(rules: &Path) -> Result<String, String> {
    let path = rules.join("detection.toml");
    let fault = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|e| fault(&e))?;
    let file: File = toml::from_str(&text).map_err(|e| fault(&e))?;
    let mut code = String::new();
    let mut line = |text: String| writeln!(code, "{text}").map_err(|e| fault(&e));
    line(format!("pub(super) const THRESHOLD: f32 = {:?};", file.gate.threshold))?;
    line("pub(super) static GROUPS: &[Group] = &[".into())?;
    for group in file.gate.group {
        let kind = variant(&group.kind);
        let patterns = checked(&group.patterns).map_err(|e| fault(&e))?;
        line(format!("Group {{ kind: Kind::{kind}, weight: {:?}, patterns: &{patterns:?} }},", group.weight))?;
    }
    line("];".into())?;
    line(format!("pub(super) static BINDING: &[&str] = &{:?};", checked(&file.words.binding).map_err(|e| fault(&e))?))?;
    line(format!(
        "pub(super) static REPORTING: &[&str] = &{:?};",
        checked(&file.words.reporting).map_err(|e| fault(&e))?
    ))?;
    line("pub(super) static NAMES: &[(Kind, &[&str])] = &[".into())?;
    for names in file.names {
        line(format!("(Kind::{}, &{:?}),", variant(&names.kind), checked(&names.patterns).map_err(|e| fault(&e))?))?;
    }
    line("];".into())?;
    line("pub(super) static STAND_INS: &[StandIn] = &[".into())?;
    for page in file.unreadable {
        let reason = variant(&page.reason);
        let (title, text) = (checked(&page.title).map_err(|e| fault(&e))?, checked(&page.text).map_err(|e| fault(&e))?);
        line(format!("StandIn {{ reason: Unreadable::{reason}, title: &{title:?}, text: &{text:?} }},"))?;
    }
    line("];".into())?;
    Ok(code)
}

/// `acceptable_use` as `AcceptableUse`. An unknown one is a compile error in the crate.
fn variant(id: &str) -> String {
    id.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// A pattern with capitals or spaces could never match, and one that begins with "-" has no word to look for.
fn checked(patterns: &[String]) -> Result<&[String], String> {
    let faulty = |pattern: &&String| {
        let body = pattern.trim_matches('*');
        body.is_empty() || body.starts_with('-') || body.to_lowercase() != body || body.contains([' ', '_', '*'])
    };
    match patterns.iter().find(faulty) {
        Some(pattern) => {
            Err(format!("pattern {pattern:?}: use lower case, \"-\" between words, \"*\" only at the ends"))
        }
        None => Ok(patterns),
    }
}
