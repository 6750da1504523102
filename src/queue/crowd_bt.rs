//! Crowd Bradley-Terry: what each comparison tells of two items and of the judge, one after the other. Which pair would tell most:
//! [`next_pair`](super::next_pair).
//!
//! An item has a mean and a variance, at first 0 and 1; a judge is right with a chance of Beta(a, b), at first (10, 1). After a comparison
//! with winner w and loser l, with e the exponential of a mean:
//!
//! - the mean of w grows by s²w (a ew / (a ew + b el) - ew / (ew + el)), that of l falls by the same with s²l;
//! - both variances are multiplied by max(1 + s² (a ew b el / (a ew + b el)² - ew el / (ew + el)²), κ);
//! - a and b become those of the Beta with the first two moments of what is then believed of the judge.
//!
//! Worked example: between two fresh items the means become 9/22 and -9/22, both variances 403/484, and the judge stays Beta(10, 1).
//!
//! References: Chen, Bennett, Collins-Thompson and Horvitz (2013), "Pairwise ranking aggregation in a crowdsourced setting"; Gavel.
use super::range;
use crate::{num::Exact, quality::QualityError};

/// Least factor of a variance.
const KAPPA: f64 = 1e-4;

/// What is believed of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// Its mean.
    pub mean: f64,
    /// Its variance, above nought.
    pub variance: f64,
}
impl Default for Item {
    fn default() -> Self {
        Self { mean: 0.0, variance: 1.0 }
    }
}
/// What is believed of a judge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judge {
    /// Weight of being right, above nought.
    pub alpha: f64,
    /// Weight of being wrong, above nought.
    pub beta: f64,
}
impl Default for Judge {
    fn default() -> Self {
        Self { alpha: 10.0, beta: 1.0 }
    }
}
fn finite(all: &[(&'static str, f64, bool)]) -> Result<(), QualityError> {
    for (field, x, positive) in all {
        if !x.is_finite() || libm::fabs(*x) > 1e6 || (*positive && *x <= 0.0) {
            let value = if x.is_finite() { Exact::from(x.round() as i128) } else { Exact::ZERO };
            return Err(range(
                field,
                value,
                "it is finite, at most 1,000,000 in size, and a variance or weight is above 0",
            ));
        }
    }
    Ok(())
}
fn check(judge: Judge, w: Item, l: Item) -> Result<(), QualityError> {
    finite(&[
        ("alpha", judge.alpha, true),
        ("beta", judge.beta, true),
        ("the mean of the winner", w.mean, false),
        ("the mean of the loser", l.mean, false),
        ("the variance of the winner", w.variance, true),
        ("the variance of the loser", l.variance, true),
    ])
}
/// Chances that `w` is better, by the items and as this judge would say it, and their slopes.
#[allow(clippy::float_arithmetic, reason = "an estimate")]
fn chances(judge: Judge, w: Item, l: Item) -> (f64, f64) {
    // e^w / (e^w + e^l) without large exponentials.
    let gap = libm::exp(l.mean - w.mean);
    (1.0 / (1.0 + gap), judge.alpha / (judge.alpha + judge.beta * gap))
}
/// What is believed after a judge put `w` before `l`.
///
/// An estimate in floats, by +, -, ×, / and the exponential alone, with the same bits on every platform; round before use as a weight.
///
/// # Errors
/// If a number is not finite, larger than 1,000,000, or a variance or weight is not above nought.
///
/// # Examples
/// ```
/// use cocreate::queue::crowd_bt::{Item, Judge, update};
/// let (judge, w, l) = update(Judge::default(), Item::default(), Item::default())?;
/// assert!((w.mean - 9.0 / 22.0).abs() < 1e-12 && (l.mean + 9.0 / 22.0).abs() < 1e-12);
/// assert!((w.variance - 403.0 / 484.0).abs() < 1e-12 && (judge.alpha - 10.0).abs() < 1e-9);
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
#[allow(clippy::float_arithmetic, reason = "an estimate")]
pub fn update(judge: Judge, w: Item, l: Item) -> Result<(Judge, Item, Item), QualityError> {
    check(judge, w, l)?;
    let (plain, told) = chances(judge, w, l);
    let pull = told - plain;
    let bend = told * (1.0 - told) - plain * (1.0 - plain);
    let narrowed = |v: f64| v * f64::max(1.0 + v * bend, KAPPA);
    let new_w = Item { mean: w.mean + w.variance * pull, variance: narrowed(w.variance) };
    let new_l = Item { mean: l.mean - l.variance * pull, variance: narrowed(l.variance) };
    Ok((learned(judge, w, l), new_w, new_l))
}
/// The chance that `w` is better, with the doubt about both means to the second order.
#[allow(clippy::float_arithmetic, reason = "an estimate")]
fn better(judge: Judge, w: Item, l: Item) -> f64 {
    let (p, _) = chances(judge, w, l);
    let slope = p * (1.0 - p) * (1.0 - 2.0 * p);
    (p + 0.5 * (w.variance + l.variance) * slope).clamp(1e-9, 1.0 - 1e-9)
}
/// The chance that this judge says that `a` is better than `b`.
#[allow(clippy::float_arithmetic, reason = "an estimate")]
pub(super) fn chance_of_saying(judge: Judge, a: Item, b: Item) -> f64 {
    let (p, right) = (better(judge, a, b), judge.alpha / (judge.alpha + judge.beta));
    right * p + (1.0 - right) * (1.0 - p)
}
/// The Beta with the first two moments of the judge's mixture after the comparison.
#[allow(clippy::float_arithmetic, reason = "an estimate")]
fn learned(judge: Judge, w: Item, l: Item) -> Judge {
    let (a, b) = (judge.alpha, judge.beta);
    let right = better(judge, w, l);
    let wrong = 1.0 - right;
    let all = right * a + wrong * b;
    let n = a + b;
    let mean = (right * a * (a + 1.0) + wrong * a * b) / (all * (n + 1.0));
    let square =
        (right * (a + 2.0) * (a + 1.0) * a + wrong * a * (a + 1.0) * b) / (all * (n + 2.0) * (n + 1.0));
    let spread = square - mean * mean;
    if spread <= 0.0 {
        return judge;
    }
    let weight = (mean - square) / spread;
    Judge { alpha: weight * mean, beta: weight * (1.0 - mean) }
}

#[cfg(test)]
#[allow(clippy::float_arithmetic, reason = "doubles are held against exact fractions")]
mod tests {
    use super::*;
    #[test]
    fn worked_example() {
        let (judge, w, l) = update(Judge::default(), Item::default(), Item::default()).unwrap();
        for (got, want) in [
            (w.mean, 9.0 / 22.0),
            (l.mean, -9.0 / 22.0),
            (w.variance, 403.0 / 484.0),
            (l.variance, 403.0 / 484.0),
            (judge.alpha, 10.0),
            (judge.beta, 1.0),
        ] {
            assert!((got - want).abs() < 1e-9, "{got} {want}");
        }
    }
    #[test]
    fn a_judge_who_contradicts_what_is_sure_is_believed_less() {
        let sure = |mean| Item { mean, variance: 0.01 };
        let (with, ..) = update(Judge::default(), sure(3.0), sure(-3.0)).unwrap();
        let (against, ..) = update(Judge::default(), sure(-3.0), sure(3.0)).unwrap();
        let trust = |j: Judge| j.alpha / (j.alpha + j.beta);
        assert!(trust(with) > trust(Judge::default()) && trust(against) < trust(Judge::default()));
    }
    #[test]
    fn what_is_no_number_is_refused() {
        for bad in [f64::NAN, f64::INFINITY, 1e7] {
            assert!(
                update(Judge::default(), Item { mean: bad, ..Item::default() }, Item::default()).is_err()
            );
        }
        assert!(update(Judge { alpha: 0.0, beta: 1.0 }, Item::default(), Item::default()).is_err());
        assert!(
            update(Judge::default(), Item { variance: 0.0, ..Item::default() }, Item::default()).is_err()
        );
    }
}
