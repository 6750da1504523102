//! Adams: the committee in which the most voters have somebody whom they approve; of these the one of the greatest worth, where a
//! voter's second elected entry is worth 1, its third 1/2, its fourth 1/3, and so on. On party lists it gives seats as Adams's
//! method of apportionment does, whose divisors are 0, 1, 2, ..
//!
//! Worked example: 3 seats; 4 voters approve 0, 1 and 2, one 3. 3 and two of the others leave nobody without anybody, and the four
//! have two each, worth 4 in all; without 3 one voter has nobody.
use super::{
    levels::Holders,
    search::{Goal, best_committee},
};
use crate::{
    ballot::Approval,
    count::{About, Alias, Halt, Refusal, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::{Exact, lcm},
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The most voters who have one, then the greatest worth of the others: 1, 1/2, 1/3, ..
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between committees that are level in both, at stage `win`.
///
/// # Complexity
/// Branch and bound with the best gains as bound: exponential in the number of seats at worst. O(g m) a look for g different ballots.
///
/// # Errors
/// A task without a number of seats; more than 47 seats, whose worths have no common denominator of 63 bits; more than 256 entries. A
/// search that ends at its limit (see [`Thiele`](super::Thiele)) gives the best found and the bound as `undecided`.
///
/// # References
/// Balinski and Young (1982), Fair Representation, for the method of Adams; Brill, Laslier and Skowron (2018), "Multiwinner approval
/// rules as apportionment methods", Journal of Theoretical Politics 30.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::Adams};
/// let mut ballots = vec![Approval::from([0, 1, 2]); 4];
/// ballots.push(Approval::from([3]));
/// let tally = run(&Adams {}, &Profile::of(4, &ballots)?, Seats::fill(3).unwrap(), &TiePolicy::AllBranches { limit: 100 })?;
/// let Outcome::OneOf { sets, .. } = tally.outcome() else { panic!() };
/// assert!(sets.len() == 3 && sets.iter().all(|w| w.set().contains(3u32.into())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Adams {}

impl TallyRule for Adams {
    type Input = Profile<Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("adams", "Adams")
            .aliases(&[Alias::plain("adams-approval")])
            .references(&["Brill, Laslier and Skowron (2018), Journal of Theoretical Politics 30"])
            .needs_number()
            .limit("a search of 2^20 looks or 20,000 tied committees; beyond, the best found and the bound; 47 seats");
        ABOUT
    }
    fn count(&self, p: &Profile<Approval>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (holders, k) = (Holders::of(p), seats.number() as u64);
        let Some(scale) = (1..k).try_fold(1, lcm).filter(|d| *d < 1 << 63) else {
            let what = "seats, whose worths 1, 1/2, 1/3, .. are to be made whole";
            return Err(Refusal::TooLarge { what, got: k, most: 47 }.into());
        };
        // Of the second, the third, ..
        let worths = (1..k).map(|j| scale / j).collect();
        let order = holders.order(p);
        let goal =
            Covering { holders, worths, units: Exact::from(p.units_per_vote()), scale: Exact::from(scale) };
        best_committee(&goal, &order, seats.number(), teller)
    }
}

struct Covering {
    holders: Holders,
    worths: Vec<u64>,
    units: Exact,
    scale: Exact,
}
impl Goal for Covering {
    /// Units that have one of the committee, and what the others are worth to all.
    type Value = (u64, u128);
    fn bound(&self, part: &[EntryIx], open: &[EntryIx], free: usize) -> (u64, u128) {
        let most = self.holders.reach(part, open, free);
        let first = self.holders.pleased(part, open, free).min(most.first().copied().unwrap_or(0));
        let others = most.iter().skip(1).zip(&self.worths);
        (first, others.map(|(units, worth)| u128::from(*units) * u128::from(*worth)).sum())
    }
    fn effort(&self) -> usize {
        self.holders.effort()
    }
    fn show(&self, (votes, worth): &(u64, u128)) -> String {
        let worth = &(&Exact::from(*worth) / &self.units) / &self.scale;
        format!(
            "{} votes with one of the committee and a worth of {worth}",
            &Exact::from(*votes) / &self.units
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{Outcome, TiePolicy, Winners, run},
        id::EntrySet,
    };
    fn sets(m: usize, all: &[Approval], k: u32) -> Vec<EntrySet> {
        let ties = TiePolicy::AllBranches { limit: 1000 };
        let t = run(&Adams {}, &Profile::of(m, all).unwrap(), Seats::fill(k).unwrap(), &ties).unwrap();
        let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
        sets.iter().map(Winners::set).collect()
    }
    #[test]
    fn worked_example_is_a_tie() {
        let mut all = vec![Approval::from([0, 1, 2]); 4];
        all.push(Approval::from([3]));
        assert_eq!(sets(4, &all, 3), [[0, 1, 3].into(), [0, 2, 3].into(), [1, 2, 3].into()]);
    }
    #[test]
    fn party_lists_get_seats_as_by_the_divisors_from_nought() {
        let mut all = vec![Approval::from([0, 1, 2, 3]); 7];
        all.extend(vec![Approval::from([4, 5, 6, 7]); 3]);
        // After one each: 7, 7/2, 7/3 against 3, 3/2: the third seat is 7's, the fourth 7/2, the fifth 3.
        let all = sets(8, &all, 5);
        let seats = |s: &EntrySet| s.iter().filter(|e| e.ix() < 4).count();
        assert!(!all.is_empty() && all.iter().all(|s| seats(s) == 3));
    }
    #[test]
    fn nobody_votes() {
        let t = run(&Adams {}, &Profile::of(3, &[]).unwrap(), Seats::ONE, &TiePolicy::REPORT);
        assert!(matches!(t.unwrap().outcome(), Outcome::None { .. }));
    }
}
