//! From the files of `rules/` to Rust tables (`OUT_DIR/rules.rs`, which src/judge/rules.rs includes).
//!
//! Owns the files' format and every check that needs no text to be judged: unknown fields, ids and lists, patterns that
//! could match anything. Examples are checked by tests/judge_rules.rs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::pattern::{Lists, Node, parse, required};

/// `rules/categories/<id>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Category {
    title: String,
    meaning: String,
    says: String,
    matters: String,
    check: String,
    why: String,
    #[serde(default)]
    regulations: Vec<String>,
    severity: String,
    #[serde(default)]
    kind: Kind,
    pattern: Vec<Pattern>,
    #[serde(default)]
    grade: Vec<Grade>,
    #[serde(rename = "match")]
    _matches: Vec<toml::Table>,
    #[serde(rename = "pass")]
    _passes: Vec<toml::Table>,
}

/// Whose doing a category is about.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// The user's: what frames permit or define is information.
    #[default]
    Conduct,
    /// The provider's or the contract's: stands whatever the frame.
    Term,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    find: OneOrMany,
    #[serde(default)]
    unless: OneOrMany,
    #[serde(default)]
    except: OneOrMany,
    #[serde(default)]
    near: OneOrMany,
    #[serde(default, rename = "where")]
    place: Place,
    #[serde(default)]
    frame: Vec<String>,
    severity: Option<String>,
    confidence: Option<f32>,
}

/// Where a pattern looks.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Place {
    /// The provision's text.
    #[default]
    Text,
    /// The headings and the lead-in above it.
    Above,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grade {
    #[serde(default)]
    find: OneOrMany,
    #[serde(default)]
    frame: Vec<String>,
    #[serde(default)]
    unless: OneOrMany,
    severity: String,
}

#[derive(Deserialize, Default)]
#[serde(untagged)]
enum OneOrMany {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::None => &[][..],
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
        .iter()
        .map(String::as_str)
    }
}

/// `rules/frames.toml`: what makes a sentence a prohibition, a permission and so on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frames {
    frame: Vec<Frame>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frame {
    is: String,
    find: OneOrMany,
    #[serde(default)]
    unless: OneOrMany,
    #[serde(default)]
    except: OneOrMany,
}

/// `rules/safeguards.toml`: clauses that a fair policy has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Safeguards {
    safeguard: Vec<Safeguard>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Safeguard {
    id: String,
    title: String,
    text: String,
    #[serde(default, rename = "where")]
    asked: Vec<String>,
    #[serde(default)]
    find: OneOrMany,
    #[serde(default)]
    except: OneOrMany,
}

const FRAMES: &[&str] = &["prohibition", "permission", "duty", "definition", "right", "information", "none"];
const SEVERITIES: &[&str] = &["none", "low", "medium", "high"];

/// Compiles the folder `rules`; the error names the file, the fault and where it stands.
pub(crate) fn compile(rules: &Path) -> Result<String, String> {
    let lists = lists(&rules.join("words.toml"))?;
    let mut out = Emitter::new(lists);
    out.frames(&rules.join("frames.toml"))?;
    let folder = rules.join("categories");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    for file in &files {
        out.category(file).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    out.safeguards(&rules.join("safeguards.toml"))?;
    Ok(out.finish())
}

pub(crate) fn load<T: for<'a> Deserialize<'a>>(file: &Path) -> Result<T, String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    toml::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))
}

fn lists(file: &Path) -> Result<Lists, String> {
    let mut sources: BTreeMap<String, Vec<String>> = load(file)?;
    let mut lists = Lists::new();
    // A list may name others: settle those that need nothing unsettled until none is left or nothing moves.
    while !sources.is_empty() {
        let before = sources.len();
        let mut fault = String::new();
        sources.retain(|name, words| match parse(&words.join(" | "), &lists) {
            Ok(node) => {
                lists.insert(name.clone(), node);
                false
            }
            Err(e) => {
                fault = format!("{name}: {e}");
                true
            }
        });
        if sources.len() == before {
            return Err(format!("{}: {fault}", file.display()));
        }
    }
    Ok(lists)
}

struct Emitter {
    lists: Lists,
    /// Words and beginnings that patterns ask for, numbered in order of first use.
    ids: BTreeMap<(String, bool), u16>,
    categories: String,
    safeguards: String,
    patterns: String,
    count: u16,
    /// Sets of alternatives, each kept once however many patterns share it.
    sets: BTreeMap<Vec<u16>, usize>,
    /// For each atom, the patterns that cannot match without it or one like it.
    triggers: BTreeMap<u16, BTreeSet<u16>>,
}

impl Emitter {
    fn new(lists: Lists) -> Self {
        Self {
            lists,
            ids: BTreeMap::new(),
            categories: String::new(),
            safeguards: String::new(),
            patterns: String::new(),
            count: 0,
            sets: BTreeMap::new(),
            triggers: BTreeMap::new(),
        }
    }

    fn frames(&mut self, file: &Path) -> Result<(), String> {
        let frames: Frames = load(file)?;
        for frame in &frames.frame {
            let meaning = format!("Meaning::Frame({})", frame_path(&frame.is)?);
            self.pattern(&meaning, &frame.find, [&frame.unless, &frame.except, &OneOrMany::None])
                .map_err(|e| format!("{}: {e}", file.display()))?;
        }
        Ok(())
    }

    fn category(&mut self, file: &Path) -> Result<(), String> {
        let id = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        let rules: Category = load(file)?;
        let category = format!("Category::{}", variant(id));
        let mut grades = String::new();
        for grade in &rules.grade {
            let find = self.nodes(&grade.find)?;
            let unless = self.nodes(&grade.unless)?;
            let severity = severity_path(&grade.severity)?;
            let frames = frame_paths(&grade.frame)?;
            if grade.frame.is_empty() && matches!(grade.find, OneOrMany::None) {
                return Err("a grade without condition: give the severity to the category".into());
            }
            write!(grades, "Grade {{ find: {find}, frames: {frames}, unless: {unless}, severity: {severity} }}, ")
                .map_err(fmt)?;
        }
        writeln!(
            self.categories,
            "Entry {{ category: {category}, title: {:?}, meaning: {:?}, says: {:?}, matters: {:?}, check: {:?}, why: {:?}, \
             regulations: &{:?}, severity: {}, conduct: {}, grades: &[{grades}] }},",
            rules.title,
            rules.meaning,
            rules.says,
            rules.matters,
            rules.check,
            rules.why,
            rules.regulations,
            severity_path(&rules.severity)?,
            matches!(rules.kind, Kind::Conduct),
        )
        .map_err(fmt)?;
        for pattern in &rules.pattern {
            let severity = match &pattern.severity {
                Some(severity) => format!("Some({})", severity_path(severity)?),
                None => "None".into(),
            };
            let frames = frame_paths(&pattern.frame)?;
            let above = matches!(pattern.place, Place::Above);
            let confidence = pattern.confidence.unwrap_or(0.9);
            let meaning = format!(
                "Meaning::Category(Topic {{ category: {category}, above: {above}, frames: {frames}, severity: {severity}, \
                 confidence: {confidence:?} }})"
            );
            self.pattern(&meaning, &pattern.find, [&pattern.unless, &pattern.except, &pattern.near])?;
        }
        Ok(())
    }

    fn safeguards(&mut self, file: &Path) -> Result<(), String> {
        let safeguards: Safeguards = load(file)?;
        for safeguard in &safeguards.safeguard {
            let (find, except) = (self.nodes(&safeguard.find)?, self.nodes(&safeguard.except)?);
            let mut needs = BTreeSet::new();
            for source in safeguard.find.iter() {
                let (_, words) = required(&parse(source, &self.lists)?).ok_or_else(|| needless(source))?;
                needs.extend(words.into_iter().map(|word| self.atom(word)));
            }
            let asked: Vec<String> = safeguard.asked.iter().map(|id| category_path(id)).collect();
            writeln!(
                self.safeguards,
                "Safeguard {{ id: {:?}, title: {:?}, text: {:?}, asked: &[{}], find: {find}, needs: &{:?}, except: {except} }},",
                safeguard.id,
                safeguard.title,
                safeguard.text,
                asked.join(", "),
                Vec::from_iter(needs),
            )
            .map_err(fmt)?;
        }
        Ok(())
    }

    fn pattern(&mut self, meaning: &str, find: &OneOrMany, conditions: [&OneOrMany; 3]) -> Result<(), String> {
        let [unless, except, near] = conditions;
        let (unless, except, near) = (self.nodes(unless)?, self.nodes(except)?, self.nodes(near)?);
        for source in find.iter() {
            let node = parse(source, &self.lists)?;
            let (_, words) = required(&node).ok_or_else(|| needless(source))?;
            for word in words {
                let atom = self.atom(word);
                self.triggers.entry(atom).or_default().insert(self.count);
            }
            let find = self.node(&node);
            writeln!(
                self.patterns,
                "Pattern {{ meaning: {meaning}, find: {find}, unless: {unless}, except: {except}, near: {near} }},"
            )
            .map_err(fmt)?;
            self.count += 1;
        }
        Ok(())
    }

    fn nodes(&mut self, sources: &OneOrMany) -> Result<String, String> {
        let mut all = String::from("&[");
        for source in sources.iter() {
            let node = parse(source, &self.lists)?;
            required(&node).ok_or_else(|| needless(source))?;
            write!(all, "{}, ", self.node(&node)).map_err(fmt)?;
        }
        Ok(all + "]")
    }

    fn atom(&mut self, word: (String, bool)) -> u16 {
        let next = self.ids.len() as u16;
        *self.ids.entry(word).or_insert(next)
    }

    fn node(&mut self, node: &Node) -> String {
        match node {
            Node::Word { text, prefix } => format!("Node::Word({})", self.atom((text.clone(), *prefix))),
            Node::Any => "Node::Any".into(),
            Node::Gap(words) => format!("Node::Gap({words})"),
            Node::Start => "Node::Start".into(),
            Node::End => "Node::End".into(),
            Node::Seq(parts) => format!("Node::Seq(&[{}])", self.all(parts)),
            Node::Opt(part) => format!("Node::Opt(&{})", self.node(part)),
            Node::Alt(parts) => {
                // Alternatives of single words, which most are, become one set: one look-up instead of many.
                let mut words = BTreeSet::new();
                let mut rest = Vec::new();
                flatten(parts, &mut |part| match part {
                    Node::Word { text, prefix } => {
                        words.insert(self.atom((text.clone(), *prefix)));
                    }
                    part => rest.push(part.clone()),
                });
                if words.is_empty() {
                    return format!("Node::Alt(&[{}])", self.all(&rest));
                }
                let next = self.sets.len();
                let set =
                    format!("Node::OneOf(&SET{})", *self.sets.entry(Vec::from_iter(words.clone())).or_insert(next));
                match rest.is_empty() {
                    true => set,
                    false => format!("Node::Alt(&[{set}, {}])", self.all(&rest)),
                }
            }
        }
    }

    fn all(&mut self, parts: &[Node]) -> String {
        parts.iter().map(|part| self.node(part)).collect::<Vec<_>>().join(", ")
    }

    fn finish(self) -> String {
        let mut out = String::new();
        for (set, number) in &self.sets {
            out += &format!("static SET{number}: [u16; {}] = {set:?};\n", set.len());
        }
        out += &self.atom_table();
        out += &format!("pub(super) static ENTRIES: &[Entry] = &[\n{}];\n", self.categories);
        out += &format!("pub(super) static SAFEGUARDS: &[Safeguard] = &[\n{}];\n", self.safeguards);
        out += &format!("pub(super) static PATTERNS: &[Pattern] = &[\n{}];\n", self.patterns);
        let triggers: Vec<String> = (0..self.ids.len() as u16)
            .map(|atom| format!("&{:?}", Vec::from_iter(self.triggers.get(&atom).into_iter().flatten())))
            .collect();
        out += &format!("pub(super) static TRIGGERS: &[&[u16]] = &[{}];\n", triggers.join(", "));
        out
    }

    /// The atoms sorted by their text, and where each first byte and each pair of first letters stands among them: looked up
    /// without building anything.
    fn atom_table(&self) -> String {
        let mut texts: BTreeMap<&str, [Option<u16>; 2]> = BTreeMap::new();
        for ((text, prefix), id) in &self.ids {
            texts.entry(text).or_default()[usize::from(*prefix)] = Some(*id);
        }
        let begins = |byte: usize| texts.keys().filter(|text| usize::from(text.as_bytes()[0]) < byte).count();
        let atoms: Vec<String> =
            texts.iter().map(|(text, [whole, beginning])| format!("({text:?}, {whole:?}, {beginning:?})")).collect();
        let bytes: Vec<String> = (0..=256).map(|byte| begins(byte).to_string()).collect();
        let letters = || b'a'..=b'z';
        let pairs = letters().flat_map(|first| letters().map(move |second| [first, second])).map(|pair| {
            let before = texts.keys().filter(|text| text.as_bytes() < &pair[..]).count();
            let with = texts.keys().filter(|text| text.as_bytes().starts_with(&pair)).count();
            format!("({before}, {})", before + with)
        });
        let pairs: Vec<String> = pairs.collect();
        format!(
            "static ATOMS: &[(&str, Option<u16>, Option<u16>)] = &[{}];\nstatic FIRST: [u16; 257] = [{}];\n\
             static PAIRS: [(u16, u16); 26 * 26] = [{}];\n",
            atoms.join(", "),
            bytes.join(", "),
            pairs.join(", ")
        )
    }
}

fn needless(source: &str) -> String {
    format!("{source:?} can match without any word")
}

fn flatten(parts: &[Node], take: &mut impl FnMut(&Node)) {
    for part in parts {
        match part {
            Node::Alt(inner) => flatten(inner, take),
            part => take(part),
        }
    }
}

fn category_path(id: &str) -> String {
    format!("Category::{}", id.split('_').map(capital).collect::<String>())
}

fn frame_path(id: &str) -> Result<String, String> {
    FRAMES.contains(&id).then(|| format!("Frame::{}", capital(id))).ok_or_else(|| format!("no frame {id:?}"))
}

/// The name of a category in Rust: `no_notice` is `NoNotice`.
pub(crate) fn variant(id: &str) -> String {
    id.split('_').map(capital).collect()
}

fn frame_paths(ids: &[String]) -> Result<String, String> {
    let all: Result<Vec<_>, _> = ids.iter().map(|id| frame_path(id)).collect();
    Ok(format!("&[{}]", all?.join(", ")))
}

pub(crate) fn severity_path(id: &str) -> Result<String, String> {
    SEVERITIES.contains(&id).then(|| format!("Severity::{}", capital(id))).ok_or_else(|| format!("no severity {id:?}"))
}

fn capital(id: &str) -> String {
    let mut chars = id.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn fmt(e: std::fmt::Error) -> String {
    e.to_string()
}
