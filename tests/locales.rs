//! The strings that readers see: every one in every locale, none unused, none too long for where it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    message: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for translators")]
    description: String,
    #[serde(default)]
    placeholders: BTreeMap<String, Placeholder>,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Placeholder {
    content: String,
    #[serde(default)]
    example: String,
}

type Strings = BTreeMap<String, Entry>;

/// Forms of a plural, as `Intl.PluralRules` names them. A language without one of its own takes `other`.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The longest that strings of a kind may be, in characters: stores refuse longer ones, or they break where they stand.
const ROOM: [(&str, usize); 8] = [
    ("extensionName", 75),
    ("extensionDescription", 132),
    ("actionTitle", 40),
    ("menu", 60),
    ("severity_", 12),
    ("kind_", 16),
    ("policy_", 40),
    ("", 320),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("extension")
}

fn locales() -> BTreeMap<String, Strings> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder().join("_locales")).expect("the locales") {
        let path = entry.expect("a locale").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let json = fs::read_to_string(path.join("messages.json")).expect("its strings");
        all.insert(name.clone(), serde_json::from_str(&json).unwrap_or_else(|e| panic!("{name}: {e}")));
    }
    assert!(all.contains_key("en"), "English is where the others are translated from");
    all
}

/// All that ships and may name a string, as one text.
fn sources() -> String {
    let (mut text, mut folders) = (String::new(), vec![folder()]);
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(inside).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                if !path.ends_with("_locales") {
                    folders.push(path);
                }
            } else if ["js", "html", "json"].iter().any(|end| path.extension().is_some_and(|e| e == *end)) {
                text += &fs::read_to_string(path).expect("a text");
            }
        }
    }
    text
}

/// A key without its form: `toKnow` of `toKnow_one`.
fn base(key: &str) -> Option<&str> {
    key.rsplit_once('_').filter(|(_, form)| PLURALS.contains(form)).map(|(base, _)| base)
}

/// What stands directly behind each `before`, up to one of `ends`.
fn after<'a>(text: &'a str, before: &str, ends: &[char]) -> BTreeSet<&'a str> {
    text.match_indices(before)
        .filter_map(|(at, _)| {
            let rest = &text[at + before.len()..];
            rest.find(ends).map(|end| &rest[..end])
        })
        .collect()
}

#[test]
fn every_string_that_is_asked_for_is_there() {
    let (sources, locales) = (sources(), locales());
    let english = &locales["en"];
    let mut missing = Vec::new();
    for call in ["clausewatchText('", "getMessage('"] {
        missing.extend(after(&sources, call, &['\'']).into_iter().filter(|key| !english.contains_key(*key)));
    }
    missing.extend(
        after(&sources, "__MSG_", &['"'])
            .into_iter()
            .map(|key| key.trim_end_matches("__"))
            .filter(|key| !english.contains_key(*key)),
    );
    missing.extend(after(&sources, "data-text=\"", &['"']).into_iter().filter(|key| !english.contains_key(*key)));
    for key in after(&sources, "clausewatchCount('", &['\'']) {
        if !english.contains_key(&format!("{key}_other")) {
            missing.push(key);
        }
    }
    for prefix in after(&sources, "clausewatchText(`", &['$']) {
        if !english.keys().any(|key| key.starts_with(prefix)) {
            missing.push(prefix);
        }
    }
    assert!(missing.is_empty(), "asked for, but not in _locales/en: {missing:?}");
}

#[test]
fn no_string_is_unused() {
    let (sources, locales) = (sources(), locales());
    let prefixes = after(&sources, "`", &['$', '`', '\n']);
    let used = |key: &str| {
        let named = |key: &str| ["'", "\""].iter().any(|quote| sources.contains(&format!("{quote}{key}{quote}")));
        named(key)
            || sources.contains(&format!("__MSG_{key}__"))
            || base(key).is_some_and(named)
            || key.split_inclusive('_').next().is_some_and(|prefix| prefix.ends_with('_') && prefixes.contains(prefix))
    };
    let unused: Vec<&String> = locales["en"].keys().filter(|key| !used(key)).collect();
    assert!(unused.is_empty(), "nothing shows these: {unused:?}");
}

#[test]
fn every_locale_has_every_string() {
    let locales = locales();
    let english = &locales["en"];
    let mut faults = Vec::new();
    for (name, strings) in &locales {
        for key in english.keys().filter(|key| !strings.contains_key(*key)) {
            faults.push(format!("{name} lacks {key}"));
        }
        for key in strings.keys().filter(|key| !english.contains_key(*key)) {
            // Other languages have forms that English has not.
            if !base(key).is_some_and(|base| english.contains_key(&format!("{base}_other"))) {
                faults.push(format!("{name} has {key}, which nothing shows"));
            }
        }
        if strings.get("locale").map(|s| &s.message) != Some(name) {
            faults.push(format!("{name}: `locale` is not {name}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_string_is_filled_in_with_the_same_values() {
    let locales = locales();
    let mut faults = Vec::new();
    for (name, strings) in &locales {
        for (key, Entry { message, placeholders, .. }) in strings {
            let said: BTreeSet<String> =
                message.split('$').skip(1).step_by(2).map(|name| name.to_lowercase()).collect();
            let known: BTreeSet<String> = placeholders.keys().map(|name| name.to_lowercase()).collect();
            if said != known {
                faults.push(format!("{name}: {key} says {said:?} and declares {known:?}"));
            }
            // A form for one may leave the number out; all else takes what English takes.
            let original = locales["en"].get(key).or_else(|| locales["en"].get(&format!("{}_other", base(key)?)));
            let contents = |all: &BTreeMap<String, Placeholder>| -> BTreeMap<String, String> {
                all.iter().map(|(name, p)| (name.to_lowercase(), p.content.clone())).collect()
            };
            let differs = original.is_some_and(|original| contents(&original.placeholders) != contents(placeholders));
            if differs && !key.ends_with("_one") {
                faults.push(format!("{name}: {key} is filled in with other values than in English"));
            }
            if placeholders.values().any(|p| p.example.is_empty()) && name == "en" {
                faults.push(format!("{name}: {key} shows translators no example of a value"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_string_is_too_long_for_its_place() {
    let locales = locales();
    let mut faults = Vec::new();
    for (name, strings) in &locales {
        for (key, Entry { message, .. }) in strings {
            let long = message.chars().count();
            let room = ROOM.iter().find(|(kind, _)| key.starts_with(kind)).map_or(0, |(_, room)| *room);
            if long > room {
                faults.push(format!("{name}: {key} has {long} characters, there is room for {room}"));
            }
            let original = locales["en"].get(key).map_or(0, |entry| entry.message.chars().count());
            // German, French and Spanish need a third more; twice as much is another sentence, or breaks a button.
            if original > 0 && long > original * 17 / 10 + 14 {
                faults.push(format!("{name}: {key} has {long} characters, English {original}"));
            }
            if message.trim() != message || message.is_empty() {
                faults.push(format!("{name}: {key} is empty, or begins or ends with a space"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
