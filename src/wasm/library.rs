//! What the library asks of the archive.

use crate::archive::store::{Kept, Store, StoreError};
use crate::archive::{
    Agreed, BadBundle, Bundle, Corrupt, Entry, Imported, Millis, Rule, Shelved, Spare, in_time, spare,
};
use crate::compare::{self, Side};
use crate::judge::{Judgement, judge, judge_beside};
use crate::read::Policy;
use crate::report::feed::{self, Format};
use crate::report::library::{History, Verified, Wordings};
use crate::report::{history, json};
use crate::review::compared;

use super::visit::policy;

/// Why a request of the library failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum LibraryError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Bundle(#[from] BadBundle),
    #[error("{0} is not in the archive")]
    Unknown(String),
    /// A page that is to be kept cannot be read, and why.
    #[error("{0}")]
    Unread(String),
}

pub(super) async fn kept(store: &Store, address: &str) -> Result<Kept, LibraryError> {
    store.kept(address).await?.ok_or_else(|| LibraryError::Unknown(address.into()))
}

pub(super) async fn policies() -> Result<Vec<Shelved>, LibraryError> {
    Ok(Store::open().await?.list().await?)
}

pub(super) async fn damaged() -> Result<Vec<Corrupt>, LibraryError> {
    Ok(Store::open().await?.damaged().await?)
}

/// The pages that go under a rule. Nothing goes yet.
pub(super) async fn spare_pages(rule: Rule) -> Result<Vec<Spare>, LibraryError> {
    let store = Store::open().await?;
    let mut policies = Vec::new();
    for Shelved { address, .. } in store.list().await? {
        // What is damaged stays as it is.
        if let Ok(Some(Kept { entry, versions, .. })) = store.kept(&address).await {
            policies.push((entry, versions));
        }
    }
    Ok(spare(&policies, rule))
}

/// Lets pages go; the answer is how many went. One that must stay by now (the reader went back to it) stays.
pub(super) async fn let_go(address: &str, numbers: &[u32], now: Millis) -> Result<usize, LibraryError> {
    let store = Store::open().await?;
    loop {
        let there = kept(&store, address).await?;
        let all = Rule { before: Some(Millis::MAX), most_bytes: None };
        let policies = [(there.entry.clone(), there.versions.clone())];
        let free: Vec<u32> =
            spare(&policies, all).iter().map(|page| page.number).filter(|n| numbers.contains(n)).collect();
        if store.let_go(&there, &free, now).await? {
            return Ok(free.len());
        }
    }
}

/// The news as a feed for a feed reader.
pub(super) async fn feed(format: Format, now: Millis) -> Result<String, LibraryError> {
    Ok(feed::feed(&Store::open().await?.news().await?, format, now))
}

pub(super) async fn history(address: &str) -> Result<History, LibraryError> {
    let Kept { entry, versions, .. } = kept(&Store::open().await?, address).await?;
    Ok(History { entry, versions })
}

pub(super) async fn version(address: &str, number: u32) -> Result<json::Policy, LibraryError> {
    let store = Store::open().await?;
    let policy = policy(&store, &kept(&store, address).await?.versions, number).await?;
    Ok(json::Policy::new(&policy, &judge(&policy)))
}

pub(super) async fn source(address: &str, number: u32) -> Result<String, LibraryError> {
    let store = Store::open().await?;
    let versions = kept(&store, address).await?.versions;
    let unknown = || LibraryError::Unknown(format!("version {number} of {address}"));
    let version = versions.iter().find(|v| v.number == number).ok_or_else(unknown)?;
    Ok(store.source(version).await?)
}

pub(super) async fn comparison(address: &str, from: u32, to: u32) -> Result<json::Comparison, LibraryError> {
    let store = Store::open().await?;
    let versions = kept(&store, address).await?.versions;
    let (old, new) = (policy(&store, &versions, from).await?, policy(&store, &versions, to).await?);
    Ok(json::Comparison::new(&compared(&old, &new)))
}

/// The life of every clause over all versions, in time. Compares each version with the one before: a second or so for a
/// long policy of twenty versions.
pub(super) async fn clauses(address: &str) -> Result<Vec<history::Clause>, LibraryError> {
    let store = Store::open().await?;
    let versions = kept(&store, address).await?.versions;
    let mut read: Vec<(Policy, Vec<Judgement>)> = Vec::with_capacity(versions.len());
    for version in in_time(&versions) {
        let policy = policy(&store, &versions, version.number).await?;
        let judgements = match read.last() {
            Some((earlier, known)) => judge_beside(&policy, earlier, known),
            None => judge(&policy),
        };
        read.push((policy, judgements));
    }
    let sides: Vec<Side<'_>> = read.iter().map(|(policy, judgements)| Side { policy, judgements }).collect();
    Ok(history::History::new(&compare::history(&sides), Vec::new()).clauses)
}

/// How the current version words a category.
pub(super) async fn wordings(address: &str, category: &str) -> Result<Wordings, LibraryError> {
    let store = Store::open().await?;
    let Kept { entry, versions, .. } = kept(&store, address).await?;
    let policy = policy(&store, &versions, entry.current).await?;
    let unknown = || LibraryError::Unknown(format!("version {} of {address}", entry.current));
    let version = versions.into_iter().find(|v| v.number == entry.current).ok_or_else(unknown)?;
    Ok(Wordings::new(version, json::Policy::new(&policy, &judge(&policy)), category))
}

/// The reader has seen the changes that were found in the background.
pub(super) async fn mark_seen(address: &str) -> Result<Entry, LibraryError> {
    let store = Store::open().await?;
    loop {
        let there = kept(&store, address).await?;
        let entry = Entry { seen: there.entry.current, ..there.entry.clone() };
        if store.write_entry(&there, &entry).await? {
            return Ok(entry);
        }
    }
}

/// The reader says which version was agreed to.
pub(super) async fn agree(address: &str, number: Option<u32>, now: Millis) -> Result<Entry, LibraryError> {
    let store = Store::open().await?;
    loop {
        let there = kept(&store, address).await?;
        if let Some(number) = number.filter(|n| !there.versions.iter().any(|v| v.number == *n)) {
            return Err(LibraryError::Unknown(format!("version {number} of {address}")));
        }
        let agreed = number.map(|version| Agreed { version, at: now });
        let entry = Entry { agreed, ..there.entry.clone() };
        if store.write_entry(&there, &entry).await? {
            return Ok(entry);
        }
    }
}

pub(super) async fn verify(address: &str) -> Result<Verified, LibraryError> {
    let store = Store::open().await?;
    let broken = |versions: u32, why: String| Ok(Verified { versions, broken: Some(why) });
    let kept = match store.kept(address).await {
        Ok(kept) => kept.ok_or_else(|| LibraryError::Unknown(address.into()))?,
        Err(StoreError::Corrupt(corrupt)) => return broken(0, corrupt.to_string()),
        Err(other) => return Err(other.into()),
    };
    let versions = kept.entry.versions;
    match store.verify(&kept).await {
        Ok(found) => Ok(Verified { versions, broken: found.map(|b| b.to_string()) }),
        Err(StoreError::Corrupt(corrupt)) => broken(versions, corrupt.to_string()),
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn export(address: &str) -> Result<String, LibraryError> {
    let store = Store::open().await?;
    let kept = kept(&store, address).await?;
    Ok(store.bundle(kept).await?.to_lines())
}

pub(super) async fn import(lines: &str) -> Result<Imported, LibraryError> {
    let bundle = Bundle::from_lines(lines)?;
    let store = Store::open().await?;
    loop {
        let there = store.kept(&bundle.entry.address).await?;
        let known = there.as_ref().map(|k| k.versions.as_slice()).unwrap_or_default();
        let answer = bundle.against(known);
        let entry = match (answer, &there) {
            (Imported::Known | Imported::Differs, _) => return Ok(answer),
            // What the reader has seen here counts, not what was seen where the export was made.
            (_, Some(there)) => Entry {
                seen: there.entry.seen,
                agreed: there.entry.agreed.or(bundle.entry.agreed),
                sittings: Vec::new(),
                ..bundle.entry.clone()
            },
            (_, None) => bundle.entry.clone(),
        };
        if store.take(there.as_ref(), &entry, &bundle.versions[known.len()..]).await? {
            return Ok(answer);
        }
    }
}

pub(super) async fn forget(address: &str) -> Result<(), LibraryError> {
    Ok(Store::open().await?.forget(address).await?)
}
