//! Writes an archive of many policies with many versions, as the library exports one: what the library is timed with.
//!
//! `cargo run --release --example seed -- POLICIES VERSIONS > archive.jsonl`. The policies are put together from clauses of
//! our own; each version changes a few of them. The same numbers give the same file.

use std::io::{BufWriter, Write};

use clausewatch::archive::{Bundle, Full, HEADER, Record, Sight, Source, SourceKind, html, record};
use clausewatch::read::{Page, read};
use clausewatch::tree::Tree;

const DAY: u64 = 24 * 60 * 60 * 1000;
/// The last version's time, 2026-11-20.
const LAST: u64 = 1_795_132_800_000;
const CLAUSES: usize = 110;

const NAMES: [&str; 12] = [
    "Fernhill",
    "Bluewater",
    "Copperline",
    "Oakmoor",
    "Northgate",
    "Larkfield",
    "Stonebridge",
    "Maplewood",
    "Harbourside",
    "Redfern",
    "Silverdale",
    "Wintergreen",
];
const TRADES: [&str; 6] = ["Hosting", "Cloud", "Mail", "Broadband", "Studio", "Market"];
const SECTIONS: [&str; 8] =
    ["Prohibited conduct", "Mail", "Networks", "Content", "Your account", "Enforcement", "Liability", "Changes"];
const CLAUSE: [&str; 16] = [
    "You may not send bulk mail to people who did not ask for it within the last {n} months.",
    "You may not scan, probe or attack networks that are not yours, nor help {who} to do so.",
    "You may not host software that harms those who run it, or that takes part in attacks.",
    "You may not mine cryptocurrency on machines that you share with {who}.",
    "We may suspend your account after giving you {n} days' notice by mail.",
    "We may suspend the service immediately and without notice if {who} complain about you.",
    "You may not pass the service on to {who} without our written consent.",
    "You may not publish content that infringes the rights of {who}.",
    "You indemnify us against all claims of {who} that arise from your use of the service.",
    "Our liability is limited to what you paid in the last {n} months.",
    "You answer reports of abuse within {n} hours and tell us what you did about them.",
    "We may change this policy at any time; the changes bind you {n} days after we publish them.",
    "You may not copy data from the service by automated means more than {n} times an hour.",
    "We may look at what passes through the service where the law or {who} require it.",
    "You may not take apart, decompile or otherwise reverse engineer the service.",
    "You pay a fee of {n} euros for each report of abuse that we handle on your behalf.",
];
const WHO: [&str; 5] =
    ["other customers", "third parties", "public authorities", "our suppliers", "your own customers"];

fn main() -> std::io::Result<()> {
    let number = |at: usize| std::env::args().nth(at).and_then(|n| n.parse().ok());
    let (Some(policies), Some(versions)) = (number(1), number(2)) else {
        eprintln!("usage: seed POLICIES VERSIONS > archive.jsonl");
        std::process::exit(2);
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{HEADER}")?;
    for at in 0..policies {
        out.write_all(policy(at, versions).to_lines().as_bytes())?;
    }
    out.flush()
}

/// A policy whose versions are between two days and a month apart.
fn policy(at: usize, number: usize) -> Bundle {
    let mut dice = Dice(at as u64 + 1);
    let (name, trade) = (NAMES[at % NAMES.len()], TRADES[at / NAMES.len() % TRADES.len()]);
    let title = format!("{name} {trade} Acceptable Use Policy");
    let address =
        format!("https://www.{}-{}-{at}.example/legal/acceptable-use", name.to_lowercase(), trade.to_lowercase());
    let mut clauses: Vec<(usize, u64)> = (0..CLAUSES).map(|_| (dice.below(CLAUSE.len()), dice.next())).collect();
    let steps: Vec<u64> = (0..number).map(|_| (2 + dice.below(28) as u64) * DAY).collect();
    let mut now = LAST - steps.iter().sum::<u64>() - dice.below(20) as u64 * DAY;
    let (mut entry, mut versions): (_, Vec<Full>) = (None, Vec::new());
    for step in steps {
        now += step;
        if entry.is_some() {
            for _ in 0..1 + dice.below(3) {
                let place = dice.below(clauses.len());
                clauses[place] = (clauses[place].0, dice.next());
            }
        }
        let tree = Tree::from_html(&page(&title, &clauses));
        let policy = read(&tree, &Page { url: address.clone() }, None).policy.expect("a policy");
        let source = html(&tree);
        let sight = Sight {
            address: &address,
            url: &address,
            title: "",
            kind: ["acceptable_use", "terms", "community_guidelines"][at % 3],
            policy: &policy,
            same_as_current: false,
            document: None,
            now,
        };
        let known: Vec<_> = versions.iter().map(|full| full.version.clone()).collect();
        let from = Source { kind: SourceKind::Page, html: &source };
        let Record { entry: next, version, text, .. } = record(entry.as_ref(), &known, &sight, None, from);
        entry = Some(next);
        // A text that was there within the last days comes back as its own version: nothing is kept then.
        if let (Some(version), Some(text)) = (version, text) {
            versions.push(Full { version, text, source });
        }
    }
    let mut entry = entry.expect("a policy has a version");
    entry.seen = entry.current;
    Bundle { entry, versions }
}

fn page(title: &str, clauses: &[(usize, u64)]) -> String {
    let mut page = format!(
        "<!doctype html><html lang=en><title>{title}</title><main><h1>{title}</h1>\
         <p>This policy says what customers may not do with the services. It applies to every account.</p>"
    );
    for (section, part) in clauses.chunks(CLAUSES.div_ceil(SECTIONS.len())).enumerate() {
        page += &format!("<h2>{}. {}</h2>", section + 1, SECTIONS[section % SECTIONS.len()]);
        for (at, &(clause, dice)) in part.iter().enumerate() {
            let text = CLAUSE[clause]
                .replace("{n}", &(2 + dice % 89).to_string())
                .replace("{who}", WHO[(dice / 89) as usize % WHO.len()]);
            page += &format!("<p>{}.{} {text}</p>", section + 1, at + 1);
        }
    }
    page + "</main></html>"
}

/// A generator of numbers that look drawn (SplitMix64): the same for the same seed.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }
}
