//! Iterated removal of the Condorcet loser: whoever loses to all others that are left leaves, as long as there is
//! somebody.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: A loses to all others and leaves; then
//! D loses to B and C; then C to B by 32 to 68, and B is left.
use super::{
    duels::Margins,
    eliminate::{Plan, Round, TiedLowest, eliminate},
};
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, TallyRule, Teller},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Whoever loses all duels leaves.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Nothing is asked: those among whom nobody loses to all others stand level.
///
/// # Complexity
/// O(m^3) on pairwise counts.
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
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::IteratedCondorcetLoser};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&IteratedCondorcetLoser::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IteratedCondorcetLoser {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for IteratedCondorcetLoser {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About =
            About::new("iterated-condorcet-loser", "Iterated removal of the Condorcet loser")
                .aliases(&[Alias::plain("iterated_removal_cl")])
                .references(&["Holliday and Pacuit (2025), pref_voting, Journal of Open Source Software 10"])
                .params(&[Param {
                    name: "unnamed",
                    kind: "last | absent",
                    about: "what an entry is that a ballot does not name",
                }]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (plan, units) = (Plan::filling(n.slate(), *seats, TiedLowest::All), n.units_per_vote());
        let n = Margins::of(n, self.unnamed);
        eliminate(&plan, teller, |left, _, teller| {
            let Some(loser) = n.loser(left) else { return Ok(Round::Win(left.clone())) };
            left.iter().filter(|e| *e != loser).for_each(|e| n.tell(teller, (e, loser), units));
            Ok(Round::Together(loser.into()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, CYCLE, best, nobody, standing};
    #[test]
    fn worked_example() {
        let rule = IteratedCondorcetLoser::default();
        assert_eq!(standing(&rule, 4, CITIES, Seats::Open), [[1].into(), [2].into(), [3].into(), [0].into()]);
    }
    #[test]
    fn a_cycle_is_a_tie_of_those_in_it() {
        assert_eq!(best(&IteratedCondorcetLoser::default(), 3, CYCLE), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&IteratedCondorcetLoser::default());
    }
}
