//! A policy with all that is kept of it, as lines of JSON: what export writes, import reads and anyone can verify offline.
//!
//! An exported archive is a header line and then, for each policy, its entry and its versions in order, each with its
//! text and its source in full. Lines stand alone, so that neither side ever holds a whole archive in memory.

use serde::{Deserialize, Serialize};

use super::chain::{self, Broken};
use super::record::{Entry, Version, sha256};

/// The first line of an export.
pub const HEADER: &str = r#"{"format":"clausewatch archive","version":1}"#;

/// A version with its contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Full {
    /// The version.
    pub version: Version,
    /// The JSON of its text.
    pub text: String,
    /// Its source.
    pub source: String,
}

/// A policy with all its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The policy.
    pub entry: Entry,
    /// Its versions, in order.
    pub versions: Vec<Full>,
}

/// A line of an export.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum Line {
    Entry(Entry),
    Version(Full),
}

/// Why lines are no bundle.
#[derive(Debug, thiserror::Error)]
pub enum BadBundle {
    /// A line is no record of an archive.
    #[error("line {line} is no record of an archive: {source}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// There is no entry, or more than one.
    #[error("line {0} is out of place: an export holds each policy first, then its versions")]
    Order(usize),
    /// The chain or a hash does not hold.
    #[error(transparent)]
    Broken(#[from] Broken),
}

/// What importing a policy did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Imported {
    /// It was not there: all of it was taken.
    Added,
    /// The archive had the beginning: the later versions were taken.
    Extended,
    /// The archive has all of it already.
    Known,
    /// The archive has other versions of this policy: it was left as it is.
    Differs,
}

impl Bundle {
    /// The policy's lines.
    pub fn to_lines(&self) -> String {
        let line = |line: &Line| serde_json::to_string(line).expect("strings and numbers always serialise") + "\n";
        let versions = self.versions.iter().map(|full| line(&Line::Version(full.clone())));
        std::iter::once(line(&Line::Entry(self.entry.clone()))).chain(versions).collect()
    }

    /// Reads the lines of one policy and verifies them.
    ///
    /// # Errors
    /// Names the first line or version that does not hold.
    pub fn from_lines(lines: &str) -> Result<Self, BadBundle> {
        let mut bundle: Option<Self> = None;
        for (at, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let number = at + 1;
            let parsed = serde_json::from_str(line).map_err(|source| BadBundle::Line { line: number, source })?;
            match (parsed, &mut bundle) {
                (Line::Entry(entry), None) => bundle = Some(Self { entry, versions: Vec::new() }),
                (Line::Version(full), Some(bundle)) => bundle.versions.push(full),
                _ => return Err(BadBundle::Order(number)),
            }
        }
        let bundle = bundle.ok_or(BadBundle::Order(1))?;
        bundle.verify()?;
        Ok(bundle)
    }

    /// Walks the chain and holds every text and source against its hash.
    ///
    /// # Errors
    /// The first version that does not hold.
    pub fn verify(&self) -> Result<(), Broken> {
        let Self { entry, versions } = self;
        let chain: Vec<Version> = versions.iter().map(|full| full.version.clone()).collect();
        chain::verify(&entry.address, &chain, &entry.head)?;
        for Full { version, text, source } in versions {
            let broken = |why: &str| Broken { address: entry.address.clone(), number: version.number, why: why.into() };
            if sha256(text.as_bytes()) != version.text_sha256 {
                return Err(broken("its text was altered"));
            }
            let let_go = version.let_go.is_some() && source.is_empty();
            if !let_go && sha256(source.as_bytes()) != version.source_sha256 {
                return Err(broken("its source was altered"));
            }
        }
        let numbered = |number: u32| number >= 1 && number <= entry.versions;
        if entry.versions as usize != versions.len() || !numbered(entry.current) || !numbered(entry.seen) {
            let why = "the policy's own record does not fit its versions".into();
            return Err(Broken { address: entry.address.clone(), number: entry.current, why });
        }
        Ok(())
    }

    /// What is to be done with this bundle where the archive holds `there` already: nothing is ever overwritten.
    pub fn against(&self, there: &[Version]) -> Imported {
        let hashes = |all: &[Full]| all.iter().map(|full| full.version.hash.clone()).collect::<Vec<_>>();
        let (ours, theirs) = (there.iter().map(|v| v.hash.clone()).collect::<Vec<_>>(), hashes(&self.versions));
        match () {
            () if ours.is_empty() => Imported::Added,
            () if ours.starts_with(&theirs) => Imported::Known,
            () if theirs.starts_with(&ours) => Imported::Extended,
            () => Imported::Differs,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::archive::record::SourceKind;

    pub(in crate::archive) fn bundle(texts: &[&str]) -> Bundle {
        let mut versions: Vec<Full> = Vec::new();
        for (&text, number) in texts.iter().zip(1..) {
            let source = format!("<p>{text}</p>\u{2028}\n");
            let mut version = Version {
                address: "https://a.test/aup".into(),
                number,
                url: "https://a.test/aup".into(),
                read_at: u64::from(number),
                reader: "0.1.0".into(),
                fingerprint: text.into(),
                effective_date: Some("2025-03-01".into()),
                provisions: 1,
                text_sha256: sha256(text.as_bytes()),
                text_bytes: text.len() as u64,
                source_kind: SourceKind::Page,
                source_sha256: sha256(source.as_bytes()),
                source_bytes: source.len() as u64,
                previous: versions.last().map(|full| full.version.hash.clone()),
                hash: String::new(),
                last_seen: 9,
                sightings: 2,
                document: None,
                let_go: None,
            };
            version.hash = version.expected_hash();
            versions.push(Full { version, text: text.into(), source });
        }
        let entry = Entry {
            address: "https://a.test/aup".into(),
            title: "Rules".into(),
            kind: "acceptable_use".into(),
            language: "en".into(),
            first_seen: 1,
            last_seen: 9,
            versions: texts.len() as u32,
            head: versions.last().map(|full| full.version.hash.clone()).unwrap_or_default(),
            current: texts.len() as u32,
            seen: 1,
            agreed: None,
            sittings: Vec::new(),
        };
        Bundle { entry, versions }
    }

    #[test]
    fn nothing_is_lost_on_the_way() {
        let all = bundle(&["one", "two\n\"quoted\"", "😀"]);
        assert_eq!(Bundle::from_lines(&all.to_lines()).expect("sound"), all);
    }

    #[test]
    fn tampering_is_named() {
        let lines = bundle(&["one", "two", "three"]).to_lines();
        let refused = |lines: &str| Bundle::from_lines(lines).expect_err(lines).to_string();
        assert!(
            refused(&lines.replace("\"two\",\"source", "\"tvo\",\"source"))
                .contains("version 2 of https://a.test/aup: its text")
        );
        assert!(refused(&lines.replace("<p>three", "<p>tree")).contains("version 3 of https://a.test/aup: its source"));
        assert!(
            refused(&lines.replace("\"readAt\":2", "\"readAt\":1"))
                .contains("version 2 of https://a.test/aup: it was altered")
        );
        assert!(refused(&lines.replace("\"seen\":1", "\"seen\":7")).contains("own record"));
        assert!(
            refused(lines.lines().next().expect("an entry")).contains("version 1 of https://a.test/aup: it is missing")
        );
        assert!(refused("{").contains("line 1 is no record"));
        assert!(refused("").contains("line 1 is out of place"));
        assert!(refused(&format!("{lines}{lines}")).contains("line 5 is out of place"));
    }

    #[test]
    fn importing_never_overwrites() {
        let versions = |b: &Bundle| b.versions.iter().map(|f| f.version.clone()).collect::<Vec<_>>();
        let two = bundle(&["one", "two"]);
        assert_eq!(two.against(&[]), Imported::Added);
        assert_eq!(two.against(&versions(&bundle(&["one"]))), Imported::Extended);
        assert_eq!(two.against(&versions(&two)), Imported::Known);
        assert_eq!(two.against(&versions(&bundle(&["one", "two", "three"]))), Imported::Known);
        assert_eq!(two.against(&versions(&bundle(&["one", "zwei"]))), Imported::Differs);
    }
}
