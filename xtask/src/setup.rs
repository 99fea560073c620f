//! What a machine needs before it can build: each part is looked for, and added where it is missing.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths::Project;
use crate::run::{output, run};

/// The target that browsers run.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The oldest Node that the tools run on.
const NODE_AT_LEAST: u32 = 20;

/// Adds the WebAssembly target to the toolchain in use.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if std::path::Path::new(&sysroot).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
        .with_context(|| format!("this Rust has no {WASM_TARGET} target; with rustup it is one command"))
}

/// Adds a component (clippy, rustfmt) to the toolchain in use.
pub(crate) fn component(name: &str) -> Result<()> {
    let binary = if name == "rustfmt" { "rustfmt" } else { "clippy-driver" };
    if output(Command::new(binary).arg("--version")).is_ok() {
        return Ok(());
    }
    run(Command::new("rustup").args(["component", "add", name]))
}

/// Checks Node and installs the packages of package-lock.json where they are missing or older than it.
pub(crate) fn node_modules(project: &Project) -> Result<()> {
    node()?;
    let lock = fs::read(project.path("package-lock.json")).context("package-lock.json")?;
    let stamp = project.path("node_modules/.clausewatch-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(npm().args(["ci", "--no-audit", "--no-fund"]).current_dir(project.root()))?;
    fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}

fn node() -> Result<()> {
    let cure = format!("install Node {NODE_AT_LEAST} or later (https://nodejs.org, or your system's packages)");
    let Ok(version) = output(Command::new("node").arg("--version")) else {
        bail!("Node is missing: {cure}");
    };
    let major: Option<u32> = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    match major {
        Some(major) if major >= NODE_AT_LEAST => Ok(()),
        _ => bail!("Node {version} is too old: {cure}"),
    }
}

/// npm, under the name that the system gives it.
fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Checks that both browsers are there; a machine that is ours alone (root, with Debian's packages) gets what is missing.
pub(crate) fn browsers(project: &Project) -> Result<()> {
    let missing = missing_browsers(project)?;
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|browser| browser.package).collect();
    let is_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
    if !is_root || output(Command::new("apt-get").arg("--version")).is_err() {
        let names: Vec<&str> = missing.iter().map(|browser| browser.name).collect();
        bail!(
            "missing: {}. On Debian or Ubuntu: sudo apt-get install {}. Elsewhere install them as their makers say; one \
             that lies in an unusual place is named by CLAUSEWATCH_CHROMIUM or CLAUSEWATCH_FIREFOX",
            names.join(" and "),
            packages.join(" ")
        );
    }
    run(Command::new("apt-get").args(["update", "--quiet=2"]))?;
    run(Command::new("apt-get")
        .args(["install", "--yes", "--quiet=2", "--no-install-recommends", "fonts-dejavu-core"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))?;
    match missing_browsers(project)?.first() {
        None => Ok(()),
        Some(browser) => bail!("{} is still missing after its package was installed", browser.name),
    }
}

struct Browser {
    id: &'static str,
    name: &'static str,
    package: &'static str,
}

const BROWSERS: &[Browser] = &[
    Browser { id: "chromium", name: "Chromium (or Chrome, or Edge)", package: "chromium" },
    Browser { id: "firefox", name: "Firefox", package: "firefox-esr" },
];

fn missing_browsers(project: &Project) -> Result<Vec<&'static Browser>> {
    let found = output(Command::new("node").arg(project.path("tests/browser/support/installed.js")))?;
    let found: serde_json::Value = serde_json::from_str(&found).context("the list of installed browsers")?;
    Ok(BROWSERS.iter().filter(|browser| found[browser.id].is_null()).collect())
}
