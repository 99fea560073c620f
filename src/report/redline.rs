//! What the reports for people share: the words for kinds and severities, and redlines cut down to what changed.

use super::json::{Change, Comparison, Word};

/// Words of unchanged text that stay on each side of an edit.
const CONTEXT: usize = 14;

/// A change's redline with long unchanged stretches cut to their ends. An ellipsis stands for what is left out.
pub(super) fn shortened(words: &[Word]) -> Vec<Word> {
    let last = words.len().saturating_sub(1);
    let cut = |(at, word): (usize, &Word)| {
        if word.op != "equal" {
            return word.clone();
        }
        let (head, tail) = (if at == 0 { 0 } else { CONTEXT }, if at == last { 0 } else { CONTEXT });
        Word { op: word.op.clone(), text: middle_out(&word.text, head, tail) }
    };
    words.iter().enumerate().map(cut).collect()
}

/// A change in a line: the redline of a rewording, the start of what came, went or only changed its place.
pub(super) fn briefly(change: &Change) -> Vec<Word> {
    if !change.words.is_empty() {
        return shortened(&change.words);
    }
    let (op, text) = match change.kind.as_str() {
        "added" => ("insert", &change.after),
        "removed" => ("delete", &change.before),
        _ => ("equal", &change.after),
    };
    vec![Word { op: op.into(), text: middle_out(text.as_deref().unwrap_or_default(), CONTEXT, 0) }]
}

/// A text without its middle: `head` words at its start and `tail` at its end stay.
fn middle_out(text: &str, head: usize, tail: usize) -> String {
    let starts: Vec<usize> = text.split_whitespace().map(|w| w.as_ptr() as usize - text.as_ptr() as usize).collect();
    if starts.len() <= head + tail + 4 {
        return text.to_owned();
    }
    let front = &text[..starts[head]];
    let back = if tail == 0 { "" } else { &text[starts[starts.len() - tail]..] };
    format!("{front}… {back}")
}

/// "added", "removed" … as a heading word.
pub(super) fn kind(change: &Change) -> &'static str {
    match change.kind.as_str() {
        "added" => "Added",
        "removed" => "Removed",
        "moved" => "Moved",
        "renumbered" => "Renumbered",
        _ => "Reworded",
    }
}

/// A severity id as a reader sees it.
pub(super) fn severity(id: &str) -> &'static str {
    match id {
        "high" => "High",
        "medium" => "Medium",
        "low" => "Low",
        _ => "Note",
    }
}

/// For or against the reader; empty where neither.
pub(super) fn direction(id: &str) -> &'static str {
    match id {
        "worse" => "worse for you",
        "better" => "better for you",
        _ => "",
    }
}

/// Where a change stands.
pub(super) fn place(path: &[String]) -> String {
    path.join(" › ")
}

/// How many changes of each kind there are, in one line.
pub(super) fn counts(comparison: &Comparison) -> String {
    let s = &comparison.summary;
    let kinds = [
        (s.added, "added"),
        (s.removed, "removed"),
        (s.reworded, "reworded"),
        (s.moved, "moved"),
        (s.renumbered, "renumbered"),
    ];
    let mut parts: Vec<String> = kinds.iter().filter(|k| k.0 > 0).map(|(n, kind)| format!("{n} {kind}")).collect();
    if s.editorial > 0 {
        parts.push(format!("{} editorial, set aside", s.editorial));
    }
    parts.join(", ")
}

/// The verdict as a word.
pub(super) fn verdict(comparison: &Comparison) -> &'static str {
    match comparison.verdict.as_str() {
        "unchanged" => "Unchanged",
        "editorial" => "Editorial changes only",
        "changed" => "Changed",
        _ => "Could not compare",
    }
}

/// Substantive and editorial changes apart.
pub(super) fn split(comparison: &Comparison) -> (Vec<&Change>, Vec<&Change>) {
    comparison.changes.iter().partition(|c| c.materiality == "substantive")
}

/// What every report ends with.
pub(super) const NOTICE: &str = "Made by Clausewatch on this machine. An analysis, no legal advice.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_unchanged_text_is_cut_in_the_middle() {
        let words: Vec<String> = (0..60).map(|i| format!("w{i}")).collect();
        let equal = |text: String| Word { op: "equal".into(), text };
        let edit = Word { op: "insert".into(), text: "new ".into() };
        let cut = shortened(&[equal(words.join(" ") + " "), edit.clone(), equal(words.join(" "))]);
        assert!(cut[0].text.starts_with("… w46") && cut[0].text.ends_with("w59 "));
        assert_eq!(cut[1], edit);
        assert!(cut[2].text.starts_with("w0 w1") && cut[2].text.ends_with("w13 … "));
        assert_eq!(shortened(&[equal("few words".into())])[0].text, "few words");
    }
}
