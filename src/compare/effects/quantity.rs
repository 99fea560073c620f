//! Amounts in a text: periods, money, percentages, counts, and how one became another.

use super::super::spelling::canonical;
use super::super::tokens::{Class, Tokens};

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Dimension {
    /// A stretch of time; values are hours.
    Time,
    /// Years of a person's life.
    Age,
    /// Money in one currency.
    Money(String),
    /// Parts of a hundred.
    Percent,
    /// Anything else, by its word.
    Count(String),
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// What it counts.
    pub(super) dimension: Dimension,
    /// How much, in the dimension's unit.
    pub(super) value: f64,
    /// As it stands in the text ("30 days", "$50").
    pub(super) text: String,
}

/// Words for stretches of time, by their beginning, with their length in hours.
const TIMES: &[(&str, f64)] = &[
    ("second", 1.0 / 3600.0),
    ("minute", 1.0 / 60.0),
    ("hour", 1.0),
    ("day", 24.0),
    ("week", 168.0),
    ("month", 730.0),
    ("year", 8760.0),
    ("stunde", 1.0),
    ("tag", 24.0),
    ("woche", 168.0),
    ("monat", 730.0),
    ("jahr", 8760.0),
    ("heure", 1.0),
    ("jour", 24.0),
    ("semaine", 168.0),
    ("mois", 730.0),
    ("an", 8760.0),
    ("ans", 8760.0),
    ("hora", 1.0),
    ("día", 24.0),
    ("dia", 24.0),
    ("semana", 168.0),
    ("mes", 730.0),
    ("año", 8760.0),
    ("ora", 1.0),
    ("ore", 1.0),
    ("giorn", 24.0),
    ("settiman", 168.0),
    ("mese", 730.0),
    ("mesi", 730.0),
    ("ann", 8760.0),
    ("uur", 1.0),
    ("dag", 24.0),
    ("maand", 730.0),
    ("小时", 1.0),
    ("天", 24.0),
    ("日", 24.0),
    ("周", 168.0),
    ("个月", 730.0),
    ("月", 730.0),
    ("年", 8760.0),
];
const CURRENCIES: &[&str] =
    &["dollars", "dollar", "usd", "eur", "euro", "euros", "gbp", "pounds", "yuan", "rmb", "yen", "chf", "cad", "aud"];

fn hours(word: &str) -> Option<f64> {
    let word = word.to_lowercase();
    let fits = |stem: &str| match stem {
        "an" | "ans" | "mes" | "ora" | "ore" | "tag" | "dag" | "uur" | "dia" => {
            word == stem || word.strip_prefix(stem).is_some_and(|r| matches!(r, "s" | "es" | "e" | "en"))
        }
        _ => word.strip_prefix(stem).is_some_and(|r| r.chars().count() <= 3),
    };
    TIMES.iter().find(|(stem, _)| fits(stem)).map(|&(_, h)| h)
}

/// The quantity whose number is the unit `at`.
pub(super) fn quantity(tokens: &Tokens, at: usize) -> Option<Quantity> {
    let unit = tokens.units[at];
    let word = tokens.word(at).to_lowercase();
    let digits = canonical(&word);
    let digits = digits.trim_end_matches(|c: char| c.is_alphabetic());
    if word == "one" || !matches!(unit.class, Class::Number | Class::Word) {
        return None;
    }
    let number: f64 = digits.parse().ok()?;
    let word_at = |i: usize| if i < tokens.units.len() { tokens.word(i) } else { "" };
    if let Some(before) = at.checked_sub(1).filter(|&b| tokens.units[b].class == Class::Sign) {
        let sign = tokens.word(before);
        if matches!(sign, "$" | "€" | "£" | "¥") {
            return Some(Quantity {
                dimension: Dimension::Money(sign.into()),
                value: number,
                text: tokens.slice(before..at + 1).into(),
            });
        }
    }
    if word_at(at + 1) == "%" || word_at(at + 1) == "percent" {
        return Some(Quantity { dimension: Dimension::Percent, value: number, text: tokens.slice(at..at + 2).into() });
    }
    // "thirty (30) calendar days", "30-day", "12 个月"
    let mut next = at + 1;
    while next < (at + 5).min(tokens.units.len())
        && (tokens.units[next].class == Class::Mark && !matches!(tokens.word(next), "." | ";" | ",")
            || tokens.units[next].class == Class::Number
            || matches!(
                tokens.word(next).to_lowercase().as_str(),
                "business" | "calendar" | "working" | "consecutive" | "full" | "个"
            ))
    {
        next += 1;
    }
    if let Some(age) = age_of(tokens, at, number) {
        return Some(age);
    }
    let counted = word_at(next);
    if counted.is_empty() || tokens.units[next].class != Class::Word {
        return None;
    }
    let text = tokens.slice(at..next + 1).to_owned();
    if let Some(length) = hours(counted) {
        let lower = tokens.slice(next..(next + 3).min(tokens.units.len())).to_lowercase();
        let back = tokens.slice(at.saturating_sub(4)..at).to_lowercase();
        let age = lower.contains(" old")
            || lower.contains("of age")
            || back.contains("age of")
            || back.contains("under the age")
            || lower.contains("周岁");
        let dimension = if age { Dimension::Age } else { Dimension::Time };
        return Some(Quantity { dimension, value: number * length, text });
    }
    // "8.6 (Effect of Termination)" counts nothing: it is a clause's number.
    let digits_only = digits.chars().all(|c| c.is_ascii_digit() || c == ',');
    if !digits_only && counted.starts_with(char::is_uppercase) {
        return None;
    }
    let lower = counted.to_lowercase();
    if CURRENCIES.contains(&lower.as_str()) {
        return Some(Quantity { dimension: Dimension::Money(lower), value: number, text });
    }
    Some(Quantity { dimension: Dimension::Count(lower), value: number, text })
}

/// An age that no "years" follows: "children under 13".
fn age_of(tokens: &Tokens, at: usize, number: f64) -> Option<Quantity> {
    const NEAR: usize = 4;
    const YEAR: f64 = 8760.0;
    let word = |i: usize| tokens.word(i).to_lowercase();
    let bound = at.checked_sub(1).is_some_and(|before| matches!(&*word(before), "under" | "over" | "aged" | "than"));
    let people = [
        "children",
        "child",
        "minors",
        "people",
        "persons",
        "anyone",
        "users",
        "kids",
        "individuals",
        "adults",
        "those",
    ];
    let said = (at.saturating_sub(NEAR)..at).any(|i| people.contains(&&*word(i)));
    let ends = at + 1 >= tokens.units.len()
        || tokens.units[at + 1].class != Class::Word
        || matches!(&*word(at + 1), "or" | "and" | "to" | "may" | "must" | "is" | "are" | "in");
    (bound && said && ends).then(|| Quantity {
        dimension: Dimension::Age,
        value: number * YEAR,
        text: tokens.slice(at..at + 1).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::tokens::Interner;
    use super::*;

    fn first(text: &str) -> Option<(Dimension, f64, String)> {
        let tokens = Interner::default().tokens(text.to_owned());
        (0..tokens.units.len()).find_map(|at| quantity(&tokens, at)).map(|q| (q.dimension, q.value, q.text))
    }

    #[test]
    fn reads_periods_money_and_counts() {
        assert_eq!(first("within 30 days of"), Some((Dimension::Time, 720.0, "30 days".into())));
        assert_eq!(
            first("within thirty (30) calendar days"),
            Some((Dimension::Time, 720.0, "thirty (30) calendar days".into()))
        );
        assert_eq!(first("a 14-day period"), Some((Dimension::Time, 336.0, "14-day".into())));
        assert_eq!(first("将在7天内"), Some((Dimension::Time, 168.0, "7天".into())));
        assert_eq!(
            first("a fee of $1,250.50 applies"),
            Some((Dimension::Money("$".into()), 1250.5, "$1,250.50".into()))
        );
        assert_eq!(first("at least 18 years old"), Some((Dimension::Age, 157680.0, "18 years".into())));
        assert_eq!(first("is directed at children under 13."), Some((Dimension::Age, 113880.0, "13".into())));
        assert_eq!(first("people under 13 flags"), Some((Dimension::Count("flags".into()), 13.0, "13 flags".into())));
        assert_eq!(first("5 % of"), Some((Dimension::Percent, 5.0, "5 %".into())));
        assert_eq!(
            first("no more than 3 accounts"),
            Some((Dimension::Count("accounts".into()), 3.0, "3 accounts".into()))
        );
        assert_eq!(first("one of the annexes"), None);
        assert_eq!(first("under Section 8.6 (Effect of Closing)"), None);
    }
}
