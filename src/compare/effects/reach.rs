//! How far a rule reaches by what limits it: places, purposes, conditions, intent and degree that were struck or put in,
//! and words by which it holds whatever else is the case.
//!
//! What limits a ban, a duty or a right of the provider is good for readers, what limits a promise or a permission is not.
//! Only what stands in one text and not in the other is told, and only where the rule itself stayed the same.

use crate::compare::scan::{find, holds, holds_any};
use std::ops::Range;

use super::clause::lower;
use super::limits::{conditions, fresh, in_clause, limit, qualifies};
use super::rule::Rule;
use super::topics::EXCEPTIONS;
use super::{Force, Found, quote, shorten};
use crate::compare::Direction;
use crate::compare::standing::{GENERAL, stem_set};
use crate::compare::ties::small;
use crate::compare::tokens::Tokens;
use crate::compare::words::Edit;
use crate::judge::Severity;

/// Words by which a rule holds whatever else is the case.
const UNIVERSAL: &[&str] = &[
    "even with ",
    "even if ",
    "even where ",
    "even when ",
    "with or without ",
    "whether or not ",
    "regardless of ",
    "no matter ",
    "whatever ",
    "any or all ",
];

/// A sentence on both sides, with the edits within it.
pub(super) struct Pair<'a> {
    pub(super) old: &'a Tokens,
    pub(super) new: &'a Tokens,
    pub(super) around: &'a Edit,
    pub(super) edits: &'a [Edit],
    /// What its lead-in or heading makes of what it names.
    pub(super) governed: Force,
    /// What it is on both sides, if it is the same.
    pub(super) rule: Option<Rule>,
    /// Whether most of its words stand on both sides.
    pub(super) alike: bool,
    /// Whether it is told what else it names, or no longer does.
    pub(super) named: bool,
}

/// Limits of a rule that were struck or put in.
pub(super) fn reach(of: &Pair<'_>, found: &mut Vec<Found>) {
    let (before, after) = (of.old.slice(of.around.old.clone()), of.new.slice(of.around.new.clone()));
    let Some(rule) = of.rule else { return };
    let known = found.len();
    limits(of, rule, (before, after), found);
    found[known..].iter_mut().for_each(|f| f.limited = of.alike);
}

fn limits(of: &Pair<'_>, rule: Rule, (before, after): (&str, &str), found: &mut Vec<Found>) {
    let known = found.len();
    for edit in of.edits.iter().filter(|_| of.alike) {
        let words = |tokens: &Tokens, range: &Range<usize>| tokens.units[range.clone()].iter().any(|u| u.counts());
        let (gone, come) = (words(of.old, &edit.old), words(of.new, &edit.new));
        let (tokens, range, around, came) = match (gone, come) {
            (true, false) => (of.old, &edit.old, &of.around.old, false),
            (false, true) => (of.new, &edit.new, &of.around.new, true),
            _ => continue,
        };
        if let Some(one) = alternative(tokens, range, rule, came) {
            found.push(one);
            break;
        }
        let Some(limit) = limit(tokens, range, around, rule) else { continue };
        let other = if came { of.old } else { of.new };
        // In the place of another one it may limit as much as that did.
        if !conditions(&limit) && !only(of, came) {
            continue;
        }
        if of.governed == Force::States && !in_clause(tokens, range, around)
            || !fresh(&limit, &other.text)
            || found.iter().any(|f| f.effect.says.contains(&limit))
        {
            continue;
        }
        found.push(tell(rule, &limit, !came));
        // What else limits it now is told with that.
        break;
    }
    if of.named {
        return;
    }
    if found.len() == known
        && matches!(rule, Rule::Ban | Rule::Sanction)
        && let Some((words, came)) = qualified(of)
    {
        found.push(tell(rule, &words, !came));
    }
    if rule.binds()
        && let Some(words) = universal(before, after)
        && found.len() == known
    {
        let (id, name) = (rule.ids().0, rule.name());
        let says = format!("The {name} now holds “{words}”");
        found.push(Found::new(id, Direction::Worse, Severity::Medium, format!("a {name} now holds “{words}”"), says));
    }
}

/// Whether a sentence gained, or lost, nothing that says something but on one side.
fn only(of: &Pair<'_>, came: bool) -> bool {
    let says = |tokens: &Tokens, at: usize| {
        let word = tokens.word(at).to_lowercase();
        tokens.units[at].counts() && !small(&word) && !GENERAL.contains(&&*word)
    };
    let (tokens, part): (_, fn(&Edit) -> &Range<usize>) =
        if came { (of.old, |edit| &edit.old) } else { (of.new, |edit| &edit.new) };
    !of.edits.iter().map(part).flat_map(Clone::clone).any(|at| says(tokens, at))
}

/// A limit that was struck, or put in.
fn tell(rule: Rule, limit: &str, further: bool) -> Found {
    const LONGEST: usize = 70;
    let (more, less) = rule.ids();
    let (name, limit) = (rule.name(), shorten(limit, LONGEST));
    let direction = if further == rule.binds() { Direction::Worse } else { Direction::Better };
    let severity = if direction == Direction::Worse { Severity::Medium } else { Severity::Low };
    let done = rule == Rule::Ban && limit.ends_with("ly") && !limit.contains(' ');
    let (id, short, says) = match further {
        true => (
            more,
            format!("a {name} holds without “{limit}” now"),
            format!("The {name} no longer says “{limit}”, so it reaches further"),
        ),
        false => (
            less,
            match done {
                true => format!("a ban holds only for what is done “{limit}” now"),
                false if limit.contains('“') => format!("a {name} now has the limits “{limit}”"),
                false => format!("a {name} now has the limit “{limit}”"),
            },
            format!("The {name} now says “{limit}”, so it reaches less far"),
        ),
    };
    Found::new(id, direction, severity, short, says)
}

/// Another way to meet a duty that came or went: "…, or must have asked before".
fn alternative(tokens: &Tokens, range: &Range<usize>, rule: Rule, came: bool) -> Option<Found> {
    let text = tokens.slice(range.clone()).trim_matches(|c: char| !c.is_alphanumeric());
    let way = text.strip_prefix("or ").filter(|_| rule == Rule::Duty)?;
    let ways = ["must ", "have ", "has ", "else ", "alternatively"];
    ways.iter().any(|w| way.starts_with(w)).then(|| match came {
        true => {
            let says = "There is another way now to meet a duty";
            Found::new("alternative_added", Direction::Better, Severity::Low, says.to_lowercase(), says)
                .quoting(quote(way))
        }
        false => {
            let says = "A way to meet a duty is gone";
            let short = format!("a way to meet a duty is gone (“{}”)", shorten(way, 70));
            Found::new("alternative_removed", Direction::Worse, Severity::Medium, short, says).quoting(quote(way))
        }
    })
}

/// The words of intent, degree and lawfulness that only one side of a reworded rule has, and whether they came.
fn qualified(of: &Pair<'_>) -> Option<(String, bool)> {
    const MOST: usize = 2;
    let within = |tokens: &Tokens, around: &Range<usize>, part: fn(&Edit) -> &Range<usize>| -> Vec<String> {
        // What only came beside is a member of a list, or was looked at as a limit.
        let replaced = |e: &&Edit| {
            e.old.clone().any(|at| of.old.units[at].counts()) && e.new.clone().any(|at| of.new.units[at].counts())
        };
        let edited = of.edits.iter().filter(replaced).map(part).flat_map(Clone::clone);
        // What a list names beside others is a member of it.
        let joined = |at: usize| matches!(tokens.word(at), "," | "or" | "and" | "/");
        let member = |at: usize| at + 1 >= around.end || joined(at + 1);
        // What examples are like limits nothing, nor does what a "no" rules out.
        let ends = |at: usize| {
            matches!(tokens.word(at), "—" | "–" | "(") || tokens.slice(at..(at + 2).min(around.end)) == "such as"
        };
        let end = around.clone().find(|&at| ends(at)).unwrap_or(around.end);
        let words = edited.filter(|&at| !member(at) && at < end).map(|at| tokens.word(at).to_lowercase());
        let mut words: Vec<String> = words.filter(|w| qualifies(w)).take(MOST).collect();
        words.dedup();
        words
    };
    let (old, new) = (of.old.slice(of.around.old.clone()), of.new.slice(of.around.new.clone()));
    let (lower_old, lower_new) = (lower(old), lower(new));
    let mut gone = within(of.old, &of.around.old, |e| &e.old);
    let mut come = within(of.new, &of.around.new, |e| &e.new);
    gone.retain(|w| !lower_new.contains(stem(w)));
    come.retain(|w| !lower_old.contains(stem(w)));
    // Of a sentence in other words one word more may be chance.
    let least = if of.alike { 1 } else { 2 };
    let turned = |text: &str| holds_any(text, EXCEPTIONS);
    if turned(&lower_old) || turned(&lower_new) {
        return None;
    }
    // A list's item in other words is the same one where some of its words stayed.
    const SHARED: usize = 3;
    let (then, now) = (stem_set(old), stem_set(new));
    if !of.alike
        && then.iter().filter(|stem| now.binary_search(stem).is_ok()).count() * SHARED < then.len().min(now.len())
    {
        return None;
    }
    match (gone.len(), come.len()) {
        (0, n) if n >= least => Some((come.join("” and “"), true)),
        (n, 0) if n >= least => Some((gone.join("” and “"), false)),
        _ => None,
    }
}

/// A word without what makes an adverb of it.
fn stem(word: &str) -> &str {
    word.strip_suffix("ly").unwrap_or(word)
}

/// By which words a rule holds now whatever else is the case.
fn universal(before: &str, after: &str) -> Option<String> {
    const WORDS: usize = 8;
    let (was, is) = (lower(before), lower(after));
    let phrase = UNIVERSAL.iter().find(|w| holds(&is, w) && !holds(&was, w))?;
    let at = find(&is, phrase)?;
    let rest = is[at..].split([',', ';', '.', ')', ':']).next().unwrap_or_default();
    let words: Vec<&str> = rest.split_whitespace().take(WORDS).collect();
    // Of notice it is told by itself.
    (!rest.contains("notice") && words.len() > 2).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::rewording::of_rewording;
    use super::*;
    use crate::compare::align::Budget;
    use crate::compare::tokens::Interner;
    use crate::compare::words::edits;

    fn told(old: &str, new: &str, governed: Force) -> Vec<(&'static str, Direction)> {
        let mut interner = Interner::default();
        let (a, b) = (interner.tokens(old.to_owned()), interner.tokens(new.to_owned()));
        let edits = edits(&a, &b, &interner, &mut Budget::default());
        let found = of_rewording(&a, &b, &edits, governed, &mut |_| false);
        found.into_iter().map(|f| (f.effect.id, f.direction)).collect()
    }

    #[test]
    fn a_ban_without_its_limit_reaches_further() {
        for (limited, free) in [
            ("moor boats on the north pier;", "moor boats;"),
            ("carvings that you know belong to another keeper;", "carvings that belong to another keeper;"),
            (
                "light a lantern that is open to the wind for commercial purposes;",
                "light a lantern that is open to the wind;",
            ),
            ("feed gulls without their keeper's consent;", "feed gulls;"),
            ("maliciously rename the boats of others;", "rename the boats of others;"),
            ("promote the commercial sale of lanterns, oars or nets;", "promote lanterns, oars or nets;"),
        ] {
            assert_eq!(told(limited, free, Force::Forbids), [("prohibition_widened", Direction::Worse)], "{limited}");
            assert_eq!(told(free, limited, Force::Forbids), [("prohibition_narrowed", Direction::Better)], "{limited}");
        }
        let (old, new) =
            ("Do not paint a keeper's boat without consent.", "Do not paint a keeper's boat, even with consent.");
        assert_eq!(told(old, new, Force::States), [("prohibition_widened", Direction::Worse)]);
    }

    #[test]
    fn what_limits_a_promise_or_a_right_is_told_the_other_way_round() {
        let (firm, loose) = ("We will notify you of a storm.", "We will notify you of a storm where required by law.");
        assert_eq!(told(firm, loose, Force::States), [("commitment_weakened", Direction::Worse)]);
        let (old, new) = (
            "Keepers who repeatedly flood the quay will face suspension.",
            "Keepers who flood the quay will face suspension.",
        );
        assert_eq!(told(old, new, Force::States), [("power_widened", Direction::Worse)]);
        let (old, new) = ("You may paint your own boat.", "You may paint your own boat if the master agrees.");
        assert_eq!(told(old, new, Force::States), [("permission_weakened", Direction::Worse)]);
        assert_eq!(
            told("mark each net when it is sold", "mark each net", Force::Requires),
            [("duty_widened", Direction::Worse)]
        );
    }

    #[test]
    fn one_limit_in_the_place_of_another_is_not_told() {
        let (old, new) = ("moor more than three racing boats;", "moor more than three boats at the pier;");
        assert!(told(old, new, Force::Forbids).is_empty());
        let (old, new) = (
            "fail to tell members any known dangers of your boat",
            "fail to tell members any known risks of your boat, where such word is required by law",
        );
        assert_eq!(told(old, new, Force::Forbids), [("prohibition_narrowed", Direction::Better)]);
        let (old, new) = ("use the lists of Norwegian and Danish banned boats", "use the lists of banned boats");
        assert_eq!(told(old, new, Force::Forbids), [("prohibition_widened", Direction::Worse)]);
    }

    #[test]
    fn a_way_to_meet_a_duty_may_go() {
        let (old, new) =
            ("Each net must carry a tag, or must have been shown at the office.", "Each net must carry a tag.");
        assert_eq!(told(old, new, Force::States), [("alternative_removed", Direction::Worse)]);
        assert_eq!(told(new, old, Force::States), [("alternative_added", Direction::Better)]);
    }

    #[test]
    fn what_limits_nothing_is_not_told() {
        for (old, new) in [
            ("moor boats in any way;", "moor boats;"),
            ("moor boats at the pier or at the quay;", "moor boats at the pier;"),
            ("moor boats, for example at the pier;", "moor boats;"),
            ("moor boats except those of members on the pier;", "moor boats except those of members;"),
        ] {
            let all = told(old, new, Force::Forbids);
            assert!(!all.iter().any(|(id, _)| *id == "prohibition_widened"), "{old}: {all:?}");
        }
        assert!(told("write to us by post", "write to us", Force::Requires).is_empty());
    }
}
