//! Lines of the page around a document: what a help centre, a menu or a printer puts there, and no clause says.
//!
//! Owns how such a line is known by its words alone: a stored version has no markup left. One capture of a page holds
//! them and the next does not, so what came or went of them is no news of the policy.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::effects::forbids;
use super::item::Item;
use super::lookup::Lookup;
use super::scan::{lower, lowercase};
use crate::read::Policy;

/// What is printed on what can be pressed, and over what a site shows beside a document.
const LABELS: &[&str] = &[
    "learn more",
    "read more",
    "read next",
    "see more",
    "show more",
    "show less",
    "view more",
    "up next",
    "next",
    "previous",
    "back",
    "go back",
    "back to top",
    "return to top",
    "related articles",
    "related content",
    "related links",
    "related topics",
    "recommended articles",
    "recently viewed articles",
    "articles in this section",
    "in this article",
    "on this page",
    "table of contents",
    "share",
    "share this article",
    "share this page",
    "print",
    "print this page",
    "print page",
    "save as pdf",
    "download pdf",
    "skip to content",
    "skip to main content",
    "sign in",
    "sign up",
    "log in",
    "login",
    "register",
    "follow us",
    "subscribe",
    "submit",
    "yes no",
    "yesno",
    "yesno submit",
    "was this helpful",
    "was this article helpful",
    "was this page helpful",
    "was this information helpful",
    "did this answer your question",
    "did you find this helpful",
    "how can we improve it",
    "have more questions",
    "still need help",
];

/// Words that stand around the figures of a counter: "12 out of 30 found this helpful", "3 min read", "page 2 of 7".
const COUNTERS: &[&str] = &[
    "out", "of", "people", "users", "found", "this", "it", "helpful", "useful", "page", "pages", "min", "mins",
    "minute", "minutes", "read", "views", "view", "comments", "comment", "likes", "shares", "votes",
];
/// What makes a line of such words a counter.
const COUNTED: &[&str] = &["helpful", "useful", "page", "read", "views", "comments", "likes", "shares", "votes"];

/// The judge of lines, for one version.
#[derive(Debug)]
pub(super) struct Furniture<'a> {
    items: &'a [Item<'a>],
    /// All texts of the version, letters and digits only, made when first asked for.
    letters: OnceCell<String>,
}

impl<'a> Furniture<'a> {
    pub(super) fn of(items: &'a [Item<'a>]) -> Self {
        Self { items, letters: OnceCell::new() }
    }

    /// Whether an item is no clause of the document but a line of its page.
    pub(super) fn holds(&self, policy: &Policy, item: &Item<'_>) -> bool {
        around(item.text)
            || self.is_teaser(item.text)
            || item.heading.is_none() && (above(policy, item) || banner(policy, item) || asked(policy, item))
    }

    /// Whether an item is a heading over nothing but such lines.
    pub(super) fn stands_over_such(&self, policy: &Policy, at: usize) -> bool {
        let Some(depth) = self.items[at].heading else { return false };
        let beneath = || self.items[at + 1..].iter().take_while(|item| item.heading.is_none());
        let next = self.items[at + 1..].iter().find_map(|item| item.heading);
        // A heading over all that follows groups it and says nothing of it, but where it forbids it.
        let alone = next.is_none_or(|next| next <= depth) || !forbids(self.items[at].text);
        alone && beneath().next().is_some() && beneath().all(|item| self.holds(policy, item))
    }

    /// The beginning of the document, cut short and shown above it: "What we allow This page says what you may…".
    fn is_teaser(&self, text: &str) -> bool {
        const LEAST: usize = 30;
        let Some(start) = text.strip_suffix("...").or_else(|| text.strip_suffix('…')) else { return false };
        let start = squashed(start);
        let letters = || self.letters.get_or_init(|| self.items.iter().map(|i| squashed(i.text)).collect());
        start.len() >= LEAST && letters().matches(&start).nth(1).is_some()
    }
}

fn squashed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a text is a label, a counter or a link to a file by its words.
pub(super) fn around(text: &str) -> bool {
    const LONGEST: usize = 120;
    if text.len() > LONGEST || !may_be_around(text) {
        return false;
    }
    let folded: String = lowercase(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    LABELS.contains(&words.join(" ").as_str()) || is_counter(&words) || is_file(text, &words) || is_direction(&words)
}

/// Whether a glance cannot tell that a text is none of these: no label is so long, a counter has a figure, a file says "pdf".
fn may_be_around(text: &str) -> bool {
    const LABEL: usize = 40;
    let bytes = text.as_bytes();
    bytes.iter().filter(|b| b.is_ascii_alphabetic()).count() <= LABEL
        || bytes.iter().any(u8::is_ascii_digit)
        || bytes.windows(3).any(|w| w.eq_ignore_ascii_case(b"pdf"))
        || bytes.first_chunk().is_some_and(|start| PRESSES.iter().any(|press| opens(start, press)))
}

/// Whether a text begins with such a word, as far as its first bytes tell.
fn opens(start: &[u8; 3], press: &str) -> bool {
    press.as_bytes().first_chunk::<3>().is_some_and(|press| press.eq_ignore_ascii_case(start))
}

/// Whether a text is what a form lets one choose from, read without the spaces between: "1819202122", "I am a catI am a dog".
pub(super) fn is_choice(text: &str) -> bool {
    const CHOICES: usize = 3;
    let digits = text.len() >= 16 && text.bytes().all(|b| b.is_ascii_digit());
    if digits || text.contains(". ") {
        return digits;
    }
    let mut choices: Vec<&str> = Vec::new();
    let mut ends: BTreeSet<&str> = BTreeSet::new();
    let mut from = 0;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        if c.is_uppercase() && (last.is_lowercase() || last == '?') {
            let choice = &text[from..at];
            choices.push(choice);
            ends.extend(choice.rsplit(char::is_whitespace).next());
            from = at;
        }
        last = c;
    }
    choices.push(&text[from..]);
    let start = |choice: &str| choice.split_whitespace().next().map(str::to_owned);
    let alike = choices.iter().skip(1).filter(|c| start(c) == start(choices[choices.len() - 1])).count();
    let several = choices.iter().all(|c| c.split_whitespace().count() > 1);
    // A name that is written so ("KelpWood") has the same word before each of its joints.
    choices.len() >= CHOICES && ends.len() > 1 && several && alike * 3 >= (choices.len() - 1) * 2
}

fn is_counter(words: &[&str]) -> bool {
    let figure = |w: &&str| w.chars().all(|c| c.is_ascii_digit());
    let (figures, others): (Vec<&str>, Vec<&str>) = words.iter().copied().partition(figure);
    (1..=4).contains(&figures.len())
        && others.iter().all(|w| COUNTERS.contains(w))
        && others.iter().any(|w| COUNTED.contains(w))
}

/// "English (PDF) | Spanish (PDF)".
fn is_file(text: &str, words: &[&str]) -> bool {
    const MOST: usize = 10;
    words.len() <= MOST && words.contains(&"pdf") && !text.trim_end().ends_with('.') && text.contains(['(', '['])
}

/// By what a reader is told to move about on a page, and where to.
const PRESSES: &[&str] = &["click", "tap", "scroll", "browse", "expand"];
const PLACES: &[&str] = &["below", "above", "left", "right", "menu", "tabs", "topics"];
/// Words of sentences that say more than that.
const RULES: &[&str] = &["must", "may", "not", "agree", "accept", "consent", "will", "if", "report", "request"];

/// "Click through the rules below for more on each."
fn is_direction(words: &[&str]) -> bool {
    words.first().is_some_and(|first| PRESSES.contains(first))
        && words.iter().any(|word| PLACES.contains(word))
        && !words.iter().any(|word| RULES.contains(word))
}

/// Whether a text is what a site says where it could not load a page.
pub(super) fn failed(text: &str) -> bool {
    const LONGEST: usize = 200;
    const SAID: &[&str] = &[
        "something went wrong",
        "page not found",
        "could not load",
        "couldn't load",
        "couldn’t load",
        "couldn't find",
        "couldn’t find",
        "page isn't available",
        "page isn’t available",
        "an error occurred",
        "an error has occurred",
        "fehler aufgetreten",
        "konnten die seite nicht",
        "une erreur s'est produite",
        "se ha producido un error",
    ];
    static PHRASES: OnceLock<Lookup<()>> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| Lookup::new(SAID.iter().map(|&said| ((), said))));
    text.len() <= LONGEST && phrases.within(&lowercase(text)).next().is_some()
}

/// Whether an item is a part of a form: what can be chosen, or the line that asks.
fn asked(policy: &Policy, item: &Item<'_>) -> bool {
    let next = policy.provisions.get(item.provision + 1);
    is_choice(item.text) || item.text.trim_end().ends_with(['?', ':']) && next.is_some_and(|next| is_choice(&next.text))
}

/// Whether an item is a line above a document with headings ("Print", "Sign up"): short, in no list, without the shape of a
/// sentence.
fn above(policy: &Policy, item: &Item<'_>) -> bool {
    let provision = &policy.provisions[item.provision];
    provision.path.is_empty()
        && provision.lead_in.is_none()
        && provision.marker.is_none()
        && item.text.split_whitespace().count() <= 7
        && item.text.chars().count() <= 50
        && !item.text.trim_end().ends_with(['.', ';', ':', '!', '?', '。', '；', '：', ','])
        && policy.provisions[item.provision..].iter().any(|p| !p.path.is_empty())
}

/// Whether an item is a sentence over all headings that tells of an update: a banner of the site.
fn banner(policy: &Policy, item: &Item<'_>) -> bool {
    let provision = &policy.provisions[item.provision];
    let text = lower(item.text);
    let rest = ["we've recently ", "we have recently ", "we recently ", "we've ", "we "]
        .iter()
        .find_map(|w| text.strip_prefix(w));
    provision.path.is_empty()
        && rest.is_some_and(|rest| {
            ["updated ", "added ", "clarified ", "made changes"].iter().any(|w| rest.starts_with(w))
        })
        && policy.provisions[item.provision..].iter().any(|p| !p.path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_failed_to_load_says_so() {
        assert!(failed("Es ist ein Fehler aufgetreten. Wir konnten die Seite nicht laden."));
        assert!(!failed("We look into errors that you report."));
    }

    #[test]
    fn choices_of_a_form_are_no_clauses() {
        for form in [
            "181920212223242526",
            "I am a seal looking for a dogI am a dog looking for a sealI am a dog looking for a dog",
        ] {
            assert!(is_choice(form), "{form}");
        }
        let named = "KelpWood Member Gifts are gifts of KelpWood Members to KelpWood Members";
        for clause in [named, "You may use GitHub, YouTube and eBay.", "1234567890", "We answer. You wait. We post."] {
            assert!(!is_choice(clause), "{clause}");
        }
    }

    #[test]
    fn lines_of_the_page_are_told_from_clauses() {
        for line in [
            "Was this article helpful?",
            "Yes No",
            "31 out of 40 found this helpful",
            "5 min read",
            "------ page 3 ------",
            "< Back",
            "Learn more →",
            "Read the full agreement: English (PDF) | Dutch (PDF)",
            "Click through the tides below for names, dates and the ways to the pier.",
        ] {
            assert!(around(line), "{line}");
        }
        for clause in [
            "Learn more about how we act on reports.",
            "18 years of age",
            "You may read 5 pages of it.",
            "30 days",
            "No resale",
            "Share of profits",
            "Click the button below if you agree.",
            "2 out of 3 partners",
        ] {
            assert!(!around(clause), "{clause}");
        }
    }
}
