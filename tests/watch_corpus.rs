//! Watching on real captures of policy pages: what was recorded as a change alarms, once; what was not stays silent.
//!
//! Looks for the captures in `../shared/corpus`, and says so where there are none.

use std::path::Path;

use clausewatch::archive::{Baseline, Bundle, Entry, Full, Keep, Sight, SourceKind, Version, record};
use clausewatch::read::{Page, Policy, read};
use clausewatch::tree::Tree;
use clausewatch::watch::{By, Outcome, Sent, Watch, after, look};
use serde_json::Value;

const URL: &str = "https://service.example/legal/policy";
const DAY: u64 = 24 * 60 * 60 * 1000;

/// What came of ten daily looks at a page that changes on the third.
struct Seen {
    news: usize,
    trouble: bool,
    versions: usize,
}

/// `None` where the first capture cannot be read.
fn play(old: &str, new: &str) -> Option<Seen> {
    let first = read(&Tree::from_html(old), &Page { url: URL.into() }, None).policy.ok()?;
    let sight = Sight {
        address: URL,
        url: URL,
        title: "",
        kind: "other",
        policy: &first,
        same_as_current: false,
        document: Some("tab"),
        now: 0,
        source_kind: SourceKind::Fetched,
        source: old,
    };
    let begun = record(None, &[], &sight, None::<Baseline>);
    let (mut entry, mut versions): (Entry, Vec<Version>) = (begun.entry, begun.version.into_iter().collect());
    let mut contents = vec![(begun.text?, old.to_owned())];
    let mut current: Vec<Policy> = vec![first.clone()];
    let mut watch = Watch::new(URL, URL, By::Fetch, None, 0);
    let mut seen = Seen { news: 0, trouble: false, versions: 0 };
    for day in 1..=10 {
        let html = if day < 3 { old } else { new };
        let sent = Sent { status: 200, url: URL, html, kind: SourceKind::Fetched };
        let looked = look(&watch, &entry, &versions, &current[entry.current as usize - 1], sent, day * DAY);
        seen.trouble |= matches!(looked.outcome, Outcome::Trouble(_));
        seen.news += usize::from(looked.news.is_some());
        watch = after(&watch, &looked.outcome, day * DAY, DAY).0;
        let Some(done) = looked.record else { continue };
        entry = done.entry;
        match (done.keep, done.version, done.text) {
            (Keep::Add(_), Some(version), Some(text)) => {
                versions.push(version);
                contents.push((text, html.to_owned()));
                let before = current.last().expect("a first version");
                current.push(read(&Tree::from_html(html), &Page { url: URL.into() }, Some(before)).policy.ok()?);
            }
            (_, Some(version), _) => {
                let at = version.number as usize - 1;
                versions[at] = version;
            }
            _ => {}
        }
    }
    seen.versions = versions.len();
    let full = versions.into_iter().zip(contents).map(|(version, (text, source))| Full { version, text, source });
    Bundle { entry, versions: full.collect() }.verify().expect("an unbroken chain");
    Some(seen)
}

#[test]
fn real_captures_alarm_where_they_changed_and_nowhere_else() {
    let pairs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/pairs");
    let Ok(folders) = std::fs::read_dir(&pairs) else {
        eprintln!("skipped: there is no corpus at {}", pairs.display());
        return;
    };
    // By what is expected: cases, those with one alarm, those with more, those in trouble.
    let mut counts: std::collections::BTreeMap<String, [usize; 4]> = std::collections::BTreeMap::new();
    for folder in folders {
        let folder = folder.expect("a readable folder").path();
        let file = |name: &str| std::fs::read_to_string(folder.join(name));
        let (Ok(case), Ok(old), Ok(new)) = (file("case.json"), file("old.html"), file("new.html")) else { continue };
        let case: Value = serde_json::from_str(&case).expect("a case");
        let expect = case["expect"].as_str().unwrap_or_default().to_owned();
        let Some(seen) = play(&old, &new) else {
            eprintln!("{}: the first capture cannot be read", folder.display());
            continue;
        };
        let count = counts.entry(expect.clone()).or_default();
        count[0] += 1;
        count[1] += usize::from(seen.news == 1);
        count[2] += usize::from(seen.news > 1);
        count[3] += usize::from(seen.trouble);
        if (seen.news == 1) != (expect == "changed") {
            eprintln!(
                "{} ({expect}): {} alarms, trouble: {}, {} versions",
                folder.display(),
                seen.news,
                seen.trouble,
                seen.versions
            );
        }
    }
    for (expect, [cases, once, more, trouble]) in &counts {
        eprintln!("{expect}: {cases} cases, {once} alarm once, {more} more often, {trouble} in trouble");
    }
    assert!(counts.values().all(|count| count[2] == 0), "nothing is told twice");
    let [cases, once, ..] = counts["changed"];
    assert!(once * 100 >= cases * 98, "{once} of {cases} changes were told");
    assert_eq!(counts["unchanged"][1], 0, "false alarms");
    let [cases, once, ..] = counts["noise"];
    assert!(once * 100 <= cases * 5, "{once} alarms on {cases} cases of noise");
    let [cases, once, _, trouble] = counts["broken"];
    assert_eq!((once, trouble), (0, cases), "a broken capture is trouble, no news");
}
