//! What one look at a page does to the archive, and what the reader's visit is compared with.
//!
//! Pure: the store carries it out. A page that could not be read never gets here.

use super::record::{Baseline, Entry, Millis, Sitting, Version};

/// A text that comes back within this time was never gone for good: the page switches between versions.
const FLAPPING: Millis = 7 * 24 * 60 * 60 * 1000;

/// A document that is read again within this time may still have been loading the first time.
const LOADING: Millis = 10 * 60 * 1000;

/// How many visits an entry remembers: as many documents of one policy may be open at once.
const SITTINGS: usize = 8;

/// One look at a policy's page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    /// The fingerprint now.
    pub(super) fingerprint: &'a str,
    /// How many provisions there are now.
    pub(super) provisions: u32,
    /// Whether nothing differs from the entry's current version, as the comparison tells.
    pub(super) same_as_current: bool,
    /// The tab's document; `None` where the look was taken in the background.
    pub(super) document: Option<&'a str>,
    /// The time.
    pub(super) now: Millis,
}

/// What to do with what was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Keep it as a new version, with this number.
    Add(u32),
    /// It is the version with this number, read in full now: the document was still loading the first time.
    Replace(u32),
    /// It is the version with this number: note that it was seen.
    Verify(u32),
    /// It is an earlier version, with this number, that was there a short while ago: note that it was seen, it is no news.
    Flap(u32),
    /// Keep nothing: the same document showed more of itself before.
    Pass,
}

/// Decides. `versions` are all of the entry's; both are empty where the policy is not kept yet.
pub(super) fn decide(entry: Option<&Entry>, versions: &[Version], look: &Look<'_>) -> Keep {
    let Some(entry) = entry else { return Keep::Add(1) };
    if look.same_as_current {
        return Keep::Verify(entry.current);
    }
    let back = versions
        .iter()
        .rev()
        .find(|v| v.fingerprint == look.fingerprint && look.now.saturating_sub(v.last_seen) <= FLAPPING);
    if let Some(version) = back {
        let number = version.number;
        return if number == entry.current { Keep::Verify(number) } else { Keep::Flap(number) };
    }
    match versions.last() {
        Some(last) if loading(last, look) => {
            if look.provisions < last.provisions {
                Keep::Pass
            } else {
                Keep::Replace(last.number)
            }
        }
        _ => Keep::Add(entry.versions + 1),
    }
}

fn loading(last: &Version, look: &Look<'_>) -> bool {
    look.document.is_some()
        && last.document.as_deref() == look.document
        && look.now.saturating_sub(last.read_at) <= LOADING
}

/// The version that a visit is compared with: the one that the reader saw last before this document was opened.
pub fn baseline(entry: Option<&Entry>, versions: &[Version], document: &str) -> Option<Baseline> {
    let entry = entry?;
    if let Some(sitting) = entry.sittings.iter().find(|s| s.document == document) {
        return sitting.baseline;
    }
    let seen = versions.iter().find(|v| v.number == entry.seen)?;
    Some(Baseline { version: seen.number, seen_at: seen.last_seen })
}

/// Notes in the entry what was decided: which version is current, and, where a document is named, that the reader saw it.
/// The version itself, its hash in `head` included, is the caller's.
pub(super) fn apply(entry: &mut Entry, keep: Keep, look: &Look<'_>, baseline: Option<Baseline>) {
    // A clock that was set back must not make a policy older than it is.
    entry.last_seen = entry.last_seen.max(look.now);
    match keep {
        Keep::Add(number) => {
            entry.versions = number;
            entry.current = number;
        }
        Keep::Replace(number) | Keep::Verify(number) | Keep::Flap(number) => entry.current = number,
        Keep::Pass => {}
    }
    let Some(document) = look.document else { return };
    entry.seen = entry.current;
    if !entry.sittings.iter().any(|s| s.document == document) {
        entry.sittings.push(Sitting { document: document.into(), baseline });
        let extra = entry.sittings.len().saturating_sub(SITTINGS);
        entry.sittings.drain(..extra);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::record::SourceKind;

    const DAY: Millis = 24 * 60 * 60 * 1000;

    /// An archive of one policy, whose texts are single letters.
    #[derive(Default)]
    struct Archive {
        entry: Option<Entry>,
        versions: Vec<Version>,
    }

    impl Archive {
        /// Looks at a text; gives what was decided and the version that a visit would be compared with.
        fn look(&mut self, text: &str, document: Option<&str>, now: Millis) -> (Keep, Option<u32>) {
            let provisions = text.len() as u32;
            let baseline = baseline(self.entry.as_ref(), &self.versions, document.unwrap_or_default());
            let current = self.entry.as_ref().map(|e| &self.versions[e.current as usize - 1]);
            let same_as_current = current.is_some_and(|v| v.fingerprint == text);
            let look = Look { fingerprint: text, provisions, same_as_current, document, now };
            let keep = decide(self.entry.as_ref(), &self.versions, &look);
            let mut version = Version {
                address: "a".into(),
                number: 0,
                url: "a".into(),
                read_at: now,
                reader: "1".into(),
                fingerprint: text.into(),
                effective_date: None,
                provisions,
                text_sha256: String::new(),
                text_bytes: 0,
                source_kind: SourceKind::Page,
                source_sha256: String::new(),
                source_bytes: 0,
                previous: None,
                hash: String::new(),
                last_seen: now,
                sightings: 1,
                document: document.map(Into::into),
                let_go: None,
            };
            match keep {
                Keep::Add(number) => {
                    version.number = number;
                    self.versions.push(version);
                }
                Keep::Replace(number) => {
                    version.number = number;
                    self.versions[number as usize - 1] = version;
                }
                Keep::Verify(number) | Keep::Flap(number) => self.versions[number as usize - 1].last_seen = now,
                Keep::Pass => {}
            }
            let entry = self.entry.get_or_insert_with(|| Entry {
                address: "a".into(),
                title: String::new(),
                kind: String::new(),
                language: String::new(),
                first_seen: now,
                last_seen: now,
                versions: 1,
                head: String::new(),
                current: 1,
                seen: 1,
                agreed: None,
                sittings: Vec::new(),
            });
            apply(entry, keep, &look, baseline);
            (keep, baseline.map(|b| b.version))
        }
    }

    #[test]
    fn visits_are_compared_with_the_visit_before() {
        let mut archive = Archive::default();
        assert_eq!(archive.look("a", Some("1"), 0), (Keep::Add(1), None));
        assert_eq!(archive.look("a", Some("2"), DAY), (Keep::Verify(1), Some(1)));
        assert_eq!(archive.look("b", Some("3"), 2 * DAY), (Keep::Add(2), Some(1)));
        assert_eq!(archive.look("b", Some("4"), 3 * DAY), (Keep::Verify(2), Some(2)));
    }

    #[test]
    fn a_document_read_again_keeps_its_comparison() {
        let mut archive = Archive::default();
        archive.look("a", Some("1"), 0);
        assert_eq!(archive.look("b", Some("2"), DAY), (Keep::Add(2), Some(1)));
        assert_eq!(archive.look("b", Some("2"), DAY + 1), (Keep::Verify(2), Some(1)));
    }

    #[test]
    fn changes_found_in_the_background_wait_for_the_reader() {
        let mut archive = Archive::default();
        archive.look("a", Some("1"), 0);
        assert_eq!(archive.look("b", None, DAY), (Keep::Add(2), Some(1)));
        assert_eq!(archive.look("c", None, 2 * DAY), (Keep::Add(3), Some(1)));
        assert_eq!(archive.look("c", Some("2"), 3 * DAY), (Keep::Verify(3), Some(1)), "since the reader's visit");
        assert_eq!(archive.look("c", Some("3"), 4 * DAY), (Keep::Verify(3), Some(3)));
    }

    #[test]
    fn a_document_still_loading_makes_one_version() {
        let mut archive = Archive::default();
        assert_eq!(archive.look("a", Some("1"), 0), (Keep::Add(1), None));
        assert_eq!(archive.look("abc", Some("1"), 3_000), (Keep::Replace(1), None));
        assert_eq!(archive.look("ax", Some("1"), 6_000), (Keep::Pass, None), "a menu that closed takes nothing away");
        assert_eq!(archive.look("abd", Some("1"), DAY), (Keep::Add(2), None), "a tab left open saw a change");
    }

    #[test]
    fn a_text_that_comes_back_within_days_is_no_news() {
        let mut archive = Archive::default();
        archive.look("a", Some("1"), 0);
        assert_eq!(archive.look("b", Some("2"), DAY).0, Keep::Add(2));
        for day in 2..60 {
            let expected = if day % 2 == 0 { ("a", Keep::Flap(1)) } else { ("b", Keep::Flap(2)) };
            assert_eq!(archive.look(expected.0, None, day * DAY).0, expected.1, "day {day}");
        }
        assert_eq!(archive.versions.len(), 2);
    }

    #[test]
    fn a_text_that_comes_back_after_weeks_is_news() {
        let mut archive = Archive::default();
        archive.look("a", Some("1"), 0);
        archive.look("b", Some("2"), DAY);
        archive.look("b", Some("3"), 20 * DAY);
        assert_eq!(archive.look("a", Some("4"), 21 * DAY), (Keep::Add(3), Some(2)));
    }

    #[test]
    fn a_clock_set_back_does_no_harm() {
        let mut archive = Archive::default();
        archive.look("a", Some("1"), 100 * DAY);
        assert_eq!(archive.look("b", Some("2"), 0), (Keep::Add(2), Some(1)));
        assert_eq!(archive.entry.as_ref().map(|e| e.last_seen), Some(100 * DAY));
        assert_eq!(archive.look("b", Some("3"), 1), (Keep::Verify(2), Some(2)));
    }

    #[test]
    fn only_a_few_documents_are_remembered() {
        let mut archive = Archive::default();
        for document in 0..100 {
            archive.look("a", Some(&document.to_string()), document);
        }
        assert_eq!(archive.entry.map(|e| e.sittings.len()), Some(SITTINGS));
    }
}
