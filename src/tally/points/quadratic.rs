//! Quadratic voting: v votes for or against an entry cost v² credits of a budget that is the same for all; votes are added up.
//!
//! The cost is checked when a ballot enters (its form says `cost = quadratic`); the rule adds up votes.
//!
//! Worked example: each of three voters has 9 credits. One gives A 3 votes (9), two give B 2 (4) and C 2 (4): A has 3, B 4, C 4.
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::{PointTotals, Summary},
};
use serde::{Deserialize, Serialize};

/// The most votes win.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal sums share a tier.
///
/// # Complexity
/// O(m log m) on sums of votes.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run); what votes cost is the ballot form's to check, see
/// [`PointsForm`](crate::ballot::PointsForm).
///
/// # References
/// Lalley and Weyl (2018), "Quadratic voting", AEA Papers and Proceedings 108.
///
/// # Examples
/// ```
/// use cocreate::{ballot::*, count::*, id::EntryIx, profile::{Profile, Slate}, tally::points::Quadratic};
/// let form = PointsForm { budget: 9, cost: Cost::Quadratic, ..PointsForm::default() };
/// let mut profile = Profile::<Points>::builder(Slate::anonymous(2), form)?;
/// profile.push(&Points::new([(EntryIx::new(0), 3)])?)?;
/// assert!(profile.push(&Points::new([(EntryIx::new(0), 4)])?).is_err(), "16 credits");
/// let tally = run(&Quadratic {}, &profile.finish(), Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quadratic {}

impl TallyRule for Quadratic {
    type Input = PointTotals;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("quadratic", "Quadratic voting")
            .aliases(&[Alias::plain("quadratic-voting"), Alias::plain("qv")])
            .references(&["Lalley and Weyl (2018), AEA Papers and Proceedings 108"]);
        ABOUT
    }
    fn count(&self, n: &PointTotals, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let votes = |e: EntryIx| &Exact::from(n.votes(e)) / &Exact::from(n.units_per_vote());
        teller.record(|| Step::scored(n.slate().iter().map(|e| (e, votes(e)))));
        Ok(Standing::by_score(n.slate(), |e| Some(votes(e))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::{Cost, Points, PointsForm},
        count::{Outcome, TiePolicy, run},
        profile::{Profile, Slate},
    };
    fn profile(ballots: &[&[(u32, i64)]]) -> Profile<Points> {
        let form = PointsForm { budget: 9, cost: Cost::Quadratic, ..PointsForm::default() };
        let mut p = Profile::<Points>::builder(Slate::anonymous(3), form).unwrap();
        for b in ballots {
            p.push(&Points::new(b.iter().map(|(e, v)| (EntryIx::new(*e), *v))).unwrap()).unwrap();
        }
        p.finish()
    }
    #[test]
    fn worked_example_ends_in_a_tie() {
        let p = profile(&[&[(0, 3)], &[(1, 2), (2, 2)], &[(1, 2), (2, 2)]]);
        let t = run(&Quadratic {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!(tied, &[1, 2].into());
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(scores, ["3", "4", "4"]);
    }
    #[test]
    fn nobody_votes() {
        let t = run(&Quadratic {}, &profile(&[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
