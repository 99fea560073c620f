//! The small words of a sentence: they tie phrases to each other and tell nothing alone. A closed class, so a list in code.

/// Words that tie phrases to each other: a phrase ends before them.
const SMALL: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "your",
    "our",
    "its",
    "their",
    "any",
    "of",
    "to",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "without",
    "within",
    "under",
    "over",
    "into",
    "through",
    "across",
    "about",
    "between",
    "against",
    "during",
    "upon",
    "per",
    "via",
    "as",
    "and",
    "or",
    "but",
    "nor",
    "if",
    "unless",
    "when",
    "while",
    "where",
    "which",
    "who",
    "whose",
    "because",
    "until",
    "than",
    "so",
    "including",
    "except",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "shall",
    "should",
    "may",
    "might",
    "can",
    "could",
    "must",
    "not",
    "it",
    "they",
    "you",
    "we",
    "he",
    "she",
    "before",
    "after",
    "such",
    "either",
    "whether",
];
/// Of them those that are nothing without what they are said of.
pub(super) const MODAL: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "shall", "should", "may", "might",
    "can", "could", "must", "not", "it", "they", "you", "we",
];
/// And those that open what a verb is done to.
pub(super) const ARTICLES: &[&str] =
    &["a", "an", "the", "this", "that", "these", "those", "your", "our", "its", "their", "any"];

/// A word without the signs around it, in lower case.
pub(super) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether a word only ties phrases.
pub(super) fn small(word: &str) -> bool {
    SMALL.contains(&bare(word).as_str())
}
