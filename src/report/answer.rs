//! From a review to what a visit answers with.

use std::collections::BTreeMap;

use super::json::{self, Comparison};
use super::visit::{
    Previous, State, TextRange, Visit, VisitChange, VisitClause, VisitFinding, VisitMissing, VisitRegulation,
    VisitShared, VisitTopic, VisitWatched,
};
use crate::compare::{Change, ChangeKind, Words};
use crate::judge::{self, Judgement, Severity, WatchWord, category_text, prevalence, regulation};
use crate::read::{Policy, Provision, Unreadable};
use crate::review::Review;
use crate::text::{Utf16Range, utf16_len};

/// What a visit's answer says besides the review.
#[derive(Debug, Clone, PartialEq)]
pub struct Circumstances {
    /// The page's address.
    pub url: String,
    /// The address that the policy is kept under.
    pub canonical_url: String,
    /// The page's title, for documents without one.
    pub page_title: String,
    /// The time, in ms since 1970.
    pub now: u64,
    /// The version that the review compared with.
    pub previous: Option<Previous>,
    /// When the policy was first kept; `None` where it is not kept.
    pub first_seen_at: Option<u64>,
    /// When the reader saw the policy last before this visit; `None` on the first.
    pub last_seen_at: Option<u64>,
    /// How many versions are kept.
    pub versions: u32,
    /// Whether the page asks its reader to agree.
    pub asks_agreement: bool,
    /// What is special about this visit, for the reader.
    pub note: Option<Note>,
    /// The reader's own words to look for.
    pub words: Vec<WatchWord>,
}

/// What can be special about a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The page is no policy, and is not kept.
    NotAPolicy,
    /// The page went back to a text that was there a few days ago: no news.
    Flapped,
    /// The version could not be kept, and why.
    NotKept(String),
    /// The version was kept, but the one before could not be read to compare with, and why.
    NotCompared(String),
}

impl Visit {
    /// The answer.
    pub fn new(review: &Review, circumstances: Circumstances) -> Self {
        let Circumstances {
            url,
            canonical_url,
            page_title,
            now,
            previous,
            first_seen_at,
            last_seen_at,
            versions,
            asks_agreement,
            note,
            words,
        } = circumstances;
        let detection = &review.reading.detection;
        let blank = Self {
            url,
            canonical_url,
            state: State::Unreadable,
            reason: None,
            title: page_title,
            kind: json::kind_id(detection.kind).into(),
            language: String::new(),
            language_note: None,
            effective_date: None,
            seen_at: now,
            previous: None,
            first_seen_at,
            last_seen_at,
            versions,
            asks_agreement,
            headline: String::new(),
            summary: None,
            findings: Vec::new(),
            shared: VisitShared::default(),
            missing: Vec::new(),
            watched: Vec::new(),
            changes: Vec::new(),
        };
        let policy = match &review.reading.policy {
            Ok(_) if note == Some(Note::NotAPolicy) => {
                let headline = "This page does not look like a policy".to_owned();
                return Self { state: State::NotAPolicy, headline, ..blank };
            }
            Ok(policy) => policy,
            Err(why) => {
                return Self { reason: Some(unreadable(*why).into()), headline: CANNOT_READ.into(), ..blank };
            }
        };
        let comparison = review.comparison.as_ref().filter(|_| note != Some(Note::Flapped));
        let state = match comparison.map(|c| c.verdict) {
            Some(crate::compare::Verdict::Changed) => State::Changed,
            Some(crate::compare::Verdict::Editorial) => State::Editorial,
            Some(crate::compare::Verdict::Unchanged) => State::Unchanged,
            None if previous.is_some() => State::Unchanged,
            None => State::FirstVisit,
        };
        let mut shared = Shared::new(policy);
        let findings = findings(policy, &review.judgements, &mut shared);
        let watched = watched(policy, &words, &mut shared);
        let told = comparison.map(Comparison::new);
        let headline = match (&told, state) {
            (Some(told), State::Changed | State::Editorial) => told.summary.headline.clone(),
            (_, State::Unchanged) => "Nothing changed since you last saw it".to_owned(),
            _ => clauses_to_know(&findings),
        };
        let (summary, changes) = match told {
            Some(told) => (Some(told.summary), told.changes),
            None => (None, Vec::new()),
        };
        let ranges = comparison.iter().flat_map(|c| &c.changes).map(|change| new_text(change, policy));
        Self {
            state,
            reason: note.as_ref().and_then(Note::sentence),
            title: if policy.title.is_empty() { blank.title } else { policy.title.clone() },
            language: policy.language.clone(),
            language_note: language_note(&policy.language),
            effective_date: policy.effective_date.map(|d| d.to_string()),
            previous,
            headline,
            summary,
            changes: changes.into_iter().zip(ranges).map(|(change, ranges)| VisitChange { change, ranges }).collect(),
            findings,
            shared: shared.told,
            missing: missing(policy, &review.judgements),
            watched,
            ..blank
        }
    }

    /// The answer for a page that never got as far as being read.
    pub fn unread(url: &str, title: &str, now: u64, reason: String) -> Self {
        Self {
            url: url.into(),
            canonical_url: url.into(),
            state: State::Unreadable,
            reason: Some(reason),
            title: title.into(),
            kind: json::kind_id(crate::read::Kind::Other).into(),
            language: String::new(),
            language_note: None,
            effective_date: None,
            seen_at: now,
            previous: None,
            first_seen_at: None,
            last_seen_at: None,
            versions: 0,
            asks_agreement: false,
            headline: CANNOT_READ.into(),
            summary: None,
            findings: Vec::new(),
            shared: VisitShared::default(),
            missing: Vec::new(),
            watched: Vec::new(),
            changes: Vec::new(),
        }
    }
}

const CANNOT_READ: &str = "This page cannot be read";

impl Note {
    fn sentence(&self) -> Option<String> {
        match self {
            Self::NotAPolicy => None,
            Self::Flapped => Some(
                "The page went back to a text that it had a few days ago. It is not reported each time such a page switches."
                    .into(),
            ),
            Self::NotKept(why) => Some(format!("This version could not be saved: {why}")),
            Self::NotCompared(why) => Some(format!("This version is saved, but could not be compared with the one before: {why}")),
        }
    }
}

pub(crate) fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Empty => "There is no text on the page. If it is still loading, read it again in a moment.",
        Unreadable::ErrorPage => "The site answered with an error page. What was saved before stays as it is.",
        Unreadable::Challenge => {
            "The site wants to check your browser first. Pass the check, then read the page again."
        }
        Unreadable::LoginWall => "The document is behind a login. Log in, then read the page again.",
        Unreadable::HalfLoaded => {
            "The page holds far less than when it was last saved, so it has probably not loaded in full. Reload it, or read it \
             again in a moment."
        }
        Unreadable::TooLarge => "The page is too large to read. Open the policy on a page of its own, then read that.",
    }
}

/// Judging knows few languages; comparing needs none.
fn language_note(language: &str) -> Option<String> {
    (!judge::covers(language))
        .then(|| "Clauses to know are found in English texts only. Changes are found in this language too.".to_owned())
}

fn clauses_to_know(findings: &[VisitFinding]) -> String {
    let to_know = |f: &&VisitFinding| [Severity::High.id(), Severity::Medium.id()].contains(&f.severity.as_str());
    match findings.iter().filter(to_know).count() {
        0 => "No clauses to know were found".into(),
        1 => "1 clause to know".into(),
        n => format!("{n} clauses to know"),
    }
}

fn findings(policy: &Policy, judgements: &[Judgement], shared: &mut Shared<'_>) -> Vec<VisitFinding> {
    let mut all = Vec::new();
    for (at, (provision, judgement)) in policy.provisions.iter().zip(judgements).enumerate() {
        for finding in judgement.findings.iter().filter(|f| f.severity > Severity::None) {
            let known = finding.regulations.iter().filter_map(|id| regulation(id));
            all.push(VisitFinding {
                severity: finding.severity.id().into(),
                confidence: finding.confidence,
                why: finding.why.clone(),
                spans: finding.spans.iter().map(|&s| s.into()).collect(),
                ranges: finding.spans.iter().map(|&span| on_page(provision, span)).collect(),
                topic: shared.topic(finding.category),
                clause: shared.clause(at),
                laws: known.map(|of| shared.law(of)).collect(),
            });
        }
    }
    all
}

/// What findings share, and where each of it was put.
struct Shared<'a> {
    policy: &'a Policy,
    told: VisitShared,
    topics: BTreeMap<judge::Category, u32>,
    clauses: BTreeMap<usize, u32>,
    laws: BTreeMap<&'static str, u32>,
}

impl<'a> Shared<'a> {
    fn new(policy: &'a Policy) -> Self {
        let told = VisitShared::default();
        Self { policy, told, topics: BTreeMap::new(), clauses: BTreeMap::new(), laws: BTreeMap::new() }
    }

    fn topic(&mut self, category: judge::Category) -> u32 {
        *self.topics.entry(category).or_insert_with(|| place(&mut self.told.topics, topic(category)))
    }

    /// `at`: the provision's place in the policy.
    fn clause(&mut self, at: usize) -> u32 {
        *self.clauses.entry(at).or_insert_with(|| place(&mut self.told.clauses, clause(&self.policy.provisions[at])))
    }

    fn law(&mut self, of: &'static judge::Regulation) -> u32 {
        *self.laws.entry(of.id).or_insert_with(|| place(&mut self.told.laws, law(of)))
    }
}

fn place<T>(rows: &mut Vec<T>, row: T) -> u32 {
    rows.push(row);
    (rows.len() - 1) as u32
}

fn topic(category: judge::Category) -> VisitTopic {
    let text = category_text(category);
    let told = |get: fn(judge::CategoryText) -> &'static str| text.map(get).unwrap_or_default().to_owned();
    VisitTopic {
        category: category.id().into(),
        title: text.map(|t| t.title.to_owned()).unwrap_or_else(|| category.id().replace('_', " ")),
        says: told(|t| t.says),
        matters: told(|t| t.matters),
        check: told(|t| t.check),
        prevalence: prevalence(category).sentence(),
    }
}

fn missing(policy: &Policy, judgements: &[Judgement]) -> Vec<VisitMissing> {
    let told = |m: judge::Missing| VisitMissing { id: m.id.into(), title: m.title.into(), text: m.text.into() };
    judge::missing(policy, judgements).into_iter().map(told).collect()
}

fn clause(provision: &Provision) -> VisitClause {
    VisitClause {
        provision: provision.id.to_string(),
        quote: provision.text.clone(),
        lead_in: provision.lead_in.as_ref().map(|l| l.to_string()),
        path: provision.path.iter().map(|h| h.to_string()).collect(),
    }
}

fn watched(policy: &Policy, words: &[WatchWord], shared: &mut Shared<'_>) -> Vec<VisitWatched> {
    let told = |seen: judge::Watched| {
        let provision = policy.provisions.get(seen.provision)?;
        Some(VisitWatched {
            id: format!("{}:{}", provision.id, seen.phrase),
            clause: shared.clause(seen.provision),
            spans: seen.spans.iter().map(|&s| s.into()).collect(),
            ranges: seen.spans.iter().map(|&span| on_page(provision, span)).collect(),
            phrase: seen.phrase,
        })
    };
    judge::watched(policy, words).into_iter().filter_map(told).collect()
}

fn law(law: &judge::Regulation) -> VisitRegulation {
    VisitRegulation {
        id: law.id.into(),
        name: law.name.into(),
        citation: law.citation.into(),
        jurisdiction: law.jurisdiction.into(),
        fact: law.fact.into(),
        link: law.url.into(),
    }
}

/// Where a stretch of a provision's text stands on the page.
fn on_page(provision: &Provision, stretch: Utf16Range) -> Vec<TextRange> {
    let mut ranges = Vec::new();
    for anchor in &provision.anchors {
        let start = stretch.start.max(anchor.range.start);
        let end = stretch.end.min(anchor.range.end);
        if start < end {
            let shift = |at: u32| at - anchor.range.start + anchor.start;
            ranges.push(TextRange(anchor.node.0, shift(start), shift(end)));
        }
    }
    ranges
}

/// Where the new text of a change stands, one list for each provision that it touches.
fn new_text(change: &Change, policy: &Policy) -> Vec<Vec<TextRange>> {
    let provisions = change.new_provisions.iter().filter_map(|&at| policy.provisions.get(at));
    let whole = |p: &Provision| on_page(p, Utf16Range { start: 0, end: utf16_len(&p.text) });
    let inserted = match change.kind {
        ChangeKind::Reworded => inserted(&change.words),
        _ => Vec::new(),
    };
    if inserted.is_empty() {
        return provisions.map(whole).collect();
    }
    // The words run over the texts of all provisions that the change touches: find each text again, in order.
    let after = change.after.as_deref().unwrap_or_default();
    let (mut byte, mut unit) = (0, 0);
    let mut all = Vec::new();
    for provision in provisions {
        let Some(at) = after[byte..].find(&provision.text).filter(|_| !provision.text.is_empty()) else {
            all.push(whole(provision));
            continue;
        };
        let start = unit + utf16_len(&after[byte..byte + at]);
        let end = start + utf16_len(&provision.text);
        (byte, unit) = (byte + at + provision.text.len(), end);
        let within = |range: &Utf16Range| {
            let (from, to) = (range.start.max(start), range.end.min(end));
            (from < to).then(|| Utf16Range { start: from - start, end: to - start })
        };
        all.push(inserted.iter().filter_map(within).flat_map(|range| on_page(provision, range)).collect());
    }
    all
}

/// The inserted words' places in the text after, without white space at their ends.
fn inserted(words: &[Words]) -> Vec<Utf16Range> {
    let mut at = 0;
    let mut ranges = Vec::new();
    for part in words {
        match part {
            Words::Equal(text) => at += utf16_len(text),
            Words::Delete(_) => {}
            Words::Insert(text) => {
                let start = at + utf16_len(&text[..text.len() - text.trim_start().len()]);
                let range = Utf16Range { start, end: start + utf16_len(text.trim()) };
                if range.start < range.end {
                    ranges.push(range);
                }
                at += utf16_len(text);
            }
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Direction, Materiality};
    use crate::judge::Memory;
    use crate::read::{Anchor, Page, ProvisionId};
    use crate::review;
    use crate::tree::{NodeKind, TextId, Tree};

    fn circumstances() -> Circumstances {
        Circumstances {
            url: "https://a.test/acceptable-use?x".into(),
            canonical_url: "https://a.test/acceptable-use".into(),
            page_title: "Page".into(),
            now: 5_000,
            previous: None,
            first_seen_at: None,
            last_seen_at: None,
            versions: 1,
            asks_agreement: false,
            note: None,
            words: ["other networks", "?!", "Spam"].into_iter().filter_map(WatchWord::new).collect(),
        }
    }

    const OLD: &str = "<html lang=en><title>Acceptable Use Policy</title><h1>Acceptable Use Policy</h1><p>These rules bind everyone \
        who uses the service.</p><h2>Conduct</h2><p>You may not:</p><ul><li>send <b>unsolicited</b> bulk mail 😀 to anyone;</li>\
        <li>attack other networks;</li></ul><h2>Enforcement</h2><p>We may suspend your account after 30 days' notice.</p>";

    fn visit(html: &str, before: Option<&str>, note: Option<Note>) -> (Visit, Vec<String>) {
        let page = Page { url: "https://a.test/acceptable-use".into() };
        let old = before.map(|html| {
            review(&Tree::from_html(html), &page, None, &mut Memory::default()).reading.policy.expect("a policy")
        });
        let tree = Tree::from_html(html);
        let review = review(&tree, &page, old.as_ref(), &mut Memory::default());
        let previous = before.map(|_| Previous { version: 1, seen_at: 1, effective_date: None, brought: false });
        let texts = tree.nodes().iter().filter_map(|n| match &n.kind {
            NodeKind::Text { text, .. } => Some(text.to_string()),
            _ => None,
        });
        (Visit::new(&review, Circumstances { previous, note, ..circumstances() }), texts.collect())
    }

    fn read_back(texts: &[String], ranges: &[TextRange]) -> String {
        let slice = |&TextRange(node, start, end): &TextRange| Utf16Range { start, end }.slice(&texts[node as usize]);
        ranges.iter().map(|r| slice(r).expect("within the node")).collect()
    }

    #[test]
    fn what_is_painted_is_what_was_found() {
        let (visit, texts) = visit(OLD, None, None);
        assert_eq!(visit.state, State::FirstVisit);
        assert!(!visit.findings.is_empty());
        for finding in &visit.findings {
            assert_eq!(finding.spans.len(), finding.ranges.len());
            for (span, ranges) in finding.spans.iter().zip(&finding.ranges) {
                let VisitClause { quote, .. } = &visit.shared.clauses[finding.clause as usize];
                let span = Utf16Range { start: span.start, end: span.end }.slice(quote).expect("in the quote");
                let fold = |s: &str| s.split_whitespace().collect::<String>();
                assert_eq!(fold(&read_back(&texts, ranges)), fold(span));
            }
        }
    }

    #[test]
    fn the_readers_own_words_are_placed() {
        let (visit, texts) = visit(OLD, None, None);
        let [seen] = visit.watched.as_slice() else { panic!("one place, not {:?}", visit.watched) };
        let clause = &visit.shared.clauses[seen.clause as usize];
        assert_eq!((seen.phrase.as_str(), clause.quote.as_str()), ("other networks", "attack other networks;"));
        assert_eq!(
            (clause.lead_in.as_deref(), clause.path.as_slice()),
            (Some("You may not:"), ["Conduct".to_owned()].as_slice())
        );
        assert_eq!(seen.ranges.iter().map(|r| read_back(&texts, r)).collect::<Vec<_>>(), ["other networks"]);
    }

    #[test]
    fn what_a_fair_policy_would_have_is_missed() {
        let ids = |html: &str| visit(html, None, None).0.missing.into_iter().map(|m| m.id).collect::<Vec<_>>();
        assert_eq!(ids(OLD), ["appeal", "report_contact", "date"]);
        let fair = OLD.replace("notice.</p>", "notice; you may appeal. Report abuse to our abuse desk.</p>");
        assert_eq!(ids(&fair), ["date"]);
    }

    #[test]
    fn another_language_is_said_to_have_no_rules_and_the_readers_words_are_found_in_it() {
        let german = "<html lang=de><title>Nutzungsrichtlinie</title><h1>Nutzungsrichtlinie</h1><p>Diese Regeln binden alle, die \
            den Dienst nutzen. Sie dürfen keinen Spam versenden und fremde Netze nicht angreifen.</p>";
        let (visit, _) = visit(german, None, None);
        assert!(visit.language_note.is_some());
        assert_eq!((visit.findings.len(), visit.missing.len(), visit.watched.len()), (0, 0, 1));
    }

    #[test]
    fn a_change_is_told_and_placed() {
        let new = OLD.replace("attack other networks", "attack other networks or their users");
        let (visit, texts) = visit(&new, Some(OLD), None);
        assert_eq!(visit.state, State::Changed);
        assert_eq!(visit.previous, Some(Previous { version: 1, seen_at: 1, effective_date: None, brought: false }));
        let placed: Vec<String> = visit.changes.iter().flat_map(|c| &c.ranges).map(|r| read_back(&texts, r)).collect();
        assert!(placed.iter().any(|text| text.contains("or their users")), "{placed:?}");
    }

    #[test]
    fn nothing_new_is_no_news() {
        assert_eq!(visit(OLD, Some(OLD), None).0.state, State::Unchanged);
        let flapped = visit(&OLD.replace("30", "3"), Some(OLD), Some(Note::Flapped)).0;
        assert_eq!((flapped.state, flapped.changes.len()), (State::Unchanged, 0));
        assert!(flapped.reason.is_some());
    }

    #[test]
    fn what_is_no_policy_says_so() {
        let (visit, _) = visit(OLD, None, Some(Note::NotAPolicy));
        assert_eq!((visit.state, visit.findings.len()), (State::NotAPolicy, 0));
    }

    #[test]
    fn an_empty_page_says_why_it_cannot_be_read() {
        let (visit, _) = visit("<div id=app></div>", None, None);
        assert_eq!(visit.state, State::Unreadable);
        assert!(visit.reason.is_some_and(|r| r.contains("no text")));
    }

    fn provision(text: &str, node: u32) -> Provision {
        let range = Utf16Range { start: 0, end: utf16_len(text) };
        Provision {
            id: ProvisionId("x".into()),
            path: std::sync::Arc::from([]),
            marker: None,
            lead_in: None,
            text: text.into(),
            anchors: vec![Anchor { range, node: TextId(node), start: 2 }],
        }
    }

    #[test]
    fn inserted_words_are_found_in_several_provisions() {
        let provisions = vec![provision("One two.", 0), provision("Three 😀 four.", 1)];
        let policy = Policy::new(String::new(), String::new(), None, provisions);
        let change = Change {
            id: "1".into(),
            kind: ChangeKind::Reworded,
            materiality: Materiality::Substantive,
            severity: Severity::Low,
            direction: Direction::Neutral,
            path: Vec::new(),
            before: Some("One. Three.".into()),
            after: Some("One two.\nThree 😀 four.".into()),
            words: vec![
                Words::Equal("One".into()),
                Words::Insert(" two".into()),
                Words::Equal(".\nThree".into()),
                Words::Insert(" 😀 four".into()),
                Words::Equal(".".into()),
            ],
            effects: Vec::new(),
            categories: Vec::new(),
            editorial_reason: None,
            old_provisions: vec![],
            new_provisions: vec![0, 1],
        };
        assert_eq!(new_text(&change, &policy), [vec![TextRange(0, 6, 9)], vec![TextRange(1, 8, 15)]]);
        let only_removed = Change { words: vec![Words::Equal("x".into()), Words::Delete("y".into())], ..change };
        assert_eq!(new_text(&only_removed, &policy)[0], [TextRange(0, 2, 10)], "all of it");
    }
}
