//! `cargo xtask platforms FACTS`: writes rules/platforms.toml from labelled facts about real policies.
//!
//! FACTS is JSON Lines, one policy a line: `platform`, `sector`, `url` (the version that was read) and `categories`
//! (id to the gravest severity of its clauses). Titles and texts are the policies' own and are left out.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use clausewatch::judge::{Category, Severity};
use serde_json::Value;

use crate::paths::Project;

/// Kinds of service (id, words, what the facts call them). 43 policies are too few for finer ones.
const SECTORS: &[(&str, &str, &[&str])] = &[
    ("ai", "AI services", &["AI"]),
    ("hosting", "hosting and cloud", &["cloud", "hosting", "hosting co-op", "community host"]),
    ("software", "software and developer tools", &["saas", "dev platform", "analytics", "maps", "browser"]),
    ("community", "communities and entertainment", &["social", "forum", "adult", "music", "games"]),
    ("telecom", "internet access, telephone and messaging", &["ISP", "telephony", "messaging"]),
    (
        "education",
        "schools, universities and research",
        &["university", "school", "research", "research cloud", "research cluster"],
    ),
    ("commerce", "online shops", &["ecommerce"]),
];

/// Writes `rules/platforms.toml`.
pub(crate) fn write(project: &Project, facts: &Path) -> Result<()> {
    let text = fs::read_to_string(facts).with_context(|| format!("cannot read {}", facts.display()))?;
    let mut out = String::from(
        "# Which categories real policies contain, and how grave. Written by `cargo xtask platforms`: do not edit.\n",
    );
    for (id, name, _) in SECTORS {
        write!(out, "\n[[sector]]\nid = \"{id}\"\nname = \"{name}\"\n")?;
    }
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        policy(line, &mut out).with_context(|| format!("{}, line {}", facts.display(), number + 1))?;
    }
    let file = project.path("rules/platforms.toml");
    fs::write(&file, out).with_context(|| format!("cannot write {}", file.display()))
}

/// The kind of service that the facts call `called`.
pub(crate) fn sector_of(called: &str) -> Result<&'static str> {
    let kind = SECTORS.iter().find(|(_, _, names)| names.contains(&called));
    kind.map(|(id, ..)| *id).with_context(|| format!("sector {called:?} is in none of the kinds of service"))
}

fn policy(line: &str, out: &mut String) -> Result<()> {
    let facts: Value = serde_json::from_str(line)?;
    let field = |name: &str| facts[name].as_str().with_context(|| format!("no {name}"));
    let sector = sector_of(field("sector")?)?;
    write!(out, "\n[[policy]]\nname = {:?}\nsector = {sector:?}\nurl = {:?}\n", field("platform")?, field("url")?)?;
    let mut by_severity: BTreeMap<Severity, Vec<&str>> = BTreeMap::new();
    for (category, severity) in facts["categories"].as_object().context("no categories")? {
        ensure!(Category::from_id(category).is_some(), "no category {category:?}");
        let severity = severity.as_str().and_then(Severity::from_id).context("no such severity")?;
        by_severity.entry(severity).or_default().push(category);
    }
    for (severity, categories) in by_severity {
        writeln!(out, "{} = {categories:?}", severity.id())?;
    }
    Ok(())
}
