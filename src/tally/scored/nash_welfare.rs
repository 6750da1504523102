//! Nash welfare: the entry wins whose product of all voters' marks is the highest.
//!
//! A missing mark has no place in a product: an entry that some ballot leaves without a mark may not win. Numbers of votes are divided
//! by their common divisor first, which changes no order.
//!
//! Worked example: X has 4 4 1, Y 3 3 3, Z 5 5 0. The products are 16, 27 and 0: Y wins.
use crate::{
    count::{About, Alias, Halt, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::{Exact, lcm},
    profile::{ScoreHistogram, Summary},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most bits of a product.
const MAX_BITS: u64 = 1 << 22;

/// The highest product of all voters' marks wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal products share a tier. Entries that lack a voter's mark may not win.
///
/// # Complexity
/// O(m log m) comparisons of whole numbers of up to 2^22 bits; about 600,000 different votes of marks up to 100 reach it.
///
/// # Errors
/// If the scale goes below nought, or the products would pass 2^22 bits.
///
/// # References
/// Nash (1950), "The bargaining problem", Econometrica 18; Kaneko and Nakamura (1979), Econometrica 47.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::NashWelfare};
/// let ballots = [Scores::from([(0, 5), (1, 3)]), Scores::from([(0, 1), (1, 2)])];
/// let tally = run(&NashWelfare {}, &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NashWelfare {}

impl TallyRule for NashWelfare {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("nash-welfare", "Nash welfare")
            .aliases(&[Alias::plain("nash"), Alias::plain("nash-product")])
            .references(&["Nash (1950), Econometrica 18"])
            .limit("products of 2^22 bits: some 600,000 different votes of marks up to 100");
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let form = n.form();
        let whole: EntrySet = n.slate().iter().filter(|e| n.rated(*e) == n.total_weight()).collect();
        if form.lowest.is_negative() && !whole.is_empty() {
            let why = format!("the scale goes down to {}; a product needs marks of 0 or more", form.lowest);
            return Err(Refusal::Other(why.into()).into());
        }
        // Marks as whole numbers: all products have the same number of factors, so a common factor of all marks changes no order.
        let values: Vec<Exact> = (0..=form.top).map(|l| form.value(l)).collect();
        let scale =
            values.iter().try_fold(1, |d, v| lcm(d, v.denominator()?)).map_or(Exact::ONE, Exact::from);
        let values: Vec<Exact> = values.iter().map(|v| v * &scale).collect();
        let common = whole.iter().flat_map(|e| n.of_entry(e).iter()).fold(0, |d, w| gcd(d, *w)).max(1);
        let bits = |v: &Exact| {
            u64::from(u128::BITS - v.floor().map_or(u128::MAX, |v| v.unsigned_abs()).leading_zeros())
        };
        let size = (n.total_weight() / common).saturating_mul(values.iter().map(bits).max().unwrap_or(0));
        if size > MAX_BITS && !whole.is_empty() {
            return Err(Refusal::TooLarge { what: "bits of the products", got: size, most: MAX_BITS }.into());
        }
        let product = |e: EntryIx| {
            let powers = n.of_entry(e).iter().zip(&values).filter(|(w, _)| **w > 0);
            powers.fold(Exact::ONE, |all, (w, v)| &all * &power(v, w / common))
        };
        let products: BTreeMap<EntryIx, Exact> = whole.iter().map(|e| (e, product(e))).collect();
        let standing = Standing::by(n.slate(), |e| products.get(&e));
        if size > 512 {
            teller.record(|| Step::note(format!("products of up to {size} bits were compared")));
            return Ok(standing);
        }
        teller.record(|| Step::scored(products.iter().map(|(e, x)| (*e, x.clone()))));
        Ok(standing.with_scores(products))
    }
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
fn power(base: &Exact, mut times: u64) -> Exact {
    let (mut out, mut square) = (Exact::ONE, base.clone());
    while times > 0 {
        if times % 2 == 1 {
            out *= &square;
        }
        times /= 2;
        if times > 0 {
            square = &square * &square;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, shown, told, winner};
    use super::*;
    #[test]
    fn worked_example() {
        let t = told(&NashWelfare {}, &marks(0, 5, &[&[4, 3, 5], &[4, 3, 5], &[1, 3, 0]]));
        assert_eq!((shown(&t), winner(&t)), (vec!["16".into(), "27".into(), "0".into()], Some(1)));
    }
    #[test]
    fn a_tie_and_a_missing_mark() {
        assert!(told(&NashWelfare {}, &marks(0, 5, &[&[4, 2, -1], &[1, 2, 5]])).outcome().is_tied());
        let e = crate::count::run(
            &NashWelfare {},
            &marks(-1, 5, &[&[2, 0]]),
            Seats::ONE,
            &crate::count::TiePolicy::REPORT,
        );
        assert!(e.unwrap_err().to_string().contains("down to -1"));
    }

    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&NashWelfare {}, &marks(0, 5, &[]))));
    }
}
