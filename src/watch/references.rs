//! The other policies that a policy binds its reader to: "our Content Guidelines", with the address that it links to.
//!
//! A change in one of those changes what binds the reader, though this policy's own text stays as it is: so they are offered
//! to be watched with it.

use std::collections::HashMap;

use serde::Serialize;

use crate::archive::absolute;
use crate::judge::{Category, judge};
use crate::read::{Policy, Provision, gate};
use crate::tree::{NodeKind, TextId, Tree};

/// So many are offered at most: a page of links is no policy.
const MOST: usize = 24;
/// A link's text stands within so many elements of it (`<a><b><span>Rules`).
const DEPTH: usize = 6;

/// A policy that another one names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reference {
    /// What it is called there.
    pub title: String,
    /// Its address, tidied as the archive does.
    pub address: String,
}

/// The policies that a policy's provisions link to, in reading order. `tree` is the page that it was read from, at `url`.
///
/// A link counts where the provision incorporates another document or where link and address look like a policy's; what is
/// linked for reading on, for contact or for privacy does not.
pub fn references(tree: &Tree, policy: &Policy, url: &str) -> Vec<Reference> {
    let links = Links::of(tree);
    let own = absolute(url, url);
    let mut found: Vec<Reference> = Vec::new();
    for (provision, judgement) in policy.provisions.iter().zip(judge(policy)) {
        let binds = judgement.findings.iter().any(|f| f.category == Category::IncorporationByReference);
        for (href, title) in links.within(provision) {
            let Some(address) = absolute(url, href).filter(|a| a.starts_with("http")) else { continue };
            let known = Some(&address) == own.as_ref() || found.iter().any(|r| r.address == address);
            let by_name = gate("", &title).candidate;
            if !known && (by_name || (binds && gate(&address, &title).candidate)) && found.len() < MOST {
                found.push(Reference { title, address });
            }
        }
    }
    found
}

/// Which link each text node of a page stands in.
struct Links<'a> {
    tree: &'a Tree,
    /// Text node → its link's place in the tree, and its own.
    of_text: HashMap<TextId, (usize, usize)>,
}

impl<'a> Links<'a> {
    fn of(tree: &'a Tree) -> Self {
        let nodes = tree.nodes();
        let texts = nodes.iter().enumerate().filter_map(|(at, node)| match node.kind {
            NodeKind::Text { id, .. } => Some((at, id)),
            _ => None,
        });
        let link = |at: usize| {
            let mut above = std::iter::successors(Some(at), |&at| Some(nodes[at].parent.0 as usize));
            above
                .by_ref()
                .skip(1)
                .take(DEPTH)
                .find(|&at| nodes[at].tag() == "a" && nodes[at].attribute("href").is_some())
        };
        Self { tree, of_text: texts.filter_map(|(at, id)| Some((id, (link(at)?, at)))).collect() }
    }

    /// The links in a provision: address as written, and text.
    fn within(&self, provision: &Provision) -> Vec<(&'a str, String)> {
        let mut links: Vec<(usize, String)> = Vec::new();
        let mut last = None;
        for anchor in &provision.anchors {
            let Some(&(link, text)) = self.of_text.get(&anchor.node) else { continue };
            let NodeKind::Text { text: words, .. } = &self.tree.nodes()[text].kind else { continue };
            if last == Some(text) {
                continue;
            }
            last = Some(text);
            match links.last_mut() {
                Some((before, title)) if *before == link => title.push_str(words),
                _ => links.push((link, words.to_string())),
            }
        }
        let folded = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let nodes = self.tree.nodes();
        links.into_iter().filter_map(|(at, title)| Some((nodes[at].attribute("href")?, folded(title)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Page, read};

    fn check(clauses: &str, expected: &[(&str, &str)]) {
        let url = "https://a.test/legal/terms";
        let tree = Tree::from_html(&format!(
            "<html lang=en><title>Terms of Service</title><nav><a href=/aup>Acceptable Use Policy</a></nav><main><h1>Terms of \
             Service</h1><p>These terms bind everyone who uses an account of ours.</p>{clauses}<p>We may close your account \
             without notice.</p></main>"
        ));
        let policy = read(&tree, &Page { url: url.into() }, None).policy.expect("a policy");
        let found = references(&tree, &policy, url);
        let found: Vec<_> = found.iter().map(|r| (r.title.as_str(), r.address.as_str())).collect();
        assert_eq!(found, expected, "{clauses}");
    }

    #[test]
    fn what_is_named_and_linked_is_offered() {
        check(
            "<p>You must comply with our <a href=/legal/content-guidelines/?utm_source=x#top><b>Content</b> Guidelines</a> and \
             with the <a href='https://b.test/aup'>Acceptable Use\n Policy</a>, which are part of these terms.</p>\
             <p>The <a href='../legal/content-guidelines'>guidelines</a> are updated now and then.</p>",
            &[
                ("Content Guidelines", "https://a.test/legal/content-guidelines"),
                ("Acceptable Use Policy", "https://b.test/aup"),
            ],
        );
    }

    #[test]
    fn what_binds_nobody_is_not() {
        check("<p>Read our <a href=/blog/spring>blog</a> or <a href='mailto:legal@a.test'>write to us</a>.</p>", &[]);
        check("<p>Our <a href=/privacy>Privacy Policy</a> tells what we know of you.</p>", &[]);
        check("<p>These <a href='#2'>Terms of Service</a> are in force from today on.</p>", &[]);
        check("<p>You accept the <a href='javascript:terms()'>Community Guidelines</a> of the forum.</p>", &[]);
    }
}
