//! Splitting whole units by weights: thirteen named methods, exact, with ties told.
//!
//! A *quota* method gives each weight the whole units of its exact share and the rest by a stated order; a *divisor*
//! method gives unit after unit to the largest weight over a divisor that grows with what it has. The divisors
//! `d(0), d(1), ...` are: `D'Hondt` `k+1`, Sainte-Laguë `k+1/2`, modified Sainte-Laguë the same with `d(0) = 7/10`,
//! Danish `k+1/3`, Macau `2^k`, Adams `k`, Dean the harmonic mean of `k` and `k+1`, Huntington-Hill their geometric mean. Where `d(0)` is nought,
//! every positive weight has one unit before any has two; with too few units for that, the largest weights have them.
//!
//! Worked example: 10 units by 53, 24 and 23 are 6, 2, 2 by D'Hondt and by Sainte-Laguë, but 5, 3, 2 by largest
//! remainder, so the method has to be named.
//!
//! References: M. Balinski, H. P. Young, *Fair Representation*, 1982; F. Pukelsheim, *Proportional Representation*,
//! 2nd ed. 2017, chapters 3 to 5 (jump and step).
use super::{
    Exact,
    remainder::{largest_remainder, quota_of},
};
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, collections::BinaryHeap, fmt};

/// Most units times weights that [`Apportionment::Quota`] takes: it goes unit by unit.
pub const MAX_QUOTA_WORK: u128 = 10_000_000;
/// Most units that [`Apportionment::Macau`] splits: its divisors double.
pub const MAX_MACAU_UNITS: u128 = 1000;

/// A named way of splitting whole units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Apportionment {
    /// The whole part of each exact share, then one more to the largest fractions (Hamilton, Hare-Niemeyer).
    #[default]
    #[serde(alias = "hamilton", alias = "hare-niemeyer", alias = "largest_remainder")]
    LargestRemainder,
    /// The same with Droop's quota: the whole votes over the units and one, rounded up past it.
    LargestRemainderDroop,
    /// The same with the votes over the units and one (Hagenbach-Bischoff). If that gives more units than there are,
    /// Hare's quota counts.
    LargestRemainderExactDroop,
    /// The same with the votes over the units and two (Imperiali). If that gives more units than there are, the exact Droop
    /// quota counts.
    LargestRemainderImperiali,
    /// Divisors 1, 2, 3, .. (Jefferson): favours large weights.
    #[serde(alias = "jefferson", alias = "d-hondt")]
    Dhondt,
    /// Divisors 1, 3, 5, .. (Webster): no bias.
    #[serde(alias = "webster", alias = "saintelague", alias = "sainte_lague")]
    SainteLague,
    /// Divisors 1.4, 3, 5, ..: the first unit is dearer.
    #[serde(alias = "modified_saintelague")]
    ModifiedSainteLague,
    /// Divisors 1, 4, 7, ..: favours small weights.
    Danish,
    /// Divisors 1, 2, 4, 8, ..: each unit halves what the next is worth. Goes unit by unit: refused beyond
    /// [`MAX_MACAU_UNITS`].
    Macau,
    /// Geometric means of neighbours (Hill): each positive weight has at least one unit if there are enough.
    #[serde(alias = "hill", alias = "huntington")]
    HuntingtonHill,
    /// Divisors 0, 1, 2, ..: favours small weights.
    Adams,
    /// Harmonic means of neighbours.
    Dean,
    /// D'Hondt's order among those who would not pass their exact share rounded up (Balinski and Young's quota
    /// method). Goes unit by unit: refused beyond [`MAX_QUOTA_WORK`].
    Quota,
}

/// Who has the odd units when a split ties: the named last rule of every split of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OddUnits {
    /// Those who stand first in the stated order.
    #[default]
    First,
    /// Those who stand last in the stated order.
    Last,
    /// Those with the larger weight, then those who stand first.
    Heaviest,
}

/// Who was level for the last units of a split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitTie {
    /// Indices of the weights that were level, rising.
    pub tied: Vec<usize>,
    /// How many of them have one unit more than the others.
    pub units: usize,
}

/// Whole parts that sum to the total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// One part a weight, in its order.
    pub parts: Vec<u128>,
    /// The tie that the rule for odd units ended, if the method alone left one.
    pub tie: Option<SplitTie>,
}

/// Why units cannot be split.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SplitError {
    /// Units for nobody.
    #[error("{0} units to split and no weight above nought")]
    NoWeight(u128),
    /// A weight below nought.
    #[error("weight {value} at place {at} is below nought")]
    Negative {
        /// Its index.
        at: usize,
        /// Its value.
        value: Exact,
    },
    /// More units than this method can go through one by one.
    #[error("{units} units by {weights} weights are too many for a method that goes unit by unit")]
    TooMany {
        /// Units to split.
        units: u128,
        /// Number of weights.
        weights: usize,
    },
    /// More units than are kept exactly.
    #[error("{0} units; at most {max} are split", max = MAX_UNITS)]
    TooLarge(u128),
}
/// Most units of one split: 10^36.
const MAX_UNITS: u128 = 10u128.pow(36);

/// Splits `total` units by `weights`, whose scale does not matter.
///
/// The parts sum to `total`. If the method leaves several who are level for the last units, they are told in
/// [`Split::tie`], and `odd` says who has them.
///
/// # Complexity
/// `O(n log n)` exact comparisons for `n` weights, whatever the total; [`Apportionment::Quota`] `O(total * n)`.
///
/// # Errors
/// If a weight is below nought, if there are units but no weight above nought, or if there are too many units.
///
/// # Examples
/// ```
/// use cocreate::num::{Apportionment, Exact, OddUnits, split};
/// let thirds = [Exact::ONE, Exact::ONE, Exact::ONE];
/// let s = split(10_000, &thirds, Apportionment::LargestRemainder, OddUnits::First).unwrap();
/// assert_eq!(s.parts, [3334, 3333, 3333]);
/// assert_eq!(s.tie.unwrap().tied, [0, 1, 2]);
/// ```
pub fn split(
    total: u128,
    weights: &[Exact],
    method: Apportionment,
    odd: OddUnits,
) -> Result<Split, SplitError> {
    if let Some((at, value)) = weights.iter().enumerate().find(|(_, w)| w.is_negative()) {
        return Err(SplitError::Negative { at, value: value.clone() });
    }
    if total > MAX_UNITS {
        return Err(SplitError::TooLarge(total));
    }
    let sum: Exact = weights.iter().sum();
    if total == 0 {
        return Ok(Split { parts: vec![0; weights.len()], tie: None });
    }
    if sum.is_zero() {
        return Err(SplitError::NoWeight(total));
    }
    method.takes(total, weights.len())?;
    let order = odd_order(weights, odd);
    Ok(match method {
        Apportionment::LargestRemainder
        | Apportionment::LargestRemainderDroop
        | Apportionment::LargestRemainderExactDroop
        | Apportionment::LargestRemainderImperiali => {
            largest_remainder(total, weights, &quota_of(method, total, &sum), &order)
        }
        Apportionment::Quota => quota(total, weights, &sum, &order),
        _ => divisor(total, weights, &sum, Divisors(method), &order),
    })
}

impl Apportionment {
    /// Whether it goes through so many units: some methods go one by one.
    pub(crate) fn takes(self, units: u128, weights: usize) -> Result<(), SplitError> {
        let most = match self {
            Self::Macau => MAX_MACAU_UNITS,
            Self::Quota => MAX_QUOTA_WORK / (weights.max(1) as u128),
            _ => return Ok(()),
        };
        if units > most { Err(SplitError::TooMany { units, weights }) } else { Ok(()) }
    }
}
/// Places of the weights in the order of the rule for odd units.
fn odd_order(weights: &[Exact], odd: OddUnits) -> Vec<usize> {
    let mut order: Vec<usize> = (0..weights.len()).collect();
    match odd {
        OddUnits::First => {}
        OddUnits::Last => order.reverse(),
        OddUnits::Heaviest => order.sort_by(|a, b| weights[*b].cmp(&weights[*a])),
    }
    order
}
pub(super) fn whole(x: &Exact) -> u128 {
    x.floor()
        .and_then(|f| u128::try_from(f).ok())
        .expect("a share is between nought and the total, which fits")
}
/// Takes the odd units from those who are level and gives them by the named order.
pub(super) fn settle(mut parts: Vec<u128>, tied: &[usize], units: usize, order: &[usize]) -> Split {
    let level: std::collections::BTreeSet<usize> = tied.iter().copied().collect();
    for i in order.iter().filter(|i| level.contains(i)).take(units) {
        parts[*i] += 1;
    }
    Split { parts, tie: Some(SplitTie { tied: tied.to_vec(), units }) }
}

/// The divisors of a method, and the worth of the next unit under them.
#[derive(Clone, Copy)]
struct Divisors(Apportionment);

/// What the next unit is worth to somebody: units before the first divisor above nought come first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    free: bool,
    value: Exact,
}
impl Divisors {
    /// `w / d(k)`; squared for geometric means, which keeps the order and stays rational.
    fn worth(self, w: &Exact, k: u128) -> Worth {
        use Apportionment as A;
        let num = Exact::from(k);
        let next = Exact::from(k + 1);
        let value = match self.0 {
            A::Adams | A::Dean | A::HuntingtonHill if k == 0 => {
                return Worth { free: !w.is_zero(), value: w.clone() };
            }
            A::Adams => w / &num,
            A::Danish => w / &(num + third()),
            A::Macau => w / &doubled(k),
            A::ModifiedSainteLague if k == 0 => w / &Exact::ratio(7, 10).expect("ten is not nought"),
            A::SainteLague | A::ModifiedSainteLague => w / &(num + half()),
            A::Dean => w / &(&num * &next / (num + half())),
            A::HuntingtonHill => w * w / (num * next),
            _ => w / &next,
        };
        Worth { free: false, value }
    }
    /// Whether `x`, with the whole part `k`, is rounded up: `x > d(k)`.
    fn rounds_up(self, x: &Exact, k: u128) -> bool {
        use Apportionment as A;
        let part = Exact::from(k);
        match self.0 {
            A::Adams => *x > part,
            A::ModifiedSainteLague if k == 0 => *x > Exact::ratio(7, 10).expect("ten is not nought"),
            A::SainteLague | A::ModifiedSainteLague => *x > part + half(),
            A::Danish => *x > part + third(),
            A::Dean => *x > &part * &Exact::from(k + 1) / (part + half()),
            A::HuntingtonHill => x * x > part * Exact::from(k + 1),
            _ => false,
        }
    }
}
fn half() -> Exact {
    Exact::ratio(1, 2).expect("two is not nought")
}
fn third() -> Exact {
    Exact::ratio(1, 3).expect("three is not nought")
}
fn doubled(k: u128) -> Exact {
    (0..k).fold(Exact::ONE, |x, _| &x + &x)
}

/// Jump to the rounded exact shares, which some multiplier gives for a total nearby, then step to the total.
fn divisor(total: u128, weights: &[Exact], sum: &Exact, d: Divisors, order: &[usize]) -> Split {
    let per = &Exact::from(total) / sum;
    let mut parts: Vec<u128> = weights
        .iter()
        .map(|w| {
            if d.0 == Apportionment::Macau {
                // Its parts are far from the shares.
                return 0;
            }
            let share = w * &per;
            let k = whole(&share);
            k + u128::from(d.rounds_up(&share, k))
        })
        .collect();
    let mut given: u128 = parts.iter().sum();
    let mut next: BinaryHeap<(Worth, usize)> = BinaryHeap::new();
    if given < total {
        next.extend((0..parts.len()).map(|i| (d.worth(&weights[i], parts[i]), i)));
    }
    while given < total {
        let (_, i) = next.pop().expect("some weight is above nought");
        parts[i] += 1;
        given += 1;
        next.push((d.worth(&weights[i], parts[i]), i));
    }
    let mut last: BinaryHeap<(std::cmp::Reverse<Worth>, usize)> = BinaryHeap::new();
    let had =
        |i: usize, p: &[u128]| (p[i] > 0).then(|| (std::cmp::Reverse(d.worth(&weights[i], p[i] - 1)), i));
    if given > total {
        last.extend((0..parts.len()).filter_map(|i| had(i, &parts)));
    }
    while given > total {
        let (_, i) = last.pop().expect("units were given");
        parts[i] -= 1;
        given -= 1;
        last.extend(had(i, &parts));
    }
    told(parts, weights, d, order)
}
/// Tells who was level for the last unit, and gives those units by the named order.
fn told(mut parts: Vec<u128>, weights: &[Exact], d: Divisors, order: &[usize]) -> Split {
    let got = |i: usize| (parts[i] > 0).then(|| d.worth(&weights[i], parts[i] - 1));
    let Some(cut) = (0..parts.len()).filter_map(got).min() else { return Split { parts, tie: None } };
    let holds: Vec<usize> = (0..parts.len()).filter(|i| got(*i).as_ref() == Some(&cut)).collect();
    let wants: Vec<usize> = (0..parts.len())
        .filter(|i| !weights[*i].is_zero() && d.worth(&weights[*i], parts[*i]) == cut)
        .collect();
    if wants.is_empty() {
        return Split { parts, tie: None };
    }
    for i in &holds {
        parts[*i] -= 1;
    }
    let units = holds.len();
    let mut level = [holds, wants].concat();
    level.sort_unstable();
    settle(parts, &level, units, order)
}

/// Balinski and Young: unit by unit, D'Hondt's order among those below their share of the units so far.
fn quota(total: u128, weights: &[Exact], sum: &Exact, order: &[usize]) -> Split {
    let mut parts = vec![0u128; weights.len()];
    let mut ties: Vec<(Exact, Vec<usize>)> = vec![];
    let worth = |i: usize, p: &[u128]| &weights[i] / &Exact::from(p[i] + 1);
    for h in 1..=total {
        let mut best: Option<(Exact, Vec<usize>)> = None;
        for &i in order.iter().filter(|i| Exact::from(parts[**i]) * sum < Exact::from(h) * &weights[**i]) {
            let w = worth(i, &parts);
            match best.as_mut().map(|(b, level)| (w.cmp(b), level)) {
                Some((Ordering::Less, _)) => {}
                Some((Ordering::Equal, level)) => level.push(i),
                _ => best = Some((w, vec![i])),
            }
        }
        let (w, level) = best.expect("somebody is below the share of the units so far");
        parts[level[0]] += 1;
        if level.len() > 1 {
            ties.push((w, level));
        }
    }
    // A tie mattered if somebody who was level has not had that unit since.
    let open = |(w, level): &&(Exact, Vec<usize>)| level.iter().any(|i| worth(*i, &parts) == *w);
    let tie = ties.iter().find(open).map(|(w, level)| {
        let mut tied = level.clone();
        tied.sort_unstable();
        let units = tied.iter().filter(|i| worth(**i, &parts) != *w).count();
        SplitTie { tied, units }
    });
    Split { parts, tie }
}

impl fmt::Display for Apportionment {
    /// The name as in a plan.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::LargestRemainder => "largest-remainder",
            Self::LargestRemainderDroop => "largest-remainder-droop",
            Self::LargestRemainderExactDroop => "largest-remainder-exact-droop",
            Self::LargestRemainderImperiali => "largest-remainder-imperiali",
            Self::Danish => "danish",
            Self::Macau => "macau",
            Self::Dhondt => "dhondt",
            Self::SainteLague => "sainte-lague",
            Self::ModifiedSainteLague => "modified-sainte-lague",
            Self::HuntingtonHill => "huntington-hill",
            Self::Adams => "adams",
            Self::Dean => "dean",
            Self::Quota => "quota",
        })
    }
}

#[cfg(test)]
#[path = "apportion_tests.rs"]
mod tests;
