//! Who may vote, how much each counts, and whose ballots are counted.
use super::{Counting, Stop, not_countable};
use crate::{
    contest::{
        AnyBallot,
        people::PersonIx,
        plan::{BuiltPoll, Eligible, PollPlan, SelfVote},
    },
    id::{EntryIx, EntrySet, PersonId},
    num::Exact,
    weigh::{Delegation, Electorate, End, Member, WeightRule, Weights, follow, weigh},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The ballots of a poll that are counted, and what was left out.
#[derive(Default)]
pub(super) struct Counted {
    pub(super) ballots: Vec<(PersonIx, Arc<AnyBallot>)>,
    pub(super) blank: u64,
    pub(super) own_left_out: u64,
}
/// Who could vote.
pub(super) struct Roll {
    ixs: Vec<PersonIx>,
    members: Vec<Member>,
    /// Which of them only others' delegations name: they have left, and weigh nothing.
    left: Vec<bool>,
    delegations: Vec<Delegation>,
    /// Persons who could vote.
    pub(super) eligible: u64,
}

impl Counting<'_> {
    /// The number of the box in which a poll's ballots are: its own, or that of the poll whose ballots it counts.
    pub(super) fn box_of(&self, p: &PollPlan) -> usize {
        let of = p.ballots_of.as_ref().unwrap_or(&p.poll);
        self.round_plan().polls.iter().position(|x| x.poll == *of).unwrap_or_default()
    }
    /// How old a ballot is when its box is closed, in whole days.
    fn age(&self, p: &PollPlan, voter: PersonIx) -> Exact {
        let changed = self.state.round.boxes[self.box_of(p)].changed.get(&voter);
        let age = changed.zip(self.state.round.closed).map_or(0, |(at, end)| end.since(*at).millis());
        Exact::from(age / 86_400_000)
    }
    /// The ballots in the box, without those set aside unless `all`, and without what their voters may not judge.
    pub(super) fn ballots(&self, p: &PollPlan, all: bool) -> Counted {
        let nth = self.box_of(p);
        let ballots = &self.state.round.boxes[nth];
        let mut out = Counted::default();
        for voter in ballots.voters() {
            if !all && ballots.aside.contains(&voter) {
                continue;
            }
            let Some(ballot) = ballots.ballot(voter, p.ballot.kind()) else { continue };
            let named = ballot.entries();
            let mut leave = self.state.barred(nth, voter).intersection(&named);
            if p.self_vote != SelfVote::Allowed {
                leave = leave.union(&self.state.own(voter, &named));
            }
            if leave.is_empty() {
                out.blank += u64::from(takes_no_side(&ballot));
                out.ballots.push((voter, ballot));
                continue;
            }
            out.own_left_out += 1;
            let rest = ballot.without(&leave);
            // What says nothing else is no blank ballot: its voter may not judge what it named.
            if !rest.is_blank() {
                out.ballots.push((voter, Arc::new(rest)));
            }
        }
        out
    }
    /// Everybody on the roster, whoever left and whose ballot stays, and whoever somebody on it delegates to.
    pub(super) fn roll(&self, p: &PollPlan, counted: &Counted) -> Roll {
        let people = &self.state.people;
        let roster = people.roster(&p.voters);
        // A ballot that is set aside, or says nothing that its voter may say, is a direct vote all the same.
        let ballots = &self.state.round.boxes[self.box_of(p)];
        let mut ixs: BTreeSet<PersonIx> = roster.on().map(|(ix, _)| ix).collect();
        ixs.extend(counted.ballots.iter().map(|(v, _)| *v));
        let eligible = ixs.len() as u64;
        let delegates = self.plan.plan().rosters[&p.voters].delegation;
        let given: Vec<(PersonIx, PersonIx)> = if delegates {
            roster.given(&p.poll, p.area.as_ref()).into_iter().filter(|(a, _)| roster.is_on(*a)).collect()
        } else {
            vec![]
        };
        let still: BTreeSet<PersonIx> = ixs.clone();
        ixs.extend(given.iter().map(|(_, to)| *to));
        let asks_ages = self.built_poll(p).is_some_and(BuiltPoll::asks_ages);
        let member = |ix: &PersonIx| {
            let known = roster.get(*ix).filter(|_| still.contains(ix));
            Member {
                person: people.id(*ix).clone(),
                party: known.and_then(|m| m.party().cloned()),
                // Who has left brings nothing along, and has no vote.
                share: known.map_or(Some(Exact::ZERO), |m| m.share().cloned()),
                voted: ballots.has(*ix),
                locked: None,
                age: asks_ages.then(|| self.age(p, *ix)),
            }
        };
        let members = ixs.iter().map(member).collect();
        let left = ixs.iter().map(|ix| !still.contains(ix)).collect();
        let id = |ix: PersonIx| people.id(ix).clone();
        let delegations = given.into_iter().map(|(a, b)| Delegation { from: id(a), to: id(b) }).collect();
        Roll { ixs: ixs.into_iter().collect(), members, left, delegations, eligible }
    }
    /// What all who could vote would weigh together if they did.
    pub(super) fn everybody(
        &self,
        rule: &dyn WeightRule,
        p: &PollPlan,
        roll: &Roll,
    ) -> Result<Weights, Stop> {
        self.countable(rule, p, roll, true)
    }
    /// What those weigh together who could vote on each of these entries, if `all` weigh so much and `now` those who did vote. Whoever is
    /// recused and lets another vote with their weight is not taken off: the other's vote holds it.
    ///
    /// Where whoever is recused does not count, this looks at every person for every entry.
    pub(super) fn eligible(
        &self,
        p: &PollPlan,
        roll: &Roll,
        now: &Weights,
        all: &Weights,
        entries: &[u32],
    ) -> Vec<Exact> {
        let total = all.total();
        if p.eligible == Eligible::Roster {
            return vec![total; entries.len()];
        }
        let bars = &self.state.round.boxes[self.box_of(p)].bars;
        let recused = |at: EntryIx, voter: PersonIx| {
            bars.get(&voter).is_some_and(|places| places.contains(at))
                || p.self_vote != SelfVote::Allowed && self.state.is_own(voter, at)
        };
        let holders = roll.holders();
        let of = |e: &u32| {
            let Some(at) = self.state.place(*e).map(EntryIx::from) else { return total.clone() };
            let is_used = |i: usize| {
                let less = now.weights[i].weight < all.weights[i].weight;
                less && holders[i].is_some_and(|holder| !recused(at, holder))
            };
            let voters = roll.ixs.iter().zip(&all.weights).enumerate();
            let theirs = voters.filter(|(i, (v, _))| recused(at, **v) && !is_used(*i));
            let out: Exact = theirs.map(|(_, (_, w))| &w.weight).sum();
            &total - &out
        };
        entries.iter().map(of).collect()
    }
    /// The weight of everybody on the roll.
    pub(super) fn weights(&self, rule: &dyn WeightRule, p: &PollPlan, roll: &Roll) -> Result<Weights, Stop> {
        self.countable(rule, p, roll, false)
    }
    /// Weights, exact where they can be counted so; else rounded to one grid, whoever votes.
    fn countable(
        &self,
        rule: &dyn WeightRule,
        p: &PollPlan,
        roll: &Roll,
        all: bool,
    ) -> Result<Weights, Stop> {
        let mut w = self.raw(rule, p, roll, all)?;
        if w.are_too_fine() {
            let most = self.raw(rule, p, roll, !all)?.total().max(w.total());
            w.round(&most);
        }
        Ok(w)
    }
    /// What a rule says of those who voted, or of all as if they had.
    fn raw(&self, rule: &dyn WeightRule, p: &PollPlan, roll: &Roll, all: bool) -> Result<Weights, Stop> {
        let vote = |(m, left): (&Member, &bool)| Member { voted: !left, ..m.clone() };
        let voted: Vec<Member> =
            if all { roll.members.iter().zip(&roll.left).map(vote).collect() } else { vec![] };
        let members = if all { &voted } else { &roll.members };
        let parties = &self.plan.plan().parties;
        let electorate = Electorate { members, parties, delegations: &roll.delegations, trust: &[] };
        let mut w = weigh(rule, &electorate).map_err(|e| not_countable(&p.poll, e))?;
        for (w, _) in w.weights.iter_mut().zip(&roll.left).filter(|(_, left)| **left) {
            w.weight = Exact::ZERO;
        }
        Ok(w)
    }
}
impl Roll {
    /// Of each member, who else votes with their weight, if delegations lead to somebody who does.
    fn holders(&self) -> Vec<Option<PersonIx>> {
        let at: BTreeMap<&PersonId, u32> = (0..).zip(&self.members).map(|(i, m)| (&m.person, i)).collect();
        let mut next = vec![None; self.members.len()];
        for d in &self.delegations {
            if let (Some(from), to) = (at.get(&d.from), at.get(&d.to)) {
                next[*from as usize] = to.copied();
            }
        }
        let voted: Vec<bool> = self.members.iter().map(|m| m.voted).collect();
        let ends = follow(&next, &voted).ends;
        let other = |(i, end): (usize, &End)| match end {
            End::Vote(at) if *at as usize != i => Some(self.ixs[*at as usize]),
            _ => None,
        };
        ends.iter().enumerate().map(other).collect()
    }
    /// The weight of a person; nought for whoever could not vote.
    pub(super) fn of(&self, w: &Weights, person: PersonIx) -> Exact {
        let at = self.ixs.binary_search(&person).ok();
        at.map_or(Exact::ZERO, |i| w.weights[i].weight.clone())
    }
    /// The weights of those whose ballots are counted, in the order of the ballots.
    pub(super) fn of_ballots(&self, w: &Weights, counted: &Counted) -> Vec<Exact> {
        let at: BTreeMap<PersonIx, usize> = self.ixs.iter().enumerate().map(|(i, ix)| (*ix, i)).collect();
        let weight = |v: &PersonIx| at.get(v).map_or(Exact::ZERO, |i| w.weights[*i].weight.clone());
        counted.ballots.iter().map(|(v, _)| weight(v)).collect()
    }
}
/// A ballot that is there and chooses nobody, or abstains on all that it names.
fn takes_no_side(b: &AnyBallot) -> bool {
    match b {
        AnyBallot::Consent(c) => c.iter().all(|(_, p)| p == crate::ballot::Position::Abstain),
        AnyBallot::Pairs(p) => p.iter().all(|(_, _, c)| c == crate::ballot::Comparison::Skip),
        other => other.is_blank(),
    }
}
/// How many ballots name each place.
pub(super) fn ballots_of(counted: &Counted, slate: usize) -> Vec<u64> {
    let mut n = vec![0; slate];
    for e in counted.ballots.iter().flat_map(|(_, b)| b.entries().iter().collect::<Vec<EntryIx>>()) {
        if let Some(x) = n.get_mut(e.ix()) {
            *x += 1;
        }
    }
    n
}
/// All places of a slate but these.
pub(super) fn places(slate: usize, keep: impl Fn(usize) -> bool) -> EntrySet {
    (0..slate).filter(|i| keep(*i)).map(EntryIx::from).collect()
}
