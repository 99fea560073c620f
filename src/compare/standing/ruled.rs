//! Whether a version rules the matter of a rule: most of the words that name the matter stand in one place of it, or above
//! it, in a sentence that forbids, requires or allows as the rule does.

use crate::compare::scan::{find, holds_any, lowercase};
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Standing;
use super::ages::{ages, same_age};
use super::stems::{kin_of, named};
use crate::compare::effects::{
    Actor, Force, governs, negates, rules_out, ruling, sanctions, speaks_of, split_sentences,
};
use crate::read::Provision;

/// What a rule does, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::compare) enum Rule {
    /// Forbids readers something.
    Ban,
    /// Asks something of them.
    Duty,
    /// Allows them something.
    Permission,
    /// Lets the provider do something.
    Power,
    /// Promises readers something.
    Promise,
}

impl Rule {
    /// The rule that an effect tells of.
    pub(in crate::compare) fn of(effect: &str) -> Option<Self> {
        match effect {
            "prohibition_added" | "prohibition_removed" => Some(Self::Ban),
            "duty_added" | "duty_removed" => Some(Self::Duty),
            "permission_added" | "permission_withdrawn" => Some(Self::Permission),
            "power_added" | "power_removed" | "sanction_added" => Some(Self::Power),
            "commitment_added" | "commitment_removed" => Some(Self::Promise),
            _ => None,
        }
    }

    /// How much of the matter of such a rule that came, or went, another one must name, by weight.
    pub(in crate::compare) fn least(self, came: bool) -> f32 {
        match self {
            _ if came => 0.55,
            Self::Ban => 0.38,
            _ => 0.45,
        }
    }

    /// Whether a sentence is such a rule.
    pub(super) fn is(self, text: &str) -> bool {
        match self {
            Self::Ban => negates(text) || rules_out(text),
            Self::Duty => requires(text),
            Self::Permission => speaks_of(Force::Allows, text),
            // What the provider rules out it has no right to.
            Self::Power => {
                provides(text) && ruling(text).0 != Force::Forbids
                    || holds_any(text, &["reserve", "discretion", "the right to"])
            }
            Self::Promise => provides(text) && !text.contains("reserve"),
        }
    }

    /// Whether what stands above a clause, which may ban what it names, makes such rules of it.
    pub(super) fn governs(self, first: &Provision, banned: bool) -> bool {
        let lead_in = first.lead_in.as_deref().unwrap_or_default();
        match self {
            Self::Ban => banned || rules_out(lead_in),
            Self::Duty => requires(lead_in),
            Self::Permission => governs(lead_in) == Force::Allows,
            Self::Power | Self::Promise => self.is(lead_in),
        }
    }
}

impl Standing<'_> {
    /// Whether some clause or short list but those left out rules the matter of a rule, in whatever words it forbids,
    /// requires or allows: most of the words that name the matter stand in one place of it, or above it.
    pub(in crate::compare) fn rules(&self, text: &str, least: f32, rule: Rule, but: &[usize]) -> bool {
        // Of what comes of a breach each document has words of its own.
        if rule == Rule::Power && !provides(text) && !sanctions(text).is_empty() {
            return !self.lacks_sanction(text) && !self.lacks_matter(text);
        }
        let matter = named(text);
        let lower = lowercase(text);
        let head = |words: &[&str], least: usize| {
            let end = words.iter().filter_map(|word| find(&lower, word)).min();
            end.and_then(|at| text.get(..at)).map(named).filter(|head| (least..matter.len()).contains(&head.len()))
        };
        // "If you object, you may leave": what is ruled stands behind its condition.
        let then = consequent(&lower).and_then(|at| text.get(at..)).map(named);
        let then =
            then.filter(|then| !matches!(rule, Rule::Ban | Rule::Duty) && (2..matter.len()).contains(&then.len()));
        // What "including" and "as well as" bring in behind the matter is more of it; a ban on the first of what another one
        // names is that ban, narrower or wider.
        let few = if matches!(rule, Rule::Ban | Rule::Duty) { 1 } else { 2 };
        let heads = [head(MORE, few), head(FIRST, 2).filter(|_| rule == Rule::Ban), then];
        self.ruled(&matter, least, rule, but)
            || heads.iter().flatten().any(|head| self.ruled(head, least + HEAD, rule, but))
            || matches!(rule, Rule::Ban | Rule::Duty) && self.same_age(&ages(&lower), but)
    }

    /// Whether some clause promises notice of changes to the document, as a text does.
    pub(in crate::compare) fn tells_of_changes(&self, text: &str) -> bool {
        let sentences =
            |p: &Provision| split_sentences(&p.text).into_iter().any(|range| tells_of_changes(&p.text[range]));
        tells_of_changes(text) && self.provisions.iter().any(sentences)
    }

    /// Whether a clause but those left out sets one of these ages.
    fn same_age(&self, wanted: &[u32], but: &[usize]) -> bool {
        let others = || self.provisions.iter().enumerate().filter(|(at, _)| !but.contains(at));
        !wanted.is_empty() && others().any(|(_, p)| same_age(wanted, &p.text))
    }

    fn ruled(&self, matter: &[u64], least: f32, rule: Rule, but: &[usize]) -> bool {
        let all = self.provisions.len();
        let mut found: FxHashMap<u32, f32> = FxHashMap::default();
        let mut weights: Vec<(u64, f32)> = Vec::new();
        for &stem in matter.iter().filter(|stem| !self.title.contains(stem)) {
            let mut held: Vec<u32> =
                kin_of(&stem).iter().filter_map(|kin| self.holders.get(kin)).flatten().copied().collect();
            held.sort_unstable();
            held.dedup();
            // The provider's name and the like stand everywhere.
            if held.len() > (all / 6).max(EVERYWHERE) && kin_of(&stem).len() == 1 {
                continue;
            }
            // A word that the version does not have may be another word for one that it has.
            let holders = if held.is_empty() { ABSENT } else { held.len() };
            let weight = 1.0 + (1.0 + all as f32 / holders as f32).ln();
            weights.push((stem, weight));
            for at in held {
                *found.entry(at).or_default() += weight;
            }
        }
        if weights.is_empty() {
            return false;
        }
        let sum: f32 = weights.iter().map(|w| w.1).sum();
        found.retain(|_, weight| *weight >= sum * least * OWN);
        found.keys().any(|&at| {
            let place = &self.places[at as usize];
            !but.iter().any(|i| place.contains(i)) && self.says(place, &weights, sum * least, rule)
        })
    }

    /// Whether a rule in a place names so much of a matter.
    fn says(&self, place: &Range<usize>, matter: &[(u64, f32)], least: f32, rule: Rule) -> bool {
        let first = &self.provisions[place.start];
        let names = self.names(place.start);
        let above = &names.above;
        let governed = rule.governs(first, self.banned[place.start]);
        let enough = |said: &[u64]| {
            let own = matter.iter().filter(|(stem, _)| said.contains(stem));
            let (own, weight) = own.fold((0, 0.0), |(n, sum), (_, weight)| (n + 1, sum + weight));
            let beside = matter.iter().filter(|(stem, _)| above.contains(stem) && !said.contains(stem));
            let (beside, more) = beside.fold((0, 0.0), |(n, sum), (_, weight)| (n + 1, sum + weight));
            // One word is enough where neither names another.
            const BRIEF: usize = 6;
            let only = matter.len() == 1 && said.len() <= BRIEF;
            own > 0 && (own + beside >= 2 || only) && weight + more >= least && weight >= least * OWN
        };
        if place.len() > 1 {
            let all: Vec<Rc<Names>> = place.clone().map(|at| self.names(at)).collect();
            let said: Vec<u64> = all.iter().flat_map(|n| &n.sentences).flat_map(|(_, n)| n).copied().collect();
            let least = least * WHOLE_LIST;
            let weight: f32 = matter.iter().filter(|(stem, _)| said.contains(stem)).map(|w| w.1).sum();
            return place.len() <= SHORT_LIST && governed && weight >= least && enough(&said);
        }
        let ruled = |range: &Range<usize>| governed || rule.is(&first.text[range.clone()]);
        names.sentences.iter().any(|(range, said)| enough(said) && ruled(range))
    }

    /// What a provision names, read once however often it is asked.
    pub(super) fn names(&self, at: usize) -> Rc<Names> {
        let provision = &self.provisions[at];
        let read = || {
            let mut above = named(provision.lead_in.as_deref().unwrap_or_default());
            provision.path.iter().for_each(|heading| above.extend(named(heading)));
            let sentences = split_sentences(&provision.text).into_iter();
            let sentences = sentences.map(|range| (range.clone(), named(&provision.text[range]))).collect();
            Rc::new(Names { above, sentences })
        };
        Rc::clone(self.names.borrow_mut().entry(at).or_insert_with(read))
    }
}

/// The stems of the words that name a matter, above a provision and in its sentences.
pub(super) struct Names {
    above: Vec<u64>,
    pub(super) sentences: Vec<(Range<usize>, Vec<u64>)>,
}

/// How much more of what stands before "including" a place must name, …
const HEAD: f32 = 0.25;
/// … how much of that in its own words, and not in those above it; how much more a list, which must be no longer.
const OWN: f32 = 0.6;
const WHOLE_LIST: f32 = 1.2;
const SHORT_LIST: usize = 6;
/// What so many places hold names no matter.
const EVERYWHERE: usize = 6;
/// A word that no place holds weighs as one that so many do.
const ABSENT: usize = 4;
/// By what more of a matter is brought in.
const MORE: &[&str] =
    &[", including", ", such as", ", as well as", " such as ", " including ", " as well as ", "for example"];
/// What stands behind the first of what a ban names.
const FIRST: &[&str] = &[",", " or "];

/// Whether a sentence promises notice of changes to the document that it stands in.
fn tells_of_changes(text: &str) -> bool {
    const DOCUMENT: &[&str] = &["terms", "agreement", "polic", "guidelines", "version", "standards", "rules"];
    const CHANGES: &[&str] = &["change", "update", "revis", "modif", "amend"];
    const TELLS: &[&str] = &[
        "notif",
        "let you know",
        "inform you",
        "announce",
        "email you",
        "e-mail you",
        "tell you",
        "write to you",
        "notice",
    ];
    const MAY: &[&str] =
        &["may notify", "may inform", "may let", "may email", "without notice", "without prior notice"];
    let lower = lowercase(text);
    let says = |list: &[&str]| holds_any(&lower, list);
    says(TELLS) && says(CHANGES) && says(DOCUMENT) && !says(MAY)
}

/// Where a lower-case sentence goes on behind the condition that it begins with.
fn consequent(lower: &str) -> Option<usize> {
    let starts = ["if ", "when ", "where ", "in order to "].iter().any(|w| lower.trim_start().starts_with(w));
    find(lower, ", ").filter(|_| starts)
}

/// Whether a sentence tells what the provider may, must or will do.
fn provides(text: &str) -> bool {
    let (force, who) = ruling(text);
    force != Force::States && who == Actor::Provider
}

/// Whether a sentence asks something of its reader.
fn requires(text: &str) -> bool {
    const WORDS: &[&str] =
        &["must", "require", "responsib", "shall", "should", "need to", "comply", "have to", "agree"];
    holds_any(text, WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::policy;

    #[test]
    fn a_rule_stands_where_most_of_its_matter_is_ruled_in_other_words() {
        let text = "# Kelpwood Rules\n\n## Archives\n\nWe prohibit accounts that distribute pornographic content.\n\n\
                    Don’t use Kelpwood to break the law or hurt others. We sell maps of tide pools to schools.\n\n\
                    All keepers must comply with local regulations on boats and the Kelpwood rules.\n\n\
                    We remove drawings of the following kinds:\n\n\
                    - harassment of a keeper, or of guests\n- hatred of whoever comes by boat\n";
        let policy = policy(text);
        let standing = Standing::of(&policy);
        let bans = |text: &str| standing.rules(text, Rule::Ban.least(true), Rule::Ban, &[]);
        assert!(bans(
            "We prohibit sharing pornographic content, as well as trade in anything that relates to it offline."
        ));
        assert!(bans("We do not allow content that is illegal."));
        assert!(bans("Do not break the law or violate safety rules."));
        assert!(bans("Do not post, promote, or encourage hate, harassment, or bullying."));
        assert!(!bans("Do not sell maps of tide pools."));
        assert!(!bans("Do not mine coins on our machines."));
        assert!(!bans("Do not send unsolicited mail to guests."));
        let asks = |text: &str| standing.rules(text, Rule::Duty.least(true), Rule::Duty, &[]);
        assert!(asks("You are responsible for following regulations on boats."));
        assert!(!asks("You must report lost keys within two days."));
    }

    #[test]
    fn a_right_or_an_age_stands_in_other_words() {
        let text = "# Harbour Terms\n\nYou must not:\n\n- reverse engineer the lantern;\n- paint the pier.\n\n\
                    The harbour is open to those who are at least 13 years old.\n\n\
                    If you want to delete your berth, you can do so in the office.\n\n\
                    We reserve the right to tow boats that block the gate.\n\nGulls may sleep anywhere.\n";
        let policy = policy(text);
        let standing = Standing::of(&policy);
        let stands = |text: &str, rule: Rule| standing.rules(text, rule.least(true), rule, &[]);
        let engineering = "You will not reverse engineer, decompile, disassemble or otherwise derive the lamp’s code.";
        assert!(stands(engineering, Rule::Ban) && !stands(engineering, Rule::Permission));
        assert!(stands("If you are under 13, please do not board.", Rule::Ban));
        assert!(!stands("If you are under 16, please do not board.", Rule::Ban));
        assert!(stands("You may terminate your berth at any time.", Rule::Permission));
        assert!(stands("The harbour may tow whatever boats block its gate.", Rule::Power));
        assert!(!stands("The harbour may tow whatever boats block its gate.", Rule::Promise));
        assert!(!stands("We may sell your oars.", Rule::Power));
        let changes = super::super::super::testing::policy(
            "# Terms\n\nGulls sleep here.\n\nWe post new terms or write to let you know of changes.\n",
        );
        let told = |text: &str| Standing::of(&changes).tells_of_changes(text);
        assert!(told("We will notify you of material changes to these terms."));
        assert!(!told("We will notify you before we tow your boat."));
    }
}
