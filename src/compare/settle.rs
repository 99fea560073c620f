//! Taking back effects: what stands in the other version in other words or another clause neither came nor went.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::build::{Builder, Part, provisions};
use super::effects::{Found, TOPICS, enforcing, mentions, negates, split_sentences};
use super::lookup::Lookup;
use super::regrouped::regrouped;
use super::standing::{CAME, REFERRING, Rule, Standing, WENT, alike, stem_set};
use super::twice::once_each;
use super::{ChangeKind, Side};
use crate::read::Provision;

impl<'a> Builder<'a> {
    /// Takes back effects of what only changed its place or its words: it stands in the other version, too, or was lost in one
    /// clause and won in another.
    pub(super) fn settle(&self, parts: &mut [Part]) {
        let regrouped = regrouped(parts);
        for part in parts.iter_mut().filter(|part| !part.found.is_empty()) {
            let (olds, news) = (provisions(self.old_items, &part.old), provisions(self.new_items, &part.new));
            let told = part.found.len();
            let [before, after] = [&part.before, &part.after].map(|text| text.as_deref().unwrap_or_default());
            part.found.retain(|found| {
                // An exception that was put in other words stands beside its ban still.
                let beside = if found.basis.came { before } else { after };
                let kept =
                    found.effect.id.starts_with("exception") && alike(&stem_set(&found.basis.text), &stem_set(beside));
                !kept && !self.stands(found, &olds, &news) && self.more_or_less(found)
            });
            part.known |= part.found.len() < told;
        }
        if regrouped {
            self.hold_regrouped(parts);
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
        if refers_elsewhere(parts.iter().map(|p| (p.before.as_deref(), p.after.as_deref()))) {
            self.hold_moved(parts);
        }
        once_each(parts);
        once(parts);
        for found in parts.iter_mut().flat_map(|part| &mut part.found) {
            let other = if found.basis.came { self.old } else { self.new };
            let findings = || other.judgements.iter().flat_map(|j| &j.findings);
            let known = found.topic.is_some_and(|topic| findings().any(|f| f.category == topic));
            let asks = found.effect.id.starts_with("duty") || found.effect.id.starts_with("commitment");
            let whole = found.basis.came && found.basis.whole && !asks;
            let standing = || self.old_standing();
            let power = found.effect.id.starts_with("power");
            let new = || {
                let text = &found.basis.text;
                whole && (standing().lacks_matter(text) || power && standing().lacks_sanction(text))
            };
            found.fresh = known && new();
            found.further = known;
        }
    }

    /// A large part that went while the text now points elsewhere was most likely moved there: what it ruled is not said to
    /// be gone.
    fn hold_moved(&self, parts: &mut [Part]) {
        const LARGE: usize = 4;
        let gone = |part: &Part| part.kind == ChangeKind::Removed;
        let mut from = 0;
        while from < parts.len() {
            let end = (from..parts.len()).find(|&at| !gone(&parts[at])).unwrap_or(parts.len());
            if end - from >= LARGE {
                parts[from..end].iter_mut().for_each(|part| part.found.clear());
            }
            from = end + 1;
        }
    }

    /// Whether the version in which a matter's words came, or went, speaks of it more, or less, often than the other: else it
    /// only went to another clause.
    fn more_or_less(&self, found: &Found) -> bool {
        let Some((matter, came)) = found.matter else { return true };
        let [old, new] = self.spoken.get_or_init(|| [self.old, self.new].map(spoken));
        // Discretion to do the same stands elsewhere, too.
        let other = if came { self.old } else { self.new };
        let same = |p: &Provision| p.text.contains("discretion") && enforcing(&p.text, &found.basis.text);
        let known = found.effect.id.starts_with("discretion") && other.policy.provisions.iter().any(same);
        !known && if came { new[matter] > old[matter] } else { new[matter] < old[matter] }
    }

    pub(super) fn old_standing(&self) -> &Standing<'a> {
        self.old_standing.get_or_init(|| Standing::of(self.old.policy))
    }

    pub(super) fn new_standing(&self) -> &Standing<'a> {
        self.new_standing.get_or_init(|| Standing::of(self.new.policy))
    }

    /// Whether the other version says, in another clause or in other words, what an effect rests on.
    pub(super) fn stands(&self, found: &Found, olds: &[usize], news: &[usize]) -> bool {
        let basis = &found.basis;
        // A matter that is new here stands in like words there; too few of them tell nothing.
        let matter = found.matter.is_some() && basis.came && basis.text.split_whitespace().nth(7).is_some();
        if basis.text.is_empty() || turned(found.effect.id).is_none() && !matter {
            return false;
        }
        let ban = found.effect.id.starts_with("prohibition");
        let (standing, own, least) =
            if basis.came { (self.old_standing(), olds, CAME) } else { (self.new_standing(), news, WENT) };
        // A sanction of a kind that never was is new, however much else of its sentence stood before.
        if matches!(found.effect.id, "power_added" | "sanction_added") && standing.lacks_sanction(&basis.text) {
            return false;
        }
        // A rewording is told of its two clauses: others must say it. A sentence may have moved within its clause.
        let but = if basis.whole { &[][..] } else { own };
        if standing.holds(&basis.text, least, ban, but) {
            return true;
        }
        if found.effect.id == "notice_added" && standing.tells_of_changes(&basis.text) {
            return true;
        }
        let Some(rule) = Rule::of(found.effect.id) else { return false };
        let rules = |text: &str| standing.rules(text, rule.least(basis.came), rule, but);
        // What a list names says little without the sentence that leads it in.
        let this = if basis.came { self.new } else { self.old };
        let provision = if basis.came { news } else { olds }.first().map(|&at| &this.policy.provisions[at]);
        let lead_in = provision.and_then(|p| p.lead_in.as_deref()).filter(|_| !negates(&basis.text));
        rules(&basis.text) && lead_in.is_none_or(|lead_in| rules(&format!("{lead_in} {}", basis.text)))
    }
}

/// Whether what came points to other documents or pages, where what stood there did not.
pub(super) fn refers_elsewhere<'t>(mut texts: impl Iterator<Item = (Option<&'t str>, Option<&'t str>)>) -> bool {
    static PHRASES: OnceLock<Lookup<()>> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| Lookup::new(REFERRING.iter().map(|&phrase| ((), phrase))));
    let count = |text: Option<&str>| phrases.within(&text.unwrap_or_default().to_lowercase()).count();
    texts.any(|(before, after)| match count(after) {
        0 => false,
        now => now > count(before),
    })
}

/// The sentence of what came that points to another document, where what stood there did not.
pub(super) fn pointing<'t>(before: Option<&str>, after: Option<&'t str>) -> Option<&'t str> {
    let after = after?;
    let points = |text: &str| refers_elsewhere([(None, Some(text))].into_iter());
    let sentence = split_sentences(after).into_iter().map(|range| after[range].trim()).find(|s| points(s));
    sentence.filter(|_| refers_elsewhere([(before, Some(after))].into_iter()))
}

/// Tells each rule once: what one sentence, or one list under its lead-in, bans is one ban, however many it names.
fn once(parts: &mut [Part]) {
    let mut known: BTreeMap<(bool, usize, &'static str), (usize, usize)> = BTreeMap::new();
    for p in 0..parts.len() {
        let mut kept = Vec::with_capacity(parts[p].found.len());
        for found in std::mem::take(&mut parts[p].found) {
            let rule = found.rule.filter(|_| found.short.is_empty());
            let Some(rule) = rule.map(|rule| (found.basis.came, rule, found.effect.id)) else {
                kept.push(found);
                continue;
            };
            let Some(&(at, place)) = known.get(&rule) else {
                known.insert(rule, (p, kept.len()));
                kept.push(found);
                continue;
            };
            let first = if at == p { &mut kept[place] } else { &mut parts[at].found[place] };
            first.severity = first.severity.max(found.severity);
            if at != p {
                first.others.push((found.topic, found.basis.text));
                first.effect.more += 1;
            } else if first.topic.is_none() && found.topic.is_some() {
                first.topic = found.topic;
                first.basis.text = format!("{}\n{}", first.basis.text, found.basis.text);
            }
        }
        parts[p].found = kept;
    }
}

/// In how many clauses a version speaks of each matter.
pub(super) fn spoken(side: Side<'_>) -> [usize; TOPICS.len()] {
    let mut all = [0; TOPICS.len()];
    for provision in &side.policy.provisions {
        for (sum, n) in all.iter_mut().zip(mentions(&provision.text.to_ascii_lowercase())) {
            *sum += n;
        }
    }
    all
}

/// The kind of an effect that can come and go, and whether it came.
pub(super) fn turned(id: &str) -> Option<(&str, bool)> {
    let (family, turn) = id.rsplit_once('_')?;
    match (family, turn) {
        (
            "prohibition" | "duty" | "permission" | "commitment" | "power" | "sanction" | "notice" | "exception",
            "added",
        ) => Some((family, true)),
        ("prohibition" | "discretion" | "scope", "widened") => Some((family, true)),
        ("prohibition" | "discretion" | "scope", "narrowed") => Some((family, false)),
        ("prohibition" | "duty" | "commitment" | "power" | "exception", "removed") => Some((family, false)),
        ("permission" | "commitment", "withdrawn") | ("notice", "dropped") | ("commitment", "weakened") => {
            Some((family, false))
        }
        _ => None,
    }
}
