//! Positive-negative voting: the first of a ballot gets a point, the last loses one.
//!
//! Entries that share places get the average of their points. With one entry it only gets.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: A has 42 - 58 = -16 points, B 26, C 15,
//! D 17 - 42 = -25.
use super::points::{Unranked, standing};
use crate::{
    count::{About, Alias, Halt, Param, Rounds, Seats, Standing, TallyRule, Teller},
    num::Exact,
    tally::places::Places,
};
use serde::{Deserialize, Serialize};

/// A point for the first, a point off for the last.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with equal points share a tier.
///
/// # Complexity
/// O(n m log m) once; O(m^2) memory for whole ballots.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// García-Lapresta, Marley and Martínez-Panero (2010), Characterizing best-worst voting systems in the scoring
/// context, Social Choice and Welfare 34.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::PositiveNegative};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&PositiveNegative::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PositiveNegative {
    /// What entries get that a ballot does not name.
    pub unranked: Unranked,
}

impl TallyRule for PositiveNegative {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("positive-negative", "Positive-negative voting")
            .aliases(&[Alias::plain("positive_negative_voting"), Alias::plain("best-worst-voting")])
            .references(&["García-Lapresta, Marley and Martínez-Panero (2010), Best-worst voting systems"])
            .params(&[Param {
                name: "unranked",
                kind: "average | nothing",
                about: "what entries get that a ballot does not name",
            }]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let last = ballots.slate().len().saturating_sub(1);
        let off = |place| i64::from(place == last && last > 0);
        standing(ballots, self.unranked, teller, |place| Exact::from(i64::from(place == 0) - off(place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, scores};
    #[test]
    fn worked_example() {
        assert_eq!(scores(&PositiveNegative::default(), 4, CITIES), ["-16", "26", "15", "-25"]);
    }

    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(
            best(&PositiveNegative::default(), 3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]),
            [0, 1, 2].into()
        );
    }
    #[test]
    fn nobody_votes() {
        nobody(&PositiveNegative::default());
    }
}
