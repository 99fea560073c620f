//! A policy's text as plain text: headings, markers and clauses, nothing else.

use crate::read::Policy;

/// The text.
pub fn policy(policy: &Policy) -> String {
    let mut out = String::new();
    if !policy.title.is_empty() {
        out.push_str(&format!("{}\n\n", policy.title));
    }
    let mut above: &[std::sync::Arc<str>] = &[];
    for provision in &policy.provisions {
        let shared = above.iter().zip(provision.path.iter()).take_while(|(a, b)| a == b).count();
        for (depth, heading) in provision.path.iter().enumerate().skip(shared) {
            out.push_str(&format!("{} {heading}\n\n", "#".repeat(depth + 1)));
        }
        above = &provision.path;
        let indent = if provision.lead_in.is_some() { "  " } else { "" };
        let marker = provision.marker.as_ref().map_or(String::new(), |m| format!("{m} "));
        out.push_str(&format!("{indent}{marker}{}\n\n", provision.text));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Page, read};
    use crate::tree::Tree;

    #[test]
    fn every_clause_stands_once_under_its_headings() {
        let page = "<html lang=en><title>x</title><h1>Acceptable Use Policy</h1><p>It binds every user of the service.</p>\
            <h2>Conduct</h2><p>You may not:</p><ul><li>send spam;</li><li>spread malware.</li></ul>";
        let policy_read = read(&Tree::from_html(page), &Page::default(), None).policy.expect("a policy");
        let text = policy(&policy_read);
        for once in ["It binds every user", "Conduct\n", "You may not:", "send spam;", "spread malware."] {
            assert_eq!(text.matches(once).count(), 1, "{once} in\n{text}");
        }
        assert!(text.find("Conduct") < text.find("You may not"));
    }
}
