//! What was entered, and what became of it.
use super::{Code, Digest, Span, Submission, Time, plan::GivenEntry};
use crate::{
    admit::Authored,
    id::{CategoryId, EntryId, PartyId, PersonId},
    num::{Amount, Exact},
    reward::{Entrant, Facts, TeamShare},
    select::Candidate,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All entries in the order of receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entries {
    ids: BTreeMap<EntryId, u32>,
    list: Vec<Entry>,
}
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) id: EntryId,
    pub(super) team: Vec<TeamShare>,
    pub(super) category: Option<CategoryId>,
    pub(super) party: Option<PartyId>,
    pub(super) cost: Option<u64>,
    pub(super) digest: Option<Digest>,
    pub(super) figures: BTreeMap<String, Amount>,
    pub(super) status: Status,
    /// Since when it is hidden, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) hidden: Option<(Time, Code)>,
    /// For how long it was hidden before.
    #[serde(default, skip_serializing_if = "Span::is_zero")]
    pub(super) was_hidden: Span,
}
/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Status {
    /// It waits for the formal check.
    Entered,
    /// It takes part.
    Standing,
    /// It did not pass the formal check.
    Rejected(Code),
    /// Its authors took it back.
    Withdrawn,
    /// The host took it out.
    Disqualified(Code),
}
impl Status {
    /// Whether it may still win.
    pub const fn is_in(&self) -> bool {
        matches!(self, Self::Entered | Self::Standing)
    }
}
impl Entry {
    pub(super) fn given(g: &GivenEntry) -> Self {
        Self {
            id: g.entry.clone(),
            team: vec![],
            category: g.category.clone(),
            party: None,
            cost: g.cost,
            digest: None,
            figures: BTreeMap::new(),
            status: Status::Standing,
            hidden: None,
            was_hidden: Span::ZERO,
        }
    }
    pub(super) fn submitted(s: &Submission, status: Status) -> Self {
        Self {
            id: s.entry.clone(),
            team: s.team.clone(),
            category: s.category.clone(),
            party: s.party.clone(),
            cost: s.cost,
            digest: Some(s.digest),
            figures: BTreeMap::new(),
            status,
            hidden: None,
            was_hidden: Span::ZERO,
        }
    }
    pub(super) fn is_of(&self, p: &PersonId) -> bool {
        self.team.iter().any(|t| t.person == *p)
    }
    /// For how long it was hidden, up to an instant.
    pub(super) fn hidden_until(&self, at: Time) -> Span {
        let now = self.hidden.as_ref().map_or(Span::ZERO, |(since, _)| at.since(*since));
        self.was_hidden.plus(now)
    }
    pub(super) fn authored(&self) -> Authored {
        Authored {
            entry: self.id.clone(),
            authors: self.team.iter().map(|t| t.person.clone()).collect(),
            party: self.party.clone(),
        }
    }
    pub(super) fn candidate(&self) -> Candidate {
        Candidate {
            entry: self.id.clone(),
            category: self.category.clone(),
            parties: self.party.iter().cloned().collect(),
            cost: self.cost,
        }
    }
    /// As one who may be paid; figures of the plan that were not stated count as nought.
    pub(super) fn entrant<'a>(&self, figures: impl Iterator<Item = &'a String>) -> Entrant {
        let mut all = self.figures.clone();
        for name in figures {
            all.entry(name.clone()).or_insert(Amount::ZERO);
        }
        Entrant {
            entry: self.id.clone(),
            category: self.category.clone(),
            team: self.team.clone(),
            figures: all,
            facts: Facts::default(),
        }
    }
}
impl Entries {
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
    /// Those that may still win.
    pub(super) fn count_in(&self) -> usize {
        self.list.iter().filter(|e| e.status.is_in()).count()
    }
    pub(super) fn ix(&self, id: &EntryId) -> Option<u32> {
        self.ids.get(id).copied()
    }
    pub(super) fn get(&self, ix: u32) -> &Entry {
        &self.list[ix as usize]
    }
    pub(super) fn get_mut(&mut self, ix: u32) -> &mut Entry {
        &mut self.list[ix as usize]
    }
    pub(super) fn find(&self, id: &EntryId) -> Option<&Entry> {
        self.ix(id).map(|ix| self.get(ix))
    }
    pub(super) fn push(&mut self, e: Entry) {
        self.ids.insert(e.id.clone(), self.list.len() as u32);
        self.list.push(e);
    }
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Entry)> {
        self.list.iter().enumerate().map(|(i, e)| (i as u32, e))
    }
    /// Whether every id leads to its entry.
    pub(super) fn consistent(&self) -> bool {
        self.ids.len() == self.list.len() && self.iter().all(|(i, e)| self.ids.get(&e.id) == Some(&i))
    }
    /// Numbers of those that take part.
    pub(super) fn standing(&self) -> Vec<u32> {
        self.iter().filter(|(_, e)| e.status == Status::Standing).map(|(i, _)| i).collect()
    }
    /// What waits for the formal check is decided.
    pub(super) fn decide_rest(&mut self, status: &Status) {
        for e in self.list.iter_mut().filter(|e| e.status == Status::Entered) {
            e.status = status.clone();
        }
    }
    /// A person gives up their shares; entries of which they were the only author are taken out.
    pub(super) fn give_up(&mut self, p: &PersonId, status: &Status) {
        for e in self.list.iter_mut().filter(|e| e.is_of(p)) {
            for t in e.team.iter_mut().filter(|t| t.person == *p) {
                t.share = Exact::ZERO;
            }
            if e.status.is_in() && e.team.iter().all(|t| t.share.is_zero()) {
                e.status = status.clone();
            }
        }
    }
}
