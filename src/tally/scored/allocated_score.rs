//! Allocated score (proportional STAR): seat by seat the highest sum of marks is elected, and a quota of ballots, those that gave it the most, is
//! used up: all votes divided by the seats.
//!
//! Where the ballots that gave equally much would pass the quota, the same part of each is used up. Ballots that gave the elected nothing are
//! not used. A ballot of which a part is left gives that part of its marks, and it is by these that it is ordered. Marks count from the
//! lowest of the scale; a missing mark is the lowest.
//!
//! Worked example: 2 seats, marks from 0 to 5, so that a quota is 5/2 of the five votes: three voters give A 5 and B 4, two give C 5. A is first with
//! 15. Of its three ballots 5/2 are used up, and 1/6 of each is left: B has 3·4/6 = 2 and C has 10: C is second.
use super::spending::Voters;
use crate::{
    ballot::Scores,
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The highest sum of marks, a quota of its best ballots being used up.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between equal sums, at stage `order` with the number of the seat.
///
/// # Complexity
/// O(g m k) for g different ballots and k seats.
///
/// # Errors
/// A task without a number of seats.
///
/// # References
/// Equal Vote Coalition, technical specifications of STAR-PR; Edmonds and others (2020), "Allocated score", electowiki.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::AllocatedScore};
/// let mut ballots = vec![Scores::from([(0, 5), (1, 4)]); 3];
/// ballots.extend(vec![Scores::from([(2, 5)]); 2]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&AllocatedScore {}, &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AllocatedScore {}

impl TallyRule for AllocatedScore {
    type Input = Profile<Scores>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("allocated-score", "Allocated score")
            .aliases(&[
                Alias::plain("star-pr"),
                Alias::plain("proportional-star"),
                Alias::plain("allocated"),
                Alias::plain("allocated_score_voting"),
            ])
            .references(&["Equal Vote Coalition, technical specifications of STAR-PR"])
            .needs_number();
        ABOUT
    }
    fn count(&self, p: &Profile<Scores>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let voters = Voters::of(p, &Exact::ONE);
        let quota = &Exact::from(voters.total) / &Exact::from(seats.number());
        voters.elect(
            seats.number(),
            teller,
            |v, b, e| &v.level(b, e) * &v.state[b],
            |v, e, _| allocate(v, e, quota.clone()),
        )
    }
}
/// Uses up a quota of the ballots that give `e` the most.
fn allocate(v: &mut Voters, e: EntryIx, mut quota: Exact) {
    let mut by: BTreeMap<Exact, Vec<usize>> = BTreeMap::new();
    for b in 0..v.ballots.len() {
        let given = &v.level(b, e) * &v.state[b];
        if given > Exact::ZERO {
            by.entry(given).or_default().push(b);
        }
    }
    for ballots in by.into_values().rev() {
        let weight: Exact = ballots.iter().map(|b| &v.state[*b] * &Exact::from(v.ballots[*b].0)).sum();
        if weight <= quota {
            for b in ballots {
                v.state[b] = Exact::ZERO;
            }
            quota -= &weight;
        } else {
            let left = &(&weight - &quota) / &weight;
            for b in ballots {
                v.state[b] = &v.state[b] * &left;
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{is_nobody, marks, told};
    use super::*;
    use crate::count::{Outcome, Step, TiePolicy, run};
    #[test]
    fn worked_example() {
        let p = marks(0, 5, &[&[5, 4, 0], &[5, 4, 0], &[5, 4, 0], &[0, 0, 5], &[0, 0, 5]]);
        let t = run(&AllocatedScore {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 2].into());
        let scored = t.steps().iter().filter_map(|s| match s {
            Step::Scored { totals, .. } => {
                Some(totals.iter().map(|(_, x)| x.to_string()).collect::<Vec<_>>())
            }
            _ => None,
        });
        assert_eq!(scored.collect::<Vec<_>>(), [vec!["15", "12", "10"], vec!["2", "10"]]);
    }
    #[test]
    fn a_tie_is_told() {
        let p = marks(0, 5, &[&[5, 0], &[0, 5]]);
        let t = run(&AllocatedScore {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::Tied { .. }));
    }
    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&AllocatedScore {}, &marks(0, 5, &[]))));
    }
}
