//! Whether two versions are the same text, letter for letter, however it is cut into lines and words: a file that was read
//! again with other spaces, lists that were glued together, the title above it or not.

use super::ChangeKind;
use super::build::Part;
use super::furniture::around;
use super::item::Item;
use super::materiality::Reason;

/// A version's items and its title.
type Row<'a> = (&'a [Item<'a>], &'a str);

/// Whether both versions have the same letters in the same order. The first difference ends it.
pub(super) fn letter_for_letter([old, new]: [Row<'_>; 2]) -> bool {
    let titles = [old.1, new.1];
    let start = |items| behind(letters(items), &titles);
    let ((then, old_letters), (now, new_letters)) = (start(old.0), start(new.0));
    // A title with its date may stand above the text that one of them was read from.
    (then == now || then.is_empty() || now.is_empty())
        && old_letters.eq(new_letters)
        && same_figures(old.0, new.0, &titles)
}

/// A version's letters without spaces, one after the other. A bullet may be glued to its line.
fn letters<'t>(items: &'t [Item<'_>]) -> impl Iterator<Item = char> + 't {
    let items = items.iter().filter(|item| !around(item.text));
    items.flat_map(Item::letters).filter(|c| !matches!(c, '*' | '•' | '·'))
}

/// A version's letters, or its text, behind its title and a date, if it begins with them; and the date's digits.
fn behind<T: Iterator<Item = char>>(mut text: T, titles: &[&str]) -> (String, impl Iterator<Item = char> + use<T>) {
    const DATE: std::ops::RangeInclusive<usize> = 5..=8;
    let longest = titles.iter().map(|title| title.chars().count()).max().unwrap_or_default();
    // Torn words have as many spaces again.
    let start: Vec<char> = text.by_ref().take(2 * longest + 40).collect();
    let end = titles.iter().filter_map(|title| {
        let mut rest = start.iter().enumerate().filter(|(_, c)| c.is_alphanumeric());
        let mut title = title.chars().filter(|c| c.is_alphanumeric());
        title.try_fold(0, |_, wanted| rest.next().filter(|(_, c)| **c == wanted).map(|(at, _)| at + 1))
    });
    let title = end.max().unwrap_or_default();
    let words = start[title..].iter().position(|c| c.is_alphabetic()).map_or(start.len(), |at| title + at);
    let digits: String = start[..words].iter().filter(|c| c.is_ascii_digit()).collect();
    let dated = DATE.contains(&digits.len());
    let from = if dated || digits.is_empty() { words } else { title };
    (if dated { digits } else { String::new() }, start.into_iter().skip(from).chain(text))
}

/// Whether two versions of the same letters have the same figures, too: "1 0" is not "10", but in a file where words are
/// torn apart throughout.
fn same_figures(old: &[Item<'_>], new: &[Item<'_>], titles: &[&str]) -> bool {
    /// So many words were joined or torn for each figure that was.
    const TORN: usize = 4;
    let text = |items: &[Item<'_>]| -> String {
        let lines = items.iter().filter(|item| !around(item.text)).map(|item| item.text);
        behind(lines.collect::<Vec<_>>().join("\n").chars(), titles).1.collect()
    };
    fn figures(text: &str) -> impl Iterator<Item = &str> {
        text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty())
    }
    let (old, new) = (text(old), text(new));
    let words = |text: &str| text.split_whitespace().count();
    let torn = figures(&old).count().abs_diff(figures(&new).count());
    figures(&old).eq(figures(&new)) || torn > 0 && words(&old).abs_diff(words(&new)) >= TORN * torn
}

/// A change of a text that is the same letter for letter.
pub(super) fn respaced(part: &mut Part) {
    const OTHERWISE: [Reason; 3] = [Reason::Numbering, Reason::Contents, Reason::Furniture];
    let known = part.reasons.as_ref().is_some_and(|all| all.iter().any(|reason| OTHERWISE.contains(reason)));
    let cut = matches!(part.kind, ChangeKind::Added | ChangeKind::Removed | ChangeKind::Reworded);
    if part.reasons.is_none() || cut && !known {
        part.reasons = Some([Reason::Typography].into());
        part.found.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::item::Keys;
    use crate::compare::testing::policy;

    fn same(old: &str, new: &str) -> bool {
        let (old, new) = (policy(old), policy(new));
        let mut keys = Keys::default();
        let (a, b) = (keys.items(&old), keys.items(&new));
        letter_for_letter([(&a, &old.title), (&b, &new.title)])
    }

    #[test]
    fn a_file_whose_words_were_torn_apart_is_the_same_text() {
        let torn = "Pier Rules 2 / 14 /202 1\n\nP ier keepers sweep every th ing each d ay. Re ad the l ong \
                    list o f keepers : see https://pier.example/the - l ist . No d ogs.\n\nSe als may sl eep he re.\n";
        let mended = "# Pier Rules\n\n2/14/2021\n\nPier keepers sweep everything each day. Read the long list of \
                      keepers: see https://pier.example/the-list. No dogs.\n\nSeals may sleep here.\n";
        assert!(same(torn, mended) && same(mended, torn));
        assert!(!same(torn, &mended.replace("may", "must")));
        assert!(!same("# Rules\n\nPay within 1 0 days.\n", "# Rules\n\nPay within 10 days.\n"));
    }
}
