//! Square roots: enclosed to so many decimals, and numbers with one root compared by squaring.
use super::Exact;
use dashu_int::{UBig, ops::SquareRoot};
use dashu_ratio::RBig;
use std::cmp::Ordering;

impl Exact {
    /// The square root with so many decimals, the rest cut off; of a number below nought, nought.
    ///
    /// # Examples
    /// ```
    /// use cocreate::num::Exact;
    /// assert_eq!(Exact::from(2u32).root_down(4).decimals_down(4), "1.4142");
    /// ```
    #[must_use]
    pub fn root_down(&self, places: usize) -> Self {
        let scale = UBig::from(10u8).pow(places);
        let scaled = self.to_big() * RBig::from(&scale * &scale);
        let whole = UBig::try_from(scaled.floor()).unwrap_or(UBig::ZERO);
        Self::from_big(RBig::from(whole.sqrt()) / RBig::from(scale))
    }
    /// The nearest number with so many decimals; a half goes away from nought.
    ///
    /// # Examples
    /// ```
    /// use cocreate::num::Exact;
    /// assert_eq!(Exact::ratio(-5, 1000).unwrap().rounded(2).to_string(), "-1/100");
    /// ```
    #[must_use]
    pub fn rounded(&self, places: usize) -> Self {
        let scale = RBig::from(UBig::from(10u8).pow(places));
        let half = RBig::from_parts(1.into(), 2u8.into());
        let scaled = self.to_big() * &scale;
        let whole = if self.is_negative() { (scaled - half).ceil() } else { (scaled + half).floor() };
        Self::from_big(RBig::from(whole) / scale)
    }
}

/// `plain + √square`, or `plain - √-square` where `square` is below nought. Compared exactly, by squaring.
///
/// # Examples
/// ```
/// use cocreate::num::{Exact, Surd};
/// let of = |plain: i64, square: i64| Surd { plain: plain.into(), square: square.into() };
/// assert!(of(1, 2) < of(0, 6)); // 2.414 < 2.449
/// assert_eq!(of(3, -4), of(1, 0));
/// ```
#[derive(Clone, Debug)]
pub struct Surd {
    /// What stands outside the root.
    pub plain: Exact,
    /// What stands under the root, with the sign that the root has.
    pub square: Exact,
}
impl Surd {
    /// With so many decimals, the root cut off towards nought.
    #[must_use]
    pub fn cut(&self, places: usize) -> Exact {
        if self.square.is_negative() {
            &self.plain - &(-&self.square).root_down(places)
        } else {
            &self.plain + &self.square.root_down(places)
        }
    }
}
/// The sign of `d + x + y`, where `x` and `y` are roots given by their signed squares.
fn sign(d: &Exact, x: &Exact, y: &Exact) -> Ordering {
    let zero = &Exact::ZERO;
    // Of two roots the one with the larger square decides.
    let (plain, roots) = (d.cmp(zero), (x + y).cmp(zero));
    if plain == roots || roots.is_eq() {
        return plain;
    }
    if plain.is_eq() {
        return roots;
    }
    // They pull against each other: d² against (x + y)² = |x|² + |y|² + 2xy, again a number and a root.
    let rest = &(d * d) - &(size(x) + size(y));
    let signed_square = &rest * &size(&rest);
    match (&signed_square - &(&(x * y) * &Exact::from(4u32))).cmp(zero) {
        Ordering::Greater => plain,
        Ordering::Equal => Ordering::Equal,
        Ordering::Less => roots,
    }
}
fn size(x: &Exact) -> Exact {
    if x.is_negative() { -x } else { x.clone() }
}
impl Ord for Surd {
    fn cmp(&self, o: &Self) -> Ordering {
        sign(&(&self.plain - &o.plain), &self.square, &-&o.square)
    }
}
impl PartialOrd for Surd {
    fn partial_cmp(&self, o: &Self) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}
impl PartialEq for Surd {
    fn eq(&self, o: &Self) -> bool {
        self.cmp(o).is_eq()
    }
}
impl Eq for Surd {}

#[cfg(test)]
#[allow(clippy::float_arithmetic, reason = "doubles judge the exact comparison")]
mod tests {
    use super::*;
    use proptest::prelude::*;
    fn value(x: &Surd) -> f64 {
        let root = x.square.to_f64();
        x.plain.to_f64() + root.signum() * root.abs().sqrt()
    }
    proptest! {
        #[test]
        fn comparison_agrees_with_doubles_where_they_tell_apart(a in -9i64..9, b in -30i64..30, c in -9i64..9, d in -30i64..30) {
            let of = |plain: i64, square: i64| Surd { plain: plain.into(), square: square.into() };
            let (x, y) = (of(a, b), of(c, d));
            let gap = (value(&x) - value(&y)).abs();
            if gap > 1e-9 {
                prop_assert_eq!(x.cmp(&y), value(&x).total_cmp(&value(&y)));
            } else {
                // Sums of small numbers and roots that are this near are equal.
                prop_assert_eq!(&x, &y);
            }
        }
    }
    #[test]
    fn roots_and_rounding() {
        let x = |s: &str| s.parse::<Exact>().unwrap();
        assert_eq!(x("1/4").root_down(3), x("1/2"));
        assert_eq!(x("-4").root_down(3), Exact::ZERO);
        assert_eq!(x("3").root_down(30).decimals_down(30), "1.732050807568877293527446341505");
        assert_eq!([x("5/2"), x("-5/2"), x("7/3")].map(|v| v.rounded(0).to_string()), ["3", "-3", "2"]);
    }
}
