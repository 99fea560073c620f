//! What is missing: clauses that a fair policy has and this one lacks. An answer of its own, without severity.

use super::pattern::Node;
use super::rules::{SAFEGUARDS, Safeguard, without};
use super::text::Read;
use super::{Judgement, covers};
use crate::read::Policy;

/// A clause that the policy lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// Its id in `rules/safeguards.toml`: `suspension_notice`, `appeal`, `report_contact`, `date` or `change_notice`.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// What there is to say, in one sentence.
    pub text: &'static str,
}

/// Which of the clauses that a fair policy has a provision gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Safeguards(u8);

impl Safeguards {
    /// A safeguard's bit is its place in the table.
    pub(super) fn of(text: &Read) -> Self {
        const { assert!(SAFEGUARDS.len() <= u8::BITS as usize) };
        let given = |safeguard: &Safeguard| {
            let found =
                |node: &Node, sentence| !without(node.find_all(sentence), safeguard.except, sentence).is_empty();
            text.sentences.iter().any(|sentence| {
                sentence.may_have(safeguard.needs) && safeguard.find.iter().any(|node| found(node, sentence))
            })
        };
        Self(SAFEGUARDS.iter().enumerate().map(|(at, safeguard)| u8::from(given(safeguard)) << at).sum())
    }

    fn has(self, at: usize) -> bool {
        self.0 >> at & 1 == 1
    }
}

/// The clauses that `policy` lacks, given the judgements of its provisions. Nothing for a language without rules.
///
/// One document is looked at: what it lacks may stand in the terms it belongs to.
pub fn missing(policy: &Policy, judgements: &[Judgement]) -> Vec<Missing> {
    if !covers(&policy.language) {
        return Vec::new();
    }
    let asked = |safeguard: &Safeguard| {
        let found = || judgements.iter().flat_map(|j| &j.findings).any(|f| safeguard.asked.contains(&f.category));
        safeguard.asked.is_empty() || found()
    };
    let present = |at: usize, safeguard: &Safeguard| match safeguard.find {
        // The one that is no clause: the reader of the page has looked for it.
        [] => policy.effective_date.is_some(),
        _ => judgements.iter().any(|j| j.safeguards.has(at)),
    };
    SAFEGUARDS
        .iter()
        .enumerate()
        .filter(|(at, safeguard)| asked(safeguard) && !present(*at, safeguard))
        .map(|(_, s)| Missing { id: s.id, title: s.title, text: s.text })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::judge;
    use super::*;
    use crate::read::{Date, Fingerprint, Provision, ProvisionId};

    fn missing_ids(language: &str, effective_date: Option<Date>, texts: &[&str]) -> Vec<&'static str> {
        let provision = |text: &&str| Provision {
            id: ProvisionId("".into()),
            path: Arc::from([]),
            marker: None,
            lead_in: None,
            text: (*text).to_owned(),
            anchors: Vec::new(),
        };
        let policy = Policy {
            title: "Acceptable Use Policy".into(),
            language: language.into(),
            effective_date,
            provisions: texts.iter().map(provision).collect(),
            fingerprint: Fingerprint(String::new()),
        };
        missing(&policy, &judge(&policy)).into_iter().map(|m| m.id).collect()
    }

    #[test]
    fn a_harsh_policy_lacks_what_is_fair() {
        let harsh = [
            "You must not send spam.",
            "We may suspend your account at any time without notice.",
            "We may change this policy at any time.",
        ];
        let all = ["suspension_notice", "appeal", "report_contact", "date", "change_notice"];
        assert_eq!(missing_ids("en-GB", None, &harsh), all);
        assert_eq!(missing_ids("de", None, &harsh), [] as [&str; 0], "no rules for this language");
    }

    #[test]
    fn a_fair_policy_lacks_nothing() {
        let fair = [
            "You must not send spam.",
            "We will notify you ten days before we suspend your account, and you can appeal the decision.",
            "Report abuse to our abuse desk.",
            "We may change this policy and will announce every change by e-mail.",
        ];
        assert_eq!(missing_ids("en", Date::new(2024, 3, 1), &fair), [] as [&str; 0]);
    }

    #[test]
    fn nothing_is_asked_of_what_a_policy_does_not_speak_of() {
        assert_eq!(
            missing_ids("en", Date::new(2024, 3, 1), &["Please keep your profile up to date."]),
            [] as [&str; 0]
        );
    }
}
