//! Lists of bans that were put together anew: what neither side has word for word may be one and the same in other words.
//! There only what the other version has no words for at all is said to be new, and nothing to be gone.

use super::build::{Builder, Part, provisions};
use super::effects::Found;
use super::standing::SECTION;

/// From so many members gone, and so many come, lists count as put together anew.
const MANY: usize = 4;
/// A lead-in that only names a matter has no more words.
const TITLE: usize = 6;

/// Whether an effect is told of the member of a list of bans that came or went.
fn member(found: &Found) -> bool {
    found.listed && found.effect.id.starts_with("prohibition")
}

/// Whether lists of bans were put together anew.
pub(super) fn regrouped(parts: &[Part]) -> bool {
    let members = |came: bool| {
        let found = parts.iter().flat_map(|part| &part.found);
        found.filter(|found| member(found) && found.basis.came == came).count()
    };
    members(false) >= MANY && members(true) >= MANY
}

impl Builder<'_> {
    /// Takes back what is not sure of the members of such lists.
    pub(super) fn hold_regrouped(&self, parts: &mut [Part]) {
        for part in parts {
            let told = part.found.len();
            let first = provisions(self.new_items, &part.new).first().copied();
            let lead_in = first.and_then(|at| self.new.policy.provisions[at].lead_in.as_deref());
            // "Personal data:" over kinds of it, where that was banned before.
            let lead_in = lead_in.filter(|lead_in| lead_in.split_whitespace().count() <= TITLE);
            let specified = || lead_in.is_some_and(|lead_in| self.old_standing().holds(lead_in, SECTION, true, &[]));
            part.found.retain_mut(|found| {
                let lacks = |found: &Found| self.old_standing().lacks_matter(&found.basis.text);
                !member(found) || found.basis.came && (lacks(found) || self.is_new(found)) && !specified()
            });
            part.known |= part.found.len() < told;
        }
    }
}
