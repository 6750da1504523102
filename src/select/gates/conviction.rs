//! Conviction voting: support for a proposal grows the longer tokens stay with it.
use super::{GateError, bad, share};
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// How conviction grows, and how much is needed.
///
/// In each step `y = alpha y + stake`, up to `stake / (1 - alpha)`. A request of funds passes over
/// `rho supply / ((1 - alpha) (beta - requested / funds)²)`; one of `beta` of the funds or more never does.
///
/// # References
/// 1Hive, "Conviction voting" (alpha 0.9999599 a block of 15 seconds, beta 0.2, rho 0.002).
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, select::gates::{Conviction, Needed}};
/// let c = Conviction { alpha: Exact::ratio(9, 10).unwrap(), ..Conviction::default() };
/// let y = [0, 1, 2, 3].map(|t| c.grown(&Exact::ZERO, &10u32.into(), t).unwrap().to_string());
/// assert_eq!(y, ["0", "10", "19", "271/10"]);
/// let needed = |asked: u32| c.needed(&1000u32.into(), &1000u32.into(), &asked.into()).unwrap();
/// assert_eq!([needed(100), needed(200)], [Needed::Over(2000u32.into()), Needed::TooMuch]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conviction {
    /// What is left of conviction after a step, from 0 and below 1.
    pub alpha: Exact,
    /// The least part of the funds that is never given at once, from 0 to 1.
    pub beta: Exact,
    /// Weight of the threshold, from 0 to 1.
    pub rho: Exact,
}
impl Default for Conviction {
    fn default() -> Self {
        let of = |n, d| Exact::ratio(n, d).unwrap_or_default();
        Self { alpha: of(9_999_599, 10_000_000), beta: of(1, 5), rho: of(1, 500) }
    }
}
/// How much conviction a request needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needed {
    /// More than this.
    Over(Exact),
    /// It asks for so much that none is enough.
    TooMuch,
}
/// Most steps that are computed exactly: a power has as many digits as alpha's times the steps.
const MAX_STEPS: u32 = 10_000;

impl Conviction {
    /// Conviction after so many steps with an unchanged stake, exactly: `alpha^t y + stake (1 - alpha^t) / (1 - alpha)`.
    ///
    /// # Errors
    /// If alpha is not from 0 and below 1, conviction or stake is below nought, or there are more than 10,000 steps.
    pub fn grown(&self, from: &Exact, stake: &Exact, steps: u32) -> Result<Exact, GateError> {
        let left = self.left()?;
        for (field, x) in [("the conviction", from), ("the stake", stake)] {
            if x.is_negative() {
                return Err(bad(field, x.clone(), "it is 0 or more"));
            }
        }
        if steps > MAX_STEPS {
            return Err(bad("the number of steps", steps, "it is at most 10,000"));
        }
        let (mut power, mut square, mut n) = (Exact::ONE, self.alpha.clone(), steps);
        while n > 0 {
            if n % 2 == 1 {
                power = &power * &square;
            }
            square = &square * &square;
            n /= 2;
        }
        Ok(&(&power * from) + &(stake * &(&(&Exact::ONE - &power) / &left)))
    }
    /// What conviction grows to if a stake stays for ever.
    ///
    /// # Errors
    /// If alpha is not from 0 and below 1.
    pub fn most(&self, stake: &Exact) -> Result<Exact, GateError> {
        Ok(stake / &self.left()?)
    }
    /// How much conviction a request needs.
    ///
    /// # Errors
    /// If a parameter is out of range, the supply or the request is below nought, or there are no funds.
    pub fn needed(&self, supply: &Exact, funds: &Exact, requested: &Exact) -> Result<Needed, GateError> {
        let left = self.left()?;
        share("beta", &self.beta)?;
        share("rho", &self.rho)?;
        for (field, x) in [("the supply", supply), ("the request", requested)] {
            if x.is_negative() {
                return Err(bad(field, x.clone(), "it is 0 or more"));
            }
        }
        if *funds <= Exact::ZERO {
            return Err(bad("the funds", funds.clone(), "they are above 0"));
        }
        let gap = &self.beta - &(requested / funds);
        if gap <= Exact::ZERO {
            return Ok(Needed::TooMuch);
        }
        Ok(Needed::Over(&(&self.rho * supply) / &(&left * &(&gap * &gap))))
    }
    /// After how many steps half of conviction is left, with nine decimals: ln(1/2) / ln(alpha), an estimate.
    ///
    /// # Errors
    /// If alpha is not above 0 and below 1.
    #[allow(clippy::float_arithmetic, reason = "an estimate, rounded to nine decimals")]
    pub fn half_life(&self) -> Result<Exact, GateError> {
        self.left()?;
        if self.alpha.is_zero() {
            return Err(bad("alpha", Exact::ZERO, "it is above 0"));
        }
        let steps = libm::log(0.5) / libm::log(self.alpha.to_f64());
        let units = libm::round(steps * 1e9);
        if !units.is_finite() {
            return Err(bad("alpha", self.alpha.clone(), "it is told from 1 by a double"));
        }
        Ok(Exact::ratio(units as i128, 1_000_000_000).unwrap_or_default())
    }
    /// 1 - alpha.
    fn left(&self) -> Result<Exact, GateError> {
        let left = &Exact::ONE - &self.alpha;
        if left <= Exact::ZERO || self.alpha.is_negative() {
            return Err(bad("alpha", self.alpha.clone(), "it is from 0 and below 1"));
        }
        Ok(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn growth_is_the_recurrence_and_ends_at_the_ceiling() {
        let c = Conviction { alpha: Exact::ratio(2, 3).unwrap(), ..Conviction::default() };
        let (stake, mut y) = (Exact::from(5u32), Exact::from(40u32));
        for t in 0..12 {
            assert_eq!(c.grown(&Exact::from(40u32), &stake, t).unwrap(), y);
            y = &c.alpha * &y + &stake;
        }
        assert_eq!(c.most(&stake).unwrap(), Exact::from(15u32));
        assert!(y > Exact::from(15u32));
    }
    #[test]
    fn half_of_three_days_and_bad_numbers() {
        let blocks = Conviction::default().half_life().unwrap().to_f64();
        assert!((blocks * 15.0 / 86_400.0 - 3.0).abs() < 0.001, "{blocks}");
        let one = Conviction { alpha: Exact::ONE, ..Conviction::default() };
        assert!(one.most(&Exact::ONE).is_err() && one.half_life().is_err());
        let c = Conviction::default();
        assert!(
            c.grown(&Exact::ZERO, &-Exact::ONE, 1).is_err()
                && c.grown(&Exact::ZERO, &Exact::ONE, 10_001).is_err()
        );
        assert!(c.needed(&Exact::ONE, &Exact::ZERO, &Exact::ONE).is_err());
    }
}
