//! What a page is, told from its names and its words together.
//!
//! Owns the reader's own verdict: the gate sees the address and the title only. A name alone is not believed (articles carry
//! it too), nor are words alone (a news item on new terms quotes them): the sum decides. Privacy and cookie policies are
//! read like any document, but bind the provider rather than the user: they count as no policy.

use super::detection::{BINDING, NAMES, REPORTING};
use super::gate::{address, heaviest, weigh};
use super::phrase::{count, folded};
use super::{Detection, Kind, Page, Provision};

/// How much of a document is looked at, in bytes.
const SAMPLE: usize = 30_000;

/// What the verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Signs {
    /// The gate's sum over title and address, each at most 1.2.
    pub(super) title: f32,
    pub(super) address: f32,
    /// Words that bind, and words that report, for each hundred words.
    pub(super) binding: f32,
    pub(super) reporting: f32,
    /// How often it names itself a document of its kind, for each hundred words.
    pub(super) selfnaming: f32,
    pub(super) words: usize,
    pub(super) kind: Kind,
    pub(super) named_by_title: bool,
}

/// What the page is.
pub(super) fn detect(page: &Page, title: &str, provisions: &[Provision]) -> Detection {
    let signs = signs(page, title, provisions);
    let substance = (signs.binding - 1.5).clamp(-1.5, 4.0) * 0.4 + (signs.selfnaming * 1.5).min(1.2);
    let doubt = signs.reporting.min(4.0) * 0.8 + if signs.words < FEW_WORDS { 0.8 } else { 0.0 };
    let score = signs.title * 0.9 + signs.address * 0.6 + substance - doubt;
    let binds = !matches!(signs.kind, Kind::Privacy | Kind::Other);
    let likely = 1.0 / (1.0 + (-3.0 * (score - LEAST)).exp());
    // Names alone are not believed: some of its words must bind, or it must call itself what its title says.
    let says_so = signs.binding > 0.5 || signs.selfnaming > 0.0;
    let is_policy = binds && says_so && score >= LEAST;
    Detection {
        is_policy,
        kind: if is_policy || signs.kind == Kind::Privacy { signs.kind } else { Kind::Other },
        confidence: if binds { likely.max(1.0 - likely) } else { 0.9 },
        evidence: evidence(title, &signs),
    }
}

/// The sum from which on a page is a policy.
const LEAST: f32 = 0.6;
/// A page with fewer words says too little to be believed on its words alone.
const FEW_WORDS: usize = 60;

/// So many words that bind stand in any text by chance: on a short page they would look like many.
const CHANCE: usize = 2;
/// Titles with more words, a site's address aside, are headlines.
const TITLE_WORDS: usize = 6;
/// Where nothing is set as a title, a document's name stands within so many bytes from the start.
const OPENING: usize = 300;

fn signs(page: &Page, title: &str, provisions: &[Provision]) -> Signs {
    let mut text = String::new();
    for provision in provisions {
        text.push_str(&provision.text);
        text.push(' ');
        if text.len() > SAMPLE {
            break;
        }
    }
    let text = folded(&text);
    let words = text.split('-').count();
    let patterns: Vec<_> =
        [BINDING, REPORTING].into_iter().chain(NAMES.iter().map(|(_, patterns)| *patterns)).collect();
    let counts = count(&text, &patterns);
    let per_hundred = |hits: usize| hits as f32 * 100.0 / words.max(100) as f32;
    let (by_title, title_kind) = if title.is_empty() {
        let end = text.floor_char_boundary(OPENING.min(text.len()));
        let (weight, kind) = heaviest(&text[..end]);
        (weight * 0.5, kind)
    } else {
        weigh(&[&folded(title)])
    };
    let (by_address, address_kind) = weigh(&[&address(&page.url)]);
    let names = |wanted: Kind| -> usize {
        NAMES.iter().zip(&counts[2..]).filter(|((kind, _), _)| *kind == wanted).map(|(_, count)| count).sum()
    };
    let (named, selfnamed) = [Kind::AcceptableUse, Kind::CommunityGuidelines, Kind::Terms, Kind::DeveloperTerms]
        .map(|kind| (kind, names(kind)))
        .into_iter()
        .rev()
        .max_by_key(|&(_, count)| count)
        .unwrap_or((Kind::Other, 0));
    let kind = match (title_kind, address_kind) {
        // Terms speak of personal data too: only a text about little else is a privacy policy.
        (Kind::Other, Kind::Other) if names(Kind::Privacy) > selfnamed.max(2) * 3 => Kind::Privacy,
        (Kind::Other, Kind::Other) if selfnamed > 0 => named,
        (Kind::Other, kind) | (kind, _) => kind,
    };
    // A headline may hold a policy's name; a policy's title is little else.
    let title_words = title.split_whitespace().filter(|word| !word.trim_end_matches('.').contains('.')).count();
    let headline = title.contains('?') || title_words > TITLE_WORDS;
    Signs {
        title: by_title.clamp(-1.2, 1.2) * if headline && by_title > 0.0 { 0.5 } else { 1.0 },
        address: by_address.clamp(-1.2, 1.2),
        binding: per_hundred(counts[0].saturating_sub(CHANCE)),
        reporting: per_hundred(counts[1]),
        selfnaming: per_hundred(selfnamed.saturating_sub(1)),
        words,
        kind,
        named_by_title: !title.is_empty() && title_kind != Kind::Other,
    }
}

fn evidence(title: &str, signs: &Signs) -> Vec<String> {
    let mut evidence = Vec::new();
    if signs.named_by_title {
        evidence.push(format!("The title is “{title}”."));
    }
    if signs.address >= 0.5 {
        evidence.push("The address names a policy.".to_owned());
    }
    if signs.binding >= 2.0 {
        evidence.push(format!("It speaks like a contract: {:.0} binding words in a hundred.", signs.binding));
    }
    if signs.address < 0.0 || signs.title < -0.5 {
        evidence.push("Title or address say that it is about policies, or something else.".to_owned());
    }
    if signs.reporting >= 0.8 {
        evidence.push("It reads like an article or a guide.".to_owned());
    }
    evidence
}
