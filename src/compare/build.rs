//! From links to changes: each difference told once, adjacent ones of one kind in one block together.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::align::Budget;
use super::effects::{Found, forbids, takes_down};
use super::furniture::{Furniture, around};
use super::grammar;
use super::item::{Item, Keys, run_in_title};
use super::materiality::{self, Reason, Renumbering, bare};
use super::pair::{Link, Pairs, pair};
use super::respaced::{letter_for_letter, respaced};
use super::said::Said;
use super::standing::Standing;
use super::summary::Told;
use super::tokens::{Interner, Tokens};
use super::whereabouts::Whereabouts;
use super::words::{Edit, edits, marked};
use super::{ChangeKind, Kept, Side};
use crate::text::normalize;

/// All changes between two versions in reading order of the new one, what is gone where it stood; and which provisions
/// live on as which. `said` is what each says anywhere.
pub(super) fn differences(old: Side<'_>, new: Side<'_>, said: &[Said<'_>; 2]) -> (Vec<Told>, Vec<Kept>) {
    let mut keys = Keys::default();
    let (old_items, new_items) = (keys.items(old.policy), keys.items(new.policy));
    let mut interner = Interner::default();
    let mut budget = Budget::default();
    let Pairs { links, old_tokens, new_tokens } = pair(&old_items, &new_items, &mut interner, &mut budget);
    let mut renumbering = Renumbering::default();
    for link in links.iter().filter(|l| l.old.len() == 1 && l.new.len() == 1) {
        let marker = |i: &Item<'_>| i.marker.unwrap_or_default().to_owned();
        renumbering.learn(&marker(&old_items[link.old[0]]), &marker(&new_items[link.new[0]]));
    }
    let headings: FxHashSet<u32> =
        old_items.iter().chain(&new_items).filter(|i| i.heading.is_some()).map(|i| i.key).collect();
    let builder = Builder {
        old,
        new,
        old_items: &old_items,
        new_items: &new_items,
        old_tokens: &old_tokens,
        new_tokens: &new_tokens,
        links: &links,
        old_link: owners(&links, old_items.len(), |l| &l.old),
        new_link: owners(&links, new_items.len(), |l| &l.new),
        headings,
        titles: OnceCell::new(),
        heading_titles: OnceCell::new(),
        renumbering,
        whereabouts: Whereabouts::new(&old_items, &new_items),
        links_lost: grammar::links_lost(old_items.iter().map(|i| i.text), new_items.iter().map(|i| i.text)),
        old_furniture: Furniture::of(&old_items),
        new_furniture: Furniture::of(&new_items),
        said,
        old_standing: OnceCell::new(),
        new_standing: OnceCell::new(),
    };
    let told = builder.run(&mut interner, &mut budget);
    let kept = links.iter().map(|l| Kept { old: provisions(&old_items, &l.old), new: provisions(&new_items, &l.new) });
    (told, kept.filter(|k| !k.old.is_empty() && !k.new.is_empty()).collect())
}

/// Items as one text in units.
fn joined<'t>(items: &[Item<'_>], tokens: &'t [Tokens], at: &[usize], interner: &mut Interner) -> Cow<'t, Tokens> {
    match at {
        [only] => Cow::Borrowed(&tokens[*only]),
        _ => Cow::Owned(interner.tokens(at.iter().map(|&i| items[i].text).collect::<Vec<_>>().join(" "))),
    }
}

/// The provisions among items.
pub(super) fn provisions(items: &[Item<'_>], at: &[usize]) -> Vec<usize> {
    at.iter().filter(|&&i| items[i].heading.is_none()).map(|&i| items[i].provision).collect()
}

fn owners(links: &[Link], len: usize, side: fn(&Link) -> &Vec<usize>) -> Vec<Option<usize>> {
    let mut owners = vec![None; len];
    for (at, link) in links.iter().enumerate() {
        for &item in side(link) {
            owners[item] = Some(at);
        }
    }
    owners
}

pub(super) struct Builder<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    pub(super) old_items: &'a [Item<'a>],
    pub(super) new_items: &'a [Item<'a>],
    pub(super) old_tokens: &'a [Tokens],
    pub(super) new_tokens: &'a [Tokens],
    pub(super) links: &'a [Link],
    pub(super) old_link: Vec<Option<usize>>,
    pub(super) new_link: Vec<Option<usize>>,
    pub(super) headings: FxHashSet<u32>,
    /// By what titles clauses and sections of either version begin.
    titles: OnceCell<FxHashSet<String>>,
    /// Of them those of sections.
    heading_titles: OnceCell<FxHashSet<String>>,
    pub(super) renumbering: Renumbering,
    pub(super) whereabouts: Whereabouts<'a>,
    pub(super) links_lost: bool,
    pub(super) old_furniture: Furniture<'a>,
    pub(super) new_furniture: Furniture<'a>,
    /// What the old version says anywhere, and the new one.
    pub(super) said: &'a [Said<'a>; 2],
    /// What stands in them, made when first asked for.
    pub(super) old_standing: OnceCell<Standing<'a>>,
    pub(super) new_standing: OnceCell<Standing<'a>>,
}

/// One difference before adjacent ones are put together.
pub(super) struct Part {
    pub(super) kind: ChangeKind,
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    pub(super) reasons: Option<BTreeSet<Reason>>,
    pub(super) words: Vec<super::Words>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) found: Vec<Found>,
    /// Whether what it says stood in the other version already, or still does.
    pub(super) known: bool,
    /// Sentences of it that have no kin in the other version, and whether they came.
    pub(super) lone: Vec<(bool, String)>,
}

impl<'a> Builder<'a> {
    fn run(&self, interner: &mut Interner, budget: &mut Budget) -> Vec<Told> {
        let mut parts: Vec<Part> = Vec::new();
        let mut told = vec![false; self.links.len()];
        let mut gone = 0;
        for (j, link) in self.new_link.iter().enumerate() {
            match *link {
                None => {
                    let item = &self.new_items[j];
                    let reasons = self.whole(self.new, &self.new_furniture, j, true);
                    let found = if reasons.is_none() { self.found_whole(item, true) } else { Vec::new() };
                    let added = part(ChangeKind::Added, vec![], vec![j], reasons);
                    parts.push(Part { after: Some(item.marked()), found, ..added });
                }
                Some(at) if !told[at] => {
                    told[at] = true;
                    let link = &self.links[at];
                    if !link.moved {
                        self.gone(&mut gone, link.old[0], &mut parts);
                    }
                    parts.extend(self.linked(link, interner, budget));
                }
                Some(_) => {}
            }
        }
        self.gone(&mut gone, self.old_items.len(), &mut parts);
        self.restate(&mut parts, interner, budget);
        self.settle(&mut parts);
        self.plainly(&mut parts);
        let rows = [(self.old_items, &*self.old.policy.title), (self.new_items, &*self.new.policy.title)];
        if !parts.is_empty() && letter_for_letter(rows) {
            parts.iter_mut().for_each(respaced);
        }
        self.together(parts)
    }

    /// Tells what is gone before an old item.
    fn gone(&self, from: &mut usize, until: usize, parts: &mut Vec<Part>) {
        for i in *from..until.max(*from) {
            if self.old_link[i].is_none() {
                let item = &self.old_items[i];
                let reasons = self.whole(self.old, &self.old_furniture, i, false);
                let found = if reasons.is_none() { self.found_whole(item, false) } else { Vec::new() };
                let removed = part(ChangeKind::Removed, vec![i], vec![], reasons);
                parts.push(Part { before: Some(item.marked()), found, ..removed });
            }
        }
        *from = until.max(*from);
    }

    /// Why an item that came or went is editorial.
    fn whole(&self, side: Side<'_>, page: &Furniture<'_>, at: usize, came: bool) -> Option<BTreeSet<Reason>> {
        let (items, tokens) = if came { (self.new_items, self.new_tokens) } else { (self.old_items, self.old_tokens) };
        let item = &items[at];
        if item.heading.is_none() && self.headings.contains(&item.key) {
            return Some([Reason::Contents].into());
        }
        if self.is_entry(items, at, came) {
            return Some([Reason::Contents].into());
        }
        if page.holds(side.policy, item) || page.stands_over_such(side.policy, at) {
            return Some([Reason::Furniture].into());
        }
        if self.whereabouts.holds_item(at, came) {
            return Some([Reason::Elsewhere].into());
        }
        let short = item.text.len() < 300;
        short.then(|| materiality::whole(&tokens[at])).flatten().map(|r| [r].into())
    }

    /// Whether an item is one of several lines in a row that only name what has its place in the text of both versions: a list
    /// of contents; or stands over nothing else.
    fn is_entry(&self, items: &[Item<'_>], at: usize, came: bool) -> bool {
        const AROUND: usize = 60;
        const FEWEST: usize = 3;
        let policy = if came { self.new.policy } else { self.old.policy };
        let names = |i: usize| {
            let title = run_in_title(items[i].text).map(folded).filter(|_| items[i].heading.is_none());
            title.filter(|title| title.len() == folded(items[i].text).len())
        };
        let titles = || self.titles.get_or_init(|| titles(self.old_items.iter().chain(self.new_items)));
        let entry = |i: usize| names(i).is_some_and(|title| titles().contains(&title));
        let path = |i: usize| &policy.provisions[items[i].provision].path;
        let first = if items[at].heading.is_some() { at + 1 } else { at };
        let beside = |i: &usize| names(*i).is_some() && path(*i) == path(first);
        if first >= items.len() || !beside(&first) {
            return false;
        }
        let from = (first.saturating_sub(AROUND)..=first).rev().take_while(beside).last().unwrap_or(first);
        let until = (first..items.len().min(first + AROUND)).take_while(beside).last().unwrap_or(first) + 1;
        // One that has no place in the text stands among those that have.
        let entries = (from..until).filter(|&i| entry(i)).count();
        entries >= FEWEST && entries * 5 >= (until - from) * 3
    }

    /// Whether words at the start of a text are the heading that it stands under in the other version: a title that ran on
    /// into its clause became a heading, or a heading ran in.
    fn is_heading(&self, start: &str) -> bool {
        let headings = || {
            let all = self.old_items.iter().chain(self.new_items).filter(|i| i.heading.is_some());
            all.map(|i| folded(i.text)).collect()
        };
        run_in_title(start).is_some() && self.heading_titles.get_or_init(headings).contains(&folded(start))
    }

    /// Whether words at the start of a text are the document's title, with a date or a number at most.
    fn is_title(&self, start: &str) -> bool {
        let start = folded(start);
        [self.old, self.new].iter().any(|side| {
            let title = folded(&side.policy.title);
            let rest = start.strip_prefix(title.as_str()).filter(|_| !title.is_empty());
            rest.is_some_and(|rest| !rest.contains(char::is_alphabetic))
        })
    }

    /// The edits of a rewording without those that only take a sentence to or from another place of the document or lose
    /// the words of a link; and what those were.
    fn own(&self, before: &Tokens, after: &Tokens, edits: &[Edit]) -> (Vec<Edit>, BTreeSet<Reason>) {
        let counts = |t: &Tokens, r: &Range<usize>| t.units[r.clone()].iter().any(|u| u.counts());
        let mut reasons = BTreeSet::new();
        let mut own = Vec::with_capacity(edits.len());
        for edit in edits {
            let (gone, come) = (counts(before, &edit.old), counts(after, &edit.new));
            let starts = edit.old.start == 0 && edit.new.start == 0 && gone != come;
            let start = if gone { before.slice(edit.old.clone()) } else { after.slice(edit.new.clone()) };
            if starts && self.is_heading(start) {
                reasons.insert(Reason::Elsewhere);
            } else if starts && self.is_title(start) {
                reasons.insert(Reason::Furniture);
            } else if self.links_lost && grammar::lost_link(before, after, edit) {
                reasons.insert(Reason::LinkWords);
            } else if (gone || come)
                && (!gone || self.whereabouts.holds(before.slice(edit.old.clone()), false))
                && (!come || self.whereabouts.holds(after.slice(edit.new.clone()), true))
            {
                reasons.insert(Reason::Elsewhere);
            } else {
                own.push(edit.clone());
            }
        }
        (own, reasons)
    }

    fn linked(&self, link: &Link, interner: &mut Interner, budget: &mut Budget) -> Option<Part> {
        let (olds, news) = (link.old.clone(), link.new.clone());
        let (a, b) = (&self.old_items[olds[0]], &self.new_items[news[0]]);
        if !link.same {
            let before = joined(self.old_items, self.old_tokens, &olds, interner);
            let after = joined(self.new_items, self.new_tokens, &news, interner);
            if before.keys() == after.keys() && normalize(&before.text) == normalize(&after.text) {
                return None;
            }
            let edits = edits(&before, &after, interner, budget);
            let (own, set_aside) = self.own(&before, &after, &edits);
            let reasons = if around(&before.text) && around(&after.text) {
                Some([Reason::Furniture].into())
            } else if own.is_empty() && !edits.is_empty() {
                Some(set_aside)
            } else {
                let rest = materiality::rewording(&before, &after, &own, &self.renumbering);
                rest.map(|rest| rest.into_iter().chain(set_aside).collect())
            };
            let words = marked(&before, &after, &edits);
            let found = match reasons {
                None if b.heading.is_none() => self.found_rewording((a, b), &before, &after, &own),
                _ => Vec::new(),
            };
            return Some(Part {
                words,
                found,
                before: Some(before.text.clone()),
                after: Some(after.text.clone()),
                ..part(ChangeKind::Reworded, olds, news, reasons)
            });
        }
        if olds.len() != 1 || news.len() != 1 {
            return None;
        }
        let texts = |p: Part| Part { before: Some(a.marked()), after: Some(b.marked()), ..p };
        if self.elsewhere(link, a, b) {
            let reasons = (around(a.text) || !self.governed_otherwise(a, b)).then(|| [Reason::Place].into());
            return Some(texts(part(ChangeKind::Moved, olds, news, reasons)));
        }
        let marker = |i: &Item<'_>| bare(i.marker.unwrap_or_default());
        let renumbered = marker(a) != marker(b) && a.marked_key != b.marked_key;
        renumbered.then(|| texts(part(ChangeKind::Renumbered, olds, news, Some([Reason::Numbering].into()))))
    }

    /// Whether a kept item counts as moved: out of its order, or out of one list into another beside it.
    fn elsewhere(&self, link: &Link, a: &Item<'_>, b: &Item<'_>) -> bool {
        link.moved || (a.heading.is_none() && self.lead_in_changed(a, b) == Some(true))
    }

    /// Whether a sentence of another meaning governs it now; `None` where that cannot be told or where the sentence's own
    /// change says it. Only what the sentence allows or forbids counts: its exact words are a change of their own.
    pub(super) fn lead_in_changed(&self, a: &Item<'_>, b: &Item<'_>) -> Option<bool> {
        let lead = |side: Side<'_>, item: &Item<'_>| side.policy.provisions[item.provision].lead_in.clone();
        let (before, after) = (lead(self.old, a)?, lead(self.new, b)?);
        // "We will remove:" bans as much as "We don't allow …".
        let bans = |lead_in: &str| forbids(lead_in) || takes_down(lead_in);
        if bans(&before) == bans(&after) || self.governed(self.old, a) == self.governed(self.new, b) {
            return Some(false);
        }
        let owner = |items: &[Item<'_>], links: &[Option<usize>], provision: usize, lead: &str| {
            let end = items.partition_point(|i| i.provision < provision);
            items[..end].iter().rposition(|i| i.heading.is_none() && i.text == lead).and_then(|at| links[at])
        };
        let then = owner(self.old_items, &self.old_link, a.provision, &before)?;
        let now = owner(self.new_items, &self.new_link, b.provision, &after);
        Some(now != Some(then))
    }

    /// Whether what decides its meaning, lead-in or heading, is another one now.
    fn governed_otherwise(&self, a: &Item<'_>, b: &Item<'_>) -> bool {
        if a.heading.is_some() {
            return false;
        }
        let heading = |items: &[Item<'_>], links: &[Option<usize>], item: &Item<'_>| {
            let end = items.partition_point(|i| i.provision <= item.provision);
            items[..end].iter().rposition(|i| i.heading.is_some()).map(|at| links[at])
        };
        let then = heading(self.old_items, &self.old_link, a);
        let now = heading(self.new_items, &self.new_link, b);
        self.lead_in_changed(a, b) == Some(true) || then != now
    }
}

/// By what titles its clauses and sections begin; entries of a list of contents are none.
fn titles<'a>(items: impl Iterator<Item = &'a Item<'a>>) -> FxHashSet<String> {
    let begins = |item: &&Item<'_>| {
        item.heading.is_some() || run_in_title(item.text).is_some_and(|t| t.len() + 20 < item.text.len())
    };
    items.filter(begins).filter_map(|item| run_in_title(item.text)).map(folded).collect()
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn part(kind: ChangeKind, old: Vec<usize>, new: Vec<usize>, reasons: Option<BTreeSet<Reason>>) -> Part {
    Part {
        kind,
        old,
        new,
        reasons,
        words: Vec::new(),
        before: None,
        after: None,
        found: Vec::new(),
        known: false,
        lone: Vec::new(),
    }
}
