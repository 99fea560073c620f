//! Numbers in as few bits as their odds allow.
//!
//! Owns an arithmetic coder over yes-or-no questions that learns each question's odds as it goes (the coder of lpaq, by Matt
//! Mahoney), and the numbers made of such questions. Writing and reading walk the same code: a [`Coder`] is told the answer
//! and keeps it, or finds it, so that both learn alike.

use super::weights::Malformed;

/// How often the answer to a question is yes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Odds {
    /// Of 65,536 answers.
    yes: u16,
    /// Answers so far: the first ones teach most.
    seen: u8,
}

impl Default for Odds {
    fn default() -> Self {
        Self { yes: 1 << 15, seen: 0 }
    }
}

impl Odds {
    /// Answers are of one kind from the first to the last, so late ones move little.
    const SETTLED: u8 = 127;

    fn learn(&mut self, answer: bool) {
        self.seen = (self.seen + 1).min(Self::SETTLED);
        let slowly = self.seen.ilog2() + 1;
        if answer {
            self.yes += (u16::MAX - self.yes) >> slowly;
        } else {
            self.yes -= self.yes >> slowly;
        }
        self.yes = self.yes.clamp(1 << 5, u16::MAX - (1 << 5));
    }
}

/// Writes answers, or reads them.
pub(super) trait Coder {
    /// The answer to a question of such odds: `told` where this writes, what stands in the file where it reads.
    fn answer(&mut self, odds: &mut Odds, told: bool) -> Result<bool, Malformed>;

    /// `bits` bits of which nothing is known.
    fn plain(&mut self, bits: u32, told: u32) -> Result<u32, Malformed> {
        (0..bits).rev().try_fold(0, |value, bit| {
            Ok(2 * value + u32::from(self.answer(&mut Odds::default(), told >> bit & 1 == 1)?))
        })
    }
}

/// What is still open: a number from the first to the second, whose leading bytes are settled once both have the same.
#[derive(Clone, Copy)]
struct Interval(u32, u32);

impl Interval {
    const ALL: Self = Self(0, u32::MAX);

    /// The last number that means yes.
    fn middle(self, odds: Odds) -> u32 {
        self.0 + ((u64::from(self.1 - self.0) * u64::from(odds.yes)) >> 16) as u32
    }

    fn cut(&mut self, middle: u32, answer: bool) {
        if answer {
            self.1 = middle;
        } else {
            self.0 = middle + 1;
        }
    }

    /// The leading byte, once it is settled, and the interval below it.
    fn settled(&mut self) -> Option<u8> {
        ((self.0 ^ self.1) >> 24 == 0).then(|| {
            let byte = (self.0 >> 24) as u8;
            *self = Self(self.0 << 8, self.1 << 8 | 0xff);
            byte
        })
    }
}

pub(super) struct Writer {
    open: Interval,
    file: Vec<u8>,
}

impl Writer {
    /// Writes behind what `file` holds.
    pub(super) fn behind(file: Vec<u8>) -> Self {
        Self { open: Interval::ALL, file }
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.file.extend(self.open.0.to_be_bytes());
        self.file
    }
}

impl Coder for Writer {
    fn answer(&mut self, odds: &mut Odds, told: bool) -> Result<bool, Malformed> {
        self.open.cut(self.open.middle(*odds), told);
        odds.learn(told);
        self.file.extend(std::iter::from_fn(|| self.open.settled()));
        Ok(told)
    }
}

pub(super) struct Reader<'a> {
    open: Interval,
    /// Four bytes of the file, and those that follow.
    at: u32,
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let (first, rest) = bytes.split_first_chunk().ok_or(Malformed)?;
        Ok(Self { open: Interval::ALL, at: u32::from_be_bytes(*first), rest })
    }

    /// Whether all of the file is read.
    pub(super) fn ends(&self) -> bool {
        self.rest.is_empty()
    }
}

impl Coder for Reader<'_> {
    fn answer(&mut self, odds: &mut Odds, _: bool) -> Result<bool, Malformed> {
        let middle = self.open.middle(*odds);
        let answer = self.at <= middle;
        self.open.cut(middle, answer);
        odds.learn(answer);
        while self.open.settled().is_some() {
            let (&next, rest) = self.rest.split_first().ok_or(Malformed)?;
            self.at = self.at << 8 | u32::from(next);
            self.rest = rest;
        }
        Ok(answer)
    }
}

/// One of a few things: a tree of questions, from the highest bit down, each with the odds that earlier ones left.
#[derive(Clone)]
pub(super) struct Choice(Vec<Odds>);

impl Choice {
    /// Of `2^bits` things.
    pub(super) fn of(bits: u32) -> Self {
        Self(vec![Odds::default(); 1 << bits])
    }

    pub(super) fn code(&mut self, coder: &mut impl Coder, told: u32) -> Result<u32, Malformed> {
        let bits = self.0.len().ilog2();
        let mut node = 1;
        for bit in (0..bits).rev() {
            node = 2 * node + usize::from(coder.answer(&mut self.0[node], told >> bit & 1 == 1)?);
        }
        Ok((node - self.0.len()) as u32)
    }
}

/// A number from 1 on: how many bits it has, the first few of them, and the rest plainly.
#[derive(Clone)]
pub(super) struct Number {
    length: Choice,
    first: Vec<Choice>,
}

impl Number {
    /// How many bits after the leading one have odds.
    const FIRST: u32 = 3;

    /// Below `2^2^bits`, which are 32 at most.
    pub(super) fn of(bits: u32) -> Self {
        let first = (0..1 << bits).map(|length: u32| Choice::of(length.min(Self::FIRST))).collect();
        Self { length: Choice::of(bits), first }
    }

    pub(super) fn code(&mut self, coder: &mut impl Coder, told: u32) -> Result<u32, Malformed> {
        let length = self.length.code(coder, told.checked_ilog2().unwrap_or(0))?;
        let plain = length.saturating_sub(Self::FIRST);
        let modelled = length - plain;
        let first = self.first[length as usize].code(coder, told >> plain & ((1 << modelled) - 1))?;
        let rest = coder.plain(plain, told)?;
        Ok(1 << length | first << plain | rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers: Vec<u32> =
            (0..32).flat_map(|bit| [1 << bit, (1 << bit) + (1 << bit) / 3, u32::MAX >> bit]).collect();
        let mut writer = Writer::behind(vec![7]);
        let mut number = Number::of(5);
        for told in &numbers {
            assert_eq!(number.code(&mut writer, *told), Ok(*told));
        }
        let file = writer.finish();
        assert_eq!(file[0], 7);
        let mut reader = Reader::of(&file[1..]).unwrap();
        let mut number = Number::of(5);
        for written in &numbers {
            assert_eq!(number.code(&mut reader, 0), Ok(*written));
        }
        assert!(reader.ends());
    }

    #[test]
    fn what_is_nearly_always_so_takes_next_to_nothing() {
        let mut writer = Writer::behind(Vec::new());
        let mut choice = Choice::of(4);
        for at in 0..4000 {
            choice.code(&mut writer, if at % 100 == 0 { 9 } else { 3 }).unwrap();
        }
        assert!(writer.finish().len() < 90);
    }
}
