//! Power of votes: how often a party decides, in a body where a coalition wins that reaches a quota.
//!
//! Shapley-Shubik: the share of all orders in which the party is the one that reaches the quota. Banzhaf: the number of
//! winning coalitions that lose without it (swings), as a share of all swings. Deegan-Packel: the mean over all minimal
//! winning coalitions of one over their size, for those with the party in them.
//!
//! Worked example: with weights 50, 49 and 1 and a quota of 51 the indices are 2/3, 1/6, 1/6; 3/5, 1/5, 1/5; and 1/2, 1/4,
//! 1/4, though the second has 49 times the votes of the third.
//!
//! References: Shapley and Shubik (1954); Banzhaf (1965), "Weighted voting doesn't work"; Deegan and Packel (1978); Mann
//! and Shapley (1962) for counting by generating functions.
use super::{GameError, MAX_PARTIES, number};
use crate::num::Exact;

/// Most parties of a body; counts of coalitions then fit 128 bits.
pub const MAX_VOTERS: usize = 120;
/// Most steps of counting coalitions by size and weight: parties times parties times quota.
pub const MAX_WORK: u128 = 200_000_000;

/// Parties with weights, and the weight that wins.
///
/// # Examples
/// ```
/// use cocreate::{game::power::Body, num::Exact};
/// let body = Body::new(51, vec![50, 49, 1])?;
/// let show = |all: Vec<Exact>| all.iter().map(Exact::to_string).collect::<Vec<_>>();
/// assert_eq!(show(body.shapley_shubik()?), ["2/3", "1/6", "1/6"]);
/// assert_eq!((body.swings()?, show(body.banzhaf()?)), (vec![3, 1, 1], vec!["3/5".into(), "1/5".into(), "1/5".into()]));
/// assert_eq!(show(body.deegan_packel()?), ["1/2", "1/4", "1/4"]);
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    quota: u64,
    weights: Vec<u64>,
}
impl Body {
    /// A body.
    ///
    /// # Errors
    /// If there is nobody or more than [`MAX_VOTERS`], or a quota of nought or above the sum of the weights.
    pub fn new(quota: u64, weights: Vec<u64>) -> Result<Self, GameError> {
        number("voters", weights.len(), MAX_VOTERS)?;
        let sum: u128 = weights.iter().map(|w| u128::from(*w)).sum();
        if quota == 0 || u128::from(quota) > sum {
            let want = "it is at least 1 and at most the sum of the weights";
            return Err(GameError::Range { field: "the quota", at: 0, value: quota.into(), want });
        }
        Ok(Self { quota, weights })
    }
    /// How many parties.
    fn len(&self) -> usize {
        self.weights.len()
    }
    /// For each party and each size, how many coalitions of so many others lose without it and win with it.
    ///
    /// # Complexity
    /// `O(n 2^n)` or `O(n² q)` for n parties and a quota of q, whichever is less.
    fn pivots(&self) -> Result<Vec<Vec<u128>>, GameError> {
        let n = self.len();
        let work = (n * n) as u128 * u128::from(self.quota);
        if n <= MAX_PARTIES && (n as u128) << n <= work {
            return Ok(self.by_masks());
        }
        if work > MAX_WORK {
            return Err(GameError::Work { what: "counting coalitions", got: work, most: MAX_WORK });
        }
        Ok(self.by_sums())
    }
    fn by_masks(&self) -> Vec<Vec<u128>> {
        let n = self.len();
        let mut out = vec![vec![0; n]; n];
        for (mask, weight) in self.sums().into_iter().enumerate() {
            let size = mask.count_ones() as usize;
            if weight >= self.quota.into() {
                continue;
            }
            for (i, of) in out.iter_mut().enumerate().filter(|(i, _)| mask >> i & 1 == 0) {
                of[size] += u128::from(weight + u128::from(self.weights[i]) >= self.quota.into());
            }
        }
        out
    }
    /// The weight of every coalition of a small body.
    fn sums(&self) -> Vec<u128> {
        let mut sums = vec![0u128];
        for w in &self.weights {
            sums.extend_from_within(..);
            let half = sums.len() / 2;
            for s in &mut sums[half..] {
                *s += u128::from(*w);
            }
        }
        sums
    }
    /// Coalitions counted by size and weight below the quota; a party is taken out by the same step backwards.
    fn by_sums(&self) -> Vec<Vec<u128>> {
        // The quota fits, since the work was bounded.
        let (n, q) = (self.len(), self.quota as usize);
        let mut all = vec![vec![0u128; q]; n + 1];
        all[0][0] = 1;
        let below = |w: u64| usize::try_from(w).ok().filter(|w| *w < q);
        for (k, w) in self.weights.iter().enumerate() {
            let Some(w) = below(*w) else { continue };
            for s in (0..=k).rev() {
                let (low, high) = all.split_at_mut(s + 1);
                for x in (w..q).rev() {
                    high[0][x] += low[s][x - w];
                }
            }
        }
        let without = |w: u64| {
            let mut rest = all.clone();
            if let Some(w) = below(w) {
                for s in 1..=n {
                    let (low, high) = rest.split_at_mut(s);
                    for x in w..q {
                        high[0][x] -= low[s - 1][x - w];
                    }
                }
            }
            let from = q.saturating_sub(usize::try_from(w).unwrap_or(usize::MAX));
            (0..n).map(|s| rest[s][from..].iter().sum()).collect()
        };
        self.weights.iter().map(|w| without(*w)).collect()
    }
    /// The index of Shapley and Shubik; the indices sum to one.
    ///
    /// # Errors
    /// If counting takes more than [`MAX_WORK`] steps.
    pub fn shapley_shubik(&self) -> Result<Vec<Exact>, GameError> {
        let n = self.len();
        let mut chance = vec![Exact::ONE / Exact::from(n)];
        for s in 1..n {
            let next = &chance[s - 1] * &(Exact::from(s) / Exact::from(n - s));
            chance.push(next);
        }
        let index = |of: &Vec<u128>| of.iter().zip(&chance).map(|(k, c)| &Exact::from(*k) * c).sum();
        Ok(self.pivots()?.iter().map(index).collect())
    }
    /// How many winning coalitions lose without each party.
    ///
    /// # Errors
    /// As [`Body::shapley_shubik`].
    pub fn swings(&self) -> Result<Vec<u128>, GameError> {
        Ok(self.pivots()?.iter().map(|of| of.iter().sum()).collect())
    }
    /// Banzhaf's index: the share of all swings; the indices sum to one.
    ///
    /// # Errors
    /// As [`Body::shapley_shubik`].
    pub fn banzhaf(&self) -> Result<Vec<Exact>, GameError> {
        let swings: Vec<Exact> = self.swings()?.into_iter().map(Exact::from).collect();
        // Somebody decides, since all together win.
        let sum: Exact = swings.iter().sum();
        Ok(swings.iter().map(|s| s / &sum).collect())
    }
    /// The index of Deegan and Packel; the indices sum to one.
    ///
    /// # Complexity
    /// `O(n 2^n)`.
    ///
    /// # Errors
    /// If there are more than [`MAX_PARTIES`] parties.
    pub fn deegan_packel(&self) -> Result<Vec<Exact>, GameError> {
        let n = self.len();
        number("parties", n, MAX_PARTIES)?;
        let sums = self.sums();
        let (mut by_size, mut count) = (vec![vec![0u64; n + 1]; n], 0u64);
        for (mask, weight) in sums.iter().enumerate() {
            let members = || super::of_mask(mask as u32);
            let minimal = members().all(|i| sums[mask & !(1 << i)] < self.quota.into());
            if *weight >= self.quota.into() && minimal {
                count += 1;
                members().for_each(|i| by_size[i][mask.count_ones() as usize] += 1);
            }
        }
        let index = |of: &Vec<u64>| {
            let parts = of.iter().enumerate().skip(1).map(|(size, k)| Exact::from(*k) / Exact::from(size));
            parts.sum::<Exact>() / Exact::from(count)
        };
        Ok(by_size.iter().map(index).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{Game, shapley};
    use proptest::prelude::*;
    fn show(all: &[Exact]) -> Vec<String> {
        all.iter().map(Exact::to_string).collect()
    }
    #[test]
    fn worked_example() {
        let body = Body::new(4, vec![3, 2, 1, 1]).unwrap();
        assert_eq!(show(&body.shapley_shubik().unwrap()), ["1/2", "1/6", "1/6", "1/6"]);
        assert_eq!(body.swings().unwrap(), [6, 2, 2, 2]);
        assert_eq!(show(&body.banzhaf().unwrap()), ["1/2", "1/6", "1/6", "1/6"]);
    }
    proptest! {
        #[test]
        fn both_ways_of_counting_agree_with_the_value_of_the_game(weights in proptest::collection::vec(0u64..9, 1..7), part in 1u64..100) {
            let sum: u64 = weights.iter().sum();
            prop_assume!(sum > 0);
            let quota = 1 + part * (sum - 1) / 100;
            let body = Body::new(quota, weights.clone()).unwrap();
            prop_assert_eq!(body.by_masks(), body.by_sums());
            let wins = |c: &[usize]| Exact::from(u32::from(c.iter().map(|i| weights[*i]).sum::<u64>() >= quota));
            let game = Game::new(weights.len(), wins).unwrap();
            prop_assert_eq!(body.shapley_shubik().unwrap(), shapley::value(&game));
            prop_assert_eq!(body.deegan_packel().unwrap().iter().sum::<Exact>(), Exact::ONE);
        }
    }
    #[test]
    fn a_large_body_and_one_too_large() {
        // The Council by heads: 27 equal states, 15 needed.
        let equal = Body::new(15, vec![1; 27]).unwrap();
        assert!(equal.shapley_shubik().unwrap().iter().all(|x| *x == Exact::ratio(1, 27).unwrap()));
        assert!(equal.deegan_packel().is_err());
        assert!(matches!(
            Body::new(u64::MAX, vec![u64::MAX; 30]).unwrap().swings(),
            Err(GameError::Work { .. })
        ));
        assert!(
            Body::new(0, vec![1]).is_err() && Body::new(2, vec![1]).is_err() && Body::new(1, vec![]).is_err()
        );
    }
}
