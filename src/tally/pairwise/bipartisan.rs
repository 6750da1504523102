//! Bipartisan set: whoever has a chance in the optimal lottery of the game in which one gains 1 from everybody whom
//! one beats.
//!
//! Without draws that lottery is unique; with draws the set is of all that have a chance in some optimal lottery.
//!
//! Worked example: A beats B and C, B beats C and D, C beats D, D beats A. The optimal lottery gives A, B and D
//! 1/3 each; C would lose to it, since it beats only D and loses to A and B.
use super::{
    game::Game,
    graph::{Majority, chosen, compare_all},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The support of optimal lotteries.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of the set share the first tier; nothing is asked.
///
/// # Complexity
/// One linear program of as many variables as the top cycle has entries, exact.
///
/// # Errors
/// Refused if more than one winner is asked for, or if the top cycle has more than 40 entries.
///
/// # References
/// Laffond, Laslier and Le Breton (1993), "The bipartisan set of a tournament game", Games and Economic Behavior 5.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Bipartisan};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Bipartisan::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bipartisan {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Bipartisan {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("bipartisan", "Bipartisan set")
            .aliases(&[Alias::plain("bipartisan-set")])
            .references(&["Laffond, Laslier and Le Breton (1993), Games and Economic Behavior 5"])
            .params(&[UNNAMED])
            .limit("40 entries in the top cycle");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let g = Majority::of(n, self.unnamed);
        let game = Game::of(&g, &g.all(), |a, b| i64::from(g.beats(a, b)) - i64::from(g.beats(b, a)))?;
        teller.poll()?;
        teller.record(|| Step::scored(game.most_even()));
        chosen(n.slate().len(), game.essential(), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(4, &[("AB", 1), ("AC", 1), ("BC", 1), ("BD", 1), ("CD", 1), ("DA", 1)]);
        assert_eq!(standing(&Bipartisan::default(), &n), "ABD C");
    }
    #[test]
    fn a_tie_is_in_the_set() {
        assert_eq!(standing(&Bipartisan::default(), &margins(3, &[("AC", 1), ("BC", 1)])), "AB C");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Bipartisan::default(), Seats::ONE);
    }
}
