//! Clausewatch's chores, one command each. `cargo xtask help` lists them.

mod catalogue;
mod demo;
mod extension;
mod fixture;
mod package;
mod paths;
mod platforms;
mod run;
mod setup;
mod test;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use paths::Project;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Clausewatch's chores")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Build the extension: pkg/, dist/extension, and the packages for the stores.
    Build {
        /// Build a second time from another folder and fail unless every byte is the same.
        #[arg(long)]
        check_reproducible: bool,
        /// For developing: a larger, slower module in seconds, and no packages.
        #[arg(long, conflicts_with = "check_reproducible")]
        quick: bool,
    },
    /// Write the files anew that JavaScript has from the Rust types and tables; a test fails where one is stale.
    Generate,
    /// Show the product: a policy of our own is read, changes, and is read again in your browser.
    Demo {
        /// Open no window: print the answer and write pictures to dist/demo. So it is where there is no display.
        #[arg(long)]
        headless: bool,
        /// `chromium` (Chrome and Edge too) or `firefox`; else the first one installed.
        #[arg(long)]
        browser: Option<String>,
    },
    /// Run every check: format, lints, Rust tests, build, types, and tests in Chromium and Firefox.
    Test {
        /// Only these parts.
        #[arg(long, value_enum, value_delimiter = ',')]
        only: Vec<test::Part>,
    },
    /// Write docs/categories.md from the rules.
    Docs,
    /// Begin a case of reading under tests/fixtures/read, or write its expected.json anew.
    Fixture {
        /// Named for its trap: lower-case words with hyphens between.
        name: String,
        /// What the trap is, in a sentence.
        why: Option<String>,
    },
    /// Write rules/platforms.toml from labelled facts about real policies.
    Platforms {
        /// JSON Lines, one policy a line: platform, sector, url, categories.
        facts: PathBuf,
    },
    /// Write extension/library/known.json, the policies that can be watched with one click, from lists of addresses.
    Catalogue {
        /// Tab-separated: service, type of document, address, lists that name it.
        addresses: PathBuf,
        /// JSON Lines: platform, sector.
        facts: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\ncargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore) -> Result<()> {
    let project = Project::here();
    match chore {
        Chore::Build { quick: true, .. } => load(&project, wasm::For::Developing),
        Chore::Build { check_reproducible, .. } => {
            build(&project)?;
            if check_reproducible {
                package::check_reproducible(&project)?;
            }
            Ok(())
        }
        Chore::Generate => run::run(
            run::cargo(&project)
                .args(["test", "--package", "clausewatch", "--lib", "--locked", "--quiet", "report::javascript"])
                .env("CLAUSEWATCH_WRITE", "1"),
        ),
        Chore::Demo { headless, browser } => demo::demo(&project, headless, browser.as_deref()),
        Chore::Test { only } => test::test(&project, &only),
        Chore::Docs => docs(&project),
        Chore::Fixture { name, why } => fixture::fixture(&project, &name, why.as_deref()),
        Chore::Platforms { facts } => platforms::write(&project, &facts),
        Chore::Catalogue { addresses, facts } => catalogue::write(&project, &addresses, &facts),
    }
}

/// The documentation that is made from the rules; tests/docs.rs fails where it is stale.
fn docs(project: &Project) -> Result<()> {
    let file = project.path("docs/categories.md");
    std::fs::write(&file, clausewatch::judge::categories_markdown())
        .with_context(|| format!("cannot write {}", file.display()))
}

/// The whole extension, from the crate to the zipped packages.
fn build(project: &Project) -> Result<()> {
    load(project, wasm::For::Readers)?;
    package::write(project)
}

/// The extension as browsers load it, from the crate to `dist/extension`.
fn load(project: &Project, whom: wasm::For) -> Result<()> {
    setup::wasm_target()?;
    setup::node_modules(project)?;
    wasm::build(project, whom)?;
    extension::assemble(project)
}
