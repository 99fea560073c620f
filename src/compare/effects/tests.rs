//! What effects are named of sentences that changed, came or went.

use super::super::align::Budget;
use super::super::tokens::Interner;
use super::super::words::edits;
use super::*;

fn reworded(old: &str, new: &str) -> Vec<(&'static str, Direction)> {
    let mut interner = Interner::default();
    let (a, b) = (interner.tokens(old.to_owned()), interner.tokens(new.to_owned()));
    let edits = edits(&a, &b, &interner, &mut Budget::default());
    of_rewording(&a, &b, &edits, Force::States, &mut |_| false)
        .into_iter()
        .map(|f| (f.effect.id, f.direction))
        .collect()
}

fn added(text: &str, lead_in: &str) -> Vec<&'static str> {
    let clause = Whole { text, governed: governs(lead_in), came: true, judged: &|_| None };
    of_whole(clause, &mut |_| false).into_iter().map(|f| f.effect.id).collect()
}

#[test]
fn names_what_a_rewording_does() {
    use Direction::{Better, Neutral, Worse};
    for (old, new, want) in [
        (
            "We give you 30 days notice of changes.",
            "We give you 7 days notice of changes.",
            vec![("notice_shortened", Worse)],
        ),
        (
            "You must report abuse within 48 hours.",
            "You must report abuse within 24 hours.",
            vec![("deadline_shortened", Worse)],
        ),
        ("We answer within 5 days.", "We answer within 10 days.", vec![("deadline_lengthened", Worse)]),
        ("We keep logs for 30 days.", "We keep logs for 90 days.", vec![("retention_lengthened", Worse)]),
        ("You may resell seats.", "You may not resell seats.", vec![("permission_withdrawn", Worse)]),
        ("You may tell us about it.", "You must tell us about it.", vec![("duty_added", Worse)]),
        ("We will notify you.", "We may notify you.", vec![("commitment_weakened", Worse)]),
        ("We will not sell your data.", "We may sell your data.", vec![("commitment_withdrawn", Worse)]),
        ("We may suspend accounts after prior notice.", "We may suspend accounts.", vec![("notice_dropped", Worse)]),
        ("We may suspend accounts.", "We may suspend accounts without notice.", vec![("notice_dropped", Worse)]),
        (
            "We may close accounts that break the rules.",
            "We may close accounts at our sole discretion.",
            vec![("discretion_widened", Worse)],
        ),
        (
            "We share data with our staff.",
            "We share data with our staff and affiliates.",
            vec![("scope_widened", Worse)],
        ),
        (
            "We use your content to run the service.",
            "We use your content to run the service and train our models.",
            vec![("scope_widened", Worse)],
        ),
        (
            "You must not send malware or spam.",
            "You must not send malware, adware or spam.",
            vec![("prohibition_widened", Worse)],
        ),
        ("You must not resell it unless we agree.", "You must not resell it.", vec![("exception_removed", Worse)]),
        (
            "“Content” means text and images.",
            "“Content” means text, images and prompts.",
            vec![("definition_changed", Neutral)],
        ),
        ("You may not share it.", "You may share it.", vec![("prohibition_removed", Better)]),
        ("The sky is blue today.", "The sky is grey today.", vec![]),
        ("You must not sell spirits.", "You must not sell spirits or tobacco.", vec![("prohibition_widened", Worse)]),
        ("You must not sell, rent or lend it.", "You must not rent, lend or sell it.", vec![]),
        (
            "You must not intentionally disclose addresses.",
            "You must not disclose addresses.",
            vec![("prohibition_widened", Worse)],
        ),
        ("We remove such posts.", "We will remove such posts.", vec![]),
        ("You can choose to refer it to a panel.", "You can refer it to a panel.", vec![]),
        ("We reserve the right to remove posts.", "We may remove posts.", vec![]),
        ("You can also adjust your filters.", "We made ways for you to adjust your filters.", vec![]),
        ("We may close it without notice.", "We may close it without prior notice.", vec![]),
        ("We may close it with or without notice.", "We may close it without notice.", vec![]),
        ("You must notify us at once of a loss.", "Notify us at once of a loss.", vec![]),
        ("You must give notice to us by courier.", "Notices to us may be sent by email.", vec![]),
        (
            "We may use your drawings to train AI models only with your explicit consent.",
            "We may use your drawings to train AI models.",
            vec![("consent_dropped", Worse)],
        ),
        ("We are not responsible or liable for it.", "We are not responsible for it.", vec![]),
        (
            "We use your notes only to help you unless you opt in to let us share them.",
            "We use your notes only to help you unless you let us and agree that we share them.",
            vec![],
        ),
        (
            "Developers must give notice to Kelpwood in writing by courier.",
            "Developers must write to Kelpwood by email or by courier.",
            vec![],
        ),
        ("“Guest” means any a person who visits.", "“Guest” means any person who visits.", vec![]),
        (
            "\"crawling\" or \"scraping\" by automated means, at night",
            "\"crawling\" or \"scraping\" by automated means, at night or by day",
            vec![],
        ),
        (
            "You must not send malware (by raft, for example).",
            "You must not send malware (by raft, for example, or pigeon) or to mine for pearls, or keep it.",
            vec![("prohibition_widened", Worse)],
        ),
        (
            "Drawings of boats are allowed on the quay.",
            "Drawings of boats may be allowed on the quay.",
            vec![("permission_weakened", Worse)],
        ),
        (
            "We will not remove drawings of wrecks.",
            "We will not remove drawings of wrecks, as long as they are accurate.",
            vec![("commitment_weakened", Worse)],
        ),
        (
            "Kelpwood counts the drawings of each keeper in most of our harbours.",
            "Kelpwood counts the drawings of each keeper.",
            vec![("limit_removed", Neutral)],
        ),
        (
            "Kelpwood applies a monthly threshold to boats in most of our harbours.",
            "Kelpwood applies a monthly threshold to boats.",
            vec![("limit_removed", Worse)],
        ),
        (
            "Drawings are shared with other harbours only if the keeper agrees.",
            "Drawings are shared with other harbours unless the keeper objects.",
            vec![("consent_dropped", Worse)],
        ),
        (
            "You may put a card of your own into the parcel.",
            "Parcels must not contain cards or any other advertising.",
            vec![("permission_withdrawn", Worse)],
        ),
        (
            "The harbour does not sell fish, we do not lend oars, and we do not use drawings to make maps.",
            "The harbour does not sell fish, we do not lend oars, and we use drawings to make maps.",
            vec![("commitment_withdrawn", Worse)],
        ),
        (
            "Drawings are published only if they meet the rules.",
            "Drawings are published unless they break the rules.",
            vec![],
        ),
        (
            "We do not change the price of a lamp during its life.",
            "We may change lamp prices on 30 days' notice.",
            vec![("commitment_withdrawn", Worse)],
        ),
        (
            "After six notices within twelve months the berth may be closed.",
            "After ten notices within twelve months the berth may be closed.",
            vec![("limit_raised", Neutral)],
        ),
        ("Ask here; the pier has more than 300 rings.", "Ask here; the pier has more than 400 rings.", vec![]),
        (
            "Before we close a berth we give you seven days to respond.",
            "Before we close a berth we give you 14 days to respond.",
            vec![("deadline_lengthened", Better)],
        ),
        (
            "Drawings of wrecks may be permitted on the quay.",
            "Drawings of wrecks are generally permitted on the quay.",
            vec![("permission_widened", Better)],
        ),
        (
            "Such a lock lasts no longer than four hours and holds for all boats.",
            "Such a lock holds for all boats.",
            vec![("limit_removed", Neutral)],
        ),
        (
            "We may lock berths or remove boats.",
            "We may lock berths, tow rafts or remove boats.",
            vec![("power_widened", Worse)],
        ),
        (
            "Nets left on the pier are kept until Monday.",
            "Nets left on the pier are forfeited, and the berth is closed.",
            vec![("sanction_added", Worse)],
        ),
        (
            "We do not monitor the lamps of guests. Ask at the office.",
            "Ask at the office.",
            vec![("commitment_removed", Worse), ("monitoring_allowed", Worse)],
        ),
        ("You must use a red lamp or a green lamp.", "You must use a red lamp.", vec![]),
        ("Bumboats are for any scam or theft.", "Bumboats are for any scam, fraud or theft.", vec![]),
        (
            "Kelpwood prohibits any scam or theft meant to defraud keepers.",
            "Kelpwood prohibits any scam, fraud or theft meant to defraud keepers.",
            vec![("prohibition_widened", Worse)],
        ),
        (
            "Whoever signs up is at least 14 years old and likes the sea.",
            "Whoever signs up is old enough by law and likes the sea.",
            vec![("age_limit_removed", Neutral)],
        ),
        (
            "Here “harbour” means our piers, and “you” means the keeper and the guests.",
            "Here “harbour” means our piers, and “you” means any company that has signed an order with us.",
            vec![("definition_changed", Neutral)],
        ),
        ("It holds under Section 8.6 (Effect of Closing).", "It holds under Section 8.7 (Effect of Closing).", vec![]),
        (
            "You must not mislead or defame others.",
            "You must not mislead, illegally impersonate or defame others.",
            vec![("prohibition_widened", Worse)],
        ),
    ] {
        assert_eq!(reworded(old, new), want, "{old} | {new}");
    }
}

#[test]
fn a_number_is_for_or_against_readers_by_what_it_is_of() {
    use Direction::{Better, Worse};
    for (old, new, want) in [
        ("A strike stays for three months.", "A strike stays for six months.", ("deadline_lengthened", Worse)),
        ("You may re-apply after six months.", "You may re-apply after three months.", ("deadline_shortened", Better)),
        (
            "Appeals are looked at within 24 hours.",
            "Appeals are looked at within 3 days.",
            ("deadline_lengthened", Worse),
        ),
        ("Footage is kept for 14 days.", "Footage is kept for 60 days.", ("retention_lengthened", Worse)),
        ("You must keep records for 14 days.", "You must keep records for 7 days.", ("deadline_shortened", Better)),
    ] {
        assert_eq!(reworded(old, new), [want], "{new}");
    }
}

#[test]
fn notice_in_other_words_is_not_promised_anew() {
    let old =
        "Where we find a breach we shall give written notice and two days to mend it before we suspend the berth.";
    let new = "Where we suspect a breach we may suspend the berth at once. We will try to notify you thereafter.";
    assert!(!reworded(old, new).iter().any(|(id, _)| *id == "notice_added"));
}

#[test]
fn a_sentence_that_came_beside_changed_words_is_read_by_itself() {
    let old = "Bandwidth differs by plan. See the Kelpwood price list for more on each plan’s limits.";
    let new = "Bandwidth differs by plan. We also reserve the right—after giving advance notice—to delete archives that \
               strain our machines. For help with large files, read \"How big?\". For more on each plan’s limits, see the \
               Kelpwood price list.";
    assert_eq!(reworded(old, new), [("power_added", Direction::Worse)]);
    let (old, new) = (
        "If you write on the blog, you must name its author.",
        "If you write on example.com, you must name its author.",
    );
    assert_eq!(reworded(old, new), []);
}

#[test]
fn names_what_a_new_clause_does() {
    assert_eq!(added("mining of digital currency", "You may not use the service for:"), ["prohibition_added"]);
    assert_eq!(added("You must keep your password secret.", ""), ["duty_added"]);
    assert_eq!(added("Disputes are settled by binding arbitration.", ""), ["arbitration_added"]);
    assert_eq!(added("We may charge you a fee of $250 for each breach.", ""), ["fee_introduced"]);
    assert_eq!(added("We will tell you before we do.", ""), ["commitment_added"]);
    assert!(added("Welcome to our community.", "").is_empty());
    assert!(added("You may copy it for the following reasons.", "").is_empty());
    assert_eq!(added("not store it", "Publishers must:"), ["prohibition_added"]);
    assert_eq!(added("except one berth for guests", "You may not occupy:"), ["exception_added"]);
    assert_eq!(added("We may close your archive, or throttle it, if:", ""), ["power_added"]);
    assert!(added("We will try to tell you of changes, but need not do so.", "").is_empty());
    assert_eq!(added("name the source", "Publishers must:"), ["duty_added"]);
    assert_eq!(added("news on fraud", "These rules do not prevent you from posting:"), ["permission_added"]);
    assert!(added("Kelpwood will indemnify you against claims.", "").is_empty());
    assert_eq!(added("We may close an archive after prior notice to you.", ""), ["power_added"]);
    assert_eq!(added("You may appeal the suspension of your account.", ""), ["appeal_added"]);
    assert!(added("You must inform your customers of taxes, and you may not:", "").is_empty());
    assert!(added("Examples: casinos", "You may not promote:").is_empty());
    assert_eq!(added("You must not use our output to train models.", ""), ["prohibition_added"]);
    assert_eq!(added("You can cancel at any time.", ""), ["permission_added"]);
    let cap = "Our aggregate liability will not exceed the amount you paid in the 12 months before the claim.";
    assert_eq!(added(cap, ""), ["liability_cap_added"]);
    assert_eq!(added("Any claim must be made within one (1) year after it arose.", ""), ["claim_limit_added"]);
    assert_eq!(added("You and we waive any right to a jury trial.", ""), ["jury_waiver_added"]);
    assert_eq!(added("All fees are non-refundable.", ""), ["refund_dropped"]);
    assert_eq!(added("You may opt out of training on your content.", ""), ["opt_out_added"]);
    assert_eq!(
        added("You hereby assign all right and title in your translations and waive moral rights.", ""),
        ["ownership_given"]
    );
    assert_eq!(added("Customer will indemnify us and our affiliates.", ""), ["indemnity_added"]);
    assert_eq!(added("We will notify you before we close an archive.", ""), ["notice_added"]);
    assert_eq!(added("Whoever floods the quay will face suspension without refund.", ""), ["sanction_added"]);
    assert_eq!(added("We disable accounts that flood the quay.", ""), ["power_added"]);
    assert_eq!(added("Kelpwood may grant exceptions to these rules for schools.", ""), ["exception_added"]);
    assert_eq!(added("Parody boats (must say so on the bow)", "These rules do not prevent:"), ["permission_added"]);
    assert_eq!(added("a drawing of a wreck", "Draw with care. For example, do not post:"), ["prohibition_added"]);
    assert_eq!(added("Please mend the nets, don't burn them.", ""), ["prohibition_added"]);
    assert!(added("(June 3, 2031) Due to the storm, we will close accounts from Norway.", "").is_empty());
    assert_eq!(added("Due to the storm, we will be temporarily pausing mail to Norway.", ""), ["service_paused"]);
    assert_eq!(added("Norway", "Lamps are not available in the following places:"), ["prohibition_added"]);
    assert_eq!(added("Some members will now have to show a card.", ""), ["duty_added"]);
    assert!(added("Where we ban an account we will e-mail the reason unless that helps thieves.", "").is_empty());
    assert!(added("We may provide you with specific rules for boats.", "").is_empty());
}

#[test]
fn a_word_says_nothing_without_its_sentence() {
    for text in [
        "It does not, however, permit Kelpwood to share notes with third parties.",
        "Rights of the mind are all patent rights, moral rights and the like, whoever has licensed them.",
        "The page holds information on the fee charged each month.",
        "Seals are allowed if they carry a tag.",
        "You can set limits in your settings.",
        "We may provide links to other sites.",
        "Notices go out by post or by otherwise providing notice to you.",
        "Don't do it.",
    ] {
        assert!(added(text, "").is_empty(), "{text}: {:?}", added(text, ""));
    }
}
