//! Costs of what several ask for: serial (Moulin and Shenker) and average sharing.
//!
//! Serial: in rising order of demands, each increment of the cost is shared equally by all who still ask. With demands
//! q1 ≤ q2 ≤ .. of n parties, let Qk = q1 + .. + q(k-1) + (n - k + 1) qk; party k pays what party k - 1 pays and
//! (C(Qk) - C(Q(k-1))) / (n - k + 1). So nobody pays for the appetite of those who ask for more.
//!
//! Worked example: demands of 1, 2 and 3 where q units cost q²: C(3) / 3 = 3; then (C(5) - C(3)) / 2 = 8 more, 11; then
//! C(6) - C(5) = 11 more, 22. Average shares are 6, 12 and 18.
//!
//! References: Moulin and Shenker (1992), "Serial cost sharing", Econometrica 60.
use super::{GameError, MAX_CLAIMS, not_negative, number};
use crate::num::Exact;

fn check(demands: &[Exact]) -> Result<(), GameError> {
    number("demands", demands.len(), MAX_CLAIMS)?;
    not_negative("the demand", demands)
}
/// Serial shares; they sum to the cost of all demands, less that of nothing.
///
/// # Complexity
/// `O(n log n)` and n + 1 questions for costs.
///
/// # Errors
/// If there are no demands or more than [`MAX_CLAIMS`], one is below nought, or the cost falls where demands rise.
///
/// # Examples
/// ```
/// use cocreate::{game::cost, num::Exact};
/// let demands = [1u32, 2, 3].map(Exact::from);
/// let shares = cost::serial(&demands, |q| q * q)?;
/// assert_eq!(shares, [3u32, 11, 22].map(Exact::from));
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
pub fn serial(demands: &[Exact], mut cost: impl FnMut(&Exact) -> Exact) -> Result<Vec<Exact>, GameError> {
    check(demands)?;
    let mut order: Vec<usize> = (0..demands.len()).collect();
    order.sort_by(|a, b| demands[*a].cmp(&demands[*b]));
    let (mut shares, mut due) = (vec![Exact::ZERO; demands.len()], Exact::ZERO);
    let (mut before, mut asked) = (cost(&Exact::ZERO), Exact::ZERO);
    for (k, i) in order.iter().enumerate() {
        let left = Exact::from(demands.len() - k);
        let now = cost(&(&asked + &(&demands[*i] * &left)));
        if now < before {
            let value = &now - &before;
            return Err(GameError::Range {
                field: "the next cost",
                at: *i,
                value,
                want: "costs do not fall",
            });
        }
        due += &((&now - &before) / left);
        shares[*i] = due.clone();
        before = now;
        asked += &demands[*i];
    }
    Ok(shares)
}
/// Average shares: everybody pays the same for a unit. Nought for all if nothing is asked for.
///
/// # Errors
/// If there are no demands or more than [`MAX_CLAIMS`], or one is below nought.
///
/// # Examples
/// ```
/// use cocreate::{game::cost, num::Exact};
/// let demands = [1u32, 2, 3].map(Exact::from);
/// assert_eq!(cost::average(&demands, |q| q * q)?, [6u32, 12, 18].map(Exact::from));
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
pub fn average(demands: &[Exact], cost: impl FnOnce(&Exact) -> Exact) -> Result<Vec<Exact>, GameError> {
    check(demands)?;
    let sum: Exact = demands.iter().sum();
    if sum.is_zero() {
        return Ok(vec![Exact::ZERO; demands.len()]);
    }
    let unit = cost(&sum) / sum;
    Ok(demands.iter().map(|q| q * &unit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    #[test]
    fn equal_demands_pay_the_same_and_a_linear_cost_is_shared_by_demand() {
        let demands = [2u32, 2, 5].map(Exact::from);
        let linear = |q: &Exact| q * &Exact::from(3u32);
        assert_eq!(serial(&demands, linear).unwrap(), average(&demands, linear).unwrap());
        assert_eq!(average(&[Exact::ZERO], linear).unwrap(), [Exact::ZERO]);
        assert!(serial(&[], linear).is_err() && serial(&[-Exact::ONE], linear).is_err());
        assert!(serial(&demands, |q| -q).is_err());
    }
    proptest! {
        #[test]
        fn shares_sum_to_the_cost_and_do_not_hang_on_larger_demands(demands in proptest::collection::vec(0u32..30, 1..7)) {
            let mut all: Vec<Exact> = demands.iter().map(|d| Exact::from(*d)).collect();
            let square = |q: &Exact| q * q;
            let got = serial(&all, square).unwrap();
            prop_assert_eq!(got.iter().sum::<Exact>(), square(&all.iter().sum()));
            let most = (0..all.len()).max_by_key(|i| demands[*i]).unwrap();
            all[most] += &Exact::from(7u32);
            let more = serial(&all, square).unwrap();
            for i in (0..all.len()).filter(|i| *i != most) {
                prop_assert_eq!(&got[i], &more[i]);
            }
        }
    }
}
