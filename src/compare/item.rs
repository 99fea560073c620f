//! A policy as the row of items that alignment works on: every provision, and every heading where it opens.
//!
//! Headings stand only in provisions' paths, so one that opens is an item before the first provision beneath it.
//! A heading's number is its marker, as a provision's is: both may change without the text changing.

use rustc_hash::FxHashMap;

use crate::read::Policy;
use crate::text::normalize;

/// A heading or a provision.
#[derive(Debug, Clone)]
pub(super) struct Item<'a> {
    /// The provision, or the first one beneath the heading.
    pub(super) provision: usize,
    /// For a heading, its place in that provision's path.
    pub(super) heading: Option<usize>,
    /// Its text without marker.
    pub(super) text: &'a str,
    /// Its number, letter or bullet.
    pub(super) marker: Option<&'a str>,
    /// Equal for equal normalised texts, across both versions.
    pub(super) key: u32,
    /// The same with the marker counted in: what was a heading in one version may be read as a line in the other.
    pub(super) marked_key: u32,
}

impl Item<'_> {
    /// The text with its number or letter in front; a bullet tells nothing and is left out.
    pub(super) fn marked(&self) -> String {
        match self.marker.filter(|m| m.contains(char::is_alphanumeric)) {
            Some(marker) => format!("{marker} {}", self.text),
            None => self.text.to_owned(),
        }
    }

    /// Its normalised text, letter for letter, without spaces.
    pub(super) fn letters(&self) -> impl Iterator<Item = char> {
        normalize(self.text).chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>().into_iter()
    }

    /// The headings above it.
    pub(super) fn path(&self, policy: &Policy) -> Vec<String> {
        let path = &policy.provisions[self.provision].path;
        path[..self.heading.unwrap_or(path.len())].iter().map(|h| h.to_string()).collect()
    }
}

/// Gives equal normalised texts equal keys.
#[derive(Debug, Default)]
pub(super) struct Keys(FxHashMap<String, u32>);

impl Keys {
    fn of(&mut self, text: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(normalize(text).into_owned()).or_insert(next)
    }

    fn item<'a>(
        &mut self,
        provision: usize,
        heading: Option<usize>,
        marker: Option<&'a str>,
        text: &'a str,
    ) -> Item<'a> {
        let key = self.of(text);
        let mut item = Item { provision, heading, text, marker, key, marked_key: key };
        if marker.is_some() {
            item.marked_key = self.of(&item.marked());
        }
        item
    }

    /// A policy's items in reading order.
    pub(super) fn items<'a>(&mut self, policy: &'a Policy) -> Vec<Item<'a>> {
        let mut items = Vec::with_capacity(policy.provisions.len() * 5 / 4);
        let mut open: &[std::sync::Arc<str>] = &[];
        for (index, provision) in policy.provisions.iter().enumerate() {
            let kept = open.iter().zip(provision.path.iter()).take_while(|(a, b)| a == b).count();
            for (depth, heading) in provision.path.iter().enumerate().skip(kept) {
                let (marker, text) = split_marker(heading);
                items.push(self.item(index, Some(depth), marker, text));
            }
            open = &provision.path;
            items.push(self.item(index, None, provision.marker.as_deref(), &provision.text));
        }
        items
    }
}

/// A heading's number and the rest: "3.2 Payment", "(b) Fees", "IV. Liability", "Section 5: Data", "第三条 费用".
pub(super) fn split_marker(heading: &str) -> (Option<&str>, &str) {
    let whole = heading.trim_start();
    let word = whole.split_whitespace().next().unwrap_or_default();
    let named = ["section", "article", "clause", "part", "chapter", "annex", "artikel", "abschnitt", "teil", "sección"];
    let mut end = 0;
    if named.contains(&word.to_lowercase().as_str()) || word == "§" {
        end = whole.len() - whole[word.len()..].trim_start().len();
    }
    let number: &str = whole[end..].split(|c: char| c.is_whitespace() || c == '、').next().unwrap_or_default();
    let bare = number.trim_matches(['(', ')', '.', ':', '[', ']', '-', '–', '—', '）', '（']);
    let digits = !bare.is_empty() && bare.starts_with(|c: char| c.is_ascii_digit());
    let digits = digits && bare.len() <= 8 && bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    let roman = !bare.is_empty() && bare.len() <= 6 && bare.chars().all(|c| "IVXivx".contains(c));
    let letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    let marked = number.len() > bare.len();
    let chinese = whole.starts_with('第') && number.ends_with(['条', '章', '节', '節', '條'])
        || whole[end..].contains('、') && !bare.is_empty() && bare.chars().all(|c| "一二三四五六七八九十".contains(c));
    let short_number = digits && (marked || bare.contains('.') || bare.len() <= 2 || end > 0);
    if short_number || ((roman || letter) && (marked || end > 0)) || chinese {
        let behind = end + number.len();
        let rest = whole[behind..]
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '、' | ':' | '–' | '—' | '-' | '.'));
        if !rest.is_empty() {
            return (Some(whole[..behind].trim_end()), rest);
        }
    }
    (None, whole)
}

/// The title that a paragraph begins with, as far as it can be one: "Services Provided." of "Services Provided. We run …". A
/// short line is all title.
pub(super) fn run_in_title(text: &str) -> Option<&str> {
    const WORDS: usize = 8;
    let text = text.trim();
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let end = text.bytes().position(|b| matches!(b, b'.' | b':' | b'\n')).unwrap_or(text.len());
    let title = text[..end].trim();
    let titled = title.split_whitespace().nth(WORDS).is_none();
    titled.then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_sentences() {
        assert_eq!(run_in_title("Letters and parcels. We answer them in June."), Some("Letters and parcels"));
        assert_eq!(run_in_title("Letters and parcels"), Some("Letters and parcels"));
        assert_eq!(run_in_title("We answer all letters that reach us before the end of June."), None);
    }

    #[test]
    fn numbers_are_told_from_headings() {
        for (heading, marker, text) in [
            ("3.2 Payment", Some("3.2"), "Payment"),
            ("3. Payment", Some("3."), "Payment"),
            ("(b) Fees", Some("(b)"), "Fees"),
            ("IV. Liability", Some("IV."), "Liability"),
            ("Section 5: Data", Some("Section 5:"), "Data"),
            ("12 Data", Some("12"), "Data"),
            ("第三条 费用", Some("第三条"), "费用"),
            ("三、费用", Some("三"), "费用"),
            ("I agree", None, "I agree"),
            ("A guide", None, "A guide"),
            ("2024 changes", None, "2024 changes"),
            ("Part of the service", None, "Part of the service"),
            ("5.", None, "5."),
        ] {
            assert_eq!(split_marker(heading), (marker, text));
        }
    }
}
