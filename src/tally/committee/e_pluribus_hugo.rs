//! E Pluribus Hugo: every ballot has one point, split evenly among its entries that are still in. Round by round the two entries
//! with the fewest points meet, and the one that fewer ballots name leaves, until as many are left as there are seats.
//!
//! If several have the fewest points all of these meet, else the one with all that have the second fewest. Of those who meet all that
//! the fewest ballots name leave together, as long as seats can still be filled.
//!
//! Worked example: 4 seats, twelve voters: 3 approve {0, 1}, 3 {0, 2}, 2 {0, 3}, 1 {1, 2, 5}, and 4, 5, 6 are approved by one voter
//! each. 7 has nothing and leaves. Then 3, 4 and 6 have 1 point, 4 and 6 with one name: both leave. Then 3 (1 point, two names) and 5
//! (4/3, two names) meet, and one of them has to leave: that is a tie.
use super::{Levels, levels::within};
use crate::{
    count::{About, Alias, Draft, Halt, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// Of the two with the fewest points the one that fewer name leaves.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries that as few ballots name where not all of them may leave, at stage `eliminate` with the number of entries gone and one.
///
/// # Complexity
/// O(A m) for A approvals and m entries.
///
/// # Errors
/// A task without a number of seats.
///
/// # References
/// Quinn and Schneier (2016), "A proportional voting system for awards nominations resistant to voting blocs"; WSFS constitution, section 3.9.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::EPluribusHugo};
/// let mut ballots = vec![Approval::from([0, 1]); 3];
/// ballots.extend(vec![Approval::from([2]); 2]);
/// ballots.push(Approval::from([0]));
/// let tally = run(&EPluribusHugo {}, &Profile::of(3, &ballots)?, Seats::fill(2).unwrap(), &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EPluribusHugo {}

impl TallyRule for EPluribusHugo {
    type Input = dyn Rounds<Levels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("e-pluribus-hugo", "E Pluribus Hugo")
            .aliases(&[Alias::plain("eph")])
            .references(&["Quinn and Schneier (2016); WSFS constitution, section 3.9"])
            .needs_number();
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let m = ballots.slate().len();
        let units = Exact::from(ballots.units_per_vote());
        let mut session = ballots.begin();
        let names = within(&mut session, &EntrySet::EMPTY)?;
        let mut draft = Draft::new();
        let mut left: EntrySet = ballots.slate().iter().collect();
        while left.len() > seats.number() {
            let counts = within(&mut session, &left)?;
            let share = |(size, w): (usize, &u64)| Exact::from(*w).checked_div(&Exact::from(size));
            let points =
                |e: EntryIx| &counts.of(e).iter().enumerate().filter_map(share).sum::<Exact>() / &units;
            let mut order: Vec<(Exact, EntryIx)> = left.iter().map(|e| (points(e), e)).collect();
            teller.record(|| {
                let given: Exact = order.iter().map(|(p, _)| p).sum();
                let all = &Exact::from(ballots.total_weight()) / &units;
                let totals = order.iter().map(|(p, e)| (*e, p.clone())).collect();
                Step::scored_of(totals, &all - &given, Exact::ZERO)
            });
            order.sort();
            // Whoever has as few points as the second: the second is as low as the first, or alone above it.
            let second = order.get(1).map(|(p, _)| p.clone());
            let meet = order.iter().filter(|(p, _)| second.as_ref().is_none_or(|s| p <= s)).map(|(_, e)| *e);
            let named = |e: EntryIx| names.of(e).iter().sum::<u64>();
            let fewest = meet.clone().map(named).min();
            let tied: EntrySet = meet.filter(|e| Some(named(*e)) == fewest).collect();
            let take = tied.len().min(left.len() - seats.number());
            if take < tied.len() {
                teller.visit(&draft, left.clone())?;
            }
            let out = teller.choose(TieAt::eliminate(m - left.len() + 1), &tied, take)?;
            teller.record(|| Step::Eliminated { entries: out.clone() });
            left = left.minus(&out);
            draft.eliminate(out);
        }
        Ok(draft.finish(left))
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
        let t = run(&EPluribusHugo {}, &worked(), Seats::fill(4).unwrap(), &ALL).unwrap();
        assert_eq!(sets(&t), [[0, 1, 2, 3].into(), [0, 1, 2, 5].into()]);
    }
    #[test]
    fn a_tie_is_told() {
        let p = Profile::of(2, &[Approval::from([0, 1])]).unwrap();
        assert!(run(&EPluribusHugo {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
    }

    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&EPluribusHugo {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
