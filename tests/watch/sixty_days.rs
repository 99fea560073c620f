//! Sixty days of a policy's life, looked at every day in the background: exactly the real changes are news, once each.

use clausewatch::archive::Keep;
use clausewatch::watch::Outcome;

use super::archive::{Archive, DAY, HOUR};

const URL: &str = "https://cloud.example/legal/acceptable-use";

/// What of the policy changes.
#[derive(Clone)]
struct Wording {
    notice: &'static str,
    mining: bool,
    updated: &'static str,
}

const FIRST: Wording = Wording { notice: "after giving you 30 days' notice", mining: false, updated: "3 March 2025" };

fn page(text: &Wording) -> String {
    let Wording { notice, mining, updated } = text;
    let mining = if *mining { "<li>to mine cryptocurrency on shared machines;</li>" } else { "" };
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Acceptable Use Policy</title></head><body><header><nav><a href=/>Home</a>\
         <a href=/prices>Prices</a></nav></header><main><h1>Acceptable Use Policy</h1><p>Last updated: {updated}</p>\
         <p>This policy binds everyone who uses an account of ours, and everyone whom they let use it.</p>\
         <h2>1. Prohibited conduct</h2><p>You may not use the service:</p><ul><li>to send bulk mail to people who did not ask \
         for it;</li><li>to probe, scan or attack networks that are not yours;</li>{mining}<li>to host software that harms \
         those who run it.</li></ul><h2>2. Reports</h2><p>Tell us of abuse as soon as you learn of it, and help us to find \
         out what happened.</p><h2>3. Enforcement</h2><p>We may suspend or close an account that breaks this policy {notice}.</p>\
         <p>You are liable for what happens through your account.</p></main><footer>Cloud Example Ltd</footer></body></html>"
    )
}

/// What the server does on a day.
enum Day {
    Shows(String),
    Status(u16),
    Redirects(&'static str, String),
}

/// `asked`: how often the server was asked before.
fn life(day: u64, asked: usize) -> Day {
    let shorter = Wording { notice: "after giving you 3 days' notice", updated: "21 March 2025", ..FIRST };
    let mining = Wording { mining: true, updated: "2 April 2025", ..shorter.clone() };
    let none = Wording { notice: "without notice", updated: "28 April 2025", ..mining.clone() };
    let text = match day {
        0..18 => FIRST,
        18..30 => shorter.clone(),
        30..56 => mining.clone(),
        _ => none,
    };
    let shows = Day::Shows;
    match day {
        // A redesign: other markup, other furniture, the same words.
        5..=6 => shows(
            page(&text)
                .replace("<main>", "<div class=wrap><aside><ul><li><a href=/a>About us</a></li></ul></aside><article>")
                .replace("</main>", "</article></div>")
                .replace("<p>", "<p class=\"body body--large\">"),
        ),
        // Only the date of update.
        9 => shows(page(&Wording { updated: "14 March 2025", ..text })),
        10 => Day::Status(500),
        11 => Day::Status(503),
        12 => shows("<!DOCTYPE html><title>Just a moment...</title><p>Checking your browser before you proceed. Please verify you are human.</p>".into()),
        13 => shows("<!DOCTYPE html><title>Sign in</title><h1>Sign in</h1><form><label>Email</label><input name=email><label>Password</label><input type=password name=password><button>Log in</button></form>".into()),
        14 => shows("<!DOCTYPE html><title>Acceptable Use Policy</title><div id=app></div><script>start()</script>".into()),
        // Cut off in the middle.
        15 => shows(page(&text)[..500].to_owned()),
        16 => Day::Redirects(
                "https://cloud.example/de/legal/acceptable-use",
                "<!DOCTYPE html><html lang=de><title>Nutzungsrichtlinie</title><h1>Nutzungsrichtlinie</h1><p>Diese Richtlinie \
                 bindet alle, die ein Konto bei uns nutzen.</p><p>Sie dürfen den Dienst nicht nutzen, um Spam zu versenden.</p>\
                 <p>Wir können Konten ohne Ankündigung sperren.</p>"
                    .into(),
        ),
        17 => Day::Redirects(
                "https://cloud.example/",
                "<!DOCTYPE html><html lang=en><title>Cloud Example</title><h1>The cloud for everyone</h1><p>Start in minutes, \
                 and pay for what you use.</p>"
                    .into(),
        ),
        // Two variants in turn, for ten days.
        36..46 if asked % 2 == 1 => shows(page(&Wording { notice: "after giving you 7 days' notice", ..text })),
        // Ten megabytes around it.
        50 => shows(page(&text).replace("</main>", &format!("</main><script>{}</script>", "x".repeat(10_000_000)))),
        _ => shows(page(&text)),
    }
}

#[test]
fn exactly_the_real_changes_are_news() {
    let mut archive = Archive::new(URL, &page(&FIRST)).expect("a policy");
    let (mut news, mut told, mut looks) = (Vec::new(), Vec::new(), 0);
    while archive.watch.next_at < 60 * DAY {
        let (now, day) = (archive.watch.next_at, archive.watch.next_at / DAY);
        let concluded = match life(day, looks) {
            Day::Shows(html) => archive.look(200, URL, &html),
            Day::Status(status) => archive.look(status, URL, "<title>Error</title><p>Something went wrong.</p>"),
            Day::Redirects(url, html) => archive.look(200, url, &html),
        };
        looks += 1;
        if let Outcome::Trouble(why) = &concluded.looked.outcome {
            eprintln!("day {day}: {why}");
        }
        if let Some(item) = concluded.looked.news {
            let first_read = archive.versions[item.to as usize - 1].read_at;
            eprintln!("day {day}: {} -> {}: {}", item.from, item.to, item.summary.headline);
            assert!(now - first_read < 2 * HOUR, "the reader is told the same day");
            news.push(day);
        }
        if concluded.tell_trouble {
            told.push(day);
        }
    }
    eprintln!("{looks} looks, {} versions, trouble told on days {told:?}", archive.versions.len());
    assert_eq!(news, [18, 30, 56]);
    assert_eq!(told.len(), 1, "days without a policy are told once");
    assert_eq!(archive.watch.trouble, None, "and forgotten when it reads again");
    // Four wordings that were in force, the one that took turns, and the dates.
    let (archived, asked) = (archive.versions.len(), looks);
    assert!((5..=9).contains(&archived) && asked < 90, "{archived} versions, {asked} looks");
    archive.verify();
}

/// Plays a change at the first of days, and what the page shows at each look after that: `n` for the new text, `o` for the old
/// one, `x` for nothing that can be read, any other for yet another text. Gives the looks at which news were told.
fn told(texts: &str) -> Vec<(usize, u64)> {
    let shows = |letter: char| match letter {
        'o' => page(&FIRST),
        'x' => String::new(),
        'n' => page(&Wording { notice: "after giving you 3 days' notice", ..FIRST }),
        other => page(&FIRST).replace("30 days", &format!("{} days", u32::from(other))),
    };
    let mut archive = Archive::new(URL, &page(&FIRST)).expect("a policy");
    let mut told = Vec::new();
    for (at, letter) in texts.chars().enumerate() {
        let now = archive.watch.next_at;
        if archive.look(200, URL, &shows(letter)).looked.news.is_some() {
            told.push((at, now / DAY));
        }
    }
    archive.verify();
    told
}

#[test]
fn a_change_is_told_once_it_stands() {
    assert_eq!(told("nnnn"), [(1, 0)], "half an hour later");
    assert_eq!(told("nononononon"), [], "two variants");
    assert_eq!(told("nonnnnnn").len(), 1, "a site whose servers lag behind each other is told once it settled");
    assert!(told("nonnnnnn")[0].1 >= 3);
    assert_eq!(told("nxn"), [(2, 0)], "a look that reads nothing neither confirms nor denies");
    assert!(told("nxxxxxxxxxxx")[0].1 >= 3, "what cannot be looked at again is told in the end");
    assert_eq!(told("nabcdefghijk").len(), 2, "a page that never shows the same twice is told twice in a week or so");
    assert_eq!(told("noooooooooonn").len(), 1, "and a change that comes after a week is one like any other");
}

#[test]
fn a_look_that_cannot_read_keeps_what_is_there() {
    let archive = Archive::new(URL, &page(&FIRST)).expect("a policy");
    for (status, url, html) in [
        (404, URL, page(&FIRST)),
        (200, URL, String::new()),
        (200, "https://cloud.example/legal/privacy", "<html lang=en><title>Privacy</title><h1>Privacy Policy</h1><p>We collect your name and address when you order from us.</p>".into()),
    ] {
        let looked = archive.peek(status, url, &html).looked;
        assert!(matches!(looked.outcome, Outcome::Trouble(_)), "{status} {url}");
        assert_eq!((looked.record, looked.news), (None, None));
    }
}

#[test]
fn an_editorial_change_is_kept_silently() {
    let mut archive = Archive::new(URL, &page(&FIRST)).expect("a policy");
    let html = page(&FIRST).replace("3. Enforcement", "4. Enforcement");
    let concluded = archive.look(200, URL, &html);
    assert_eq!((concluded.looked.outcome, concluded.looked.news), (Outcome::Read, None));
    assert_eq!(concluded.watch.held, None);
    let record = concluded.looked.record.expect("it was read");
    assert!(matches!(record.keep, Keep::Add(2) | Keep::Verify(1)));
    archive.verify();
}
