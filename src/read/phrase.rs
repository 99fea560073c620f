//! The patterns of `rules/detection.toml` against a text.
//!
//! Owns the tables' folding of text and what "-" and "*" mean. The content script matches the same patterns in the same way
//! (see `gate`).

/// A text as patterns see it: lower case, with "-" for each run of spaces, underscores, plus signs, "%20" and hyphens.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let lower = text.to_lowercase().replace("%20", " ");
    for c in lower.chars() {
        match c {
            ' ' | '\u{a0}' | '\t' | '\n' | '\r' | '_' | '+' | '-' | '‑' | '–' | '—' => {
                if !out.ends_with('-') {
                    out.push('-');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether a folded text holds a pattern.
pub(super) fn holds(text: &str, pattern: &str) -> bool {
    Finder::new(pattern).find(text, 0).is_some()
}

/// How often a folded text holds a pattern.
pub(super) fn count(text: &str, pattern: &str) -> usize {
    let finder = Finder::new(pattern);
    let (mut at, mut count) = (0, 0);
    while let Some(end) = finder.find(text, at) {
        count += 1;
        at = end;
    }
    count
}

struct Finder<'a> {
    head: &'a str,
    tail: Option<&'a str>,
    open_start: bool,
    open_end: bool,
}

impl<'a> Finder<'a> {
    fn new(pattern: &'a str) -> Self {
        let body = pattern.trim_matches('*');
        let (head, tail) = match body.split_once('-') {
            Some((head, tail)) => (head, Some(tail)),
            None => (body, None),
        };
        Self { head, tail, open_start: pattern.starts_with('*'), open_end: pattern.ends_with('*') }
    }

    /// The end of the first match from a byte on.
    fn find(&self, text: &str, mut from: usize) -> Option<usize> {
        while let Some(at) = text[from..].find(self.head).map(|at| from + at) {
            let mut end = at + self.head.len();
            let mut fits = self.open_start || !text[..at].ends_with(is_letter);
            for part in self.tail.into_iter().flat_map(|tail| tail.split('-')) {
                end += usize::from(text[end..].starts_with('-'));
                fits = fits && text[end..].starts_with(part);
                if !fits {
                    break;
                }
                end += part.len();
            }
            if fits && (self.open_end || !text[end..].starts_with(is_letter)) {
                return Some(end);
            }
            from = at + self.head.len();
        }
        None
    }
}

/// What makes a word: ASCII letters only, so that both languages agree with no tables.
fn is_letter(c: char) -> bool {
    c.is_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_is_optional_and_a_star_is_open() {
        assert_eq!(folded("/Legal/Acceptable_Use%20 Policy"), "/legal/acceptable-use-policy");
        for text in ["/acceptable-use-policy", "/acceptableuse.html", "acceptable-usepolicy"] {
            assert!(holds(text, "acceptable-use*"), "{text}");
        }
        assert!(!holds("/acceptable-users", "acceptable-use"));
        assert!(!holds("/determs", "terms"));
        assert!(holds("/determs", "*terms"));
        assert!(holds("xtermsx/terms", "terms"), "the second one stands alone");
        assert_eq!(count("you-may-not;-you-may-not-youmaynot", "you-may-not"), 3);
    }
}
