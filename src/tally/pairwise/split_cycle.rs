//! Split cycle: in every cycle of majorities the smallest margin is no defeat; whoever is left undefeated wins.
//!
//! That is to say: a defeats b if its margin is larger than the weakest of any way back from b to a.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. A beats B by 3, B beats C by 5, C beats A by 1. The smallest of the cycle is
//! C over A, so A is undefeated.
use super::{
    graph::{chosen, compare},
    paths::widest_paths,
    strength::{Strength, UNNAMED},
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Whoever no defeat is left against.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of the set share the first tier; nothing is asked.
///
/// # Complexity
/// O(m^3) on pairwise counts, in tiles of 16-bit ordinals.
///
/// # Errors
/// Refused if more than one winner is asked for: the definition ranks nobody.
///
/// # References
/// Holliday and Pacuit (2023), "Split Cycle: a new Condorcet-consistent voting method independent of clones and
/// immune to spoilers", Public Choice 197.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::SplitCycle};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&SplitCycle::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SplitCycle {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for SplitCycle {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("split-cycle", "Split cycle")
            .aliases(&[Alias::plain("split_cycle")])
            .references(&["Holliday and Pacuit (2023), Public Choice 197"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let m = n.slate().len();
        let defeats = Strength::Margins.of(n, self.unnamed).cells;
        let mut paths = defeats.clone();
        widest_paths(&mut paths, m);
        let at = |a: EntryIx, b: EntryIx| a.ix() * m + b.ix();
        let defeated = |a, b| defeats[at(a, b)] > paths[at(b, a)];
        let by = |b: EntryIx| n.slate().iter().find(|a| *a != b && defeated(*a, b));
        let out: Vec<(EntryIx, EntryIx)> = n.slate().iter().filter_map(|b| Some((by(b)?, b))).collect();
        compare(teller, n, self.unnamed, out.iter().copied());
        let out: EntrySet = out.into_iter().map(|(_, b)| b).collect();
        chosen(m, EntrySet::first(m).minus(&out), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)])).unwrap();
        assert_eq!(standing(&SplitCycle::default(), &n), "A BC");
    }
    #[test]
    fn a_tie_of_smallest_margins_splits_both() {
        let n = margins(3, &[("AB", 4), ("BC", 2), ("CA", 2)]);
        assert_eq!(standing(&SplitCycle::default(), &n), "AC B");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&SplitCycle::default(), Seats::ONE);
    }
}
