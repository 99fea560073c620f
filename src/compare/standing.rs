//! Whether what a sentence says stands in the other version too, in whatever clause and in like words.
//!
//! A ban that only went into another list, a right that is told in another sentence: neither came nor went, and to say so
//! would be false. So each such effect is sought in the other version first. Words are compared by their stems, each
//! weighing the more the fewer clauses have it. Cost: one pass over a version, and only when something is sought in it.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::effects::{Force, governs, negates, rules_out, split_sentences};
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
    /// The stems of the document's title.
    title: Vec<u64>,
}

impl<'a> Standing<'a> {
    pub(super) fn of(policy: &'a Policy) -> Self {
        let provisions = &policy.provisions[..];
        let title = named(&policy.title);
        let mut standing = Self { provisions, places: Vec::new(), holders: FxHashMap::default(), title };
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

    /// Whether a place forbids: by what stands above it or, of a clause, by its own words.
    fn forbids(&self, place: &Range<usize>) -> bool {
        let first = &self.provisions[place.start];
        forbidden(first) || place.len() == 1 && negates(&first.text)
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

    /// Whether some clause or short list but those left out rules the matter of a rule, in whatever words it forbids or
    /// requires: most of the words that name the matter stand in one place of it, or above it.
    pub(super) fn rules(&self, text: &str, least: f32, ban: bool, but: &[usize]) -> bool {
        let matter = named(text);
        // What "including" and "as well as" bring in behind the matter is more of it.
        let lower = text.to_lowercase();
        let more = MORE.iter().filter_map(|word| lower.find(word)).min();
        let head = more.and_then(|at| text.get(..at)).map(named).filter(|head| head.len() < matter.len());
        self.ruled(&matter, least, ban, but) || head.is_some_and(|head| self.ruled(&head, HEAD, ban, but))
    }

    fn ruled(&self, matter: &[u64], least: f32, ban: bool, but: &[usize]) -> bool {
        let all = self.provisions.len();
        let mut found: FxHashMap<u32, f32> = FxHashMap::default();
        let mut weights: Vec<(u64, f32)> = Vec::new();
        for &stem in matter.iter().filter(|stem| !self.title.contains(stem)) {
            let mut held: Vec<u32> =
                kin_of(&stem).iter().filter_map(|kin| self.holders.get(kin)).flatten().copied().collect();
            held.sort_unstable();
            held.dedup();
            // The provider's name and the like stand everywhere.
            if held.len() > (all / 6).max(EVERYWHERE) {
                continue;
            }
            let weight = (1.0 + all as f32 / held.len().max(1) as f32).ln();
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
            !but.iter().any(|i| place.contains(i)) && self.says(place, &weights, sum * least, ban)
        })
    }

    /// Whether a rule in a place names so much of a matter.
    fn says(&self, place: &Range<usize>, matter: &[(u64, f32)], least: f32, ban: bool) -> bool {
        let first = &self.provisions[place.start];
        let lead_in = first.lead_in.as_deref().unwrap_or_default();
        let mut above = named(lead_in);
        first.path.iter().for_each(|heading| above.extend(named(heading)));
        let governed = match ban {
            true => forbidden(first) || rules_out(lead_in),
            false => requires(lead_in),
        };
        let enough = |said: &[u64]| {
            let own = matter.iter().filter(|(stem, _)| said.contains(stem));
            let (own, weight) = own.fold((0, 0.0), |(n, sum), (_, weight)| (n + 1, sum + weight));
            let beside = matter.iter().filter(|(stem, _)| above.contains(stem) && !said.contains(stem));
            let (beside, more) = beside.fold((0, 0.0), |(n, sum), (_, weight)| (n + 1, sum + weight));
            // One word is enough where neither names another.
            let most = if matter[0].0 == kin_of(&law())[0] { 6 } else { 1 };
            let only = matter.len() == 1 && said.len() <= most;
            own > 0 && (own + beside >= 2 || only) && weight + more >= least && weight >= least * OWN
        };
        if place.len() > 1 {
            let said: Vec<u64> = self.provisions[place.clone()].iter().flat_map(|p| named(&p.text)).collect();
            let least = least * WHOLE_LIST;
            let weight: f32 = matter.iter().filter(|(stem, _)| said.contains(stem)).map(|w| w.1).sum();
            return place.len() <= SHORT_LIST && governed && weight >= least && enough(&said);
        }
        let sentences: Vec<&str> = split_sentences(&first.text).into_iter().map(|range| &first.text[range]).collect();
        let rules = |text: &str| if ban { negates(text) || rules_out(text) } else { requires(text) };
        sentences.iter().any(|text| (governed || rules(text)) && enough(&named(text)))
    }
}

/// How much of the matter of a rule that came another one must name, by weight; of one that went; of what stands before
/// "including"; …
pub(super) const RULED: f32 = 0.55;
pub(super) const RULED_STILL: f32 = 0.45;
const HEAD: f32 = 0.8;
/// … how much of that in its own words, and not in those above it; how much more a list, which must be no longer.
const OWN: f32 = 0.6;
const WHOLE_LIST: f32 = 1.2;
const SHORT_LIST: usize = 6;
/// What so many places hold names no matter.
const EVERYWHERE: usize = 6;
/// By what more of a matter is brought in.
const MORE: &[&str] =
    &[", including", ", such as", ", as well as", " such as ", " including ", " as well as ", "for example"];

/// Whether what stands above a clause forbids what it names.
fn forbidden(provision: &Provision) -> bool {
    let above = provision.lead_in.as_deref().or(provision.path.last().map(|h| &**h));
    above.is_some_and(|above| governs(above) == Force::Forbids || negates(above))
}

/// Whether a sentence asks something of its reader.
fn requires(text: &str) -> bool {
    const WORDS: &[&str] =
        &["must", "require", "responsib", "shall", "should", "need to", "comply", "have to", "agree"];
    WORDS.iter().any(|word| text.contains(word))
}

/// The stems of the words that name a rule's matter, those of one matter as one.
fn named(text: &str) -> Vec<u64> {
    let general = general();
    let mut all: Vec<u64> = stems(text)
        .filter(|stem| !general.contains(stem))
        .map(|stem| kin().get(&stem).map_or(stem, |all| all[0]))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Words of rules that do not name their matter.
const GENERAL: &[&str] = &[
    "allow",
    "permit",
    "prohibit",
    "forbidden",
    "forbid",
    "ban",
    "tolerate",
    "tolerance",
    "strictly",
    "never",
    "content",
    "post",
    "posting",
    "share",
    "promote",
    "promoting",
    "encourage",
    "include",
    "including",
    "users",
    "account",
    "accounts",
    "platform",
    "service",
    "services",
    "policy",
    "policies",
    "please",
    "use",
    "used",
    "using",
    "user",
    "violate",
    "violation",
    "engage",
    "create",
    "anything",
    "anyone",
    "someone",
    "others",
    "people",
    "person",
    "should",
    "would",
    "could",
    "shall",
    "require",
    "requires",
    "expect",
    "need",
    "needs",
    "responsible",
    "ensure",
    "sure",
    "make",
    "makes",
    "made",
    "rules",
    "rule",
    "guidelines",
    "terms",
    "community",
    "attempt",
    "otherwise",
    "example",
    "limited",
    "without",
    "applicable",
    "activity",
    "activities",
    "material",
    "materials",
    "intended",
    "purpose",
    "purposes",
    "behavior",
    "behaviour",
    "distribute",
    "distributing",
    "upload",
    "provide",
    "publish",
    "display",
    "following",
    "follow",
    "comply",
    "compliance",
    "about",
    "like",
    "only",
    "even",
    "more",
    "most",
    "some",
    "both",
    "each",
    "every",
    "because",
    "kind",
    "form",
    "type",
    "types",
    "under",
    "over",
    "between",
    "against",
    "through",
    "while",
    "within",
    "site",
    "website",
    "product",
    "products",
    "contain",
    "contains",
    "facilitate",
    "facilitating",
    "enable",
    "support",
    "cause",
    "designed",
    "intend",
    "acceptable",
    "individual",
    "individuals",
    "group",
    "groups",
    "third",
    "party",
    "parties",
    "available",
    "right",
    "rights",
    "take",
    "time",
    "further",
    "different",
    "related",
    "relating",
    "associated",
    "regarding",
    "possible",
    "general",
    "always",
    "things",
    "thing",
    "speech",
];

fn general() -> &'static FxHashSet<u64> {
    static ALL: OnceLock<FxHashSet<u64>> = OnceLock::new();
    ALL.get_or_init(|| GENERAL.iter().filter_map(|w| plain_stem(w)).collect())
}

/// Words that name the same matter.
const KIN: &[&[&str]] = &[
    &["law", "laws", "illegal", "unlawful", "lawful", "legal"],
    &["child", "children", "minor", "minors", "underage"],
    &["automation", "automated", "automating", "automatic", "scripts"],
    &["pornographic", "pornography", "porn"],
    &["harassment", "bullying", "bully"],
    &["hate", "hatred", "hateful", "bigotry", "discrimination"],
    &["mislead", "deceive", "deceptive", "misleading", "misrepresent", "deception"],
];

/// Each of their stems with all of its group's.
fn kin() -> &'static FxHashMap<u64, Vec<u64>> {
    static ALL: OnceLock<FxHashMap<u64, Vec<u64>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let groups = KIN.iter().map(|group| group.iter().filter_map(|word| plain_stem(word)).collect::<Vec<u64>>());
        groups.flat_map(|group| group.clone().into_iter().map(move |stem| (stem, group.clone()))).collect()
    })
}

/// The stems of what a stem names.
fn kin_of(stem: &u64) -> &[u64] {
    kin().get(stem).map_or(std::slice::from_ref(stem), |all| all)
}

/// A text's stems, each once and in order, those of some length.
pub(super) fn stem_set(text: &str) -> Vec<u64> {
    let mut all: Vec<u64> = stems(text).filter(|stem| *stem != law()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether two texts speak of the same: most of the shorter one's stems stand in the other.
pub(super) fn alike(a: &[u64], b: &[u64]) -> bool {
    let common = a.iter().filter(|stem| b.binary_search(stem).is_ok()).count();
    common > 0 && common * 5 >= a.len().min(b.len()) * 3
}

/// Words that tell no clause from another.
const COMMON: &[&str] = &[
    "that", "this", "with", "your", "from", "have", "will", "must", "shall", "which", "these", "those", "such",
    "other", "also", "they", "them", "their", "when", "where", "what", "into", "does", "been", "were", "than", "then",
    "there",
];
/// What a word may end in besides its stem, the first that fits.
const ENDINGS: &[&str] = &["ing", "ed", "es", "s", "e", "ly", "y", "'s", "’s"];
/// So many letters of a stem count.
const START: usize = 6;
/// Shorter words are left out.
const SHORTEST: usize = 4;
/// But for this one, which names a matter.
const LAW: &str = "law";

/// The stems of a text's words of some length: "circumvention" and "circumvent" have one.
fn stems(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter_map(|word| match word.is_ascii() {
        true => plain_stem(word),
        false => stem(&word.to_lowercase()),
    })
}

/// Nearly all words are plain letters: a whole version's are made lower without storing them.
fn plain_stem(word: &str) -> Option<u64> {
    const LONGEST: usize = 24;
    if word.len() < SHORTEST {
        return word.eq_ignore_ascii_case(LAW).then(law);
    }
    let mut letters = [0; LONGEST];
    let Some(lower) = letters.get_mut(..word.len()) else { return stem(&word.to_lowercase()) };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().and_then(stem)
}

fn stem(lower: &str) -> Option<u64> {
    let unspaced = lower.chars().next().is_some_and(|c| c >= '\u{3040}');
    if !unspaced && lower.chars().take(SHORTEST).count() < SHORTEST || COMMON.contains(&lower) {
        return None;
    }
    let long = |s: &&str| s.len() >= 3;
    let stem = ENDINGS.iter().find_map(|end| lower.strip_suffix(end).filter(long)).unwrap_or(lower);
    let end = stem.char_indices().nth(START).map_or(stem.len(), |(at, _)| at);
    Some(hashed(&stem[..end]))
}

/// The short word, apart from the stems of long ones.
fn law() -> u64 {
    hashed(" law")
}

fn hashed(stem: &str) -> u64 {
    let mut hasher = FxHasher::default();
    stem.hash(&mut hasher);
    hasher.finish()
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
        let policy = policy(text);
        let standing = Standing::of(&policy);
        assert!(standing.holds("Do not circumvent safety filters.", CAME, true, &[]));
        assert!(standing.holds("Sending unsolicited mail", CAME, true, &[]));
        assert!(!standing.holds("Do not mine coins on our machines.", CAME, true, &[]));
        assert!(!standing.holds("Do not resell seats.", CAME, true, &[]));
        assert!(standing.holds("Reselling seats", CAME, false, &[]));
        let last = standing.places.iter().map(|p| p.end).max().expect("places") - 1;
        assert!(!standing.holds("Reselling seats", CAME, false, &[last]));
    }

    #[test]
    fn a_rule_stands_where_most_of_its_matter_is_ruled_in_other_words() {
        let text = "# Kelpwood Rules\n\n## Archives\n\nWe prohibit accounts that distribute pornographic content.\n\n\
                    Don’t use Kelpwood to break the law or hurt others. We sell maps of tide pools to schools.\n\n\
                    All keepers must comply with local regulations on boats and the Kelpwood rules.\n\n\
                    We remove drawings of the following kinds:\n\n\
                    - harassment of a keeper, or of guests\n- hatred of whoever comes by boat\n";
        let policy = policy(text);
        let standing = Standing::of(&policy);
        let bans = |text: &str| standing.rules(text, RULED, true, &[]);
        assert!(bans(
            "We prohibit sharing pornographic content, as well as trade in anything that relates to it offline."
        ));
        assert!(bans("We do not allow content that is illegal."));
        assert!(bans("Do not break the law or violate safety rules."));
        assert!(bans("Do not post, promote, or encourage hate, harassment, or bullying."));
        assert!(!bans("Do not sell maps of tide pools."));
        assert!(!bans("Do not mine coins on our machines."));
        assert!(!bans("Do not send unsolicited mail to guests."));
        let asks = |text: &str| standing.rules(text, RULED, false, &[]);
        assert!(asks("You are responsible for following regulations on boats."));
        assert!(!asks("You must report lost keys within two days."));
    }

    #[test]
    fn like_sentences_speak_of_the_same() {
        let alike = |a: &str, b: &str| super::alike(&stem_set(a), &stem_set(b));
        assert!(alike("We may remove any advertisement.", "We may remove any promotion or advertisement."));
        assert!(!alike("We may remove any advertisement.", "We may charge a late fee."));
    }
}
