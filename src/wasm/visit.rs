//! One visit: the page against the archive.

use crate::archive::store::{Contents, Kept, Store, StoreError};
use crate::archive::{self, Baseline, Entry, Keep, Look, Millis, SourceKind, Text, Version, canonical, sha256};
use crate::compare::{Side, Verdict, compare};
use crate::judge::judge;
use crate::read::{Page, Policy, read};
use crate::report::json::kind_id;
use crate::report::visit::{Previous, Visit};
use crate::report::{Circumstances, Note};
use crate::review;
use crate::tree::Tree;
use crate::tree::dom::{Snapshot, SnapshotError};

/// What the reader is told of a page beyond the bounds.
pub(super) const TOO_LARGE: &str = "The page is too large to read here. Open the policy on a page of its own, or save it and read it with the command line.";

/// How often a visit is taken up anew because another tab wrote in between.
const TRIES: usize = 5;

/// A page to review.
pub(super) struct Request {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) document: String,
    pub(super) force: bool,
    pub(super) now: Millis,
}

/// A message that is no snapshot.
#[derive(Debug, thiserror::Error)]
pub(super) enum BadSnapshot {
    #[error("not a snapshot: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Columns(SnapshotError),
}

pub(super) async fn visit(snapshot: &str, request: Request) -> Result<Visit, BadSnapshot> {
    let snapshot: Snapshot = serde_json::from_str(snapshot)?;
    let tree = match Tree::from_snapshot(&snapshot) {
        Ok(tree) => tree,
        Err(SnapshotError::TooLarge { .. }) => {
            return Ok(Visit::unread(&request.url, &request.title, request.now, TOO_LARGE.into()));
        }
        Err(error) => return Err(BadSnapshot::Columns(error)),
    };
    drop(snapshot);
    let address = canonical(&request.url, &tree);
    let visit = Visiting { page: Page { url: address.clone() }, tree, address, request };
    Ok(match visit.with_archive().await {
        Ok(answer) => answer,
        Err(failure) => visit.without_archive(failure),
    })
}

struct Visiting {
    page: Page,
    tree: Tree,
    address: String,
    request: Request,
}

impl Visiting {
    async fn with_archive(&self) -> Result<Visit, StoreError> {
        let store = Store::open().await?;
        for _ in 0..TRIES {
            if let Some(answer) = self.attempt(&store).await? {
                return Ok(answer);
            }
        }
        Err(StoreError::Browser("it is busy".into()))
    }

    /// The review without comparison, and why nothing was kept: the reader still gets the clauses to know.
    fn without_archive(&self, failure: StoreError) -> Visit {
        let review = review(&self.tree, &self.page, None);
        let policy = review.reading.detection.is_policy || self.request.force;
        let note = if policy { Note::NotKept(failure.to_string()) } else { Note::NotAPolicy };
        Visit::new(&review, self.circumstances(None, None, Some(note)))
    }

    /// `None` where another tab wrote in between.
    async fn attempt(&self, store: &Store) -> Result<Option<Visit>, StoreError> {
        let kept = store.kept(&self.address).await?;
        let (entry, versions) = match &kept {
            Some(kept) => (Some(&kept.entry), kept.versions.as_slice()),
            None => (None, [].as_slice()),
        };
        let baseline = archive::baseline(entry, versions, &self.request.document);
        let before = match baseline {
            Some(baseline) => Some(policy(store, versions, baseline.version).await?),
            None => None,
        };
        let review = review(&self.tree, &self.page, before.as_ref());
        let previous = baseline.and_then(|b| previous(versions, b));

        let Ok(now) = &review.reading.policy else {
            return Ok(Some(Visit::new(&review, self.circumstances(entry, previous, None))));
        };
        if entry.is_none() && !review.reading.detection.is_policy && !self.request.force {
            return Ok(Some(Visit::new(&review, self.circumstances(None, None, Some(Note::NotAPolicy)))));
        }

        let same_as_current = match (entry, &review.comparison) {
            (None, _) => false,
            (Some(entry), Some(comparison)) if baseline.is_some_and(|b| b.version == entry.current) => {
                comparison.verdict == Verdict::Unchanged
            }
            (Some(entry), _) => same(&policy(store, versions, entry.current).await?, now),
        };
        let look = Look {
            fingerprint: &now.fingerprint.0,
            provisions: now.provisions.len() as u32,
            same_as_current,
            document: Some(&self.request.document),
            now: self.request.now,
        };
        let keep = archive::decide(entry, versions, &look);
        let mut entry = entry.cloned().unwrap_or_else(|| self.new_entry());
        archive::apply(&mut entry, keep, &look, baseline);
        entry.kind = kind_id(review.reading.detection.kind).into();
        entry.language.clone_from(&now.language);
        entry.title = if now.title.is_empty() { self.request.title.clone() } else { now.title.clone() };
        if !self.write(store, kept.as_ref(), keep, &mut entry, now).await? {
            return Ok(None);
        }
        let note = matches!(keep, Keep::Flap(_)).then_some(Note::Flapped);
        Ok(Some(Visit::new(&review, self.circumstances(Some(&entry), previous, note))))
    }

    async fn write(
        &self,
        store: &Store,
        kept: Option<&Kept>,
        keep: Keep,
        entry: &mut Entry,
        policy: &Policy,
    ) -> Result<bool, StoreError> {
        let versions = kept.map(|kept| kept.versions.as_slice()).unwrap_or_default();
        match keep {
            Keep::Pass => store.write(kept, entry, None, None).await,
            Keep::Verify(number) | Keep::Flap(number) => {
                let version = versions.iter().find(|v| v.number == number).map(|v| Version {
                    last_seen: v.last_seen.max(self.request.now),
                    sightings: v.sightings.saturating_add(1),
                    ..v.clone()
                });
                store.write(kept, entry, version.as_ref(), None).await
            }
            Keep::Add(number) | Keep::Replace(number) => {
                let (text, source) = (Text::new(policy).to_json(), archive::html(&self.tree));
                let previous = versions.iter().find(|v| v.number + 1 == number).map(|v| v.hash.clone());
                let mut version = Version {
                    address: self.address.clone(),
                    number,
                    url: self.request.url.clone(),
                    read_at: self.request.now,
                    reader: READER.into(),
                    fingerprint: policy.fingerprint.0.clone(),
                    effective_date: policy.effective_date.map(|d| d.to_string()),
                    provisions: policy.provisions.len() as u32,
                    text_sha256: sha256(text.as_bytes()),
                    text_bytes: text.len() as u64,
                    source_kind: SourceKind::Page,
                    source_sha256: sha256(source.as_bytes()),
                    source_bytes: source.len() as u64,
                    previous,
                    hash: String::new(),
                    last_seen: self.request.now,
                    sightings: 1,
                    document: Some(self.request.document.clone()),
                };
                version.hash = version.expected_hash();
                entry.head.clone_from(&version.hash);
                store.write(kept, entry, Some(&version), Some(Contents { text: &text, source: &source })).await
            }
        }
    }

    fn new_entry(&self) -> Entry {
        Entry {
            address: self.address.clone(),
            title: String::new(),
            kind: String::new(),
            language: String::new(),
            first_seen: self.request.now,
            last_seen: self.request.now,
            versions: 0,
            head: String::new(),
            current: 0,
            seen: 0,
            sittings: Vec::new(),
        }
    }

    fn circumstances(&self, entry: Option<&Entry>, previous: Option<Previous>, note: Option<Note>) -> Circumstances {
        Circumstances {
            url: self.request.url.clone(),
            canonical_url: self.address.clone(),
            page_title: self.request.title.clone(),
            now: self.request.now,
            previous,
            first_seen_at: entry.map(|e| e.first_seen),
            versions: entry.map_or(0, |e| e.versions),
            note,
        }
    }
}

/// The version of the code that reads. A version that another one read is read anew from its source before it is compared:
/// a better reader must not look like a changed policy.
const READER: &str = env!("CARGO_PKG_VERSION");

pub(super) async fn policy(store: &Store, versions: &[Version], number: u32) -> Result<Policy, StoreError> {
    let what = || format!("version {number}");
    let missing = || archive::Corrupt { what: what(), why: "it is missing".into() };
    let version = versions.iter().find(|v| v.number == number).ok_or_else(missing)?;
    if version.reader != READER {
        let source = store.source(version).await?;
        if let Ok(policy) = read(&Tree::from_html(&source), &Page { url: version.address.clone() }, None).policy {
            return Ok(policy);
        }
    }
    let text = store.text(version).await?;
    Ok(Text::from_json(&what(), &text)?.to_policy(&what())?)
}

fn same(old: &Policy, new: &Policy) -> bool {
    old.fingerprint == new.fingerprint || {
        let (before, after) = (judge(old), judge(new));
        let old = Side { policy: old, judgements: &before };
        compare(old, Side { policy: new, judgements: &after }).verdict == Verdict::Unchanged
    }
}

fn previous(versions: &[Version], baseline: Baseline) -> Option<Previous> {
    let version = versions.iter().find(|v| v.number == baseline.version)?;
    Some(Previous { seen_at: baseline.seen_at, effective_date: version.effective_date.clone() })
}
