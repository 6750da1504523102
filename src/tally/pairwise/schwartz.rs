//! Schwartz set, or GOCHA: all smallest sets of which no member is beaten from outside, together.
//!
//! Without draws it is the Smith set; with draws it can be smaller.
//!
//! Worked example: A beats B and B beats C by 1 to 0, and A draws with C, 1 to 1. The Smith set is all three; nobody beats A, so the
//! Schwartz set is A alone.
use super::{
    graph::{Majority, beaten_by, chosen, compare},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Whoever is unbeaten, or in a cycle that nobody outside beats.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of the set share the first tier; nothing is asked.
///
/// # Complexity
/// O(m^3 / 64) time, O(m^2) memory.
///
/// # Errors
/// Refused if more than one winner is asked for: the definition ranks nobody.
///
/// # References
/// Schwartz (1986), "The logic of collective choice", chapter 6.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Schwartz};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Schwartz::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schwartz {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Schwartz {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("schwartz", "Schwartz set")
            .aliases(&[Alias::plain("Schwartz set"), Alias::plain("schwartz_set"), Alias::plain("gocha")])
            .references(&["Schwartz (1986), The logic of collective choice"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let g = Majority::of(n, self.unnamed);
        let top = g.schwartz();
        compare(teller, n, self.unnamed, beaten_by(&g, &top));
        chosen(n.slate().len(), top, *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        assert_eq!(standing(&Schwartz::default(), &margins(3, &[("AB", 2), ("BC", 2)])), "A BC");
    }
    #[test]
    fn a_cycle_is_a_tie_of_all() {
        assert_eq!(standing(&Schwartz::default(), &margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)])), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Schwartz::default(), Seats::ONE);
    }
}
