//! Sequentially spent score: every voter has as much as the highest mark to spend. Seat by seat the highest sum of marks is elected, where no mark
//! counts for more than its voter has left; its voters pay what they gave, or less in proportion where they gave more than a quota.
//!
//! The quota is the highest mark times all votes, divided by the seats. Marks count from the lowest of the scale; a missing mark is the lowest.
//!
//! Worked example: 2 seats, marks from 0 to 5, so that the quota is 5·5/2: three voters give A 5 and B 4, two give C 5. A is first with 15, which is
//! more than 25/2: its voters pay 5/6 of their 5 and keep 5/6. B has 3·5/6 = 5/2 and C has 10: C is second.
use super::spending::Voters;
use crate::{
    ballot::Scores,
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The highest sum of marks that voters can still pay.
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
/// Edmonds and others (2019), "Sequentially spent score", electowiki.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Scores, count::*, profile::Profile, tally::scored::SequentiallySpentScore};
/// let mut ballots = vec![Scores::from([(0, 5), (1, 4)]); 3];
/// ballots.extend(vec![Scores::from([(2, 5)]); 2]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&SequentiallySpentScore {}, &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SequentiallySpentScore {}

impl TallyRule for SequentiallySpentScore {
    type Input = Profile<Scores>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("sequentially-spent-score", "Sequentially spent score")
            .aliases(&[Alias::plain("sss"), Alias::plain("sequentially_spent_score")])
            .references(&["Edmonds and others (2019), Sequentially spent score, electowiki"])
            .needs_number();
        ABOUT
    }
    fn count(&self, p: &Profile<Scores>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let top = Exact::from(u32::from(p.form().top));
        let voters = Voters::of(p, &top);
        let quota = &(&top * &Exact::from(voters.total)) / &Exact::from(seats.number());
        voters.elect(
            seats.number(),
            teller,
            |v, b, e| v.level(b, e).min(v.state[b].clone()),
            |v, e, sum| {
                let part = quota.checked_div(sum).map_or(Exact::ONE, |part| part.min(Exact::ONE));
                for b in 0..v.ballots.len() {
                    let given = v.level(b, e).min(v.state[b].clone());
                    v.state[b] = &v.state[b] - &(&given * &part);
                }
            },
        )
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
        let t = run(&SequentiallySpentScore {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 2].into());
        let scored = t.steps().iter().filter_map(|s| match s {
            Step::Scored { totals, .. } => {
                Some(totals.iter().map(|(_, x)| x.to_string()).collect::<Vec<_>>())
            }
            _ => None,
        });
        assert_eq!(scored.collect::<Vec<_>>(), [vec!["15", "12", "10"], vec!["5/2", "10"]]);
    }
    #[test]
    fn a_tie_is_told() {
        let p = marks(0, 5, &[&[5, 0], &[0, 5]]);
        let t = run(&SequentiallySpentScore {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::Tied { .. }));
    }
    #[test]
    fn nobody_votes() {
        assert!(is_nobody(&told(&SequentiallySpentScore {}, &marks(0, 5, &[]))));
    }
}
