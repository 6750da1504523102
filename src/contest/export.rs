//! Everything that a contest holds of one person.
use super::{
    AnyBallot, Code, Digest, Scope, State, Time,
    contest::Contest,
    entries::Status,
    people::{Gone, Membership},
};
use crate::{
    admit::{Conflict, Tied},
    id::{EntryId, PartyId, PersonId, PollId, PotId, RosterId, RoundIx},
    num::{Amount, Exact},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that the state of a contest holds of one person. Their events in the log are given by
/// [`events_of`](crate::audit::events_of), the texts that lie outside by the digests of their entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Export {
    /// Who.
    pub person: PersonId,
    /// Whether they left, or were removed and why.
    pub left: bool,
    /// The reason of a removal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed: Option<Code>,
    /// Every roster on which they are, were, or asked to be.
    pub rosters: Vec<ExportedMember>,
    /// Declared ties of theirs, and of others to them.
    pub conflicts: Vec<Conflict>,
    /// Entries of which they are an author.
    pub entries: Vec<ExportedEntry>,
    /// Their ballots in the present round; those of earlier rounds are in the log.
    pub ballots: Vec<ExportedBallot>,
    /// What they are paid, by pot and entry.
    pub payments: Vec<(PotId, EntryId, Amount)>,
}
/// A person on a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExportedMember {
    /// Which.
    pub roster: RosterId,
    /// Whether they are on it now.
    pub on: bool,
    /// Their party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// Their group, where seats go by groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stratum: Option<String>,
    /// What is known of them by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub record: BTreeMap<String, Exact>,
    /// Their share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Exact>,
    /// Who votes for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegates_to: Option<PersonId>,
    /// Who votes for them in polls of an area, or in one poll.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub delegates_within: Vec<(Scope, PersonId)>,
}
/// An entry of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExportedEntry {
    /// Which.
    pub entry: EntryId,
    /// Their share in it.
    pub share: Exact,
    /// What became of it.
    pub status: Status,
    /// Since when it is hidden, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<(Time, Code)>,
    /// Of what lies outside: to give it out, or to erase it with its salt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
}
/// A ballot of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExportedBallot {
    /// In which round of the plan.
    pub round: RoundIx,
    /// In which poll.
    pub poll: PollId,
    /// What it says, with places on the slate.
    pub ballot: AnyBallot,
    /// Why it is set aside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<Code>,
    /// Ballots that stood before, each from when to when, where the plan's rule asks for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<(Time, Time, AnyBallot)>,
}
impl Contest {
    /// Everything that the state holds of a person; `None` if they were never named.
    pub fn export(&self, person: &PersonId) -> Option<Export> {
        let state = &self.state;
        let ix = state.people.ix(person)?;
        let gone = state.people.gone(ix);
        let member = |(id, m): (&RosterId, &super::people::Members)| {
            let known = m.get(ix)?;
            let a = state.people.applicant(ix, known);
            Some(ExportedMember {
                roster: id.clone(),
                on: known.state == Membership::On,
                party: a.party,
                stratum: a.stratum,
                record: a.record,
                share: known.share().cloned(),
                delegates_to: m
                    .given_by(ix)
                    .find(|(scope, _)| scope.is_none())
                    .map(|(_, to)| state.people.id(to).clone()),
                delegates_within: m
                    .given_by(ix)
                    .filter_map(|(scope, to)| Some((scope?.clone(), state.people.id(to).clone())))
                    .collect(),
            })
        };
        let theirs = |c: &&Conflict| c.person == *person || matches!(&c.with, Tied::Author(a) if a == person);
        let payments = state.settlement.iter().flat_map(|s| &s.payouts).flat_map(|p| {
            let lines = p.lines.iter().filter(|l| l.person == *person);
            lines.map(|l| (p.pot.pot.clone(), l.entry.clone(), l.amount))
        });
        Some(Export {
            person: person.clone(),
            left: gone.is_some(),
            removed: if let Some(Gone::Removed(why)) = gone { Some(why.clone()) } else { None },
            rosters: state.people.rosters.iter().filter_map(member).collect(),
            conflicts: state.people.conflicts.iter().filter(theirs).cloned().collect(),
            entries: entries(state, person),
            ballots: self.ballots_of(ix),
            payments: payments.collect(),
        })
    }
    fn ballots_of(&self, ix: u32) -> Vec<ExportedBallot> {
        let round = &self.state.round;
        let Some(plan) = self.plan().rounds.get(round.at as usize) else { return vec![] };
        let ballot = |(b, p): (&super::boxes::PollBox, &super::plan::PollPlan)| {
            let ballot = (*b.ballot(ix, p.ballot.kind())?).clone();
            let set_aside = b.aside.get(&ix).cloned();
            let former = b.former().filter(|(v, _)| *v == ix);
            let former = former.map(|(_, f)| (f.0, f.1, (*f.2).clone())).collect();
            Some(ExportedBallot { round: RoundIx(round.at), poll: p.poll.clone(), ballot, set_aside, former })
        };
        round.boxes.iter().zip(&plan.polls).filter_map(ballot).collect()
    }
}
fn entries(state: &State, person: &PersonId) -> Vec<ExportedEntry> {
    let of = |e: &super::entries::Entry| {
        let share = e.team.iter().find(|t| t.person == *person)?.share.clone();
        let (entry, status) = (e.id.clone(), e.status.clone());
        Some(ExportedEntry { entry, share, status, hidden: e.hidden.clone(), digest: e.digest })
    };
    state.entries.iter().filter_map(|(_, e)| of(e)).collect()
}
