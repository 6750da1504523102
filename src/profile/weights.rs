//! Weights: whole units a row, and how exact weights become units.
use super::MAX_WEIGHT;
use crate::num::{Exact, lcm};

/// A number for each row; most often 1 for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Weights {
    /// One a row.
    One,
    /// One number for each row.
    Each(Vec<u64>),
}
impl Weights {
    pub(crate) fn get(&self, row: usize) -> u64 {
        match self {
            Self::One => 1,
            Self::Each(w) => w[row],
        }
    }
    /// The weight that all rows have, if it is one; 1 if there are no rows.
    pub(crate) fn uniform(&self) -> Option<u64> {
        match self {
            Self::One => Some(1),
            Self::Each(v) => v.windows(2).all(|p| p[0] == p[1]).then(|| v.first().copied().unwrap_or(1)),
        }
    }
    /// Adds a row to `rows` of them.
    pub(super) fn push(&mut self, weight: u64, rows: usize) {
        if let Self::One = self {
            if weight == 1 {
                return;
            }
            *self = Self::Each(vec![1; rows]);
        }
        if let Self::Each(w) = self {
            w.push(weight);
        }
    }
    pub(super) fn into_each(self, rows: usize) -> Vec<u64> {
        match self {
            Self::One => vec![1; rows],
            Self::Each(v) => v,
        }
    }
    pub(super) fn join(self, rows: usize, other: Self, more: usize) -> Self {
        match (self, other) {
            (Self::One, Self::One) => Self::One,
            (a, b) => {
                let mut v = a.into_each(rows);
                v.extend(b.into_each(more));
                Self::Each(v)
            }
        }
    }
    /// The products stay below the total, which the caller has checked.
    pub(super) fn scale(&mut self, factor: u64, rows: usize) {
        if factor != 1 {
            let mut v = std::mem::replace(self, Self::One).into_each(rows);
            for x in &mut v {
                *x *= factor;
            }
            *self = Self::Each(v);
        }
    }
    pub(super) fn cut(&self, range: std::ops::Range<usize>) -> Self {
        match self {
            Self::One => Self::One,
            Self::Each(w) => Self::Each(w[range].to_vec()),
        }
    }
    pub(super) fn seal(&mut self) {
        if let Self::Each(v) = self {
            v.shrink_to_fit();
        }
    }
    pub(super) fn heap_bytes(&self) -> usize {
        match self {
            Self::One => 0,
            Self::Each(v) => v.capacity() * 8,
        }
    }
}
impl From<Vec<u64>> for Weights {
    fn from(v: Vec<u64>) -> Self {
        if v.iter().all(|w| *w == 1) { Self::One } else { Self::Each(v) }
    }
}

/// Exact weights scaled once to whole units with a common denominator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaledWeights {
    /// Weight of each, in units.
    pub units: Vec<u64>,
    /// So many units make one vote.
    pub units_per_vote: u64,
}
/// Why weights cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightError {
    /// A weight below nought.
    #[error("weight {0} is negative; weights are 0 or more")]
    Negative(Exact),
    /// The common denominator, or the sum in it, is too large.
    #[error(
        "the weights need {0} units or more, at most {MAX_WEIGHT} can be counted; round them by a named rule"
    )]
    TooFine(Exact),
}
/// Brings weights to the least common denominator.
///
/// # Errors
/// If one is negative, or all together need more than [`MAX_WEIGHT`] units.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, profile::scale_weights};
/// let w: Vec<Exact> = ["1/2", "1/3", "2"].iter().map(|t| t.parse().unwrap()).collect();
/// let s = scale_weights(&w).unwrap();
/// assert_eq!((s.units, s.units_per_vote), (vec![3, 2, 12], 6));
/// ```
pub fn scale_weights(weights: &[Exact]) -> Result<ScaledWeights, WeightError> {
    scale_weights_with(weights, &[]).map(|(s, _)| s)
}
/// The same, and the units of sums of some that are told beside them: the denominator is common, but each stands alone.
pub(crate) fn scale_weights_with(
    weights: &[Exact],
    beside: &[Exact],
) -> Result<(ScaledWeights, Vec<u64>), WeightError> {
    let mut units = 1u64;
    for w in weights.iter().chain(beside) {
        if w.is_negative() {
            return Err(WeightError::Negative(w.clone()));
        }
        let common = w.denominator().and_then(|d| lcm(units, d)).filter(|u| *u <= MAX_WEIGHT);
        // One vote alone needs so many: the denominators' least common multiple, or more than can be said.
        let needed = || match w.denominator() {
            Some(d) => lcm(units, d).map_or_else(|| &Exact::from(units) * &Exact::from(d), Exact::from),
            None => Exact::from(u64::MAX),
        };
        units = common.ok_or_else(|| WeightError::TooFine(needed()))?;
    }
    let per = Exact::from(units);
    let most = Exact::from(MAX_WEIGHT);
    let scaled = |w: &Exact| w * &per;
    let total: Exact = weights.iter().map(scaled).sum();
    if let Some(over) = beside.iter().map(scaled).chain([total]).find(|sum| *sum > most) {
        return Err(WeightError::TooFine(over));
    }
    let whole = |w: &Exact| scaled(w).to_u64().expect("a multiple of the denominator, below the most");
    let of = |list: &[Exact]| list.iter().map(whole).collect();
    Ok((ScaledWeights { units: of(weights), units_per_vote: units }, of(beside)))
}
