//! From `extension/` and `pkg/` to `dist/extension`: what browsers load, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::paths::Project;
use crate::run::run;

/// Files that ship, by the end of their name. Whatever else stands in `extension/` is for developers.
const SHIPPED: &[&str] = &[".css", ".html", ".js", ".json", ".png", ".svg", ".wasm"];

/// Files of these kinds that do not ship all the same.
const KEPT_BACK: &[&str] = &[".test.js", "tsconfig.json"];

/// The licences go where the code goes.
const LICENCES: &[&str] = &["LICENSE-MIT", "LICENSE-APACHE", "NOTICE"];

/// Libraries that ship as their authors published them, at the version that package-lock.json pins, each with its licence.
/// `extension/vendor/` says what they are to the type checker.
const VENDORED: &[(&str, &str)] = &[
    ("node_modules/fflate/esm/browser.js", "vendor/fflate.js"),
    ("node_modules/fflate/LICENSE", "vendor/fflate.LICENSE"),
];

/// Writes `dist/extension` anew.
pub(crate) fn assemble(project: &Project) -> Result<()> {
    let manifest = manifest(project)?;
    check_version(&manifest)?;
    let to = project.extension();
    if to.exists() {
        fs::remove_dir_all(&to).with_context(|| format!("cannot empty {}", to.display()))?;
    }
    copy_tree(&project.path("extension"), &to)?;
    copy_tree(&project.pkg(), &to.join("pkg"))?;
    for (from, into) in VENDORED {
        let (from, into) = (project.path(from), to.join(into));
        fs::create_dir_all(into.parent().expect("a file in a folder"))?;
        fs::copy(&from, &into).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    for licence in LICENCES {
        fs::copy(project.path(licence), to.join(licence)).with_context(|| licence.to_string())?;
    }
    join_background(project, &to)?;
    check_files(&manifest, &to)?;
    eprintln!("{}: load it unpacked, or open its manifest.json in Firefox's about:debugging", to.display());
    Ok(())
}

/// The module that the background begins with.
const BACKGROUND: &str = "background/main.js";

/// Makes one file of the background's modules. Browsers put it to sleep after half a minute, and reading two dozen files takes
/// a tenth of the time in which it wakes up: benches/page. Nobody else imports what stands in these folders.
fn join_background(project: &Project, extension: &Path) -> Result<()> {
    let joined = extension.join("joined.js");
    let mut esbuild = Command::new(project.path("node_modules/.bin/esbuild"));
    esbuild.args(["--bundle", "--format=esm", "--charset=utf8", "--log-level=warning"]).current_dir(project.root());
    run(esbuild.arg(extension.join(BACKGROUND)).arg(format!("--outfile={}", joined.display())))?;
    fs::remove_dir_all(extension.join("background"))?;
    fs::remove_file(extension.join("pkg/clausewatch.js"))?;
    fs::create_dir(extension.join("background"))?;
    fs::rename(joined, extension.join(BACKGROUND)).context("cannot put the background's one file in place")
}

fn manifest(project: &Project) -> Result<Value> {
    let path = project.path("extension/manifest.json");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).context("extension/manifest.json")
}

/// One version, that of Cargo.toml: a store refuses a package whose manifest repeats an earlier one.
fn check_version(manifest: &Value) -> Result<()> {
    let (stated, ours) = (manifest["version"].as_str().unwrap_or("none"), env!("CARGO_PKG_VERSION"));
    if stated != ours {
        bail!("extension/manifest.json has version {stated}, Cargo.toml {ours}: make them one");
    }
    Ok(())
}

/// Every file that the manifest names is there: browsers tell of the first one that is not when they load the extension.
fn check_files(manifest: &Value, folder: &Path) -> Result<()> {
    let missing: Vec<&str> = named_files(manifest).into_iter().filter(|name| !folder.join(name).is_file()).collect();
    if !missing.is_empty() {
        bail!("extension/manifest.json names files that are not there: {}", missing.join(", "));
    }
    Ok(())
}

/// The strings of a manifest that are paths of files that ship.
fn named_files(manifest: &Value) -> Vec<&str> {
    let (mut found, mut values) = (Vec::new(), vec![manifest]);
    while let Some(value) = values.pop() {
        match value {
            Value::String(text) if SHIPPED.iter().any(|end| text.ends_with(end)) => found.push(text.as_str()),
            Value::Array(items) => values.extend(items),
            Value::Object(fields) => values.extend(fields.values()),
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    for file in files(from)? {
        let name = file.to_string_lossy();
        let ships = SHIPPED.iter().any(|end| name.ends_with(end)) && !KEPT_BACK.iter().any(|end| name.ends_with(end));
        if !ships {
            continue;
        }
        let target = to.join(&file);
        fs::create_dir_all(target.parent().expect("a file in a folder"))?;
        fs::copy(from.join(&file), &target).with_context(|| format!("cannot copy {}", from.join(&file).display()))?;
    }
    Ok(())
}

/// Every file under a folder, as paths from it, sorted.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(inside) = folders.pop() {
        let path = folder.join(&inside);
        for entry in fs::read_dir(&path).with_context(|| format!("cannot list {}", path.display()))? {
            let entry = entry?;
            let name = inside.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(name);
            } else {
                found.push(name);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifests_files_are_found_wherever_they_stand() {
        let manifest = serde_json::json!({
            "name": "__MSG_name__",
            "icons": { "16": "icons/16.png" },
            "background": { "service_worker": "background/main.js", "scripts": ["background/main.js"] },
            "content_scripts": [{ "matches": ["https://*/*"], "css": ["content/highlight.css"] }],
        });
        assert_eq!(named_files(&manifest), ["background/main.js", "content/highlight.css", "icons/16.png"]);
        let error = check_files(&manifest, Path::new("nowhere")).unwrap_err().to_string();
        assert!(error.contains("icons/16.png"), "{error}");
    }
}
