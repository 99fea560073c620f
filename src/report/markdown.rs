//! Readings and comparisons as Markdown, fit for a pull request or an e-mail.
//!
//! Everything that comes from a page is escaped: no markup of its own, no mention that would ping someone.

use super::json::{Change, Comparison, Finding, Policy, Provision, Reading, Word};
use super::redline::{NOTICE, briefly, counts, direction, kind, place, severity, shortened, split, verdict};
use crate::judge::{Category, category_text};

/// A comparison.
pub fn comparison(comparison: &Comparison) -> String {
    let mut out = format!("### {}\n\n", escape(&comparison.summary.headline));
    let mut line = vec![format!("**{}**", verdict(comparison))];
    line.extend(
        [direction(&comparison.summary.direction).to_owned(), counts(comparison)].into_iter().filter(|p| !p.is_empty()),
    );
    out.push_str(&line.join(" · "));
    out.push_str("\n\n");
    let (substantive, editorial) = split(comparison);
    for change in substantive {
        push_change(&mut out, change);
    }
    if !editorial.is_empty() {
        out.push_str(&format!("<details><summary>Set aside as editorial ({})</summary>\n\n", editorial.len()));
        for change in editorial {
            out.push_str(&format!("- **{}**", kind(change)));
            if !change.path.is_empty() {
                out.push_str(&format!(" · {}", escape(&place(&change.path))));
            }
            out.push_str(&format!(": {}", escape(change.editorial_reason.as_deref().unwrap_or_default())));
            out.push_str(&format!(". {}", redline(&briefly(change)).replace('\n', " ")));
            out.push('\n');
        }
        out.push_str("\n</details>\n\n");
    }
    out.push_str(&format!("<sub>{NOTICE}</sub>\n"));
    out
}

fn push_change(out: &mut String, change: &Change) {
    let mut head = vec![format!("**{}**", severity(&change.severity)), kind(change).to_owned()];
    head.extend(
        [escape(&place(&change.path)), direction(&change.direction).to_owned()].into_iter().filter(|p| !p.is_empty()),
    );
    out.push_str(&format!("#### {}\n\n", head.join(" · ")));
    let body = match change.kind.as_str() {
        "reworded" => redline(&shortened(&change.words)),
        "added" => escape(change.after.as_deref().unwrap_or_default()),
        "removed" => lines(change.before.as_deref().unwrap_or_default(), |l| format!("~~{}~~", escape(l))),
        _ => escape(change.after.as_deref().unwrap_or_default()),
    };
    out.push_str(&lines(&body, |line| format!("> {line}")).replace('\n', "\n>\n"));
    out.push_str("\n\n");
    for effect in &change.effects {
        out.push_str(&format!("- {}\n", escape(&effect.text)));
    }
    if !change.effects.is_empty() {
        out.push('\n');
    }
}

fn lines(text: &str, f: impl Fn(&str) -> String) -> String {
    text.lines().map(f).collect::<Vec<_>>().join("\n")
}

/// Struck out what went, bold what came. Marks must touch the words, so white space at the ends moves outside.
fn redline(words: &[Word]) -> String {
    let mut out = String::new();
    for (at, word) in words.iter().enumerate() {
        let mark = match word.op.as_str() {
            "delete" => "~~",
            "insert" => "**",
            _ => "",
        };
        let core = word.text.trim();
        if mark.is_empty() || core.is_empty() {
            out.push_str(&escape(&word.text));
            continue;
        }
        let lead = &word.text[..word.text.len() - word.text.trim_start().len()];
        let tail = &word.text[word.text.trim_end().len()..];
        out.push_str(&format!("{lead}{mark}{}{mark}{tail}", escape(core)));
        // "~~30~~**7**" would be read as one run of marks.
        let next = words.get(at + 1).filter(|w| w.op == "insert");
        if word.op == "delete" && tail.is_empty() && next.is_some_and(|w| !w.text.starts_with(char::is_whitespace)) {
            out.push(' ');
        }
    }
    out
}

/// A text of a page as Markdown that shows just that text.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut start = true;
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A mention or a reference would ping someone.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '-' | '+' | '=' if start => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        start = c == '\n' || start && c.is_whitespace();
    }
    out
}

/// A reading: what the page is, the findings by severity, the counts.
pub fn reading(reading: &Reading) -> String {
    let Some(policy) = &reading.policy else {
        let reason = reading.unreadable.as_deref().unwrap_or("no document").replace('_', " ");
        return format!("Nothing to read here: {}\n", escape(&reason));
    };
    let title = if policy.title.is_empty() { "Untitled document" } else { &policy.title };
    let mut out = format!("## {}\n\n{}\n\n", escape(title), escape(&detection_line(reading)));
    for grade in ["high", "medium", "low"] {
        let found = findings(policy, grade);
        if found.is_empty() {
            continue;
        }
        out.push_str(&format!("### {} ({})\n\n", severity(grade), found.len()));
        for (provision, finding) in found {
            let title = Category::from_id(&finding.category)
                .and_then(category_text)
                .map_or(finding.category.as_str(), |t| t.title);
            out.push_str(&format!("**{}**", escape(title)));
            if !provision.path.is_empty() {
                out.push_str(&format!(" · {}", escape(&place(&provision.path))));
            }
            let text = lines(&escape(&provision.text), |l| format!("> {l}"));
            out.push_str(&format!("\n\n{text}\n\n{}\n\n", escape(&finding.why)));
        }
    }
    out.push_str(&format!("{}\n\n<sub>{NOTICE}</sub>\n", escape(&count_line(policy))));
    out
}

/// What the page is, in one line.
pub(super) fn detection_line(reading: &Reading) -> String {
    let detection = &reading.detection;
    let kind = match detection.kind.as_str() {
        "acceptable_use" => "Acceptable use policy",
        "community_guidelines" => "Community guidelines",
        "terms" => "Terms",
        "developer_terms" => "Developer terms",
        "privacy" => "Privacy policy",
        _ => "Document",
    };
    let mut parts = vec![format!("{kind}, {:.0}% sure", detection.confidence * 100.0)];
    if let Some(policy) = &reading.policy {
        parts.extend(policy.effective_date.iter().map(|d| format!("dated {d}")));
        parts.extend(Some(format!("language {}", policy.language)).filter(|_| !policy.language.is_empty()));
    }
    parts.join(" · ")
}

/// The findings of one severity with their provisions, in reading order.
pub(super) fn findings<'a>(policy: &'a Policy, grade: &str) -> Vec<(&'a Provision, &'a Finding)> {
    let all = policy.provisions.iter().flat_map(|p| p.findings.iter().map(move |f| (p, f)));
    all.filter(|(_, f)| f.severity == grade).collect()
}

/// How much was read and found, in one line.
pub(super) fn count_line(policy: &Policy) -> String {
    let of = |grade: &str| policy.provisions.iter().filter(|p| p.severity == grade).count();
    format!("{} provisions: {} high, {} medium, {} low", policy.provisions.len(), of("high"), of("medium"), of("low"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pages_text_cannot_mark_itself_up() {
        let text = "- [x](javascript:1) <b> @you #12 `a` | *b*";
        assert_eq!(escape(text), "\\- \\[x\\](javascript:1) &lt;b&gt; &#64;you &#35;12 \\`a\\` \\| \\*b\\*");
    }

    #[test]
    fn marks_touch_the_words() {
        let word = |op: &str, text: &str| Word { op: op.into(), text: text.into() };
        let words = [word("equal", "keep "), word("delete", "30 "), word("insert", "7 "), word("equal", "days")];
        assert_eq!(redline(&words), "keep ~~30~~ **7** days");
    }
}
