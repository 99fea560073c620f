//! `clausewatch verify`: what the library exports is checked without a browser.

use std::io::{Cursor, Write};
use std::process::{Command, Output};

use clausewatch::archive::audit::{self, AuditFile, Listed};
use clausewatch::archive::{Bundle, Full, HEADER, Record, Sight, Source, SourceKind, html, record};
use clausewatch::read::{Page, read};
use clausewatch::tree::Tree;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A policy of two versions, as an export holds it.
fn policy(address: &str) -> String {
    kept(address).to_lines()
}

fn kept(address: &str) -> Bundle {
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
        };
        let known: Vec<_> = versions.iter().map(|full| full.version.clone()).collect();
        let from = Source { kind: SourceKind::Page, html: &source };
        let Record { entry: next, version, text, .. } = record(entry.as_ref(), &known, &sight, None, from);
        entry = Some(next);
        versions.push(Full { version: version.expect("a version"), text: text.expect("a text"), source });
    }
    let mut entry = entry.expect("an entry");
    entry.seen = 2;
    Bundle { entry, versions }
}

/// The files of an audit bundle of one policy, as the library makes them.
fn bundle() -> Vec<AuditFile> {
    let Bundle { entry, versions } = kept("https://a.example/aup");
    let records: Vec<_> = versions.iter().map(|full| full.version.clone()).collect();
    let listed = Listed {
        folder: "a".into(),
        address: entry.address.clone(),
        title: entry.title.clone(),
        versions: entry.versions,
        head: entry.head.clone(),
    };
    let mut files = audit::policy_files("a", &entry, &records);
    files.extend(versions.iter().flat_map(|full| audit::version_files("a", full)));
    files.push(AuditFile::new("policies/a/0002/changes.md".into(), "30 → 3 days".into()));
    files.extend(audit::covering_files(vec![listed], "2026-03-03T12:00:00.000Z".into(), "Clausewatch".into()));
    let sums = files.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect();
    files.push(AuditFile::new(audit::SUMS.into(), sums));
    files
}

fn zipped(files: &[AuditFile]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        zip.start_file(&file.path, SimpleFileOptions::default()).expect("to memory");
        zip.write_all(file.contents.as_bytes()).expect("to memory");
    }
    zip.finish().expect("to memory").into_inner()
}

fn verify(name: &str, archive: impl AsRef<[u8]>) -> Output {
    let path = std::env::temp_dir().join(format!("clausewatch-verify-{}-{name}", std::process::id()));
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
    let output = verify("altered", format!("{}4 days{}", &archive[..at], &archive[at + 6..]));
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

#[test]
fn a_whole_bundle_holds() {
    let output = verify("bundle", zipped(&bundle()));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("holds: https://a.example/aup, 2 versions"), "{text}");
    assert!(text.contains("10 files and 1 policies hold"), "{text}");
}

#[test]
fn a_bundle_with_an_altered_byte_in_any_file_is_refused_with_the_file_and_its_hash() {
    let whole = bundle();
    for at in 0..whole.len() {
        let mut files = whole.clone();
        let file = &mut files[at];
        let (path, last) = (file.path.clone(), file.contents.pop().expect("no file is empty"));
        file.contents.push(if last == 'x' { 'y' } else { 'x' });
        let output = verify(&format!("byte-{at}"), zipped(&files));
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{path}: {text}");
        // Of the file of hashes, any line may be wrong: it names the file of that line, or itself.
        let told = if path == audit::SUMS { "BROKEN: " } else { &format!("BROKEN: {path}: its SHA-256 is ") };
        assert!(text.contains(told), "{path}: {text}");
    }
}

#[test]
fn a_bundle_that_was_damaged_on_its_way_is_refused() {
    let mut bytes = zipped(&bundle());
    let at = bytes.len() / 3;
    bytes[at] ^= 0x20;
    let output = verify("damaged", &bytes);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("BROKEN: policies/a/"), "{output:?}");
    bytes.truncate(bytes.len() / 2);
    let output = verify("cut", &bytes);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be unpacked"), "{output:?}");
}
