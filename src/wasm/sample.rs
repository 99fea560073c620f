//! The sample policy of the welcome page: read, judged and compared as any page is, and never kept.

use super::visit::{BadSnapshot, tree_of};
use crate::archive::Millis;
use crate::judge::Memory;
use crate::read::{Page, read};
use crate::report::Circumstances;
use crate::report::visit::{Previous, Visit};
use crate::review;
use crate::tree::Tree;

pub(super) fn sample(
    snapshot: &str,
    earlier: &str,
    url: &str,
    seen: Millis,
    now: Millis,
) -> Result<Visit, BadSnapshot> {
    let tree = tree_of(snapshot)?;
    let page = Page { url: url.into() };
    let before = read(&Tree::from_html(earlier), &page, None).policy.ok();
    let review = review(&tree, &page, before.as_ref(), &mut Memory::default());
    let previous = before.map(|policy| Previous {
        version: 1,
        seen_at: seen,
        effective_date: policy.effective_date.map(|d| d.to_string()),
        brought: false,
    });
    let circumstances = Circumstances {
        url: url.into(),
        canonical_url: url.into(),
        page_title: String::new(),
        now,
        previous,
        first_seen_at: None,
        last_seen_at: Some(seen),
        versions: 0,
        asks_agreement: false,
        note: None,
        words: Vec::new(),
    };
    Ok(Visit::new(&review, circumstances))
}
