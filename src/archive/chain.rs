//! The hash chain over a policy's versions: what makes them evidence.
//!
//! A version's hash covers all that it says of itself, its text and its source through their SHA-256, and the hash of the
//! version before. Whoever knows the last hash can tell whether anything before it was altered, left out or added.

use std::fmt::Write;

use super::record::{SourceKind, Version, sha256};

/// Where a chain does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("version {number} of {address}: {why}")]
pub struct Broken {
    /// The policy.
    pub address: String,
    /// The version's number, or the number that is missing.
    pub number: u32,
    /// What is wrong.
    pub why: String,
}

impl Version {
    /// What its hash should be. The bytes under it are lines of `name value`, in this order, values as JSON strings or
    /// numbers so that no value can pass for another line.
    pub fn expected_hash(&self) -> String {
        let mut bytes = String::from("clausewatch version 1\n");
        let mut line = |name: &str, value: serde_json::Value| writeln!(bytes, "{name} {value}").expect("to a string");
        line("address", self.address.as_str().into());
        line("number", self.number.into());
        line("url", self.url.as_str().into());
        line("read_at", self.read_at.into());
        line("reader", self.reader.as_str().into());
        line("fingerprint", self.fingerprint.as_str().into());
        line("effective_date", self.effective_date.as_deref().into());
        line("provisions", self.provisions.into());
        line("text_sha256", self.text_sha256.as_str().into());
        line("text_bytes", self.text_bytes.into());
        line(
            "source_kind",
            match self.source_kind {
                SourceKind::Page => "page",
                SourceKind::Fetched => "fetched",
                SourceKind::File => "file",
            }
            .into(),
        );
        line("source_sha256", self.source_sha256.as_str().into());
        line("source_bytes", self.source_bytes.into());
        line("previous", self.previous.as_deref().into());
        sha256(bytes.as_bytes())
    }
}

/// Walks the chain of one policy: versions in order, the last one's hash being `head`. Texts and sources are held against
/// their hashes by whoever has them at hand.
///
/// # Errors
/// The first version that does not hold.
pub fn verify(address: &str, versions: &[Version], head: &str) -> Result<(), Broken> {
    let broken = |number: u32, why: &str| Broken { address: address.into(), number, why: why.into() };
    let mut previous: Option<&str> = None;
    for (number, version) in (1..).zip(versions) {
        if version.number != number {
            return Err(broken(number, "it is missing"));
        }
        if version.address != address {
            return Err(broken(number, "it belongs to another policy"));
        }
        if version.previous.as_deref() != previous {
            return Err(broken(number, "it does not follow the version before it"));
        }
        if version.hash != version.expected_hash() {
            return Err(broken(number, "it was altered"));
        }
        previous = Some(&version.hash);
    }
    if previous != Some(head) {
        return Err(broken(versions.len() as u32 + 1, "it is missing"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: u32) -> Vec<Version> {
        let mut versions: Vec<Version> = Vec::new();
        for number in 1..=length {
            let mut version = Version {
                address: "https://a.test/aup".into(),
                number,
                url: "https://a.test/aup?x".into(),
                read_at: 1_000 * u64::from(number),
                reader: "0.1.0".into(),
                fingerprint: format!("f{number}"),
                effective_date: None,
                provisions: 3,
                text_sha256: format!("t{number}"),
                text_bytes: 10,
                source_kind: SourceKind::Page,
                source_sha256: format!("s{number}"),
                source_bytes: 20,
                previous: versions.last().map(|v| v.hash.clone()),
                hash: String::new(),
                last_seen: 0,
                sightings: 1,
                document: None,
                let_go: None,
            };
            version.hash = version.expected_hash();
            versions.push(version);
        }
        versions
    }

    fn check(alter: impl FnOnce(&mut Vec<Version>), expected: Result<(), (u32, &str)>) {
        let mut versions = chain(4);
        let head = versions[3].hash.clone();
        alter(&mut versions);
        let answer = verify("https://a.test/aup", &versions, &head).map_err(|b| (b.number, b.why));
        assert_eq!(answer, expected.map_err(|(number, why)| (number, why.to_owned())));
    }

    #[test]
    fn a_whole_chain_holds_and_marks_are_free() {
        check(|_| {}, Ok(()));
        check(|v| v[1].last_seen = 9_999, Ok(()));
    }

    #[test]
    fn any_tampering_shows() {
        check(|v| v[1].read_at = 1, Err((2, "it was altered")));
        check(|v| v[2].text_sha256 = "t9".into(), Err((3, "it was altered")));
        check(|v| drop(v.remove(1)), Err((2, "it is missing")));
        check(|v| drop(v.pop()), Err((4, "it is missing")));
        check(|v| v.swap(1, 2), Err((2, "it is missing")));
        check(
            |v| {
                v[1].read_at = 1;
                v[1].hash = v[1].expected_hash();
            },
            Err((3, "it does not follow the version before it")),
        );
        check(
            |v| {
                v[3].read_at = 1;
                v[3].hash = v[3].expected_hash();
            },
            Err((5, "it is missing")),
        );
        check(Vec::clear, Err((1, "it is missing")));
        assert!(verify("https://b.test/", &chain(1), &chain(1)[0].hash).is_err());
    }
}
