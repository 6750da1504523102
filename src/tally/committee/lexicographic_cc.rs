//! Lexicographic Chamberlin-Courant: the committee in which the most voters have somebody whom they approve; of these the one in which
//! the most have two, and so on.
//!
//! Worked example: 2 seats; 2 voters approve 0 and 1, one 2, one 2 and 3. 0 and 2, or 1 and 2, leave no voter without anybody, and
//! no voter has two: they are level. With 0 and 1 two voters have two, but two have nobody.
use super::{
    levels::Holders,
    search::{Goal, best_committee},
};
use crate::{
    ballot::Approval,
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The most voters who have one, then the most who have two, and so on.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between committees that are level in all of these, at stage `win`.
///
/// # Complexity
/// Branch and bound with the best gains as bound: exponential in the number of seats at worst. O(g m) a look for g different ballots.
///
/// # Errors
/// A task without a number of seats; more than 256 entries. A search that ends at its limit (see [`Thiele`](super::Thiele)) gives the best found
/// and the bound as `undecided`.
///
/// # References
/// Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences, section 2; Chamberlin and Courant (1983), American
/// Political Science Review 77.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::LexicographicCc};
/// let ballots = [Approval::from([0, 1]), Approval::from([0]), Approval::from([2, 3])];
/// let tally = run(&LexicographicCc {}, &Profile::of(4, &ballots)?, Seats::fill(3).unwrap(), &TiePolicy::REPORT)?;
/// // All voters have one with 0 and 2 or 3; the third seat gives one of them a second.
/// assert!(tally.outcome().is_tied());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LexicographicCc {}

impl TallyRule for LexicographicCc {
    type Input = Profile<Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("lexicographic-cc", "Lexicographic Chamberlin-Courant")
            .aliases(&[Alias::plain("lexcc"), Alias::plain("lex-cc")])
            .references(&["Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences"])
            .needs_number()
            .limit("a search of 2^20 looks or 20,000 tied committees; beyond, the best found and the bound");
        ABOUT
    }
    fn count(&self, p: &Profile<Approval>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let holders = Holders::of(p);
        let order = holders.order(p);
        let goal = Lexicographic { holders, units: Exact::from(p.units_per_vote()) };
        best_committee(&goal, &order, seats.number(), teller)
    }
}

struct Lexicographic {
    holders: Holders,
    units: Exact,
}
impl Goal for Lexicographic {
    /// Units that have one of the committee, two, ..
    type Value = Vec<u64>;
    fn bound(&self, part: &[EntryIx], open: &[EntryIx], free: usize) -> Vec<u64> {
        let mut most = self.holders.reach(part, open, free);
        if let Some(first) = most.first_mut() {
            *first = (*first).min(self.holders.pleased(part, open, free));
        }
        most
    }
    fn effort(&self) -> usize {
        self.holders.effort()
    }
    fn show(&self, value: &Vec<u64>) -> String {
        let votes = |x: &u64| (&Exact::from(*x) / &self.units).to_string();
        format!(
            "{} votes with one, two, .. of the committee",
            value.iter().map(votes).collect::<Vec<_>>().join(", ")
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
    fn sets(all: &[Approval], k: u32) -> Vec<EntrySet> {
        let ties = TiePolicy::AllBranches { limit: 1000 };
        let p = Profile::of(4, all).unwrap();
        let t = run(&LexicographicCc {}, &p, Seats::fill(k).unwrap(), &ties).unwrap();
        let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
        sets.iter().map(Winners::set).collect()
    }
    #[test]
    fn worked_example_is_a_tie() {
        let all =
            [Approval::from([0, 1]), Approval::from([0, 1]), Approval::from([2]), Approval::from([2, 3])];
        assert_eq!(sets(&all, 2), [[0, 2].into(), [1, 2].into()]);
        // With three seats everybody has one; with 0, 1 and 2 two voters have two.
        assert_eq!(sets(&all, 3), [[0, 1, 2].into()]);
    }
    #[test]
    fn nobody_votes() {
        let t = run(&LexicographicCc {}, &Profile::of(3, &[]).unwrap(), Seats::ONE, &TiePolicy::REPORT);
        assert!(matches!(t.unwrap().outcome(), Outcome::None { .. }));
    }
}
