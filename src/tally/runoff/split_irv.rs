//! Split-IRV: instant run-off on ballots that may rank entries equally. A ballot counts in equal parts for them that
//! it ranks first of those left; the entry with the fewest leaves.
//!
//! Worked example: 4 rank A and B first together, 3 rank C before A, 2 rank B alone. A has 2, B 4, C 3: A leaves, B
//! has 6 and C 3, and B wins.
use super::eliminate::{Plan, Round, TIED_LOWEST, TiedLowest, eliminate, lowest, placed};
use crate::{
    count::{About, Alias, Halt, Rounds, Seats, Standing, TallyRule, Teller},
    tally::places::{Part, Places},
};
use serde::{Deserialize, Serialize};

/// Instant run-off where a ballot counts in equal parts for them ranked first together.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// With `tied_lowest = one` a tie for leaving is asked, at stage `eliminate` with the number of the round from 1;
/// with `all` all who are tied leave at once, and if that is everybody who is left, they stand level.
///
/// # Complexity
/// O(n m) a round, O(n m) memory.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Delemazure and Peters (2024), Generalizing instant runoff voting to allow indifferences, EC 2024.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::SplitIrv};
/// let ballots = [Ranking::tiers([[0, 1].into()]), Ranking::strict([1, 2]), Ranking::strict([2])];
/// let tally = run(&SplitIrv::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SplitIrv {
    /// Whether one or all of those tied for leaving leave.
    pub tied_lowest: TiedLowest,
}

impl TallyRule for SplitIrv {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("split-irv", "Split-IRV")
            .aliases(&[
                Alias::with("split_irv", &[("tied_lowest", "\"all\"")]),
                Alias::plain("split_irv_put"),
                Alias::plain("split_irv_tb"),
            ])
            .references(&["Delemazure and Peters (2024), Generalizing instant runoff voting, EC 2024"])
            .params(&[TIED_LOWEST]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let plan = Plan::filling(ballots.slate(), *seats, self.tied_lowest);
        let (units, mut session) = (ballots.units_per_vote(), ballots.begin());
        eliminate(&plan, teller, |left, _, teller| {
            let firsts = session.places(left, Part::First)?;
            let votes = |e| firsts.named_parts(e);
            teller.record(|| placed(left, ballots.total_weight(), units, votes));
            Ok(Round::Lowest(lowest(left, votes)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{best, nobody, ways};
    #[test]
    fn worked_example() {
        let ballots: &[(&str, usize)] = &[("AB|", 4), ("CA", 3), ("B", 2)];
        assert_eq!(best(&SplitIrv::default(), 3, ballots), [1].into());
    }
    #[test]
    fn a_tie_is_asked_or_all_leave() {
        let tied: &[(&str, usize)] = &[("AB|", 1), ("BC|", 1), ("AC|", 1)];
        assert_eq!(ways(&SplitIrv::default(), 3, tied), [0, 1, 2].into());
        assert_eq!(best(&SplitIrv { tied_lowest: TiedLowest::All }, 3, tied), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&SplitIrv::default());
    }
}
