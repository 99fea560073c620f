//! From `rules/regulations.toml` and `rules/platforms.toml` to Rust tables (`OUT_DIR/facts.rs`, which
//! src/judge/regulations.rs and src/judge/prevalence.rs include).
//!
//! Owns both files' format and the checks that need no other file.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

use super::rules::{load, severity_path, variant};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Regulations {
    regulation: Vec<Regulation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Regulation {
    id: String,
    name: String,
    citation: String,
    jurisdiction: String,
    fact: String,
    url: String,
    checked: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Platforms {
    sector: Vec<Sector>,
    policy: Vec<Policy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sector {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
    name: String,
    sector: String,
    url: String,
    #[serde(default)]
    none: Vec<String>,
    #[serde(default)]
    low: Vec<String>,
    #[serde(default)]
    medium: Vec<String>,
    #[serde(default)]
    high: Vec<String>,
}

/// The tables of regulations, and of sectors and policies. The error names the file and the entry at fault.
pub(crate) fn compile(rules: &Path) -> Result<(String, String), String> {
    let file = rules.join("regulations.toml");
    let regulations = regulations(&load::<Regulations>(&file)?).map_err(|e| format!("{}: {e}", file.display()))?;
    let file = rules.join("platforms.toml");
    let platforms = platforms(&load::<Platforms>(&file)?).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok((regulations, platforms))
}

fn regulations(all: &Regulations) -> Result<String, String> {
    let mut ids = BTreeSet::new();
    let mut out = String::from("static REGULATIONS: &[Regulation] = &[\n");
    for Regulation { id, name, citation, jurisdiction, fact, url, checked } in &all.regulation {
        if !ids.insert(id) {
            return Err(format!("{id} stands twice"));
        }
        if !url.starts_with("https://") {
            return Err(format!("{id}: {url} is no https address"));
        }
        writeln!(
            out,
            "Regulation {{ id: {id:?}, name: {name:?}, citation: {citation:?}, jurisdiction: {jurisdiction:?}, \
             fact: {fact:?}, url: {url:?}, checked: {checked:?} }},"
        )
        .map_err(|e| e.to_string())?;
    }
    Ok(out + "];\n")
}

fn platforms(all: &Platforms) -> Result<String, String> {
    let mut out = String::from("static SECTORS: &[&str] = &[");
    for sector in &all.sector {
        write!(out, "{:?}, ", sector.name).map_err(|e| e.to_string())?;
    }
    out += "];\nstatic POLICIES: &[PolicyRead] = &[\n";
    for policy in &all.policy {
        let sector = all
            .sector
            .iter()
            .position(|s| s.id == policy.sector)
            .ok_or_else(|| format!("{}: no sector {:?}", policy.name, policy.sector))?;
        let mut has = String::new();
        for (severity, categories) in
            [("none", &policy.none), ("low", &policy.low), ("medium", &policy.medium), ("high", &policy.high)]
        {
            for category in categories {
                write!(has, "(Category::{}, {}), ", variant(category), severity_path(severity)?)
                    .map_err(|e| e.to_string())?;
            }
        }
        writeln!(
            out,
            "PolicyRead {{ name: {:?}, sector: SECTORS[{sector}], url: {:?}, has: &[{has}] }},",
            policy.name, policy.url
        )
        .map_err(|e| e.to_string())?;
    }
    Ok(out + "];\n")
}
