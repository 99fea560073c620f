//! A linear support vector machine with squared hinge loss, trained by dual coordinate descent.
//!
//! Hsieh, Chang, Lin, Keerthi, Sundararajan: A Dual Coordinate Descent Method for Large-scale Linear SVM (ICML 2008), the
//! algorithm of LIBLINEAR, with its shrinking. The order of visits comes from a fixed seed and the arithmetic is IEEE's
//! four operations, so a run gives the same bits on every machine.

/// A sparse row: columns and their values.
pub(crate) type Row = Vec<(u32, f32)>;

const MOST_ROUNDS: usize = 300;
const CLOSE_ENOUGH: f64 = 0.05;

/// What training gives: a weight for each column, and the bias.
pub(crate) struct Plane {
    pub(crate) weights: Vec<f64>,
    pub(crate) bias: f64,
}

impl Plane {
    /// The signed distance of a row, above zero where the class holds.
    pub(crate) fn score(&self, row: &Row) -> f64 {
        self.bias + row.iter().map(|&(column, value)| self.weights[column as usize] * f64::from(value)).sum::<f64>()
    }
}

/// Separates the rows that `holds` marks from the others. `costs` are LIBLINEAR's C, one a row.
pub(crate) fn train(rows: &[Row], holds: &[bool], columns: usize, costs: &[f64]) -> Plane {
    let count = rows.len();
    // What squared hinge adds to the diagonal.
    let slack: Vec<f64> = costs.iter().map(|cost| 0.5 / cost).collect();
    let diagonal: Vec<f64> = rows
        .iter()
        .zip(&slack)
        .map(|(row, slack)| 1.0 + slack + row.iter().map(|&(_, v)| f64::from(v) * f64::from(v)).sum::<f64>())
        .collect();
    let mut plane = Plane { weights: vec![0.0; columns], bias: 0.0 };
    let mut alpha = vec![0.0f64; count];
    let mut order: Vec<usize> = (0..count).collect();
    let mut active = count;
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut shrink_above = f64::INFINITY;
    for _ in 0..MOST_ROUNDS {
        let (mut steepest, mut flattest) = (f64::NEG_INFINITY, f64::INFINITY);
        for at in 0..active {
            order.swap(at, at + random.below(active - at));
        }
        let mut at = 0;
        while at < active {
            let i = order[at];
            let sign = if holds[i] { 1.0 } else { -1.0 };
            let gradient = sign * plane.score(&rows[i]) - 1.0 + alpha[i] * slack[i];
            if alpha[i] == 0.0 && gradient > shrink_above {
                active -= 1;
                order.swap(at, active);
                continue;
            }
            at += 1;
            let projected = if alpha[i] == 0.0 { gradient.min(0.0) } else { gradient };
            steepest = steepest.max(projected);
            flattest = flattest.min(projected);
            if projected.abs() > 1e-12 {
                let before = alpha[i];
                alpha[i] = (before - gradient / diagonal[i]).max(0.0);
                let step = (alpha[i] - before) * sign;
                for &(column, value) in &rows[i] {
                    plane.weights[column as usize] += step * f64::from(value);
                }
                plane.bias += step;
            }
        }
        if steepest - flattest <= CLOSE_ENOUGH {
            if active == count {
                break;
            }
            active = count;
            shrink_above = f64::INFINITY;
        } else {
            shrink_above = if steepest <= 0.0 { f64::INFINITY } else { steepest };
        }
    }
    plane
}

/// xorshift64*: the same visits on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_separates_what_can_be_separated() {
        let rows: Vec<Row> = (0..40).map(|i| vec![(i % 4, 1.0), (4 + i % 7, 0.5)]).collect();
        let holds: Vec<bool> = (0..40).map(|i| i % 4 == 1).collect();
        let plane = train(&rows, &holds, 11, &[10.0; 40]);
        for (row, holds) in rows.iter().zip(&holds) {
            assert_eq!(plane.score(row) > 0.0, *holds);
        }
    }
}
