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
        (&[NEWER, bans], "Two new bans, “scrape our pages by automated means” and “copy our pages with robots”"),
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

#[test]
fn what_stands_in_other_words_is_neither_gone_nor_new() {
    let old = "# Rules\n\n## Conduct\n\nYou may not post drawings that:\n\n- contain or install active malware, or use our harbour to \
               deliver malware, such as part of a command server;\n- mock the lighthouse keepers.\n\n## Letters\n\nWe answer in June.\n";
    let new = old.replace(
        "contain or install active malware, or use our harbour to deliver malware, such as part of a command server",
        "directly support active malware that harms others, such as delivering malware files through our harbour or running \
         command servers for it",
    );
    let told = headline(old, &new);
    assert!(!told.contains("gone") && !told.contains("new ban"), "{told}");
}

#[test]
fn a_list_under_one_lead_in_is_told_as_one() {
    let list = "\n\nWhile on the pier, you may not:\n\n- light a fire;\n- feed the seals;\n- fish at night.";
    let told = after(&[NEWER, ("from its office in Bergen.", &format!("from its office in Bergen.{list}"))]);
    assert_eq!(told, "A new list of three bans, among them “light a fire” and “feed the seals”");
}

#[test]
fn notice_as_a_condition_is_no_promise() {
    let right = "from its office in Bergen. We also reserve the right, after giving you prior notice, to delete archives that burden \
                 our machines.";
    let told = after(&[NEWER, ("from its office in Bergen.", right)]);
    assert!(told.starts_with("A new right for the provider"), "{told}");
}

#[test]
fn a_headline_without_effects_quotes_what_says_most() {
    let told = after(&[
        NEWER,
        ("from its office", "by hand and with a drawing of the harbour, from its office"),
        ("We may suspend your account", "We at Kelpwood may suspend your account"),
        ("before we change", "by post before we change"),
    ]);
    assert!(told.contains("among them: “by hand and with a drawing of the harbour” is new"), "{told}");
}

#[test]
fn what_moved_to_a_page_of_its_own_is_not_gone() {
    let rules = "You may not:\n\n- feed the seals from the pier;\n- light fires on the beach;\n- fly kites over the nests;\n\
                 - dig up the dunes;\n- ride horses at night.\n";
    let old = format!("{POLICY}\n## On the shore\n\n{rules}");
    let new = format!(
        "{POLICY}\n## On the shore\n\nOn the shore you must comply with the Shore Rules, on a separate page.\n"
    );
    let told = headline(&old, &new);
    assert!(!told.contains("bans are gone") && !told.contains("ban is gone"), "{told}");
}

#[test]
fn a_further_ban_on_what_was_banned_is_not_new() {
    let told = after(&[NEWER, ("- send malware", "- hide a virus or ransomware in an archive;\n- send malware")]);
    assert_eq!(told, "A further ban (“hide a virus or ransomware in an archive”)");
}

#[test]
fn a_rule_that_stood_in_other_words_is_not_told_as_new() {
    let old = "# Kelpwood Rules\n\n## Use\n\nKelpwood offers no way to reach the pier through third-party apps or scripts, and \
               automating requests to the pier is strictly prohibited. Keepers lose their seat if they do it again.\n\n\
               ## Drawings\n\nWe take down drawings that harm trust among keepers of the pier, including:\n\n\
               - Threats against lock keepers, harbour staff or guests, including intimidation of new guests.\n\n\
               ## Contact\n\nWrite to the pier in Bergen.\n";
    let new = old.replace(
        "## Contact",
        "## In short\n\nUnauthorized automation and third-party apps are not allowed on the pier.\n\n## Contact",
    );
    let new = new.replace("- Threats against", "- Our rules also prohibit threats against");
    let line = headline(old, &new);
    assert!(!line.contains("ban"), "{line}");
    let fresh =
        old.replace("## Contact", "## Fish\n\nYou must not feed the seals that sleep below the pier.\n\n## Contact");
    let line = headline(old, &fresh);
    assert!(line.contains("ban"), "{line}");
}

#[test]
fn what_a_clause_still_says_in_short_is_not_told_as_gone() {
    let old = "# Kelpwood Rules\n\nEach year the keepers finish harbour management training, and tell the office in June that \
               they did so.\n\nThe office answers letters.\n";
    let new = old.replace("harbour management training", "HM training").replace("tell the office", "show the office");
    let line = headline(old, &new.replace("in June that", "by June that"));
    assert!(!line.contains("harbour management” is gone"), "{line}");
}

#[test]
fn examples_of_what_is_forbidden_are_bans() {
    let old = "# Terms\n\n## Use\n\nYou agree not to use the harbour in a harmful way. Examples of such use include:\n\n\
               - sinking boats;\n- selling gulls.\n\nKelpwood answers letters from its office in Bergen.\n";
    let told = headline(old, &old.replace("- sinking", "- mining coins on our machines;\n- sinking"));
    assert!(told.contains("new ban"), "{told}");
}

/// A policy whose last heading was not read as one would file all that follows under the one before.
#[test]
fn a_place_is_named_only_where_it_is_sure() {
    let lines =
        |n: usize| (1..=n).map(|i| format!("Keepers sweep stair number {i} before noon.\n\n")).collect::<String>();
    let old = format!("# Kelpwood Rules\n\n## Letters\n\nWe answer in June.\n\nThe Lamp\n\n{}", lines(4));
    let told = headline(&old, &old.replace("number 3 before noon", "number 3 before dusk"));
    assert!(!told.contains("under"), "{told}");
    let sure = old.replace("The Lamp\n\n", "");
    let told = headline(&sure, &sure.replace("number 3 before noon", "number 3 before dusk"));
    assert!(told.contains("under “Letters”"), "{told}");
}

#[test]
fn a_list_of_contents_is_no_clause() {
    let body = "Letters. We answer letters that reach us in June.\n\nLamps. Keepers light the lamps at dusk each day.\n\n\
                Seals. Nobody may feed the seals that sleep below.\n";
    let old = format!(
        "# Kelpwood Rules\n\nRead them.\n\n## Content of the rules\n\n1. Letters\n2. Lamps\n3. Seals\n\n## Rules\n\n{body}"
    );
    let new = format!("# Kelpwood Rules\n\nRead them.\n\n## Rules\n\n{body}");
    assert!(headline(&old, &new).starts_with("No change in substance"), "{}", headline(&old, &new));
}

#[test]
fn a_title_that_became_a_heading_is_no_change() {
    let old = "# Kelpwood Rules\n\nRead them with care before you come.\n\nThe Great Lamp. Keepers light the lamp at dusk each day of the year.\n";
    let new = old.replace("The Great Lamp. ", "## The Great Lamp\n\n");
    assert!(headline(old, &new).starts_with("No change in substance"), "{}", headline(old, &new));
}

#[test]
fn pointers_are_told_after_rules() {
    let told = after(&[
        NEWER,
        (
            "Kelpwood answers letters",
            "Kelpwood (see the long page on how we sort and keep letters and parcels) answers letters",
        ),
        ("before we change", "by post before we change"),
        ("- sell access", "- sell or renew access"),
    ]);
    assert!(!told.contains("page on how"), "{told}");
}

#[test]
fn a_new_lead_in_over_a_kept_list_is_no_new_ban() {
    let old = "# Terms\n\n## Use\n\nDo not use the harbour for:\n\n- sinking boats of others at night;\n- selling gulls to \
               visitors.\n\nKelpwood answers letters from its office in Bergen.\n\nWe keep the pier clean.\n";
    let led = "Do not endanger the safety of our guests. This includes using the harbour for:";
    let told = headline(old, &old.replace("Do not use the harbour for:", led));
    assert!(!told.contains("new ban"), "{told}");
}

#[test]
fn a_list_of_which_a_part_stood_before_is_not_counted() {
    let list = "## On the pier\n\nOn the pier it is forbidden to:\n\n- light a fire near the lamp house;\n- feed the seals that \
                sleep below;\n- fish at night with a light;\n- sell oars to strangers.\n\n## Contact";
    let old = POLICY.replace("from its office", "where one must not sell oars to strangers, from its office");
    let new = old.replace("## Contact", list).replace("1 May 2024", "3 June 2025");
    let told = headline(&old, &new);
    assert!(told.starts_with("A new section, “On the pier”, with a list of bans"), "{told}");
}

#[test]
fn a_rule_is_quoted_with_its_condition() {
    let rule = "from its office in Bergen.\n\nIf you send letters to more than one of the keepers of the harbour at a time, and \
                do not say so on each of them, we may delete them all at your expense.";
    let told = after(&[NEWER, ("from its office in Bergen.", rule)]);
    assert!(told.contains("“If you send letters to more than one … we may delete them all"), "{told}");
}

#[test]
fn the_ways_about_a_page_are_no_change() {
    let ways = "## Overview of the harbour\n\nClick through the tides below for names, dates and the ways to the pier.\n\n## Contact";
    let told = after(&[("## Contact", ways)]);
    assert!(told.starts_with("No change in substance"), "{told}");
}

#[test]
fn sections_that_were_handed_to_another_document_are_told_with_it() {
    let section = "## Lost oars and how to report them\n\nKeepers who lost an oar may write to the harbour office, which looks for it \
                   along the beach for a week and then closes the case. Oars that were found are shown in the window of the \
                   office on Mondays.\n\n## Contact";
    let old = POLICY.replace("## Contact", section);
    let new = POLICY.replace(
        "Kelpwood answers",
        "To report lost oars you should refer to the Kelpwood Oar Rules. Kelpwood answers",
    );
    let told = headline(&old, &new);
    assert!(
        told.contains("is gone, and the text now points elsewhere (“To report lost oars you should refer"),
        "{told}"
    );
}

#[test]
fn what_tells_nothing_by_itself_is_not_quoted_beside_what_does() {
    let told = after(&[
        ("Kelpwood answers letters", "It answers letters"),
        ("before we change", "by post before we change"),
        ("- sell access", "- resell or sell access"),
        (
            "Last updated: 1 May 2024\n",
            "Last updated: 1 May 2024\n\nThis page lists what one may do here and what one may not.\n",
        ),
    ]);
    assert!(!told.contains("“It") && !told.contains("This page lists"), "{told}");
}

#[test]
fn what_leads_in_a_list_within_a_list_of_bans_is_not_counted_with_it() {
    let bans = "- watch guests of the harbour in ways that they cannot see, including to:\n  - film them at night from a boat;\n  \
                - follow them home along the beach;\n- send malware";
    let told = after(&[NEWER, ("- send malware", bans)]);
    assert!(told.to_lowercase().contains("two bans") || told.to_lowercase().contains("two new bans"), "{told}");
}

#[test]
fn a_few_bans_on_several_matters_are_told_in_their_own_words() {
    let bans = "- paint the pier or the lamp house;\n- dig for clams in the dunes;\n- hide a virus or ransomware in an archive;\n- \
                send malware";
    let told = after(&[NEWER, ("- send malware", bans)]);
    assert!(told.starts_with("Three") && told.contains("bans, among them “"), "{told}");
}

#[test]
fn a_word_that_only_ties_others_is_no_member_of_a_ban() {
    let old = POLICY.replace("- send malware", "- film guests of the harbour before or after a storm;\n- send malware");
    let told = headline(&old, &old.replace("before or after", "before, during, or after"));
    assert!(!told.contains("also names"), "{told}");
    let told = headline(&old, &old.replace("before or after", "before, spy on or rob them, or after"));
    assert!(told.contains("names"), "{told}");
}

#[test]
fn what_several_new_sections_bring_is_told_and_not_counted() {
    let sections = "## Boats in spring\n\nKeepers must sign the book in the lamp house before they paint.\n\nYou must not:\n\n- light fires \
                    on the pier while boats are painted there;\n- paint a boat that is not yours.\n\n## Boats in winter\n\nYou must not:\n\n- skate between boats that lie on the ice;\n\
                    - saw holes into the ice near the pier.\n\nWhoever saws there will face removal from our register.\n\n## Contact";
    let told = after(&[NEWER, ("## Contact", sections)]);
    assert_eq!(told, "New sections, “Boats in spring” and “Boats in winter”, with bans and a sanction");
}

#[test]
fn a_new_sections_one_ban_is_told_in_its_own_words() {
    let section = "## Sweet drinks in the harbour\n\nYou must comply with local laws on alcohol and medicines wherever your ads \
                   are shown.\n\nYou must not show ads for sweet drinks to young sailors.\n\n## Contact";
    let told = after(&[NEWER, ("## Contact", section)]);
    assert!(
        told.ends_with("with a ban (“You must not show ads for sweet drinks to young sailors”) and a duty"),
        "{told}"
    );
}

/// A document of so many rules that most of it can be another one.
fn rewritten(title: &str, lead_in: &str, bans: &[&str], rest: &str) -> String {
    let bans: String = bans.iter().map(|ban| format!("- {ban};\n")).collect();
    format!("# {title}\n\n{lead_in}\n\n{bans}\n{rest}\n")
}

const HARBOUR: &[&str] = &[
    "moor where the ferry lands",
    "light fires on the quay",
    "feed the seals",
    "paint the lanterns",
    "mock Kelpwood or its pilots",
    "overwhelm the cranes by loads that are unreasonably large",
];
const HARBOUR_NOW: &[&str] = &[
    "berthing at the place of the ferry or beside it",
    "lighting or keeping fires and stoves anywhere on our quays",
    "feeding, chasing or touching seals and gulls",
    "painting, covering or removing lanterns of the harbour",
    "overloading, jamming or trying to overwhelm the cranes and winches",
    "whatever we determine, in our sole discretion, to be a risk for the harbour or its guests",
];
const THEN: &str = "## Berths\n\nA berth is given to whoever asks first.\n\nThe office keeps a list of them in a red book.\n\n\
    ## Storms\n\nWe ring the bell when a storm is near.\n\n## Pilots\n\nA pilot comes on board at the buoy.\n\n\
    Pilots are paid in cash.\n\n## Letters\n\nKelpwood answers letters twice a week.\n";
const NOW: &str = "## Places at the quay\n\nPlaces are handed out in the order of requests.\n\nThe staff writes them down by hand.\n\n\
    ## Bad weather\n\nBefore bad weather comes you will hear our bell.\n\n## Navigation\n\nAt the buoy somebody meets each vessel.\n\n\
    Cash is taken for that.\n\n## Mail\n\nMail is read on two days.\n";

#[test]
fn a_document_that_was_written_anew_is_told_by_what_it_brings() {
    let old = rewritten("Harbour rules", "You may not:", HARBOUR, THEN);
    let new = rewritten("Rules of the harbour", "The following is prohibited:", HARBOUR_NOW, NOW);
    let line = headline(&old, &new);
    // A ban at discretion is new, whatever it is on; the other five stood before in other words.
    assert!(line.starts_with("Rewritten almost throughout: ") && !line.contains("clauses in place"), "{line}");
    assert!(line.contains("a new ban (“whatever we determine, in our sole discretion, to be a risk"), "{line}");
    assert!(!line.contains("crane") && !line.contains("lantern"), "{line}");
}

#[test]
fn a_longer_title_names_the_same_document() {
    let old = rewritten("Harbour Policy", "You may not:", HARBOUR, THEN);
    let bans =
        ["whistle", "sell maps of the moon", "juggle", "knit", "carve statues", "ride bicycles", "hide keys", "sing"];
    let new = |title: &str| rewritten(title, "The following is prohibited:", &bans, NOW);
    let told = headline(&old, &new("Kelpwood Harbour Policies"));
    assert!(told.starts_with("Rewritten almost throughout"), "{told}");
    let another = headline(&old, &new("Handbook for lighthouse keepers"));
    assert!(another.starts_with("Another document stands here now"), "{another}");
}

#[test]
fn whom_a_section_binds_stands_in_the_headline() {
    let section = "\n## Additional rules for users in Norway\n\nYou may not:\n\n- fly kites over the pier.\n";
    let (old, new) = (format!("{POLICY}{section}"), format!("{POLICY}{section}- paint the seals.\n"));
    assert!(headline(&old, &new).contains("under “Additional rules for users in Norway”"), "{}", headline(&old, &new));
}

#[test]
fn a_part_that_failed_to_load_is_told() {
    let failed = format!("{POLICY}\nSomething went wrong. Reload the page.\n");
    let whole =
        format!("{POLICY}\n## Age\n\nYou must confirm your age at the gate of the harbour before you use the crane.\n");
    let line = headline(&failed, &whole);
    assert!(line.starts_with("A part of the earlier page failed to load, so what follows may be no news: "), "{line}");
    assert!(headline(POLICY, &whole).starts_with("A new "), "{}", headline(POLICY, &whole));
}

#[test]
fn a_section_that_brings_bans_is_no_help() {
    let old = POLICY;
    let new =
        format!("{POLICY}\n## Kites\n\nYou may fly kites at noon.\n\nYou may not:\n\n- send malware to anyone.\n");
    let (old, new) = (policy(old), policy(&new));
    let judgements = (judge(&old), judge(&new));
    let all =
        compare(Side { policy: &old, judgements: &judgements.0 }, Side { policy: &new, judgements: &judgements.1 });
    assert!(all.changes.iter().all(|change| change.direction != clausewatch::compare::Direction::Better), "{all:?}");
}

#[test]
fn how_a_right_is_used_is_no_new_right() {
    let practice = "We close the accounts of those who paint seals at night.";
    let with = |text: &str| headline(text, &format!("{text}\n## Seals\n\n{practice}\n"));
    assert!(with(POLICY).contains("right for the provider"), "{}", with(POLICY));
    let reserved = format!("{POLICY}\nWe reserve the right to take action against whoever harms the harbour.\n");
    assert!(!with(&reserved).contains("right for the provider"), "{}", with(&reserved));
}

#[test]
fn a_clause_that_is_grave_is_not_passed_over_for_a_section() {
    let section = "The data of boats are handed to the police and to courts that ask for them.\n\n## Kites\n\nKites are flown at noon from the \
                   lower pier, where the gulls sleep. Lines of kites are of hemp or cotton, and keepers may have them dyed at \
                   the harbour office on Mondays.\n\n## Contact";
    let told = after(&[NEWER, ("## Contact", section)]);
    assert!(told.contains("“Kites”") && told.contains("“The data of boats are handed"), "{told}");
}

#[test]
fn the_clause_that_hands_sections_over_is_no_other_change() {
    let section = "## Lost oars and how to report them\n\nKeepers who lost an oar may write to the harbour office, which looks for it \
                   along the beach for a week and then closes the case.\n\n## Contact";
    let old = POLICY.replace("## Contact", section);
    let new = POLICY.replace(
        "Kelpwood answers",
        "To report lost oars you should refer to the Kelpwood Oar Rules. Kelpwood answers",
    );
    let told = headline(&old, &new);
    assert!(told.contains("points elsewhere") && !told.contains("other change"), "{told}");
}

#[test]
fn a_list_under_a_title_of_its_own_is_named_by_it() {
    let list = |more: &str| format!("## Boats\n\nNames. Each boat bears one. You may not use:\n\n- flags;\n{more}");
    let (old, new) = (list(""), list("- words that only gulls can read;\n"));
    let told = headline(&format!("{POLICY}\n{old}"), &format!("{POLICY}\n{new}"));
    assert!(told.contains("under “Names”"), "{told}");
}

#[test]
fn what_leads_in_a_list_is_counted_with_none_of_its_bans() {
    let section = "## Guests\n\nGuests must not bring the following things. These restrictions are what the coast asks of us:\n\n- lamps \
                   of whale oil;\n- nets of copper wire;\n\n## Contact";
    let told = after(&[NEWER, ("## Contact", section)]);
    assert!(told.contains("two bans"), "{told}");
}

#[test]
fn another_sentence_over_a_list_that_stood_is_no_new_ban() {
    let (lead, list) = ("You may not:", "- send malware to anyone;\n- sell access to the service.");
    let other = "Do not weaken the moorings of others. This holds for whoever would:";
    let told = after(&[NEWER, (&format!("{lead}\n\n{list}"), &format!("{other}\n\n{list}"))]);
    assert!(!told.contains("ban"), "{told}");
}

#[test]
fn captions_that_went_are_told_after_clauses() {
    let captions = "Gulls On Masts\n\nGulls Below Masts\n\n";
    let old = POLICY.replace("Kelpwood answers", &format!("{captions}Kelpwood answers"));
    let told = headline(&old, &POLICY.replace("from its office in Bergen", "from its lighthouse in Oslo"));
    assert!(told.contains("“") && !told.contains("Gulls"), "{told}");
}

#[test]
fn the_last_section_is_gone_though_the_line_below_it_stays() {
    let section = "## Seals\n\nSeals that lie on the pier at noon are counted by the keepers, who write their number and their names \
                   into the book of the harbour, which anyone may read on Mondays at the office.";
    let line = "Printed by the harbour office in Bergen, twice a year.";
    let told = headline(&format!("{POLICY}\n{section}\n\n{line}\n"), &format!("{POLICY}\n{line}\n"));
    assert!(told.starts_with("The section “Seals” is gone"), "{told}");
}
