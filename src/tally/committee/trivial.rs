//! The trivial rule: every committee of so many is as good as any other. It is what other rules are measured against.
//!
//! Worked example: of 4 entries any two may hold 2 seats, which are 6 committees.
use crate::{
    count::{About, Alias, Halt, Input, Seats, Standing, TallyRule, Teller},
    profile::ApprovalCounts,
};
use serde::{Deserialize, Serialize};

/// All are level.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between all entries, at stage `win`.
///
/// # Complexity
/// O(m).
///
/// # Errors
/// A task without a number of seats.
///
/// # References
/// Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences, section 2, "trivial rule".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::Trivial};
/// let ballots = [Approval::from([0]), Approval::from([0, 1])];
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&Trivial {}, &Profile::of(3, &ballots)?, two, &TiePolicy::AllBranches { limit: 100 })?;
/// let Outcome::OneOf { sets, .. } = tally.outcome() else { panic!() };
/// assert_eq!(sets.len(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Trivial {}

impl TallyRule for Trivial {
    type Input = ApprovalCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("trivial", "Trivial rule")
            .aliases(&[Alias::plain("trivial-rule")])
            .references(&["Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences"])
            .needs_number();
        ABOUT
    }
    fn count(&self, n: &ApprovalCounts, _: &Seats, _: &mut Teller) -> Result<Standing, Halt> {
        Ok(Standing::of([Input::slate(n).all()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Approval,
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    #[test]
    fn worked_example_is_a_tie_of_all() {
        let p = Profile::of(4, &[Approval::from([0])]).unwrap();
        let ties = TiePolicy::AllBranches { limit: 100 };
        let t = run(&Trivial {}, &p, Seats::fill(2).unwrap(), &ties).unwrap();
        assert!(matches!(t.outcome(), Outcome::OneOf { sets, complete: true, .. } if sets.len() == 6));
    }
    #[test]
    fn nobody_votes() {
        let t = run(&Trivial {}, &Profile::of(3, &[]).unwrap(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
