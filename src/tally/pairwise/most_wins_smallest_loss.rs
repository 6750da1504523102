//! Most wins, smallest loss: the most wins less losses against single others; among equals whose worst loss is
//! smallest, then the next worst, and so on.
//!
//! Worked example: A beats B by 4, B beats C by 2, C beats A by 6. All have one win and one loss; the losses are 6 of
//! A, 4 of B, 2 of C: C B A.
use super::graph::compare_all;
use super::strength::UNNAMED;
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Copeland's winners, by their losses.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal wins and losses share a tier; nothing is asked.
///
/// # Complexity
/// O(m^2 log m) time.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// arXiv 2508.17095 (2025), where the rule is proposed, with half a win for a draw and further losses against ties; Copeland (1951), "A
/// reasonable social welfare function".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::MostWinsSmallestLoss};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&MostWinsSmallestLoss::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MostWinsSmallestLoss {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for MostWinsSmallestLoss {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("most-wins-smallest-loss", "Most wins, smallest loss")
            .aliases(&[Alias::plain("MWSL")])
            .references(&["arXiv 2508.17095 (2025); Copeland (1951), A reasonable social welfare function"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let key = |a: EntryIx| {
            let all: Vec<i64> = n.slate().iter().map(|b| n.margin(a, b, self.unnamed)).collect();
            let net: i64 = all.iter().map(|x| x.signum()).sum();
            let mut losses: Vec<i64> = all.into_iter().map(|x| x.min(0)).collect();
            losses.sort_unstable();
            (net, losses)
        };
        teller.record(|| Step::scored(n.slate().iter().map(|a| (a, Exact::from(key(a).0)))));
        Ok(Standing::by(n.slate(), |a| Some(key(a))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(3, &[("AB", 4), ("BC", 2), ("CA", 6)]);
        assert_eq!(standing(&MostWinsSmallestLoss::default(), &n), "C B A");
    }
    #[test]
    fn a_tie_shares_a_tier() {
        let n = margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)]);
        assert_eq!(standing(&MostWinsSmallestLoss::default(), &n), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&MostWinsSmallestLoss::default(), Seats::ONE);
    }
}
