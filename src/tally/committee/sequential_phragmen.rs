//! Sequential Phragmén: a seat is a load of one that the voters share who approve the elected entry. Seat by seat the entry is elected
//! that leaves its voters with the least load, all equal.
//!
//! Entries without voters can bear no load: they fill seats only when nobody else is left, and nothing tells them apart.
//!
//! Worked example: 3 voters approve a and b, 2 approve c. a or b comes first with the load 1/3 each; then c at 1/2, before the other of
//! the two at (1 + 3 · 1/3)/3 = 2/3.
use crate::{
    budget::{Purses, Till},
    count::{About, Alias, Draft, Halt, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The entry that leaves its voters with the least load comes next.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries of equal load, at stage `order` with the number of the seat.
///
/// # Complexity
/// O(A k) for A approvals and k seats.
///
/// # Errors
/// A task without a number of seats.
///
/// # References
/// Phragmén (1894); Brill, Freeman, Janson and Lackner (2017), "Phragmén's voting methods and justified representation", AAAI.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::SequentialPhragmen};
/// let mut ballots = vec![Approval::from([0, 1]); 3];
/// ballots.extend(vec![Approval::from([2]); 2]);
/// ballots.push(Approval::from([0]));
/// let tally = run(&SequentialPhragmen {}, &Profile::of(3, &ballots)?, Seats::fill(2).unwrap(), &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SequentialPhragmen {}

impl TallyRule for SequentialPhragmen {
    type Input = dyn Rounds<Purses>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("sequential-phragmen", "Sequential Phragmén")
            .aliases(&[Alias::plain("seqphragmen"), Alias::plain("phragmen"), Alias::plain("seq-phragmen")])
            .references(&["Phragmén (1894), Brill, Freeman, Janson and Lackner (2017), AAAI"])
            .needs_number();
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let mut session = ballots.begin();
        Till(&mut session).endow(Exact::ZERO)?;
        // Loads are by unit of weight; a seat is shared by votes.
        let seat = Exact::from(ballots.units_per_vote());
        let mut open: EntrySet = ballots.slate().iter().collect();
        let (mut draft, mut loads) = (Draft::new(), BTreeMap::<EntryIx, Exact>::new());
        while loads.len() < seats.number() {
            let mut next: Vec<(EntryIx, Exact)> = vec![];
            for e in open.iter() {
                let held = Till(&mut session).show(e)?;
                let weight: u64 = held.iter().map(|h| h.weight).sum();
                // Purses hold loads as debts.
                let load: Exact = held.iter().map(|h| -(&h.money * &Exact::from(h.weight))).sum();
                next.extend((load + seat.clone()).checked_div(&Exact::from(weight)).map(|l| (e, l)));
            }
            let Some(least) = next.iter().map(|(_, l)| l).min().cloned() else { break };
            let best: EntrySet = next.iter().filter(|(_, l)| *l == least).map(|(e, _)| *e).collect();
            teller.record(|| Step::scored(next));
            if best.len() > 1 {
                // Loads only rise, so a voter bears the largest load of the elected that it approves.
                let all: Vec<(EntryIx, Exact)> = loads.iter().map(|(e, l)| (*e, l.clone())).collect();
                teller.visit(&draft, all)?;
            }
            let e = teller.pick_entry(TieAt::order(loads.len() + 1), &best)?;
            Till(&mut session).level(e, -least.clone())?;
            teller.record(|| Step::Elected { entries: e.into() });
            draft.elect(e);
            open.remove(e);
            loads.insert(e, least);
        }
        Ok(draft.finish(open))
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
        let mut all = vec![Approval::from([0, 1]); 3];
        all.extend(vec![Approval::from([2]); 2]);
        let t = run(&SequentialPhragmen {}, &Profile::of(3, &all).unwrap(), Seats::fill(2).unwrap(), &ALL)
            .unwrap();
        assert_eq!(sets(&t), [[0, 2].into(), [1, 2].into()]);
        let told = serde_json::to_string(t.steps()).unwrap();
        assert!(told.contains("\"1/3\"") && told.contains("\"1/2\"") && told.contains("\"2/3\""), "{told}");
    }
    #[test]
    fn a_tie_and_a_larger_poll() {
        let t = run(&SequentialPhragmen {}, &worked(), Seats::fill(4).unwrap(), &ALL).unwrap();
        assert_eq!(sets(&t), [[0, 1, 2, 3].into()]);
        let p = Profile::of(2, &[Approval::from([0]), Approval::from([1])]).unwrap();
        assert!(run(&SequentialPhragmen {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&SequentialPhragmen {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
