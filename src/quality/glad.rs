//! GLAD: some workers are able and some tasks are easy; abilities, easiness and the true labels are found together.
//!
//! A label is right with chance 1 / (1 + e^(-a b)) for a worker of ability a and a task of easiness b > 0, and each wrong label is as likely as the others.
//! Abilities are believed beforehand to lie around 1, logarithms of easiness around 0, both with a variance of 1. In each round the chances of
//! labels are found, then ability and easiness take half a step of Newton's method each. It ends when no chance changes by more than a part in 10^7.
//!
//! Worked example: of three workers the two who agree always are found to be able, and the one who contradicts them to be less so.
//!
//! References: Whitehill, Ruvolo, Wu, Bergsma and Movellan (2009), "Whose vote should count more".
use super::{QualityError, dawid_skene::normalise, grid, labels::Labels};
use crate::num::Exact;

/// Most rounds.
const ROUNDS: usize = 10_000;
/// Most chances.
const MAX_CELLS: usize = 10_000_000;

/// What is estimated, rounded to nine decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Able {
    /// For each task the chance of each label; empty for a task that nobody labelled.
    pub chances: Vec<Vec<Exact>>,
    /// Of each worker; below nought for one who is wrong more often than right.
    pub abilities: Vec<Exact>,
    /// Of each task, above nought.
    pub easiness: Vec<Exact>,
}
impl Able {
    /// The likeliest labels of each task, several if they are level.
    pub fn answers(&self) -> Vec<Vec<usize>> {
        super::dawid_skene::likeliest(&self.chances)
    }
}
/// The estimate.
///
/// Floats; sums run in the order of tasks, workers and labels, and logarithms and exponentials have the same bits everywhere.
///
/// # Complexity
/// `O(k l)` a round for k labels of l kinds, at most 10,000 rounds.
///
/// # Errors
/// If there are fewer than two kinds, tasks times kinds are more than 10,000,000, or nothing settles.
///
/// # Examples
/// ```
/// use cocreate::quality::{glad::estimate, labels::Labels};
/// let all = (0..20).flat_map(|t| [(t, 0, t % 2), (t, 1, t % 2), (t, 2, t / 2 % 2)]);
/// let e = estimate(&Labels::new(20, 3, 2, all)?)?;
/// assert!(e.abilities[0] > e.abilities[2]);
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
#[allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "an estimate with a fixed order of sums, rounded to nine decimals"
)]
pub fn estimate(labels: &Labels) -> Result<Able, QualityError> {
    let (kinds, tasks) = (labels.kinds, labels.tasks);
    if kinds < 2 || tasks.saturating_mul(kinds) > MAX_CELLS {
        let want = "there are at least 2, and tasks times kinds are at most 10,000,000";
        return Err(QualityError::Number { what: "kinds", got: kinds, want });
    }
    let others = (kinds - 1) as f64;
    let mut ability = vec![1.0f64; labels.workers];
    let mut ease = vec![0.0f64; tasks];
    let mut chances = vec![vec![0.0f64; kinds]; tasks];
    for _ in 0..ROUNDS {
        let mut next = vec![vec![0.0f64; kinds]; tasks];
        let mut seen = vec![false; tasks];
        for (t, w, l) in &labels.all {
            seen[*t] = true;
            let x = ability[*w] * libm::exp(ease[*t]);
            // ln σ(x) and ln (1 - σ(x)) without large exponentials.
            let (right, wrong) = (-softplus(-x), -softplus(x) - libm::log(others));
            for (k, c) in next[*t].iter_mut().enumerate() {
                *c += if k == *l { right } else { wrong };
            }
        }
        let mut change = 0.0f64;
        for ((row, old), _) in next.iter_mut().zip(&chances).zip(&seen).filter(|(_, s)| **s) {
            let top = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for x in row.iter_mut() {
                *x = libm::exp(*x - top);
            }
            normalise(row);
            for (a, b) in old.iter().zip(row.iter()) {
                change = change.max(libm::fabs(a - b));
            }
        }
        chances = next;
        if change < 1e-7 {
            let shown = |(c, s): (&Vec<f64>, &bool)| {
                if *s { c.iter().map(|x| grid(*x)).collect() } else { vec![] }
            };
            return Ok(Able {
                chances: chances.iter().zip(&seen).map(shown).collect(),
                abilities: ability.iter().map(|x| grid(*x)).collect(),
                easiness: ease.iter().map(|x| grid(libm::exp(*x))).collect(),
            });
        }
        // Slopes and bends of what is to be made large, with those of the beliefs.
        let mut of_worker: Vec<(f64, f64)> = ability.iter().map(|a| (1.0 - a, 1.0)).collect();
        let mut of_task: Vec<(f64, f64)> = ease.iter().map(|b| (-b, 1.0)).collect();
        for (t, w, l) in &labels.all {
            let (a, b) = (ability[*w], libm::exp(ease[*t]));
            let sure = 1.0 / (1.0 + libm::exp(-a * b));
            let (off, bend) = (chances[*t][*l] - sure, sure * (1.0 - sure));
            of_worker[*w].0 += off * b;
            of_worker[*w].1 += bend * b * b;
            of_task[*t].0 += off * a * b;
            of_task[*t].1 += bend * a * a * b * b;
        }
        for (a, (slope, bend)) in ability.iter_mut().zip(of_worker) {
            *a += 0.5 * slope / bend;
        }
        for (b, (slope, bend)) in ease.iter_mut().zip(of_task) {
            *b += 0.5 * slope / bend;
        }
    }
    Err(QualityError::NotSettled { rounds: ROUNDS })
}
/// ln(1 + e^x).
#[allow(clippy::float_arithmetic, reason = "part of the estimate")]
fn softplus(x: f64) -> f64 {
    f64::max(x, 0.0) + libm::log1p(libm::exp(-libm::fabs(x)))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{planted, right};
    use super::*;
    #[test]
    fn planted_truth_and_the_order_of_abilities_are_found() {
        let (labels, truth) = planted(&[92, 80, 68, 56, 44, 34]);
        let e = estimate(&labels).unwrap();
        let (majority, found) = (right(&labels.majority(), &truth), right(&e.answers(), &truth));
        assert!(found >= majority && found >= 360, "{found} of 400 are found, {majority} by majority");
        assert!(e.abilities.windows(2).all(|w| w[0] > w[1]), "{:?}", e.abilities);
    }
    #[test]
    fn nobody_labels() {
        let e = estimate(&Labels::new(1, 1, 2, []).unwrap()).unwrap();
        assert_eq!(e.answers(), [[0; 0]]);
        assert!(estimate(&Labels::new(1, 1, 1, []).unwrap()).is_err());
    }
}
