//! Compiles `rules/comparing.toml`: the words that comparing goes by.

use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    general: Vec<String>,
    referring: Vec<String>,
    takes_down: Vec<String>,
    consequences: Vec<String>,
    sanctions: Vec<Vec<String>>,
    provisos: Vec<String>,
    limits: Vec<String>,
    qualifiers: Vec<String>,
    hedges: Vec<String>,
    burdens: Vec<String>,
    members: Vec<String>,
    kin: Vec<Vec<String>>,
    binding: Vec<String>,
    forbidding: Vec<String>,
    pointing: Vec<String>,
}

/// The tables of `compare/standing/words.rs` as code.
pub(crate) fn compile(rules: &Path) -> Result<String, String> {
    let path = rules.join("comparing.toml");
    let fault = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|e| fault(&e))?;
    let file: File = toml::from_str(&text).map_err(|e| fault(&e))?;
    let mut code = String::new();
    let mut list = |name: &str, words: &[String]| {
        if let Some(word) = words.iter().find(|w| w.is_empty() || **w != w.to_lowercase()) {
            return Err(fault(&format!("{name}: \"{word}\" is no word in lower case")));
        }
        writeln!(code, "pub(in crate::compare) static {name}: &[&str] = &{words:?};").map_err(|e| fault(&e))
    };
    list("GENERAL", &file.general)?;
    list("REFERRING", &file.referring)?;
    list("TAKES_DOWN", &file.takes_down)?;
    list("CONSEQUENCES", &file.consequences)?;
    list("PROVISOS", &file.provisos)?;
    list("LIMITS", &file.limits)?;
    list("QUALIFIERS", &file.qualifiers)?;
    list("HEDGES", &file.hedges)?;
    list("BURDENS", &file.burdens)?;
    list("MEMBERS", &file.members)?;
    list("BINDING", &file.binding)?;
    list("FORBIDDING", &file.forbidding)?;
    list("POINTING", &file.pointing)?;
    if let Some(group) = file.kin.iter().find(|group| group.len() < 2) {
        return Err(fault(&format!("kin: {group:?} is no group")));
    }
    for (name, groups) in [("KIN", &file.kin), ("SANCTIONS", &file.sanctions)] {
        let groups: String = groups.iter().map(|group| format!("&{group:?}, ")).collect();
        writeln!(code, "pub(in crate::compare) static {name}: &[&[&str]] = &[{groups}];").map_err(|e| fault(&e))?;
    }
    Ok(code)
}
