//! An archive of one watched policy in memory: what the browser's store and its alarm do, without a browser.

use clausewatch::archive::{
    Bundle, Entry, Full, Millis, Record, Sight, Source, SourceKind, Text, Version, html, record,
};
use clausewatch::read::{Page, Policy, Reading, read};
use clausewatch::report::json::kind_id;
use clausewatch::tree::Tree;
use clausewatch::watch::{By, Concluded, Sent, Watch, conclude, look};

pub(crate) const HOUR: Millis = 60 * 60 * 1000;
pub(crate) const DAY: Millis = 24 * HOUR;

pub(crate) struct Archive {
    pub(crate) watch: Watch,
    pub(crate) entry: Entry,
    pub(crate) versions: Vec<Version>,
    contents: Vec<(String, String)>,
    current: Policy,
}

impl Archive {
    /// After the reader's visit of a page, and the click that has it watched. `None` where it is no policy.
    pub(crate) fn new(url: &str, page: &str) -> Option<Self> {
        let tree = Tree::from_html(page);
        let Reading { detection, policy } = read(&tree, &Page { url: url.into() }, None);
        let (policy, source) = (policy.ok()?, html(&tree));
        let sight = Sight {
            address: url,
            url,
            title: "",
            kind: kind_id(detection.kind),
            policy: &policy,
            same_as_current: false,
            document: Some("tab"),
            now: 0,
        };
        let from = Source { kind: SourceKind::Page, html: &source };
        let Record { entry, version, text, .. } = record(None, &[], &sight, None, from);
        let (version, text) = (version.expect("a first version"), text.expect("a text"));
        let mut archive = Self {
            watch: Watch::new(url, url, By::Fetch, None, HOUR),
            entry,
            versions: vec![version],
            contents: vec![(text, source)],
            current: policy,
        };
        archive.current = archive.policy(1);
        Some(archive)
    }

    /// What a look would come to when it is due; nothing is kept of it.
    pub(crate) fn peek(&self, status: u16, url: &str, html: &str) -> Concluded {
        let now = self.watch.next_at;
        let sent = Sent { status, url, html, kind: SourceKind::Fetched };
        let looked = look(&self.watch, &self.entry, &self.versions, &self.current, sent, now);
        conclude(&self.watch, &self.entry, looked, now, DAY)
    }

    /// The next look, when it is due.
    pub(crate) fn look(&mut self, status: u16, url: &str, html: &str) -> Concluded {
        let concluded = self.peek(status, url, html);
        self.watch = concluded.watch.clone();
        if let Some(record) = &concluded.looked.record {
            self.write(record, html);
        }
        concluded
    }

    fn write(&mut self, record: &Record, source: &str) {
        let before = self.entry.current;
        self.entry = record.entry.clone();
        if let Some(version) = &record.version {
            let at = version.number as usize - 1;
            match at == self.versions.len() {
                true => self.versions.push(version.clone()),
                false => self.versions[at] = version.clone(),
            }
            if let Some(text) = &record.text {
                self.contents.truncate(at);
                self.contents.push((text.clone(), source.into()));
            }
        }
        if self.entry.current != before {
            self.current = self.policy(self.entry.current);
        }
    }

    fn policy(&self, number: u32) -> Policy {
        let text = &self.contents[number as usize - 1].0;
        Text::from_json("it", text).and_then(|text| text.to_policy("it")).expect("sound")
    }

    /// Holds every record, text and source against the chain.
    pub(crate) fn verify(&self) {
        let versions = self.versions.iter().cloned().zip(&self.contents);
        let versions =
            versions.map(|(version, (text, source))| Full { version, text: text.clone(), source: source.clone() });
        Bundle { entry: self.entry.clone(), versions: versions.collect() }.verify().expect("an unbroken chain");
    }
}
