//! k-approval: each of the first k of a ballot gets a point.
//!
//! Entries that share places get the average of their points.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A, and k is 2: A has 42 points, B 68, C
//! 58, D 32.
use super::points::{Unranked, standing};
use crate::{
    count::{About, Alias, Halt, Param, Rounds, Seats, Standing, TallyRule, Teller},
    num::Exact,
    tally::places::Places,
};
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// A point for each of the first k.
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
/// `k = 0` is refused when the rule is built.
///
/// # References
/// Brams and Fishburn (2002), Voting procedures, Handbook of Social Choice and Welfare 1.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::KApproval};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&KApproval::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KApproval {
    /// So many places get a point, at least 1.
    pub k: NonZeroU32,
    /// What entries get that a ballot does not name.
    pub unranked: Unranked,
}
impl Default for KApproval {
    fn default() -> Self {
        Self { k: NonZeroU32::MIN.saturating_add(1), unranked: Unranked::Average }
    }
}
impl TallyRule for KApproval {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("k-approval", "k-approval")
            .aliases(&[Alias::plain("k_approval")])
            .references(&["Brams and Fishburn (2002), Voting procedures"])
            .params(&[
                Param { name: "k", kind: "integer", about: "so many places get a point, at least 1" },
                Param {
                    name: "unranked",
                    kind: "average | nothing",
                    about: "what entries get that a ballot does not name",
                },
            ]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        standing(ballots, self.unranked, teller, |place| {
            Exact::from(u32::from(place < self.k.get() as usize))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, scores};
    #[test]
    fn worked_example() {
        assert_eq!(scores(&KApproval::default(), 4, CITIES), ["42", "68", "58", "32"]);
    }

    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(best(&KApproval::default(), 3, &[("AB", 1), ("BA", 1)]), [0, 1].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&KApproval::default());
    }
}
