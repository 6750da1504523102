//! Essential set: whoever has a chance in some maximal lottery, by margins.
//!
//! A maximal lottery is an optimal one of the game in which one gains from another by how much one beats it.
//!
//! Worked example: A beats B and C, B beats C and D, C beats D, D beats A, all by 1. The maximal lottery gives A, B
//! and D 1/3 each; C has no chance.
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
/// Dutta and Laslier (1999), "Comparison functions and choice correspondences", Social Choice and Welfare 16.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Essential};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Essential::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Essential {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Essential {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("essential", "Essential set")
            .aliases(&[Alias::plain("essential-set")])
            .references(&["Dutta and Laslier (1999), Social Choice and Welfare 16"])
            .params(&[UNNAMED])
            .limit("40 entries in the top cycle");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let g = Majority::of(n, self.unnamed);
        let game = Game::of(&g, &g.all(), |a, b| n.margin(a, b, self.unnamed))?;
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
        assert_eq!(standing(&Essential::default(), &n), "ABD C");
    }
    #[test]
    fn a_tie_is_in_the_set() {
        assert_eq!(standing(&Essential::default(), &margins(3, &[("AC", 1), ("BC", 1)])), "AB C");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Essential::default(), Seats::ONE);
    }
}
