//! Maximal lottery: the chances that no other lottery beats, by margins.
//!
//! Lotteries meet in a game in which one gains from another by how much one beats it. Where several lotteries are
//! maximal, the one is taken that is most even over the essential set (all that have a chance in some of them): the
//! least chance as large as it can be, then the next least, and so on.
//!
//! Worked example: A beats B by 1, B beats C by 2, C beats A by 3. Each gets the margin of the defeat that it has no
//! part in: A 2/6, B 3/6, C 1/6.
use super::super::pairwise::{game::Game, graph::Majority, strength::UNNAMED};
use crate::{
    count::{About, Alias, Halt, Lottery, Step, TallyRule, Teller},
    profile::{PairwiseCounts, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The optimal lottery by margins.
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
/// Fishburn (1984), "Probabilistic social choice based on simple voting comparisons", Review of Economic Studies 51;
/// Brandl, Brandt and Seedig (2016), "Consistent probabilistic social choice", Econometrica 84.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::lottery::MaximalLottery};
/// let ballots = [[0, 1, 2], [1, 2, 0], [2, 0, 1]].map(Ranking::strict);
/// let tally = run(&MaximalLottery::default(), &Profile::of(3, &ballots)?, (), &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().chance(0u32.into()).to_string(), "1/3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MaximalLottery {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for MaximalLottery {
    type Input = PairwiseCounts;
    type Answer = Lottery;
    fn about(&self) -> About {
        const ABOUT: About = About::new("maximal-lottery", "Maximal lottery")
            .aliases(&[Alias::plain("maximal_lottery"), Alias::plain("fishburn")])
            .references(&["Fishburn (1984), Review of Economic Studies 51"])
            .params(&[UNNAMED])
            .limit("40 entries in the top cycle");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, (): &(), teller: &mut Teller) -> Result<Lottery, Halt> {
        let g = Majority::of(n, self.unnamed);
        let game = Game::of(&g, &g.all(), |a, b| n.margin(a, b, self.unnamed))?;
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
        assert_eq!(chances(&MaximalLottery::default(), &n, 3), ["1/3", "1/2", "1/6"]);
    }
    #[test]
    fn a_tie_is_shared_evenly() {
        assert_eq!(
            chances(&MaximalLottery::default(), &margins(3, &[("AC", 2), ("BC", 2)]), 3),
            ["1/2", "1/2", "0"]
        );
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&MaximalLottery::default(), ());
    }
}
