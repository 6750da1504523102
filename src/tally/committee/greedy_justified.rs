//! Greedy justified candidate rule: for l from the number k of seats down to 1, entries are elected that l/k of all voters approve who
//! approve fewer than l of the elected so far; of several the one with the most such voters.
//!
//! It gives every group its due (EJR+) and may leave seats empty.
//!
//! Worked example: 4 seats, twelve voters: 3 approve {0, 1}, 3 {0, 2}, 2 {0, 3}, 1 {1, 2, 5}, and 4, 5, 6 are approved by one voter
//! each. l = 4 needs twelve voters, l = 3 nine, l = 2 six: 0 has 8 and is elected. Then no six voters agree, and l = 1 needs three
//! voters with nobody elected: 5 has one. Nobody else is elected.
use super::{Levels, levels::within};
use crate::{
    count::{About, Alias, Draft, Halt, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// Entries that a large enough group without its due approves.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries with as many such voters, at stage `order` with the number of the seat.
///
/// # Complexity
/// O(A k) for A approvals and k seats.
///
/// # Errors
/// A task without a number of seats.
///
/// # References
/// Brill and Peters (2023), "Robust and verifiable proportionality axioms for multiwinner voting", EC, section 4.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::GreedyJustified};
/// let mut ballots = vec![Approval::from([0]); 3];
/// ballots.extend(vec![Approval::from([1]); 2]);
/// let tally = run(&GreedyJustified {}, &Profile::of(2, &ballots)?, Seats::fill(2).unwrap(), &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into(), "two voters of five are no half");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GreedyJustified {}

impl TallyRule for GreedyJustified {
    type Input = dyn Rounds<Levels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("greedy-justified", "Greedy justified candidate rule")
            .aliases(&[Alias::plain("gjcr"), Alias::plain("greedy-justified-candidate-rule")])
            .references(&["Brill and Peters (2023), EC, section 4"])
            .needs_number();
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (k, units) = (seats.number(), Exact::from(ballots.units_per_vote()));
        let mut session = ballots.begin();
        let (mut draft, mut elected) = (Draft::new(), EntrySet::EMPTY);
        draft.may_fall_short();
        let mut open: EntrySet = ballots.slate().iter().collect();
        for level in (1..=k).rev() {
            while elected.len() < k {
                let counts = within(&mut session, &elected)?;
                let group = |e: EntryIx| counts.of(e).iter().take(level).sum::<u64>();
                let most = open.iter().map(group).max().unwrap_or(0);
                // `most / total >= level / k`, in whole numbers.
                let enough =
                    u128::from(most) * k as u128 >= level as u128 * u128::from(ballots.total_weight());
                if most == 0 || !enough {
                    break;
                }
                let best: EntrySet = open.iter().filter(|e| group(*e) == most).collect();
                teller.record(|| Step::scored(open.iter().map(|e| (e, &Exact::from(group(e)) / &units))));
                if best.len() > 1 {
                    teller.visit(&draft, (level as u64, elected.clone()))?;
                }
                let next = teller.pick_entry(TieAt::order(elected.len() + 1), &best)?;
                teller.record(|| Step::Elected { entries: next.into() });
                draft.elect(next);
                elected.insert(next);
                open.remove(next);
            }
        }
        Ok(draft.finish(open.clone()).unplace(&open))
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
        let t = run(&GreedyJustified {}, &worked(), Seats::fill(4).unwrap(), &ALL).unwrap();
        assert_eq!(sets(&t), [[0].into()]);
    }
    #[test]
    fn a_tie_is_told() {
        let p = Profile::of(2, &[Approval::from([0, 1])]).unwrap();
        assert!(run(&GreedyJustified {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&GreedyJustified {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
