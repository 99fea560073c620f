//! The command line: the core without a browser.

mod verify;

use std::io::{BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use clausewatch::archive::HEADER;
use clausewatch::compare::{Side, history};
use clausewatch::judge::{Clause, judge, judge_clause, unfair_classes};
use clausewatch::read::{Page, Reading, gate, read};
use clausewatch::report::history::History;
use clausewatch::report::{csv, html, json, markdown, text};
use clausewatch::tree::Tree;

/// Reads acceptable use policies: finds the clauses that can hurt, and what changed since last time.
/// It analyses; it gives no legal advice.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read one page: what it is, its provisions, the clauses to know.
    Read {
        /// An .html, .md or .txt file, or - for HTML on standard input.
        file: PathBuf,
        /// The address the page came from.
        #[arg(long, default_value = "")]
        url: String,
        /// How to answer.
        #[arg(long, value_enum, default_value_t)]
        format: ReadFormat,
    },
    /// Compare two versions of a policy.
    Compare {
        /// The earlier version.
        old: PathBuf,
        /// The later version.
        new: PathBuf,
        /// The address both came from.
        #[arg(long, default_value = "")]
        url: String,
        /// How to answer.
        #[arg(long, value_enum, default_value_t)]
        format: CompareFormat,
        /// Exit with 1 where the policy changed in substance, as `git diff` does.
        #[arg(long)]
        exit_code: bool,
    },
    /// Tell the life of every clause over many versions: first seen, reworded, moved, removed.
    History {
        /// The versions, oldest first: .html, .md or .txt files.
        #[arg(required = true, num_args = 2..)]
        files: Vec<PathBuf>,
        /// The address all came from.
        #[arg(long, default_value = "")]
        url: String,
        /// How to answer.
        #[arg(long, value_enum, default_value_t)]
        format: HistoryFormat,
    },
    /// Label clauses: JSON Lines in, JSON Lines out.
    Classify {
        /// How to answer.
        #[arg(long, value_enum, default_value_t)]
        format: Lines,
    },
    /// The cheap gate: "address<TAB>title" lines in, JSON Lines out.
    Detect {
        /// How to answer.
        #[arg(long, value_enum, default_value_t)]
        format: Lines,
    },
    /// Verify an audit bundle or an exported archive: every file, text and source against its hash, every chain of versions
    /// from the first one on.
    Verify {
        /// What the extension's library exported, .zip or .jsonl, or - for an archive on standard input.
        file: PathBuf,
    },
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum ReadFormat {
    #[default]
    Text,
    Json,
    Markdown,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum CompareFormat {
    #[default]
    Text,
    Json,
    /// Fit for a pull request.
    Markdown,
    /// A page of its own.
    Html,
    /// A table, with a row for each change.
    Csv,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum HistoryFormat {
    #[default]
    Text,
    Json,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Lines {
    #[default]
    Json,
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("cannot read {}: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("standard input, line {line}: {source}")]
    Line { line: usize, source: serde_json::Error },
    #[error("standard input or output: {0}")]
    Stream(#[from] std::io::Error),
    #[error("{} is no exported archive: its first line should be {HEADER}", path.display())]
    NoArchive { path: PathBuf },
    #[error("{} cannot be unpacked: {source}", path.display())]
    Zip { path: PathBuf, source: zip::result::ZipError },
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(Failure::Stream(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("clausewatch: {failure}");
            ExitCode::from(1)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match command {
        Command::Read { file, url, format } => {
            let reading = read(&load(&file)?, &Page { url }, None);
            let judgements = reading.policy.as_ref().map(judge).unwrap_or_default();
            let answer = json::Reading::new(&reading, &judgements);
            match format {
                ReadFormat::Json => {
                    serde_json::to_writer(&mut out, &answer)?;
                    writeln!(out)?;
                }
                ReadFormat::Text => out.write_all(text::reading(&answer, colour()).as_bytes())?,
                ReadFormat::Markdown => out.write_all(markdown::reading(&answer).as_bytes())?,
            }
        }
        Command::Compare { old, new, url, format, exit_code } => {
            let page = Page { url };
            let before = read(&load(&old)?, &page, None);
            let after = read(&load(&new)?, &page, before.policy.as_ref().ok());
            let answer = compared(&before, &after);
            match format {
                CompareFormat::Json => {
                    serde_json::to_writer(&mut out, &answer)?;
                    writeln!(out)?;
                }
                CompareFormat::Text => out.write_all(text::comparison(&answer, colour()).as_bytes())?,
                CompareFormat::Markdown => out.write_all(markdown::comparison(&answer).as_bytes())?,
                CompareFormat::Html => out.write_all(html::comparison(&answer).as_bytes())?,
                CompareFormat::Csv => out.write_all(csv::comparison(&answer).as_bytes())?,
            }
            if exit_code && answer.verdict == "changed" {
                out.flush()?;
                return Ok(ExitCode::from(1));
            }
        }
        Command::History { files, url, format } => {
            let answer = chronicle(&files, &Page { url })?;
            match format {
                HistoryFormat::Json => {
                    serde_json::to_writer(&mut out, &answer)?;
                    writeln!(out)?;
                }
                HistoryFormat::Text => out.write_all(answer.text().as_bytes())?,
            }
        }
        Command::Classify { format: _ } => {
            for (number, line) in std::io::stdin().lock().lines().enumerate() {
                let clause: json::Clause =
                    serde_json::from_str(&line?).map_err(|source| Failure::Line { line: number + 1, source })?;
                let clause = Clause { text: &clause.text, heading: &clause.heading, lead_in: &clause.lead_in };
                let judgement = judge_clause(clause);
                let labels = json::Labels {
                    labels: judgement.findings.iter().map(|f| f.category.id().into()).collect(),
                    severity: judgement.severity.id().into(),
                    unfair: unfair_classes(clause).iter().map(|u| u.id().into()).collect(),
                };
                serde_json::to_writer(&mut out, &labels)?;
                writeln!(out)?;
            }
        }
        Command::Detect { format: _ } => {
            for line in std::io::stdin().lock().lines() {
                let line = line?;
                let (url, title) = line.split_once('\t').unwrap_or((&line, ""));
                let gate = gate(url, title);
                let answer = json::Gate { candidate: gate.candidate, kind: json::kind_id(gate.kind).into() };
                serde_json::to_writer(&mut out, &answer)?;
                writeln!(out)?;
            }
        }
        Command::Verify { file } => return verify::verify(&file, &mut out),
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn compared(before: &Reading, after: &Reading) -> json::Comparison {
    match (&before.policy, &after.policy) {
        (Ok(old), Ok(new)) => json::Comparison::new(&clausewatch::compared(old, new)),
        (Err(reason), _) => {
            json::Comparison::unreadable(format!("the earlier version: {}", json::unreadable_id(*reason)))
        }
        (_, Err(reason)) => {
            json::Comparison::unreadable(format!("the later version: {}", json::unreadable_id(*reason)))
        }
    }
}

/// The history of the files' policies. Files without a document are left out, as the archive would.
fn chronicle(files: &[PathBuf], page: &Page) -> Result<History, Failure> {
    let mut versions = Vec::new();
    for file in files {
        match read(&load(file)?, page, None).policy {
            Ok(policy) => versions.push((file.display().to_string(), policy)),
            Err(reason) => {
                eprintln!(
                    "clausewatch: {}: left out, {}",
                    file.display(),
                    json::unreadable_id(reason).replace('_', " ")
                );
            }
        }
    }
    let judgements: Vec<_> = versions.iter().map(|(_, policy)| judge(policy)).collect();
    let sides: Vec<Side<'_>> =
        versions.iter().zip(&judgements).map(|((_, policy), judgements)| Side { policy, judgements }).collect();
    let sources = versions.iter().map(|(source, p)| (source.clone(), p.effective_date.map(|d| d.to_string())));
    Ok(History::new(&history(&sides), sources.collect()))
}

/// Whether the terminal, if there is one, shows colours and the reader wants them.
fn colour() -> text::Colour {
    match anstream::AutoStream::choice(&std::io::stdout()) {
        anstream::ColorChoice::Never => text::Colour::No,
        _ => text::Colour::Yes,
    }
}

fn load(path: &Path) -> Result<Tree, Failure> {
    let failed = |source| Failure::File { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).map_err(failed)?;
    } else {
        bytes = std::fs::read(path).map_err(failed)?;
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(Tree::from_file(path, &text))
}
