//! Nanson: all entries whose Borda points among those left are below the average leave together, until all have the
//! average.
//!
//! With `strict = false` those who have just the average leave as well, unless that is everybody. Points are told as
//! the sum of margins over those left, halved: what is below nought is below the average.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: the average is 150 points; A with 126 is 24
//! below it and D with 107 is 43 below it: both leave. B beats C by 68 to 32, so that C is below the average of two.
use super::{
    duels::Margins,
    eliminate::{Plan, Round, TiedLowest, eliminate, scored},
};
use crate::{
    count::{About, Alias, Halt, Param, Seats, Standing, TallyRule, Teller},
    id::EntrySet,
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Whoever is below the average of Borda points leaves.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Nothing is asked: those who have the same points to the end stand level.
///
/// # Complexity
/// O(m^3) on pairwise counts.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Nanson (1882), Methods of election, Transactions and Proceedings of the Royal Society of Victoria 19; Niou (1987),
/// A note on Nanson's rule, Public Choice 54.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::Nanson};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&Nanson::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Nanson {
    /// Whether only those below the average leave, not those who have just the average.
    pub strict: bool,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}
impl Default for Nanson {
    fn default() -> Self {
        Self { strict: true, unnamed: Unnamed::Last }
    }
}
impl TallyRule for Nanson {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("nanson", "Nanson")
            .aliases(&[Alias::plain("strict_nanson"), Alias::with("weak_nanson", &[("strict", "false")])])
            .references(&["Nanson (1882), Methods of election"])
            .params(&[
                Param {
                    name: "strict",
                    kind: "boolean",
                    about: "whether only those below the average leave, not those who have just the average",
                },
                Param {
                    name: "unnamed",
                    kind: "last | absent",
                    about: "what an entry is that a ballot does not name",
                },
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (plan, units) = (Plan::filling(n.slate(), *seats, TiedLowest::All), n.units_per_vote());
        let n = Margins::of(n, self.unnamed);
        eliminate(&plan, teller, |left, _, teller| {
            teller.record(|| scored(left, 2 * units, |e| Exact::from(n.sum(e, left))));
            let leaves = |sum: i64| if self.strict { sum < 0 } else { sum <= 0 };
            let out: EntrySet = left.iter().filter(|e| leaves(n.sum(*e, left))).collect();
            Ok(if out.is_empty() { Round::Win(left.clone()) } else { Round::Together(out) })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, standing};
    #[test]
    fn worked_example() {
        assert_eq!(
            standing(&Nanson::default(), 4, CITIES, Seats::Open),
            [[1].into(), [2].into(), [0, 3].into()]
        );
    }
    #[test]
    fn the_average_ties_all_and_the_weak_form_drops_it() {
        assert_eq!(best(&Nanson::default(), 3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]), [0, 1, 2].into());
        // Of three places B always has the middle one: the average.
        let middle: &[(&str, usize)] = &[("ABC", 1), ("CBA", 1)];
        assert_eq!(best(&Nanson::default(), 3, middle), [0, 1, 2].into());
        // A has 2, B 1, C 0: A is the only one above 1 point.
        let weak = Nanson { strict: false, ..Nanson::default() };
        assert_eq!(standing(&weak, 3, &[("ABC", 1)], Seats::Open), [EntrySet::from([0]), [1, 2].into()]);
    }
    #[test]
    fn nobody_votes() {
        nobody(&Nanson::default());
    }
}
