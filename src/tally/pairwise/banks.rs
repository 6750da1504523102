//! Banks set: whoever is first in a chain that cannot be made longer, where in a chain each beats all that follow.
//!
//! That is to say: there is a chain from it such that nobody beats all of the chain.
//!
//! Worked example: A beats B and C, B beats C and D, C beats D, D beats A, each by 1 to 0. The chain A, B, C is beaten as a whole by
//! nobody (D loses to B), so A is in; so is B by B, C, D (A loses to D), and D by D, A (B does not beat D, C does not
//! beat A). From C only C, D, which B beats as a whole: C is out.
use super::{
    graph::{Majority, chosen, compare_all},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::EntrySet,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// First entries of maximal chains.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Members of the set share the first tier; nothing is asked.
///
/// # Complexity
/// Exponential at worst; at most 2^16 chains are looked at, and beyond that the outcome is undecided. O(m) memory a
/// chain.
///
/// # Errors
/// Refused if more than one winner is asked for: the definition ranks nobody.
///
/// # References
/// Banks (1985), "Sophisticated voting outcomes and agenda control", Social Choice and Welfare 2.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Banks};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Banks::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Banks {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Banks {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("banks", "Banks set")
            .aliases(&[Alias::plain("banks-set")])
            .references(&["Banks (1985), Social Choice and Welfare 2"])
            .params(&[UNNAMED])
            .limit("2^16 chains; beyond, the best found");
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let g = Majority::of(n, self.unnamed);
        let (mut top, mut looked) = (EntrySet::EMPTY, 0);
        for a in g.all().iter() {
            teller.poll()?;
            let mut failed = BTreeSet::new();
            if holds(&g, g.over(a).clone(), g.under(a).clone(), &mut failed, &mut looked) {
                top.insert(a);
            }
            if looked > LIMIT {
                let bound = format!("after {LIMIT} chains these are in the set; others may be");
                return Err(teller.undecided(top.into(), bound));
            }
        }
        chosen(n.slate().len(), top, *seats)
    }
}
/// Most chains that are looked at.
const LIMIT: u32 = 1 << 16;
/// Whether a chain goes on, among those whom all of it beat, until none of the `threats` beats all of it.
fn holds(
    g: &Majority,
    below: EntrySet,
    threats: EntrySet,
    failed: &mut BTreeSet<(EntrySet, EntrySet)>,
    looked: &mut u32,
) -> bool {
    if threats.is_empty() {
        return true;
    }
    let key = (below, threats);
    // A threat that beats all who may follow is never frightened away.
    let stays = key.1.iter().any(|t| key.0.is_subset(g.over(t)));
    if stays || *looked > LIMIT || failed.contains(&key) {
        return false;
    }
    *looked += 1;
    for next in key.0.iter() {
        let left = key.1.intersection(g.under(next));
        // Whoever frightens no threat away only narrows what can follow.
        if left != key.1 && holds(g, key.0.intersection(g.over(next)), left, failed, looked) {
            return true;
        }
    }
    failed.insert(key);
    false
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(4, &[("AB", 1), ("AC", 1), ("BC", 1), ("BD", 1), ("CD", 1), ("DA", 1)]);
        assert_eq!(standing(&Banks::default(), &n), "ABD C");
    }
    #[test]
    fn a_tie_makes_two_chains() {
        assert_eq!(standing(&Banks::default(), &margins(3, &[("AC", 1), ("BC", 1)])), "AB C");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Banks::default(), Seats::ONE);
    }
}
