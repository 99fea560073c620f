//! Which items of two versions are one and the same: kept, moved, reworded, split or merged.
//!
//! The way of a pair: equal texts in order ([`super::align`]); in what is left, runs whose words are the same though
//! cut differently; equal texts elsewhere; similar texts, best first; a neighbour whose words the pair lacks; lone
//! items left facing each other. Cost: similarity is asked only of items that share a rare word, a few for each, so a
//! full rewrite costs about as much as reading both texts once.

use rustc_hash::FxHashMap;

use super::align::{Budget, align};
use super::furniture::around;
use super::item::Item;
use super::kin::{Left, kin};
use super::standing::named;
use super::tokens::{Interner, Tokens};

/// Items that are one and the same, by index, each side ascending and contiguous.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// Items of the old version.
    pub(super) old: Vec<usize>,
    /// Items of the new version.
    pub(super) new: Vec<usize>,
    /// Whether it stands elsewhere now.
    pub(super) moved: bool,
    /// Whether the texts are equal once normalised, up to how they are cut.
    pub(super) same: bool,
}

/// What pairing yields.
pub(super) struct Pairs {
    /// All links of two versions, by their first old item. Items in none were added or removed.
    pub(super) links: Vec<Link>,
    /// The old items as units; without any where an item has its equal in its place.
    pub(super) old_tokens: Vec<Tokens>,
    /// The new ones.
    pub(super) new_tokens: Vec<Tokens>,
}

/// Pairs the items of two versions.
pub(super) fn pair(old: &[Item<'_>], new: &[Item<'_>], interner: &mut Interner, budget: &mut Budget) -> Pairs {
    let mut pairing = Pairing::new(old, new, interner, budget);
    pairing.regroup();
    pairing.moves(4);
    pairing.similar();
    pairing.neighbours();
    pairing.facing();
    pairing.kin();
    pairing.moves(1);
    pairing.links.sort_by_key(|l| l.old[0]);
    let tokens = |bags: Vec<Bag>| bags.into_iter().map(|b| b.tokens).collect();
    Pairs { links: pairing.links, old_tokens: tokens(pairing.old_words), new_tokens: tokens(pairing.new_words) }
}

/// Similar enough to be a rewording where it stands.
const HERE: f32 = 0.4;
/// Similar enough to be a rewording that also moved, from this many words on.
const ELSEWHERE: (f32, usize) = (0.65, 6);
/// So many words are a text that is known again elsewhere by all of them.
const BRIEF: usize = 3;
/// Similar enough for two that were left facing each other.
const FACING: f32 = 0.2;
/// So similar two are one whatever they name; …
const UNSURE: f32 = 0.5;
/// … and below that not where each names so many matters and both none.
const MATTERS: usize = 2;
/// How much of a piece must stand in the whole, from this many words on.
const PIECE: (f32, usize) = (0.85, 6);
/// A word that more items than this share tells none of them apart.
const COMMON: usize = 12;

struct Pairing<'a> {
    old: &'a [Item<'a>],
    new: &'a [Item<'a>],
    old_link: Vec<Option<usize>>,
    new_link: Vec<Option<usize>>,
    links: Vec<Link>,
    /// Between which kept items an item stands; equal gaps face each other.
    old_gap: Vec<usize>,
    new_gap: Vec<usize>,
    /// What is left after equal texts, as words.
    old_words: Vec<Bag>,
    new_words: Vec<Bag>,
    interner: &'a Interner,
}

/// An item's words in order and counted.
#[derive(Default)]
struct Bag {
    tokens: Tokens,
    order: Vec<u32>,
    counts: Vec<(u32, u32)>,
    weight: u32,
}

impl Bag {
    fn new(tokens: Tokens, interner: &Interner) -> Self {
        let order: Vec<u32> = tokens.units.iter().filter(|u| u.counts()).map(|u| u.key).collect();
        let mut sorted = order.clone();
        sorted.sort_unstable();
        let mut counts: Vec<(u32, u32)> = Vec::with_capacity(sorted.len());
        for key in sorted {
            match counts.last_mut() {
                Some((last, count)) if *last == key => *count += 1,
                _ => counts.push((key, 1)),
            }
        }
        let weight = order.iter().map(|&k| interner.weight(k)).sum();
        Self { tokens, order, counts, weight }
    }
}

/// Weight of the words that both hold.
fn shared(a: &[(u32, u32)], b: &[(u32, u32)], weight: &impl Fn(u32) -> u32) -> u32 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1.min(b[j].1) * weight(a[i].0);
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// Whether a text is a whole sentence.
fn is_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '。']) && text.split_whitespace().nth(5).is_some()
}

/// Whether a line could be a heading that its page did not mark as one.
fn is_title(item: &Item<'_>) -> bool {
    item.marker.is_none()
        && item.text.starts_with(char::is_uppercase)
        && !item.text.ends_with(['.', ';', ',', ':'])
        && item.text.split_whitespace().nth(5).is_none()
}

struct Candidate {
    score: f32,
    old: usize,
    new: usize,
}

impl<'a> Pairing<'a> {
    fn new(old: &'a [Item<'a>], new: &'a [Item<'a>], interner: &'a mut Interner, budget: &mut Budget) -> Self {
        let keys = |items: &[Item<'_>]| items.iter().map(|i| i.key).collect::<Vec<_>>();
        // Fewest items moved; of equal numbers, the fewest words.
        let weight = |i: usize| 1_000 + (old[i].text.len() / 4).min(999) as u32;
        let kept = align(&keys(old), &keys(new), weight, budget);
        let gaps = |len: usize, at: &dyn Fn(&(usize, usize)) -> usize| {
            let mut gaps = vec![0; len];
            let mut passed = kept.iter().peekable();
            let mut gap = 0;
            for (i, slot) in gaps.iter_mut().enumerate() {
                if passed.peek().is_some_and(|p| at(p) == i) {
                    passed.next();
                    gap += 1;
                }
                *slot = gap;
            }
            gaps
        };
        let (old_gap, new_gap) = (gaps(old.len(), &|p| p.0), gaps(new.len(), &|p| p.1));
        let (mut old_link, mut new_link) = (vec![None; old.len()], vec![None; new.len()]);
        let mut links = Vec::with_capacity(old.len());
        for (i, j) in kept {
            (old_link[i], new_link[j]) = (Some(links.len()), Some(links.len()));
            links.push(Link { old: vec![i], new: vec![j], moved: false, same: true });
        }
        let mut bags = |items: &[Item<'_>], link: &[Option<usize>]| -> Vec<Bag> {
            let mut bag = |item: &Item<'_>| Bag::new(interner.tokens(item.text.to_owned()), interner);
            items.iter().zip(link).map(|(item, l)| if l.is_none() { bag(item) } else { Bag::default() }).collect()
        };
        let (old_words, new_words) = (bags(old, &old_link), bags(new, &new_link));
        Self { old, new, old_link, new_link, links, old_gap, new_gap, old_words, new_words, interner }
    }

    fn link(&mut self, old: Vec<usize>, new: Vec<usize>, moved: bool, same: bool) {
        for &i in &old {
            self.old_link[i] = Some(self.links.len());
        }
        for &j in &new {
            self.new_link[j] = Some(self.links.len());
        }
        self.links.push(Link { old, new, moved, same });
    }

    fn old_left(&self) -> Vec<usize> {
        (0..self.old.len()).filter(|&i| self.old_link[i].is_none()).collect()
    }

    fn new_left(&self) -> Vec<usize> {
        (0..self.new.len()).filter(|&j| self.new_link[j].is_none()).collect()
    }

    /// Runs within one gap whose words are the same, however they are cut into items.
    fn regroup(&mut self) {
        let mut starts: FxHashMap<(usize, u32), Vec<usize>> = FxHashMap::default();
        for j in self.new_left() {
            if let Some(&first) = self.new_words[j].order.first() {
                starts.entry((self.new_gap[j], first)).or_default().push(j);
            }
        }
        for i in self.old_left() {
            if self.old_link[i].is_some() {
                continue;
            }
            let facing = self.alike(i);
            if let Some(j) = facing {
                self.link(vec![i], vec![j], false, true);
                continue;
            }
            let Some(&first) = self.old_words[i].order.first() else { continue };
            let found = starts
                .get(&(self.old_gap[i], first))
                .into_iter()
                .flatten()
                .take(COMMON)
                .find_map(|&j| self.same_words(i, j));
            if let Some((old, new)) = found {
                let same =
                    old.len() + new.len() > 2 && self.same_letters(&self.old[old.clone()], &self.new[new.clone()]);
                self.link(old.collect(), new.collect(), false, same);
            }
        }
    }

    /// Whether runs of the same words are the same but for where they are cut. Where a list was made of a sentence its markers
    /// stand in the text on one side only, and signs come and go with them: that is not looked at.
    fn same_letters(&self, old: &[Item<'_>], new: &[Item<'_>]) -> bool {
        let marked = old.iter().chain(new).any(|item| item.marker.is_some());
        marked || old.iter().flat_map(Item::letters).eq(new.iter().flat_map(Item::letters))
    }

    /// The new item in the same gap whose text is the same once both are read with their markers.
    fn alike(&self, i: usize) -> Option<usize> {
        let gap = self.old_gap[i];
        let from = self.new_gap.partition_point(|&g| g < gap);
        let until = self.new_gap.partition_point(|&g| g <= gap);
        let same = |j: &usize| self.new_link[*j].is_none() && self.new[*j].marked_key == self.old[i].marked_key;
        (from..until.min(from + 200)).find(same)
    }

    /// The shortest runs from `i` and `j` on that hold the same words. What has none is part of no run: that it is there or not
    /// would be told by nothing.
    fn same_words(&self, i: usize, j: usize) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
        let (mut old_end, mut new_end) = (i, j);
        let (mut a, mut b): (&[u32], &[u32]) = (&[], &[]);
        loop {
            if a.is_empty() && b.is_empty() && old_end > i {
                return Some((i..old_end, j..new_end));
            }
            if a.is_empty() {
                let fits = |i: &usize| self.old_link[*i].is_none() && self.old_gap[*i] == self.new_gap[j];
                let next = Some(old_end).filter(|&i| i < self.old.len()).filter(fits)?;
                a = Some(self.old_words[next].order.as_slice()).filter(|words| !words.is_empty())?;
                old_end += 1;
            }
            if b.is_empty() {
                let fits = |n: &usize| self.new_link[*n].is_none() && self.new_gap[*n] == self.new_gap[j];
                let next = Some(new_end).filter(|&n| n < self.new.len()).filter(fits)?;
                b = Some(self.new_words[next].order.as_slice()).filter(|words| !words.is_empty())?;
                new_end += 1;
            }
            let common = a.len().min(b.len());
            if a[..common] != b[..common] {
                return None;
            }
            (a, b) = (&a[common..], &b[common..]);
        }
    }

    /// Equal texts of at least `words` words that stand elsewhere.
    fn moves(&mut self, words: usize) {
        let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for j in self.new_left().into_iter().rev() {
            places.entry(self.new[j].key).or_default().push(j);
        }
        for i in self.old_left() {
            if self.old_words[i].order.len() < words && self.old[i].heading.is_none() {
                continue;
            }
            let alike = |j: &usize| self.new[*j].heading.is_some() == self.old[i].heading.is_some();
            let Some(at) = places.get_mut(&self.old[i].key) else { continue };
            if at.last().is_some_and(alike) {
                let j = at.pop().expect("it has a last one");
                let moved = self.old_gap[i] != self.new_gap[j];
                self.link(vec![i], vec![j], moved, true);
            }
        }
    }

    /// What is left in one section and speaks of the same.
    fn kin(&mut self) {
        let left = |items: &'a [Item<'a>], links: &[Option<usize>]| -> Vec<Left<'a>> {
            let mut section = None;
            let mut out = Vec::new();
            for (at, item) in items.iter().enumerate() {
                if item.heading.is_some() {
                    section = links[at].or(Some(usize::MAX));
                } else if links[at].is_none() && !is_title(item) {
                    out.push(Left { at, section, text: item.text });
                }
            }
            out
        };
        let (old, new) = (left(self.old, &self.old_link), left(self.new, &self.new_link));
        let known = |l: &Left<'_>| l.section != Some(usize::MAX);
        let (old, new): (Vec<_>, Vec<_>) =
            (old.into_iter().filter(known).collect(), new.into_iter().filter(known).collect());
        for (i, j) in kin(&old, &new) {
            let moved = self.old_gap[i] != self.new_gap[j];
            self.link(vec![i], vec![j], moved, false);
        }
    }

    fn similarity(&self, i: usize, j: usize) -> f32 {
        let (a, b) = (&self.old_words[i], &self.new_words[j]);
        if a.weight + b.weight == 0 {
            return 0.0;
        }
        2.0 * shared(&a.counts, &b.counts, &|k| self.interner.weight(k)) as f32 / (a.weight + b.weight) as f32
    }

    /// Whether one of the two is little more than a part of the other: what is left after a split, before a merge.
    fn is_piece(&self, i: usize, j: usize) -> bool {
        let (a, b) = (&self.old_words[i], &self.new_words[j]);
        let common = shared(&a.counts, &b.counts, &|k| self.interner.weight(k)) as f32;
        a.order.len().min(b.order.len()) >= PIECE.1 && common >= PIECE.0 * a.weight.min(b.weight) as f32
    }

    /// Similar texts, the best pairs first.
    fn similar(&mut self) {
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); self.interner.len()];
        let old_left = self.old_left();
        let few = old_left.len() <= COMMON;
        for &i in &old_left {
            for &(key, _) in &self.old_words[i].counts {
                // One more shows that it is common.
                let held = &mut holders[key as usize];
                if few || held.len() <= COMMON {
                    held.push(i);
                }
            }
        }
        let mut candidates = Vec::new();
        let mut votes: Vec<Option<u32>> = vec![None; self.old.len()];
        let mut ranked: Vec<(u32, usize)> = Vec::new();
        for j in self.new_left() {
            for &(key, _) in &self.new_words[j].counts {
                let at = &holders[key as usize];
                if few || at.len() <= COMMON {
                    for &i in at {
                        if votes[i].is_none() {
                            ranked.push((0, i));
                        }
                        *votes[i].get_or_insert_default() += self.interner.weight(key);
                    }
                }
            }
            for (vote, i) in &mut ranked {
                *vote = votes[*i].take().unwrap_or_default();
            }
            ranked.sort_unstable_by_key(|&(votes, i)| {
                (std::cmp::Reverse(votes), self.old_gap[i].abs_diff(self.new_gap[j]), i)
            });
            for (_, i) in ranked.drain(..).take(if few { COMMON } else { 4 }) {
                if self.old[i].heading.is_some() != self.new[j].heading.is_some() {
                    continue;
                }
                let similarity = self.similarity(i, j);
                if similarity < ELSEWHERE.0 && is_sentence(self.old[i].text) != is_sentence(self.new[j].text) {
                    // What is a line of its own in one version is not the sentence below it in the other.
                    if is_title(&self.old[i]) || is_title(&self.new[j]) {
                        continue;
                    }
                }
                let here = self.old_gap[i] == self.new_gap[j];
                let words = self.old_words[i].order.len().min(self.new_words[j].order.len());
                let piece = here && similarity < HERE && self.is_piece(i, j);
                let alike = (here && similarity >= HERE) || piece || (similarity >= ELSEWHERE.0 && words >= ELSEWHERE.1)
                    // The same words with another sign behind them.
                    || words >= BRIEF && self.old_words[i].order == self.new_words[j].order;
                if alike && around(self.old[i].text) == around(self.new[j].text) {
                    let score = similarity + if here { 0.1 } else { 0.0 };
                    candidates.push(Candidate { score, old: i, new: j });
                }
            }
        }
        candidates.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then((a.old, a.new).cmp(&(b.old, b.new))));
        for Candidate { old: i, new: j, .. } in candidates {
            if self.old_link[i].is_none() && self.new_link[j].is_none() && !self.strangers(i, j) {
                let moved = self.old_gap[i] != self.new_gap[j];
                self.link(vec![i], vec![j], moved, false);
            }
        }
    }

    /// Whether two share only words that name no matter: "content that incites violence" and "content that facilitates spam".
    fn strangers(&self, i: usize, j: usize) -> bool {
        if self.old[i].heading.is_some() || self.similarity(i, j) >= UNSURE {
            return false;
        }
        let [a, b] = [self.old[i].text, self.new[j].text].map(named);
        a.len().min(b.len()) >= MATTERS && a.iter().all(|stem| b.binary_search(stem).is_err())
    }

    /// Pieces that were split off a reworded item or merged into it: they stand right beside it, and the other side
    /// holds their words.
    fn neighbours(&mut self) {
        for at in 0..self.links.len() {
            if self.links[at].same {
                continue;
            }
            loop {
                let Link { old, new, .. } = &self.links[at];
                let (first_old, last_old) = (old[0], old[old.len() - 1]);
                let (first_new, last_new) = (new[0], new[new.len() - 1]);
                let minus = |from: &[usize], bags: &[Bag], without: &[usize], others: &[Bag]| {
                    let mut counts: FxHashMap<u32, i64> = FxHashMap::default();
                    for &i in from {
                        bags[i].counts.iter().for_each(|&(k, n)| *counts.entry(k).or_default() += i64::from(n));
                    }
                    for &j in without {
                        others[j].counts.iter().for_each(|&(k, n)| *counts.entry(k).or_default() -= i64::from(n));
                    }
                    let mut left: Vec<(u32, u32)> =
                        counts.into_iter().filter(|&(_, n)| n > 0).map(|(k, n)| (k, n as u32)).collect();
                    left.sort_unstable();
                    left
                };
                let lacking = minus(old, &self.old_words, new, &self.new_words);
                let extra = minus(new, &self.new_words, old, &self.old_words);
                let held = |bag: &Bag, by: &[(u32, u32)]| {
                    bag.order.len() >= 3
                        && shared(&bag.counts, by, &|k| self.interner.weight(k)) as f32 >= 0.7 * bag.weight as f32
                };
                let free_new = |j: usize| j < self.new.len() && self.new_link[j].is_none();
                let free_old = |i: usize| i < self.old.len() && self.old_link[i].is_none();
                if free_new(last_new + 1) && held(&self.new_words[last_new + 1], &lacking) {
                    self.links[at].new.push(last_new + 1);
                    self.new_link[last_new + 1] = Some(at);
                } else if first_new > 0 && free_new(first_new - 1) && held(&self.new_words[first_new - 1], &lacking) {
                    self.links[at].new.insert(0, first_new - 1);
                    self.new_link[first_new - 1] = Some(at);
                } else if free_old(last_old + 1) && held(&self.old_words[last_old + 1], &extra) {
                    self.links[at].old.push(last_old + 1);
                    self.old_link[last_old + 1] = Some(at);
                } else if first_old > 0 && free_old(first_old - 1) && held(&self.old_words[first_old - 1], &extra) {
                    self.links[at].old.insert(0, first_old - 1);
                    self.old_link[first_old - 1] = Some(at);
                } else {
                    break;
                }
            }
        }
    }

    /// Headings left facing each other between two known neighbours, and lone provisions there that share something.
    fn facing(&mut self) {
        let mut i = 0;
        while i < self.old.len() {
            if self.old_link[i].is_some() {
                i += 1;
                continue;
            }
            let end = (i..self.old.len()).find(|&k| self.old_link[k].is_some()).unwrap_or(self.old.len());
            let before =
                i.checked_sub(1).and_then(|k| self.old_link[k]).and_then(|l| self.links[l].new.last().copied());
            let from = before.map_or(0, |j| j + 1);
            let to = (from..self.new.len()).find(|&k| self.new_link[k].is_some()).unwrap_or(self.new.len());
            for headings in [true, false] {
                let olds: Vec<usize> = (i..end).filter(|&k| self.old[k].heading.is_some() == headings).collect();
                let news: Vec<usize> = (from..to).filter(|&k| self.new[k].heading.is_some() == headings).collect();
                if olds.len() != news.len() || (!headings && olds.len() != 1) {
                    continue;
                }
                for (&a, &b) in olds.iter().zip(&news) {
                    if around(self.old[a].text) != around(self.new[b].text) {
                        continue;
                    }
                    let unlike = is_sentence(self.old[a].text) != is_sentence(self.new[b].text)
                        && (is_title(&self.old[a]) || is_title(&self.new[b]));
                    if headings || self.similarity(a, b) >= FACING && !unlike && !self.strangers(a, b) {
                        self.link(vec![a], vec![b], false, false);
                    }
                }
            }
            i = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::ChangeKind;
    use crate::compare::testing::changes;

    #[test]
    fn words_that_name_no_matter_make_no_pair() {
        let page = |item: &str| {
            format!(
                "# Harbour rules\n\nYou may not:\n\n- sell oars;\n- {item}\n- paint the crane.\n\nGulls sleep on the pier.\n"
            )
        };
        let old = page("generate content that facilitates, promotes or incites drunkenness at sea;");
        let kinds = |item: &str| changes(&old, &page(item)).iter().map(|change| change.kind).collect::<Vec<_>>();
        let other = kinds("loosen the moorings of other boats, by content that facilitates such things;");
        assert_eq!(other, [ChangeKind::Added, ChangeKind::Removed]);
        assert_eq!(kinds("content that facilitates drunkenness near lighthouses at sea;"), [ChangeKind::Reworded]);
    }
}
