//! Black: whoever beats every other; without one, whoever has the most Borda points.
//!
//! Entries ranked equally, and those that a ballot does not name, share the points of their places.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. A beats B by 6 to 3, B beats C by 7 to 2, C beats A by 5 to 4, so nobody beats both
//! others. A has 4·2 + 2·1 = 10 points, B 4·1 + 3·2 = 10, C 3·1 + 2·2 = 7: A and B are level.
use super::{borda, most};
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
    tally::pairwise::{
        graph::{Majority, chosen, compare},
        strength::UNNAMED,
    },
};
use serde::{Deserialize, Serialize};

/// Who beats all others, else the most Borda points.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal points share the first tier; nothing is asked.
///
/// # Complexity
/// O(m^2) on pairwise counts.
///
/// # Errors
/// More than one seat is refused: the definition names one winner.
///
/// # References
/// Black (1958), The Theory of Committees and Elections, p. 66.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::hybrid::Black};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Black::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Black {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Black {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("black", "Black")
            .aliases(&[Alias::plain("blacks"), Alias::plain("condorcet-borda")])
            .references(&["Black (1958), The Theory of Committees and Elections"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let g = Majority::of(n, self.unnamed);
        let all = g.all();
        let winner = all.iter().find(|a| all.minus(&(*a).into()).is_subset(g.over(*a)));
        if let Some(a) = winner {
            compare(teller, n, self.unnamed, all.iter().filter(|b| *b != a).map(|b| (a, b)));
            return chosen(all.len(), a.into(), *seats);
        }
        let twice = |a: EntryIx| borda(n, a, &all, self.unnamed);
        let (halves, m) = (Exact::from(2 * u128::from(n.units_per_vote())), all.len() as i64);
        let points = |a| &Exact::from(twice(a) + (m - 1) * n.total_weight() as i64) / &halves;
        teller.record(|| Step::scored(all.iter().map(|a| (a, points(a)))));
        chosen(all.len(), most(&all, twice), *seats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody};
    #[test]
    fn worked_example_is_a_tie() {
        assert_eq!(best(&Black::default(), 3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)]), [0, 1].into());
    }
    #[test]
    fn who_beats_all_wins_with_fewer_points() {
        // A beats B and C by 3 to 2, B has 7 points and A 6.
        assert_eq!(best(&Black::default(), 3, &[("ABC", 3), ("BCA", 2)]), [0].into());
        assert_eq!(best(&Black::default(), 4, CITIES), [1].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&Black::default());
    }
}
