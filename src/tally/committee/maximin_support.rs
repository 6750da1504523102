//! The maximin support method: seat by seat, the entry joins with which the least supported of the committee has the most support.
//! Each voter's support is divided among the elected that it approves, as well for the least supported as it can be.
//!
//! Worked example: 2 seats; 3 voters approve 0, 2 approve 0 and 1, one 2. 0 has the most, 5. With 1 the
//! least has 2, its own voters, and 0 the three others; with 2 the least has 1: 1 joins.
use super::support::Voters;
use crate::{
    ballot::Approval,
    count::{About, Alias, Draft, Halt, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The entry joins that leaves the least supported with the most.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries of equal support, at stage `order` with the number of the seat.
///
/// # Complexity
/// O(m k) divisions, each by at most k flows through g + k nodes for g different ballots and k seats.
///
/// # Errors
/// A task without a number of seats, or more than 256 seats.
///
/// # References
/// Sánchez-Fernández, Fernández-García, Fisteus and Brill (2022), "The maximin support method: an extension of the D'Hondt method to
/// approval-based multiwinner elections", Mathematical Programming 203.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::MaximinSupport};
/// let mut ballots = vec![Approval::from([0]); 3];
/// ballots.extend([Approval::from([0, 1]), Approval::from([0, 1]), Approval::from([2])]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&MaximinSupport {}, &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MaximinSupport {}

impl TallyRule for MaximinSupport {
    type Input = Profile<Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("maximin-support", "Maximin support method")
            .aliases(&[Alias::plain("mms"), Alias::plain("maximin-support-method")])
            .references(&[
                "Sánchez-Fernández, Fernández-García, Fisteus and Brill (2022), Mathematical Programming 203",
            ])
            .needs_number()
            .limit("256 seats");
        ABOUT
    }
    fn count(&self, p: &Profile<Approval>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let voters = Voters::of(p, seats.number())?;
        let units = Exact::from(p.units_per_vote());
        let (mut open, mut committee, mut draft): (EntrySet, Vec<EntryIx>, _) =
            (p.entries().collect(), vec![], Draft::new());
        while committee.len() < seats.number() {
            let mut support = vec![];
            for e in open.iter() {
                teller.poll()?;
                committee.push(e);
                // The support of the least is one by the largest load.
                let least = voters.largest_load(&committee).and_then(|load| Exact::ONE.checked_div(&load));
                support.push((e, least.map_or(Exact::ZERO, |s| &s / &units)));
                committee.pop();
            }
            let Some(most) = support.iter().map(|(_, s)| s).max().cloned() else { break };
            let best: EntrySet = support.iter().filter(|(_, s)| *s == most).map(|(e, _)| *e).collect();
            teller.record(|| Step::scored(support));
            if best.len() > 1 {
                teller.visit(&draft, committee.iter().copied().collect::<EntrySet>())?;
            }
            let e = teller.pick_entry(TieAt::order(committee.len() + 1), &best)?;
            teller.record(|| Step::Elected { entries: e.into() });
            draft.elect(e);
            open.remove(e);
            committee.push(e);
        }
        Ok(draft.finish(open))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Outcome, TiePolicy, run};
    #[test]
    fn worked_example() {
        let mut all = vec![Approval::from([0]); 3];
        all.extend([Approval::from([0, 1]), Approval::from([0, 1]), Approval::from([2])]);
        let p = Profile::of(3, &all).unwrap();
        let t = run(&MaximinSupport {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 1].into());
        let scores = |e: usize| {
            let of = |s: &Step| if let Step::Scored { totals, .. } = s { Some(totals.clone()) } else { None };
            t.steps().iter().filter_map(of).nth(1).unwrap()[e].1.to_string()
        };
        assert_eq!((scores(0), scores(1)), ("2".into(), "1".into()));
    }
    #[test]
    fn a_tie_is_told() {
        let p = Profile::of(2, &[Approval::from([0]), Approval::from([1])]).unwrap();
        assert!(run(&MaximinSupport {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
    }
    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&MaximinSupport {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
