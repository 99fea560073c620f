//! What is stored: entries, versions, texts. These types are a format on disk; the core's own stay free to change.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::read::{Date, Policy, Provision, ProvisionId};

/// Milliseconds since 1970.
pub type Millis = u64;

/// A policy in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Entry {
    /// Its canonical address.
    pub address: String,
    /// The title of its current version.
    pub title: String,
    /// What kind of document it is: the id that the command line uses.
    pub kind: String,
    /// BCP 47; may be empty.
    pub language: String,
    /// When it was kept first.
    #[cfg_attr(test, ts(type = "number"))]
    pub first_seen: Millis,
    /// When it was looked at last with success.
    #[cfg_attr(test, ts(type = "number"))]
    pub last_seen: Millis,
    /// How many versions there are: the number of the last one.
    pub versions: u32,
    /// The hash of the last version.
    pub head: String,
    /// The version that the page showed last. Not the last one where the page went back to an earlier text.
    pub current: u32,
    /// The version that the reader saw last. Earlier than `current` where a change was found in the background.
    pub seen: u32,
    /// The version that the reader agreed to, as the reader said.
    #[serde(default)]
    pub agreed: Option<Agreed>,
    /// The latest visits, newest last, a few: a document that is read again is compared as it was the first time.
    pub sittings: Vec<Sitting>,
}

/// That the reader agreed to a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Agreed {
    /// Its number.
    pub version: u32,
    /// When the reader said so.
    #[cfg_attr(test, ts(type = "number"))]
    pub at: Millis,
}

/// What a list of policies shows of one: an entry without what only visits need, so that a thousand are listed at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Shelved {
    /// Its canonical address.
    pub address: String,
    /// The title of its current version.
    pub title: String,
    /// What kind of document it is: the id that the command line uses.
    pub kind: String,
    /// BCP 47; may be empty.
    pub language: String,
    /// When it was kept first.
    #[cfg_attr(test, ts(type = "number"))]
    pub first_seen: Millis,
    /// When it was looked at last with success.
    #[cfg_attr(test, ts(type = "number"))]
    pub last_seen: Millis,
    /// How many versions there are.
    pub versions: u32,
    /// The version that the page showed last.
    pub current: u32,
    /// The version that the reader saw last.
    pub seen: u32,
}

/// A document in a tab, and what it was compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Sitting {
    /// The document's random id.
    pub document: String,
    /// What it was compared with; `None` on a first visit.
    pub baseline: Option<Baseline>,
}

/// A version to compare with, and when it had been seen last by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Baseline {
    /// Its number.
    pub version: u32,
    /// When it had been seen last.
    #[cfg_attr(test, ts(type = "number"))]
    pub seen_at: Millis,
}

/// How a source came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum SourceKind {
    /// The document as it stood in a tab, written as HTML.
    Page,
    /// What the server sent.
    Fetched,
    /// A file or a text that the reader brought; the day it was read is the day that the reader gave it.
    File,
}

/// One version of a policy. All but the marks at the end is under its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Version {
    /// The policy's canonical address.
    pub address: String,
    /// Its number, from 1.
    pub number: u32,
    /// The address it was read from.
    pub url: String,
    /// When it was first read.
    #[cfg_attr(test, ts(type = "number"))]
    pub read_at: Millis,
    /// The version of Clausewatch that read it: another one may read the same source otherwise.
    pub reader: String,
    /// The policy's fingerprint as that reader saw it.
    pub fingerprint: String,
    /// The day on which it takes effect, as stated in it.
    pub effective_date: Option<String>,
    /// How many provisions it has.
    pub provisions: u32,
    /// SHA-256 of its text's JSON.
    pub text_sha256: String,
    /// The JSON's length in bytes.
    #[cfg_attr(test, ts(type = "number"))]
    pub text_bytes: u64,
    /// How its source came.
    pub source_kind: SourceKind,
    /// SHA-256 of its source.
    pub source_sha256: String,
    /// The source's length in bytes.
    #[cfg_attr(test, ts(type = "number"))]
    pub source_bytes: u64,
    /// The hash of the version before; `None` for the first.
    pub previous: Option<String>,
    /// SHA-256 over all of the above.
    pub hash: String,
    /// Mark: when this text was seen last.
    #[cfg_attr(test, ts(type = "number"))]
    pub last_seen: Millis,
    /// Mark: how often it was seen.
    pub sightings: u32,
    /// Mark: the document that it was read from, while that may still be loading.
    pub document: Option<String>,
    /// Mark: when its source was let go to save room; its text and its hashes stay.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "number | null"))]
    pub let_go: Option<Millis>,
}

/// Versions as one followed another in time. Numbers do not tell that: a version that the reader brought has a later number
/// than those that were seen before it was brought.
pub fn in_time(versions: &[Version]) -> Vec<&Version> {
    let mut ordered: Vec<&Version> = versions.iter().collect();
    ordered.sort_by_key(|version| (version.read_at, version.number));
    ordered
}

/// A policy's text as it is stored: headings and lead-ins once, provisions pointing at them. Ids and fingerprint are made
/// anew at reading, as today's code makes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    title: String,
    language: String,
    effective_date: Option<String>,
    paths: Vec<Vec<String>>,
    lead_ins: Vec<String>,
    /// Path, marker, lead-in, text.
    provisions: Vec<(u32, Option<String>, Option<u32>, String)>,
}

/// A record that does not say what it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[error("the record of {what} is damaged: {why}")]
pub struct Corrupt {
    /// Which record.
    pub what: String,
    /// What is wrong with it.
    pub why: String,
}

impl Text {
    /// The text of a policy.
    pub fn new(policy: &Policy) -> Self {
        let (mut paths, mut path_at) = (Vec::new(), HashMap::new());
        let (mut lead_ins, mut lead_in_at) = (Vec::new(), HashMap::new());
        let provisions = policy
            .provisions
            .iter()
            .map(|p| {
                let path = *path_at.entry(&p.path).or_insert_with(|| {
                    paths.push(p.path.iter().map(|h| h.to_string()).collect());
                    paths.len() as u32 - 1
                });
                let lead_in = p.lead_in.as_ref().map(|l| {
                    *lead_in_at.entry(l).or_insert_with(|| {
                        lead_ins.push(l.to_string());
                        lead_ins.len() as u32 - 1
                    })
                });
                (path, p.marker.clone(), lead_in, p.text.clone())
            })
            .collect();
        Self {
            title: policy.title.clone(),
            language: policy.language.clone(),
            effective_date: policy.effective_date.map(|d| d.to_string()),
            paths,
            lead_ins,
            provisions,
        }
    }

    /// The JSON that is stored and hashed.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers always serialise")
    }

    /// From the stored JSON; `what` names the record in the error.
    ///
    /// # Errors
    /// Where it is no such JSON.
    pub fn from_json(what: &str, json: &str) -> Result<Self, Corrupt> {
        serde_json::from_str(json).map_err(|e| Corrupt { what: what.into(), why: e.to_string() })
    }

    /// The policy. Its provisions stand on no page.
    ///
    /// # Errors
    /// Where a provision points at a heading or lead-in that is not there, or the date is none.
    pub fn to_policy(&self, what: &str) -> Result<Policy, Corrupt> {
        let corrupt = |why: &str| Corrupt { what: what.into(), why: why.into() };
        let paths: Vec<Arc<[Arc<str>]>> =
            self.paths.iter().map(|path| path.iter().map(|h| Arc::from(h.as_str())).collect()).collect();
        let lead_ins: Vec<Arc<str>> = self.lead_ins.iter().map(|l| Arc::from(l.as_str())).collect();
        let mut provisions = Vec::with_capacity(self.provisions.len());
        for (path, marker, lead_in, text) in &self.provisions {
            let path = paths.get(*path as usize).ok_or_else(|| corrupt("a provision's headings are missing"))?;
            let lead_in = match lead_in {
                Some(at) => Some(lead_ins.get(*at as usize).ok_or_else(|| corrupt("a lead-in is missing"))?.clone()),
                None => None,
            };
            provisions.push(Provision {
                id: ProvisionId("".into()),
                path: path.clone(),
                marker: marker.clone(),
                lead_in,
                text: text.clone(),
                anchors: Vec::new(),
            });
        }
        let effective_date = match &self.effective_date {
            Some(date) => Some(parse_date(date).ok_or_else(|| corrupt("its date is none"))?),
            None => None,
        };
        Ok(Policy::new(self.title.clone(), self.language.clone(), effective_date, provisions))
    }
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-').map(|p| p.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?)
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a string");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Page, read};
    use crate::tree::Tree;

    #[test]
    fn a_policy_comes_back_as_it_was_but_for_the_page() {
        let html = "<title>Rules</title><html lang=en><h1>Rules</h1><p>Last updated: 3 March 2025</p><h2>1. Conduct</h2>\
                    <p>You may not:</p><ol><li>send spam;</li><li>send spam;</li><li>attack others 😀.</li></ol>";
        let page = Page { url: "https://a.test/aup".into() };
        let mut policy = read(&Tree::from_html(html), &page, None).policy.expect("a policy");
        let json = Text::new(&policy).to_json();
        let back = Text::from_json("the test", &json).and_then(|t| t.to_policy("the test")).expect("sound");
        for provision in &mut policy.provisions {
            provision.anchors.clear();
        }
        assert_eq!(back, policy);
    }

    #[test]
    fn damage_is_named() {
        let text = |json: &str| Text::from_json("version 3", json).and_then(|t| t.to_policy("version 3"));
        let with = |provisions: &str, date: &str| {
            format!(
                r#"{{"title":"","language":"","effective_date":{date},"paths":[[]],"lead_ins":[],"provisions":[{provisions}]}}"#
            )
        };
        assert!(text(&with(r#"[0,null,null,"a"]"#, "null")).is_ok());
        for bad in [
            "{",
            "[]",
            &with(r#"[1,null,null,"a"]"#, "null"),
            &with(r#"[0,null,0,"a"]"#, "null"),
            &with("", "\"2025-02-30\""),
        ] {
            let error = text(bad).expect_err(bad);
            assert!(error.to_string().starts_with("the record of version 3 is damaged: "), "{error}");
        }
    }
}
