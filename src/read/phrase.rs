//! The patterns of `rules/detection.toml` against a text.
//!
//! Owns the tables' folding of text and what "-" and "*" mean. The content script matches the same patterns in the same way
//! (see `gate`).

/// A text as patterns see it: lower case, with "-" for each run of spaces, underscores, plus signs, "%20" and hyphens.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let escaped = c == '%' && chars.as_str().starts_with("20");
        if escaped {
            chars = chars.as_str()[2..].chars();
        }
        if escaped || matches!(c, ' ' | '\u{a0}' | '\t' | '\n' | '\r' | '_' | '+' | '-' | '‑' | '–' | '—') {
            if !gap {
                out.push('-');
            }
            gap = true;
            continue;
        }
        gap = false;
        match c.is_ascii() {
            true => out.push(c.to_ascii_lowercase()),
            false => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Whether a folded text holds a pattern.
pub(super) fn holds(text: &str, pattern: &str) -> bool {
    Finder::new(pattern).find(text, 0).is_some()
}

/// How often a folded text holds the patterns of each group, in sum. One pass, however many there are.
pub(super) fn count(text: &str, groups: &[&[&str]]) -> Vec<usize> {
    let groups_finders = |(group, patterns)| <[&str]>::iter(patterns).map(move |pattern| (group, Finder::new(pattern)));
    let mut finders: Vec<(usize, Finder<'_>)> = groups.iter().copied().enumerate().flat_map(groups_finders).collect();
    finders.sort_by_key(|(_, finder)| finder.first);
    // Where the patterns stand that begin with a byte, and whether one of them may begin within a word.
    let mut by_first = [(0, 0, false); 256];
    for (i, (_, finder)) in finders.iter().enumerate() {
        let (from, to, within) = &mut by_first[usize::from(finder.first)];
        *from = if *to == 0 { i } else { *from };
        *to = i + 1;
        *within |= finder.open_start;
    }
    // Where each pattern's next match may begin: none overlaps the one before.
    let mut next = vec![0; finders.len()];
    let mut counts = vec![0; groups.len()];
    let bytes = text.as_bytes();
    let mut within = false;
    for (at, byte) in bytes.iter().enumerate() {
        let (from, to, open) = by_first[usize::from(*byte)];
        let begins = if within && !open { from..from } else { from..to };
        within = byte.is_ascii_lowercase();
        for i in begins {
            let (group, finder) = &finders[i];
            if finder.may_stand(bytes, at)
                && at >= next[i]
                && let Some(end) = finder.at(text, at)
            {
                next[i] = end;
                counts[*group] += 1;
            }
        }
    }
    counts
}

struct Finder<'a> {
    head: &'a str,
    tail: Option<&'a str>,
    open_start: bool,
    open_end: bool,
    /// What tells most patterns at once: the bytes that it begins with, and the first of its tail.
    first: u8,
    second: Option<u8>,
    tail_first: Option<u8>,
}

impl<'a> Finder<'a> {
    fn new(pattern: &'a str) -> Self {
        let body = pattern.trim_matches('*');
        let (head, tail) = match body.split_once('-') {
            Some((head, tail)) => (head, Some(tail)),
            None => (body, None),
        };
        Self {
            head,
            tail,
            open_start: pattern.starts_with('*'),
            open_end: pattern.ends_with('*'),
            first: head.bytes().next().unwrap_or_default(),
            second: head.as_bytes().get(1).copied(),
            tail_first: tail.and_then(|tail| tail.bytes().next()),
        }
    }

    /// Whether head and tail may stand at a byte that is the first of its head.
    fn may_stand(&self, text: &[u8], at: usize) -> bool {
        if self.second.is_some() && text.get(at + 1) != self.second.as_ref() {
            return false;
        }
        let Some(first) = self.tail_first else { return true };
        match &text[(at + self.head.len()).min(text.len())..] {
            [b'-', next, ..] | [next, ..] => *next == first,
            [] => false,
        }
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
        assert_eq!(count("you-may-not;-you-may-not-youmaynot", &[&["you-may-not"]]), [3]);
        assert_eq!(
            count("é-you-may,-you-must;-bigames", &[&["you-may", "*games"], &["you-m*", "you", "é"], &[]]),
            [2, 5, 0]
        );
    }
}
