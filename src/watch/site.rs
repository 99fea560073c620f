//! Which site a policy calls its own: by that a policy that was rewritten from its first word to its last is known again.

use std::collections::BTreeMap;

use crate::read::Policy;

/// So often a site must be named to be the policy's own: others' are named in passing.
const LEAST: usize = 2;

/// The site that a policy's text names most, in addresses of pages and of mail: `example.com`. None where no one site is
/// named more than all others.
pub(super) fn own_site(policy: &Policy) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for provision in &policy.provisions {
        let tokens = provision.text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')));
        for site in tokens.filter_map(site) {
            *counts.entry(site).or_default() += 1;
        }
    }
    let most = counts.values().copied().max().filter(|&most| most >= LEAST)?;
    let mut named = counts.into_iter().filter(|(_, count)| *count == most);
    let (site, _) = named.next()?;
    named.next().is_none().then_some(site)
}

/// The last two parts of what looks like a host's name: of "www.example.com" `example.com`; "e.g." and "2.5" are none.
fn site(token: &str) -> Option<String> {
    let mut parts = token.trim_matches(['.', '-']).rsplit('.');
    let (top, name) = (parts.next()?, parts.next()?);
    let is_top = (2..=6).contains(&top.len()) && top.bytes().all(|b| b.is_ascii_lowercase());
    let is_name = name.len() > 2 && name.bytes().any(|b| b.is_ascii_alphabetic());
    (is_top && is_name).then(|| format!("{}.{top}", name.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Page, read};
    use crate::tree::Tree;

    fn own(text: &str) -> Option<String> {
        let page =
            format!("<html lang=en><title>Terms of Service</title><h1>Terms of Service</h1><p>You agree. {text}</p>");
        own_site(&read(&Tree::from_html(&page), &Page::default(), None).policy.expect("a policy"))
    }

    #[test]
    fn it_is_the_one_named_most() {
        let text = "Write to abuse@fernhill.net, see https://www.Fernhill.net/aup, or ask the board at adr.org.";
        assert_eq!(own(text).as_deref(), Some("fernhill.net"));
    }

    #[test]
    fn nothing_else_is_taken_for_one() {
        assert_eq!(
            own("E.g. at 2.5 Mbit/s, e.g. in the U.S. of today. Ask us.Ask us at a.b or on fernhill.net."),
            None
        );
        assert_eq!(
            own("See fernhill.net, fernhill.net, larkfield.org and larkfield.org."),
            None,
            "no one is named most"
        );
    }
}
