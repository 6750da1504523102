//! Simplified Dodgson: the least sum of defeats.
//!
//! By margins it is Tideman's approximation of Dodgson's rule; by changes, each defeat counts the ballots that must
//! be turned to end it, half the margin rounded up.
//!
//! Worked example: A beats B by 3, B beats C by 5, C beats A by 1. The sums are 1 of A, 3 of B and 5 of C: A B C. In
//! changes they are 1, 2 and 3.
use super::graph::compare_all;
use super::strength::UNNAMED;
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// What a defeat counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Each {
    /// By how much it was lost.
    #[default]
    Margin,
    /// Votes that must be turned to end it: half the margin, rounded up to whole votes.
    Changes,
}

/// The least sum of margins of defeat.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal sums share a tier; nothing is asked.
///
/// # Complexity
/// O(m^2) time and memory.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Tideman (1987), "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4;
/// McCabe-Dansted, Pritchard and Slinko (2008), "Approximability of Dodgson's rule", Social Choice and Welfare 31.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::SimplifiedDodgson};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&SimplifiedDodgson::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SimplifiedDodgson {
    /// What a defeat counts.
    pub each: Each,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for SimplifiedDodgson {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("simplified-dodgson", "Simplified Dodgson").aliases(&[Alias::plain("simplified_dodgson"), Alias::plain("Dodgson Tideman Approximation"), Alias::with("Dodgson Quick", &[("each", "\"changes\"")]), Alias::with("dodgson-quick", &[("each", "\"changes\"")])]).references(&["Tideman (1987), Social Choice and Welfare 4; McCabe-Dansted, Pritchard and Slinko (2008), Social Choice and Welfare 31"]).params(&[Param { name: "each", kind: "margin | changes", about: "what a defeat counts" }, UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        compare_all(teller, n, self.unnamed);
        let units = i64::try_from(n.units_per_vote()).unwrap_or(i64::MAX);
        let of = |margin: i64| match self.each {
            Each::Margin => &Exact::from(margin) / &Exact::from(units),
            Each::Changes => Exact::from((margin + 2 * units - 1) / (2 * units)),
        };
        let defeats = |a: EntryIx| n.slate().iter().map(move |b| n.margin(b, a, self.unnamed).max(0));
        let score = |a: EntryIx| -defeats(a).map(of).sum::<Exact>();
        teller.record(|| Step::scored(n.slate().iter().map(|e| (e, score(e)))));
        Ok(Standing::by_score(n.slate(), |e| Some(score(e))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = margins(3, &[("AB", 3), ("BC", 5), ("CA", 1)]);
        let t = |each| {
            let rule = SimplifiedDodgson { each, ..SimplifiedDodgson::default() };
            let t = crate::count::run_on(&rule, &n, Seats::Open, &crate::count::TiePolicy::REPORT).unwrap();
            t.answer().unwrap().scores().values().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(t(Each::Margin), ["-1", "-3", "-5"]);
        assert_eq!(t(Each::Changes), ["-1", "-2", "-3"]);
    }
    #[test]
    fn a_tie_shares_a_tier() {
        let n = margins(3, &[("AB", 2), ("BC", 2), ("CA", 2)]);
        assert_eq!(standing(&SimplifiedDodgson::default(), &n), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&SimplifiedDodgson::default(), Seats::ONE);
    }
}
