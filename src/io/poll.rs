//! What a file says, whatever its format.
use super::notes::Note;
use crate::{
    ballot::Kind,
    id::{EntryIx, EntrySet},
    profile::AnyProfile,
};
use std::collections::BTreeMap;

/// A file that was read: who stands, what was said, and what is known besides.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Poll {
    /// The file's title, if it has one.
    pub title: Option<String>,
    /// Names in file order; entry `i` of the ballots is the `i`-th of them. No two are alike.
    pub entries: Vec<String>,
    /// The ballots, of the kind that the format has. They name withdrawn entries as the voters did.
    pub ballots: AnyProfile,
    /// Entries that the file declares as withdrawn.
    pub withdrawn: EntrySet,
    /// Places to fill, if the file says so.
    pub seats: Option<u64>,
    /// What the entries cost, if they cost something.
    pub costs: Option<Costs>,
    /// Names of the categories, best first, where ballots sort the entries into categories; else empty.
    /// The ballots are scores then, whose highest level is the first category.
    pub categories: Vec<String>,
    /// Entries that the file says were chosen, if it says so; told for comparison only.
    pub chosen: Option<EntrySet>,
    /// Keys and values of the file's header that have no field of their own, as they stand there.
    pub header: BTreeMap<String, String>,
    /// What was tolerated, by line.
    pub notes: Vec<Note>,
}

/// Costs and the budget, in whole minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Costs {
    /// By entry.
    pub costs: Vec<u64>,
    /// What may be spent.
    pub budget: u64,
    /// Decimals that a unit stands for: with 2, a cost of 150 was `1.50` in the file.
    pub decimals: u32,
    /// Code of the currency, if the file tells it.
    pub currency: Option<String>,
}

impl Poll {
    /// Nothing but entries and ballots.
    pub(super) fn new(entries: Vec<String>, ballots: AnyProfile) -> Self {
        Self {
            title: None,
            entries,
            ballots,
            withdrawn: EntrySet::EMPTY,
            seats: None,
            costs: None,
            categories: vec![],
            chosen: None,
            header: BTreeMap::new(),
            notes: vec![],
        }
    }
    /// The same file as if only `keep` stood: names, ballots, costs and sets are numbered anew, in their order.
    #[must_use]
    pub fn restrict(&self, keep: &EntrySet) -> Self {
        let kept: Vec<usize> = keep.iter().map(EntryIx::ix).filter(|i| *i < self.entries.len()).collect();
        let part = |s: &EntrySet| -> EntrySet {
            kept.iter()
                .enumerate()
                .filter(|(_, i)| s.contains(EntryIx::from(**i)))
                .map(|(n, _)| n.into())
                .collect()
        };
        let costs = self
            .costs
            .as_ref()
            .map(|c| Costs { costs: kept.iter().map(|i| c.costs[*i]).collect(), ..c.clone() });
        Self {
            entries: kept.iter().map(|i| self.entries[*i].clone()).collect(),
            ballots: self.ballots.restrict(keep),
            withdrawn: part(&self.withdrawn),
            chosen: self.chosen.as_ref().map(part),
            costs,
            title: self.title.clone(),
            seats: self.seats,
            categories: self.categories.clone(),
            header: self.header.clone(),
            notes: self.notes.clone(),
        }
    }
    /// The file without the entries that have withdrawn.
    #[must_use]
    pub fn standing(&self) -> Self {
        self.restrict(&EntrySet::first(self.entries.len()).minus(&self.withdrawn))
    }
    /// The kind of its ballots.
    pub fn kind(&self) -> Kind {
        self.ballots.kind()
    }
}
