//! What is left in one section of both versions and speaks of the same, by the stems of its words: "contains active
//! malware" and "supports a malware campaign". Told as a rewording it is true; told as gone and as new it would not be.

use rustc_hash::FxHashMap;

use super::standing::stem_set;

/// What is left on one side: where it stands, the section that it stands in, its text.
pub(super) struct Left<'a> {
    pub(super) at: usize,
    pub(super) section: Option<usize>,
    pub(super) text: &'a str,
}

/// So many pairs are looked at; of more the document was written anew.
const MOST: usize = 4_000;
/// A stem that more of them have tells none apart.
const HOLDERS: usize = 4;
/// So many stems must be the same, …
const COMMON: usize = 3;
/// … this part of both, …
const BOTH: f32 = 0.4;
/// … or this part of the shorter one, if it has some length.
const SHORTER: (f32, usize) = (0.5, 6);

/// The pairs of what is left, the most alike first, each used once.
pub(super) fn kin(old: &[Left<'_>], new: &[Left<'_>]) -> Vec<(usize, usize)> {
    if old.len() * new.len() > MOST {
        return Vec::new();
    }
    let stems = |left: &[Left<'_>]| left.iter().map(|l| stem_set(l.text)).collect::<Vec<_>>();
    let (mut old_stems, mut new_stems) = (stems(old), stems(new));
    // What many of them say tells none apart.
    let mut holders: FxHashMap<u64, usize> = FxHashMap::default();
    for &stem in old_stems.iter().chain(&new_stems).flatten() {
        *holders.entry(stem).or_default() += 1;
    }
    for stems in old_stems.iter_mut().chain(&mut new_stems) {
        stems.retain(|stem| holders[stem] <= HOLDERS);
    }
    let mut found: Vec<(f32, usize, usize)> = Vec::new();
    for (a, olds) in old.iter().zip(&old_stems) {
        for (b, news) in new.iter().zip(&new_stems).filter(|(b, _)| a.section == b.section) {
            let common = olds.iter().filter(|stem| news.binary_search(stem).is_ok()).count();
            let shorter = olds.len().min(news.len());
            let both = 2.0 * common as f32 / (olds.len() + news.len()).max(1) as f32;
            let part = common as f32 / shorter.max(1) as f32;
            if common >= COMMON && (both >= BOTH || part >= SHORTER.0 && shorter >= SHORTER.1) {
                found.push((both, a.at, b.at));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, a, b) in found {
        if pairs.iter().all(|p| p.0 != a && p.1 != b) {
            pairs.push((a, b));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_of_the_same_in_one_section_is_kin() {
        let left = |at, section, text| Left { at, section: Some(section), text };
        let old = [
            left(0, 1, "carries any active malware, or lets others deliver it from our platform"),
            left(1, 2, "We answer letters in June."),
        ];
        let new = [
            left(0, 2, "supports active malware campaigns, such as delivering files from our platform"),
            left(1, 1, "directly supports active malware, such as delivering it from our platform"),
            left(2, 2, "Guests bring their own cups."),
        ];
        assert_eq!(kin(&old, &new), [(0, 1)]);
    }
}
