//! What a provision and a version are known by.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::{Date, Fingerprint, Policy, Provision, ProvisionId};
use crate::text::normalize;

impl Policy {
    /// A policy of these provisions, which get their ids, and the whole its fingerprint, here.
    pub fn new(title: String, language: String, effective_date: Option<Date>, mut provisions: Vec<Provision>) -> Self {
        let fingerprint = assign(&mut provisions);
        Self { title, language, effective_date, provisions, fingerprint }
    }
}

/// Gives every provision its id: the first 12 hexadecimal digits of its normalised text's SHA-256, with a count behind
/// where the same text stands several times. The answer is what the version is known by: the SHA-256 over path, marker and
/// text of all provisions. Each part ends in a control character, which no normalised text holds, so that no two different
/// policies run into the same bytes.
pub(super) fn assign(provisions: &mut [Provision]) -> Fingerprint {
    let mut seen: FxHashMap<[u8; 6], u32> = FxHashMap::default();
    let mut all = Sha256::new();
    // Many provisions in turn stand under the same headings.
    let mut path: Arc<[Arc<str>]> = Arc::default();
    let mut part = String::new();
    let mut headings = String::new();
    for provision in provisions {
        let text = normalize(&provision.text);
        if !Arc::ptr_eq(&path, &provision.path) {
            path = provision.path.clone();
            headings.clear();
            path.iter().for_each(|heading| headings.extend([&normalize(heading), "\u{1}"]));
        }
        part.clear();
        part.extend([&headings, &*normalize(provision.marker.as_deref().unwrap_or_default()), "\u{2}", &text, "\u{3}"]);
        all.update(part.as_bytes());

        let digest = Sha256::digest(text.as_bytes());
        let mut start = [0; 6];
        start.copy_from_slice(&digest[..6]);
        let count = seen.entry(start).or_default();
        *count += 1;
        let id = hex(&start);
        provision.id = ProvisionId(if *count > 1 { format!("{id}-{count}").into() } else { id.into() });
    }
    Fingerprint(hex(&all.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(digit(byte >> 4));
        out.push(digit(byte & 15));
    }
    out
}
