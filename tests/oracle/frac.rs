//! Fractions of 128-bit numbers, enough for small profiles; overflow panics.
use std::{
    cmp::Ordering,
    ops::{Add, Div, Mul, Sub},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frac {
    num: i128,
    den: i128,
}
impl Frac {
    pub(crate) const ZERO: Self = Self { num: 0, den: 1 };
    pub(crate) const ONE: Self = Self { num: 1, den: 1 };
    pub(crate) fn new(num: i128, den: i128) -> Self {
        assert!(den != 0);
        let (mut a, mut b) = (num.abs(), den.abs());
        while b > 0 {
            (a, b) = (b, a % b);
        }
        let g = a.max(1) * den.signum();
        Self { num: num / g, den: den / g }
    }
    pub(crate) fn floor(self) -> i128 {
        self.num.div_euclid(self.den)
    }
    pub(crate) fn whole(n: u64) -> Self {
        Self::new(n.into(), 1)
    }
}
fn mul(a: i128, b: i128) -> i128 {
    a.checked_mul(b).expect("a small profile")
}
impl Add for Frac {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Self::new(mul(self.num, o.den).checked_add(mul(o.num, self.den)).unwrap(), mul(self.den, o.den))
    }
}
impl Sub for Frac {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        self + Self::new(-o.num, o.den)
    }
}
impl Mul for Frac {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        let (a, b) = (Self::new(self.num, o.den), Self::new(o.num, self.den));
        Self::new(mul(a.num, b.num), mul(a.den, b.den))
    }
}
impl Div for Frac {
    type Output = Self;
    fn div(self, o: Self) -> Self {
        let (a, b) = (Self::new(self.num, o.num), Self::new(o.den, self.den));
        Self::new(mul(a.num, b.num), mul(a.den, b.den))
    }
}
impl std::iter::Sum for Frac {
    fn sum<I: Iterator<Item = Self>>(it: I) -> Self {
        it.fold(Self::ZERO, |a, b| a + b)
    }
}
impl Ord for Frac {
    fn cmp(&self, o: &Self) -> Ordering {
        mul(self.num, o.den).cmp(&mul(o.num, self.den))
    }
}
impl PartialOrd for Frac {
    fn partial_cmp(&self, o: &Self) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}
impl std::fmt::Display for Frac {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.den == 1 { write!(f, "{}", self.num) } else { write!(f, "{}/{}", self.num, self.den) }
    }
}
