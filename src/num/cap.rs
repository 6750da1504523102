//! Shares under a cap: what is over the cap is shared again among the others, until nobody is over it.
//!
//! Worked example: 100 by weights 10, 9, 1 under a cap of 40. The first pass gives 50, 45, 5; both large ones are cut to
//! 40 and the 20 left go to the third. Weights 16, 3, 1 under 50 give 50, 75/2, 25/2.
//!
//! References: Giveth and Gitcoin matching caps, where a cap that was not applied again in the second pass was a bug.
use super::{Apportionment, Exact, OddUnits, Split, SplitError, split};

/// Exact shares of one whole under a cap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CappedShares {
    /// One share a weight, in its order; none above the cap.
    pub shares: Vec<Exact>,
    /// Indices of the weights that the cap cut, rising.
    pub cut: Vec<usize>,
    /// What is left of one where all who have a weight are at the cap.
    pub left: Exact,
}

/// Shares of one whole by `weights`, none above `cap`, which is a fraction of the whole.
///
/// The scale of the weights does not matter. `None` if a weight is below nought, or none is above it.
///
/// # Complexity
/// `O(n log n)` exact operations for `n` weights, not one pass a cut.
pub fn capped_shares(weights: &[Exact], cap: &Exact) -> Option<CappedShares> {
    let mut rest: Exact = weights.iter().sum();
    if rest.is_zero() || weights.iter().any(Exact::is_negative) {
        return None;
    }
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| weights[*b].cmp(&weights[*a]));
    let mut left = Exact::ONE;
    // Whoever is over the cap when all below have their due is over it in every later pass.
    let mut cut = vec![];
    for i in order {
        let w = &weights[i];
        if w.is_zero() || &left * w <= cap * &rest {
            break;
        }
        cut.push(i);
        left -= cap;
        rest -= w;
    }
    cut.sort_unstable();
    let share = |(i, w): (usize, &Exact)| {
        if cut.binary_search(&i).is_ok() {
            cap.clone()
        } else if w.is_zero() {
            Exact::ZERO
        } else {
            &left * w / &rest
        }
    };
    let shares = weights.iter().enumerate().map(share).collect();
    let left = if rest.is_zero() { left } else { Exact::ZERO };
    Some(CappedShares { shares, cut, left })
}

/// Whole parts under a cap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CappedSplit {
    /// The parts and the tie of the last split, if any; they sum to the total less [`CappedSplit::left`].
    pub split: Split,
    /// Indices of the weights that the cap cut, rising.
    pub cut: Vec<usize>,
    /// Units that nobody may have, since all who have a weight are at the cap.
    pub left: u128,
}

/// Splits units like [`split`], none above `most`.
///
/// # Complexity
/// One split, and one more for every weight that the method's own rounding lifts over the cap.
///
/// # Errors
/// As [`split`].
pub fn split_capped(
    total: u128,
    weights: &[Exact],
    most: u128,
    method: Apportionment,
    odd: OddUnits,
) -> Result<CappedSplit, SplitError> {
    let free = split(total, weights, method, odd)?;
    if free.parts.iter().all(|p| *p <= most) {
        return Ok(CappedSplit { split: free, cut: vec![], left: 0 });
    }
    let cap = Exact::from(most) / Exact::from(total);
    let mut at_cap = vec![false; weights.len()];
    for i in capped_shares(weights, &cap).map(|c| c.cut).unwrap_or_default() {
        at_cap[i] = true;
    }
    loop {
        let held = most.saturating_mul(at_cap.iter().filter(|c| **c).count() as u128);
        // A cut weight had more than the cap, so together they hold at most the total.
        let rest = total.saturating_sub(held);
        let cut = |i: usize| if at_cap[i] { Exact::ZERO } else { weights[i].clone() };
        let others: Vec<Exact> = (0..weights.len()).map(cut).collect();
        let nobody = others.iter().all(Exact::is_zero);
        let mut s = split(if nobody { 0 } else { rest }, &others, method, odd)?;
        let over: Vec<usize> = (0..weights.len()).filter(|i| s.parts[*i] > most).collect();
        if over.is_empty() {
            for (p, _) in s.parts.iter_mut().zip(&at_cap).filter(|(_, c)| **c) {
                *p = most;
            }
            let cut = (0..weights.len()).filter(|i| at_cap[*i]).collect();
            return Ok(CappedSplit { split: s, cut, left: if nobody { rest } else { 0 } });
        }
        for i in over {
            at_cap[i] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn w(list: &[u64]) -> Vec<Exact> {
        list.iter().map(|x| Exact::from(*x)).collect()
    }
    fn x(s: &str) -> Exact {
        s.parse().unwrap()
    }
    #[test]
    fn the_rest_is_shared_again_until_nobody_is_over() {
        let c = capped_shares(&w(&[16, 3, 1]), &x("1/2")).unwrap();
        assert_eq!(c.shares, [x("1/2"), x("3/8"), x("1/8")]); // M26
        let c = capped_shares(&w(&[1, 10, 9]), &x("2/5")).unwrap();
        assert_eq!((c.shares, c.cut), (vec![x("1/5"), x("2/5"), x("2/5")], vec![1, 2])); // M27
    }
    #[test]
    fn what_nobody_may_have_is_told() {
        let c = capped_shares(&w(&[3, 0, 1]), &x("1/3")).unwrap();
        assert_eq!((c.shares, c.left), (vec![x("1/3"), Exact::ZERO, x("1/3")], x("1/3")));
        assert_eq!(capped_shares(&w(&[0, 0]), &x("1/3")), None);
        assert_eq!(capped_shares(&[], &x("1/3")), None);
    }
    #[test]
    fn whole_units_stay_under_the_cap_by_every_method() {
        use Apportionment as A;
        for m in [A::LargestRemainder, A::Dhondt, A::Adams, A::HuntingtonHill, A::Quota] {
            let c = split_capped(101, &w(&[90, 5, 5, 1]), 45, m, OddUnits::First).unwrap();
            assert_eq!(c.split.parts.iter().sum::<u128>(), 101, "{m}");
            assert!(c.split.parts.iter().all(|p| *p <= 45), "{m}");
            let c = split_capped(100, &w(&[9, 1]), 30, m, OddUnits::First).unwrap();
            assert_eq!((c.split.parts, c.left), (vec![30, 30], 40), "{m}");
        }
    }
}
