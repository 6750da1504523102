//! Marks of one entry by a panel whose judges are known: sport sheets, rubrics, grant panels, Delphi.
//!
//! Worked example: marks 3 3 2 2 1 2 2 without one highest and one lowest have the mean 11/5; an element of base 4 at steps of a
//! tenth is worth 4 (1 + 0.22) = 4.88.
//!
//! References: ISU, Special regulations, rule 353 (grade of execution); World Aquatics, Diving rules (execution and synchronisation); NIH, "Peer
//! review: overall impact"; Topcoder, review scorecards; Jünger et al. (2017), CREDES (Delphi).
use super::{MAX_MARKS, QualityError, mean, some};
use crate::num::{Exact, Threshold};

/// The marks without so many of the lowest and of the highest, rising; none may be left.
///
/// # Errors
/// If there are too many marks, or fewer than are dropped.
pub fn middle(marks: &[Exact], low: usize, high: usize) -> Result<Vec<Exact>, QualityError> {
    some("marks", marks.len())?;
    if low.saturating_add(high) > marks.len() {
        return Err(QualityError::Number {
            what: "marks",
            got: marks.len(),
            want: "there are as many as are dropped",
        });
    }
    let mut all = marks.to_vec();
    all.sort_unstable();
    all.truncate(marks.len() - high);
    all.drain(..low);
    Ok(all)
}
/// The mean of the marks in the middle.
///
/// # Errors
/// As [`middle`]; or if none is left.
pub fn trimmed_mean(marks: &[Exact], low: usize, high: usize) -> Result<Exact, QualityError> {
    let left = middle(marks, low, high)?;
    some("marks left", left.len())?;
    Ok(mean(left.iter()))
}
/// Skating: the worth of an element, `base (1 + step · trimmed mean)`, one highest and one lowest mark dropped.
///
/// # Errors
/// As [`trimmed_mean`].
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, quality::panel::element};
/// let marks = [3, 3, 2, 2, 1, 2, 2].map(|m: u32| Exact::from(m));
/// assert_eq!(element(&4u32.into(), &Exact::ratio(1, 10).unwrap(), &marks)?.to_string(), "122/25");
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn element(base: &Exact, step: &Exact, marks: &[Exact]) -> Result<Exact, QualityError> {
    Ok(base * &(Exact::ONE + step * &trimmed_mean(marks, 1, 1)?))
}
/// Diving: the sum of the marks in the middle, so many dropped at each end, times a factor (the difficulty).
///
/// # Errors
/// As [`middle`].
pub fn dive(marks: &[Exact], drop: usize, factor: &Exact) -> Result<Exact, QualityError> {
    Ok(middle(marks, drop, drop)?.iter().sum::<Exact>() * factor)
}
/// Synchronised diving: one mark dropped at each end of every panel (two of execution, one of synchronisation), what is left
/// added up, times difficulty and 0.6. Gives the sum and the score.
///
/// # Errors
/// As [`middle`].
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, quality::panel::synchronised};
/// let marks = |m: &[&str]| m.iter().map(|x| Exact::decimal(x).unwrap()).collect::<Vec<_>>();
/// let panels = [marks(&["7", "7.5", "8"]), marks(&["6.5", "7", "7"]), marks(&["8", "7.5", "8.5", "8", "7"])];
/// let (sum, score) = synchronised(&panels, &Exact::decimal("3.2")?, &Exact::decimal("0.6")?)?;
/// assert_eq!((sum.to_string(), score.to_string()), ("38".into(), "1824/25".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn synchronised(
    panels: &[Vec<Exact>],
    difficulty: &Exact,
    factor: &Exact,
) -> Result<(Exact, Exact), QualityError> {
    let mut sum = Exact::ZERO;
    for p in panels {
        sum += &dive(p, 1, &Exact::ONE)?;
    }
    let score = &(&sum * difficulty) * factor;
    Ok((sum, score))
}
/// NIH: the mean of the marks of those without a conflict times ten, rounded to a whole number, a half up; none if all
/// have one. 10 is best, 90 worst.
///
/// # Errors
/// If there are no marks or too many, or one is not from 1 to 9.
pub fn impact(marks: &[Option<Exact>]) -> Result<Option<Exact>, QualityError> {
    some("marks", marks.len())?;
    let most = Exact::from(9u32);
    for (at, m) in marks.iter().enumerate() {
        if let Some(value) = m.clone().filter(|m| *m < Exact::ONE || *m > most) {
            return Err(QualityError::Range { field: "the mark", at, value, want: "it is from 1 to 9" });
        }
    }
    let free: Vec<&Exact> = marks.iter().flatten().collect();
    let sum: Exact = free.iter().copied().sum();
    let tenfold = sum * Exact::from(10u32);
    Ok(tenfold.checked_div(&Exact::from(free.len())).map(|m| m.rounded(0)))
}
/// What reviewers say by a rubric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Of each reviewer: the sum of weights times marks, over the sum of weights.
    pub reviewers: Vec<Exact>,
    /// The mean of the reviewers.
    pub score: Exact,
}
/// A weighted rubric: `marks[r][c]` is what reviewer `r` gives by criterion `c`.
///
/// # Errors
/// If there are no reviewers or criteria, too many marks, a row does not have one for each criterion, a weight is below nought
/// or none above it.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, quality::panel::rubric};
/// let n = |l: [u32; 3]| l.map(Exact::from).to_vec();
/// let r = rubric(&n([40, 30, 30]), &[n([90, 80, 70]), n([100, 80, 60]), n([80, 90, 70])])?;
/// assert_eq!((r.reviewers, r.score), (n([81, 82, 80]), 81u32.into()));
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn rubric(weights: &[Exact], marks: &[Vec<Exact>]) -> Result<Reviewed, QualityError> {
    some("reviewers", marks.len())?;
    some("criteria", weights.len())?;
    some("marks", weights.len().saturating_mul(marks.len()))?;
    if let Some(at) = weights.iter().position(Exact::is_negative) {
        let value = weights[at].clone();
        return Err(QualityError::Range { field: "the weight", at, value, want: "it is 0 or more" });
    }
    let sum: Exact = weights.iter().sum();
    if sum.is_zero() {
        return Err(QualityError::Range { field: "the weight", at: 0, value: sum, want: "one is above 0" });
    }
    let of = |row: &Vec<Exact>| {
        if row.len() != weights.len() {
            let want = "there is one for each criterion";
            return Err(QualityError::Number { what: "marks of a reviewer", got: row.len(), want });
        }
        Ok(row.iter().zip(weights).map(|(m, w)| m * w).sum::<Exact>() / &sum)
    };
    let reviewers = marks.iter().map(of).collect::<Result<Vec<_>, _>>()?;
    let score = mean(reviewers.iter());
    Ok(Reviewed { reviewers, score })
}
/// Where a Delphi round puts an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delphi {
    /// Enough say it matters, and few that it does not.
    In,
    /// The other way round.
    Out,
    /// Neither: to the next round.
    None,
}
/// Delphi on a scale of 1 to 9: in, if a share of at least `high` give 7 to 9 and of less than `low` 1 to 3; out, the mirror. By
/// default the field takes 70% and 15%.
///
/// # Errors
/// If there are no marks or too many, or one is not from 1 to 9.
///
/// # Examples
/// ```
/// use cocreate::{num::Threshold, quality::panel::{Delphi, delphi}};
/// let (high, low) = (Threshold::new(7, 10, false).unwrap(), Threshold::new(15, 100, false).unwrap());
/// assert_eq!(delphi(&[7, 8, 9, 7, 7, 8, 9, 6, 5, 3], high, low)?, Delphi::In);
/// assert_eq!(delphi(&[7, 8, 9, 7, 7, 8, 9, 6, 2, 3], high, low)?, Delphi::None);
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn delphi(marks: &[u8], high: Threshold, low: Threshold) -> Result<Delphi, QualityError> {
    if marks.is_empty() || marks.len() > MAX_MARKS {
        let want = "there are 1 to 10,000,000";
        return Err(QualityError::Number { what: "marks", got: marks.len(), want });
    }
    if let Some(at) = marks.iter().position(|m| !(1..=9).contains(m)) {
        let value = Exact::from(u32::from(marks[at]));
        return Err(QualityError::Range { field: "the mark", at, value, want: "it is from 1 to 9" });
    }
    let count = |of: std::ops::RangeInclusive<u8>| marks.iter().filter(|m| of.contains(m)).count() as u64;
    let (top, bottom, n) = (count(7..=9), count(1..=3), marks.len() as u64);
    let agreed = |many: u64, few: u64| high.met(many, n) && !low.met(few, n);
    Ok(match (agreed(top, bottom), agreed(bottom, top)) {
        (true, _) => Delphi::In,
        (_, true) => Delphi::Out,
        _ => Delphi::None,
    })
}
/// The mean of the ranks of an entry, from 1; smaller is better.
///
/// # Errors
/// If there are no ranks or too many, or one is nought.
pub fn mean_rank(ranks: &[u32]) -> Result<Exact, QualityError> {
    check_ranks(ranks)?;
    Ok(ranks.iter().map(|r| Exact::from(*r)).sum::<Exact>() / Exact::from(ranks.len()))
}
/// The sum of e^(-k (rank - 1)) over the ranks of an entry, rounded to nine decimals: places at the top weigh far more than the
/// others. An estimate; `k` is the double nearest to it. The song contest of Europe is consistent with k = 0.19 since 2018.
///
/// # Errors
/// If there are no ranks or too many, one is nought, or k is not from 0 to 100.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, quality::panel::exponential_ranks};
/// let k = Exact::ratio(19, 100).unwrap();
/// let (italy, czechia) = (exponential_ranks(&[19, 16, 1, 25, 24], &k)?, exponential_ranks(&[10, 11, 10, 10, 11], &k)?);
/// assert!(italy > czechia, "though its mean rank is 17 against 10.4");
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
#[allow(
    clippy::float_arithmetic,
    reason = "an estimate, summed in the order of the judges and rounded to nine decimals"
)]
pub fn exponential_ranks(ranks: &[u32], k: &Exact) -> Result<Exact, QualityError> {
    check_ranks(ranks)?;
    if k.is_negative() || *k > Exact::from(100u32) {
        return Err(QualityError::Range { field: "k", at: 0, value: k.clone(), want: "it is from 0 to 100" });
    }
    let k = k.to_f64();
    Ok(super::grid(ranks.iter().fold(0.0, |a, r| a + libm::exp(-k * f64::from(r - 1)))))
}
fn check_ranks(ranks: &[u32]) -> Result<(), QualityError> {
    some("ranks", ranks.len())?;
    match ranks.iter().position(|r| *r == 0) {
        Some(at) => {
            Err(QualityError::Range { field: "the rank", at, value: Exact::ZERO, want: "it is 1 or more" })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn n(x: i64) -> Exact {
        Exact::from(x)
    }
    #[test]
    fn panels_at_their_edges() {
        assert!(middle(&[n(1)], 1, 1).is_err() && trimmed_mean(&[n(1), n(2)], 1, 1).is_err());
        assert_eq!(dive(&[n(5), n(7), n(9)], 1, &n(2)).unwrap(), n(14));
        assert_eq!(impact(&[Some(n(2)), None]).unwrap(), Some(n(20)));
        assert_eq!(impact(&[None]).unwrap(), None);
        // 2.25 · 10 = 22.5 goes up.
        assert_eq!(impact(&[n(2), n(2), n(2), n(3)].map(Some)).unwrap(), Some(n(23)));
        assert!(impact(&[Some(n(10))]).is_err() && impact(&[]).is_err());
        assert!(rubric(&[n(0)], &[vec![n(1)]]).is_err() && rubric(&[n(1)], &[vec![]]).is_err());
        assert!(
            mean_rank(&[0]).is_err() && mean_rank(&[]).is_err() && exponential_ranks(&[1], &n(-1)).is_err()
        );
    }
    #[test]
    fn delphi_at_equality() {
        let (high, low) = (Threshold::new(7, 10, false).unwrap(), Threshold::new(1, 10, false).unwrap());
        // Seven of ten are enough; one of ten who say it does not matter are too many.
        assert_eq!(delphi(&[9, 9, 9, 9, 9, 9, 9, 5, 5, 5], high, low).unwrap(), Delphi::In);
        assert_eq!(delphi(&[9, 9, 9, 9, 9, 9, 9, 5, 5, 1], high, low).unwrap(), Delphi::None);
        assert_eq!(delphi(&[1, 1, 1], high, low).unwrap(), Delphi::Out);
        assert!(delphi(&[0], high, low).is_err() && delphi(&[], high, low).is_err());
    }
}
