//! From the crate to `pkg/`: compile, bind, optimise. The bytes depend on the sources alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::paths::Project;
use crate::run::{cargo, output, run};
use crate::setup::WASM_TARGET;

/// What wasm-opt may use: what rustc emits for the target, and no more. `--all-features` would emit what no browser takes.
const WASM_OPT: &[&str] = &[
    "-Oz",
    // Browsers compile a function when it is first called. Without a bound all of comparing became one function of 170 kB,
    // which a background that was asleep had to compile to find that nothing changed.
    "--one-caller-inline-max-function-size=1000",
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// What a module is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// For readers: small and fast, which takes minutes.
    Readers,
    /// For the one who is changing it: in seconds.
    Developing,
}

impl For {
    /// The profile in Cargo.toml, which is also the name of cargo's output folder.
    fn profile(self) -> &'static str {
        match self {
            Self::Readers => "wasm",
            Self::Developing => "wasm-quick",
        }
    }
}

/// Compiles the crate for browsers and writes `pkg/`.
pub(crate) fn build(project: &Project, whom: For) -> Result<()> {
    let compiled = compile(project, whom)?;
    let pkg = project.pkg();
    clear(&pkg)?;
    Bindgen::new()
        .input_path(&compiled)
        .out_name("clausewatch")
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .generate(&pkg)
        .context("wasm-bindgen")?;
    match whom {
        For::Readers => optimise(project, &pkg.join("clausewatch_bg.wasm")),
        For::Developing => Ok(()),
    }
}

fn compile(project: &Project, whom: For) -> Result<PathBuf> {
    run(cargo(project)
        .args(["build", "--package", "clausewatch", "--lib", "--no-default-features", "--locked"])
        .args(["--profile", whom.profile(), "--target", WASM_TARGET])
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags(project)?)
        .env_remove("RUSTFLAGS"))?;
    let compiled = project.target().join(WASM_TARGET).join(whom.profile()).join("clausewatch.wasm");
    if !compiled.is_file() {
        bail!("cargo built no {}", compiled.display());
    }
    Ok(compiled)
}

/// Texts are searched 16 bytes at a time: browsers have had these instructions since 2021 (Chromium 91, Firefox 89).
const SIMD: &str = "-Ctarget-feature=+simd128";

/// Panic messages name source files: the folders of one machine must not get into the bytes.
fn rustflags(project: &Project) -> Result<String> {
    let cargo_home = match std::env::var("CARGO_HOME") {
        Ok(home) => PathBuf::from(home),
        Err(_) => std::env::home_dir().context("no home folder")?.join(".cargo"),
    };
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let flags = [remap(&cargo_home, "/cargo"), remap(project.root(), "/clausewatch"), SIMD.to_owned()];
    Ok(flags.join("\x1f"))
}

/// Shrinks the module in place. It takes long, so its answer is kept for the same input, options and tool.
fn optimise(project: &Project, module: &Path) -> Result<()> {
    let input = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let version = output(wasm_opt(project).arg("--version"))?;

    let key = Sha256::new().chain_update(&input).chain_update(WASM_OPT.join(" ")).chain_update(version).finalize();
    let key: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let kept = project.target().join("wasm-opt").join(key).with_extension("wasm");
    if !kept.is_file() {
        let folder = kept.parent().expect("a file in a folder");
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let unfinished = kept.with_extension("unfinished");
        run(wasm_opt(project).args(WASM_OPT).arg(module).arg("-o").arg(&unfinished))?;
        fs::rename(&unfinished, &kept)?;
    }
    fs::copy(&kept, module).with_context(|| format!("cannot write {}", module.display()))?;
    eprintln!("{}: {} kB", module.file_name().unwrap_or_default().display(), fs::metadata(module)?.len() / 1000);
    Ok(())
}

fn wasm_opt(project: &Project) -> Command {
    project.tool("binaryen/bin/wasm-opt")
}

/// Empties the folder of what an earlier build wrote; its README stays.
fn clear(pkg: &Path) -> Result<()> {
    fs::create_dir_all(pkg)?;
    for entry in fs::read_dir(pkg)? {
        let path = entry?.path();
        if path.is_dir() {
            fs::remove_dir_all(&path)?;
        } else if path.file_name().is_some_and(|name| name != "README.md") {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
