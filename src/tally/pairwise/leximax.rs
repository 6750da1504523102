//! Leximax: whose worst margin is best; among equals whose second worst is, and so on.
//!
//! All margins count, won and lost.
//!
//! Worked example: A beats B by 4, B beats C by 2, C beats A by 2. The worst margins are -2 of A, -4 of B, -2 of C;
//! the next are 4 of A and 2 of C: A C B.
use super::graph::compare_all;
use super::strength::UNNAMED;
use crate::{
    count::{About, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Margins compared from the worst.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with the same margins share a tier; nothing is asked.
///
/// # Complexity
/// O(m^2 log m) time.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// The leximin order of Sen (1970), "Collective choice and social welfare", on margins, as a refinement of Simpson
/// (1969), Quarterly Journal of Economics 83.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Leximax};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Leximax::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Leximax {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Leximax {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("leximax", "Leximax")
            .references(&["Simpson (1969), Quarterly Journal of Economics 83"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let margins = |a: EntryIx| {
            let others = n.slate().iter().filter(|b| *b != a);
            let mut all: Vec<i64> = others.map(|b| n.margin(a, b, self.unnamed)).collect();
            all.sort_unstable();
            all
        };
        teller.record(|| {
            let worst = |a| margins(a).first().copied().unwrap_or(0);
            Step::scored(
                n.slate().iter().map(|a| (a, &Exact::from(worst(a)) / &Exact::from(n.units_per_vote()))),
            )
        });
        Ok(Standing::by(n.slate(), |a| Some(margins(a))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        assert_eq!(standing(&Leximax::default(), &margins(3, &[("AB", 4), ("BC", 2), ("CA", 2)])), "A C B");
    }
    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(standing(&Leximax::default(), &margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)])), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Leximax::default(), Seats::ONE);
    }
}
