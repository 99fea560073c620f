//! gzip. The browser's own stream packs: no code of ours to ship. A stream costs a millisecond for each page, though, and
//! verifying unpacks a hundred at once: so a small library unpacks.

use std::io::Read;

use flate2::read::GzDecoder;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableWritablePair, Response};

// `web-sys` has it behind its unstable flag only, although every browser has had it since 2023.
#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
}

/// Compresses.
///
/// # Errors
/// Where the browser refuses, which is for want of memory.
pub(super) async fn gzip(bytes: &[u8]) -> Result<Uint8Array, JsValue> {
    let stream = CompressionStream::new("gzip")?;
    through(&Uint8Array::from(bytes), stream.unchecked_ref()).await
}

/// Expands.
///
/// # Errors
/// Where it is no gzip, or is damaged.
pub(super) fn gunzip(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(packed.len() * 4);
    GzDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(bytes)
}

async fn through(bytes: &Uint8Array, stream: &ReadableWritablePair) -> Result<Uint8Array, JsValue> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(bytes))?;
    let response = Response::new_with_opt_readable_stream(Some(&blob.stream().pipe_through(stream)))?;
    Ok(Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?))
}
