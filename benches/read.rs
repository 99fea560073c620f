//! Reading, on pages of an invented policy: one megabyte, and whether ten times the page takes ten times as long.

// The macros of criterion make public functions.
#![allow(missing_docs)]

use std::hint::black_box;

use clausewatch::read::{Page, read};
use clausewatch::tree::Tree;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A page of at least so many bytes: headings, paragraphs, lists and a table, between a menu and a footer.
fn page(bytes: usize) -> String {
    let mut html = String::from(
        "<html lang=en><title>Terms of Service</title><body><nav><a href=/>Home</a></nav><main><h1>Terms of Service</h1>",
    );
    let mut n = 0;
    while html.len() < bytes {
        n += 1;
        html += &format!(
            "<h2>{n}. Use of service number {n}</h2><p>You agree to the rules of part {n}. We may change them at any time: (a) with notice; (b) without notice where the law asks for it.</p>\
             <p>You must not:</p><ul><li>send messages that nobody asked for to list {n};</li><li>attack <b>network {n}</b> or <a href='#s{n}'>the others</a>.</li></ul>\
             <div class=table><table><tr><th>Name<th>Purpose</tr><tr><td>c{n}<td>Remembers choice {n}</table></div>"
        );
    }
    html + "</main><footer>Example</footer>"
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    group.sample_size(10);
    for kilobytes in [10, 100, 1000] {
        let html = page(kilobytes * 1000);
        group.throughput(Throughput::Bytes(html.len() as u64));
        group.bench_with_input(BenchmarkId::new("page", kilobytes), &html, |b, html| {
            b.iter(|| read(&Tree::from_html(black_box(html)), &Page::default(), None));
        });
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
