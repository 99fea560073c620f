//! The browser's face: what the background calls. Pages go in, answers come out, the archive stands in between.
//!
//! Exists in WebAssembly only. Errors are JavaScript errors whose `code` is one of `extension/messages.js`'s.

mod bring;
mod digests;
mod exports;
mod library;
mod sample;
mod visit;
mod watching;

use js_sys::Promise;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::archive::Rule;
use crate::archive::store::StoreError;
use crate::report::digest::Topic;
use crate::report::feed::Format;
use crate::report::library::CategoryName;
use crate::report::visit::Visit;
use library::LibraryError;

/// A page that was reviewed. What is to be kept of it is not kept yet: the page is waiting for its answer.
#[wasm_bindgen]
#[allow(missing_debug_implementations, reason = "JavaScript holds it")]
pub struct Reviewed {
    answer: String,
    unwritten: Option<visit::Unwritten>,
    written: Option<visit::Written>,
}

#[wasm_bindgen]
impl Reviewed {
    /// The `Visit`, as JSON.
    #[wasm_bindgen(js_name = takeAnswer)]
    pub fn take_answer(&mut self) -> String {
        std::mem::take(&mut self.answer)
    }

    /// Keeps what is to be kept. Answers with another `Visit`, as JSON, where the first answer does not hold: another tab
    /// wrote in between, or the archive takes nothing.
    ///
    /// # Errors
    /// None in practice.
    pub async fn keep(&mut self) -> Result<Option<String>, JsValue> {
        let Some(unwritten) = self.unwritten.take() else { return Ok(None) };
        let (other, written) = unwritten.write().await;
        self.written = Some(written);
        other.map(|visit| json(&visit)).transpose()
    }

    /// Keeps ready what the page is answered with when it is seen again as it is, once the visit is kept. `question` stands for
    /// the page and what was wanted of it. Where that fails, the page is read again.
    #[wasm_bindgen(js_name = keepReady)]
    pub async fn keep_ready(self, question: String) {
        if let Some(written) = self.written {
            let _ = written.keep_ready(question).await;
        }
    }
}

/// Reviews a page.
///
/// `snapshot` is a `Snapshot` as JSON, `document` the random id of the tab's document, `wishes` what the reader wants of it (a
/// promise: the browser looks that up while the page is taken apart), `now` the time in ms since 1970.
///
/// # Errors
/// Where the snapshot is none, and what `wishes` is rejected with. A page that cannot be read is an answer, and so is an archive
/// that does not answer.
#[wasm_bindgen]
pub async fn visit(
    snapshot: String,
    url: String,
    title: String,
    document: String,
    wishes: Promise,
    now: f64,
) -> Result<Reviewed, JsValue> {
    let begun = visit::begin(&snapshot).await;
    let wishes = JsFuture::from(wishes).await?;
    let wishes = serde_wasm_bindgen::from_value(wishes).map_err(|e| error("bad-message", &e.to_string()))?;
    let request = visit::Request::new(url, title, document, wishes, millis(now));
    let visit::Reviewed { answer, unwritten } =
        visit::visit(begun, request).await.map_err(|e| error("bad-message", &e.to_string()))?;
    Ok(Reviewed { answer: json(&answer)?, unwritten, written: None })
}

/// The `Visit`, as JSON, for a page that is beyond the bounds of a snapshot.
///
/// # Errors
/// None in practice.
#[wasm_bindgen(js_name = tooLarge)]
pub fn too_large(url: String, title: String, now: f64) -> Result<String, JsValue> {
    json(&Visit::unread(&url, &title, millis(now), visit::TOO_LARGE.into()))
}

/// All policies that are sound: `Shelved[]`, as JSON.
///
/// # Errors
/// Where the archive does not answer.
#[wasm_bindgen]
pub async fn policies() -> Result<String, JsValue> {
    json(&library::policies().await?)
}

/// The records of policies and watches that are damaged: `Corrupt[]`.
///
/// # Errors
/// Where the archive does not answer.
#[wasm_bindgen]
pub async fn damaged() -> Result<JsValue, JsValue> {
    answer(&library::damaged().await?)
}

/// The pages that go where those read before `before` may go, and no more than `most_bytes` of pages stay: `Spare[]`.
/// Nothing goes yet.
///
/// # Errors
/// Where the archive does not answer.
#[wasm_bindgen(js_name = sparePages)]
pub async fn spare_pages(before: Option<f64>, most_bytes: Option<f64>) -> Result<JsValue, JsValue> {
    let rule = Rule { before: before.map(millis), most_bytes: most_bytes.map(millis) };
    answer(&library::spare_pages(rule).await?)
}

/// Lets the pages of some versions of a policy go; answers how many went.
///
/// # Errors
/// Where the policy is not there, or the archive does not answer.
#[wasm_bindgen(js_name = letGo)]
pub async fn let_go(address: String, numbers: Vec<u32>, now: f64) -> Result<usize, JsValue> {
    Ok(library::let_go(&address, &numbers, millis(now)).await?)
}

/// The news as a feed: `atom` or `json`.
///
/// # Errors
/// Where the archive does not answer.
#[wasm_bindgen]
pub async fn feed(format: String, now: f64) -> Result<String, JsValue> {
    let format = if format == "atom" { Format::Atom } else { Format::Json };
    Ok(library::feed(format, millis(now)).await?)
}

/// A policy with its versions: `History`.
///
/// # Errors
/// Where it is not there, or the archive does not answer.
#[wasm_bindgen]
pub async fn history(address: String) -> Result<JsValue, JsValue> {
    answer(&library::history(&address).await?)
}

/// A version, judged: `Policy`.
///
/// # Errors
/// Where it is not there or damaged, or the archive does not answer.
#[wasm_bindgen]
pub async fn version(address: String, number: u32) -> Result<JsValue, JsValue> {
    answer(&library::version(&address, number).await?)
}

/// A version's source, as it was kept.
///
/// # Errors
/// Where it is not there or damaged, or the archive does not answer.
#[wasm_bindgen]
pub async fn source(address: String, number: u32) -> Result<String, JsValue> {
    Ok(library::source(&address, number).await?)
}

/// Two versions compared: `Comparison`.
///
/// # Errors
/// Where one is not there or damaged, or the archive does not answer.
#[wasm_bindgen]
pub async fn comparison(address: String, from: u32, to: u32) -> Result<JsValue, JsValue> {
    answer(&library::comparison(&address, from, to).await?)
}

/// The life of every clause over a policy's versions: `Clause[]`; versions in it count from 0.
///
/// # Errors
/// Where it is not there or damaged, or the archive does not answer.
#[wasm_bindgen]
pub async fn clauses(address: String) -> Result<JsValue, JsValue> {
    answer(&library::clauses(&address).await?)
}

/// How a policy's current version words a category: `Wordings`.
///
/// # Errors
/// Where it is not there or damaged, or the archive does not answer.
#[wasm_bindgen]
pub async fn wordings(address: String, category: String) -> Result<JsValue, JsValue> {
    answer(&library::wordings(&address, &category).await?)
}

/// All categories, and how common each is: `Topic[]`.
///
/// # Errors
/// None in practice.
#[wasm_bindgen]
pub fn topics() -> Result<JsValue, JsValue> {
    answer(&Topic::all())
}

/// What the library shows of all policies at a glance: `Digests` as JSON.
///
/// # Errors
/// Where the archive does not answer.
#[wasm_bindgen]
pub async fn digests() -> Result<String, JsValue> {
    json(&digests::digests().await?)
}

/// One policy's digest, made anew where it must be: `Digest`; null where that takes another call.
///
/// # Errors
/// Where it is not there or damaged, or the archive does not answer.
#[wasm_bindgen]
pub async fn digest(address: String) -> Result<JsValue, JsValue> {
    answer(&digests::digest(&address).await?)
}

/// What changed in each version of one policy, or of all as far as it is known: `PolicyChanges[]` as JSON.
///
/// # Errors
/// Where it is not there or damaged, or the archive does not answer.
#[wasm_bindgen]
pub async fn changes(address: Option<String>) -> Result<String, JsValue> {
    json(&digests::changes(address.as_deref()).await?)
}

/// Two versions compared, as a document; `format` is a `Format`.
///
/// # Errors
/// Where one is not there or damaged, or the archive does not answer.
#[wasm_bindgen]
pub async fn report(address: String, from: u32, to: u32, format: JsValue) -> Result<String, JsValue> {
    Ok(exports::report(&address, from, to, parse(format)?).await?)
}

/// A policy's records in an audit bundle: `AuditFile[]`.
///
/// # Errors
/// Where it is not there or damaged, or the archive does not answer.
#[wasm_bindgen(js_name = auditPolicy)]
pub async fn audit_policy(address: String, folder: String) -> Result<JsValue, JsValue> {
    answer(&exports::audit_policy(&address, &folder).await?)
}

/// A version's files in an audit bundle: `AuditFile[]`.
///
/// # Errors
/// Where it is not there or damaged, or the archive does not answer.
#[wasm_bindgen(js_name = auditVersion)]
pub async fn audit_version(address: String, number: u32, folder: String) -> Result<JsValue, JsValue> {
    answer(&exports::audit_version(&address, number, &folder).await?)
}

/// The files that speak of a whole audit bundle: `AuditFile[]`; `policies` are its `Listed[]`.
///
/// # Errors
/// Where those are none.
#[wasm_bindgen(js_name = auditCover)]
pub fn audit_cover(policies: JsValue, now: f64) -> Result<JsValue, JsValue> {
    answer(&exports::audit_cover(parse(policies)?, millis(now)))
}

/// The reader has seen what was found in the background: `Entry`.
///
/// # Errors
/// Where it is not there, or the archive does not answer.
#[wasm_bindgen(js_name = markSeen)]
pub async fn mark_seen(address: String) -> Result<JsValue, JsValue> {
    answer(&library::mark_seen(&address).await?)
}

/// The reader agreed to a version, or to none: `Entry`.
///
/// # Errors
/// Where the policy or the version is not there, or the archive does not answer.
#[wasm_bindgen]
pub async fn agree(address: String, number: Option<u32>, now: f64) -> Result<JsValue, JsValue> {
    answer(&library::agree(&address, number, millis(now)).await?)
}

/// Takes in an earlier version that the reader brings: `Brought`. `format` is `html`, `markdown` or `text`; `name` says
/// where it is from; `dated` is when it was in force, in ms since 1970.
///
/// # Errors
/// Where the policy is not there, or the archive does not answer. A text that is no policy is an answer.
#[wasm_bindgen]
pub async fn bring(
    address: String,
    content: String,
    format: String,
    name: String,
    dated: f64,
) -> Result<JsValue, JsValue> {
    answer(&bring::bring(&address, &content, &format, &name, millis(dated)).await?)
}

/// Reviews the sample page against its earlier version, and keeps nothing. Answers with a `Visit` as JSON.
///
/// # Errors
/// Where the snapshot is none.
#[wasm_bindgen]
pub fn sample(snapshot: String, earlier: String, url: String, seen: f64, now: f64) -> Result<String, JsValue> {
    let answer = sample::sample(&snapshot, &earlier, &url, millis(seen), millis(now));
    json(&answer.map_err(|e| error("bad-message", &e.to_string()))?)
}

/// All categories, in the contract's order: `CategoryName[]`.
///
/// # Errors
/// None in practice.
#[wasm_bindgen]
pub fn categories() -> Result<JsValue, JsValue> {
    answer(&CategoryName::all())
}

/// Whether a policy's chain, texts and sources hold: `Verified`.
///
/// # Errors
/// Where it is not there, or the archive does not answer. A chain that does not hold is an answer.
#[wasm_bindgen]
pub async fn verify(address: String) -> Result<JsValue, JsValue> {
    answer(&library::verify(&address).await?)
}

/// The first line of an export.
#[wasm_bindgen(js_name = exportHeader)]
pub fn export_header() -> String {
    crate::archive::HEADER.to_owned() + "\n"
}

/// A policy's lines of an export.
///
/// # Errors
/// Where it is not there or damaged, or the archive does not answer.
#[wasm_bindgen(js_name = exportPolicy)]
pub async fn export_policy(address: String) -> Result<String, JsValue> {
    Ok(library::export(&address).await?)
}

/// Takes in the lines of one policy: `Imported`.
///
/// # Errors
/// Where a line or a hash does not hold, or the archive does not answer.
#[wasm_bindgen(js_name = importPolicy)]
pub async fn import_policy(lines: String) -> Result<JsValue, JsValue> {
    answer(&library::import(&lines).await?)
}

/// Removes a policy with all its versions. Its export brings it back.
///
/// # Errors
/// Where the archive does not answer.
#[wasm_bindgen]
pub async fn forget(address: String) -> Result<(), JsValue> {
    Ok(library::forget(&address).await?)
}

/// All watches: `Watch[]`.
///
/// # Errors
/// Where the archive does not answer.
#[wasm_bindgen]
pub async fn watches() -> Result<JsValue, JsValue> {
    answer(&watching::watches().await?)
}

/// What was found in the background, newest first: `News[]`.
///
/// # Errors
/// Where the archive does not answer.
#[wasm_bindgen]
pub async fn news() -> Result<JsValue, JsValue> {
    answer(&watching::news().await?)
}

/// At most `most` watches that are due, and the time of the next one.
///
/// # Errors
/// Where the archive does not answer.
#[wasm_bindgen(js_name = dueWatches)]
pub async fn due_watches(now: f64, most: usize) -> Result<JsValue, JsValue> {
    answer(&watching::due_now(millis(now), most).await?)
}

/// Begins to watch a policy that is kept; `fetched` is what its address gives now. `group` is the address of the policy that
/// names it, where it is watched for that one's sake. Answers with the `Watch`.
///
/// # Errors
/// Where the policy is not there, or the archive does not answer.
#[wasm_bindgen]
pub async fn watch(
    address: String,
    fetched: JsValue,
    now: f64,
    interval: f64,
    group: Option<String>,
) -> Result<JsValue, JsValue> {
    answer(&watching::watch(&address, parse(fetched)?, wishes(now, interval, group)).await?)
}

/// Keeps a policy that no tab showed yet and begins to watch it; `fetched` is what its address gives. Answers with the
/// `Watch`.
///
/// # Errors
/// Where there is no policy to read, and why; or the archive does not answer.
#[wasm_bindgen]
pub async fn adopt(fetched: JsValue, now: f64, interval: f64, group: Option<String>) -> Result<JsValue, JsValue> {
    answer(&watching::adopt(parse(fetched)?, wishes(now, interval, group)).await?)
}

/// Takes in what a look at a watched policy gave.
///
/// # Errors
/// Where the policy is not watched, or the archive does not answer.
#[wasm_bindgen]
pub async fn looked(address: String, fetched: JsValue, now: f64, interval: f64) -> Result<JsValue, JsValue> {
    answer(&watching::looked(&address, parse(fetched)?, wishes(now, interval, None)).await?)
}

/// Takes in what a tab showed that was opened in the background for a watch; `snapshot` is a `Snapshot` as JSON.
///
/// # Errors
/// Where the policy is not watched, the snapshot is none, or the archive does not answer.
#[wasm_bindgen(js_name = lookedInTab)]
pub async fn looked_in_tab(
    address: String,
    snapshot: String,
    url: String,
    now: f64,
    interval: f64,
) -> Result<JsValue, JsValue> {
    answer(&watching::looked_in_tab(&address, &snapshot, url, wishes(now, interval, None)).await?)
}

/// Has a policy that cannot be fetched checked in a background tab, or at visits only: `Watch`.
///
/// # Errors
/// Where the policy is not watched, or the archive does not answer.
#[wasm_bindgen(js_name = watchInTab)]
pub async fn watch_in_tab(address: String, on: bool, now: f64) -> Result<JsValue, JsValue> {
    answer(&watching::watch_in_tab(&address, on, millis(now)).await?)
}

/// The policies that a kept policy names: `Reference[]`.
///
/// # Errors
/// Where it is not there, or the archive does not answer.
#[wasm_bindgen]
pub async fn named(address: String) -> Result<JsValue, JsValue> {
    answer(&watching::named(&address).await?)
}

/// Stops watching a policy.
///
/// # Errors
/// Where the archive does not answer.
#[wasm_bindgen]
pub async fn unwatch(address: String) -> Result<(), JsValue> {
    Ok(watching::unwatch(&address).await?)
}

#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

fn millis(now: f64) -> u64 {
    // Saturates: a clock that reads before 1970 counts as 1970.
    now as u64
}

fn wishes(now: f64, interval: f64, group: Option<String>) -> watching::Wishes {
    watching::Wishes { now: millis(now), interval: millis(interval), group }
}

fn parse<T: serde::de::DeserializeOwned>(value: JsValue) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(value).map_err(|e| error("bad-message", &e.to_string()))
}

/// A value as JavaScript has it: plain objects, numbers, null.
fn answer<T: serde::Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(|e| error("failed", &e.to_string()))
}

/// A visit to a long policy holds tens of thousands of values: one string crosses the border faster than that many calls.
fn json<T: serde::Serialize>(value: &T) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(|e| error("failed", &e.to_string()))
}

fn error(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a property on a fresh error cannot fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}

impl From<StoreError> for JsValue {
    fn from(failure: StoreError) -> Self {
        let code = match failure {
            StoreError::Newer => "newer-archive",
            StoreError::Full | StoreError::LetGo(_) | StoreError::Corrupt(_) | StoreError::Browser(_) => "storage",
        };
        error(code, &failure.to_string())
    }
}

impl From<LibraryError> for JsValue {
    fn from(failure: LibraryError) -> Self {
        match failure {
            LibraryError::Store(failure) => failure.into(),
            LibraryError::Bundle(failure) => error("bad-file", &failure.to_string()),
            LibraryError::Unknown(_) => error("unknown", &failure.to_string()),
            LibraryError::Unread(_) => error("unread", &failure.to_string()),
        }
    }
}
