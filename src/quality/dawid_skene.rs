//! Dawid and Skene: what each worker answers for each true label, and the true labels, found together.
//!
//! Starts from the shares of labels on each task and repeats: the share of each label; for each worker and true label the chances of their answers, with
//! one hundredth of an answer of each kind added so that none is impossible; then the chances of each task's true label. It ends when no chance
//! changes by more than a part in 10^9.
//!
//! Worked example: two workers who always agree and one who always says the other label: the third is found to be the other way round, and is
//! worth as much as the others.
//!
//! References: Dawid and Skene (1979), "Maximum likelihood estimation of observer error-rates using the EM algorithm".
use super::{QualityError, grid, labels::Labels};
use crate::num::Exact;

/// Most rounds.
const ROUNDS: usize = 10_000;
/// Most numbers in all workers' tables.
const MAX_CELLS: usize = 10_000_000;

/// What is estimated, rounded to nine decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimated {
    /// For each task the chance of each label; empty for a task that nobody labelled.
    pub chances: Vec<Vec<Exact>>,
    /// For each worker and true label the chance of each answer.
    pub workers: Vec<Vec<Vec<Exact>>>,
}
impl Estimated {
    /// The likeliest labels of each task, several if they are level.
    pub fn answers(&self) -> Vec<Vec<usize>> {
        likeliest(&self.chances)
    }
}
/// The likeliest labels of each task, several if they are level.
pub(super) fn likeliest(chances: &[Vec<Exact>]) -> Vec<Vec<usize>> {
    let of = |c: &Vec<Exact>| {
        let most = c.iter().max();
        (0..c.len()).filter(|l| Some(&c[*l]) == most).collect()
    };
    chances.iter().map(of).collect()
}
/// The estimate.
///
/// Floats; sums run in the order of tasks, workers and labels, and logarithms and exponentials have the same bits everywhere.
///
/// # Complexity
/// `O(k l + w l²)` a round for k labels of l kinds by w workers, at most 10,000 rounds.
///
/// # Errors
/// If workers and kinds make more than 10,000,000 chances, or nothing settles.
///
/// # Examples
/// ```
/// use cocreate::quality::{dawid_skene::estimate, labels::Labels};
/// // Two agree always, the third always says the other label.
/// let all = (0..10).flat_map(|t| (0..3).map(move |w| (t, w, (t + w / 2) % 2)));
/// let e = estimate(&Labels::new(10, 3, 2, all)?)?;
/// let right: Vec<Vec<usize>> = (0..10).map(|t| vec![t % 2]).collect();
/// assert_eq!(e.answers(), right);
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
#[allow(
    clippy::float_arithmetic,
    reason = "an estimate with a fixed order of sums, rounded to nine decimals"
)]
pub fn estimate(labels: &Labels) -> Result<Estimated, QualityError> {
    let (kinds, cells) =
        (labels.kinds, labels.workers.saturating_mul(labels.kinds).saturating_mul(labels.kinds));
    if cells > MAX_CELLS || labels.tasks.saturating_mul(kinds) > MAX_CELLS {
        let want = "workers times kinds times kinds, and tasks times kinds, are at most 10,000,000";
        return Err(QualityError::Number { what: "chances", got: cells, want });
    }
    let mut chances = vec![vec![0.0f64; kinds]; labels.tasks];
    for (t, _, l) in &labels.all {
        chances[*t][*l] += 1.0;
    }
    for c in &mut chances {
        normalise(c);
    }
    for _ in 0..ROUNDS {
        let mut prior = vec![0.0f64; kinds];
        let mut tables = vec![vec![vec![0.01f64; kinds]; kinds]; labels.workers];
        for (t, w, l) in &labels.all {
            for (k, c) in chances[*t].iter().enumerate() {
                tables[*w][k][*l] += c;
            }
        }
        for c in &chances {
            for (p, c) in prior.iter_mut().zip(c) {
                *p += c;
            }
        }
        normalise(&mut prior);
        for r in tables.iter_mut().flatten() {
            normalise(r);
        }
        let mut next: Vec<Vec<f64>> = vec![prior.iter().map(|p| libm::log(*p)).collect(); labels.tasks];
        let mut seen = vec![false; labels.tasks];
        for (t, w, l) in &labels.all {
            seen[*t] = true;
            for (k, x) in next[*t].iter_mut().enumerate() {
                *x += libm::log(tables[*w][k][*l]);
            }
        }
        let mut change = 0.0f64;
        for (t, row) in next.iter_mut().enumerate().filter(|(t, _)| seen[*t]) {
            let top = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for x in row.iter_mut() {
                *x = libm::exp(*x - top);
            }
            normalise(row);
            for (old, new) in chances[t].iter().zip(row.iter()) {
                change = change.max(libm::fabs(old - new));
            }
            chances[t].clone_from(row);
        }
        if change < 1e-9 {
            let shown = |c: &Vec<f64>| c.iter().map(|x| grid(*x)).collect::<Vec<_>>();
            let of_task = |(t, c): (usize, &Vec<f64>)| if seen[t] { shown(c) } else { vec![] };
            return Ok(Estimated {
                chances: chances.iter().enumerate().map(of_task).collect(),
                workers: tables.iter().map(|w| w.iter().map(shown).collect()).collect(),
            });
        }
    }
    Err(QualityError::NotSettled { rounds: ROUNDS })
}
/// Makes chances sum to one, where there are any.
#[allow(clippy::float_arithmetic, reason = "part of the estimate")]
pub(super) fn normalise(row: &mut [f64]) {
    let sum = row.iter().fold(0.0, |a, x| a + x);
    if sum > 0.0 {
        for x in row {
            *x /= sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{planted, right};
    use super::*;
    #[test]
    #[allow(clippy::float_arithmetic, reason = "doubles are held against skills")]
    fn planted_truth_and_skills_are_found() {
        let skills = [90u32, 85, 80, 75, 60, 55, 50];
        let (labels, truth) = planted(&skills.map(u64::from));
        let e = estimate(&labels).unwrap();
        let (majority, found) = (right(&labels.majority(), &truth), right(&e.answers(), &truth));
        assert!(found >= majority && found >= 380, "{found} of 400 are found, {majority} by majority");
        for (of, s) in e.workers.iter().zip(skills) {
            let mean = (0..3).map(|k| of[k][k].to_f64()).sum::<f64>() / 3.0;
            assert!((mean - f64::from(s) / 100.0).abs() < 0.08, "{mean} for {s}");
        }
    }
    #[test]
    fn nobody_labels() {
        let e = estimate(&Labels::new(1, 1, 2, []).unwrap()).unwrap();
        assert_eq!(e.answers(), [[0; 0]]);
        assert!(estimate(&Labels::new(1, 1000, 1000, []).unwrap()).is_err());
    }
}
