//! The day from which a document holds, as it states it itself.
//!
//! Owns the formats of dates in the languages read, and which of a document's dates is the one: the day of taking effect
//! before the day of the last update.

use super::{Date, Provision};

/// How far a date may stand behind the words that announce it, in characters.
const REACH: usize = 70;
/// How many provisions are looked at from the start, and from the end.
const START: usize = 30;
const END: usize = 12;
/// How much of a text is looked at, in characters.
const HEAD: usize = 600;

const EFFECTIVE: &[&str] = &[
    "effective",
    "takes effect",
    "in effect",
    "into effect",
    "in force",
    "into force",
    "gültig ab",
    "gültig seit",
    "in kraft",
    "wirksam ab",
    "en vigueur",
    "date d'effet",
    "date d’effet",
    "en vigor",
    "vigente",
    "vigor",
    "in vigore",
    "vigência",
    "obowiązuj",
    "生效",
    "施行",
    "制定",
    "시행",
];
const UPDATED: &[&str] = &[
    "updated",
    "last update",
    "last revised",
    "last modified",
    "last changed",
    "last reviewed",
    "revised",
    "revision",
    "modified",
    "version",
    "posted",
    "published",
    "dated",
    "as of",
    "date:",
    "stand:",
    "stand ",
    "aktualisier",
    "mise à jour",
    "mis à jour",
    "dernière modification",
    "actualiz",
    "actualización",
    "atualiz",
    "aggiorna",
    "bijgewerkt",
    "uppdatera",
    "opdateret",
    "aktualizac",
    "更新",
    "改定",
    "修订",
    "개정",
];

/// The day on which a document takes effect, else of its last update.
pub(super) fn effective_date(title: &str, provisions: &[Provision], language: &str) -> Option<Date> {
    let texts = || {
        let skip = provisions.len().saturating_sub(END).max(START.min(provisions.len()));
        let start = provisions.iter().take(START).flat_map(|p| p.path.iter().map(|h| &**h).chain([p.text.as_str()]));
        std::iter::once(title).chain(start).chain(provisions[skip..].iter().map(|p| p.text.as_str()))
    };
    let month_first =
        language.is_empty() || language.eq_ignore_ascii_case("en") || language.eq_ignore_ascii_case("en-us");
    let find = |words: &[&str]| texts().find_map(|text| announced(text, words, month_first));
    find(EFFECTIVE).or_else(|| find(UPDATED)).or_else(|| {
        // A line that is a date and nothing else, at the top.
        texts().take(12).filter(|text| text.chars().count() <= 24).find_map(|text| first_date(text, month_first))
    })
}

/// Whether a line says little more than the day of the last update or of taking effect.
pub(super) fn is_date_line(text: &str) -> bool {
    text.chars().count() <= 80 && announced(text, EFFECTIVE, true).or_else(|| announced(text, UPDATED, true)).is_some()
}

/// The first date that stands close behind one of the words.
fn announced(text: &str, words: &[&str], month_first: bool) -> Option<Date> {
    // No text has more characters than bytes.
    let end = if text.len() <= HEAD { None } else { text.char_indices().nth(HEAD) };
    let head = end.map_or(text, |(end, _)| &text[..end]);
    if numbers(head) < 2 {
        return None;
    }
    let head = head.to_lowercase();
    words.iter().flat_map(|word| head.match_indices(word)).find_map(|(at, word)| {
        let behind: String = head[at + word.len()..].chars().take(REACH).collect();
        first_date(&behind, month_first)
    })
}

/// How many numbers stand in a text. Every date has two at least, and most texts that have a number have but one.
fn numbers(text: &str) -> usize {
    let mut before = false;
    text.bytes().map(|b| b.is_ascii_digit()).filter(|&digit| digit & !std::mem::replace(&mut before, digit)).count()
}

/// The first date of a text, in any of the formats known.
fn first_date(text: &str, month_first: bool) -> Option<Date> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| date_at(&tokens[at..], month_first))
}

#[derive(Debug, PartialEq)]
enum Token {
    /// A number, with how many digits it is written.
    Number(u16, usize),
    Month(u8),
    /// "-", ".", "/" right behind a number.
    Joint(char),
    /// Another word.
    Word,
}

fn date_at(tokens: &[Token], month_first: bool) -> Option<Date> {
    use Token::{Joint, Month, Number};
    match *tokens {
        [Number(y, 4), Joint(a), Number(m, _), Joint(b), Number(d, _), ..] if a == b => Date::new(y, m as u8, d as u8),
        [Number(a, 1..=2), Joint(j), Number(b, 1..=2), Joint(k), Number(y, 2 | 4), ..] if j == k => {
            let year = if y < 100 { 2000 + y } else { y };
            let (day, month) = if a > 12 || (b <= 12 && (j == '.' || !month_first)) { (a, b) } else { (b, a) };
            Date::new(year, month as u8, day as u8)
        }
        [Month(m), Number(d, 1..=2), Number(y, 4), ..] | [Number(d, 1..=2), Month(m), Number(y, 4), ..] => {
            Date::new(y, m, d as u8)
        }
        [Number(d, 1..=2), Joint('.' | '-' | '/'), Month(m), Number(y, 4), ..]
        | [Number(d, 1..=2), Joint('-'), Month(m), Joint('-'), Number(y, 4), ..] => Date::new(y, m, d as u8),
        _ => None,
    }
}

/// Numbers, months and what joins numbers; little words between day, month and year are passed over.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let len = rest.bytes().take_while(u8::is_ascii_digit).count();
            tokens.push(rest[..len].parse().map_or(Token::Word, |n| Token::Number(n, len)));
            rest = &rest[len..];
            // "2024年1月5日" is written with joints of its own.
            if let Some(unit) = rest.chars().next().filter(|c| "年月년월".contains(*c)) {
                tokens.push(Token::Joint('-'));
                rest = rest[unit.len_utf8()..].trim_start();
            } else if let Some(ordinal) =
                ["st", "nd", "rd", "th", "er", "º", "ª", "°"].iter().find(|o| rest.starts_with(**o))
            {
                rest = &rest[ordinal.len()..];
            }
        } else if c.is_alphabetic() {
            let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let word = rest[..len].to_lowercase();
            match month(&word) {
                Some(month) => tokens.push(Token::Month(month)),
                None if matches!(word.as_str(), "of" | "de" | "do" | "del" | "den" | "the" | "r" | "г") => {}
                None => tokens.push(Token::Word),
            }
            rest = &rest[len..];
        } else {
            match (c, tokens.last()) {
                ('.' | '/', Some(Token::Number(..))) => tokens.push(Token::Joint(c)),
                ('-' | '–', Some(Token::Number(..) | Token::Month(_))) => tokens.push(Token::Joint('-')),
                _ => {}
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    tokens
}

/// A month's name or its usual abbreviation, in the languages read.
fn month(word: &str) -> Option<u8> {
    const MONTHS: [&[&str]; 12] = [
        &[
            "january",
            "jan",
            "januar",
            "jänner",
            "janvier",
            "janv",
            "enero",
            "ene",
            "gennaio",
            "janeiro",
            "januari",
            "stycznia",
            "ledna",
            "ocak",
            "января",
        ],
        &[
            "february",
            "feb",
            "februar",
            "février",
            "févr",
            "febrero",
            "febbraio",
            "fevereiro",
            "februari",
            "lutego",
            "února",
            "şubat",
            "февраля",
        ],
        &["march", "mar", "märz", "mars", "marzo", "março", "maart", "marts", "marca", "března", "mart", "марта"],
        &["april", "apr", "avril", "abril", "abr", "aprile", "kwietnia", "dubna", "nisan", "апреля"],
        &["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "maja", "května", "mayıs", "мая"],
        &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "czerwca", "června", "haziran", "июня"],
        &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "julho", "lipca", "července", "temmuz", "июля"],
        &["august", "aug", "août", "agosto", "ago", "augustus", "augusti", "sierpnia", "srpna", "ağustos", "августа"],
        &[
            "september",
            "sep",
            "sept",
            "septembre",
            "septiembre",
            "settembre",
            "setembro",
            "września",
            "září",
            "eylül",
            "сентября",
        ],
        &[
            "october",
            "oct",
            "oktober",
            "okt",
            "octobre",
            "octubre",
            "ottobre",
            "outubro",
            "października",
            "října",
            "ekim",
            "октября",
        ],
        &["november", "nov", "novembre", "noviembre", "novembro", "listopada", "listopadu", "kasım", "ноября"],
        &[
            "december",
            "dec",
            "dezember",
            "dez",
            "décembre",
            "déc",
            "diciembre",
            "dic",
            "dicembre",
            "dezembro",
            "grudnia",
            "prosince",
            "aralık",
            "декабря",
        ],
    ];
    MONTHS.iter().position(|names| names.contains(&word)).map(|at| at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<String> {
        first_date(&text.to_lowercase(), true).map(|d| d.to_string())
    }

    #[test]
    fn many_formats_are_read() {
        for text in [
            "March 5, 2024",
            "Mar. 5, 2024",
            "5 March 2024",
            "5th of March, 2024",
            "2024-03-05",
            "03/05/2024",
            "5. März 2024",
            "5 mars 2024",
            "5 de marzo de 2024",
            "5-Mar-2024",
            "2024年3月5日",
            "2024. 3. 5.",
            "05.03.2024",
            "2024년 3월 5일",
            "5 марта 2024 г.",
            "on this March the 5th 2024",
        ] {
            assert_eq!(date(text).as_deref(), Some("2024-03-05"), "{text}");
        }
        assert_eq!(first_date("05/03/2024", false).map(|d| d.to_string()).as_deref(), Some("2024-03-05"));
        assert_eq!(date("25/12/2023").as_deref(), Some("2023-12-25"), "no month 25");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "section 3.2.1",
            "you may 5 times",
            "31 February 2024",
            "version 2.0",
            "call 555-12-2024",
            "may 2024",
            "1-800-555-0199",
            "99999999999999 march 2024",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
