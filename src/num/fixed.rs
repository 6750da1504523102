//! Decimals of a fixed number of places, for counts whose law fixes them: every rounding has its direction in its name.
//!
//! A [`Places`] is the context: it makes and rounds values; a [`Fixed`] is a number of units of its last place. Two
//! values of one context add without rounding. Scottish STV takes transfer values with five places, cut off.
//!
//! # Examples
//! ```
//! use cocreate::num::Places;
//! let five = Places::new(5).unwrap();
//! let value = five.ratio_down(2, 3).unwrap();
//! assert_eq!(five.text(value), "0.66666");
//! assert_eq!(five.text(five.ratio_up(2, 3).unwrap()), "0.66667");
//! ```
use super::Exact;
use serde::{Deserialize, Serialize};

/// Most places: products of two values of the unit size still fit with a wide margin.
pub const MAX_PLACES: u8 = 12;

/// How many decimals are kept, 0 to [`MAX_PLACES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Places(u8);

/// A number of units of the last place. Meaningful only with the [`Places`] that made it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fixed(i128);

/// More places than are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} decimal places; at most {MAX_PLACES} are kept")]
pub struct TooManyPlaces(pub u8);

impl TryFrom<u8> for Places {
    type Error = TooManyPlaces;
    fn try_from(n: u8) -> Result<Self, TooManyPlaces> {
        Self::new(n)
    }
}
impl From<Places> for u8 {
    fn from(p: Places) -> Self {
        p.0
    }
}
impl Fixed {
    /// Nought, in every context.
    pub const ZERO: Self = Self(0);
    /// Units of the last place.
    pub const fn units(self) -> i128 {
        self.0
    }
    /// So many units of the last place.
    pub const fn of_units(units: i128) -> Self {
        Self(units)
    }
    /// The sum, exactly; `None` beyond 127 bits.
    pub fn checked_add(self, o: Self) -> Option<Self> {
        self.0.checked_add(o.0).map(Self)
    }
    /// The difference, exactly; `None` beyond 127 bits.
    pub fn checked_sub(self, o: Self) -> Option<Self> {
        self.0.checked_sub(o.0).map(Self)
    }
    /// So many times the value, exactly; `None` beyond 127 bits.
    pub fn checked_times(self, n: u64) -> Option<Self> {
        self.0.checked_mul(n.into()).map(Self)
    }
}
impl Places {
    /// So many decimals.
    ///
    /// # Errors
    /// Above [`MAX_PLACES`].
    pub const fn new(n: u8) -> Result<Self, TooManyPlaces> {
        if n > MAX_PLACES { Err(TooManyPlaces(n)) } else { Ok(Self(n)) }
    }
    /// Number of decimals.
    pub const fn places(self) -> u8 {
        self.0
    }
    /// Units in one.
    const fn one(self) -> i128 {
        10i128.pow(self.0 as u32)
    }
    /// A whole number.
    pub fn whole(self, n: u64) -> Fixed {
        // 64 bits by at most 40 bits.
        Fixed(i128::from(n) * self.one())
    }
    /// `a / b`, cut off towards nought; `None` if `b` is nought.
    pub fn ratio_down(self, a: u64, b: u64) -> Option<Fixed> {
        (b > 0).then(|| Fixed(i128::from(a) * self.one() / i128::from(b)))
    }
    /// `a / b`, away from nought if it does not divide; `None` if `b` is nought.
    pub fn ratio_up(self, a: u64, b: u64) -> Option<Fixed> {
        up(i128::from(a) * self.one(), i128::from(b))
    }
    /// The product, cut off towards nought; `None` if it does not fit.
    pub fn mul_down(self, a: Fixed, b: Fixed) -> Option<Fixed> {
        a.0.checked_mul(b.0).map(|p| Fixed(p / self.one()))
    }
    /// The product, away from nought if it is between two units; `None` if it does not fit.
    pub fn mul_up(self, a: Fixed, b: Fixed) -> Option<Fixed> {
        a.0.checked_mul(b.0).and_then(|p| up(p, self.one()))
    }
    /// The quotient, cut off towards nought; `None` if it does not fit or `b` is nought.
    pub fn div_down(self, a: Fixed, b: Fixed) -> Option<Fixed> {
        a.0.checked_mul(self.one())?.checked_div(b.0).map(Fixed)
    }
    /// The quotient, away from nought if it is between two units; `None` if it does not fit or `b` is nought.
    pub fn div_up(self, a: Fixed, b: Fixed) -> Option<Fixed> {
        a.0.checked_mul(self.one()).and_then(|p| up(p, b.0))
    }
    /// The exact value.
    pub fn exact(self, v: Fixed) -> Exact {
        Exact::from(v.0) / Exact::from(self.one())
    }
    /// An exact value, cut off downwards; `None` if it does not fit.
    pub fn of_exact_down(self, v: &Exact) -> Option<Fixed> {
        (v * &Exact::from(self.one())).floor().map(Fixed)
    }
    /// An exact value, rounded upwards; `None` if it does not fit.
    pub fn of_exact_up(self, v: &Exact) -> Option<Fixed> {
        (v * &Exact::from(self.one())).ceil().map(Fixed)
    }
    /// With all its decimals: `0.66666`.
    pub fn text(self, v: Fixed) -> String {
        let minus = if v.0 < 0 { "-" } else { "" };
        let places = usize::from(self.0);
        let digits = format!("{:0>width$}", v.0.unsigned_abs(), width = places + 1);
        let (a, b) = digits.split_at(digits.len() - places);
        if places == 0 { format!("{minus}{a}") } else { format!("{minus}{a}.{b}") }
    }
}
/// The quotient away from nought; `None` if `b` is nought or it does not fit.
fn up(a: i128, b: i128) -> Option<Fixed> {
    let (q, r) = (a.checked_div(b)?, a.checked_rem(b)?);
    Some(Fixed(if r == 0 { q } else { q + a.signum() * b.signum() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn the_direction_is_in_the_name() {
        let two = Places::new(2).unwrap();
        let third = two.ratio_down(1, 3).unwrap();
        assert_eq!((third.units(), two.ratio_up(1, 3).unwrap().units()), (33, 34));
        assert_eq!(two.mul_down(third, third).unwrap().units(), 10); // 0.1089
        assert_eq!(two.mul_up(third, third).unwrap().units(), 11);
        assert_eq!(two.div_down(two.whole(1), third).unwrap().units(), 303); // 3.0303..
        assert_eq!(two.div_up(two.whole(1), third).unwrap().units(), 304);
        assert_eq!(two.text(Fixed::of_units(-5)), "-0.05");
        assert_eq!(Places::new(0).unwrap().text(Fixed::of_units(7)), "7");
    }
    #[test]
    fn towards_and_away_from_nought_below_it_too() {
        let two = Places::new(2).unwrap();
        let (a, b) = (Fixed::of_units(-100), two.whole(3));
        assert_eq!(two.div_down(a, b).unwrap().units(), -33);
        assert_eq!(two.div_up(a, b).unwrap().units(), -34);
        let minus: Exact = "-1/3".parse().unwrap();
        assert_eq!(two.of_exact_down(&minus).unwrap().units(), -34);
        assert_eq!(two.of_exact_up(&minus).unwrap().units(), -33);
    }
    #[test]
    fn what_does_not_fit_is_none() {
        let p = Places::new(12).unwrap();
        assert_eq!(p.mul_down(Fixed::of_units(i128::MAX), p.whole(2)), None);
        assert_eq!(p.div_down(p.whole(1), Fixed::ZERO), None);
        assert_eq!(p.ratio_down(1, 0), None);
        assert_eq!(p.div_down(Fixed::of_units(i128::MIN), Fixed::of_units(-1)), None);
        assert_eq!(Places::new(0).unwrap().div_up(Fixed::of_units(i128::MIN), Fixed::of_units(-1)), None);
        assert_eq!(Places::new(13), Err(TooManyPlaces(13)));
        assert!(serde_json::from_str::<Places>("200").is_err());
    }
}
