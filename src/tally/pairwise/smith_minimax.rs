//! Smith-minimax: of the Smith set, whose worst defeat by margin is the smallest.
//!
//! Members of a Smith set are beaten by members only. What is left has a Smith set again and is ordered in the same
//! way.
//!
//! Worked example: A beats B by 3, B beats C by 5, C beats A by 7, and all beat D by 1. D has the smallest worst
//! defeat but is not in the Smith set; of A (7), B (3) and C (5) it is B: B C A D.
use super::{
    graph::{Majority, compare_all},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The smallest worst defeat inside of the top cycle.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal worst defeats in one layer share a tier; nothing is asked.
///
/// # Complexity
/// O(m^2) for each layer.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Nurmi (1999), "Voting paradoxes and how to deal with them", chapter 5; Smith (1973), Econometrica 41.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::SmithMinimax};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&SmithMinimax::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmithMinimax {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for SmithMinimax {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("smith-minimax", "Smith-minimax")
            .aliases(&[Alias::plain("smith_minimax"), Alias::plain("condorcet-minimax")])
            .references(&["Smith (1973), Econometrica 41; Simpson (1969), Quarterly Journal of Economics 83"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let layers = Majority::of(n, self.unnamed).smith_layers();
        let worst = |a: EntryIx, layer: &EntrySet| {
            layer.iter().map(|b| n.margin(b, a, self.unnamed)).max().unwrap_or(0)
        };
        let mut tiers = vec![];
        for layer in &layers {
            let mut of: BTreeMap<i64, EntrySet> = BTreeMap::new();
            layer.iter().for_each(|a| {
                of.entry(worst(a, layer)).or_default().insert(a);
            });
            let units = Exact::from(n.units_per_vote());
            teller
                .record(|| Step::scored(layer.iter().map(|a| (a, &Exact::from(-worst(a, layer)) / &units))));
            tiers.extend(of.into_values());
        }
        Ok(Standing::of(tiers))
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(4, &[("AB", 3), ("BC", 5), ("CA", 7), ("AD", 1), ("BD", 1), ("CD", 1)]);
        assert_eq!(standing(&SmithMinimax::default(), &n), "B C A D");
    }
    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(standing(&SmithMinimax::default(), &margins(3, &[("AC", 2), ("BC", 2)])), "AB C");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&SmithMinimax::default(), Seats::ONE);
    }
}
