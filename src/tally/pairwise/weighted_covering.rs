//! Weighted covering: whoever nobody beats and does at least as well as against every third.
//!
//! a covers b if it beats b and its margin over every third entry is at least that of b.
//!
//! Worked example: A beats B by 2, both beat C, A by 4 and B by 2: A covers B and C. If B beats C by 6, A does not
//! cover B any more; C is covered by both.
use super::{
    graph::{chosen, compare},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Whoever is not covered by margins.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of the set share the first tier; nothing is asked.
///
/// # Complexity
/// O(m^3) time, O(m^2) memory.
///
/// # Errors
/// Refused if more than one winner is asked for: the definition ranks nobody.
///
/// # References
/// Dutta and Laslier (1999), "Comparison functions and choice correspondences", Social Choice and Welfare 16;
/// Pérez-Fernández and De Baets (2018), "The supercovering relation, the pairwise winner, and more missing links
/// between Borda and Condorcet", Social Choice and Welfare 50.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::WeightedCovering};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&WeightedCovering::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WeightedCovering {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for WeightedCovering {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("weighted-covering", "Weighted covering")
            .aliases(&[Alias::plain("weighted_covering")])
            .references(&["Dutta and Laslier (1999), Social Choice and Welfare 16"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let margin = |a, b| n.margin(a, b, self.unnamed);
        let covers = |a: EntryIx, b: EntryIx| {
            let mut thirds = n.slate().iter().filter(|c| *c != a && *c != b);
            margin(a, b) > 0 && thirds.all(|c| margin(a, c) >= margin(b, c))
        };
        let by = |b: EntryIx| n.slate().iter().find(|a| covers(*a, b));
        let out: Vec<(EntryIx, EntryIx)> = n.slate().iter().filter_map(|b| Some((by(b)?, b))).collect();
        compare(teller, n, self.unnamed, out.iter().copied());
        let out: EntrySet = out.into_iter().map(|(_, b)| b).collect();
        chosen(n.slate().len(), EntrySet::first(n.slate().len()).minus(&out), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        assert_eq!(
            standing(&WeightedCovering::default(), &margins(3, &[("AB", 2), ("AC", 4), ("BC", 2)])),
            "A BC"
        );
        assert_eq!(
            standing(&WeightedCovering::default(), &margins(3, &[("AB", 2), ("AC", 4), ("BC", 6)])),
            "AB C"
        );
    }
    #[test]
    fn a_tie_is_in_the_set() {
        assert_eq!(standing(&WeightedCovering::default(), &margins(3, &[("AC", 2), ("BC", 2)])), "AB C");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&WeightedCovering::default(), Seats::ONE);
    }
}
