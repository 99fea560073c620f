//! `clausewatch verify`: what the library exports is checked without a browser.

use std::process::{Command, Output};

use clausewatch::archive::{Bundle, Full, HEADER, Record, Sight, SourceKind, html, record};
use clausewatch::read::{Page, read};
use clausewatch::tree::Tree;

/// A policy of two versions, as an export holds it.
fn policy(address: &str) -> String {
    let (mut entry, mut versions): (_, Vec<Full>) = (None, Vec::new());
    for (days, now) in [("30", 1_000), ("3", 2_000)] {
        let page = format!(
            "<html lang=en><title>Acceptable Use Policy</title><h1>Acceptable Use Policy</h1><p>You may not use the service \
             to send spam.</p><p>We may close your account after giving you {days} days' notice.</p>"
        );
        let tree = Tree::from_html(&page);
        let policy = read(&tree, &Page { url: address.into() }, None).policy.expect("a policy");
        let source = html(&tree);
        let sight = Sight {
            address,
            url: address,
            title: "",
            kind: "acceptable_use",
            policy: &policy,
            same_as_current: false,
            document: None,
            now,
            source_kind: SourceKind::Page,
            source: &source,
        };
        let known: Vec<_> = versions.iter().map(|full| full.version.clone()).collect();
        let Record { entry: next, version, text, .. } = record(entry.as_ref(), &known, &sight, None);
        entry = Some(next);
        versions.push(Full { version: version.expect("a version"), text: text.expect("a text"), source });
    }
    let mut entry = entry.expect("an entry");
    entry.seen = 2;
    Bundle { entry, versions }.to_lines()
}

fn verify(name: &str, archive: &str) -> Output {
    let path = std::env::temp_dir().join(format!("clausewatch-verify-{}-{name}.jsonl", std::process::id()));
    std::fs::write(&path, archive).expect("a file in the temporary folder");
    let output = Command::new(env!("CARGO_BIN_EXE_clausewatch")).arg("verify").arg(&path).output().expect("it runs");
    std::fs::remove_file(&path).expect("the file is ours");
    output
}

#[test]
fn a_whole_archive_holds() {
    let archive = format!("{HEADER}\n{}{}", policy("https://a.example/aup"), policy("https://b.example/aup"));
    let output = verify("whole", &archive);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("holds: https://b.example/aup, 2 versions\n2 policies hold, 0 do not"), "{text}");
}

#[test]
fn an_altered_version_is_named() {
    let archive = format!("{HEADER}\n{}{}", policy("https://a.example/aup"), policy("https://b.example/aup"));
    let at = archive.rfind("3 days").expect("the second version");
    let output = verify("altered", &format!("{}4 days{}", &archive[..at], &archive[at + 6..]));
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("BROKEN: version 2 of https://b.example/aup: its source was altered"), "{text}");
    assert!(text.contains("1 policies hold, 1 do not"), "{text}");
}

#[test]
fn what_is_no_archive_is_refused() {
    let output = verify("none", "{}\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is no exported archive"));
}
