//! The one address that a policy is kept under, however the reader came to it.
//!
//! Addresses come from browsers, which have already normalised them (lower-case host, no default port, no dot segments,
//! percent-encoding): what is left is to drop what does not name the document.

use crate::tree::{NodeKind, Tree};

/// Parameters that say where a reader came from. Those of a family end in `*`.
const TRACKING: &[&str] = &[
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "dclid",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "hsa_*",
    "hsctatracking",
    "icid",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "mtm_*",
    "oly_anon_id",
    "oly_enc_id",
    "pk_*",
    "ref",
    "ref_src",
    "ref_url",
    "rb_clickid",
    "s_cid",
    "srsltid",
    "trk",
    "ttclid",
    "twclid",
    "utm_*",
    "vero_id",
    "wbraid",
    "wickedid",
    "yclid",
];

/// The canonical address of a page: without fragment (unless a single-page site routes by it), tracking parameters and
/// trailing slash, after the page's own `rel=canonical` where that is believable.
pub fn canonical(url: &str, tree: &Tree) -> String {
    let own = tidy(url);
    let stated = canonical_link(tree).and_then(|href| resolve(&own, href)).map(|url| tidy(&url));
    match stated {
        Some(stated) if believable(&own, &stated) => stated,
        _ => own,
    }
}

/// A link's address as the archive writes addresses; `None` where it leads nowhere but within the page, or to no page.
pub fn absolute(base: &str, href: &str) -> Option<String> {
    resolve(base, href.trim()).map(|url| tidy(&url))
}

/// A page may name another address of its own site as the canonical one. Three things that sites get wrong would merge
/// different documents, and are not believed: the home page or a parent folder named on every page, and a variant for one
/// language or country named on all of them.
fn believable(own: &str, stated: &str) -> bool {
    let (Some(own), Some(stated)) = (Address::parse(own), Address::parse(stated)) else { return false };
    if own.origin != stated.origin || own.fragment.is_some() {
        return false;
    }
    let segments = |path: &'_ str| path.split('/').filter(|s| !s.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (from, to) = (segments(own.path), segments(stated.path));
    let parent = to.len() < from.len() && from.starts_with(&to);
    let locales = |path: &[String]| path.iter().filter(|s| is_locale(s)).cloned().collect::<Vec<_>>();
    !parent && locales(&from) == locales(&to)
}

/// "en", "de-at", "pt_BR".
fn is_locale(segment: &str) -> bool {
    let mut parts = segment.splitn(2, ['-', '_']);
    let letters = |s: &str| s.chars().all(|c| c.is_ascii_alphabetic());
    let language = parts.next().is_some_and(|s| s.len() == 2 && letters(s));
    language && parts.next().is_none_or(|s| (s.len() == 2 || s.len() == 4) && letters(s))
}

fn canonical_link(tree: &Tree) -> Option<&str> {
    tree.nodes().iter().find_map(|node| {
        let NodeKind::Element { tag, .. } = &node.kind else { return None };
        let named = &**tag == "link"
            && node.attribute("rel")?.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"));
        if named { node.attribute("href").map(str::trim).filter(|href| !href.is_empty()) } else { None }
    })
}

struct Address<'a> {
    /// Scheme and authority.
    origin: &'a str,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Address<'a> {
    fn parse(url: &'a str) -> Option<Self> {
        let authority = url.find("://")? + 3;
        let (rest, fragment) = url.split_once('#').map_or((url, None), |(rest, f)| (rest, Some(f)));
        let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, q)| (rest, Some(q)));
        let path = rest.get(authority..)?.find('/').map_or(rest.len(), |at| authority + at);
        Some(Self { origin: &rest[..path], path: &rest[path..], query, fragment })
    }
}

fn tidy(url: &str) -> String {
    let Some(Address { origin, path, query, fragment }) = Address::parse(url) else { return url.to_owned() };
    let mut out = origin.to_ascii_lowercase();
    out += path.trim_end_matches('/');
    if out.len() == origin.len() {
        out.push('/');
    }
    let kept: Vec<&str> =
        query.into_iter().flat_map(|q| q.split('&')).filter(|p| !p.is_empty() && !tracks(p)).collect();
    if !kept.is_empty() {
        out.push('?');
        out += &kept.join("&");
    }
    // A fragment that looks like a path is the address of a page within a single-page site.
    if let Some(route) = fragment.filter(|f| f.starts_with('/') || f.starts_with("!/")) {
        out.push('#');
        out += route.trim_end_matches('/');
    }
    out
}

fn tracks(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    TRACKING.iter().any(|known| match known.strip_suffix('*') {
        Some(family) => name.starts_with(family),
        None => name == *known,
    })
}

/// `href` as seen from `base`, after RFC 3986.
fn resolve(base: &str, href: &str) -> Option<String> {
    let base = Address::parse(base)?;
    if href.contains("://") {
        return Some(href.to_owned());
    }
    if let Some(rest) = href.strip_prefix("//") {
        let scheme = base.origin.split("//").next()?;
        return Some(format!("{scheme}//{rest}"));
    }
    if href.starts_with('#') {
        return None;
    }
    if href.starts_with('?') {
        return Some(format!("{}{}{href}", base.origin, base.path));
    }
    let end = href.find(['?', '#']).unwrap_or(href.len());
    let (path, rest) = href.split_at(end);
    if path.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let folder = if path.starts_with('/') { "" } else { &base.path[..base.path.rfind('/').unwrap_or(0)] };
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(path.split('/')).filter(|s| !s.is_empty()) {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    Some(format!("{}/{}{rest}", base.origin, segments.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, link: &str, expected: &str) {
        let head = if link.is_empty() { String::new() } else { format!("<link rel=canonical href='{link}'>") };
        assert_eq!(canonical(url, &Tree::from_html(&head)), expected, "{url} with {link:?}");
    }

    #[test]
    fn what_does_not_name_the_document_goes() {
        check("https://a.test/legal/aup/#section-2", "", "https://a.test/legal/aup");
        check("https://a.test", "", "https://a.test/");
        check("https://a.test/?", "", "https://a.test/");
        check("https://A.test/Terms?utm_source=mail&id=7&fbclid=x", "", "https://a.test/Terms?id=7");
        check("https://a.test/p?lang=de#:~:text=may%20not", "", "https://a.test/p?lang=de");
        check("https://a.test/p?reference=4", "", "https://a.test/p?reference=4");
    }

    #[test]
    fn routes_of_single_page_sites_stay() {
        check("https://a.test/app#/legal/terms/", "/", "https://a.test/app#/legal/terms");
        check("https://a.test/#!/aup", "", "https://a.test/#!/aup");
    }

    #[test]
    fn the_page_may_name_its_address() {
        check("https://a.test/p/aup-v3?session=9", "/legal/aup", "https://a.test/legal/aup");
        check("https://a.test/legal/aup?session=9", "aup", "https://a.test/legal/aup");
        check("https://a.test/legal/x/aup", "../aup/", "https://a.test/legal/aup");
        check("https://a.test/legal/aup?x=1", "//a.test/legal/aup", "https://a.test/legal/aup");
        check("https://a.test/de/agb?x=1", "/de/agb", "https://a.test/de/agb");
    }

    #[test]
    fn what_would_merge_documents_is_not_believed() {
        check("https://a.test/aup", "https://b.test/aup", "https://a.test/aup");
        check("https://a.test/aup", "http://a.test/aup", "https://a.test/aup");
        check("https://a.test/legal/aup", "/", "https://a.test/legal/aup");
        check("https://a.test/legal/aup", "/legal", "https://a.test/legal/aup");
        check("https://a.test/de/aup", "/aup", "https://a.test/de/aup");
        check("https://a.test/de/aup", "/en/aup", "https://a.test/de/aup");
        check("https://a.test/aup", "javascript:void(0)", "https://a.test/aup");
        check("https://a.test/aup", "mailto:x@a.test", "https://a.test/aup");
    }

    #[test]
    fn odd_addresses_stay_themselves() {
        check("about:blank", "/x", "about:blank");
        check("", "", "");
        check("https://", "", "https:///");
        check("https://ü/ä?ö#ß", "", "https://ü/ä?ö");
    }
}
