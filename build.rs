//! Compiles `rules/` into tables, so that nothing is parsed when the extension starts. See rules/README.md.

#[path = "build/pattern.rs"]
mod pattern;
#[path = "build/rules.rs"]
mod rules;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build");
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    let written = rules::compile(Path::new("rules"))
        .and_then(|code| std::fs::write(Path::new(&out).join("rules.rs"), code).map_err(|e| e.to_string()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            println!("cargo::error={fault}");
            ExitCode::from(1)
        }
    }
}
