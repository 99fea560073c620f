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
