//! What changed between two kept versions of a policy, as a document that stands alone: Markdown, HTML, JSON or CSV, each
//! with what it is about and the hashes that it can be held against.

use serde::{Deserialize, Serialize};

use super::json::Comparison;
use super::{csv, html, markdown};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Format {
    /// For a pull request or an e-mail.
    Markdown,
    /// A page that opens anywhere and prints.
    Html,
    /// For programs.
    Json,
    /// For a spreadsheet: a row for each change.
    Csv,
}

/// A change report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// The policy's address.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The version before.
    pub from: Side,
    /// The version after.
    pub to: Side,
    /// What changed.
    pub comparison: Comparison,
}

/// A version as a report names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Its number.
    pub version: u32,
    /// When it was read, as ISO 8601 in UTC.
    pub read_at: String,
    /// `YYYY-MM-DD`, as stated in it.
    pub effective_date: Option<String>,
    /// The SHA-256 of its text's JSON.
    pub text_sha256: String,
    /// The SHA-256 of its source.
    pub source_sha256: String,
    /// Its hash in the policy's chain.
    pub hash: String,
}

impl Side {
    fn line(&self) -> String {
        let dated = self.effective_date.as_ref().map_or(String::new(), |day| format!(", dated {day}"));
        // Seconds say enough.
        let read = self.read_at.split('.').next().unwrap_or_default().replace('T', " ");
        format!("version {}, read {read} UTC{dated}, hash {}", self.version, self.hash)
    }
}

impl Changes {
    /// The report.
    pub fn write(&self, format: Format) -> String {
        match format {
            Format::Markdown => {
                let about = [
                    format!("- {}", markdown::escape(&self.address)),
                    format!("- From {}", markdown::escape(&self.from.line())),
                    format!("- To {}", markdown::escape(&self.to.line())),
                ];
                let title = markdown::escape(&self.title);
                format!("## {title}\n\n{}\n\n{}", about.join("\n"), markdown::comparison(&self.comparison))
            }
            Format::Html => {
                let lines = [
                    self.title.clone(),
                    self.address.clone(),
                    format!("From {}", self.from.line()),
                    format!("To {}", self.to.line()),
                ];
                html::comparison_of(&self.comparison, &lines)
            }
            Format::Json => serde_json::to_string_pretty(self).expect("strings and numbers always serialise") + "\n",
            Format::Csv => csv::comparison(&self.comparison),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Side as Compared, compare};
    use crate::judge::judge_both;
    use crate::read::{Page, read};
    use crate::tree::Tree;

    fn report() -> Changes {
        let policy = |clause: &str| {
            let page = format!(
                "<html lang=en><title>Rules</title><h1>Acceptable Use Policy</h1><p>You may not use the service to send \
                 spam.</p><p>{clause}</p>"
            );
            read(&Tree::from_html(&page), &Page::default(), None).policy.expect("a policy")
        };
        let (old, new) = (
            policy("We may close your account after giving you 30 days' notice."),
            policy("We may close your account, \"immediately\",\nafter giving you 3 days' <b>notice</b> & no more."),
        );
        let (before, after) = judge_both(&old, &new);
        let sides = (Compared { policy: &old, judgements: &before }, Compared { policy: &new, judgements: &after });
        let side = |version: u32| Side {
            version,
            read_at: format!("2026-03-0{version}T09:30:00.000Z"),
            effective_date: Some("2026-01-01".into()),
            text_sha256: "t".into(),
            source_sha256: "s".into(),
            hash: format!("abc{version}"),
        };
        Changes {
            address: "https://a.test/<aup>".into(),
            title: "Rules & regulations".into(),
            from: side(1),
            to: side(2),
            comparison: Comparison::new(&compare(sides.0, sides.1)),
        }
    }

    #[test]
    fn each_format_says_what_it_is_about_and_what_changed() {
        let report = report();
        assert_eq!(report.comparison.changes.len(), 1, "{:?}", report.comparison);
        let [markdown, html, json, csv] =
            [Format::Markdown, Format::Html, Format::Json, Format::Csv].map(|format| report.write(format));
        assert!(
            markdown.starts_with("## Rules &amp; regulations\n\n- https://a.test/&lt;aup&gt;\n- From version 1, read")
        );
        assert!(markdown.contains("~~30~~"), "{markdown}");
        assert!(
            html.contains("<p class=\"dim\">Rules &amp; regulations<br>https://a.test/&lt;aup&gt;<br>From version 1")
        );
        assert!(html.contains("read 2026-03-02 09:30:00 UTC, dated 2026-01-01, hash abc2"), "{html}");
        assert!(html.contains("<del>30</del>"), "{html}");
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["to"]["hash"], "abc2");
        assert_eq!(json["comparison"]["verdict"], "changed");
        assert!(csv.contains("3 days' notice & no more"), "{csv}");
    }
}
