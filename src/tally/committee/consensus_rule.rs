//! The consensus rule: before each seat every voter gets the strength of its vote. The entry is elected whose voters with strength left have
//! the most together; they pay the strength of all votes in equal parts, so that they may owe some.
//!
//! Voters who owe do not count for an entry and do not pay for it.
//!
//! Worked example: 3 seats; 3 voters approve 0 and 1, 2 approve 2. 0 or 1 has 3, and the three pay 5/3 each: they owe 2/3. With one more
//! they have 1/3 each, 1 in all, and the two have 2 each, 4 in all: 2 is elected and they pay 5/2. Then the three have 4/3 each, 4 in all: the
//! other of 0 and 1 is elected.
use super::purse_book::Book;
use crate::{
    ballot::Approval,
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// Voters save a vote a seat and pay all votes for whom they elect.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries of equal strength, at stage `order` with the number of the seat.
///
/// # Complexity
/// O(A k) for A approvals of different ballots and k seats.
///
/// # Errors
/// A task without a number of seats.
///
/// # References
/// Lackner and Maly (2021), "Perpetual voting: the axiomatic lens", arXiv 2104.15058, "perpetual consensus", with an election of one
/// for each seat.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::ConsensusRule};
/// let mut ballots = vec![Approval::from([0, 1]); 3];
/// ballots.extend(vec![Approval::from([2]); 2]);
/// let three = Seats::fill(3).unwrap();
/// let tally = run(&ConsensusRule {}, &Profile::of(4, &ballots)?, three, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConsensusRule {}

impl TallyRule for ConsensusRule {
    type Input = Profile<Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("consensus-rule", "Consensus rule")
            .aliases(&[Alias::plain("consensus_rule"), Alias::plain("perpetual-consensus")])
            .references(&["Lackner and Maly (2021), arXiv 2104.15058"])
            .needs_number();
        ABOUT
    }
    fn count(&self, p: &Profile<Approval>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let mut book = Book::of(p);
        let all = Exact::from(p.total_weight());
        book.income = Exact::ONE;
        book.elect_strongest(seats.number(), teller, |book, e, _| {
            let payers = book.weight_with_strength(e);
            let Some(each) = all.checked_div(&Exact::from(payers)) else { return };
            book.of_supporters(e, |purse| {
                if *purse > Exact::ZERO {
                    *purse -= &each;
                }
            });
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Outcome, TiePolicy, run};
    fn told(all: &[Approval], k: u32) -> Outcome {
        let p = Profile::of(4, all).unwrap();
        run(&ConsensusRule {}, &p, Seats::fill(k).unwrap(), &TiePolicy::REPORT).unwrap().outcome().clone()
    }
    #[test]
    fn worked_example() {
        let mut all = vec![Approval::from([0, 1]); 3];
        all.extend(vec![Approval::from([2]); 2]);
        assert_eq!(told(&all, 3).winners().unwrap().set(), [0, 1, 2].into());
    }
    #[test]
    fn a_tie_is_told() {
        assert!(told(&[Approval::from([0]), Approval::from([1])], 1).is_tied());
    }
    #[test]
    fn nobody_votes() {
        assert!(matches!(told(&[], 2), Outcome::None { .. }));
    }
}
