//! Copeland with average support: duels won, and less than one more for how much support an entry has on average.
//!
//! The raw result of an entry is its number of duels won, a draw being half, and the mean of its shares of support over all
//! others, divided by the number of entries and one: so support only decides where wins are equal. Then all are multiplied by one number, so that
//! they sum to the weight that was cast. In a duel with no support on either side both have half.
//!
//! Worked example: ballots of weight 3/2 rank A B C, 11/4 B A C, 1/4 C B A. B wins two duels, A one; A has 1/3 and 17/18 of the support
//! against B and C: 1 + (23/36)/4. The results are 167/108, 317/108 and 1/54.
use super::{graph::Majority, strength::UNNAMED};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// The most duels won, then the most support on average.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal results share a tier.
///
/// # Complexity
/// O(m²) exact operations on pairwise counts.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Snapshot, "Voting types": Copeland, with its tie-break by average support.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::CopelandSupport};
/// // A circle; A wins its duel by more than B and C theirs.
/// let ballots = [[0, 1, 2], [0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [2, 0, 1], [2, 0, 1]].map(Ranking::strict);
/// let tally = run(&CopelandSupport::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert!(tally.outcome().winners().is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CopelandSupport {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}
impl Default for CopelandSupport {
    fn default() -> Self {
        Self { unnamed: Unnamed::Last }
    }
}

impl TallyRule for CopelandSupport {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("copeland-support", "Copeland with average support")
            .aliases(&[Alias::plain("copeland_avg_support"), Alias::plain("snapshot-copeland")])
            .references(&["Snapshot, Voting types: Copeland"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (g, m) = (Majority::of(n, self.unnamed), n.slate().len());
        let half = Exact::ratio(1, 2).unwrap_or_default();
        let raw = |a: EntryIx| {
            let (wins, losses) = (g.over(a).len(), g.under(a).len());
            let draws = m - 1 - wins - losses;
            let share = |b: EntryIx| {
                let (x, y) =
                    (Exact::from(n.votes(a, b, self.unnamed)), Exact::from(n.votes(b, a, self.unnamed)));
                x.checked_div(&(&x + &y)).unwrap_or_else(|| half.clone())
            };
            let support: Exact = n.slate().iter().filter(|b| *b != a).map(share).sum();
            let mean = support.checked_div(&Exact::from(m - 1)).unwrap_or_default();
            Exact::from(wins) + &half * &Exact::from(draws) + &mean / &Exact::from(m + 1)
        };
        let raws: Vec<Exact> = n.slate().iter().map(raw).collect();
        let cast = &Exact::from(n.total_weight()) / &Exact::from(n.units_per_vote());
        let sum: Exact = raws.iter().sum();
        let result = |e: EntryIx| (&raws[e.ix()] * &cast).checked_div(&sum).unwrap_or_default();
        teller.record(|| Step::scored(n.slate().iter().map(|e| (e, result(e)))));
        Ok(Standing::by_score(n.slate(), |e| Some(result(e))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        // In quarters of votes.
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 6), ("BAC", 11), ("CBA", 1)])).unwrap();
        assert_eq!(standing(&CopelandSupport::default(), &n), "B A C");
        let t = crate::count::run_on(
            &CopelandSupport::default(),
            &n,
            Seats::ONE,
            &crate::count::TiePolicy::REPORT,
        );
        let quarter = Exact::ratio(1, 4).unwrap();
        let scores = t
            .unwrap()
            .answer()
            .unwrap()
            .scores()
            .values()
            .map(|x| (x * &quarter).to_string())
            .collect::<Vec<_>>();
        assert_eq!(scores, ["167/108", "317/108", "1/54"]);
    }
    #[test]
    fn a_tie_of_a_circle() {
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)])).unwrap();
        assert_eq!(standing(&CopelandSupport::default(), &n), "ABC");
    }
    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&CopelandSupport::default(), Seats::ONE);
    }
}
