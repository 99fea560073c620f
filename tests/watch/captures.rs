//! Watching on real captures of policy pages: what was recorded as a change alarms, once; what was not stays silent; what is
//! no policy, or another one, is trouble, told once.
//!
//! Looks for the captures in `../shared/corpus`, and says so where there are none. A few of them by default, since this
//! reads every page a dozen times; `CLAUSEWATCH_CAPTURES=all cargo test --release --test watch` for all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde_json::Value;

use super::archive::{Archive, DAY};

const URL: &str = "https://service.example/legal/policy";
/// So many of each kind are played by default,
const SAMPLE: usize = 2;
/// and their two pages have fewer bytes than this.
const SMALL: u64 = 150_000;

/// What came of a week: two days of the old page, three of the new one, one of each.
#[derive(Debug, Default)]
struct Seen {
    news: usize,
    trouble: bool,
    told: usize,
    versions: usize,
}

/// `None` where the old page is no policy.
fn play(old: &str, new: &str) -> Option<Seen> {
    let mut archive = Archive::new(URL, old)?;
    let mut seen = Seen::default();
    while archive.watch.next_at < 7 * DAY {
        let html = match archive.watch.next_at / DAY {
            0 | 1 | 5 => old,
            _ => new,
        };
        let concluded = archive.look(200, URL, html);
        seen.news += usize::from(concluded.looked.news.is_some());
        seen.trouble |= concluded.watch.trouble.is_some();
        seen.told += usize::from(concluded.tell_trouble);
    }
    archive.verify();
    seen.versions = archive.versions.len();
    Some(seen)
}

struct Case {
    name: String,
    expect: String,
    folder: PathBuf,
    /// Where the page that comes second lies.
    other: PathBuf,
}

/// The recorded pairs, and each policy followed by another service's.
fn cases(pairs: &Path) -> Vec<Case> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(pairs).expect("a folder").map(|f| f.expect("a folder").path()).collect();
    folders.sort();
    let known: Vec<(PathBuf, Value)> = folders
        .into_iter()
        .filter_map(|folder| {
            let case = fs::read_to_string(folder.join("case.json")).ok()?;
            Some((folder, serde_json::from_str(&case).expect("JSON")))
        })
        .collect();
    let mut cases = Vec::new();
    for (at, (folder, case)) in known.iter().enumerate() {
        let text = |name: &str| case[name].as_str().unwrap_or_default().to_owned();
        let make = |expect: String, other: PathBuf| Case { name: text("id"), expect, folder: folder.clone(), other };
        cases.push(make(text("expect"), folder.join("new.html")));
        let others = known[at..].iter().chain(&known[..at]);
        if let Some((other, _)) = others.clone().find(|(_, other)| other["service"] != case["service"]) {
            cases.push(make("other".into(), other.join("old.html")));
        }
    }
    cases
}

/// A few small ones of each kind.
fn sample(mut cases: Vec<Case>) -> Vec<Case> {
    let size = |path: &Path| fs::metadata(path).map_or(u64::MAX, |file| file.len());
    cases.retain(|case| size(&case.folder.join("old.html")).saturating_add(size(&case.other)) < SMALL);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    cases.retain(|case| {
        let count = counts.entry(case.expect.clone()).or_default();
        *count += 1;
        *count <= SAMPLE
    });
    cases
}

#[test]
fn real_captures_alarm_where_they_changed_and_nowhere_else() {
    let pairs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/pairs");
    if !pairs.exists() {
        eprintln!("skipped: there is no corpus at {}", pairs.display());
        return;
    }
    let all = std::env::var("CLAUSEWATCH_CAPTURES").is_ok_and(|which| which == "all");
    let cases = if all { cases(&pairs) } else { sample(cases(&pairs)) };
    let queue = Mutex::new(cases.iter());
    let seen: Mutex<Vec<(&Case, Seen)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(case) = { queue.lock().expect("no panic").next() } {
                    let page = |path: &Path| String::from_utf8_lossy(&fs::read(path).expect("a page")).into_owned();
                    if let Some(played) = play(&page(&case.folder.join("old.html")), &page(&case.other)) {
                        seen.lock().expect("no panic").push((case, played));
                    }
                }
            });
        }
    });
    let seen = seen.into_inner().expect("no panic");
    let mut astray = 0;
    for expect in ["unchanged", "noise", "changed", "broken", "other"] {
        let of = || seen.iter().filter(|(case, _)| case.expect == expect);
        let count = |is: fn(&Seen) -> bool| of().filter(|(_, seen)| is(seen)).count();
        let (cases, once, more) = (of().count(), count(|s| s.news == 1), count(|s| s.news > 1));
        eprintln!(
            "{expect}: {cases} played, {once} alarm once, {more} more often, {} told as trouble",
            count(|s| s.told == 1)
        );
        assert!(cases > 0 && more == 0 && count(|s| s.told > 1) == 0, "{expect}: nothing is told twice");
        for (case, seen) in of() {
            let well = match expect {
                "changed" => seen.news == 1,
                "broken" | "other" => seen.news == 0 && seen.told == 1 && seen.versions == 1,
                _ => seen.news == 0 && !seen.trouble,
            };
            if !well {
                eprintln!("  {}: {seen:?}", case.name);
                astray += 1;
            }
        }
    }
    assert_eq!(astray, 0, "captures went astray");
}
