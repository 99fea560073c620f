//! Whether a version rules nothing of the kind that a rule is about: what a document that was written anew, or lists that
//! were put together anew, can be said to bring for sure.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Standing;
use super::ages::{ages, same_age};
use super::ruled::Rule;
use super::stems::{first_named, kin_of, named};
use crate::compare::effects::{Force, speaks_of};
use crate::compare::scan::lowercase;
use crate::read::Provision;

/// So many words that name a matter must be new.
const FEWEST: usize = 2;
/// Half of what either names makes two rules one.
const HALF: usize = 2;
/// Of so many words so few are chance.
const MANY: usize = 5;
/// How what is left to the provider's judgement is told.
const DISCRETION: &[&str] = &["discretion", "we determine", "we consider", "we deem", "we believe"];

/// How new to a version a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::compare) enum Newness {
    /// No rule of its kind shares its matter.
    New,
    /// No rule of its kind says the same, and part of what it names stands in none.
    Wider,
    /// A rule may say the same in other words.
    Known,
}

impl Standing<'_> {
    /// Whether no word that names a text's matter, nor another one for it, stands in this version.
    pub(in crate::compare) fn lacks_words(&self, text: &str) -> bool {
        let matter = named(text);
        !matter.is_empty() && !matter.iter().flat_map(kin_of).any(|stem| self.holders.contains_key(stem))
    }

    /// How new a rule that a text tells is to this version. Rules that live on as they were (`kept`, by provision) are no
    /// other wording of it: what came stands beside them.
    pub(in crate::compare) fn newness(&self, text: &str, rule: Rule, kept: &dyn Fn(usize) -> bool) -> Newness {
        let judged = |(at, p): (usize, &Provision)| p.lead_in.is_some() && judges(&p.text) && self.banned[at];
        if rule == Rule::Ban && judges(text) && !self.provisions.iter().enumerate().any(judged) {
            return Newness::New;
        }
        // An age that this version does not set is new, whatever it is for.
        let set = ages(&lowercase(text));
        if !set.is_empty() {
            let known = self.provisions.iter().any(|p| same_age(&set, &p.text));
            return if known { Newness::Known } else { Newness::New };
        }
        let mut matter = named(text);
        let proper = self.proper.get_or_init(|| proper(self.provisions));
        matter.retain(|stem| !self.title.contains(stem) && !proper.contains(stem));
        // What many of its clauses name tells none of them apart.
        let many = (self.provisions.len() / 6).max(MANY);
        matter.retain(|stem| self.holders.get(stem).is_none_or(|held| held.len() <= many));
        let kin = matter.iter().flat_map(kin_of);
        let places: BTreeSet<u32> = kin.filter_map(|kin| self.holders.get(kin)).flatten().copied().collect();
        let mut known: BTreeSet<u64> = BTreeSet::new();
        let mut shared = false;
        for place in places.into_iter().map(|at| &self.places[at as usize]).filter(|place| place.len() == 1) {
            let at = place.start;
            let provision = &self.provisions[at];
            let governed = rule.governs(provision, self.banned[at])
                || rule == Rule::Ban && !speaks_of(Force::Allows, &provision.text);
            for (range, said) in &self.names(at).sentences {
                if !governed && !rule.is(&provision.text[range.clone()]) {
                    continue;
                }
                let common: Vec<u64> = matter.iter().filter(|stem| said.contains(stem)).copied().collect();
                let (same, lives) = (common.len() * HALF >= matter.len(), kept(at));
                // "Do not write malware" is a longer ban's beginning; "do not abuse vouchers" is another one's.
                let shorter = common.len() == said.len() || common.len() >= FEWEST && common.len() * HALF >= said.len();
                if !common.is_empty() && (same || !lives && shorter) {
                    return Newness::Known;
                }
                if !lives {
                    shared |= common.len() >= FEWEST;
                    known.extend(common);
                }
            }
        }
        let new = |stems: &[u64]| stems.iter().filter(|stem| !known.contains(stem)).count();
        let (first, absent) = (first_named(text, FEWEST), new(&matter));
        let chance = matter.len() >= MANY && absent * 4 >= matter.len() * 3;
        let enough = absent >= FEWEST.min(matter.len()) && (new(&first) * 2 > first.len() || new(&first) > 0 && chance);
        match absent {
            0 => Newness::Known,
            // One word, such as "offensive", may be what others come to.
            _ if shared || matter.len() < FEWEST => Newness::Known,
            // What else the provider may do is told by the first that it does.
            _ if enough && (rule == Rule::Ban || new(&first_named(text, 1)) > 0) => Newness::New,
            _ if absent * HALF >= matter.len() && new(&first_named(text, 1)) > 0 => Newness::Wider,
            _ => Newness::Known,
        }
    }
}

/// The stems of names that stand in many clauses, the provider's among them: words with a capital that no clause has without.
fn proper(provisions: &[Provision]) -> Vec<u64> {
    const CLAUSES: usize = 4;
    let mut counts: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for provision in provisions {
        for word in provision.text.split(|c: char| !c.is_alphanumeric()) {
            let mut letters = word.chars();
            match (letters.next(), letters.next()) {
                // "CSAM" names a matter.
                (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
                    counts.entry(word.to_lowercase()).or_default().0 += 1;
                }
                (Some(first), _) if first.is_lowercase() => counts.entry(word.to_owned()).or_default().1 += 1,
                _ => {}
            }
        }
    }
    counts.iter().filter(|(_, count)| count.0 >= CLAUSES && count.1 == 0).flat_map(|(word, _)| named(word)).collect()
}

/// Whether a text leaves to the provider what falls under it.
fn judges(text: &str) -> bool {
    DISCRETION.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::policy;

    #[test]
    fn a_rule_is_new_where_no_rule_of_its_kind_shares_its_matter() {
        let policy = policy(
            "# Harbour rules\n\nYou may paint lanterns. Gulls sleep on the pier.\n\nYou must not:\n\n\
             - overwhelm our cranes by loads that are unreasonably large;\n- forge or alter berth papers;\n- litter.\n",
        );
        let standing = Standing::of(&policy);
        let lacks = |text: &str| standing.newness(text, Rule::Ban, &|_| false) == Newness::New;
        assert!(lacks("paint lanterns or carve masts"));
        assert!(!lacks("overload, disrupt or try to overwhelm our cranes with trucks, barges or winches"));
        assert!(!lacks("litter on the pier, in the gardens or from any boat"));
        assert!(!lacks("forged or altered papers that make a keeper appear to own somebody else’s boat"));
        let beside = |at: usize| policy.provisions[at].text.contains("forge");
        let papers = "forged or altered papers that make a keeper appear to own somebody else’s boat";
        assert_eq!(standing.newness(papers, Rule::Ban, &beside), Newness::New);
        assert!(lacks("whatever cranes carry that we consider, in our sole discretion, a risk to the pier"));
    }
}
