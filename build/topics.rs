//! Compiles `rules/topics.toml`: matters that a clause may newly bring in or no longer mention.

use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    topic: Vec<Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    words: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    loosely: Vec<String>,
    #[serde(default)]
    only_when_new: bool,
    #[serde(default)]
    promises: bool,
    comes: Turn,
    goes: Turn,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    id: String,
    direction: Direction,
    severity: Severity,
    says: String,
    short: String,
    about: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Worse,
    Better,
    Neutral,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Severity {
    Low,
    Medium,
    High,
}

/// The table of `compare/effects/topics.rs` as code.
pub(crate) fn compile(rules: &Path) -> Result<String, String> {
    let path = rules.join("topics.toml");
    let fault = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|e| fault(&e))?;
    let file: File = toml::from_str(&text).map_err(|e| fault(&e))?;
    let mut code =
        "/// All topics, in the order in which they are told.\npub(in crate::compare) const TOPICS: &[Topic] = &[\n"
            .to_owned();
    for topic in file.topic {
        let Topic { words, beside, unless, loosely, only_when_new, promises, comes, goes } = topic;
        let lists = [&words, &beside, &unless, &loosely];
        if let Some(word) = lists.into_iter().flatten().find(|w| w.is_empty() || **w != w.to_lowercase()) {
            return Err(fault(&format!("\"{word}\" of {} is no word in lower case", comes.id)));
        }
        let (comes, goes) = (turn(&comes), turn(&goes));
        writeln!(
            code,
            "Topic {{ words: &{words:?}, beside: &{beside:?}, unless: &{unless:?}, loosely: &{loosely:?}, \
             only_when_new: {only_when_new}, promises: {promises}, comes: {comes}, goes: {goes} }},"
        )
        .map_err(|e| fault(&e))?;
    }
    code.push_str("];\n");
    Ok(code)
}

fn turn(turn: &Turn) -> String {
    let Turn { id, direction, severity, says, short, about } = turn;
    format!(
        "Turn {{ id: {id:?}, says: {says:?}, short: {short:?}, about: {about:?}, direction: Direction::{direction:?}, \
         severity: Severity::{severity:?} }}"
    )
}
