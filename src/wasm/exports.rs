//! What the library hands out as files: change reports, and the files of an audit bundle.

use wasm_bindgen::JsValue;

use super::library::{LibraryError, kept};
use super::visit::policy;
use crate::archive::audit::{AuditFile, Listed, covering_files, policy_files, version_files, version_folder};
use crate::archive::store::{Kept, Store};
use crate::archive::{Full, Millis, READER, Version};
use crate::report::changes::{self, Changes, Format};
use crate::report::{json, plain};
use crate::review;

/// Every format with the ending of its files.
const FORMATS: [(Format, &str); 4] =
    [(Format::Html, "html"), (Format::Markdown, "md"), (Format::Json, "json"), (Format::Csv, "csv")];

/// A change report.
pub(super) async fn report(address: &str, from: u32, to: u32, format: Format) -> Result<String, LibraryError> {
    let store = Store::open().await?;
    let kept = kept(&store, address).await?;
    Ok(compared(&store, &kept, from, to).await?.write(format))
}

/// The records of a policy in an audit bundle.
pub(super) async fn audit_policy(address: &str, folder: &str) -> Result<Vec<AuditFile>, LibraryError> {
    let Kept { entry, versions, .. } = kept(&Store::open().await?, address).await?;
    Ok(policy_files(folder, &entry, &versions))
}

/// A version's files in an audit bundle: its source and its text, and what changed since the version before.
pub(super) async fn audit_version(address: &str, number: u32, folder: &str) -> Result<Vec<AuditFile>, LibraryError> {
    let store = Store::open().await?;
    let kept = kept(&store, address).await?;
    let version = find(&kept, number)?;
    let full =
        Full { text: store.text(version).await?, source: store.source(version).await?, version: version.clone() };
    let mut files = version_files(folder, &full);
    let place = version_folder(folder, number);
    let text = plain::policy(&policy(&store, &kept.versions, number).await?);
    files.push(AuditFile::new(format!("{place}/text.txt"), text));
    if number > 1 {
        let changes = compared(&store, &kept, number - 1, number).await?;
        let report = |(format, ending): (Format, &str)| {
            AuditFile::new(format!("{place}/changes.{ending}"), changes.write(format))
        };
        files.extend(FORMATS.map(report));
    }
    Ok(files)
}

/// The files that speak of the whole bundle.
pub(super) fn audit_cover(policies: Vec<Listed>, now: Millis) -> Vec<AuditFile> {
    covering_files(policies, iso(now), format!("Clausewatch {READER}"))
}

async fn compared(store: &Store, kept: &Kept, from: u32, to: u32) -> Result<Changes, LibraryError> {
    let (from, to) = (find(kept, from)?, find(kept, to)?);
    let old = policy(store, &kept.versions, from.number).await?;
    let new = policy(store, &kept.versions, to.number).await?;
    Ok(Changes {
        address: kept.entry.address.clone(),
        title: kept.entry.title.clone(),
        from: side(from),
        to: side(to),
        comparison: json::Comparison::new(&review::compared(&old, &new)),
    })
}

fn find(kept: &Kept, number: u32) -> Result<&Version, LibraryError> {
    let unknown = || LibraryError::Unknown(format!("version {number} of {}", kept.entry.address));
    kept.versions.iter().find(|v| v.number == number).ok_or_else(unknown)
}

fn side(version: &Version) -> changes::Side {
    changes::Side {
        version: version.number,
        read_at: iso(version.read_at),
        effective_date: version.effective_date.clone(),
        text_sha256: version.text_sha256.clone(),
        source_sha256: version.source_sha256.clone(),
        hash: version.hash.clone(),
    }
}

/// ISO 8601 in UTC. Times beyond what a date can say, which no clock gives, say nothing.
fn iso(at: Millis) -> String {
    const LAST: u64 = 8_640_000_000_000_000;
    if at > LAST {
        return String::new();
    }
    js_sys::Date::new(&JsValue::from(at as f64)).to_iso_string().into()
}
