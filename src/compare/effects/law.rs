//! Whose law governs a policy, which courts decide, up to what the provider has to pay: told where they are others now.

use super::{Found, Severity, quote, split_sentences};
use crate::compare::Direction;
use crate::compare::scan::holds_any;

/// What stands before the name of a place whose law it is, or whose courts.
const LAWS: &[&str] = &["law of", "laws of"];
const COURTS: &[&str] =
    &["courts of", "courts in", "courts located in", "courts located within", "courts sitting in", "district court of"];
/// What a place's name begins with that is not told apart.
const TITLES: &[&str] =
    &["the ", "state of ", "republic of ", "commonwealth of ", "province of ", "federal ", "courts of "];
/// What ends it.
const ENDS: &[&str] = &[
    ",",
    ".",
    ";",
    "(",
    ")",
    " without",
    " excluding",
    " in the",
    " and ",
    " as ",
    " for ",
    " to ",
    " shall",
    " subject",
    " will",
];

/// Whose law a text says it is governed by.
pub(in crate::compare) fn law(text: &str) -> Option<&str> {
    const NEAR: usize = 120;
    // Few clauses name either: the others are not copied.
    if !holds_any(text, &["overned by", "OVERNED BY"]) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let at = lower.find("governed by")?;
    let near = (at + NEAR..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
    place(&text[at..near], LAWS)
}

fn court(text: &str) -> Option<&str> {
    if !holds_any(text, &["ourt", "OURT"]) {
        return None;
    }
    place(text, COURTS)
}

/// The name behind one of these words.
fn place<'t>(text: &'t str, behind: &[&str]) -> Option<&'t str> {
    const LONGEST: usize = 45;
    // Byte for byte as long as the text.
    let lower = text.to_ascii_lowercase();
    let mut start = behind.iter().filter_map(|w| lower.find(&format!("{w} ")).map(|at| at + w.len() + 1)).min()?;
    while let Some(title) = TITLES.iter().find(|title| lower[start..].starts_with(**title)) {
        start += title.len();
    }
    let end = ENDS.iter().filter_map(|end| lower[start..].find(end)).min().map_or(text.len(), |at| start + at);
    let name = text[start..end].trim();
    (name.starts_with(char::is_uppercase) && name.len() <= LONGEST).then_some(name)
}

/// Law and courts that became others.
pub(in crate::compare) fn elsewhere(before: &str, after: &str) -> Vec<Found> {
    let other = |was: Option<&str>, is: Option<&str>| {
        let (was, is) = (was?, is?);
        let (a, b) = (was.to_lowercase(), is.to_lowercase());
        (!a.contains(&b) && !b.contains(&a)).then(|| (was.to_owned(), is.to_owned()))
    };
    let told = |id, short: &str, says: &str, (was, is): (String, String)| {
        let short = format!("{short} ({is} instead of {was})");
        Found::new(id, Direction::Neutral, Severity::Medium, short, format!("{says}: {is} instead of {was}"))
    };
    let law = other(law(before), law(after))
        .map(|places| told("law_changed", "another law governs it now", "Another law governs it", places));
    let court = other(court(before), court(after));
    let court = court.map(|(was, is)| {
        let says = format!("Other courts decide: {is} instead of {was}");
        Found::new(
            "court_changed",
            Direction::Neutral,
            Severity::Medium,
            format!("other courts decide now ({is} instead of {was})"),
            says,
        )
    });
    law.into_iter().chain(court).collect()
}

/// A limit on what the provider has to pay that became another.
pub(super) fn cap_changed(before: &str, after: &str) -> Option<Found> {
    let (was, is) = (cap(before)?, cap(after)?);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    (letters(was) != letters(is)).then(|| {
        let short = "the limit on what the provider has to pay is another";
        let says = "Another limit holds for what the provider has to pay";
        Found::new("liability_cap_changed", Direction::Neutral, Severity::Medium, short, says).quoting(quote(is))
    })
}

/// Up to what a sentence says that liability goes.
fn cap(text: &str) -> Option<&str> {
    if !holds_any(text, &["xceed", "XCEED"]) {
        return None;
    }
    // Byte for byte as long as the text.
    let lower = text.to_ascii_lowercase();
    let liable = lower.find("liability")?;
    let start = liable + lower[liable..].find("not exceed ")? + "not exceed ".len();
    let end = split_sentences(&text[start..]).first().map_or(text.len(), |sentence| start + sentence.end);
    Some(text[start..end].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_cap_is_told() {
        let told = |old: &str, new: &str| cap_changed(old, new).map(|found| found.effect.text());
        let old = "Our total liability to you shall not exceed SIX (6) MONTHS’ SPEND. Gulls sleep.";
        let new = "Our total liability to you shall not exceed $500 (five hundred). Gulls wake.";
        let says = "Another limit holds for what the provider has to pay: “$500 (five hundred)”.";
        assert_eq!(told(old, new).as_deref(), Some(says));
        assert_eq!(told(old, &old.replace("Gulls sleep", "Gulls wake")), None);
        assert_eq!(told(old, "Boats must not exceed the speed of gulls."), None);
    }

    #[test]
    fn another_law_is_told() {
        let old =
            "This agreement is governed by the laws of the State of Norhaven, without regard to conflicts of law.";
        let new = "These terms are governed by and construed in accordance with the laws of Kelpland in the District Court \
                   of Bergen.";
        assert_eq!((law(old), law(new)), (Some("Norhaven"), Some("Kelpland")));
        let ids = |old: &str, new: &str| elsewhere(old, new).into_iter().map(|f| f.effect.id).collect::<Vec<_>>();
        assert_eq!(ids(old, new), ["law_changed"]);
        assert!(ids(old, old).is_empty() && ids(old, "We follow the laws of Kelpland.").is_empty());
        assert_eq!(ids("The courts located in Bergen decide.", "The state courts of Oslo decide."), ["court_changed"]);
    }
}
