//! Proportional Borda: the chance of an entry is its share of all Borda points.
//!
//! An entry has a point for every other on every ballot that puts it above, half a point where the two are level or
//! unnamed.
//!
//! Worked example: 2 ABC, 1 BCA: A has 4 points, B 4 and C 1 of 9: the chances are 4/9, 4/9 and 1/9.
use crate::{
    count::{About, Alias, Halt, Lottery, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary},
};
use serde::{Deserialize, Serialize};

/// Chances by Borda points.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: equal points are equal chances.
///
/// # Complexity
/// O(m^2) on pairwise counts.
///
/// # Errors
/// None. On a slate of one that one is certain.
///
/// # References
/// Barberà (1978), "Nice decision schemes", in Decision Theory and Social Ethics; Heckelman (2003), "Probabilistic
/// Borda rule voting", Social Choice and Welfare 21.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::lottery::ProportionalBorda};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&ProportionalBorda {}, &Profile::of(3, &ballots)?, (), &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().chance(0u32.into()).to_string(), "4/9");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProportionalBorda {}

impl TallyRule for ProportionalBorda {
    type Input = PairwiseCounts;
    type Answer = Lottery;
    fn about(&self) -> About {
        const ABOUT: About = About::new("proportional-borda", "Proportional Borda")
            .aliases(&[Alias::plain("pr_borda"), Alias::plain("probabilistic-borda")])
            .references(&["Heckelman (2003), Social Choice and Welfare 21"]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, (): &(), teller: &mut Teller) -> Result<Lottery, Halt> {
        let (m, all) = (n.slate().len() as u64, n.total_weight());
        if m == 1 {
            return Ok(Lottery::of(n.slate().iter().map(|e| (e, Exact::ONE))));
        }
        // Twice the points: at most 2^46 units times 2^16. All ballots give m (m - 1) halves each.
        let twice = |a: EntryIx| -> u64 {
            let others = n.slate().iter().filter(|b| *b != a);
            others.map(|b| all + n.above(a, b) - n.above(b, a)).sum()
        };
        let sum = Exact::from(u128::from(all) * u128::from(m * (m - 1)));
        let chances: Vec<(EntryIx, Exact)> =
            n.slate().iter().map(|e| (e, &Exact::from(twice(e)) / &sum)).collect();
        teller.record(|| Step::scored(chances.iter().cloned()));
        Ok(Lottery::of(chances))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::pairwise::trial::*;
    #[test]
    fn worked_example() {
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 2), ("BCA", 1)])).unwrap();
        assert_eq!(chances(&ProportionalBorda {}, &n, 3), ["4/9", "4/9", "1/9"]);
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&ProportionalBorda {}, ());
    }
}
