//! Raynaud: whoever loses the clearest duel among those left leaves, until nobody left loses a duel.
//!
//! A duel is the clearer the larger its margin in votes.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: D loses to C by 83 to 17 and leaves; C
//! loses to B by 68 to 32 and leaves; A loses to B by 58 to 42 and leaves.
use super::{
    duels::Margins,
    eliminate::{Plan, Round, TIED_LOWEST, TiedLowest, eliminate, lowest},
};
use crate::{
    count::{About, Halt, Param, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The loser of the clearest duel leaves.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// With `tied_lowest = one` a tie for leaving is asked, at stage `eliminate` with the number of the round from 1;
/// with `all` all who are tied leave at once, and if that is everybody who is left, they stand level. The default is
/// `all`, as the one program means it that knows the rule by this name. Those of whom nobody loses stand level.
///
/// # Complexity
/// O(m^3) on pairwise counts.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Arrow and Raynaud (1986), Social Choice and Multicriterion Decision-Making.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::Raynaud};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&Raynaud::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Raynaud {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
    /// Whether one or all of those tied for leaving leave.
    pub tied_lowest: TiedLowest,
}
impl Default for Raynaud {
    fn default() -> Self {
        Self { unnamed: Unnamed::Last, tied_lowest: TiedLowest::All }
    }
}
impl TallyRule for Raynaud {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("raynaud", "Raynaud")
            .references(&["Arrow and Raynaud (1986), Social Choice and Multicriterion Decision-Making"])
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
            let worst = |e: EntryIx| left.iter().map(|by| n.margin(by, e)).max().unwrap_or(0);
            let out = lowest(left, |e| -worst(e));
            if out.iter().all(|e| worst(e) <= 0) {
                return Ok(Round::Win(left.clone()));
            }
            for e in out.iter() {
                left.iter()
                    .filter(|by| n.margin(*by, e) == worst(e))
                    .for_each(|by| n.tell(teller, (by, e), units));
            }
            Ok(Round::Lowest(out))
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
            standing(&Raynaud::default(), 4, CITIES, Seats::Open),
            [[1].into(), [0].into(), [2].into(), [3].into()]
        );
    }
    #[test]
    fn a_tie_is_asked_or_all_leave() {
        let tied: &[(&str, usize)] = &[("ABC", 1), ("BCA", 1), ("CAB", 1)];
        assert_eq!(best(&Raynaud::default(), 3, tied), [0, 1, 2].into());
        assert_eq!(
            ways(&Raynaud { tied_lowest: TiedLowest::One, ..Raynaud::default() }, 3, tied),
            [0, 1, 2].into()
        );
        // Of two entries that draw neither leaves.
        assert_eq!(
            best(&Raynaud { tied_lowest: TiedLowest::One, ..Raynaud::default() }, 2, &[("AB", 1), ("BA", 1)]),
            [0, 1].into()
        );
    }
    #[test]
    fn nobody_votes() {
        nobody(&Raynaud::default());
    }
}
