//! `cargo xtask catalogue ADDRESSES FACTS`: writes extension/library/known.json, the policies that can be watched with one
//! click, from lists of addresses that volunteers keep, and from our own, `xtask/policies.tsv`, where those know little of
//! the services that others build on.
//!
//! ADDRESSES is tab-separated: service, type of document, address, the lists that name it. FACTS is JSON Lines with
//! `platform` and `sector`. Only facts are taken over: who, what, where.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::paths::Project;
use crate::platforms::sector_of;

/// What the lists call a document, and what we do. Privacy and imprint bind nobody.
const KINDS: &[(&str, &str)] = &[
    ("Acceptable Use Policy", "acceptable_use"),
    ("Ad Publishing Policy", "acceptable_use"),
    ("Commercial Terms", "terms"),
    ("Community Guidelines", "community_guidelines"),
    ("Developer Terms", "developer_terms"),
    ("Marketplace Sellers Conditions", "terms"),
    ("Terms and Conditions", "terms"),
    ("Terms of Service", "terms"),
    ("Terms of Use", "terms"),
];

/// What a list is about, where a service's sector is not known otherwise.
const LISTS: &[(&str, &str)] = &[
    ("dating-declarations", "community"),
    ("genai-contrib-declarations", "ai"),
    ("genai-eu-declarations", "ai"),
    ("p2b-compliance-declarations", "commerce"),
    ("pga-declarations", "community"),
];

/// Kinds of service that we looked up ourselves, where neither facts nor lists know them.
const LOOKED_UP: &str = include_str!("../sectors.tsv");

/// Our own list: platform, kind, address, sector. What it says of a platform's kind of document goes before the others.
const OWN: &str = include_str!("../policies.tsv");

/// A document that is spread over more addresses than this cannot be watched at one of them.
const MOST_ADDRESSES: usize = 3;

/// Writes `extension/library/known.json`.
pub(crate) fn write(project: &Project, addresses: &Path, facts: &Path) -> Result<()> {
    let sectors = sectors(facts)?;
    let text = fs::read_to_string(addresses).with_context(|| format!("cannot read {}", addresses.display()))?;
    let mut documents: BTreeMap<(String, &str), Vec<(&str, &str)>> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        ensure!(columns.len() == 4, "{}, line {}: not four columns", addresses.display(), number + 1);
        let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == columns[1]) else { continue };
        let now = columns[3].split('|').find(|list| list.ends_with("-declarations"));
        if let Some(list) = now.filter(|_| is_page(columns[2])) {
            documents.entry((columns[0].trim().to_owned(), kind)).or_default().push((columns[2], list));
        }
    }
    let mut known: BTreeMap<(&str, &str), (&str, &str)> = BTreeMap::new();
    for ((platform, kind), pages) in documents.iter().filter(|(_, pages)| pages.len() <= MOST_ADDRESSES) {
        let (address, list) = pages[0];
        let of_list = LISTS.iter().find(|(name, _)| *name == list).map(|(_, sector)| *sector);
        let sector = sectors.get(&platform.to_lowercase()).copied().or(of_list).or_else(|| looked_up(platform));
        known.insert((platform, kind), (address, sector.unwrap_or("other")));
    }
    ensure!(!known.is_empty(), "{} names no policy", addresses.display());
    for line in OWN.lines() {
        let [platform, kind, address, sector] = line.split('\t').collect::<Vec<_>>()[..] else {
            bail!("xtask/policies.tsv: {line:?} is not four columns");
        };
        ensure!(is_page(address), "xtask/policies.tsv: {address} is no page");
        known.insert((platform, kind), (address, sector));
    }
    let known: Vec<String> = known
        .into_iter()
        .map(|((platform, kind), (address, sector))| {
            json!({"platform": platform, "kind": kind, "address": address, "sector": sector}).to_string()
        })
        .collect();
    // A policy a line: an address that changes is one line to read.
    let file = project.path("extension/library/known.json");
    fs::write(&file, format!("[\n{}\n]\n", known.join(",\n")))
        .with_context(|| format!("cannot write {}", file.display()))
}

fn looked_up(platform: &str) -> Option<&'static str> {
    LOOKED_UP.lines().filter_map(|line| line.split_once('\t')).find(|(name, _)| *name == platform).map(|(_, id)| id)
}

/// Platforms in lower case, and their sectors.
fn sectors(facts: &Path) -> Result<BTreeMap<String, &'static str>> {
    let text = fs::read_to_string(facts).with_context(|| format!("cannot read {}", facts.display()))?;
    let mut sectors = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let fact: Value = serde_json::from_str(line).with_context(|| format!("{}: no JSON", facts.display()))?;
        let field = |name: &str| fact[name].as_str().with_context(|| format!("{}: no {name}", facts.display()));
        sectors.insert(field("platform")?.to_lowercase(), sector_of(field("sector")?)?);
    }
    Ok(sectors)
}

/// Whether an address is a page's that a browser asks for safely. Documents for download are read by nobody here.
fn is_page(address: &str) -> bool {
    address.starts_with("https://")
        && !address.contains(char::is_whitespace)
        && !address.to_lowercase().contains(".pdf")
}
