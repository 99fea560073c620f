//! What the background asks when it watches.

use serde::{Deserialize, Serialize};

use super::library::LibraryError;
use super::visit::policy;
use crate::archive::store::{Kept, Store};
use crate::archive::{Entry, Millis};
use crate::watch::{By, News, Outcome, Sent, Watch, after, due, look, next_wake};

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
pub(super) struct Looked {
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
    Ok(Due { due: due(&watches, now, most).into_iter().cloned().collect(), next: next_wake(&watches) })
}

/// Begins to watch a kept policy. `answer` is what its address gives right now: where that reads as the version that is
/// kept, it can be looked at by fetching; else it is checked at visits.
pub(super) async fn watch(address: &str, answer: Answer, now: Millis, interval: Millis) -> Result<Watch, LibraryError> {
    let store = Store::open().await?;
    loop {
        let (kept, current) = current(&store, address).await?;
        let url = fetch_address(&kept);
        let fresh = Watch {
            address: address.into(),
            url,
            by: By::Visit,
            next_at: now,
            read_at: None,
            failures: 0,
            trouble: None,
            etag: None,
            last_modified: None,
        };
        let watch = match &answer {
            Answer::Sent(page) => {
                let looked = look(&fresh, &kept.entry, &kept.versions, &current, page.sent(), now);
                let same = looked.outcome == Outcome::Read && looked.news.is_none();
                let by = if same { By::Fetch } else { By::Visit };
                let (watch, _) = after(&fresh, &Outcome::Read, now, interval);
                Watch { by, etag: page.etag.clone(), last_modified: page.last_modified.clone(), ..watch }
            }
            Answer::NotModified | Answer::Failed { .. } => fresh,
        };
        if store.write_look(&kept, &watch, None, None).await? {
            return Ok(watch);
        }
    }
}

/// Takes in what a look gave.
pub(super) async fn looked(
    address: &str,
    answer: Answer,
    now: Millis,
    interval: Millis,
) -> Result<Looked, LibraryError> {
    let store = Store::open().await?;
    loop {
        let watches = store.watches().await?;
        let before = watches.into_iter().find(|w| w.address == address);
        let before = before.ok_or_else(|| LibraryError::Unknown(address.into()))?;
        let (kept, current) = current(&store, address).await?;
        let (outcome, record, news) = match &answer {
            Answer::Sent(page) => {
                let looked = look(&before, &kept.entry, &kept.versions, &current, page.sent(), now);
                (looked.outcome, looked.record, looked.news)
            }
            Answer::NotModified => (Outcome::NotModified, None, None),
            Answer::Failed { why } => (Outcome::Trouble(why.clone()), None, None),
        };
        let (mut watch, tell_trouble) = after(&before, &outcome, now, interval);
        if let (Answer::Sent(page), Outcome::Read) = (&answer, &outcome) {
            watch.etag.clone_from(&page.etag);
            watch.last_modified.clone_from(&page.last_modified);
        }
        let source = match &answer {
            Answer::Sent(page) => page.html.as_str(),
            _ => "",
        };
        if store.write_look(&kept, &watch, record.as_ref().map(|r| (r, source)), news.as_ref()).await? {
            return Ok(Looked { watch, tell_trouble, news });
        }
    }
}

impl Page {
    fn sent(&self) -> Sent<'_> {
        Sent { status: self.status, url: &self.url, html: &self.html }
    }
}

async fn current(store: &Store, address: &str) -> Result<(Kept, crate::read::Policy), LibraryError> {
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
