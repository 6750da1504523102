//! For how long votes have stood, for rules of selection that go by time.
use super::{Counting, electorate::Roll, facts::said};
use crate::{
    contest::{
        AnyBallot, Time,
        people::PersonIx,
        plan::{PollPlan, SelfVote},
    },
    id::EntryId,
    num::Exact,
    select::Stake,
    weigh::Weights,
};
use std::collections::BTreeMap;

impl Counting<'_> {
    /// Votes for each entry that stands, by since and until how many whole steps before the end they stood, each with the weight that its
    /// voter has now; nothing where the rule of selection does not ask. Ballots set aside are left out, and what voters may not judge.
    pub(super) fn stakes(
        &self,
        standing: &[u32],
        p: &PollPlan,
        roll: &Roll,
        w: &Weights,
    ) -> BTreeMap<EntryId, Vec<Stake>> {
        let (Some(step), Some(end)) = (self.built().select.stakes_by(), self.state.round.closed) else {
            return BTreeMap::new();
        };
        let nth = self.box_of(p);
        let ballots = &self.state.round.boxes[nth];
        let steps = |at: Time| end.since(at).millis() / step.saturating_mul(1000).max(1);
        let mut sums: BTreeMap<(u32, u64, u64), Exact> = BTreeMap::new();
        let mut add = |voter: PersonIx, ballot: &AnyBallot, from: u64, to: u64| {
            let weight = if ballots.aside.contains(&voter) { Exact::ZERO } else { roll.of(w, voter) };
            if from == to || weight.is_zero() {
                return;
            }
            let barred = self.state.barred(nth, voter);
            let own = |at| p.self_vote != SelfVote::Allowed && self.state.is_own(voter, at);
            for (at, votes) in said(&p.ballot, ballot) {
                let entry = self.state.round.slate.get(at.ix()).filter(|e| standing.contains(e));
                if let Some(e) = entry.filter(|_| !barred.contains(at) && !own(at)) {
                    *sums.entry((*e, from, to)).or_default() += &(&votes * &weight);
                }
            }
        };
        for (voter, f) in ballots.former() {
            add(voter, &f.2, steps(f.0), steps(f.1));
        }
        for voter in ballots.voters() {
            let since = ballots.changed.get(&voter).copied();
            if let Some((since, ballot)) = since.zip(ballots.ballot(voter, p.ballot.kind())) {
                add(voter, &ballot, steps(since), 0);
            }
        }
        let mut all: BTreeMap<EntryId, Vec<Stake>> = BTreeMap::new();
        for ((e, from, to), weight) in sums.into_iter().filter(|(_, weight)| !weight.is_negative()) {
            all.entry(self.state.entries.get(e).id.clone()).or_default().push(Stake { from, to, weight });
        }
        all
    }
}
