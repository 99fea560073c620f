//! One visit: the page against the archive.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use crate::archive::store::{Kept, Ready, Store, StoreError};
use crate::archive::{
    self, Baseline, Decision, Entry, Keep, Millis, READER, Sight, Source, SourceKind, Text, Version, canonical,
};
use crate::compare::Verdict;
use crate::judge::{Memory, WatchWord};
use crate::read::{Page, Policy, asks_agreement, read};
use crate::report::json::kind_id;
use crate::report::visit::{Previous, State, Visit};
use crate::report::{Circumstances, Note};
use crate::review::{self, Review, compared};
use crate::tree::Tree;
use crate::tree::dom::{Snapshot, SnapshotError};

/// What the reader is told of a page beyond the bounds.
pub(super) const TOO_LARGE: &str = "The page is too large to read here. Open the policy on a page of its own, or save it and read it with the command line.";

thread_local! {
    /// For as long as the background lives: pages are read again when they change, and seen again.
    static MEMORY: RefCell<Memory> = RefCell::default();
    /// Pages that are seen again are compared with the same version.
    static READ: RefCell<Texts> = RefCell::default();
}

/// Texts that were taken out of the archive, the last one first.
#[derive(Default)]
struct Texts(Vec<(String, Policy)>);

impl Texts {
    const MOST: usize = 4;

    /// A text is known by its hash, which the version's own hash vouches for.
    fn get(&self, version: &Version) -> Option<Policy> {
        self.0.iter().find(|(sha256, _)| *sha256 == version.text_sha256).map(|(_, policy)| policy.clone())
    }

    fn keep(&mut self, version: &Version, policy: &Policy) {
        self.0.insert(0, (version.text_sha256.clone(), policy.clone()));
        self.0.truncate(Self::MOST);
    }
}

/// Bytes of an answer that is kept ready: several times those of a long policy.
const MOST_READY: usize = 1_000_000;

/// How often a visit is taken up anew because another tab wrote in between.
const TRIES: usize = 5;

/// A page to review.
pub(super) struct Request {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) document: String,
    pub(super) force: bool,
    /// The reader's own words to look for.
    pub(super) words: Vec<WatchWord>,
    /// The version to compare with, where the reader chose one.
    pub(super) against: Option<u32>,
    pub(super) now: Millis,
    /// The page has its answer already: nobody waits for this one.
    answered: bool,
}

/// What the reader wants of a visit.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Wishes {
    /// The page was answered with what was kept ready for it.
    answered: bool,
    /// The page is read whatever it seems to be.
    force: bool,
    /// The number of the version to compare with; the one seen last where none was chosen.
    against: Option<u32>,
    /// Phrases to look for.
    words: Vec<String>,
}

impl Request {
    pub(super) fn new(url: String, title: String, document: String, wishes: Wishes, now: Millis) -> Self {
        let Wishes { answered, force, against, words } = wishes;
        let words = words.iter().filter_map(|phrase| WatchWord::new(phrase)).collect();
        Self { url, title, document, force, words, against, now, answered }
    }
}

/// A message that is no snapshot.
#[derive(Debug, thiserror::Error)]
pub(super) enum BadSnapshot {
    #[error("not a snapshot: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Columns(SnapshotError),
}

/// A visit that is answered. What it came to is not in the archive yet.
pub(super) struct Reviewed {
    pub(super) answer: Visit,
    /// `None` where nothing is to be kept.
    pub(super) unwritten: Option<Unwritten>,
}

/// What a visit is to write, and all that it takes to do it over.
pub(super) struct Unwritten {
    visiting: Visiting,
    store: Store,
    writing: Writing,
}

/// A visit that is written.
pub(super) struct Written {
    visiting: Visiting,
    store: Store,
}

/// What a visit begins with, whatever the reader wants of it.
pub(super) struct Begun {
    store: Result<Store, StoreError>,
    tree: Result<Tree, BadSnapshot>,
}

/// Takes the snapshot apart while the browser opens the archive.
pub(super) async fn begin(snapshot: &str) -> Begun {
    let opening = Store::begin_open();
    let tree = tree_of(snapshot);
    let store = match opening {
        Ok(opening) => opening.finish().await,
        Err(failure) => Err(failure),
    };
    Begun { store, tree }
}

pub(super) async fn visit(begun: Begun, request: Request) -> Result<Reviewed, BadSnapshot> {
    let Begun { store, tree } = begun;
    let tree = match tree {
        Ok(tree) => tree,
        Err(BadSnapshot::Columns(SnapshotError::TooLarge { .. })) => {
            let answer = Visit::unread(&request.url, &request.title, request.now, TOO_LARGE.into());
            return Ok(Reviewed { answer, unwritten: None });
        }
        Err(error) => return Err(error),
    };
    let address = canonical(&request.url, &tree);
    let visiting = Visiting { page: Page { url: address.clone() }, tree, address, request };
    let store = match store {
        Ok(store) => store,
        Err(failure) => return Ok(Reviewed { answer: visiting.without_archive(failure), unwritten: None }),
    };
    Ok(match visiting.first_attempt(&store).await {
        Ok((answer, writing)) => {
            Reviewed { answer, unwritten: writing.map(|writing| Unwritten { visiting, store, writing }) }
        }
        Err(failure) => Reviewed { answer: visiting.without_archive(failure), unwritten: None },
    })
}

impl Unwritten {
    /// Writes. Answers with another visit where the first answer does not hold: another tab wrote in between, or the archive
    /// takes nothing.
    pub(super) async fn write(self) -> (Option<Visit>, Written) {
        let Self { visiting, store, writing } = self;
        let settled = visiting.settle(&store, writing).await;
        let other = settled.unwrap_or_else(|failure| Some(visiting.without_archive(failure)));
        (other, Written { visiting, store })
    }
}

impl Written {
    /// Works out what another document is answered with that says the same, and keeps it ready: a background that is woken
    /// by it need not even load this code before the page has its answer.
    ///
    /// # Errors
    /// Where the archive does not take it. The page is read again then.
    pub(super) async fn keep_ready(self, question: String) -> Result<(), StoreError> {
        let Self { visiting: Visiting { page, tree, address, request }, store } = self;
        if request.against.is_some() {
            return Ok(());
        }
        let next = Visiting { page, tree, address, request: Request { document: String::new(), ..request } };
        let (answer, writing) = next.attempt(&store).await?;
        let Some(Writing { before: Some(kept), .. }) = writing else { return Ok(()) };
        // A page that still changes is read in any case.
        if answer.state != State::Unchanged {
            return Ok(());
        }
        let Ok(visit) = serde_json::to_string(&answer) else { return Ok(()) };
        if visit.len() > MOST_READY {
            return Ok(());
        }
        let documents = kept.entry.sittings.iter().map(|sitting| sitting.document.clone()).collect();
        let Request { url, now, .. } = next.request;
        store.keep_ready(&kept, &Ready { url, question, documents, visit }, now).await
    }
}

pub(super) fn tree_of(snapshot: &str) -> Result<Tree, BadSnapshot> {
    let snapshot: Snapshot = serde_json::from_str(snapshot)?;
    Tree::from_snapshot(&snapshot).map_err(BadSnapshot::Columns)
}

/// What is to be written, and what that was decided on.
struct Writing {
    before: Option<Kept>,
    decision: Decision,
    policy: Policy,
    kind: &'static str,
}

struct Visiting {
    page: Page,
    tree: Tree,
    address: String,
    request: Request,
}

impl Visiting {
    /// Writes, anew where another tab was quicker; `None` where the answer given holds.
    async fn settle(&self, store: &Store, first: Writing) -> Result<Option<Visit>, StoreError> {
        let (mut answer, mut next) = (None, Some(first));
        for _ in 0..TRIES {
            let Some(Writing { before, decision, policy, kind }) = next else { return Ok(answer) };
            let html = archive::html(&self.tree);
            let versions = before.as_ref().map_or([].as_slice(), |kept| &kept.versions);
            let address = decision.entry.address.clone();
            let sight = self.sight(&address, &policy, kind, false);
            let record = decision.record(versions, &sight, Source { kind: SourceKind::Page, html: &html });
            if store.write(before.as_ref(), &record, &html).await? {
                return Ok(answer);
            }
            let (visit, writing) = self.attempt(store).await?;
            (answer, next) = (Some(visit), writing);
        }
        Err(StoreError::Browser("it is busy".into()))
    }

    fn review(&self, before: Option<&Policy>) -> Review {
        MEMORY.with_borrow_mut(|memory| review::review(&self.tree, &self.page, before, memory))
    }

    /// The review without comparison, and why nothing was kept: the reader still gets the clauses to know.
    fn without_archive(&self, failure: StoreError) -> Visit {
        let review = self.review(None);
        let policy = review.reading.detection.is_policy || self.request.force;
        let note = if policy { Note::NotKept(failure.to_string()) } else { Note::NotAPolicy };
        Visit::new(&review, self.circumstances(None, None, None, Some(note)))
    }

    /// What [`attempt`](Self::attempt) gives. A page that waits for its answer is reviewed as on a first visit while the browser
    /// looks for the policy in the archive: judging is most of the work, and what it learns serves a comparison too.
    async fn first_attempt(&self, store: &Store) -> Result<(Visit, Option<Writing>), StoreError> {
        let (kept, ahead) = {
            let mut finding = pin!(store.find(&self.address));
            // Asks. The answer comes once this thread has nothing else to do.
            let found = poll_fn(|context| Poll::Ready(finding.as_mut().poll(context))).await;
            let ahead = (!self.request.answered).then(|| self.review(None));
            match found {
                Poll::Ready(kept) => (kept?, ahead),
                Poll::Pending => (finding.await?, ahead),
            }
        };
        self.answer(store, kept, ahead).await
    }

    /// The answer, and what is to be written, if anything.
    async fn attempt(&self, store: &Store) -> Result<(Visit, Option<Writing>), StoreError> {
        let kept = store.find(&self.address).await?;
        self.answer(store, kept, None).await
    }

    /// The same for what is kept of the policy. `ahead` is the review without comparison, where there is one already.
    async fn answer(
        &self,
        store: &Store,
        kept: Option<Kept>,
        ahead: Option<Review>,
    ) -> Result<(Visit, Option<Writing>), StoreError> {
        let (entry, versions) = match &kept {
            Some(kept) => (Some(&kept.entry), kept.versions.as_slice()),
            None => (None, [].as_slice()),
        };
        let baseline = archive::baseline(entry, versions, &self.request.document);
        // A version that the reader brought was not seen here.
        let seen = baseline.and_then(|b| previous(versions, b)).filter(|p| !p.brought);
        let last_seen_at = seen.map(|p| p.seen_at);
        // What the reader chose to compare with does not change what the next visit is compared with.
        let chosen = self.request.against.and_then(|number| versions.iter().find(|v| v.number == number));
        let compared = chosen.map(|v| Baseline { version: v.number, seen_at: v.last_seen }).or(baseline);
        // A version that is damaged cannot be compared with; what is there now is kept all the same.
        let before = match compared {
            Some(compared) => Some(policy(store, versions, compared.version).await),
            None => None,
        };
        let (before, damage) = match before {
            Some(Ok(before)) => (Some(before), None),
            Some(Err(damage @ StoreError::Corrupt(_))) => (None, Some(damage)),
            Some(Err(other)) => return Err(other),
            None => (None, None),
        };
        let review = match ahead {
            Some(ahead) if before.is_none() => ahead,
            _ => self.review(before.as_ref()),
        };
        let previous = before.as_ref().and(compared).and_then(|b| previous(versions, b));

        let Ok(now) = &review.reading.policy else {
            return Ok((Visit::new(&review, self.circumstances(entry, previous, last_seen_at, None)), None));
        };
        if entry.is_none() && !review.reading.detection.is_policy && !self.request.force {
            return Ok((Visit::new(&review, self.circumstances(None, None, None, Some(Note::NotAPolicy))), None));
        }

        let same_as_current = match (entry, &review.comparison) {
            (None, _) => false,
            (Some(entry), Some(comparison)) if compared.is_some_and(|b| b.version == entry.current) => {
                comparison.verdict == Verdict::Unchanged
            }
            (Some(entry), _) => match policy(store, versions, entry.current).await {
                Ok(current) => same(&current, now),
                Err(StoreError::Corrupt(_)) => {
                    versions.iter().any(|v| v.number == entry.current && v.fingerprint == now.fingerprint.0)
                }
                Err(other) => return Err(other),
            },
        };
        let kind = kind_id(review.reading.detection.kind);
        let address = entry.map_or(&self.address, |e| &e.address);
        let sight = self.sight(address, now, kind, same_as_current);
        let decision = archive::decision(entry, versions, &sight, baseline);
        let note = match damage {
            Some(damage) => Some(Note::NotCompared(damage.to_string())),
            None => (chosen.is_none() && matches!(decision.keep, Keep::Flap(_))).then_some(Note::Flapped),
        };
        let answer = Visit::new(&review, self.circumstances(Some(&decision.entry), previous, last_seen_at, note));
        let writing = review.reading.policy.ok().map(|policy| Writing { before: kept, decision, policy, kind });
        Ok((answer, writing))
    }

    /// The page as the archive sees it. Whether it is the same as the current version counts where that is decided only.
    fn sight<'a>(&'a self, address: &'a str, policy: &'a Policy, kind: &'a str, same_as_current: bool) -> Sight<'a> {
        Sight {
            address,
            url: &self.request.url,
            title: &self.request.title,
            kind,
            policy,
            same_as_current,
            document: Some(&self.request.document),
            now: self.request.now,
        }
    }

    fn circumstances(
        &self,
        entry: Option<&Entry>,
        previous: Option<Previous>,
        last_seen_at: Option<Millis>,
        note: Option<Note>,
    ) -> Circumstances {
        Circumstances {
            url: self.request.url.clone(),
            canonical_url: entry.map_or_else(|| self.address.clone(), |e| e.address.clone()),
            page_title: self.request.title.clone(),
            now: self.request.now,
            previous,
            first_seen_at: entry.map(|e| e.first_seen),
            last_seen_at,
            versions: entry.map_or(0, |e| e.versions),
            asks_agreement: asks_agreement(&self.tree),
            note,
            words: self.request.words.clone(),
        }
    }
}

/// A kept version as a policy, as today's code reads it.
pub(super) async fn policy(store: &Store, versions: &[Version], number: u32) -> Result<Policy, StoreError> {
    let what = || format!("version {number}");
    let missing = || archive::Corrupt { what: what(), why: "it is missing".into() };
    let version = versions.iter().find(|v| v.number == number).ok_or_else(missing)?;
    if version.reader != READER
        && let Ok(policy) = from_source(store, version).await
    {
        return Ok(policy);
    }
    if let Some(policy) = READ.with_borrow(|read| read.get(version)) {
        return Ok(policy);
    }
    match store.text(version).await {
        Ok(text) => {
            let policy = Text::from_json(&what(), &text)?.to_policy(&what())?;
            READ.with_borrow_mut(|read| read.keep(version, &policy));
            Ok(policy)
        }
        // A damaged text can be read anew from its page.
        Err(damage @ StoreError::Corrupt(_)) => from_source(store, version).await.map_err(|()| damage),
        Err(other) => Err(other),
    }
}

async fn from_source(store: &Store, version: &Version) -> Result<Policy, ()> {
    let source = store.source(version).await.map_err(drop)?;
    read(&Tree::from_html(&source), &Page { url: version.address.clone() }, None).policy.map_err(drop)
}

pub(super) fn same(old: &Policy, new: &Policy) -> bool {
    old.fingerprint == new.fingerprint || compared(old, new).verdict == Verdict::Unchanged
}

fn previous(versions: &[Version], baseline: Baseline) -> Option<Previous> {
    let version = versions.iter().find(|v| v.number == baseline.version)?;
    Some(Previous {
        version: version.number,
        seen_at: baseline.seen_at,
        effective_date: version.effective_date.clone(),
        brought: version.source_kind == SourceKind::File,
    })
}
