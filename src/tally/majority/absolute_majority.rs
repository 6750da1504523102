//! Absolute majority: the entry that more than half of all ballots rank first wins; if there is none, nobody does.
//!
//! Blank ballots count among all. A ballot that ranks several entries first counts for none of them.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: 51 first places are needed, the most is
//! 42, and nobody wins. Had 10 of the 15 ranked A first, A would win with 52.
use crate::{
    count::{About, Alias, Halt, Reason, Seats, Standing, Step, TallyRule, Teller},
    num::Exact,
    profile::{FirstPreferences, Summary},
};
use serde::{Deserialize, Serialize};

/// More than half of the first places.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: two entries cannot both have more than half.
///
/// # Complexity
/// O(n) to add up, O(m) memory.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// May (1952), A set of independent necessary and sufficient conditions for simple majority decision, Econometrica
/// 20.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::majority::AbsoluteMajority};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&AbsoluteMajority::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AbsoluteMajority {}

impl TallyRule for AbsoluteMajority {
    type Input = FirstPreferences;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("absolute-majority", "Absolute majority")
            .aliases(&[Alias::plain("absolute_majority")])
            .references(&["May (1952), Simple majority decision, Econometrica 20"]);
        ABOUT
    }
    fn count(&self, n: &FirstPreferences, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let votes = |units| &Exact::from(units) / &Exact::from(n.units_per_vote());
        let shared = n.total_weight() - n.slate().iter().map(|e| n.sole(e)).sum::<u64>();
        let totals = || n.slate().iter().map(|e| (e, votes(n.sole(e)))).collect();
        teller.record(|| Step::scored_of(totals(), votes(shared), Exact::ZERO));
        let best = n.slate().iter().map(|e| votes(n.sole(e))).max().unwrap_or_default();
        let needed = &votes(n.total_weight()) / &Exact::from(2u32);
        let floor = Reason::Floor { what: "first places and more".into(), needed, best };
        let above = |e| (2 * n.sole(e) > n.total_weight()).then(|| votes(n.sole(e)));
        Ok(Standing::by_score(n.slate(), above).or_because(floor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody};
    #[test]
    fn worked_example() {
        assert!(best(&AbsoluteMajority::default(), 4, CITIES).is_empty());
        let more: &[(&str, usize)] = &[("ABCD", 52), ("BCDA", 26), ("CDBA", 5), ("DCBA", 17)];
        assert_eq!(best(&AbsoluteMajority::default(), 4, more), [0].into());
    }
    #[test]
    fn a_tie_at_just_half_elects_nobody() {
        assert!(best(&AbsoluteMajority::default(), 2, &[("AB", 1), ("BA", 1)]).is_empty());
        assert!(best(&AbsoluteMajority::default(), 2, &[("AB", 1), ("", 1)]).is_empty());
    }
    #[test]
    fn nobody_votes() {
        nobody(&AbsoluteMajority::default());
    }
}
