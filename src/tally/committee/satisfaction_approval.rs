//! Satisfaction approval voting: every voter has one vote, which is split evenly among all entries that it approves.
//!
//! Worked example: 4 seats, twelve voters: 3 approve {0, 1}, 3 {0, 2}, 2 {0, 3}, 1 {1, 2, 5}, and 4, 5, 6 are approved by one voter
//! each. 0 has 8/2 = 4, 1 and 2 have 3/2 + 1/3 each, 5 has 1/3 + 1, 3, 4 and 6 have 1: 0, 1, 2 and 5 are elected.
use super::{Levels, levels::within};
use crate::{
    count::{About, Alias, Halt, Rounds, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// The most votes, each split evenly over what its voter approves.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal sums share a tier.
///
/// # Complexity
/// O(A) for A approvals.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Brams and Kilgour (2014), "Satisfaction approval voting".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::SatisfactionApproval};
/// let mut ballots = vec![Approval::from([0, 1]); 3];
/// ballots.extend(vec![Approval::from([2]); 2]);
/// ballots.push(Approval::from([0]));
/// let tally = run(&SatisfactionApproval {}, &Profile::of(3, &ballots)?, Seats::fill(2).unwrap(), &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SatisfactionApproval {}

impl TallyRule for SatisfactionApproval {
    type Input = dyn Rounds<Levels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("satisfaction-approval", "Satisfaction approval voting")
            .aliases(&[Alias::plain("sav")])
            .references(&["Brams and Kilgour (2014), Satisfaction approval voting"]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let all: EntrySet = ballots.slate().iter().collect();
        let counts = within(&mut ballots.begin(), &all)?;
        let units = Exact::from(ballots.units_per_vote());
        let votes = |e: EntryIx| {
            let share = |(size, w): (usize, &u64)| Exact::from(*w).checked_div(&Exact::from(size));
            &counts.of(e).iter().enumerate().filter_map(share).sum::<Exact>() / &units
        };
        teller.record(|| Step::scored(ballots.slate().iter().map(|e| (e, votes(e)))));
        Ok(Standing::by_score(ballots.slate(), |e| Some(votes(e))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Approval,
        count::{Outcome, Tally, TiePolicy, run},
        profile::Profile,
    };
    /// Three approve 0 and 1, three 0 and 2, two 0 and 3, one 1, 2 and 5, and 4, 5, 6 have one each.
    fn worked() -> Profile<Approval> {
        let mut all = vec![Approval::from([0, 1]); 3];
        all.extend(vec![Approval::from([0, 2]); 3]);
        all.extend(vec![Approval::from([0, 3]); 2]);
        all.extend([
            Approval::from([1, 2, 5]),
            Approval::from([4]),
            Approval::from([5]),
            Approval::from([6]),
        ]);
        Profile::of(8, &all).unwrap()
    }
    fn sets(t: &Tally<Standing>) -> Vec<EntrySet> {
        let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
        sets.iter().map(crate::count::Winners::set).collect()
    }
    const ALL: TiePolicy = TiePolicy::AllBranches { limit: 1000 };
    #[test]
    fn worked_example() {
        let t = run(&SatisfactionApproval {}, &worked(), Seats::fill(4).unwrap(), &ALL).unwrap();
        assert_eq!(sets(&t), [[0, 1, 2, 5].into()]);
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(scores, ["4", "11/6", "11/6", "1", "1", "4/3", "1", "0"]);
    }
    #[test]
    fn a_tie_is_told() {
        let p = Profile::of(2, &[Approval::from([0, 1])]).unwrap();
        assert!(
            run(&SatisfactionApproval {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied()
        );
    }

    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&SatisfactionApproval {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
