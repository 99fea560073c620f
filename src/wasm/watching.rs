//! What the background asks when it watches.

use serde::{Deserialize, Serialize};

use super::library::LibraryError;
use super::visit::policy;
use crate::archive::store::{Kept, Store, StoreError};
use crate::archive::{self, Entry, Millis, Sight, Source, SourceKind, canonical};
use crate::read::{self, Policy, read};
use crate::tree::Tree;
use crate::tree::dom::Snapshot;
use crate::watch::{
    By, Concluded, Looked, News, Outcome, Reference, Sent, Watch, after, conclude, due, first_look, look, next_wake,
    references,
};

/// What came of a request.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", tag = "type")]
pub(super) enum Answer {
    /// The server sent something.
    Sent(Page),
    /// It said that nothing changed since the last look.
    NotModified,
    /// Nothing came, and why, as a sentence.
    Failed { why: String },
}

/// What a server sent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    status: u16,
    url: String,
    html: String,
    etag: Option<String>,
    last_modified: Option<String>,
    #[serde(skip, default = "fetched")]
    kind: SourceKind,
}

/// What the reader wants of watching, and when it is.
pub(super) struct Wishes {
    pub(super) now: Millis,
    pub(super) interval: Millis,
    /// The address of the policy that names this one, where it is watched for that one's sake.
    pub(super) group: Option<String>,
}

/// What is due now, and when to wake up next.
#[derive(Serialize)]
pub(super) struct Due {
    due: Vec<Watch>,
    next: Option<Millis>,
}

/// What a look came to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answered {
    watch: Watch,
    /// Whether the reader is to be told of the watch's trouble now.
    tell_trouble: bool,
    news: Option<News>,
}

pub(super) async fn watches() -> Result<Vec<Watch>, LibraryError> {
    Ok(Store::open().await?.watches().await?)
}

pub(super) async fn news() -> Result<Vec<News>, LibraryError> {
    Ok(Store::open().await?.news().await?)
}

pub(super) async fn unwatch(address: &str) -> Result<(), LibraryError> {
    Ok(Store::open().await?.unwatch(address).await?)
}

/// At most `most` watches that are due at `now`.
pub(super) async fn due_now(now: Millis, most: usize) -> Result<Due, LibraryError> {
    let watches = Store::open().await?.watches().await?;
    Ok(Due { due: due(&watches, now, most).into_iter().cloned().collect(), next: next_wake(&watches, now) })
}

/// Begins to watch a kept policy. `answer` is what its address gives right now: where that reads as the version that is
/// kept, it can be looked at by fetching; else it is checked at visits.
pub(super) async fn watch(address: &str, answer: Answer, wishes: Wishes) -> Result<Watch, LibraryError> {
    let store = Store::open().await?;
    loop {
        let (kept, current) = current(&store, address).await?;
        let group = wishes.group.as_deref();
        let fresh = Watch::new(address, &fetch_address(&kept), By::Visit, group, wishes.now);
        let watch = match &answer {
            Answer::Sent(page) => {
                let looked = look(&fresh, &kept.entry, &kept.versions, &current, page.sent(), wishes.now);
                let same = looked.outcome == Outcome::Read && looked.news.is_none();
                let by = if same { By::Fetch } else { By::Visit };
                page.tagged(Watch { by, ..after(&fresh, &Outcome::Read, wishes.now, wishes.interval).0 })
            }
            Answer::NotModified | Answer::Failed { .. } => fresh,
        };
        if store.write_look(&kept, &watch, &nothing(), "").await? {
            return Ok(watch);
        }
    }
}

/// Keeps a policy that no tab showed yet, as its server sends it, and begins to watch it. Where the archive has it, it is
/// watched as it is.
pub(super) async fn adopt(answer: Answer, wishes: Wishes) -> Result<Watch, LibraryError> {
    let page = match answer {
        Answer::Sent(page) => page,
        Answer::NotModified => return Err(LibraryError::Unread("The site sent nothing.".into())),
        Answer::Failed { why } => return Err(LibraryError::Unread(why)),
    };
    let tree = Tree::from_html(&page.html);
    let store = Store::open().await?;
    let own = canonical(&page.url, &tree);
    let there = store.find(&own).await?;
    let address = there.as_ref().map_or(own, |kept| kept.entry.address.clone());
    if there.is_none() {
        let (kind, policy) = first_look(&tree, &address, page.sent()).map_err(LibraryError::Unread)?;
        let sight = Sight {
            address: &address,
            url: &page.url,
            title: &address,
            kind,
            policy: &policy,
            same_as_current: false,
            document: None,
            now: wishes.now,
        };
        let source = Source { kind: SourceKind::Fetched, html: &page.html };
        let mut record = archive::record(None, &[], &sight, None, source);
        // There is nothing that the reader has missed.
        record.entry.seen = record.entry.current;
        // Where another tab was quicker, it is there now.
        store.write(None, &record, &page.html).await?;
    }
    watch(&address, Answer::Sent(page), wishes).await
}

/// Takes in what a look gave.
pub(super) async fn looked(address: &str, answer: Answer, wishes: Wishes) -> Result<Answered, LibraryError> {
    let store = Store::open().await?;
    loop {
        let before = watch_of(&store, address).await?;
        let (kept, current) = current(&store, address).await?;
        let looked = match &answer {
            Answer::Sent(page) => look(&before, &kept.entry, &kept.versions, &current, page.sent(), wishes.now),
            Answer::NotModified => Looked { outcome: Outcome::NotModified, ..nothing() },
            Answer::Failed { why } => Looked { outcome: Outcome::Trouble(why.clone()), ..nothing() },
        };
        let Concluded { mut watch, looked, tell_trouble } =
            conclude(&before, &kept.entry, looked, wishes.now, wishes.interval);
        let source = match &answer {
            Answer::Sent(page) => page.html.as_str(),
            _ => "",
        };
        if let (Answer::Sent(page), Outcome::Read) = (&answer, &looked.outcome) {
            watch = page.tagged(watch);
        }
        if store.write_look(&kept, &watch, &looked, source).await? {
            return Ok(Answered { watch, tell_trouble, news: looked.news });
        }
    }
}

/// Takes in what a tab showed that was opened in the background for a watch: a look, not a visit of the reader's.
pub(super) async fn looked_in_tab(
    address: &str,
    snapshot: &str,
    url: String,
    wishes: Wishes,
) -> Result<Answered, LibraryError> {
    let unread = |why: String| LibraryError::Unread(why);
    let snapshot: Snapshot = serde_json::from_str(snapshot).map_err(|e| unread(e.to_string()))?;
    let tree = Tree::from_snapshot(&snapshot).map_err(|e| unread(e.to_string()))?;
    let html = archive::html(&tree);
    let page = Page { status: 200, url, html, etag: None, last_modified: None, kind: SourceKind::Page };
    looked(address, Answer::Sent(page), wishes).await
}

/// Has a policy whose page needs its scripts checked in a background tab, or at visits only.
pub(super) async fn watch_in_tab(address: &str, on: bool, now: Millis) -> Result<Watch, LibraryError> {
    let store = Store::open().await?;
    let before = watch_of(&store, address).await?;
    let watch = match (before.by, on) {
        (By::Visit, true) => Watch { by: By::Tab, next_at: now, ..before },
        (By::Tab, false) => Watch { by: By::Visit, trouble: None, failures: 0, ..before },
        _ => return Ok(before),
    };
    store.write_watch(&watch).await?;
    Ok(watch)
}

/// The policies that a kept policy names, as its current version's page links to them.
pub(super) async fn named(address: &str) -> Result<Vec<Reference>, LibraryError> {
    let store = Store::open().await?;
    let kept = store.kept(address).await?.ok_or_else(|| LibraryError::Unknown(address.into()))?;
    let Some(version) = kept.versions.iter().find(|v| v.number == kept.entry.current) else { return Ok(Vec::new()) };
    let source = match store.source(version).await {
        Err(StoreError::LetGo(_)) => return Ok(Vec::new()),
        source => source?,
    };
    let tree = Tree::from_html(&source);
    let policy = read(&tree, &read::Page { url: address.into() }, None).policy;
    Ok(policy.map(|policy| references(&tree, &policy, &version.url)).unwrap_or_default())
}

impl Page {
    fn sent(&self) -> Sent<'_> {
        Sent { status: self.status, url: &self.url, html: &self.html, kind: self.kind }
    }

    /// The watch with what the server says of this page's state, to be asked for next time.
    fn tagged(&self, watch: Watch) -> Watch {
        Watch { etag: self.etag.clone(), last_modified: self.last_modified.clone(), ..watch }
    }
}

fn fetched() -> SourceKind {
    SourceKind::Fetched
}

/// A look that found nothing to write.
fn nothing() -> Looked {
    Looked { outcome: Outcome::Read, record: None, news: None, alias: None }
}

async fn watch_of(store: &Store, address: &str) -> Result<Watch, LibraryError> {
    let watches = store.watches().await?;
    watches.into_iter().find(|w| w.address == address).ok_or_else(|| LibraryError::Unknown(address.into()))
}

async fn current(store: &Store, address: &str) -> Result<(Kept, Policy), LibraryError> {
    let kept = store.kept(address).await?.ok_or_else(|| LibraryError::Unknown(address.into()))?;
    let Entry { current, .. } = kept.entry;
    let policy = policy(store, &kept.versions, current).await?;
    Ok((kept, policy))
}

/// The address to fetch: the one the current version was read from, since a canonical address is a name that a page gives
/// itself and need not answer.
fn fetch_address(kept: &Kept) -> String {
    let current = kept.versions.iter().find(|v| v.number == kept.entry.current);
    current.map_or_else(|| kept.entry.address.clone(), |v| v.url.clone())
}
