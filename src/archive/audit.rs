//! The audit bundle: policies with all that is kept of them as a folder of ordinary files, for people who do not have
//! Clausewatch and need not trust it.
//!
//! Owns which files there are, what they are called and whether they hold. Whoever packs or unpacks the zip stands outside.
//!
//! ```text
//! README.txt                        what this is, how to check it
//! SHA256SUMS                        the hash of every other file, as `sha256sum --check` reads it
//! manifest.json                     which policies there are, and the hash of each one's last version
//! policies/NAME/policy.json         the policy's record
//! policies/NAME/chain.json          the records of its versions: the hash chain
//! policies/NAME/0001/source.html    what the page was
//! policies/NAME/0001/text.json      what was read from it, as it is hashed
//! policies/NAME/0001/…              the same for people, and what changed since the version before
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bundle::{Bundle, Full};
use super::record::{Entry, Version, sha256};

/// The file of hashes.
pub const SUMS: &str = "SHA256SUMS";
/// The list of policies.
pub const MANIFEST: &str = "manifest.json";
/// What `manifest.json` says of itself.
const FORMAT: &str = "clausewatch audit bundle";
/// Its layout.
const LAYOUT: u32 = 1;

/// A file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AuditFile {
    /// Where it stands in the bundle.
    pub path: String,
    /// What is in it.
    pub contents: String,
    /// The SHA-256 of that.
    pub sha256: String,
}

impl AuditFile {
    /// A file with its hash.
    pub fn new(path: String, contents: String) -> Self {
        Self { sha256: sha256(contents.as_bytes()), path, contents }
    }
}

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    version: u32,
    /// When the bundle was made, as ISO 8601 in UTC.
    pub made_at: String,
    /// By what.
    pub made_by: String,
    /// The policies in it.
    pub policies: Vec<Listed>,
}

/// A policy in a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Listed {
    /// Its folder under `policies/`.
    pub folder: String,
    /// Its canonical address.
    pub address: String,
    /// Its title.
    pub title: String,
    /// How many versions there are.
    pub versions: u32,
    /// The hash of the last version: whoever knows it knows them all.
    pub head: String,
}

/// What does not hold in a bundle. Each names the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A file does not have the hash that the bundle says.
    #[error("{path}: its SHA-256 is {actual}, and {SUMS} says {expected}")]
    Hash {
        /// The file.
        path: String,
        /// What it should be.
        expected: String,
        /// What it is.
        actual: String,
    },
    /// A file cannot be unpacked.
    #[error("{path}: it cannot be unpacked: {why}")]
    Unpack {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
    /// A file is listed and not there.
    #[error("{path}: it is missing; its SHA-256 should be {expected}")]
    Missing {
        /// The file.
        path: String,
        /// What it should be.
        expected: String,
    },
    /// A file is there and not listed.
    #[error("{path}: {SUMS} does not list it")]
    Unlisted {
        /// The file.
        path: String,
    },
    /// A file is not what its name says.
    #[error("{path}: {why}")]
    Wrong {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
}

/// The records of a policy: what its versions are held against.
pub fn policy_files(folder: &str, entry: &Entry, versions: &[Version]) -> Vec<AuditFile> {
    // Which tabs were open is nobody's business but the reader's.
    let entry = Entry { sittings: Vec::new(), ..entry.clone() };
    let versions: Vec<Version> = versions.iter().map(|v| Version { document: None, ..v.clone() }).collect();
    vec![
        AuditFile::new(format!("policies/{folder}/policy.json"), pretty(&entry)),
        AuditFile::new(format!("policies/{folder}/chain.json"), pretty(&versions)),
    ]
}

/// The contents of a version, byte for byte as they are hashed in the chain.
pub fn version_files(folder: &str, full: &Full) -> Vec<AuditFile> {
    let place = version_folder(folder, full.version.number);
    vec![
        AuditFile::new(format!("{place}/source.html"), full.source.clone()),
        AuditFile::new(format!("{place}/text.json"), full.text.clone()),
    ]
}

/// Where a version's files stand.
pub fn version_folder(folder: &str, number: u32) -> String {
    format!("policies/{folder}/{number:04}")
}

/// The files that speak of the whole bundle, but for [`SUMS`].
pub fn covering_files(policies: Vec<Listed>, made_at: String, made_by: String) -> Vec<AuditFile> {
    let manifest = Manifest { format: FORMAT.into(), version: LAYOUT, made_at, made_by, policies };
    vec![
        AuditFile::new("README.txt".into(), include_str!("audit.txt").into()),
        AuditFile::new(MANIFEST.into(), pretty(&manifest)),
    ]
}

/// Checks a bundle: each file against its hash, each policy's chain, each version's text and source against the chain.
///
/// `names` are the files in the bundle, `read` unpacks one. Never holds more than one policy. Returns the policies that
/// hold, and whatever does not.
pub fn verify(names: &[String], mut read: impl FnMut(&str) -> Result<Vec<u8>, String>) -> (Vec<Listed>, Vec<Fault>) {
    let mut faults = Vec::new();
    let wrong = |path: &str, why: &str| Fault::Wrong { path: path.into(), why: why.into() };
    let sums = match read(SUMS).map(String::from_utf8) {
        Ok(Ok(text)) => match sums(&text) {
            Ok(sums) => sums,
            Err(line) => return (Vec::new(), vec![wrong(SUMS, &format!("line {line} is no SHA-256 and file name"))]),
        },
        Ok(Err(_)) => return (Vec::new(), vec![wrong(SUMS, "it is no text")]),
        Err(why) => return (Vec::new(), vec![Fault::Unpack { path: SUMS.into(), why }]),
    };
    let unlisted = names.iter().filter(|name| *name != SUMS && !name.ends_with('/') && !sums.contains_key(*name));
    faults.extend(unlisted.map(|path| Fault::Unlisted { path: path.clone() }));
    for (path, expected) in &sums {
        if !names.contains(path) {
            faults.push(Fault::Missing { path: path.clone(), expected: expected.clone() });
            continue;
        }
        match read(path) {
            Ok(bytes) => {
                let actual = sha256(&bytes);
                if actual != *expected {
                    faults.push(Fault::Hash { path: path.clone(), expected: expected.clone(), actual });
                }
            }
            Err(why) => faults.push(Fault::Unpack { path: path.clone(), why }),
        }
    }
    if !faults.is_empty() {
        return (Vec::new(), faults);
    }
    let manifest: Manifest = match record(MANIFEST, &mut read) {
        Ok(manifest) => manifest,
        Err(fault) => return (Vec::new(), vec![fault]),
    };
    if manifest.format != FORMAT || manifest.version != LAYOUT {
        return (Vec::new(), vec![wrong(MANIFEST, &format!("it is no {FORMAT} of layout {LAYOUT}"))]);
    }
    let mut sound = Vec::new();
    for listed in manifest.policies {
        match policy(&listed, &mut read) {
            Ok(()) => sound.push(listed),
            Err(fault) => faults.push(fault),
        }
    }
    (sound, faults)
}

/// The lines of [`SUMS`]; the number of the first one that is none.
fn sums(text: &str) -> Result<BTreeMap<String, String>, usize> {
    let hash = |text: &str| text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let line = |(at, line): (usize, &str)| match line.split_once("  ") {
        Some((sum, path)) if hash(sum) && !path.is_empty() => Ok((path.to_owned(), sum.to_owned())),
        _ => Err(at + 1),
    };
    text.lines().enumerate().map(line).collect()
}

/// Holds a policy's files against its chain, and the chain against the manifest.
fn policy(listed: &Listed, read: &mut impl FnMut(&str) -> Result<Vec<u8>, String>) -> Result<(), Fault> {
    let Listed { folder, address, head, versions: number, .. } = listed;
    let (policy_path, chain_path) = (format!("policies/{folder}/policy.json"), format!("policies/{folder}/chain.json"));
    let entry: Entry = record(&policy_path, read)?;
    let wrong = |path: &str, why: String| Fault::Wrong { path: path.into(), why };
    if entry.address != *address || entry.head != *head || entry.versions != *number {
        return Err(wrong(&policy_path, format!("it does not say what {MANIFEST} says of {address}")));
    }
    let chain: Vec<Version> = record(&chain_path, read)?;
    let mut versions = Vec::with_capacity(chain.len());
    for version in chain {
        let place = version_folder(folder, version.number);
        let (text, source) = (format!("{place}/text.json"), format!("{place}/source.html"));
        let full = Full { text: string(&text, read)?, source: string(&source, read)?, version };
        for (path, contents, expected) in
            [(&text, &full.text, &full.version.text_sha256), (&source, &full.source, &full.version.source_sha256)]
        {
            let actual = sha256(contents.as_bytes());
            if actual != *expected {
                return Err(wrong(path, format!("its SHA-256 is {actual}, and {chain_path} says {expected}")));
            }
        }
        versions.push(full);
    }
    Bundle { entry, versions }.verify().map_err(|broken| wrong(&chain_path, broken.to_string()))
}

fn record<T: for<'a> Deserialize<'a>>(
    path: &str,
    read: &mut impl FnMut(&str) -> Result<Vec<u8>, String>,
) -> Result<T, Fault> {
    let text = string(path, read)?;
    serde_json::from_str(&text).map_err(|e| Fault::Wrong { path: path.into(), why: e.to_string() })
}

fn string(path: &str, read: &mut impl FnMut(&str) -> Result<Vec<u8>, String>) -> Result<String, Fault> {
    let bytes = read(path).map_err(|why| Fault::Unpack { path: path.into(), why })?;
    String::from_utf8(bytes).map_err(|_| Fault::Wrong { path: path.into(), why: "it is no text".into() })
}

fn pretty<T: Serialize>(record: &T) -> String {
    serde_json::to_string_pretty(record).expect("strings and numbers always serialise") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::bundle::tests::bundle;

    /// A bundle of one policy of two versions, as files.
    fn files() -> BTreeMap<String, String> {
        let Bundle { entry, versions } = bundle(&["one", "two"]);
        let records: Vec<Version> = versions.iter().map(|full| full.version.clone()).collect();
        let listed = Listed {
            folder: "a".into(),
            address: entry.address.clone(),
            title: entry.title.clone(),
            versions: entry.versions,
            head: entry.head.clone(),
        };
        let mut files = policy_files("a", &entry, &records);
        files.extend(versions.iter().flat_map(|full| version_files("a", full)));
        files.extend(covering_files(vec![listed], "2026-03-03T12:00:00.000Z".into(), "Clausewatch".into()));
        let sums = files.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect();
        let mut all: BTreeMap<String, String> = files.into_iter().map(|file| (file.path, file.contents)).collect();
        all.insert(SUMS.into(), sums);
        all
    }

    fn check(files: &BTreeMap<String, String>) -> (Vec<Listed>, Vec<Fault>) {
        let names: Vec<String> = files.keys().cloned().collect();
        verify(&names, |path| files.get(path).map(|text| text.clone().into_bytes()).ok_or_else(|| "not there".into()))
    }

    /// The hashes written anew, as a forger would.
    fn summed(files: &mut BTreeMap<String, String>) {
        files.remove(SUMS);
        let sums = files.iter().map(|(path, text)| format!("{}  {path}\n", sha256(text.as_bytes()))).collect();
        files.insert(SUMS.into(), sums);
    }

    #[test]
    fn a_whole_bundle_holds() {
        let (sound, faults) = check(&files());
        assert_eq!(faults, []);
        assert_eq!(sound.len(), 1);
        assert_eq!((&*sound[0].address, sound[0].versions), ("https://a.test/aup", 2));
    }

    #[test]
    fn any_altered_byte_is_told_with_its_file_and_hash() {
        let whole = files();
        for name in whole.keys().filter(|name| *name != SUMS) {
            let mut altered = whole.clone();
            let text = altered.get_mut(name).expect("it is there");
            let last = text.pop().expect("no file is empty");
            text.push(if last == 'x' { 'y' } else { 'x' });
            let (sound, faults) = check(&altered);
            assert_eq!(sound, []);
            let told = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
            assert!(
                told.starts_with(&format!("{name}: its SHA-256 is {}", sha256(altered[name].as_bytes()))),
                "{told}"
            );
        }
    }

    #[test]
    fn any_altered_byte_of_the_hashes_is_told() {
        let whole = files();
        for at in 0..whole[SUMS].len() {
            let mut altered = whole.clone();
            altered.get_mut(SUMS).expect("it is there").replace_range(at..=at, "~");
            let (_, faults) = check(&altered);
            assert!(!faults.is_empty(), "byte {at}");
        }
    }

    #[test]
    fn files_that_went_or_came_are_told() {
        let mut fewer = files();
        fewer.remove("policies/a/0002/source.html");
        assert!(check(&fewer).1[0].to_string().starts_with("policies/a/0002/source.html: it is missing"));
        let mut more = files();
        more.insert("policies/a/0003/source.html".into(), "<p>".into());
        assert!(check(&more).1[0].to_string().ends_with("does not list it"));
    }

    #[test]
    fn a_forger_who_writes_the_hashes_anew_meets_the_chain() {
        for (path, old, new, told) in [
            ("policies/a/0001/source.html", "one", "won", "policies/a/0001/source.html: its SHA-256 is"),
            ("policies/a/0002/text.json", "two", "too", "policies/a/0002/text.json: its SHA-256 is"),
            ("policies/a/chain.json", "\"readAt\": 1", "\"readAt\": 7", "policies/a/chain.json: version 1 of"),
            ("policies/a/policy.json", "\"versions\": 2", "\"versions\": 1", "policies/a/policy.json: it does not say"),
            ("manifest.json", "audit bundle", "audit bundl", "manifest.json: it is no clausewatch audit bundle"),
        ] {
            let mut forged = files();
            let text = forged.get_mut(path).expect(path);
            assert!(text.contains(old), "{path}: {text}");
            *text = text.replacen(old, new, 1);
            summed(&mut forged);
            let (sound, faults) = check(&forged);
            assert_eq!(sound, [], "{path}");
            assert!(faults[0].to_string().starts_with(told), "{path}: {}", faults[0]);
        }
    }
}
