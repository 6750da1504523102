//! C1 maximal lottery: the chances that no other lottery beats, where only who beats whom counts.
//!
//! Where several lotteries are maximal, the one is taken that is most even over all that have a chance in some of
//! them: the least chance as large as it can be, then the next least, and so on.
//!
//! Worked example: A beats B by 1, B beats C by 2, C beats A by 3: 1/3 each.
use super::super::pairwise::{game::Game, graph::Majority, strength::UNNAMED};
use crate::{
    count::{About, Alias, Halt, Lottery, Step, TallyRule, Teller},
    profile::{PairwiseCounts, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The optimal lottery by majorities.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: where margins are nought there may be several maximal lotteries, and the most even one is taken.
///
/// # Complexity
/// At most as many linear programs as the top cycle has entries, exact.
///
/// # Errors
/// Refused if the top cycle has more than 40 entries.
///
/// # References
/// Fisher and Ryan (1992), "Optimal strategies for a generalized 'scissors, paper, and stone' game", American
/// Mathematical Monthly 99; Laffond, Laslier and Le Breton (1993), Games and Economic Behavior 5.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::lottery::C1MaximalLottery};
/// let ballots = [[0, 1, 2], [1, 2, 0], [2, 0, 1]].map(Ranking::strict);
/// let tally = run(&C1MaximalLottery::default(), &Profile::of(3, &ballots)?, (), &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().chance(0u32.into()).to_string(), "1/3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct C1MaximalLottery {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for C1MaximalLottery {
    type Input = PairwiseCounts;
    type Answer = Lottery;
    fn about(&self) -> About {
        const ABOUT: About = About::new("c1-maximal-lottery", "C1 maximal lottery")
            .aliases(&[Alias::plain("c1_maximal_lottery")])
            .references(&["Laffond, Laslier and Le Breton (1993), Games and Economic Behavior 5"])
            .params(&[UNNAMED])
            .limit("40 entries in the top cycle");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, (): &(), teller: &mut Teller) -> Result<Lottery, Halt> {
        let g = Majority::of(n, self.unnamed);
        let game = Game::of(&g, &g.all(), |a, b| i64::from(g.beats(a, b)) - i64::from(g.beats(b, a)))?;
        teller.poll()?;
        let chances = game.most_even();
        teller.record(|| Step::scored(chances.iter().cloned()));
        Ok(Lottery::of(chances))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::pairwise::trial::*;
    #[test]
    fn worked_example() {
        let n = margins(3, &[("AB", 1), ("BC", 2), ("CA", 3)]);
        assert_eq!(chances(&C1MaximalLottery::default(), &n, 3), ["1/3", "1/3", "1/3"]);
    }
    #[test]
    fn a_tie_is_shared_evenly() {
        assert_eq!(
            chances(&C1MaximalLottery::default(), &margins(3, &[("AC", 2), ("BC", 2)]), 3),
            ["1/2", "1/2", "0"]
        );
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&C1MaximalLottery::default(), ());
    }
}
