//! Greedy Monroe: seat by seat the entry is elected that the most voters approve who have no representative yet, and as many of them
//! as fall to a seat are represented by it.
//!
//! Of n votes and k seats, n divided by k fall to a seat, one more to the first seats where that leaves a rest. Where more approve the
//! elected entry than fall to its seat, those whose ballots come first are represented. A ballot of several votes is so many
//! voters, one after the other.
//!
//! Worked example: 2 seats, 4 voters: two approve 0 and 1, one 0 and 2, one 2 and 3. 0 has three voters and represents the first two;
//! of the other two both approve 2, which comes next.
use super::monroe::whole_votes;
use crate::{
    ballot::Approval,
    count::{About, Alias, Draft, Exception, Halt, Law, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::EntrySet,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The most voters without a representative, an equal part of whom the elected then represents.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries of equally many voters, at stage `order` with the number of the seat. Between voters the order of the ballots
/// decides, so that the result may change if ballots are given in another order.
///
/// # Complexity
/// O(A k) for A approvals and k seats.
///
/// # Errors
/// A task without a number of seats; votes that are worth less than one, since voters are counted.
///
/// # References
/// Skowron, Faliszewski and Slinko (2015), "Achieving fully proportional representation: approximability results", Artificial
/// Intelligence 222, algorithm A; Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences, rule 14.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::GreedyMonroe};
/// let ballots = [[0, 1], [0, 1], [0, 2], [2, 3]].map(Approval::from);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&GreedyMonroe {}, &Profile::of(4, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GreedyMonroe {}

impl TallyRule for GreedyMonroe {
    type Input = Profile<Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("greedy-monroe", "Greedy Monroe")
            .breaks(&[
                Exception::new(
                    Law::Order,
                    "of more supporters than fall to a seat those whose ballots come first are represented",
                ),
                Exception::new(Law::Copies, "whole voters fall to a seat, and the rest to the first seats"),
            ])
            .aliases(&[Alias::plain("greedymonroe")])
            .references(&["Skowron, Faliszewski and Slinko (2015), Artificial Intelligence 222"])
            .needs_number();
        ABOUT
    }
    fn count(&self, p: &Profile<Approval>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        whole_votes(p)?;
        let (votes, k) = (p.total_weight(), seats.number() as u64);
        // Voters of each ballot who have no representative yet.
        let mut free: Vec<u64> = (0..p.len()).map(|r| p.weight(r)).collect();
        let (mut open, mut draft): (EntrySet, _) = (p.entries().collect(), Draft::new());
        for seat in 0..k {
            let mut behind = vec![0u64; p.slate().len()];
            for (r, voters) in free.iter().enumerate() {
                p.rows().approved(r).for_each(|e| behind[e.ix()] += voters);
            }
            let Some(most) = open.iter().map(|e| behind[e.ix()]).max() else { break };
            let best: EntrySet = open.iter().filter(|e| behind[e.ix()] == most).collect();
            teller.record(|| Step::scored(open.iter().map(|e| (e, Exact::from(behind[e.ix()])))));
            if best.len() > 1 {
                teller.visit(&draft, &free)?;
            }
            let e = teller.pick_entry(TieAt::order(seat as usize + 1), &best)?;
            teller.record(|| Step::Elected { entries: e.into() });
            draft.elect(e);
            open.remove(e);
            let mut part = votes / k + u64::from(seat < votes % k);
            for (r, voters) in free.iter_mut().enumerate() {
                if part > 0 && *voters > 0 && p.rows().approved(r).any(|x| x == e) {
                    let represented = part.min(*voters);
                    (part, *voters) = (part - represented, *voters - represented);
                }
            }
        }
        Ok(draft.finish(open))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Outcome, TiePolicy, run};
    fn told(all: &[Approval], k: u32) -> Outcome {
        let p = Profile::of(4, all).unwrap();
        run(&GreedyMonroe {}, &p, Seats::fill(k).unwrap(), &TiePolicy::REPORT).unwrap().outcome().clone()
    }
    #[test]
    fn worked_example() {
        let all = [[0, 1], [0, 1], [0, 2], [2, 3]].map(Approval::from);
        assert_eq!(told(&all, 2).winners().unwrap().set(), [0, 2].into());
        // Those who come first are represented: with the third ballot among them 1 has as many left as 2.
        let all = [[0, 2], [0, 1], [0, 1], [2, 3]].map(Approval::from);
        assert!(told(&all, 2).is_tied());
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
