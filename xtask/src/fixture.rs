//! Begins a case of reading: `tests/fixtures/read/NAME/` with a page to write on, and what `read` says of it so far.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::paths::Project;
use crate::run;

/// Makes the folder, or, where its page is written, expected.json anew.
pub(crate) fn fixture(project: &Project, name: &str, why: Option<&str>) -> Result<()> {
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    ensure!(is_name, "{name:?}: name it for its trap, in lower-case words with hyphens between");
    let folder = project.path("tests/fixtures/read").join(name);
    let page = folder.join("page.html");
    if !page.exists() {
        let why = why.context("say in a sentence what the trap is: `cargo xtask fixture NAME \"WHY\"`")?;
        ensure!(!why.contains("--"), "the sentence stands in a comment of HTML, which \"--\" would end");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::write(&page, PAGE.replace("WHY", why)).with_context(|| format!("cannot write {}", page.display()))?;
    }
    run::run(
        run::cargo(project)
            .args(["test", "--package", "clausewatch", "--test", "read_cases", "--locked", "--quiet"])
            .env("CLAUSEWATCH_WRITE", name),
    )?;
    println!("{}: write the page, run this again, and read expected.json before you accept it", folder.display());
    Ok(())
}

const PAGE: &str = r#"<!doctype html>
<!-- WHY -->
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Acceptable Use Policy | Larkspur</title>
  <link rel="canonical" href="https://larkspur.example/legal/acceptable-use">
</head>
<body>
<main>
  <h1>Acceptable Use Policy</h1>
  <p>You must not use the service to harm others.</p>
</main>
</body>
</html>
"#;
