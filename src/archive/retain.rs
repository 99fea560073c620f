//! Which raw pages may go where the reader wants the archive small.
//!
//! Only sources ever go. Records, texts and hashes stay, so that the chain still holds, and any two versions can still be
//! compared. Pure: the store carries it out, after the reader saw the list.

use serde::{Deserialize, Serialize};

use super::record::{Entry, Millis, Version};

/// What the reader wants kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// Pages read before this time may go; `None` keeps them however old.
    pub before: Option<Millis>,
    /// So many bytes of pages (as they were sent, uncompressed) may stay, the youngest first; `None` is no bound.
    pub most_bytes: Option<u64>,
}

/// A page that may go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Spare {
    /// The policy's address.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The version's number.
    pub number: u32,
    /// When it was read.
    #[cfg_attr(test, ts(type = "number"))]
    pub read_at: Millis,
    /// The page's length in bytes.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: u64,
}

/// The pages that go under a rule, the oldest first. A policy's first and last version keep theirs, and so do the one that
/// its page shows now and the ones that the reader saw last and agreed to: they are what one asks for, and shows to others.
pub fn spare(policies: &[(Entry, Vec<Version>)], rule: Rule) -> Vec<Spare> {
    let there = || policies.iter().flat_map(|(_, versions)| versions).filter(|v| v.let_go.is_none());
    let mut free: Vec<Spare> = policies.iter().flat_map(|(entry, versions)| loose(entry, versions)).collect();
    free.sort_by(|a, b| (a.read_at, &a.address, a.number).cmp(&(b.read_at, &b.address, b.number)));
    let mut bytes: u64 = there().map(|v| v.source_bytes).sum();
    free.retain(|page| {
        let old = rule.before.is_some_and(|before| page.read_at < before);
        let goes = old || rule.most_bytes.is_some_and(|most| bytes > most);
        if goes {
            bytes = bytes.saturating_sub(page.bytes);
        }
        goes
    });
    free
}

fn loose<'a>(entry: &'a Entry, versions: &'a [Version]) -> impl Iterator<Item = Spare> + 'a {
    let agreed = entry.agreed.map_or(1, |agreed| agreed.version);
    let stays = [1, entry.versions, entry.current, entry.seen, agreed];
    versions.iter().filter(move |v| v.let_go.is_none() && !stays.contains(&v.number)).map(|v| Spare {
        address: entry.address.clone(),
        title: entry.title.clone(),
        number: v.number,
        read_at: v.read_at,
        bytes: v.source_bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::record::{Agreed, SourceKind};

    /// Versions of a hundred bytes each, read at the times that are told.
    fn policy(address: &str, times: &[Millis]) -> (Entry, Vec<Version>) {
        let versions = times.iter().zip(1..).map(|(&read_at, number)| Version {
            address: address.into(),
            number,
            url: address.into(),
            read_at,
            reader: String::new(),
            fingerprint: String::new(),
            effective_date: None,
            provisions: 1,
            text_sha256: String::new(),
            text_bytes: 1,
            source_kind: SourceKind::Page,
            source_sha256: String::new(),
            source_bytes: 100,
            previous: None,
            hash: String::new(),
            last_seen: read_at,
            sightings: 1,
            document: None,
            let_go: None,
        });
        let number = times.len() as u32;
        let entry = Entry {
            address: address.into(),
            title: address.into(),
            kind: String::new(),
            language: String::new(),
            first_seen: 0,
            last_seen: 0,
            versions: number,
            head: String::new(),
            current: number,
            seen: number,
            agreed: None,
            sittings: Vec::new(),
        };
        (entry, versions.collect())
    }

    fn goes(policies: &[(Entry, Vec<Version>)], before: Option<Millis>, most_bytes: Option<u64>) -> Vec<(String, u32)> {
        spare(policies, Rule { before, most_bytes }).into_iter().map(|page| (page.address, page.number)).collect()
    }

    #[test]
    fn nothing_goes_without_a_rule() {
        assert!(goes(&[policy("a", &[1, 2, 3])], None, None).is_empty());
    }

    #[test]
    fn old_pages_go_but_never_the_ones_that_are_asked_for() {
        let mut policies = [policy("a", &[1, 2, 3, 4, 5, 6]), policy("b", &[7])];
        assert_eq!(goes(&policies, Some(5), None), [("a".into(), 2), ("a".into(), 3), ("a".into(), 4)]);
        assert_eq!(goes(&policies, Some(99), None).len(), 4);
        policies[0].0.seen = 3;
        assert_eq!(goes(&policies, Some(5), None), [("a".into(), 2), ("a".into(), 4)]);
        policies[0].0.agreed = Some(Agreed { version: 4, at: 4 });
        assert_eq!(goes(&policies, Some(5), None), [("a".into(), 2)]);
        policies[0].0.agreed = None;
        policies[0].1[1].let_go = Some(9);
        assert_eq!(goes(&policies, Some(5), None), [("a".into(), 4)], "what went is gone");
    }

    #[test]
    fn a_bound_takes_the_oldest_first_and_no_more_than_it_must() {
        let policies = [policy("a", &[1, 4, 6, 9]), policy("b", &[2, 3, 5, 8])];
        assert_eq!(goes(&policies, None, Some(800)), []);
        assert_eq!(goes(&policies, None, Some(650)), [("b".into(), 2), ("a".into(), 2)]);
        assert_eq!(goes(&policies, None, Some(0)).len(), 4, "the first and the last of each stay");
    }
}
