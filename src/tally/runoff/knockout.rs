//! Knockout voting: of those left the two with the fewest Borda points meet, and the loser of their duel leaves,
//! until one is left. Points are those of the whole poll and are never counted anew.
//!
//! In a drawn duel the one with fewer points leaves.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: D (107 points) and A (126) meet, D wins
//! by 58 to 42 and A leaves; D and C (173) meet, C wins by 83 to 17; B (194) beats C by 68 to 32.
use super::{
    bottom_two::{ask_bottom_two, bottom_loser},
    duels::Margins,
    eliminate::{Plan, Round, TiedLowest, eliminate, scored},
};
use crate::{
    count::{About, Halt, Param, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The two with the fewest original Borda points meet, the loser leaves.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Who meets is asked where points are level, at stage `order` with the number of the round; who leaves is asked
/// where two of the same points draw, at stage `eliminate`.
///
/// # Complexity
/// O(m^2) on pairwise counts.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Holliday and Pacuit (2025), `pref_voting`: the Preferential Voting Tools package for Python, Journal of Open Source
/// Software 10.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::Knockout};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&Knockout::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Knockout {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Knockout {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("knockout", "Knockout voting")
            .references(&["Holliday and Pacuit (2025), pref_voting, Journal of Open Source Software 10"])
            .params(&[Param {
                name: "unnamed",
                kind: "last | absent",
                about: "what an entry is that a ballot does not name",
            }]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (plan, units) = (Plan::filling(n.slate(), *seats, TiedLowest::One), n.units_per_vote());
        let (n, all) = (Margins::of(n, self.unnamed), n.slate().all());
        let sums: Vec<i64> = all.iter().map(|e| n.sum(e, &all)).collect();
        let points = |e: EntryIx| sums[e.ix()];
        teller.record(|| scored(&all, 2 * units, |e| Exact::from(points(e))));
        eliminate(&plan, teller, |left, round, teller| {
            let (a, b) = ask_bottom_two(left, points, round, teller)?;
            n.tell(teller, (a, b), units);
            Ok(Round::Lowest(bottom_loser(&n, points, a, b)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, CYCLE, nobody, standing, ways};
    #[test]
    fn worked_example() {
        let rule = Knockout::default();
        assert_eq!(standing(&rule, 4, CITIES, Seats::Open), [[1].into(), [2].into(), [3].into(), [0].into()]);
    }
    #[test]
    fn a_tie_of_points_is_asked() {
        // C has the fewest points; A and B have 13 each. C beats A and then loses to B; or loses to B, and A beats B.
        assert_eq!(ways(&Knockout::default(), 3, CYCLE), [0, 1].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&Knockout::default());
    }
}
