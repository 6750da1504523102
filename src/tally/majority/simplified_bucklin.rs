//! Simplified Bucklin: of the levels first places, first and second places, and so on, the earliest counts at which
//! an entry has more than half of the ballots; all who have more than half there win.
//!
//! Half is of the ballots that name somebody. Entries that share places count from the first of these; unnamed
//! entries never count. Those who get there at a later level follow in order of levels; who never gets there is not
//! placed.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: with second places B has 68 and C 58 of
//! 100, so both win; A and D have 100 only with the last places.
use super::levels::Levels;
use crate::{
    count::{About, Alias, Halt, Reason, Rounds, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    tally::places::Places,
};
use serde::{Deserialize, Serialize};

/// Everybody who has more than half at the earliest level.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries that have more than half from the same level on share a tier.
///
/// # Complexity
/// O(n m log m) once, O(m^2) memory for whole ballots.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Tideman (2006), Collective Decisions and Voting, chapter 13, Bucklin; majoritarian compromise without the second
/// criterion: Sertel and Yılmaz (1999), Social Choice and Welfare 16.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::majority::SimplifiedBucklin};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&SimplifiedBucklin::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SimplifiedBucklin {}

impl TallyRule for SimplifiedBucklin {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("simplified-bucklin", "Simplified Bucklin")
            .aliases(&[Alias::plain("simplified_bucklin")])
            .references(&["Tideman (2006), Collective Decisions and Voting, chapter 13, Bucklin"]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let levels = Levels::of(ballots)?;
        let votes = |sums: &[u64], e: EntryIx| &Exact::from(sums[e.ix()]) / &Exact::from(levels.units);
        let (mut sums, all) = (vec![0u64; levels.m], ballots.slate().all());
        let mut reached: Vec<Option<usize>> = vec![None; levels.m];
        for level in 1..=levels.m {
            for e in all.iter() {
                sums[e.ix()] += levels.at(e, level);
                if 2 * sums[e.ix()] > levels.naming && reached[e.ix()].is_none() {
                    reached[e.ix()] = Some(level);
                }
            }
            teller.record(|| Step::scored(all.iter().map(|e| (e, votes(&sums, e)))));
            for e in all.iter().filter(|e| reached[e.ix()] == Some(level)) {
                let has = votes(&sums, e);
                teller.record(|| Step::note(format!("{e} has more than half by place {level}: {has}")));
            }
        }
        let half = &Exact::from(levels.naming) / &Exact::from(2 * levels.units);
        let best = all.iter().map(|e| votes(&sums, e)).max().unwrap_or_default();
        let floor = Reason::Floor { what: "votes and more".into(), needed: half, best };
        Ok(Standing::by(ballots.slate(), |e| reached[e.ix()].map(std::cmp::Reverse)).or_because(floor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::EntrySet,
        tally::tried::{CITIES, best, nobody, standing},
    };
    #[test]
    fn worked_example() {
        let order = standing(&SimplifiedBucklin::default(), 4, CITIES, Seats::Open);
        assert_eq!(order, [[1, 2].into(), EntrySet::from([3]), [0].into()]);
    }
    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(
            best(&SimplifiedBucklin::default(), 3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]),
            [0, 1, 2].into()
        );
    }
    #[test]
    fn nobody_votes_or_nobody_has_more_than_half() {
        nobody(&SimplifiedBucklin::default());
        assert!(best(&SimplifiedBucklin::default(), 3, &[("A", 1), ("B", 1), ("C", 1)]).is_empty());
    }
}
