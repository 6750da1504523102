//! Minimax: whose worst defeat is the smallest.
//!
//! How a defeat is measured is a parameter; by opposition every vote for another counts, defeat or not.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. A over B 6 to 3, B over C 7 to 2, C over A 5 to 4. The worst defeats are 1 of
//! A, 3 of B, 5 of C by margins, and 5, 6, 7 by winning votes: A B C.
use super::graph::compare_all;
use super::strength::{STRENGTH, Strength, UNNAMED};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The smallest worst defeat.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal worst defeats share a tier; nothing is asked.
///
/// # Complexity
/// O(m^2) time and memory.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Simpson (1969), "On defining areas of voter choice", Quarterly Journal of Economics 83; Kramer (1977), "A
/// dynamical model of political equilibrium", Journal of Economic Theory 16.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Minimax};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Minimax::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Minimax {
    /// How strong a defeat is.
    pub strength: Strength,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Minimax {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("minimax", "Minimax").aliases(&[Alias::plain("MinimaxMargin"), Alias::with("MinimaxWinning", &[("strength", "\"winning-votes\"")]), Alias::with("MinimaxOpposition", &[("strength", "\"opposition\"")]), Alias::plain("simpson-kramer"), Alias::plain("Minimax Margin"), Alias::with("minimax_support", &[("strength", "\"winning-votes\"")]), Alias::with("minimax[strength=winning_votes]", &[("strength", "\"winning-votes\"")]), Alias::with("Minimax Winning", &[("strength", "\"winning-votes\"")]), Alias::with("Minimax Opposition", &[("strength", "\"opposition\"")])]).references(&["Simpson (1969), Quarterly Journal of Economics 83; Kramer (1977), Journal of Economic Theory 16"]).params(&[STRENGTH, UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let strengths = self.strength.of(n, self.unnamed);
        let worst = |a: EntryIx| n.slate().iter().map(|b| strengths.over(b, a)).max().unwrap_or(0);
        let scores = |a: EntryIx| (a, -strengths.shown(worst(a)));
        teller.record(|| Step::scored(n.slate().iter().map(scores)));
        Ok(Standing::by(n.slate(), |a| Some(Reverse(worst(a)))).with_scores(n.slate().iter().map(scores)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)])).unwrap();
        for strength in [Strength::Margins, Strength::WinningVotes, Strength::Opposition, Strength::Ratio] {
            assert_eq!(standing(&Minimax { strength, ..Minimax::default() }, &n), "A B C");
        }
    }
    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(standing(&Minimax::default(), &margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)])), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Minimax::default(), Seats::ONE);
    }
}
