//! MACE: each worker either knows the label or spams from a distribution of their own; who knows how often, and the true labels, are found
//! together.
//!
//! Every label is as likely as any other beforehand. Starts with everybody knowing four of five times and spamming evenly, and repeats: the chances of each
//! task's true label; then how often each worker knew and what they said when not, with a tenth of an answer added to each so that nothing is
//! impossible. It ends when no chance changes by more than a part in 10^9.
//!
//! Worked example: two workers who always agree know nearly always; one who says the same whatever the task knows nearly never.
//!
//! References: Hovy, Berg-Kirkpatrick, Vaswani and Hovy (2013), "Learning whom to trust with MACE".
use super::{QualityError, dawid_skene::normalise, grid, labels::Labels};
use crate::num::Exact;

/// Most rounds.
const ROUNDS: usize = 10_000;
/// Most chances of tasks or of workers.
const MAX_CELLS: usize = 10_000_000;
/// What is added to each count.
const MORE: f64 = 0.1;

/// What is estimated, rounded to nine decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trusted {
    /// For each task the chance of each label; empty for a task that nobody labelled.
    pub chances: Vec<Vec<Exact>>,
    /// How often each worker knows.
    pub knows: Vec<Exact>,
}
impl Trusted {
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
/// `O(k l + w l)` a round for k labels of l kinds by w workers, at most 10,000 rounds.
///
/// # Errors
/// If tasks or workers times kinds are more than 10,000,000, or nothing settles.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, quality::{labels::Labels, mace::estimate}};
/// let all = (0..10).flat_map(|t| [(t, 0, t % 2), (t, 1, t % 2), (t, 2, 0)]);
/// let e = estimate(&Labels::new(10, 3, 2, all)?)?;
/// assert!(e.knows[0] > Exact::ratio(4, 5).unwrap() && e.knows[2] < Exact::ratio(1, 5).unwrap());
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
#[allow(
    clippy::float_arithmetic,
    reason = "an estimate with a fixed order of sums, rounded to nine decimals"
)]
pub fn estimate(labels: &Labels) -> Result<Trusted, QualityError> {
    let (kinds, workers) = (labels.kinds, labels.workers);
    let cells = labels.tasks.max(workers).saturating_mul(kinds);
    if cells > MAX_CELLS {
        let want = "tasks times kinds, and workers times kinds, are at most 10,000,000";
        return Err(QualityError::Number { what: "chances", got: cells, want });
    }
    let mut spam = vec![vec![1.0f64; kinds]; workers];
    for r in &mut spam {
        normalise(r);
    }
    let mut knows = vec![0.8f64; workers];
    let mut chances = vec![vec![0.0f64; kinds]; labels.tasks];
    for _ in 0..ROUNDS {
        let mut next = vec![vec![0.0f64; kinds]; labels.tasks];
        let mut seen = vec![false; labels.tasks];
        for (t, w, l) in &labels.all {
            seen[*t] = true;
            let guess = (1.0 - knows[*w]) * spam[*w][*l];
            for (k, x) in next[*t].iter_mut().enumerate() {
                *x += libm::log(if k == *l { knows[*w] + guess } else { guess });
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
        let (mut known, mut counted) = (vec![MORE; workers], vec![2.0 * MORE; workers]);
        let mut said = vec![vec![MORE; kinds]; workers];
        for (t, w, l) in &labels.all {
            let guess = (1.0 - knows[*w]) * spam[*w][*l];
            let knew = chances[*t][*l] * knows[*w] / (knows[*w] + guess);
            known[*w] += knew;
            counted[*w] += 1.0;
            said[*w][*l] += 1.0 - knew;
        }
        for w in 0..workers {
            knows[w] = known[w] / counted[w];
        }
        for r in &mut said {
            normalise(r);
        }
        spam = said;
        if change < 1e-9 {
            let shown = |(c, s): (&Vec<f64>, &bool)| {
                if *s { c.iter().map(|x| grid(*x)).collect() } else { vec![] }
            };
            return Ok(Trusted {
                chances: chances.iter().zip(&seen).map(shown).collect(),
                knows: knows.iter().map(|x| grid(*x)).collect(),
            });
        }
    }
    Err(QualityError::NotSettled { rounds: ROUNDS })
}

#[cfg(test)]
mod tests {
    use super::super::sample::{planted, right};
    use super::*;
    #[test]
    #[allow(clippy::float_arithmetic, reason = "doubles are held against skills")]
    fn planted_truth_and_who_knows_are_found() {
        // Who is wrong says one of two others: a spammer is right by luck, so skills of 90 and 34 are 85 and 1 of 100 known.
        let (labels, truth) = planted(&[90, 85, 80, 60, 34, 34]);
        let e = estimate(&labels).unwrap();
        let (majority, found) = (right(&labels.majority(), &truth), right(&e.answers(), &truth));
        assert!(found >= majority && found >= 376, "{found} of 400 are found, {majority} by majority");
        for (k, want) in e.knows.iter().zip([0.85, 0.775, 0.70, 0.40, 0.01, 0.01]) {
            assert!((k.to_f64() - want).abs() < 0.12, "{k}, not {want}");
        }
    }
    #[test]
    fn nobody_labels() {
        let e = estimate(&Labels::new(1, 1, 2, []).unwrap()).unwrap();
        assert_eq!((e.answers(), e.chances), (vec![vec![]], vec![vec![]]));
    }
}
