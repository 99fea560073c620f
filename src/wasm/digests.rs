//! Digests of policies, kept beside the archive.
//!
//! In a database of their own: they are made from the archive and can be made anew, so that whatever becomes of them, no
//! evidence is lost; and the archive's layout knows nothing of them.

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::library::{LibraryError, kept};
use super::visit::policy;
use crate::archive::store::{Kept, Store, StoreError};
use crate::archive::{Entry, READER, Version, in_time};
use crate::compare::{Side, compare};
use crate::judge::{Judgement, judge, judge_beside};
use crate::report::digest::{Digest, Digests, PolicyChanges, VersionChange};
use crate::report::json;

const NAME: &str = "clausewatch-digests";
/// Another layout begins empty: see [`upgrade`].
const LAYOUT: u32 = 1;
/// Address → [`Stamped`] digest, as JSON.
const DIGESTS: &str = "digests";
/// Address → [`Stamped`] changes, as JSON.
const CHANGES: &str = "changes";

/// Provisions compared in one call, one version at the least: a visit must not wait for long behind it. Twenty versions of
/// an ordinary policy go in one.
const MOST_PROVISIONS: usize = 2_500;

/// A record with what it was made of.
#[derive(Serialize, Deserialize)]
struct Stamped<T> {
    reader: String,
    head: String,
    current: u32,
    of: T,
}

impl<T> Stamped<T> {
    fn fits(&self, entry: &Entry) -> bool {
        self.reader == READER && self.head == entry.head && self.current == entry.current
    }
}

/// What is known of all policies.
pub(super) async fn digests() -> Result<Digests, LibraryError> {
    let entries = Store::open().await?.entries().await?;
    let known = Known::open().await?;
    let all: Vec<Stamped<Digest>> = known.all(DIGESTS).await?;
    let mut fresh: std::collections::HashMap<String, Stamped<Digest>> =
        all.into_iter().map(|d| (d.of.address.clone(), d)).collect();
    let mut answer = Digests { digests: Vec::with_capacity(entries.len()), missing: Vec::new() };
    for entry in entries {
        match fresh.remove(&entry.address).filter(|d| d.fits(&entry)) {
            Some(digest) => answer.digests.push(digest.of),
            None => answer.missing.push(entry.address),
        }
    }
    // What is left is of policies that were deleted.
    known.forget(fresh.into_keys()).await?;
    Ok(answer)
}

/// A policy's digest; `None` where there is more to read than one call should: ask again.
pub(super) async fn digest(address: &str) -> Result<Option<Digest>, LibraryError> {
    let store = Store::open().await?;
    let kept = kept(&store, address).await?;
    let known = Known::open().await?;
    let Compared { changes, whole, last } = changes_of(&store, &known, &kept).await?;
    if !whole {
        return Ok(None);
    }
    let judgements = match last {
        Some((number, judgements)) if number == kept.entry.current => judgements,
        _ => judge(&policy(&store, &kept.versions, kept.entry.current).await?),
    };
    let digest = Digest::new(address, &judgements, &changes);
    known.put(DIGESTS, &kept.entry, &digest).await?;
    Ok(Some(digest))
}

/// What changed in the versions of one policy, or of all, as far as it is known.
pub(super) async fn changes(address: Option<&str>) -> Result<Vec<PolicyChanges>, LibraryError> {
    let store = Store::open().await?;
    let known = Known::open().await?;
    let of = |entry: Entry, changes: Vec<VersionChange>| PolicyChanges {
        address: entry.address,
        title: entry.title,
        changes,
    };
    if let Some(address) = address {
        let kept = kept(&store, address).await?;
        let Compared { changes, .. } = changes_of(&store, &known, &kept).await?;
        return Ok(vec![of(kept.entry, changes)]);
    }
    let mut all: std::collections::HashMap<String, Vec<VersionChange>> = known.keyed(CHANGES).await?;
    let entries = store.entries().await?;
    Ok(entries.into_iter().filter_map(|entry| all.remove(&entry.address).map(|changes| of(entry, changes))).collect())
}

/// What is known of a policy's versions.
struct Compared {
    /// Their changes.
    changes: Vec<VersionChange>,
    /// Whether those are all.
    whole: bool,
    /// The version judged last, by its number, with its judgements.
    last: Option<(u32, Vec<Judgement>)>,
}

/// The changes of a policy's versions, with those of up to [`MOST_PROVISIONS`] that were not known before.
async fn changes_of(
    store: &Store,
    known: &Known,
    Kept { entry, versions, .. }: &Kept,
) -> Result<Compared, LibraryError> {
    let before: Option<Stamped<Vec<VersionChange>>> = known.get(CHANGES, &entry.address).await?;
    let before = before.filter(|b| b.reader == READER).map(|b| b.of).unwrap_or_default();
    let ordered = in_time(versions);
    // An earlier version that was brought since makes the change after it another one.
    let stays =
        |(change, pair): &(&VersionChange, &[&Version])| change.from == pair[0].number && change.hash == pair[1].hash;
    let mut changes: Vec<VersionChange> =
        before.iter().zip(ordered.windows(2)).take_while(stays).map(|(change, _)| change.clone()).collect();
    let [first, new @ ..] = &ordered[changes.len()..] else { return Ok(Compared { changes, whole: true, last: None }) };
    if new.is_empty() {
        return Ok(Compared { changes, whole: true, last: None });
    }
    let mut number = first.number;
    let mut old = policy(store, versions, number).await?;
    let mut old_judgements = judge(&old);
    let mut provisions = 0;
    for version in new {
        let now = policy(store, versions, version.number).await?;
        let judgements = judge_beside(&now, &old, &old_judgements);
        let comparison =
            compare(Side { policy: &old, judgements: &old_judgements }, Side { policy: &now, judgements: &judgements });
        changes.push(VersionChange::new(number, version, &json::Comparison::new(&comparison)));
        provisions += now.provisions.len();
        (number, old, old_judgements) = (version.number, now, judgements);
        if provisions >= MOST_PROVISIONS {
            break;
        }
    }
    known.put(CHANGES, entry, &changes).await?;
    let whole = changes.len() + 1 >= versions.len();
    Ok(Compared { changes, whole, last: Some((number, old_judgements)) })
}

/// The open database; closed when dropped.
struct Known {
    database: Database,
}

impl Drop for Known {
    fn drop(&mut self) {
        self.database.close();
    }
}

impl Known {
    async fn open() -> Result<Self, StoreError> {
        let mut request = Factory::new()?.open(NAME, Some(LAYOUT))?;
        request.on_upgrade_needed(|event| {
            // An error here leaves stores missing; the transaction that needs them then says so.
            if let Ok(database) = event.database() {
                let _ = upgrade(&database);
            }
        });
        Ok(Self { database: request.await? })
    }

    async fn get<T: DeserializeOwned>(&self, store: &str, address: &str) -> Result<Option<T>, StoreError> {
        let transaction = self.database.transaction(&[store], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(store)?.get(JsValue::from(address))?.await?;
        Ok(value.as_ref().and_then(parse))
    }

    /// All records that can be read: one that cannot is made anew.
    async fn all<T: DeserializeOwned>(&self, store: &str) -> Result<Vec<T>, StoreError> {
        let transaction = self.database.transaction(&[store], TransactionMode::ReadOnly)?;
        let all = transaction.object_store(store)?.get_all(None, None)?.await?;
        Ok(all.iter().filter_map(parse).collect())
    }

    async fn keyed<T: DeserializeOwned>(
        &self,
        store: &str,
    ) -> Result<std::collections::HashMap<String, T>, StoreError> {
        let transaction = self.database.transaction(&[store], TransactionMode::ReadOnly)?;
        let object_store = transaction.object_store(store)?;
        let keys = object_store.get_all_keys(None, None)?.await?;
        let values = object_store.get_all(None, None)?.await?;
        let pair = |(key, value): (&JsValue, &JsValue)| {
            let stamped: Stamped<T> = parse(value).filter(|s: &Stamped<T>| s.reader == READER)?;
            Some((key.as_string()?, stamped.of))
        };
        Ok(keys.iter().zip(&values).filter_map(pair).collect())
    }

    async fn put<T: Serialize>(&self, store: &str, entry: &Entry, of: &T) -> Result<(), StoreError> {
        let stamped = Stamped { reader: READER.to_owned(), head: entry.head.clone(), current: entry.current, of };
        let json = serde_json::to_string(&stamped).expect("strings and numbers always serialise");
        let transaction = self.database.transaction(&[store], TransactionMode::ReadWrite)?;
        transaction.object_store(store)?.put(&JsValue::from(json), Some(&JsValue::from(&entry.address)))?;
        transaction.await?;
        Ok(())
    }

    async fn forget(&self, addresses: impl Iterator<Item = String>) -> Result<(), StoreError> {
        let addresses: Vec<JsValue> = addresses.map(JsValue::from).collect();
        if addresses.is_empty() {
            return Ok(());
        }
        let transaction = self.database.transaction(&[DIGESTS, CHANGES], TransactionMode::ReadWrite)?;
        for store in [DIGESTS, CHANGES] {
            for address in &addresses {
                transaction.object_store(store)?.delete(address.clone())?;
            }
        }
        transaction.await?;
        Ok(())
    }
}

fn upgrade(database: &Database) -> Result<(), idb::Error> {
    for name in database.store_names() {
        database.delete_object_store(&name)?;
    }
    for name in [DIGESTS, CHANGES] {
        database.create_object_store(name, ObjectStoreParams::new())?;
    }
    Ok(())
}

fn parse<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    serde_json::from_str(&value.as_string()?).ok()
}
