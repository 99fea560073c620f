//! A comparison as a standalone page: a redline that opens anywhere, prints, and follows the reader's dark mode.
//!
//! No script, no outside resource, a content policy that forbids both; everything that comes from a page is escaped.

use super::json::{Change, Comparison, Word};
use super::redline::{NOTICE, counts, direction, kind, place, severity, split, verdict};

const STYLE: &str = "\
:root{color-scheme:light dark;--gone:#b42318;--gone-bg:#fee4e2;--come:#067647;--come-bg:#dcfae6;--line:#d0d5dd;--dim:#667085}\
@media(prefers-color-scheme:dark){:root{--gone:#fda29b;--gone-bg:#55160c;--come:#75e0a7;--come-bg:#053321;--line:#344054;--dim:#98a2b3}}\
body{font:16px/1.55 system-ui,sans-serif;overflow-wrap:anywhere;max-width:46rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.5rem;line-height:1.3;text-wrap:balance}\
article{border-top:1px solid var(--line);padding:1rem 0}\
article h2{font-size:1rem;margin:0 0 .5rem}\
.text{white-space:pre-line;overflow-wrap:anywhere;margin:0}\
del{color:var(--gone);background:var(--gone-bg)}\
ins{color:var(--come);background:var(--come-bg)}\
.dim{color:var(--dim);font-weight:normal}\
.grade{border:1px solid currentColor;border-radius:.25rem;padding:0 .35rem;font-size:.85em}\
.high{color:var(--gone)}\
ul{margin:.5rem 0 0;padding-left:1.25rem}\
del+ins{margin-left:.2em}\
article h2{break-after:avoid}\
@media print{details::details-content{content-visibility:visible;display:block}}";

/// A comparison.
pub fn comparison(comparison: &Comparison) -> String {
    comparison_of(comparison, &[])
}

/// A comparison under lines that say what it is of.
pub(super) fn comparison_of(comparison: &Comparison, about: &[String]) -> String {
    let headline = escape(&comparison.summary.headline);
    let line =
        [verdict(comparison).to_owned(), direction(&comparison.summary.direction).to_owned(), counts(comparison)];
    let line = line.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    let (substantive, editorial) = split(comparison);
    let mut body = format!("<h1>{headline}</h1>\n<p class=\"dim\">{}</p>\n", escape(&line));
    if !about.is_empty() {
        let lines: Vec<String> = about.iter().map(|line| escape(line)).collect();
        body.push_str(&format!("<p class=\"dim\">{}</p>\n", lines.join("<br>")));
    }
    substantive.into_iter().for_each(|c| push_change(&mut body, c));
    if !editorial.is_empty() {
        body.push_str(&format!("<details><summary>Set aside as editorial ({})</summary>\n", editorial.len()));
        editorial.into_iter().for_each(|c| push_change(&mut body, c));
        body.push_str("</details>\n");
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{headline}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n{body}<p class=\"dim\">{NOTICE}</p>\n</body>\n</html>\n"
    )
}

fn push_change(out: &mut String, change: &Change) {
    let grade = &change.severity;
    let class = if grade == "high" { "grade high" } else { "grade" };
    let place = place(&change.path);
    let mut head = format!("{} <span class=\"{class}\">{}</span>", kind(change), severity(grade));
    if let Some(reason) = &change.editorial_reason {
        head = format!("{} <span class=\"dim\">{}</span>", kind(change), escape(reason));
    }
    for part in [place.as_str(), direction(&change.direction)].into_iter().filter(|p| !p.is_empty()) {
        head.push_str(&format!(" <span class=\"dim\">· {}</span>", escape(part)));
    }
    out.push_str(&format!("<article id=\"{}\">\n<h2>{head}</h2>\n<p class=\"text\">", escape(&change.id)));
    match change.kind.as_str() {
        "reworded" => change.words.iter().for_each(|w| push_word(out, w)),
        "added" => push_text(out, "ins", change.after.as_deref()),
        "removed" => push_text(out, "del", change.before.as_deref()),
        _ if change.before != change.after => {
            push_text(out, "del", change.before.as_deref());
            out.push('\n');
            push_text(out, "ins", change.after.as_deref());
        }
        _ => out.push_str(&escape(change.after.as_deref().unwrap_or_default())),
    }
    out.push_str("</p>\n");
    if !change.effects.is_empty() {
        let items: String = change.effects.iter().map(|e| format!("<li>{}</li>", escape(&e.text))).collect();
        out.push_str(&format!("<ul>{items}</ul>\n"));
    }
    out.push_str("</article>\n");
}

fn push_text(out: &mut String, tag: &str, text: Option<&str>) {
    out.push_str(&format!("<{tag}>{}</{tag}>", escape(text.unwrap_or_default())));
}

fn push_word(out: &mut String, word: &Word) {
    match word.op.as_str() {
        "delete" => push_text(out, "del", Some(&word.text)),
        "insert" => push_text(out, "ins", Some(&word.text)),
        _ => out.push_str(&escape(&word.text)),
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Characters that turn the reading order over could hide what was changed.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pages_text_is_never_markup() {
        let mut page = Comparison::unreadable("<script>alert(1)</script> & \"'".into());
        page.changes = Vec::new();
        let html = comparison(&page);
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&#39;"));
    }
}
