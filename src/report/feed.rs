//! The news as a file for a feed reader: Atom (RFC 4287) and JSON Feed 1.1.
//!
//! Both hold the same items under the same ids, so that a reader who goes from one to the other is told nothing twice.

use std::fmt::Write;

use serde_json::json;

use crate::watch::News;

/// Which feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

const TITLE: &str = "Policy changes found by Clausewatch";
/// No one's address: the file is made on the reader's machine, and lies wherever the reader puts it.
const ID: &str = "urn:clausewatch:news";

/// The news, newest first, as a feed that was made at `now`.
pub fn feed(news: &[News], format: Format, now: u64) -> String {
    match format {
        Format::Atom => atom(news, now),
        Format::Json => json_feed(news),
    }
}

fn atom(news: &[News], now: u64) -> String {
    let updated = news.first().map_or(now, |item| item.at);
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    let mut line = |text: std::fmt::Arguments<'_>| writeln!(out, "{text}").expect("writing to a string");
    line(format_args!("  <id>{ID}</id>\n  <title>{TITLE}</title>\n  <updated>{}</updated>", timestamp(updated)));
    line(format_args!("  <author><name>Clausewatch</name></author>"));
    for item in news {
        line(format_args!("  <entry>\n    <id>{}</id>", escaped(&id(item))));
        line(format_args!("    <title>{}</title>", escaped(&title(item))));
        line(format_args!("    <updated>{}</updated>", timestamp(item.at)));
        line(format_args!("    <link rel=\"alternate\" href=\"{}\"/>", escaped(&item.address)));
        line(format_args!("    <summary>{}</summary>\n  </entry>", escaped(&text(item))));
    }
    out + "</feed>\n"
}

fn json_feed(news: &[News]) -> String {
    let items = news.iter().map(|item| {
        json!({
            "id": id(item),
            "url": item.address,
            "title": title(item),
            "content_text": text(item),
            "date_published": timestamp(item.at),
            "tags": [item.summary.direction, item.summary.severity],
        })
    });
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "items": items.collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&feed).expect("strings and numbers always serialise") + "\n"
}

fn id(item: &News) -> String {
    format!("{ID}:{}:{}:{}", item.at, item.to, item.address)
}

fn title(item: &News) -> String {
    format!("{}: {}", item.title, item.summary.headline)
}

fn text(item: &News) -> String {
    let summary = &item.summary;
    let counts = [
        (summary.added, "new"),
        (summary.removed, "gone"),
        (summary.reworded, "reworded"),
        (summary.moved, "moved"),
        (summary.editorial, "of form only"),
    ];
    let told: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    format!("{}. Version {} to {}. Clauses: {}.", summary.headline, item.from, item.to, told.join(", "))
}

/// For element text and attribute values; characters that XML forbids are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// RFC 3339, in UTC. The civil date from a day's number goes after Howard Hinnant's `civil_from_days`.
fn timestamp(millis: u64) -> String {
    let seconds = millis / 1000;
    let (days, rest) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3_600, rest / 60 % 60, rest % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::json::Summary;

    fn news(title: &str, at: u64) -> News {
        News {
            address: "https://a.test/aup?a=1&b=\"2\"".into(),
            title: title.into(),
            at,
            from: 1,
            to: 2,
            summary: Summary {
                headline: "Notice cut from 30 days to 3 days".into(),
                severity: "high".into(),
                direction: "worse".into(),
                added: 1,
                removed: 0,
                reworded: 2,
                moved: 0,
                renumbered: 0,
                editorial: 0,
            },
        }
    }

    #[test]
    fn times_are_those_of_the_calendar() {
        for (millis, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (951_868_799_999, "2000-02-29T23:59:59Z"),
            (1_735_689_599_000, "2024-12-31T23:59:59Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(timestamp(millis), expected);
        }
    }

    #[test]
    fn an_atom_feed_is_well_formed_whatever_a_page_calls_itself() {
        let atom = feed(&[news("</title><script>\u{0}\u{1b} & Co", 951_782_400_000)], Format::Atom, 0);
        assert!(
            atom.contains("<title>&lt;/title&gt;&lt;script&gt; &amp; Co: Notice cut from 30 days to 3 days</title>"),
            "{atom}"
        );
        assert!(atom.contains("href=\"https://a.test/aup?a=1&amp;b=&quot;2&quot;\""), "{atom}");
        assert!(atom.contains("<updated>2000-02-29T00:00:00Z</updated>"), "{atom}");
        assert!(feed(&[], Format::Atom, 951_782_400_000).contains("<updated>2000-02-29"), "an empty feed is one too");
    }

    #[test]
    fn both_feeds_name_their_items_alike() {
        let all = [news("B", 2_000), news("A", 1_000)];
        let json: serde_json::Value = serde_json::from_str(&feed(&all, Format::Json, 0)).expect("JSON");
        let items = json["items"].as_array().expect("items");
        assert_eq!(items.len(), 2);
        assert_eq!(
            items[0]["content_text"],
            "Notice cut from 30 days to 3 days. Version 1 to 2. Clauses: 1 new, 2 reworded."
        );
        let atom = feed(&all, Format::Atom, 0);
        for item in items {
            let id = item["id"].as_str().expect("an id");
            assert!(atom.contains(&format!("<id>{}</id>", escaped(id))), "{id}");
        }
    }
}
