//! Markdown to tree, by way of HTML: raw HTML inside Markdown then needs no care of its own.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream, html};

use super::Tree;

/// Parses a document in the Markdown that Open Terms Archive writes (CommonMark with tables).
pub(super) fn parse(markdown: &str) -> Tree {
    let (front_matter, markdown) = without_front_matter(markdown);
    let mut page = String::with_capacity(markdown.len() * 3 / 2);
    if let Some(title) = front_matter.lines().find_map(|line| line.strip_prefix("title:")) {
        let title = title.trim().trim_matches(['"', '\'']);
        page += &format!("<title>{}</title>", escaped(title));
    }
    // The page shows the day of its last update from there.
    if let Some(day) =
        front_matter.lines().find(|line| ["updated", "last_updated"].iter().any(|key| line.starts_with(key)))
    {
        page += &format!("<p>{}</p>\n", escaped(day));
    }
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    html::push_html(&mut page, emboldened(lists_apart(markdown, parser)).into_iter());
    Tree::from_html(&page)
}

/// Stars that Markdown leaves as they are, for a space or a sign on their wrong side ("**Refunds. **You may …"), stand for bold
/// all the same where a paragraph has them in pairs. Footnotes have one or three.
fn emboldened<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut out = Vec::new();
    let mut marks: Vec<usize> = Vec::new();
    let mut code = false;
    for event in TextMergeStream::new(events) {
        match event {
            Event::Text(text) if !code && text.contains("**") => {
                for part in text.as_bytes().chunk_by(|a, b| (*a == b'*') == (*b == b'*')) {
                    if part == b"**" {
                        marks.push(out.len());
                    }
                    out.push(Event::Text(String::from_utf8_lossy(part).into_owned().into()));
                }
                continue;
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
            Event::Start(_) | Event::End(_) => {
                code = matches!(event, Event::Start(Tag::CodeBlock(_)));
                if marks.len().is_multiple_of(2) {
                    for (nth, &at) in marks.iter().enumerate() {
                        out[at] = Event::InlineHtml(if nth % 2 == 0 { "<b>" } else { "</b>" }.into());
                    }
                }
                marks.clear();
            }
            _ => {}
        }
        out.push(event);
    }
    out
}

/// Markdown goes on with a list however the next item is numbered. Where the numbers begin anew, as behind a table of contents,
/// another list does. A list whose items are all numbered "1." counts on.
fn lists_apart<'a>(markdown: &'a str, parser: Parser<'a>) -> impl Iterator<Item = Event<'a>> {
    // The last number of each list that is open, where it is a numbered one.
    let mut open: Vec<Option<u64>> = Vec::new();
    parser.into_offset_iter().flat_map(move |(event, range)| {
        let mut between = None;
        match &event {
            Event::Start(Tag::List(_)) => open.push(None),
            Event::End(TagEnd::List(_)) => drop(open.pop()),
            Event::Start(Tag::Item) => {
                let digits = markdown[range.start..].trim_start();
                let digits = &digits[..digits.bytes().take_while(u8::is_ascii_digit).count()];
                let number = digits.parse().ok();
                let before = open.last_mut().and_then(|last| std::mem::replace(last, number));
                if number == Some(1) && before > Some(1) {
                    between = Some([Event::End(TagEnd::List(true)), Event::Start(Tag::List(Some(1)))]);
                }
            }
            _ => {}
        }
        between.into_iter().flatten().chain([event])
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The block of YAML that a site's generator reads, and the document behind it. The block stands between two lines of dashes
/// at the very start, nothing but keys, list items and what belongs to them.
fn without_front_matter(markdown: &str) -> (&str, &str) {
    let none = ("", markdown);
    let fenced = |line: &str| matches!(line.trim_end(), "---" | "...");
    let start = markdown.trim_start_matches('\u{feff}');
    let mut lines = start.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return none };
    let mut end = first.len();
    let mut keys = 0;
    for line in lines {
        end += line.len();
        if fenced(line) {
            return if keys > 0 { start.split_at(end) } else { none };
        }
        let key = line.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        });
        keys += usize::from(key);
        if !(key || line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#'])) {
            return none;
        }
    }
    none
}

/// Lines longer than this were not broken to a width by a mail program or an editor.
const WIDTH: usize = 100;

/// Parses plain text. Text copied off a page has a line for each paragraph; text that was broken to a width has blank lines
/// between its paragraphs, as Markdown has.
pub(super) fn parse_text(text: &str) -> Tree {
    if text.lines().all(|line| line.chars().count() <= WIDTH) && text.contains("\n\n") {
        return parse(text);
    }
    let mut page = String::with_capacity(text.len() * 3 / 2);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        page += "<p>";
        page += &escaped(line);
    }
    Tree::from_html(&page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::NodeKind;

    fn paragraphs(text: &str) -> Vec<String> {
        let tree = parse_text(text);
        let texts = tree.nodes().iter().filter_map(|node| match &node.kind {
            NodeKind::Text { text, .. } => Some(text.trim().to_owned()),
            _ => None,
        });
        texts.filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn a_line_copied_off_a_page_is_a_paragraph() {
        let long = "You may not send mail that nobody asked for, whatever it says. ".repeat(3);
        assert_eq!(paragraphs(&format!("Rules\n{long}\n<b> & so on\n")), ["Rules", long.trim(), "<b> & so on"]);
    }

    #[test]
    fn what_a_generator_reads_is_no_text_but_for_the_day() {
        let says = |text: &str| {
            let tree = parse(text);
            let texts = tree.nodes().iter().filter_map(|node| match &node.kind {
                NodeKind::Text { text, .. } => Some(text.to_string()),
                _ => None,
            });
            texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            says("---\ntitle: Rules\ntags:\n  - legal\nupdated_at: 2024-05-01\n---\n\nBe kind.\n"),
            "Rulesupdated_at: 2024-05-01 Be kind."
        );
        assert_eq!(says("---\n\nNo spam: not ever.\n\n---\n\nBe kind.\n"), "No spam: not ever. Be kind.");
        assert_eq!(says("---\ntitle: Rules\n\nBe kind.\n"), "title: Rules Be kind.");
    }

    #[test]
    fn lines_broken_to_a_width_are_one_paragraph() {
        assert_eq!(
            paragraphs("You may not\nsend spam.\n\nYou may not\nmine coins.\n"),
            ["You may not\nsend spam.", "You may not\nmine coins."]
        );
    }

    #[test]
    fn numbers_that_begin_anew_begin_another_list() {
        let lists = |text: &str| parse(text).nodes().iter().filter(|node| node.tag() == "ol").count();
        assert_eq!(lists("1. Use\n2. Fees\n\n1. You may use it.\n2. You pay.\n"), 2);
        assert_eq!(lists("1. Use\n   1. Yours\n   2. Ours\n2. Fees\n"), 2, "a list within a list");
        assert_eq!(lists("1. Use\n1. Fees\n1. Law\n"), 1, "all numbered alike");
    }

    #[test]
    fn stars_that_were_meant_for_bold_are_no_text() {
        let says = |text: &str| {
            let tree = parse(text);
            let words = tree.nodes().iter().filter_map(|node| match &node.kind {
                NodeKind::Text { text, .. } => Some(text.trim_end_matches('\n').to_owned()),
                _ => None,
            });
            let bold = tree.nodes().iter().filter(|node| matches!(node.tag(), "b" | "strong")).count();
            (words.collect::<String>(), bold)
        };
        assert_eq!(says("**Refunds. **You may ask for é.\n"), ("Refunds. You may ask for é.".into(), 1));
        assert_eq!(says("**Plans.** These** \"Terms**\" bind you."), ("Plans. These \"Terms\" bind you.".into(), 2));
        assert_eq!(says("One in five** of all"), ("One in five** of all".into(), 0), "a footnote");
        assert_eq!(says("Half*** of 2 * 3 ****"), ("Half*** of 2 * 3 ****".into(), 0));
        assert_eq!(says("```\na ** b ** c\n```\n"), ("a ** b ** c".into(), 0), "code");
    }
}
