//! Scoring by a vector: each place of a ballot has its points.
//!
//! Entries that share places get the average of their points. Places beyond the vector have no points, so that
//! without a vector nothing tells the entries apart.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A, and the vector is 3, 1: A has 3·42 =
//! 126 points, B 3·26 + 42 = 120, C 88, D 66.
use super::points::{Unranked, standing};
use crate::{
    count::{About, Alias, Halt, Param, Rounds, Seats, Standing, TallyRule, Teller},
    num::Exact,
    tally::places::Places,
};
use serde::{Deserialize, Serialize};

/// Given points by place.
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
/// Young (1975), Social choice scoring functions, SIAM Journal on Applied Mathematics 28.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::ScoringVector};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let rule = ScoringVector { vector: vec![2u32.into(), 1u32.into()], ..ScoringVector::default() };
/// let tally = run(&rule, &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScoringVector {
    /// Points of the first place, of the second, and so on.
    pub vector: Vec<Exact>,
    /// What entries get that a ballot does not name.
    pub unranked: Unranked,
}

impl TallyRule for ScoringVector {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("scoring-vector", "Scoring by a vector")
            .aliases(&[Alias::plain("positional"), Alias::plain("scoring_rule")])
            .references(&[
                "Young (1975), Social choice scoring functions, SIAM Journal on Applied Mathematics 28",
            ])
            .params(&[
                Param {
                    name: "vector",
                    kind: "list of exact",
                    about: "points of the first place, of the second, and so on",
                },
                Param {
                    name: "unranked",
                    kind: "average | nothing",
                    about: "what entries get that a ballot does not name",
                },
            ]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        standing(ballots, self.unranked, teller, |place| self.vector.get(place).cloned().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, scores};
    #[test]
    fn worked_example() {
        assert_eq!(
            scores(
                &ScoringVector { vector: vec![3u32.into(), 1u32.into()], ..ScoringVector::default() },
                4,
                CITIES
            ),
            ["126", "120", "88", "66"]
        );
    }

    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(best(&ScoringVector::default(), 3, &[("AB", 1), ("BA", 1)]), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&ScoringVector::default());
    }
}
