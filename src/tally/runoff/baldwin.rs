//! Baldwin: the entry with the fewest Borda points among those left leaves, until one is left.
//!
//! Points are told as the sum of margins over those left, in votes, halved: by so much they are above or below the
//! average of those left.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: D has 107 points, 43 below the average of 150
//! and the fewest, and leaves. Without D, A is 32 votes behind over its duels, B 52 ahead and C 20 behind: A leaves. B beats C by 68 to
//! 32.
use super::{
    duels::Margins,
    eliminate::{Plan, Round, TIED_LOWEST, TiedLowest, eliminate, lowest, scored},
};
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, TallyRule, Teller},
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The fewest Borda points leave, counted anew each round.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// With `tied_lowest = one` a tie for leaving is asked, at stage `eliminate` with the number of the round from 1;
/// with `all` all who are tied leave at once, and if that is everybody who is left, they stand level. The default is
/// `all`, as the one program means it that knows the rule by this name.
///
/// # Complexity
/// O(m^3) on pairwise counts.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Baldwin (1926), The technique of the Nanson preferential majority system of election, Proceedings of the Royal
/// Society of Victoria 39.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::Baldwin};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&Baldwin::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Baldwin {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
    /// Whether one or all of those tied for leaving leave.
    pub tied_lowest: TiedLowest,
}
impl Default for Baldwin {
    fn default() -> Self {
        Self { unnamed: Unnamed::Last, tied_lowest: TiedLowest::All }
    }
}
impl TallyRule for Baldwin {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("baldwin", "Baldwin")
            .aliases(&[
                Alias::with("baldwin_put", &[("tied_lowest", "\"one\"")]),
                Alias::with("baldwin_tb", &[("tied_lowest", "\"one\"")]),
            ])
            .references(&["Baldwin (1926), The Nanson preferential majority system of election"])
            .params(&[
                Param {
                    name: "unnamed",
                    kind: "last | absent",
                    about: "what an entry is that a ballot does not name",
                },
                TIED_LOWEST,
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (plan, units) = (Plan::filling(n.slate(), *seats, self.tied_lowest), n.units_per_vote());
        let n = Margins::of(n, self.unnamed);
        eliminate(&plan, teller, |left, _, teller| {
            teller.record(|| scored(left, 2 * units, |e| Exact::from(n.sum(e, left))));
            Ok(Round::Lowest(lowest(left, |e| n.sum(e, left))))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, standing, ways};
    #[test]
    fn worked_example() {
        assert_eq!(
            standing(&Baldwin::default(), 4, CITIES, Seats::Open),
            [[1].into(), [2].into(), [0].into(), [3].into()]
        );
    }
    #[test]
    fn a_tie_is_asked_or_all_leave() {
        let tied: &[(&str, usize)] = &[("ABC", 1), ("BCA", 1), ("CAB", 1)];
        assert_eq!(best(&Baldwin::default(), 3, tied), [0, 1, 2].into());
        assert_eq!(
            ways(&Baldwin { tied_lowest: TiedLowest::One, ..Baldwin::default() }, 3, tied),
            [0, 1, 2].into()
        );
    }
    #[test]
    fn nobody_votes() {
        nobody(&Baldwin::default());
    }
}
