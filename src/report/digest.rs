//! What lists, calendars and pictures need of a policy: made once for each version, so that showing a thousand policies
//! reads none of them anew.

use serde::{Deserialize, Serialize};

use super::json::Comparison;
use crate::archive::Millis;
use crate::judge::{Category, Judgement, Severity, category_text, prevalence};

/// A policy's current version in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Digest {
    /// The policy's address.
    pub address: String,
    /// The gravest finding's severity.
    pub severity: String,
    /// Clauses with a finding of each severity: high, medium, low.
    pub counts: [u32; 3],
    /// The categories in it, gravest first.
    pub topics: Vec<TopicShare>,
    /// The latest version with a substantive change; null where there is none.
    pub last: Option<VersionChange>,
}

/// A category in a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TopicShare {
    /// The category's id.
    pub id: String,
    /// The gravest of its clauses here.
    pub severity: String,
    /// How many clauses.
    pub clauses: u32,
}

/// What changed in a version, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VersionChange {
    /// The version's hash in the chain.
    pub hash: String,
    /// Its number.
    pub number: u32,
    /// The number of the version before it in time.
    pub from: u32,
    /// When it was first read.
    #[cfg_attr(test, ts(type = "number"))]
    pub read_at: Millis,
    /// Since the version before: `unchanged`, `editorial` or `changed`.
    pub verdict: String,
    /// In one line.
    pub headline: String,
    /// The gravest change's severity.
    pub severity: String,
    /// `worse`, `better` or `neutral`.
    pub direction: String,
    /// How many changes matter.
    pub substantive: u32,
    /// How many do not.
    pub editorial: u32,
}

/// The changes of a policy: one for each version but the first in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PolicyChanges {
    /// The policy's address.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its changes, oldest first.
    pub changes: Vec<VersionChange>,
}

/// What the library shows at a glance, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Digests {
    /// Of policies whose digest is there.
    pub digests: Vec<Digest>,
    /// The addresses of the others: ask for each.
    pub missing: Vec<String>,
}

/// A category, and how common it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it covers.
    pub meaning: String,
    /// Why it matters.
    pub matters: String,
    /// What to check.
    pub check: String,
    /// How common it is: `common`, `frequent`, `uncommon` or `rare`.
    pub rarity: String,
    /// The same in a sentence.
    pub prevalence: String,
    /// In how many of the policies that were read it stands.
    pub policies: usize,
    /// How many were read.
    pub of: usize,
    /// By kind of service.
    pub sectors: Vec<TopicSector>,
}

/// How common a category is among the policies of one kind of service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TopicSector {
    /// The kind of service.
    pub sector: String,
    /// Policies with such a clause.
    pub policies: usize,
    /// Policies read.
    pub of: usize,
}

impl Digest {
    /// Of a policy's judgements, one for each provision, and its changes so far.
    pub fn new(address: &str, judgements: &[Judgement], changes: &[VersionChange]) -> Self {
        let mut topics: Vec<(Severity, Category, u32)> = Vec::new();
        let mut counts = [0; 3];
        for judgement in judgements {
            match judgement.findings.first().map(|f| f.severity).unwrap_or_default() {
                Severity::High => counts[0] += 1,
                Severity::Medium => counts[1] += 1,
                Severity::Low => counts[2] += 1,
                Severity::None => {}
            }
            let mut seen: Vec<Category> = Vec::new();
            for finding in &judgement.findings {
                let first = !seen.contains(&finding.category);
                seen.push(finding.category);
                match topics.iter_mut().find(|(_, category, _)| *category == finding.category) {
                    Some((severity, _, clauses)) => {
                        *severity = (*severity).max(finding.severity);
                        *clauses += u32::from(first);
                    }
                    None => topics.push((finding.severity, finding.category, 1)),
                }
            }
        }
        topics.sort_by_key(|&(severity, category, _)| (std::cmp::Reverse(severity), category));
        let share = |&(severity, category, clauses): &(Severity, Category, u32)| TopicShare {
            id: category.id().into(),
            severity: severity.id().into(),
            clauses,
        };
        Self {
            address: address.into(),
            severity: topics.first().map_or(Severity::None, |t| t.0).id().into(),
            counts,
            topics: topics.iter().map(share).collect(),
            last: changes.iter().rev().find(|c| c.substantive > 0).cloned(),
        }
    }
}

impl VersionChange {
    /// Of a version and its comparison with the one before it in time, whose number is `from`.
    pub fn new(from: u32, version: &crate::archive::Version, comparison: &Comparison) -> Self {
        let summary = &comparison.summary;
        Self {
            hash: version.hash.clone(),
            number: version.number,
            from,
            read_at: version.read_at,
            verdict: comparison.verdict.clone(),
            headline: summary.headline.clone(),
            severity: summary.severity.clone(),
            direction: summary.direction.clone(),
            substantive: (comparison.changes.len() - summary.editorial) as u32,
            editorial: summary.editorial as u32,
        }
    }
}

impl Topic {
    /// All categories that a rules file describes, by name.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = Category::ALL.iter().filter_map(|&category| Self::of(category)).collect();
        all.sort_by(|a, b| a.title.cmp(&b.title));
        all
    }

    fn of(category: Category) -> Option<Self> {
        let text = category_text(category)?;
        let prevalence = prevalence(category);
        let sector = |share: crate::judge::SectorShare| TopicSector {
            sector: share.sector.into(),
            policies: share.policies,
            of: share.of,
        };
        Some(Self {
            id: category.id().into(),
            title: text.title.into(),
            meaning: text.meaning.into(),
            matters: text.matters.into(),
            check: text.check.into(),
            rarity: prevalence.rarity().word().into(),
            prevalence: prevalence.sentence(),
            policies: prevalence.policies.len(),
            of: prevalence.of,
            sectors: prevalence.sectors().into_iter().map(sector).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::judge;
    use crate::read::{Page, read};
    use crate::tree::Tree;

    #[test]
    fn a_digest_counts_clauses_once_for_each_category() {
        let page = "<html lang=en><title>Acceptable Use Policy</title><h1>Acceptable Use Policy</h1>\
            <p>You may not use the service to send spam or unsolicited bulk email.</p><p>You may not send spam to lists.</p>\
            <p>We may suspend your account immediately and without notice at our sole discretion.</p>";
        let policy = read(&Tree::from_html(page), &Page::default(), None).policy.expect("a policy");
        let judgements = judge(&policy);
        let digest = Digest::new("https://a.test/aup", &judgements, &[]);
        assert_eq!(digest.severity, "high");
        let spam = digest.topics.iter().find(|t| t.id == "spam_messaging").expect("spam");
        assert_eq!(spam.clauses, 2);
        assert_eq!(digest.counts.iter().sum::<u32>(), 3);
        assert!(digest.topics.iter().any(|t| t.id == "no_notice" && t.severity == "high"));
    }

    #[test]
    fn every_category_is_a_topic() {
        let all = Topic::all();
        assert_eq!(all.len(), Category::ALL.len());
        assert!(all.is_sorted_by(|a, b| a.title <= b.title));
    }
}
