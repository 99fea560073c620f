//! What of a text is quoted in the line of an effect: its start, the clause that rules, the words around a place.

use super::force::ruled_at;
use crate::compare::scan::holds_any;

/// The start of a text, whole words, short enough to quote in one line.
pub(in crate::compare) fn quote(text: &str) -> String {
    shorten(text, 110)
}

/// The same of a sentence that rules something, with the clause that does, where that stands too far behind: alone, or behind
/// the beginning where it says nothing without ("If …", "… is prohibited").
pub(super) fn rule_quote(text: &str) -> String {
    const LONGEST: usize = 110;
    const PART: usize = 55;
    // What stands behind the deciding word says what it decides.
    const MORE: usize = 10;
    // In a later clause that is what it asks, and of whom.
    const OBJECT: usize = 35;
    const DENIES: &[&str] = &["may not ", "must not ", "shall not ", "do not ", " not be "];
    let text = text.trim();
    // In a short one nothing stands far behind.
    if text.chars().nth(LONGEST - MORE).is_none() {
        return quote(text);
    }
    let first: String = text.chars().take(LONGEST).collect::<String>().to_lowercase();
    let more = |clause: usize, passive: bool| if clause > 0 && !passive { OBJECT } else { MORE };
    let far = |&(clause, word, passive): &(usize, usize, bool)| {
        // "And you must follow them" says nothing alone.
        let says = text[clause..].chars().nth(LONGEST / 2).is_some() || passive;
        text[..word].chars().count() + if says { more(clause, passive) } else { MORE } > LONGEST
    };
    let Some((clause, _, passive)) = ruled_at(text).filter(far).filter(|_| !holds_any(&first, DENIES)) else {
        return quote(text);
    };
    let condition = ["if ", "when ", "where ", "unless ", "in case "].iter().any(|w| first.starts_with(w));
    match condition || passive {
        true => {
            let begins = shorten(&text[..clause], PART);
            format!("{} … {}", begins.trim_end_matches(" …"), shorten(&text[clause..], PART))
        }
        false if clause > 0 => format!("… {}", shorten(&text[clause..], LONGEST)),
        false => quote(text),
    }
}

/// The words around a place in a text, for quoting.
pub(super) fn passage(text: &str, at: usize) -> String {
    let from = text[..at].rfind(['.', ';', '。']).map_or(0, |i| i + 1);
    let lead = text[from..at].trim_start();
    if lead.chars().count() <= 60 {
        let start = at - lead.len();
        return shorten(&text[start..], 110);
    }
    let cut = lead.char_indices().rev().take(60).last().map_or(0, |(i, _)| i);
    let cut = lead[cut..].find(' ').map_or(cut, |space| cut + space + 1);
    format!("… {}", shorten(&text[at - lead.len() + cut..], 110))
}

pub(in crate::compare) fn shorten(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches(['.', ';', ',', ':']);
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').filter(|&space| space > end / 2).unwrap_or(end);
    format!("{} …", text[..cut].trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_that_rules_is_quoted() {
        let long = "While we know that many of you like to hang lanterns and flags with names of your friends on the mast, \
                    the sails of members should not be painted.";
        assert_eq!(rule_quote(long), "… the sails of members should not be painted");
        let condition = "If a keeper fails to meet the rules on lanterns, flags, masts and all that hangs on them in the \
                         harbour by night, the account may be closed.";
        assert_eq!(
            rule_quote(condition),
            "If a keeper fails to meet the rules on lanterns … the account may be closed"
        );
        let banned = "Drawings that show lanterns, flags, masts, sails, oars, anchors, nets, buoys, piers, ropes or anything \
                      else that belongs to the harbour at night are prohibited.";
        assert_eq!(rule_quote(banned), "Drawings that show lanterns, flags, masts, sails … are prohibited");
        assert_eq!(rule_quote("You must not paint it."), "You must not paint it");
    }
}
