//! Compiles `rules/` into tables, so that nothing is parsed when the extension starts. See rules/README.md.

#[path = "build/comparing.rs"]
mod comparing;
#[path = "build/detection.rs"]
mod detection;
#[path = "build/facts.rs"]
mod facts;
#[path = "build/pattern.rs"]
mod pattern;
#[path = "build/rules.rs"]
mod rules;
#[path = "build/topics.rs"]
mod topics;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build");
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    let write = |name: &str, code: String| std::fs::write(Path::new(&out).join(name), code).map_err(|e| e.to_string());
    let rules = Path::new("rules");
    let written = rules::compile(rules).and_then(|code| write("rules.rs", code)).and_then(|()| {
        write("comparing.rs", comparing::compile(rules)?)?;
        write("topics.rs", topics::compile(rules)?)?;
        write("detection.rs", detection::compile(rules)?)?;
        let (regulations, platforms) = facts::compile(rules)?;
        write("regulations.rs", regulations)?;
        write("platforms.rs", platforms)
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            println!("cargo::error={fault}");
            ExitCode::from(1)
        }
    }
}
