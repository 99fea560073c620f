//! Dates in a text, and which of them only say when the document was updated or takes effect.
//!
//! A date of that kind is metadata: it moves with every edit and changes nothing for a reader. Any other date does.

use super::scan::{holds_any, lowercase};
use std::ops::Range;

use super::tokens::{Class, Tokens};

/// Month names and abbreviations, lower case, in the languages that policies are most often written in.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "januar",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "janvier",
    "février",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre",
    "januari",
    "februari",
    "maart",
    "mei",
    "augustus",
    "janeiro",
    "fevereiro",
    "março",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "januar",
    "marts",
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// What stands beside a date of update or of taking effect, lower case.
const UPDATED: &[&str] = &[
    "updated",
    "update:",
    "update on",
    "last update",
    "effective",
    "in effect",
    "into effect",
    "takes effect",
    "revised",
    "revision",
    "last modified",
    "last changed",
    "last reviewed",
    "amended",
    "version",
    "published",
    "posted",
    "dated",
    "applies from",
    "apply from",
    "in force",
    "into force",
    "valid from",
    "release date",
    "last edited",
    "date of",
    "aktualisiert",
    "stand:",
    "stand ",
    "gültig ab",
    "gilt ab",
    "in kraft",
    "fassung vom",
    "letzte änderung",
    "mise à jour",
    "en vigueur",
    "modifié",
    "actualización",
    "actualizado",
    "vigente",
    "en vigor",
    "aggiornamento",
    "aggiornato",
    "in vigore",
    "bijgewerkt",
    "van kracht",
    "ingangsdatum",
    "atualização",
    "atualizado",
    "em vigor",
    "opdateret",
    "senast uppdaterad",
    "zaktualizowano",
    "obowiązuje od",
    "обновлен",
    "вступает в силу",
    "редакция от",
    "更新",
    "生效",
    "施行",
    "修订",
    "版本",
    "发布",
    "改定",
    "改訂",
    "制定",
    "발효",
    "시행",
    "개정",
    "업데이트",
];

/// Where dates stand, by units, in order, none overlapping.
pub(super) fn dates(tokens: &Tokens) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Every date has a number; most texts have none.
    if !tokens.units.iter().any(|u| u.class == Class::Number) {
        return found;
    }
    let mut at = 0;
    while at < tokens.units.len() {
        let range = by_month(tokens, at).or_else(|| by_digits(tokens, at)).or_else(|| by_signs(tokens, at));
        match range {
            Some(range) if found.last().is_none_or(|l| l.end <= range.start) => {
                at = range.end.max(at + 1);
                found.push(range);
            }
            _ => at += 1,
        }
    }
    found
}

fn number(tokens: &Tokens, at: usize) -> Option<u32> {
    let unit = tokens.units.get(at).filter(|u| u.class == Class::Number)?;
    let word = &tokens.text[unit.start..unit.end];
    let digits = word.trim_end_matches(char::is_alphabetic);
    (digits.len() <= 4).then(|| digits.parse().ok()).flatten()
}

fn day(tokens: &Tokens, at: usize) -> bool {
    number(tokens, at).is_some_and(|n| (1..=31).contains(&n))
}

fn year(tokens: &Tokens, at: usize) -> bool {
    number(tokens, at).is_some_and(|n| (1980..=2100).contains(&n))
}

/// "1 May 2024", "May 1st, 2024", "May 2024", "1. Mai 2024", "1 de mayo de 2024".
fn by_month(tokens: &Tokens, at: usize) -> Option<Range<usize>> {
    let near = at.saturating_sub(2)..(at + 5).min(tokens.units.len());
    if tokens.units[at].class != Class::Word || !tokens.units[near].iter().any(|u| u.class == Class::Number) {
        return None;
    }
    let word = tokens.word(at);
    // "may" and "march" are verbs too.
    let name = word.to_lowercase();
    if !MONTHS.contains(&name.as_str()) || (name == word && matches!(word, "may" | "march" | "mars")) {
        return None;
    }
    let is =
        |at: usize, words: &[&str]| at < tokens.units.len() && words.contains(&tokens.word(at).to_lowercase().as_str());
    let (mut start, mut end) = (at, at + 1);
    let before = at.checked_sub(1).map(|b| if is(b, &["of", "de", ".", "-"]) { b.wrapping_sub(1) } else { b });
    if let Some(before) = before.filter(|&b| b < at && day(tokens, b)) {
        start = before;
    }
    if is(end, &["."]) && (day(tokens, end + 1) || year(tokens, end + 1)) {
        end += 1;
    }
    if start == at && day(tokens, end) && !year(tokens, end) {
        end += 1;
    }
    let mut next = end;
    while next < end + 2 && is(next, &[",", "de", "del", "of", "-"]) {
        next += 1;
    }
    if year(tokens, next) {
        end = next + 1;
    }
    (end - start > 1).then_some(start..end)
}

/// "2024-05-01", "5/1/2024", "01.05.2024".
fn by_digits(tokens: &Tokens, at: usize) -> Option<Range<usize>> {
    let unit = tokens.units[at];
    if unit.class != Class::Number {
        return None;
    }
    let parts: Vec<&str> = tokens.word(at).split('.').collect();
    if parts.len() == 3
        && [parts[0], parts[2]].iter().any(|p| p.len() == 4)
        && parts.iter().all(|p| p.parse::<u16>().is_ok())
    {
        return Some(at..at + 1);
    }
    let separator = |at: usize| at < tokens.units.len() && matches!(tokens.word(at), "-" | "/" | "‑" | "–");
    let small = |at: usize| number(tokens, at).is_some_and(|n| n <= 31);
    let whole = separator(at + 1) && separator(at + 3) && small(at + 2);
    (whole && (year(tokens, at) && small(at + 4) || small(at) && year(tokens, at + 4))).then_some(at..at + 5)
}

/// "2024年5月1日", "2024년 5월 1일".
fn by_signs(tokens: &Tokens, at: usize) -> Option<Range<usize>> {
    if !year(tokens, at) {
        return None;
    }
    if tokens.word(at).ends_with('년') {
        let end = (at + 1..tokens.units.len()).take_while(|&i| tokens.word(i).ends_with(['월', '일'])).count();
        return (end > 0).then_some(at..at + 1 + end);
    }
    let is = |at: usize, sign: &str| at < tokens.units.len() && tokens.word(at) == sign;
    if !(is(at + 1, "年") && number(tokens, at + 2).is_some() && is(at + 3, "月")) {
        return None;
    }
    let whole = number(tokens, at + 4).is_some() && is(at + 5, "日");
    Some(at..at + if whole { 6 } else { 4 })
}

/// Of `dates`, those of update or of taking effect: the sentence around says so, or nothing else stands there.
pub(super) fn stated<'a>(tokens: &'a Tokens, dates: &'a [Range<usize>]) -> impl Iterator<Item = &'a Range<usize>> + 'a {
    let alone = outside(tokens, dates).next().is_none();
    dates.iter().filter(move |date| alone || says_update(tokens, date))
}

/// What help pages say in place of a date, lower case.
const AGO: &[&str] = &[" ago", "today", "yesterday", "this week", "this month", "last week", "last month"];
/// Words that stand in lines that state a date, beside those of [`UPDATED`].
const BESIDE: &[&str] = &[
    "last",
    "on",
    "as",
    "of",
    "at",
    "by",
    "from",
    "since",
    "until",
    "the",
    "this",
    "these",
    "our",
    "it",
    "was",
    "were",
    "is",
    "are",
    "has",
    "been",
    "be",
    "will",
    "and",
    "a",
    "an",
    "policy",
    "policies",
    "page",
    "document",
    "terms",
    "conditions",
    "agreement",
    "guidelines",
    "notice",
    "privacy",
    "changes",
    "previous",
    "previously",
    "current",
    "archived",
    "first",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "hour",
    "hours",
    "minutes",
    "ago",
    "over",
    "about",
    "today",
    "yesterday",
    "am",
    "pm",
    "utc",
    "gmt",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "v",
    "rev",
    "der",
    "die",
    "das",
    "vom",
    "am",
    "zum",
    "dieser",
    "diese",
    "le",
    "la",
    "les",
    "du",
    "au",
    "el",
    "los",
    "las",
    "del",
    "de",
    "il",
    "da",
    "do",
    "dia",
    "van",
    "het",
    "den",
];

/// Whether a text is nothing but the line that states such a date: few words beside it, and of those only such as stand
/// in lines of this kind, and names. "All content is covered (last updated 1 May 2024)" is a rule.
pub(super) fn is_date_line(tokens: &Tokens) -> bool {
    if tokens.units.len() > 40 {
        return false;
    }
    let line = lowercase(&tokens.text);
    let updated = ["updated", "last updated", "last edited", "last modified", "modified", "edited"];
    let age = updated.iter().any(|w| line.starts_with(w)) && holds_any(&line, AGO);
    let dates = dates(tokens);
    let words: Vec<usize> = outside(tokens, &dates).collect();
    let named = |at: usize| tokens.word(at).starts_with(char::is_uppercase);
    words.len() <= 7
        && (age || stated(tokens, &dates).next().is_some())
        && words.iter().all(|&at| of_date_line(tokens, at) || named(at))
}

/// Whether a line is a name with a date, as under a letter: "The Kelpwood crew, 3 May 2024".
pub(super) fn is_signed(tokens: &Tokens) -> bool {
    const LONGEST: usize = 20;
    if tokens.units.len() > LONGEST {
        return false;
    }
    let dates = dates(tokens);
    let mut words = outside(tokens, &dates).peekable();
    !dates.is_empty() && words.peek().is_some() && words.all(|at| tokens.word(at).starts_with(char::is_uppercase))
}

/// Whether an edit of such a line leaves it one: what it touches beside the dates says nothing else.
pub(super) fn only_restates(tokens: &Tokens, edited: &Range<usize>) -> bool {
    let dates = dates(tokens);
    outside(tokens, &dates).filter(|at| edited.contains(at)).all(|at| of_date_line(tokens, at))
}

fn of_date_line(tokens: &Tokens, at: usize) -> bool {
    let word = tokens.word(at).to_lowercase();
    let part = |phrase: &&str| {
        phrase.split([' ', ':']).any(|w| w == word)
            || !word.is_ascii() && (phrase.contains(&word) || word.starts_with(phrase))
    };
    tokens.units[at].class == Class::Number
        || BESIDE.contains(&word.as_str())
        || "本协议政策条款于自从日起最近次后现行为".contains(&word)
        || UPDATED.iter().any(part)
}

/// The units that count and stand outside the dates.
fn outside<'a>(tokens: &'a Tokens, dates: &'a [Range<usize>]) -> impl Iterator<Item = usize> + 'a {
    let counts = |at: &usize| tokens.units[*at].counts() && !dates.iter().any(|d| d.contains(at));
    (0..tokens.units.len()).filter(counts)
}

fn says_update(tokens: &Tokens, date: &Range<usize>) -> bool {
    let ends = |at: &usize| matches!(tokens.word(*at), "." | "!" | "?" | "。" | ";");
    let from =
        (date.start.saturating_sub(14)..date.start).rev().find(ends).map_or(date.start.saturating_sub(14), |a| a + 1);
    let until = (date.end..tokens.units.len()).take(8).find(ends).unwrap_or((date.end + 8).min(tokens.units.len()));
    let around = format!("{} ~ {} ", tokens.slice(from..date.start), tokens.slice(date.end..until)).to_lowercase();
    holds_any(&around, UPDATED)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::Interner;
    use super::*;

    fn found(text: &str) -> (Vec<String>, usize) {
        let tokens = Interner::default().tokens(text.to_owned());
        let dates = dates(&tokens);
        let texts = dates.iter().map(|d| tokens.slice(d.clone()).to_owned()).collect();
        (texts, stated(&tokens, &dates).count())
    }

    #[test]
    fn finds_dates_however_written() {
        for text in [
            "1 May 2024",
            "May 1, 2024",
            "May 1st, 2024",
            "Sept. 3, 2024",
            "May 2024",
            "1. Mai 2024",
            "1 de mayo de 2024",
            "2024-05-01",
            "5/1/2024",
            "01.05.2024",
            "2024年5月1日",
            "2024년 5월 1일",
        ] {
            assert_eq!(found(&format!("Last updated: {text}")), (vec![text.to_owned()], 1), "{text}");
        }
    }

    #[test]
    fn a_line_may_state_its_date_by_its_age() {
        let line = |text: &str| is_date_line(&Interner::default().tokens(text.to_owned()));
        assert!(line("Updated yesterday") && line("Updated over a week ago") && line("Last updated this week"));
        assert!(!line("Updated lists apply from today on to all accounts of a team."));
        assert!(!line("Reported accounts of this week") && !line("Updated"));
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in ["You may 2 times", "within 30 days", "clause 3.1.2", "24/7 support", "we march on 5 fronts"] {
            assert!(found(text).0.is_empty(), "{text}");
        }
    }

    #[test]
    fn only_the_documents_own_dates_are_stated() {
        assert_eq!(found("This policy is effective as of May 1, 2024 and replaces all others.").1, 1);
        assert_eq!(found("Accounts opened before May 1, 2024 keep their price.").1, 0);
        assert_eq!(found("This policy was last updated recently. Accounts opened before May 1, 2024 keep it.").1, 0);
    }
}
