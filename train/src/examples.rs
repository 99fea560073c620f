//! The examples of the rules: clear-cut sentences, of which the model must say what the rules say.

use std::path::Path;

use clausewatch::judge::Category;

use crate::Failure;

#[derive(serde::Deserialize)]
struct Rules {
    #[serde(rename = "match")]
    matches: Vec<Example>,
    #[serde(rename = "pass")]
    passes: Vec<Example>,
}

/// A text that a category's file says it matches, or passes.
#[derive(serde::Deserialize)]
pub(crate) struct Example {
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) heading: String,
    #[serde(default)]
    pub(crate) lead_in: String,
    /// What its severity must be, where the file says it.
    pub(crate) severity: Option<String>,
}

/// All examples of `rules/categories/`, each with the category whose file it stands in.
pub(crate) fn of(rules: &Path) -> Result<Vec<(Category, Example)>, Failure> {
    let folder = rules.join("categories");
    let fault = |path: &Path| {
        let path = path.to_owned();
        move |source| Failure::File { path, source }
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(fault(&folder))? {
        files.push(entry.map_err(fault(&folder))?.path());
    }
    files.sort();
    let mut examples = Vec::new();
    for file in files {
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(category) = Category::from_id(name) else { continue };
        let text = std::fs::read_to_string(&file).map_err(fault(&file))?;
        let rules: Rules = toml::from_str(&text).map_err(|source| Failure::Rules { path: file, source })?;
        examples.extend(rules.matches.into_iter().chain(rules.passes).map(|example| (category, example)));
    }
    Ok(examples)
}
