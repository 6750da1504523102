//! Scottish STV, as Scotland elects its councils.
//!
//! The quota is the votes divided by one more than the seats, cut off, and one more. Whoever reaches it is elected. The
//! largest surplus is transferred first: *all* ballots of the elected move on, each at its value times surplus divided by
//! votes held, cut off after five decimals. If there is no surplus, the entry with the fewest votes is excluded and its
//! ballots move on at their value. When as many are left as there are seats, they are elected.
//!
//! Worked example: two seats; 7 ballots A B, 3 A C, 4 B, 6 C. Quota 20/3 cut off, and one: 7. A has 10; each ballot moves on at
//! 3/10: B has 4 + 2.1 = 6.1, C 6 + 0.9 = 6.9. B is excluded, C is elected.
use super::{
    super::runoff::Piles,
    quota::Quota,
    rounds::{Law, count as course},
};
use crate::{
    count::{self, About, Alias, Exception, Halt, Rounds, Seats, Standing, TallyRule, Teller},
    num::Places,
};
use serde::{Deserialize, Serialize};

/// Weighted inclusive Gregory with five decimals.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between surpluses or for exclusion: whoever had more (fewer) at the latest earlier stage at which they differ; if there is
/// none, the order says by lot, and the teller is asked at stage `order` or `eliminate` with the number of the stage.
///
/// # Complexity
/// O(n m) moves at worst; a ballot of up to 15 entries takes 8 bytes while counting.
///
/// # Errors
/// Ballots that rank entries equally are refused, and a task without a number of seats.
///
/// # References
/// The Scottish Local Government Elections Order 2007 (S.S.I. 2007/42), schedule 1, rules 45 to 52.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::ScottishStv};
/// let mut ballots = vec![Ranking::strict([0, 1]); 7];
/// ballots.extend(vec![Ranking::strict([0, 2]); 3]);
/// ballots.extend(vec![Ranking::strict([1]); 4]);
/// ballots.extend(vec![Ranking::strict([2]); 6]);
/// let tally = run(&ScottishStv {}, &Profile::of(3, &ballots)?, Seats::fill(2).unwrap(), &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScottishStv {}

impl TallyRule for ScottishStv {
    type Input = dyn Rounds<Piles>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("scottish-stv", "Scottish STV")
            .breaks(&[Exception::new(
                count::Law::Copies,
                "the quota is whole and transfers have five decimals",
            )])
            .aliases(&[
                Alias::plain("Scottish STV"),
                Alias::plain("wig-stv-scotland"),
                Alias::plain("stv-scotland"),
                Alias::plain("stv_scotland"),
                Alias::plain("stv_scottish"),
            ])
            .references(&["S.S.I. 2007/42, schedule 1, rules 45 to 52"])
            .needs_number();
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let law = Law {
            quota: &|votes| Quota::Droop.of(votes, seats.number(), None),
            decimals: Some(Places::new(5).expect("five decimals are kept")),
            ..Law::default()
        };
        course(&law, ballots, *seats, teller)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{CountError, Outcome, Stage, Step, TiePolicy, run},
        num::Exact,
        tally::tried::strict as profile,
    };
    #[test]
    fn worked_example() {
        let p = profile(3, &[(&[0, 1], 7), (&[0, 2], 3), (&[1], 4), (&[2], 6)]);
        let t = run(&ScottishStv {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 2].into());
        let after: Vec<Vec<String>> = t
            .steps()
            .iter()
            .filter_map(|s| match s {
                Step::Scored { totals, .. } => Some(totals.iter().map(|(_, v)| v.to_string()).collect()),
                _ => None,
            })
            .collect();
        assert_eq!(after[1], ["7", "61/10", "69/10"]);
    }
    #[test]
    fn votes_are_conserved_at_every_stage() {
        // 3 seats; a third of a surplus does not divide, so hundred-thousandths are lost
        let p = profile(5, &[(&[0, 1, 2], 11), (&[0, 3], 7), (&[2, 1], 3), (&[3, 4], 4), (&[4], 5)]);
        let t = run(&ScottishStv {}, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
        for s in t.steps() {
            if let Step::Scored { totals, exhausted, lost } = s {
                let all: Exact = totals.iter().map(|(_, v)| v).chain([exhausted, lost]).sum();
                assert_eq!(all, Exact::from(30u32));
            }
        }
    }
    #[test]
    fn a_tie_without_an_earlier_difference_is_told() {
        let p = profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)]);
        let t = run(&ScottishStv {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Eliminate, &[1, 2].into()));
    }
    #[test]
    fn seats_are_needed_and_nobody_votes() {
        let p = profile(3, &[]);
        let e = run(&ScottishStv {}, &p, Seats::Open, &TiePolicy::REPORT).unwrap_err();
        assert!(matches!(e, CountError::NeedsNumber { .. }));
        let t = run(&ScottishStv {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
