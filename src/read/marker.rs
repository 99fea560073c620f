//! Numbers, letters and bullets that stand in the text itself: "3.2", "(a)", "iv.", "•".
//!
//! Owns which characters are a marker, and lists that run on within one paragraph.

use crate::sentence::ends_sentence;

/// A marker's family: only markers of one family count on from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    /// "•", "-", "*": no number.
    Bullet,
    /// "1.", "3.2", "4.1.2": how many numbers.
    Decimal(u8),
    /// "(1)", "1)".
    Bracketed,
    /// "(a)", "a)", "a.".
    Lower,
    /// "(A)", "A)", "A.".
    Upper,
}

/// A marker at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leading {
    /// Where the marker ends, in bytes.
    pub(super) end: usize,
    /// Where the text behind it starts.
    pub(super) text: usize,
    pub(super) family: Family,
}

/// The marker that a text starts with, if more text follows it.
pub(super) fn leading(text: &str) -> Option<Leading> {
    let (end, family) = match text.chars().next()? {
        bullet @ ('•' | '·' | '▪' | '◦' | '●' | '○' | '■' | '□' | '‣' | '►' | '➢' | '✓' | '❖' | '\u{f0b7}'
        | '\u{f0a7}') => (bullet.len_utf8(), Family::Bullet),
        dash @ ('-' | '–' | '—' | '*') if text[dash.len_utf8()..].starts_with(' ') => {
            (dash.len_utf8(), Family::Bullet)
        }
        '(' => {
            let inner = label(&text[1..])?;
            let end = 1 + inner + 1;
            (text[1 + inner..].starts_with(')')).then_some(())?;
            (end, family_of(&text[1..1 + inner], true))
        }
        c if c.is_ascii_digit() => decimal(text)?,
        c if c.is_ascii_alphabetic() => {
            let inner = label(text)?;
            let behind = text[inner..].chars().next()?;
            let one = inner == 1 || text[..inner].bytes().all(|b| b"ivxIVX".contains(&b));
            (one && matches!(behind, '.' | ')')).then_some((inner + 1, family_of(&text[..inner], false)))?
        }
        _ => return None,
    };
    let rest = &text[end..];
    let behind = rest.trim_start();
    let spaced = behind.len() < rest.len()
        || matches!(family, Family::Bullet)
        || text[..end].ends_with(')')
        || matches!(family, Family::Decimal(_)) && text[..end].ends_with('.') && begins_word(behind);
    (spaced && behind.chars().any(char::is_alphanumeric)).then_some(Leading {
        end,
        text: text.len() - behind.len(),
        family,
    })
}

/// "4.Inputs" lacks its space; "2.B" may be a name.
fn begins_word(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.take(2).filter(|c| c.is_lowercase()).count() == 2
}

/// Whether a text is a marker and nothing else: "1.1", "(a)", "IV.".
pub(super) fn is_bare(text: &str) -> bool {
    text.len() <= LONGEST_BARE && leading(&format!("{text} x")).is_some_and(|found| found.end == text.len())
}

/// A marker that stands alone is no longer than this, in bytes.
const LONGEST_BARE: usize = 12;

/// The length of a number of up to three digits, a letter or two equal ones, or a small Roman number.
fn label(text: &str) -> Option<usize> {
    let len = text.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let bytes = &text.as_bytes()[..len];
    let fits = match len {
        0 => false,
        1 => true,
        _ if bytes.iter().all(u8::is_ascii_digit) => len <= 3,
        2 if bytes[0] == bytes[1] => bytes[0].is_ascii_alphabetic(),
        _ => len <= 6 && (bytes.iter().all(|b| b"ivx".contains(b)) || bytes.iter().all(|b| b"IVX".contains(b))),
    };
    fits.then_some(len)
}

fn family_of(label: &str, bracketed: bool) -> Family {
    match label.as_bytes()[0] {
        b'0'..=b'9' if bracketed => Family::Bracketed,
        b'0'..=b'9' => Family::Decimal(1),
        b'a'..=b'z' => Family::Lower,
        _ => Family::Upper,
    }
}

/// "1.", "1)", "1.1", "1.1.", "1.1.1)". A bare number is none, nor are dates and decimals with long parts.
fn decimal(text: &str) -> Option<(usize, Family)> {
    let (mut at, mut parts) = (0, 0u8);
    loop {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 3 {
            break;
        }
        at += digits;
        parts = parts.saturating_add(1);
        match text[at..].bytes().next() {
            Some(b'.') => at += 1,
            Some(b')') => return Some((at + 1, if parts == 1 { Family::Bracketed } else { Family::Decimal(parts) })),
            _ if parts >= 2 => return Some((at, Family::Decimal(parts))),
            _ => return None,
        }
    }
    (parts > 0 && text[..at].ends_with('.')).then_some((at, Family::Decimal(parts)))
}

/// A list within a paragraph: "…: (a) one; (b) two. And so on."
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inline {
    /// Where to cut: before each marker and behind it, and before what follows the list.
    pub(super) cuts: Vec<usize>,
    pub(super) items: usize,
}

/// The list that runs on within a text: at least two markers of one family that count on from the first, each item closed
/// by a semicolon, a comma or a full stop.
pub(super) fn inline(text: &str) -> Option<Inline> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut kind = None;
    for (at, _) in text.match_indices('(') {
        let Some(len) = label(&text[at + 1..]).filter(|len| text[at + 1 + len..].starts_with(')')) else { continue };
        let name = &text[at + 1..at + 1 + len];
        let end = at + len + 2;
        let free = at == 0 || text[..at].ends_with(' ');
        let followed = text[end..].trim_start().starts_with(|c: char| c.is_alphanumeric() || "\"“‘'".contains(c));
        if !free || !followed {
            continue;
        }
        match kind {
            None => {
                let Some(first) = Counting::first(name) else { continue };
                if text[..at].trim_end().ends_with(|c: char| c == '.' || c.is_ascii_digit()) {
                    continue;
                }
                kind = Some(first);
                found.push((at, end));
            }
            Some(counting) if counting.nth(found.len()).as_deref() == Some(name) => {
                let before = &text[found[found.len() - 1].1..at];
                let before = before.trim_end();
                let bare = [" and", " or", " and/or", " und", " oder", " et", " ou", " y", " o", " e"]
                    .iter()
                    .find_map(|word| before.strip_suffix(word))
                    .unwrap_or(before);
                if bare.ends_with([';', ',', '.', '؛']) && bare.split_whitespace().nth(1).is_some() {
                    found.push((at, end));
                }
            }
            Some(_) => {}
        }
    }
    let governed = found.first().is_some_and(|&(at, _)| text[..at].trim_end().ends_with([':', '：']));
    let listed = found.len() >= 3
        && found.windows(2).all(|pair| {
            text[pair[0].1..pair[1].0]
                .trim_end()
                .trim_end_matches(char::is_alphabetic)
                .trim_end()
                .ends_with([';', '；'])
        });
    if found.len() < 2 || !(governed || listed) {
        return None;
    }
    let (first, last) = (found[0].1, found[found.len() - 1].1);
    let inner = &text[first..found[found.len() - 1].0];
    let tail = if inner.as_bytes().windows(2).any(|two| two == b". ") {
        None
    } else {
        sentence_end(&text[last..]).map(|end| last + end)
    };
    let cuts = found.iter().flat_map(|&(at, end)| [at, end]).chain(tail).collect();
    Some(Inline { cuts, items: found.len() })
}

/// Where the first sentence ends, if another one follows it.
fn sentence_end(text: &str) -> Option<usize> {
    let ends = |&(at, _): &(usize, &str)| ends_sentence(text, at) && !text[at + 1..].trim().is_empty();
    text.match_indices('.').find(ends).map(|(at, _)| at + 1)
}

#[derive(Debug, Clone, Copy)]
enum Counting {
    Letters(u8),
    Numbers,
    Roman(bool),
}

impl Counting {
    fn first(name: &str) -> Option<Self> {
        match name {
            "a" => Some(Self::Letters(b'a')),
            "A" => Some(Self::Letters(b'A')),
            "1" => Some(Self::Numbers),
            "i" => Some(Self::Roman(false)),
            "I" => Some(Self::Roman(true)),
            _ => None,
        }
    }

    /// The label of the item at an index from 0.
    fn nth(self, at: usize) -> Option<String> {
        const ROMAN: [&str; 20] = [
            "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
            "xvii", "xviii", "xix", "xx",
        ];
        match self {
            Self::Letters(first) => (at < 26).then(|| char::from(first + at as u8).to_string()),
            Self::Numbers => Some((at + 1).to_string()),
            Self::Roman(upper) => ROMAN.get(at).map(|r| if upper { r.to_ascii_uppercase() } else { (*r).to_owned() }),
        }
    }
}
