//! Condorcet-IRV: whoever beats every other; without one, instant run-off among all.
//!
//! A ballot that ranks entries equally counts in equal parts for them.
//!
//! Worked example: 5 rank A B C, 4 B C A, 3 C A B, so that A beats B by 8 to 4, B beats C by 9 to 3 and C beats A by 7 to 5.
//! Nobody beats both others. C leaves with 3 first places, then B with 4: A wins.
use crate::{
    count::{About, Alias, Halt, Rounds, Seats, Standing, TallyRule, Teller},
    tally::runoff::{
        Duels, TIED_LOWEST, TiedLowest,
        eliminate::{Plan, Round, eliminate, lowest, placed},
    },
};
use serde::{Deserialize, Serialize};

/// Who beats all others, else instant run-off.
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
/// Green-Armytage, Tideman and Cosman (2016), "Statistical evaluation of voting rules", Social Choice and Welfare 46.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::hybrid::CondorcetIrv};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&CondorcetIrv::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CondorcetIrv {
    /// Whether one or all of those tied for leaving leave.
    pub tied_lowest: TiedLowest,
}
impl Default for CondorcetIrv {
    fn default() -> Self {
        Self { tied_lowest: TiedLowest::All }
    }
}

impl TallyRule for CondorcetIrv {
    type Input = dyn Rounds<Duels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("condorcet-irv", "Condorcet-IRV")
            .aliases(&[
                Alias::plain("condorcet_irv"),
                Alias::with("condorcet_irv_put", &[("tied_lowest", "\"one\"")]),
                Alias::plain("condorcet-hare"),
            ])
            .references(&["Green-Armytage, Tideman and Cosman (2016), Social Choice and Welfare 46"])
            .params(&[TIED_LOWEST]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let plan = Plan::electing_one(ballots.slate(), *seats, self.tied_lowest)?;
        let (units, mut session) = (ballots.units_per_vote(), ballots.begin());
        let n = session.margins(ballots.slate().len())?;
        let winner = n.winner(&ballots.slate().all());
        eliminate(&plan, teller, |left, _, teller| {
            if let Some(winner) = winner {
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
        assert_eq!(best(&CondorcetIrv::default(), 3, CYCLE), [0].into());
        assert_eq!(best(&CondorcetIrv::default(), 4, CITIES), [1].into());
    }
    #[test]
    fn a_tie_is_asked_or_all_leave() {
        let tied: &[(&str, usize)] = &[("ABC", 3), ("BCA", 2), ("CAB", 2)];
        let of = |tied_lowest| CondorcetIrv { tied_lowest };
        assert_eq!(best(&of(TiedLowest::All), 3, tied), [0].into());
        // Without B its ballots go to C, which beats A; without C they go to A.
        assert_eq!(ways(&of(TiedLowest::One), 3, tied), [0, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&CondorcetIrv::default());
    }
}
