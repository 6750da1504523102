//! Stable voting: of all pairs in order of margin whose first is undefeated in split cycle, the first of which the
//! one would win without the other.
//!
//! With one entry that entry wins. With more, for the pairs (a, b) from the largest margin down where a is not
//! defeated in split cycle, a wins if it wins the same rule among all but b.
//!
//! Worked example: A beats B by 3, B beats C by 5, C beats A by 1. Only A is undefeated. A over B comes first:
//! without B, C beats A. Then A over C by -1: without C, A beats B. The winner is A.
use super::{
    graph::{at_most, chosen, compare_all},
    simple_stable_voting::Stable,
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::EntrySet,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Stable for winners: the winner beats with most support somebody without whom it wins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Pairs of equal margin are looked at together; all that win by one of them share the first tier.
///
/// # Complexity
/// At worst all subsets: O(2^m m^2) time, O(2^m) memory; at most 16 entries.
///
/// # Errors
/// Refused if more than one winner is asked for, and for more than 16 entries.
///
/// # References
/// Holliday and Pacuit (2023), "Stable Voting", Constitutional Political Economy 34.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::StableVoting};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&StableVoting::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StableVoting {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

/// Most entries.
const MOST: usize = 16;

impl TallyRule for StableVoting {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("stable-voting", "Stable voting")
            .aliases(&[Alias::plain("stable_voting")])
            .references(&["Holliday and Pacuit (2023), Constitutional Political Economy 34"])
            .params(&[UNNAMED])
            .most_entries(MOST)
            .limit("16 entries");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let m = n.slate().len();
        at_most("entries", m, MOST)?;
        let mut stable = Stable::of(m, n.margins(self.unnamed), true);
        let won = stable.winners((1 << m) - 1, teller)?;
        chosen(m, EntrySet::from_words(&[won.into()]), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(3, &[("AB", 3), ("BC", 5), ("CA", 1)]);
        assert_eq!(standing(&StableVoting::default(), &n), "A BC");
    }
    #[test]
    fn a_tie_of_margins_lets_all_win() {
        let n = margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)]);
        assert_eq!(standing(&StableVoting::default(), &n), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&StableVoting::default(), Seats::ONE);
    }
}
