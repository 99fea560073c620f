//! What stands in a document's place: error pages, captchas, login walls, empty shells, pages that had not loaded in full.
//!
//! Owns the reasons for refusing. A refusal costs a reader nothing (the earlier version stays), while a shell taken for a
//! policy would be told as everything removed; but a short policy must not be refused, so names and size must agree.

use std::borrow::Cow;
use std::collections::HashSet;

use super::detection::{BINDING, STAND_INS};
use super::phrase::{count, folded, holds};
use super::survey::weight;
use super::{Policy, Provision, Unreadable};
use crate::text::normalize;
use crate::tree::Tree;

/// Below so many letters a page whose title is an error's is that error.
const SMALL: u32 = 3000;
/// Below so many letters a page is judged by its few words.
const TINY: u32 = 600;
/// A policy that shrank below this share of itself, with nothing new in it, had not loaded in full.
const HALF: f32 = 0.4;

/// Why a page holds no document, judged from the page alone. `titles` are the page's title and first heading.
pub(super) fn stand_in(tree: &Tree, titles: [&str; 2], provisions: &[Provision]) -> Option<Unreadable> {
    let mut letters = 0;
    for provision in provisions {
        letters += weight(&provision.text);
        if letters >= SMALL {
            return None;
        }
    }
    let titles = titles.map(folded);
    let text: String = provisions.iter().take(50).flat_map(|p| [p.text.as_str(), " "]).collect();
    let text = folded(&text);
    if count(&text, &[BINDING])[0] >= 4 {
        return None;
    }
    let named = |patterns: &[&str]| titles.iter().any(|title| patterns.iter().any(|p| holds(title, p)));
    let told = |patterns: &[&str]| letters < TINY && patterns.iter().any(|p| holds(&text, p));
    let found = STAND_INS.iter().find(|page| named(page.title) || told(page.text)).map(|page| page.reason);
    let password =
        || letters < TINY && tree.nodes().iter().any(|n| n.tag() == "input" && n.attribute("type") == Some("password"));
    found.or_else(|| password().then_some(Unreadable::LoginWall)).or(provisions.is_empty().then_some(Unreadable::Empty))
}

/// Whether what was read is a remnant of the version before: far less, and nearly all of it stood there already.
pub(super) fn is_remnant(provisions: &[Provision], previous: &Policy) -> bool {
    let sum = |provisions: &[Provision]| provisions.iter().map(|p| weight(&p.text)).sum::<u32>() as f32;
    let now = sum(provisions);
    if now >= sum(&previous.provisions) * HALF {
        return false;
    }
    let before: HashSet<Cow<'_, str>> = previous.provisions.iter().map(|p| normalize(&p.text)).collect();
    let new: f32 =
        provisions.iter().filter(|p| !before.contains(&normalize(&p.text))).map(|p| weight(&p.text) as f32).sum();
    // A shell keeps at most a line or two of its own ("Loading…", a menu's headings).
    new <= (now * 0.2).max(200.0)
}
