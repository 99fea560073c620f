//! Ages that a text sets: "at least 13 years old", "under 13", "the age of sixteen".

use crate::compare::scan::{holds_any, lowercase};
/// What stands before or behind a number that is an age.
const BEFORE: &[&str] = &["under", "below", "least", "age of", "over", "younger than", "older than", "than"];
const BEHIND: &[&str] = &["years old", "years of age", "year old", "or older", "or over", "and over", "and older"];
/// No other numbers are ages that a policy sets.
const AGES: std::ops::RangeInclusive<u32> = 12..=25;

/// The ages that a lower-case text sets.
pub(in crate::compare) fn ages(lower: &str) -> Vec<u32> {
    if !holds_any(lower, &["age", "old", "under ", "minor", "child", "or over", "and over", "least"]) {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(start) = lower[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let end = lower[start..].find(|c: char| !c.is_ascii_digit()).map_or(lower.len(), |at| start + at);
        from = end;
        let Some(age) = lower[start..end].parse().ok().filter(|age| AGES.contains(age)) else { continue };
        let (before, behind) = (lower[..start].trim_end(), lower[end..].trim_start_matches([' ', '-', ')']));
        let marked = BEHIND.iter().any(|w| behind.replace('-', " ").starts_with(w));
        let bare = behind.is_empty() || behind.starts_with([',', '.', ';', ')']) || behind.starts_with("year");
        if marked || bare && BEFORE.iter().any(|w| before.ends_with(w)) {
            all.push(age);
        }
    }
    all
}

/// Whether a text sets one of these ages.
pub(super) fn same_age(wanted: &[u32], text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && ages(&lowercase(text)).iter().any(|age| wanted.contains(age))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_from_other_numbers() {
        assert_eq!(ages("if you are under 13 years old, do not register"), [13]);
        assert_eq!(ages("you must be at least 16, the age at which one may join"), [16]);
        assert_eq!(ages("keepers aged 18 or older"), [18]);
        assert_eq!(ages("keepers must be 18 or over"), [18]);
        assert!(ages("you must tell us within 14 days of the loss of an old key").is_empty());
        assert!(same_age(&[13], "It is open to those who are 13 years of age.") && !same_age(&[13], "13 boats"));
    }
}
