//! A trained model's weights: their file, and the table they are looked up in.
//!
//! Owns the format. Weights are sparse, a byte each with one scale a class; a key is stored as its distance from the one
//! before. Reading costs one pass, a lookup two memory reads.
//!
//! The file: `CWM1`; classes (u8); for each class its bias and its scale (f32, little-endian); the number of keys (u32,
//! little-endian); then four streams, one after another so that each compresses as its own kind: the distances (LEB128),
//! how many classes each key has weights in (u8), those classes (u8), those weights (i8).

use super::features::KEY_BITS;

const MAGIC: &[u8; 4] = b"CWM1";
/// A key's lower bits; the upper ones name its bucket.
const LOW_BITS: u32 = 8;
const BUCKETS: usize = 1 << (KEY_BITS - LOW_BITS);

/// A model that gives each class a score; above zero it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    bias: Vec<f32>,
    scale: Vec<f32>,
    /// Where each bucket's keys start; one more at the end.
    buckets: Vec<u32>,
    low: Vec<u8>,
    /// Where each key's entries start; one more at the end.
    rows: Vec<u32>,
    entries: Vec<(u8, i8)>,
}

/// Bytes that are no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a model's weights: they end early, or their keys or classes are out of range")]
pub struct Malformed;

impl Weights {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Malformed`] where it is none, or cut short.
    pub fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut bytes = Bytes(bytes);
        if bytes.take(4)? != MAGIC {
            return Err(Malformed);
        }
        let classes = bytes.take(1)?[0];
        let mut bias = Vec::new();
        let mut scale = Vec::new();
        for _ in 0..classes {
            bias.push(f32::from_le_bytes(bytes.array()?));
            scale.push(f32::from_le_bytes(bytes.array()?));
        }
        let keys = u32::from_le_bytes(bytes.array()?) as usize;
        if keys > bytes.0.len() {
            return Err(Malformed);
        }
        let mut counts = vec![0u32; BUCKETS + 1];
        let mut low = Vec::with_capacity(keys);
        let mut next = 0u32;
        for _ in 0..keys {
            let key = next.checked_add(bytes.leb128()?).filter(|key| key >> KEY_BITS == 0).ok_or(Malformed)?;
            counts[(key >> LOW_BITS) as usize + 1] += 1;
            low.push((key & ((1 << LOW_BITS) - 1)) as u8);
            next = key + 1;
        }
        let mut rows = vec![0u32];
        let mut total = 0u32;
        for &count in bytes.take(keys)? {
            total += u32::from(count);
            rows.push(total);
        }
        let of_class = bytes.take(total as usize)?;
        let weights = bytes.take(total as usize)?;
        if of_class.iter().any(|&class| class >= classes) || !bytes.0.is_empty() {
            return Err(Malformed);
        }
        let entries = of_class.iter().zip(weights).map(|(&class, &weight)| (class, weight as i8)).collect();
        let mut sum = 0;
        let buckets = counts
            .iter()
            .map(|count| {
                sum += count;
                sum
            })
            .collect();
        Ok(Self { bias, scale, buckets, low, rows, entries })
    }

    /// The file of a model: for each class its bias and scale, and the entries (key, class, weight) in strictly rising
    /// order of key, then class.
    pub fn write(classes: &[(f32, f32)], entries: &[(u32, u8, i8)]) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        file.push(classes.len() as u8);
        for (bias, scale) in classes {
            file.extend(bias.to_le_bytes());
            file.extend(scale.to_le_bytes());
        }
        let rows: Vec<&[(u32, u8, i8)]> = entries.chunk_by(|a, b| a.0 == b.0).collect();
        file.extend((rows.len() as u32).to_le_bytes());
        let mut next = 0;
        for row in &rows {
            write_leb128(row[0].0 - next, &mut file);
            next = row[0].0 + 1;
        }
        file.extend(rows.iter().map(|row| row.len() as u8));
        file.extend(entries.iter().map(|&(_, class, _)| class));
        file.extend(entries.iter().map(|&(_, _, weight)| weight as u8));
        file
    }

    /// How many classes it tells apart.
    pub fn classes(&self) -> usize {
        self.bias.len()
    }

    pub(in crate::judge) fn bias(&self) -> &[f32] {
        &self.bias
    }

    pub(super) fn scale(&self) -> &[f32] {
        &self.scale
    }

    /// How many keys have weights.
    pub(super) fn keys(&self) -> usize {
        self.low.len()
    }

    /// The row of a key; `None` where the model knows nothing of it.
    pub(super) fn row(&self, key: u32) -> Option<usize> {
        let bucket = (key >> LOW_BITS) as usize;
        let (from, to) = (self.buckets[bucket] as usize, self.buckets[bucket + 1] as usize);
        let low = (key & ((1 << LOW_BITS) - 1)) as u8;
        self.low[from..to].iter().position(|&l| l == low).map(|at| from + at)
    }

    /// The classes that a row has weights in, with them.
    pub(super) fn entries(&self, row: usize) -> &[(u8, i8)] {
        &self.entries[self.rows[row] as usize..self.rows[row + 1] as usize]
    }
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array(&mut self) -> Result<[u8; 4], Malformed> {
        self.take(4)?.try_into().map_err(|_| Malformed)
    }

    fn leb128(&mut self) -> Result<u32, Malformed> {
        let mut value = 0;
        for shift in (0..KEY_BITS + 7).step_by(7) {
            let byte = self.take(1)?[0];
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Malformed)
    }
}

fn write_leb128(mut value: u32, file: &mut Vec<u8>) {
    while value >= 0x80 {
        file.push(value as u8 | 0x80);
        value >>= 7;
    }
    file.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAST: u32 = (1 << KEY_BITS) - 1;

    fn file() -> Vec<u8> {
        Weights::write(&[(-0.5, 0.01), (0.25, 1.0)], &[(0, 1, -3), (7, 0, 127), (7, 1, -128), (LAST, 0, 1)])
    }

    #[test]
    fn what_is_written_is_read() {
        let weights = Weights::read(&file()).unwrap();
        assert_eq!((weights.classes(), weights.keys()), (2, 3));
        assert_eq!((weights.bias(), weights.scale()), (&[-0.5, 0.25][..], &[0.01, 1.0][..]));
        let of = |key| weights.row(key).map(|row| weights.entries(row).to_vec());
        assert_eq!(of(0), Some(vec![(1, -3)]));
        assert_eq!(of(7), Some(vec![(0, 127), (1, -128)]));
        assert_eq!(of(LAST), Some(vec![(0, 1)]));
        assert_eq!(of(8), None);
        assert_eq!(of(LAST - 1), None);
    }

    #[test]
    fn damage_is_told() {
        let whole = file();
        for length in 0..whole.len() {
            assert_eq!(Weights::read(&whole[..length]), Err(Malformed), "cut at {length}");
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x80;
            // Whatever is read must be safe to use: no lookup may leave the table.
            if let Ok(weights) = Weights::read(&damaged) {
                for key in [0, 7, 8, LAST] {
                    let _ = weights.row(key).map(|row| weights.entries(row).len());
                }
            }
        }
    }
}
