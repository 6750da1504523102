//! Chances and efforts that theory gives: contests of effort, juries, orders.
//!
//! Worked example: efforts of 30 and 10 win with 3/4 and 1/4, and with 9/10 and 1/10 where efforts are squared. Three who
//! are right with 3/5 are right by majority with 81/125. With weights 3, 2 and 1 the order of falling weights has 1/3.
//!
//! References: Tullock (1980), "Efficient rent seeking"; Krishna (2010), *Auction Theory*, ch. 3 (all-pay); Condorcet
//! (1785); Mallows (1957); Plackett (1975); `McFadden` (1974) (logit).
use super::{GameError, MAX_CLAIMS, not_negative, number};
use crate::num::Exact;

/// Highest exponent.
pub const MAX_POWER: u32 = 1_000;

fn power(x: &Exact, n: u32) -> Exact {
    (0..n).fold(Exact::ONE, |a, _| &a * x)
}
fn exponent(r: u32) -> Result<(), GameError> {
    number("as exponent", r.max(1) as usize, MAX_POWER as usize)
}
fn share(field: &'static str, p: &Exact) -> Result<(), GameError> {
    if p.is_negative() || *p > Exact::ONE {
        return Err(GameError::Range { field, at: 0, value: p.clone(), want: "it is from 0 to 1" });
    }
    Ok(())
}

/// Tullock's contest: each wins with their effort to the power of `r` over the sum of all; equal chances if nobody makes an effort.
///
/// # Errors
/// If there is nobody, an effort is below nought, or `r` is above [`MAX_POWER`].
///
/// # Examples
/// ```
/// use cocreate::{game::chance::tullock, num::Exact};
/// let p = tullock(&[30u32.into(), 10u32.into()], 2)?;
/// assert_eq!(p[0].to_string(), "9/10");
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
pub fn tullock(efforts: &[Exact], r: u32) -> Result<Vec<Exact>, GameError> {
    number("efforts", efforts.len(), MAX_CLAIMS)?;
    not_negative("the effort", efforts)?;
    exponent(r)?;
    let powers: Vec<Exact> = efforts.iter().map(|e| power(e, r)).collect();
    let sum: Exact = powers.iter().sum();
    if sum.is_zero() {
        return Ok(vec![Exact::ONE / Exact::from(efforts.len()); efforts.len()]);
    }
    Ok(powers.iter().map(|p| p / &sum).collect())
}
/// What each of `n` equal contestants spends in the symmetric equilibrium of Tullock's contest for `prize`: r (n - 1) / n² of it.
///
/// # Errors
/// If there are fewer than two, the prize is below nought, or `r` is not from 0 to n / (n - 1), beyond which there is no such equilibrium.
pub fn tullock_effort(n: u32, r: &Exact, prize: &Exact) -> Result<Exact, GameError> {
    let n = contestants(n)?;
    not_negative("the prize", std::slice::from_ref(prize))?;
    let others = &n - &Exact::ONE;
    if r.is_negative() || *r > &n / &others {
        let want = "it is from 0 to n / (n - 1)";
        return Err(GameError::Range { field: "the exponent", at: 0, value: r.clone(), want });
    }
    Ok(&(&(r * &others) * prize) / &(&n * &n))
}
fn contestants(n: u32) -> Result<Exact, GameError> {
    if !(2..=MAX_POWER).contains(&n) {
        return Err(GameError::Range {
            field: "the number",
            at: 0,
            value: n.into(),
            want: "it is from 2 to 1000",
        });
    }
    Ok(Exact::from(n))
}
/// All-pay contest of `n` with values drawn alike from 0 to 1: the equilibrium bid (n - 1) / n · vⁿ of somebody with value `v`.
///
/// # Errors
/// If there are fewer than two or more than [`MAX_POWER`], or the value is not from 0 to 1.
pub fn all_pay_bid(n: u32, value: &Exact) -> Result<Exact, GameError> {
    let all = contestants(n)?;
    share("the value", value)?;
    Ok(&power(value, n) * &((&all - &Exact::ONE) / all))
}
/// What all together bid in that contest on average: (n - 1) / (n + 1).
///
/// # Errors
/// If there are fewer than two or more than [`MAX_POWER`].
pub fn all_pay_total(n: u32) -> Result<Exact, GameError> {
    let all = contestants(n)?;
    Ok((&all - &Exact::ONE) / (&all + &Exact::ONE))
}
/// Chance that most of `n` are right who are each right with chance `p`, independently.
///
/// # Errors
/// If `n` is even or above [`MAX_POWER`], or `p` is not from 0 to 1.
///
/// # Examples
/// ```
/// use cocreate::{game::chance::condorcet_jury, num::Exact};
/// let p = Exact::ratio(3, 5).unwrap();
/// assert_eq!(condorcet_jury(&p, 3)?.to_string(), "81/125");
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
pub fn condorcet_jury(p: &Exact, n: u32) -> Result<Exact, GameError> {
    share("the chance", p)?;
    if n.is_multiple_of(2) || n > MAX_POWER {
        let want = "it is odd, up to 999";
        return Err(GameError::Range { field: "the number of jurors", at: 0, value: n.into(), want });
    }
    let wrong = &Exact::ONE - p;
    let (mut ways, mut sum) = (Exact::ONE, Exact::ZERO);
    for k in 0..=n / 2 {
        sum += &(&(&ways * &power(p, n - k)) * &power(&wrong, k));
        ways = &ways * &(Exact::from(n - k) / Exact::from(k + 1));
    }
    Ok(sum)
}
/// Mallows: the chance of an order of `n` that differs from the reference in `d` pairs: φ^d over the product of
/// 1 + φ + .. + φ^i for i below n.
///
/// # Errors
/// If φ is not from 0 to 1, there is nobody or more than 1,000, or there are fewer than `d` pairs.
pub fn mallows(n: u32, phi: &Exact, d: u32) -> Result<Exact, GameError> {
    share("the dispersion", phi)?;
    number("entries", n as usize, MAX_POWER as usize)?;
    let pairs = n * (n - 1) / 2;
    if d > pairs {
        let want = "an order of n differs in at most n (n - 1) / 2 pairs";
        return Err(GameError::Range { field: "the distance", at: 0, value: d.into(), want });
    }
    let (mut sum, mut term, mut all) = (Exact::ZERO, Exact::ONE, Exact::ONE);
    for _ in 0..n {
        sum += &term;
        all = &all * &sum;
        term = &term * phi;
    }
    Ok((0..d).fold(Exact::ONE, |a, _| &a * phi) / all)
}
/// Plackett and Luce: the chance that drawing by weight without putting back gives the weights in this order.
///
/// # Errors
/// If there are no weights, or one is not above nought.
pub fn plackett_luce(weights: &[Exact]) -> Result<Exact, GameError> {
    number("weights", weights.len(), MAX_CLAIMS)?;
    if let Some(at) = weights.iter().position(|w| *w <= Exact::ZERO) {
        let value = weights[at].clone();
        return Err(GameError::Range { field: "the weight", at, value, want: "it is above 0" });
    }
    let mut left: Exact = weights.iter().sum();
    let mut p = Exact::ONE;
    for w in weights {
        p = &p * &(w / &left);
        left -= w;
    }
    Ok(p)
}
/// The chance 1 / (1 + e^-d) that the first of two is taken whose worth differs by `d`, rounded to nine decimals.
///
/// An estimate: one exponential of the double nearest to `d`.
///
/// # Errors
/// If `d` is not from -1000 to 1000.
#[allow(clippy::float_arithmetic, reason = "an estimate, rounded to nine decimals")]
pub fn logit(d: &Exact) -> Result<Exact, GameError> {
    let most = Exact::from(1000u32);
    if *d > most || *d < -most {
        let want = "it is from -1000 to 1000";
        return Err(GameError::Range { field: "the difference", at: 0, value: d.clone(), want });
    }
    Ok(super::grid(1.0 / (1.0 + libm::exp(-d.to_f64()))))
}

#[cfg(test)]
mod tests {
    use super::*;
    fn x(s: &str) -> Exact {
        s.parse().unwrap()
    }
    #[test]
    fn contests_of_effort() {
        assert_eq!(tullock(&[Exact::ZERO, Exact::ZERO], 1).unwrap(), [x("1/2"), x("1/2")]);
        assert_eq!(tullock_effort(3, &Exact::ONE, &x("100")).unwrap(), x("200/9"));
        assert_eq!(all_pay_bid(2, &x("4/5")).unwrap(), x("8/25"));
        assert_eq!(all_pay_total(3).unwrap(), x("1/2"));
        assert!(
            tullock_effort(3, &x("8/5"), &x("1")).is_err() && tullock_effort(1, &x("1"), &x("1")).is_err()
        );
        assert!(
            tullock(&[x("-1")], 1).is_err()
                && tullock(&[x("1")], 1001).is_err()
                && all_pay_bid(2, &x("2")).is_err()
        );
    }
    #[test]
    fn chances_of_all_orders_sum_to_one() {
        // Of three entries: one order at distance 0, two at 1, two at 2, one at 3.
        let phi = x("1/2");
        let p: Exact = [(0, 1), (1, 2), (2, 2), (3, 1)]
            .iter()
            .map(|(d, n)| &mallows(3, &phi, *d).unwrap() * &Exact::from(*n as u32))
            .sum();
        assert_eq!((p, mallows(3, &phi, 1).unwrap()), (Exact::ONE, x("4/21")));
        let w = [x("3"), x("2"), x("1")];
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let p: Exact = orders.iter().map(|o| plackett_luce(&o.map(|i: usize| w[i].clone())).unwrap()).sum();
        assert_eq!(p, Exact::ONE);
        assert!(
            mallows(3, &phi, 4).is_err() && mallows(0, &phi, 0).is_err() && plackett_luce(&[x("0")]).is_err()
        );
        assert!(condorcet_jury(&phi, 2).is_err() && logit(&x("1001")).is_err());
        assert_eq!(logit(&x("0")).unwrap(), phi);
    }
}
