//! The state of a contest: what all events so far came to.
use super::{
    Code, Failure, Phase, Settlement, Span, Time, ValidPlan,
    boxes::PollBox,
    cow::CowMap,
    entries::{Entries, Entry},
    half::Half,
    people::{Membership, People},
    record::{RoundRecord, Stage},
};
use crate::{
    admit::Applicant,
    count::Decision,
    id::{EntryId, PollId},
    select::Pick,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// Everything that events came to. Copies share their parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// Number of the next event.
    pub(super) seq: u64,
    /// Instant of the last event.
    pub(super) last: Time,
    pub(super) clock: Clock,
    pub(super) people: People,
    pub(super) entries: Arc<Entries>,
    pub(super) round: Round,
    /// Every turn of every round that was counted, the last one perhaps to be counted again.
    pub(super) records: Vec<Arc<RoundRecord>>,
    pub(super) keys: CowMap<Half, Key>,
    /// The seed of a lot that was only committed to.
    pub(super) seed: Option<String>,
    /// Number of the event by which members were seated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) seated: Option<u64>,
    pub(super) end: Option<End>,
    pub(super) settlement: Option<Arc<Settlement>>,
}
/// Where the contest stands in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Clock {
    pub(super) phase: Phase,
    /// When the phase began.
    pub(super) begun: Time,
    /// When it ends, if by time.
    pub(super) until: Option<Time>,
    /// From when the act that ends the phase is due, if by an act; `None` while it waits for a person without an end.
    pub(super) due: Option<Time>,
    /// By how much pauses have moved all later instants.
    pub(super) shift: Span,
    /// By how much phases were made longer.
    #[serde(default, skip_serializing_if = "Span::is_zero")]
    pub(super) extended: Span,
    /// Since when the contest stands still.
    pub(super) paused: Option<Time>,
}
/// The present round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Round {
    /// Place in the plan.
    pub(super) at: u32,
    /// Which turn of it, from 0.
    pub(super) turn: u32,
    /// Entries that went on into it, by number.
    pub(super) field: Arc<Vec<u32>>,
    /// Entries on the slate since balloting began, by number, rising.
    pub(super) slate: Arc<Vec<u32>>,
    /// One for each poll.
    pub(super) boxes: Vec<PollBox>,
    /// How often a quiet ending has moved the end of the ballots.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) gone_on: u32,
    /// When balloting ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) closed: Option<Time>,
    /// What the host picked.
    pub(super) picks: Option<Vec<Pick>>,
    /// The host's decisions on ties inside of counts.
    pub(super) decisions: BTreeMap<PollId, Vec<Decision>>,
    /// The host's decisions at the cut, one a tie.
    pub(super) at_cut: Vec<Vec<EntryId>>,
    /// The last thing for which this turn waited in vain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) waited: Option<Stage>,
    /// For what this turn waits, and since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wait: Option<(Stage, Time)>,
    /// How long it has waited for each before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) spent: BTreeMap<Stage, Span>,
    /// How often the time to appeal began.
    #[serde(default)]
    pub(super) appeals: u32,
    /// Until when one could appeal, where the round is counted again because somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) appeal_until: Option<Time>,
    /// Whether something changed since the record of this turn was made.
    pub(super) changed: bool,
}
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
const fn is_zero(n: &u32) -> bool {
    *n == 0
}
/// What an idempotency key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) seq: u64,
    pub(super) content: Half,
}
/// Why a contest is over without winners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum End {
    Failed(Failure),
    Cancelled(Code),
}

impl State {
    /// Before the first event.
    pub(super) fn new(plan: &ValidPlan) -> Self {
        let p = plan.plan();
        let mut people = People::default();
        for (id, roster) in &p.rosters {
            people.rosters.insert(id.clone(), super::people::Members::default());
            for person in &roster.given {
                let ix = people.name(person);
                let a = Applicant::new(person.clone());
                people.roster_mut(id).enter(ix, Membership::On, 0, &a, None, false);
            }
        }
        let mut entries = Entries::default();
        p.entries.given.iter().for_each(|g| entries.push(Entry::given(g)));
        Self {
            seq: 0,
            last: Time::from_millis(i64::MIN),
            clock: Clock {
                phase: Phase::Announced,
                begun: Time::from_millis(i64::MIN),
                until: Some(plan.starts()),
                due: None,
                shift: Span::ZERO,
                extended: Span::ZERO,
                paused: None,
            },
            people,
            entries: Arc::new(entries),
            round: Round::default(),
            records: vec![],
            keys: CowMap::default(),
            seed: None,
            seated: None,
            end: None,
            settlement: None,
        }
    }
    pub(super) fn entries_mut(&mut self) -> &mut Entries {
        Arc::make_mut(&mut self.entries)
    }
    /// Place of an entry on the present slate.
    pub(super) fn place(&self, entry: u32) -> Option<usize> {
        self.round.slate.binary_search(&entry).ok()
    }
    /// The record of the first turn of the present round, once that was counted.
    pub(super) fn first_turn(&self) -> Option<&Arc<RoundRecord>> {
        self.records.iter().rev().find(|r| r.round.0 == self.round.at && r.turn == 0)
    }
    /// The record of the present turn, if it was counted.
    pub(super) fn record(&self) -> Option<&Arc<RoundRecord>> {
        self.records.last().filter(|r| r.round.0 == self.round.at && r.turn == self.round.turn)
    }
}
