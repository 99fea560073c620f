//! When a change that a look found is told: once it stands.
//!
//! A page that is one of two variants, or the answer of a server that lags behind, shows another text now and then. So the
//! version is kept at once, as everything that was seen is, and the page is looked at again before the reader is told.

use serde::{Deserialize, Serialize};

use super::Watch;
use super::look::{Looked, News};
use super::schedule::{Outcome, after};
use crate::archive::{Entry, Keep, Millis};

const MINUTE: Millis = 60 * 1000;
const DAY: Millis = 24 * 60 * MINUTE;

/// A change has to be there so much later, too. Short beside a day: the reader is told the same day.
const SECOND_LOOK: Millis = 30 * MINUTE;

/// A page that went back meanwhile, or shows yet another text, has to stay away from its old text for so long.
const SETTLED: Millis = 3 * DAY;

/// A page that is back for so long is over it: what comes then is a change like any other. The archive takes a text that
/// comes back within the same time for the version that it was.
const OVER: Millis = 7 * DAY;

/// A change that was found and is not told yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Held {
    /// What is to be told.
    pub news: News,
    /// The version that the page showed before.
    pub base: u32,
    /// Whether the page shows something else than that version now.
    pub away: bool,
    /// Since when it does, or does not.
    #[cfg_attr(test, ts(type = "number"))]
    pub since: Millis,
    /// Whether it went back meanwhile, or to another text.
    pub wavered: bool,
}

/// What follows from a look.
#[derive(Debug, Clone, PartialEq)]
pub struct Concluded {
    /// The watch from now on.
    pub watch: Watch,
    /// The look; its news are those that the reader is to be told now.
    pub looked: Looked,
    /// Whether the reader is to be told of the watch's trouble now.
    pub tell_trouble: bool,
}

/// What follows from a look at a policy whose entry was `entry` before it. `interval` is the reader's wish.
pub fn conclude(watch: &Watch, entry: &Entry, looked: Looked, now: Millis, interval: Millis) -> Concluded {
    let (mut watch, tell_trouble) = after(watch, &looked.outcome, now, interval);
    let (held, news) = settle(watch.held.take(), entry, &looked, now);
    if let Some(held) = held.as_ref().filter(|held| held.away && !held.wavered && watch.trouble.is_none()) {
        watch.next_at = watch.next_at.min(held.since + SECOND_LOOK);
    }
    Concluded { watch: Watch { held, ..watch }, looked: Looked { news, ..looked }, tell_trouble }
}

/// What is held from now on, and what is told.
fn settle(held: Option<Held>, entry: &Entry, looked: &Looked, now: Millis) -> (Option<Held>, Option<News>) {
    let Some(mut held) = held else {
        let first =
            |news: &News| Held { news: news.clone(), base: entry.current, away: true, since: now, wavered: false };
        return (looked.news.as_ref().map(first), None);
    };
    // What lies ahead was noted by a clock that was set back since.
    held.since = held.since.min(now);
    let shown = shown(entry, looked);
    if let Some(shown) = shown {
        let away = shown != held.base;
        if away != held.away {
            held = Held { away, since: now, wavered: true, ..held };
        }
        let added = looked.record.as_ref().is_some_and(|record| matches!(record.keep, Keep::Add(_)));
        match &looked.news {
            Some(news) => held = Held { news: news.clone(), wavered: true, ..held },
            // A new version that is no news differs in nothing that matters from the one that was there.
            None if added && entry.current == held.news.to => held.news.to = shown,
            None => held.wavered |= shown != held.news.to,
        }
    }
    let time = now - held.since;
    match held.away {
        true if time >= SETTLED || (time >= SECOND_LOOK && shown.is_some() && !held.wavered) => {
            (None, Some(News { at: now, ..held.news }))
        }
        false if time >= OVER => (None, None),
        _ => (Some(held), None),
    }
}

/// The version that a look saw; `None` where it saw none.
fn shown(entry: &Entry, looked: &Looked) -> Option<u32> {
    match looked.outcome {
        Outcome::Read => Some(looked.record.as_ref().map_or(entry.current, |record| record.entry.current)),
        Outcome::NotModified => Some(entry.current),
        Outcome::Trouble(_) => None,
    }
}
