//! How other platforms handle it: in how many of the policies that were read and labelled by hand a category stands.
//!
//! Owns the table that the build makes of `rules/platforms.toml`, and the words for it. Facts of one sample, with the
//! version of each policy that was read; no quotations.

use super::category::{Category, Severity};

/// A policy that was read, and what it contains.
#[derive(Debug, PartialEq, Eq)]
pub struct PolicyRead {
    /// The platform, and which of its policies where several were read.
    pub name: &'static str,
    /// What kind of service it is, in words.
    pub sector: &'static str,
    /// The version that was read.
    pub url: &'static str,
    /// The categories in it, each with the gravest severity of its clauses.
    pub has: &'static [(Category, Severity)],
}

include!(concat!(env!("OUT_DIR"), "/platforms.rs"));

/// How often a category stands in the policies that were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prevalence {
    /// The policies that have such a clause, with its severity there, gravest first.
    pub policies: Vec<(&'static PolicyRead, Severity)>,
    /// How many were read.
    pub of: usize,
}

/// How common a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rarity {
    /// In at least half of the policies.
    Common,
    /// In at least a quarter.
    Frequent,
    /// In at least a tenth.
    Uncommon,
    /// In fewer.
    Rare,
}

impl Rarity {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Frequent => "frequent",
            Self::Uncommon => "uncommon",
            Self::Rare => "rare",
        }
    }
}

/// One kind of service: how many of its policies have the clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectorShare {
    /// The kind of service, in words.
    pub sector: &'static str,
    /// Policies with such a clause.
    pub policies: usize,
    /// Policies read.
    pub of: usize,
}

/// How often `category` stands in the policies that were read.
pub fn prevalence(category: Category) -> Prevalence {
    let severity = |policy: &PolicyRead| policy.has.iter().find(|(c, _)| *c == category).map(|(_, severity)| *severity);
    let mut policies: Vec<_> = POLICIES.iter().filter_map(|policy| Some((policy, severity(policy)?))).collect();
    policies.sort_by_key(|(_, severity)| std::cmp::Reverse(*severity));
    Prevalence { policies, of: POLICIES.len() }
}

/// The policies that were read, in the file's order.
pub fn policies_read() -> &'static [PolicyRead] {
    POLICIES
}

impl Prevalence {
    /// How common it is in this sample.
    pub fn rarity(&self) -> Rarity {
        match self.policies.len() {
            n if n * 2 >= self.of => Rarity::Common,
            n if n * 4 >= self.of => Rarity::Frequent,
            n if n * 10 >= self.of => Rarity::Uncommon,
            _ => Rarity::Rare,
        }
    }

    /// How it spreads over the kinds of service, every kind once, in the file's order.
    pub fn sectors(&self) -> Vec<SectorShare> {
        let share = |&sector: &&'static str| SectorShare {
            sector,
            policies: self.policies.iter().filter(|(p, _)| p.sector == sector).count(),
            of: POLICIES.iter().filter(|p| p.sector == sector).count(),
        };
        SECTORS.iter().map(share).collect()
    }

    /// Up to `most` platforms to name, the gravest clauses first, each from another kind of service as long as there are
    /// such.
    pub fn examples(&self, most: usize) -> Vec<&'static str> {
        let mut chosen: Vec<&PolicyRead> = Vec::new();
        for (policy, _) in &self.policies {
            if chosen.len() < most && !chosen.iter().any(|c| c.sector == policy.sector) {
                chosen.push(policy);
            }
        }
        for (policy, _) in &self.policies {
            if chosen.len() < most && !chosen.contains(policy) {
                chosen.push(policy);
            }
        }
        chosen.into_iter().map(|p| p.name).collect()
    }

    /// One sentence for the card.
    pub fn sentence(&self) -> String {
        let of = self.of;
        match (self.policies.len(), &self.examples(2)[..]) {
            (1, [only, ..]) => format!("1 of {of} policies that we read has such a clause: {only}."),
            (n, [a, b, ..]) => format!("{n} of {of} policies that we read have such a clause, {a} and {b} among them."),
            _ => format!("None of the {of} policies that we read has such a clause."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up() {
        for &category in Category::ALL {
            let prevalence = prevalence(category);
            let sectors = prevalence.sectors();
            assert_eq!(sectors.iter().map(|s| s.policies).sum::<usize>(), prevalence.policies.len(), "{category:?}");
            assert_eq!(sectors.iter().map(|s| s.of).sum::<usize>(), prevalence.of);
            assert!(prevalence.policies.is_sorted_by_key(|(_, severity)| std::cmp::Reverse(*severity)));
            assert!(prevalence.examples(3).len() == prevalence.policies.len().min(3));
        }
    }

    #[test]
    fn a_policy_names_a_category_once() {
        for policy in policies_read() {
            let mut seen: Vec<_> = policy.has.iter().map(|(category, _)| category).collect();
            seen.sort();
            assert!(seen.windows(2).all(|pair| pair[0] != pair[1]), "{}", policy.name);
            assert!(policy.url.starts_with("https://"), "{}", policy.name);
        }
    }

    #[test]
    fn says_how_common_it_is() {
        let of = |policies: usize| Prevalence { policies: prevalence_of(policies), of: 40 };
        assert_eq!(
            [20, 10, 4, 3].map(|n| of(n).rarity()),
            [Rarity::Common, Rarity::Frequent, Rarity::Uncommon, Rarity::Rare]
        );
        assert_eq!(of(0).sentence(), "None of the 40 policies that we read has such a clause.");
        assert!(of(1).sentence().starts_with("1 of 40 policies that we read has such a clause: "));
        assert!(of(5).sentence().starts_with("5 of 40 policies that we read have such a clause, "));
    }

    fn prevalence_of(policies: usize) -> Vec<(&'static PolicyRead, Severity)> {
        POLICIES.iter().map(|policy| (policy, Severity::Low)).take(policies).collect()
    }
}
