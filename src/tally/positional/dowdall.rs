//! Dowdall: the first of a ballot gets 1 point, the second 1/2, the third 1/3, and so on.
//!
//! Entries that share places get the average of their points.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: A has 42 + 58/4 = 113/2 points, B 42/2
//! + 26 + 32/3 = 173/3, C 101/2, D 131/3.
use super::points::{Unranked, standing};
use crate::{
    count::{About, Alias, Halt, Param, Rounds, Seats, Standing, TallyRule, Teller},
    num::Exact,
    tally::places::Places,
};
use serde::{Deserialize, Serialize};

/// Points by place: 1, 1/2, 1/3.
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
/// Reilly (2002), Social choice in the South Seas: electoral innovation and the Borda count in the Pacific Island
/// countries, International Political Science Review 23.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::Dowdall};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&Dowdall::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dowdall {
    /// What entries get that a ballot does not name.
    pub unranked: Unranked,
}

impl TallyRule for Dowdall {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("dowdall", "Dowdall")
            .aliases(&[
                Alias::plain("DowdallSystem"),
                Alias::plain("Dowdall System"),
                Alias::plain("Nauru"),
                Alias::plain("dowdall-system"),
                Alias::plain("nauru"),
            ])
            .references(&["Reilly (2002), Social choice in the South Seas"])
            .params(&[Param {
                name: "unranked",
                kind: "average | nothing",
                about: "what entries get that a ballot does not name",
            }]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        standing(ballots, self.unranked, teller, |place| &Exact::ONE / &Exact::from(place + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, scores};
    #[test]
    fn worked_example() {
        assert_eq!(scores(&Dowdall::default(), 4, CITIES), ["113/2", "173/3", "101/2", "131/3"]);
    }

    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(best(&Dowdall::default(), 3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&Dowdall::default());
    }
}
