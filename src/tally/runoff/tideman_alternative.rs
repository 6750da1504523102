//! Tideman's alternative: all entries outside of the Smith set of those left leave, then the one with the fewest
//! first places; and so on until the set is one.
//!
//! With `set = schwartz` it is the Schwartz set: whoever has a chain of wins to everyone that has one to them. A
//! ballot that ranks entries equally counts in equal parts for them.
//!
//! With `outside_stay` only those of the set may be the next to leave, but the others stay in the count: one who
//! draws with a member can come into a later Schwartz set. With the Smith set it is the same, since everyone in it
//! beats everyone outside.
//!
//! In the worked example 5 rank A B C, 4 B C A, 3 C A B, so that A beats B by 8 to 4, B beats C by 9 to 3 and C beats
//! A by 7 to 5. All three are in the Smith set: C with 3 first places leaves, and of A and B only A is in it.
use super::{
    duels::Duels,
    eliminate::{Plan, Round, TIED_LOWEST, TiedLowest, eliminate, lowest, placed},
};
use crate::count::{About, Alias, Halt, Param, Rounds, Seats, Standing, TallyRule, Teller};
use serde::{Deserialize, Serialize};

/// Who stays in each round of [`TidemanAlternative`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TopSet {
    /// The smallest set of which everyone beats everyone outside of it.
    #[default]
    Smith,
    /// Whoever has a chain of wins to everyone that has one to them.
    Schwartz,
}

/// All outside of the top set leave, then the fewest first places.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// With `tied_lowest = one` a tie for leaving is asked, at stage `eliminate` with the number of the round from 1;
/// with `all` all who are tied leave at once, and if that is everybody who is left, they stand level.
///
/// # Complexity
/// O(n m) a round, O(n m) memory; O(n m^2) once for duels.
///
/// # Errors
/// More than one seat is refused: the definition names one winner. More than 8192 entries are refused.
///
/// # References
/// Tideman (2006), Collective Decisions and Voting, chapter 13, alternative Smith and alternative Schwartz.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::TidemanAlternative};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [0, 2, 1]].map(Ranking::strict);
/// let tally = run(&TidemanAlternative::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TidemanAlternative {
    /// Who stays in each round.
    pub set: TopSet,
    /// Whether entries outside of the set stay in the count and may come into it later.
    pub outside_stay: bool,
    /// Whether one or all of those tied for leaving leave.
    pub tied_lowest: TiedLowest,
}

impl TallyRule for TidemanAlternative {
    type Input = dyn Rounds<Duels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("tideman-alternative", "Tideman's alternative")
            .aliases(&[
                Alias::with("tideman_alternative_smith", &[("tied_lowest", "\"all\"")]),
                Alias::plain("tideman_alternative_smith_put"),
                Alias::with(
                    "tideman_alternative_gocha",
                    &[("set", "\"schwartz\""), ("outside_stay", "true"), ("tied_lowest", "\"all\"")],
                ),
                Alias::with(
                    "tideman_alternative_gocha_put",
                    &[("set", "\"schwartz\""), ("outside_stay", "true")],
                ),
                Alias::plain("tideman-alternative-smith"),
                Alias::with("tideman-alternative-schwartz", &[("set", "\"schwartz\"")]),
            ])
            .references(&["Tideman (2006), Collective Decisions and Voting, chapter 13"])
            .params(&[
                Param { name: "set", kind: "smith | schwartz", about: "who stays in each round" },
                Param {
                    name: "outside_stay",
                    kind: "boolean",
                    about: "whether entries outside of the set stay in the count and may come into it later",
                },
                TIED_LOWEST,
            ]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let plan = Plan::electing_one(ballots.slate(), *seats, self.tied_lowest)?;
        let (units, mut session) = (ballots.units_per_vote(), ballots.begin());
        let n = session.margins(ballots.slate().len())?;
        eliminate(&plan, teller, |left, _, teller| {
            let top = if self.set == TopSet::Smith { n.smith(left) } else { n.schwartz(left) };
            if top.len() < left.len() {
                n.tell_lost(teller, &top, left, units);
            }
            if top.len() < left.len() && (!self.outside_stay || top.single().is_some()) {
                return Ok(Round::Together(left.minus(&top)));
            }
            let firsts = session.firsts(&top)?;
            teller.record(|| placed(&top, ballots.total_weight(), units, |e| firsts.named_parts(e)));
            let out = lowest(&top, |e| firsts.named_parts(e));
            let ends = self.tied_lowest == TiedLowest::All && out == top;
            Ok(if ends { Round::Win(top) } else { Round::Lowest(out) })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, CYCLE, best, nobody, ways};
    #[test]
    fn worked_example() {
        assert_eq!(best(&TidemanAlternative::default(), 3, CYCLE), [0].into());
        assert_eq!(best(&TidemanAlternative::default(), 4, CITIES), [1].into());
    }
    #[test]
    fn a_tie_is_asked_or_all_leave() {
        let tied: &[(&str, usize)] = &[("ABC", 1), ("BCA", 1), ("CAB", 1)];
        let of = |tied_lowest| TidemanAlternative { tied_lowest, ..TidemanAlternative::default() };
        assert_eq!(best(&of(TiedLowest::All), 3, tied), [0, 1, 2].into());
        assert_eq!(ways(&of(TiedLowest::One), 3, tied), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&TidemanAlternative::default());
    }
}
