//! Smith-IRV: instant run-off within the Smith set, the smallest of which everyone beats everyone outside of it.
//!
//! A ballot that ranks entries equally counts in equal parts for them.
//!
//! Worked example: 5 rank A B C D, 4 D B C A, 3 B C A D, 3 C A D B. A beats B by 8 to 7, B beats C by 12 to 3, C beats A by 10
//! to 5, and D loses to all: D leaves. A has 5 first places, B 7, C 3: C leaves, and A wins with 8 to 7.
use crate::{
    count::{About, Alias, Halt, Rounds, Seats, Standing, TallyRule, Teller},
    tally::runoff::{
        Duels, TIED_LOWEST, TiedLowest,
        eliminate::{Plan, Round, eliminate, lowest, placed},
    },
};
use serde::{Deserialize, Serialize};

/// Instant run-off within the Smith set.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// With `tied_lowest = one` a tie for leaving is asked, at stage `eliminate` with the number of the round from 1; with `all`
/// all who are tied leave at once, and if that is everybody who is left, they stand level. The default is `all`, as the one
/// program means it that knows the rule by this name.
///
/// # Complexity
/// O(n m) a round, O(n m) memory; O(n m^2) once for duels.
///
/// # Errors
/// More than one seat is refused: the definition names one winner. More than 8192 entries are refused.
///
/// # References
/// Green-Armytage (2011), Four Condorcet-Hare hybrid methods for single-winner elections, Voting Matters 29.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::hybrid::SmithIrv};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&SmithIrv::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmithIrv {
    /// Whether one or all of those tied for leaving leave.
    pub tied_lowest: TiedLowest,
}
impl Default for SmithIrv {
    fn default() -> Self {
        Self { tied_lowest: TiedLowest::All }
    }
}

impl TallyRule for SmithIrv {
    type Input = dyn Rounds<Duels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("smith-irv", "Smith-IRV")
            .aliases(&[
                Alias::plain("smith_irv"),
                Alias::with("smith_irv_put", &[("tied_lowest", "\"one\"")]),
                Alias::plain("smith-hare"),
                Alias::plain("smith//irv"),
            ])
            .references(&["Green-Armytage (2011), Four Condorcet-Hare hybrid methods, Voting Matters 29"])
            .params(&[TIED_LOWEST]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let plan = Plan::electing_one(ballots.slate(), *seats, self.tied_lowest)?;
        let (units, mut session) = (ballots.units_per_vote(), ballots.begin());
        let n = session.margins(ballots.slate().len())?;
        let smith = n.smith(&ballots.slate().all());
        eliminate(&plan, teller, |left, _, teller| {
            let outside = left.minus(&smith);
            if !outside.is_empty() {
                smith.iter().for_each(|a| outside.iter().for_each(|b| n.tell(teller, (a, b), units)));
                return Ok(Round::Together(outside));
            }
            let firsts = session.firsts(left)?;
            teller.record(|| placed(left, ballots.total_weight(), units, |e| firsts.named_parts(e)));
            Ok(Round::Lowest(lowest(left, |e| firsts.named_parts(e))))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, ways};
    const OUTSIDER: &[(&str, usize)] = &[("ABCD", 5), ("DBCA", 4), ("BCAD", 3), ("CADB", 3)];
    #[test]
    fn worked_example() {
        assert_eq!(best(&SmithIrv::default(), 4, OUTSIDER), [0].into());
        assert_eq!(best(&SmithIrv::default(), 4, CITIES), [1].into());
    }
    #[test]
    fn a_tie_is_asked_or_all_leave() {
        let tied: &[(&str, usize)] = &[("ABC", 3), ("BCA", 2), ("CAB", 2)];
        let of = |tied_lowest| SmithIrv { tied_lowest };
        assert_eq!(best(&of(TiedLowest::All), 3, tied), [0].into());
        assert_eq!(ways(&of(TiedLowest::One), 3, tied), [0, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&SmithIrv::default());
    }
}
