//! The product shown on a policy of our own: `cargo xtask demo`.

use std::process::Command;

use anyhow::Result;

use crate::build;
use crate::paths::Project;
use crate::run::run;

/// Builds the extension and starts the demonstration.
pub(crate) fn demo(project: &Project, headless: bool, browser: Option<&str>) -> Result<()> {
    build(project)?;
    let mut demo = Command::new("node");
    demo.arg(project.path("tests/browser/demo.js"));
    if headless {
        demo.arg("--headless");
    }
    if let Some(browser) = browser {
        demo.args(["--browser", browser]);
    }
    run(&mut demo)
}
