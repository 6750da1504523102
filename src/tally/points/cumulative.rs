//! Cumulative voting: every voter has a number of points, gives them to entries as it likes, and the points are added up.
//!
//! How many points a voter has, and how many at most one entry may get, is the ballot form's to say: with few points and a limit it is
//! voting by dots.
//!
//! Worked example: each of three voters has 5 dots. They give A 5; B 3 and C 2; B 2 and C 3: A, B and C have 5 each.
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PointTotals, Summary},
};
use serde::{Deserialize, Serialize};

/// The most points win.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal sums share a tier.
///
/// # Complexity
/// O(m log m) on sums of points.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run); how many points there are is the ballot form's to check, see
/// [`PointsForm`](crate::ballot::PointsForm).
///
/// # References
/// Glasser (1959), "Game theory and cumulative voting for corporate directors", Management Science 5.
///
/// # Examples
/// ```
/// use cocreate::{ballot::*, count::*, id::EntryIx, profile::{Profile, Slate}, tally::points::Cumulative};
/// let form = PointsForm { budget: 5, most: 3, ..PointsForm::default() };
/// let mut profile = Profile::<Points>::builder(Slate::anonymous(2), form)?;
/// profile.push(&Points::new([(EntryIx::new(0), 3), (EntryIx::new(1), 2)])?)?;
/// assert!(profile.push(&Points::new([(EntryIx::new(0), 4)])?).is_err(), "three dots at most");
/// let tally = run(&Cumulative {}, &profile.finish(), Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cumulative {}

impl TallyRule for Cumulative {
    type Input = PointTotals;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("cumulative", "Cumulative voting")
            .aliases(&[
                Alias::plain("Cumulative"),
                Alias::plain("cumulative_voting"),
                Alias::plain("cumulative-voting"),
                Alias::plain("dot-votes"),
                Alias::plain("dot-voting"),
            ])
            .references(&["Glasser (1959), Management Science 5"]);
        ABOUT
    }
    fn count(&self, n: &PointTotals, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let points = |e: EntryIx| &Exact::from(n.votes(e)) / &Exact::from(n.units_per_vote());
        teller.record(|| Step::scored(n.slate().iter().map(|e| (e, points(e)))));
        Ok(Standing::by_score(n.slate(), |e| Some(points(e))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Points, PointsForm},
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    fn dots(ballots: &[Points]) -> Profile<Points> {
        Profile::with_form(3, PointsForm { budget: 5, ..PointsForm::default() }, ballots).unwrap()
    }
    #[test]
    fn worked_example_is_a_tie() {
        let p =
            dots(&[Points::from([(0, 5)]), Points::from([(1, 3), (2, 2)]), Points::from([(1, 2), (2, 3)])]);
        let t = run(&Cumulative {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(t.outcome().is_tied());
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(scores, ["5", "5", "5"]);
    }
    #[test]
    fn nobody_votes() {
        let t = run(&Cumulative {}, &dots(&[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
