//! From links to changes: each difference told once, adjacent ones of one kind in one block together.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::align::Budget;
use super::effects::{Force, Found, Whole, forbids, governs, of_rewording, of_whole, ruling};
use super::furniture::{Furniture, around};
use super::grammar;
use super::item::{Item, Keys};
use super::materiality::{self, Reason, Renumbering, bare};
use super::matters::matter;
use super::pair::{Link, Pairs, pair};
use super::sections::{Row, Section, sections};
use super::standing::{Standing, alike, stem_set};
use super::summary::{Told, direction};
use super::tokens::{Interner, Tokens};
use super::whereabouts::Whereabouts;
use super::words::{Edit, edits, marked};
use super::{Change, ChangeKind, Direction, Effect, Kept, Materiality, Side};
use crate::judge::{Category, Finding, Severity};
use crate::read::Provision;
use crate::text::{Utf16Range, normalize};

/// All changes between two versions in reading order of the new one, what is gone where it stood; and which provisions
/// live on as which.
pub(super) fn differences(old: Side<'_>, new: Side<'_>) -> (Vec<Told>, Vec<Kept>) {
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
        renumbering,
        whereabouts: Whereabouts::new(&old_items, &new_items),
        links_lost: grammar::links_lost(old_items.iter().map(|i| i.text), new_items.iter().map(|i| i.text)),
        old_furniture: Furniture::of(&old_items),
        new_furniture: Furniture::of(&new_items),
        old_text: OnceCell::new(),
        new_text: OnceCell::new(),
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
fn provisions(items: &[Item<'_>], at: &[usize]) -> Vec<usize> {
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

struct Builder<'a> {
    old: Side<'a>,
    new: Side<'a>,
    old_items: &'a [Item<'a>],
    new_items: &'a [Item<'a>],
    old_tokens: &'a [Tokens],
    new_tokens: &'a [Tokens],
    links: &'a [Link],
    old_link: Vec<Option<usize>>,
    new_link: Vec<Option<usize>>,
    headings: FxHashSet<u32>,
    renumbering: Renumbering,
    whereabouts: Whereabouts<'a>,
    links_lost: bool,
    old_furniture: Furniture<'a>,
    new_furniture: Furniture<'a>,
    /// Whole texts in lower case, made when first asked for.
    old_text: OnceCell<String>,
    new_text: OnceCell<String>,
    /// What stands in them, made when first asked for.
    old_standing: OnceCell<Standing<'a>>,
    new_standing: OnceCell<Standing<'a>>,
}

/// One difference before adjacent ones are put together.
struct Part {
    kind: ChangeKind,
    old: Vec<usize>,
    new: Vec<usize>,
    reasons: Option<BTreeSet<Reason>>,
    words: Vec<super::Words>,
    before: Option<String>,
    after: Option<String>,
    found: Vec<Found>,
    /// Whether what it says stood in the other version already, or still does.
    known: bool,
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
        self.settle(&mut parts);
        if parts.iter().any(|p| p.reasons.is_none()) && self.letter_for_letter() {
            for part in &mut parts {
                part.reasons.get_or_insert_with(|| [Reason::Typography].into());
                part.found.clear();
            }
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
        if page.holds(side.policy, item) {
            return Some([Reason::Furniture].into());
        }
        if self.whereabouts.holds_item(at, came) {
            return Some([Reason::Elsewhere].into());
        }
        let short = item.text.len() < 300;
        short.then(|| materiality::whole(&tokens[at])).flatten().map(|r| [r].into())
    }

    /// The edits of a rewording without those that only take a sentence to or from another place of the document or lose
    /// the words of a link; and what those were.
    fn own(&self, before: &Tokens, after: &Tokens, edits: &[Edit]) -> (Vec<Edit>, BTreeSet<Reason>) {
        let counts = |t: &Tokens, r: &Range<usize>| t.units[r.clone()].iter().any(|u| u.counts());
        let mut reasons = BTreeSet::new();
        let mut own = Vec::with_capacity(edits.len());
        for edit in edits {
            let (gone, come) = (counts(before, &edit.old), counts(after, &edit.new));
            if self.links_lost && grammar::lost_link(before, after, edit) {
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

    /// Whether both versions are the same text, letter for letter, however it is cut into lines: a file that was read again
    /// with other spaces, lists that were glued together.
    fn letter_for_letter(&self) -> bool {
        // A bullet may be glued to its line. The first difference ends it.
        fn letters<'t>(items: &'t [Item<'_>]) -> impl Iterator<Item = char> + 't {
            let items = items.iter().filter(|item| !around(item.text));
            items.flat_map(Item::letters).filter(|c| !matches!(c, '*' | '•' | '·'))
        }
        // "1 0" is not "10".
        fn figures<'t>(items: &'t [Item<'_>]) -> impl Iterator<Item = &'t str> + 't {
            let texts = items.iter().filter(|item| !around(item.text));
            texts.flat_map(|item| item.text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()))
        }
        letters(self.old_items).eq(letters(self.new_items)) && figures(self.old_items).eq(figures(self.new_items))
    }

    /// Takes back effects of what only changed its place or its words: it stands in the other version, too, or was lost in one
    /// clause and won in another.
    fn settle(&self, parts: &mut [Part]) {
        for part in parts.iter_mut().filter(|part| !part.found.is_empty()) {
            let (olds, news) = (provisions(self.old_items, &part.old), provisions(self.new_items, &part.new));
            let told = part.found.len();
            let [before, after] = [&part.before, &part.after].map(|text| text.as_deref().unwrap_or_default());
            part.found.retain(|found| {
                // An exception that was put in other words stands beside its ban still.
                let beside = if found.basis.came { before } else { after };
                let kept =
                    found.effect.id.starts_with("exception") && alike(&stem_set(&found.basis.text), &stem_set(beside));
                !kept && !self.stands(found, &olds, &news)
            });
            part.known |= part.found.len() < told;
        }
        const MANY: usize = 400;
        let mut gains: Vec<(usize, usize)> = Vec::new();
        let mut losses: Vec<(usize, usize)> = Vec::new();
        for (p, part) in parts.iter().enumerate() {
            for (f, found) in part.found.iter().enumerate() {
                match turned(found.effect.id) {
                    Some((_, true)) if gains.len() < MANY => gains.push((p, f)),
                    Some((_, false)) if losses.len() < MANY => losses.push((p, f)),
                    _ => {}
                }
            }
        }
        let stems = |all: &[(usize, usize)]| -> Vec<Vec<u64>> {
            all.iter().map(|&(p, f)| stem_set(&parts[p].found[f].basis.text)).collect()
        };
        let (gain_stems, loss_stems) = (stems(&gains), stems(&losses));
        let mut cancelled: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (&gain, said) in gains.iter().zip(&gain_stems) {
            let family = |at: (usize, usize)| turned(parts[at.0].found[at.1].effect.id).map(|t| t.0);
            let meets = |(loss, words): &(&(usize, usize), &Vec<u64>)| {
                !cancelled.contains(*loss) && family(gain) == family(**loss) && alike(said, words)
            };
            if let Some((&loss, _)) = losses.iter().zip(&loss_stems).find(meets) {
                cancelled.extend([gain, loss]);
            }
        }
        for (p, part) in parts.iter_mut().enumerate() {
            let mut at = 0;
            part.found.retain(|_| {
                at += 1;
                !cancelled.contains(&(p, at - 1))
            });
            part.known |= part.found.len() < at;
        }
    }

    fn old_standing(&self) -> &Standing<'a> {
        self.old_standing.get_or_init(|| Standing::of(self.old.policy))
    }

    fn new_standing(&self) -> &Standing<'a> {
        self.new_standing.get_or_init(|| Standing::of(self.new.policy))
    }

    /// Whether the other version says, in another clause or in other words, what an effect rests on.
    fn stands(&self, found: &Found, olds: &[usize], news: &[usize]) -> bool {
        let basis = &found.basis;
        if basis.text.is_empty() || turned(found.effect.id).is_none() {
            return false;
        }
        // A rewording is told of its two clauses: others must say it. A sentence may have moved within its clause.
        let but = |own: &'_ [usize]| if basis.whole { Vec::new() } else { own.to_vec() };
        let ban = found.effect.id.starts_with("prohibition");
        if basis.came {
            self.old_standing().holds(&basis.text, ban, &but(olds))
        } else {
            self.new_standing().holds(&basis.text, ban, &but(news))
        }
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

    /// What the coming or going of a clause does.
    fn found_whole(&self, item: &Item<'_>, came: bool) -> Vec<Found> {
        let (side, other, lower) =
            if came { (self.new, self.old, &self.old_text) } else { (self.old, self.new, &self.new_text) };
        let leads = |p: &Provision| p.lead_in.as_deref() == Some(item.text);
        let below = side.policy.provisions.get(item.provision + 1);
        // "You may not:" is no ban of its own: the items of its list are.
        if item.heading.is_some() || below.is_some_and(leads) && governs(item.text) != Force::States {
            return Vec::new();
        }
        let findings = side.judgements.get(item.provision).map_or(&[][..], |j| &j.findings);
        let judged = |part: Range<usize>| {
            let part = Utf16Range::of(item.text, part);
            let within = |f: &&Finding| f.spans.iter().any(|s| s.start < part.end && part.start < s.end);
            findings.iter().find(within).map(|f| (f.category, f.severity))
        };
        let clause = Whole { text: item.text, governed: self.governed(side, item), came, judged: &judged };
        of_whole(clause, &mut |word: &str| lower.get_or_init(|| whole_text(other)).contains(word))
    }

    /// What an item's lead-in says of what it names, or where that only names a matter ("Surveillance, such as:") the
    /// lead-in above it; without a lead-in, its heading.
    fn governed(&self, side: Side<'_>, item: &Item<'_>) -> Force {
        const NESTED: usize = 4;
        let provisions = &side.policy.provisions;
        let mut at = item.provision;
        for _ in 0..NESTED {
            let Some(lead_in) = &provisions[at].lead_in else { break };
            match (governs(lead_in), ruling(lead_in).0) {
                (Force::States, Force::States) => {}
                (force, _) => return force,
            }
            let Some(above) = (0..at).rev().take(200).find(|&i| provisions[i].text == **lead_in) else { break };
            at = above;
        }
        let own = &provisions[item.provision];
        let headed = own.lead_in.is_none() && own.marker.is_some() && own.path.last().is_some_and(|h| forbids(h));
        if headed { Force::Forbids } else { Force::States }
    }

    /// What a rewording does.
    fn found_rewording(
        &self,
        (then, item): (&Item<'_>, &Item<'_>),
        before: &Tokens,
        after: &Tokens,
        edits: &[Edit],
    ) -> Vec<Found> {
        // What came must be new to the old version, what went must be gone from the new one.
        let mut elsewhere = |word: &str| {
            let (old, new) = (&self.old_text, &self.new_text);
            old.get_or_init(|| whole_text(self.old)).contains(word)
                && new.get_or_init(|| whole_text(self.new)).contains(word)
        };
        let topic = self.topic(self.new, item, after, edits, |e| &e.new);
        let topic = topic.or_else(|| self.topic(self.old, then, before, edits, |e| &e.old));
        let mut found =
            of_rewording(before, after, edits, self.governed(self.new, item) == Force::Forbids, &mut elsewhere);
        // What its lead-in forbade is banned no more than before where it says so itself now.
        let then = self.governed(self.old, then) == Force::Forbids;
        found.retain(|f| !(then && f.effect.id == "prohibition_added" && !f.basis.whole));
        found.iter_mut().for_each(|f| f.topic = topic);
        found
    }

    /// What the edited words are about: the category of a finding that they touch.
    fn topic(
        &self,
        side: Side<'_>,
        item: &Item<'_>,
        tokens: &Tokens,
        edits: &[Edit],
        part: fn(&Edit) -> &Range<usize>,
    ) -> Option<Category> {
        let findings = &side.judgements.get(item.provision)?.findings;
        if findings.is_empty() || tokens.text != item.text {
            return None;
        }
        let edited: Vec<Utf16Range> = edits
            .iter()
            .map(part)
            .filter(|units| !units.is_empty())
            .map(|u| Utf16Range::of(&tokens.text, tokens.units[u.start].start..tokens.units[u.end - 1].end))
            .collect();
        let touched = |span: &Utf16Range| edited.iter().any(|e| e.start < span.end && span.start < e.end);
        let touched = findings.iter().filter(|f| f.spans.iter().any(touched)).map(|f| f.category);
        // Where an edit only says that notice falls away, the rest of the clause says of what.
        let tells = |category: &Category| matter(*category, false, item.text).is_some();
        let touched: Vec<Category> = touched.collect();
        let first = touched.first()?;
        let rest = findings.iter().map(|f| f.category);
        touched.iter().copied().chain(rest).find(tells).or(Some(*first))
    }

    /// Whether a kept item counts as moved: out of its order, or out of one list into another beside it.
    fn elsewhere(&self, link: &Link, a: &Item<'_>, b: &Item<'_>) -> bool {
        link.moved || (a.heading.is_none() && self.lead_in_changed(a, b) == Some(true))
    }

    /// Whether a sentence of another meaning governs it now; `None` where that cannot be told or where the sentence's own
    /// change says it. Only what the sentence allows or forbids counts: its exact words are a change of their own.
    fn lead_in_changed(&self, a: &Item<'_>, b: &Item<'_>) -> Option<bool> {
        let lead = |side: Side<'_>, item: &Item<'_>| side.policy.provisions[item.provision].lead_in.clone();
        let (before, after) = (lead(self.old, a)?, lead(self.new, b)?);
        if forbids(&before) == forbids(&after) || self.governed(self.old, a) == self.governed(self.new, b) {
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

    fn together(&self, parts: Vec<Part>) -> Vec<Told> {
        let mut out: Vec<Part> = Vec::new();
        for part in parts {
            match out.last_mut() {
                Some(last) if self.continues(last, &part) => {
                    let join = |a: &mut Option<String>, b: Option<String>| {
                        if let (Some(a), Some(b)) = (a, b) {
                            a.push('\n');
                            a.push_str(&b);
                        }
                    };
                    join(&mut last.before, part.before);
                    join(&mut last.after, part.after);
                    last.found.extend(part.found);
                    last.known |= part.known;
                    last.old.extend(part.old);
                    last.new.extend(part.new);
                    if let (Some(all), Some(more)) = (&mut last.reasons, part.reasons) {
                        all.extend(more);
                    }
                }
                _ => out.push(part),
            }
        }
        let come = sections(&Row {
            policy: self.new.policy,
            items: self.new_items,
            loose: &|j| self.new_link[j].is_none(),
            known: &|item| self.old_standing().holds(item.text, false, &[]),
        });
        let gone = sections(&Row {
            policy: self.old.policy,
            items: self.old_items,
            loose: &|i| self.old_link[i].is_none(),
            known: &|item| self.new_standing().holds(item.text, false, &[]),
        });
        let within = |all: &[Section], at: &[usize]| {
            all.iter().find(|s| at.first().is_some_and(|first| s.items.contains(first))).map(|s| s.title.clone())
        };
        let told = |part: Part| {
            let section = match part.kind {
                ChangeKind::Added => within(&come, &part.new),
                ChangeKind::Removed => within(&gone, &part.old),
                _ => None,
            };
            Told { section, ..self.change(part) }
        };
        out.into_iter().map(told).collect()
    }

    fn continues(&self, last: &Part, next: &Part) -> bool {
        let follows = |a: &[usize], b: &[usize]| match (a.last(), b.first()) {
            (None, None) => true,
            (Some(a), Some(b)) => a + 1 == *b,
            _ => false,
        };
        if last.kind != next.kind
            || last.kind == ChangeKind::Reworded
            || last.reasons.is_some() != next.reasons.is_some()
            || !follows(&last.old, &next.old)
            || !follows(&last.new, &next.new)
        {
            return false;
        }
        let block = |items: &[Item<'_>], side: Side<'_>, at: usize| {
            let item = &items[at];
            let path = &side.policy.provisions[item.provision].path;
            path[..item.heading.map_or(path.len(), |h| h + 1)].to_vec()
        };
        match (last.new.last(), next.new.first(), last.old.last(), next.old.first()) {
            (Some(&a), Some(&b), ..) => block(self.new_items, self.new, a) == block(self.new_items, self.new, b),
            (.., Some(&a), Some(&b)) => block(self.old_items, self.old, a) == block(self.old_items, self.old, b),
            _ => false,
        }
    }

    fn change(&self, part: Part) -> Told {
        let old_provisions = provisions(self.old_items, &part.old);
        let new_provisions = provisions(self.new_items, &part.new);
        let path = match part.new.first() {
            Some(&j) => self.new_items[j].path(self.new.policy),
            None => self.old_items[part.old[0]].path(self.old.policy),
        };
        let judged = |side: Side<'_>, at: &[usize]| -> Vec<(Category, Severity)> {
            let findings = at.iter().filter_map(|&i| side.judgements.get(i)).flat_map(|j| &j.findings);
            findings.map(|f| (f.category, f.severity)).collect()
        };
        let mut findings = judged(self.new, &new_provisions);
        if findings.is_empty() || part.kind == ChangeKind::Removed {
            findings = judged(self.old, &old_provisions);
        }
        findings.sort_by_key(|f| std::cmp::Reverse(f.1));
        let mut categories: Vec<Category> = Vec::new();
        for &(category, _) in &findings {
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
        let judged = findings.first().map_or(Severity::None, |f| f.1);
        let substantive = part.reasons.is_none();
        let letter = match part.kind {
            ChangeKind::Added => 'a',
            ChangeKind::Removed => 'd',
            ChangeKind::Reworded => 'w',
            ChangeKind::Moved => 'm',
            ChangeKind::Renumbered => 'n',
        };
        let at = |items: &[usize]| items.first().map_or("-".to_owned(), usize::to_string);
        let change = Change {
            id: format!("{letter}{}.{}", at(&part.old), at(&part.new)),
            kind: part.kind,
            materiality: if substantive { Materiality::Substantive } else { Materiality::Editorial },
            severity: if substantive { severity(&part, judged) } else { Severity::None },
            direction: turn(&part),
            path,
            before: part.before,
            after: part.after,
            words: part.words,
            effects: effects(&part.found),
            categories,
            editorial_reason: part.reasons.as_ref().map(Reason::line),
            old_provisions,
            new_provisions,
        };
        Told { change, found: part.found, section: None }
    }
}

/// How much a substantive change matters: as much as its gravest effect; a clause that came, as much as itself.
fn severity(part: &Part, judged: Severity) -> Severity {
    let effects = part.found.iter().map(|f| f.severity).max();
    match part.kind {
        // What stood elsewhere before is no news, however grave.
        ChangeKind::Added if part.known && effects.is_none() => judged.min(Severity::Low),
        ChangeKind::Added => effects.unwrap_or(Severity::None).max(judged),
        ChangeKind::Removed | ChangeKind::Reworded | ChangeKind::Moved => {
            effects.unwrap_or(if judged > Severity::None { Severity::Low } else { Severity::None })
        }
        ChangeKind::Renumbered => Severity::None,
    }
}

/// For or against the reader, by the effects. Without any, a clause that came may as well be a help as a limit.
fn turn(part: &Part) -> Direction {
    if part.found.is_empty() {
        return Direction::Neutral;
    }
    direction(part.found.iter().map(|f| (f.direction, f.severity)))
}

/// The kind of an effect that can come and go, and whether it came.
fn turned(id: &str) -> Option<(&str, bool)> {
    let (family, turn) = id.rsplit_once('_')?;
    match (family, turn) {
        ("prohibition" | "duty" | "permission" | "commitment" | "power" | "notice" | "exception", "added") => {
            Some((family, true))
        }
        ("prohibition" | "discretion" | "scope", "widened") => Some((family, true)),
        ("prohibition" | "discretion" | "scope", "narrowed") => Some((family, false)),
        ("prohibition" | "duty" | "commitment" | "power" | "exception", "removed") => Some((family, false)),
        ("permission" | "commitment", "withdrawn") | ("notice", "dropped") | ("commitment", "weakened") => {
            Some((family, false))
        }
        _ => None,
    }
}

/// Effects as they are told: of many alike, the first ones and how many more there are.
fn effects(found: &[Found]) -> Vec<Effect> {
    const ALIKE: usize = 3;
    let mut out: Vec<Effect> = Vec::new();
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for found in found {
        let at = counts.iter().position(|(id, _)| *id == found.effect.id).unwrap_or_else(|| {
            counts.push((found.effect.id, 0));
            counts.len() - 1
        });
        counts[at].1 += 1;
        if counts[at].1 <= ALIKE && !out.contains(&found.effect) {
            out.push(found.effect.clone());
        }
    }
    for (id, count) in counts.into_iter().filter(|c| c.1 > ALIKE) {
        if let Some(last) = out.iter_mut().rfind(|e| e.id == id) {
            last.more = count - ALIKE;
        }
    }
    out
}

/// A version's whole text in lower case.
fn whole_text(side: Side<'_>) -> String {
    side.policy.provisions.iter().map(|p| p.text.to_lowercase()).collect::<Vec<_>>().join("\n")
}

fn part(kind: ChangeKind, old: Vec<usize>, new: Vec<usize>, reasons: Option<BTreeSet<Reason>>) -> Part {
    Part { kind, old, new, reasons, words: Vec::new(), before: None, after: None, found: Vec::new(), known: false }
}
