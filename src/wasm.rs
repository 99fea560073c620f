//! The browser's face: what the background calls. Texts go in, JSON comes out, the archive stands in between.
//!
//! Exists in WebAssembly only. Errors are JavaScript errors whose `code` is one of `extension/messages.js`'s.

mod visit;

use wasm_bindgen::prelude::*;

use crate::archive::store::StoreError;
use crate::report::visit::Visit;

/// Reviews a page, keeps what is to be kept, and answers with a `Visit` as JSON.
///
/// `snapshot` is a `Snapshot` as JSON, `document` the random id of the tab's document, `force` whether the reader asked for
/// the page to be read whatever it is, `now` the time in ms since 1970.
///
/// # Errors
/// Where the snapshot is none. A page that cannot be read is an answer, and so is one that cannot be kept.
#[wasm_bindgen]
pub async fn visit(
    snapshot: String,
    url: String,
    title: String,
    document: String,
    force: bool,
    now: f64,
) -> Result<String, JsValue> {
    let request = visit::Request { url, title, document, force, now: millis(now) };
    answer(&visit::visit(&snapshot, request).await.map_err(|e| error("bad-message", &e.to_string()))?)
}

/// The `Visit`, as JSON, for a page that is beyond the bounds of a snapshot.
///
/// # Errors
/// None in practice.
#[wasm_bindgen(js_name = tooLarge)]
pub fn too_large(url: String, title: String, now: f64) -> Result<String, JsValue> {
    answer(&Visit::unread(&url, &title, millis(now), visit::TOO_LARGE.into()))
}

#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

fn millis(now: f64) -> u64 {
    // Saturates: a clock that reads before 1970 counts as 1970.
    now as u64
}

fn answer<T: serde::Serialize>(value: &T) -> Result<String, JsValue> {
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
            StoreError::Full | StoreError::Corrupt(_) | StoreError::Browser(_) => "storage",
        };
        error(code, &failure.to_string())
    }
}
