//! Whether what a sentence says stands in the other version too, in whatever clause and in like words.
//!
//! A ban that only went into another list, a right that is told in another sentence: neither came nor went, and to say so
//! would be false. So each such effect is sought in the other version first. Words are compared by their stems, each
//! weighing the more the fewer clauses have it. Cost: one pass over a version, and only when something is sought in it.

mod ages;
mod lacks;
mod ruled;
mod stems;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

pub(super) use ages::ages;
pub(super) use lacks::Newness;
use ruled::Names;
pub(super) use ruled::Rule;
pub(super) use stems::{
    BINDING, BURDENS, CONSEQUENCES, FORBIDDING, GENERAL, HEDGES, LIMITS, MEMBERS, POINTING, PROVISOS, QUALIFIERS,
    REFERRING, SANCTIONS, TAKES_DOWN, alike, named, names_nothing, stem_set,
};
use stems::{first_named, kin_of, stems};

use super::effects::{Force, governs, negates, ruling, sanctions, takes_down};
use crate::read::{Policy, Provision};

/// How much of a sentence that came a clause must hold, by weight, to say the same; of one that went less is enough: that a
/// rule is gone needs the stronger proof; …
pub(super) const CAME: f32 = 0.6;
pub(super) const WENT: f32 = 0.4;
/// … of a section in between; …
pub(super) const SECTION: f32 = 0.5;
/// … and how much more a whole list: a clause may have been cut into one.
const LIST: f32 = 0.2;
/// How much more of a sentence of so few stems.
const BRIEF: f32 = 0.1;
const FEW: usize = 6;

/// A version's clauses and lists by the stems of their words.
pub(super) struct Standing<'a> {
    provisions: &'a [Provision],
    /// Each clause, and each list with its lead-in.
    places: Vec<Range<usize>>,
    /// In which places a stem stands, each once.
    holders: FxHashMap<u64, Vec<u32>>,
    /// Whether what stands above a provision forbids what it names: its lead-in, or what leads that in; else its heading.
    banned: Vec<bool>,
    /// The stems of the document's title.
    title: Vec<u64>,
    /// The stems of names that stand in many clauses, made when first asked for.
    proper: OnceCell<Vec<u64>>,
    /// The kinds of sanctions that it names anywhere, made when first asked for.
    sanctions: OnceCell<BTreeSet<usize>>,
    /// What its provisions name, by their place, as far as that was asked for.
    names: RefCell<FxHashMap<usize, Rc<Names>>>,
}

impl<'a> Standing<'a> {
    pub(super) fn of(policy: &'a Policy) -> Self {
        let provisions = &policy.provisions[..];
        let title = named(&policy.title);
        let (places, holders, banned) = (Vec::new(), FxHashMap::default(), banned(provisions));
        let (proper, sanctions, names) = (OnceCell::new(), OnceCell::new(), RefCell::default());
        let mut standing = Self { provisions, places, holders, banned, title, proper, sanctions, names };
        let mut at = 0;
        while at < provisions.len() {
            let lead_in = provisions[at].lead_in.as_deref();
            let end = match lead_in {
                Some(_) => (at..provisions.len()).find(|&i| provisions[i].lead_in.as_deref() != lead_in),
                None => Some(at + 1),
            };
            let end = end.unwrap_or(provisions.len());
            let said: Vec<Vec<u64>> = provisions[at..end].iter().map(|p| stems(&p.text).collect()).collect();
            for (i, stems) in said.iter().enumerate() {
                standing.place(at + i..at + i + 1, stems.iter().copied());
            }
            if let Some(lead_in) = lead_in {
                standing.place(at..end, said.into_iter().flatten().chain(stems(lead_in)));
            }
            at = end;
        }
        standing
    }

    fn place(&mut self, provisions: Range<usize>, stems: impl Iterator<Item = u64>) {
        let at = self.places.len() as u32;
        self.places.push(provisions);
        for stem in stems {
            let holders = self.holders.entry(stem).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
    }

    /// Whether a text that came names a kind of sanction of which this version says nothing.
    pub(super) fn lacks_sanction(&self, text: &str) -> bool {
        let named = sanctions(text);
        !named.is_empty() && named.iter().any(|kind| !self.sanctions().contains(kind))
    }

    /// The kinds of sanctions that this version names anywhere.
    pub(super) fn sanctions(&self) -> &BTreeSet<usize> {
        self.sanctions.get_or_init(|| self.provisions.iter().flat_map(|p| sanctions(&p.text)).collect())
    }

    /// Whether the words that name a text's matter stand nowhere in this version, most of the first ones and most of all, so
    /// that it ruled nothing on it.
    pub(super) fn lacks_matter(&self, text: &str) -> bool {
        const FEWEST: usize = 2;
        let holding = |stem: &u64| -> BTreeSet<u32> {
            let held = kin_of(stem).iter().filter_map(|kin| self.holders.get(kin)).flatten();
            held.copied().filter(|at| self.places[*at as usize].len() == 1).collect()
        };
        let matter = named(text);
        let mut together: FxHashMap<u32, usize> = FxHashMap::default();
        let mut absent: Vec<u64> = Vec::new();
        for &stem in &matter {
            let places = holding(&stem);
            if places.is_empty() {
                absent.push(stem);
            }
            places.into_iter().for_each(|at| *together.entry(at).or_default() += 1);
        }
        // A clause that names two of them may rule that matter in other words.
        if absent.len() < FEWEST || absent.len() * 2 < matter.len() || together.values().any(|named| *named >= FEWEST) {
            return false;
        }
        let first = first_named(text, FEWEST);
        let new = first.iter().filter(|stem| absent.contains(stem)).count();
        let banned = |stem: &u64| holding(stem).iter().any(|at| self.forbids(&self.places[*at as usize]));
        // Of so many words so few are chance.
        const MANY: usize = 5;
        let chance = || absent.len() >= MANY && absent.len() * 4 >= matter.len() * 3;
        new * 2 > first.len() || new > 0 && (chance() || !first.iter().any(banned))
    }

    /// Whether a place forbids: by what stands above it or, of a clause, by its own words.
    fn forbids(&self, place: &Range<usize>) -> bool {
        self.banned[place.start] || place.len() == 1 && negates(&self.provisions[place.start].text)
    }

    /// Whether some clause but those left out says what a text says that came to the other version, or went from it; of a ban, whether one that forbids does.
    pub(super) fn holds(&self, text: &str, least: f32, ban: bool, but: &[usize]) -> bool {
        let all = self.places.len() as f32;
        let mut found: FxHashMap<u32, f32> = FxHashMap::default();
        let mut sum = 0.0;
        let wanted = stem_set(text);
        // Of few words each tells more.
        let least = least + if wanted.len() <= FEW { BRIEF } else { 0.0 };
        for stem in wanted {
            let holders = self.holders.get(&stem).map_or(&[][..], |h| h);
            let weight = (1.0 + all / holders.len().max(1) as f32).ln();
            sum += weight;
            for &at in holders {
                *found.entry(at).or_default() += weight;
            }
        }
        found.into_iter().any(|(at, weight)| {
            let place = &self.places[at as usize];
            let most = least + if place.len() == 1 { 0.0 } else { LIST };
            weight >= sum * most && !but.iter().any(|i| place.contains(i)) && (!ban || self.forbids(place))
        })
    }
}

/// Which provisions are banned by what stands above them. One pass; what many have above them is read once.
fn banned(provisions: &[Provision]) -> Vec<bool> {
    let mut leads: FxHashMap<&str, bool> = FxHashMap::default();
    let mut read: FxHashMap<&str, bool> = FxHashMap::default();
    let mut all = Vec::with_capacity(provisions.len());
    for (at, provision) in provisions.iter().enumerate() {
        let lead_in = provision.lead_in.as_deref();
        let above = lead_in.or(provision.path.last().map(|heading| &**heading));
        let forbids = |above| {
            *read
                .entry(above)
                .or_insert_with(|| governs(above) == Force::Forbids || takes_down(above) || negates(above))
        };
        let own = above.is_some_and(forbids);
        // "Deceptive names:" within a list of what is banned.
        let banned = own || lead_in.is_some_and(|lead_in| leads.get(lead_in) == Some(&true));
        let leads_in = || provisions.get(at + 1).is_some_and(|below| below.lead_in.as_deref() == Some(&provision.text));
        if lead_in.is_some() && (provision.text.ends_with([':', '：']) || leads_in()) {
            leads.insert(&provision.text, banned && ruling(&provision.text).0 == Force::States);
        }
        all.push(banned);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::policy;

    #[test]
    fn what_stands_in_other_words_or_another_clause_is_found() {
        let text = "# Rules\n\nWe hope that you like it here, and that you stay for long.\n\nYou must not:\n\n\
                    - attempt the circumvention of our safety filters;\n- send unsolicited mail to anyone;\n\n\
                    You may resell seats to friends.\n";
        let nested = "# Rules\n\nDo not post:\n\n- Deceptive names:\n  - handles of others;\n- spam.\n\nGulls sleep.\n";
        let nested = super::super::testing::policy(nested);
        let standing = Standing::of(&nested);
        assert!(standing.holds("handles of others", CAME, true, &[]));
        let policy = policy(text);
        let standing = Standing::of(&policy);
        assert!(standing.holds("Do not circumvent safety filters.", CAME, true, &[]));
        assert!(standing.holds("Sending unsolicited mail", CAME, true, &[]));
        assert!(!standing.holds("Do not mine coins on our machines.", CAME, true, &[]));
        assert!(!standing.holds("Do not resell seats.", CAME, true, &[]));
        assert!(standing.holds("Reselling seats", CAME, false, &[]));
        assert!(standing.lacks_matter("Do not paint lanterns or carve masts."));
        assert!(!standing.lacks_matter("Do not attempt to bypass safety filters."));
        assert!(!standing.lacks_matter("Do not send unsolicited parcels or paint lanterns."));
        assert!(standing.lacks_sanction("We may suspend seats."));
        let last = standing.places.iter().map(|p| p.end).max().expect("places") - 1;
        assert!(!standing.holds("Reselling seats", CAME, false, &[last]));
    }
}
