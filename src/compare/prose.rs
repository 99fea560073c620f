//! Small words: lists, numbers, dates and quotes as a person writes them in a sentence.

use super::effects::shorten;
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

/// A text in quotes, cut to what a line can hold.
pub(super) fn quoted(text: &str) -> String {
    let first = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
    let first = first.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '*'));
    format!("“{}”", shorten(first, 60))
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
