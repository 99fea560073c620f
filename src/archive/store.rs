//! The archive in IndexedDB.
//!
//! Owns the database's layout and its transactions. What is written is decided elsewhere. A version goes in with its text,
//! its source and its entry in one transaction, so that whoever kills the browser half-way leaves the old state or the new.
//! Nothing but database requests may be awaited while a transaction is open: it would end.

use std::collections::HashMap;

use idb::request::{GetAllStoreRequest, GetStoreRequest, OpenDatabaseRequest};
use idb::{
    Database, DatabaseEvent, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, Transaction, TransactionMode,
};
use js_sys::{Array, Promise, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::bundle::{Bundle, Full};
use super::chain::{self, Broken};
use super::compress::{gunzip, gzip};
use super::record::{Corrupt, Entry, Millis, Shelved, Version, sha256};
use super::sight::Record;
use crate::watch::{Looked, News, Watch};

/// The database's name.
const NAME: &str = "clausewatch";
/// Its layout. A later one adds a step to [`upgrade`] and a test that opens a database of each earlier layout.
const LAYOUT: u32 = 3;

/// Address → entry, as JSON.
const ENTRIES: &str = "entries";
/// [address, number] → version, as JSON.
const VERSIONS: &str = "versions";
/// [address, number] → text, as compressed JSON.
const TEXTS: &str = "texts";
/// [address, number] → source, compressed.
const SOURCES: &str = "sources";
/// Address → watch, as JSON.
const WATCHES: &str = "watches";
/// [time, address] → news, as JSON.
const NEWS: &str = "news";
/// Another address that leads to a policy → the policy's address. Since layout 2.
const ALIASES: &str = "aliases";
/// [address, page's address, time] → [`Ready`]. Since layout 3. Read by `extension/background/ready.js`.
const ANSWERS: &str = "answers";
const ALL: [&str; 8] = [ENTRIES, VERSIONS, TEXTS, SOURCES, WATCHES, NEWS, ALIASES, ANSWERS];

/// How many answers are kept ready; the oldest goes.
const MOST_ANSWERS: usize = 24;

/// How many versions are taken out at once: their pages stand in memory together.
const AT_ONCE: usize = 25;

/// How many news are kept: the versions themselves tell of older ones.
const MOST_NEWS: u32 = 1_000;

/// Why the archive could not answer. The messages are for the reader.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A later Clausewatch wrote it.
    #[error("the archive was written by a newer version of Clausewatch; update the extension")]
    Newer,
    /// There is no room.
    #[error("the disk is full, or the browser grants no more space; what was saved before is kept")]
    Full,
    /// The reader let a page go.
    #[error("the page of version {0} was let go to save room; its text is kept")]
    LetGo(u32),
    /// A record is damaged.
    #[error(transparent)]
    Corrupt(#[from] Corrupt),
    /// Anything else, in the browser's words.
    #[error("the browser's storage does not answer: {0}")]
    Browser(String),
}

impl From<idb::Error> for StoreError {
    fn from(error: idb::Error) -> Self {
        Self::from_text(error.to_string())
    }
}

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        Self::from_text(format!("{error:?}"))
    }
}

impl StoreError {
    fn from_text(text: String) -> Self {
        match () {
            () if text.contains("VersionError") => Self::Newer,
            () if text.contains("QuotaExceeded") => Self::Full,
            () => Self::Browser(text),
        }
    }
}

/// A policy with all its versions, in order, as read at one moment.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The policy.
    pub entry: Entry,
    /// Its versions.
    pub versions: Vec<Version>,
    /// The entry as it is stored: what [`Store::write`] holds against the database before it writes.
    stored: String,
}

/// What a page is answered with when it is seen again as it was. An answer to a policy whose records changed since is never
/// there: whoever writes an entry takes it away.
#[derive(Debug, Clone, Serialize)]
pub struct Ready {
    /// The page's address.
    #[serde(skip)]
    pub url: String,
    /// What the page must say, and what must be asked of it: whoever asks makes it, and a hash will do.
    pub question: String,
    /// Documents that it is no answer to: they saw the policy before.
    pub documents: Vec<String>,
    /// The `Visit`, as JSON.
    pub visit: String,
}

/// An open archive; closed when dropped.
#[derive(Debug)]
pub struct Store {
    database: Database,
}

/// An archive that the browser is opening.
#[derive(Debug)]
pub struct Opening {
    request: OpenDatabaseRequest,
}

impl Opening {
    /// Waits for it.
    ///
    /// # Errors
    /// Where a later layout is there, or the browser refuses.
    pub async fn finish(self) -> Result<Store, StoreError> {
        Ok(Store { database: self.request.await? })
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.database.close();
    }
}

impl Store {
    /// Opens the archive, and makes it where there is none.
    ///
    /// # Errors
    /// Where a later layout is there, or the browser refuses.
    pub async fn open() -> Result<Self, StoreError> {
        Self::begin_open()?.finish().await
    }

    /// Has the browser begin to open it, without waiting.
    ///
    /// # Errors
    /// Where the browser refuses at once.
    pub fn begin_open() -> Result<Opening, StoreError> {
        let mut request = Factory::new()?.open(NAME, Some(LAYOUT))?;
        request.on_upgrade_needed(|event| {
            // An error here leaves stores missing; the transaction that needs them then says so.
            if let Ok(database) = event.database() {
                let _ = upgrade(&database);
            }
        });
        Ok(Opening { request })
    }

    /// All policies, by address. Those whose record is damaged are left out: one must not hide all others.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn list(&self) -> Result<Vec<Shelved>, StoreError> {
        Ok(self.all(ENTRIES).await?.0)
    }

    /// The same in full.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        Ok(self.all(ENTRIES).await?.0)
    }

    /// The records of policies and watches that are damaged.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn damaged(&self) -> Result<Vec<Corrupt>, StoreError> {
        let mut damaged = self.all::<Entry>(ENTRIES).await?.1;
        damaged.extend(self.all::<Watch>(WATCHES).await?.1);
        Ok(damaged)
    }

    /// All records of a store by address: the sound ones, and what is wrong with the others.
    async fn all<T: DeserializeOwned>(&self, name: &str) -> Result<(Vec<T>, Vec<Corrupt>), StoreError> {
        let transaction = self.database.transaction(&[name], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(name)?;
        let values = store.get_all(None, None)?.await?;
        let (mut sound, mut damaged) = (Vec::with_capacity(values.len()), Vec::new());
        for (at, value) in values.iter().enumerate() {
            match parse("", value) {
                Ok(record) => sound.push(record),
                Err(corrupt) => damaged.push((at, corrupt)),
            }
        }
        if damaged.is_empty() {
            return Ok((sound, Vec::new()));
        }
        let transaction = self.database.transaction(&[name], TransactionMode::ReadOnly)?;
        let keys = transaction.object_store(name)?.get_all_keys(None, None)?.await?;
        let what = |at: usize| keys.get(at).and_then(JsValue::as_string).unwrap_or_default();
        Ok((sound, damaged.into_iter().map(|(at, corrupt)| Corrupt { what: what(at), ..corrupt }).collect()))
    }

    /// The policy that an address leads to, its own or one that is told of it; `None` where none is kept.
    ///
    /// # Errors
    /// Where the browser refuses or a record is damaged.
    pub async fn find(&self, address: &str) -> Result<Option<Kept>, StoreError> {
        let transaction = self.database.transaction(&[ENTRIES, VERSIONS, ALIASES], TransactionMode::ReadOnly)?;
        // All asked for before the first answer is there.
        let kept = Asked::of(&transaction, address)?;
        let alias = transaction.object_store(ALIASES)?.get(JsValue::from(address))?;
        if let Some(kept) = kept.answer(address).await? {
            return Ok(Some(kept));
        }
        match alias.await?.and_then(|home| home.as_string()) {
            Some(home) => self.kept(&home).await,
            None => Ok(None),
        }
    }

    /// The policy that is kept under an address; `None` where none is.
    ///
    /// # Errors
    /// Where the browser refuses or a record is damaged.
    pub async fn kept(&self, address: &str) -> Result<Option<Kept>, StoreError> {
        let transaction = self.database.transaction(&[ENTRIES, VERSIONS], TransactionMode::ReadOnly)?;
        Asked::of(&transaction, address)?.answer(address).await
    }

    /// A policy with all its versions and their contents.
    ///
    /// # Errors
    /// Where the browser refuses or a record is damaged.
    pub async fn bundle(&self, kept: Kept) -> Result<Bundle, StoreError> {
        let mut full = Vec::with_capacity(kept.versions.len());
        for some in kept.versions.chunks(AT_ONCE) {
            for (version, (text, source)) in some.iter().zip(self.contents_of(some).await?) {
                full.push(Full { version: version.clone(), text, source });
            }
        }
        Ok(Bundle { entry: kept.entry, versions: full })
    }

    /// Walks a policy's chain, and holds all its texts and sources against their hashes.
    ///
    /// # Errors
    /// Where the browser refuses or a record is damaged. A chain that does not hold is an answer.
    pub async fn verify(&self, kept: &Kept) -> Result<Option<Broken>, StoreError> {
        if let Err(broken) = chain::verify(&kept.entry.address, &kept.versions, &kept.entry.head) {
            return Ok(Some(broken));
        }
        for some in kept.versions.chunks(AT_ONCE) {
            self.contents_of(some).await?;
        }
        Ok(None)
    }

    /// Texts and sources of versions that follow each other, held against their hashes: one transaction for all of them.
    async fn contents_of(&self, versions: &[Version]) -> Result<Vec<(String, String)>, StoreError> {
        let (Some(first), Some(last)) = (versions.first(), versions.last()) else { return Ok(Vec::new()) };
        let range = KeyRange::bound(&key(&first.address, first.number), &key(&last.address, last.number), None, None)?;
        let transaction = self.database.transaction(&[TEXTS, SOURCES], TransactionMode::ReadOnly)?;
        let mut stores = Vec::with_capacity(2);
        for name in [TEXTS, SOURCES] {
            let store = transaction.object_store(name)?;
            let (keys, values) = (
                store.get_all_keys(Some(range.clone().into()), None)?,
                store.get_all(Some(range.clone().into()), None)?,
            );
            let (keys, values) = (keys.await?, values.await?);
            let numbers = keys.iter().map(|key| Array::from(key).get(1).as_f64().unwrap_or_default() as u32);
            stores.push(numbers.zip(values).collect::<HashMap<u32, JsValue>>());
        }
        let unpacked = |at: usize, name: &str, version: &Version, hash: &str| {
            unpack(stores[at].get(&version.number), name, version, hash)
        };
        let both = versions.iter().map(|version| {
            let text = unpacked(0, TEXTS, version, &version.text_sha256)?;
            let source = match version.let_go {
                Some(_) => String::new(),
                None => unpacked(1, SOURCES, version, &version.source_sha256)?,
            };
            Ok((text, source))
        });
        both.collect()
    }

    /// Takes a verified bundle in, or its versions from `first` on where the archive has the ones before (`there`). All in
    /// one transaction; `false` where somebody else wrote in between.
    ///
    /// # Errors
    /// Where the browser refuses; nothing is written then.
    pub async fn take(&self, there: Option<&Kept>, entry: &Entry, new: &[Full]) -> Result<bool, StoreError> {
        let mut packed = Vec::with_capacity(new.len());
        for full in new {
            packed.push((gzip(full.text.as_bytes()).await?, gzip(full.source.as_bytes()).await?));
        }
        let Some(transaction) = self.begin(there, entry).await? else { return Ok(false) };
        for (Full { version, .. }, (text, source)) in new.iter().zip(&packed) {
            put_version(&transaction, version, Some((text, source)))?;
        }
        finish(transaction).await?;
        Ok(true)
    }

    /// Removes a policy with all its versions, its watch and its news.
    ///
    /// # Errors
    /// Where the browser refuses; nothing is removed then.
    pub async fn forget(&self, address: &str) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&ALL, TransactionMode::ReadWrite)?;
        transaction.object_store(ENTRIES)?.delete(JsValue::from(address))?;
        transaction.object_store(WATCHES)?.delete(JsValue::from(address))?;
        for store in [VERSIONS, TEXTS, SOURCES, ANSWERS] {
            transaction.object_store(store)?.delete(under(address)?)?;
        }
        let aliases = transaction.object_store(ALIASES)?;
        let (from, to) = (aliases.get_all_keys(None, None)?, aliases.get_all(None, None)?);
        for (alias, home) in from.await?.into_iter().zip(to.await?) {
            if home.as_string().as_deref() == Some(address) {
                aliases.delete(alias)?;
            }
        }
        let news = transaction.object_store(NEWS)?;
        for at in news.get_all_keys(None, None)?.await? {
            if Array::from(&at).get(1).as_string().as_deref() == Some(address) {
                news.delete(at)?;
            }
        }
        finish(transaction).await
    }

    /// Lets the sources of some versions of a policy go, and notes in the versions that they went. `false` where somebody
    /// else wrote in between.
    ///
    /// # Errors
    /// Where the browser refuses; nothing goes then.
    pub async fn let_go(&self, kept: &Kept, numbers: &[u32], now: Millis) -> Result<bool, StoreError> {
        let Some(transaction) = self.begin(Some(kept), &kept.entry).await? else { return Ok(false) };
        for version in kept.versions.iter().filter(|v| numbers.contains(&v.number)) {
            put_version(&transaction, &Version { let_go: Some(now), ..version.clone() }, None)?;
            transaction.object_store(SOURCES)?.delete(key(&version.address, version.number))?;
        }
        finish(transaction).await?;
        Ok(true)
    }

    /// The JSON of a version's text, held against its hash.
    ///
    /// # Errors
    /// Where it is missing or altered, or the browser refuses.
    pub async fn text(&self, version: &Version) -> Result<String, StoreError> {
        self.contents(TEXTS, version, &version.text_sha256).await
    }

    /// A version's source, held against its hash.
    ///
    /// # Errors
    /// Where it is missing or altered, or the browser refuses.
    pub async fn source(&self, version: &Version) -> Result<String, StoreError> {
        if version.let_go.is_some() {
            return Err(StoreError::LetGo(version.number));
        }
        self.contents(SOURCES, version, &version.source_sha256).await
    }

    async fn contents(&self, store: &str, version: &Version, expected: &str) -> Result<String, StoreError> {
        let transaction = self.database.transaction(&[store], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(store)?.get(key(&version.address, version.number))?.await?;
        Ok(unpack(value.as_ref(), store, version, expected)?)
    }

    /// Writes what a sight comes to. `before` is what the decision was based on: where the database says something else by
    /// now (another tab was quicker), nothing is written and the answer is `false`.
    ///
    /// # Errors
    /// Where the browser refuses; nothing is written then either.
    pub async fn write(&self, before: Option<&Kept>, record: &Record, source: &str) -> Result<bool, StoreError> {
        let packed = match &record.text {
            Some(text) => Some((gzip(text.as_bytes()).await?, gzip(source.as_bytes()).await?)),
            None => None,
        };
        let Some(transaction) = self.begin(before, &record.entry).await? else { return Ok(false) };
        if let Some(version) = &record.version {
            put_version(&transaction, version, packed.as_ref().map(|(text, source)| (text, source)))?;
        }
        finish(transaction).await?;
        Ok(true)
    }

    /// Writes what a look in the background came to: the watch, what was read and what is news, in one go. `false` where
    /// somebody else wrote in between.
    ///
    /// # Errors
    /// Where the browser refuses; nothing is written then.
    pub async fn write_look(
        &self,
        before: &Kept,
        watch: &Watch,
        look: &Looked,
        source: &str,
    ) -> Result<bool, StoreError> {
        let Looked { record, news, alias, .. } = look;
        let packed = match record {
            Some(Record { text: Some(text), .. }) => {
                Some((gzip(text.as_bytes()).await?, gzip(source.as_bytes()).await?))
            }
            _ => None,
        };
        let entry = record.as_ref().map_or(&before.entry, |record| &record.entry);
        let Some(transaction) = self.begin(Some(before), entry).await? else { return Ok(false) };
        if let Some(version) = record.as_ref().and_then(|record| record.version.as_ref()) {
            put_version(&transaction, version, packed.as_ref().map(|(text, source)| (text, source)))?;
        }
        put(&transaction.object_store(WATCHES)?, &JsValue::from(to_json(watch)), &JsValue::from(&watch.address))?;
        if let Some(news) = news {
            let at = Array::of2(&JsValue::from(news.at as f64), &JsValue::from(&news.address));
            put(&transaction.object_store(NEWS)?, &JsValue::from(to_json(news)), &at)?;
        }
        if let Some(alias) = alias {
            put(&transaction.object_store(ALIASES)?, &JsValue::from(&before.entry.address), &JsValue::from(alias))?;
        }
        finish(transaction).await?;
        Ok(true)
    }

    /// All watches, by address. Those whose record is damaged are left out; see [`Store::damaged`].
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn watches(&self) -> Result<Vec<Watch>, StoreError> {
        Ok(self.all(WATCHES).await?.0)
    }

    /// Writes a watch alone.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn write_watch(&self, watch: &Watch) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&[WATCHES], TransactionMode::ReadWrite)?;
        put(&transaction.object_store(WATCHES)?, &JsValue::from(to_json(watch)), &JsValue::from(&watch.address))?;
        finish(transaction).await
    }

    /// Stops watching a policy. What is kept of it stays.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn unwatch(&self, address: &str) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&[WATCHES], TransactionMode::ReadWrite)?;
        transaction.object_store(WATCHES)?.delete(JsValue::from(address))?;
        finish(transaction).await
    }

    /// The latest news, newest first.
    ///
    /// # Errors
    /// Where the browser refuses or a record is damaged.
    pub async fn news(&self) -> Result<Vec<News>, StoreError> {
        let transaction = self.database.transaction(&[NEWS], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(NEWS)?;
        let keys = store.get_all_keys(None, None)?.await?;
        let extra = keys.len().saturating_sub(MOST_NEWS as usize);
        for key in &keys[..extra] {
            store.delete(key.clone())?;
        }
        let all = store.get_all(None, None)?.await?;
        // One that is damaged is no reason to withhold the others: the versions tell of it.
        Ok(all.iter().rev().filter_map(|value| parse("the news", value).ok()).collect())
    }

    /// Writes an entry alone; `false` where somebody else wrote in between.
    ///
    /// # Errors
    /// Where the browser refuses; nothing is written then.
    pub async fn write_entry(&self, before: &Kept, entry: &Entry) -> Result<bool, StoreError> {
        let Some(transaction) = self.begin(Some(before), entry).await? else { return Ok(false) };
        finish(transaction).await?;
        Ok(true)
    }

    /// Opens a transaction that writes an entry; `None` where the database does not say what `before` does any more.
    async fn begin(&self, before: Option<&Kept>, entry: &Entry) -> Result<Option<Transaction>, StoreError> {
        let transaction = self.database.transaction(&ALL, TransactionMode::ReadWrite)?;
        let entries = transaction.object_store(ENTRIES)?;
        let address = JsValue::from(&entry.address);
        let there = entries.get(address.clone())?.await?.map(|value| value.as_string().unwrap_or_default());
        if there.as_deref() != before.map(|kept| kept.stored.as_str()) {
            transaction.abort()?;
            return Ok(None);
        }
        put(&entries, &JsValue::from(to_json(entry)), &address)?;
        let answers = transaction.object_store(ANSWERS)?;
        for address in [&entry.address].into_iter().chain(before.map(|kept| &kept.entry.address)) {
            answers.delete(under(address)?)?;
        }
        Ok(Some(transaction))
    }

    /// Keeps an answer ready, for as long as the records of the policy stay what they are in `kept`.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn keep_ready(&self, kept: &Kept, ready: &Ready, now: Millis) -> Result<(), StoreError> {
        let value = serde_wasm_bindgen::to_value(ready).map_err(|e| StoreError::Browser(e.to_string()))?;
        let address = JsValue::from(&kept.entry.address);
        let transaction = self.database.transaction(&[ENTRIES, ANSWERS], TransactionMode::ReadWrite)?;
        let there = transaction.object_store(ENTRIES)?.get(address.clone())?.await?;
        if there.and_then(|value| value.as_string()).as_deref() != Some(&kept.stored) {
            return Ok(());
        }
        let answers = transaction.object_store(ANSWERS)?;
        answers.delete(under(&kept.entry.address)?)?;
        let mut keys = answers.get_all_keys(None, None)?.await?;
        keys.sort_by_key(|key| Array::from(key).get(2).as_f64().unwrap_or_default() as Millis);
        let extra = (keys.len() + 1).saturating_sub(MOST_ANSWERS);
        for key in keys.drain(..extra) {
            answers.delete(key)?;
        }
        put(&answers, &value, &Array::of3(&address, &JsValue::from(&ready.url), &JsValue::from(now as f64)))?;
        finish(transaction).await
    }
}

/// A policy that the database was asked for.
struct Asked {
    entry: GetStoreRequest,
    versions: GetAllStoreRequest,
}

impl Asked {
    fn of(transaction: &Transaction, address: &str) -> Result<Self, StoreError> {
        Ok(Self {
            entry: transaction.object_store(ENTRIES)?.get(JsValue::from(address))?,
            versions: transaction.object_store(VERSIONS)?.get_all(Some(under(address)?), None)?,
        })
    }

    async fn answer(self, address: &str) -> Result<Option<Kept>, StoreError> {
        let (entry, versions) = (self.entry.await?, self.versions.await?);
        let Some(entry) = entry else { return Ok(None) };
        let versions = versions.iter().map(|value| parse(address, value)).collect::<Result<Vec<Version>, _>>()?;
        let stored = entry.as_string().unwrap_or_default();
        let entry: Entry = parse(address, &entry)?;
        let number = versions.len() as u32;
        if entry.versions != number || versions.iter().zip(1..).any(|(v, n)| v.number != n) {
            return Err(Corrupt { what: address.into(), why: "versions are missing".into() }.into());
        }
        Ok(Some(Kept { entry, versions, stored }))
    }
}

/// A version's text or source as it was before it was compressed, held against its hash.
fn unpack(packed: Option<&JsValue>, store: &str, version: &Version, expected: &str) -> Result<String, Corrupt> {
    let Version { address, number, .. } = version;
    let corrupt = |what: &str| Corrupt {
        what: format!("version {number} of {address}"),
        why: format!("its record in {store} {what}"),
    };
    let packed = packed.ok_or_else(|| corrupt("is missing"))?;
    let bytes = gunzip(&Uint8Array::new(packed).to_vec()).map_err(|_| corrupt("cannot be unpacked"))?;
    if sha256(&bytes) != expected {
        return Err(corrupt("was altered"));
    }
    String::from_utf8(bytes).map_err(|_| corrupt("is no text"))
}

fn put_version(
    transaction: &Transaction,
    version: &Version,
    contents: Option<(&Uint8Array, &Uint8Array)>,
) -> Result<(), StoreError> {
    let at = key(&version.address, version.number);
    put(&transaction.object_store(VERSIONS)?, &JsValue::from(to_json(version)), &at)?;
    if let Some((text, source)) = contents {
        put(&transaction.object_store(TEXTS)?, text, &at)?;
        put(&transaction.object_store(SOURCES)?, source, &at)?;
    }
    Ok(())
}

fn upgrade(database: &Database) -> Result<(), idb::Error> {
    let there = database.store_names();
    for name in ALL {
        if !there.iter().any(|n| n == name) {
            database.create_object_store(name, ObjectStoreParams::new())?;
        }
    }
    Ok(())
}

/// Asks for a value to be written, without waiting: an error ends the transaction, which [`finish`] reports.
fn put(store: &ObjectStore, value: &JsValue, key: &JsValue) -> Result<(), StoreError> {
    store.put(value, Some(key))?;
    Ok(())
}

/// Waits until all is written. The library takes the event of a request that failed for one of the transaction's, and cannot
/// say why: so the transaction itself is asked.
async fn finish(transaction: Transaction) -> Result<(), StoreError> {
    let transaction = web_sys::IdbTransaction::from(transaction);
    let ended = Promise::new(&mut |resolve, _| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&resolve));
    });
    let event = JsFuture::from(ended).await?;
    match transaction.error() {
        None if event.unchecked_ref::<web_sys::Event>().type_() == "complete" => Ok(()),
        None => Err(StoreError::Browser("the transaction was aborted".into())),
        Some(error) => Err(StoreError::from_text(format!("{}: {}", error.name(), error.message()))),
    }
}

fn key(address: &str, number: u32) -> JsValue {
    Array::of2(&address.into(), &number.into()).into()
}

/// All that is kept under an address: in IndexedDB's order an array sorts after every number and text.
fn under(address: &str) -> Result<Query, StoreError> {
    let from = Array::of1(&address.into());
    let to = Array::of2(&address.into(), &Array::new());
    Ok(KeyRange::bound(&from, &to, None, None)?.into())
}

fn to_json<T: serde::Serialize>(record: &T) -> String {
    serde_json::to_string(record).expect("strings and numbers always serialise")
}

fn parse<T: DeserializeOwned>(what: &str, value: &JsValue) -> Result<T, Corrupt> {
    let corrupt = |why: String| Corrupt { what: what.into(), why };
    let json = value.as_string().ok_or_else(|| corrupt("it is no text".into()))?;
    serde_json::from_str(&json).map_err(|e| corrupt(e.to_string()))
}
