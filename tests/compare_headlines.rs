//! The one line that sums a comparison up, as a person would write it.

use clausewatch::compare::{Side, compare};
use clausewatch::judge::judge;
use clausewatch::read::{Page, Policy, read};
use clausewatch::tree::Tree;

const POLICY: &str = "\
# Acceptable Use Policy

Last updated: 1 May 2024

## Use

You may not:

- send malware to anyone;
- sell access to the service.

## Enforcement

We give you 30 days’ notice before we change this policy.

We may suspend your account after prior notice to you.

## Contact

Kelpwood answers letters from its office in Bergen.
";

fn policy(text: &str) -> Policy {
    read(&Tree::from_markdown(text), &Page::default(), None).policy.expect("a document")
}

fn headline(old: &str, new: &str) -> String {
    let (old, new) = (policy(old), policy(new));
    let judgements = (judge(&old), judge(&new));
    compare(Side { policy: &old, judgements: &judgements.0 }, Side { policy: &new, judgements: &judgements.1 }).headline
}

/// The headline after replacements in the policy.
fn after(edits: &[(&str, &str)]) -> String {
    let edited = edits.iter().fold(POLICY.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    headline(POLICY, &edited)
}

const NEWER: (&str, &str) = ("1 May 2024", "3 June 2025");

#[test]
fn a_headline_says_what_changed() {
    let without = ("after prior notice to you", "immediately and without notice");
    let bans =
        ("- send malware", "- scrape our pages by automated means;\n- copy our pages with robots;\n- send malware");
    for (edits, want) in [
        (&[NEWER, without][..], "Suspension may now come without notice"),
        (&[NEWER, bans], "Two new bans on scraping and automation"),
        (&[NEWER, ("Bergen", "Oslo")], "One clause reworded, under “Contact”: “Bergen” became “Oslo”"),
        (&[("’", "'")], "Nothing changed"),
    ] {
        assert_eq!(after(edits), want);
    }
}

#[test]
fn silent_edits_are_told() {
    assert_eq!(after(&[("30 days", "7 days")]), "Notice cut from 30 days to 7 days; still dated 1 May 2024");
    assert_eq!(after(&[NEWER]), "Only the date changed, from 1 May 2024 to 3 June 2025; the text is the same");
}

#[test]
fn a_new_name_is_told_once() {
    let old = "# Terms\n\n## Use\n\nKelpwood runs the service for you.\n\nYou may ask Kelpwood’s staff for help at any hour.\n\n\
               Letters reach Kelpwood in Bergen.\n\nThe weather is none of our business.\n";
    assert_eq!(headline(old, &old.replace("Kelpwood", "Fernhill")), "“Kelpwood” became “Fernhill” in three clauses");
}
