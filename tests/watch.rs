//! Sixty days of a policy's life, looked at every day in the background: exactly the real changes are news, once each.

use clausewatch::archive::{
    Baseline, Bundle, Entry, Full, Keep, Record, Sight, SourceKind, Text, Version, html, record,
};
use clausewatch::read::{Page, Policy, read};
use clausewatch::tree::Tree;
use clausewatch::watch::{By, News, Outcome, Sent, Watch, after, look};

const URL: &str = "https://cloud.example/legal/acceptable-use";
const HOUR: u64 = 60 * 60 * 1000;
const DAY: u64 = 24 * HOUR;

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

/// An archive in memory: what the browser's store does, without a browser.
struct Archive {
    entry: Entry,
    versions: Vec<Version>,
    contents: Vec<(String, String)>,
}

impl Archive {
    fn new(text: &Wording) -> Self {
        let tree = Tree::from_html(&page(text));
        let reading = read(&tree, &Page { url: URL.into() }, None);
        let (policy, source) = (reading.policy.expect("a policy"), html(&tree));
        let sight = Sight {
            address: URL,
            url: URL,
            title: "",
            kind: "acceptable_use",
            policy: &policy,
            same_as_current: false,
            document: Some("tab"),
            now: 0,
            source_kind: SourceKind::Page,
            source: &source,
        };
        let Record { entry, version, text, .. } = record(None, &[], &sight, None::<Baseline>);
        let (version, text) = (version.expect("a first version"), text.expect("a text"));
        Self { entry, versions: vec![version], contents: vec![(text, source)] }
    }

    fn current(&self) -> Policy {
        let text = &self.contents[self.entry.current as usize - 1].0;
        Text::from_json("it", text).and_then(|text| text.to_policy("it")).expect("sound")
    }

    fn write(&mut self, record: Record, source: &str) {
        self.entry = record.entry;
        let Some(version) = record.version else { return };
        let at = version.number as usize - 1;
        self.versions.truncate(at.max(self.versions.len()));
        match at == self.versions.len() {
            true => self.versions.push(version),
            false => self.versions[at] = version,
        }
        if let Some(text) = record.text {
            self.contents.truncate(at);
            self.contents.push((text, source.into()));
        }
    }

    fn verify(&self) {
        let versions = self.versions.iter().cloned().zip(&self.contents);
        let versions =
            versions.map(|(version, (text, source))| Full { version, text: text.clone(), source: source.clone() });
        Bundle { entry: self.entry.clone(), versions: versions.collect() }.verify().expect("an unbroken chain");
    }
}

/// What the server does on a day.
enum Day {
    Shows(String),
    Status(u16),
    Redirects(&'static str, String),
}

fn life(day: u64) -> (Day, bool) {
    let shorter = Wording { notice: "after giving you 3 days' notice", updated: "21 March 2025", ..FIRST };
    let mining = Wording { mining: true, updated: "2 April 2025", ..shorter.clone() };
    let none = Wording { notice: "without notice", updated: "28 April 2025", ..mining.clone() };
    let text = match day {
        0..18 => FIRST,
        18..30 => shorter.clone(),
        30..56 => mining.clone(),
        _ => none,
    };
    let real = [18, 30, 56].contains(&day);
    let shows = |html: String| (Day::Shows(html), real);
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
        10 => (Day::Status(500), real),
        11 => (Day::Status(503), real),
        12 => shows("<!DOCTYPE html><title>Just a moment...</title><p>Checking your browser before you proceed. Please verify you are human.</p>".into()),
        13 => shows("<!DOCTYPE html><title>Sign in</title><h1>Sign in</h1><form><label>Email</label><input name=email><label>Password</label><input type=password name=password><button>Log in</button></form>".into()),
        14 => shows("<!DOCTYPE html><title>Acceptable Use Policy</title><div id=app></div><script>start()</script>".into()),
        // Cut off in the middle.
        15 => shows(page(&text)[..500].to_owned()),
        16 => (
            Day::Redirects(
                "https://cloud.example/de/legal/acceptable-use",
                "<!DOCTYPE html><html lang=de><title>Nutzungsrichtlinie</title><h1>Nutzungsrichtlinie</h1><p>Diese Richtlinie \
                 bindet alle, die ein Konto bei uns nutzen.</p><p>Sie dürfen den Dienst nicht nutzen, um Spam zu versenden.</p>\
                 <p>Wir können Konten ohne Ankündigung sperren.</p>"
                    .into(),
            ),
            real,
        ),
        17 => (
            Day::Redirects(
                "https://cloud.example/",
                "<!DOCTYPE html><html lang=en><title>Cloud Example</title><h1>The cloud for everyone</h1><p>Start in minutes, \
                 and pay for what you use.</p>"
                    .into(),
            ),
            real,
        ),
        // Two variants in turn, for ten days.
        36..46 if day % 2 == 1 => shows(page(&Wording { notice: "after giving you 7 days' notice", ..text })),
        // Ten megabytes around it.
        50 => shows(page(&text).replace("</main>", &format!("</main><script>{}</script>", "x".repeat(10_000_000)))),
        _ => shows(page(&text)),
    }
}

fn watch() -> Watch {
    Watch::new(URL, URL, By::Fetch, None, 0)
}

#[test]
fn exactly_the_real_changes_are_news() {
    let mut archive = Archive::new(&FIRST);
    let mut watch = watch();
    let (mut news, mut told, mut looks): (Vec<(u64, News)>, Vec<u64>, u32) = (Vec::new(), Vec::new(), 0);
    let mut now = HOUR;
    while now < 60 * DAY {
        let day = now / DAY;
        let (answer, _) = life(day);
        let (status, url, html) = match &answer {
            Day::Shows(html) => (200, URL, html.as_str()),
            Day::Status(status) => (*status, URL, "<title>Error</title><p>Something went wrong.</p>"),
            Day::Redirects(url, html) => (200, *url, html.as_str()),
        };
        let looked = look(
            &watch,
            &archive.entry,
            &archive.versions,
            &archive.current(),
            Sent { status, url, html, kind: SourceKind::Fetched },
            now,
        );
        looks += 1;
        if let Some(record) = looked.record {
            archive.write(record, html);
        }
        news.extend(looked.news.map(|n| (day, n)));
        if let Outcome::Trouble(why) = &looked.outcome {
            eprintln!("day {day}: {why}");
        }
        let (next, tell) = after(&watch, &looked.outcome, now, DAY);
        if tell {
            told.push(day);
        }
        now = next.next_at;
        watch = next;
    }
    for (day, item) in &news {
        eprintln!("day {day}: {} -> {}: {}", item.from, item.to, item.summary.headline);
    }
    eprintln!("{looks} looks, {} versions, trouble told on days {told:?}", archive.versions.len());
    let days: Vec<u64> = news.iter().map(|(day, _)| *day).collect();
    // The variant that alternates is a change the first time it is met, and no news after that.
    assert_eq!(days, [18, 30, 37, 56]);
    assert_eq!(told.len(), 1, "nine days without a policy are told once");
    assert_eq!(watch.trouble, None, "and forgotten when it reads again");
    archive.verify();
}

#[test]
fn a_look_that_cannot_read_keeps_what_is_there() {
    let archive = Archive::new(&FIRST);
    for (status, url, html) in [
        (404, URL, page(&FIRST)),
        (200, URL, String::new()),
        (200, "https://cloud.example/legal/privacy", "<html lang=en><title>Privacy</title><h1>Privacy Policy</h1><p>We collect your name and address when you order from us.</p>".into()),
    ] {
        let sent = Sent { status, url, html: &html, kind: SourceKind::Fetched };
        let looked = look(&watch(), &archive.entry, &archive.versions, &archive.current(), sent, DAY);
        assert!(matches!(looked.outcome, Outcome::Trouble(_)), "{status} {url}");
        assert_eq!((looked.record, looked.news), (None, None));
    }
}

#[test]
fn an_editorial_change_is_kept_silently() {
    let mut archive = Archive::new(&FIRST);
    let html = page(&FIRST).replace("3. Enforcement", "4. Enforcement");
    let looked = look(
        &watch(),
        &archive.entry,
        &archive.versions,
        &archive.current(),
        Sent { status: 200, url: URL, html: &html, kind: SourceKind::Fetched },
        DAY,
    );
    assert_eq!((looked.outcome, looked.news), (Outcome::Read, None));
    let record = looked.record.expect("it was read");
    assert!(matches!(record.keep, Keep::Add(2) | Keep::Verify(1)));
    archive.write(record, &html);
    archive.verify();
}
