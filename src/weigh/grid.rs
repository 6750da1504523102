//! Weights too fine to be counted together, on a grid.
use super::Weights;
use crate::{
    num::Exact,
    profile::{MAX_WEIGHT, WeightError, scale_weights},
};

impl Weights {
    /// Whether the least common denominator needs more units than can be counted.
    pub(crate) fn are_too_fine(&self) -> bool {
        if self.weights.iter().all(|w| w.weight.denominator() == Some(1)) {
            return false;
        }
        let all: Vec<Exact> = self.weights.iter().map(|w| w.weight.clone()).collect();
        matches!(scale_weights(&all), Err(WeightError::TooFine(_)))
    }
    /// Rounds each to the nearest, half up, of the finest grid of decimals on which weights of `most` in all can be counted, and tells
    /// what a weight may be off by. Where there is none they stay as they are.
    pub(crate) fn round(&mut self, most: &Exact) {
        let (half, limit) = (self.weights.len() as u64, Exact::from(MAX_WEIGHT));
        // Each may grow by half a step.
        let fits = |steps: &u64| &(most * &Exact::from(*steps)) + &Exact::from(half) <= limit;
        let powers = std::iter::successors(Some(1u64), |p| p.checked_mul(10));
        let Some(steps) = powers.take_while(fits).last().map(Exact::from) else { return };
        let one_half = Exact::ratio(1, 2).expect("two is not nought");
        for w in &mut self.weights {
            if let Some(whole) = (&(&w.weight * &steps) + &one_half).floor() {
                w.weight = &Exact::from(whole) / &steps;
            }
        }
        let off = &one_half / &steps;
        self.error = Some(self.error.take().map_or(off.clone(), |before| &before + &off));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::{members, show, weighed};
    use crate::weigh::{Cap, CappedShares};

    fn of(shares: &[(&str, &str)]) -> Weights {
        let half = CappedShares { cap: Cap::Fraction("1/2".parse().unwrap()), ..CappedShares::default() };
        weighed(&half, &members(shares))
    }
    /// Half of 1,001,998,254 is 500,999,127, and as much goes to the others by 1,000,003 to 998,244: 500,999,127 x 1,000,003 / 1,998,247
    /// is 250,720,075.51.. . A grid of 10^-4 makes 10,019,982,540,000 units, one of 10^-5 more than 2^46.
    #[test]
    fn weights_too_fine_to_count_are_rounded_to_the_finest_grid_that_can_be() {
        let mut w = of(&[("a", "1000000007"), ("b", "1000003"), ("c", "998244")]);
        assert!(w.are_too_fine());
        let total = w.total();
        w.round(&total);
        assert_eq!(w.error, Some("1/20000".parse().unwrap()));
        assert!(!w.are_too_fine());
        let rest = Exact::ratio(1_001_998_254, 2).unwrap();
        let exact = &(&rest * &Exact::from(1_000_003u32)) / &Exact::from(1_998_247u32);
        let off = &w.weights[1].weight - &exact;
        let error = w.error.clone().unwrap();
        assert!(off <= error && -&off <= error, "{off}");
        assert_eq!(w.weights[0].weight, rest);
    }
    #[test]
    fn what_can_be_counted_exactly_stays() {
        let w = of(&[("a", "16"), ("b", "3"), ("c", "1")]);
        assert!(!w.are_too_fine());
        assert_eq!((show(&w), &w.error), ("a 10, b 15/2, c 5/2".to_owned(), &None));
    }
}
