//! Whether a difference matters to someone bound by the policy, and if not, why not.
//!
//! The rule is one-sided: a difference is substantive unless every part of it is of a kind that is known to change
//! nothing. "may" against "will" or a dropped "not" is of no such kind.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::dates;
use super::grammar;
use super::scan::lowercase;
use super::spelling::{canonical, slip};
use super::tokens::{Class, Tokens};
use super::words::Edit;

/// Why a difference is editorial. Ordered as a reader is told them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Reason {
    Date,
    Numbering,
    Address,
    Link,
    LinkWords,
    Copyright,
    Contents,
    Furniture,
    Spelling,
    Grammar,
    Order,
    Typography,
    Place,
    Elsewhere,
}

impl Reason {
    /// In a reader's words.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Date => "a date of update or of taking effect",
            Self::Numbering => "numbering",
            Self::Address => "the same address, shown in another way",
            Self::Link => "where a link leads",
            Self::LinkWords => "the words of links, which the page lost",
            Self::Copyright => "the copyright line",
            Self::Contents => "an entry of the table of contents",
            Self::Furniture => "a line of the page around the document",
            Self::Spelling => "spelling",
            Self::Grammar => "grammar",
            Self::Order => "the order of words",
            Self::Typography => "punctuation, capitals or spacing",
            Self::Place => "the place: text and context are the same",
            Self::Elsewhere => "the place of a sentence that stands in both versions",
        }
    }

    /// Several, as one line.
    pub(super) fn line(reasons: &BTreeSet<Self>) -> String {
        let mut line = reasons.iter().map(|r| r.text()).collect::<Vec<_>>().join("; ");
        if let Some(first) = line.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        line
    }
}

/// Numbers of sections that changed, old with new: what a reference may follow.
#[derive(Debug, Default)]
pub(super) struct Renumbering(FxHashSet<(String, String)>);

impl Renumbering {
    /// Learns that what stood under one marker stands under the other now.
    pub(super) fn learn(&mut self, old: &str, new: &str) {
        let (old, new) = (bare(old), bare(new));
        if !old.is_empty() && !new.is_empty() && old != new {
            self.0.insert((old, new));
        }
    }

    fn explains(&self, old: &str, new: &str) -> bool {
        let (old, new) = (bare(old), bare(new));
        let known = |a: &str, b: &str| self.0.contains(&(a.to_owned(), b.to_owned()));
        if known(&old, &new) {
            return true;
        }
        // "14.3" follows when 14 became 15.
        match (old.split_once('.'), new.split_once('.')) {
            (Some((a, rest)), Some((b, same))) => rest == same && known(a, b),
            _ => false,
        }
    }
}

/// A marker's number or letter alone.
pub(super) fn bare(marker: &str) -> String {
    let word = marker.split_whitespace().last().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Why a rewording is editorial; `None` where it is substantive.
pub(super) fn rewording(
    old: &Tokens,
    new: &Tokens,
    edits: &[Edit],
    renumbering: &Renumbering,
) -> Option<BTreeSet<Reason>> {
    if edits.is_empty() {
        return Some([Reason::Typography].into());
    }
    let restates = |edit: &Edit| dates::only_restates(old, &edit.old) && dates::only_restates(new, &edit.new);
    if dates::is_date_line(old) && dates::is_date_line(new) && edits.iter().all(restates) {
        return Some([Reason::Date].into());
    }
    let dated = |tokens: &Tokens, units: &Range<usize>| {
        units.is_empty() || dates::dates(tokens).iter().any(|d| d.start <= units.start && units.end <= d.end)
    };
    if dates::is_signed(old) && dates::is_signed(new) && edits.iter().all(|e| dated(old, &e.old) && dated(new, &e.new))
    {
        return Some([Reason::Date].into());
    }
    if copyright(old) && copyright(new) {
        return Some([Reason::Copyright].into());
    }
    if grammar::reordered(old, new, edits) {
        return Some([Reason::Order].into());
    }
    let stated = |tokens: &Tokens| -> Vec<Range<usize>> {
        let all = dates::dates(tokens);
        dates::stated(tokens, &all).cloned().collect()
    };
    let (old_dates, new_dates) = (stated(old), stated(new));
    let inside = |dates: &[Range<usize>], r: &Range<usize>| dates.iter().any(|d| d.start <= r.start && r.end <= d.end);
    edits
        .iter()
        .map(|edit| {
            if inside(&old_dates, &edit.old) && inside(&new_dates, &edit.new) {
                return Some(Reason::Date);
            }
            one_edit(old, new, edit, renumbering)
        })
        .collect()
}

fn one_edit(old: &Tokens, new: &Tokens, edit: &Edit, renumbering: &Renumbering) -> Option<Reason> {
    let counts = |t: &Tokens, r: &Range<usize>| t.units[r.clone()].iter().any(|u| u.counts());
    if !counts(old, &edit.old) && !counts(new, &edit.new) {
        return Some(Reason::Typography);
    }
    let (gone, come) = (old.slice(edit.old.clone()), new.slice(edit.new.clone()));
    if squash(old, &edit.old) == squash(new, &edit.new) {
        return Some(Reason::Spelling);
    }
    if repeats_number(old, &edit.old) && !counts(new, &edit.new)
        || repeats_number(new, &edit.new) && !counts(old, &edit.old)
    {
        return Some(Reason::Spelling);
    }
    if grammar::mends(old, new, edit) {
        return Some(Reason::Grammar);
    }
    if grammar::placeholder(old, &edit.old, new, &edit.new) || grammar::placeholder(new, &edit.new, old, &edit.old) {
        return Some(Reason::LinkWords);
    }
    if grammar::same_telephone(gone, come) {
        return Some(Reason::Typography);
    }
    if grammar::doubled(gone, come) {
        return Some(if come.contains('@') { Reason::Address } else { Reason::Spelling });
    }
    let single = |t: &Tokens, r: &Range<usize>| {
        let mut words = t.units[r.clone()].iter().enumerate().filter(|(_, u)| u.counts());
        let first = words.next().map(|(at, _)| r.start + at);
        first.filter(|_| words.next().is_none())
    };
    if let (Some(a), Some(b)) = (single(old, &edit.old), single(new, &edit.new)) {
        if slip(&old.word(a).to_lowercase(), &new.word(b).to_lowercase()) {
            return Some(Reason::Spelling);
        }
        if same_host(old.word(a), new.word(b)) {
            return Some(Reason::Link);
        }
        if refers(old, a) && refers(new, b) && renumbering.explains(old.word(a), new.word(b)) {
            return Some(Reason::Numbering);
        }
    }
    // "(a)" before a part of a sentence; "user(s)" is another matter.
    let letter = |text: &str| match text.trim().strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => {
            inner != "s"
                && inner.len() <= 4
                && inner.chars().all(|c| c.is_ascii_lowercase())
                && (inner.len() == 1 || inner.chars().all(|c| "ivx".contains(c)))
        }
        None => matches!(text.trim(), "" | "©"),
    };
    if letter(gone) && letter(come) {
        return Some(Reason::Numbering);
    }
    if counts(old, &edit.old) != counts(new, &edit.new) && (marks_only(old, &edit.old) || marks_only(new, &edit.new)) {
        return Some(Reason::Numbering);
    }
    let sign = |text: &str| matches!(text.trim().to_lowercase().as_str(), "©" | "(c)");
    if sign(gone) && sign(come) {
        return Some(Reason::Typography);
    }
    if hidden(gone) && shown(new, &edit.new)
        || shown(old, &edit.old) && hidden(come)
        || hidden(gone) && hidden(come)
        || hidden_in_part(gone, come)
        || hidden_in_part(come, gone)
    {
        return Some(Reason::Address);
    }
    // "(a)" or "3.2" in front of the text, taken for a marker on one side only.
    let marker = |t: &Tokens, r: &Range<usize>| {
        let text = t.slice(r.clone());
        r.start == 0
            && text.len() <= 8
            && text.ends_with(['.', ')', ':', ']'])
            && text.chars().filter(|c| c.is_alphanumeric()).count() <= 4
    };
    let numbering = |t: &Tokens, r: &Range<usize>| r.is_empty() && r.start == 0 || marker(t, r);
    (numbering(old, &edit.old) && numbering(new, &edit.new)).then_some(Reason::Numbering)
}

/// Why a whole text that came or went is editorial; `None` where it is substantive.
pub(super) fn whole(tokens: &Tokens) -> Option<Reason> {
    if !tokens.units.iter().any(|u| u.counts()) {
        return Some(Reason::Typography);
    }
    if dates::is_date_line(tokens) {
        return Some(Reason::Date);
    }
    copyright(tokens).then_some(Reason::Copyright)
}

/// Whether a stretch at the start of a sentence is nothing but numbers and letters of a list: "6. e.", "(b)(ii)".
fn marks_only(tokens: &Tokens, units: &Range<usize>) -> bool {
    const MOST: usize = 3;
    let starts = units.start == 0 || matches!(tokens.word(units.start - 1), "." | ";" | ":" | "!" | "?");
    let text = tokens.slice(units.clone()).trim();
    let mark = |word: &str| {
        let bare = word.trim_start_matches('(').trim_end_matches(['.', ')']);
        let roman = bare.len() <= 4 && bare.chars().all(|c| "ivxIVX".contains(c));
        let number = bare.len() <= 2 && bare.chars().all(|c| c.is_ascii_digit());
        let letter = bare.len() == 1 && bare.chars().all(|c| c.is_ascii_alphabetic());
        !bare.is_empty() && word.ends_with(['.', ')']) && (roman || number || letter)
    };
    starts && !text.is_empty() && text.split_whitespace().count() <= MOST && text.split_whitespace().all(mark)
}

/// Letters and digits of a stretch with spellings made one, so that "e-mail" is "email" and "third party" "third-party".
/// A number stands apart: "1 0" is not "10".
fn squash(tokens: &Tokens, units: &Range<usize>) -> String {
    let mut out = String::new();
    let mut last: Option<String> = None;
    for at in units.clone() {
        let unit = tokens.units[at];
        if !unit.counts() {
            continue;
        }
        let word = crate::text::normalize(tokens.word(at)).to_lowercase();
        let word = canonical(&word).into_owned();
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            // "thirty (30) days" says "30 days" twice.
            if last.as_ref() == Some(&word) {
                continue;
            }
            out.push('#');
            out.push_str(&word);
            out.push('#');
        } else if unit.class == Class::Word {
            out.extend(word.chars().filter(|c| c.is_alphanumeric()));
        } else {
            out.push_str(&word);
        }
        last = Some(word);
    }
    out
}

/// Whether a stretch is a number in words with the same in digits right beside it: "thirty" of "thirty (30)".
fn repeats_number(tokens: &Tokens, units: &Range<usize>) -> bool {
    let value = |at: usize| canonical(&tokens.word(at).to_lowercase()).into_owned();
    let content = |range: Range<usize>| -> Vec<usize> { range.filter(|&at| tokens.units[at].counts()).collect() };
    let [only] = content(units.clone())[..] else { return false };
    let number = value(only);
    let after = content(units.end..(units.end + 3).min(tokens.units.len())).first().map(|&at| value(at));
    let before = content(units.start.saturating_sub(3)..units.start).last().map(|&at| value(at));
    number.starts_with(|c: char| c.is_ascii_digit()) && (after.as_ref() == Some(&number) || before == Some(number))
}

/// Whether a number stands behind a word that points to another part of the document.
fn refers(tokens: &Tokens, at: usize) -> bool {
    const POINTERS: &[&str] = &[
        "section",
        "sections",
        "article",
        "articles",
        "clause",
        "clauses",
        "paragraph",
        "paragraphs",
        "annex",
        "schedule",
        "§",
        "§§",
        "part",
        "point",
        "abschnitt",
        "artikel",
        "ziffer",
        "absatz",
        "sección",
        "cláusula",
        "artículo",
        "articolo",
        "artigo",
        "第",
    ];
    (1..=4).any(|back| at.checked_sub(back).is_some_and(|i| POINTERS.contains(&tokens.word(i).to_lowercase().as_str())))
}

fn copyright(tokens: &Tokens) -> bool {
    let start = lowercase(tokens.text.trim_start());
    // Its sign may have been mis-decoded: "Â© 1999 Example. All rights reserved."
    let year = |at: usize| tokens.word(at).len() == 4 && tokens.word(at).starts_with(['1', '2']);
    let reserved = start.trim_end_matches('.').ends_with("all rights reserved");
    tokens.units.len() <= 40
        && (reserved && (0..tokens.units.len().min(6)).any(year)
            || start.starts_with('©')
            || start.starts_with("copyright ©")
            || start.starts_with("(c) ")
            || start.starts_with("copyright (c)"))
}

/// What stands where a mail address was hidden from robots.
fn hidden(text: &str) -> bool {
    let text: String = lowercase(text).chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '[' && c != ']' && c != '(' && c != ')');
    matches!(text, "[emailprotected]" | "emailprotected" | "[email\u{a0}protected]" | "[protectedemail]")
        || (text.contains("[at]") || text.contains("(at)")) && (text.contains('.') || text.contains("dot"))
}

/// Whether what was hidden of an address left pieces of it: "[email protected]-desk[email protected]" of "help-desk@…".
fn hidden_in_part(pieces: &str, shown: &str) -> bool {
    const HIDDEN: &str = "[emailprotected]";
    let fold = |s: &str| lowercase(s).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (pieces, shown) = (fold(pieces), fold(shown));
    let mut rest = shown.as_str();
    pieces.contains(HIDDEN)
        && shown.contains('@')
        && pieces.split(HIDDEN).all(|piece| match rest.split_once(piece) {
            Some((_, behind)) => {
                rest = behind;
                true
            }
            None => false,
        })
}

fn shown(tokens: &Tokens, units: &Range<usize>) -> bool {
    let mut content = tokens.units[units.clone()].iter().filter(|u| u.counts()).peekable();
    content.peek().is_some() && content.all(|u| u.class == Class::Address && tokens.text[u.start..u.end].contains('@'))
}

/// Whether both are web addresses at one site.
fn same_host(a: &str, b: &str) -> bool {
    let host = |s: &str| {
        let s = s.to_lowercase();
        let bare = s.strip_prefix("https://").or(s.strip_prefix("http://")).unwrap_or(&s);
        let bare = bare.strip_prefix("www.").unwrap_or(bare);
        let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
        // "help.example.com" and "www.example.com" are one site; of "example.co.uk" three parts are the name.
        let parts: Vec<&str> = host.rsplit('.').collect();
        let named = if parts.get(1).is_some_and(|second| second.len() <= 3) { 3 } else { 2 };
        let site = parts[..named.min(parts.len())].join(".");
        (!bare.contains('@') && host.contains('.') && (s.len() > bare.len())).then_some(site)
    };
    host(a).is_some_and(|h| Some(h) == host(b))
}

#[cfg(test)]
mod tests {
    use super::super::align::Budget;
    use super::super::tokens::Interner;
    use super::super::words::edits;
    use super::*;

    fn check(old: &str, new: &str) -> Option<String> {
        let mut interner = Interner::default();
        let (a, b) = (interner.tokens(old.to_owned()), interner.tokens(new.to_owned()));
        let edits = edits(&a, &b, &interner, &mut Budget::default());
        let mut renumbering = Renumbering::default();
        renumbering.learn("14.", "15.");
        rewording(&a, &b, &edits, &renumbering).map(|r| Reason::line(&r))
    }

    #[test]
    fn what_changes_nothing_is_editorial() {
        for (old, new) in [
            ("Don’t do “this”.", "Don't do \"this\"."),
            ("You must NOT resell.", "You must not resell."),
            ("red, green, and blue", "red, green and blue"),
            ("our behaviour rules", "our behavior rules"),
            ("by e-mail to a third party", "by email to a third-party"),
            ("within thirty (30) days", "within 30 days"),
            ("within 30 days", "within thirty (30) days"),
            ("Last updated: May 1, 2024", "Last updated: June 3, 2025"),
            (
                "These terms are effective as of May 1, 2024 for everyone who signs up for an account here.",
                "These terms are effective as of June 1, 2024 for everyone who signs up for an account here.",
            ),
            ("as said in Section 14.3 below", "as said in Section 15.3 below"),
            ("write to abuse@example.com today", "write to [email protected] today"),
            ("write to help-desk@example.com today", "write to [email protected]-desk[email protected] today"),
            ("see https://example.com/a now", "see https://www.example.com/b now"),
            ("(a) Spam is banned", "Spam is banned"),
            (
                "The licence is free. 6. e. Deletion of letters: we burn them.",
                "The licence is free. Deletion of letters: we burn them.",
            ),
            ("© 2024 Example Ltd", "© 2025 Example Ltd"),
            ("you will recieve it", "you will receive it"),
            ("Â© 1999 Example. All rights reserved.", "息 1999 Example. All rights reserved."),
            ("call 877.555.0100", "call 877-555-0100"),
            ("what is (a) public or (b) known", "what is public or known"),
            ("Kelpwood enforce our rules", "Kelpwood enforces our rules"),
            ("the pages you see", "the pages that you see"),
            ("(c) below Example means us", "© below Example means us"),
            ("the content you may not share", "the content that you may not share"),
            ("Example enforce our rules everywhere", "Example enforces our rules everywhere"),
            ("except as the law allows it", "save as the law allows it"),
            ("drawings of violence; and", "drawings of violence;"),
            ("we remove or limit such content here", "we limit or remove such content here"),
            ("call 555.010.2030 for help", "call 555-010-2030 for help"),
            ("ask help@example.com now", "ask help@example.comhelp@example.com now"),
            ("see https://help.example.com/a now", "see https://www.example.com/b now"),
        ] {
            assert!(check(old, new).is_some(), "{old} | {new}");
        }
    }

    #[test]
    fn what_changes_anything_is_substantive() {
        for (old, new) in [
            ("You may share it", "You will share it"),
            ("You may not share it", "You may share it"),
            ("within 30 days", "within 7 days"),
            ("any content", "all content"),
            ("a fee of $1.5", "a fee of $15"),
            ("a fee of $50", "a fee of €50"),
            ("5% of fees", "5 of fees"),
            ("Accounts opened before May 1, 2024 stay", "Accounts opened before May 1, 2023 stay"),
            ("as said in Section 14.3 below", "as said in Section 16.3 below"),
            ("write to abuse@example.com", "write to help@example.com"),
            ("see https://example.com/a", "see https://example.org/a"),
            ("the employer pays", "the employee pays"),
            ("each user", "each user(s)"),
            ("It ends in 5. We answer.", "It ends. We answer."),
            ("we know you agree", "we know that: you agree not"),
            ("legal content", "illegal content"),
            ("Example Ltd runs it", "Sample Ltd runs it"),
            ("禁止出售", "允许出售"),
            ("if you are over 13", "if you are over 18"),
            ("the employer pays the fee", "the employers pays the fee"),
            ("you may share or sell it", "you may share and sell it"),
            ("you must ask and we may answer", "we may ask and you must answer"),
            ("content of minors is banned", "content of minor is banned"),
            ("call 555.010.2030", "call 555.010.2031"),
            ("see https://a.co.uk/x", "see https://b.co.uk/x"),
        ] {
            assert_eq!(check(old, new), None, "{old} | {new}");
        }
    }
}
