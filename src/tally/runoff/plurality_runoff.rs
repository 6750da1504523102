//! Plurality with run-off: the two entries with the most first places meet; the ballots count for whichever of the
//! two they rank higher, and the one with more wins.
//!
//! On one ranked ballot this is the contingent vote. Where a ballot has only a first and a second choice
//! (`preferences = 2`) it is the supplementary vote: a ballot counts in the run-off only if one of the two is among
//! its first so many tiers. A ballot that ranks entries equally counts in equal parts for them.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: A (42) and B (26) meet, and B wins by
//! 58 to 42.
use super::eliminate::{Plan, TiedLowest, lowest, placed};
use crate::{
    count::{About, Alias, Halt, Param, Refusal, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::EntrySet,
    tally::places::{CountPlaces, Part, Places},
};
use serde::{Deserialize, Serialize};

/// The two with the most first places meet.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Who meets is asked where first places are level, at stage `eliminate`, round 1. If the two draw, they stand level.
///
/// # Complexity
/// O(n m).
///
/// # Errors
/// More than one seat is refused: the definition names one winner. `preferences = 0` is refused.
///
/// # References
/// Supplementary vote: Greater London Authority Act 1999, schedule 2, before 2022; contingent vote: Queensland,
/// Elections Act 1892. Tideman (2006), Collective Decisions and Voting, chapter 13, two-ballot majority.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::runoff::PluralityRunoff};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0], [2, 1, 0]].map(Ranking::strict);
/// let tally = run(&PluralityRunoff::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PluralityRunoff {
    /// So many tiers of a ballot count; all if not given.
    pub preferences: Option<u32>,
}

impl TallyRule for PluralityRunoff {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("plurality-runoff", "Plurality with run-off")
            .aliases(&[
                Alias::plain("Multiple Rounds System"),
                Alias::plain("MultipleRoundsSystem"),
                Alias::plain("Two-round system"),
                Alias::plain("plurality_with_runoff_put"),
                Alias::plain("contingent-vote"),
                Alias::with("supplementary-vote", &[("preferences", "2")]),
                Alias::plain("top-two"),
                Alias::plain("TopTwo"),
            ])
            .references(&["Supplementary vote: Greater London Authority Act 1999, schedule 2, before 2022"])
            .params(&[Param {
                name: "preferences",
                kind: "integer",
                about: "so many tiers of a ballot count; all if not given",
            }]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        Plan::electing_one(ballots.slate(), *seats, TiedLowest::One)?;
        if self.preferences == Some(0) {
            let why = "at least one preference of a ballot must count".to_owned();
            return Err(Refusal::Parameter { name: "preferences", why }.into());
        }
        let (units, mut session) = (ballots.units_per_vote(), ballots.begin());
        let all = ballots.slate().all();
        let look = |among: &EntrySet| CountPlaces {
            among: among.clone(),
            part: Part::First,
            depth: self.preferences,
        };
        let firsts = session.ask(&look(&all))?;
        let votes = |e| firsts.named_parts(e);
        teller.record(|| placed(&all, ballots.total_weight(), units, votes));
        let best = lowest(&all, |e| -votes(e));
        let (certain, tied) = match best.single() {
            Some(e) => (best, lowest(&all.minus(&e.into()), |e| -votes(e))),
            None => (EntrySet::EMPTY, best),
        };
        let free = 2 - certain.len();
        let two = certain.union(&teller.choose(TieAt::eliminate(1), &tied, free)?);
        let rest = all.minus(&two);
        teller.record(|| Step::Eliminated { entries: rest.clone() });
        let last = session.ask(&look(&two))?;
        teller.record(|| placed(&two, ballots.total_weight(), units, |e| last.named_parts(e)));
        let winners = lowest(&two, |e| -last.named_parts(e));
        let tiers = [winners.clone(), two.minus(&winners)].into_iter();
        Ok(Standing::of(
            tiers.chain(
                Standing::by(ballots.slate(), |e| rest.contains(e).then(|| votes(e))).tiers().to_vec(),
            ),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, standing, ways};
    #[test]
    fn worked_example() {
        let rule = PluralityRunoff::default();
        assert_eq!(standing(&rule, 4, CITIES, Seats::Open), [[1].into(), [0].into(), [3].into(), [2].into()]);
    }
    #[test]
    fn only_the_first_preferences_count_if_so_told() {
        // C's three rank B third: they help B in the contingent vote only.
        let ballots: &[(&str, usize)] = &[("ABCD", 5), ("BACD", 4), ("CDBA", 3)];
        assert_eq!(best(&PluralityRunoff::default(), 4, ballots), [1].into());
        assert_eq!(best(&PluralityRunoff { preferences: Some(2) }, 4, ballots), [0].into());
    }
    #[test]
    fn a_tie_for_the_second_place_is_asked() {
        let ballots: &[(&str, usize)] = &[("ABC", 4), ("BCA", 3), ("CBA", 3)];
        assert_eq!(ways(&PluralityRunoff::default(), 3, ballots), [1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&PluralityRunoff::default());
    }
}
