//! An earlier version that the reader brings, from a saved page, a Markdown file or pasted text.

use super::library::{LibraryError, kept};
use super::visit::same;
use crate::archive::store::Store;
use crate::archive::{self, Millis, Sight, Source, SourceKind};
use crate::read::{Page, read};
use crate::report::json::kind_id;
use crate::report::library::Brought;
use crate::report::unreadable;
use crate::tree::Tree;

pub(super) async fn bring(
    address: &str,
    content: &str,
    format: &str,
    name: &str,
    dated: Millis,
) -> Result<Brought, LibraryError> {
    let tree = match format {
        "markdown" => Tree::from_markdown(content),
        "text" => Tree::from_text(content),
        _ => Tree::from_html(content),
    };
    let reading = read(&tree, &Page { url: address.into() }, None);
    let policy = match &reading.policy {
        Ok(policy) => policy,
        Err(why) => return Ok(Brought::Unreadable { why: unreadable(*why).into() }),
    };
    // A source is read as HTML, whenever it is read again.
    let written;
    let source = if format == "html" {
        content
    } else {
        written = archive::html(&tree);
        &written
    };
    let url = format!("file:{name}");
    let store = Store::open().await?;
    loop {
        let there = kept(&store, address).await?;
        for version in &there.versions {
            if same(&super::visit::policy(&store, &there.versions, version.number).await?, policy) {
                return Ok(Brought::Known { number: version.number });
            }
        }
        let sight = Sight {
            address,
            url: &url,
            title: name,
            kind: kind_id(reading.detection.kind),
            policy,
            same_as_current: false,
            document: None,
            now: dated,
        };
        let from = Source { kind: SourceKind::File, html: source };
        let record = archive::brought(&there.entry, &there.versions, &sight, from);
        let number = record.entry.versions;
        if store.write(Some(&there), &record, source).await? {
            return Ok(Brought::Kept { number });
        }
    }
}
