//! From `dist/extension` to the zipped packages for the stores, byte for byte the same from the same sources.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::extension::files;
use crate::paths::Project;
use crate::run::{cargo, output, run};

/// One manifest serves both: the packages differ in name, as the stores ask for them.
const PACKAGES: &[(&str, &str)] = &[("chromium", "zip"), ("firefox", "xpi")];

/// Writes the packages.
pub(crate) fn write(project: &Project) -> Result<()> {
    let bytes = zipped(&project.extension())?;
    let hash = hash(&bytes);
    for (browser, extension) in PACKAGES {
        let name = format!("dist/clausewatch-{}-{browser}.{extension}", env!("CARGO_PKG_VERSION"));
        fs::write(project.path(&name), &bytes).with_context(|| format!("cannot write {name}"))?;
        eprintln!("{name}: {} kB, SHA-256 {hash}", bytes.len() / 1000);
    }
    Ok(())
}

/// Builds the same sources in another folder and compares every file that ships. A store removes what it cannot rebuild.
pub(crate) fn check_reproducible(project: &Project) -> Result<()> {
    let elsewhere = std::env::temp_dir().join(format!("clausewatch-rebuild-{}", std::process::id()));
    let answer = rebuild(project, &elsewhere).and_then(|other| differences(&project.extension(), &other.extension()));
    let _ = fs::remove_dir_all(&elsewhere);
    let differing = answer?;
    if !differing.is_empty() {
        let names: Vec<String> = differing.iter().map(|path| path.display().to_string()).collect();
        bail!("built twice, these files differ: {}", names.join(", "));
    }
    eprintln!("built twice in two folders: every file is the same");
    Ok(())
}

/// Copies the sources (what git tracks or would track) and builds them with nothing of the first build at hand.
fn rebuild(project: &Project, elsewhere: &Path) -> Result<Project> {
    let listed = output(
        Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard"])
            .current_dir(project.root()),
    )?;
    for name in listed.lines().filter(|name| project.path(name).is_file()) {
        let target = elsewhere.join(name);
        fs::create_dir_all(target.parent().expect("a file in a folder"))?;
        fs::copy(project.path(name), &target).with_context(|| format!("cannot copy {name}"))?;
    }
    let other = Project::at(elsewhere.to_owned());
    run(cargo(&other).args(["xtask", "build"]).env_remove("CARGO_TARGET_DIR"))?;
    Ok(other)
}

fn differences(one: &Path, other: &Path) -> Result<Vec<PathBuf>> {
    let (ours, theirs) = (files(one)?, files(other)?);
    let mut differing = Vec::new();
    for name in ours.iter().chain(theirs.iter().filter(|name| !ours.contains(name))) {
        match (fs::read(one.join(name)), fs::read(other.join(name))) {
            (Ok(a), Ok(b)) if a == b => {}
            _ => differing.push(name.clone()),
        }
    }
    Ok(differing)
}

/// A zip of a folder: names sorted, one fixed time, one method.
fn zipped(folder: &Path) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in files(folder)? {
        let inside: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        zip.start_file(inside.join("/"), options)?;
        zip.write_all(&fs::read(folder.join(&name))?)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_depends_on_its_files_alone() {
        let folder = std::env::temp_dir().join(format!("clausewatch-zip-{}", std::process::id()));
        let fill = |names: [&str; 2]| {
            let _ = fs::remove_dir_all(&folder);
            for name in names {
                fs::create_dir_all(folder.join(name).parent().expect("a folder")).expect("a temporary folder");
                fs::write(folder.join(name), name).expect("a temporary file");
            }
            zipped(&folder).expect("a package")
        };
        let one = fill(["b/x.js", "a.js"]);
        let other = fill(["a.js", "b/x.js"]);
        let different = fill(["a.js", "b/y.js"]);
        fs::remove_dir_all(&folder).expect("the temporary folder");
        assert_eq!(one, other);
        assert_ne!(one, different);
    }
}
