//! When to look, and when to speak of trouble.

use super::{By, Trouble, Watch};
use crate::archive::{Millis, sha256};

const HOUR: Millis = 60 * 60 * 1000;
const DAY: Millis = 24 * HOUR;

/// Trouble younger than this is not spoken of: servers have bad days.
const PATIENCE: Millis = DAY;
/// Nor is trouble that was met fewer times in a row.
pub(super) const FAILURES: u32 = 3;

/// What a look came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The page was read.
    Read,
    /// The server says that it is as it was.
    NotModified,
    /// It could not be read, and why, as a sentence.
    Trouble(String),
}

/// The watches whose time has come, the longest due first, at most `most`.
pub fn due(watches: &[Watch], now: Millis, most: usize) -> Vec<&Watch> {
    let mut due: Vec<&Watch> =
        watches.iter().filter(|w| w.by != By::Visit && (w.next_at <= now || ahead(w, now))).collect();
    due.sort_by_key(|w| w.next_at);
    due.truncate(most);
    due
}

/// When to wake up for the next look; `None` where nothing is watched. A time in the past means at once: what was missed
/// while the machine slept is made up once, however often it would have come.
pub fn next_wake(watches: &[Watch], now: Millis) -> Option<Millis> {
    let wakes = watches.iter().filter(|w| w.by != By::Visit);
    wakes.map(|w| if ahead(w, now) { now } else { w.next_at }).min()
}

/// Whether the clock was set back since the last look: the next one might be years away.
fn ahead(watch: &Watch, now: Millis) -> bool {
    watch.read_at.max(watch.trouble.as_ref().map(|t| t.since)).is_some_and(|at| at > now)
}

/// The watch after a look, and whether the reader is to be told of trouble now. `interval` is the reader's wish.
pub fn after(watch: &Watch, outcome: &Outcome, now: Millis, interval: Millis) -> (Watch, bool) {
    let mut next = watch.clone();
    match outcome {
        Outcome::Read | Outcome::NotModified => {
            next.read_at = Some(now);
            next.failures = 0;
            next.trouble = None;
            next.next_at = now + spread(&watch.address, now, interval);
            (next, false)
        }
        Outcome::Trouble(why) => {
            next.failures = watch.failures.saturating_add(1);
            // What lies ahead was noted by a clock that was set back since.
            next.read_at = watch.read_at.map(|at| at.min(now));
            let since = watch.trouble.as_ref().map_or(now, |t| t.since.min(now));
            let told = watch.trouble.as_ref().is_some_and(|t| t.told);
            let tell = !told && next.failures >= FAILURES && now.saturating_sub(since) >= PATIENCE;
            next.trouble = Some(Trouble { why: why.clone(), since, told: told || tell });
            // An hour, two, four, until once a day, or more rarely where the reader wants it so.
            let wait = HOUR << (next.failures - 1).min(5);
            next.next_at = now + spread(&watch.address, now, wait.min(interval.max(DAY)));
            (next, tell)
        }
    }
}

/// A time within a tenth of `interval`, different for each policy and time, so that a hundred watches do not all go out at
/// once. Made from what is known: the core has no dice.
fn spread(address: &str, now: Millis, interval: Millis) -> Millis {
    let digits = &sha256(format!("{address} {now}").as_bytes())[..8];
    let dice = u64::from_str_radix(digits, 16).unwrap_or_default();
    interval - interval / 10 + dice % (interval / 5).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(address: &str, next_at: Millis) -> Watch {
        Watch { next_at, ..Watch::new(address, address, By::Fetch, None, 0) }
    }

    #[test]
    fn the_longest_due_go_first() {
        let watches = [watch("a", 30), watch("b", 10), watch("c", 50), Watch { by: By::Visit, ..watch("d", 1) }];
        let addresses = |now, most| due(&watches, now, most).iter().map(|w| w.address.as_str()).collect::<Vec<_>>();
        assert_eq!(addresses(40, 9), ["b", "a"]);
        assert_eq!(addresses(40, 1), ["b"]);
        assert_eq!((next_wake(&watches, 0), next_wake(&[], 0)), (Some(10), None));
    }

    #[test]
    fn a_clock_set_back_does_not_put_a_watch_to_sleep() {
        let (read, _) = after(&watch("a", 0), &Outcome::Read, 900 * DAY, DAY);
        let (failed, _) = after(&watch("b", 0), &Outcome::Trouble("gone".into()), 900 * DAY, DAY);
        for watch in [read, failed] {
            assert_eq!(due(std::slice::from_ref(&watch), 10 * DAY, 9).len(), 1, "{watch:?}");
            assert_eq!(next_wake(std::slice::from_ref(&watch), 10 * DAY), Some(10 * DAY));
            for outcome in [Outcome::Read, Outcome::Trouble("gone".into())] {
                let (next, _) = after(&watch, &outcome, 10 * DAY, DAY);
                assert!(due(std::slice::from_ref(&next), 10 * DAY, 9).is_empty(), "once, not at every alarm: {next:?}");
            }
        }
    }

    #[test]
    fn looks_are_spread_over_time() {
        let (mut earliest, mut latest) = (Millis::MAX, 0);
        for n in 0..200 {
            let (next, _) = after(&watch(&format!("https://{n}.test/"), 0), &Outcome::Read, 1_000 * DAY, DAY);
            earliest = earliest.min(next.next_at - 1_000 * DAY);
            latest = latest.max(next.next_at - 1_000 * DAY);
        }
        assert!(earliest >= DAY - DAY / 10 && latest <= DAY + DAY / 10 && latest - earliest > DAY / 8);
    }

    /// Plays failures until `until`; gives how many looks there were and how often the reader was told.
    fn fail(watch: &mut Watch, mut now: Millis, until: Millis) -> (u32, u32) {
        let (mut looks, mut told) = (0, 0);
        while now <= until {
            let (next, tell) = after(watch, &Outcome::Trouble("gone".into()), now, DAY);
            looks += 1;
            told += u32::from(tell);
            now = next.next_at;
            *watch = next;
        }
        (looks, told)
    }

    #[test]
    fn a_bad_day_is_not_spoken_of() {
        let mut bad = watch("a", 0);
        assert_eq!(fail(&mut bad, 0, 20 * HOUR).1, 0);
        let (well, told) = after(&bad, &Outcome::Read, 21 * HOUR, DAY);
        assert_eq!((well.failures, well.trouble, told), (0, None, false));
    }

    #[test]
    fn lasting_trouble_is_told_once_and_looked_at_daily() {
        let mut bad = watch("a", 0);
        let (looks, told) = fail(&mut bad, 0, 60 * DAY);
        assert_eq!(told, 1);
        assert!((55..75).contains(&looks), "{looks} looks in sixty days");
        assert!(bad.trouble.is_some_and(|t| t.told && t.since == 0));
    }
}
