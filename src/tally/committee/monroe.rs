//! Monroe's rule: every elected entry represents an equal part of the voters, and of all committees and divisions of the voters the
//! one is best in which the most voters are represented by somebody whom they approve.
//!
//! Where the votes cannot be divided evenly, the parts differ by one vote at most. A ballot of several votes is so many voters, who
//! may be divided.
//!
//! Worked example: 2 seats, 4 voters, so that each elected represents two: two approve 0, one 0 and 1, one 2. 0 and 1 represent
//! 3 voters whom they please, since 0 is for two only; so do 0 and 2, and 1 and 2 please two.
use super::{
    flow::{Network, UNBOUNDED},
    search::{Goal, best_committee},
};
use crate::{
    ballot::Approval,
    count::{About, Alias, Exception, Halt, Law, Refusal, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The most voters are represented, each elected by an equal part.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between committees that represent equally many, at stage `win`.
///
/// # Complexity
/// Branch and bound by what the rest can represent at most: exponential in the number of seats at worst. A look takes a flow through
/// g + k nodes for g different ballots and k seats.
///
/// # Errors
/// A task without a number of seats; more than 256 entries; votes that are worth less than one, since voters are counted. A search that ends
/// at its limit (see [`Thiele`](super::Thiele)) gives the best found and the bound as `undecided`.
///
/// # References
/// Monroe (1995), "Fully proportional representation", American Political Science Review 89; Lackner and Skowron (2023), Multi-Winner
/// Voting with Approval Preferences, rule 10.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::Monroe};
/// let ballots = [[0, 1], [0, 1], [0, 2], [2, 3]].map(Approval::from);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&Monroe {}, &Profile::of(4, &ballots)?, two, &TiePolicy::AllBranches { limit: 100 })?;
/// let Outcome::OneOf { sets, .. } = tally.outcome() else { panic!() };
/// assert!(sets.iter().any(|w| w.set() == [0, 2].into()) && sets.len() == 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Monroe {}

impl TallyRule for Monroe {
    type Input = Profile<Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("monroe", "Monroe")
            .breaks(&[Exception::new(Law::Copies, "parts are whole voters, whose number may differ by one")])
            .aliases(&[Alias::plain("monroe-approval")])
            .references(&["Monroe (1995), American Political Science Review 89"])
            .needs_number()
            .limit("a search of 2^20 looks or 20,000 tied committees; beyond, the best found and the bound");
        ABOUT
    }
    fn count(&self, p: &Profile<Approval>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        whole_votes(p)?;
        let (grouped, seats) = (p.grouped(), seats.number() as u64);
        let ballot = |r: usize| {
            let mut approves = vec![false; p.slate().len()];
            grouped.rows().approved(r).for_each(|e| approves[e.ix()] = true);
            (grouped.weight(r), approves)
        };
        let ballots: Vec<_> = (0..grouped.len()).map(ballot).filter(|(w, _)| *w > 0).collect();
        let votes = p.total_weight();
        let parts = Parts { small: votes / seats, larger: votes % seats, ballots };
        let mut order: Vec<EntryIx> = p.entries().collect();
        order.sort_by_key(|e| (Reverse(parts.votes_for(*e)), *e));
        best_committee(&parts, &order, seats as usize, teller)
    }
}
/// Voters are counted, so a vote is one of them.
pub(super) fn whole_votes(p: &Profile<Approval>) -> Result<(), Refusal> {
    match p.units_per_vote() {
        1 => Ok(()),
        units => Err(Refusal::Other(
            format!(
                "a vote is {units} units; this rule counts voters: give every ballot a whole number of votes"
            )
            .into(),
        )),
    }
}

/// How many each represents, and who approves whom.
struct Parts {
    /// So many voters each represents at least.
    small: u64,
    /// So many of the elected represent one voter more.
    larger: u64,
    ballots: Vec<(u64, Vec<bool>)>,
}
impl Parts {
    fn votes_for(&self, e: EntryIx) -> u64 {
        self.ballots.iter().filter(|(_, a)| a[e.ix()]).map(|(w, _)| w).sum()
    }
    /// The most who can be represented by somebody of these whom they approve. Who is left over is put where there is room.
    fn represented(&self, committee: &[EntryIx]) -> u64 {
        let (source, sink, more) = (0, 1, 2);
        let mut n = Network::new(3 + committee.len() + self.ballots.len());
        for (i, e) in committee.iter().enumerate() {
            n.edge(3 + i, sink, self.small);
            n.edge(3 + i, more, 1);
            for (j, (_, approves)) in self.ballots.iter().enumerate() {
                if approves[e.ix()] {
                    n.edge(3 + committee.len() + j, 3 + i, UNBOUNDED);
                }
            }
        }
        n.edge(more, sink, self.larger);
        for (j, (votes, _)) in self.ballots.iter().enumerate() {
            n.edge(source, 3 + committee.len() + j, *votes);
        }
        n.largest(source, sink)
    }
}
impl Goal for Parts {
    type Value = u64;
    /// Who joins represents no more than its part of those who approve it.
    fn bound(&self, part: &[EntryIx], open: &[EntryIx], free: usize) -> u64 {
        let now = self.represented(part);
        if free == 0 {
            return now;
        }
        let most = self.small + u64::from(self.larger > 0);
        let mut gains: Vec<u64> = open.iter().map(|e| self.votes_for(*e).min(most)).collect();
        gains.sort_unstable_by_key(|g| Reverse(*g));
        let pleased = |a: &[bool]| part.iter().chain(open).any(|e| a[e.ix()]);
        let all: u64 = self.ballots.iter().filter(|(_, a)| pleased(a)).map(|(w, _)| w).sum();
        (now + gains.iter().take(free).sum::<u64>()).min(all)
    }
    fn effort(&self) -> usize {
        self.ballots.iter().map(|(_, a)| 4 * a.len()).sum()
    }
    fn show(&self, value: &u64) -> String {
        format!("{value} votes represented")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::ApprovalForm,
        count::{Outcome, TiePolicy, Winners, run},
        id::EntrySet,
        profile::Slate,
    };
    fn sets(m: usize, all: &[Approval], k: u32) -> Vec<EntrySet> {
        let ties = TiePolicy::AllBranches { limit: 1000 };
        let t = run(&Monroe {}, &Profile::of(m, all).unwrap(), Seats::fill(k).unwrap(), &ties).unwrap();
        let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
        sets.iter().map(Winners::set).collect()
    }
    #[test]
    fn worked_example_is_a_tie() {
        let all = [Approval::from([0]), Approval::from([0]), Approval::from([0, 1]), Approval::from([2])];
        assert_eq!(sets(3, &all, 2), [[0, 1].into(), [0, 2].into()]);
    }
    #[test]
    fn one_part_is_larger_where_votes_do_not_divide() {
        // Five voters: one part of three, one of two. 0 pleases four and may represent three, 1 pleases one.
        let mut all = vec![Approval::from([0]); 4];
        all.push(Approval::from([1]));
        assert_eq!(sets(3, &all, 2), [[0, 1].into()]);
    }
    #[test]
    fn half_votes_are_refused_and_nobody_votes() {
        let mut b =
            Profile::<Approval>::builder_scaled(Slate::anonymous(2), ApprovalForm::default(), 2).unwrap();
        b.push_weighted(&Approval::from([0]), 1).unwrap();
        let e = run(&Monroe {}, &b.finish(), Seats::ONE, &TiePolicy::REPORT).unwrap_err();
        assert!(e.to_string().contains("a vote is 2 units"), "{e}");
        let t = run(&Monroe {}, &Profile::of(3, &[]).unwrap(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
