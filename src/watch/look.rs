//! What a fetched page means for a policy that is watched.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Watch;
use super::schedule::{FAILURES, Outcome};
use super::site::own_site;
use crate::archive::{self, Entry, Keep, Millis, Record, Sight, Source, SourceKind, Version, canonical};
use crate::compare::{Change, ChangeKind, Comparison, Materiality, Verdict, Words};
use crate::read::{Page, Policy, Reading, Unreadable, read};
use crate::report::json;
use crate::review::compared;
use crate::tree::Tree;

/// The least share of the old provisions that live on, as they were or reworded, in what counts as the same document. Two
/// services' policies of one kind have up to a seventh in common, policies that were rewritten for a new law a quarter.
const SAME_HERE: f64 = 0.2;

/// The same where both versions name the same site most, and are of the same kind: a policy may be rewritten throughout.
const SAME_SITE: f64 = 0.1;

/// The same where something speaks against it: another address, or another kind of document.
const SAME_ELSEWHERE: f64 = 0.3;

/// A page that lost more than this share of its provisions, and gained none, was probably cut off on the way.
const CUT_OFF: f64 = 0.3;

/// What the reader is told of such a page. Seen often enough in a row, it is taken at its word.
const PART: &str = "The site sends only a part of the document.";

/// What a server sent.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// The status: 200 and the like.
    pub status: u16,
    /// Where it came from in the end, after redirects.
    pub url: &'a str,
    /// The body.
    pub html: &'a str,
    /// Whether the body is what the server sent or what a tab showed.
    pub kind: SourceKind,
}

/// A change that was found in the background.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct News {
    /// The policy.
    pub address: String,
    /// Its title.
    pub title: String,
    /// When it was found.
    #[cfg_attr(test, ts(type = "number"))]
    pub at: Millis,
    /// The version before.
    pub from: u32,
    /// The new version.
    pub to: u32,
    /// What changed, in short.
    pub summary: json::Summary,
}

/// What a look came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    /// For the schedule.
    pub outcome: Outcome,
    /// What is to be written; `None` where the page could not be read.
    pub record: Option<Record>,
    /// What changed, where that is substantive. Whether it is told yet is [`conclude`](super::conclude)'s.
    pub news: Option<News>,
    /// Another address that leads to this policy, as the look found: whoever opens that one is at the same policy.
    pub alias: Option<String>,
}

/// Looks at what a server sent for a policy. `current` is the entry's current version.
pub fn look(
    watch: &Watch,
    entry: &Entry,
    versions: &[Version],
    current: &Policy,
    sent: Sent<'_>,
    now: Millis,
) -> Looked {
    let insists = watch.failures >= FAILURES && watch.trouble.as_ref().is_some_and(|t| t.why == PART);
    match read_again(entry, current, sent, insists) {
        Err(why) => Looked { outcome: Outcome::Trouble(why), record: None, news: None, alias: None },
        Ok(reading) => accept(entry, versions, current, &reading, sent, now),
    }
}

struct Again {
    address: String,
    kind: &'static str,
    policy: Policy,
    comparison: Comparison,
}

fn read_again(entry: &Entry, current: &Policy, sent: Sent<'_>, insists: bool) -> Result<Again, String> {
    if let Some(why) = refused(sent.status) {
        return Err(why.into());
    }
    let tree = Tree::from_html(sent.html);
    let page = Page { url: entry.address.clone() };
    let Reading { detection, policy } = read(&tree, &page, Some(current));
    let mut policy = policy.map_err(|why| unreadable(why).to_owned())?;
    if other_language(&current.language, &policy.language) {
        return Err("The site now sends the page in another language.".into());
    }
    let address = canonical(sent.url, &tree);
    let mut comparison = compared(current, &policy);
    let (moved, kind) = (address != entry.address, json::kind_id(detection.kind));
    let doubtful = moved || (!detection.is_policy && kind != entry.kind);
    let mut lives_on = lives_on(&comparison, current);
    let mut least = if doubtful { SAME_ELSEWHERE } else { SAME_HERE };
    let same_site = || own_site(current).is_some_and(|site| own_site(&policy) == Some(site));
    if lives_on < least && !doubtful && kind == entry.kind && same_site() {
        least = SAME_SITE;
        // What was there before is no help in finding a text that shares nothing with it.
        policy = read(&tree, &page, None).policy.map_err(|why| unreadable(why).to_owned())?;
        comparison = compared(current, &policy);
        lives_on = self::lives_on(&comparison, current);
    }
    if lives_on < least {
        return Err(if moved {
            format!("The address now leads to another document: {}", sent.url)
        } else {
            "The page now shows another document.".into()
        });
    }
    if lives_on < 1.0 - CUT_OFF && only_lost(&comparison) && !insists {
        return Err(PART.into());
    }
    Ok(Again { address, kind, policy, comparison })
}

/// Reads what a server sent for a policy that is not kept yet: its kind and text.
///
/// # Errors
/// Says, as a sentence for the reader, why there is no policy to keep.
pub fn first_look(tree: &Tree, address: &str, sent: Sent<'_>) -> Result<(&'static str, Policy), String> {
    if let Some(why) = refused(sent.status) {
        return Err(why.into());
    }
    let Reading { detection, policy } = read(tree, &Page { url: address.into() }, None);
    let policy = policy.map_err(|why| unreadable(why).to_owned())?;
    if !detection.is_policy {
        return Err("What the site sends does not look like a policy. Open it in a tab to have it read there.".into());
    }
    Ok((json::kind_id(detection.kind), policy))
}

fn accept(entry: &Entry, versions: &[Version], current: &Policy, again: &Again, sent: Sent<'_>, now: Millis) -> Looked {
    let same_as_current =
        again.policy.fingerprint == current.fingerprint || again.comparison.verdict == Verdict::Unchanged;
    let sight = Sight {
        address: &entry.address,
        url: sent.url,
        title: &entry.title,
        kind: again.kind,
        policy: &again.policy,
        same_as_current,
        document: None,
        now,
    };
    let source = Source { kind: sent.kind, html: sent.html };
    let record = archive::record(Some(entry), versions, &sight, None, source);
    let news = match record.keep {
        Keep::Add(to) if again.comparison.verdict == Verdict::Changed => Some(News {
            address: entry.address.clone(),
            title: record.entry.title.clone(),
            at: now,
            from: entry.current,
            to,
            summary: json::Comparison::new(&again.comparison).summary,
        }),
        _ => None,
    };
    let alias = Some(&again.address).filter(|address| **address != entry.address).cloned();
    Looked { outcome: Outcome::Read, record: Some(record), news, alias }
}

/// How much of the old policy lives on in the new one, word for word or reworded: 0 to 1. Word for word alone would take a
/// policy for another one that was translated anew.
fn lives_on(comparison: &Comparison, old: &Policy) -> f64 {
    let kept: HashSet<_> = comparison.kept.iter().flat_map(|kept| &kept.old).collect();
    kept.len() as f64 / old.provisions.len().max(1) as f64
}

/// Whether text went, and none came: at the place of a cut the last provision is reworded by losing its end.
fn only_lost(comparison: &Comparison) -> bool {
    let lost = |c: &Change| match c.kind {
        ChangeKind::Removed => true,
        ChangeKind::Reworded => {
            let cut_short = c.before.as_deref().zip(c.after.as_deref()).is_some_and(|(old, new)| old.starts_with(new));
            cut_short || !c.words.iter().any(|w| matches!(w, Words::Insert(_)))
        }
        ChangeKind::Added | ChangeKind::Moved | ChangeKind::Renumbered => false,
    };
    comparison.changes.iter().filter(|c| c.materiality == Materiality::Substantive).all(lost)
}

fn other_language(old: &str, new: &str) -> bool {
    let primary = |l: &str| l.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let (old, new) = (primary(old), primary(new));
    !old.is_empty() && !new.is_empty() && old != new
}

fn refused(status: u16) -> Option<&'static str> {
    match status {
        200..=299 => None,
        401 | 403 | 407 => Some("The site refuses to show the page without a visit in a tab."),
        404 | 410 => Some("The page is gone: the site says that there is none at this address."),
        429 => Some("The site asks for fewer visits."),
        500..=599 => Some("The site has an error of its own."),
        _ => Some("The site gave an answer that is no page."),
    }
}

fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Empty => "The page holds no text until its scripts run.",
        Unreadable::ErrorPage => "The site sends an error page.",
        Unreadable::Challenge => "The site wants to check a browser first.",
        Unreadable::LoginWall => "The document is behind a login.",
        Unreadable::HalfLoaded => PART,
        Unreadable::TooLarge => "The page is too large to read.",
    }
}
