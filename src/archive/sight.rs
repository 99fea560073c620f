//! What was seen at an address, as records to write.
//!
//! Pure: brings together what [`keep`](super::keep) decides with the texts and hashes that go with it.

use super::keep::{Keep, Look, apply, decide};
use super::record::{Baseline, Entry, Millis, SourceKind, Text, Version, sha256};
use crate::read::Policy;

/// The version of the code that reads. A version that another one read is read anew from its source before it is compared:
/// a better reader must not look like a changed policy.
pub const READER: &str = env!("CARGO_PKG_VERSION");

/// A policy as it was read at an address.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    /// The canonical address.
    pub address: &'a str,
    /// The address it was read from.
    pub url: &'a str,
    /// The title where the policy has none.
    pub title: &'a str,
    /// What kind of document it is, by id.
    pub kind: &'a str,
    /// The policy.
    pub policy: &'a Policy,
    /// Whether nothing differs from the entry's current version.
    pub same_as_current: bool,
    /// The tab's document; `None` where it was read in the background.
    pub document: Option<&'a str>,
    /// The time.
    pub now: Millis,
}

/// The page that a policy was read from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// How it came.
    pub kind: SourceKind,
    /// As HTML.
    pub html: &'a str,
}

/// What a sight comes to. A page has its answer by then: writing down what was seen takes longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is to be kept.
    pub keep: Keep,
    /// The policy's new entry, but for the hash of a new version.
    pub entry: Entry,
}

/// What is to be written, in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What was decided.
    pub keep: Keep,
    /// The policy's new entry.
    pub entry: Entry,
    /// The version that is new or has new marks.
    pub version: Option<Version>,
    /// The JSON of its text, where the version's contents are new; its source is the sight's.
    pub text: Option<String>,
}

/// What a sight does to a policy's records. `baseline` is what the reader's visit is compared with.
pub fn record(
    entry: Option<&Entry>,
    versions: &[Version],
    sight: &Sight<'_>,
    baseline: Option<Baseline>,
    source: Source<'_>,
) -> Record {
    decision(entry, versions, sight, baseline).record(versions, sight, source)
}

/// What a sight comes to; see [`record`].
pub fn decision(
    entry: Option<&Entry>,
    versions: &[Version],
    sight: &Sight<'_>,
    baseline: Option<Baseline>,
) -> Decision {
    let look = Look {
        fingerprint: &sight.policy.fingerprint.0,
        provisions: sight.policy.provisions.len() as u32,
        same_as_current: sight.same_as_current,
        document: sight.document,
        now: sight.now,
    };
    let keep = decide(entry, versions, &look);
    let mut entry = entry.cloned().unwrap_or_else(|| first(sight));
    apply(&mut entry, keep, &look, baseline);
    let title = &sight.policy.title;
    entry.title = if title.is_empty() { sight.title.into() } else { title.clone() };
    entry.kind = sight.kind.into();
    entry.language.clone_from(&sight.policy.language);
    Decision { keep, entry }
}

impl Decision {
    /// What it does to the policy's records: `versions`, `sight` are those that it was taken on.
    pub fn record(self, versions: &[Version], sight: &Sight<'_>, source: Source<'_>) -> Record {
        let Self { keep, mut entry } = self;
        match keep {
            Keep::Pass => Record { keep, entry, version: None, text: None },
            Keep::Verify(number) | Keep::Flap(number) => {
                let marked = |v: &Version| Version {
                    last_seen: v.last_seen.max(sight.now),
                    sightings: v.sightings.saturating_add(1),
                    ..v.clone()
                };
                let version = versions.iter().find(|v| v.number == number).map(marked);
                Record { keep, entry, version, text: None }
            }
            Keep::Add(number) | Keep::Replace(number) => {
                let text = Text::new(sight.policy).to_json();
                let version = version(versions, sight, source, number, &text);
                entry.head.clone_from(&version.hash);
                Record { keep, entry, version: Some(version), text: Some(text) }
            }
        }
    }
}

/// What a version that the reader brings does to a policy's records. It becomes the last link of the chain, dated as the sight
/// is: evidence that is there is never moved. What the page showed last, and what the reader saw, stay what they were.
pub fn brought(entry: &Entry, versions: &[Version], sight: &Sight<'_>, source: Source<'_>) -> Record {
    let number = entry.versions + 1;
    let text = Text::new(sight.policy).to_json();
    let version = version(versions, sight, source, number, &text);
    let entry = Entry { versions: number, head: version.hash.clone(), ..entry.clone() };
    Record { keep: Keep::Add(number), entry, version: Some(version), text: Some(text) }
}

fn first(sight: &Sight<'_>) -> Entry {
    Entry {
        address: sight.address.into(),
        title: String::new(),
        kind: String::new(),
        language: String::new(),
        first_seen: sight.now,
        last_seen: sight.now,
        versions: 0,
        head: String::new(),
        current: 0,
        seen: 0,
        agreed: None,
        sittings: Vec::new(),
    }
}

fn version(versions: &[Version], sight: &Sight<'_>, source: Source<'_>, number: u32, text: &str) -> Version {
    let mut version = Version {
        address: sight.address.into(),
        number,
        url: sight.url.into(),
        read_at: sight.now,
        reader: READER.into(),
        fingerprint: sight.policy.fingerprint.0.clone(),
        effective_date: sight.policy.effective_date.map(|d| d.to_string()),
        provisions: sight.policy.provisions.len() as u32,
        text_sha256: sha256(text.as_bytes()),
        text_bytes: text.len() as u64,
        source_kind: source.kind,
        source_sha256: sha256(source.html.as_bytes()),
        source_bytes: source.html.len() as u64,
        previous: versions.iter().find(|v| v.number + 1 == number).map(|v| v.hash.clone()),
        hash: String::new(),
        last_seen: sight.now,
        sightings: 1,
        document: sight.document.map(Into::into),
        let_go: None,
    };
    version.hash = version.expected_hash();
    version
}
