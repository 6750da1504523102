//! Benham: if somebody beats all others that are left, that entry wins; else the entry with the fewest first places
//! leaves.
//!
//! A ballot that ranks entries equally counts in equal parts for them.
//!
//! In the worked example 5 rank A B C, 4 B C A, 3 C A B, so that A beats B by 8 to 4, B beats C by 9 to 3 and C beats
//! A by 7 to 5. Nobody beats all others: C with 3 first places leaves, and A beats B.
use super::{
    duels::Duels,
    eliminate::{Plan, Round, TIED_LOWEST, TiedLowest, eliminate, lowest, placed},
};
use crate::count::{About, Alias, Halt, Rounds, Seats, Standing, TallyRule, Teller};
use serde::{Deserialize, Serialize};

/// Instant run-off until somebody beats all who are left.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// With `tied_lowest = one` a tie for leaving is asked, at stage `eliminate` with the number of the round from 1;
/// with `all` all who are tied leave at once, and if that is everybody who is left, they stand level. The default is
/// `all`, as the one program means it that knows the rule by this name.
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
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::Benham};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&Benham::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Benham {
    /// Whether one or all of those tied for leaving leave.
    pub tied_lowest: TiedLowest,
}
impl Default for Benham {
    fn default() -> Self {
        Self { tied_lowest: TiedLowest::All }
    }
}
impl TallyRule for Benham {
    type Input = dyn Rounds<Duels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("benham", "Benham")
            .aliases(&[
                Alias::with("benham_put", &[("tied_lowest", "\"one\"")]),
                Alias::with("benham_tb", &[("tied_lowest", "\"one\"")]),
            ])
            .references(&["Green-Armytage (2011), Four Condorcet-Hare hybrid methods, Voting Matters 29"])
            .params(&[TIED_LOWEST]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let plan = Plan::electing_one(ballots.slate(), *seats, self.tied_lowest)?;
        let (units, mut session) = (ballots.units_per_vote(), ballots.begin());
        let n = session.margins(ballots.slate().len())?;
        eliminate(&plan, teller, |left, _, teller| {
            if let Some(winner) = n.winner(left) {
                left.iter().filter(|e| *e != winner).for_each(|e| n.tell(teller, (winner, e), units));
                return Ok(Round::Win(winner.into()));
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
    use crate::tally::tried::{CITIES, CYCLE, best, nobody, ways};
    #[test]
    fn worked_example() {
        assert_eq!(best(&Benham::default(), 3, CYCLE), [0].into());
        assert_eq!(best(&Benham::default(), 4, CITIES), [1].into());
    }
    #[test]
    fn a_tie_is_asked_or_all_leave() {
        let tied: &[(&str, usize)] = &[("ABC", 1), ("BCA", 1), ("CAB", 1)];
        let of = |tied_lowest| Benham { tied_lowest };
        assert_eq!(best(&of(TiedLowest::All), 3, tied), [0, 1, 2].into());
        assert_eq!(ways(&of(TiedLowest::One), 3, tied), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&Benham::default());
    }
}
