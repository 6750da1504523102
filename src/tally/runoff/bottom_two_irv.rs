//! Bottom-two run-off: of those left the two with the fewest first places meet, and the loser of their duel leaves,
//! until one is left.
//!
//! In a drawn duel the one with fewer first places leaves. A ballot that ranks entries equally counts in equal parts
//! for them. Who beats everybody in a duel never leaves.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: C (15) and D (17) meet, C wins by 83 to
//! 17. Then B (26) and C (32) meet, B wins by 68 to 32; B beats A by 58 to 42.
use super::{
    bottom_two::{ask_bottom_two, bottom_loser, bottom_pairs},
    duels::Duels,
    eliminate::{Plan, Round, TIED_LOWEST, TiedLowest, eliminate, placed},
};
use crate::{
    count::{About, Alias, Halt, Rounds, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
};
use serde::{Deserialize, Serialize};

/// The two with the fewest first places meet, the loser leaves.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// With `tied_lowest = one` who meets is asked where first places are level, at stage `order` with the number of the
/// round, and who leaves where two such draw, at stage `eliminate`. With `all` every loser of a pair that could meet
/// leaves, and if that is everybody who is left, they stand level.
///
/// # Complexity
/// O(n m) a round, O(n m) memory; O(n m^2) once.
///
/// # Errors
/// More than 8192 entries are refused.
///
/// # References
/// Holliday and Pacuit (2025), `pref_voting`: the Preferential Voting Tools package for Python, Journal of Open Source
/// Software 10.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::BottomTwoIrv};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&BottomTwoIrv::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BottomTwoIrv {
    /// Whether one or all of those tied for leaving leave.
    pub tied_lowest: TiedLowest,
}

impl TallyRule for BottomTwoIrv {
    type Input = dyn Rounds<Duels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("bottom-two-irv", "Bottom-two run-off")
            .aliases(&[
                Alias::with("bottom_two_runoff_instant_runoff", &[("tied_lowest", "\"all\"")]),
                Alias::plain("bottom_two_runoff_instant_runoff_put"),
                Alias::plain("btr-irv"),
            ])
            .references(&["Holliday and Pacuit (2025), pref_voting, Journal of Open Source Software 10"])
            .params(&[TIED_LOWEST]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (plan, units) =
            (Plan::filling(ballots.slate(), *seats, self.tied_lowest), ballots.units_per_vote());
        let mut session = ballots.begin();
        let n = session.margins(ballots.slate().len())?;
        eliminate(&plan, teller, |left, round, teller| {
            let firsts = session.firsts(left)?;
            let votes = |e: EntryIx| firsts.named_parts(e);
            teller.record(|| placed(left, ballots.total_weight(), units, votes));
            if self.tied_lowest == TiedLowest::One {
                let (a, b) = ask_bottom_two(left, votes, round, teller)?;
                n.tell(teller, (a, b), units);
                return Ok(Round::Lowest(bottom_loser(&n, votes, a, b)));
            }
            let mut out = EntrySet::EMPTY;
            for (a, b) in bottom_pairs(left, votes) {
                n.tell(teller, (a, b), units);
                out = out.union(&bottom_loser(&n, votes, a, b));
            }
            Ok(Round::Together(out))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, CYCLE, best, nobody, standing, ways};
    #[test]
    fn worked_example() {
        let rule = BottomTwoIrv::default();
        assert_eq!(standing(&rule, 4, CITIES, Seats::Open), [[1].into(), [0].into(), [2].into(), [3].into()]);
        assert_eq!(best(&rule, 3, CYCLE), [0].into());
    }
    #[test]
    fn a_tie_is_asked_or_all_leave() {
        let tied: &[(&str, usize)] = &[("ABC", 1), ("BCA", 1), ("CAB", 1)];
        assert_eq!(ways(&BottomTwoIrv::default(), 3, tied), [0, 1, 2].into());
        // Each loses to another: all leave.
        assert_eq!(best(&BottomTwoIrv { tied_lowest: TiedLowest::All }, 3, tied), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&BottomTwoIrv::default());
    }
}
