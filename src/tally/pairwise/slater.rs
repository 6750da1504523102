//! Slater: the order that goes against the fewest majorities.
//!
//! Worked example: A beats B and C, B beats C and D, C beats D, D beats A, each by 1. The order A B C D goes against one majority only, that
//! of D over A; B C D A goes against two, A over B and A over C, and D A B C against two, B over D and C over D.
use super::{
    graph::{Majority, compare},
    order::{Costs, least},
    strength::UNNAMED,
};
use crate::{
    count::{About, Halt, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The order with the fewest upsets.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Where several entries come next in some best order, the teller is asked, place by place as far as places are asked
/// for; with open seats all that may come first share the first tier. The rest of the order is given as far as it is
/// unique.
///
/// # Complexity
/// Sets that beat all the rest are ordered on their own: up to 24 entries in O(2^m m) time and 8 bytes times 2^m
/// memory; larger ones by branch and bound over sets whose squared sizes add up to at most 10^8.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run). If the search hits its limit the outcome is undecided, with the
/// best order found and what is proven.
///
/// # References
/// Slater (1961), "Inconsistencies in a schedule of paired comparisons", Biometrika 48.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Slater};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Slater::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Slater {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Slater {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("slater", "Slater")
            .references(&["Slater (1961), Biometrika 48"])
            .params(&[UNNAMED])
            .limit("24 entries in a top cycle by subsets; larger cycles by a search of 10^8 steps, and beyond, the best found and the bound");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let g = Majority::of(n, self.unnamed);
        let costs = Costs::by(n.slate().len(), |a, b| u64::from(g.beats(b, a)));
        let standing = least(&g, &costs, *seats, teller)?;
        let order: Vec<EntryIx> = standing.tiers().iter().filter_map(EntrySet::single).collect();
        compare(teller, n, self.unnamed, order.windows(2).map(|w| (w[0], w[1])));
        Ok(standing)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(4, &[("AB", 1), ("AC", 1), ("BC", 1), ("BD", 1), ("CD", 1), ("DA", 1)]);
        assert_eq!(standing(&Slater::default(), &n), "A B C D");
    }
    #[test]
    fn a_tie_is_asked_place_by_place() {
        let n = margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)]);
        assert_eq!(winners(&Slater::default(), &n), "ABC");
        let order = crate::count::TiePolicy::Order { order: [1u32, 2, 0].map(EntryIx::from).to_vec() };
        let t = crate::count::run_on(&Slater::default(), &n, Seats::rank(3).unwrap(), &order).unwrap();
        assert_eq!(shown(t.answer().unwrap()), "B C A");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Slater::default(), Seats::ONE);
    }
}
