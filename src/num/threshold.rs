//! When a motion carries: a share with its strictness, what the share is of, what an abstention does, and quorums.
//!
//! Integers only: `yes * den > num * base` (strict) or `>=`. Six yes, four no and five abstentions of twenty who may
//! vote are 60%, 40% or 30%, by the base; so the base is always named. With a base of nought nothing carries: silence
//! is not consent, unless a plan says so elsewhere.
//!
//! References: `LiquidFeedback` keeps exactly `num`, `den`, `strict`; Debian constitution, A.6 (quorum of the square root).
use super::Exact;
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt, num::NonZeroU32};

/// Why a threshold cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ThresholdError {
    /// Division by nought.
    #[error("a threshold of {0}/0; the denominator is at least 1")]
    NoDenominator(u32),
    /// Nothing could carry.
    #[error("a threshold of {num}/{den} {}can never be reached", if *strict { "that must be passed " } else { "" })]
    Unreachable {
        /// Numerator.
        num: u32,
        /// Denominator.
        den: u32,
        /// Whether equality fails.
        strict: bool,
    },
}

/// A share that has to be reached, or passed if `strict`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Threshold {
    num: u32,
    den: u32,
    strict: bool,
}
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    num: u32,
    den: u32,
    #[serde(default)]
    strict: bool,
}
impl TryFrom<Parts> for Threshold {
    type Error = ThresholdError;
    fn try_from(p: Parts) -> Result<Self, ThresholdError> {
        Self::new(p.num, p.den, p.strict)
    }
}
impl From<Threshold> for Parts {
    fn from(t: Threshold) -> Self {
        Self { num: t.num, den: t.den, strict: t.strict }
    }
}
impl Default for Threshold {
    /// More than half.
    fn default() -> Self {
        Self::MAJORITY
    }
}
impl Threshold {
    /// More than half.
    pub const MAJORITY: Self = Self { num: 1, den: 2, strict: true };
    /// Two thirds or more.
    pub const TWO_THIRDS: Self = Self { num: 2, den: 3, strict: false };

    /// `num / den`, to be passed if `strict`, else reached.
    ///
    /// # Errors
    /// If `den` is nought, or if even all of the base would not be enough.
    pub const fn new(num: u32, den: u32, strict: bool) -> Result<Self, ThresholdError> {
        if den == 0 {
            Err(ThresholdError::NoDenominator(num))
        } else if num > den || (strict && num == den) {
            Err(ThresholdError::Unreachable { num, den, strict })
        } else {
            Ok(Self { num, den, strict })
        }
    }
    /// Numerator.
    pub const fn num(self) -> u32 {
        self.num
    }
    /// Denominator.
    pub const fn den(self) -> u32 {
        self.den
    }
    /// Whether equality fails.
    pub const fn strict(self) -> bool {
        self.strict
    }
    /// Whether `yes` of `base` carries; never with a base of nought.
    pub fn met(self, yes: u64, base: u64) -> bool {
        // Products of 64 and 32 bits.
        let order = (u128::from(yes) * u128::from(self.den)).cmp(&(u128::from(base) * u128::from(self.num)));
        base > 0 && self.enough(order)
    }
    /// The same for weighted counts.
    pub fn met_exact(self, yes: &Exact, base: &Exact) -> bool {
        let order = (yes * &Exact::from(self.den)).cmp(&(base * &Exact::from(self.num)));
        *base > Exact::ZERO && self.enough(order)
    }
    /// As a ceiling: whether `n` of `base` is at most this share, or less where it is strict.
    pub fn keeps(self, n: u64, base: u64) -> bool {
        let order = (u128::from(n) * u128::from(self.den)).cmp(&(u128::from(base) * u128::from(self.num)));
        order == Ordering::Less || (order == Ordering::Equal && !self.strict)
    }
    fn enough(self, order: Ordering) -> bool {
        order == Ordering::Greater || (order == Ordering::Equal && !self.strict)
    }
    /// The least number of yes that carries with this base; `None` with a base of nought.
    ///
    /// # Examples
    /// Half of ten is six if it must be passed, five if it must be reached.
    /// ```
    /// use cocreate::num::Threshold;
    /// assert_eq!(Threshold::MAJORITY.least_yes(10), Some(6));
    /// assert_eq!(Threshold::new(1, 2, false).unwrap().least_yes(10), Some(5));
    /// ```
    pub fn least_yes(self, base: u64) -> Option<u64> {
        let product = u128::from(base) * u128::from(self.num);
        let den = u128::from(self.den);
        let least = if self.strict { product / den + 1 } else { product.div_ceil(den) };
        // At most `base`, since the share is at most one.
        u64::try_from(least).ok().filter(|_| base > 0)
    }
}
impl fmt::Display for Threshold {
    /// `more than 1/2`, `at least 2/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}/{}", if self.strict { "more than" } else { "at least" }, self.num, self.den)
    }
}

/// What a threshold is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Base {
    /// Votes for and against, and abstentions if [`Abstain`] puts them there.
    #[default]
    Votes,
    /// Votes for, against and abstaining.
    Cast,
    /// All who may vote, or all their weight.
    Eligible,
}

/// What an abstention does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Abstain {
    /// It is not counted at all.
    Ignored,
    /// It counts for a quorum of ballots or of the electorate, and for nothing else.
    #[default]
    Quorum,
    /// It counts for the quorum and is part of the base.
    Base,
    /// It counts as a vote against.
    Against,
}

/// The least participation that a motion needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Quorum {
    /// So many votes on the motion.
    Votes(u64),
    /// Such a share of those who may vote.
    Share(Threshold),
    /// So many in favour.
    InFavour(u64),
    /// In favour at least `num/den` times the square root of those who may vote; Debian's is 3/2.
    Root {
        /// Numerator of the factor.
        num: u32,
        /// Denominator of the factor.
        den: NonZeroU32,
    },
    /// Of the votes cast, at most (or, if strict, fewer than) this share abstain.
    AbstainBelow(Threshold),
    /// At most so many of those who may vote say nothing.
    Missing(u64),
}

/// The votes on one motion: numbers of ballots, or whole weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    /// For.
    pub yes: u64,
    /// Against.
    pub no: u64,
    /// Neither.
    pub abstain: u64,
    /// All who may vote; at least the three together.
    pub eligible: u64,
}

/// When a motion carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Majority {
    /// The share in favour.
    pub threshold: Threshold,
    /// What it is a share of.
    pub base: Base,
    /// What an abstention does.
    pub abstain: Abstain,
    /// All of these must be met.
    pub quorum: Vec<Quorum>,
}

/// Why a motion does not carry, with the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum Shortfall {
    /// The quorum was missed.
    Quorum {
        /// Which.
        quorum: Quorum,
        /// What is needed (for [`Quorum::AbstainBelow`] and [`Quorum::Missing`]: the most that may).
        need: u64,
        /// What there is.
        have: u64,
    },
    /// Too few in favour.
    Majority {
        /// The least number in favour that carries; `None` where nothing can.
        need: Option<u64>,
        /// In favour.
        have: u64,
        /// What the threshold is a share of.
        base: u64,
    },
}
impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quorum { quorum: Quorum::AbstainBelow(_), need, have } => {
                write!(f, "{have} abstain, at most {need} may")
            }
            Self::Quorum { quorum: Quorum::Missing(_), need, have } => {
                write!(f, "{have} say nothing, at most {need} may")
            }
            Self::Quorum { need, have, .. } => write!(f, "the quorum needs {need}, there are {have}"),
            Self::Majority { need: Some(need), have, base } => {
                write!(f, "{have} of {base} are in favour, {need} are needed")
            }
            Self::Majority { need: None, .. } => f.write_str("nobody voted"),
        }
    }
}

impl Votes {
    /// Votes that count for a quorum of ballots.
    fn present(&self, a: Abstain) -> u64 {
        let sides = self.yes.saturating_add(self.no);
        if a == Abstain::Ignored { sides } else { sides.saturating_add(self.abstain) }
    }
}
impl Quorum {
    /// Whether it is met, what it needs and what there is.
    fn weigh(self, v: &Votes, a: Abstain) -> (bool, u64, u64) {
        let present = v.present(a);
        let count = |need: u64, have: u64| (have >= need, need, have);
        match self {
            Self::Votes(n) => count(n, present),
            Self::InFavour(n) => count(n, v.yes),
            Self::Share(t) => (t.met(present, v.eligible), t.least_yes(v.eligible).unwrap_or(1), present),
            Self::Root { num, den } => count(root_up(num, den, v.eligible), v.yes),
            Self::Missing(most) => {
                let said = v.yes.saturating_add(v.no).saturating_add(v.abstain);
                let missing = v.eligible.saturating_sub(said);
                (missing <= most, most, missing)
            }
            Self::AbstainBelow(t) => {
                let cast = v.yes.saturating_add(v.no).saturating_add(v.abstain);
                let product = u128::from(cast) * u128::from(t.num);
                let most = if t.strict { product.saturating_sub(1) } else { product } / u128::from(t.den);
                let most = u64::try_from(most).unwrap_or(u64::MAX);
                (v.abstain <= most, most, v.abstain)
            }
        }
    }
}
/// The least `k` with `k >= num/den * sqrt(n)`, by squares.
fn root_up(num: u32, den: NonZeroU32, n: u64) -> u64 {
    let squared = |x: u32| u128::from(x) * u128::from(x);
    // 64 bits by 64 bits; the root has at most 64 bits, so its square fits again.
    let ceil = (squared(num) * u128::from(n)).div_ceil(squared(den.get()));
    let root = ceil.isqrt();
    // `k * k >= square` for whole `k` is the same as `k * k >= ceil(square)`.
    u64::try_from(if root * root < ceil { root + 1 } else { root }).unwrap_or(u64::MAX)
}

impl Majority {
    /// What the threshold is a share of.
    pub fn base_of(&self, v: &Votes) -> u64 {
        let sides = v.yes.saturating_add(v.no);
        match (self.base, self.abstain) {
            (Base::Eligible, _) => v.eligible,
            (Base::Votes, Abstain::Ignored | Abstain::Quorum) => sides,
            _ => sides.saturating_add(v.abstain),
        }
    }
    /// Whether the motion carries, else the first thing that it lacks: quorums in their order, then the share.
    ///
    /// More votes in favour, of the same electorate and with none fewer abstaining, never turn a pass into a failure.
    ///
    /// # Errors
    /// The shortfall, with its numbers.
    pub fn carries(&self, v: &Votes) -> Result<(), Shortfall> {
        for q in &self.quorum {
            let (met, need, have) = q.weigh(v, self.abstain);
            if !met {
                return Err(Shortfall::Quorum { quorum: *q, need, have });
            }
        }
        let base = self.base_of(v);
        if self.threshold.met(v.yes, base) {
            return Ok(());
        }
        Err(Shortfall::Majority { need: self.threshold.least_yes(base), have: v.yes, base })
    }
}

#[cfg(test)]
#[path = "threshold_tests.rs"]
mod tests;
