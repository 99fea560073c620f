//! How good answers are: F1 over all classes and over the mean of classes.

/// F1 of each class, and of all together.
#[derive(Debug, Clone)]
pub(crate) struct Measure {
    /// Over all answers together.
    pub(crate) micro: f64,
    /// The mean over the classes.
    pub(crate) macro_mean: f64,
    /// Each class.
    pub(crate) each: Vec<f64>,
}

/// Holds answers against the truth, example by example.
pub(crate) fn measure(truth: &[Vec<bool>], answers: &[Vec<bool>]) -> Measure {
    let classes = truth.first().map_or(0, Vec::len);
    let mut counts = vec![[0usize; 3]; classes];
    for (truth, answer) in truth.iter().zip(answers) {
        for (count, (&truth, &answer)) in counts.iter_mut().zip(truth.iter().zip(answer)) {
            count[0] += usize::from(truth && answer);
            count[1] += usize::from(truth);
            count[2] += usize::from(answer);
        }
    }
    let f1 = |[hit, real, called]: [usize; 3]| 2.0 * hit as f64 / (real + called).max(1) as f64;
    let each: Vec<f64> = counts.iter().map(|&c| f1(c)).collect();
    let all = counts.iter().fold([0; 3], |sum, c| std::array::from_fn(|i| sum[i] + c[i]));
    Measure { micro: f1(all), macro_mean: each.iter().sum::<f64>() / classes.max(1) as f64, each }
}

/// With "none of them" as a class of its own at the end, as UNFAIR-ToS is measured.
pub(crate) fn with_none(holds: &[bool]) -> Vec<bool> {
    let mut all = holds.to_vec();
    all.push(!holds.contains(&true));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_by_hand() {
        let truth = [with_none(&[true, false]), with_none(&[false, false]), with_none(&[true, true])];
        let answers = [with_none(&[true, false]), with_none(&[false, true]), with_none(&[true, false])];
        let got = measure(&truth, &answers);
        assert_eq!(got.each, [1.0, 0.0, 0.0]);
        assert_eq!((got.micro, got.macro_mean), (4.0 / 7.0, 1.0 / 3.0));
    }
}
