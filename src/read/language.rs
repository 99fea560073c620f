//! The language of a document.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::Provision;
use crate::tree::Tree;

/// How much text is looked at, in words.
const SAMPLE: usize = 2000;

/// A language's small words. Each list holds words that the others lack.
const WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "and", "of", "you", "your", "with", "that", "this", "not", "our", "any", "may"]),
    ("de", &["und", "der", "die", "das", "nicht", "mit", "sie", "oder", "ist", "wir", "für", "werden"]),
    ("fr", &["les", "des", "vous", "nous", "est", "une", "pour", "aux", "dans", "ou", "sur", "votre"]),
    ("es", &["los", "las", "el", "usted", "para", "una", "por", "nuestros", "y", "del", "su", "como"]),
    ("it", &["il", "di", "che", "gli", "per", "della", "sono", "nostri", "delle", "nel", "è", "dei"]),
    ("pt", &["os", "você", "não", "uma", "dos", "da", "nossos", "são", "ou", "seu", "das", "ao"]),
    ("nl", &["het", "een", "van", "en", "niet", "wij", "onze", "voor", "zijn", "aan", "uw", "deze"]),
    ("sv", &["och", "att", "som", "inte", "för", "vi", "är", "av", "på", "med", "dina", "eller"]),
    ("da", &["og", "at", "ikke", "af", "vi", "er", "til", "på", "med", "dine", "eller", "det"]),
    ("pl", &["i", "nie", "się", "oraz", "jest", "lub", "przez", "dla", "na", "przy", "może", "które"]),
    ("cs", &["je", "že", "nebo", "které", "pro", "při", "jsou", "být", "podle", "této", "může", "jeho"]),
    ("tr", &["ve", "bir", "bu", "için", "ile", "olarak", "veya", "tarafından", "olan", "ya", "da", "her"]),
];

/// The BCP 47 language: from the text where it tells clearly, else from the markup. The markup alone is not trusted, for a
/// site's template often names one language for all.
pub(super) fn language(tree: &Tree, provisions: &[Provision]) -> String {
    let marked = tree.nodes().iter().find(|node| node.tag() == "html").and_then(|node| node.attribute("lang"));
    let marked = marked.map(str::trim).filter(|tag| well_formed(tag)).unwrap_or_default();
    let primary = marked.split('-').next().unwrap_or_default().to_ascii_lowercase();
    match told(provisions) {
        Some(told) if told != primary => told.to_owned(),
        _ => marked.to_owned(),
    }
}

fn well_formed(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(|first| matches!(first.len(), 2 | 3) && first.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// What the text itself tells, if clearly.
fn told(provisions: &[Provision]) -> Option<&'static str> {
    let mut languages: FxHashMap<&str, u16> = FxHashMap::default();
    for (at, (_, words)) in WORDS.iter().enumerate() {
        words.iter().for_each(|word| *languages.entry(word).or_default() |= 1 << at);
    }
    let (mut all, mut hits) = (0, vec![0; WORDS.len()]);
    let (mut han, mut kana, mut hangul, mut arabic, mut hebrew, mut cyrillic, mut greek, mut letters) =
        (0, 0, 0, 0, 0, 0, 0, 0);
    for word in provisions.iter().flat_map(|p| p.text.split_whitespace()).take(SAMPLE) {
        for c in word.chars().filter(|c| !c.is_ascii()) {
            letters += usize::from(c.is_alphabetic());
            match c {
                '\u{4e00}'..='\u{9fff}' => han += 1,
                '\u{3040}'..='\u{30ff}' => kana += 1,
                '\u{ac00}'..='\u{d7af}' => hangul += 1,
                '\u{0600}'..='\u{06ff}' => arabic += 1,
                '\u{0590}'..='\u{05ff}' => hebrew += 1,
                '\u{0400}'..='\u{04ff}' => cyrillic += 1,
                '\u{0370}'..='\u{03ff}' => greek += 1,
                _ => {}
            }
        }
        letters += word.bytes().filter(u8::is_ascii_alphabetic).count();
        all += 1;
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        let lower = match word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            true => Cow::Borrowed(word),
            false => Cow::Owned(word.to_lowercase()),
        };
        let Some(mut of) = languages.get(&*lower).copied() else { continue };
        while of != 0 {
            hits[of.trailing_zeros() as usize] += 1;
            of &= of - 1;
        }
    }
    let most = |count: usize| count * 2 > letters;
    match () {
        () if most(han + kana) => return Some(if kana * 20 > han { "ja" } else { "zh" }),
        () if most(hangul) => return Some("ko"),
        () if most(arabic) => return Some("ar"),
        () if most(hebrew) => return Some("he"),
        () if most(greek) => return Some("el"),
        // Cyrillic serves many languages alike: the markup decides.
        () if most(cyrillic) => return None,
        () => {}
    }
    let (best, &count) = hits.iter().enumerate().max_by_key(|&(_, count)| count)?;
    let second = hits.iter().enumerate().filter(|&(at, _)| at != best).map(|(_, &count)| count).max().unwrap_or(0);
    (all >= 30 && count * 12 >= all && count >= second * 3 / 2).then_some(WORDS[best].0)
}
