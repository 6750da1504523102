//! Bucklin: if more than half of the ballots rank an entry first, it wins; else second places are added, then third
//! ones, until an entry has more than half. The one with the most then wins.
//!
//! Half is of the ballots that name somebody. Entries that share places count from the first of these; unnamed
//! entries never count. If nobody ever has more than half, the most at the end wins.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: nobody has 51 first places. With second
//! places A has 42, B 68, C 58, D 32: B wins.
use super::levels::Levels;
use crate::{
    count::{About, Alias, Halt, Rounds, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    tally::places::Places,
};
use serde::{Deserialize, Serialize};

/// The most at the first level at which somebody has more than half.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries with equal points share a tier.
///
/// # Complexity
/// O(n m log m) once, O(m^2) memory for whole ballots.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Hoag and Hallett (1926), Proportional Representation; Tideman (2006), Collective
/// Decisions and Voting, chapter 13.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::majority::Bucklin};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&Bucklin::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bucklin {}

impl TallyRule for Bucklin {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("bucklin", "Bucklin")
            .aliases(&[Alias::plain("bucklin_for_truncated_linear_orders"), Alias::plain("grand-junction")])
            .references(&["Hoag and Hallett (1926), Proportional Representation"]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let levels = Levels::of(ballots)?;
        let votes = |sums: &[u64], e: EntryIx| &Exact::from(sums[e.ix()]) / &Exact::from(levels.units);
        let (mut sums, all) = (vec![0u64; levels.m], ballots.slate().all());
        for level in 1..=levels.m {
            all.iter().for_each(|e| sums[e.ix()] += levels.at(e, level));
            teller.record(|| Step::scored(all.iter().map(|e| (e, votes(&sums, e)))));
            if sums.iter().any(|s| 2 * s > levels.naming) {
                break;
            }
        }
        Ok(Standing::by_score(ballots.slate(), |e| Some(votes(&sums, e))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, scores};
    #[test]
    fn worked_example() {
        assert_eq!(scores(&Bucklin::default(), 4, CITIES), ["42", "68", "58", "32"]);
        assert_eq!(best(&Bucklin::default(), 4, CITIES), [1].into());
    }
    #[test]
    fn short_ballots_may_give_nobody_more_than_half() {
        assert_eq!(best(&Bucklin::default(), 3, &[("A", 3), ("B", 2), ("C", 2)]), [0].into());
    }
    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(best(&Bucklin::default(), 3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&Bucklin::default());
    }
}
