//! Loss-trimmer: whoever lost by the most in sum leaves, until somebody left is beaten by nobody left.
//!
//! Worked example: A beats B by 3, B beats C by 5, C beats A by 1. C lost by 5, B by 3, A by 1: C leaves, and A beats
//! B. The order is A, then B, then C.
use super::{
    graph::{Majority, compare_all},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Draft, Halt, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The largest sum of losses leaves.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Where several lost by the most, the teller is asked who leaves. Several whom nobody beats share the first tier.
///
/// # Complexity
/// O(m^3) time, O(m^2) memory.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Darlington, "The case for the Loss-Trimmer voting system"; where several lost by the most, and where somebody is beaten by nobody, as in
/// Holliday and Pacuit's `pref_voting`.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::LossTrimmer};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&LossTrimmer::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LossTrimmer {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for LossTrimmer {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("loss-trimmer", "Loss-trimmer")
            .aliases(&[Alias::plain("loss_trimmer")])
            .references(&["Darlington, The case for the Loss-Trimmer voting system"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let g = Majority::of(n, self.unnamed);
        let (mut left, mut draft, mut gone) = (g.all(), Draft::new(), vec![]);
        for round in 1.. {
            let unbeaten: EntrySet = left.iter().filter(|a| g.under(*a).is_disjoint(&left)).collect();
            if !unbeaten.is_empty() {
                let rest = left.minus(&unbeaten);
                return Ok(Standing::of([unbeaten, rest].into_iter().chain(gone.into_iter().rev())));
            }
            teller.visit(&draft, &left)?;
            let lost = |a: EntryIx| -> i64 { left.iter().map(|b| n.margin(b, a, self.unnamed).max(0)).sum() };
            let units = Exact::from(n.units_per_vote());
            teller.record(|| Step::scored(left.iter().map(|a| (a, &Exact::from(-lost(a)) / &units))));
            let most = left.iter().map(lost).max();
            let tied: EntrySet = left.iter().filter(|a| Some(lost(*a)) == most).collect();
            let out = teller.pick_entry(TieAt::eliminate(round), &tied)?;
            teller.record(|| Step::Eliminated { entries: out.into() });
            draft.eliminate(out);
            gone.push(EntrySet::from(out));
            left.remove(out);
        }
        Ok(draft.finish(left))
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(3, &[("AB", 3), ("BC", 5), ("CA", 1)]);
        assert_eq!(standing(&LossTrimmer::default(), &n), "A B C");
    }
    #[test]
    fn a_tie_of_losses_is_asked() {
        let n = margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)]);
        assert_eq!(winners(&LossTrimmer::default(), &n), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&LossTrimmer::default(), Seats::ONE);
    }
}
