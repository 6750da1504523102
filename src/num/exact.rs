//! Exact fractions of any size.
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use std::{
    cmp::Ordering,
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign},
    str::FromStr,
};

/// A fraction in lowest terms, exact and unbounded.
///
/// Fractions whose parts fit 64 bits are kept inline; larger ones on the heap. One value has one form, so
/// `==`, `Hash` and the text are the same for equal numbers.
///
/// The text form is `13/3`, or `4` for a whole number; JSON holds it as a string. A whole number is read as a number too.
///
/// # Examples
/// ```
/// use cocreate::num::Exact;
/// let third = Exact::ratio(1, 3).unwrap();
/// assert_eq!(&third + &Exact::from(4u64), "13/3".parse().unwrap());
/// assert_eq!((&third * &Exact::from(3u64)).to_string(), "1");
/// assert_eq!(Exact::decimal("4.50").unwrap().to_string(), "9/2");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Repr);

/// `Small` whenever both parts fit; its denominator is positive and the parts have no common factor.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i64, i64),
    Big(RBig),
}

/// Why a text is not an exact number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExactError {
    /// Not digits, or digits `/` digits.
    #[error("`{0}` is not an exact number; write `7`, `-7` or `13/3`")]
    Malformed(String),
    /// Not in lowest terms, or with leading zeros or `+`.
    #[error("`{0}` should be written `{1}`")]
    NotCanonical(String, String),
    /// Too long to be meant.
    #[error("a number of {0} characters; at most {MAX_TEXT} are read")]
    TooLong(usize),
}
/// Longest text that is read as a number.
const MAX_TEXT: usize = 4096;

impl Exact {
    /// Nought.
    pub const ZERO: Self = Self(Repr::Small(0, 1));
    /// One.
    pub const ONE: Self = Self(Repr::Small(1, 1));

    /// `num / den`; `None` if `den` is zero.
    pub fn ratio(num: i128, den: u128) -> Option<Self> {
        if den == 0 {
            return None;
        }
        let g = gcd(num.unsigned_abs(), den);
        let (n, d) = (num.unsigned_abs() / g, den / g);
        if let (Ok(n), Ok(d)) = (i64::try_from(n), i64::try_from(d)) {
            return Some(Self(Repr::Small(if num < 0 { -n } else { n }, d)));
        }
        let n = if num < 0 { -IBig::from(n) } else { IBig::from(n) };
        Some(Self::from_big(RBig::from_parts(n, UBig::from(d))))
    }
    /// Reads a plain decimal such as `-3.50` or `7`, exactly.
    ///
    /// # Errors
    /// If the text is anything else: exponents, `NaN` and `inf` are refused.
    pub fn decimal(text: &str) -> Result<Self, ExactError> {
        let malformed = || ExactError::Malformed(text.chars().take(40).collect());
        if text.len() > MAX_TEXT {
            return Err(ExactError::TooLong(text.len()));
        }
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty()
            || !all_digits(whole)
            || !all_digits(part)
            || (digits.contains('.') && part.is_empty())
        {
            return Err(malformed());
        }
        let num = IBig::from_str(&format!("{whole}{part}")).map_err(|_| malformed())?;
        let num = if text.starts_with('-') { -num } else { num };
        Ok(Self::from_big(RBig::from_parts(num, UBig::from(10u8).pow(part.len()))))
    }
    pub(super) fn from_big(r: RBig) -> Self {
        match (i64::try_from(r.numerator()), i64::try_from(r.denominator())) {
            (Ok(n), Ok(d)) if n != i64::MIN => Self(Repr::Small(n, d)),
            _ => Self(Repr::Big(r)),
        }
    }
    pub(super) fn to_big(&self) -> RBig {
        match &self.0 {
            Repr::Small(n, d) => RBig::from_parts(IBig::from(*n), UBig::from(d.unsigned_abs())),
            Repr::Big(r) => r.clone(),
        }
    }
    /// Whether this is nought.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }
    /// Whether this is below nought.
    pub fn is_negative(&self) -> bool {
        *self < Self::ZERO
    }
    /// The denominator in lowest terms, if it fits 64 bits.
    pub fn denominator(&self) -> Option<u64> {
        match &self.0 {
            Repr::Small(_, d) => Some(d.unsigned_abs()),
            Repr::Big(r) => u64::try_from(r.denominator()).ok(),
        }
    }
    /// The whole number that this is, if it is one and fits.
    pub fn to_u64(&self) -> Option<u64> {
        match &self.0 {
            Repr::Small(n, 1) => u64::try_from(*n).ok(),
            Repr::Big(r) if r.is_int() => u64::try_from(r.numerator()).ok(),
            _ => None,
        }
    }
    /// The largest whole number not above this, if it fits.
    pub fn floor(&self) -> Option<i128> {
        match &self.0 {
            Repr::Small(n, d) => Some(i128::from(n.div_euclid(*d))),
            Repr::Big(r) => i128::try_from(r.floor()).ok(),
        }
    }
    /// The smallest whole number not below this, if it fits.
    pub fn ceil(&self) -> Option<i128> {
        (-self).floor().map(|x| -x)
    }
    /// `self / other`; `None` if `other` is nought.
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                let (num, den) = (i128::from(*a) * i128::from(*d), i128::from(*b) * i128::from(*c));
                let num = if den < 0 { -num } else { num };
                Self::ratio(num, den.unsigned_abs()).unwrap_or(Self::ZERO)
            }
            _ => Self::from_big(self.to_big() / other.to_big()),
        })
    }
    /// The nearest double, for pictures and for comparing with other programs.
    pub fn to_f64(&self) -> f64 {
        self.to_big().to_f64().value()
    }
    /// Text with so many decimals, the rest cut off towards nought: `2.33` for 7/3 and 2.
    pub fn decimals_down(&self, places: usize) -> String {
        let scale = UBig::from(10u8).pow(places);
        let scaled = self.to_big() * RBig::from(IBig::from(scale));
        let whole = scaled.trunc();
        let minus = if whole < IBig::ZERO { "-" } else { "" };
        let digits = whole.to_string();
        let digits = format!("{:0>width$}", digits.trim_start_matches('-'), width = places + 1);
        let (a, b) = digits.split_at(digits.len() - places);
        if places == 0 { format!("{minus}{a}") } else { format!("{minus}{a}.{b}") }
    }
}

/// Greatest common divisor; 1 for two noughts, so that it may be divided by.
pub(crate) fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}
/// Least common multiple, if it fits; both positive.
pub(crate) fn lcm(a: u64, b: u64) -> Option<u64> {
    (a / u64::try_from(gcd(a.into(), b.into())).ok()?).checked_mul(b)
}

fn add_small(a: i64, b: i64, c: i64, d: i64, minus: bool) -> Exact {
    // Products of two 63-bit numbers; their sum fits 127 bits.
    let (x, y) = (i128::from(a) * i128::from(d), i128::from(c) * i128::from(b));
    let sum = if minus { x - y } else { x + y };
    Exact::ratio(sum, (i128::from(b) * i128::from(d)).unsigned_abs()).unwrap_or(Exact::ZERO)
}
impl Add<&Exact> for &Exact {
    type Output = Exact;
    fn add(self, o: &Exact) -> Exact {
        match (&self.0, &o.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => add_small(*a, *b, *c, *d, false),
            _ => Exact::from_big(self.to_big() + o.to_big()),
        }
    }
}
impl Sub<&Exact> for &Exact {
    type Output = Exact;
    fn sub(self, o: &Exact) -> Exact {
        match (&self.0, &o.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => add_small(*a, *b, *c, *d, true),
            _ => Exact::from_big(self.to_big() - o.to_big()),
        }
    }
}
impl Mul<&Exact> for &Exact {
    type Output = Exact;
    fn mul(self, o: &Exact) -> Exact {
        match (&self.0, &o.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                let den = (i128::from(*b) * i128::from(*d)).unsigned_abs();
                Exact::ratio(i128::from(*a) * i128::from(*c), den).unwrap_or(Exact::ZERO)
            }
            _ => Exact::from_big(self.to_big() * o.to_big()),
        }
    }
}
/// # Panics
/// If the divisor is nought; use [`Exact::checked_div`] where it may be.
impl Div<&Exact> for &Exact {
    type Output = Exact;
    fn div(self, o: &Exact) -> Exact {
        self.checked_div(o).expect("division by nought; use `checked_div`")
    }
}
macro_rules! owned_ops { ($($tr:ident $f:ident),*) => { $(
    impl $tr for Exact { type Output = Self; fn $f(self, o: Self) -> Self { (&self).$f(&o) } }
    impl $tr<&Exact> for Exact { type Output = Self; fn $f(self, o: &Self) -> Self { (&self).$f(o) } }
)* } }
owned_ops!(Add add, Sub sub, Mul mul, Div div);
impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        match &self.0 {
            Repr::Small(n, d) => Exact(Repr::Small(-n, *d)),
            Repr::Big(r) => Exact::from_big(-r.clone()),
        }
    }
}
impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        -&self
    }
}
impl AddAssign<&Exact> for Exact {
    fn add_assign(&mut self, o: &Exact) {
        *self = &*self + o;
    }
}
impl SubAssign<&Exact> for Exact {
    fn sub_assign(&mut self, o: &Exact) {
        *self = &*self - o;
    }
}
impl MulAssign<&Exact> for Exact {
    fn mul_assign(&mut self, o: &Exact) {
        *self = &*self * o;
    }
}
impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(it: I) -> Self {
        it.fold(Self::ZERO, |a, b| a + b)
    }
}
impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(it: I) -> Self {
        it.fold(Self::ZERO, |a, b| a + b)
    }
}
impl Ord for Exact {
    fn cmp(&self, o: &Self) -> Ordering {
        match (&self.0, &o.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            _ => self.to_big().cmp(&o.to_big()),
        }
    }
}
impl PartialOrd for Exact {
    fn partial_cmp(&self, o: &Self) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}
impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}
macro_rules! from_small { ($($t:ty),*) => { $(
    impl From<$t> for Exact { fn from(v: $t) -> Self { Self(Repr::Small(i64::from(v), 1)) } }
)* } }
from_small!(u8, u16, u32, i8, i16, i32);
impl From<i64> for Exact {
    fn from(v: i64) -> Self {
        Self::from(i128::from(v))
    }
}
impl From<u64> for Exact {
    fn from(v: u64) -> Self {
        Self::from(u128::from(v))
    }
}
impl From<usize> for Exact {
    fn from(v: usize) -> Self {
        Self::from(v as u128)
    }
}
impl From<i128> for Exact {
    fn from(v: i128) -> Self {
        Self::ratio(v, 1).unwrap_or(Self::ZERO)
    }
}
impl From<u128> for Exact {
    fn from(v: u128) -> Self {
        Self::from_big(RBig::from(IBig::from(v)))
    }
}
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(n, 1) => f.pad(&n.to_string()),
            Repr::Small(n, d) => f.pad(&format!("{n}/{d}")),
            Repr::Big(r) => f.pad(&r.to_string()),
        }
    }
}
impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl FromStr for Exact {
    type Err = ExactError;
    /// The canonical form only, so that one value has one text: `2/4`, `+1` and `007` are refused.
    fn from_str(s: &str) -> Result<Self, ExactError> {
        if s.len() > MAX_TEXT {
            return Err(ExactError::TooLong(s.len()));
        }
        let malformed = || ExactError::Malformed(s.chars().take(40).collect());
        let (num, den) = s.split_once('/').unwrap_or((s, "1"));
        let unsigned = num.strip_prefix('-').unwrap_or(num);
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(unsigned) || !digits(den) {
            return Err(malformed());
        }
        let num = IBig::from_str(num).map_err(|_| malformed())?;
        let den = UBig::from_str(den).map_err(|_| malformed())?;
        if den == UBig::ZERO {
            return Err(malformed());
        }
        let v = Self::from_big(RBig::from_parts(num, den));
        let text = v.to_string();
        if text == s { Ok(v) } else { Err(ExactError::NotCanonical(s.to_owned(), text)) }
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    fn x(s: &str) -> Exact {
        s.parse().unwrap()
    }
    #[test]
    fn arithmetic_crosses_from_small_to_large_and_back() {
        let huge = (0..10).fold(Exact::ONE, |a, _| a * x("9223372036854775807"));
        let back = (0..10).fold(huge.clone(), |a, _| &a / &x("9223372036854775807"));
        assert_eq!(back, Exact::ONE);
        assert_eq!(&huge - &huge, Exact::ZERO);
        assert!(huge > x("9223372036854775807"));
    }
    #[test]
    fn one_value_has_one_text() {
        for bad in ["2/4", "+1", "007", "1/0", "", "/", "1/", "-", "0x1", "1.5", "NaN", "-0", "1/-2"] {
            assert!(bad.parse::<Exact>().is_err(), "{bad}");
        }
        for good in ["0", "-7", "13/3", "-13/3", "340282366920938463463374607431768211456/7"] {
            assert_eq!(x(good).to_string(), good);
        }
    }
    #[test]
    fn rounding_is_named_and_towards_nought() {
        assert_eq!(x("7/3").decimals_down(2), "2.33");
        assert_eq!(x("-7/3").decimals_down(2), "-2.33");
        assert_eq!(x("1/300").decimals_down(2), "0.00");
        assert_eq!((x("-7/3").floor(), x("-7/3").ceil()), (Some(-3), Some(-2)));
    }
}
