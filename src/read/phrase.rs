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

/// How often a folded text holds patterns, in sum. One pass, however many there are.
pub(super) fn count<'a>(text: &str, patterns: impl IntoIterator<Item = &'a str>) -> usize {
    let finders: Vec<Finder<'_>> = patterns.into_iter().map(Finder::new).collect();
    // By the byte they begin with, those that may begin within a word apart.
    let mut by_first: [Vec<Vec<usize>>; 2] = [vec![Vec::new(); 256], vec![Vec::new(); 256]];
    for (i, finder) in finders.iter().enumerate() {
        if let Some(&first) = finder.head.as_bytes().first() {
            by_first[0][usize::from(first)].push(i);
            if finder.open_start {
                by_first[1][usize::from(first)].push(i);
            }
        }
    }
    // Where each pattern's next match may begin: none overlaps the one before.
    let mut from = vec![0; finders.len()];
    let mut count = 0;
    let mut within = false;
    for (at, byte) in text.bytes().enumerate() {
        let begins = &by_first[usize::from(within)][usize::from(byte)];
        within = byte.is_ascii_lowercase();
        for &i in begins {
            if at >= from[i]
                && let Some(end) = finders[i].at(text, at)
            {
                from[i] = end;
                count += 1;
            }
        }
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
            if let Some(end) = self.at(text, at) {
                return Some(end);
            }
            from = at + self.head.len();
        }
        None
    }

    /// The end of a match that begins at a byte, which begins a letter.
    fn at(&self, text: &str, at: usize) -> Option<usize> {
        if !text[at..].starts_with(self.head) || (!self.open_start && text[..at].ends_with(is_letter)) {
            return None;
        }
        let mut end = at + self.head.len();
        for part in self.tail.into_iter().flat_map(|tail| tail.split('-')) {
            end += usize::from(text[end..].starts_with('-'));
            if !text[end..].starts_with(part) {
                return None;
            }
            end += part.len();
        }
        (self.open_end || !text[end..].starts_with(is_letter)).then_some(end)
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
        assert_eq!(count("you-may-not;-you-may-not-youmaynot", ["you-may-not"]), 3);
        assert_eq!(count("é-you-may,-you-must;-bigames", ["you-may", "*games", "you-m*", "you"]), 6);
    }
}
