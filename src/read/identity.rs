//! What a provision and a version are known by.

use std::fmt::Write;
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
/// where the same text stands several times. The answer is what the version is known by: the SHA-256 over path, where it is
/// another one than before, marker and text of all provisions. Each part ends in a control character of its own, which no
/// normalised text holds, so that no two different policies run into the same bytes.
pub(super) fn assign(provisions: &mut [Provision]) -> Fingerprint {
    let mut seen: FxHashMap<[u8; 6], u32> = FxHashMap::default();
    let mut all = Sha256::new();
    let (mut path, mut above): (Arc<[Arc<str>]>, _) = (Arc::default(), "\u{4}".to_owned());
    let (mut part, mut id) = (String::new(), String::new());
    for provision in provisions {
        let text = normalize(&provision.text);
        part.clear();
        if !Arc::ptr_eq(&path, &provision.path) {
            path = provision.path.clone();
            path.iter().for_each(|heading| part.extend([&normalize(heading), "\u{1}"]));
            part.push('\u{4}');
            match part == above {
                true => part.clear(),
                false => above.clone_from(&part),
            }
        }
        part.extend([&normalize(provision.marker.as_deref().unwrap_or_default()), "\u{2}", &*text, "\u{3}"]);
        all.update(part.as_bytes());

        let mut start = [0; 6];
        start.copy_from_slice(&Sha256::digest(text.as_bytes())[..6]);
        let count = seen.entry(start).or_default();
        *count += 1;
        id.clear();
        push_hex(&start, &mut id);
        if *count > 1 {
            write!(id, "-{count}").expect("writing to a string");
        }
        provision.id = ProvisionId(id.as_str().into());
    }
    let mut fingerprint = String::new();
    push_hex(&all.finalize(), &mut fingerprint);
    Fingerprint(fingerprint)
}

fn push_hex(bytes: &[u8], out: &mut String) {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    for byte in bytes {
        out.push(digit(byte >> 4));
        out.push(digit(byte & 15));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a policy of these headings and texts is known by; each provision has its path to itself.
    fn known_by(provisions: &[(&[&str], &str)]) -> String {
        let provision = |(path, text): &(&[&str], &str)| Provision {
            id: ProvisionId(Arc::default()),
            path: path.iter().map(|heading| Arc::from(*heading)).collect(),
            marker: None,
            lead_in: None,
            text: (*text).to_owned(),
            anchors: Vec::new(),
        };
        assign(&mut provisions.iter().map(provision).collect::<Vec<_>>()).0
    }

    #[test]
    fn a_heading_counts_where_it_stands() {
        let shared: Arc<[Arc<str>]> = Arc::from([Arc::from("A")]);
        let texts = ["No spam.", "No fraud."];
        let provision = |text: &str| Provision {
            id: ProvisionId(Arc::default()),
            path: shared.clone(),
            marker: None,
            lead_in: None,
            text: text.to_owned(),
            anchors: Vec::new(),
        };
        let one = assign(&mut texts.map(provision)).0;
        assert_eq!(one, known_by(&[(&["A"], "No spam."), (&["A"], "No fraud.")]), "whoever holds the heading");
        let others: &[&[(&[&str], &str)]] = &[
            &[(&[], "No spam."), (&["A"], "No fraud.")],
            &[(&["A"], "No spam."), (&[], "No fraud.")],
            &[(&[], "No spam."), (&[], "No fraud.")],
            &[(&["A", "A"], "No spam."), (&["A"], "No fraud.")],
            &[(&["A"], "No spam."), (&["A", "A"], "No fraud.")],
        ];
        for (at, other) in others.iter().enumerate() {
            assert_ne!(one, known_by(other), "{at}");
            assert!(others[..at].iter().all(|before| known_by(before) != known_by(other)), "{at}");
        }
    }
}
