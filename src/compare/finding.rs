//! What each difference does, with the sentence or heading that governs it.

use std::ops::Range;

use super::Side;
use super::build::Builder;
use super::effects::{
    Force, Found, Whole, elsewhere, forbids, governs, law, of_rewording, of_whole, rules_out, ruling, shorten,
    takes_down,
};
use super::item::{Item, run_in_title};
use super::matters::matter;
use super::scan::holds;
use super::tokens::Tokens;
use super::words::Edit;
use crate::judge::{Category, Finding};
use crate::read::Provision;
use crate::text::Utf16Range;

/// Whether a text could stand for itself, as the member of a list could not.
fn is_sentence(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.trim_end().ends_with(['.', '!', '?'])
}

/// Whether a lead-in brings in examples of what was said before it.
fn exemplifies(lead_in: &str) -> bool {
    let lower = lead_in.trim_start().to_lowercase();
    ["example", "this includes", "such use", "these include", "these restrictions", "these prohibitions"]
        .iter()
        .any(|w| lower.starts_with(w))
}

/// How much of a lead-in is quoted before what it bans.
const LEAD: usize = 60;

/// Words of intent or lawfulness by their beginnings: without them a list of bans would say more than it does.
const INTENT: &[&str] =
    &["unlawfully", "illegally", "knowingly", "intentional", "maliciously", "deliberately", "repeatedly"];

/// The end of a lead-in from the word that limits what it bans: "unlawfully sell:".
fn limiting(lead_in: &str) -> Option<&str> {
    let words = lead_in.split_inclusive(' ').scan(0, |at, word| {
        *at += word.len();
        Some((*at - word.len(), word))
    });
    let begins = |word: &str, start: &str| word.get(..start.len()).is_some_and(|w| w.eq_ignore_ascii_case(start));
    let adverb = |word: &str| INTENT.iter().any(|start| begins(word, start));
    words.into_iter().find(|(_, word)| adverb(word)).map(|(at, _)| lead_in[at..].trim_end_matches([':', '：', ' ']))
}

/// Whether a line only names what its heading bans: "Misleading maps" under "Prohibited categories".
fn names_banned(own: &Provision) -> bool {
    const WORDS: usize = 20;
    let heading = own.path.last().is_some_and(|heading| forbids(heading));
    own.lead_in.is_none()
        && heading
        && !is_sentence(&own.text)
        && own.text.split_whitespace().nth(WORDS).is_none()
        && ruling(&own.text).0 == Force::States
}

impl Builder<'_> {
    /// What the coming or going of a clause does.
    pub(super) fn found_whole(&self, item: &Item<'_>, came: bool) -> Vec<Found> {
        let (side, other) = if came { (self.new, &self.said[0]) } else { (self.old, &self.said[1]) };
        let leads = |p: &Provision| p.lead_in.as_deref() == Some(item.text);
        let below = side.policy.provisions.get(item.provision + 1);
        // "You may not:" is no ban of its own, nor "Deceptive names:" among bans: the items of its list are.
        let leads = |below: &Provision| {
            let member = || self.governed(side, item) != Force::States;
            let heads = item.text.ends_with([':', '：']) && below.path == side.policy.provisions[item.provision].path;
            leads(below) && governs(item.text) != Force::States || (leads(below) || heads) && member()
        };
        if item.heading.is_some() || below.is_some_and(leads) {
            return Vec::new();
        }
        let findings = side.judgements.get(item.provision).map_or(&[][..], |j| &j.findings);
        let judged = |part: Range<usize>| {
            let part = Utf16Range::of(item.text, part);
            let within = |f: &&Finding| f.spans.iter().any(|s| s.start < part.end && part.start < s.end);
            findings.iter().find(within).map(|f| (f.category, f.severity))
        };
        // That something is removed no longer needs the stronger proof: it may be named in other words.
        let taken_down = || side.policy.provisions[item.provision].lead_in.as_deref().is_some_and(takes_down);
        let governed = match self.governed(side, item) {
            Force::States if came && taken_down() => Force::Forbids,
            force => force,
        };
        let clause = Whole { text: item.text, governed, came, judged: &judged };
        let mut found = of_whole(clause, &mut |word: &str| other.holds(word));
        // What leads in a list that was led in by another sentence bans what that one did.
        if came && self.leads_kept(item) {
            found.retain(|f| f.effect.id != "prohibition_added");
        }
        // "You must not post the following. This is what the law asks of us:" bans what its list names.
        let heads =
            below.and_then(|below| below.lead_in.as_deref()).is_some_and(|lead_in| item.text.ends_with(lead_in));
        if heads {
            found.retain(|f| !f.effect.id.starts_with("prohibition") || !holds(&f.basis.text, "following"));
        }
        if came && law(item.text).is_some() {
            let then = self.old.policy.provisions.iter().find(|p| law(&p.text).is_some());
            found.extend(then.into_iter().flat_map(|then| elsewhere(&then.text, item.text)));
        }
        // "Weapons" of a lead-in that bans unlawful sales is no ban on weapons.
        let limits = side.policy.provisions[item.provision].lead_in.as_deref().and_then(limiting);
        let member = |f: &Found| f.listed && f.effect.id == "prohibition_added";
        let under = if found.iter().any(member) { self.titled_list(side, item) } else { None };
        for found in found.iter_mut().filter(|f| member(f)) {
            if let Some((limits, quote)) = limits.zip(found.effect.quote.as_mut()) {
                *quote = format!("… {} {quote}", shorten(limits, LEAD));
            }
            if let Some(under) = &under {
                found.effect.says = format!("{} under “{under}”", found.effect.says);
                found.under = Some(under.clone());
            }
        }
        let rule = self.rule(item, came);
        found.iter_mut().for_each(|f| f.rule = Some(rule));
        found
    }

    /// The title that the paragraph over a list begins with, where it is for less than the section: "Lanterns. We do not allow:".
    fn titled_list(&self, side: Side<'_>, item: &Item<'_>) -> Option<String> {
        const NEAR: usize = 60;
        const WORDS: usize = 3;
        let (above, own) = side.policy.provisions.split_at(item.provision);
        let (path, lead_in) = (&own[0].path, own[0].lead_in.as_deref());
        let leads = |p: &&Provision| match lead_in {
            Some(lead_in) => p.text.ends_with(lead_in),
            None => p.text.trim_end().ends_with([':', '：']),
        };
        let lead = above.iter().rev().take(NEAR).take_while(|p| p.path == *path).find(leads)?;
        let title = run_in_title(&lead.text).filter(|title| title.len() + 1 < lead.text.len())?;
        let own = path.last().is_none_or(|heading| **heading != *title);
        (own && title.split_whitespace().count() <= WORDS).then(|| title.to_owned())
    }

    /// The clause that an item's effects are told of: the sentence that leads in its list where that came or went with it.
    fn rule(&self, item: &Item<'_>, came: bool) -> usize {
        let (side, items, links) =
            if came { (self.new, self.new_items, &self.new_link) } else { (self.old, self.old_items, &self.old_link) };
        let provisions = &side.policy.provisions;
        let mut at = item.provision;
        while let Some(lead_in) = &provisions[at].lead_in {
            let end = items.partition_point(|i| i.provision < at);
            let leads = |i: &Item<'_>| i.heading.is_none() && i.text.ends_with(&**lead_in);
            let lead = items[..end].iter().enumerate().rev().take(200).find(|(_, i)| leads(i));
            match lead.filter(|(i, _)| links[*i].is_none()) {
                Some((_, lead)) => at = lead.provision,
                None => break,
            }
        }
        at
    }

    /// What an item's lead-in says of what it names, or where that only names a matter ("Surveillance, such as:") the
    /// lead-in above it; without a lead-in, its heading.
    pub(super) fn governed(&self, side: Side<'_>, item: &Item<'_>) -> Force {
        const NESTED: usize = 4;
        const NEAR: usize = 60;
        let provisions = &side.policy.provisions;
        let mut at = item.provision;
        for _ in 0..NESTED {
            let Some(lead_in) = &provisions[at].lead_in else { break };
            match (governs(lead_in), ruling(lead_in).0) {
                (Force::States, Force::States) => {}
                (force, _) => return force,
            }
            // "Examples of such use include:" says of what the sentence before it says.
            let within = |p: &&Provision| p.text.len() > lead_in.len() && p.text.ends_with(&**lead_in);
            let before = provisions[..at].iter().rev().take(NEAR).find(within);
            let before = before.filter(|_| exemplifies(lead_in)).map(|p| &p.text[..p.text.len() - lead_in.len()]);
            if before.is_some_and(|before| ruling(before).0 == Force::Forbids) {
                return Force::Forbids;
            }
            let Some(above) = (0..at).rev().take(200).find(|&i| provisions[i].text == **lead_in) else { break };
            at = above;
        }
        let own = &provisions[item.provision];
        // A list that was read as lines, or goes on behind another within it.
        if own.lead_in.is_none() && !is_sentence(&own.text) {
            let same = |p: &&Provision| p.path == own.path;
            let above = provisions[..item.provision].iter().rev().take(20).take_while(same);
            for p in above {
                if p.text.trim_end().ends_with([':', '：']) {
                    return governs(&p.text);
                }
                if is_sentence(&p.text) {
                    break;
                }
            }
        }
        // "Technical restrictions" stands under "Which uses does Example prohibit?"
        let listed = own.text.starts_with(char::is_lowercase) && own.text.trim_end().ends_with(';');
        let above = own.path.iter().rev().take(if listed { 2 } else { 1 });
        let item = own.lead_in.is_none() && (own.marker.is_some() || listed);
        if item && above.into_iter().any(|heading| forbids(heading)) { Force::Forbids } else { Force::States }
    }

    /// Whether what an item names is ruled out: forbidden, or removed where it is found.
    fn is_banned(&self, side: Side<'_>, item: &Item<'_>) -> bool {
        let lead_in = &side.policy.provisions[item.provision].lead_in;
        self.governed(side, item) == Force::Forbids || lead_in.as_deref().is_some_and(rules_out)
    }

    /// Whether an item that only names something belongs to a list of what is removed, under headings within it.
    fn listed_out(&self, side: Side<'_>, item: &Item<'_>) -> bool {
        const NEAR: usize = 60;
        const TITLE: usize = 6;
        let provisions = &side.policy.provisions;
        let mut above = provisions[..item.provision].iter().rev().take(NEAR);
        let leads = |text: &str| text.ends_with([':', '：']) && text.split_whitespace().nth(TITLE).is_some();
        let lead = above.find(|p| leads(p.text.trim_end()));
        let listed = item.marker.is_some() || provisions[item.provision].lead_in.is_some();
        let names = listed && ruling(item.text).0 == Force::States;
        names && lead.is_some_and(|lead| rules_out(&lead.text))
    }

    /// Whether an item's last sentence leads in a list of which a member stood in the old version, too.
    pub(super) fn leads_kept(&self, item: &Item<'_>) -> bool {
        let at = self.new_items.partition_point(|i| i.provision <= item.provision);
        let led = |below: &Item<'_>| self.new.policy.provisions[below.provision].lead_in.as_deref();
        let within = |below: &Item<'_>| led(below).is_some_and(|lead_in| item.text.ends_with(lead_in));
        let list = self.new_items[at..].iter().zip(&self.new_link[at..]);
        list.take_while(|(below, _)| below.heading.is_none() && within(below)).any(|(_, link)| link.is_some())
    }

    /// What a rewording does.
    pub(super) fn found_rewording(
        &self,
        (then, item): (&Item<'_>, &Item<'_>),
        before: &Tokens,
        after: &Tokens,
        edits: &[Edit],
    ) -> Vec<Found> {
        // What came must be new to the old version, what went must be gone from the new one.
        let mut elsewhere = |word: &str| self.said.iter().all(|said| said.holds(word));
        let topic = self.topic(self.new, item, after, edits, |e| &e.new);
        let topic = topic.or_else(|| self.topic(self.old, then, before, edits, |e| &e.old));
        let governed = match self.is_banned(self.new, item) {
            true => Force::Forbids,
            false => match self.governed(self.new, item) {
                Force::States if names_banned(&self.new.policy.provisions[item.provision]) => Force::Forbids,
                force => force,
            },
        };
        let mut found = of_rewording(before, after, edits, governed, &mut elsewhere);
        // What its lead-in forbade is banned no more than before where it says so itself now.
        let added = found.iter().any(|f| f.effect.id == "prohibition_added");
        let then = added && (self.is_banned(self.old, then) || self.listed_out(self.old, then));
        // Nor is a ban new that only leads in the list that stood before.
        let leads = added && self.leads_kept(item);
        found.retain(|f| f.effect.id != "prohibition_added" || !(leads || then && !f.basis.whole));
        found.iter_mut().for_each(|f| (f.topic, f.rule) = (topic, Some(item.provision)));
        found
    }

    /// What the edited words are about: the category of a finding that they touch.
    pub(super) fn topic(
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
}
