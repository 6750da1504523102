//! What somebody may see of a contest. What is hidden does not leave the engine.
use super::{
    AnyBallot, Counted, Digest, Next, Phase, PollRecord, Refusal, RoundRecord, Settlement, State, Time,
    contest::Contest, entries::Status, plan::Hidden,
};
use crate::{
    id::{CategoryId, EntryId, PartyId, PersonId, PollId, RosterId, RoundIx},
    reward::TeamShare,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Viewer {
    /// Anybody.
    Public,
    /// A person, who also sees what is theirs.
    Person(PersonId),
    /// The one who called the contest: sees counts only once they are made, as a tie may wait for them, and what entries and
    /// authors there are.
    Host,
    /// Sees everything.
    Auditor,
}
/// A contest as somebody may see it at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct View {
    /// Where it stands.
    pub phase: Phase,
    /// When the phase ends, if by time.
    pub until: Option<Time>,
    /// Since when it stands still.
    pub paused: Option<Time>,
    /// Number of the next event, to decide against; `None` while the turn-out is hidden, which it would tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_seq: Option<u64>,
    /// Digest of the plan as it stands.
    pub plan: Digest,
    /// The round of the plan that is on, or comes next.
    pub round: RoundIx,
    /// Which turn of it.
    pub turn: u32,
    /// Members of each roster.
    pub rosters: BTreeMap<RosterId, u64>,
    /// Entries that the viewer may see, in the order of receipt.
    pub entries: Vec<EntryView>,
    /// The slate of the round since balloting began: ballots name places on it, from 0.
    pub slate: Vec<EntryId>,
    /// The round's polls.
    pub polls: Vec<PollView>,
    /// Rounds that were counted, as far as they may be seen.
    pub records: Vec<RoundRecord>,
    /// What the last count waits for, if it waits.
    pub waits_for: Option<Waits>,
    /// The end.
    pub settlement: Option<Settlement>,
}
/// What a count waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Waits {
    /// A tie.
    Tie,
    /// The host's pick.
    Pick,
    /// The seed of the lot.
    Seed,
}
/// An entry as somebody may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EntryView {
    /// Which.
    pub entry: EntryId,
    /// What became of it.
    pub status: Status,
    /// Since when it is hidden while a complaint is open; what it holds is then for its authors, the host and the auditor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden_since: Option<Time>,
    /// Its category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// Its cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<u64>,
    /// Of what lies outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// Its authors; `None` while they are hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<Vec<TeamShare>>,
    /// The party that entered it; hidden with its authors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
}
/// A poll as somebody may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PollView {
    /// Which.
    pub poll: PollId,
    /// Persons who may vote.
    pub eligible: u64,
    /// Ballots in the box; `None` while the turn-out is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<u64>,
    /// The viewer's own ballot, if they have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<AnyBallot>,
    /// The count as it stands; `None` while counts are hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<Counted>,
}

impl Contest {
    /// What a viewer may see at an instant. The only way to see a running contest: what the plan hides is not in it.
    ///
    /// # Errors
    /// If counts are shown live and cannot be made.
    ///
    /// # Complexity
    /// Of the entries and records; where counts are not hidden, of a count of the round's ballots besides.
    pub fn view(&self, viewer: &Viewer, now: Time) -> Result<View, Refusal> {
        let state = &*self.at(now);
        let hidden = &self.plan().hidden;
        let sees_all = *viewer == Viewer::Auditor;
        let live = if sees_all || !hidden.counts { self.count_now(now)? } else { None };
        // Of a contest that was cancelled or failed the record still says what it waited for.
        let counting = state.clock.phase == Phase::Counting;
        let waits_for = state.record().filter(|_| counting).and_then(|r| match r.next {
            Next::Tied { .. } => Some(Waits::Tie),
            Next::AwaitsPick {} => Some(Waits::Pick),
            Next::AwaitsSeed {} => Some(Waits::Seed),
            _ => None,
        });
        // A count that is not final is for those who have to act on it.
        let open = waits_for.is_some() && hidden.counts && !sees_all && *viewer != Viewer::Host;
        let told = state.records.len() - usize::from(open);
        let names = sees_all || !hidden.ballots;
        Ok(View {
            phase: state.clock.phase,
            until: state.clock.until,
            paused: state.clock.paused,
            next_seq: self.shows_turnout(state, viewer).then_some(state.seq),
            plan: self.valid_plan().digest(),
            round: RoundIx(state.round.at),
            turn: state.round.turn,
            rosters: state.people.rosters.iter().map(|(id, m)| (id.clone(), m.active)).collect(),
            entries: self.entries(state, viewer),
            slate: state.round.slate.iter().map(|e| state.entries.get(*e).id.clone()).collect(),
            polls: self.polls(state, viewer, live.as_deref()),
            records: state.records[..told].iter().map(|r| without_names(r, names)).collect(),
            waits_for,
            settlement: state.settlement.as_deref().map(|s| Settlement {
                rounds: s.rounds.iter().map(|r| without_names(r, names)).collect(),
                ..s.clone()
            }),
        })
    }
    fn entries(&self, state: &State, viewer: &Viewer) -> Vec<EntryView> {
        let hidden: &Hidden = &self.plan().hidden;
        let sees_all = matches!(viewer, Viewer::Auditor | Viewer::Host);
        let over = state.clock.phase.is_over();
        let early = state.clock.phase <= Phase::Open;
        let own = |e: &super::entries::Entry| matches!(viewer, Viewer::Person(p) if e.is_of(p));
        let seen = state.entries.iter().filter(|(_, e)| sees_all || own(e) || !(hidden.entries && early));
        let view = |(_, e): (u32, &super::entries::Entry)| {
            let shown = sees_all || own(e) || e.hidden.is_none();
            let authors = shown && (sees_all || own(e) || over || !hidden.authors);
            EntryView {
                entry: e.id.clone(),
                status: e.status.clone(),
                hidden_since: e.hidden.as_ref().map(|(since, _)| *since),
                category: e.category.clone().filter(|_| shown),
                cost: e.cost.filter(|_| shown),
                digest: e.digest.filter(|_| shown),
                team: authors.then(|| e.team.clone()),
                party: e.party.clone().filter(|_| authors),
            }
        };
        seen.map(view).collect()
    }
    fn shows_turnout(&self, state: &State, viewer: &Viewer) -> bool {
        let hidden = &self.plan().hidden;
        let waits = state.record().is_some_and(|r| r.stage().is_some()) && *viewer != Viewer::Host;
        let secret = hidden.counts && hidden.turnout && (state.record().is_none() || waits);
        *viewer == Viewer::Auditor || !secret
    }
    fn polls(&self, state: &State, viewer: &Viewer, live: Option<&RoundRecord>) -> Vec<PollView> {
        let plans = &self.plan().rounds[state.round.at as usize].polls;
        let voter = if let Viewer::Person(p) = viewer { state.people.ix(p) } else { None };
        let turnout = self.shows_turnout(state, viewer);
        let view = |(b, p): (&super::boxes::PollBox, &super::plan::PollPlan)| PollView {
            poll: p.poll.clone(),
            eligible: state.people.roster(&p.voters).active,
            received: turnout.then(|| b.len() as u64),
            own: voter.and_then(|v| b.ballot(v, p.ballot.kind())).map(|b| (*b).clone()),
            live: live.and_then(|r| r.polls.iter().find(|x| x.poll == p.poll)).map(|x| x.counted.clone()),
        };
        state.round.boxes.iter().zip(plans).map(view).collect()
    }
}
/// A record in which no person is named who voted, or did not.
fn without_names(r: &RoundRecord, names: bool) -> RoundRecord {
    if names {
        return r.clone();
    }
    let polls =
        r.polls.iter().map(|p| PollRecord { lost: vec![], cycles: vec![], capped: vec![], ..p.clone() });
    RoundRecord { polls: polls.collect(), ..r.clone() }
}
