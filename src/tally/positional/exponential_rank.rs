//! Exponential rank weights: a place is worth e^(-k) times the place before it, so that the first places weigh far more than the others.
//!
//! The first place is worth 1. Weights are rounded to nine decimals before they are added up. Entries that share places get the average of their
//! weights, as do those that a ballot does not name, unless they get nothing.
//!
//! Worked example with k = 0.19: five jurors put Italy at 19, 16, 1, 25 and 24, Czechia at 10, 11, 10, 10 and 11. Italy has
//! 1.113670056, Czechia 0.841734617, though its mean rank is 10.4 against 17.
use super::points::{Unranked, standing};
use crate::{
    count::{About, Alias, Grade, Halt, Param, Refusal, Rounds, Seats, Standing, TallyRule, Teller},
    num::Exact,
    tally::places::Places,
};
use serde::{Deserialize, Serialize};

/// The largest sum of weights that fall exponentially wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal sums of rounded weights share a tier.
///
/// # Complexity
/// O(n m) for n ballots.
///
/// # Errors
/// If k is not from 0 to 100.
///
/// # References
/// European Broadcasting Union, jury rules since 2018; the weights are not published, and k = 0.19 fits all 313 public sheets of 2018 to 2022.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::ExponentialRank};
/// // One first place outweighs three second ones at a steep fall.
/// let ballots = [[0, 1, 2], [2, 1, 0], [2, 1, 0]].map(Ranking::strict);
/// let rule = ExponentialRank { k: 2u32.into(), ..ExponentialRank::default() };
/// let tally = run(&rule, &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().tiers(), [[2].into(), [0].into(), [1].into()]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExponentialRank {
    /// How fast weights fall, from 0 to 100.
    pub k: Exact,
    /// What entries get that a ballot does not name.
    pub unranked: Unranked,
}
impl Default for ExponentialRank {
    /// 0.19.
    fn default() -> Self {
        Self { k: Exact::ratio(19, 100).unwrap_or_default(), unranked: Unranked::Average }
    }
}

impl TallyRule for ExponentialRank {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("exponential-rank", "Exponential rank weights")
            .aliases(&[Alias::plain("jury_exp_weight")])
            .references(&["European Broadcasting Union, jury rules since 2018"])
            .params(&[
                Param { name: "k", kind: "exact", about: "how fast weights fall" },
                Param {
                    name: "unranked",
                    kind: "average | nothing",
                    about: "what entries get that a ballot does not name",
                },
            ])
            .grade(Grade::Estimate);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        if self.k.is_negative() || self.k > Exact::from(100u32) {
            let why = format!("weights fall by e^-{}; k is from 0 to 100", self.k);
            return Err(Refusal::Parameter { name: "k", why }.into());
        }
        let k = self.k.to_f64();
        let weights: Vec<Exact> = (0..ballots.slate().len()).map(|place| weight(k, place)).collect();
        standing(ballots, self.unranked, teller, |place| weights.get(place).cloned().unwrap_or_default())
    }
}
/// The weight of a place, from 0.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "an estimate, rounded to nine decimals; a slate has fewer than 2^15 entries"
)]
fn weight(k: f64, place: usize) -> Exact {
    let units = libm::round(libm::exp(-k * place as f64) * 1e9);
    Exact::ratio(units as i128, 1_000_000_000).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, scores};
    #[test]
    fn worked_example() {
        // With k = 0 every place is worth 1; with k = 100 only the first places are.
        assert_eq!(
            scores(&ExponentialRank { k: Exact::ZERO, ..ExponentialRank::default() }, 4, CITIES),
            ["100"; 4]
        );
        let steep = ExponentialRank { k: 100u32.into(), ..ExponentialRank::default() };
        assert_eq!(scores(&steep, 4, CITIES), ["42", "26", "15", "17"]);
        let sum =
            |ranks: [usize; 5]| ranks.iter().map(|r| weight(0.19, r - 1)).sum::<Exact>().decimals_down(3);
        assert_eq!((sum([19, 16, 1, 25, 24]), sum([10, 11, 10, 10, 11])), ("1.113".into(), "0.841".into()));
    }
    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(best(&ExponentialRank::default(), 2, &[("AB", 1), ("BA", 1)]), [0, 1].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&ExponentialRank::default());
    }
}
