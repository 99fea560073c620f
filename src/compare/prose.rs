//! Small words: lists, numbers, dates and quotes as a person writes them in a sentence.

use super::ties::{bare, small};
use super::weight::binding;
use crate::read::Date;

/// "a, b and c"; "a and b, c, and d" where one of them holds an "and" itself, outside quotes.
pub(super) fn list(parts: &[String]) -> String {
    let comma =
        if parts.len() > 1 && parts.iter().any(|p| !p.starts_with('“') && p.contains(" and ")) { "," } else { "" };
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{comma} and {last}", first.join(", ")),
    }
}

/// Up to twelve in words.
pub(super) fn number(n: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(n).map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

/// A title within a sentence: "Spam and messaging" begins small, "AI output" does not.
pub(super) fn lower(title: &str) -> String {
    let mut chars = title.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(title.chars().skip(1)).collect()
        }
        _ => title.to_owned(),
    }
}

/// With a capital in front.
pub(super) fn capital(line: &str) -> String {
    let mut chars = line.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// How much of a heading is quoted.
pub(super) const TITLE: usize = 100;

/// What may stand beyond a limit so that nothing is cut for a word or two.
const OVER: usize = 12;
/// What may stand beyond it where a rule would be another one without its end.
const LIMITED: usize = 50;

/// A text in quotes, cut to what a line can hold.
pub(super) fn quoted(text: &str) -> String {
    clipped(text, 60)
}

/// The first line of a text in quotes, cut at a clause's end where one is near the limit, else before words that wait for
/// another ("of the …").
pub(super) fn clipped(text: &str, limit: usize) -> String {
    let line = cut(text, limit);
    // "… are prohibited from …" is no ban.
    let limits = |word: &str| matches!(word, "prohibited" | "forbidden" | "banned" | "allowed" | "permitted" | "only");
    let open = line.strip_suffix(" …”").and_then(|line| line.split_whitespace().next_back()).is_some_and(limits);
    if open { cut(text, limit + LIMITED) } else { line }
}

fn cut(text: &str, limit: usize) -> String {
    let first = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
    let first = first.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '*'));
    let text = first.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = if text.contains('(') { &*text } else { text.trim_end_matches(')') };
    let Some((over, _)) = text.char_indices().nth(limit + OVER) else { return format!("“{text}”") };
    let end = text.char_indices().nth(limit).map_or(over, |c| c.0);
    let ends = |(at, sign): (usize, &str)| text[at + sign.len()..].starts_with(char::is_whitespace).then_some(at);
    let clause = text[..over].match_indices([',', ';', ':', '.', ')', '—']).filter_map(ends).next_back();
    let cut = match clause.filter(|&at| at * 3 >= end * 2) {
        Some(at) => at + if text[at..].starts_with(')') { 1 } else { 0 },
        None => {
            let mut cut = text[..end].rfind(' ').filter(|&space| space * 2 > end).unwrap_or(end);
            while let Some(space) = text[..cut].rfind(' ').filter(|&space| space * 2 > end) {
                if !waits(&text[space + 1..cut]) {
                    break;
                }
                cut = space;
            }
            cut
        }
    };
    format!("“{} …”", text[..cut].trim_end_matches([',', ';', ':', ' ', '.', '(', '“']))
}

/// A sentence in quotes, from the clause on that rules: of "If you send letters to more than one keeper at a time, you must
/// say so" a short line holds only the condition.
pub(super) fn ruled(text: &str, limit: usize) -> String {
    let first = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
    if first.chars().count() <= limit + OVER {
        return clipped(first, limit);
    }
    let rules = |clause: &str| clause.split_whitespace().any(|word| RULERS.contains(&bare(word).as_str()));
    let opens = first.split_whitespace().next().is_some_and(|w| OPENERS.contains(&w.to_lowercase().as_str()));
    let mut from = 0;
    let mut main = None;
    for clause in first.split_inclusive(", ") {
        let goes_on = ["and ", "or "].iter().any(|tie| clause.starts_with(tie));
        if from > 0 && main.is_none() && rules(clause) && !goes_on {
            main = Some(from);
        }
        from += clause.len();
    }
    let fits = |at: usize| first[at..].chars().count() <= limit;
    match main.filter(|&at| opens && (at * 2 > limit || fits(at))) {
        // Without its condition a rule would be another one.
        Some(at) if depends(first) => {
            let condition = clipped(&first[..at], limit / 2);
            let condition = condition.trim_matches(['“', '”', '…', ' ']);
            let whole = condition.len() + ", ".len() >= first[..at].trim_end().len();
            let join = if whole { ", " } else { " … " };
            bound(&first[at..], limit - limit / 4).replacen('“', &format!("“{condition}{join}"), 1)
        }
        Some(at) => bound(&first[at..], limit).replacen('“', "“… ", 1),
        None => bound(first, limit),
    }
}

/// A clause in quotes with the word that binds, which a long subject would keep out of them: "the lamps of all boats … must be lit".
fn bound(clause: &str, limit: usize) -> String {
    const MODALS: &[&str] = &["must", "may", "shall", "will", "cannot", "can", "should", "reserve", "reserves"];
    let mut at = 0;
    let binds = clause.split_inclusive(char::is_whitespace).find_map(|word| {
        at += word.len();
        MODALS.contains(&bare(word).as_str()).then_some(at - word.len())
    });
    let far = |at: &usize| clause[..*at].chars().count() + OVER > limit;
    let before = |at: &usize| clause[..*at].split_whitespace().any(|word| RULERS.contains(&bare(word).as_str()));
    let Some(at) = binds.filter(|at| far(at) && !before(at) && binding(&clause[..*at]) == 0) else {
        return clipped(clause, limit);
    };
    let subject = clipped(&clause[..at], limit / 3);
    let mut subject: Vec<&str> = subject.trim_matches(['“', '”', '…', ' ']).split(' ').collect();
    while subject.len() > 1 && subject.last().is_some_and(|word| waits(word)) {
        subject.pop();
    }
    let subject = subject.join(" ");
    clipped(&clause[at..], limit - limit / 3).replacen('“', &format!("“{subject} … "), 1)
}

/// Whether a sentence begins with the condition of what it rules.
fn depends(sentence: &str) -> bool {
    let first = sentence.split_whitespace().next().unwrap_or_default().to_lowercase();
    matches!(&*first, "if" | "when" | "where" | "unless" | "except" | "whenever")
}

/// Words by which a clause rules.
const RULERS: &[&str] = &[
    "must",
    "may",
    "shall",
    "will",
    "cannot",
    "can",
    "not",
    "prohibited",
    "prohibit",
    "prohibits",
    "reserve",
    "reserves",
    "agree",
    "agrees",
    "responsible",
    "required",
    "are",
    "is",
];
/// Words that open what stands before it.
const OPENERS: &[&str] = &[
    "if", "when", "where", "as", "by", "while", "in", "to", "for", "unless", "after", "before", "except", "during",
    "upon", "whenever",
];

/// Whether a word says nothing without the next.
fn waits(word: &str) -> bool {
    small(word) || matches!(word, "&" | "other")
}

/// "1 May 2024".
pub(super) fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let text = date.to_string();
    let mut parts = text.split('-').filter_map(|p| p.parse::<usize>().ok());
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month @ 1..=12), Some(day)) => format!("{day} {} {year}", MONTHS[month - 1]),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_end_where_a_clause_does() {
        assert_eq!(clipped("feed the seals.", 60), "“feed the seals”");
        assert_eq!(
            clipped("feed the seals that sleep below the pier, or wake them before noon", 45),
            "“feed the seals that sleep below the pier …”"
        );
        assert_eq!(clipped("tell the keepers of the harbour of each seal", 25), "“tell the keepers …”");
        let limited = "lamps of whale oil are prohibited from hanging on the masts of boats";
        assert_eq!(clipped(limited, 36), format!("“{limited}”"));
    }

    #[test]
    fn a_sentence_is_quoted_from_the_clause_that_rules() {
        let text =
            "If you send letters to more than one of the keepers, or parcels to any of them, you must say so on each";
        assert_eq!(ruled(text, 60), "“If you send letters to more … you must say so on each”");
        let text = "By sending letters to more than one of the keepers, or parcels to them, you must say so on each";
        assert_eq!(ruled(text, 60), "“… you must say so on each”");
        let text = "The lamps on the boats that lie along the pier between the gate and the harbour office must be lit";
        assert_eq!(ruled(text, 60), "“The lamps … must be lit”");
        assert_eq!(
            ruled("You must say so on each letter that you send.", 60),
            "“You must say so on each letter that you send”"
        );
    }
}
