//! Approval voting: whoever is approved by most wins.
//!
//! Worked example: 3 ballots approve a and b, 2 approve c, 1 nobody: a and b have 3, c has 2.
use crate::{
    count::{About, Alias, Halt, Seats, Standing, Step, TallyRule, Teller},
    num::Exact,
    profile::{ApprovalCounts, Summary},
};
use serde::{Deserialize, Serialize};

/// The most approvals win.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal numbers of approvals share a tier.
///
/// # Complexity
/// O(m log m) on approval counts.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Brams and Fishburn (1978), "Approval voting", American Political Science Review 72.
///
/// # Examples
/// ```
/// use cocreate::{ballot, count::*, profile::Profile, tally::approving::Approval};
/// let ballots = [ballot::Approval::from([0, 1]), ballot::Approval::from([1]), ballot::Approval::from([])];
/// let tally = run(&Approval {}, &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Approval {}

impl TallyRule for Approval {
    type Input = ApprovalCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("approval", "Approval voting")
            .aliases(&[Alias::plain("Approval"), Alias::plain("av"), Alias::plain("approval-voting")])
            .references(&["Brams and Fishburn (1978), American Political Science Review 72"]);
        ABOUT
    }
    fn count(&self, n: &ApprovalCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let votes = |e| &Exact::from(n.of_entry(e)) / &Exact::from(n.units_per_vote());
        teller.record(|| Step::scored(n.slate().iter().map(|e| (e, votes(e)))));
        Ok(Standing::by_score(n.slate(), |e| Some(votes(e))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot,
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    #[test]
    fn worked_example_is_a_tie() {
        let mut all = vec![ballot::Approval::from([0, 1]); 3];
        all.extend(vec![ballot::Approval::from([2]); 2]);
        all.push(ballot::Approval::from([]));
        let t = run(&Approval {}, &Profile::of(3, &all).unwrap(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { tied, possible, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((tied, possible), (&[0, 1].into(), &Some([0, 1].into())));
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(scores, ["3", "3", "2"]);
    }
    #[test]
    fn nobody_votes() {
        let t = run(&Approval {}, &Profile::of(3, &[]).unwrap(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
