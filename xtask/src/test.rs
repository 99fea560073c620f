//! Every check there is, in one run: `cargo xtask test`. All are run even where one fails, and the end tells the totals.

use std::fmt;
use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::paths::Project;
use crate::run::{cargo, run, run_watched};
use crate::{build, setup};

/// A part of the checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// rustfmt.
    Format,
    /// clippy and rustdoc, warnings denied.
    Lints,
    /// Unit and integration tests of the core and the command line.
    Rust,
    /// The extension, as `cargo xtask build` makes it.
    Build,
    /// TypeScript's checks of the extension's JavaScript and of the browser tests. Needs a build.
    Types,
    /// Tests in Chromium and Firefox. Needs a build.
    Browser,
}

/// Runs the parts told, or all.
pub(crate) fn test(project: &Project, told: &[Part]) -> Result<()> {
    let parts = if told.is_empty() { Part::value_variants() } else { told };
    let mut reports = Vec::new();
    for &part in parts {
        let began = Instant::now();
        let outcome = match part {
            Part::Format => format(project),
            Part::Lints => lints(project),
            Part::Rust => rust(project),
            Part::Build => build(project).map(|()| Count::default()),
            Part::Types => types(project),
            Part::Browser => browser(project),
        };
        if let Err(error) = &outcome {
            eprintln!("{part:?}: {error:#}");
        }
        reports.push((part, outcome, began.elapsed()));
    }

    eprintln!();
    for (part, outcome, took) in &reports {
        let name = part.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        match outcome {
            Ok(count) => {
                let line = format!("ok      {name:8} {:4.0} s  {count}", took.as_secs_f32());
                eprintln!("{}", line.trim_end());
            }
            Err(error) => eprintln!("FAILED  {name:8} {:4.0} s  {error:#}", took.as_secs_f32()),
        }
    }
    let failed = reports.iter().filter(|(_, outcome, _)| outcome.is_err()).count();
    let total: Count = reports.iter().filter_map(|(_, outcome, _)| outcome.as_ref().ok()).copied().sum();
    if failed > 0 {
        bail!("{failed} of {} parts failed", reports.len());
    }
    eprintln!("\nall {} parts passed: {total}", reports.len());
    Ok(())
}

fn format(project: &Project) -> Result<Count> {
    setup::component("rustfmt")?;
    run(cargo(project).args(["fmt", "--all", "--check"]))?;
    Ok(Count::default())
}

fn lints(project: &Project) -> Result<Count> {
    setup::component("clippy")?;
    run(cargo(project).args(["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"]))?;
    run(cargo(project)
        .args(["doc", "--workspace", "--no-deps", "--document-private-items", "--locked", "--quiet"])
        .env("RUSTDOCFLAGS", "--deny warnings --allow rustdoc::private_intra_doc_links"))?;
    Ok(Count::default())
}

fn rust(project: &Project) -> Result<Count> {
    let mut count = Count::default();
    run_watched(cargo(project).args(["test", "--workspace", "--locked"]), |line| {
        count = count + Count::of_libtest(line).unwrap_or_default();
    })?;
    Ok(count)
}

fn types(project: &Project) -> Result<Count> {
    setup::node_modules(project)?;
    for part in [".", "tests/browser"] {
        run(project.tool("typescript/bin/tsc").args(["--project", part]))?;
    }
    Ok(Count::default())
}

fn browser(project: &Project) -> Result<Count> {
    setup::node_modules(project)?;
    setup::browsers(project)?;
    // The tests ask it what the core says of a page.
    run(cargo(project).args(["build", "--locked", "--bin", "clausewatch"]))?;

    let mut files: Vec<_> = fs::read_dir(project.path("tests/browser"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    files.sort();
    if files.is_empty() {
        bail!("tests/browser has no tests");
    }

    let report = project.target().join("browser-tests.tap");
    let outcome = run(Command::new("node")
        .arg("--test")
        .args(["--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap"])
        .arg(format!("--test-reporter-destination={}", report.display()))
        .args(files)
        .env("CLAUSEWATCH_BIN", project.target().join("debug/clausewatch"))
        .current_dir(project.root()));
    let report = fs::read_to_string(&report).with_context(|| format!("cannot read {}", report.display()))?;
    let count = Count::of_tap(&report);
    outcome.with_context(|| count.to_string())?;
    if count.passed == 0 {
        bail!("no browser test ran");
    }
    Ok(count)
}

/// How many tests passed, and how many were left out.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Count {
    passed: usize,
    skipped: usize,
}

impl Count {
    /// Reads `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
    fn of_libtest(line: &str) -> Option<Self> {
        let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
        let of = |what: &str| {
            let part = counts.split(';').find_map(|part| part.trim().strip_suffix(what))?;
            part.trim().parse().ok()
        };
        Some(Self { passed: of("passed")?, skipped: of("ignored")? })
    }

    /// Reads the closing lines of a TAP report: `# pass 12`, `# skipped 1`.
    fn of_tap(report: &str) -> Self {
        let of = |what: &str| {
            let last = report.lines().rev().find_map(|line| line.strip_prefix("# ")?.strip_prefix(what));
            last.and_then(|count| count.trim().parse().ok()).unwrap_or(0)
        };
        Self { passed: of("pass "), skipped: of("skipped ") }
    }
}

impl std::ops::Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, skipped: self.skipped + other.skipped }
    }
}

impl std::iter::Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, count| sum + count)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.passed, self.skipped) {
            (0, 0) => Ok(()),
            (passed, 0) => write!(f, "{passed} tests passed"),
            (passed, skipped) => write!(f, "{passed} tests passed, {skipped} skipped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libtest_results_are_counted() {
        let line = "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(Count::of_libtest(line), Some(Count { passed: 12, skipped: 3 }));
        assert_eq!(Count::of_libtest("test tree::nests ... ok"), None);
    }

    #[test]
    fn a_tests_own_lines_do_not_count_in_a_tap_report() {
        let report = "# pass 99\nok 1 - a policy\n1..1\n# tests 5\n# pass 4\n# fail 0\n# skipped 1\n";
        assert_eq!(Count::of_tap(report), Count { passed: 4, skipped: 1 });
        assert_eq!(Count::of_tap(""), Count::default());
    }
}
