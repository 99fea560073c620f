//! Taking back effects: what stands in the other version in other words or another clause neither came nor went.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::ChangeKind;
use super::build::{Builder, Part, provisions};
use super::effects::{Found, enforcing, fresh_words, negates, split_sentences};
use super::lookup::Lookup;
use super::regrouped::regrouped;
use super::rewriting::mostly;
use super::scan::{lower, lowercase, words};
use super::standing::{CAME, Newness, REFERRING, Rule, Standing, WENT, alike, stem_set};
use super::twice::once_each;
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
                let (mut olds, mut news) = (Cow::Borrowed(&olds), Cow::Borrowed(&news));
                if let Some((old, new)) = found.beside {
                    olds.to_mut().push(old);
                    news.to_mut().push(new);
                }
                !kept && !self.practised(found) && !self.stands(found, &olds, &news) && self.more_or_less(found)
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
            if found.basis.came && matches!(found.effect.id, "power_added" | "sanction_added") {
                let fresh = fresh_words(&found.basis.text, standing().sanctions());
                found.effect.quote = fresh.or(found.effect.quote.take());
            }
        }
        if self.rewritten(parts) {
            self.hold_unsure(parts);
        }
        once(parts);
    }

    /// Whether the parts touch most of both versions.
    fn rewritten(&self, parts: &[Part]) -> bool {
        let touched = parts.iter().filter(|p| p.reasons.is_none() && p.kind != ChangeKind::Moved);
        let count = |(old, new): (usize, usize), part: &Part| {
            (old + provisions(self.old_items, &part.old).len(), new + provisions(self.new_items, &part.new).len())
        };
        let (old, new) = touched.fold((0, 0), count);
        mostly(old, self.old) && mostly(new, self.new)
    }

    /// Takes back what is not sure in a document that was written anew: that a rule is gone, or that one is new, where the
    /// other version rules that matter in whatever words.
    fn hold_unsure(&self, parts: &mut [Part]) {
        for part in parts {
            let told = part.found.len();
            let lives = part.old.iter().any(|&at| self.list_lives_on(at));
            part.found.retain_mut(|found| {
                let (family, came) = turned(found.effect.id).unwrap_or(("", true));
                let basis = &found.basis;
                match family {
                    "" | "notice" => true,
                    _ if found.limited || found.beside.is_some() => true,
                    "prohibition" if found.effect.id == "prohibition_widened" => {
                        self.old_standing().lacks_words(&basis.text)
                    }
                    _ if came => basis.whole && self.is_new(found),
                    // What its whole section or list took along is told of that.
                    "prohibition" | "duty" => {
                        basis.whole
                            && lives
                            && Rule::of(found.effect.id).is_some_and(|rule| self.newness(found, rule) == Newness::New)
                    }
                    _ => false,
                }
            });
            part.known |= part.found.len() < told;
        }
    }

    /// Whether an item that went stood in a list of which another member lives on.
    fn list_lives_on(&self, at: usize) -> bool {
        const NEAR: usize = 40;
        let lead_in = |i: usize| self.old.policy.provisions[self.old_items[i].provision].lead_in.as_deref();
        let near = at.saturating_sub(NEAR)..self.old_items.len().min(at + NEAR);
        lead_in(at).is_some() && near.into_iter().any(|i| self.old_link[i].is_some() && lead_in(i) == lead_in(at))
    }

    /// Whether what came is told as new: the other version has no rule of its kind. A member of a list of bans that names more
    /// than what was banned is told as that.
    pub(super) fn is_new(&self, found: &mut Found) -> bool {
        let unruled = found.fresh || !found.further;
        let Some(rule) = Rule::of(found.effect.id) else { return unruled };
        match self.newness(found, rule) {
            // What else the provider may do is seldom told in the same words.
            Newness::Known => found.fresh || rule == Rule::Power && unruled,
            // What readers must do, may do and are promised is told in too many words for that to be enough.
            Newness::New => matches!(rule, Rule::Ban | Rule::Power) || unruled,
            Newness::Wider => {
                let member = found.listed && rule == Rule::Ban && !found.basis.text.ends_with(':');
                if member {
                    found.named_among_bans();
                }
                member || unruled
            }
        }
    }

    /// How new to the other version a rule is, apart from the rules that stand in both.
    pub(super) fn newness(&self, found: &Found, rule: Rule) -> Newness {
        let (standing, items, links) = match found.basis.came {
            true => (self.old_standing(), self.old_items, &self.old_link),
            false => (self.new_standing(), self.new_items, &self.new_link),
        };
        let same = |at: usize| items[at].heading.is_none() && links[at].is_some_and(|link| self.links[link].same);
        let kept = |provision: usize| {
            let at = items.partition_point(|i| i.provision < provision);
            (at..items.len()).take_while(|&at| items[at].provision == provision).any(same)
        };
        standing.newness(&found.basis.text, rule, &kept)
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
        let [old, new] = self.said.each_ref().map(|said| said.matters());
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

    /// Whether a sentence that came only tells how the provider uses a right that it had before: "we close such accounts" where it
    /// said "we reserve the right to take action against them".
    fn practised(&self, found: &Found) -> bool {
        const GIVES: &[&str] = &["may", "can", "could", "reserve", "reserves", "right", "will", "shall", "discretion"];
        const ANY: &[&str] = &["the right to take", "may take action", "take enforcement action", "will take action"];
        found.effect.id == "power_added"
            && !words(&lower(&found.basis.text)).any(|word| GIVES.contains(&word))
            && ANY.iter().any(|general| self.said[0].holds(general))
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
        // A sanction of a kind that never was is new, however much else of its sentence stood before; one of the kinds that were is
        // new only where it is for something new.
        if matches!(found.effect.id, "power_added" | "sanction_added") && standing.lacks_sanction(&basis.text) {
            return false;
        }
        if found.effect.id == "sanction_added" && basis.came {
            return !standing.lacks_matter(&basis.text);
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
    let count = |text: Option<&str>| phrases.within(&lowercase(text.unwrap_or_default())).count();
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

/// The kind of an effect that can come and go, and whether it came.
pub(super) fn turned(id: &str) -> Option<(&str, bool)> {
    let (family, turn) = id.rsplit_once('_')?;
    match (family, turn) {
        (
            "prohibition" | "duty" | "permission" | "commitment" | "power" | "sanction" | "notice" | "exception",
            "added",
        ) => Some((family, true)),
        ("prohibition" | "discretion" | "scope" | "duty" | "power", "widened") => Some((family, true)),
        ("prohibition" | "discretion" | "scope" | "duty" | "power", "narrowed") => Some((family, false)),
        ("prohibition" | "duty" | "commitment" | "power" | "exception", "removed") => Some((family, false)),
        ("permission" | "commitment", "withdrawn") | ("notice", "dropped") | ("commitment", "weakened") => {
            Some((family, false))
        }
        _ => None,
    }
}
