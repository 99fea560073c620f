//! What a provision and a version are known by.

use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::{Date, Fingerprint, Policy, Provision, ProvisionId};
use crate::text::normalize;

impl Policy {
    /// A policy of these provisions, which get their ids, and the whole its fingerprint, here.
    pub fn new(title: String, language: String, effective_date: Option<Date>, mut provisions: Vec<Provision>) -> Self {
        assign(&mut provisions);
        let fingerprint = fingerprint(&provisions);
        Self { title, language, effective_date, provisions, fingerprint }
    }
}

/// Gives every provision its id: the first 12 hexadecimal digits of its normalised text's SHA-256, with a count behind
/// where the same text stands several times.
pub(super) fn assign(provisions: &mut [Provision]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for provision in provisions {
        let mut id = hex(&Sha256::digest(normalize(&provision.text).as_bytes())[..6]);
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            write!(id, "-{count}").expect("writing to a string");
        }
        provision.id = ProvisionId(id.into());
    }
}

/// The fingerprint over path, marker and text of all provisions. Each part ends in a control character, which no
/// normalised text holds, so that no two different policies run into the same bytes.
pub(super) fn fingerprint(provisions: &[Provision]) -> Fingerprint {
    let mut hash = Sha256::new();
    for provision in provisions {
        for heading in provision.path.iter() {
            hash.update(normalize(heading).as_bytes());
            hash.update([1]);
        }
        hash.update(normalize(provision.marker.as_deref().unwrap_or_default()).as_bytes());
        hash.update([2]);
        hash.update(normalize(&provision.text).as_bytes());
        hash.update([3]);
    }
    Fingerprint(hex(&hash.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
