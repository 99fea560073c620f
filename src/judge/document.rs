//! The documentation of the categories, made from the rules: docs/categories.md.

use std::fmt::Write;

use super::explain::category_text;
use super::regulations::regulation;
use super::rules::entry;
use super::{Category, prevalence};

/// docs/categories.md as the rules have it. `cargo xtask docs` writes it; a test fails where the file says another thing.
pub fn categories_markdown() -> String {
    let mut out = String::from(
        "# Categories\n\nGenerated from `rules/` by `cargo xtask docs`. What each category covers, what readers are told, \
         the laws often in play, and how many of the policies that were read by hand have such a clause. Analysis, not legal \
         advice: a law named here says nothing about a clause.\n",
    );
    for &category in Category::ALL {
        let (Some(text), Some(entry)) = (category_text(category), entry(category)) else { continue };
        let found = prevalence(category);
        let laws: Vec<String> = text
            .regulations
            .iter()
            .filter_map(|id| regulation(id))
            .map(|r| format!("[{}]({}) ({})", r.name, r.url, r.jurisdiction))
            .collect();
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "\n## {}\n\n`{}` · usual severity: {} · in {} of {} policies\n\n{}\n\n- **What it says.** {}\n- **Why it \
             matters.** {}\n- **What to check.** {}\n",
            text.title,
            category.id(),
            entry.severity.id(),
            found.policies.len(),
            found.of,
            text.meaning,
            text.says,
            text.matters,
            text.check,
        );
        if !laws.is_empty() {
            let _ = writeln!(out, "- **Laws often in play.** {}", laws.join("; "));
        }
    }
    out
}
