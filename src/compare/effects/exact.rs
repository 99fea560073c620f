//! One sentence told once: by the effect that says most exactly what it does.

use super::Found;

/// Effects by the beginnings of their ids, each with those that would tell the same in general.
const EXACT: &[(&str, &[&str])] = &[
    ("appeal", &["permission", "commitment", "power"]),
    ("indemnity", &["duty", "scope"]),
    ("notice", &["commitment"]),
    ("fee", &["duty", "power"]),
    ("power", &["discretion"]),
    ("ownership", &["rights", "duty"]),
    ("opt_out", &["permission"]),
    ("liability_cap", &["liability"]),
    ("jury", &["duty"]),
    ("class", &["duty", "prohibition"]),
];

/// Whether one effect tells what another tells in general.
fn specialises(exact: &Found, general: &Found) -> bool {
    let pairs = EXACT.iter().filter(|(id, _)| exact.effect.id.starts_with(id));
    pairs.flat_map(|(_, others)| *others).any(|other| general.effect.id.starts_with(other))
        && exact.basis.text == general.basis.text
        && exact.direction == general.direction
        && exact.effect.id != general.effect.id
}

/// Leaves the most exact ones: a new fee is no new right beside, notice no promise beside. They weigh as much as what they
/// stand for.
pub(super) fn exact(found: &mut Vec<Found>) {
    let all = found.clone();
    found.retain(|general| !all.iter().any(|exact| specialises(exact, general)));
    for found in found {
        let general = all.iter().filter(|general| specialises(found, general)).map(|general| general.severity);
        found.severity = general.fold(found.severity, std::cmp::Ord::max);
    }
}
