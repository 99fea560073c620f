//! Times comparisons: the arguments are pairs of files below `/pairs`, old and new in turn. One line each: both names and
//! the median of three runs in milliseconds. `run.mjs` runs it as WebAssembly beside other libraries.

// A benchmark needs the clock and the files that the core must not touch.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

use std::time::Instant;

use clausewatch::compare::{Side, compare};
use clausewatch::judge::judge;
use clausewatch::read::{Page, Policy, read};
use clausewatch::tree::Tree;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    for pair in files.chunks_exact(2) {
        let (Some(old), Some(new)) = (version(&pair[0]), version(&pair[1])) else { continue };
        let judgements = (judge(&old), judge(&new));
        let mut times: Vec<f64> = (0..3)
            .map(|_| {
                let start = Instant::now();
                let before = Side { policy: &old, judgements: &judgements.0 };
                std::hint::black_box(compare(before, Side { policy: &new, judgements: &judgements.1 }));
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("{} {}\t{:.4}", pair[0], pair[1], times[1]);
    }
}

/// A version's policy; `None` where the file holds none.
fn version(file: &str) -> Option<Policy> {
    let text = std::fs::read_to_string(format!("/pairs/{file}")).ok()?;
    read(&Tree::from_markdown(&text), &Page::default(), None).policy.ok()
}
