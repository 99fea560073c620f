//! Readings and comparisons for a terminal.
//!
//! With colour, what went is red and struck out, what came green and underlined; without, `[-what went-]` and
//! `{+what came+}`, as `git diff --word-diff` prints them.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::json::{Change, Comparison, Reading, Word};
use super::redline::{NOTICE, briefly, counts, direction, kind, place, severity, shortened, split, verdict};
use crate::judge::{Category, category_text};
use crate::text::Utf16Range;

/// Whether a report may hold colour codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// For a terminal that shows them.
    Yes,
    /// For files and pipes.
    No,
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GONE: Style = AnsiColor::Red.on_default().strikethrough();
const COME: Style = AnsiColor::Green.on_default().underline();

struct Page {
    out: String,
    colour: Colour,
}

impl Page {
    fn styled(&self, style: Style, text: &str) -> String {
        match self.colour {
            Colour::Yes => format!("{style}{text}{style:#}"),
            Colour::No => text.to_owned(),
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn grade(&self, id: &str) -> String {
        let style = match id {
            "high" => AnsiColor::Red.on_default().bold(),
            "medium" => AnsiColor::Yellow.on_default().bold(),
            "low" => AnsiColor::Blue.on_default().bold(),
            _ => DIM,
        };
        self.styled(style, severity(id))
    }

    fn redline(&self, words: &[Word]) -> String {
        let mut line = String::new();
        for word in words {
            match (word.op.as_str(), self.colour) {
                ("delete", Colour::No) => write!(line, "[-{}-]", word.text).expect("writing to a string"),
                ("insert", Colour::No) => write!(line, "{{+{}+}}", word.text).expect("writing to a string"),
                ("delete", Colour::Yes) => line.push_str(&self.styled(GONE, &word.text)),
                ("insert", Colour::Yes) => line.push_str(&self.styled(COME, &word.text)),
                _ => line.push_str(&word.text),
            }
        }
        line
    }

    fn indented(&mut self, text: &str) {
        for line in text.lines() {
            self.line(&format!("    {line}"));
        }
    }

    fn change(&mut self, change: &Change) {
        let head = self.styled(BOLD, kind(change));
        let mut parts = vec![self.grade(&change.severity), head];
        parts.extend(
            [place(&change.path), direction(&change.direction).to_owned()].into_iter().filter(|p| !p.is_empty()),
        );
        let head = parts.join(" · ");
        self.line(&head);
        self.body(change);
        for effect in &change.effects {
            self.line(&format!("  → {}", effect.text));
        }
        self.line("");
    }

    fn body(&mut self, change: &Change) {
        let words = |op: &str, text: &Option<String>| {
            let all = text.as_deref().unwrap_or_default();
            all.lines().map(|line| vec![Word { op: op.into(), text: line.into() }]).collect::<Vec<_>>()
        };
        match change.kind.as_str() {
            "reworded" => {
                let line = self.redline(&shortened(&change.words));
                self.indented(&line);
            }
            "added" | "removed" => {
                let (op, text) =
                    if change.kind == "added" { ("insert", &change.after) } else { ("delete", &change.before) };
                for line in words(op, text) {
                    let line = self.redline(&line);
                    self.indented(&line);
                }
            }
            _ => self.indented(change.after.as_deref().unwrap_or_default()),
        }
    }
}

/// A comparison.
pub fn comparison(comparison: &Comparison, colour: Colour) -> String {
    let mut page = Page { out: String::new(), colour };
    let head = page.styled(BOLD, &format!("{}: {}", verdict(comparison), comparison.summary.headline));
    page.line(&head);
    let counted = [counts(comparison), direction(&comparison.summary.direction).to_owned()];
    let counted: Vec<String> = counted.into_iter().filter(|p| !p.is_empty()).collect();
    if !counted.is_empty() {
        page.line(&counted.join(" · "));
    }
    page.line("");
    let (substantive, editorial) = split(comparison);
    for change in substantive {
        page.change(change);
    }
    if !editorial.is_empty() {
        let head = page.styled(BOLD, &format!("Set aside as editorial ({})", editorial.len()));
        page.line(&head);
        for change in editorial {
            let reason = change.editorial_reason.as_deref().unwrap_or_default();
            let place = place(&change.path);
            let sep = if place.is_empty() { "" } else { " · " };
            page.line(&format!("  {}{sep}{place}: {}", kind(change), lower_first(reason)));
            let line = page.redline(&briefly(change));
            page.indented(&line.replace('\n', " "));
        }
        page.line("");
    }
    let notice = page.styled(DIM, NOTICE);
    page.line(&notice);
    page.out
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// A reading: what the page is, the findings by severity, the counts.
pub fn reading(reading: &Reading, colour: Colour) -> String {
    let mut page = Page { out: String::new(), colour };
    let Some(policy) = &reading.policy else {
        page.line(&format!(
            "Nothing to read here: {}",
            reading.unreadable.as_deref().unwrap_or("no document").replace('_', " ")
        ));
        return page.out;
    };
    let title = if policy.title.is_empty() { "Untitled document" } else { &policy.title };
    let head = page.styled(BOLD, title);
    page.line(&head);
    page.line(&super::markdown::detection_line(reading));
    page.line("");
    for grade in ["high", "medium", "low"] {
        let found = super::markdown::findings(policy, grade);
        if found.is_empty() {
            continue;
        }
        let head = format!("{} ({})", page.grade(grade), found.len());
        page.line(&head);
        for (provision, finding) in found {
            let title = Category::from_id(&finding.category)
                .and_then(category_text)
                .map_or(finding.category.as_str(), |t| t.title);
            let head = page.styled(BOLD, title);
            let mark = provision.marker.as_deref().filter(|m| m.contains(char::is_alphanumeric)).unwrap_or_default();
            let at = [place(&provision.path), mark.to_owned()]
                .into_iter()
                .filter(|p| !p.is_empty())
                .collect::<Vec<_>>()
                .join(" › ");
            page.line(&format!("  {head}{}{at}", if at.is_empty() { "" } else { " · " }));
            let text = page.painted(&provision.text, &finding.spans);
            page.indented(&text);
            page.line(&format!("  → {}", finding.why));
        }
        page.line("");
    }
    page.line(&super::markdown::count_line(policy));
    let notice = page.styled(DIM, NOTICE);
    page.line(&notice);
    page.out
}

impl Page {
    /// A provision's text with the spans of a finding marked.
    fn painted(&self, text: &str, spans: &[super::json::Span]) -> String {
        if self.colour == Colour::No {
            return text.to_owned();
        }
        let mut out = String::new();
        let mut at = 0;
        let end = crate::text::utf16_len(text);
        let part = |start, end| Utf16Range { start, end }.slice(text).unwrap_or_default();
        for span in spans.iter().filter(|s| s.start < s.end) {
            if span.start < at {
                continue;
            }
            out.push_str(part(at, span.start));
            out.push_str(&self.styled(AnsiColor::Yellow.on_default(), part(span.start, span.end)));
            at = span.end;
        }
        out + part(at, end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::{Effect, Summary};
    use super::*;

    fn example() -> Comparison {
        let word = |op: &str, text: &str| Word { op: op.into(), text: text.into() };
        Comparison {
            verdict: "changed".into(),
            reason: None,
            summary: Summary {
                headline: "Notice cut from 30 days to 7 days".into(),
                severity: "high".into(),
                direction: "worse".into(),
                added: 0,
                removed: 0,
                reworded: 1,
                moved: 0,
                renumbered: 0,
                editorial: 0,
            },
            changes: vec![Change {
                id: "w1.1".into(),
                kind: "reworded".into(),
                materiality: "substantive".into(),
                editorial_reason: None,
                severity: "high".into(),
                direction: "worse".into(),
                path: vec!["Ending".into()],
                before: Some("We give 30 days notice.".into()),
                after: Some("We give 7 days notice.".into()),
                words: vec![
                    word("equal", "We give "),
                    word("delete", "30"),
                    word("insert", "7"),
                    word("equal", " days notice."),
                ],
                effects: vec![Effect {
                    id: "notice_shortened".into(),
                    text: "The notice is shorter: 7 days instead of 30 days.".into(),
                    says: "The notice is shorter: 7 days instead of 30 days.".into(),
                }],
                categories: vec![],
            }],
        }
    }

    #[test]
    fn a_pipe_gets_no_colour_codes() {
        let plain = comparison(&example(), Colour::No);
        assert!(plain.contains("We give [-30-]{+7+} days notice."), "{plain}");
        assert!(plain.contains("High · Reworded · Ending · worse for you"), "{plain}");
        assert!(!plain.contains('\u{1b}'));
        assert!(comparison(&example(), Colour::Yes).contains("\u{1b}["));
    }
}
