//! Smith set, or top cycle: the smallest set of which every member beats everybody outside of it.
//!
//! Such sets lie one inside of the other, so that what is left has a Smith set again: the entries stand in layers.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB and D last on all: A beats B, B beats C, C beats A and all three beat D by 9 to 0. The
//! set is A, B and C; D follows.
use super::{
    graph::{Majority, beaten_by, compare},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    profile::{PairwiseCounts, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The top cycle, then that of the rest, and so on.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of a layer share a tier; nothing is asked.
///
/// # Complexity
/// O(m^2) for each layer.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Smith (1973), "Aggregation of preferences with variable electorate", Econometrica 41; Good (1971), "A note on
/// Condorcet sets", Public Choice 10.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Smith};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Smith::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Smith {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Smith {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("smith", "Smith set")
            .aliases(&[
                Alias::plain("Smith set"),
                Alias::plain("DominatingSets"),
                Alias::plain("smith_set"),
                Alias::plain("top_cycle"),
                Alias::plain("top-cycle"),
                Alias::plain("getcha"),
                Alias::plain("dominating-sets"),
            ])
            .references(&["Smith (1973), Econometrica 41"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let g = Majority::of(n, self.unnamed);
        let layers = g.smith_layers();
        if let Some(top) = layers.first() {
            compare(teller, n, self.unnamed, beaten_by(&g, top));
        }
        Ok(Standing::of(layers))
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = PairwiseCounts::of(&votes(4, &[("ABCD", 4), ("BCAD", 3), ("CABD", 2)])).unwrap();
        assert_eq!(standing(&Smith::default(), &n), "ABC D");
    }
    #[test]
    fn a_tie_keeps_both_in() {
        assert_eq!(standing(&Smith::default(), &margins(3, &[("AC", 2), ("BC", 2)])), "AB C");
        assert_eq!(standing(&Smith::default(), &margins(3, &[("AB", 2), ("BC", 2)])), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Smith::default(), Seats::ONE);
    }
}
