//! Times comparisons: the arguments are how often each is repeated at most and pairs of files below `/pairs`, old and new
//! in turn. One line for each pair: both names, the fastest comparison, and the fastest reading of both versions, in
//! milliseconds. `run.mjs` runs it as WebAssembly beside other libraries.

// A benchmark needs the clock and the files that the core must not touch.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

use std::hint::black_box;
use std::time::Instant;

use clausewatch::compare::{Side, compare};
use clausewatch::judge::{Judgement, judge};
use clausewatch::read::{Page, Policy, read};
use clausewatch::tree::Tree;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let repeats: usize = arguments.next().and_then(|n| n.parse().ok()).expect("a number of repeats");
    let files: Vec<String> = arguments.collect();
    for pair in files.chunks_exact(2) {
        let texts = [text(&pair[0]), text(&pair[1])];
        let reading = fastest(repeats, || texts.each_ref().map(|text| version(text)));
        let [Some((old, before)), Some((new, after))] = texts.each_ref().map(|text| version(text)) else { continue };
        let comparing = fastest(repeats, || {
            compare(Side { policy: &old, judgements: &before }, Side { policy: &new, judgements: &after })
        });
        println!("{} {}\t{comparing:.4}\t{reading:.4}", pair[0], pair[1]);
    }
}

/// The least time that the work took, in milliseconds. Slow work is not repeated.
fn fastest<T>(repeats: usize, work: impl Fn() -> T) -> f64 {
    const ENOUGH: f64 = 1e3;
    let (mut least, mut spent) = (f64::INFINITY, 0.0);
    for _ in 0..repeats {
        let start = Instant::now();
        black_box(work());
        let took = start.elapsed().as_secs_f64() * 1e3;
        least = least.min(took);
        spent += took;
        if spent > ENOUGH {
            break;
        }
    }
    least
}

fn text(file: &str) -> String {
    std::fs::read_to_string(format!("/pairs/{file}")).unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// A version as read and judged; `None` where the file holds no document.
fn version(text: &str) -> Option<(Policy, Vec<Judgement>)> {
    let policy = read(&Tree::from_markdown(text), &Page::default(), None).policy.ok()?;
    let judgements = judge(&policy);
    Some((policy, judgements))
}
